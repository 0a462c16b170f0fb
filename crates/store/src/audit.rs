//! The record of who changed what: names of fields, never their values.

use domain::ids::MemberId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// One line of the record.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its id.
    pub id: Uuid,
    /// Who did it; none for a job.
    pub member: Option<MemberId>,
    /// What was done: `started`, `logged`, `imported` …
    pub action: &'a str,
    /// To what kind of thing: a table's name.
    pub subject: &'a str,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// Names of the fields that changed, separated by spaces.
    pub fields: &'a str,
    /// When it was written, microseconds UTC, always the real clock.
    pub recorded_at: i64,
}

/// Appends one line; it commits with the change it speaks of.
pub async fn append(tx: &mut Tx, scope: Scope, entry: &Entry<'_>) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into audit (workspace_id, id, member_id, action, subject, subject_id, fields, recorded_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(scope.workspace)
        .bind(entry.id)
        .bind(entry.member)
        .bind(entry.action)
        .bind(entry.subject)
        .bind(entry.subject_id)
        .bind(entry.fields)
        .bind(entry.recorded_at),
    )
    .await?;
    Ok(())
}
