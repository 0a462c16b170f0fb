create table meeting (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    member_id uuid not null,
    enrollment_id uuid,
    activity_id uuid,
    starts_at bigint,
    minutes bigint not null,
    place text collate "C" not null,
    state text collate "C" not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint meeting_key primary key (workspace_id, id),
    constraint meeting_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint meeting_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint meeting_state_known check (state in ('set', 'held', 'no_show', 'cancelled')),
    constraint meeting_minutes_positive check (minutes > 0)
);
create index meeting_of_member on meeting (workspace_id, member_id, starts_at);
create index meeting_of_person on meeting (workspace_id, person_id, created_at);

-- A name given by somebody: the lead it became, who gave it, and whether it was followed up.
create table referral (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    given_by uuid,
    member_id uuid not null,
    activity_id uuid,
    why text collate "C" not null,
    state text collate "C" not null,
    given_on bigint not null,
    followed_up_on bigint,
    created_at bigint not null,
    constraint referral_key primary key (workspace_id, id),
    constraint referral_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint referral_giver foreign key (workspace_id, given_by) references person (workspace_id, id),
    constraint referral_state_known check (state in ('given', 'followed_up', 'met', 'won', 'dropped'))
);
create index referral_of_member on referral (workspace_id, member_id, state, given_on);
create index referral_of_person on referral (workspace_id, person_id);
create index referral_of_giver on referral (workspace_id, given_by);

-- A reason for the call, with what it rests on.
create table reason (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    kind text collate "C" not null,
    text text collate "C" not null,
    source text collate "C" not null,
    on_day bigint not null,
    import_id uuid,
    created_at bigint not null,
    constraint reason_key primary key (workspace_id, id),
    constraint reason_person foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index reason_of_person on reason (workspace_id, person_id, on_day, id);
