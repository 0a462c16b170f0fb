create table meeting (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    member_id blob not null,
    enrollment_id blob,
    activity_id blob,
    starts_at integer,
    minutes integer not null,
    place text not null,
    state text not null,
    created_at integer not null,
    updated_at integer not null,
    constraint meeting_key primary key (workspace_id, id),
    constraint meeting_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint meeting_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint meeting_state_known check (state in ('set', 'held', 'no_show', 'cancelled')),
    constraint meeting_minutes_positive check (minutes > 0)
) strict;
create index meeting_of_member on meeting (workspace_id, member_id, starts_at);
create index meeting_of_person on meeting (workspace_id, person_id, created_at);

-- A name given by somebody: the lead it became, who gave it, and whether it was followed up.
create table referral (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    given_by blob,
    member_id blob not null,
    activity_id blob,
    why text not null,
    state text not null,
    given_on integer not null,
    followed_up_on integer,
    created_at integer not null,
    constraint referral_key primary key (workspace_id, id),
    constraint referral_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint referral_giver foreign key (workspace_id, given_by) references person (workspace_id, id),
    constraint referral_state_known check (state in ('given', 'followed_up', 'met', 'won', 'dropped'))
) strict;
create index referral_of_member on referral (workspace_id, member_id, state, given_on);
create index referral_of_person on referral (workspace_id, person_id);
create index referral_of_giver on referral (workspace_id, given_by);

-- A reason for the call, with what it rests on.
create table reason (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    kind text not null,
    text text not null,
    source text not null,
    on_day integer not null,
    import_id blob,
    created_at integer not null,
    constraint reason_key primary key (workspace_id, id),
    constraint reason_person foreign key (workspace_id, person_id) references person (workspace_id, id)
) strict;
create index reason_of_person on reason (workspace_id, person_id, on_day, id);
