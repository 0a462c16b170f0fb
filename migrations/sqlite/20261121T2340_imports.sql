-- One file or paste. `state`: staged (read, nothing stored), importing (the intent is written: the next start finishes it),
-- done, undoing, undone, dropped.
create table import (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    file_name text not null,
    source text not null,
    encoding text not null,
    delimiter text not null,
    columns text not null,
    state text not null,
    n_rows integer not null,
    n_stored integer not null,
    n_updated integer not null,
    n_same integer not null,
    n_rejected integer not null,
    n_possible integer not null,
    merged_rows integer not null,
    created_at integer not null,
    committed_at integer,
    undone_at integer,
    constraint import_key primary key (workspace_id, id),
    constraint import_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint import_state_known check (state in ('staged', 'importing', 'done', 'undoing', 'undone', 'dropped'))
) strict;
create index import_recent on import (workspace_id, created_at, id);
create index import_by_state on import (workspace_id, state);

-- One row as it was read, what was decided about it and whom it became.
create table import_row (
    workspace_id blob not null,
    import_id blob not null,
    row_number integer not null,
    draft text not null,
    decision text not null,
    person_id blob,
    into_row integer,
    constraint import_row_key primary key (workspace_id, import_id, row_number),
    constraint import_row_decision_known check (decision in ('undecided', 'new', 'update', 'same', 'rejected'))
) strict;

-- What rows are found by when duplicates are decided: 64-bit keys of `domain::duplicates`, and what cuts a block that is too large.
create table import_block (
    workspace_id blob not null,
    import_id blob not null,
    block integer not null,
    part integer not null,
    row_number integer not null
) strict;
create index import_block_of_import on import_block (workspace_id, import_id);

-- A row, or a value of a row, that could not be used.
create table import_problem (
    workspace_id blob not null,
    import_id blob not null,
    row_number integer not null,
    position integer not null,
    column_name text not null,
    why text not null,
    is_rejected integer not null,
    constraint import_problem_key primary key (workspace_id, import_id, row_number, position)
) strict;

-- What an import changed in people who were there before: their state before, for undo within 7 days.
create table import_change (
    workspace_id blob not null,
    import_id blob not null,
    person_id blob not null,
    before text not null,
    after_at integer not null,
    constraint import_change_key primary key (workspace_id, import_id, person_id)
) strict;

-- A mapping by hand, remembered per set of headers.
create table import_mapping (
    workspace_id blob not null,
    header_set text not null,
    mapping text not null,
    updated_at integer not null,
    constraint import_mapping_key primary key (workspace_id, header_set)
) strict;
