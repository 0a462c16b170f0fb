//! What a command answers: a table for people, JSON for programs, and the exit code.
//!
//! Exit codes: 0 done, 1 refused by the plan, 2 wrong use, 3 failed or file refused.

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use serde_json::{Value, json};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It was done.
    Done,
    /// The plan refused it (no room, no hours, nobody able).
    Refused,
    /// It was asked in a way that cannot be understood.
    WrongUse,
    /// It failed, or the file was refused.
    Failed,
}

impl Exit {
    const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::WrongUse => 2,
            Self::Failed => 3,
        }
    }
}

/// What a command has to say.
#[derive(Debug)]
pub(crate) struct Answer {
    json: Value,
    text: String,
    exit: Exit,
}

impl Answer {
    /// Done: `data` is the JSON, `text` what a person reads (a final line end is added).
    pub(crate) fn done(data: &impl Serialize, text: impl Into<String>) -> Result<Self, Failure> {
        Self::with(Exit::Done, data, text)
    }

    /// Done, and said already.
    pub(crate) fn nothing() -> Self {
        Self { json: Value::Null, text: String::new(), exit: Exit::Done }
    }

    /// Done, where a table is asked for.
    pub(crate) fn told(text: impl Into<String>) -> Self {
        Self { json: Value::Null, text: text.into(), exit: Exit::Done }
    }

    /// The same with another exit code.
    pub(crate) fn with(
        exit: Exit,
        data: &impl Serialize,
        text: impl Into<String>,
    ) -> Result<Self, Failure> {
        let json = serde_json::to_value(data)
            .map_err(|error| Failure::new(Exit::Failed, "not_printable", error.to_string()))?;
        Ok(Self { json, text: text.into(), exit })
    }
}

/// A JSON object with one list, `{ "people": [ … ] }`, written item by item: it need not fit into memory.
#[derive(Debug)]
pub(crate) struct Listing<W: Write> {
    out: W,
    n_items: u64,
}

impl<W: Write> Listing<W> {
    /// Begins the list of this name.
    pub(crate) fn open(mut out: W, name: &str) -> io::Result<Self> {
        write!(out, "{{\n  \"{name}\": [")?;
        Ok(Self { out, n_items: 0 })
    }

    /// Adds an item.
    pub(crate) fn add(&mut self, item: &impl Serialize) -> io::Result<()> {
        let item = serde_json::to_value(item)?;
        let comma = if self.n_items == 0 { "" } else { "," };
        self.n_items += 1;
        write!(self.out, "{comma}\n    {}", pretty(&item).replace('\n', "\n    "))
    }

    /// Ends the list and the object.
    pub(crate) fn close(mut self) -> io::Result<()> {
        let end = if self.n_items == 0 { "" } else { "\n  " };
        writeln!(self.out, "{end}]\n}}")?;
        self.out.flush()
    }
}

/// The end of a command that has written its answer itself. A reader that went away (`| head`) is no failure.
pub(crate) fn written(outcome: io::Result<()>) -> Result<Answer, Failure> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::from_io("cannot write the answer", &error))
        }
        _ => Ok(Answer::nothing()),
    }
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    code: &'static str,
    detail: String,
}

impl Failure {
    /// `code` is stable and for programs, `detail` is for a person: lower case, no full stop.
    pub(crate) fn new(exit: Exit, code: &'static str, detail: impl Into<String>) -> Self {
        Self { exit, code, detail: detail.into() }
    }

    /// Wrong use: exit 2.
    pub(crate) fn usage(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(Exit::WrongUse, code, detail)
    }

    /// Refused by the plan: exit 1.
    pub(crate) fn refused(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(Exit::Refused, code, detail)
    }

    /// Failed: exit 3.
    pub(crate) fn failed(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(Exit::Failed, code, detail)
    }

    /// A failure of the machine, with what was being done.
    pub(crate) fn from_io(doing: &str, error: &io::Error) -> Self {
        Self::failed("io", format!("{doing}: {error}"))
    }
}

/// A plain table for the terminal.
pub(crate) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if !io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table.set_header(header.map(printable));
    for row in rows {
        table.add_row(row.map(|cell| printable(&cell)));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// A code as it is said: `no_show` is `no show`.
pub(crate) fn spoken(code: &str) -> String {
    code.replace('_', " ")
}

/// Text without control characters, so that a name in a file cannot write to the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Prints an answer on standard output.
pub(crate) fn print(answer: &Answer, as_json: bool) -> ExitCode {
    let text =
        if as_json && !answer.json.is_null() { pretty(&answer.json) } else { answer.text.clone() };
    let mut out = io::stdout().lock();
    // A reader that went away (`| head`) is no failure of the command: what it did is done.
    let _ = if text.is_empty() || text.ends_with('\n') {
        write!(out, "{text}")
    } else {
        writeln!(out, "{text}")
    };
    let _ = out.flush();
    ExitCode::from(answer.exit.code())
}

/// Prints why a command did not do what was asked: a sentence on standard error, a problem as JSON on standard output.
pub(crate) fn failed(failure: &Failure, as_json: bool) -> ExitCode {
    if as_json {
        let _ = writeln!(
            io::stdout().lock(),
            "{}",
            pretty(&json!({ "code": failure.code, "detail": failure.detail }))
        );
    }
    let _ = writeln!(io::stderr().lock(), "touchstone: {}", printable(&failure.detail));
    ExitCode::from(failure.exit.code())
}

/// Prints clap's own words: help and version on standard output, wrong use on standard error; that as a problem on standard
/// output too where JSON was asked for.
pub(crate) fn usage(error: &clap::Error, as_json: bool) -> ExitCode {
    if as_json && error.use_stderr() {
        let told = error.to_string();
        let detail = told.trim_start_matches("error: ").split("\n\n").next().unwrap_or_default();
        let _ = writeln!(
            io::stdout().lock(),
            "{}",
            pretty(&json!({ "code": "usage", "detail": printable(detail.trim()) }))
        );
    }
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { Exit::WrongUse.code() } else { Exit::Done.code() })
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_written_item_by_item_reads_as_if_written_at_once() {
        let items = [json!({ "name": "a\nb", "tags": ["x", "y"] }), json!({}), json!([])];
        for n in 0..=items.len() {
            let mut out = Vec::new();
            let mut listing = Listing::open(&mut out, "people").unwrap();
            for item in &items[..n] {
                listing.add(item).unwrap();
            }
            listing.close().unwrap();
            let at_once = pretty(&json!({ "people": items[..n] })) + "\n";
            assert_eq!(String::from_utf8(out).unwrap(), at_once);
        }
    }
}
