-- Requests that are done once, however often they are sent.
create table request_key (
    workspace_id blob not null,
    member_id blob not null,
    key text not null,
    body_hash blob not null,
    status integer,
    answer blob not null,
    kind text not null,
    asked_at integer not null,
    constraint request_key_key primary key (workspace_id, member_id, key),
    constraint request_key_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;
create index request_key_by_time on request_key (workspace_id, asked_at);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('request_key', 'sqlite_autoindex_request_key_1', '10000 10000 1000 1'),
    ('request_key', 'request_key_by_time', '10000 10000 1');
analyze sqlite_schema;
