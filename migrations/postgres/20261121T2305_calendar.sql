-- When a rep works: whole days as days since 1970-01-01, times of day as minutes, instants in microseconds UTC.
create table hours (
    workspace_id uuid not null,
    member_id uuid not null,
    weekday bigint not null,
    from_minute bigint not null,
    to_minute bigint not null,
    constraint hours_key primary key (workspace_id, member_id, weekday, from_minute),
    constraint hours_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint hours_weekday_known check (weekday between 1 and 7),
    constraint hours_forward check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
);

create table leave (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    first_on bigint not null,
    last_on bigint not null,
    constraint leave_key primary key (workspace_id, id),
    constraint leave_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint leave_forward check (first_on <= last_on)
);
create index leave_of_member on leave (workspace_id, member_id, last_on);

-- Minutes lost on a day; -1 is the whole day.
create table lost_day (
    workspace_id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    minutes bigint not null,
    constraint lost_day_key primary key (workspace_id, member_id, on_day),
    constraint lost_day_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint lost_day_minutes_known check (minutes = -1 or minutes > 0)
);

-- A holiday of one rep beside those of the country.
create table own_holiday (
    workspace_id uuid not null,
    member_id uuid not null,
    on_day bigint not null,
    name text collate "C" not null,
    constraint own_holiday_key primary key (workspace_id, member_id, on_day),
    constraint own_holiday_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);

-- Time that is taken; `calendar` is empty for a block made by hand, else the name of the file it came from.
create table busy (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    calendar text collate "C" not null,
    uid text collate "C" not null,
    title text collate "C" not null,
    from_at bigint not null,
    to_at bigint not null,
    constraint busy_key primary key (workspace_id, id),
    constraint busy_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint busy_forward check (from_at < to_at)
);
create index busy_of_member on busy (workspace_id, member_id, to_at);
