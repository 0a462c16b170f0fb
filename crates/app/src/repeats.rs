//! Requests that are sent again: answered as they were the first time.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use store::{errors::StoreError, repeats as rows};

use crate::{App, clock::micros, workspaces::Member};

/// Longest key, in characters.
pub const KEY: usize = 255;

/// A request that is to be done once.
pub type Once = rows::Once;

/// What is known of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It has not been done.
    New,
    /// It was done, and this was answered.
    Answered {
        /// The status.
        status: u16,
        /// The answer.
        answer: Vec<u8>,
        /// The kind of that.
        kind: String,
    },
    /// It is being done, or its answer was lost.
    Unanswered,
    /// Something else was asked under this key.
    Different,
}

/// A request as it came: whose it is, how they name it, and what it asks.
pub fn once(app: &App, member: &Member, key: &str, parts: &[&[u8]]) -> Arc<Once> {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    let (hash, at) = (hasher.finalize().to_vec(), micros(app.clock.recorded()));
    Arc::new(Once::new(member.scope, member.id, key.to_owned(), hash, at))
}

/// Runs what does a request.
pub async fn within<F: Future>(once: Arc<Once>, work: F) -> F::Output {
    rows::within(once, work).await
}

/// What is known of a request.
///
/// # Errors
/// [`StoreError`] when the store fails.
pub async fn known(app: &App, once: &Once) -> Result<Known, StoreError> {
    let found = app
        .db
        .read(once.scope, async |tx| rows::get(tx, once.scope, once.member, &once.key).await)
        .await?;
    Ok(match found {
        None => Known::New,
        Some(row) if row.body_hash != once.body_hash => Known::Different,
        Some(row) => match row.status.and_then(|status| u16::try_from(status).ok()) {
            Some(status) => Known::Answered { status, answer: row.answer, kind: row.kind },
            None => Known::Unanswered,
        },
    })
}

/// Stores what was answered.
///
/// # Errors
/// [`StoreError`] when the store fails.
pub async fn answered(
    app: &App,
    once: Arc<Once>,
    status: u16,
    answer: Vec<u8>,
    kind: String,
) -> Result<(), StoreError> {
    app.db
        .transaction(once.scope, async move |tx| {
            rows::answer(tx, &once, status, &answer, &kind).await
        })
        .await
}
