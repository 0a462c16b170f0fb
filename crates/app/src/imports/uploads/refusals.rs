//! Why a file was refused, in parts, so that a page says it in the reader's words and offers the way on.

use domain::{imports::RefusedFile, words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// What kind of file, or fault of one, was refused.
    pub enum RefusalKind {
        /// Nothing is in it.
        Empty = "empty",
        /// It is neither text nor a table.
        NotText = "not_text",
        /// It is packed.
        Compressed = "compressed",
        /// Its format is known and not read.
        Unsupported = "unsupported",
        /// It is a calendar.
        Calendar = "calendar",
        /// It needs a password.
        Protected = "protected",
        /// It is broken beyond its rows.
        Damaged = "damaged",
        /// It, or a row of it, is too large.
        TooLarge = "too_large",
        /// A quote is never closed.
        OpenQuote = "open_quote",
        /// It is a table, but not one of people.
        NotPeople = "not_people",
        /// What was said by hand of a column cannot be followed.
        Mapping = "mapping",
        /// A cell was said by hand of a column that is not there.
        Correction = "correction",
        /// Its bytes could not be read.
        Unreadable = "unreadable",
    }
}

/// Why a file was refused: the kind, and of the rest what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportRefusal)]
pub struct Refusal {
    /// What kind of file, or fault of one.
    pub kind: RefusalKind,
    /// The format: gzip, a calendar; what the first bytes look like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The limit that it is over, with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// The row meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The line of the file, from 1, in which that row begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The column meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The headers as they were read, at most twenty: to map by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub columns: Vec<String>,
}

impl Refusal {
    fn of(kind: RefusalKind) -> Self {
        Self {
            kind,
            format: None,
            limit: None,
            row: None,
            line: None,
            column: None,
            columns: Vec::new(),
        }
    }
}

impl From<&RefusedFile> for Refusal {
    fn from(refused: &RefusedFile) -> Self {
        let of = Self::of;
        match refused {
            RefusedFile::Empty => of(RefusalKind::Empty),
            RefusedFile::NotText { what } => {
                Self { format: Some(what.clone()), ..of(RefusalKind::NotText) }
            }
            RefusedFile::Compressed { format } => {
                Self { format: Some(format.clone()), ..of(RefusalKind::Compressed) }
            }
            RefusedFile::Unsupported { format, .. } => {
                Self { format: Some(format.clone()), ..of(RefusalKind::Unsupported) }
            }
            RefusedFile::Calendar => of(RefusalKind::Calendar),
            RefusedFile::Protected => of(RefusalKind::Protected),
            RefusedFile::Damaged { .. } => of(RefusalKind::Damaged),
            RefusedFile::TooLarge { limit, .. } => {
                Self { limit: Some(limit.clone()), ..of(RefusalKind::TooLarge) }
            }
            RefusedFile::OpenQuote { row, line } => {
                Self { row: Some(*row), line: Some(*line), ..of(RefusalKind::OpenQuote) }
            }
            RefusedFile::NotPeople { columns, .. } => {
                Self { columns: columns.clone(), ..of(RefusalKind::NotPeople) }
            }
            RefusedFile::Mapping { column, .. } => {
                Self { column: Some(column.clone()), ..of(RefusalKind::Mapping) }
            }
            RefusedFile::Correction { row, column } => Self {
                row: Some(*row),
                column: Some(column.clone()),
                ..of(RefusalKind::Correction)
            },
            RefusedFile::Read(_) => of(RefusalKind::Unreadable),
        }
    }
}
