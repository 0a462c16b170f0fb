//! Meetings: set, held, missed or cancelled.

use domain::ids::{CompanyId, MeetingId, MemberId, PersonId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A meeting with a person. Instants in microseconds UTC.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize,
)]
pub struct Meeting {
    /// Its id.
    pub id: Uuid,
    /// With whom.
    pub person_id: Uuid,
    /// Whose.
    pub member_id: Uuid,
    /// The enrollment that led to it.
    pub enrollment_id: Option<Uuid>,
    /// The activity that agreed it.
    pub activity_id: Option<Uuid>,
    /// When it starts; none while the time is to be agreed.
    pub starts_at: Option<i64>,
    /// How long.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// `set`, `held`, `no_show`, `cancelled`.
    pub state: String,
    /// When it was agreed.
    pub created_at: i64,
}

/// The meetings of a rep that start at or after an instant or have no time yet.
pub async fn of_member_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_at: i64,
) -> Result<Vec<Meeting>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, member_id, enrollment_id, activity_id, starts_at, minutes, place, state, created_at
from meeting
where workspace_id = $1 and member_id = $2 and (starts_at is null or starts_at >= $3)
order by starts_at nulls first, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_at),
    )
    .await
}

/// The meetings with a person, newest first.
pub async fn of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Vec<Meeting>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, member_id, enrollment_id, activity_id, starts_at, minutes, place, state, created_at
from meeting
where workspace_id = $1 and person_id = $2
order by created_at desc, id desc"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// The meetings with people of a company that are set: those without a time first, then by their time.
pub async fn set_at_company(
    tx: &mut Tx,
    scope: Scope,
    company: CompanyId,
) -> Result<Vec<Meeting>, StoreError> {
    tx.all(
        sql!(
            "select meeting.id, meeting.person_id, meeting.member_id, meeting.enrollment_id, meeting.activity_id,
    meeting.starts_at, meeting.minutes, meeting.place, meeting.state, meeting.created_at
from person
join meeting on meeting.workspace_id = person.workspace_id and meeting.person_id = person.id
where person.workspace_id = $1 and person.company_id = $2 and person.state = 'live' and meeting.state = 'set'
order by coalesce(meeting.starts_at, 0), meeting.id"
        )
        .bind(scope.workspace)
        .bind(company),
    )
    .await
}

/// One meeting; locked on PostgreSQL until the transaction ends.
pub async fn get(tx: &mut Tx, scope: Scope, id: MeetingId) -> Result<Option<Meeting>, StoreError> {
    tx.optional(
        sql!(
            "select id, person_id, member_id, enrollment_id, activity_id, starts_at, minutes, place, state, created_at
from meeting
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .for_update(),
    )
    .await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, scope: Scope, meeting: &Meeting) -> Result<(), StoreError> {
    let m = meeting;
    tx.execute(
        sql!(
            "insert into meeting (workspace_id, id, person_id, member_id, enrollment_id, activity_id, starts_at, minutes, place,
    state, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        )
        .bind(scope.workspace)
        .bind(m.id)
        .bind(m.person_id)
        .bind(m.member_id)
        .bind(m.enrollment_id)
        .bind(m.activity_id)
        .bind(m.starts_at)
        .bind(m.minutes)
        .bind(m.place.as_str())
        .bind(m.state.as_str())
        .bind(m.created_at)
        .bind(m.created_at),
    )
    .await?;
    Ok(())
}

/// Writes every part of a meeting that can change.
pub async fn update(
    tx: &mut Tx,
    scope: Scope,
    meeting: &Meeting,
    at: i64,
) -> Result<(), StoreError> {
    let m = meeting;
    tx.execute(
        sql!(
            "update meeting
set starts_at = $3, minutes = $4, place = $5, state = $6, updated_at = $7
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(m.id)
        .bind(m.starts_at)
        .bind(m.minutes)
        .bind(m.place.as_str())
        .bind(m.state.as_str())
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Removes one that an undone activity had made.
pub async fn delete(tx: &mut Tx, scope: Scope, id: MeetingId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from meeting where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}
