//! What an import answers: counts, what could not be used, and who was taken for whom.

use domain::{ids::ImportId, imports::draft::Recognition};
use store::{
    errors::StoreError,
    imports::{self as stored, Import},
    scope::Scope,
    transaction::Tx,
};

use super::{Asked, ImportError, Problem, Report, decide};
use crate::App;

/// Most rejected rows, and most other problems, that a report names.
const MOST_PROBLEMS: i64 = 100_000;

/// The report of an import that is decided; who was merged is named once that is done.
pub(super) async fn report(
    app: &App,
    scope: Scope,
    import: &Import,
    recognition: Recognition,
    asked: &Asked,
    decided: decide::Decided,
) -> Result<Report, ImportError> {
    let id = ImportId(import.id);
    let (rejected, problems) = app
        .db
        .read(scope, async |tx| {
            let rejected = problems(tx, scope, id, true).await?;
            Ok::<_, StoreError>((rejected, problems(tx, scope, id, false).await?))
        })
        .await?;
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    Ok(Report {
        import: None,
        dry_run: asked.is_dry,
        source: import.source.clone(),
        encoding: recognition.encoding,
        delimiter: recognition.delimiter,
        columns: recognition.columns,
        rows: count(import.n_rows),
        stored: count(import.n_stored),
        updated: count(import.n_updated),
        same: count(import.n_same),
        possible_duplicates: count(import.n_possible),
        rejected,
        n_rejected: count(import.n_rejected),
        problems,
        certain: decided.certain,
        possible: decided.possible,
        noticed: decided.noticed,
    })
}

async fn problems(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    rejected: bool,
) -> Result<Vec<Problem>, StoreError> {
    let found = stored::problems(tx, scope, import, rejected, MOST_PROBLEMS).await?;
    Ok(found
        .into_iter()
        .map(|problem| Problem {
            row: problem.row_number,
            column: problem.column_name,
            why: problem.why,
        })
        .collect())
}
