//! Requests that are sent again: what was done once is not done twice.
//!
//! Whoever asks names the request by a key. The key is written in the very transaction that does what was asked, so a
//! request whose answer was lost, to a crash for one, is known when it comes again. [`within`] says for which request the
//! transactions of a task are; the first of them that is kept writes the key.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::ids::MemberId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

tokio::task_local! {
    static CURRENT: Arc<Once>;
}

/// A request that is to be done once.
#[derive(Debug)]
pub struct Once {
    /// The border it works in.
    pub scope: Scope,
    /// Who asks: keys of others do not matter.
    pub member: MemberId,
    /// How they name the request.
    pub key: String,
    /// SHA-256 of what is asked: the same key for something else is a mistake.
    pub body_hash: Vec<u8>,
    /// When it came, microseconds UTC.
    pub at: i64,
    is_kept: AtomicBool,
}

/// What is stored of a request.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Request {
    /// SHA-256 of what was asked.
    pub body_hash: Vec<u8>,
    /// The status that was answered; none while it is being done, or when the answer was lost.
    pub status: Option<i64>,
    /// What was answered.
    pub answer: Vec<u8>,
    /// The kind of that.
    pub kind: String,
}

impl Once {
    /// A request that came at an instant.
    pub fn new(scope: Scope, member: MemberId, key: String, body_hash: Vec<u8>, at: i64) -> Self {
        Self { scope, member, key, body_hash, at, is_kept: AtomicBool::new(false) }
    }

    /// Whether something was done for it, and its key stored with that.
    pub fn is_kept(&self) -> bool {
        self.is_kept.load(Ordering::Acquire)
    }

    /// Remembers that its key is stored.
    pub(crate) fn kept(&self) {
        self.is_kept.store(true, Ordering::Release);
    }
}

/// Runs `work`, whose transactions are for one request.
pub async fn within<F: Future>(once: Arc<Once>, work: F) -> F::Output {
    CURRENT.scope(once, work).await
}

/// The request that the current task works for, if its key is still to be written.
pub(crate) fn current() -> Option<Arc<Once>> {
    CURRENT.try_with(Arc::clone).ok().filter(|once| !once.is_kept())
}

/// Writes the key of a request into the transaction that does it.
///
/// # Errors
/// [`StoreError::Repeated`] when it was done before: nothing of this transaction is to be kept.
pub(crate) async fn keep(tx: &mut Tx, once: &Once) -> Result<(), StoreError> {
    let written = tx
        .execute(
            sql!(
                "insert into request_key (workspace_id, member_id, key, body_hash, status, answer, kind, asked_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)"
            )
            .bind(once.scope.workspace)
            .bind(once.member)
            .bind(once.key.as_str())
            .bind(once.body_hash.as_slice())
            .bind(None::<i64>)
            .bind(Vec::<u8>::new())
            .bind("")
            .bind(once.at),
        )
        .await;
    match written {
        Err(error) if error.is_unique("request_key", "key") => Err(StoreError::Repeated),
        written => written.map(|_| ()),
    }
}

/// What is stored of a request that a member named so.
pub async fn get(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    key: &str,
) -> Result<Option<Request>, StoreError> {
    tx.optional(
        sql!(
            "select body_hash, status, answer, kind
from request_key
where workspace_id = $1 and member_id = $2 and key = $3"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(key),
    )
    .await
}

/// Stores what was answered to a request; of one that changed nothing the key too.
pub async fn answer(
    tx: &mut Tx,
    once: &Once,
    status: u16,
    answer: &[u8],
    kind: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into request_key (workspace_id, member_id, key, body_hash, status, answer, kind, asked_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (workspace_id, member_id, key) do update set status = excluded.status, answer = excluded.answer, kind = excluded.kind
where request_key.status is null and request_key.body_hash = excluded.body_hash"
        )
        .bind(once.scope.workspace)
        .bind(once.member)
        .bind(once.key.as_str())
        .bind(once.body_hash.as_slice())
        .bind(i64::from(status))
        .bind(answer)
        .bind(kind)
        .bind(once.at),
    )
    .await?;
    Ok(())
}

/// Forgets some requests that came before an instant; says how many.
pub async fn forget(tx: &mut Tx, scope: Scope, before: i64) -> Result<u64, StoreError> {
    let past: Vec<(Uuid, String)> = tx
        .all(
            sql!(
                "select member_id, key
from request_key
where workspace_id = $1 and asked_at < $2
order by asked_at
limit $3"
            )
            .bind(scope.workspace)
            .bind(before)
            .bind(i64::try_from(BULK_ROWS).unwrap_or(i64::MAX)),
        )
        .await?;
    let n = u64::try_from(past.len()).unwrap_or(u64::MAX);
    for (member, key) in past {
        tx.execute(
            sql!("delete from request_key where workspace_id = $1 and member_id = $2 and key = $3")
                .bind(scope.workspace)
                .bind(member)
                .bind(key),
        )
        .await?;
    }
    Ok(n)
}
