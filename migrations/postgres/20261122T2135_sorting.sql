-- What a rep said of somebody they know, one by one. No foreign key to people: they may go.
create table person_sort (
    workspace_id uuid not null,
    person_id uuid not null,
    member_id uuid not null,
    verdict text collate "C" not null,
    standing_before text collate "C" not null,
    fit_before text collate "C" not null,
    fit_why_before text collate "C" not null,
    sorted_at bigint not null,
    constraint person_sort_key primary key (workspace_id, person_id),
    constraint person_sort_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint person_sort_verdict_known check (verdict in ('fits', 'introduce', 'keep', 'neither'))
);
create index person_sort_of_member on person_sort (workspace_id, member_id, sorted_at);
