-- Who signs in, and with what. Secrets are kept hashed: what is stored here lets nobody in.
create table account (
    id blob not null,
    email text not null,
    email_key text not null,
    password_hash text not null,
    -- Rises with each change of the password: what was let in under another number is out.
    epoch integer not null,
    created_at integer not null,
    updated_at integer not null,
    constraint account_key primary key (id),
    constraint account_email_once unique (email_key)
) strict;

-- Which members an account is, over all workspaces.
create table account_member (
    account_id blob not null,
    workspace_id blob not null,
    member_id blob not null,
    constraint account_member_key primary key (account_id, workspace_id),
    constraint account_member_account foreign key (account_id) references account (id)
) strict;

-- Browsers in which somebody signed in before: their next try is counted apart from those of strangers.
create table device (
    id blob not null,
    account_id blob not null,
    secret_hash blob not null,
    created_at integer not null,
    used_at integer not null,
    constraint device_key primary key (id),
    constraint device_account foreign key (account_id) references account (id)
) strict;
create index device_of_account on device (account_id, used_at);

-- Wrong tries of a day, by where they came from and whom they aimed at.
create table sign_in_try (
    source text not null,
    on_day integer not null,
    n integer not null,
    constraint sign_in_try_key primary key (source, on_day)
) strict;
create index sign_in_try_by_day on sign_in_try (on_day);

alter table member add column account_id blob;
alter table member add column disabled_at integer;
-- Rises when the role changes or the member is disabled or let in again; 0 where nothing is written.
alter table member add column epoch integer;

create table session (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    account_id blob not null,
    secret_hash blob not null,
    account_epoch integer not null,
    member_epoch integer not null,
    browser text not null,
    created_at integer not null,
    seen_at integer not null,
    ends_at integer not null,
    ended_at integer,
    constraint session_key primary key (workspace_id, id),
    constraint session_member foreign key (workspace_id, member_id) references member (workspace_id, id)
) strict;
create index session_of_member on session (workspace_id, member_id, created_at);
create index session_by_end on session (workspace_id, ends_at);

create table token (
    workspace_id blob not null,
    id blob not null,
    member_id blob not null,
    name text not null,
    scope text not null,
    secret_hash blob not null,
    created_at integer not null,
    expires_at integer,
    used_at integer,
    ended_at integer,
    constraint token_key primary key (workspace_id, id),
    constraint token_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint token_scope_known check (scope in ('read', 'write', 'admin'))
) strict;
create index token_of_member on token (workspace_id, member_id, created_at);

create table invitation (
    workspace_id blob not null,
    id blob not null,
    member_id blob,
    role text not null,
    email text not null,
    secret_hash blob not null,
    made_by blob,
    created_at integer not null,
    expires_at integer not null,
    used_at integer,
    revoked_at integer,
    constraint invitation_key primary key (workspace_id, id),
    constraint invitation_workspace foreign key (workspace_id) references workspace (id),
    constraint invitation_role_known check (role in ('rep', 'coach', 'admin'))
) strict;
create index invitation_recent on invitation (workspace_id, created_at, id);

create table team (
    workspace_id blob not null,
    id blob not null,
    name text not null,
    name_folded text not null,
    created_at integer not null,
    updated_at integer not null,
    constraint team_key primary key (workspace_id, id),
    constraint team_workspace foreign key (workspace_id) references workspace (id),
    constraint team_name_once unique (workspace_id, name_folded)
) strict;

create table team_member (
    workspace_id blob not null,
    team_id blob not null,
    member_id blob not null,
    is_coach integer not null,
    constraint team_member_key primary key (workspace_id, team_id, member_id),
    constraint team_member_team foreign key (workspace_id, team_id) references team (workspace_id, id),
    constraint team_member_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint team_member_is_coach_known check (is_coach in (0, 1))
) strict;
create index team_member_of_member on team_member (workspace_id, member_id, is_coach);
insert into sqlite_stat1 (tbl, idx, stat) values
    ('account', 'sqlite_autoindex_account_1', '500 1'),
    ('account', 'sqlite_autoindex_account_2', '500 1'),
    ('account_member', 'sqlite_autoindex_account_member_1', '500 1 1'),
    ('device', 'sqlite_autoindex_device_1', '1000 1'),
    ('device', 'device_of_account', '1000 2 1'),
    ('sign_in_try', 'sqlite_autoindex_sign_in_try_1', '1000 2 1'),
    ('sign_in_try', 'sign_in_try_by_day', '1000 100'),
    ('session', 'sqlite_autoindex_session_1', '1000 1000 1'),
    ('session', 'session_of_member', '1000 1000 4 1'),
    ('session', 'session_by_end', '1000 1000 1'),
    ('token', 'sqlite_autoindex_token_1', '200 200 1'),
    ('token', 'token_of_member', '200 200 2 1'),
    ('invitation', 'sqlite_autoindex_invitation_1', '1000 10 1'),
    ('invitation', 'invitation_recent', '1000 10 1 1'),
    ('team', 'sqlite_autoindex_team_1', '20 20 1'),
    ('team', 'sqlite_autoindex_team_2', '20 20 1'),
    ('team_member', 'sqlite_autoindex_team_member_1', '200 200 10 1'),
    ('team_member', 'team_member_of_member', '200 200 2 1');
analyze sqlite_schema;
