-- One file or paste. `state`: staged (read, nothing stored), importing (the intent is written: the next start finishes it),
-- done, undoing, undone, dropped.
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
    created_at bigint not null,
    committed_at bigint,
    undone_at bigint,
    constraint import_key primary key (workspace_id, id),
    constraint import_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint import_state_known check (state in ('staged', 'importing', 'done', 'undoing', 'undone', 'dropped'))
);
create index import_recent on import (workspace_id, created_at, id);
create index import_by_state on import (workspace_id, state);

-- One row as it was read, what was decided about it and whom it became.
create table import_row (
    workspace_id uuid not null,
    import_id uuid not null,
    row_number bigint not null,
    draft text collate "C" not null,
    decision text collate "C" not null,
    person_id uuid,
    into_row bigint,
    constraint import_row_key primary key (workspace_id, import_id, row_number),
    constraint import_row_decision_known check (decision in ('undecided', 'new', 'update', 'same', 'rejected'))
);

-- What rows are found by when duplicates are decided: 64-bit keys of `domain::duplicates`, and what cuts a block that is too large.
create table import_block (
    workspace_id uuid not null,
    import_id uuid not null,
    block bigint not null,
    part bigint not null,
    row_number bigint not null
);
create index import_block_of_import on import_block (workspace_id, import_id);

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

-- What an import changed in people who were there before: their state before, for undo within 7 days.
create table import_change (
    workspace_id uuid not null,
    import_id uuid not null,
    person_id uuid not null,
    before text collate "C" not null,
    after_at bigint not null,
    constraint import_change_key primary key (workspace_id, import_id, person_id)
);

-- A mapping by hand, remembered per set of headers.
create table import_mapping (
    workspace_id uuid not null,
    header_set text collate "C" not null,
    mapping text collate "C" not null,
    updated_at bigint not null,
    constraint import_mapping_key primary key (workspace_id, header_set)
);
