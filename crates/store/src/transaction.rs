//! The door to both engines: the only place that knows which one answers.

pub mod gather;
mod posted;

use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgQueryResult, PgRow};
use sqlx::sqlite::{SqliteQueryResult, SqliteRow};
use sqlx::{FromRow, Postgres, Sqlite, Transaction};

use uuid::Uuid;

use crate::audit::watch::{self, Watch};
use crate::crash_point;
use crate::database::readers::Reader;
use crate::errors::{StoreError, is_conflict};
use crate::group::Turn;
use crate::scope::Scope;
use crate::statement::{Ready, Statement};

/// A row that both engines can read; `#[derive(sqlx::FromRow)]` is enough, tuples are too.
pub trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Record for T {}

/// Which engine answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file in a data folder.
    Sqlite,
    /// A server, plain or distributed.
    Postgres,
}

/// An open conversation with the database: a transaction, or a reader.
pub struct Tx {
    door: Door,
    scope: Scope,
    is_failed: bool,
    is_conflict: bool,
    /// Whether a statement found the disk full.
    is_full: bool,
    /// Whether it is, or may turn out to be, an opt-out, for which room is kept back.
    is_urgent: bool,
    /// Whether that room is all there is.
    is_on_reserve: bool,
    watch: Watch,
    is_recorded: bool,
    /// Writes that are sent with the next statement.
    posted: Vec<Statement>,
}

/// What stands behind a [`Tx`].
pub(crate) enum Door {
    SqliteReader(PoolConnection<Sqlite>),
    SqliteSnapshot(Transaction<'static, Sqlite>),
    SqliteWriter(Turn),
    PostgresReader(Reader),
    PostgresSnapshot(Transaction<'static, Postgres>),
    PostgresWriter(Transaction<'static, Postgres>),
}

/// Runs a statement by one of sqlx's fetches on whichever connection is there.
macro_rules! run {
    ($self:ident, $statement:ident, $method:ident, $query:ident) => {{
        $self.settle().await?;
        $self.admit(&$statement)?;
        let answer = match &mut $self.door {
            Door::SqliteReader(connection) => {
                run!(&mut **connection, $statement, into_sqlite, Sqlite, $method, $query)
            }
            Door::SqliteSnapshot(open) => {
                run!(&mut **open, $statement, into_sqlite, Sqlite, $method, $query)
            }
            Door::SqliteWriter(turn) => {
                run!(turn.connection(), $statement, into_sqlite, Sqlite, $method, $query)
            }
            Door::PostgresReader(connection) => {
                run!(&mut **connection, $statement, into_postgres, Postgres, $method, $query)
            }
            Door::PostgresSnapshot(open) | Door::PostgresWriter(open) => {
                run!(&mut **open, $statement, into_postgres, Postgres, $method, $query)
            }
        };
        $self.heard(answer)
    }};
    ($connection:expr, $statement:ident, $render:ident, $engine:ty, $method:ident, $query:ident) => {
        match $statement.$render() {
            Ok((text, arguments)) => {
                $query!($engine, text, arguments).$method($connection).await.map(Into::into)
            }
            Err(error) => Err(error),
        }
    };
}

macro_rules! rows {
    ($engine:ty, $text:ident, $arguments:ident) => {
        sqlx::query_as_with::<$engine, T, _>(sqlx::AssertSqlSafe($text), $arguments)
    };
}

macro_rules! done {
    ($engine:ty, $text:ident, $arguments:ident) => {
        sqlx::query_with::<$engine, _>(sqlx::AssertSqlSafe($text), $arguments)
    };
}

/// How many rows a statement wrote.
struct Affected(u64);

impl From<SqliteQueryResult> for Affected {
    fn from(result: SqliteQueryResult) -> Self {
        Self(result.rows_affected())
    }
}

impl From<PgQueryResult> for Affected {
    fn from(result: PgQueryResult) -> Self {
        Self(result.rows_affected())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one door through which statements reach sqlx"
)]
impl Tx {
    /// All rows of a statement.
    pub async fn all<T: Record>(&mut self, statement: Statement) -> Result<Vec<T>, StoreError> {
        run!(self, statement, fetch_all, rows)
    }

    /// The first row, if there is one.
    pub async fn optional<T: Record>(
        &mut self,
        statement: Statement,
    ) -> Result<Option<T>, StoreError> {
        run!(self, statement, fetch_optional, rows)
    }

    /// The one row that must be there, such as a count.
    pub async fn one<T: Record>(&mut self, statement: Statement) -> Result<T, StoreError> {
        run!(self, statement, fetch_one, rows)
    }

    /// Keeps others from the rows of a statement until the transaction ends. SQLite's one writer holds all, and is not asked.
    pub async fn lock(&mut self, statement: Statement) -> Result<(), StoreError> {
        if self.engine() == Engine::Sqlite {
            return Ok(());
        }
        let _: Vec<(Uuid,)> = self.all(statement.for_update()).await?;
        Ok(())
    }

    /// Writes, and says how many rows were written.
    pub async fn execute(&mut self, statement: Statement) -> Result<u64, StoreError> {
        if !self.is_writer() {
            return Err(StoreError::ReadOnly);
        }
        if !self.posted.is_empty() {
            return self.write([statement]).await.map(|[n]| n);
        }
        let table = if cfg!(debug_assertions) { watch::changed(statement.text()) } else { None };
        let affected: Result<Affected, StoreError> = run!(self, statement, execute, done);
        let Affected(n) = affected?;
        if n > 0
            && let Some(table) = table
        {
            self.watch.note(table);
        }
        Ok(n)
    }

    /// Writes with one statement after the other.
    pub async fn execute_all(
        &mut self,
        statements: impl IntoIterator<Item = Statement>,
    ) -> Result<(), StoreError> {
        for statement in statements {
            self.execute(statement).await?;
        }
        Ok(())
    }

    /// Writes with statements that were made ready for the engine that answers.
    pub async fn execute_ready(&mut self, statements: &[Ready]) -> Result<(), StoreError> {
        self.settle().await?;
        for ready in statements {
            if !self.is_writer() {
                return Err(StoreError::ReadOnly);
            }
            self.may_run()?;
            let answer = match (&mut self.door, ready) {
                (Door::SqliteWriter(turn), Ready::Sqlite(text, arguments)) => {
                    let (text, arguments) = (Arc::clone(text), arguments.clone());
                    done!(Sqlite, text, arguments).execute(turn.connection()).await.map(|_| ())
                }
                (Door::PostgresWriter(open), Ready::Postgres(text, arguments)) => {
                    let (text, arguments) = (Arc::clone(text), arguments.clone());
                    done!(Postgres, text, arguments).execute(&mut **open).await.map(|_| ())
                }
                _ => Err(sqlx::Error::Encode("made ready for the other engine".into())),
            };
            self.heard(answer)?;
        }
        Ok(())
    }
}

impl Tx {
    pub(crate) fn new(door: Door, scope: Scope) -> Self {
        Self {
            door,
            scope,
            is_failed: false,
            is_conflict: false,
            is_full: false,
            is_urgent: false,
            is_on_reserve: false,
            watch: Watch::default(),
            is_recorded: false,
            posted: Vec::new(),
        }
    }

    /// Which engine answers; for the few statements that cannot read the same on both.
    pub fn engine(&self) -> Engine {
        match self.door {
            Door::SqliteReader(_) | Door::SqliteSnapshot(_) | Door::SqliteWriter(_) => {
                Engine::Sqlite
            }
            Door::PostgresReader(_) | Door::PostgresSnapshot(_) | Door::PostgresWriter(_) => {
                Engine::Postgres
            }
        }
    }

    /// The workspace this conversation is about.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Says that this is no opt-out, before anything is written: the room that is kept back is for those alone.
    ///
    /// # Errors
    /// [`StoreError::Full`] when that room is all there is.
    pub fn is_no_opt_out(&mut self) -> Result<(), StoreError> {
        self.is_urgent = false;
        if self.is_on_reserve {
            self.is_failed = true;
            return Err(StoreError::Full);
        }
        Ok(())
    }

    /// Whether it is, or may be, an opt-out.
    pub(crate) fn is_urgent(&self) -> bool {
        self.is_urgent
    }

    /// Whether a statement found the disk full.
    pub(crate) fn is_full(&self) -> bool {
        self.is_full
    }

    /// The same, as something that may be an opt-out.
    pub(crate) fn urgent(self, is_on_reserve: bool) -> Self {
        Self { is_urgent: true, is_on_reserve, ..self }
    }

    /// Whether PostgreSQL asked for the transaction to be run again.
    pub(crate) fn is_conflict(&self) -> bool {
        self.is_conflict
    }

    /// The same, refusing to commit changes that left no line in the audit where `is_recorded`.
    pub(crate) fn recorded(self, is_recorded: bool) -> Self {
        Self { is_recorded, ..self }
    }

    /// Works as the role that connected until this ends, not behind it: as the owner of the tables, where it is theirs.
    #[expect(clippy::disallowed_methods, reason = "a setting of the transaction itself")]
    pub(crate) async fn come_forward(&mut self) -> Result<(), StoreError> {
        self.settle().await?;
        if let Door::PostgresWriter(open) = &mut self.door {
            sqlx::raw_sql("set local role none").execute(&mut **open).await?;
        }
        Ok(())
    }

    /// Makes the writes last; after a failed statement it undoes them and says so.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        if let Err(error) = self.finish().await {
            self.rollback().await;
            return Err(error);
        }
        match self.door {
            Door::SqliteReader(_) | Door::PostgresReader(_) => Ok(()),
            Door::SqliteSnapshot(open) => Ok(open.rollback().await?),
            Door::PostgresSnapshot(open) => Ok(open.rollback().await?),
            Door::SqliteWriter(turn) => turn.commit().await,
            Door::PostgresWriter(open) => {
                crash_point!("commit");
                open.commit().await?;
                crash_point!("committed");
                Ok(())
            }
        }
    }

    /// Undoes the writes.
    pub(crate) async fn rollback(self) {
        match self.door {
            Door::SqliteReader(_) | Door::PostgresReader(_) => {}
            Door::SqliteWriter(turn) => turn.rollback().await,
            // A connection that cannot roll back is closed by its pool.
            Door::SqliteSnapshot(open) => drop(open.rollback().await),
            Door::PostgresSnapshot(open) | Door::PostgresWriter(open) => {
                drop(open.rollback().await);
            }
        }
    }

    fn is_writer(&self) -> bool {
        matches!(self.door, Door::SqliteWriter(_) | Door::PostgresWriter(_))
    }

    /// Whether a statement may be run: none after a failed one, none outside the scope.
    fn admit(&mut self, statement: &Statement) -> Result<(), StoreError> {
        if cfg!(debug_assertions) {
            self.scope.check(statement).inspect_err(|_| self.is_failed = true)?;
        }
        self.may_run()
    }

    fn may_run(&self) -> Result<(), StoreError> {
        if self.is_failed {
            return Err(StoreError::Failed);
        }
        crash_point!("statement");
        Ok(())
    }

    /// Remembers a failure: SQLite may have rolled everything back, and the next statement would stand alone.
    fn heard<T>(&mut self, answer: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        answer.map_err(|error| {
            self.is_failed = true;
            self.is_conflict |= is_conflict(&error);
            let error = StoreError::from(error);
            self.is_full |= error.is_full();
            error
        })
    }
}
