-- One file or paste. `state`: staged (read, nothing stored), importing (the intent is written: the next start finishes it),
-- done, undoing, undone. `reached_row` is how far merging or undoing has come; what was only staged is deleted.
create table import (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    file_name text collate "C" not null,
    source text collate "C" not null,
    encoding text collate "C" not null,
    delimiter text collate "C" not null,
    columns text collate "C" not null,
    state text collate "C" not null,
    n_rows bigint not null,
    n_stored bigint not null,
    n_updated bigint not null,
    n_same bigint not null,
    n_rejected bigint not null,
    n_possible bigint not null,
    merged_rows bigint not null,
    reached_row bigint not null,
    created_at bigint not null,
    committed_at bigint,
    undone_at bigint,
    constraint import_key primary key (workspace_id, id),
    constraint import_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint import_state_known check (state in ('staged', 'importing', 'done', 'undoing', 'undone'))
);
create index import_recent on import (workspace_id, created_at, id);
create index import_by_state on import (workspace_id, state);

-- The row that is locked for as long as a process imports into a workspace, where files cannot be locked.
create table import_claim (
    workspace_id uuid not null,
    constraint import_claim_key primary key (workspace_id)
);

-- Rows as they were read, some tens in one: a line each, its number and the draft as JSON. Gone when the import is done.
create table import_chunk (
    workspace_id uuid not null,
    import_id uuid not null,
    first_row bigint not null,
    n_rows bigint not null,
    drafts text collate "C" not null,
    constraint import_chunk_key primary key (workspace_id, import_id, first_row)
);

-- A row that is not simply a new person: whom it says something new of (update) or nothing new (same; known: the very row was
-- read before); a person who was there, or the first row of a person who is new.
create table import_decision (
    workspace_id uuid not null,
    import_id uuid not null,
    row_number bigint not null,
    decision text collate "C" not null,
    person_id uuid,
    into_row bigint,
    constraint import_decision_key primary key (workspace_id, import_id, row_number),
    constraint import_decision_known check (decision in ('update', 'same', 'known')),
    constraint import_decision_of_one check ((person_id is null) <> (into_row is null))
);

-- A row, or a value of a row, that could not be used.
create table import_problem (
    workspace_id uuid not null,
    import_id uuid not null,
    row_number bigint not null,
    position bigint not null,
    column_name text collate "C" not null,
    why text collate "C" not null,
    is_rejected bigint not null,
    constraint import_problem_key primary key (workspace_id, import_id, row_number, position)
);

-- What an import changed in people who were there before: their row before, for undo within some days.
create table import_change (
    workspace_id uuid not null,
    import_id uuid not null,
    person_id uuid not null,
    before text collate "C" not null,
    after_at bigint not null,
    constraint import_change_key primary key (workspace_id, import_id, person_id)
);

-- The keys of `person_block` that an import added to people who were there before.
create table import_block (
    workspace_id uuid not null,
    import_id uuid not null,
    person_id uuid not null,
    block bigint not null,
    constraint import_block_key primary key (workspace_id, import_id, person_id, block)
);

-- A mapping by hand, remembered per set of headers.
create table import_mapping (
    workspace_id uuid not null,
    header_set text collate "C" not null,
    mapping text collate "C" not null,
    updated_at bigint not null,
    constraint import_mapping_key primary key (workspace_id, header_set)
);
