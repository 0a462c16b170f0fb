-- People whom an import made one although somebody should look at them: each is stored, then merged, so that it can be undone
-- singly. `merge_id` is filled once that is done.
create table import_merge (
    workspace_id blob not null,
    import_id blob not null,
    gone_row integer not null,
    kept_row integer,
    kept_id blob,
    merge_id blob,
    constraint import_merge_key primary key (workspace_id, import_id, gone_row),
    constraint import_merge_into_one check ((kept_id is null) <> (kept_row is null))
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('import_merge', 'sqlite_autoindex_import_merge_1', '1000 1000 50 1');
analyze sqlite_schema;
