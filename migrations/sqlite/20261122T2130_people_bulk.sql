-- A change of many people at once, and what it takes to take it back. No foreign key to people: they may go.
create table person_bulk (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    change text not null,
    made_at integer not null,
    undone_at integer,
    constraint person_bulk_key primary key (workspace_id, id),
    constraint person_bulk_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;
create index person_bulk_of_member on person_bulk (workspace_id, member_id);

create table person_bulk_row (
    workspace_id blob not null,
    bulk_id blob not null,
    person_id blob not null,
    owner_id blob,
    constraint person_bulk_row_key primary key (workspace_id, bulk_id, person_id),
    constraint person_bulk_row_bulk foreign key (workspace_id, bulk_id) references person_bulk (workspace_id, id)
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('person_bulk', 'sqlite_autoindex_person_bulk_1', '2000 2000 1'),
    ('person_bulk', 'person_bulk_of_member', '2000 2000 100'),
    ('person_bulk_row', 'sqlite_autoindex_person_bulk_row_1', '200000 200000 100 1');
analyze sqlite_schema;
