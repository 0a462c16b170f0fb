-- A change of many people at once, and what it takes to take it back. No foreign key to people: they may go.
create table person_bulk (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    change text collate "C" not null,
    made_at bigint not null,
    undone_at bigint,
    constraint person_bulk_key primary key (workspace_id, id),
    constraint person_bulk_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index person_bulk_of_member on person_bulk (workspace_id, member_id);

create table person_bulk_row (
    workspace_id uuid not null,
    bulk_id uuid not null,
    person_id uuid not null,
    owner_id uuid,
    constraint person_bulk_row_key primary key (workspace_id, bulk_id, person_id),
    constraint person_bulk_row_bulk foreign key (workspace_id, bulk_id) references person_bulk (workspace_id, id)
);
