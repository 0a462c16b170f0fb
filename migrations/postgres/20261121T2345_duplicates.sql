-- What stored people are found by when duplicates are looked for.
create table person_block (
    workspace_id uuid not null,
    block bigint not null,
    person_id uuid not null,
    part bigint not null,
    constraint person_block_key primary key (workspace_id, block, person_id)
);
create index person_block_of_person on person_block (workspace_id, person_id);

-- Two people made one, with what it takes to part them again.
create table merge (
    workspace_id uuid not null,
    id uuid not null,
    kept_id uuid not null,
    gone_id uuid not null,
    member_id uuid,
    why text collate "C" not null,
    before text collate "C" not null,
    after_at bigint not null,
    merged_at bigint not null,
    undone_at bigint,
    constraint merge_key primary key (workspace_id, id)
);
create index merge_of_kept on merge (workspace_id, kept_id);
create index merge_of_gone on merge (workspace_id, gone_id);
create index merge_recent on merge (workspace_id, member_id, merged_at);
