//! Imports: files as they were read, what was decided about their rows, and what it takes to undo them.

pub mod merges;
pub mod undo;
pub mod uploads;

use domain::ids::{ImportId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// One file or paste. Instants in microseconds UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Import {
    /// Its id.
    pub id: Uuid,
    /// Who asked for it.
    pub member_id: Uuid,
    /// The name of the file.
    pub file_name: String,
    /// The program the file came from.
    pub source: String,
    /// How it was encoded.
    pub encoding: String,
    /// What parted its columns.
    pub delimiter: String,
    /// Its columns and what they were taken for, as JSON.
    pub columns: String,
    /// `staged`, `importing`, `done`, `undoing`, `undone`.
    pub state: String,
    /// Rows read.
    pub n_rows: i64,
    /// Rows that became new people.
    pub n_stored: i64,
    /// Rows that said something new of somebody.
    pub n_updated: i64,
    /// Rows that said nothing new.
    pub n_same: i64,
    /// Rows that could not be used.
    pub n_rejected: i64,
    /// Rows that became new people and may be somebody who was there.
    pub n_possible: i64,
    /// Rows merged so far.
    pub merged_rows: i64,
    /// The number of the last row merged, or undone.
    pub reached_row: i64,
    /// When it was read.
    pub created_at: i64,
    /// When merging was decided on.
    pub committed_at: Option<i64>,
    /// When it was undone.
    pub undone_at: Option<i64>,
}

/// Some tens of rows as they were read.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Chunk {
    /// The number of the first.
    pub first_row: i64,
    /// How many.
    pub n_rows: i64,
    /// A line each: its number, a space, the draft as JSON.
    pub drafts: String,
}

/// What was decided about a row that is not simply a new person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Decision {
    /// The row.
    pub row_number: i64,
    /// `update`, `same` or `known`.
    pub decision: String,
    /// Whom it is about, when they were there before.
    pub person_id: Option<Uuid>,
    /// The first row of whom it is about, when they are new.
    pub into_row: Option<i64>,
}

/// A row, or a value of one, that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Problem {
    /// The row.
    pub row_number: i64,
    /// Its place among the problems of the row.
    pub position: i64,
    /// The column; empty when the whole row is meant.
    pub column_name: String,
    /// What kind of thing is wrong.
    pub kind: String,
    /// The whole cell as it stands there; empty when the whole row is meant.
    pub cell: String,
    /// What is wrong.
    pub why: String,
    /// Whether the row was left out because of it.
    pub is_rejected: i64,
}

/// Adds an import.
pub async fn insert(tx: &mut Tx, scope: Scope, i: &Import) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into import (
    workspace_id, id, member_id, file_name, source, encoding, delimiter, columns, state, n_rows, n_stored, n_updated, n_same,
    n_rejected, n_possible, merged_rows, reached_row, created_at, committed_at, undone_at
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
        )
        .bind(scope.workspace)
        .bind(i.id)
        .bind(i.member_id)
        .bind(i.file_name.as_str())
        .bind(i.source.as_str())
        .bind(i.encoding.as_str())
        .bind(i.delimiter.as_str())
        .bind(i.columns.as_str())
        .bind(i.state.as_str())
        .bind(i.n_rows)
        .bind(i.n_stored)
        .bind(i.n_updated)
        .bind(i.n_same)
        .bind(i.n_rejected)
        .bind(i.n_possible)
        .bind(i.merged_rows)
        .bind(i.reached_row)
        .bind(i.created_at)
        .bind(i.committed_at)
        .bind(i.undone_at),
    )
    .await?;
    Ok(())
}

/// Writes what changes about an import: its counts, state and progress.
pub async fn update(tx: &mut Tx, scope: Scope, i: &Import) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update import
set state = $3, n_rows = $4, n_stored = $5, n_updated = $6, n_same = $7, n_rejected = $8, n_possible = $9, merged_rows = $10,
    reached_row = $11, committed_at = $12, undone_at = $13
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(i.id)
        .bind(i.state.as_str())
        .bind(i.n_rows)
        .bind(i.n_stored)
        .bind(i.n_updated)
        .bind(i.n_same)
        .bind(i.n_rejected)
        .bind(i.n_possible)
        .bind(i.merged_rows)
        .bind(i.reached_row)
        .bind(i.committed_at)
        .bind(i.undone_at),
    )
    .await?;
    Ok(())
}

/// Locks an import that must still stand where it was last seen: should the right to import have been lost with a connection,
/// whoever has it now has moved the import on, and nothing more is written here.
///
/// # Errors
/// [`StoreError::Overtaken`].
pub async fn hold(tx: &mut Tx, scope: Scope, seen: &Import) -> Result<(), StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!("select id from import where workspace_id = $1 and id = $2 and state = $3 and reached_row = $4")
                .bind(scope.workspace)
                .bind(seen.id)
                .bind(seen.state.as_str())
                .bind(seen.reached_row)
                .for_update(),
        )
        .await?;
    found.map(|_| ()).ok_or(StoreError::Overtaken)
}

/// One import.
pub async fn get(tx: &mut Tx, scope: Scope, id: ImportId) -> Result<Option<Import>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, file_name, source, encoding, delimiter, columns, state, n_rows, n_stored, n_updated, n_same,
    n_rejected, n_possible, merged_rows, reached_row, created_at, committed_at, undone_at
from import
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// The imports that a kill left unfinished, oldest first.
pub async fn unfinished(tx: &mut Tx, scope: Scope) -> Result<Vec<Import>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, file_name, source, encoding, delimiter, columns, state, n_rows, n_stored, n_updated, n_same,
    n_rejected, n_possible, merged_rows, reached_row, created_at, committed_at, undone_at
from import
where workspace_id = $1 and state in ('staged', 'importing', 'undoing')
order by created_at, id"
        )
        .bind(scope.workspace),
    )
    .await
}

/// The newest import of a member that stands.
pub async fn newest_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Option<Import>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, file_name, source, encoding, delimiter, columns, state, n_rows, n_stored, n_updated, n_same,
    n_rejected, n_possible, merged_rows, reached_row, created_at, committed_at, undone_at
from import
where workspace_id = $1 and member_id = $2 and state = 'done'
order by created_at desc, id desc
limit 1"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Adds rows as they were read.
pub async fn insert_chunks(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    chunks: &[Chunk],
) -> Result<(), StoreError> {
    for some in chunks.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into import_chunk (workspace_id, import_id, first_row, n_rows, drafts) values ").rows(
                some.iter().map(|c| {
                    [
                        scope.workspace.into(),
                        import.into(),
                        c.first_row.into(),
                        c.n_rows.into(),
                        c.drafts.as_str().into(),
                    ]
                }),
            ),
        )
        .await?;
    }
    Ok(())
}

/// The chunks that begin after a row, in order.
pub async fn chunks_after(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    row: i64,
    limit: i64,
) -> Result<Vec<Chunk>, StoreError> {
    tx.all(
        sql!(
            "select first_row, n_rows, drafts
from import_chunk
where workspace_id = $1 and import_id = $2 and first_row > $3
order by first_row
limit $4"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(row)
        .bind(limit),
    )
    .await
}

/// The chunks that begin at some rows. At most [`BULK_ROWS`] a call.
pub async fn chunks_at(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    first_rows: &[i64],
) -> Result<Vec<Chunk>, StoreError> {
    if first_rows.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select first_row, n_rows, drafts
from import_chunk
where workspace_id = $1 and import_id = $2 and first_row in "
        )
        .bind(scope.workspace)
        .bind(import)
        .list(first_rows.iter().copied()),
    )
    .await
}

/// Adds what was decided.
pub async fn insert_decisions(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    decisions: &[Decision],
) -> Result<(), StoreError> {
    for some in decisions.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into import_decision (workspace_id, import_id, row_number, decision, person_id, into_row) values ")
                .rows(some.iter().map(|d| {
                    [
                        scope.workspace.into(),
                        import.into(),
                        d.row_number.into(),
                        d.decision.as_str().into(),
                        d.person_id.into(),
                        d.into_row.into(),
                    ]
                })),
        )
        .await?;
    }
    Ok(())
}

/// What was decided about the rows from one to another.
pub async fn decisions(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    from: i64,
    to: i64,
) -> Result<Vec<Decision>, StoreError> {
    tx.all(
        sql!(
            "select row_number, decision, person_id, into_row
from import_decision
where workspace_id = $1 and import_id = $2 and row_number between $3 and $4
order by row_number"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(from)
        .bind(to),
    )
    .await
}

/// Whom rows of an import became: row, person. At most [`BULK_ROWS`] a call.
pub async fn people_of_rows(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    rows: &[i64],
) -> Result<Vec<(i64, Uuid)>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select file_order, id
from person
where workspace_id = $1 and import_id = $2 and file_order in "
        )
        .bind(scope.workspace)
        .bind(import)
        .list(rows.iter().copied()),
    )
    .await
}

/// Who stands behind some ids of ours: id, state, into whom they were merged. At most [`BULK_ROWS`] a call.
pub async fn standing_behind(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String, Option<Uuid>)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!("select id, state, merged_into from person where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(ids.iter().copied()),
    )
    .await
}

/// Adds what could not be used.
pub async fn insert_problems(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    problems: &[Problem],
) -> Result<(), StoreError> {
    for some in problems.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into import_problem (workspace_id, import_id, row_number, position, column_name, kind, cell, why, is_rejected) values ")
                .rows(some.iter().map(|p| {
                    [
                        scope.workspace.into(),
                        import.into(),
                        p.row_number.into(),
                        p.position.into(),
                        p.column_name.as_str().into(),
                        p.kind.as_str().into(),
                        p.cell.as_str().into(),
                        p.why.as_str().into(),
                        p.is_rejected.into(),
                    ]
                })),
        )
        .await?;
    }
    Ok(())
}

/// What could not be used, by row: the rows left out (`rejected` 1) or single values (0).
pub async fn problems(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    rejected: bool,
    limit: i64,
) -> Result<Vec<Problem>, StoreError> {
    tx.all(
        sql!(
            "select row_number, position, column_name, coalesce(kind, 'other') as kind, coalesce(cell, '') as cell, why, is_rejected
from import_problem
where workspace_id = $1 and import_id = $2 and is_rejected = $3
order by row_number, position
limit $4"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(rejected)
        .bind(limit),
    )
    .await
}

/// The mapping remembered for a set of headers, as JSON.
pub async fn mapping(
    tx: &mut Tx,
    scope: Scope,
    header_set: &str,
) -> Result<Option<String>, StoreError> {
    let found: Option<(String,)> = tx
        .optional(
            sql!("select mapping from import_mapping where workspace_id = $1 and header_set = $2")
                .bind(scope.workspace)
                .bind(header_set),
        )
        .await?;
    Ok(found.map(|(mapping,)| mapping))
}

/// Remembers a mapping for a set of headers.
pub async fn put_mapping(
    tx: &mut Tx,
    scope: Scope,
    header_set: &str,
    mapping: &str,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into import_mapping (workspace_id, header_set, mapping, updated_at)
values ($1, $2, $3, $4)
on conflict (workspace_id, header_set) do update set mapping = excluded.mapping, updated_at = excluded.updated_at"
        )
        .bind(scope.workspace)
        .bind(header_set)
        .bind(mapping)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Deletes some of what was staged, from the front; says how many chunks, 0 at the end.
pub async fn delete_chunks(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    limit: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "delete from import_chunk
where workspace_id = $1 and import_id = $2 and first_row in (
    select first_row
    from import_chunk
    where workspace_id = $1 and import_id = $2
    order by first_row
    limit $3
)"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(limit),
    )
    .await
}

/// Leaves out what rows add to the people of other rows, which are left out themselves.
pub async fn leave_out(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    left_out: &[i64],
) -> Result<(), StoreError> {
    for some in left_out.chunks(BULK_ROWS) {
        tx.execute(
            sql!("update import_decision set decision = 'known' where workspace_id = $1 and import_id = $2 and into_row in ")
                .bind(scope.workspace)
                .bind(import)
                .list(some.iter().copied()),
        )
        .await?;
    }
    Ok(())
}

/// Deletes what was decided.
pub async fn delete_decisions(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from import_decision where workspace_id = $1 and import_id = $2")
            .bind(scope.workspace)
            .bind(import),
    )
    .await?;
    Ok(())
}

/// Deletes an import that was only staged, with its problems.
pub async fn delete(tx: &mut Tx, scope: Scope, import: ImportId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from import_problem where workspace_id = $1 and import_id = $2")
            .bind(scope.workspace)
            .bind(import),
    )
    .await?;
    tx.execute(
        sql!("delete from import_merge where workspace_id = $1 and import_id = $2")
            .bind(scope.workspace)
            .bind(import),
    )
    .await?;
    tx.execute(
        sql!("delete from import where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(import),
    )
    .await?;
    Ok(())
}
