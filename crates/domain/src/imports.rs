//! Imports: from the bytes of a file to people, row by row, with a why for each row that fails.
//!
//! [`open`] decides by the first bytes what a file is, looks through the whole of it once (encoding, dialect,
//! what its columns hold) and answers a [`Reader`] that yields one [`Draft`] or one [`ReadError`] a row or card.
//! Memory does not grow with the file: a row is let go before the next one is read.
//!
//! A kind of file plugs in at one of two places: what has columns is a [`RowSource`], whose rows go through the
//! same recognition and mapping whatever they were written in; what names its fields itself (cards) makes drafts.

mod bytes;
mod columns;
mod consent;
pub mod countries;
pub mod dates;
mod dialect;
pub mod draft;
mod drafting;
mod encoding;
mod ending;
pub mod fields;
mod header_words;
mod headers;
pub mod languages;
mod mailboxes;
mod records;
mod sniff;
mod standings;
mod table;
pub mod values;
pub mod vcard;
pub mod workbook;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Seek, SeekFrom},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use draft::{Draft, Recognition, Rejected};

/// What a file is read with.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Header and field, by hand: wins over what is recognised. A header may be given as `column 3` too.
    pub mapping: Vec<(String, String)>,
    /// Cells by hand: win over what stands in the file. Cards have none.
    pub corrections: Vec<Correction>,
    /// ISO 3166-1 alpha-2 of the workspace, for numbers whose row tells no country.
    pub default_country: Option<String>,
    /// The name of the file, for messages and as a hint; never decides alone.
    pub file_name: Option<String>,
    /// Today, to tell a birthday or a date in the future.
    pub today: Date,
    /// How much is read before a file or a row is refused.
    pub limits: Limits,
}

impl ReadOptions {
    /// No mapping, no country, no name, the limits shipped.
    pub fn new(today: Date) -> Self {
        Self {
            mapping: Vec::new(),
            corrections: Vec::new(),
            default_country: None,
            file_name: None,
            today,
            limits: Limits::default(),
        }
    }
}

/// A cell as somebody says it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportCorrection)]
pub struct Correction {
    /// The nth data row, from 1.
    #[schema(minimum = 1)]
    pub row: u64,
    /// The header of the column, or its place: `column 3`.
    #[schema(min_length = 1, max_length = 1000)]
    pub column: String,
    /// What the cell says.
    #[schema(max_length = 10000)]
    pub value: String,
}

/// How much of a file is read before it, or a row of it, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a whole file.
    pub file_bytes: u64,
    /// Bytes of one row or card, photos of cards not counted.
    pub record_bytes: usize,
    /// Columns of a table.
    pub columns: usize,
    /// Bytes that a compressed file (workbook) may unpack to.
    pub unpacked_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 4 << 30, record_bytes: 1 << 20, columns: 2_000, unpacked_bytes: 1 << 30 }
    }
}

/// Why a whole file is refused: nothing of it may be stored.
#[derive(Debug, thiserror::Error)]
pub enum RefusedFile {
    /// Nothing in it but white space or a byte order mark.
    #[error("the file is empty")]
    Empty,
    /// Not text and not a workbook.
    #[error("not a table and not text: this looks like {what}")]
    NotText {
        /// What the first bytes say it is.
        what: String,
    },
    /// Packed; the user unpacks it.
    #[error("the file is compressed ({format}): unpack it first")]
    Compressed {
        /// gzip, bzip2, zip …
        format: String,
    },
    /// A format that is known and not read.
    #[error("{format} is not supported: export {instead}")]
    Unsupported {
        /// The format as people call it.
        format: String,
        /// What to export instead.
        instead: String,
    },
    /// An iCalendar file.
    #[error("this is a calendar, not contacts: import it with `busy import`")]
    Calendar,
    /// Needs a password.
    #[error("the file is protected by a password: remove the password and save it again")]
    Protected,
    /// Broken beyond its rows.
    #[error("the file is damaged: {why}")]
    Damaged {
        /// Which part, and how.
        why: String,
    },
    /// Over one of [`Limits`].
    #[error("{what} is over the limit of {limit}")]
    TooLarge {
        /// What is too large, with its row where it has one.
        what: String,
        /// The limit with its unit.
        limit: String,
    },
    /// A quote that swallows the rest of the file.
    #[error("row {row}: a quote opened at line {line} is never closed")]
    OpenQuote {
        /// The nth data row.
        row: u64,
        /// The line of the file, from 1, in which that row begins.
        line: u64,
    },
    /// A table, but not one of people.
    #[error(
        "no people in this file: {why}; its columns are {}; map one by hand with COLUMN=FIELD",
        list(columns)
    )]
    NotPeople {
        /// What was missing.
        why: String,
        /// The headers as read, at most twenty.
        columns: Vec<String>,
    },
    /// A mapping by hand that cannot be followed.
    #[error("cannot map `{column}` to `{field}`: {why}")]
    Mapping {
        /// The column given.
        column: String,
        /// The field given.
        field: String,
        /// Which of the two is unknown.
        why: String,
    },
    /// A cell said by hand of a column that is not there.
    #[error("cannot correct row {row}: there is no column `{column}`")]
    Correction {
        /// The row given.
        row: u64,
        /// The column given.
        column: String,
    },
    /// The bytes could not be read.
    #[error("the file could not be read")]
    Read(#[from] std::io::Error),
}

/// What a reader says of one row when it has no person for it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// This row cannot be stored; the next ones can.
    #[error("row {}, column {}: {}", .0.row, .0.column, .0.why)]
    Row(Rejected),
    /// The rest of the file cannot be read: nothing of it may be stored. The reader ends here.
    #[error(transparent)]
    File(#[from] RefusedFile),
}

/// One row of cells, of a table in text or of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where it begins in the file: line of the text, or number of the sheet's row, from 1.
    pub line: u64,
    /// The cells as text, outer blanks kept.
    pub cells: Vec<String>,
    /// What was wrong with single cells: place of the cell from 0, why. The cell is then empty.
    pub damage: Vec<(usize, String)>,
    /// Why the whole row cannot be used.
    pub broken: Option<String>,
}

/// Rows from the start of a file or sheet, as often as asked: once to learn, once to read.
pub trait RowSource: Send {
    /// Begins again at the first row.
    ///
    /// # Errors
    /// The file cannot be read again.
    fn rewind(&mut self) -> Result<(), RefusedFile>;

    /// Puts the next row into `row`; false at the end. Rows without any text may be left out.
    ///
    /// # Errors
    /// The rest of the file cannot be read.
    fn next_row(&mut self, row: &mut Row) -> Result<bool, RefusedFile>;

    /// Sheets that may be chosen; a text has one.
    fn n_sheets(&self) -> usize {
        1
    }

    /// The name of a sheet, for messages.
    fn sheet_name(&self, _sheet: usize) -> String {
        String::new()
    }

    /// Takes the rows from another sheet and begins at its first row.
    ///
    /// # Errors
    /// The sheet cannot be read.
    fn choose(&mut self, _sheet: usize) -> Result<(), RefusedFile> {
        self.rewind()
    }
}

/// People from a file, one row or card at a time.
pub struct Reader {
    recognition: Recognition,
    people: Box<dyn Iterator<Item = Result<Draft, ReadError>> + Send>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("recognition", &self.recognition).finish_non_exhaustive()
    }
}

impl Reader {
    /// A reader of what was recognised.
    pub fn new(
        recognition: Recognition,
        people: impl Iterator<Item = Result<Draft, ReadError>> + Send + 'static,
    ) -> Self {
        Self { recognition, people: Box::new(people) }
    }

    /// What the file turned out to be.
    pub fn recognition(&self) -> &Recognition {
        &self.recognition
    }
}

impl Iterator for Reader {
    type Item = Result<Draft, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.people.next()
    }
}

/// Opens a file of people: a table in text, a workbook or cards, told apart by their first bytes.
///
/// # Errors
/// [`RefusedFile`] when nothing of it may be stored, with the cause.
pub fn open<R: Read + Seek + Send + 'static>(
    input: R,
    options: &ReadOptions,
) -> Result<Reader, RefusedFile> {
    match sniffed(Box::new(input), options)? {
        Sniffed::Cards(input) => vcard::open(input, options),
        Sniffed::Table(table) => table::open(table, options),
    }
}

/// The cells of some rows as they stand in a file of people, by row, counted as [`Reader`] counts them; what is said by hand
/// about cells is not put in. Cards have no cells.
///
/// # Errors
/// [`RefusedFile`] as of [`open`].
pub fn cells<R: Read + Seek + Send + 'static>(
    input: R,
    options: &ReadOptions,
    wanted: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, Vec<String>>, RefusedFile> {
    match sniffed(Box::new(input), options)? {
        Sniffed::Cards(_) => Ok(BTreeMap::new()),
        Sniffed::Table(table) => table::cells(table, options, wanted),
    }
}

/// The bytes of a file, wherever they lie.
trait Bytes: Read + Seek + Send {}

impl<R: Read + Seek + Send> Bytes for R {}

/// What a file is, by its first bytes.
enum Sniffed {
    Cards(Box<dyn Bytes>),
    Table(table::Table),
}

/// Tells what a file is. Every kind of input is read through one type, so that the readers are compiled once.
fn sniffed(mut input: Box<dyn Bytes>, options: &ReadOptions) -> Result<Sniffed, RefusedFile> {
    let mut head = Vec::new();
    input.by_ref().take(4_096).read_to_end(&mut head)?;
    let length = input.seek(SeekFrom::End(0))?;
    input.rewind()?;
    if length > options.limits.file_bytes {
        let limit = format!("{} MiB", options.limits.file_bytes >> 20);
        return Err(RefusedFile::TooLarge { what: "the file".to_owned(), limit });
    }
    if head.is_empty() {
        return Err(RefusedFile::Empty);
    }
    if sniff::by_bytes(&head)? == sniff::Kind::Workbook {
        return Ok(Sniffed::Table(workbook::open(input, options)?));
    }
    let detected = encoding::detect(&mut input, options.default_country.as_deref())?;
    let start = encoding::start(&head, detected);
    Ok(match sniff::by_text(&start, options.file_name.as_deref())? {
        sniff::Kind::Cards => Sniffed::Cards(input),
        sniff::Kind::Table | sniff::Kind::Workbook => {
            Sniffed::Table(table::open_text(input, detected, options)?)
        }
    })
}

/// A key of a set of headers, whatever their order, case and accents: what a mapping is remembered by.
pub fn header_set_key(headers: &[String]) -> String {
    let mut folded: Vec<String> = headers.iter().map(|header| values::fold(header)).collect();
    folded.sort_unstable();
    folded.join("|")
}

/// At most twenty names in quotes, for a message.
fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(20).map(|name| format!("`{name}`")).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

#[cfg(test)]
mod tests;
