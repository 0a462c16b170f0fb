//! A full disk: a clear word, reads go on, later writes work.

use store::database::Db;
use store::database::room::RESERVE;
use store::errors::StoreError;
use store::scope::Scope;
use store::sql;
use testkit::databases::{self, TestDatabase};

use crate::settings::{keys, put};

/// Stores a setting of a size.
async fn put_large(
    db: &Db,
    scope: Scope,
    key: &'static str,
    bytes: usize,
) -> Result<u64, StoreError> {
    let value = "x".repeat(bytes);
    db.transaction(scope, async move |tx| {
        tx.execute(
            sql!("insert into setting (workspace_id, key, value, set_at) values ($1, $2, $3, $4)")
                .bind(scope.workspace)
                .bind(key)
                .bind(value.as_str())
                .bind(1_i64),
        )
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_full_disk_is_named_and_heals() {
    let TestDatabase { db, place: _place } = databases::sqlite().await;
    let scope = databases::workspace(&db).await;
    put(&db, scope, "before").await.unwrap();
    db.limit_pages(db.n_pages().await.unwrap() + 20).await.unwrap();
    let large = put_large(&db, scope, "large", 1_000_000).await;
    assert!(matches!(large, Err(StoreError::Full)), "{large:?}");
    assert!(large.unwrap_err().to_string().contains("disk is full"));
    assert_eq!(keys(&db, scope).await, ["before"]);
    // Small ones still fit; and those who share a commit with a large one are not its victims.
    let writes: Vec<_> = (0..16)
        .map(|nth| {
            let db = db.clone();
            tokio::spawn(async move {
                if nth % 4 == 0 {
                    let large = put_large(&db, scope, "large", 1_000_000).await;
                    assert!(matches!(large, Err(StoreError::Full)), "{large:?}");
                } else {
                    put(&db, scope, &format!("small {nth}")).await.unwrap();
                }
            })
        })
        .collect();
    for write in writes {
        write.await.unwrap();
    }
    assert_eq!(keys(&db, scope).await.len(), 1 + 12);
    db.limit_pages(1_000_000).await.unwrap();
    put_large(&db, scope, "large", 1_000_000).await.unwrap();
    assert_eq!(keys(&db, scope).await.len(), 1 + 12 + 1);
    db.check().await.unwrap();
}

/// Stores a setting of a size as something that may be an opt-out, and is one or not.
async fn put_urgent(db: &Db, scope: Scope, bytes: usize, is_one: bool) -> Result<u64, StoreError> {
    let value = "x".repeat(bytes);
    db.urgent(scope, async move |tx| {
        if !is_one {
            tx.is_no_opt_out()?;
        }
        tx.execute(
            sql!("insert into setting (workspace_id, key, value, set_at) values ($1, $2, $3, $4)")
                .bind(scope.workspace)
                .bind("urgent")
                .bind(value.as_str())
                .bind(1_i64),
        )
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn room_is_kept_back_and_only_an_opt_out_may_have_it() {
    let TestDatabase { db, place: _place } = databases::sqlite().await;
    let scope = databases::workspace(&db).await;
    let reserve = db.folder().unwrap().join(RESERVE);
    db.has_room().unwrap();
    assert!(!reserve.exists(), "a command keeps none back");
    db.keep_reserve().unwrap();
    let size = reserve.metadata().unwrap().len();
    assert!((256 * 1024..=8 * 1024 * 1024).contains(&size), "{size}");
    db.keep_reserve().unwrap();
    assert_eq!(reserve.metadata().unwrap().len(), size);

    db.limit_pages(db.n_pages().await.unwrap() + 20).await.unwrap();
    let refused = put_large(&db, scope, "large", 1_000_000).await;
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    let refused = put_urgent(&db, scope, 1_000_000, false).await;
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    assert_eq!(reserve.metadata().unwrap().len(), size, "it is not for these");
    // What is too large for that too has let it go all the same.
    let refused = put_urgent(&db, scope, 1_000_000, true).await;
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    let noted = std::fs::read_to_string(&reserve).unwrap();
    assert_eq!(noted.trim(), size.to_string());
    // This disk is not full in truth: the next who writes keeps the room back again.
    db.limit_pages(1_000_000).await.unwrap();
    put(&db, scope, "after").await.unwrap();
    assert_eq!(reserve.metadata().unwrap().len(), size);
    put_urgent(&db, scope, 1_000_000, true).await.unwrap();
    assert_eq!(keys(&db, scope).await, ["after", "urgent"]);
}
