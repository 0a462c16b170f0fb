-- A note that is shown to nobody but its writer.
alter table activity add column is_private bigint;
-- What a rep did, and whom they started, newest first.
create index activity_of_member_by_time on activity (workspace_id, member_id, happened_at, id);
create index enrollment_of_member_by_start on enrollment (workspace_id, member_id, started_at, id);
