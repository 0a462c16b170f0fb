//! This installation: whether it may reach anybody outside, and when it was last backed up.

use uuid::Uuid;

use crate::errors::StoreError;
use crate::sql;
use crate::transaction::Tx;

/// The one row of this installation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Instance {
    /// Its id: another for every restored copy.
    pub id: Uuid,
    /// `live` or `held`.
    pub state: String,
    /// Why it is held.
    pub why: String,
    /// By what it knows the place it runs in; empty until it is first asked.
    pub mark: String,
    /// Since when it is in this state, microseconds UTC.
    pub since_at: i64,
    /// When the last verified backup was made.
    pub backup_at: Option<i64>,
}

/// The row, once there is one.
pub async fn get(tx: &mut Tx) -> Result<Option<Instance>, StoreError> {
    tx.optional(sql!(
        "select id, state, why, mark, since_at, backup_at from instance order by since_at, id limit 1"
    ))
    .await
}

/// Replaces the row.
pub async fn put(tx: &mut Tx, instance: &Instance) -> Result<(), StoreError> {
    tx.execute(sql!("delete from instance")).await?;
    tx.execute(
        sql!("insert into instance (id, state, why, mark, since_at, backup_at) values ($1, $2, $3, $4, $5, $6)")
            .bind(instance.id)
            .bind(instance.state.as_str())
            .bind(instance.why.as_str())
            .bind(instance.mark.as_str())
            .bind(instance.since_at)
            .bind(instance.backup_at),
    )
    .await?;
    Ok(())
}

/// Notes that a verified backup was made.
pub async fn backed_up(tx: &mut Tx, at: i64) -> Result<(), StoreError> {
    tx.execute(sql!("update instance set backup_at = $1").bind(at)).await?;
    Ok(())
}
