create table company (
    workspace_id uuid not null,
    id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    key text collate "C" not null,
    website text collate "C" not null,
    industry text collate "C" not null,
    country text collate "C" not null,
    import_id uuid,
    held_why text collate "C" not null,
    held_at bigint,
    held_for uuid,
    created_at bigint not null,
    updated_at bigint not null,
    constraint company_key primary key (workspace_id, id),
    constraint company_workspace foreign key (workspace_id) references workspace (id),
    constraint company_name_once unique (workspace_id, key)
);
create index company_by_name on company (workspace_id, name_folded, id);
create index company_of_import on company (workspace_id, import_id, id);
