//! The facts of activities that a doctrine asks for: those of a whole period in one statement, counted where they are the same.

use domain::ids::MemberId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Activities of one local day whose facts are all the same.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Alike {
    /// The rep's local day.
    pub on_day: i64,
    /// What a recipe counts them as; empty for what came from their side.
    pub behaviour: String,
    /// The channel; empty for none.
    pub channel: String,
    /// The outcome; empty for none.
    pub outcome: String,
    /// 1 when a human answered.
    pub reached: i64,
    /// 1 when it was a talk with the person aimed at.
    pub conversation: i64,
    /// What was asked for; empty for nothing.
    pub asked: String,
    /// The step of the enrollment, from 1; 0 for none.
    pub touch_no: i64,
    /// `whole`, `overridden`, or empty without an enrollment.
    pub promised: String,
    /// Where the enrollment stands; empty without one.
    pub state: String,
    /// Touches done in that enrollment up to now.
    pub touches_done: i64,
    /// 1 when a referral, an event, a registration or a tie was there by that day.
    pub is_warm: i64,
    /// The kind of the freshest reason of that day; empty without one.
    pub reason_kind: String,
    /// How many.
    pub n: i64,
    /// Their minutes.
    pub minutes: i64,
}

/// One activity with the same facts.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct One {
    /// Its id.
    pub id: Uuid,
    /// What it has in common with others; `n` is 1.
    #[sqlx(flatten)]
    pub facts: Alike,
}

/// What a rep did on the days from one to another, without what was taken back.
pub async fn alike(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    days: (i64, i64),
) -> Result<Vec<Alike>, StoreError> {
    tx.all(
        sql!(
            "select fact.on_day, fact.behaviour, fact.channel, fact.outcome, fact.reached, fact.conversation, fact.asked, fact.touch_no,
    fact.promised, fact.state, fact.touches_done, fact.is_warm, fact.reason_kind, count(*) as n,
    cast(sum(fact.minutes) as bigint) as minutes
from (
    select activity.on_day, activity.behaviour, activity.channel, activity.outcome, activity.reached, activity.conversation,
        activity.asked, coalesce(activity.step, cast(0 as bigint)) as touch_no, activity.minutes,
        case when enrollment.id is null then '' when enrollment.override_why = '' then 'whole' else 'overridden' end as promised,
        coalesce(enrollment.state, '') as state,
        (
            select count(*)
            from touch
            where touch.workspace_id = activity.workspace_id and touch.enrollment_id = activity.enrollment_id
                and touch.kind = 'step' and touch.state = 'done'
        ) as touches_done,
        case when exists (
            select 1
            from reason
            where reason.workspace_id = activity.workspace_id and reason.person_id = activity.person_id
                and reason.on_day <= activity.on_day and reason.kind in ('event', 'registration', 'referral')
        ) or exists (
            select 1
            from referral
            where referral.workspace_id = activity.workspace_id and referral.person_id = activity.person_id
                and referral.given_on <= activity.on_day
        ) or exists (
            select 1
            from tie
            where tie.workspace_id = activity.workspace_id and tie.person_id = activity.person_id
                and tie.member_id = activity.member_id
                and coalesce(tie.since_on, tie.created_at / 86400000000) <= activity.on_day
        ) then cast(1 as bigint) else cast(0 as bigint) end as is_warm,
        coalesce((
            select reason.kind
            from reason
            where reason.workspace_id = activity.workspace_id and reason.person_id = activity.person_id
                and reason.on_day <= activity.on_day
            order by reason.on_day desc, reason.id desc
            limit 1
        ), '') as reason_kind
    from activity
    left join enrollment on enrollment.workspace_id = activity.workspace_id and enrollment.id = activity.enrollment_id
    where activity.workspace_id = $1 and activity.member_id = $2 and activity.on_day between $3 and $4
        and activity.corrects is null and activity.corrected_by is null
) as fact
group by fact.on_day, fact.behaviour, fact.channel, fact.outcome, fact.reached, fact.conversation, fact.asked, fact.touch_no,
    fact.promised, fact.state, fact.touches_done, fact.is_warm, fact.reason_kind
order by fact.on_day"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(days.0)
        .bind(days.1),
    )
    .await
}

/// What stands before the first activity of a day, as a page begins after it.
pub fn before_day(on_day: i64) -> (i64, Uuid) {
    (on_day - 1, Uuid::max())
}

/// A page of the same on the days up to one: one by one, by day and id, after one of them.
pub async fn each(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    last_on: i64,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<One>, StoreError> {
    tx.all(
        sql!(
            "select activity.id, activity.on_day, activity.behaviour, activity.channel, activity.outcome, activity.reached,
    activity.conversation, activity.asked, coalesce(activity.step, cast(0 as bigint)) as touch_no,
    case when enrollment.id is null then '' when enrollment.override_why = '' then 'whole' else 'overridden' end as promised,
    coalesce(enrollment.state, '') as state,
    (
        select count(*)
        from touch
        where touch.workspace_id = activity.workspace_id and touch.enrollment_id = activity.enrollment_id
            and touch.kind = 'step' and touch.state = 'done'
    ) as touches_done,
    case when exists (
        select 1
        from reason
        where reason.workspace_id = activity.workspace_id and reason.person_id = activity.person_id
            and reason.on_day <= activity.on_day and reason.kind in ('event', 'registration', 'referral')
    ) or exists (
        select 1
        from referral
        where referral.workspace_id = activity.workspace_id and referral.person_id = activity.person_id
            and referral.given_on <= activity.on_day
    ) or exists (
        select 1
        from tie
        where tie.workspace_id = activity.workspace_id and tie.person_id = activity.person_id
            and tie.member_id = activity.member_id
            and coalesce(tie.since_on, tie.created_at / 86400000000) <= activity.on_day
    ) then cast(1 as bigint) else cast(0 as bigint) end as is_warm,
    coalesce((
        select reason.kind
        from reason
        where reason.workspace_id = activity.workspace_id and reason.person_id = activity.person_id
            and reason.on_day <= activity.on_day
        order by reason.on_day desc, reason.id desc
        limit 1
    ), '') as reason_kind,
    cast(1 as bigint) as n, activity.minutes
from activity
left join enrollment on enrollment.workspace_id = activity.workspace_id and enrollment.id = activity.enrollment_id
where activity.workspace_id = $1 and activity.member_id = $2 and activity.on_day <= $3
    and (activity.on_day, activity.id) > ($4, $5) and activity.corrects is null and activity.corrected_by is null
order by activity.on_day, activity.id
limit $6"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(last_on)
        .bind(after.0)
        .bind(after.1)
        .bind(limit),
    )
    .await
}

/// What a recipe counts an activity by.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counted {
    /// Its id.
    pub id: Uuid,
    /// The rep's local day.
    pub on_day: i64,
    /// The behaviour; empty for what came from their side.
    pub behaviour: String,
    /// 1 when it was a talk with the person aimed at.
    pub conversation: i64,
    /// What was asked for; empty for nothing.
    pub asked: String,
    /// The local time by which it was done, in minutes and whole quarters of an hour.
    pub by_minute: Option<i64>,
}

/// A page of what a rep did on the days up to one, without what was taken back: by day and id, after one of them.
pub async fn counted(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    last_on: i64,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Counted>, StoreError> {
    tx.all(
        sql!(
            "select id, on_day, behaviour, conversation, asked, by_minute
from activity
where workspace_id = $1 and member_id = $2 and on_day <= $3 and (on_day, id) > ($4, $5) and corrects is null
    and corrected_by is null
order by on_day, id
limit $6"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(last_on)
        .bind(after.0)
        .bind(after.1)
        .bind(limit),
    )
    .await
}
