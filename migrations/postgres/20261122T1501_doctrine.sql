-- Doctrines as data: those of a workspace and those shipped that it has set in force or edited. A version is never edited.
create table doctrine (
    workspace_id uuid not null,
    id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    created_at bigint not null,
    constraint doctrine_key primary key (workspace_id, id),
    constraint doctrine_workspace foreign key (workspace_id) references workspace (id),
    constraint doctrine_name_once unique (workspace_id, name_folded)
);

create table doctrine_version (
    workspace_id uuid not null,
    id uuid not null,
    doctrine_id uuid not null,
    number bigint not null,
    definition text collate "C" not null,
    member_id uuid,
    created_at bigint not null,
    constraint doctrine_version_key primary key (workspace_id, id),
    constraint doctrine_version_doctrine foreign key (workspace_id, doctrine_id) references doctrine (workspace_id, id),
    constraint doctrine_version_once unique (workspace_id, doctrine_id, number)
);

-- Which one was in force from when on: the newest row is. Without any it is the usual one.
create table doctrine_in_force (
    workspace_id uuid not null,
    id uuid not null,
    version_id uuid not null,
    member_id uuid not null,
    why text collate "C" not null,
    from_at bigint not null,
    recorded_at bigint not null,
    constraint doctrine_in_force_key primary key (workspace_id, id),
    constraint doctrine_in_force_version foreign key (workspace_id, version_id) references doctrine_version (workspace_id, id),
    constraint doctrine_in_force_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index doctrine_in_force_recent on doctrine_in_force (workspace_id, recorded_at, id);
create index doctrine_in_force_of_version on doctrine_in_force (workspace_id, version_id);
create index doctrine_in_force_of_member on doctrine_in_force (workspace_id, member_id);

-- Warm-ups that wait for their call are found by kind and day.
create index reason_by_kind on reason (workspace_id, kind, on_day, person_id);
