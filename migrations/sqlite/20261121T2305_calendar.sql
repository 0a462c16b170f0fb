-- When a rep works: whole days as days since 1970-01-01, times of day as minutes, instants in microseconds UTC.
create table hours (
    workspace_id blob not null,
    member_id blob not null,
    weekday integer not null,
    from_minute integer not null,
    to_minute integer not null,
    constraint hours_key primary key (workspace_id, member_id, weekday, from_minute),
    constraint hours_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint hours_weekday_known check (weekday between 1 and 7),
    constraint hours_forward check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
) strict;

create table leave (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    first_on integer not null,
    last_on integer not null,
    constraint leave_key primary key (workspace_id, id),
    constraint leave_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint leave_forward check (first_on <= last_on)
) strict;
create index leave_of_member on leave (workspace_id, member_id, last_on);

-- Minutes lost on a day; -1 is the whole day.
create table lost_day (
    workspace_id blob not null,
    member_id blob not null,
    on_day integer not null,
    minutes integer not null,
    constraint lost_day_key primary key (workspace_id, member_id, on_day),
    constraint lost_day_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint lost_day_minutes_known check (minutes = -1 or minutes > 0)
) strict;

-- A holiday of one rep beside those of the country.
create table own_holiday (
    workspace_id blob not null,
    member_id blob not null,
    on_day integer not null,
    name text not null,
    constraint own_holiday_key primary key (workspace_id, member_id, on_day),
    constraint own_holiday_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;

-- Time that is taken; `calendar` is empty for a block made by hand, else the name of the file it came from.
create table busy (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    calendar text not null,
    uid text not null,
    title text not null,
    from_at integer not null,
    to_at integer not null,
    constraint busy_key primary key (workspace_id, id),
    constraint busy_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint busy_forward check (from_at < to_at)
) strict;
create index busy_of_member on busy (workspace_id, member_id, to_at);
