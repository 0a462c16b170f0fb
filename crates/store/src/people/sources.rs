//! Where single columns of a person came from, when they changed after the row was made.

use uuid::Uuid;

use super::Part;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// Where a column of a person came from. Instants in microseconds UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct ColumnSource {
    /// Whose.
    pub person_id: Uuid,
    /// The column; `name` for all parts of the name.
    pub field: String,
    /// Where it came from.
    pub source: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub changed_at: i64,
}

/// Writes down where columns came from, in place of what was known before.
pub async fn put(tx: &mut Tx, scope: Scope, rows: &[ColumnSource]) -> Result<(), StoreError> {
    for chunk in rows.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into person_source (workspace_id, person_id, field, source, import_id, changed_at) values ")
                .rows(chunk.iter().map(|row| {
                    [
                        scope.workspace.into(),
                        row.person_id.into(),
                        row.field.as_str().into(),
                        row.source.as_str().into(),
                        row.import_id.into(),
                        row.changed_at.into(),
                    ]
                }))
                .push(
                    " on conflict (workspace_id, person_id, field) do update set source = excluded.source, import_id = excluded.import_id, changed_at = excluded.changed_at",
                ),
        )
        .await?;
    }
    Ok(())
}

/// Where the columns of some persons came from. At most [`BULK_ROWS`] persons a call.
pub async fn of_people(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<ColumnSource>, StoreError> {
    SOURCES.all(tx, scope, people).await
}

const SOURCES: Part = Part {
    select: || {
        sql!(
            "select person_id, field, source, import_id, changed_at
from person_source
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, field",
};

/// Forgets where columns of a person came from that changed at one time.
pub async fn forget(
    tx: &mut Tx,
    scope: Scope,
    person: Uuid,
    changed_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "delete from person_source where workspace_id = $1 and person_id = $2 and changed_at = $3"
        )
        .bind(scope.workspace)
        .bind(person)
        .bind(changed_at),
    )
    .await?;
    Ok(())
}
