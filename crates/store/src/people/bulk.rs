//! Changes of many people at once, kept so that each can be taken back.

use domain::ids::{BulkId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A change of many people. Instants in microseconds UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Bulk {
    /// Its id.
    pub id: Uuid,
    /// Who made it.
    pub member_id: Uuid,
    /// What was changed, as JSON.
    pub change: String,
    /// When.
    pub made_at: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
}

/// Somebody whom it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Changed {
    /// Who.
    pub person_id: Uuid,
    /// Whose they were before.
    pub owner_id: Option<Uuid>,
}

/// Keeps a change with those whom it changed: a statement for some hundred of them.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    bulk: &Bulk,
    rows: &[Changed],
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into person_bulk (workspace_id, id, member_id, change, made_at)
values ($1, $2, $3, $4, $5)"
        )
        .bind(scope.workspace)
        .bind(bulk.id)
        .bind(bulk.member_id)
        .bind(bulk.change.as_str())
        .bind(bulk.made_at),
    )
    .await?;
    for chunk in rows.chunks(crate::BULK_ROWS) {
        tx.execute(
            sql!(
                "insert into person_bulk_row (workspace_id, bulk_id, person_id, owner_id) values "
            )
            .rows(chunk.iter().map(|row| {
                [scope.workspace.into(), bulk.id.into(), row.person_id.into(), row.owner_id.into()]
            })),
        )
        .await?;
    }
    Ok(())
}

/// One change, locked on PostgreSQL until the transaction ends.
pub async fn get(tx: &mut Tx, scope: Scope, id: BulkId) -> Result<Option<Bulk>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, change, made_at, undone_at
from person_bulk
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .for_update(),
    )
    .await
}

/// Those whom it changed.
pub async fn changed(tx: &mut Tx, scope: Scope, id: BulkId) -> Result<Vec<Changed>, StoreError> {
    tx.all(
        sql!(
            "select person_id, owner_id
from person_bulk_row
where workspace_id = $1 and bulk_id = $2
order by person_id"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Says that it was taken back.
pub async fn undo(tx: &mut Tx, scope: Scope, id: BulkId, at: i64) -> Result<(), StoreError> {
    tx.execute(
        sql!("update person_bulk set undone_at = $3 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Those of some people who carry a tag. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn tagged(
    tx: &mut Tx,
    scope: Scope,
    tag: &str,
    people: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql!("select person_id from person_tag where workspace_id = $1 and tag = $2 and person_id in ")
                .bind(scope.workspace)
                .bind(tag)
                .list(people.iter().copied()),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes a tag from some people. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn untag(
    tx: &mut Tx,
    scope: Scope,
    tag: &str,
    people: &[Uuid],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from person_tag where workspace_id = $1 and tag = $2 and person_id in ")
            .bind(scope.workspace)
            .bind(tag)
            .list(people.iter().copied()),
    )
    .await?;
    Ok(())
}

/// Makes some people a rep's, or nobody's. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn set_owner(
    tx: &mut Tx,
    scope: Scope,
    owner: Option<MemberId>,
    people: &[Uuid],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update person set owner_id = $2 where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .bind(owner.map(|owner| owner.0))
            .list(people.iter().copied()),
    )
    .await?;
    Ok(())
}

/// Says that some people were changed: later than they were, whatever the clock says. At most
/// [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn changed_at(
    tx: &mut Tx,
    scope: Scope,
    at: i64,
    people: &[Uuid],
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update person
set updated_at = case when updated_at >= $2 then updated_at + 1 else $2 end
where workspace_id = $1 and id in "
        )
        .bind(scope.workspace)
        .bind(at)
        .list(people.iter().copied()),
    )
    .await?;
    Ok(())
}
