-- The hours of one day instead of those of its weekday.
create table own_hours (
    workspace_id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    from_minute bigint not null,
    to_minute bigint not null,
    constraint own_hours_key primary key (workspace_id, member_id, on_day, from_minute),
    constraint own_hours_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint own_hours_forward check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
);
