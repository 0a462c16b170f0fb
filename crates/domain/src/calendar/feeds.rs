//! A calendar as other programs read it (RFC 5545): events of one's own, each at fixed instants.

use std::fmt::Write as _;

use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::spans::Span;

/// Most bytes of a line (RFC 5545, 3.1).
const LINE: usize = 75;

/// One event of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What keeps it the same event when it is read again.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// When it is.
    pub span: Span,
}

/// A calendar file with these events, as of an instant.
pub fn write(name: &str, now: Timestamp, events: &[Event]) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, "PRODID:-//Touchstone//Touchstone//EN");
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        line(&mut text, "BEGIN:VEVENT");
        line(&mut text, &format!("UID:{}", escaped(&event.uid)));
        line(&mut text, &format!("DTSTAMP:{}", clock(now)));
        line(&mut text, &format!("DTSTART:{}", clock(event.span.from)));
        line(&mut text, &format!("DTEND:{}", clock(event.span.to)));
        line(&mut text, &format!("SUMMARY:{}", escaped(&event.title)));
        line(&mut text, "END:VEVENT");
    }
    line(&mut text, "END:VCALENDAR");
    text
}

/// The id of an event that is the same whenever it is written.
pub fn uid(of: &str, id: Uuid, from: Timestamp) -> String {
    format!("{of}-{id}-{}@touchstone", from.as_second())
}

fn clock(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text with what has a meaning in a calendar file taken from it; control characters are left out.
fn escaped(text: &str) -> String {
    let mut told = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                told.push('\\');
                told.push(c);
            }
            '\n' => told.push_str("\\n"),
            c if c.is_control() => {}
            c => told.push(c),
        }
    }
    told
}

/// Adds a line, folded where it is too long; no character is cut in two.
fn line(text: &mut String, content: &str) {
    let mut used = 0;
    for c in content.chars() {
        if used + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        used += c.len_utf8();
        // A string takes every character.
        let _ = text.write_char(c);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ics::busy_blocks;

    fn span(from: &str, to: &str) -> Span {
        Span::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    #[test]
    fn what_is_written_is_read_as_the_same_events() {
        let title =
            "Call: Müller, Söhne; Co \\ a very long name that does not fit on one line at all";
        let events = [
            Event {
                uid: uid("touch", Uuid::nil(), "2026-11-24T09:00:00Z".parse().unwrap()),
                title: title.to_owned(),
                span: span("2026-11-24T09:00:00Z", "2026-11-24T09:10:00Z"),
            },
            Event {
                uid: "b".to_owned(),
                title: "two\nlines".to_owned(),
                span: span("2026-11-25T09:00:00Z", "2026-11-25T11:00:00Z"),
            },
        ];
        let text = write("Rita", "2026-11-23T09:00:00Z".parse().unwrap(), &events);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        let horizon = span("2026-11-01T00:00:00Z", "2026-12-31T00:00:00Z");
        let read = busy_blocks(text.as_bytes(), horizon, &TimeZone::UTC).unwrap();
        let read: Vec<(Option<&str>, Span)> =
            read.blocks.iter().map(|block| (block.summary.as_deref(), block.span)).collect();
        assert_eq!(read[0], (Some(title), events[0].span));
        assert_eq!(read[1].1, events[1].span);
    }
}
