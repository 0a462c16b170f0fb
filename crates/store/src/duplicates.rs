//! Duplicates: the keys by which stored people are found, and merges.

pub mod moves;

use domain::ids::{MemberId, MergeId, PersonId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A key under which a person is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Block {
    /// The key.
    pub block: i64,
    /// Whose.
    #[sqlx(rename = "person_id")]
    pub person: Uuid,
    /// What cuts the block when it is too large.
    pub part: i64,
}

/// Two people made one.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Merge {
    /// Its id.
    pub id: Uuid,
    /// Who stayed.
    pub kept_id: Uuid,
    /// Who went into them.
    pub gone_id: Uuid,
    /// Who said so.
    pub member_id: Option<Uuid>,
    /// Why.
    pub why: String,
    /// What was moved and changed, as JSON.
    pub before: String,
    /// When the one who stayed was last changed by it.
    pub after_at: i64,
    /// When.
    pub merged_at: i64,
    /// When they were parted again.
    pub undone_at: Option<i64>,
}

/// Whether any person has a key.
pub async fn has_blocks(tx: &mut Tx, scope: Scope) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = tx
        .optional(
            sql!("select block from person_block where workspace_id = $1 limit 1")
                .bind(scope.workspace),
        )
        .await?;
    Ok(found.is_some())
}

/// Who stands under some keys, by key. At most [`BULK_ROWS`](crate::BULK_ROWS) keys a call.
pub async fn under(tx: &mut Tx, scope: Scope, keys: &[i64]) -> Result<Vec<Block>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select block, person_id, part
from person_block
where workspace_id = $1 and block in "
        )
        .bind(scope.workspace)
        .list(keys.iter().copied())
        .push(" order by block, person_id"),
    )
    .await
}

/// A page of all keys in order, after one (key, person).
pub async fn page_of_blocks(
    tx: &mut Tx,
    scope: Scope,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Block>, StoreError> {
    tx.all(
        sql!(
            "select block, person_id, part
from person_block
where workspace_id = $1 and (block, person_id) > ($2, $3)
order by block, person_id
limit $4"
        )
        .bind(scope.workspace)
        .bind(after.0)
        .bind(after.1)
        .bind(limit),
    )
    .await
}

/// Writes down that two became one.
pub async fn insert_merge(tx: &mut Tx, scope: Scope, merge: &Merge) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into merge (workspace_id, id, kept_id, gone_id, member_id, why, before, after_at, merged_at, undone_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        )
        .bind(scope.workspace)
        .bind(merge.id)
        .bind(merge.kept_id)
        .bind(merge.gone_id)
        .bind(merge.member_id)
        .bind(merge.why.as_str())
        .bind(merge.before.as_str())
        .bind(merge.after_at)
        .bind(merge.merged_at)
        .bind(merge.undone_at),
    )
    .await?;
    Ok(())
}

/// One merge.
pub async fn merge(tx: &mut Tx, scope: Scope, id: MergeId) -> Result<Option<Merge>, StoreError> {
    tx.optional(
        sql!(
            "select id, kept_id, gone_id, member_id, why, before, after_at, merged_at, undone_at
from merge
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// The newest merge of a member that still stands.
pub async fn newest_merge(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Option<Merge>, StoreError> {
    tx.optional(
        sql!(
            "select id, kept_id, gone_id, member_id, why, before, after_at, merged_at, undone_at
from merge
where workspace_id = $1 and member_id = $2 and undone_at is null
order by merged_at desc, id desc
limit 1"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Whether a merge that stands was made later on one of two people: it must be undone first.
pub async fn later_merge(tx: &mut Tx, scope: Scope, merge: &Merge) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!(
                "select id
from merge
where workspace_id = $1 and undone_at is null and merged_at > $2 and (kept_id in ($3, $4) or gone_id in ($3, $4))
limit 1"
            )
            .bind(scope.workspace)
            .bind(merge.merged_at)
            .bind(merge.kept_id)
            .bind(merge.gone_id),
        )
        .await?;
    Ok(found.is_some())
}

/// Writes down that two were parted again; false when that had happened already.
pub async fn close_merge(
    tx: &mut Tx,
    scope: Scope,
    id: MergeId,
    at: i64,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update merge
set undone_at = $3
where workspace_id = $1 and id = $2 and undone_at is null"
            )
            .bind(scope.workspace)
            .bind(id)
            .bind(at),
        )
        .await?;
    Ok(n == 1)
}

/// Those of some persons who took part in a merge that stands. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn in_merges(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<PersonId>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let kept: Vec<(Uuid,)> = tx
        .all(
            sql!("select kept_id from merge where workspace_id = $1 and undone_at is null and kept_id in ")
                .bind(scope.workspace)
                .list(people.iter().copied()),
        )
        .await?;
    let gone: Vec<(Uuid,)> = tx
        .all(
            sql!("select gone_id from merge where workspace_id = $1 and undone_at is null and gone_id in ")
                .bind(scope.workspace)
                .list(people.iter().copied()),
        )
        .await?;
    Ok(kept.into_iter().chain(gone).map(|(id,)| PersonId(id)).collect())
}

/// A merge without what it takes to part the two again.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MergeLine {
    /// Its id.
    pub id: Uuid,
    /// Who stayed.
    pub kept_id: Uuid,
    /// Who went into them.
    pub gone_id: Uuid,
    /// Who asked for it.
    pub member_id: Option<Uuid>,
    /// How it came about.
    pub why: String,
    /// When.
    pub merged_at: i64,
    /// When they were parted again.
    pub undone_at: Option<i64>,
}

/// A page of merges, newest first, after a (made at, id).
pub async fn page_of_merges(
    tx: &mut Tx,
    scope: Scope,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<MergeLine>, StoreError> {
    let (at, id) = after.unwrap_or((i64::MAX, Uuid::max()));
    let statement = sql!(
        "select id, kept_id, gone_id, member_id, why, merged_at, undone_at
from merge
where workspace_id = $1 and (merged_at, id) < ($2, $3)"
    )
    .bind(scope.workspace)
    .bind(at)
    .bind(id);
    tx.all(statement.and(" order by merged_at desc, id desc limit ", limit)).await
}
