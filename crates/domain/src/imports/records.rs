//! Records of a delimited text, one at a time and bounded.
//!
//! The `csv` crate has no limit and no error for a quote that is never closed: one such quote makes the rest of
//! a file one cell. Here a record over the limit is passed over and named, an open quote names the line where
//! its record began, and every character may be the delimiter. On well-formed text both give the same cells.

use super::{
    Limits, RefusedFile, Row, RowSource,
    encoding::{DAMAGE, Pieces},
};

/// How cells are parted and quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: char,
    pub(crate) quote: char,
    /// `\"` stands for a quote inside quotes.
    pub(crate) has_backslash: bool,
    /// The first line only names the delimiter (`sep=;`).
    pub(crate) has_sep_line: bool,
}

impl Dialect {
    pub(crate) fn of(delimiter: char) -> Self {
        Self { delimiter, quote: '"', has_backslash: false, has_sep_line: false }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    AfterQuote,
}

/// Records of a text.
pub(crate) struct Records<P> {
    pieces: P,
    dialect: Dialect,
    limits: Limits,
    text: String,
    at: usize,
    line: u64,
    is_after_return: bool,
}

impl<P: Pieces> Records<P> {
    pub(crate) fn new(pieces: P, dialect: Dialect, limits: Limits) -> Self {
        Self {
            pieces,
            dialect,
            limits,
            text: String::new(),
            at: 0,
            line: 1,
            is_after_return: false,
        }
    }

    /// What is left of the current piece, after reading on where it is used up; empty at the end.
    fn fill(&mut self) -> Result<bool, RefusedFile> {
        while self.at >= self.text.len() {
            self.text.clear();
            self.at = 0;
            if !self.pieces.next_piece(&mut self.text)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn next_char(&mut self) -> Result<Option<char>, RefusedFile> {
        if !self.fill()? {
            return Ok(None);
        }
        let c = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        self.at += c.map_or(1, char::len_utf8);
        Ok(c)
    }

    /// Appends the run of ordinary characters that comes next.
    fn take_run(&mut self, cell: &mut String, is_quoted: bool, size: usize) -> usize {
        let Dialect { delimiter, quote, has_backslash, .. } = self.dialect;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_special = |c: char| {
            if is_quoted {
                c == quote || c == '\n' || c == '\r' || (has_backslash && c == '\\')
            } else {
                c == delimiter || c == '\n' || c == '\r' || c == quote
            }
        };
        let run = rest.split(is_special).next().unwrap_or_default();
        self.at += run.len();
        if size <= self.limits.record_bytes {
            cell.push_str(run);
        }
        run.len()
    }

    /// Reads one record; false at the end of the text.
    fn record(&mut self, row: &mut Row) -> Result<bool, RefusedFile> {
        let mut made = Record::at(self.line, self.limits);
        let mut state = State::Start;
        loop {
            if matches!(state, State::Plain | State::Quoted) {
                let size = self.take_run(&mut made.cell, state == State::Quoted, made.size);
                made.size += size;
            }
            let Some(c) = self.next_char()? else {
                if state == State::Quoted {
                    return Err(RefusedFile::OpenQuote { row: 0, line: made.line });
                }
                let has_any = !made.cells.is_empty() || made.size > 0;
                made.end(row);
                return Ok(has_any);
            };
            if c == '\n' && state == State::Start && self.is_after_return && made.is_untouched() {
                self.is_after_return = false;
                made.line = self.line;
                continue;
            }
            self.count_line(c);
            made.size += c.len_utf8();
            let Some(next) = self.step(state, c, &mut made)? else {
                made.end(row);
                return Ok(true);
            };
            state = next;
        }
    }

    /// The state after `c`; none when the record is over.
    fn step(
        &mut self,
        state: State,
        c: char,
        made: &mut Record,
    ) -> Result<Option<State>, RefusedFile> {
        let Dialect { delimiter, quote, has_backslash, .. } = self.dialect;
        let is_end = matches!(c, '\n' | '\r');
        Ok(Some(match state {
            State::Quoted if c == quote => State::AfterQuote,
            State::Quoted if has_backslash && c == '\\' => {
                if let Some(next) = self.next_char()? {
                    if next != quote && next != '\\' {
                        made.push('\\');
                    }
                    made.push(next);
                }
                State::Quoted
            }
            State::Quoted => {
                made.push(c);
                State::Quoted
            }
            _ if is_end => return Ok(None),
            _ if c == delimiter => {
                made.end_cell();
                State::Start
            }
            State::AfterQuote if c == quote => {
                made.push(quote);
                State::Quoted
            }
            State::Start if c == quote => State::Quoted,
            // `a, "b, c"`: blanks before a quote are no text.
            State::Plain if c == quote && made.cell.chars().all(|c| c == ' ') => {
                made.cell.clear();
                State::Quoted
            }
            State::Start | State::Plain => {
                made.push(c);
                State::Plain
            }
            State::AfterQuote => {
                made.push(c);
                if c == ' ' { State::AfterQuote } else { State::Plain }
            }
        }))
    }

    fn count_line(&mut self, c: char) {
        if c == '\r' || (c == '\n' && !self.is_after_return) {
            self.line += 1;
        }
        self.is_after_return = c == '\r';
    }
}

/// A record while it is read.
struct Record {
    line: u64,
    cells: Vec<String>,
    cell: String,
    size: usize,
    n_cells: usize,
    limits: Limits,
}

impl Record {
    fn at(line: u64, limits: Limits) -> Self {
        Self { line, cells: Vec::new(), cell: String::new(), size: 0, n_cells: 0, limits }
    }

    fn is_untouched(&self) -> bool {
        self.size == 0 && self.cells.is_empty() && self.cell.is_empty()
    }

    fn push(&mut self, c: char) {
        if self.size <= self.limits.record_bytes {
            self.cell.push(c);
        }
    }

    fn end_cell(&mut self) {
        self.n_cells += 1;
        let cell = std::mem::take(&mut self.cell);
        if self.n_cells <= self.limits.columns {
            self.cells.push(cell);
        }
    }

    fn end(mut self, row: &mut Row) {
        self.end_cell();
        row.line = self.line;
        row.damage.clear();
        row.broken = None;
        if self.size > self.limits.record_bytes {
            let limit = self.limits.record_bytes >> 20;
            row.broken = Some(format!("longer than the limit of {limit} MiB"));
        } else if self.n_cells > self.limits.columns {
            row.broken =
                Some(format!("{} cells: over the limit of {}", self.n_cells, self.limits.columns));
        }
        if row.broken.is_some() {
            // What was read before the limit tells the header from a row, no more.
            self.cells.truncate(32);
        }
        for (place, cell) in self.cells.iter_mut().enumerate() {
            if cell.contains(DAMAGE) {
                *cell = cell.replace(DAMAGE, "");
                row.damage.push((
                    place,
                    "bytes that do not belong to the file's encoding: check this value".to_owned(),
                ));
            }
        }
        row.cells = self.cells;
    }
}

impl<P: Pieces> RowSource for Records<P> {
    fn rewind(&mut self) -> Result<(), RefusedFile> {
        self.pieces.rewind()?;
        self.text.clear();
        self.at = 0;
        self.line = 1;
        self.is_after_return = false;
        if self.dialect.has_sep_line {
            self.record(&mut Row::default())?;
        }
        Ok(())
    }

    fn next_row(&mut self, row: &mut Row) -> Result<bool, RefusedFile> {
        while self.record(row)? {
            let is_blank = |cell: &String| {
                cell.chars().all(|c| c.is_whitespace() || c == '\0' || c == '\u{1a}')
            };
            if row.broken.is_some() || !row.cells.iter().all(is_blank) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A text that is at hand as a whole: a sample, or rows that were pasted.
pub(crate) struct Whole {
    text: String,
    is_read: bool,
}

impl Whole {
    pub(crate) fn new(text: String) -> Self {
        Self { text, is_read: false }
    }
}

impl Pieces for Whole {
    fn next_piece(&mut self, out: &mut String) -> std::io::Result<bool> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(false);
        }
        out.push_str(&self.text);
        Ok(true)
    }

    fn rewind(&mut self) -> std::io::Result<()> {
        self.is_read = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, limits: Limits) -> Result<Vec<(u64, Vec<String>, bool)>, RefusedFile> {
        let mut records = Records::new(Whole::new(text.to_owned()), Dialect::of(','), limits);
        let mut found = Vec::new();
        let mut row = Row::default();
        while records.next_row(&mut row)? {
            found.push((row.line, row.cells.clone(), row.broken.is_some()));
        }
        Ok(found)
    }

    fn check(text: &str, expected: &[(u64, &[&str])]) {
        let got: Vec<(u64, Vec<String>)> = rows(text, Limits::default())
            .unwrap()
            .into_iter()
            .map(|(line, cells, _)| (line, cells))
            .collect();
        let expected: Vec<(u64, Vec<String>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_row() {
        let rows: &[(u64, &[&str])] = &[(1, &["a", "b"]), (2, &["c", "d"])];
        for end in ["\n", "\r", "\r\n"] {
            check(&format!("a,b{end}c,d{end}"), rows);
            check(&format!("a,b{end}c,d"), rows);
        }
        check("a,b\r\r\nc,d\r\r\n", &[(1, &["a", "b"]), (3, &["c", "d"])]);
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        check(
            "\"a,b\",\"c\r\nd\",\"say \"\"hi\"\"\"\nx",
            &[(1, &["a,b", "c\r\nd", "say \"hi\""]), (3, &["x"])],
        );
        check("a, \"b, c\",d", &[(1, &["a", "b, c", "d"])]);
    }

    #[test]
    fn a_quote_inside_a_cell_is_text() {
        check("Bo\"b,O\"Neil \"x\",5\" pipe", &[(1, &["Bo\"b", "O\"Neil \"x\"", "5\" pipe"])]);
        check("\"Ann\"a,\"Lee\" x", &[(1, &["Anna", "Lee x"])]);
    }

    #[test]
    fn an_open_quote_names_the_line_where_its_row_began() {
        let refused = rows("a,b\n\nx,\"open\ny,z\n", Limits::default());
        assert!(matches!(refused, Err(RefusedFile::OpenQuote { line: 3, .. })), "{refused:?}");
    }

    #[test]
    fn a_row_over_the_limit_is_passed_over() {
        let limits = Limits { record_bytes: 50, columns: 3, ..Limits::default() };
        let text = format!("a,b\n\"{}\",x\nc,d\n1,2,3,4\ne,f\n", "y".repeat(500));
        let broken: Vec<bool> = rows(&text, limits).unwrap().into_iter().map(|row| row.2).collect();
        assert_eq!(broken, [false, true, false, true, false]);
    }

    proptest::proptest! {
        #[test]
        fn well_formed_text_reads_as_the_csv_crate_reads_it(
            table in proptest::collection::vec(proptest::collection::vec("[a-c ,\"\n;é]{0,6}", 2..5), 1..8)
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let got: Vec<Vec<String>> =
                rows(&text, Limits::default()).unwrap().into_iter().map(|row| row.1).collect();
            let expected: Vec<Vec<String>> =
                table.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            proptest::prop_assert_eq!(got, expected);
        }
    }
}
