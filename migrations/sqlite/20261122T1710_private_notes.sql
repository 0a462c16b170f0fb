-- A note that is shown to nobody but its writer.
alter table activity add column is_private integer;
-- What a rep did, and whom they started, newest first.
create index activity_of_member_by_time on activity (workspace_id, member_id, happened_at, id);
create index enrollment_of_member_by_start on enrollment (workspace_id, member_id, started_at, id);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('activity', 'activity_of_member_by_time', '5000000 5000000 250000 2 1'),
    ('enrollment', 'enrollment_of_member_by_start', '200000 200000 10000 2 1');
analyze sqlite_schema;
