//! Values come back as they went in, and a broken invariant has the same name, on both engines.

use store::errors::{Constraint, StoreError};
use store::scope::Scope;
use store::sql;
use store::statement::{Statement, Value};
use testkit::databases::{self, TestDatabase};
use uuid::Uuid;

use crate::settings::{all, insert, keys, put};

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Suppression {
    id: Uuid,
    person_id: Uuid,
    why: String,
    suppressed_at: i64,
}

#[tokio::test]
async fn rows_come_back_as_they_went_in() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let ids: Vec<Uuid> = (1..=600).map(testkit::ids::nth).collect();
        let rows: Vec<_> = ids.clone();
        db.bulk(scope, async move |tx| {
            for chunk in rows.chunks(store::BULK_ROWS) {
                let rows = chunk.iter().map(|id| {
                    [scope.workspace.into(), (*id).into(), (*id).into(), "call".into(), "".into(), "ask 'Zoë' for $1".into(), "hand".into(), i64::MAX.into(), Value::from(i64::MIN)]
                });
                tx.execute(
                    sql!("insert into suppression (workspace_id, id, person_id, channel, key, why, source, suppressed_at, recorded_at) values").rows(rows),
                )
                .await?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        let (first, last) = (ids[0], ids[599]);
        let found: Vec<Suppression> = db
            .read(scope, async |tx| {
                tx.all(
                    sql!("select id, person_id, why, suppressed_at from suppression where workspace_id = $1 and recorded_at < $2 and suppressed_at > $2 and id in")
                        .bind(scope.workspace)
                        .bind(0_i64)
                        .list([first, last])
                        .push(" order by id"),
                )
                .await
            })
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
        let expected = |id| Suppression {
            id,
            person_id: id,
            why: "ask 'Zoë' for $1".to_owned(),
            suppressed_at: i64::MAX,
        };
        assert_eq!(found, [expected(first), expected(last)]);
        let none: Option<(Uuid,)> = db
            .read(scope, async |tx| {
                let none = sql!("select id from suppression where workspace_id = $1 and id in")
                    .bind(scope.workspace);
                tx.optional(none.list(Vec::<Uuid>::new())).await
            })
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
        assert_eq!(none, None);
    }
}

#[tokio::test]
async fn what_is_missing_is_stored_as_nothing_of_its_kind() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let id = Uuid::now_v7();
        let row: (Option<Uuid>, Option<Uuid>) = db
            .transaction(scope, async move |tx| {
                tx.execute(
                    sql!("insert into audit (workspace_id, id, member_id, action, subject, subject_id, fields, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
                        .bind(scope.workspace).bind(id).bind(None::<Uuid>).bind("a").bind("b").bind(Some(id)).bind("").bind(1_u32),
                )
                .await?;
                tx.one(sql!("select member_id, subject_id from audit where workspace_id = $1 and id = $2").bind(scope.workspace).bind(id)).await
            })
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
        assert_eq!(row, (None, Some(id)));
    }
}

#[track_caller]
fn check(error: StoreError, expected: Constraint) {
    match (error, expected) {
        // SQLite cannot tell the name of a foreign key.
        (StoreError::Constraint(Constraint::ForeignKey { .. }), Constraint::ForeignKey { .. }) => {}
        (StoreError::Constraint(found), expected) => assert_eq!(found, expected),
        (error, expected) => panic!("{error:?} instead of {expected:?}"),
    }
}

#[tokio::test]
async fn a_broken_invariant_has_one_name_on_both_engines() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        put(&db, scope, "taken").await.unwrap();
        let refused = async |statement: Statement, scope: Scope| {
            db.transaction(scope, async move |tx| tx.execute(statement.clone()).await)
                .await
                .unwrap_err()
        };
        let key = refused(insert(scope, "taken"), scope).await;
        assert!(key.is_unique("setting", "key"));
        check(
            key,
            Constraint::Unique {
                table: "setting".to_owned(),
                columns: vec!["workspace_id".to_owned(), "key".to_owned()],
            },
        );
        let nobody = Scope::of(domain::ids::WorkspaceId(Uuid::now_v7()));
        check(
            refused(insert(nobody, "orphan"), nobody).await,
            Constraint::ForeignKey { name: None },
        );
        let boss = sql!("insert into member (workspace_id, id, name, name_folded, role, zone, country, created_at) values ($1, $2, 'a', 'a', 'boss', 'UTC', 'DE', 1)")
            .bind(scope.workspace)
            .bind(Uuid::now_v7());
        check(
            refused(boss, scope).await,
            Constraint::Check { name: "member_role_known".to_owned() },
        );
        let empty =
            sql!("insert into setting (workspace_id, key, value, set_at) values ($1, 'k', $2, 1)")
                .bind(scope.workspace)
                .bind(None::<String>);
        check(
            refused(empty, scope).await,
            Constraint::NotNull { table: "setting".to_owned(), column: "value".to_owned() },
        );
        assert_eq!(keys(&db, scope).await, ["taken"]);
    }
}

#[tokio::test]
async fn a_statement_outside_its_scope_is_refused() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let mine = databases::workspace(&db).await;
        let other = databases::workspace(&db).await;
        put(&db, other, "secret").await.unwrap();
        let refused = async |statement: Statement| {
            let answer: Result<Vec<(String,)>, StoreError> =
                db.read(mine, async |tx| tx.all(statement).await).await;
            assert!(matches!(answer, Err(StoreError::Unscoped { .. })), "{answer:?}");
        };
        refused(sql!("select key from setting")).await;
        refused(sql!("select key from setting where workspace_id = $1").bind(other.workspace))
            .await;
        refused(
            sql!("select value from setting where key = $1 and workspace_id = $2")
                .bind("secret")
                .bind(mine.workspace),
        )
        .await;
        refused(sql!("select workspace.name from workspace join setting on setting.workspace_id = workspace.id")).await;
        let global: Result<Vec<(String,)>, StoreError> = db
            .read(Scope::INSTALLATION, async |tx| {
                tx.all(sql!("select name from workspace order by id")).await
            })
            .await;
        assert_eq!(global.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn nothing_runs_after_a_failed_statement() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        put(&db, scope, "taken").await.unwrap();
        let swallowed: Result<(), StoreError> = db
            .transaction(scope, async move |tx| {
                tx.execute(insert(scope, "before")).await?;
                assert!(tx.execute(insert(scope, "taken")).await.is_err());
                let next = tx.execute(insert(scope, "after")).await;
                assert!(matches!(next, Err(StoreError::Failed)), "{next:?}");
                assert!(matches!(all(tx, scope).await, Err(StoreError::Failed)));
                Ok(())
            })
            .await;
        assert!(matches!(swallowed, Err(StoreError::Failed)), "{swallowed:?}");
        assert_eq!(keys(&db, scope).await, ["taken"]);
    }
}

#[tokio::test]
async fn a_reader_writes_nothing() {
    for TestDatabase { db, place: _place } in databases::both().await {
        let scope = databases::workspace(&db).await;
        let wrote = db.read(scope, async |tx| tx.execute(insert(scope, "k")).await).await;
        assert!(matches!(wrote, Err(StoreError::ReadOnly)), "{wrote:?}");
        let wrote = db.snapshot(scope, async |tx| tx.execute(insert(scope, "k")).await).await;
        assert!(matches!(wrote, Err(StoreError::ReadOnly)), "{wrote:?}");
        assert!(keys(&db, scope).await.is_empty());
    }
}
