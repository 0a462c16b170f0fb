//! Who is known to whom.

use std::borrow::Borrow;

use uuid::Uuid;

use super::Part;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::statement::Statement;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// A tie between a rep and a person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct Tie {
    /// The rep.
    pub member_id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// Where they are tied: `linkedin`.
    pub kind: String,
    /// Since which day, in days since 1970-01-01.
    pub since_on: Option<i64>,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// Statements that add ties; those that are there are left as they are.
pub fn new(scope: Scope, rows: &[impl Borrow<Tie>]) -> Vec<Statement> {
    let statements = rows.chunks(BULK_ROWS).map(|chunk| {

            sql!("insert into tie (workspace_id, member_id, person_id, kind, since_on, import_id, created_at) values ")
                .rows(chunk.iter().map(Borrow::borrow).map(|t| {
                    [
                        scope.workspace.into(),
                        t.member_id.into(),
                        t.person_id.into(),
                        t.kind.as_str().into(),
                        t.since_on.into(),
                        t.import_id.into(),
                        t.created_at.into(),
                    ]
                }))
                .push(" on conflict (workspace_id, member_id, person_id, kind) do nothing")
    });
    statements.collect()
}

/// The ties of some persons.
pub async fn of_people(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<Vec<Tie>, StoreError> {
    TIES.all(tx, scope, people).await
}

pub(crate) const TIES: Part = Part {
    select: || {
        sql!(
            "select member_id, person_id, kind, since_on, import_id, created_at
from tie
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, member_id, kind",
};
