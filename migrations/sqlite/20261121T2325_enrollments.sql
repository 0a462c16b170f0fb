-- One person on one cadence version. The next touch is `next_step`; its window follows from `done_on` (the day the touch
-- before was done, or the start day), or is named by `from_on` and `to_on`.
create table enrollment (
    workspace_id blob not null,
    id blob not null,
    person_id blob not null,
    member_id blob not null,
    version_id blob not null,
    company_id blob,
    state text not null,
    started_on integer not null,
    last_done_on integer,
    next_step integer,
    done_on integer,
    from_on integer,
    to_on integer,
    agreed_at integer,
    paused_on integer,
    paused_why text not null,
    ended_on integer,
    end_why text not null,
    end_note text not null,
    override_why text not null,
    held_why text not null,
    worth integer not null,
    started_at integer not null,
    version integer not null,
    constraint enrollment_key primary key (workspace_id, id),
    constraint enrollment_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint enrollment_member foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint enrollment_version foreign key (workspace_id, version_id) references cadence_version (workspace_id, id),
    constraint enrollment_state_known check (state in ('active', 'paused', 'finished', 'stopped')),
    constraint enrollment_open_has_a_touch check ((state in ('active', 'paused')) = (next_step is not null)),
    constraint enrollment_touch_has_a_window check (
        (next_step is null and done_on is null and from_on is null and to_on is null)
        or (next_step is not null and done_on is not null and from_on is null and to_on is null)
        or (next_step is not null and done_on is null and from_on is not null and to_on is not null and from_on <= to_on)
    ),
    constraint enrollment_paused_since check ((state = 'paused') = (paused_on is not null)),
    constraint enrollment_ends_once check ((state in ('finished', 'stopped')) = (ended_on is not null))
) strict;
create unique index enrollment_one_a_person on enrollment (workspace_id, person_id) where state in ('active', 'paused');
create index enrollment_of_member on enrollment (workspace_id, member_id, state, id);
create index enrollment_of_person on enrollment (workspace_id, person_id, started_at);
create index enrollment_of_company on enrollment (workspace_id, company_id, state);

-- A contact attempt that was done or skipped, or a loose one (no enrollment) that is open. Open touches of an enrollment are
-- computed, never stored.
create table touch (
    workspace_id blob not null,
    id blob not null,
    enrollment_id blob,
    person_id blob not null,
    member_id blob not null,
    kind text not null,
    step integer not null,
    channel text not null,
    minutes integer not null,
    from_on integer not null,
    to_on integer not null,
    agreed_at integer,
    state text not null,
    done_on integer,
    is_late integer not null,
    why text not null,
    activity_id blob,
    created_at integer not null,
    constraint touch_key primary key (workspace_id, id),
    constraint touch_enrollment foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id),
    constraint touch_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint touch_kind_known check (kind in ('step', 'answer_due', 'rebook', 'time_to_be_agreed', 'referral_follow_up', 'agreed')),
    constraint touch_state_known check (state in ('open', 'done', 'skipped', 'dropped')),
    constraint touch_is_late_known check (is_late in (0, 1)),
    constraint touch_done_has_a_day check ((state = 'open') = (done_on is null))
) strict;
create index touch_of_enrollment on touch (workspace_id, enrollment_id, step);
create index touch_of_member on touch (workspace_id, member_id, state, to_on);
create index touch_of_person on touch (workspace_id, person_id, state);
