-- What stored people are found by when duplicates are looked for.
create table person_block (
    workspace_id blob not null,
    block integer not null,
    person_id blob not null,
    part integer not null,
    constraint person_block_key primary key (workspace_id, block, person_id)
) strict, without rowid;
create index person_block_of_person on person_block (workspace_id, person_id);

-- Two people made one, with what it takes to part them again.
create table merge (
    workspace_id blob not null,
    id blob not null,
    kept_id blob not null,
    gone_id blob not null,
    member_id blob,
    why text not null,
    before text not null,
    after_at integer not null,
    merged_at integer not null,
    undone_at integer,
    constraint merge_key primary key (workspace_id, id)
) strict;
create index merge_of_kept on merge (workspace_id, kept_id);
create index merge_of_gone on merge (workspace_id, gone_id);
create index merge_recent on merge (workspace_id, member_id, merged_at);
