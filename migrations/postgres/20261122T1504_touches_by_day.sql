-- The day that is closed, and what was started lately, are read by their days.
create index touch_done_on on touch (workspace_id, member_id, done_on);
create index enrollment_started on enrollment (workspace_id, member_id, started_on);
