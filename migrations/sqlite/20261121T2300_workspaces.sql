-- A tenant, its reps and its settings.
create table workspace (
    id blob not null,
    name text not null,
    name_folded text not null,
    is_sample integer not null,
    created_at integer not null,
    constraint workspace_key primary key (id),
    constraint workspace_name_once unique (name_folded),
    constraint workspace_is_sample_known check (is_sample in (0, 1))
) strict;

create table member (
    workspace_id blob not null,
    id blob not null,
    name text not null,
    name_folded text not null,
    role text not null,
    zone text not null,
    country text not null,
    created_at integer not null,
    constraint member_key primary key (workspace_id, id),
    constraint member_workspace foreign key (workspace_id) references workspace (id),
    constraint member_name_once unique (workspace_id, name_folded),
    constraint member_role_known check (role in ('rep', 'coach', 'admin'))
) strict;

create table setting (
    workspace_id blob not null,
    key text not null,
    value text not null,
    set_at integer not null,
    constraint setting_key primary key (workspace_id, key),
    constraint setting_workspace foreign key (workspace_id) references workspace (id)
) strict;

-- What was done, by whom, to what; names of fields, never their values.
create table audit (
    workspace_id blob not null,
    id blob not null,
    member_id blob,
    action text not null,
    subject text not null,
    subject_id blob,
    fields text not null,
    recorded_at integer not null,
    constraint audit_key primary key (workspace_id, id)
) strict;
create index audit_recent on audit (workspace_id, recorded_at, id);
