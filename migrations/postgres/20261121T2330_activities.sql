-- Something done; appended, and corrected only by a later one (`corrects`). `at` is when it happened, `recorded_at` when it was
-- written. `body_hash` tells the same record sent twice from another under the same id.
create table activity (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    person_id uuid,
    enrollment_id uuid,
    touch_id uuid,
    step bigint,
    behaviour text collate "C" not null,
    channel text collate "C" not null,
    outcome text collate "C" not null,
    own_outcome text collate "C" not null,
    minutes bigint not null,
    is_minutes_default bigint not null,
    is_reserved bigint not null,
    reached bigint not null,
    conversation bigint not null,
    asked text collate "C" not null,
    is_asked_default bigint not null,
    happened_at bigint not null,
    on_day bigint not null,
    agreed_at bigint,
    until_on bigint,
    why text collate "C" not null,
    note text collate "C" not null,
    corrects uuid,
    corrected_by uuid,
    body_hash bytea not null,
    recorded_at bigint not null,
    constraint activity_key primary key (workspace_id, id),
    constraint activity_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint activity_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint activity_flags_known check (
        is_minutes_default in (0, 1) and is_reserved in (0, 1) and reached in (0, 1) and conversation in (0, 1) and is_asked_default in (0, 1)
    ),
    constraint activity_minutes_not_negative check (minutes >= 0)
);
create index activity_of_person on activity (workspace_id, person_id, happened_at, id);
create index activity_of_member on activity (workspace_id, member_id, on_day, id);
create index activity_recent on activity (workspace_id, happened_at, id);

-- What an activity changed beside itself, as JSON, so that undo can put it back exactly.
create table activity_effect (
    workspace_id uuid not null,
    activity_id uuid not null,
    effect text collate "C" not null,
    constraint activity_effect_key primary key (workspace_id, activity_id),
    constraint activity_effect_activity foreign key (workspace_id, activity_id) references activity (workspace_id, id)
);

create table tally (
    workspace_id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    behaviour text collate "C" not null,
    channel text collate "C" not null,
    n bigint not null,
    minutes bigint not null,
    constraint tally_key primary key (workspace_id, member_id, on_day, behaviour, channel),
    constraint tally_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
