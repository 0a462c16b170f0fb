//! Touches: those of an enrollment that were done or skipped, and the loose ones that are open.

use domain::ids::{EnrollmentId, MemberId, PersonId, TouchId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// One contact attempt. Days are days since 1970-01-01, instants microseconds UTC.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize,
)]
pub struct Touch {
    /// Its id.
    pub id: Uuid,
    /// The enrollment it belongs to; none for a loose touch.
    pub enrollment_id: Option<Uuid>,
    /// With whom.
    pub person_id: Uuid,
    /// Whose work it is.
    pub member_id: Uuid,
    /// `step`, or the kind of loose touch.
    pub kind: String,
    /// The step of its enrollment, from 1; 0 for a loose touch.
    pub step: i64,
    /// Its channel.
    pub channel: String,
    /// Planned minutes.
    pub minutes: i64,
    /// First day of its window.
    pub from_on: i64,
    /// Last day of its window.
    pub to_on: i64,
    /// The time the prospect named.
    pub agreed_at: Option<i64>,
    /// `open`, `done`, `skipped`, `dropped`.
    pub state: String,
    /// The day it was done, skipped or dropped.
    pub done_on: Option<i64>,
    /// 1 when it was done after its window.
    pub is_late: i64,
    /// Why it was skipped or dropped.
    pub why: String,
    /// The activity that did it.
    pub activity_id: Option<Uuid>,
    /// When it was made.
    pub created_at: i64,
}

/// The open loose touches of a rep.
pub async fn open_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Touch>, StoreError> {
    tx.all(
        sql!(
            "select id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on, agreed_at, state, done_on,
    is_late, why, activity_id, created_at
from touch
where workspace_id = $1 and member_id = $2 and state = 'open'
order by to_on, id"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// The open loose touches of a person, whoever's they are.
pub async fn open_of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Vec<Touch>, StoreError> {
    tx.all(
        sql!(
            "select id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on, agreed_at, state, done_on,
    is_late, why, activity_id, created_at
from touch
where workspace_id = $1 and person_id = $2 and state = 'open'
order by to_on, id"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// The open loose touches of some persons, whoever's they are, in the order in which one's own are read. At most
/// [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn open_of_people(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<Touch>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(open_of(scope, people)).await
}

pub(crate) fn open_of(scope: Scope, people: &[Uuid]) -> Statement {
    sql!(
        "select id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on, agreed_at, state, done_on,
    is_late, why, activity_id, created_at
from touch
where workspace_id = $1 and state = 'open' and person_id in "
    )
    .bind(scope.workspace)
    .list(people.iter().copied())
    .push("\norder by to_on, id")
}

/// What was done and skipped in an enrollment, in order.
pub async fn of_enrollment(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
) -> Result<Vec<Touch>, StoreError> {
    tx.all(
        sql!(
            "select id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on, agreed_at, state, done_on,
    is_late, why, activity_id, created_at
from touch
where workspace_id = $1 and enrollment_id = $2
order by step, created_at, id"
        )
        .bind(scope.workspace)
        .bind(enrollment),
    )
    .await
}

/// What a rep did and skipped in enrollments, by enrollment and step.
pub async fn finished_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Touch>, StoreError> {
    tx.all(
        sql!(
            "select id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on, agreed_at, state, done_on,
    is_late, why, activity_id, created_at
from touch
where workspace_id = $1 and member_id = $2 and state <> 'open'
order by enrollment_id, step, created_at, id"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// What a rep did on a local day, of enrollments and outside them, in the order of their windows.
pub async fn done_on(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
) -> Result<Vec<Touch>, StoreError> {
    tx.all(
        sql!(
            "select id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on, agreed_at, state, done_on,
    is_late, why, activity_id, created_at
from touch
where workspace_id = $1 and member_id = $2 and state = 'done' and done_on = $3
order by to_on, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(on_day),
    )
    .await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, scope: Scope, touch: &Touch) -> Result<(), StoreError> {
    let t = touch;
    tx.post(
        sql!(
            "insert into touch (workspace_id, id, enrollment_id, person_id, member_id, kind, step, channel, minutes, from_on, to_on,
    agreed_at, state, done_on, is_late, why, activity_id, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
        )
        .bind(scope.workspace)
        .bind(t.id)
        .bind(t.enrollment_id)
        .bind(t.person_id)
        .bind(t.member_id)
        .bind(t.kind.as_str())
        .bind(t.step)
        .bind(t.channel.as_str())
        .bind(t.minutes)
        .bind(t.from_on)
        .bind(t.to_on)
        .bind(t.agreed_at)
        .bind(t.state.as_str())
        .bind(t.done_on)
        .bind(t.is_late)
        .bind(t.why.as_str())
        .bind(t.activity_id)
        .bind(t.created_at),
    )
    .await
}

/// Writes every part of a touch that can change.
pub async fn update(tx: &mut Tx, scope: Scope, touch: &Touch) -> Result<(), StoreError> {
    let t = touch;
    tx.execute(
        sql!(
            "update touch
set member_id = $3, channel = $4, minutes = $5, from_on = $6, to_on = $7, agreed_at = $8, state = $9, done_on = $10,
    is_late = $11, why = $12, activity_id = $13
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(t.id)
        .bind(t.member_id)
        .bind(t.channel.as_str())
        .bind(t.minutes)
        .bind(t.from_on)
        .bind(t.to_on)
        .bind(t.agreed_at)
        .bind(t.state.as_str())
        .bind(t.done_on)
        .bind(t.is_late)
        .bind(t.why.as_str())
        .bind(t.activity_id),
    )
    .await?;
    Ok(())
}

/// Removes one that an undone activity had made.
pub async fn delete(tx: &mut Tx, scope: Scope, id: TouchId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from touch where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}
