-- Work to be done later, each piece once. It carries ids, never records.
create table job (
    workspace_id uuid not null,
    id uuid not null,
    kind text collate "C" not null,
    subject_id uuid,
    on_day bigint,
    due_at bigint not null,
    state text collate "C" not null,
    attempt bigint not null,
    fence bigint not null,
    lease_until bigint,
    lease_owner uuid,
    error text collate "C" not null,
    created_at bigint not null,
    ended_at bigint,
    constraint job_key primary key (workspace_id, id),
    constraint job_once unique (workspace_id, kind, subject_id, on_day),
    constraint job_workspace foreign key (workspace_id) references workspace (id),
    constraint job_state_known check (state in ('queued', 'running', 'done', 'dead')),
    constraint job_lease_while_running check ((state = 'running') = (lease_until is not null))
);
create index job_by_state on job (workspace_id, state, due_at, id);

-- Which nights of a rep were given to a job: a row stays for ever, so that no clock brings a night back.
create table night (
    workspace_id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    begun_at bigint not null,
    constraint night_key primary key (workspace_id, member_id, on_day),
    constraint night_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);

-- When a workspace is to be looked at: by jobs, nights and the sealing of its audit.
create table due (
    workspace_id uuid not null,
    at bigint not null,
    constraint due_key primary key (workspace_id, at)
);

-- This installation: one row. A held one reaches nobody outside until a person releases it.
create table instance (
    id uuid not null,
    state text collate "C" not null,
    why text collate "C" not null,
    mark text collate "C" not null,
    since_at bigint not null,
    backup_at bigint,
    constraint instance_key primary key (id),
    constraint instance_state_known check (state in ('live', 'held'))
);
