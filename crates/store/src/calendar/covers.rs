//! Days on which somebody does the touches of a rep who is away.

use domain::ids::{CoverId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Who covers for whom. Days are days since 1970-01-01.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Cover {
    /// Its id, made by the caller.
    pub id: Uuid,
    /// Who is away.
    pub member_id: Uuid,
    /// Who does their touches.
    pub colleague_id: Uuid,
    /// First day.
    pub first_on: i64,
    /// Last day.
    pub last_on: i64,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
}

/// The covers of a member who is away or does the touches of another, that end on a day or later.
pub async fn of_member_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
) -> Result<Vec<Cover>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, colleague_id, first_on, last_on, created_at
from cover
where workspace_id = $1 and (member_id = $2 or colleague_id = $2) and last_on >= $3
order by first_on, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_on),
    )
    .await
}

/// Whether somebody covers for another on a day.
pub async fn is_covered(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    colleague: MemberId,
    on_day: i64,
) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!(
                "select id
from cover
where workspace_id = $1 and colleague_id = $2 and member_id = $3 and first_on <= $4 and last_on >= $4
limit 1"
            )
            .bind(scope.workspace)
            .bind(colleague)
            .bind(member)
            .bind(on_day),
        )
        .await?;
    Ok(found.is_some())
}

/// One.
pub async fn get(tx: &mut Tx, scope: Scope, id: CoverId) -> Result<Option<Cover>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, colleague_id, first_on, last_on, created_at
from cover
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, scope: Scope, cover: &Cover) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into cover (workspace_id, id, member_id, colleague_id, first_on, last_on, created_at)
values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(scope.workspace)
        .bind(cover.id)
        .bind(cover.member_id)
        .bind(cover.colleague_id)
        .bind(cover.first_on)
        .bind(cover.last_on)
        .bind(cover.created_at),
    )
    .await?;
    Ok(())
}

/// Removes one.
pub async fn delete(tx: &mut Tx, scope: Scope, id: CoverId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from cover where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}
