-- Something done; appended, and corrected only by a later one (`corrects`). `at` is when it happened, `recorded_at` when it was
-- written. `body_hash` tells the same record sent twice from another under the same id.
create table activity (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    person_id blob,
    enrollment_id blob,
    touch_id blob,
    step integer,
    behaviour text not null,
    channel text not null,
    outcome text not null,
    own_outcome text not null,
    minutes integer not null,
    is_minutes_default integer not null,
    is_reserved integer not null,
    reached integer not null,
    conversation integer not null,
    asked text not null,
    is_asked_default integer not null,
    happened_at integer not null,
    on_day integer not null,
    agreed_at integer,
    until_on integer,
    why text not null,
    note text not null,
    corrects blob,
    corrected_by blob,
    body_hash blob not null,
    recorded_at integer not null,
    constraint activity_key primary key (workspace_id, id),
    constraint activity_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint activity_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint activity_flags_known check (
        is_minutes_default in (0, 1) and is_reserved in (0, 1) and reached in (0, 1) and conversation in (0, 1) and is_asked_default in (0, 1)
    ),
    constraint activity_minutes_not_negative check (minutes >= 0)
) strict;
create index activity_of_person on activity (workspace_id, person_id, happened_at, id);
create index activity_of_member on activity (workspace_id, member_id, on_day, id);
create index activity_recent on activity (workspace_id, happened_at, id);

-- What an activity changed beside itself, as JSON, so that undo can put it back exactly.
create table activity_effect (
    workspace_id blob not null,
    activity_id blob not null,
    effect text not null,
    constraint activity_effect_key primary key (workspace_id, activity_id),
    constraint activity_effect_activity foreign key (workspace_id, activity_id) references activity (workspace_id, id)
) strict;

create table tally (
    workspace_id blob not null,
    member_id blob not null,
    on_day integer not null,
    behaviour text not null,
    channel text not null,
    n integer not null,
    minutes integer not null,
    constraint tally_key primary key (workspace_id, member_id, on_day, behaviour, channel),
    constraint tally_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict, without rowid;
