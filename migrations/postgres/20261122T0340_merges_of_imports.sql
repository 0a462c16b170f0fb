-- People whom an import made one although somebody should look at them: each is stored, then merged, so that it can be undone
-- singly. `merge_id` is filled once that is done.
create table import_merge (
    workspace_id uuid not null,
    import_id uuid not null,
    gone_row bigint not null,
    kept_row bigint,
    kept_id uuid,
    merge_id uuid,
    constraint import_merge_key primary key (workspace_id, import_id, gone_row),
    constraint import_merge_into_one check ((kept_id is null) <> (kept_row is null))
);
