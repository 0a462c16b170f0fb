-- Requests that are done once, however often they are sent.
create table request_key (
    workspace_id uuid not null,
    member_id uuid not null,
    key text collate "C" not null,
    body_hash bytea not null,
    status bigint,
    answer bytea not null,
    kind text collate "C" not null,
    asked_at bigint not null,
    constraint request_key_key primary key (workspace_id, member_id, key),
    constraint request_key_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index request_key_by_time on request_key (workspace_id, asked_at);
