//! Personal tokens of the API: stored hashed, so that nobody can read one here.

use domain::ids::{MemberId, TokenId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A personal token.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub member_id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// `read`, `write` or `admin`.
    pub scope: String,
    /// SHA-256 of the secret in it.
    pub secret_hash: Vec<u8>,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// Until when it holds, microseconds UTC; without end when none.
    pub expires_at: Option<i64>,
    /// When it was last used, microseconds UTC; written at most once a minute.
    pub used_at: Option<i64>,
    /// When it was ended, microseconds UTC.
    pub ended_at: Option<i64>,
}

/// A token with the member it stands for, as they are now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    /// Whose it is.
    pub member_id: Uuid,
    /// `read`, `write` or `admin`.
    pub scope: String,
    /// SHA-256 of the secret in it.
    pub secret_hash: Vec<u8>,
    /// Until when it holds, microseconds UTC; without end when none.
    pub expires_at: Option<i64>,
    /// When it was last used, microseconds UTC.
    pub used_at: Option<i64>,
    /// The member's name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Their time zone.
    pub zone: String,
    /// Their holiday calendar.
    pub country: String,
}

/// Adds a token.
pub async fn insert(tx: &mut Tx, scope: Scope, token: &Token) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into token (workspace_id, id, member_id, name, scope, secret_hash, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(scope.workspace)
        .bind(token.id)
        .bind(token.member_id)
        .bind(token.name.as_str())
        .bind(token.scope.as_str())
        .bind(token.secret_hash.as_slice())
        .bind(token.created_at)
        .bind(token.expires_at),
    )
    .await?;
    Ok(())
}

/// A token that was not ended, with its member; none when they may not sign in any more.
pub async fn held(tx: &mut Tx, scope: Scope, id: TokenId) -> Result<Option<Held>, StoreError> {
    tx.optional(
        sql!(
            "select token.member_id, token.scope, token.secret_hash, token.expires_at, token.used_at, member.name, member.role, member.zone, member.country
from token
join member on member.workspace_id = token.workspace_id and member.id = token.member_id
where token.workspace_id = $1 and token.id = $2 and token.ended_at is null and member.disabled_at is null"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// The tokens of a member that were not ended, newest first.
pub async fn of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Token>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, name, scope, secret_hash, created_at, expires_at, used_at, ended_at
from token
where workspace_id = $1 and member_id = $2 and ended_at is null
order by created_at desc, id desc"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Writes down that a token was used.
pub async fn see(tx: &mut Tx, scope: Scope, id: TokenId, at: i64) -> Result<(), StoreError> {
    tx.execute(
        sql!("update token set used_at = $3 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Ends a token of a member.
pub async fn end(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    id: TokenId,
    at: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update token set ended_at = $4
where workspace_id = $1 and id = $3 and member_id = $2 and ended_at is null"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(id)
        .bind(at),
    )
    .await
}
