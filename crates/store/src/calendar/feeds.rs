//! Feeds: secret links under which a rep's calendar is read by another program, stored hashed.

use domain::ids::{FeedId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A feed. Instants in microseconds UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Feed {
    /// Its id.
    pub id: Uuid,
    /// Whose calendar it is.
    pub member_id: Uuid,
    /// SHA-256 of the secret in the link.
    pub secret_hash: Vec<u8>,
    /// When it was made.
    pub made_at: i64,
}

/// Adds a feed.
pub async fn insert(tx: &mut Tx, scope: Scope, feed: &Feed) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into calendar_feed (workspace_id, id, member_id, secret_hash, made_at)
values ($1, $2, $3, $4, $5)"
        )
        .bind(scope.workspace)
        .bind(feed.id)
        .bind(feed.member_id)
        .bind(feed.secret_hash.as_slice())
        .bind(feed.made_at),
    )
    .await?;
    Ok(())
}

/// A feed that was not ended, of a member who may sign in.
pub async fn held(tx: &mut Tx, scope: Scope, id: FeedId) -> Result<Option<Feed>, StoreError> {
    tx.optional(
        sql!(
            "select calendar_feed.id, calendar_feed.member_id, calendar_feed.secret_hash, calendar_feed.made_at
from calendar_feed
join member on member.workspace_id = calendar_feed.workspace_id and member.id = calendar_feed.member_id
where calendar_feed.workspace_id = $1 and calendar_feed.id = $2 and calendar_feed.ended_at is null
    and member.disabled_at is null"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// The feeds of a member that were not ended, newest first.
pub async fn of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Feed>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, secret_hash, made_at
from calendar_feed
where workspace_id = $1 and member_id = $2 and ended_at is null
order by made_at desc, id desc"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Ends a feed of a member.
pub async fn end(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    id: FeedId,
    at: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update calendar_feed set ended_at = $4
where workspace_id = $1 and id = $3 and member_id = $2 and ended_at is null"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(id)
        .bind(at),
    )
    .await
}
