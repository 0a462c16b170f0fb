-- A file that came in over the network, until it is imported or dropped. Its import has the same id.
create table upload (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    file_name text collate "C" not null,
    n_bytes bigint not null,
    -- Columns and fields by hand, as JSON.
    mapping text collate "C" not null,
    state text collate "C" not null,
    -- What is being done, how far it has come, and when that was last written: work that is not heard of has ended.
    phase text collate "C" not null,
    n_done bigint not null,
    n_of bigint,
    heard_at bigint not null,
    -- Rises with every work that begins: one that is still about when the next begins writes nothing more.
    fence bigint not null,
    is_cancelled bigint not null,
    -- What the preview, or the import, said, as JSON.
    report text collate "C" not null,
    -- The rows that could not be used, as a table.
    rejected text collate "C" not null,
    -- What taking it back did, as JSON.
    undone text collate "C" not null,
    why_code text collate "C" not null,
    why text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint upload_key primary key (workspace_id, id),
    constraint upload_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint upload_state_known check (state in ('reading', 'ready', 'importing', 'done', 'undoing', 'undone', 'failed')),
    constraint upload_is_cancelled_known check (is_cancelled in (0, 1))
);
create index upload_of_member on upload (workspace_id, member_id, id);
create index upload_recent on upload (workspace_id, created_at, id);

create table upload_part (
    workspace_id uuid not null,
    upload_id uuid not null,
    position bigint not null,
    bytes bytea not null,
    constraint upload_part_key primary key (workspace_id, upload_id, position),
    constraint upload_part_upload foreign key (workspace_id, upload_id) references upload (workspace_id, id)
);
