//! Several processes on the same data: this test binary is started again as the others.

use std::process::{Command, Stdio};

use store::database::{Db, Location, Opening};
use store::errors::StoreError;
use store::scope::Scope;
use testkit::databases::{self, Place};

use crate::settings::{insert, keys, put};

/// Which part a child plays, and where.
const ROLE: &str = "TOUCHSTONE_CONTRACT_ROLE";
const SCOPE: &str = "TOUCHSTONE_CONTRACT_SCOPE";

/// This binary as a child that plays a part: the test `as_a_child_…` of that name.
pub(crate) fn child(part: &str, place: &Place) -> Command {
    let [flag, value] = place.flags();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--nocapture", &format!("as_a_child_{part}")])
        .env(ROLE, format!("{part} {flag} {value}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Where the data is, if this process is a child that plays this part.
pub(crate) fn role(part: &str) -> Option<Location> {
    let role = std::env::var(ROLE).ok()?;
    let mut words = role.split(' ');
    if words.next()? != part {
        return None;
    }
    match words.next()? {
        "--data" => Some(Location::folder(words.next()?)),
        _ => Some(Location::postgres(words.next()?)),
    }
}

/// A writer of small transactions and one of bulk ones beside this process: everybody gets their turn.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_processes_write_to_one_place_and_none_is_told_that_it_is_locked() {
    for place in databases::both_empty().await {
        let db = Db::open(&place.location, Opening::Command).await.unwrap();
        let scope = databases::workspace(&db).await;
        let mut children = ["small", "bulk"].map(|part| {
            child(part, &place).env(SCOPE, scope.workspace.to_string()).spawn().unwrap()
        });
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let db = db.clone();
                tokio::spawn(async move {
                    for nth in 0..50 {
                        put(&db, scope, &format!("here {writer} {nth}")).await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        for child in &mut children {
            assert!(child.wait().unwrap().success(), "a child failed on {:?}", place.location);
        }
        assert_eq!(keys(&db, scope).await.len(), 200 + 200 + 5_000);
    }
}

fn scope() -> Scope {
    Scope::of(std::env::var(SCOPE).unwrap().parse().unwrap())
}

#[tokio::test]
async fn as_a_child_small() {
    let Some(location) = role("small") else { return };
    let db = Db::open(&location, Opening::Command).await.unwrap();
    for nth in 0..200 {
        put(&db, scope(), &format!("small {nth}")).await.unwrap();
    }
}

#[tokio::test]
async fn as_a_child_bulk() {
    let Some(location) = role("bulk") else { return };
    let db = Db::open(&location, Opening::Command).await.unwrap();
    let scope = scope();
    for batch in 0..10 {
        db.bulk(scope, async move |tx| {
            for nth in 0..500 {
                tx.execute(insert(scope, &format!("bulk {batch} {nth}"))).await?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    }
}
