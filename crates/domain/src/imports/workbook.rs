//! Workbooks: the rows of the sheet that holds people.
//!
//! XLSX is read here, row by row, from its zip file: no sheet is ever held whole, no count or range that the
//! file declares is believed, and everything has a limit. Other files that begin alike are refused by name.

mod guard;
mod numbers;
mod package;
mod parts;
mod sheet;
mod strings;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Read, Seek};

use self::{
    package::{Package, Part, damaged},
    parts::Book,
    sheet::SheetRows,
};
use super::{Limits, ReadOptions, RefusedFile, Row, RowSource, table::Table};

/// How much of an OLE container is searched for the names of its streams.
const OLE_SEARCH: u64 = 64 << 20;

/// The table of a file that begins like a zip or an OLE container.
///
/// # Errors
/// [`RefusedFile`] when it is no workbook.
pub(crate) fn open<R: Read + Seek + Send + 'static>(
    input: R,
    options: &ReadOptions,
) -> Result<Table, RefusedFile> {
    let workbook = Workbook::open(input, &options.limits)?;
    let encoding = "binary".to_owned();
    Ok(Table { rows: Box::new(workbook), encoding, delimiter: String::new() })
}

/// A workbook whose visible sheets can be read, one at a time and as often as asked.
pub(crate) struct Workbook<R> {
    package: Package<R>,
    book: Book,
    chosen: usize,
    rows: Option<SheetRows<Part<R>>>,
    n_columns: usize,
}

impl<R: Read + Seek + Send> Workbook<R> {
    /// Reads the directory, the names of the sheets and the texts that they share.
    ///
    /// # Errors
    /// [`RefusedFile`] when it is no workbook, damaged, protected or too large.
    pub(crate) fn open(mut input: R, limits: &Limits) -> Result<Self, RefusedFile> {
        let mut head = Vec::new();
        input.by_ref().take(8).read_to_end(&mut head)?;
        input.rewind()?;
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(ole(input)?);
        }
        let package = Package::open(input, limits)?;
        if let Some(refused) = other_kind(&package)? {
            return Err(refused);
        }
        let book = Book::read(&package)?;
        Ok(Self { package, book, chosen: 0, rows: None, n_columns: limits.columns })
    }
}

impl<R: Read + Seek + Send> RowSource for Workbook<R> {
    fn rewind(&mut self) -> Result<(), RefusedFile> {
        self.choose(self.chosen)
    }

    fn next_row(&mut self, row: &mut Row) -> Result<bool, RefusedFile> {
        if self.rows.is_none() {
            self.choose(self.chosen)?;
        }
        let Some(rows) = &mut self.rows else { return Ok(false) };
        rows.next_row(&self.book, row).map_err(|refused| match refused {
            RefusedFile::Damaged { why } => {
                let name = self.book.sheets.get(self.chosen).map(|sheet| sheet.name.as_str());
                let name: String = name.unwrap_or_default().chars().take(80).collect();
                RefusedFile::Damaged { why: format!("sheet `{name}`: {why}") }
            }
            other => other,
        })
    }

    fn n_sheets(&self) -> usize {
        self.book.sheets.len()
    }

    fn sheet_name(&self, sheet: usize) -> String {
        self.book.sheets.get(sheet).map(|sheet| sheet.name.clone()).unwrap_or_default()
    }

    fn choose(&mut self, sheet: usize) -> Result<(), RefusedFile> {
        let part =
            &self.book.sheets.get(sheet).ok_or_else(|| damaged("it has no such sheet"))?.part;
        self.rows = Some(SheetRows::new(self.package.part(part)?, self.n_columns));
        self.chosen = sheet;
        Ok(())
    }
}

/// What a zip file is when it is no XLSX.
fn other_kind<R: Read + Seek>(package: &Package<R>) -> Result<Option<RefusedFile>, RefusedFile> {
    let unsupported = |format: &str| {
        Some(RefusedFile::Unsupported {
            format: format.to_owned(),
            instead: "it as XLSX or CSV".to_owned(),
        })
    };
    let not_a_table = |what: &str| Some(RefusedFile::NotText { what: what.to_owned() });
    if package.has("mimetype") {
        let mut kind = String::new();
        // A part that cannot be read as text names no kind.
        let _ = package.part("mimetype")?.take(200).read_to_string(&mut kind);
        return Ok(match kind.rsplit('.').next().unwrap_or_default().trim() {
            "spreadsheet" => unsupported("an OpenDocument sheet (ODS)"),
            _ => not_a_table("an OpenDocument file or an e-book"),
        });
    }
    if package.has("xl/workbook.bin") {
        return Ok(unsupported("a binary workbook (XLSB)"));
    }
    if package.has_folder("word/") {
        return Ok(not_a_table("a Word file"));
    }
    if package.has_folder("ppt/") {
        return Ok(not_a_table("a PowerPoint file"));
    }
    if package.has_folder("index/") {
        return Ok(unsupported("a Numbers file"));
    }
    if !package.has("[Content_Types].xml") && !package.has("xl/workbook.xml") {
        return Ok(Some(RefusedFile::Compressed { format: "zip".to_owned() }));
    }
    Ok(None)
}

/// What an OLE container is, by the names of its streams: protected by a password, or an old format.
fn ole<R: Read>(input: R) -> Result<RefusedFile, RefusedFile> {
    let mut protected = Search::new("EncryptedPackage");
    let mut sheets = [Search::new("Workbook"), Search::new("Book")];
    let mut input = input.take(OLE_SEARCH);
    let mut block = vec![0_u8; 64 * 1024];
    loop {
        let n = input.read(&mut block)?;
        if n == 0 {
            break;
        }
        for &byte in block.get(..n).unwrap_or_default() {
            protected.look(byte);
            for search in &mut sheets {
                search.look(byte);
            }
        }
    }
    Ok(if protected.found {
        RefusedFile::Protected
    } else if sheets.iter().any(|search| search.found) {
        RefusedFile::Unsupported {
            format: "an old workbook (XLS)".to_owned(),
            instead: "it as XLSX or CSV".to_owned(),
        }
    } else {
        RefusedFile::NotText { what: "an old Office file".to_owned() }
    })
}

/// Finds the name of a stream, in two-byte characters, in bytes that pass by.
struct Search {
    name: Vec<u8>,
    matched: usize,
    found: bool,
}

impl Search {
    fn new(name: &str) -> Self {
        // The mark of the end keeps `Book` from being found in `Bookmark`.
        let name = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        Self { name, matched: 0, found: false }
    }

    fn look(&mut self, byte: u8) {
        let is_next = self.name.get(self.matched) == Some(&byte);
        self.matched =
            if is_next { self.matched + 1 } else { usize::from(self.name.first() == Some(&byte)) };
        if self.matched == self.name.len() {
            self.found = true;
            self.matched = 0;
        }
    }
}
