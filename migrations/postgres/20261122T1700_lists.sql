-- Lists in further orders, and views of them that somebody keeps.
create index person_by_name on person (workspace_id, state, name_folded, id);
create index suppression_recent on suppression (workspace_id, recorded_at, id);
create index merge_newest on merge (workspace_id, merged_at, id);

create table saved_view (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    -- The filters and the order of the list, as JSON.
    query text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint saved_view_key primary key (workspace_id, id),
    constraint saved_view_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint saved_view_name_once unique (workspace_id, member_id, name_folded)
);
