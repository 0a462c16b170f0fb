-- A tenant, its reps and its settings.
create table workspace (
    id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    is_sample bigint not null,
    created_at bigint not null,
    constraint workspace_key primary key (id),
    constraint workspace_name_once unique (name_folded),
    constraint workspace_is_sample_known check (is_sample in (0, 1))
);

create table member (
    workspace_id uuid not null,
    id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    role text collate "C" not null,
    zone text collate "C" not null,
    country text collate "C" not null,
    created_at bigint not null,
    constraint member_key primary key (workspace_id, id),
    constraint member_workspace foreign key (workspace_id) references workspace (id),
    constraint member_name_once unique (workspace_id, name_folded),
    constraint member_role_known check (role in ('rep', 'coach', 'admin'))
);

create table setting (
    workspace_id uuid not null,
    key text collate "C" not null,
    value text collate "C" not null,
    set_at bigint not null,
    constraint setting_key primary key (workspace_id, key),
    constraint setting_workspace foreign key (workspace_id) references workspace (id)
);

-- What was done, by whom, to what; names of fields, never their values.
create table audit (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid,
    action text collate "C" not null,
    subject text collate "C" not null,
    subject_id uuid,
    fields text collate "C" not null,
    recorded_at bigint not null,
    constraint audit_key primary key (workspace_id, id)
);
create index audit_recent on audit (workspace_id, recorded_at, id);
