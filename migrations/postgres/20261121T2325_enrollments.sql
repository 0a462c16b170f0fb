-- One person on one cadence version. The next touch is `next_step`; its window follows from `done_on` (the day the touch
-- before was done, or the start day), or is named by `from_on` and `to_on`.
create table enrollment (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    member_id uuid not null,
    version_id uuid not null,
    company_id uuid,
    state text collate "C" not null,
    started_on bigint not null,
    last_done_on bigint,
    next_step bigint,
    done_on bigint,
    from_on bigint,
    to_on bigint,
    agreed_at bigint,
    paused_on bigint,
    paused_why text collate "C" not null,
    ended_on bigint,
    end_why text collate "C" not null,
    end_note text collate "C" not null,
    override_why text collate "C" not null,
    held_why text collate "C" not null,
    worth bigint not null,
    started_at bigint not null,
    version bigint not null,
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
);
create unique index enrollment_one_a_person on enrollment (workspace_id, person_id) where state in ('active', 'paused');
create index enrollment_of_member on enrollment (workspace_id, member_id, state, id);
create index enrollment_of_person on enrollment (workspace_id, person_id, started_at);
create index enrollment_of_company on enrollment (workspace_id, company_id, state);

-- A contact attempt that was done or skipped, or a loose one (no enrollment) that is open. Open touches of an enrollment are
-- computed, never stored.
create table touch (
    workspace_id uuid not null,
    id uuid not null,
    enrollment_id uuid,
    person_id uuid not null,
    member_id uuid not null,
    kind text collate "C" not null,
    step bigint not null,
    channel text collate "C" not null,
    minutes bigint not null,
    from_on bigint not null,
    to_on bigint not null,
    agreed_at bigint,
    state text collate "C" not null,
    done_on bigint,
    is_late bigint not null,
    why text collate "C" not null,
    activity_id uuid,
    created_at bigint not null,
    constraint touch_key primary key (workspace_id, id),
    constraint touch_enrollment foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id),
    constraint touch_person foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint touch_kind_known check (kind in ('step', 'answer_due', 'rebook', 'time_to_be_agreed', 'referral_follow_up', 'agreed')),
    constraint touch_state_known check (state in ('open', 'done', 'skipped', 'dropped')),
    constraint touch_is_late_known check (is_late in (0, 1)),
    constraint touch_done_has_a_day check ((state = 'open') = (done_on is null))
);
create index touch_of_enrollment on touch (workspace_id, enrollment_id, step);
create index touch_of_member on touch (workspace_id, member_id, state, to_on);
create index touch_of_person on touch (workspace_id, person_id, state);
