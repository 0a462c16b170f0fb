//! Commits that share an fsync against commits that do not: 8 writers, 2 ms added to each fsync.
//!
//! The bench builds a small library that slows `fsync` and `fdatasync` down by 2 ms and starts itself again under it, so
//! that a machine whose disk lies about fsync measures the same as one whose disk does not.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a bench measures and prints"
)]

use std::{
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use sqlx::{Connection, Executor, SqliteConnection, sqlite::SqliteConnectOptions};
use store::{
    database::{Db, Location, Opening},
    scope::Scope,
    workspaces,
};
use tokio::sync::Mutex;
use uuid::Uuid;

const WRITERS: usize = 8;
const MEASURE: Duration = Duration::from_secs(5);
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    if std::env::var_os("LD_PRELOAD").is_none() {
        let shim = testkit::slow_disk::library(folder.path()).unwrap();
        let status = Command::new(std::env::current_exe().unwrap())
            .env("LD_PRELOAD", shim)
            .status()
            .unwrap();
        std::process::exit(status.code().unwrap_or(1));
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(folder.path()));
}

async fn measure(folder: &Path) {
    let db = Db::open(&Location::folder(folder), Opening::Server).await.unwrap();
    let workspace = workspaces::Workspace {
        id: Uuid::now_v7(),
        name: "bench".into(),
        is_sample: 0,
        created_at: 0,
    };
    let scope = workspaces::scope_of(&workspace);
    db.transaction(scope, async move |tx| workspaces::insert(tx, &workspace, "bench").await)
        .await
        .unwrap();
    let mut ratios = Vec::new();
    for round in 1..=ROUNDS {
        let single = singly(folder, scope).await;
        let grouped = together(&db, scope, WRITERS).await;
        let alone = together(&db, scope, 1).await;
        println!(
            "round {round}: 8 writers grouped {grouped:.0}/s, single commits {single:.0}/s: {:.2} x; one writer {alone:.0}/s: {:.2} x",
            grouped / single,
            alone / single
        );
        ratios.push(grouped / single);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "grouped against single commits, 2 ms a fsync, median of {ROUNDS}: {:.2} x",
        ratios[ROUNDS / 2]
    );
}

/// Writes a second through the store's one writer, whose waiting writers share a commit.
async fn together(db: &Db, scope: Scope, writers: usize) -> f64 {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for writer in 0..writers {
        let db = db.clone();
        tasks.push(tokio::spawn(async move {
            let (mut n, key) = (0_u32, format!("writer {writer}"));
            while start.elapsed() < MEASURE {
                let (key, value) = (key.clone(), n.to_string());
                db.transaction(scope, async move |tx| {
                    workspaces::set_setting(tx, scope, &key, &value, 0).await
                })
                .await
                .unwrap();
                n += 1;
            }
            n
        }));
    }
    rate(tasks, start).await
}

/// The same statement, one BEGIN IMMEDIATE … COMMIT each, on one connection that the writers take turns with.
async fn singly(folder: &Path, scope: Scope) -> f64 {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(store::database::FILE))
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
        .busy_timeout(Duration::from_mins(1));
    let connection = Arc::new(Mutex::new(SqliteConnection::connect_with(&options).await.unwrap()));
    let start = Instant::now();
    let mut tasks = Vec::new();
    for writer in 0..WRITERS {
        let connection = Arc::clone(&connection);
        tasks.push(tokio::spawn(async move {
            let (mut n, key) = (0_u32, format!("writer {writer}"));
            while start.elapsed() < MEASURE {
                let mut connection = connection.lock().await;
                connection.execute("begin immediate").await.unwrap();
                sqlx::query(
                    "insert into setting (workspace_id, key, value, set_at) values (?, ?, ?, ?)
on conflict (workspace_id, key) do update set value = excluded.value, set_at = excluded.set_at",
                )
                .bind(scope.workspace.0)
                .bind(&key)
                .bind(n.to_string())
                .bind(0_i64)
                .execute(&mut *connection)
                .await
                .unwrap();
                connection.execute("commit").await.unwrap();
                n += 1;
            }
            n
        }));
    }
    rate(tasks, start).await
}

async fn rate(tasks: Vec<tokio::task::JoinHandle<u32>>, start: Instant) -> f64 {
    let mut n = 0;
    for task in tasks {
        n += task.await.unwrap();
    }
    f64::from(n) / start.elapsed().as_secs_f64()
}
