create table company (
    workspace_id blob not null,
    id blob not null,
    name text not null,
    name_folded text not null,
    key text not null,
    website text not null,
    industry text not null,
    country text not null,
    import_id blob,
    held_why text not null,
    held_at integer,
    held_for blob,
    created_at integer not null,
    updated_at integer not null,
    constraint company_key primary key (workspace_id, id),
    constraint company_workspace foreign key (workspace_id) references workspace (id),
    constraint company_name_once unique (workspace_id, key)
) strict;
create index company_by_name on company (workspace_id, name_folded, id);
create index company_of_import on company (workspace_id, import_id, id);
