-- A file that came in over the network, until it is imported or dropped. Its import has the same id.
create table upload (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    file_name text not null,
    n_bytes integer not null,
    -- Columns and fields by hand, as JSON.
    mapping text not null,
    state text not null,
    -- What is being done, how far it has come, and when that was last written: work that is not heard of has ended.
    phase text not null,
    n_done integer not null,
    n_of integer,
    heard_at integer not null,
    -- Rises with every work that begins: one that is still about when the next begins writes nothing more.
    fence integer not null,
    is_cancelled integer not null,
    -- What the preview, or the import, said, as JSON.
    report text not null,
    -- The rows that could not be used, as a table.
    rejected text not null,
    -- What taking it back did, as JSON.
    undone text not null,
    why_code text not null,
    why text not null,
    created_at integer not null,
    updated_at integer not null,
    constraint upload_key primary key (workspace_id, id),
    constraint upload_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint upload_state_known check (state in ('reading', 'ready', 'importing', 'done', 'undoing', 'undone', 'failed')),
    constraint upload_is_cancelled_known check (is_cancelled in (0, 1))
) strict;
create index upload_of_member on upload (workspace_id, member_id, id);
create index upload_recent on upload (workspace_id, created_at, id);

create table upload_part (
    workspace_id blob not null,
    upload_id blob not null,
    position integer not null,
    bytes blob not null,
    constraint upload_part_key primary key (workspace_id, upload_id, position),
    constraint upload_part_upload foreign key (workspace_id, upload_id) references upload (workspace_id, id)
) strict;
delete from sqlite_stat1 where tbl = 'import';
insert into sqlite_stat1 (tbl, idx, stat) values
    ('import', 'sqlite_autoindex_import_1', '1000 100 1'),
    ('import', 'import_by_state', '1000 100 70'),
    ('import', 'import_recent', '1000 100 2 1'),
    ('import', 'import_of_member', '1000 100 5'),
    ('upload', 'sqlite_autoindex_upload_1', '1000 100 1'),
    ('upload', 'upload_of_member', '1000 100 5 1'),
    ('upload', 'upload_recent', '1000 100 2 1'),
    ('upload_part', 'sqlite_autoindex_upload_part_1', '1000 1000 10 1');
analyze sqlite_schema;
