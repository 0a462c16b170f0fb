//! One process at a time: a claim that ends with the process, however it ends.
//!
//! On SQLite it is a lock on a file beside the data, on PostgreSQL a row locked by an open transaction. Both are given up by
//! the system when the process is killed, so nothing has to be waited for.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use tokio::sync::{Notify, oneshot};

use crate::database::Db;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;

/// A right that one process has at a time; given up when it is dropped.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "held, not read")] Held);

#[derive(Debug)]
enum Held {
    File(#[expect(dead_code, reason = "the lock goes when the file is closed")] File),
    Row(#[expect(dead_code, reason = "the row goes free when this is dropped")] Release),
    Shared,
}

/// Ends the transaction that holds the row.
#[derive(Debug)]
struct Release(Arc<Notify>);

impl Drop for Release {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// Claims the imports of a workspace; none when another process, or another task of this one, has them.
pub async fn imports(db: &Db, scope: Scope) -> Result<Option<Claim>, StoreError> {
    match db.folder() {
        Some(folder) => claim_file(&folder, &format!("import-{}.lock", scope.workspace)),
        None => claim_row(db, scope).await,
    }
}

/// Claims a data folder for a server; none when another serves it. Many may serve one PostgreSQL.
pub fn server(db: &Db) -> Result<Option<Claim>, StoreError> {
    match db.folder() {
        Some(folder) => claim_file(&folder, "serve.lock"),
        None => Ok(Some(Claim(Held::Shared))),
    }
}

fn claim_file(folder: &Path, name: &str) -> Result<Option<Claim>, StoreError> {
    let path = folder.join(name);
    let unreachable = |source: std::io::Error| StoreError::Unreachable {
        what: "cannot lock a file in the data folder".to_owned(),
        source: Box::new(source),
    };
    let file =
        File::options().create(true).truncate(false).write(true).open(path).map_err(unreachable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Claim(Held::File(file)))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(unreachable(error)),
    }
}

async fn claim_row(db: &Db, scope: Scope) -> Result<Option<Claim>, StoreError> {
    db.transaction(scope, async move |tx| {
        tx.execute(
            sql!("insert into import_claim (workspace_id) values ($1) on conflict (workspace_id) do nothing")
                .bind(scope.workspace),
        )
        .await
    })
    .await?;
    let release = Arc::new(Notify::new());
    let (answer, held) = oneshot::channel();
    let (holder, waits) = (db.clone(), Arc::clone(&release));
    let answer = std::sync::Mutex::new(Some(answer));
    tokio::spawn(async move {
        holder
            .transaction(scope, async move |tx| {
                let found: Option<(uuid::Uuid,)> = tx
                    .optional(
                        sql!("select workspace_id from import_claim where workspace_id = $1")
                            .bind(scope.workspace)
                            .for_update_skip_locked(),
                    )
                    .await?;
                let answer = answer.lock().ok().and_then(|mut answer| answer.take());
                let is_heard = answer.is_some_and(|answer| answer.send(found.is_some()).is_ok());
                if found.is_some() && is_heard {
                    waits.notified().await;
                }
                Ok::<_, StoreError>(())
            })
            .await
    });
    match held.await {
        Ok(true) => Ok(Some(Claim(Held::Row(Release(release))))),
        Ok(false) => Ok(None),
        Err(_) => Err(StoreError::Stopping),
    }
}
