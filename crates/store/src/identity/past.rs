//! What has had its time: sessions that are over, links that let nobody in any more, tries of days past.

use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// Removes some sessions that were ended, that are past their end, or that nobody has used since an instant; says how many.
pub async fn delete_sessions(
    tx: &mut Tx,
    scope: Scope,
    now: i64,
    unused_since: i64,
) -> Result<u64, StoreError> {
    let over: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select id
from session
where workspace_id = $1 and (ended_at is not null or ends_at <= $2 or seen_at <= $3)
order by id
limit $4"
            )
            .bind(scope.workspace)
            .bind(now)
            .bind(unused_since)
            .bind(some()),
        )
        .await?;
    tx.execute(
        sql!("delete from session where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(over.into_iter().map(|(id,)| id)),
    )
    .await
}

/// Removes some invitations that were used, taken back or past their end before an instant; says how many.
pub async fn delete_invitations(tx: &mut Tx, scope: Scope, before: i64) -> Result<u64, StoreError> {
    let past: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select id
from invitation
where workspace_id = $1 and created_at < $2 and coalesce(used_at, revoked_at, expires_at) < $2
order by created_at, id
limit $3"
            )
            .bind(scope.workspace)
            .bind(before)
            .bind(some()),
        )
        .await?;
    tx.execute(
        sql!("delete from invitation where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(past.into_iter().map(|(id,)| id)),
    )
    .await
}

/// Forgets some tries of the days before one; says how many.
pub async fn forget_tries(tx: &mut Tx, before_day: i64) -> Result<u64, StoreError> {
    let past: Vec<(String, i64)> = tx
        .all(
            sql!(
                "select source, on_day from sign_in_try where on_day < $1 order by on_day limit $2"
            )
            .bind(before_day)
            .bind(some()),
        )
        .await?;
    let n = u64::try_from(past.len()).unwrap_or(u64::MAX);
    for (source, on_day) in past {
        tx.execute(
            sql!("delete from sign_in_try where source = $1 and on_day = $2")
                .bind(source)
                .bind(on_day),
        )
        .await?;
    }
    Ok(n)
}

/// How many rows one transaction removes.
fn some() -> i64 {
    i64::try_from(BULK_ROWS).unwrap_or(i64::MAX)
}
