-- What a rep said of somebody they know, one by one. No foreign key to people: they may go.
create table person_sort (
    workspace_id blob not null,
    person_id blob not null,
    member_id blob not null,
    verdict text not null,
    standing_before text not null,
    fit_before text not null,
    fit_why_before text not null,
    sorted_at integer not null,
    constraint person_sort_key primary key (workspace_id, person_id),
    constraint person_sort_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint person_sort_verdict_known check (verdict in ('fits', 'introduce', 'keep', 'neither'))
) strict;
create index person_sort_of_member on person_sort (workspace_id, member_id, sorted_at);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('person_sort', 'sqlite_autoindex_person_sort_1', '50000 50000 1'),
    ('person_sort', 'person_sort_of_member', '50000 50000 2500 1');
analyze sqlite_schema;
