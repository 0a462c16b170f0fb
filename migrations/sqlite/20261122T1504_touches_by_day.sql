-- The day that is closed, and what was started lately, are read by their days.
create index touch_done_on on touch (workspace_id, member_id, done_on);
create index enrollment_started on enrollment (workspace_id, member_id, started_on);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('touch', 'touch_done_on', '1500000 1500000 75000 60'),
    ('enrollment', 'enrollment_started', '200000 200000 10000 20');
analyze sqlite_schema;
