//! The lines of a card file as bytes: bounded, unfolded, without photos.
//!
//! Folds may split a UTF-8 character and every property may have its own charset, so nothing is decoded
//! here. Photos, logos, sounds and keys are let go while they stream by: memory never holds more than two lines.

use std::io::{self, Read};

use crate::imports::bytes::Bytes;

/// Properties that hold pictures, sounds and keys: dropped while streaming.
const DROPPED: &[&[u8]] = &[b"PHOTO", b"LOGO", b"SOUND", b"KEY"];
/// How far a colon is looked for in a folded line, so that folds without one are not searched in squares.
const MAX_HEAD: usize = 16 * 1024;

/// One property, unfolded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The bytes, without folds, soft breaks and line end. Of a dropped property only the part before the value.
    pub(super) text: Vec<u8>,
    /// The line of the file it begins in, from 1.
    pub(super) number: u64,
    /// It was longer than the limit; the rest is lost.
    pub(super) cut: bool,
    /// A photo or the like whose value was let go.
    pub(super) dropped: bool,
    /// Its quoted-printable value asks for one more line, which is the end of the card.
    pub(super) unfinished: bool,
}

/// How the value of a line goes on below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// By folds only.
    Plain,
    /// By folds and soft line breaks.
    QuotedPrintable,
    /// By folds, and by bare lines of base64.
    Base64,
}

/// The unfolded lines of a stream.
#[derive(Debug)]
pub(super) struct Lines<R> {
    bytes: Bytes<R>,
    /// The next physical line, read to see whether it goes on with the last one.
    ahead: Option<Vec<u8>>,
    ahead_cut: bool,
    ahead_number: u64,
    /// Whether a blank line stood before it.
    after_blank: bool,
    /// What stands behind an END on the same line, as where files were joined without a line end between.
    joined: Option<Vec<u8>>,
    number: u64,
    limit: usize,
}

impl<R: Read> Lines<R> {
    /// Lines of at most `limit` bytes.
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Self {
            bytes: Bytes::new(reader),
            ahead: None,
            ahead_cut: false,
            ahead_number: 0,
            after_blank: false,
            joined: None,
            number: 0,
            limit,
        }
    }

    /// The next property, or none at the end of the file. Blank lines are left out.
    pub(super) fn next_line(&mut self) -> io::Result<Option<Line>> {
        if !self.look()? {
            return Ok(None);
        }
        let mut line = Line { number: self.ahead_number, ..Line::default() };
        let mut form = None;
        let mut skip = 0;
        loop {
            let is_soft = self.append(&mut line, skip, form);
            if form.is_none() && line.text.len() < MAX_HEAD {
                form = head(&line.text).map(|end| {
                    let (form, dropped) = form_of(&line.text, end);
                    line.dropped = dropped;
                    form
                });
            }
            let is_soft =
                is_soft || (form == Some(Form::QuotedPrintable) && take_soft_break(&mut line));
            drop_value(&mut line);
            if !self.look()? {
                line.unfinished = is_soft;
                return Ok(Some(line));
            }
            let next = self.ahead.as_deref().unwrap_or_default();
            skip = usize::from(matches!(next.first(), Some(b' ' | b'\t')));
            if is_soft && self.after_blank {
                // The line that the soft break asks for is an empty one.
                return Ok(Some(line));
            } else if is_soft {
                if is_border(next) {
                    line.unfinished = true;
                    return Ok(Some(line));
                }
                skip = 0;
            } else if form == Some(Form::Base64) && !next.contains(&b':') {
                // Bare lines of base64 go on without a fold.
            } else if skip == 0 {
                return Ok(Some(line));
            }
        }
    }

    /// Adds the line ahead, without its first `skip` bytes, up to the limit. Answers whether it ends in a soft
    /// break of a form that is known already.
    fn append(&mut self, line: &mut Line, skip: usize, form: Option<Form>) -> bool {
        let next = self.ahead.take().unwrap_or_default();
        if line.dropped {
            return false;
        }
        line.cut |= self.ahead_cut;
        let mut more = next.get(skip..).unwrap_or_default();
        let mut is_soft = false;
        if form == Some(Form::QuotedPrintable) && !self.ahead_cut {
            is_soft = more.last() == Some(&b'=');
            more = more.strip_suffix(b"=").unwrap_or(more);
        }
        let room = self.limit.saturating_sub(line.text.len());
        line.cut |= more.len() > room;
        line.text.extend(more.iter().take(room));
        is_soft
    }

    /// Reads the next physical line that is not empty into `ahead`; false at the end.
    fn look(&mut self) -> io::Result<bool> {
        if self.ahead.is_none() {
            self.ahead = self.joined.take();
            self.after_blank = false;
        }
        while self.ahead.is_none() {
            let mut text = Vec::new();
            let Some(cut) = self.bytes.line(&mut text, self.limit)? else { return Ok(false) };
            self.number += 1;
            if let Some(at) = joint(&text) {
                self.joined = Some(text.split_off(at));
            }
            self.after_blank |= text.is_empty();
            if !text.is_empty() {
                self.ahead = Some(text);
                self.ahead_cut = cut;
                self.ahead_number = self.number;
            }
        }
        Ok(true)
    }
}

/// Takes the soft break off the end of a line whose form was learned only now.
fn take_soft_break(line: &mut Line) -> bool {
    let is_soft = !line.cut && line.text.last() == Some(&b'=');
    if is_soft {
        line.text.pop();
    }
    is_soft
}

/// Lets go of the value of a property that is not kept.
fn drop_value(line: &mut Line) {
    if line.dropped {
        if let Some(end) = head(&line.text) {
            line.text.truncate(end + 1);
        }
        line.cut = false;
    }
}

/// Whether a line begins or ends a card.
pub(super) fn is_border(text: &[u8]) -> bool {
    is_begin(text) || is_end(text)
}

/// Whether a line is `BEGIN:VCARD` in any case, blanks and byte order marks aside.
pub(super) fn is_begin(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    is_pair(text, b"BEGIN")
}

/// Whether a line is `END:VCARD` in any case.
pub(super) fn is_end(text: &[u8]) -> bool {
    is_pair(text, b"END")
}

/// Where the next card begins on a line that ends one.
fn joint(text: &[u8]) -> Option<usize> {
    let end = b"END:VCARD".len();
    let (first, second) = text.split_at_checked(end)?;
    (is_end(first) && is_begin(second)).then_some(end)
}

fn is_pair(text: &[u8], key: &[u8]) -> bool {
    let mut parts = text.splitn(2, |&byte| byte == b':');
    let name = parts.next().unwrap_or_default().trim_ascii();
    let value = parts.next().unwrap_or_default().trim_ascii();
    name.eq_ignore_ascii_case(key) && value.eq_ignore_ascii_case(b"VCARD")
}

/// Where the value begins: the place of the first colon outside quotes.
pub(super) fn head(text: &[u8]) -> Option<usize> {
    let mut quoted = false;
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => return Some(at),
            _ => {}
        }
    }
    // A quote that never closes: any colon will do.
    if quoted { text.iter().position(|&byte| byte == b':') } else { None }
}

/// How the value goes on, and whether it is one that is dropped.
fn form_of(text: &[u8], end: usize) -> (Form, bool) {
    let head = text.get(..end).unwrap_or_default();
    let mut form = Form::Plain;
    let mut parts = head.split(|&byte| byte == b';');
    let name = parts.next().unwrap_or_default();
    let name = name.rsplit(|&byte| byte == b'.').next().unwrap_or_default().trim_ascii();
    for part in parts {
        let value = part.rsplit(|&byte| byte == b'=').next().unwrap_or_default().trim_ascii();
        let value = value.strip_prefix(b"\"").unwrap_or(value);
        let value = value.strip_suffix(b"\"").unwrap_or(value);
        if value.eq_ignore_ascii_case(b"QUOTED-PRINTABLE") {
            form = Form::QuotedPrintable;
        } else if value.eq_ignore_ascii_case(b"BASE64") || value.eq_ignore_ascii_case(b"B") {
            form = Form::Base64;
        }
    }
    let dropped =
        form == Form::Base64 || DROPPED.iter().any(|dropped| name.eq_ignore_ascii_case(dropped));
    (form, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, expected: &[&str]) {
        let mut lines = Lines::new(file.as_bytes(), 100);
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            let mut text = String::from_utf8_lossy(&line.text).into_owned();
            if line.cut {
                text.push_str(" [cut]");
            }
            if line.unfinished {
                text.push_str(" [unfinished]");
            }
            found.push(text);
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        check("A:1\nB:2\r\nC:3\rD:4\r\r\nE:5", &["A:1", "B:2", "C:3", "D:4", "E:5"]);
    }

    #[test]
    fn folds_are_taken_out_with_one_blank() {
        check("N:Do\r\n e;Jo\r\n\thn\r\n  X", &["N:Doe;John X"]);
    }

    #[test]
    fn soft_breaks_go_on_in_quoted_printable_only() {
        check(
            "N;ENCODING=QUOTED-PRINTABLE:a=\r\nb\r\nX:c=\r\nY:d",
            &["N;ENCODING=QUOTED-PRINTABLE:ab", "X:c=", "Y:d"],
        );
    }

    #[test]
    fn a_soft_break_never_swallows_the_end_of_a_card() {
        check(
            "NOTE;QUOTED-PRINTABLE:a=\r\nEND:VCARD",
            &["NOTE;QUOTED-PRINTABLE:a [unfinished]", "END:VCARD"],
        );
    }

    #[test]
    fn a_blank_line_ends_a_soft_break() {
        check("ORG;QUOTED-PRINTABLE:a=\r\n\r\nTEL:1", &["ORG;QUOTED-PRINTABLE:a", "TEL:1"]);
        check("ORG;QUOTED-PRINTABLE:a=\r\r\nb", &["ORG;QUOTED-PRINTABLE:ab"]);
    }

    #[test]
    fn a_quoted_value_over_the_limit_is_read_past_to_its_end() {
        let file = format!("NOTE;QUOTED-PRINTABLE:{}b\r\nX:1", "aaaaaaaaa=\r\n".repeat(20));
        check(&file, &[&format!("NOTE;QUOTED-PRINTABLE:{} [cut]", "a".repeat(78)), "X:1"]);
    }

    #[test]
    fn photos_leave_their_name_only() {
        check("PHOTO;ENCODING=b:AAAA\r\n BBBB\r\nX:1", &["PHOTO;ENCODING=b:", "X:1"]);
        check("item1.PHOTO;BASE64:\r\nAAAA\r\nBBBB\r\n\r\nX:1", &["item1.PHOTO;BASE64:", "X:1"]);
        check("PHOTO;VALUE=uri:http://x.example/\r\nX:1", &["PHOTO;VALUE=uri:", "X:1"]);
    }

    #[test]
    fn a_colon_in_quotes_is_no_value() {
        assert_eq!(head(b"TEL;X=\"a:b\":1"), Some(11));
        assert_eq!(head(b"TEL;X=\"ab:1"), Some(9));
        assert_eq!(head(b"TEL"), None);
    }

    #[test]
    fn a_long_line_is_cut_and_says_so() {
        check(
            &format!("NOTE:{}\r\nX:1", "a".repeat(200)),
            &[&format!("NOTE:{} [cut]", "a".repeat(95)), "X:1"],
        );
    }
}
