//! Enrollments: who is on which cadence, and where they stand in it.

pub mod changes;
pub mod pages;

use domain::ids::{CompanyId, EnrollmentId, MemberId, PersonId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// One person on one cadence version. Days are days since 1970-01-01, instants microseconds UTC.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize,
)]
pub struct Enrollment {
    /// Its id.
    pub id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// Whose work it is.
    pub member_id: Uuid,
    /// On which version.
    pub version_id: Uuid,
    /// The company at the start.
    pub company_id: Option<Uuid>,
    /// `active`, `paused`, `finished`, `stopped`.
    pub state: String,
    /// The start day.
    pub started_on: i64,
    /// The day the last touch was done.
    pub last_done_on: Option<i64>,
    /// The touch it waits for, from 1; none once it ended.
    pub next_step: Option<i64>,
    /// The day the window of that touch is counted from: the start, or the day the touch before was done.
    pub done_on: Option<i64>,
    /// First day of a named window.
    pub from_on: Option<i64>,
    /// Last day of a named window.
    pub to_on: Option<i64>,
    /// The time the prospect named.
    pub agreed_at: Option<i64>,
    /// Since when it is paused.
    pub paused_on: Option<i64>,
    /// Why it is paused.
    pub paused_why: String,
    /// The day it ended.
    pub ended_on: Option<i64>,
    /// Why it ended; empty while it runs.
    pub end_why: String,
    /// The rep's words at its end.
    pub end_note: String,
    /// Why it was started against the plan; empty when the plan allowed it.
    pub override_why: String,
    /// Why its touches are held (something happened with a colleague); empty when they are not.
    pub held_why: String,
    /// Orders ties in the plan.
    pub worth: i64,
    /// When it was started.
    pub started_at: i64,
    /// Raised by one with each change.
    pub version: i64,
}

/// The active enrollments of a rep, by id.
pub async fn active_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Enrollment>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and member_id = $2 and state = 'active'
order by id"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Every enrollment of a rep, oldest start first.
pub async fn all_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Enrollment>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and member_id = $2
order by started_at, id"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// The enrollments of a person, newest first.
pub async fn of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Vec<Enrollment>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and person_id = $2
order by started_at desc, id desc"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// Whether one of some persons has an active or paused enrollment. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn has_open(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<bool, StoreError> {
    if people.is_empty() {
        return Ok(false);
    }
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!("select id from enrollment where workspace_id = $1 and state in ('active', 'paused') and person_id in ")
                .bind(scope.workspace)
                .list(people.iter().copied())
                .push(" limit 1"),
        )
        .await?;
    Ok(found.is_some())
}

/// Keeps others from changing the open enrollments at a company until the transaction ends.
pub async fn lock_at_company(
    tx: &mut Tx,
    scope: Scope,
    company: CompanyId,
) -> Result<(), StoreError> {
    tx.lock(sql!("select id from enrollment where workspace_id = $1 and company_id = $2 and state in ('active', 'paused') order by id")
                .bind(scope.workspace)
                .bind(company)).await
}

/// The active or paused enrollments at a company, of every rep.
pub async fn open_at_company(
    tx: &mut Tx,
    scope: Scope,
    company: CompanyId,
) -> Result<Vec<Enrollment>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and company_id = $2 and state in ('active', 'paused')
order by id"
        )
        .bind(scope.workspace)
        .bind(company),
    )
    .await
}

/// The enrollment of a person that is active or paused, if there is one; locked on PostgreSQL until the transaction ends.
pub async fn open_of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Option<Enrollment>, StoreError> {
    tx.optional(open_of(scope, person)).await
}

pub(crate) fn open_of(scope: Scope, person: PersonId) -> Statement {
    sql!(
        "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and person_id = $2 and state in ('active', 'paused')"
    )
    .bind(scope.workspace)
    .bind(person)
    .for_update()
}

/// Adds one. A second open one for a person is a constraint error.
pub async fn insert(tx: &mut Tx, scope: Scope, enrollment: &Enrollment) -> Result<(), StoreError> {
    let e = enrollment;
    tx.execute(
        sql!(
            "insert into enrollment (
    workspace_id, id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on,
    from_on, to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth,
    started_at, version
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)"
        )
        .bind(scope.workspace)
        .bind(e.id)
        .bind(e.person_id)
        .bind(e.member_id)
        .bind(e.version_id)
        .bind(e.company_id)
        .bind(e.state.as_str())
        .bind(e.started_on)
        .bind(e.last_done_on)
        .bind(e.next_step)
        .bind(e.done_on)
        .bind(e.from_on)
        .bind(e.to_on)
        .bind(e.agreed_at)
        .bind(e.paused_on)
        .bind(e.paused_why.as_str())
        .bind(e.ended_on)
        .bind(e.end_why.as_str())
        .bind(e.end_note.as_str())
        .bind(e.override_why.as_str())
        .bind(e.held_why.as_str())
        .bind(e.worth)
        .bind(e.started_at)
        .bind(e.version),
    )
    .await?;
    Ok(())
}

/// Writes every part of an enrollment that can change; false when somebody changed it since it was read.
pub async fn update(
    tx: &mut Tx,
    scope: Scope,
    enrollment: &Enrollment,
) -> Result<bool, StoreError> {
    let e = enrollment;
    let n = tx
        .execute(
            sql!(
                "update enrollment
set member_id = $3, state = $4, last_done_on = $5, next_step = $6, done_on = $7, from_on = $8, to_on = $9,
    agreed_at = $10, paused_on = $11, paused_why = $12, ended_on = $13, end_why = $14, end_note = $15, held_why = $16,
    worth = $17, override_why = $18, version = version + 1
where workspace_id = $1 and id = $2 and version = $19"
            )
            .bind(scope.workspace)
            .bind(e.id)
            .bind(e.member_id)
            .bind(e.state.as_str())
            .bind(e.last_done_on)
            .bind(e.next_step)
            .bind(e.done_on)
            .bind(e.from_on)
            .bind(e.to_on)
            .bind(e.agreed_at)
            .bind(e.paused_on)
            .bind(e.paused_why.as_str())
            .bind(e.ended_on)
            .bind(e.end_why.as_str())
            .bind(e.end_note.as_str())
            .bind(e.held_why.as_str())
            .bind(e.worth)
            .bind(e.override_why.as_str())
            .bind(e.version),
        )
        .await?;
    Ok(n == 1)
}

/// Whether anything was done on an enrollment: an activity, a touch, or a change by hand.
pub async fn has_work(tx: &mut Tx, scope: Scope, id: EnrollmentId) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!(
                "select id
from enrollment
where workspace_id = $1 and id = $2
    and (
        exists (
            select 1
            from activity
            where activity.workspace_id = enrollment.workspace_id and activity.person_id = enrollment.person_id
                and activity.enrollment_id = enrollment.id
        )
        or exists (
            select 1
            from touch
            where touch.workspace_id = enrollment.workspace_id and touch.enrollment_id = enrollment.id
        )
        or exists (
            select 1
            from enrollment_change
            where enrollment_change.workspace_id = enrollment.workspace_id
                and enrollment_change.enrollment_id = enrollment.id
        )
    )"
            )
            .bind(scope.workspace)
            .bind(id),
        )
        .await?;
    Ok(found.is_some())
}

/// Removes an enrollment on which nothing was done: its start is taken back.
pub async fn delete(tx: &mut Tx, scope: Scope, id: EnrollmentId) -> Result<(), StoreError> {
    let statement = sql!("delete from enrollment where workspace_id = $1 and id = $2");
    tx.execute(statement.bind(scope.workspace).bind(id)).await?;
    Ok(())
}

/// The active or paused enrollments of some persons. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn open_of_people(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<Enrollment>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and state in ('active', 'paused') and person_id in "
        )
        .bind(scope.workspace)
        .list(people.iter().copied()),
    )
    .await
}

/// One enrollment.
pub async fn get(
    tx: &mut Tx,
    scope: Scope,
    id: EnrollmentId,
) -> Result<Option<Enrollment>, StoreError> {
    tx.optional(
        sql!(
            "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Days on which a company already has a start, from a day on: company, day.
pub async fn company_starts_from(
    tx: &mut Tx,
    scope: Scope,
    from_on: i64,
) -> Result<Vec<(Uuid, i64)>, StoreError> {
    tx.all(
        sql!(
            "select company_id, started_on
from enrollment
where workspace_id = $1 and started_on >= $2 and company_id is not null
order by company_id, started_on"
        )
        .bind(scope.workspace)
        .bind(from_on),
    )
    .await
}
