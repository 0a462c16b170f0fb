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

/// Removes one, which was taken back.
pub async fn delete(tx: &mut Tx, scope: Scope, id: Uuid) -> Result<(), StoreError> {
    let statement = sql!("delete from enrollment_change where workspace_id = $1 and id = $2");
    tx.execute(statement.bind(scope.workspace).bind(id)).await?;
    Ok(())
}

/// Keeps what the newest change by hand of an enrollment changed (JSON), in place of what was kept before.
pub async fn keep_effect(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
    effect: &str,
    made_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into enrollment_undo (workspace_id, enrollment_id, effect, made_at)
values ($1, $2, $3, $4)
on conflict (workspace_id, enrollment_id) do update set effect = excluded.effect, made_at = excluded.made_at"
        )
        .bind(scope.workspace)
        .bind(enrollment)
        .bind(effect)
        .bind(made_at),
    )
    .await?;
    Ok(())
}

/// What the newest change by hand of an enrollment changed (JSON); none when nothing can be taken back.
pub async fn effect(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = tx
        .optional(
            sql!(
                "select effect from enrollment_undo where workspace_id = $1 and enrollment_id = $2"
            )
            .bind(scope.workspace)
            .bind(enrollment),
        )
        .await?;
    Ok(row.map(|(effect,)| effect))
}

/// Forgets what could be taken back.
pub async fn forget_effect(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
) -> Result<(), StoreError> {
    let statement =
        sql!("delete from enrollment_undo where workspace_id = $1 and enrollment_id = $2");
    tx.execute(statement.bind(scope.workspace).bind(enrollment)).await?;
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
