//! Workbooks as rows, small ones made here and real ones where they are found.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::Workbook;
use crate::imports::{Limits, ReadOptions, RefusedFile, Row, RowSource};

const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of parts beside those that every workbook has.
struct Made {
    sheets: Vec<(&'static str, String)>,
    strings: String,
    styles: String,
    properties: &'static str,
    extra: Vec<(String, String)>,
}

impl Made {
    fn new(rows: &str) -> Self {
        Self {
            sheets: vec![("visible", rows.to_owned())],
            strings: String::new(),
            styles: String::new(),
            properties: "",
            extra: Vec::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut names = String::new();
        let mut relations = format!(
            "<Relationship Id='s' Type='{OFFICE}/sharedStrings' Target='sharedStrings.xml'/>\
             <Relationship Id='t' Type='{OFFICE}/styles' Target='/xl/styles.xml'/>"
        );
        let mut parts = self.extra.clone();
        for (n, (state, rows)) in self.sheets.iter().enumerate() {
            let _ = write!(
                names,
                "<sheet name='Sheet {n}' sheetId='{n}' state='{state}' r:id='r{n}'/>"
            );
            let _ = write!(
                relations,
                "<Relationship Id='r{n}' Type='{OFFICE}/worksheet' Target='worksheets/s{n}.xml'/>"
            );
            parts.push((
                format!("xl/worksheets/s{n}.xml"),
                format!("<worksheet xmlns='{NS}'><sheetData>{rows}</sheetData></worksheet>"),
            ));
        }
        parts.push(("[Content_Types].xml".to_owned(), "<Types/>".to_owned()));
        parts.push((
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns='{NS}' xmlns:r='{OFFICE}'>{}<sheets>{names}</sheets></workbook>",
                self.properties
            ),
        ));
        parts.push((
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships>{relations}</Relationships>"),
        ));
        parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{}</sst>", self.strings)));
        parts.push((
            "xl/styles.xml".to_owned(),
            format!("<styleSheet>{}</styleSheet>", self.styles),
        ));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn open(bytes: Vec<u8>) -> Result<Workbook<Cursor<Vec<u8>>>, RefusedFile> {
    Workbook::open(Cursor::new(bytes), &Limits::default())
}

/// All rows of a sheet: `line: cells`, with `!` before what is wrong with one.
fn rows(workbook: &mut impl RowSource, sheet: usize) -> Result<Vec<String>, RefusedFile> {
    workbook.choose(sheet)?;
    let mut found = Vec::new();
    let mut row = Row::default();
    while workbook.next_row(&mut row)? {
        let mut shown = format!("{}: {}", row.line, row.cells.join("|"));
        for (column, why) in &row.damage {
            let _ = write!(shown, " !{column} {why}");
        }
        if let Some(why) = &row.broken {
            let _ = write!(shown, " !{why}");
        }
        found.push(shown);
    }
    Ok(found)
}

fn check(made: &Made, expected: &[&str]) {
    let mut workbook = open(made.bytes()).unwrap();
    let found = rows(&mut workbook, 0).unwrap();
    assert_eq!(found, expected);
    // As often as asked.
    assert_eq!(rows(&mut workbook, 0).unwrap(), expected);
}

fn refused(bytes: Vec<u8>, expected: &str) {
    let refused = match open(bytes) {
        Ok(mut workbook) => rows(&mut workbook, 0).unwrap_err(),
        Err(refused) => refused,
    };
    assert_eq!(refused.to_string(), expected);
}

#[test]
fn cells_of_every_kind_become_text() {
    let made = Made {
        strings: "<si><t>shared</t></si><si><r><t>rich </t></r><r><t>text</t></r></si>".to_owned(),
        ..Made::new(
            "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c t='inlineStr'><is><t>in &amp; line\
             </t></is></c><c t='str'><f>A1</f><v>formula</v></c><c t='b'><v>1</v></c><c><v>2025550110.0</v></c>\
             <c t='d'><v>2021-01-01T00:00:00</v></c></row>",
        )
    };
    check(&made, &["1: shared|rich text|in & line|formula|true|2025550110|2021-01-01"]);
}

#[test]
fn rows_keep_their_numbers_and_columns_their_places() {
    check(
        &Made::new("<row r='3'><c r='C3'><v>1</v></c></row><row/><row><c><v>2</v></c></row>"),
        &["3: ||1", "5: 2"],
    );
}

#[test]
fn spoilt_cells_are_empty_and_said() {
    let rows = "<row><c t='e'><v>#DIV/0!</v></c><c><f>1+1</f></c><c t='s'><v>7</v></c><c><v>x</v></c>\
                <c><f>A1</f><v></v></c><c><f>A1</f><v/></c><c t='str'><f>A1</f><v></v></c></row>";
    check(
        &Made::new(rows),
        &["1:  !0 the workbook shows an error here: #DIV/0! !1 a formula without a value \
         !2 it points to a text that is missing (7) !3 `x` is not a number !4 a formula without a value !5 a formula without a value"],
    );
}

#[test]
fn days_are_known_by_the_format_of_their_style() {
    let styles = "<numFmts><numFmt numFmtId='170' formatCode='dd\\.mm\\.yyyy'/></numFmts><cellStyleXfs><xf \
                  numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='170'/><xf numFmtId='14'/></cellXfs>";
    let cells = "<row><c s='0'><v>44197</v></c><c s='1'><v>44197</v></c><c s='2'><v>60</v></c><c s=''><v>1</v></c></row>";
    let made = Made { styles: styles.to_owned(), ..Made::new(cells) };
    check(&made, &["1: 44197|2021-01-01||1 !2 60 is no day of a workbook"]);
    let made = Made { properties: "<workbookPr date1904='1'/>", ..made };
    check(&made, &["1: 44197|2025-01-02|1904-03-01|1"]);
}

#[test]
fn hidden_sheets_are_not_offered() {
    let cell = |text: &str| format!("<row><c t='str'><v>{text}</v></c></row>");
    let made = Made {
        sheets: vec![
            ("hidden", cell("a")),
            ("veryHidden", cell("b")),
            ("visible", String::new()),
            ("visible", cell("d")),
        ],
        ..Made::new("")
    };
    let mut workbook = open(made.bytes()).unwrap();
    assert_eq!(workbook.n_sheets(), 2);
    assert!(rows(&mut workbook, 0).unwrap().is_empty());
    assert_eq!(rows(&mut workbook, 1).unwrap(), ["1: d"]);
}

#[test]
fn a_far_cell_takes_no_memory_and_breaks_its_row_only() {
    check(
        &Made::new(
            "<row><c><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>",
        ),
        &["1: 1", "1048576:  !a cell in column 16384, over the limit of 2000 columns"],
    );
}

#[test]
fn a_count_that_lies_is_not_believed() {
    let made = Made {
        strings: "<si><t>a</t></si>".to_owned(),
        ..Made::new("<row><c t='s'><v>0</v></c><c t='s'><v>4000000000</v></c></row>")
    };
    check(&made, &["1: a !1 it points to a text that is missing (4000000000)"]);
}

#[test]
fn a_damaged_part_is_refused_by_its_sum() {
    let mut bytes = Made::new(&"<row><c><v>1</v></c></row>".repeat(50)).bytes();
    let name = b"xl/worksheets/s0.xml";
    let at = bytes.windows(name.len()).position(|window| window == name).unwrap() + name.len() + 8;
    bytes[at..at + 8].fill(0xFF);
    let mut workbook = open(bytes).unwrap();
    assert!(matches!(rows(&mut workbook, 0), Err(RefusedFile::Damaged { .. })));
}

#[test]
fn what_is_no_workbook_is_refused_by_name() {
    let zip = |name: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
        zip.finish().unwrap().into_inner()
    };
    refused(zip("a.csv"), "the file is compressed (zip): unpack it first");
    refused(zip("word/document.xml"), "not a table and not text: this looks like a Word file");
    refused(
        zip("mimetype"),
        "an OpenDocument sheet (ODS) is not supported: export it as XLSX or CSV",
    );
    let ole = |stream: &str| {
        let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0, 0];
        file.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        file.extend([0; 64]);
        file
    };
    refused(
        ole("EncryptedPackage"),
        "the file is protected by a password: remove the password and save it again",
    );
    refused(ole("Workbook"), "an old workbook (XLS) is not supported: export it as XLSX or CSV");
}

#[test]
fn a_part_that_is_missing_is_named() {
    let mut made = Made::new("");
    made.sheets.clear();
    made.properties = "<sheets><sheet name='S' sheetId='1' r:id='r9'/></sheets>";
    refused(made.bytes(), "the file is damaged: its sheet `S` points to a part that is missing");
}

#[test]
fn names_of_parts_become_no_paths() {
    let made = Made {
        extra: vec![
            ("../../../evil".to_owned(), "x".to_owned()),
            ("/etc/evil".to_owned(), "x".to_owned()),
        ],
        ..Made::new("<row><c><v>1</v></c></row>")
    };
    check(&made, &["1: 1"]);
}

/// What calamine, an independent reader, makes of a cell, in our words where it has a type for it.
fn by_calamine(value: &calamine::DataRef<'_>) -> Option<String> {
    use calamine::DataRef;
    match value {
        DataRef::Int(number) => Some(number.to_string()),
        DataRef::Float(number) => Some(format!("{number}")),
        DataRef::String(text) => Some(text.clone()),
        DataRef::SharedString(text) => Some((*text).to_owned()),
        DataRef::Bool(truth) => Some(truth.to_string()),
        DataRef::DateTimeIso(day) => Some(day.strip_suffix("T00:00:00").unwrap_or(day).to_owned()),
        DataRef::DateTime(_) | DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => None,
    }
}

/// Compares every visible sheet of a file with what calamine reads; answers how many cells agree.
fn agree(file: &std::path::Path) -> usize {
    use calamine::{Reader as _, SheetType, SheetVisible};
    let bytes = std::fs::read(file).unwrap();
    let Ok(mut ours) = open(bytes.clone()) else { return 0 };
    let Ok(mut theirs) = calamine::Xlsx::new(Cursor::new(bytes)) else { return 0 };
    let visible: Vec<String> = theirs
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    assert_eq!(ours.n_sheets(), visible.len(), "{}", file.display());
    let mut n_same = 0;
    for (sheet, name) in visible.iter().enumerate() {
        let mut cells = BTreeMap::new();
        let Ok(mut reader) = theirs.worksheet_cells_reader(name) else { continue };
        while let Ok(Some(cell)) = reader.next_cell() {
            if let Some(text) = by_calamine(cell.get_value()).filter(|text| !text.is_empty()) {
                cells.insert(cell.get_position(), text);
            }
        }
        ours.choose(sheet).unwrap();
        let mut row = Row::default();
        while ours.next_row(&mut row).unwrap() {
            let line = u32::try_from(row.line).unwrap() - 1;
            for (column, cell) in row.cells.iter().enumerate() {
                let place = (line, u32::try_from(column).unwrap());
                if let Some(expected) = cells.remove(&place) {
                    // Both cut what a float holds beyond fifteen digits, or only we do.
                    let as_number = |text: &str| text.parse::<f64>().ok();
                    let is_close = as_number(cell)
                        .zip(as_number(&expected))
                        .is_some_and(|(a, b)| (a - b).abs() <= 1e-14 * b.abs());
                    assert!(
                        cell.trim() == expected.trim() || is_close,
                        "{} {name} {place:?}: {cell:?} {expected:?}",
                        file.display()
                    );
                    n_same += 1;
                }
            }
        }
        assert!(cells.is_empty(), "{} {name}: {cells:?}", file.display());
    }
    n_same
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn real_workbooks_hold_what_an_independent_reader_finds() {
    let here = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found =
        here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir());
    let Some(shared) = found else { return println!("skipped: shared/data is absent") };
    let mut n_same = 0;
    for folder in ["csv-torture/xlsx-calamine", "csv-torture/csvkit", "import-made"] {
        let mut files: Vec<_> = std::fs::read_dir(shared.join(folder))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "xlsx"))
        {
            n_same += agree(file);
        }
    }
    assert!(n_same > 500, "{n_same} cells");
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_panic(places in proptest::collection::vec((0.0..1.0_f64, proptest::num::u8::ANY), 1..8)) {
        let made = Made { strings: "<si><t>a</t></si>".to_owned(), ..Made::new("<row><c t='s'><v>0</v></c></row>") };
        let mut bytes = made.bytes();
        for (place, byte) in places {
            #[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a file")]
            let place = (place * bytes.len() as f64) as usize;
            bytes[place] = byte;
        }
        if let Ok(mut workbook) = open(bytes) {
            let _ = rows(&mut workbook, 0);
        }
    }
}

#[test]
fn sheets_beside_the_one_of_people_are_named() {
    let text = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |cells: [&str; 2]| format!("<row>{}</row>", cells.map(text).concat());
    let people = |name| row(["Name", "Email"]) + &row([name, "a@x.example"]);
    let mut made = Made::new(&row(["Figures", "2026"]));
    made.sheets.push(("visible", people("Ann Lee")));
    made.sheets.push(("visible", people("Bo Ray")));
    made.sheets.push(("visible", String::new()));
    let options = ReadOptions::new(jiff::civil::date(2026, 3, 2));
    let bytes = made.bytes();
    let wanted = BTreeSet::from([1, 2]);
    let cells = crate::imports::cells(Cursor::new(bytes.clone()), &options, &wanted).unwrap();
    let ann = ["Ann Lee", "a@x.example"].map(str::to_owned).to_vec();
    assert_eq!(cells, BTreeMap::from([(1, ann)]));
    let mut reader = crate::imports::open(Cursor::new(bytes), &options).unwrap();
    let draft = reader.next().unwrap().unwrap();
    let told: Vec<(u64, &str)> =
        draft.problems.iter().map(|problem| (problem.row, problem.why.as_str())).collect();
    assert_eq!(draft.name.given, "Ann");
    assert_eq!(
        told,
        [
            (0, "sheet `Sheet 0` was not read"),
            (0, "sheet `Sheet 2` names people too and was not read: save it as a file of its own"),
        ]
    );
}
