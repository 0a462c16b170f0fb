-- The recipes of a rep. The version saved last is the one that counts from its first day on; it is never edited.
create table recipe (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    created_at bigint not null,
    constraint recipe_key primary key (workspace_id, id),
    constraint recipe_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint recipe_name_once unique (workspace_id, member_id, name_folded)
);

-- `verdict` is what the plan said when it was saved, `override_why` why it was kept all the same.
create table recipe_version (
    workspace_id uuid not null,
    id uuid not null,
    recipe_id uuid not null,
    member_id uuid not null,
    number bigint not null,
    from_on bigint not null,
    verdict text collate "C" not null,
    override_why text collate "C" not null,
    saved_by uuid not null,
    saved_at bigint not null,
    constraint recipe_version_key primary key (workspace_id, id),
    constraint recipe_version_recipe foreign key (workspace_id, recipe_id) references recipe (workspace_id, id),
    constraint recipe_version_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint recipe_version_once unique (workspace_id, recipe_id, number),
    constraint recipe_version_override_has_a_why check ((verdict = 'fits') = (override_why = ''))
);
create index recipe_version_of_member on recipe_version (workspace_id, member_id, saved_at, id);

-- Goals of Monday to Sunday, separated by blanks.
create table ingredient (
    workspace_id uuid not null,
    version_id uuid not null,
    position bigint not null,
    name text collate "C" not null,
    counts text collate "C" not null,
    goals text collate "C" not null,
    by_minute bigint,
    takes text collate "C" not null,
    cadence_id uuid,
    minutes bigint,
    constraint ingredient_key primary key (workspace_id, version_id, position),
    constraint ingredient_version foreign key (workspace_id, version_id) references recipe_version (workspace_id, id),
    constraint ingredient_cadence foreign key (workspace_id, cadence_id) references cadence (workspace_id, id),
    constraint ingredient_counts_known check (counts in ('behaviours', 'by_hand')),
    constraint ingredient_takes_known check (takes in ('touches', 'start', 'minutes')),
    constraint ingredient_starts_on_a_cadence check ((takes = 'start') = (cadence_id is not null)),
    constraint ingredient_takes_minutes check ((takes = 'minutes') = (minutes is not null)),
    constraint ingredient_by_a_quarter check (by_minute is null or (by_minute > 0 and by_minute < 1440 and by_minute % 15 = 0))
);
create index ingredient_of_cadence on ingredient (workspace_id, cadence_id);

create table ingredient_behaviour (
    workspace_id uuid not null,
    version_id uuid not null,
    position bigint not null,
    behaviour text collate "C" not null,
    constraint ingredient_behaviour_key primary key (workspace_id, version_id, position, behaviour),
    constraint ingredient_behaviour_ingredient foreign key (workspace_id, version_id, position) references ingredient (workspace_id, version_id, position)
);

-- What a rep entered for a day; appended, and the newest of a day counts.
create table hand_count (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    ingredient_folded text collate "C" not null,
    times bigint not null,
    note text collate "C" not null,
    corrects uuid,
    corrected_by uuid,
    recorded_at bigint not null,
    constraint hand_count_key primary key (workspace_id, id),
    constraint hand_count_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint hand_count_not_negative check (times >= 0)
);
create index hand_count_of_member on hand_count (workspace_id, member_id, on_day, ingredient_folded);
