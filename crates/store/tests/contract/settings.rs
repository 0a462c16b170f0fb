//! A small table to write to: what the tests say about it in one line each.

use store::database::Db;
use store::errors::StoreError;
use store::scope::Scope;
use store::sql;
use store::statement::Statement;
use store::transaction::Tx;

/// The statement that stores one setting.
pub(crate) fn insert(scope: Scope, key: &str) -> Statement {
    sql!("insert into setting (workspace_id, key, value, set_at) values ($1, $2, $3, $4)")
        .bind(scope.workspace)
        .bind(key)
        .bind("value")
        .bind(1_i64)
}

/// Stores one setting in a transaction of its own.
pub(crate) async fn put(db: &Db, scope: Scope, key: &str) -> Result<u64, StoreError> {
    let key = key.to_owned();
    db.transaction(scope, async move |tx| tx.execute(insert(scope, &key)).await).await
}

/// The keys that are stored, in order.
pub(crate) async fn keys(db: &Db, scope: Scope) -> Vec<String> {
    let rows: Result<Vec<(String,)>, StoreError> =
        db.read(scope, async |tx| all(tx, scope).await).await;
    rows.unwrap().into_iter().map(|(key,)| key).collect()
}

/// The keys that a conversation sees.
pub(crate) async fn all(tx: &mut Tx, scope: Scope) -> Result<Vec<(String,)>, StoreError> {
    tx.all(
        sql!("select key from setting where workspace_id = $1 order by key").bind(scope.workspace),
    )
    .await
}
