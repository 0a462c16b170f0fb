//! A transaction is all or nothing, whoever drops, breaks or panics beside it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use store::database::Db;
use store::errors::StoreError;
use store::scope::Scope;
use store::sql;
use store::transaction::Engine;
use testkit::databases::{self, TestDatabase};
use tokio::sync::{Barrier, Notify};
use tokio::task::JoinHandle;

use crate::settings::{all, insert, keys, put};

/// How a write ends.
#[derive(Clone, Copy)]
enum Fate {
    Stored,
    Dropped,
    Broken,
    Panicked,
}

/// Starts one write; the handle ends when the client has its answer or is gone.
fn write(db: &Db, scope: Scope, nth: usize, fate: Fate) -> JoinHandle<()> {
    let db = db.clone();
    tokio::spawn(async move {
        let key = format!("{nth:02}");
        match fate {
            Fate::Stored => assert_eq!(put(&db, scope, &key).await.unwrap(), 1),
            Fate::Broken => {
                assert!(put(&db, scope, "taken").await.unwrap_err().is_unique("setting", "key"));
            }
            Fate::Panicked => {
                let client = tokio::spawn(async move {
                    db.transaction(scope, async move |tx| {
                        tx.execute(insert(scope, &key)).await?;
                        assert!(nth == 0, "the closure of write {nth} panics");
                        Ok::<_, StoreError>(())
                    })
                    .await
                });
                assert!(client.await.unwrap_err().is_panic());
            }
            Fate::Dropped => {
                let (written, gone) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
                let (seen, gate) = (Arc::clone(&written), Arc::clone(&gone));
                let client = tokio::spawn(async move {
                    db.transaction(scope, async move |tx| {
                        tx.execute(insert(scope, &key)).await?;
                        written.notify_one();
                        gate.notified().await;
                        // The connection is still whole after the client has gone.
                        all(tx, scope).await
                    })
                    .await
                });
                seen.notified().await;
                client.abort();
                assert!(client.await.unwrap_err().is_cancelled());
                gone.notify_one();
            }
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_writes_at_once_the_16_whole_ones_are_stored() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        put(&db, scope, "taken").await.unwrap();
        let fates = [Fate::Stored, Fate::Dropped, Fate::Broken, Fate::Panicked];
        let writes: Vec<_> = (0..64).map(|nth| write(&db, scope, nth, fates[nth % 4])).collect();
        for write in writes {
            write.await.unwrap();
        }
        // A last write comes after the undoing of the dropped ones.
        put(&db, scope, "zz").await.unwrap();
        let mut expected: Vec<String> = (0..64).step_by(4).map(|nth| format!("{nth:02}")).collect();
        expected.extend(["taken".to_owned(), "zz".to_owned()]);
        assert_eq!(keys(&db, scope).await, expected, "{:?}", db.engine());
    }
}

#[tokio::test]
async fn a_refused_use_case_leaves_nothing() {
    #[derive(Debug, thiserror::Error)]
    enum Refused {
        #[error("no room")]
        NoRoom,
        #[error("the store failed")]
        Store(#[from] StoreError),
    }
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let answer: Result<(), Refused> = db
            .transaction(scope, async move |tx| {
                tx.execute(insert(scope, "k")).await?;
                Err(Refused::NoRoom)
            })
            .await;
        assert!(matches!(answer, Err(Refused::NoRoom)), "{answer:?}");
        assert!(keys(&db, scope).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writes_that_wait_share_a_commit() {
    let TestDatabase { db, place: _place } = databases::sqlite().await;
    let scope = databases::workspace(&db).await;
    let before = db.n_commits().await.unwrap();
    let (entered, gate) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (inside, wait) = (Arc::clone(&entered), Arc::clone(&gate));
    let first = db.clone();
    let first = tokio::spawn(async move {
        first
            .transaction(scope, async move |tx| {
                inside.notify_one();
                wait.notified().await;
                tx.execute(insert(scope, "first")).await
            })
            .await
    });
    entered.notified().await;
    let others: Vec<_> = (0..8).map(|nth| write(&db, scope, nth, Fate::Stored)).collect();
    // Whoever stands in line before the first one ends shares its commit.
    while db.n_waiting() < Some(8) {
        tokio::task::yield_now().await;
    }
    gate.notify_one();
    first.await.unwrap().unwrap();
    for other in others {
        other.await.unwrap();
    }
    assert_eq!(db.n_commits().await.unwrap() - before, 1);
    assert_eq!(keys(&db, scope).await.len(), 9);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_transactions_that_lock_each_other_out_both_end_well() {
    let TestDatabase { db, place: _place } = databases::postgres().await;
    assert_eq!(db.engine(), Engine::Postgres);
    let scope = databases::workspace(&db).await;
    for key in ["a", "b"] {
        put(&db, scope, key).await.unwrap();
    }
    let (met, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let both: Vec<_> = [["a", "b"], ["b", "a"]]
        .map(|keys| {
            let (db, met, runs) = (db.clone(), Arc::clone(&met), Arc::clone(&runs));
            tokio::spawn(async move {
                db.transaction(scope, async move |tx| {
                    let is_first = runs.fetch_add(1, Ordering::SeqCst) < 2;
                    for (nth, key) in keys.into_iter().enumerate() {
                        if nth == 1 && is_first {
                            met.wait().await;
                        }
                        tx.execute(
                            sql!("update setting set set_at = set_at + 1 where workspace_id = $1 and key = $2").bind(scope.workspace).bind(key),
                        )
                        .await?;
                    }
                    Ok::<_, StoreError>(())
                })
                .await
            })
        })
        .into_iter()
        .collect();
    for each in both {
        each.await.unwrap().unwrap();
    }
    // One was run again; should it be quicker than the other, which is waking up, they lock each other out once more.
    assert!(runs.load(Ordering::SeqCst) >= 3);
    let sums: Result<(i64,), StoreError> = db
        .read(scope, async |tx| {
            tx.one(
                sql!("select cast(sum(set_at) as bigint) from setting where workspace_id = $1")
                    .bind(scope.workspace),
            )
            .await
        })
        .await;
    assert_eq!(sums.unwrap(), (6,));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_for_the_last_place_one_gets_it() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let rep = databases::rep(&db, scope).await;
        let starts: Vec<_> = (0..50)
            .map(|nth| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.transaction(scope, async move |tx| {
                        let lock =
                            sql!("select id from member where workspace_id = $1 and id = $2");
                        let _: (uuid::Uuid,) =
                            tx.one(lock.bind(scope.workspace).bind(rep).for_update()).await?;
                        if all(tx, scope).await?.is_empty() {
                            tx.execute(insert(scope, &format!("{nth}"))).await?;
                            return Ok::<_, StoreError>(1);
                        }
                        Ok(0)
                    })
                    .await
                })
            })
            .collect();
        let mut n_started = 0;
        for start in starts {
            n_started += start.await.unwrap().unwrap();
        }
        assert_eq!((n_started, keys(&db, scope).await.len()), (1, 1), "{:?}", db.engine());
    }
}

#[tokio::test]
async fn a_snapshot_sees_one_moment_and_a_reader_what_is_committed() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let seen: Result<[usize; 2], StoreError> = db
            .snapshot(scope, async |tx| {
                let before = all(tx, scope).await?.len();
                put(&db, scope, "k").await?;
                Ok([before, all(tx, scope).await?.len()])
            })
            .await;
        assert_eq!(seen.unwrap(), [0, 0]);
        assert_eq!(keys(&db, scope).await, ["k"]);
    }
}

#[test]
fn a_use_case_can_be_awaited_by_a_handler_on_any_thread() {
    fn is_send<T: Send>(_: &T) {}
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let TestDatabase { db, place: _place } = databases::sqlite().await;
        let scope = databases::workspace(&db).await;
        let read = db.read(scope, async |tx| all(tx, scope).await);
        is_send(&read);
        read.await.unwrap();
        let name = "k".to_owned();
        let write = put(&db, scope, &name);
        is_send(&write);
        write.await.unwrap();
    });
}
