//! Imports as they are listed and shown, however they came in.

use domain::{
    ids::{ImportId, MemberId},
    imports::Correction,
    words,
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::Value;
use store::{
    errors::StoreError,
    imports::{self as stored, Import, uploads as rows},
};
use utoipa::ToSchema;

use super::{Mapped, Refusal, UploadError, silence};
use crate::{
    App,
    clock::instant_of,
    imports::{Choices, Report, UndoneImport},
    pages::{self, Asked, Page},
    workspaces::Member,
};

/// Work that is not heard of for so long has ended.
const SILENT: SignedDuration = SignedDuration::from_secs(60);
/// Most rows that could not be used of an import that did not come over the network.
const MOST_REJECTED: i64 = 100_000;

words! {
    /// Where an import stands.
    pub enum ImportState {
        /// The file is looked through.
        Reading = "reading",
        /// The preview is there: nothing is imported yet.
        Ready = "ready",
        /// Rows become people.
        Importing = "importing",
        /// All of it is imported.
        Done = "done",
        /// It is taken back.
        Undoing = "undoing",
        /// It was taken back.
        Undone = "undone",
        /// It could not be read or imported: nothing of it is stored.
        Failed = "failed",
    }
}

/// How many rows became what: rows = stored + updated + same + rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ImportCounts)]
pub struct Counts {
    /// Rows in.
    pub rows: i64,
    /// New people.
    pub stored: i64,
    /// Rows that said something new of somebody.
    pub updated: i64,
    /// Rows that said nothing new.
    pub same: i64,
    /// Rows that could not be used.
    pub rejected: i64,
    /// New people who may be somebody else.
    pub possible_duplicates: i64,
}

/// Why an import failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ImportFailure)]
pub struct Why {
    /// A stable code.
    pub code: String,
    /// In words.
    pub detail: String,
    /// Why the file was refused, in parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

/// An import as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportShown {
    /// Its id.
    pub id: ImportId,
    /// The name of the file; empty for pasted rows.
    pub file: String,
    /// Who imports it.
    pub by: MemberId,
    /// When it came in.
    pub at: Timestamp,
    /// Where it stands.
    pub state: ImportState,
    /// What is being done; none when nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// How far that has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<i64>,
    /// Of how much, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<i64>,
    /// How many rows became what, or would; none before the file is looked through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

impl ImportShown {
    /// Whether it changes by itself.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state, ImportState::Reading | ImportState::Importing | ImportState::Undoing)
    }
}

/// An import with what its preview, its merging and its undo said.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportDetail {
    /// The import.
    #[serde(flatten)]
    pub shown: ImportShown,
    /// What was found, or done; of each kind of row at most a hundred.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Report>)]
    pub report: Option<Value>,
    /// What columns hold, said by hand.
    pub mapping: Vec<Mapped>,
    /// What cells hold, said by hand.
    pub corrections: Vec<Correction>,
    /// What becomes of those who may be one.
    pub choices: Choices,
    /// What taking it back did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<UndoneImport>)]
    pub undone: Option<Value>,
}

/// The imports of a workspace, newest first.
pub async fn list(
    app: &App,
    member: &Member,
    asked: &Asked,
) -> Result<Page<ImportShown>, UploadError> {
    let (scope, limit, place) = (member.scope, asked.limit(), asked.place()?);
    let mut found: Vec<(i64, ImportShown)> = app
        .db
        .snapshot(scope, async |tx| {
            let uploads = rows::page(tx, scope, place, limit).await?;
            let ids: Vec<_> = uploads.iter().map(|row| row.id).collect();
            let imports = rows::imports_of(tx, scope, &ids).await?;
            let import = |id| imports.iter().find(|import| import.id == id);
            let mut found: Vec<(i64, ImportShown)> =
                uploads.iter().map(|row| (row.created_at, of(app, row, import(row.id)))).collect();
            let others = rows::page_of_others(tx, scope, place, limit).await?;
            found.extend(others.iter().map(|row| (row.created_at, of_import(row))));
            Ok::<_, StoreError>(found)
        })
        .await?;
    found.sort_unstable_by_key(|(at, shown)| std::cmp::Reverse((*at, shown.id)));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let last = found.last().map(|(at, shown)| pages::write(*at, shown.id.0));
    let next = pages::next(found.len(), limit, last);
    Ok(Page { rows: found.into_iter().map(|(_, shown)| shown).collect(), next })
}

/// One import with all that is known of it.
pub async fn get(app: &App, member: &Member, id: ImportId) -> Result<ImportDetail, UploadError> {
    let (row, import) = both(app, member, id).await?;
    let unknown = UploadError::Unknown { import: id };
    let Some(row) = row else {
        let shown = import.as_ref().map(of_import).ok_or(unknown)?;
        return Ok(ImportDetail {
            shown,
            report: None,
            mapping: Vec::new(),
            corrections: Vec::new(),
            choices: Choices::default(),
            undone: None,
        });
    };
    let told = |json: &str| serde_json::from_str(json).ok();
    Ok(ImportDetail {
        shown: of(app, &row, import.as_ref()),
        report: told(&row.report),
        mapping: serde_json::from_str(&row.mapping).unwrap_or_default(),
        corrections: serde_json::from_str(&row.corrections).unwrap_or_default(),
        choices: serde_json::from_str(&row.decisions).unwrap_or_default(),
        undone: told(&row.undone),
    })
}

/// The rows of an import that could not be used, as a table: row, column, why.
pub async fn rejected(app: &App, member: &Member, id: ImportId) -> Result<String, UploadError> {
    let (row, import) = both(app, member, id).await?;
    if let Some(row) = row {
        return Ok(row.rejected);
    }
    import.ok_or(UploadError::Unknown { import: id })?;
    let scope = member.scope;
    let found = app
        .db
        .read(scope, async |tx| stored::problems(tx, scope, id, true, MOST_REJECTED).await)
        .await?;
    let rows = found.iter().map(|row| (row.row_number, &*row.column_name, &*row.why));
    Ok(crate::export::rejected(rows))
}

async fn both(
    app: &App,
    member: &Member,
    id: ImportId,
) -> Result<(Option<rows::Upload>, Option<Import>), UploadError> {
    let scope = member.scope;
    let found = app
        .db
        .snapshot(scope, async |tx| {
            let row = rows::get(tx, scope, id).await?;
            let import = stored::get(tx, scope, id).await?;
            Ok::<_, StoreError>((row, import.filter(|import| import.state != "staged")))
        })
        .await?;
    Ok(found)
}

/// An upload as it is shown, beside the import that it has become.
pub(super) fn of(app: &App, row: &rows::Upload, import: Option<&Import>) -> ImportShown {
    let told = ImportState::parse(&row.state).unwrap_or(ImportState::Failed);
    let is_silent = silence(app, row.heard_at) > SILENT;
    let state = standing(told, is_silent, import.map(|import| import.state.as_str()));
    let is_under_way =
        matches!(state, ImportState::Reading | ImportState::Importing | ImportState::Undoing);
    let interrupted = || Why {
        code: "interrupted".to_owned(),
        detail: "the server stopped in the middle: try again".to_owned(),
        refusal: None,
    };
    let why = match (state, row.why_code.is_empty()) {
        (ImportState::Failed, true) => Some(interrupted()),
        (_, true) => None,
        (_, false) => Some(Why {
            code: row.why_code.clone(),
            detail: row.why.clone(),
            refusal: serde_json::from_str(&row.refusal).ok(),
        }),
    };
    ImportShown {
        id: ImportId(row.id),
        file: row.file_name.clone(),
        by: MemberId(row.member_id),
        at: instant_of(row.created_at),
        state,
        phase: (is_under_way && !row.phase.is_empty()).then(|| row.phase.clone()),
        done: is_under_way.then_some(row.n_done),
        of: row.n_of.filter(|_| is_under_way),
        counts: import.map(counts_of).or_else(|| counts_in(&row.report)),
        why,
    }
}

/// Where an import stands: what has become of its rows decides, else what was last said of the work on the file.
fn standing(told: ImportState, is_silent: bool, import: Option<&str>) -> ImportState {
    // Work that is heard of has not ended before it wrote down what came of it.
    let is_at_work = matches!(told, ImportState::Importing | ImportState::Undoing) && !is_silent;
    match import {
        Some("importing") => ImportState::Importing,
        Some("undoing") => ImportState::Undoing,
        Some("undone") => ImportState::Undone,
        Some(_) if is_at_work => told,
        Some(_) => ImportState::Done,
        None if is_silent && matches!(told, ImportState::Reading | ImportState::Importing) => {
            ImportState::Failed
        }
        None => told,
    }
}

fn of_import(import: &Import) -> ImportShown {
    let state = standing(ImportState::Done, false, Some(&import.state));
    ImportShown {
        id: ImportId(import.id),
        file: import.file_name.clone(),
        by: MemberId(import.member_id),
        at: instant_of(import.created_at),
        state,
        phase: None,
        done: None,
        of: None,
        counts: Some(counts_of(import)),
        why: None,
    }
}

fn counts_of(import: &Import) -> Counts {
    Counts {
        rows: import.n_rows,
        stored: import.n_stored,
        updated: import.n_updated,
        same: import.n_same,
        rejected: import.n_rejected,
        possible_duplicates: import.n_possible,
    }
}

/// The counts in a report as it is kept.
fn counts_in(report: &str) -> Option<Counts> {
    let report: Value = serde_json::from_str(report).ok()?;
    let count = |name: &str| report.get(name).and_then(Value::as_i64).unwrap_or_default();
    Some(Counts {
        rows: count("rows"),
        stored: count("stored"),
        updated: count("updated"),
        same: count("same"),
        rejected: count("n_rejected"),
        possible_duplicates: count("possible_duplicates"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: &str, is_silent: bool, import: &str, expected: &str) {
        let told = ImportState::parse(told).unwrap();
        let import = (!import.is_empty()).then_some(import);
        assert_eq!(standing(told, is_silent, import).as_str(), expected);
    }

    #[test]
    fn work_that_is_not_heard_of_has_failed() {
        check("reading", false, "", "reading");
        check("reading", true, "", "failed");
        check("importing", true, "", "failed");
        check("ready", true, "", "ready");
    }

    #[test]
    fn what_became_of_the_rows_decides() {
        check("importing", true, "importing", "importing");
        check("importing", true, "done", "done");
        check("importing", false, "done", "importing");
        check("done", false, "undone", "undone");
        check("undoing", false, "done", "undoing");
        check("undoing", true, "done", "done");
    }

    #[test]
    fn counts_are_read_out_of_a_report() {
        let report = r#"{"rows": 7, "stored": 3, "updated": 1, "same": 1, "n_rejected": 2, "possible_duplicates": 1}"#;
        let (rows, stored, updated, same, rejected) = (7, 3, 1, 1, 2);
        let possible_duplicates = 1;
        let expected = Counts { rows, stored, updated, same, rejected, possible_duplicates };
        assert_eq!(counts_in(report), Some(expected));
        assert_eq!(counts_in(""), None);
    }
}
