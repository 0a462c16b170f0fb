-- One file or paste. `state`: staged (read, nothing stored), importing (the intent is written: the next start finishes it),
-- done, undoing, undone. `reached_row` is how far merging or undoing has come; what was only staged is deleted.
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
    reached_row integer not null,
    created_at integer not null,
    committed_at integer,
    undone_at integer,
    constraint import_key primary key (workspace_id, id),
    constraint import_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint import_state_known check (state in ('staged', 'importing', 'done', 'undoing', 'undone'))
) strict;
create index import_recent on import (workspace_id, created_at, id);
create index import_by_state on import (workspace_id, state);

-- The row that is locked for as long as a process imports into a workspace, where files cannot be locked.
create table import_claim (
    workspace_id blob not null,
    constraint import_claim_key primary key (workspace_id)
) strict;

-- Rows as they were read, some tens in one: a line each, its number and the draft as JSON. Gone when the import is done.
create table import_chunk (
    workspace_id blob not null,
    import_id blob not null,
    first_row integer not null,
    n_rows integer not null,
    drafts text not null,
    constraint import_chunk_key primary key (workspace_id, import_id, first_row)
) strict;

-- A row that is not simply a new person: whom it says something new of (update) or nothing new (same; known: the very row was
-- read before); a person who was there, or the first row of a person who is new.
create table import_decision (
    workspace_id blob not null,
    import_id blob not null,
    row_number integer not null,
    decision text not null,
    person_id blob,
    into_row integer,
    constraint import_decision_key primary key (workspace_id, import_id, row_number),
    constraint import_decision_known check (decision in ('update', 'same', 'known')),
    constraint import_decision_of_one check ((person_id is null) <> (into_row is null))
) strict;

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

-- What an import changed in people who were there before: their row before, for undo within some days.
create table import_change (
    workspace_id blob not null,
    import_id blob not null,
    person_id blob not null,
    before text not null,
    after_at integer not null,
    constraint import_change_key primary key (workspace_id, import_id, person_id)
) strict;

-- The keys of `person_block` that an import added to people who were there before.
create table import_block (
    workspace_id blob not null,
    import_id blob not null,
    person_id blob not null,
    block integer not null,
    constraint import_block_key primary key (workspace_id, import_id, person_id, block)
) strict;

-- A mapping by hand, remembered per set of headers.
create table import_mapping (
    workspace_id blob not null,
    header_set text not null,
    mapping text not null,
    updated_at integer not null,
    constraint import_mapping_key primary key (workspace_id, header_set)
) strict;
