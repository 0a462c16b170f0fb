//! Uploads: files that came in over the network, until they are imported or dropped.

use domain::ids::{ImportId, MemberId};
use uuid::Uuid;

use super::Import;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A file that came in; its import has the same id. Instants in microseconds UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Upload {
    /// Its id, and that of its import.
    pub id: Uuid,
    /// Who sent it.
    pub member_id: Uuid,
    /// The name of the file.
    pub file_name: String,
    /// How long it is.
    pub n_bytes: i64,
    /// Columns and fields by hand, as JSON.
    pub mapping: String,
    /// Cells said by hand, as JSON; empty when none were.
    pub corrections: String,
    /// What becomes of those who may be one, as JSON; empty when nothing was said.
    pub decisions: String,
    /// `reading`, `ready`, `importing`, `done`, `undoing`, `undone`, `failed`.
    pub state: String,
    /// What is being done.
    pub phase: String,
    /// How far that has come.
    pub n_done: i64,
    /// Of how much, where that is known.
    pub n_of: Option<i64>,
    /// When that was last written.
    pub heard_at: i64,
    /// Rises with every work that begins.
    pub fence: i64,
    /// 1 when somebody asked to stop it.
    pub is_cancelled: i64,
    /// What the preview, or the import, said, as JSON; empty before.
    pub report: String,
    /// The rows that could not be used, as a table.
    pub rejected: String,
    /// What taking it back did, as JSON; empty before.
    pub undone: String,
    /// The code of why it failed; empty when it did not.
    pub why_code: String,
    /// Why it failed.
    pub why: String,
    /// Why the file was refused, in parts, as JSON; empty when it was not.
    pub refusal: String,
    /// When it came in.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// Adds an upload.
pub async fn insert(tx: &mut Tx, scope: Scope, u: &Upload) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into upload (
    workspace_id, id, member_id, file_name, n_bytes, mapping, state, phase, n_done, n_of, heard_at, fence, is_cancelled,
    report, rejected, undone, why_code, why, created_at, updated_at, corrections, decisions, refusal
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)"
        )
        .bind(scope.workspace)
        .bind(u.id)
        .bind(u.member_id)
        .bind(u.file_name.as_str())
        .bind(u.n_bytes)
        .bind(u.mapping.as_str())
        .bind(u.state.as_str())
        .bind(u.phase.as_str())
        .bind(u.n_done)
        .bind(u.n_of)
        .bind(u.heard_at)
        .bind(u.fence)
        .bind(u.is_cancelled)
        .bind(u.report.as_str())
        .bind(u.rejected.as_str())
        .bind(u.undone.as_str())
        .bind(u.why_code.as_str())
        .bind(u.why.as_str())
        .bind(u.created_at)
        .bind(u.updated_at)
        .bind(u.corrections.as_str())
        .bind(u.decisions.as_str())
        .bind(u.refusal.as_str()),
    )
    .await?;
    Ok(())
}

/// Writes what changes about an upload, if no other work has begun on it; false when one has.
pub async fn update(tx: &mut Tx, scope: Scope, u: &Upload, fence: i64) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update upload
set mapping = $4, state = $5, phase = $6, n_done = $7, n_of = $8, heard_at = $9, fence = $10, is_cancelled = $11,
    report = $12, rejected = $13, undone = $14, why_code = $15, why = $16, updated_at = $17,
    corrections = $18, decisions = $19, refusal = $20
where workspace_id = $1 and id = $2 and fence = $3"
            )
            .bind(scope.workspace)
            .bind(u.id)
            .bind(fence)
            .bind(u.mapping.as_str())
            .bind(u.state.as_str())
            .bind(u.phase.as_str())
            .bind(u.n_done)
            .bind(u.n_of)
            .bind(u.heard_at)
            .bind(u.fence)
            .bind(u.is_cancelled)
            .bind(u.report.as_str())
            .bind(u.rejected.as_str())
            .bind(u.undone.as_str())
            .bind(u.why_code.as_str())
            .bind(u.why.as_str())
            .bind(u.updated_at)
            .bind(u.corrections.as_str())
            .bind(u.decisions.as_str())
            .bind(u.refusal.as_str()),
        )
        .await?;
    Ok(n == 1)
}

/// Writes how far a work has come, if no other has begun on it.
pub async fn hear(
    tx: &mut Tx,
    scope: Scope,
    id: ImportId,
    fence: i64,
    progress: (&str, i64, Option<i64>),
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update upload
set phase = $4, n_done = $5, n_of = $6, heard_at = $7
where workspace_id = $1 and id = $2 and fence = $3"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(fence)
        .bind(progress.0)
        .bind(progress.1)
        .bind(progress.2)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Asks whoever works on an upload to stop.
pub async fn cancel(tx: &mut Tx, scope: Scope, id: ImportId) -> Result<(), StoreError> {
    tx.execute(
        sql!("update upload set is_cancelled = 1 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// One upload.
pub async fn get(tx: &mut Tx, scope: Scope, id: ImportId) -> Result<Option<Upload>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, file_name, n_bytes, mapping, state, phase, n_done, n_of, heard_at, fence, is_cancelled, report,
    rejected, undone, why_code, why, created_at, updated_at, coalesce(corrections, '') as corrections,
    coalesce(decisions, '') as decisions, coalesce(refusal, '') as refusal
from upload
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// A page of uploads, newest first, after a (made at, id); without what was left out of them.
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Upload>, StoreError> {
    let mut statement = sql!(
        "select id, member_id, file_name, n_bytes, mapping, state, phase, n_done, n_of, heard_at, fence, is_cancelled, report,
    '' as rejected, undone, why_code, why, created_at, updated_at, coalesce(corrections, '') as corrections,
    coalesce(decisions, '') as decisions, coalesce(refusal, '') as refusal
from upload
where workspace_id = $1"
    )
    .bind(scope.workspace);
    if let Some((at, id)) = after {
        statement = statement.and(" and (created_at, id) < (", at).and(", ", id).push(")");
    }
    tx.all(statement.and(" order by created_at desc, id desc limit ", limit)).await
}

/// A page of the imports that did not come as uploads, newest first, after a (made at, id).
pub async fn page_of_others(
    tx: &mut Tx,
    scope: Scope,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Import>, StoreError> {
    let mut statement = sql!(
        "select id, member_id, file_name, source, encoding, delimiter, columns, state, n_rows, n_stored, n_updated, n_same,
    n_rejected, n_possible, merged_rows, reached_row, created_at, committed_at, undone_at
from import
where workspace_id = $1 and state <> 'staged' and not exists (
        select upload.id
        from upload
        where upload.workspace_id = import.workspace_id and upload.id = import.id
    )"
    )
    .bind(scope.workspace);
    if let Some((at, id)) = after {
        statement = statement.and(" and (created_at, id) < (", at).and(", ", id).push(")");
    }
    tx.all(statement.and(" order by created_at desc, id desc limit ", limit)).await
}

/// Those of some imports that have become one: with their counts. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn imports_of(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<Vec<Import>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select id, member_id, file_name, source, encoding, delimiter, columns, state, n_rows, n_stored, n_updated, n_same,
    n_rejected, n_possible, merged_rows, reached_row, created_at, committed_at, undone_at
from import
where workspace_id = $1 and id in "
        )
        .bind(scope.workspace)
        .list(ids.iter().copied()),
    )
    .await
}

/// Adds a part of a file.
pub async fn insert_part(
    tx: &mut Tx,
    scope: Scope,
    id: ImportId,
    position: i64,
    bytes: &[u8],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("insert into upload_part (workspace_id, upload_id, position, bytes) values ($1, $2, $3, $4)")
            .bind(scope.workspace)
            .bind(id)
            .bind(position)
            .bind(bytes),
    )
    .await?;
    Ok(())
}

/// A part of a file; none after the last.
pub async fn part(
    tx: &mut Tx,
    scope: Scope,
    id: ImportId,
    position: i64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let found: Option<(Vec<u8>,)> = tx
        .optional(
            sql!("select bytes from upload_part where workspace_id = $1 and upload_id = $2 and position = $3")
                .bind(scope.workspace)
                .bind(id)
                .bind(position),
        )
        .await?;
    Ok(found.map(|(bytes,)| bytes))
}

/// Drops the parts of a file.
pub async fn delete_parts(tx: &mut Tx, scope: Scope, id: ImportId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from upload_part where workspace_id = $1 and upload_id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// Drops an upload with its parts.
pub async fn delete(tx: &mut Tx, scope: Scope, id: ImportId) -> Result<(), StoreError> {
    delete_parts(tx, scope, id).await?;
    tx.execute(
        sql!("delete from upload where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// Drops an upload as it was seen, by its fence: false when some work has begun on it since.
pub async fn delete_unworked(
    tx: &mut Tx,
    scope: Scope,
    id: ImportId,
    fence: i64,
) -> Result<bool, StoreError> {
    // From here on no work begins: it would have to find the fence as it was.
    let n = tx
        .execute(
            sql!("update upload set fence = fence + 1 where workspace_id = $1 and id = $2 and fence = $3")
                .bind(scope.workspace)
                .bind(id)
                .bind(fence),
        )
        .await?;
    if n == 1 {
        delete(tx, scope, id).await?;
    }
    Ok(n == 1)
}

/// What a member sent and nobody imported, newest first, each with its fence; what is worked on is left out.
pub async fn waiting(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    limit: i64,
) -> Result<Vec<(Uuid, i64)>, StoreError> {
    tx.all(
        sql!(
            "select id, fence
from upload
where workspace_id = $1 and member_id = $2 and state in ('ready', 'failed')
order by created_at desc, id desc
limit $3"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(limit),
    )
    .await
}

/// Some uploads that came in before a time and were never imported, each with its fence.
pub async fn forgotten(
    tx: &mut Tx,
    scope: Scope,
    before: i64,
    limit: i64,
) -> Result<Vec<(Uuid, i64)>, StoreError> {
    tx.all(
        sql!(
            "select id, fence
from upload
where workspace_id = $1 and created_at < $2 and state in ('reading', 'ready', 'failed')
order by created_at, id
limit $3"
        )
        .bind(scope.workspace)
        .bind(before)
        .bind(limit),
    )
    .await
}
