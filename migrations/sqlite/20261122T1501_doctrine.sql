-- Doctrines as data: those of a workspace and those shipped that it has set in force or edited. A version is never edited.
create table doctrine (
    workspace_id blob not null,
    id blob not null,
    name text not null,
    name_folded text not null,
    created_at integer not null,
    constraint doctrine_key primary key (workspace_id, id),
    constraint doctrine_workspace foreign key (workspace_id) references workspace (id),
    constraint doctrine_name_once unique (workspace_id, name_folded)
) strict;

create table doctrine_version (
    workspace_id blob not null,
    id blob not null,
    doctrine_id blob not null,
    number integer not null,
    definition text not null,
    member_id blob,
    created_at integer not null,
    constraint doctrine_version_key primary key (workspace_id, id),
    constraint doctrine_version_doctrine foreign key (workspace_id, doctrine_id) references doctrine (workspace_id, id),
    constraint doctrine_version_once unique (workspace_id, doctrine_id, number)
) strict;

-- Which one was in force from when on: the newest row is. Without any it is the usual one.
create table doctrine_in_force (
    workspace_id blob not null,
    id blob not null,
    version_id blob not null,
    member_id blob not null,
    why text not null,
    from_at integer not null,
    recorded_at integer not null,
    constraint doctrine_in_force_key primary key (workspace_id, id),
    constraint doctrine_in_force_version foreign key (workspace_id, version_id) references doctrine_version (workspace_id, id),
    constraint doctrine_in_force_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;
create index doctrine_in_force_recent on doctrine_in_force (workspace_id, recorded_at, id);
create index doctrine_in_force_of_version on doctrine_in_force (workspace_id, version_id);
create index doctrine_in_force_of_member on doctrine_in_force (workspace_id, member_id);

-- Warm-ups that wait for their call are found by kind and day.
create index reason_by_kind on reason (workspace_id, kind, on_day, person_id);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('doctrine', 'sqlite_autoindex_doctrine_1', '20 20 1'),
    ('doctrine', 'sqlite_autoindex_doctrine_2', '20 20 1'),
    ('doctrine_version', 'sqlite_autoindex_doctrine_version_1', '60 60 1'),
    ('doctrine_version', 'sqlite_autoindex_doctrine_version_2', '60 60 5 1'),
    ('doctrine_in_force', 'sqlite_autoindex_doctrine_in_force_1', '60 60 1'),
    ('doctrine_in_force', 'doctrine_in_force_recent', '60 60 2 1'),
    ('doctrine_in_force', 'doctrine_in_force_of_version', '60 60 5'),
    ('doctrine_in_force', 'doctrine_in_force_of_member', '60 60 5'),
    ('reason', 'reason_by_kind', '500000 500000 60000 200 1');
analyze sqlite_schema;
