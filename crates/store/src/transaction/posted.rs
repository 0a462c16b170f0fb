//! Writes that nobody has to hear of: they are sent with the next statement that somebody does, or with the end. On SQLite each
//! statement is a walk to the thread of its connection and back, which costs more than most writes do.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one door through which statements reach sqlx"
)]

use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{AssertSqlSafe, Either, Executor as _, Postgres, Sqlite};
use tokio_stream::StreamExt as _;

use super::{Door, Tx};
use crate::audit::watch;
use crate::errors::StoreError;
use crate::statement::Statement;

/// How many writes are sent together at most.
const TOGETHER: usize = 32;
/// What ends the write of a group.
const RELEASE: &str = "release one";

impl Tx {
    /// Writes with a statement of which only a failure matters. Whatever is asked or written after it in this transaction finds it
    /// done; a failure is told by the next statement, or by the transaction when it was the last.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], and [`StoreError::Failed`] after a statement that failed.
    pub async fn post(&mut self, statement: Statement) -> Result<(), StoreError> {
        self.queue(statement)?;
        if cfg!(debug_assertions)
            && let Some(table) = self.posted.last().and_then(|last| watch::changed(last.text()))
        {
            self.watch.note(table);
        }
        if self.posted.len() < TOGETHER { Ok(()) } else { self.settle().await }
    }

    fn queue(&mut self, statement: Statement) -> Result<(), StoreError> {
        if !self.is_writer() {
            return Err(StoreError::ReadOnly);
        }
        self.admit(&statement)?;
        self.posted.push(statement);
        Ok(())
    }

    /// Sends what was posted.
    pub(super) async fn settle(&mut self) -> Result<(), StoreError> {
        if self.posted.is_empty() {
            return Ok(());
        }
        self.send(false).await.map(|_| ())
    }

    /// Sends what was posted when nothing comes after it, and with it the word that this write of a group is done; a change
    /// that left no line in the audit is refused before.
    pub(crate) async fn finish(&mut self) -> Result<(), StoreError> {
        if self.is_failed {
            return Err(StoreError::Failed);
        }
        if self.is_recorded {
            self.watch.verdict()?;
        }
        if self.posted.is_empty() {
            return Ok(());
        }
        self.send(true).await.map(|_| ())
    }

    /// Writes with several statements behind what was posted, in one go; how many rows each of these wrote.
    pub(super) async fn write<const N: usize>(
        &mut self,
        statements: [Statement; N],
    ) -> Result<[u64; N], StoreError> {
        let tables = statements.each_ref().map(|statement| {
            if cfg!(debug_assertions) { watch::changed(statement.text()) } else { None }
        });
        for statement in statements {
            self.queue(statement)?;
        }
        let counts = self.send(false).await?;
        let own = counts.len().saturating_sub(N);
        let own: [u64; N] =
            counts.get(own..).and_then(|own| own.try_into().ok()).ok_or(StoreError::Failed)?;
        for (table, n) in tables.into_iter().zip(own) {
            if n > 0
                && let Some(table) = table
            {
                self.watch.note(table);
            }
        }
        Ok(own)
    }

    /// Sends what was posted; how many rows each statement wrote.
    async fn send(&mut self, is_end: bool) -> Result<Vec<u64>, StoreError> {
        let statements = std::mem::take(&mut self.posted);
        let answer = match &mut self.door {
            Door::SqliteWriter(turn) => {
                let releases = is_end && turn.is_to_be_released();
                let answer = of_sqlite(turn.connection(), statements, releases).await;
                if releases && answer.is_ok() {
                    turn.was_released();
                }
                answer
            }
            Door::PostgresWriter(open) => of_postgres(open, statements).await,
            _ => return Err(StoreError::ReadOnly),
        };
        self.heard(answer)
    }
}

/// All in one text, one after the other: SQLite binds the values in their order.
async fn of_sqlite(
    connection: &mut SqliteConnection,
    statements: Vec<Statement>,
    releases: bool,
) -> Result<Vec<u64>, sqlx::Error> {
    let n = statements.len();
    let (mut text, mut arguments) = (String::new(), SqliteArguments::default());
    for statement in statements {
        if !text.is_empty() {
            text.push_str(";\n");
        }
        statement.add_to_sqlite(&mut text, &mut arguments)?;
    }
    if releases {
        text.push_str(";\n");
        text.push_str(RELEASE);
    }
    let write = sqlx::query_with::<Sqlite, _>(AssertSqlSafe(text), arguments);
    let mut steps = connection.fetch_many(write);
    let mut counts = Vec::with_capacity(n + 1);
    while let Some(step) = steps.next().await {
        if let Either::Left(done) = step? {
            counts.push(done.rows_affected());
        }
    }
    counts.truncate(n);
    if counts.len() == n {
        Ok(counts)
    } else {
        Err(sqlx::Error::Protocol(format!("{} answers to {n} writes", counts.len())))
    }
}

/// One by one: its protocol takes no more at a time.
async fn of_postgres(
    connection: &mut PgConnection,
    statements: Vec<Statement>,
) -> Result<Vec<u64>, sqlx::Error> {
    let mut counts = Vec::with_capacity(statements.len());
    for statement in statements {
        let (text, arguments) = statement.into_postgres()?;
        let write = sqlx::query_with::<Postgres, _>(AssertSqlSafe(text), arguments);
        counts.push(write.execute(&mut *connection).await?.rows_affected());
    }
    Ok(counts)
}
