-- What stored people are found by when duplicates are looked for.
create table person_block (
    workspace_id blob not null,
    block integer not null,
    person_id blob not null,
    part integer not null,
    constraint person_block_key primary key (workspace_id, block, person_id)
) strict, without rowid;
create index person_block_of_person on person_block (workspace_id, person_id);

-- A pair that may be one person and is never merged silently.
create table duplicate (
    workspace_id blob not null,
    a_id blob not null,
    b_id blob not null,
    score integer not null,
    why text not null,
    state text not null,
    import_id blob,
    created_at integer not null,
    constraint duplicate_key primary key (workspace_id, a_id, b_id),
    constraint duplicate_in_order check (a_id < b_id),
    constraint duplicate_state_known check (state in ('possible', 'dismissed', 'merged'))
) strict;
create index duplicate_open on duplicate (workspace_id, state, score);

-- Two people made one, with what it takes to part them again.
create table merge (
    workspace_id blob not null,
    id blob not null,
    kept_id blob not null,
    gone_id blob not null,
    member_id blob,
    import_id blob,
    why text not null,
    before text not null,
    merged_at integer not null,
    undone_at integer,
    constraint merge_key primary key (workspace_id, id)
) strict;
create index merge_of_person on merge (workspace_id, kept_id);
