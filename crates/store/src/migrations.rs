//! The schema, step by step: the same file names and the same effect on both engines.

pub mod walls;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tracing::info;

use crate::crash_point;
use crate::database::Opening;
use crate::errors::{Constraint, StoreError};
use crate::sql;
use crate::transaction::Tx;

/// One step of the schema.
#[derive(Debug)]
pub struct Migration {
    /// The name of its file, without `.sql`.
    pub name: &'static str,
    /// Its statements on SQLite.
    pub sqlite: &'static str,
    /// Its statements on PostgreSQL.
    pub postgres: &'static str,
}

/// Embeds the files of these names from both folders.
macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

/// Every step, oldest first; a test compares it with the two folders.
pub const MIGRATIONS: &[Migration] = migrations![
    "20261121T2300_workspaces",
    "20261121T2305_calendar",
    "20261121T2310_companies",
    "20261121T2315_people",
    "20261121T2320_cadences",
    "20261121T2325_enrollments",
    "20261121T2330_activities",
    "20261121T2335_meetings",
    "20261121T2340_imports",
    "20261121T2345_duplicates",
    "20261122T0100_statistics",
    "20261122T0110_indexes_of_parents",
    "20261122T0340_merges_of_imports",
    "20261122T0820_own_hours",
    "20261122T0825_enrollment_changes",
    "20261122T1045_lookups",
    "20261122T1500_identity",
    "20261122T1501_doctrine",
    "20261122T1502_tally_time",
    "20261122T1503_recipes",
    "20261122T1504_touches_by_day",
    "20261122T1505_repeats",
    "20261122T1610_jobs",
    "20261122T1615_audit",
    "20261122T1700_lists",
    "20261122T1705_uploads",
    "20261122T1710_private_notes",
    "20261122T1715_help_and_cover",
    "20261122T2130_people_bulk",
    "20261122T2135_sorting",
    "20261122T2140_calendar_feed",
    "20261123T0730_enrollment_undo",
    "20261123T0735_dream_clients",
    "20261123T0740_cadence_why",
    "20261123T1235_import_choices",
    "20261123T1300_retired_cadences",
    "20261123T1700_blocked_companies",
];

/// The steps that the data has, in their order.
///
/// # Errors
/// [`StoreError`] when they cannot be read.
pub async fn all_applied(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let names: Vec<(String,)> = tx.all(sql!("select name from migration order by name")).await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

/// What there is to do, from what was done.
#[derive(Debug)]
enum Pending {
    /// Nothing: the schema is this program's.
    None,
    /// Everything, at once: nobody ever sees half a schema.
    All,
    /// The rest, each in a transaction of its own.
    Rest(Vec<&'static Migration>),
}

/// Compares what was applied with what this program has.
fn pending(applied: Option<&[String]>, opening: Opening) -> Result<Pending, StoreError> {
    let Some(applied) = applied else { return Ok(Pending::All) };
    let is_known =
        |name: &&String| MIGRATIONS.iter().any(|migration| migration.name == name.as_str());
    if let Some(unknown) = applied.iter().find(|name| !is_known(name)) {
        return Err(StoreError::TooNew { migration: unknown.clone() });
    }
    let rest: Vec<_> = MIGRATIONS
        .iter()
        .filter(|migration| !applied.iter().any(|name| name == migration.name))
        .collect();
    match (rest.first(), opening) {
        (None, _) => Ok(Pending::None),
        (Some(first), Opening::Command) => {
            Err(StoreError::TooOld { migration: first.name.to_owned() })
        }
        (Some(_), Opening::Server) => Ok(Pending::Rest(rest)),
    }
}

/// The first step that a SQLite file lacks, if it has any data at all.
pub(crate) async fn first_missing(
    connection: &mut SqliteConnection,
) -> Result<Option<&'static str>, StoreError> {
    match pending(applied_sqlite(connection).await?.as_deref(), Opening::Server)? {
        Pending::None | Pending::All => Ok(None),
        Pending::Rest(rest) => Ok(rest.first().map(|migration| migration.name)),
    }
}

/// Whether PostgreSQL noticed that another process has just made the ledger: it waited for that one to end.
fn is_second(error: &StoreError) -> bool {
    match error {
        StoreError::Constraint(Constraint::Unique { table, .. }) => table.starts_with("pg_"),
        // `relation "migration" already exists`.
        StoreError::Other(sqlx::Error::Database(error)) => error.code().as_deref() == Some("42P07"),
        _ => false,
    }
}

/// Writes the runner of one engine.
macro_rules! runner {
    ($(#[$meta:meta])* $bring:ident, $apply:ident, $applied:ident, $connection:ty, $text:ident,
     before: $before:path, begin: $begin:literal, has_ledger: $has_ledger:literal, ledger: $ledger:literal, insert: $insert:literal) => {
        $(#[$meta])*
        pub(crate) async fn $bring(connection: &mut $connection, opening: Opening) -> Result<(), StoreError> {
            match pending($applied(connection).await?.as_deref(), opening)? {
                Pending::None => Ok(()),
                Pending::All => loop {
                    match $apply(connection, MIGRATIONS.iter().collect()).await {
                        Err(error) if is_second(&error) => {}
                        done => return done,
                    }
                },
                Pending::Rest(rest) => {
                    $before(connection).await?;
                    for migration in rest {
                        $apply(connection, vec![migration]).await?;
                    }
                    Ok(())
                }
            }
        }

        #[expect(clippy::disallowed_methods, reason = "the schema is made before there is a `Tx`")]
        async fn $applied(connection: &mut $connection) -> Result<Option<Vec<String>>, sqlx::Error> {
            let has_ledger: Option<(i64,)> = sqlx::query_as($has_ledger).fetch_optional(&mut *connection).await?;
            if has_ledger.is_none() {
                return Ok(None);
            }
            let names: Vec<(String,)> =
                sqlx::query_as("select name from migration order by name").fetch_all(connection).await?;
            Ok(Some(names.into_iter().map(|(name,)| name).collect()))
        }

        /// Applies in one transaction what no other process has applied while this one waited.
        #[expect(clippy::disallowed_methods, reason = "the schema is made before there is a `Tx`")]
        async fn $apply(connection: &mut $connection, steps: Vec<&'static Migration>) -> Result<(), StoreError> {
            let mut open = connection.begin_with($begin).await?;
            sqlx::raw_sql($ledger).execute(&mut *open).await?;
            let done = $applied(&mut open).await?.unwrap_or_default();
            for step in steps {
                if done.iter().any(|name| name == step.name) {
                    continue;
                }
                crash_point!("migration");
                sqlx::raw_sql(AssertSqlSafe(step.$text)).execute(&mut *open).await?;
                let at = jiff::Timestamp::now().as_microsecond();
                sqlx::query($insert).bind(step.name).bind(at).execute(&mut *open).await?;
                info!(migration = step.name, "Applied migration `{}`", step.name);
            }
            crash_point!("migrated");
            open.commit().await?;
            Ok(())
        }
    };
}

/// One file has one owner and no walls.
async fn nothing(_: &mut SqliteConnection) -> Result<(), StoreError> {
    Ok(())
}

runner! {
    /// Brings a SQLite file to this program's schema, or refuses it.
    bring_sqlite, apply_sqlite, applied_sqlite, SqliteConnection, sqlite,
    before: nothing,
    begin: "begin immediate",
    has_ledger: "select 1 from sqlite_schema where name = 'migration'",
    ledger: "create table if not exists migration (name text not null, applied_at integer not null, constraint migration_key primary key (name)) strict",
    insert: "insert into migration (name, applied_at) values (?, ?)"
}

runner! {
    /// Brings a PostgreSQL database to this program's schema, or refuses it.
    bring_postgres, apply_postgres, applied_postgres, PgConnection, postgres,
    before: walls::lower,
    begin: "begin isolation level read committed",
    has_ledger: "select 1::bigint from pg_catalog.pg_class where oid = to_regclass('migration')",
    // Whoever comes second waits at the lock, and then finds the work done.
    ledger: "create table if not exists migration (name text collate \"C\" not null, applied_at bigint not null, constraint migration_key primary key (name)); lock table migration in exclusive mode",
    insert: "insert into migration (name, applied_at) values ($1, $2)"
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[track_caller]
    fn check_folder(engine: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(engine);
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        let listed: Vec<_> = MIGRATIONS.iter().map(|migration| migration.name).collect();
        assert_eq!(listed, names, "the list and the folder differ: {engine}");
    }

    #[test]
    fn every_file_is_listed_in_the_order_of_its_name() {
        check_folder("sqlite");
        check_folder("postgres");
    }

    #[test]
    fn a_server_migrates_and_a_command_refuses_older_data() {
        let all: Vec<_> = MIGRATIONS.iter().map(|migration| migration.name.to_owned()).collect();
        let (last, older) = all.split_last().unwrap();
        let newer = [all.clone(), vec!["99990101T0000_tomorrow".to_owned()]].concat();
        assert!(matches!(pending(None, Opening::Command), Ok(Pending::All)));
        assert!(matches!(pending(Some(&all), Opening::Command), Ok(Pending::None)));
        assert!(
            matches!(pending(Some(older), Opening::Server), Ok(Pending::Rest(rest)) if rest.len() == 1)
        );
        assert!(
            matches!(pending(Some(older), Opening::Command), Err(StoreError::TooOld { migration }) if migration == *last)
        );
        assert!(
            matches!(pending(Some(&newer), Opening::Server), Err(StoreError::TooNew { migration }) if migration.starts_with("9999"))
        );
    }
}
