//! Busy blocks out of an iCalendar file: what repeats is written out within a horizon.
//!
//! The recurrence engine is calcard's, fed with one floating rule at a time: its own expansion of whole
//! files starts at each event's first day, matches moved occurrences across events and reads unknown
//! zones as the default without a word. Zones, exceptions and clock changes are resolved here.

use std::collections::BTreeMap;

use calcard::{Entry, Parser, icalendar::ICalendar};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::spans::Span;

mod event;
mod repeat;
mod zones;

use event::{Event, busy_periods};
use zones::Zones;

/// The largest file that is read: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;
/// The most events a file may hold.
pub const MAX_EVENTS: usize = 50_000;
/// The most busy blocks a file may give within the horizon.
pub const MAX_BLOCKS: usize = 200_000;

/// Time somebody is busy, as a calendar said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BusyBlock {
    /// The identifier of its event; occurrences of one event share it. Empty where the file gave none.
    pub uid: String,
    /// What the event is called.
    pub summary: Option<String>,
    /// The time taken.
    pub span: Span,
}

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BusyFile {
    /// Busy blocks that touch the horizon, by time.
    pub blocks: Vec<BusyBlock>,
    /// What was not understood; the rest was read.
    pub problems: Vec<IcsProblem>,
}

/// Why a file was refused whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsError {
    /// Too many bytes.
    #[error("the calendar file has {bytes} bytes, more than {MAX_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Nothing in it is a calendar.
    #[error("the file holds no calendar: BEGIN:VCALENDAR is missing")]
    NotACalendar,
    /// It ends within a component.
    #[error("the calendar file is cut off: {component} does not end")]
    CutOff {
        /// The component.
        component: String,
    },
    /// Too many events.
    #[error("the calendar file holds more than {MAX_EVENTS} events")]
    TooManyEvents,
    /// Too many occurrences.
    #[error("the calendar file gives more than {MAX_BLOCKS} busy blocks")]
    TooManyBlocks,
}

/// What of a file was not understood. `event` is the event's name or else its identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcsProblem {
    /// A line that is no property.
    #[error("the line `{line}` was not understood")]
    Line {
        /// Its start.
        line: String,
    },
    /// An event without a start that can be read.
    #[error("`{event}` has no start that can be read, so it was left out")]
    NoStart {
        /// The event.
        event: String,
    },
    /// An event that ends before it starts.
    #[error("`{event}` ends before it starts, so it was left out")]
    Backwards {
        /// The event.
        event: String,
    },
    /// A zone nobody knows.
    #[error("`{event}` names the time zone `{zone}`, which is not known: read in your own")]
    Zone {
        /// The event.
        event: String,
        /// The zone.
        zone: String,
    },
    /// A rule that cannot be followed.
    #[error(
        "`{event}` repeats by a rule that cannot be followed ({why}): only its first time was read"
    )]
    Rule {
        /// The event.
        event: String,
        /// What is wrong with the rule.
        why: String,
    },
    /// A rule that gives too many times.
    #[error("`{event}` repeats too often for a calendar: only its first time was read")]
    TooOften {
        /// The event.
        event: String,
    },
}

/// Reads an iCalendar file: the busy blocks that touch `horizon`.
///
/// `rep` is the zone of floating times and of all-day events. Free: what is transparent, cancelled or
/// marked free by Outlook, and what takes no time.
///
/// # Errors
/// [`IcsError`] when the file is too large, no calendar, cut off or gives too much.
pub fn busy_blocks(bytes: &[u8], horizon: Span, rep: &TimeZone) -> Result<BusyFile, IcsError> {
    if bytes.len() > MAX_BYTES {
        return Err(IcsError::TooLarge { bytes: bytes.len() });
    }
    let text = decoded(bytes);
    if let Some(component) = unended(&text) {
        return Err(IcsError::CutOff { component: component.to_owned() });
    }
    let mut file = BusyFile::default();
    let mut parser = Parser::new(&text);
    let mut n_calendars = 0;
    loop {
        match parser.entry() {
            Entry::Eof => break,
            Entry::ICalendar(calendar) => {
                n_calendars += 1;
                read(&calendar, horizon, rep, &mut file)?;
            }
            Entry::InvalidLine(line) if file.problems.len() < MAX_PROBLEMS => {
                file.problems
                    .push(IcsProblem::Line { line: line.trim().chars().take(60).collect() });
            }
            Entry::UnterminatedComponent(component) => {
                return Err(IcsError::CutOff { component: component.into_owned() });
            }
            Entry::TooManyComponents => return Err(IcsError::TooManyEvents),
            _ => {}
        }
    }
    if n_calendars == 0 {
        return Err(IcsError::NotACalendar);
    }
    file.blocks.sort_by(|one, other| (one.span, &one.uid).cmp(&(other.span, &other.uid)));
    file.blocks.dedup();
    Ok(file)
}

/// Further problems are not kept: the first hundred show what is wrong with a file.
const MAX_PROBLEMS: usize = 100;

/// Reads one calendar of the file.
fn read(
    calendar: &ICalendar,
    horizon: Span,
    rep: &TimeZone,
    file: &mut BusyFile,
) -> Result<(), IcsError> {
    let zones = Zones::new(calendar, rep);
    let mut series: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    let mut single = Vec::new();
    for (n_events, component) in calendar
        .components
        .iter()
        .filter(|component| component.component_type.is_event())
        .enumerate()
    {
        if n_events >= MAX_EVENTS {
            return Err(IcsError::TooManyEvents);
        }
        match Event::read(component, &zones, &mut file.problems) {
            Ok(event) if event.uid.is_empty() => single.push(vec![event]),
            Ok(event) => series.entry(event.uid.clone()).or_default().push(event),
            Err(problem) => file.problems.push(problem),
        }
    }
    for events in series.into_values().chain(single) {
        file.blocks.extend(repeat::blocks_of(events, horizon, rep, &mut file.problems));
        if file.blocks.len() > MAX_BLOCKS {
            return Err(IcsError::TooManyBlocks);
        }
    }
    for component in &calendar.components {
        file.blocks.extend(
            busy_periods(component, &zones)
                .into_iter()
                .filter(|block| touches(block.span, horizon)),
        );
    }
    file.problems.truncate(MAX_PROBLEMS);
    if file.blocks.len() > MAX_BLOCKS { Err(IcsError::TooManyBlocks) } else { Ok(()) }
}

/// A component that begins more often than it ends: the reader itself takes what it got as whole.
fn unended(text: &str) -> Option<&'static str> {
    ["VEVENT", "VCALENDAR"].into_iter().find(|component| {
        let n_lines = |word: &str| {
            let is_it = |line: &&str| {
                line.trim().split_once(':').is_some_and(|(name, value)| {
                    name.eq_ignore_ascii_case(word) && value.trim().eq_ignore_ascii_case(component)
                })
            };
            text.lines().filter(is_it).count()
        };
        n_lines("BEGIN") > n_lines("END")
    })
}

fn touches(span: Span, horizon: Span) -> bool {
    span.from < horizon.to && horizon.from < span.to
}

/// The text of a file: lines are unfolded as bytes, for folds may split a character.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        return encoding.decode(bytes).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut unfolded = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte == b'\r' && rest.peek() == Some(&b'\n') {
            continue;
        }
        if byte == b'\n' && matches!(rest.peek(), Some(b' ' | b'\t')) {
            rest.next();
            continue;
        }
        unfolded.push(byte);
    }
    String::from_utf8(unfolded)
        .unwrap_or_else(|error| encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned())
}

#[cfg(test)]
mod tests;
