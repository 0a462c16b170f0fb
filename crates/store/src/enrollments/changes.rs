//! What reps changed about enrollments by hand, and why.

use domain::ids::EnrollmentId;
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
