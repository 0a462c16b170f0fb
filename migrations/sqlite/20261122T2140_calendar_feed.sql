-- A secret link under which a rep's calendar is read by another program.
create table calendar_feed (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    secret_hash blob not null,
    made_at integer not null,
    ended_at integer,
    constraint calendar_feed_key primary key (workspace_id, id),
    constraint calendar_feed_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;
create index calendar_feed_of_member on calendar_feed (workspace_id, member_id, made_at);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('calendar_feed', 'sqlite_autoindex_calendar_feed_1', '200 200 1'),
    ('calendar_feed', 'calendar_feed_of_member', '200 200 10 1');
analyze sqlite_schema;
