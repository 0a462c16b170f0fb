//! Readers on PostgreSQL, each set to a workspace, as row-level security asks for.
//!
//! Setting one takes a round trip, so a few are kept with the workspace they are set to: the next reader of the same
//! workspace finds its connection ready.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres};
use tokio::time::Instant;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;

/// How many are kept.
const KEPT: usize = 8;
/// One that lay idle for longer goes back to the pool, which asks whether it still lives.
const FRESH: Duration = Duration::from_secs(20);

/// The readers that are kept.
#[derive(Clone)]
pub(crate) struct Readers {
    pool: PgPool,
    kept: Arc<Mutex<Vec<Kept>>>,
}

struct Kept {
    connection: PoolConnection<Postgres>,
    workspace: Uuid,
    since: Instant,
}

/// A connection that is set to one workspace; goes back when it is dropped.
pub(crate) struct Reader {
    /// There until it is dropped.
    connection: Option<PoolConnection<Postgres>>,
    workspace: Uuid,
    home: Readers,
}

impl Readers {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool, kept: Arc::default() }
    }

    /// A connection that is set to the workspace of `scope`.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when none goes free in time, or what the server says.
    pub(crate) async fn acquire(&self, scope: Scope) -> Result<Reader, StoreError> {
        let workspace = scope.workspace.0;
        let (connection, set_to) = match self.take(workspace) {
            Some(kept) => (kept.connection, Some(kept.workspace)),
            None => (self.pool.acquire().await?, None),
        };
        let mut reader = Reader { connection: Some(connection), workspace, home: self.clone() };
        if set_to != Some(workspace)
            && let Err(error) = reader.set().await
        {
            // A connection in doubt is the pool's to look at.
            drop(reader.connection.take());
            return Err(error.into());
        }
        Ok(reader)
    }

    /// Gives every connection back to the pool, so that it can be closed.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// One that is set to the workspace, else any other; those that lay idle for long go back to the pool.
    fn take(&self, workspace: Uuid) -> Option<Kept> {
        let mut kept = self.lock();
        kept.retain(|one| one.since.elapsed() < FRESH);
        let place = kept.iter().rposition(|one| one.workspace == workspace);
        match place {
            Some(place) => Some(kept.swap_remove(place)),
            None if kept.len() == KEPT => kept.pop(),
            None => None,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader {
    #[expect(
        clippy::disallowed_methods,
        reason = "a setting of the connection itself, which no `Tx` has"
    )]
    async fn set(&mut self) -> Result<(), sqlx::Error> {
        let text = format!("set app.workspace = '{}'", self.workspace);
        sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **self).await?;
        Ok(())
    }
}

impl Deref for Reader {
    type Target = PgConnection;

    #[expect(clippy::expect_used, reason = "taken out only when it is dropped")]
    fn deref(&self) -> &PgConnection {
        self.connection.as_ref().expect("a reader has its connection")
    }
}

impl DerefMut for Reader {
    #[expect(clippy::expect_used, reason = "taken out only when it is dropped")]
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.connection.as_mut().expect("a reader has its connection")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let kept = Kept { connection, workspace: self.workspace, since: Instant::now() };
        let mut all = self.home.lock();
        if all.len() < KEPT {
            all.push(kept);
        }
    }
}
