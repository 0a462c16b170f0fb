//! Databases for tests: one of each engine, migrated, of the test's own.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, Result};
use domain::ids::{MemberId, WorkspaceId};
use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use store::database::{Db, Location, Opening};
use store::errors::StoreError;
use store::migrations::{MIGRATIONS, walls};
use store::scope::Scope;
use store::sql;
use tempfile::TempDir;
use uuid::Uuid;

use crate::postgres;

/// A place for data that is gone when this is dropped.
pub struct Place {
    /// Where it is.
    pub location: Location,
    keep: Keep,
}

/// A migrated database that is gone when this is dropped.
pub struct TestDatabase {
    /// The open data.
    pub db: Db,
    /// Where it is.
    pub place: Place,
}

enum Keep {
    Folder { _folder: TempDir },
    Database { name: String },
    Elsewhere,
}

impl Place {
    /// The flags by which a command finds the data: `--data DIR` or `--database URL`.
    pub fn flags(&self) -> [String; 2] {
        match &self.location {
            Location::Folder(folder) => ["--data".to_owned(), folder.display().to_string()],
            Location::Postgres(url) => ["--database".to_owned(), url.clone()],
        }
    }
}

impl TestDatabase {
    /// Opens the same data a second time, as another process would.
    pub async fn open_again(&self) -> Db {
        or_panic(Db::open(&self.place.location, Opening::Command).await.context("open it again"))
    }

    /// Lets the program change a table whose rows on PostgreSQL only the owner can.
    pub async fn unlock(&self, table: &str) {
        let Location::Postgres(url) = &self.place.location else { return };
        let unlocked = async {
            let mut owner = PgConnection::connect(url).await?;
            run(&mut owner, &format!("grant update, delete on {table} to {}", walls::WORKER)).await
        };
        or_panic(unlocked.await.context("unlock a table"));
    }
}

/// A migrated database on each engine.
pub async fn both() -> [TestDatabase; 2] {
    [sqlite().await, postgres().await]
}

/// A migrated SQLite database in a folder of its own.
pub async fn sqlite() -> TestDatabase {
    let place = empty_folder();
    let db =
        or_panic(Db::open(&place.location, Opening::Command).await.context("open a test folder"));
    TestDatabase { db, place }
}

/// A migrated PostgreSQL database, copied from a template that is migrated once a server.
pub async fn postgres() -> TestDatabase {
    or_panic(copy_of_template().await)
}

/// An empty place on each engine, without a schema.
pub async fn both_empty() -> [Place; 2] {
    [empty_folder(), or_panic(empty_database().await)]
}

/// An empty folder, without a schema.
pub fn empty_folder() -> Place {
    let folder = or_panic(TempDir::with_prefix("touchstone-test-").context("make a test folder"));
    Place {
        location: Location::folder(folder.path().join("data")),
        keep: Keep::Folder { _folder: folder },
    }
}

/// A folder that is there before and after.
pub fn place_at(folder: &Path) -> Place {
    Place { location: Location::folder(folder), keep: Keep::Elsewhere }
}

/// A new workspace, and the scope of it.
pub async fn workspace(db: &Db) -> Scope {
    let id = Uuid::now_v7();
    let scope = Scope::of(WorkspaceId(id));
    let made: Result<u64, StoreError> = db
        .transaction(scope, async move |tx| {
            tx.execute(
                sql!("insert into workspace (id, name, name_folded, is_sample, created_at) values ($1, $2, $3, $4, $5)")
                    .bind(id)
                    .bind(id.to_string())
                    .bind(id.to_string())
                    .bind(false)
                    .bind(0_i64),
            )
            .await
        })
        .await;
    or_panic(made.context("add a workspace"));
    scope
}

/// A new rep in Berlin.
pub async fn rep(db: &Db, scope: Scope) -> MemberId {
    let id = MemberId(Uuid::now_v7());
    let made: Result<u64, StoreError> = db
        .transaction(scope, async move |tx| {
            tx.execute(
                sql!(
                    "insert into member (workspace_id, id, name, name_folded, role, zone, country, created_at)
                     values ($1, $2, $3, $4, 'rep', 'Europe/Berlin', 'DE', $5)"
                )
                .bind(scope.workspace)
                .bind(id)
                .bind(id.to_string())
                .bind(id.to_string())
                .bind(0_i64),
            )
            .await
        })
        .await;
    or_panic(made.context("add a rep"));
    id
}

async fn empty_database() -> Result<Place> {
    create(&mut maintenance().await?, "template0").await
}

async fn copy_of_template() -> Result<TestDatabase> {
    let mut connection = maintenance().await?;
    let template = format!("touchstone_{:016x}", schema_hash());
    // One test of the run makes the template; the others wait for it here.
    run(&mut connection, "select pg_advisory_lock(7001)").await?;
    let exists: Option<(i64,)> = query(
        &mut connection,
        &format!("select 1::bigint from pg_database where datname = '{template}'"),
    )
    .await?;
    if exists.is_none() {
        let draft = create(&mut connection, "template0").await?;
        Db::open(&draft.location, Opening::Server)
            .await
            .context("migrate the template")?
            .close()
            .await?;
        let Keep::Database { name } = &draft.keep else { anyhow::bail!("a folder is no template") };
        run(&mut connection, &format!("alter database {name} rename to {template}")).await?;
    }
    run(&mut connection, "select pg_advisory_unlock(7001)").await?;
    let place = create(&mut connection, &template).await?;
    let db = Db::open(&place.location, Opening::Command)
        .await
        .context("open the copy of the template")?;
    Ok(TestDatabase { db, place })
}

async fn create(connection: &mut PgConnection, template: &str) -> Result<Place> {
    let name = format!("test_{}", Uuid::new_v4().simple());
    run(connection, &format!("create database {name} template {template}")).await?;
    let url = with_database(&postgres::url()?, &name)?;
    Ok(Place { location: Location::postgres(url), keep: Keep::Database { name } })
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> Result<String> {
    let (server, options) =
        url.split_once('?').map_or((url, None), |(server, options)| (server, Some(options)));
    let (server, _) =
        server.rsplit_once('/').context("the URL of the test server names no database")?;
    Ok(match options {
        Some(options) => format!("{server}/{name}?{options}"),
        None => format!("{server}/{name}"),
    })
}

fn schema_hash() -> u64 {
    let mut hasher = DefaultHasher::new();
    for migration in MIGRATIONS {
        (migration.name, migration.postgres).hash(&mut hasher);
    }
    // A template without them would have to be given them by each copy.
    "walls and grants".hash(&mut hasher);
    hasher.finish()
}

async fn maintenance() -> Result<PgConnection> {
    let options = PgConnectOptions::from_str(&postgres::url()?)?;
    PgConnection::connect_with(&options).await.context("connect to the test server")
}

#[expect(clippy::disallowed_methods, reason = "databases are made and dropped outside any store")]
async fn run(connection: &mut PgConnection, text: &str) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(text))
        .execute(connection)
        .await
        .with_context(|| text.to_owned())?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "databases are made and dropped outside any store")]
async fn query(connection: &mut PgConnection, text: &str) -> Result<Option<(i64,)>> {
    sqlx::query_as(AssertSqlSafe(text))
        .fetch_optional(connection)
        .await
        .with_context(|| text.to_owned())
}

impl Drop for Keep {
    fn drop(&mut self) {
        let Self::Database { name } = self else { return };
        let name = name.clone();
        // A drop cannot wait for the test's own runtime, so a thread brings its own.
        let dropped = std::thread::spawn(move || -> Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                run(
                    &mut maintenance().await?,
                    &format!("drop database if exists {name} with (force)"),
                )
                .await
            })
        });
        // A database left over goes with its server.
        drop(dropped.join());
    }
}

/// A test cannot go on without its database.
fn or_panic<T>(result: Result<T>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{error:#}"),
    }
}

/// Every row of a workspace by table, as JSON, read past all that keeps workspaces apart; ids are in hexadecimal.
pub async fn contents(place: &Place, workspace: WorkspaceId) -> BTreeMap<String, Vec<Value>> {
    or_panic(all_of(place, workspace).await.context("read all of a workspace"))
}

#[expect(clippy::disallowed_methods, reason = "what a store shows is compared with what is there")]
async fn all_of(place: &Place, workspace: WorkspaceId) -> Result<BTreeMap<String, Vec<Value>>> {
    let mut found = BTreeMap::new();
    match &place.location {
        Location::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await?;
            let tables: Vec<(String,)> = sqlx::query_as(
                "select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1",
            )
            .fetch_all(&mut connection)
            .await?;
            for (table,) in tables {
                let text = format!(
                    "select coalesce(json_agg(found order by found::text)::text, '[]') from (select * from {table} where workspace_id = $1) as found"
                );
                let (rows,): (String,) = sqlx::query_as(AssertSqlSafe(text))
                    .bind(workspace.0)
                    .fetch_one(&mut connection)
                    .await?;
                found.insert(table, serde_json::from_str(&rows)?);
            }
        }
        Location::Folder(folder) => {
            let path = folder.join(store::database::FILE);
            let mut connection = SqliteConnection::connect(&path.display().to_string()).await?;
            let columns: Vec<(String, String)> = sqlx::query_as(
                "select tables.name, columns.name from sqlite_schema as tables join pragma_table_info(tables.name) as columns where tables.type = 'table' order by 1, columns.cid",
            )
            .fetch_all(&mut connection)
            .await?;
            let mut by_table: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (table, column) in columns {
                by_table.entry(table).or_default().push(column);
            }
            by_table.retain(|_, columns| columns.iter().any(|column| column == "workspace_id"));
            for (table, columns) in by_table {
                let pairs = columns.iter().map(|column| {
                    format!("'{column}', case typeof({column}) when 'blob' then lower(hex({column})) else {column} end")
                });
                let pairs = pairs.collect::<Vec<_>>().join(", ");
                let text = format!(
                    "select json_object({pairs}) as found from {table} where workspace_id = $1 order by found"
                );
                let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(text))
                    .bind(workspace.0)
                    .fetch_all(&mut connection)
                    .await?;
                let rows: Result<Vec<Value>, _> =
                    rows.iter().map(|(row,)| serde_json::from_str(row)).collect();
                found.insert(table, rows?);
            }
        }
    }
    Ok(found)
}
