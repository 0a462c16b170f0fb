-- Work to be done later, each piece once. It carries ids, never records.
create table job (
    workspace_id blob not null,
    id blob not null,
    kind text not null,
    subject_id blob,
    on_day integer,
    due_at integer not null,
    state text not null,
    attempt integer not null,
    fence integer not null,
    lease_until integer,
    lease_owner blob,
    error text not null,
    created_at integer not null,
    ended_at integer,
    constraint job_key primary key (workspace_id, id),
    constraint job_once unique (workspace_id, kind, subject_id, on_day),
    constraint job_workspace foreign key (workspace_id) references workspace (id),
    constraint job_state_known check (state in ('queued', 'running', 'done', 'dead')),
    constraint job_lease_while_running check ((state = 'running') = (lease_until is not null))
) strict;
create index job_by_state on job (workspace_id, state, due_at, id);

-- Which nights of a rep were given to a job: a row stays for ever, so that no clock brings a night back.
create table night (
    workspace_id blob not null,
    member_id blob not null,
    on_day integer not null,
    begun_at integer not null,
    constraint night_key primary key (workspace_id, member_id, on_day),
    constraint night_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;

-- When a workspace is to be looked at: by jobs, nights and the sealing of its audit.
create table due (
    workspace_id blob not null,
    at integer not null,
    constraint due_key primary key (workspace_id, at)
) strict;

-- This installation: one row. A held one reaches nobody outside until a person releases it.
create table instance (
    id blob not null,
    state text not null,
    why text not null,
    mark text not null,
    since_at integer not null,
    backup_at integer,
    constraint instance_key primary key (id),
    constraint instance_state_known check (state in ('live', 'held'))
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('job', 'sqlite_autoindex_job_1', '20000 20000 1'),
    ('job', 'sqlite_autoindex_job_2', '20000 20000 7000 400 1'),
    ('job', 'job_by_state', '20000 20000 10000 2 1'),
    ('night', 'sqlite_autoindex_night_1', '40000 40000 800 1'),
    ('due', 'sqlite_autoindex_due_1', '20 2 1'),
    ('instance', 'sqlite_autoindex_instance_1', '1 1');
analyze sqlite_schema;
