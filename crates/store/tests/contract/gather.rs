//! Several questions and writes in one go: answered in their order, and all or nothing, on both engines.

use store::errors::StoreError;
use store::sql;
use testkit::databases::{self, TestDatabase};

use crate::settings::{insert, keys};

#[tokio::test]
async fn questions_in_one_go_are_answered_each_by_its_own_rows() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let written = db
            .transaction(scope, async move |tx| {
                tx.execute_together(["a", "b", "c"].map(|key| insert(scope, key))).await
            })
            .await;
        assert_eq!(written.unwrap(), [1, 1, 1]);
        let asked = db
            .read(scope, async |tx| {
                let after = |key: &'static str| {
                    // The second value is used before the first, and the workspace twice.
                    sql!(
                        "select key from setting where key > $2 and workspace_id = $1 and workspace_id = $1 order by key"
                    )
                    .bind(scope.workspace)
                    .bind(key)
                };
                let count = sql!("select count(*) as n from setting where workspace_id = $1");
                let [none, last, count] =
                    tx.gather([after("c"), after("b"), count.bind(scope.workspace)]).await?;
                let (none, last) = (none.read::<(String,)>()?, last.read::<(String,)>()?);
                Ok::<_, StoreError>((none, last, count.read::<(i64,)>()?))
            })
            .await;
        assert_eq!(asked.unwrap(), (vec![], vec![("c".to_owned(),)], vec![(3,)]));
    }
}

#[tokio::test]
async fn writes_in_one_go_are_all_there_or_none() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let broken = db
            .transaction(scope, async move |tx| {
                tx.execute_together(["a", "b", "a"].map(|key| insert(scope, key))).await
            })
            .await;
        assert!(broken.unwrap_err().is_unique("setting", "key"));
        assert!(keys(&db, scope).await.is_empty());
        let refused =
            db.read(scope, async |tx| tx.execute_together([insert(scope, "a")]).await).await;
        assert!(matches!(refused, Err(StoreError::ReadOnly)));
    }
}

#[tokio::test]
async fn what_was_posted_is_there_for_whatever_comes_after_it() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let seen = db
            .transaction(scope, async move |tx| {
                tx.post(insert(scope, "a")).await?;
                tx.post(insert(scope, "b")).await?;
                let count = sql!("select count(*) as n from setting where workspace_id = $1");
                let (n,): (i64,) = tx.one(count.bind(scope.workspace)).await?;
                tx.post(insert(scope, "c")).await?;
                let all = sql!("update setting set value = 'new' where workspace_id = $1");
                let written = tx.execute(all.bind(scope.workspace)).await?;
                tx.post(insert(scope, "d")).await?;
                Ok::<_, StoreError>((n, written))
            })
            .await;
        assert_eq!(seen.unwrap(), (2, 3));
        assert_eq!(keys(&db, scope).await, ["a", "b", "c", "d"]);
    }
}

#[tokio::test]
async fn a_posted_write_that_fails_is_told_and_nothing_is_kept() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let at_the_end = db
            .transaction(scope, async move |tx| {
                tx.execute(insert(scope, "a")).await?;
                tx.post(insert(scope, "a")).await
            })
            .await;
        assert!(at_the_end.unwrap_err().is_unique("setting", "key"));
        let before_another = db
            .transaction(scope, async move |tx| {
                tx.post(insert(scope, "a")).await?;
                tx.post(insert(scope, "a")).await?;
                tx.execute(insert(scope, "b")).await
            })
            .await;
        assert!(before_another.unwrap_err().is_unique("setting", "key"));
        let given_up: Result<(), StoreError> = db
            .transaction(scope, async move |tx| {
                tx.post(insert(scope, "a")).await?;
                Err(StoreError::Stopping)
            })
            .await;
        assert!(given_up.is_err());
        assert!(keys(&db, scope).await.is_empty());
        let refused = db.read(scope, async |tx| tx.post(insert(scope, "a")).await).await;
        assert!(matches!(refused, Err(StoreError::ReadOnly)));
    }
}

#[tokio::test]
async fn writers_that_share_a_commit_keep_what_they_posted_or_nothing() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let writes = (0..40).map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                let key = format!("key{:02}", n / 2);
                db.transaction(scope, async move |tx| tx.post(insert(scope, &key)).await).await
            })
        });
        let mut kept = 0;
        for write in writes.collect::<Vec<_>>() {
            match write.await.unwrap() {
                Ok(()) => kept += 1,
                Err(error) => assert!(error.is_unique("setting", "key"), "{error}"),
            }
        }
        assert_eq!((kept, keys(&db, scope).await.len()), (20, 20));
    }
}

#[tokio::test]
async fn as_much_as_one_likes_can_be_posted() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let written = db.transaction(scope, async move |tx| {
            for n in 0..200 {
                tx.post(insert(scope, &format!("key{n:03}"))).await?;
            }
            Ok::<_, StoreError>(())
        });
        written.await.unwrap();
        assert_eq!(keys(&db, scope).await.len(), 200);
    }
}
