//! The rows of one sheet, as they stream from its part.

use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::{
    parts::Book,
    xml::{self, Step, Xml},
};
use crate::imports::{RefusedFile, Row};

/// How many spoilt cells of a row are told.
const MAX_DAMAGE: usize = 50;

/// What a cell says its value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Day,
}

/// The cell being read.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    kind: Kind,
    style: Option<usize>,
    has_value: bool,
    has_formula: bool,
    value: String,
}

/// The rows of a sheet, one at a time.
pub(super) struct SheetRows<P> {
    xml: Xml<P>,
    /// The number of the row read last, and of the cell.
    row: u64,
    column: usize,
    cell: Cell,
    limit: usize,
    ended: bool,
}

impl<P: BufRead> SheetRows<P> {
    /// Reads from the start of the part; a row has at most `limit` columns.
    pub(super) fn new(part: P, limit: usize) -> Self {
        Self { xml: Xml::new(part), row: 0, column: 0, cell: Cell::default(), limit, ended: false }
    }

    /// Puts the next row that holds anything into `row`; false at the end.
    ///
    /// # Errors
    /// The part is damaged.
    pub(super) fn next_row(&mut self, book: &Book, row: &mut Row) -> Result<bool, RefusedFile> {
        while !self.ended {
            row.cells.clear();
            row.damage.clear();
            row.broken = None;
            match self.xml.step()? {
                Step::End => self.ended = true,
                Step::Close | Step::Text(_) => {}
                Step::Open(start) => {
                    if start.local_name().into_inner() != "row" {
                        continue;
                    }
                    self.row = number(&start, "r").unwrap_or(self.row + 1);
                    self.column = 0;
                    row.line = self.row;
                    self.read_row(book, row)?;
                    let is_filled = row.cells.iter().any(|cell| !cell.is_empty());
                    if is_filled || row.broken.is_some() || !row.damage.is_empty() {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// Reads the cells up to the end of the row.
    fn read_row(&mut self, book: &Book, row: &mut Row) -> Result<(), RefusedFile> {
        let mut depth = 1_usize;
        // Where text counts: in `v`, and in a `t` of a cell's own text outside phonetic readings.
        let (mut text_at, mut phonetic_at) = (0_usize, 0_usize);
        while depth > 0 {
            match self.xml.step()? {
                Step::Open(start) => {
                    depth += 1;
                    match start.local_name().into_inner() {
                        "c" if depth == 2 => {
                            self.cell.begin(&start, self.column);
                            self.column = self.cell.column + 1;
                        }
                        "v" | "t" => {
                            text_at = depth;
                            self.cell.has_value = true;
                        }
                        "f" => self.cell.has_formula = true,
                        "rPh" => phonetic_at = depth,
                        _ => {}
                    }
                }
                Step::Text(text) => {
                    if text_at == depth && phonetic_at == 0 {
                        xml::append(&mut self.cell.value, &text)?;
                    }
                }
                Step::Close => {
                    text_at = if text_at == depth { 0 } else { text_at };
                    phonetic_at = if phonetic_at == depth { 0 } else { phonetic_at };
                    if depth == 2 {
                        self.cell.put(book, row, self.limit);
                    }
                    depth -= 1;
                }
                Step::End => {
                    self.ended = true;
                    break;
                }
            }
        }
        Ok(())
    }
}

impl Cell {
    fn begin(&mut self, start: &BytesStart<'_>, next: usize) {
        self.value.clear();
        self.has_value = false;
        self.has_formula = false;
        self.column =
            xml::attribute(start, "r").and_then(|place| column_of(&place)).unwrap_or(next);
        self.style = number(start, "s").and_then(|style| usize::try_from(style).ok());
        self.kind = match xml::attribute(start, "t").as_deref() {
            Some("s") => Kind::Shared,
            Some("str" | "inlineStr") => Kind::Text,
            Some("b") => Kind::Truth,
            Some("e") => Kind::Error,
            Some("d") => Kind::Day,
            _ => Kind::Number,
        };
    }

    /// Puts the text of the cell into its place in the row.
    fn put(&mut self, book: &Book, row: &mut Row, limit: usize) {
        let text = match self.text(book) {
            Ok(text) if text.is_empty() => return,
            Ok(text) => Ok(text),
            Err(why) => Err(why),
        };
        self.has_value = false;
        self.has_formula = false;
        if self.column >= limit {
            let why =
                format!("a cell in column {}, over the limit of {limit} columns", self.column + 1);
            row.broken.get_or_insert(why);
            return;
        }
        match text {
            Ok(text) => {
                if row.cells.len() <= self.column {
                    row.cells.resize(self.column + 1, String::new());
                }
                if let Some(cell) = row.cells.get_mut(self.column) {
                    *cell = text;
                }
            }
            Err(why) if row.damage.len() < MAX_DAMAGE => row.damage.push((self.column, why)),
            Err(_) => {}
        }
    }

    fn text(&self, book: &Book) -> Result<String, String> {
        let is_blank = self.value.trim().is_empty() && self.kind == Kind::Number;
        if !self.has_value || is_blank {
            let is_lost = self.has_formula;
            return if is_lost {
                Err("a formula without a value".to_owned())
            } else {
                Ok(String::new())
            };
        }
        let value = self.value.as_str();
        match self.kind {
            Kind::Shared | Kind::Number if value.trim().is_empty() => Ok(String::new()),
            Kind::Shared => value
                .trim()
                .parse()
                .ok()
                .and_then(|number| book.strings.get(number))
                .map(str::to_owned)
                .ok_or_else(|| format!("it points to a text that is missing ({})", short(value))),
            Kind::Text => Ok(xml::unescape(value).into_owned()),
            Kind::Truth => {
                Ok(if matches!(value.trim(), "1" | "true") { "true" } else { "false" }.to_owned())
            }
            Kind::Error => Err(format!("the workbook shows an error here: {}", short(value))),
            Kind::Day => {
                let day = value.trim();
                Ok(day.strip_suffix("T00:00:00").unwrap_or(day).to_owned())
            }
            Kind::Number => book.numbers.text(value, self.style),
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn number(start: &BytesStart<'_>, name: &str) -> Option<u64> {
    xml::attribute(start, name)?.trim().parse().ok()
}

/// The column of a place like `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0_usize;
    for letter in letters {
        column = column
            .checked_mul(26)?
            .checked_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("Z9"), Some(25));
        assert_eq!(column_of("AA10"), Some(26));
        assert_eq!(column_of("xfd1048576"), Some(16_383));
        assert_eq!(column_of("12"), None);
        assert_eq!(column_of(&"Z".repeat(40)), None);
    }
}
