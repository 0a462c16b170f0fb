-- What a rep changed about an enrollment by hand, and why, in their own words.
create table enrollment_change (
    workspace_id uuid not null,
    id uuid not null,
    enrollment_id uuid not null,
    member_id uuid not null,
    action text collate "C" not null,
    why text collate "C" not null,
    changed_at bigint not null,
    constraint enrollment_change_key primary key (workspace_id, id),
    constraint enrollment_change_enrollment foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id),
    constraint enrollment_change_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint enrollment_change_action_known check (action in ('later', 'stopped', 'paused', 'resumed'))
);
create index enrollment_change_of_enrollment on enrollment_change (workspace_id, enrollment_id, changed_at);
create index enrollment_change_of_member on enrollment_change (workspace_id, member_id);
