//! Several questions in one go: on SQLite each question is a walk to the thread of its connection and back, which costs more
//! than most answers do.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one door through which statements reach sqlx"
)]

use sqlx::postgres::{PgConnection, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Either, Executor as _, FromRow, Postgres, Sqlite};
use tokio_stream::StreamExt as _;

use super::{Door, Record, Tx};
use crate::errors::StoreError;
use crate::statement::Statement;

/// The rows of one of several questions.
#[derive(Debug)]
pub enum Rows {
    /// As SQLite gave them.
    Sqlite(Vec<SqliteRow>),
    /// As PostgreSQL gave them.
    Postgres(Vec<PgRow>),
}

impl Rows {
    /// Reads them.
    ///
    /// # Errors
    /// When they are no such records.
    pub fn read<T: Record>(&self) -> Result<Vec<T>, StoreError> {
        let read: Result<Vec<T>, sqlx::Error> = match self {
            Self::Sqlite(rows) => {
                rows.iter().map(<T as FromRow<'_, SqliteRow>>::from_row).collect()
            }
            Self::Postgres(rows) => rows.iter().map(<T as FromRow<'_, PgRow>>::from_row).collect(),
        };
        Ok(read?)
    }
}

impl Tx {
    /// The rows of several statements, asked in their order.
    pub async fn gather<const N: usize>(
        &mut self,
        statements: [Statement; N],
    ) -> Result<[Rows; N], StoreError> {
        self.settle().await?;
        for statement in &statements {
            self.admit(statement)?;
        }
        let answer = match &mut self.door {
            Door::SqliteReader(connection) => of_sqlite(connection, statements).await,
            Door::SqliteSnapshot(open) => of_sqlite(open, statements).await,
            Door::SqliteWriter(turn) => of_sqlite(turn.connection(), statements).await,
            Door::PostgresReader(connection) => of_postgres(connection, statements).await,
            Door::PostgresSnapshot(open) | Door::PostgresWriter(open) => {
                of_postgres(open, statements).await
            }
        };
        self.heard(answer)
    }
}

impl Tx {
    /// Writes with several statements in their order, in one go; how many rows each wrote.
    ///
    /// # Errors
    /// As the first that fails: nothing of the transaction is kept then.
    pub async fn execute_together<const N: usize>(
        &mut self,
        statements: [Statement; N],
    ) -> Result<[u64; N], StoreError> {
        self.write(statements).await
    }
}

/// All in one text, one after the other: SQLite binds the values in their order.
fn in_one<const N: usize>(
    statements: [Statement; N],
) -> Result<(AssertSqlSafe<String>, SqliteArguments), sqlx::Error> {
    let (mut text, mut arguments) = (String::new(), SqliteArguments::default());
    for statement in statements {
        if !text.is_empty() {
            text.push_str(";\n");
        }
        statement.add_to_sqlite(&mut text, &mut arguments)?;
    }
    Ok((AssertSqlSafe(text), arguments))
}

async fn of_sqlite<const N: usize>(
    connection: &mut SqliteConnection,
    statements: [Statement; N],
) -> Result<[Rows; N], sqlx::Error> {
    let (text, arguments) = in_one(statements)?;
    let mut steps = connection.fetch_many(sqlx::query_with::<Sqlite, _>(text, arguments));
    let (mut all, mut rows) = (Vec::with_capacity(N), Vec::new());
    while let Some(step) = steps.next().await {
        match step? {
            Either::Right(row) => rows.push(row),
            Either::Left(_) => all.push(Rows::Sqlite(std::mem::take(&mut rows))),
        }
    }
    whole(all)
}

/// One by one: its protocol takes no more at a time.
async fn of_postgres<const N: usize>(
    connection: &mut PgConnection,
    statements: [Statement; N],
) -> Result<[Rows; N], sqlx::Error> {
    let mut all = Vec::with_capacity(N);
    for statement in statements {
        let (text, arguments) = statement.into_postgres()?;
        let question = sqlx::query_with::<Postgres, _>(AssertSqlSafe(text), arguments);
        all.push(Rows::Postgres(question.fetch_all(&mut *connection).await?));
    }
    whole(all)
}

fn whole<T, const N: usize>(all: Vec<T>) -> Result<[T; N], sqlx::Error> {
    all.try_into().map_err(|all: Vec<T>| {
        sqlx::Error::Protocol(format!("{} answers to {N} questions", all.len()))
    })
}
