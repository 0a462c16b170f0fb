-- Help that a rep asked for, and what was answered.
create table help (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    question text collate "C" not null,
    asked_at bigint not null,
    answered_by uuid,
    answer text collate "C" not null,
    answered_at bigint,
    constraint help_key primary key (workspace_id, id),
    constraint help_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint help_answered_by foreign key (workspace_id, answered_by) references member (workspace_id, id)
);
create index help_of_member on help (workspace_id, member_id, asked_at, id);
create index help_of_answerer on help (workspace_id, answered_by);

-- Days on which somebody sees and does the touches of a rep who is away.
create table cover (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    colleague_id uuid not null,
    first_on bigint not null,
    last_on bigint not null,
    created_at bigint not null,
    constraint cover_key primary key (workspace_id, id),
    constraint cover_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint cover_colleague foreign key (workspace_id, colleague_id) references member (workspace_id, id),
    constraint cover_forwards check (last_on >= first_on)
);
create index cover_of_member on cover (workspace_id, member_id, last_on);
create index cover_of_colleague on cover (workspace_id, colleague_id, last_on);
