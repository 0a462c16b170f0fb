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
