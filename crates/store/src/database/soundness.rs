//! Whether a SQLite file is sound; PostgreSQL sees to its own files.
#![expect(clippy::disallowed_methods, reason = "checks of the file itself, which no `Tx` has")]

use sqlx::SqliteConnection;

use super::{Connections, Db};
use crate::errors::StoreError;

impl Db {
    /// Whether the whole file is sound, as `doctor` asks.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first thing found.
    pub async fn check(&self) -> Result<(), StoreError> {
        match &self.engine {
            Connections::Sqlite { read, .. } => quick_check(&mut *read.acquire().await?).await,
            Connections::Postgres { .. } => Ok(()),
        }
    }

    /// Whether every page, index and foreign key is right, as is asked of a backup: slower than [`check`](Self::check).
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first thing found.
    pub async fn check_whole(&self) -> Result<(), StoreError> {
        let Connections::Sqlite { read, .. } = &self.engine else { return Ok(()) };
        let mut connection = read.acquire().await?;
        let (what,): (String,) =
            sqlx::query_as("pragma integrity_check(1)").fetch_one(&mut *connection).await?;
        if what != "ok" {
            return Err(StoreError::Damaged { what });
        }
        let orphan: Option<(String,)> =
            sqlx::query_as("select \"table\" from pragma_foreign_key_check limit 1")
                .fetch_optional(&mut *connection)
                .await?;
        match orphan {
            Some((table,)) => {
                Err(StoreError::Damaged { what: format!("a row of `{table}` lacks its parent") })
            }
            None => Ok(()),
        }
    }
}

/// The quick check of the engine: everything but the agreement of indexes with their tables.
pub(super) async fn quick_check(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let (what,): (String,) = sqlx::query_as("pragma quick_check(1)").fetch_one(connection).await?;
    if what == "ok" { Ok(()) } else { Err(StoreError::Damaged { what }) }
}
