//! What reps changed about enrollments by hand, and why.

use domain::ids::{EnrollmentId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A change by hand.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// Its id.
    pub id: Uuid,
    /// Who made it.
    pub member_id: Uuid,
    /// `later`, `stopped`, `paused` or `resumed`.
    pub action: String,
    /// The rep's words; empty when none were given.
    pub why: String,
    /// When, in microseconds UTC.
    pub changed_at: i64,
}

/// Adds one.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
    change: &Change,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into enrollment_change (workspace_id, id, enrollment_id, member_id, action, why, changed_at)
values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(scope.workspace)
        .bind(change.id)
        .bind(enrollment)
        .bind(change.member_id)
        .bind(change.action.as_str())
        .bind(change.why.as_str())
        .bind(change.changed_at),
    )
    .await?;
    Ok(())
}

/// The changes of an enrollment, the oldest first.
pub async fn of_enrollment(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
) -> Result<Vec<Change>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, action, why, changed_at
from enrollment_change
where workspace_id = $1 and enrollment_id = $2
order by changed_at, id"
        )
        .bind(scope.workspace)
        .bind(enrollment),
    )
    .await
}

/// What a rep moved to a later day between two instants: enrollment, person, why.
pub async fn later_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    (from_at, to_at): (i64, i64),
) -> Result<Vec<(Uuid, Uuid, String)>, StoreError> {
    tx.all(
        sql!(
            "select enrollment_change.enrollment_id, enrollment.person_id, enrollment_change.why
from enrollment_change
join enrollment on enrollment.workspace_id = enrollment_change.workspace_id
    and enrollment.id = enrollment_change.enrollment_id
where enrollment_change.workspace_id = $1 and enrollment_change.member_id = $2 and enrollment_change.action = 'later'
    and enrollment_change.changed_at >= $3 and enrollment_change.changed_at < $4
order by enrollment_change.changed_at, enrollment_change.id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_at)
        .bind(to_at),
    )
    .await
}
