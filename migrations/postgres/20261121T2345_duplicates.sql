-- What stored people are found by when duplicates are looked for.
create table person_block (
    workspace_id uuid not null,
    block bigint not null,
    person_id uuid not null,
    part bigint not null,
    constraint person_block_key primary key (workspace_id, block, person_id)
);
create index person_block_of_person on person_block (workspace_id, person_id);

-- A pair that may be one person and is never merged silently.
create table duplicate (
    workspace_id uuid not null,
    a_id uuid not null,
    b_id uuid not null,
    score bigint not null,
    why text collate "C" not null,
    state text collate "C" not null,
    import_id uuid,
    created_at bigint not null,
    constraint duplicate_key primary key (workspace_id, a_id, b_id),
    constraint duplicate_in_order check (a_id < b_id),
    constraint duplicate_state_known check (state in ('possible', 'dismissed', 'merged'))
);
create index duplicate_open on duplicate (workspace_id, state, score);

-- Two people made one, with what it takes to part them again.
create table merge (
    workspace_id uuid not null,
    id uuid not null,
    kept_id uuid not null,
    gone_id uuid not null,
    member_id uuid,
    import_id uuid,
    why text collate "C" not null,
    before text collate "C" not null,
    merged_at bigint not null,
    undone_at bigint,
    constraint merge_key primary key (workspace_id, id)
);
create index merge_of_person on merge (workspace_id, kept_id);
