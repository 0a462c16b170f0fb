-- Who signs in, and with what. Secrets are kept hashed: what is stored here lets nobody in.
create table account (
    id uuid not null,
    email text collate "C" not null,
    email_key text collate "C" not null,
    password_hash text collate "C" not null,
    -- Rises with each change of the password: what was let in under another number is out.
    epoch bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint account_key primary key (id),
    constraint account_email_once unique (email_key)
);

-- Which members an account is, over all workspaces.
create table account_member (
    account_id uuid not null,
    workspace_id uuid not null,
    member_id uuid not null,
    constraint account_member_key primary key (account_id, workspace_id),
    constraint account_member_account foreign key (account_id) references account (id)
);

-- Browsers in which somebody signed in before: their next try is counted apart from those of strangers.
create table device (
    id uuid not null,
    account_id uuid not null,
    secret_hash bytea not null,
    created_at bigint not null,
    used_at bigint not null,
    constraint device_key primary key (id),
    constraint device_account foreign key (account_id) references account (id)
);
create index device_of_account on device (account_id, used_at);

-- Wrong tries of a day, by where they came from and whom they aimed at.
create table sign_in_try (
    source text collate "C" not null,
    on_day bigint not null,
    n bigint not null,
    constraint sign_in_try_key primary key (source, on_day)
);
create index sign_in_try_by_day on sign_in_try (on_day);

alter table member add column account_id uuid;
alter table member add column disabled_at bigint;
-- Rises when the role changes or the member is disabled or let in again; 0 where nothing is written.
alter table member add column epoch bigint;

create table session (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    account_id uuid not null,
    secret_hash bytea not null,
    account_epoch bigint not null,
    member_epoch bigint not null,
    browser text collate "C" not null,
    created_at bigint not null,
    seen_at bigint not null,
    ends_at bigint not null,
    ended_at bigint,
    constraint session_key primary key (workspace_id, id),
    constraint session_member foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index session_of_member on session (workspace_id, member_id, created_at);
create index session_by_end on session (workspace_id, ends_at);

create table token (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    name text collate "C" not null,
    scope text collate "C" not null,
    secret_hash bytea not null,
    created_at bigint not null,
    expires_at bigint,
    used_at bigint,
    ended_at bigint,
    constraint token_key primary key (workspace_id, id),
    constraint token_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint token_scope_known check (scope in ('read', 'write', 'admin'))
);
create index token_of_member on token (workspace_id, member_id, created_at);

create table invitation (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid,
    role text collate "C" not null,
    email text collate "C" not null,
    secret_hash bytea not null,
    made_by uuid,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    revoked_at bigint,
    constraint invitation_key primary key (workspace_id, id),
    constraint invitation_workspace foreign key (workspace_id) references workspace (id),
    constraint invitation_role_known check (role in ('rep', 'coach', 'admin'))
);
create index invitation_recent on invitation (workspace_id, created_at, id);

create table team (
    workspace_id uuid not null,
    id uuid not null,
    name text collate "C" not null,
    name_folded text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint team_key primary key (workspace_id, id),
    constraint team_workspace foreign key (workspace_id) references workspace (id),
    constraint team_name_once unique (workspace_id, name_folded)
);

create table team_member (
    workspace_id uuid not null,
    team_id uuid not null,
    member_id uuid not null,
    is_coach bigint not null,
    constraint team_member_key primary key (workspace_id, team_id, member_id),
    constraint team_member_team foreign key (workspace_id, team_id) references team (workspace_id, id),
    constraint team_member_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint team_member_is_coach_known check (is_coach in (0, 1))
);
create index team_member_of_member on team_member (workspace_id, member_id, is_coach);
