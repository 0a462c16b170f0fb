//! Opening the file or the server: its settings, its schema, its walls.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};
use tokio::time::Instant;

use super::closing::Closing;
use super::readers::Readers;
use super::room::Reserve;
use super::soundness::quick_check;
use super::{Connections, FILE, Opening, PATIENCE, POOL_SIZE, copying};
use crate::crash::is_hasty;
use crate::errors::StoreError;
use crate::group::{self, Writer};
use crate::migrations::{self, walls};

pub(super) async fn open_sqlite(
    folder: &Path,
    opening: Opening,
) -> Result<Connections, StoreError> {
    make_folder(folder).map_err(|source| {
        unreachable(format!("cannot make the folder {}", folder.display()), source)
    })?;
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(true)
        .busy_timeout(Duration::from_secs(30))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(if is_hasty() { SqliteSynchronous::Normal } else { SqliteSynchronous::Full })
        .foreign_keys(true)
        .pragma("journal_size_limit", (64 * 1024 * 1024).to_string())
        .pragma("temp_store", "file");
    // Pages kept to undo a statement stay in memory, and the log is moved into the file once many have gathered: a page that
    // is written again and again then moves once.
    let writer = options
        .clone()
        .pragma("cache_size", "-32768")
        .pragma("temp_store", "memory")
        .pragma("wal_autocheckpoint", "8000");
    let closing = Closing::of(folder);
    let is_untouched = opening == Opening::Server && closing.is_untouched();
    let mut connection = connect_sqlite(&writer).await?;
    if opening == Opening::Server {
        if !is_untouched {
            check_through(&options).await?;
        }
        copying::before_upgrade(&mut connection, folder).await?;
    }
    migrations::bring_sqlite(&mut connection, opening).await?;
    // From here on waits are short and begun anew: see `group`.
    raw(&mut connection, "pragma busy_timeout = 25").await?;
    let reader = options.pragma("query_only", "on").pragma("cache_size", "-8192");
    let read = SqlitePoolOptions::new()
        .max_connections(4)
        .min_connections(0)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .connect_with(reader)
        .await
        .map_err(opened)?;
    let reserve = Reserve::of(folder);
    let closing = (opening == Opening::Server).then_some(closing);
    Ok(Connections::Sqlite { write: Writer::new(connection), read, reserve, closing })
}

/// Goes through the whole file, on a connection that keeps few of its pages and is closed then.
async fn check_through(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let reader = options.clone().pragma("query_only", "on").pragma("cache_size", "-2048");
    let mut connection = group::connect(&reader).await.map_err(opened)?;
    quick_check(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Connects as the writer. Of several who open empty data at once each turns it to WAL, and SQLite lets none of them wait
/// for the others: who is told that it is locked asks again.
async fn connect_sqlite(options: &SqliteConnectOptions) -> Result<SqliteConnection, StoreError> {
    let start = Instant::now();
    loop {
        match group::connect(options).await.map_err(opened) {
            Err(error) if error.is_busy() && start.elapsed() < PATIENCE => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            connected => return connected,
        }
    }
}

/// Makes the data folder, for its owner only.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Names a file that is no database, or a damaged one; anything else is a file that cannot be opened.
fn opened(error: sqlx::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Other(source) => unreachable("cannot open the data file".to_owned(), source),
        known => known,
    }
}

fn unreachable(what: String, source: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Unreachable { what, source: Box::new(source) }
}

#[expect(
    clippy::disallowed_methods,
    reason = "settings of the connection itself, which no `Tx` has"
)]
async fn raw(connection: &mut SqliteConnection, text: &'static str) -> Result<(), StoreError> {
    sqlx::raw_sql(text).execute(connection).await?;
    Ok(())
}

pub(super) async fn open_postgres(url: &str, opening: Opening) -> Result<Connections, StoreError> {
    let options: PgConnectOptions = url.parse().map_err(|source: sqlx::Error| {
        unreachable("the database URL cannot be read".to_owned(), source)
    })?;
    let options = options.application_name("touchstone");
    let pool = PgPoolOptions::new()
        .max_connections(POOL_SIZE)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .after_connect(|connection, _| Box::pin(walls::work_behind(connection)))
        // A connection that lay idle may have been cut by the network; a busy one is not asked each time.
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > Duration::from_secs(20) {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options.clone());
    let mut connection = sqlx::PgConnection::connect_with(&options)
        .await
        .map_err(|source| unreachable("cannot reach the database".to_owned(), source))?;
    migrations::bring_postgres(&mut connection, opening).await?;
    walls::raise(&mut connection).await?;
    walls::work_behind(&mut connection).await?;
    walls::check(&mut connection).await?;
    // The answer to a farewell changes nothing.
    let _ = connection.close().await;
    let read = Readers::new(pool.clone());
    Ok(Connections::Postgres { pool, read })
}
