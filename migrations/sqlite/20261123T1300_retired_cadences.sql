-- When a cadence was taken out of use: nobody is started on it then, and who runs on it goes on; null while it is in use.
alter table cadence add column retired_at integer;
-- The meetings that came of those who were started.
create index meeting_of_enrollment on meeting (workspace_id, enrollment_id, state);
insert into sqlite_stat1 (tbl, idx, stat) values ('meeting', 'meeting_of_enrollment', '100000 100000 2 1');
analyze sqlite_schema;
