-- The local time of day by which something was done, in minutes and rounded up to the quarter of an hour; unknown for
-- what was recorded before it was asked for.
alter table activity add column by_minute bigint;

-- The same counts as in `tally` by that time, so that "by 12:00" is read from days and not from activities.
create table tally_time (
    workspace_id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    behaviour text collate "C" not null,
    by_minute bigint not null,
    n bigint not null,
    constraint tally_time_key primary key (workspace_id, member_id, on_day, behaviour, by_minute),
    constraint tally_time_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
