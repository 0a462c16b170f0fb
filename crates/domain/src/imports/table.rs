//! A table of any kind: learned from once, then read row by row.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Seek},
};

use super::{
    Correction, ReadError, ReadOptions, Reader, RefusedFile, Row, RowSource,
    columns::{Layout, columns_of, recognise_table},
    dates::Evidence,
    dialect,
    draft::{Draft, Problem, ProblemKind, Recognition},
    drafting::Drafting,
    encoding::{self, Decoder, Detected, Pieces},
    ending::{Ending, is_sum},
    mailboxes::Mailboxes,
    records::Records,
    values::fold,
};

/// Characters of the text from which the dialect is told.
const SAMPLE: usize = 128 * 1024;
/// Rows from which columns are recognised.
const N_ROWS: usize = 300;
/// Sheets that are looked at.
const N_SHEETS: usize = 64;

/// Rows of cells from wherever they come.
pub(crate) struct Table {
    pub(crate) rows: Box<dyn RowSource>,
    /// How it is encoded, only shown; `binary` for a workbook.
    pub(crate) encoding: String,
    /// What parts its columns, only shown; nothing for a workbook.
    pub(crate) delimiter: String,
}

/// The table of a delimited text whose encoding is known.
///
/// # Errors
/// [`RefusedFile`] when it cannot be read.
pub(crate) fn open_text<R: Read + Seek + Send + 'static>(
    input: R,
    detected: Detected,
    options: &ReadOptions,
) -> Result<Table, RefusedFile> {
    let encoding = detected.name();
    let mut decoder = Decoder::new(input, detected)?;
    let sample = sample(&mut decoder)?;
    if let Some(mailboxes) = Mailboxes::read(&sample.text).filter(|_| sample.is_whole) {
        return Ok(Table { rows: Box::new(mailboxes), encoding, delimiter: ",".to_owned() });
    }
    let sample = sample.text;
    let mapped: Vec<String> = options.mapping.iter().map(|(header, _)| header.clone()).collect();
    let dialect = dialect::detect(&sample, options.limits, &mapped);
    let records = Records::new(decoder, dialect, options.limits);
    Ok(Table { rows: Box::new(records), encoding, delimiter: dialect.delimiter.to_string() })
}

/// The first lines of a text, whole lines where it has any.
struct Sample {
    text: String,
    is_whole: bool,
}

fn sample<P: Pieces>(pieces: &mut P) -> Result<Sample, RefusedFile> {
    let mut text = String::new();
    let mut is_whole = false;
    while text.len() < SAMPLE && !is_whole {
        is_whole = !pieces.next_piece(&mut text)?;
    }
    pieces.rewind()?;
    let end = text
        .char_indices()
        .take_while(|(at, _)| *at <= SAMPLE)
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    if end < text.len() {
        text.truncate(end);
        if let Some(line_end) = text.rfind(['\n', '\r']) {
            text.truncate(line_end);
        }
    }
    Ok(Sample { text: text.replace(encoding::DAMAGE, ""), is_whole })
}

/// Opens a table: recognises the columns, goes through the file once, then reads.
///
/// # Errors
/// [`RefusedFile`] when no sheet names people, or the rows cannot be read to their end.
pub(crate) fn open(table: Table, options: &ReadOptions) -> Result<Reader, RefusedFile> {
    let Table { mut rows, encoding, delimiter } = table;
    let (mut layout, chosen) = choose_sheet(rows.as_mut(), options)?;
    let unread = unread_sheets(rows.as_mut(), chosen, options)?;
    let ending = learn(rows.as_mut(), &mut layout)?;
    rows.rewind()?;
    let recognition =
        Recognition { source: layout.source, encoding, delimiter, columns: layout.shown() };
    let people = People {
        rows,
        row: Row::default(),
        n_left_to_skip: layout.n_skipped,
        n: 0,
        ending,
        unread,
        corrected: corrected(&layout, &options.corrections)?,
        drafting: Drafting::new(&layout, options),
        layout,
        is_over: false,
    };
    Ok(Reader::new(recognition, people))
}

/// The cells of some rows as they stand there, by row; read no further than the last of them.
///
/// # Errors
/// [`RefusedFile`] when no sheet names people, or the rows cannot be read so far.
pub(crate) fn cells(
    table: Table,
    options: &ReadOptions,
    wanted: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, Vec<String>>, RefusedFile> {
    let mut rows = table.rows;
    let (layout, _) = choose_sheet(rows.as_mut(), options)?;
    rows.rewind()?;
    let mut found = BTreeMap::new();
    let mut row = Row::default();
    for _ in 0..layout.n_skipped {
        next_filled(rows.as_mut(), &mut row)?;
    }
    for n in 1..=wanted.last().copied().unwrap_or_default() {
        if !next_filled(rows.as_mut(), &mut row)? {
            break;
        }
        if wanted.contains(&n) {
            found.insert(n, std::mem::take(&mut row.cells));
        }
    }
    Ok(found)
}

/// Where the cells said by hand stand, by row.
///
/// # Errors
/// [`RefusedFile::Correction`] names a column that is not there.
fn corrected(
    layout: &Layout,
    corrections: &[Correction],
) -> Result<BTreeMap<u64, Vec<(usize, String)>>, RefusedFile> {
    let mut corrected: BTreeMap<u64, Vec<(usize, String)>> = BTreeMap::new();
    for Correction { row, column, value } in corrections {
        let places = columns_of(column, &layout.columns);
        let Some(place) = places.first() else {
            return Err(RefusedFile::Correction { row: *row, column: column.clone() });
        };
        corrected.entry(*row).or_default().push((*place, value.clone()));
    }
    Ok(corrected)
}

/// The first sheet that names people, and its place; the refusal of the first filled one where none does.
fn choose_sheet(
    rows: &mut dyn RowSource,
    options: &ReadOptions,
) -> Result<(Layout, usize), RefusedFile> {
    let n_sheets = rows.n_sheets().min(N_SHEETS);
    let mut refused = None;
    for sheet in 0..n_sheets {
        if n_sheets > 1 {
            rows.choose(sheet)?;
        } else {
            rows.rewind()?;
        }
        let first = match first_rows(rows, options) {
            Err(error) if n_sheets > 1 => {
                refused = refused.or(Some(error));
                continue;
            }
            first => first?,
        };
        if first.is_empty() {
            continue;
        }
        match recognise_table(&first, &options.mapping) {
            Ok(layout) => return Ok((layout, sheet)),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    Err(refused.unwrap_or(RefusedFile::Empty))
}

/// The other sheets that hold anything, each in words; the chosen one is chosen again.
fn unread_sheets(
    rows: &mut dyn RowSource,
    chosen: usize,
    options: &ReadOptions,
) -> Result<Vec<Unread>, RefusedFile> {
    let mut unread = Vec::new();
    if rows.n_sheets() < 2 {
        return Ok(unread);
    }
    for sheet in (0..rows.n_sheets().min(N_SHEETS)).filter(|sheet| *sheet != chosen) {
        let first = rows.choose(sheet).and_then(|()| first_rows(rows, options));
        let name: String = rows.sheet_name(sheet).chars().take(80).collect();
        match first {
            Ok(first) if first.is_empty() => {}
            Ok(first) if recognise_table(&first, &[]).is_ok() => {
                let why = format!(
                    "sheet `{name}` names people too and was not read: save it as a file of its own"
                );
                unread.push((ProblemKind::SheetOfPeople, name, why));
            }
            _ => {
                let why = format!("sheet `{name}` was not read");
                unread.push((ProblemKind::Sheet, name, why));
            }
        }
    }
    rows.choose(chosen)?;
    Ok(unread)
}

fn first_rows(
    rows: &mut dyn RowSource,
    options: &ReadOptions,
) -> Result<Vec<Vec<String>>, RefusedFile> {
    let mut first = Vec::new();
    let mut row = Row::default();
    while first.len() < N_ROWS && with_row(next_filled(rows, &mut row), first.len())? {
        if first.is_empty()
            && let Some(why) = row.broken.take()
        {
            let limits = options.limits;
            let limit = format!("{} MiB and {} columns", limits.record_bytes >> 20, limits.columns);
            return Err(RefusedFile::TooLarge { what: format!("row 1 ({why})"), limit });
        }
        // Long texts say nothing about what a column is.
        first.push(row.cells.iter().map(|cell| cell.chars().take(300).collect()).collect());
    }
    Ok(first)
}

/// The next row with any text; blank rows and drawn lines are no rows.
fn next_filled(rows: &mut dyn RowSource, row: &mut Row) -> Result<bool, RefusedFile> {
    while rows.next_row(row)? {
        let is_filled = row.cells.iter().any(|cell| !is_drawn(cell));
        if is_filled || row.broken.is_some() || !row.damage.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Nothing, or a line drawn below a header: `-----`, `:---:`, `=====`.
fn is_drawn(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty()
        || (cell.len() >= 3 && cell.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':' | b'+')))
}

/// Says which row an open quote swallowed: counted from the header.
fn with_row(read: Result<bool, RefusedFile>, n: usize) -> Result<bool, RefusedFile> {
    read.map_err(|error| match error {
        RefusedFile::OpenQuote { line, .. } => {
            RefusedFile::OpenQuote { row: u64::try_from(n).unwrap_or(u64::MAX), line }
        }
        other => other,
    })
}

/// Goes through the whole table once: a file that cannot be read to its end is refused before anything of it is stored.
///
/// Answers how it ends.
fn learn(rows: &mut dyn RowSource, layout: &mut Layout) -> Result<Ending, RefusedFile> {
    rows.rewind()?;
    let mut row = Row::default();
    let mut n = 0_usize;
    let mut ending = Ending::default();
    let dates: Vec<usize> = (0..layout.columns.len())
        .filter(|at| layout.columns.get(*at).is_some_and(|column| column.field.is_date()))
        .collect();
    while with_row(next_filled(rows, &mut row), n.saturating_sub(layout.n_skipped) + 1)? {
        n += 1;
        if n <= layout.n_skipped {
            continue;
        }
        ending.add(&row, layout.columns.len());
        for at in &dates {
            if let (Some(column), Some(cell)) = (layout.columns.get_mut(*at), row.cells.get(*at)) {
                column.evidence.add(cell);
            }
        }
    }
    let mut all = Evidence::default();
    layout.columns.iter().for_each(|column| all.join(column.evidence));
    for column in layout.columns.iter_mut().filter(|column| column.evidence.is_none()) {
        column.evidence = all;
    }
    Ok(ending)
}

/// A sheet that was not read: what kind of thing that is, its name, and what is told of it.
type Unread = (ProblemKind, String, String);

/// The rows of a table as people.
struct People {
    rows: Box<dyn RowSource>,
    row: Row,
    n_left_to_skip: usize,
    n: u64,
    /// Which rows stand below the table.
    ending: Ending,
    /// What is told with the first person: sheets beside this one.
    unread: Vec<Unread>,
    /// Cells said by hand, by row: place and value.
    corrected: BTreeMap<u64, Vec<(usize, String)>>,
    drafting: Drafting,
    layout: Layout,
    is_over: bool,
}

impl People {
    fn is_header_again(&self) -> bool {
        let header = &self.layout.header;
        header.len() > 1
            && header.len() == self.row.cells.len()
            && header.iter().zip(&self.row.cells).all(|(header, cell)| fold(header) == fold(cell))
    }

    /// Puts the cells said by hand into the row.
    fn correct(&mut self) {
        let Row { cells, damage, .. } = &mut self.row;
        for (place, value) in self.corrected.remove(&self.n).unwrap_or_default() {
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(place) {
                *cell = value;
            }
            damage.retain(|(damaged, _)| *damaged != place);
        }
    }

    fn read(&mut self) -> Result<Draft, Problem> {
        let row = self.n;
        let rejected = |kind: ProblemKind, why: &str| {
            Err(Problem { row, kind, why: why.to_owned(), ..Problem::default() })
        };
        if let Some(why) = self.row.broken.take() {
            return rejected(ProblemKind::Broken, &why);
        }
        self.correct();
        if self.n > self.ending.n_above() {
            return rejected(ProblemKind::BelowTable, "a line below the table, no person");
        }
        if self.is_header_again() {
            return rejected(ProblemKind::HeaderAgain, "repeats the header");
        }
        let draft = self.drafting.draft(self.n, &self.row)?;
        let is_at_end = self.ending.first_sum().is_some_and(|first| self.n >= first);
        if is_at_end && is_sum(&self.row) && draft.is_name_only() {
            return rejected(ProblemKind::Sums, "a row of sums, no person");
        }
        Ok(self.with_unread(draft))
    }

    /// Tells with the first person which sheets were not read.
    fn with_unread(&mut self, mut draft: Draft) -> Draft {
        let told = std::mem::take(&mut self.unread).into_iter();
        let problems = told.map(|(kind, value, why)| {
            let column = String::new();
            Problem { row: 0, column, kind, value, why }
        });
        draft.problems.splice(0..0, problems);
        draft
    }
}

impl Iterator for People {
    type Item = Result<Draft, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            match next_filled(self.rows.as_mut(), &mut self.row) {
                Ok(true) if self.n_left_to_skip > 0 => self.n_left_to_skip -= 1,
                Ok(true) => {
                    self.n += 1;
                    return Some(self.read().map_err(ReadError::Row));
                }
                Ok(false) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(ReadError::File(error)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use jiff::civil::date;

    use super::*;
    use crate::imports::{cells, open};

    #[track_caller]
    fn check_cells(text: &'static str, expected: &[(u64, &[&str])]) {
        let options = ReadOptions::new(date(2026, 3, 2));
        let rows = open(Cursor::new(text), &options).unwrap().map(|read| match read {
            Ok(draft) => draft.row,
            Err(ReadError::Row(problem)) => problem.row,
            Err(ReadError::File(why)) => panic!("{why}"),
        });
        let rows: BTreeSet<u64> = rows.collect();
        let found = cells(Cursor::new(text), &options, &rows).unwrap();
        assert_eq!(found.keys().copied().collect::<BTreeSet<_>>(), rows, "the rows of the reader");
        let told: Vec<(u64, Vec<&str>)> = found
            .iter()
            .map(|(row, cells)| (*row, cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(row, cells)| (*row, cells.to_vec())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn cells_are_those_of_the_rows_that_are_read() {
        check_cells(
            "Our list\n\nName;Email\n-----;-----\n\"Lee; Ann\";a@x.example\n;\n;not one\nBo Ray;b@x.example\n",
            &[
                (1, &["Lee; Ann", "a@x.example"]),
                (2, &["", "not one"]),
                (3, &["Bo Ray", "b@x.example"]),
            ],
        );
    }

    #[test]
    fn no_further_is_read_than_wanted() {
        let text = "Name,Email\nAnn Lee,a@x.example\nBo Ray,b@x.example\n\"open,c@x.example\n";
        let options = ReadOptions::new(date(2026, 3, 2));
        let found = cells(Cursor::new(text), &options, &BTreeSet::from([2, 9])).unwrap_or_default();
        assert!(found.is_empty(), "what is never closed cannot be read");
        let whole = "Name,Email\nAnn Lee,a@x.example\nBo Ray,b@x.example\n";
        let found = cells(Cursor::new(whole), &options, &BTreeSet::from([2, 9])).unwrap();
        assert_eq!(
            found,
            BTreeMap::from([(2, vec!["Bo Ray".to_owned(), "b@x.example".to_owned()])])
        );
    }
}
