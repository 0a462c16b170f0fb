-- Lists in further orders, and views of them that somebody keeps.
create index person_by_name on person (workspace_id, state, name_folded, id);
create index suppression_recent on suppression (workspace_id, recorded_at, id);
create index merge_newest on merge (workspace_id, merged_at, id);

create table saved_view (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    name text not null,
    name_folded text not null,
    -- The filters and the order of the list, as JSON.
    query text not null,
    created_at integer not null,
    updated_at integer not null,
    constraint saved_view_key primary key (workspace_id, id),
    constraint saved_view_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint saved_view_name_once unique (workspace_id, member_id, name_folded)
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('person', 'person_by_name', '1000000 1000000 700000 2 1'),
    ('suppression', 'suppression_recent', '50000 50000 2 1'),
    ('merge', 'merge_newest', '50000 50000 2 1'),
    ('saved_view', 'sqlite_autoindex_saved_view_1', '200 200 1'),
    ('saved_view', 'sqlite_autoindex_saved_view_2', '200 200 10 1');
analyze sqlite_schema;
