//! A copy of a SQLite file while others write, and what is in it. PostgreSQL has tools of its own for that.
#![expect(clippy::disallowed_methods, reason = "copies and counts whole files, which no `Tx` does")]

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tracing::info;

use super::{Connections, Db};
use crate::errors::StoreError;
use crate::migrations;

/// Where the copies of data lie that an upgrade was about to change.
const BEFORE_UPGRADES: &str = "backups";

/// Keeps a copy of data that is about to be brought up to date, named by the first step it lacks; made once.
pub(super) async fn before_upgrade(
    connection: &mut SqliteConnection,
    folder: &Path,
) -> Result<(), StoreError> {
    let Some(step) = migrations::first_missing(connection).await? else { return Ok(()) };
    let folder = folder.join(BEFORE_UPGRADES);
    let copy = folder.join(format!("before-{step}.db"));
    if copy.exists() {
        return Ok(());
    }
    let failed = |source: std::io::Error| StoreError::Unreachable {
        what: format!("cannot copy the data to {} before it is upgraded", copy.display()),
        source: Box::new(source),
    };
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let draft = folder.join(format!("before-{step}.draft"));
    match std::fs::remove_file(&draft) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    sqlx::query("vacuum into $1")
        .bind(draft.to_string_lossy().into_owned())
        .execute(connection)
        .await?;
    std::fs::File::open(&draft).and_then(|file| file.sync_all()).map_err(failed)?;
    std::fs::rename(&draft, &copy).map_err(failed)?;
    std::fs::File::open(&folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    info!(step, "Kept a copy of the data before its upgrade");
    Ok(())
}

impl Db {
    /// Writes everything that was committed before this began into a new file; false on PostgreSQL, where nothing is.
    ///
    /// Writers go on meanwhile. What is in the file is not yet forced onto the disk.
    ///
    /// # Errors
    /// [`StoreError`] when the file is there already, or cannot be written.
    pub async fn copy_into(&self, file: &Path) -> Result<bool, StoreError> {
        let Connections::Sqlite { read, .. } = &self.engine else { return Ok(false) };
        let source = read.connect_options().get_filename().to_path_buf();
        // A connection of its own: the readers are forbidden to write, and this writes, if elsewhere.
        let options = SqliteConnectOptions::new().filename(source).pragma("temp_store", "file");
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let copied = sqlx::query("vacuum into $1")
            .bind(file.to_string_lossy().into_owned())
            .execute(&mut connection)
            .await;
        connection.close().await?;
        copied?;
        Ok(true)
    }

    /// How many rows each table has; nothing on PostgreSQL.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub async fn count_rows(&self) -> Result<BTreeMap<String, i64>, StoreError> {
        let Connections::Sqlite { read, .. } = &self.engine else { return Ok(BTreeMap::new()) };
        let mut connection = read.acquire().await?;
        let tables: Vec<(String,)> = sqlx::query_as(
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut counted = BTreeMap::new();
        for (table,) in tables {
            let text = format!("select count(*) from \"{}\"", table.replace('"', "\"\""));
            let (n,): (i64,) =
                sqlx::query_as(AssertSqlSafe(text)).fetch_one(&mut *connection).await?;
            counted.insert(table, n);
        }
        Ok(counted)
    }
}
