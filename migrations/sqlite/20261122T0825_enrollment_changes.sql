-- What a rep changed about an enrollment by hand, and why, in their own words.
create table enrollment_change (
    workspace_id blob not null,
    id blob not null,
    enrollment_id blob not null,
    member_id blob not null,
    action text not null,
    why text not null,
    changed_at integer not null,
    constraint enrollment_change_key primary key (workspace_id, id),
    constraint enrollment_change_enrollment foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id),
    constraint enrollment_change_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint enrollment_change_action_known check (action in ('later', 'stopped', 'paused', 'resumed'))
) strict;
create index enrollment_change_of_enrollment on enrollment_change (workspace_id, enrollment_id, changed_at);
create index enrollment_change_of_member on enrollment_change (workspace_id, member_id);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('enrollment_change', 'sqlite_autoindex_enrollment_change_1', '20000 20000 1'),
    ('enrollment_change', 'enrollment_change_of_enrollment', '20000 20000 2 1'),
    ('enrollment_change', 'enrollment_change_of_member', '20000 20000 1000');
analyze sqlite_schema;
