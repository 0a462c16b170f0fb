-- A secret link under which a rep's calendar is read by another program.
create table calendar_feed (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    secret_hash bytea not null,
    made_at bigint not null,
    ended_at bigint,
    constraint calendar_feed_key primary key (workspace_id, id),
    constraint calendar_feed_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index calendar_feed_of_member on calendar_feed (workspace_id, member_id, made_at);
