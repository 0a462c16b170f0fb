//! Activities: appended, never edited; and the tallies kept beside them.

pub mod facts;
pub mod filing;
pub mod pages;
pub mod tallies;

use domain::{
    activities::Channel,
    ids::{ActivityId, MemberId, PersonId},
};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// Something that was done. Days are days since 1970-01-01, instants microseconds UTC.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize,
)]
pub struct Activity {
    /// Its id, made by the caller.
    pub id: Uuid,
    /// Who did it.
    pub member_id: Uuid,
    /// With whom; none for work tied to nobody.
    pub person_id: Option<Uuid>,
    /// As part of which enrollment.
    pub enrollment_id: Option<Uuid>,
    /// Which touch it did.
    pub touch_id: Option<Uuid>,
    /// The step of the enrollment, from 1.
    pub step: Option<i64>,
    /// What a recipe counts it as.
    pub behaviour: String,
    /// The channel; empty when it has none.
    pub channel: String,
    /// The outcome, one of those shipped; empty when it has none.
    pub outcome: String,
    /// The team's own word for the outcome; empty when it is one of those shipped.
    pub own_outcome: String,
    /// Minutes spent.
    pub minutes: i64,
    /// 1 when the minutes are the planned ones, not told.
    pub is_minutes_default: i64,
    /// 1 when it was work that the plan had reserved.
    pub is_reserved: i64,
    /// 1 when a human answered.
    pub reached: i64,
    /// 1 when it was a talk with the person aimed at.
    pub conversation: i64,
    /// What was asked for; empty for nothing.
    pub asked: String,
    /// 1 when what was asked is the outcome's default, not told.
    pub is_asked_default: i64,
    /// When it happened.
    pub happened_at: i64,
    /// The rep's local day of that.
    pub on_day: i64,
    /// The time the prospect named.
    pub agreed_at: Option<i64>,
    /// The day until which it is not the time.
    pub until_on: Option<i64>,
    /// Why.
    pub why: String,
    /// A note.
    pub note: String,
    /// 1 when the note is shown to nobody but its writer.
    #[serde(default)]
    pub is_private: i64,
    /// The activity that this one takes back.
    pub corrects: Option<Uuid>,
    /// The activity that took this one back.
    pub corrected_by: Option<Uuid>,
    /// Hash of what was sent: the same id with another body is refused.
    pub body_hash: Vec<u8>,
    /// When it was written, always the real clock.
    pub recorded_at: i64,
    /// The local time of day by which it was done, in minutes and rounded up to the quarter of an hour.
    #[serde(default)]
    pub by_minute: Option<i64>,
}

/// One activity.
pub async fn get(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
) -> Result<Option<Activity>, StoreError> {
    tx.optional(one(scope, id)).await
}

fn one(scope: Scope, id: ActivityId) -> Statement {
    sql!(
        "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and id = $2"
    )
    .bind(scope.workspace)
    .bind(id)
}

/// The newest activity of a rep that is not taken back and takes nothing back.
pub async fn newest_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Option<Activity>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and member_id = $2 and corrects is null and corrected_by is null
order by recorded_at desc, id desc
limit 1"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Whether anything was ever filed about a person, taken back or not.
pub async fn has_any(tx: &mut Tx, scope: Scope, person: PersonId) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!("select id from activity where workspace_id = $1 and person_id = $2 limit 1")
                .bind(scope.workspace)
                .bind(person),
        )
        .await?;
    Ok(found.is_some())
}

/// What was done with a person, newest first, at most `limit`, without what was taken back.
pub async fn of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
    limit: i64,
) -> Result<Vec<Activity>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and person_id = $2 and corrects is null and corrected_by is null
order by happened_at desc, id desc
limit $3"
        )
        .bind(scope.workspace)
        .bind(person)
        .bind(limit),
    )
    .await
}

/// The newest activities of each of some persons, without what was taken back: newest first of each. At most
/// [`BULK_ROWS`](crate::BULK_ROWS) persons a call.
pub async fn newest_of_people(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
    limit: i64,
) -> Result<Vec<Activity>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from (
    select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
        is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at,
        until_on, why, note, is_private, corrects, corrected_by, body_hash, recorded_at, by_minute,
        row_number() over (partition by person_id order by happened_at desc, id desc) as place
    from activity
    where workspace_id = $1 and corrects is null and corrected_by is null and person_id in "
        )
        .bind(scope.workspace)
        .list(people.iter().copied())
        .and(") as newest where place <= ", limit)
        .push(" order by person_id, place"),
    )
    .await
}

/// Whether anything was done with a person on a channel, and not taken back.
pub async fn is_on(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
    channel: Channel,
) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = tx
        .optional(
            sql!(
                "select on_day
from activity
where workspace_id = $1 and person_id = $2 and channel = $3 and corrects is null and corrected_by is null
limit 1"
            )
            .bind(scope.workspace)
            .bind(person)
            .bind(channel.as_str()),
        )
        .await?;
    Ok(found.is_some())
}

/// A page of everything done, oldest first, after an (instant, id).
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Activity>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and (happened_at, id) > ($2, $3)
order by happened_at, id
limit $4"
        )
        .bind(scope.workspace)
        .bind(after.0)
        .bind(after.1)
        .bind(limit),
    )
    .await
}

/// A page of what a member did, by their local day, after a (day, id).
pub async fn page_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Activity>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and member_id = $2 and (on_day, id) > ($3, $4)
order by on_day, id
limit $5"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(after.0)
        .bind(after.1)
        .bind(limit),
    )
    .await
}

/// What a rep did on one local day, without what was taken back, oldest first.
pub async fn of_day(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
) -> Result<Vec<Activity>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and member_id = $2 and on_day = $3 and corrects is null and corrected_by is null
order by happened_at, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(on_day),
    )
    .await
}

/// Appends one; false when its id is taken (see [`get`] for what holds it).
pub async fn insert(tx: &mut Tx, scope: Scope, activity: &Activity) -> Result<bool, StoreError> {
    let a = activity;
    let n = tx
        .execute(
            sql!(
                "insert into activity (workspace_id, id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel,
    outcome, own_outcome, minutes, is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default,
    happened_at, on_day, agreed_at, until_on, why, note, is_private, corrects, corrected_by, body_hash, recorded_at, by_minute)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
    $26, $27, $28, $29, $30)
on conflict (workspace_id, id) do nothing"
            )
            .bind(scope.workspace)
            .bind(a.id)
            .bind(a.member_id)
            .bind(a.person_id)
            .bind(a.enrollment_id)
            .bind(a.touch_id)
            .bind(a.step)
            .bind(a.behaviour.as_str())
            .bind(a.channel.as_str())
            .bind(a.outcome.as_str())
            .bind(a.own_outcome.as_str())
            .bind(a.minutes)
            .bind(a.is_minutes_default)
            .bind(a.is_reserved)
            .bind(a.reached)
            .bind(a.conversation)
            .bind(a.asked.as_str())
            .bind(a.is_asked_default)
            .bind(a.happened_at)
            .bind(a.on_day)
            .bind(a.agreed_at)
            .bind(a.until_on)
            .bind(a.why.as_str())
            .bind(a.note.as_str())
            .bind(a.is_private)
            .bind(a.corrects)
            .bind(a.corrected_by)
            .bind(a.body_hash.clone())
            .bind(a.recorded_at)
            .bind(a.by_minute),
        )
        .await?;
    Ok(n == 1)
}

/// Marks an activity as taken back by a later one: the only thing about it that ever changes. False when it was already.
pub async fn mark_corrected(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
    by: ActivityId,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update activity
set corrected_by = $3
where workspace_id = $1 and id = $2 and corrected_by is null"
            )
            .bind(scope.workspace)
            .bind(id)
            .bind(by),
        )
        .await?;
    Ok(n == 1)
}

/// Keeps what an activity changed beside itself (JSON), for undo.
pub async fn insert_effect(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
    effect: &str,
) -> Result<(), StoreError> {
    tx.post(
        sql!("insert into activity_effect (workspace_id, activity_id, effect) values ($1, $2, $3)")
            .bind(scope.workspace)
            .bind(id)
            .bind(effect),
    )
    .await
}

/// Writes anew what an activity changed.
pub async fn update_effect(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
    effect: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update activity_effect set effect = $3 where workspace_id = $1 and activity_id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(effect),
    )
    .await?;
    Ok(())
}

/// What an activity changed beside itself, as JSON.
pub async fn effect(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = tx
        .optional(
            sql!("select effect from activity_effect where workspace_id = $1 and activity_id = $2")
                .bind(scope.workspace)
                .bind(id),
        )
        .await?;
    Ok(row.map(|(effect,)| effect))
}
