-- The local time of day by which something was done, in minutes and rounded up to the quarter of an hour; unknown for
-- what was recorded before it was asked for.
alter table activity add column by_minute integer;

-- The same counts as in `tally` by that time, so that "by 12:00" is read from days and not from activities.
create table tally_time (
    workspace_id blob not null,
    member_id blob not null,
    on_day integer not null,
    behaviour text not null,
    by_minute integer not null,
    n integer not null,
    constraint tally_time_key primary key (workspace_id, member_id, on_day, behaviour, by_minute),
    constraint tally_time_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict, without rowid;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('tally_time', 'tally_time', '1000000 1000000 50000 250 8 1');
analyze sqlite_schema;
