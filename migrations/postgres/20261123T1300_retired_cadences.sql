-- When a cadence was taken out of use: nobody is started on it then, and who runs on it goes on; null while it is in use.
alter table cadence add column retired_at bigint;
-- The meetings that came of those who were started.
create index meeting_of_enrollment on meeting (workspace_id, enrollment_id, state);
