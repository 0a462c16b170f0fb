-- The recipes of a rep. The version saved last is the one that counts from its first day on; it is never edited.
create table recipe (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    name text not null,
    name_folded text not null,
    created_at integer not null,
    constraint recipe_key primary key (workspace_id, id),
    constraint recipe_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint recipe_name_once unique (workspace_id, member_id, name_folded)
) strict;

-- `verdict` is what the plan said when it was saved, `override_why` why it was kept all the same.
create table recipe_version (
    workspace_id blob not null,
    id blob not null,
    recipe_id blob not null,
    member_id blob not null,
    number integer not null,
    from_on integer not null,
    verdict text not null,
    override_why text not null,
    saved_by blob not null,
    saved_at integer not null,
    constraint recipe_version_key primary key (workspace_id, id),
    constraint recipe_version_recipe foreign key (workspace_id, recipe_id) references recipe (workspace_id, id),
    constraint recipe_version_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint recipe_version_once unique (workspace_id, recipe_id, number),
    constraint recipe_version_override_has_a_why check ((verdict = 'fits') = (override_why = ''))
) strict;
create index recipe_version_of_member on recipe_version (workspace_id, member_id, saved_at, id);

-- Goals of Monday to Sunday, separated by blanks.
create table ingredient (
    workspace_id blob not null,
    version_id blob not null,
    position integer not null,
    name text not null,
    counts text not null,
    goals text not null,
    by_minute integer,
    takes text not null,
    cadence_id blob,
    minutes integer,
    constraint ingredient_key primary key (workspace_id, version_id, position),
    constraint ingredient_version foreign key (workspace_id, version_id) references recipe_version (workspace_id, id),
    constraint ingredient_cadence foreign key (workspace_id, cadence_id) references cadence (workspace_id, id),
    constraint ingredient_counts_known check (counts in ('behaviours', 'by_hand')),
    constraint ingredient_takes_known check (takes in ('touches', 'start', 'minutes')),
    constraint ingredient_starts_on_a_cadence check ((takes = 'start') = (cadence_id is not null)),
    constraint ingredient_takes_minutes check ((takes = 'minutes') = (minutes is not null)),
    constraint ingredient_by_a_quarter check (by_minute is null or (by_minute > 0 and by_minute < 1440 and by_minute % 15 = 0))
) strict;
create index ingredient_of_cadence on ingredient (workspace_id, cadence_id);

create table ingredient_behaviour (
    workspace_id blob not null,
    version_id blob not null,
    position integer not null,
    behaviour text not null,
    constraint ingredient_behaviour_key primary key (workspace_id, version_id, position, behaviour),
    constraint ingredient_behaviour_ingredient foreign key (workspace_id, version_id, position) references ingredient (workspace_id, version_id, position)
) strict;

-- What a rep entered for a day; appended, and the newest of a day counts.
create table hand_count (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    on_day integer not null,
    ingredient_folded text not null,
    times integer not null,
    note text not null,
    corrects blob,
    corrected_by blob,
    recorded_at integer not null,
    constraint hand_count_key primary key (workspace_id, id),
    constraint hand_count_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint hand_count_not_negative check (times >= 0)
) strict;
create index hand_count_of_member on hand_count (workspace_id, member_id, on_day, ingredient_folded);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('recipe', 'sqlite_autoindex_recipe_1', '200 200 1'),
    ('recipe', 'sqlite_autoindex_recipe_2', '200 200 10 1'),
    ('recipe_version', 'sqlite_autoindex_recipe_version_1', '2000 2000 1'),
    ('recipe_version', 'sqlite_autoindex_recipe_version_2', '2000 2000 10 1'),
    ('recipe_version', 'recipe_version_of_member', '2000 2000 100 1 1'),
    ('ingredient', 'sqlite_autoindex_ingredient_1', '8000 8000 4 1'),
    ('ingredient', 'ingredient_of_cadence', '8000 8000 400'),
    ('ingredient_behaviour', 'sqlite_autoindex_ingredient_behaviour_1', '12000 3000 6 2 1'),
    ('hand_count', 'sqlite_autoindex_hand_count_1', '50000 50000 1'),
    ('hand_count', 'hand_count_of_member', '50000 50000 2500 2 1');
analyze sqlite_schema;
