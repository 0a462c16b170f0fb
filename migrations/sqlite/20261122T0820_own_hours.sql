-- The hours of one day instead of those of its weekday.
create table own_hours (
    workspace_id blob not null,
    member_id blob not null,
    on_day integer not null,
    from_minute integer not null,
    to_minute integer not null,
    constraint own_hours_key primary key (workspace_id, member_id, on_day, from_minute),
    constraint own_hours_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint own_hours_forward check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
) strict;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('own_hours', 'sqlite_autoindex_own_hours_1', '500 500 25 2 1');
analyze sqlite_schema;
