//! vCards of version 2.1, 3 and 4, many in one file.
//!
//! Cards are parted here, by their own BEGIN and END, with a limit of bytes each: a card without END never
//! swallows the next one, and memory holds one card at a time, without its photo. What goes wrong in a card is
//! told with its number and property and touches no other card.

mod charset;
mod dates;
mod lines;
mod person;
mod property;
mod reach;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use encoding_rs::Encoding;

use self::{
    charset::{Narrow, Width},
    lines::{Line, Lines},
    person::Context,
    property::Raw,
};
use super::{
    Correction, ReadError, ReadOptions, Reader, RefusedFile,
    draft::{Draft, ProblemKind, Recognition, Rejected, Source},
};

/// How many properties of a card are kept.
const MAX_PROPERTIES: usize = 5_000;

/// Reads the cards of a file that begins with (or holds) `BEGIN:VCARD`.
///
/// # Errors
/// [`RefusedFile`] when the file is empty, a calendar, or holds no card.
pub(crate) fn open<R: Read + Seek + Send + 'static>(
    mut input: R,
    options: &ReadOptions,
) -> Result<Reader, RefusedFile> {
    if let Some(Correction { row, column, .. }) = options.corrections.first() {
        return Err(RefusedFile::Correction { row: *row, column: column.clone() });
    }
    let mut head = Vec::new();
    input.by_ref().take(64).read_to_end(&mut head)?;
    let width = charset::width(&head);
    input.rewind()?;
    let look = charset::look(&mut input, width)?;
    if !look.has_text {
        return Err(RefusedFile::Empty);
    }
    if look.is_calendar {
        return Err(RefusedFile::Calendar);
    }
    if !look.has_card {
        return Err(RefusedFile::Damaged { why: "no BEGIN:VCARD in it".to_owned() });
    }
    input.rewind()?;
    let recognition = Recognition {
        source: Source::VCard,
        encoding: look.name,
        delimiter: String::new(),
        columns: Vec::new(),
    };
    Ok(Reader::new(recognition, Cards::new(input, width, look.fallback, options)))
}

/// The card being read.
#[derive(Debug, Default)]
struct Card {
    /// The line of the file it begins in.
    number: u64,
    properties: Vec<Raw>,
    bytes: usize,
    /// How many cards inside this one are open.
    depth: usize,
    /// The property read last, to know what a card inside a card or a sudden end belongs to.
    last: String,
    /// Properties and why they were cut or left out.
    damage: Vec<(String, String)>,
    /// Why it is too large; the rest of it is only read past.
    overflow: Option<String>,
}

/// People from a stream of cards, one at a time.
pub(crate) struct Cards<R> {
    lines: Lines<Narrow<R>>,
    is_narrow: bool,
    fallback: &'static Encoding,
    context: Context,
    limit: usize,
    row: u64,
    card: Option<Card>,
    /// The line where something stands that belongs to no card.
    stray: Option<u64>,
    ended: bool,
}

impl<R: Read> Cards<R> {
    /// Reads cards from the start of `reader`, values that tell no encoding of their own by `fallback`.
    fn new(reader: R, width: Width, fallback: &'static Encoding, options: &ReadOptions) -> Self {
        let limit = options.limits.record_bytes;
        Self {
            lines: Lines::new(Narrow::new(reader, width), limit),
            is_narrow: width != Width::Bytes,
            fallback,
            context: Context::new(options),
            limit,
            row: 0,
            card: None,
            stray: None,
            ended: false,
        }
    }

    /// What a line completes, if anything.
    fn take(&mut self, line: &Line) -> Option<Result<Draft, Rejected>> {
        if lines::is_begin(&line.text) {
            return self.begin(line.number);
        }
        if lines::is_end(&line.text) {
            return self.end(line.number);
        }
        if let Some(card) = &mut self.card {
            card.add(line, self.limit);
        } else if Raw::parse(line).is_some_and(|raw| person::is_telling(&raw.name)) {
            self.stray.get_or_insert(line.number);
        }
        None
    }

    fn begin(&mut self, number: u64) -> Option<Result<Draft, Rejected>> {
        if let Some(card) = self.card.as_mut().filter(|card| card.last == "AGENT") {
            card.depth += 1;
            card.last.clear();
            return None;
        }
        let unended = self.card.replace(Card { number, ..Card::default() });
        match (unended, self.stray.take()) {
            (Some(card), _) => Some(Err(self.unended(&card))),
            (None, Some(line)) => Some(Err(self.stray(line))),
            (None, None) => None,
        }
    }

    fn end(&mut self, number: u64) -> Option<Result<Draft, Rejected>> {
        let Some(mut card) = self.card.take() else {
            let line = self.stray.take().unwrap_or(number);
            return Some(Err(self.stray(line)));
        };
        if card.depth > 0 {
            card.depth -= 1;
            card.last.clear();
            if card.depth == 0 {
                card.damage
                    .push(("AGENT".to_owned(), "a card inside the card is left out".to_owned()));
            }
            self.card = Some(card);
            return None;
        }
        self.row += 1;
        Some(self.finish(card))
    }

    fn finish(&self, card: Card) -> Result<Draft, Rejected> {
        if let Some(why) = card.overflow {
            return Err(self.rejected(why));
        }
        let (properties, bad) = charset::decode(card.properties, self.fallback, self.is_narrow);
        let mut damage = card.damage;
        for name in bad {
            damage.push((name, "bytes that are no text in its encoding".to_owned()));
        }
        person::draft(self.row, &properties, damage, &self.context)
    }

    fn rejected(&self, why: String) -> Rejected {
        Rejected { row: self.row, kind: ProblemKind::Card, why, ..Rejected::default() }
    }

    fn unended(&mut self, card: &Card) -> Rejected {
        self.row += 1;
        let inside = if card.last.is_empty() {
            String::new()
        } else {
            format!(", it breaks off after {}", card.last)
        };
        let why = format!("the card that begins in line {} has no END:VCARD{inside}", card.number);
        self.rejected(why)
    }

    fn stray(&mut self, line: u64) -> Rejected {
        self.row += 1;
        let why = format!("text in line {line} that no BEGIN:VCARD stands before");
        self.rejected(why)
    }

    /// What is left over at the end of the file.
    fn last(&mut self) -> Option<Result<Draft, Rejected>> {
        self.ended = true;
        if let Some(card) = self.card.take() {
            return Some(Err(self.unended(&card)));
        }
        self.stray.take().map(|line| Err(self.stray(line)))
    }
}

impl<R: Read> Iterator for Cards<R> {
    type Item = Result<Draft, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let found = match self.lines.next_line() {
                Ok(Some(line)) => self.take(&line),
                Ok(None) => self.last(),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(ReadError::File(RefusedFile::Read(error))));
                }
            };
            if let Some(card) = found {
                return Some(card.map_err(ReadError::Row));
            }
        }
        None
    }
}

impl Card {
    /// Keeps a property, or says why not.
    fn add(&mut self, line: &Line, limit: usize) {
        self.last.clear();
        let Some(raw) = Raw::parse(line) else {
            self.last.push_str("a line without a colon");
            let why = format!("line {} has no colon and is left out", line.number);
            if self.depth == 0 && self.damage.len() < person::MAX_PROBLEMS {
                self.damage.push((String::new(), why));
            }
            return;
        };
        if raw.name != "AGENT" || raw.value.trim_ascii().is_empty() {
            self.last.push_str(raw.name.get(..raw.name.len().min(64)).unwrap_or("a property"));
        }
        if self.depth > 0 || self.overflow.is_some() || line.dropped || raw.name == "AGENT" {
            return;
        }
        for (is_so, why) in [
            (line.cut, "longer than the limit of a property: the rest is cut off"),
            (line.unfinished, "its last line asks for one more, which is the end of the card"),
            (raw.too_many, "more parameters than are looked at"),
        ] {
            if is_so {
                self.damage.push((raw.name.clone(), why.to_owned()));
            }
        }
        self.bytes += raw.value.len() + 64;
        if self.bytes > limit * 2 || self.properties.len() >= MAX_PROPERTIES {
            self.properties = Vec::new();
            self.overflow = Some(format!(
                "a card of more than {MAX_PROPERTIES} properties or {} MiB",
                limit >> 19
            ));
        } else {
            self.properties.push(raw);
        }
    }
}
