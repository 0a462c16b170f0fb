//! The schema is brought up to date once, and what does not belong to this program is refused.

use std::io::Write as _;
use std::time::Duration;

use store::database::{Db, FILE, Location, Opening};
use store::errors::StoreError;
use store::migrations::MIGRATIONS;
use store::scope::Scope;
use store::sql;
use testkit::databases::{self, TestDatabase};

use crate::processes::{child, role};
use crate::settings::{keys, put};

async fn applied(db: &Db) -> Vec<String> {
    let names: Result<Vec<(String,)>, StoreError> = db
        .read(Scope::INSTALLATION, async |tx| {
            tx.all(sql!("select name from migration order by name")).await
        })
        .await;
    names.unwrap().into_iter().map(|(name,)| name).collect()
}

async fn rename_last(db: &Db, name: &'static str) {
    let renamed: Result<u64, StoreError> = db
        .transaction(Scope::INSTALLATION, async move |tx| {
            let last = MIGRATIONS.last().unwrap().name;
            tx.execute(sql!("update migration set name = $1 where name = $2").bind(name).bind(last))
                .await
        })
        .await;
    assert_eq!(renamed.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_who_open_empty_data_at_once_all_find_the_whole_schema() {
    for place in databases::both_empty().await {
        let all: Vec<_> = (0..8)
            .map(|nth| {
                let location = place.location.clone();
                let opening = if nth % 2 == 0 { Opening::Server } else { Opening::Command };
                tokio::spawn(async move { Db::open(&location, opening).await })
            })
            .collect();
        for one in all {
            let db = one.await.unwrap().unwrap();
            assert_eq!(applied(&db).await.len(), MIGRATIONS.len());
        }
    }
}

#[tokio::test]
async fn data_of_a_newer_version_is_refused_by_name() {
    for database in databases::both().await {
        database.unlock("migration").await;
        rename_last(&database.db, "99990101T0000_tomorrow").await;
        for opening in [Opening::Server, Opening::Command] {
            let refused = Db::open(&database.place.location, opening).await.err().unwrap();
            assert!(
                matches!(&refused, StoreError::TooNew { migration } if migration == "99990101T0000_tomorrow")
            );
            assert!(refused.to_string().contains("newer version"), "{refused}");
        }
    }
}

#[tokio::test]
async fn a_command_refuses_data_of_an_older_version() {
    for database in databases::both().await {
        database.unlock("migration").await;
        let TestDatabase { db, place } = database;
        let last = MIGRATIONS.last().unwrap().name;
        let forgotten: Result<u64, StoreError> = db
            .transaction(Scope::INSTALLATION, async move |tx| {
                tx.execute(sql!("delete from migration where name = $1").bind(last)).await
            })
            .await;
        forgotten.unwrap();
        let refused = Db::open(&place.location, Opening::Command).await.err().unwrap();
        assert!(matches!(refused, StoreError::TooOld { migration } if migration == last));
    }
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_named() {
    for (bytes, what) in [(0..16_usize, "no header"), (4096..65_536, "overwritten pages")] {
        let TestDatabase { db, place } = databases::sqlite().await;
        let Location::Folder(folder) = place.location.clone() else {
            panic!("SQLite lives in a folder")
        };
        db.close().await.unwrap();
        let mut file = std::fs::read(folder.join(FILE)).unwrap();
        file[bytes].fill(0x5a);
        std::fs::write(folder.join(FILE), file).unwrap();
        let refused = Db::open(&place.location, Opening::Server).await.err().unwrap();
        assert!(matches!(refused, StoreError::Damaged { .. }), "{what}: {refused:?}");
    }
}

/// What is wrong with a file is seen by going through it, and by nothing else here: so it shows whether that was done.
#[tokio::test]
async fn a_file_is_gone_through_unless_nobody_wrote_since_a_server_closed_it() {
    let TestDatabase { db, place } = databases::sqlite().await;
    let Location::Folder(folder) = place.location.clone() else {
        panic!("SQLite lives in a folder")
    };
    let path = folder.join(FILE);
    let is_refused = async || match Db::open(&place.location, Opening::Server).await {
        Err(StoreError::Damaged { .. }) => true,
        Err(other) => panic!("{other}"),
        Ok(db) => {
            db.close().await.unwrap();
            false
        }
    };
    db.close().await.unwrap();
    assert!(!is_refused().await);
    let left = std::fs::metadata(&path).unwrap().modified().unwrap();
    let sound = std::fs::read(&path).unwrap();
    let mut damaged = sound.clone();
    // The last pages: of tables that nobody asks at the start.
    let end = damaged.len();
    damaged[end - 8192..].fill(0x5a);
    let write = |bytes: &[u8], at| {
        let mut file = std::fs::File::options().write(true).open(&path).unwrap();
        file.write_all(bytes).unwrap();
        file.set_modified(at).unwrap();
    };
    write(&damaged, left);
    assert!(
        !is_refused().await,
        "left alone as far as the disk says, and gone through all the same"
    );
    let left = std::fs::metadata(&path).unwrap().modified().unwrap();
    write(&damaged, left + Duration::from_millis(4));
    assert!(is_refused().await, "changed since it was closed");
    write(&damaged, left);
    assert!(is_refused().await, "the note of one closing told of two");
}

#[tokio::test]
async fn a_sound_file_passes_its_check_and_a_closed_one_opens_again() {
    for TestDatabase { db, place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        put(&db, scope, "k").await.unwrap();
        db.check().await.unwrap();
        db.close().await.unwrap();
        let again = Db::open(&place.location, Opening::Server).await.unwrap();
        assert_eq!(keys(&again, scope).await, ["k"]);
    }
}

/// Killed before each migration and before the commit in turn, the next start has the whole schema.
#[tokio::test]
async fn a_migration_that_was_killed_is_done_by_the_next_start() {
    for place in databases::both_empty().await {
        for at in ["migration:1", "migration:4", "migrated:1"] {
            let status = child("open", &place).env("TOUCHSTONE_CRASH_AT", at).status().unwrap();
            assert!(!status.success(), "the child was to die at {at}");
        }
        let db = Db::open(&place.location, Opening::Command).await.unwrap();
        assert_eq!(applied(&db).await.len(), MIGRATIONS.len());
    }
}

/// Not a test by itself: what the child process of the one above does.
#[tokio::test]
async fn as_a_child_open() {
    let Some(location) = role("open") else { return };
    Db::open(&location, Opening::Server).await.unwrap();
}
