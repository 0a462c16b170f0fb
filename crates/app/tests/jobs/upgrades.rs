//! Data of an older schema is brought up to date and nothing in it changes, wherever the upgrade is killed.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use app::{
    App, audit,
    clock::{Clock, Ids},
    jobs, workspaces,
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rusqlite::{Connection, types::Value};
use sha2::{Digest, Sha256};
use store::{
    database::{Db, FILE, Location, Opening},
    errors::StoreError,
    migrations::MIGRATIONS,
    scope::Scope,
};
use tempfile::TempDir;

use crate::house::is_long;

/// Rows as a schema of the past held them: its last step, and the rows.
const FIXTURES: &[(&str, &str)] =
    &[("20261122T1045_lookups", include_str!("fixtures/20261122T1045_lookups.txt"))];

/// In which folder the child opens the data.
const FOLDER: &str = "TOUCHSTONE_UPGRADE_FOLDER";

/// A data folder as the version of that step left it.
fn old_data(folder: &Path, (last, rows): (&str, &str)) {
    fs::create_dir_all(folder).unwrap();
    let file = Connection::open(folder.join(FILE)).unwrap();
    file.execute_batch(
        "pragma foreign_keys = off; begin;
         create table migration (name text not null, applied_at integer not null, constraint migration_key primary key (name)) strict",
    )
    .unwrap();
    for step in MIGRATIONS.iter().take_while(|step| step.name <= last) {
        file.execute_batch(step.sqlite).unwrap();
        file.execute("insert into migration values (?1, 0)", [step.name]).unwrap();
    }
    file.execute_batch(rows).unwrap();
    file.execute_batch("commit").unwrap();
}

/// What can be asked of every table that there is now: its name and columns.
fn tables(folder: &Path) -> Vec<(String, String)> {
    let file = Connection::open(folder.join(FILE)).unwrap();
    let text = "select t.name, group_concat('\"' || c.name || '\"') from sqlite_schema t join pragma_table_info(t.name) c
                where t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'migration' group by t.name";
    let mut statement = file.prepare(text).unwrap();
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    found.map(Result::unwrap).collect()
}

/// A digest of the rows of each table in these columns.
fn digests(folder: &Path, tables: &[(String, String)]) -> BTreeMap<String, (usize, Vec<u8>)> {
    let file = Connection::open(folder.join(FILE)).unwrap();
    let digest = |(table, columns): &(String, String)| {
        let text = format!("select {columns} from \"{table}\"");
        let mut statement = file.prepare(&text).unwrap();
        let n_columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let values: Vec<Value> =
                (0..n_columns).map(|n| row.get(n)).collect::<Result<_, _>>()?;
            Ok(format!("{values:?}"))
        });
        let mut rows: Vec<String> = rows.unwrap().map(Result::unwrap).collect();
        rows.sort();
        (table.clone(), (rows.len(), Sha256::digest(rows.join("\n")).to_vec()))
    };
    tables.iter().map(digest).collect()
}

/// The child that opens the data as a server does.
fn child(folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "upgrades::as_a_child_upgrade"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Not a test by itself: what the child process of the others does.
#[tokio::test]
async fn as_a_child_upgrade() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    Db::open(&Location::folder(folder), Opening::Server).await.unwrap();
}

async fn upgraded(folder: &Path) -> App {
    let db = Db::open(&Location::folder(folder), Opening::Server).await.unwrap();
    App::new(db, Clock::System, Ids::Random)
}

#[tokio::test(flavor = "multi_thread")]
async fn older_data_is_brought_up_to_date_and_no_row_of_it_changes() {
    for fixture in FIXTURES {
        let folder = TempDir::new().unwrap();
        old_data(folder.path(), *fixture);
        let known = tables(folder.path());
        let before = digests(folder.path(), &known);
        assert!(before.values().map(|(n, _)| n).sum::<usize>() > 100);
        // A command leaves it alone and says what to do.
        let refused = Db::open(&Location::folder(folder.path()), Opening::Command).await;
        assert!(matches!(refused.err(), Some(StoreError::TooOld { .. })));
        let app = upgraded(folder.path()).await;
        assert_eq!(digests(folder.path(), &known), before, "{}", fixture.0);
        app.db.check_whole().await.unwrap();
        // The copy that was made before is the old data.
        let copies: Vec<_> = fs::read_dir(folder.path().join("backups"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(copies.len(), 1, "{copies:?}");
        let old = TempDir::new().unwrap();
        fs::copy(&copies[0], old.path().join(FILE)).unwrap();
        assert_eq!(digests(old.path(), &known), before);
        // And it works: the record of the past is sealed with the rest.
        jobs::run_due(&app, jobs::Options::default()).await.unwrap();
        for workspace in workspaces::list(&app).await.unwrap() {
            let scope = Scope::of(workspace.id);
            audit::seal(&app, scope).await.unwrap();
            let verified = audit::verify(&app, scope).await.unwrap();
            assert_eq!((verified.wrong, verified.n_unsealed), (None, 0));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_that_is_killed_is_finished_by_the_next_start() {
    let mut random = StdRng::seed_from_u64(13);
    let mut n_killed = 0;
    for fixture in FIXTURES {
        let template = TempDir::new().unwrap();
        old_data(template.path(), *fixture);
        let known = tables(template.path());
        let before = digests(template.path(), &known);
        let n_steps = MIGRATIONS.iter().filter(|step| step.name > fixture.0).count();
        let places =
            (1..=n_steps).flat_map(|n| [format!("migration:{n}"), format!("migrated:{n}")]);
        let n_random = if is_long() { 50 } else { 4 };
        let kills = places.map(Some).chain((0..n_random).map(|_| None));
        for place in kills {
            let folder = TempDir::new().unwrap();
            fs::copy(template.path().join(FILE), folder.path().join(FILE)).unwrap();
            let mut command = child(folder.path());
            if let Some(place) = &place {
                let status = command.env("TOUCHSTONE_CRASH_AT", place).status().unwrap();
                assert!(!status.success(), "the child was to die at {place}");
                n_killed += 1;
            } else {
                let mut running = command.spawn().unwrap();
                let until = Duration::from_micros(random.random_range(0..120_000));
                tokio::time::timeout(until, std::future::pending::<()>()).await.unwrap_err();
                running.kill().unwrap();
                n_killed += usize::from(!running.wait().unwrap().success());
            }
            let app = upgraded(folder.path()).await;
            assert_eq!(digests(folder.path(), &known), before, "{place:?}");
            app.db.check_whole().await.unwrap();
        }
    }
    println!("{n_killed} upgrades were killed and finished by the next start, no row changed");
}
