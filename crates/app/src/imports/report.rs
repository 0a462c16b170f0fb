//! What an import answers: counts, what could not be used, and who was taken for whom.

use std::collections::BTreeSet;

use domain::{
    ids::ImportId,
    imports::draft::{Column, ProblemKind, Recognition},
};
use serde::{Deserialize, Serialize};
use store::{
    errors::StoreError,
    imports::{self as stored, Import},
    scope::Scope,
    transaction::Tx,
};

use super::{Asked, ImportError, Named, Whom, decide, uploads};
use crate::App;

/// How many rows of each kind a kept report names.
pub(super) const NAMED: usize = 100;
/// How many of the first rows of a table are shown.
const FIRST: u64 = 20;
/// Most rejected rows, and most other problems, that a report names.
const MOST_PROBLEMS: i64 = 100_000;

/// A row, or a value of one, that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportProblem)]
pub struct Problem {
    /// The row.
    pub row: i64,
    /// The column; empty when the whole row is meant.
    pub column: String,
    /// What kind of thing is wrong.
    #[serde(default)]
    #[schema(required = false)]
    pub kind: ProblemKind,
    /// The whole cell as it stands there, or the name of a sheet; empty when the whole row is meant, or when it is longer
    /// than anybody mends.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong.
    pub why: String,
}

/// A row of the file as it stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportRow)]
pub struct Line {
    /// The row, from 1 below the header.
    pub row: u64,
    /// Its cells in the order of the columns; of a long one the beginning.
    pub cells: Vec<String>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ImportReport)]
pub struct Report {
    /// Its id; none when it was only tried out.
    pub import: Option<ImportId>,
    /// Whether it was only tried out.
    pub dry_run: bool,
    /// The program the file came from.
    pub source: String,
    /// How it is encoded.
    pub encoding: String,
    /// What parts its columns.
    pub delimiter: String,
    /// Its columns and what they were taken for.
    pub columns: Vec<Column>,
    /// The mapping by hand of the last import with these headers, where this one was read by it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub remembered: Vec<uploads::Mapped>,
    /// Rows in: stored + updated + same + rejected.
    pub rows: u64,
    /// New people.
    pub stored: u64,
    /// Rows that said something new of somebody.
    pub updated: u64,
    /// Rows that said nothing new.
    pub same: u64,
    /// New people who may be somebody else.
    pub possible_duplicates: u64,
    /// Rows that could not be used, at most a hundred thousand of them.
    pub rejected: Vec<Problem>,
    /// How many rows could not be used.
    pub n_rejected: u64,
    /// Values that could not be used; their rows were stored without them.
    pub problems: Vec<Problem>,
    /// Rows that were certainly one person, strongest first in each group; at most a thousand.
    pub certain: Vec<Named>,
    /// Those that may be; at most a thousand.
    pub possible: Vec<Named>,
    /// What was joined and should be looked at: twins and generations.
    pub noticed: Vec<Named>,
    /// The first rows of a table and those named here, as they stand in the file: of a file that came over the network, until
    /// it is imported.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub lines: Vec<Line>,
}

impl Report {
    /// The first rows, and every row that a kept report names.
    pub(super) fn rows_to_show(&self) -> BTreeSet<u64> {
        let problems = [&self.rejected, &self.problems].into_iter();
        let problems = problems.flat_map(|problems| problems.iter().take(NAMED));
        let problems = problems.filter_map(|problem| u64::try_from(problem.row).ok());
        let pairs = [&self.certain, &self.possible, &self.noticed].into_iter();
        let pairs = pairs.flat_map(|pairs| pairs.iter().take(NAMED));
        let sides = pairs.flat_map(|pair| [pair.a, pair.b]).filter_map(|side| match side {
            Whom::Row(row) => Some(row.into()),
            Whom::Person(_) => None,
        });
        (1..=FIRST.min(self.rows)).chain(problems.filter(|row| *row > 0)).chain(sides).collect()
    }
}

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
        remembered: Vec::new(),
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
        lines: Vec::new(),
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
            kind: ProblemKind::parse(&problem.kind).unwrap_or_default(),
            value: problem.cell,
            why: problem.why,
        })
        .collect())
}
