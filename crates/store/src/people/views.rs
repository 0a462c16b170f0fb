//! Views: filters and an order of the list of people that a member keeps.

use domain::ids::{MemberId, ViewId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A view. Instants in microseconds UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct View {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub member_id: Uuid,
    /// Its name, unique among the member's without regard to case.
    pub name: String,
    /// Filters and order, as JSON.
    pub query: String,
    /// When it was made.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// The views of a member, by name.
pub async fn of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<View>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, name, query, created_at, updated_at
from saved_view
where workspace_id = $1 and member_id = $2
order by name_folded, id"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// One view, whoever keeps it.
pub async fn get(tx: &mut Tx, scope: Scope, id: ViewId) -> Result<Option<View>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, name, query, created_at, updated_at
from saved_view
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Keeps a view, or changes it. A name that is taken is a constraint error.
pub async fn put(
    tx: &mut Tx,
    scope: Scope,
    view: &View,
    name_folded: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into saved_view (workspace_id, id, member_id, name, name_folded, query, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (workspace_id, id) do update set name = excluded.name, name_folded = excluded.name_folded,
    query = excluded.query, updated_at = excluded.updated_at"
        )
        .bind(scope.workspace)
        .bind(view.id)
        .bind(view.member_id)
        .bind(view.name.as_str())
        .bind(name_folded)
        .bind(view.query.as_str())
        .bind(view.created_at)
        .bind(view.updated_at),
    )
    .await?;
    Ok(())
}

/// Forgets a view of a member; false when they have none of this id.
pub async fn delete(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    id: ViewId,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!("delete from saved_view where workspace_id = $1 and member_id = $2 and id = $3")
                .bind(scope.workspace)
                .bind(member)
                .bind(id),
        )
        .await?;
    Ok(n == 1)
}
