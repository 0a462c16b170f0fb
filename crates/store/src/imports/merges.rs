//! People whom an import made one in a way that can be undone singly.

use domain::ids::{ImportId, MergeId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// Two to be made one when the rows of an import have become people, or who were.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ImportMerge {
    /// The row whose person goes.
    pub gone_row: i64,
    /// The row whose person stays, when they are new.
    pub kept_row: Option<i64>,
    /// The person who stays, when they were there.
    pub kept_id: Option<Uuid>,
    /// The merge, once it is made.
    pub merge_id: Option<Uuid>,
}

/// Writes down who is to be made one.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    merges: &[ImportMerge],
) -> Result<(), StoreError> {
    for some in merges.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into import_merge (workspace_id, import_id, gone_row, kept_row, kept_id, merge_id) values ").rows(
                some.iter().map(|m| {
                    [
                        scope.workspace.into(),
                        import.into(),
                        m.gone_row.into(),
                        m.kept_row.into(),
                        m.kept_id.into(),
                        m.merge_id.into(),
                    ]
                }),
            ),
        )
        .await?;
    }
    Ok(())
}

/// All of an import, the last row first: who is kept by one may be gone by another of a row before.
pub async fn of_import(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
) -> Result<Vec<ImportMerge>, StoreError> {
    tx.all(
        sql!(
            "select gone_row, kept_row, kept_id, merge_id
from import_merge
where workspace_id = $1 and import_id = $2
order by gone_row desc"
        )
        .bind(scope.workspace)
        .bind(import),
    )
    .await
}

/// Writes down that two were made one.
pub async fn set_merge(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    gone_row: i64,
    merge: MergeId,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update import_merge
set merge_id = $4
where workspace_id = $1 and import_id = $2 and gone_row = $3"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(gone_row)
        .bind(merge),
    )
    .await?;
    Ok(())
}
