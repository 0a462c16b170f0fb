//! The encoding of a card file: one look through all of it before the first card is read.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    lines::{self, Lines},
    property::{Property, Raw},
};

/// How much of a line is looked at.
const LOOK_LINE: usize = 64 * 1024;

/// How the characters of a whole file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// In single bytes: UTF-8 and everything that parts its lines like ASCII.
    Bytes,
    /// In two bytes.
    Utf16(&'static Encoding),
    /// In four bytes; true for the low byte first.
    Utf32(bool),
}

/// What one look through a file tells.
#[derive(Debug)]
pub(super) struct Look {
    /// The encoding of values that name none and are no UTF-8.
    pub(super) fallback: &'static Encoding,
    /// Name of the encoding, in lower case.
    pub(super) name: String,
    /// Whether any card begins.
    pub(super) has_card: bool,
    /// Whether the file begins like a calendar.
    pub(super) is_calendar: bool,
    /// Whether there is anything but blank lines.
    pub(super) has_text: bool,
    /// Whether a NUL byte is in the text.
    pub(super) has_nul: bool,
}

/// Tells the width of characters by marks and by the place of the NULs, which is right where a mark is wrong.
pub(super) fn width(head: &[u8]) -> Width {
    let after_mark = |n: usize| head.get(n..).unwrap_or_default();
    let by_nuls = |text: &[u8]| match text {
        [0, 0, 0, last, ..] if *last != 0 => Some(Width::Utf32(false)),
        [first, 0, 0, 0, ..] if *first != 0 => Some(Width::Utf32(true)),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(Width::Utf16(UTF_16BE)),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(Width::Utf16(UTF_16LE)),
        _ => None,
    };
    match head {
        [0xFF, 0xFE, 0, 0, ..] => Width::Utf32(true),
        [0, 0, 0xFE, 0xFF, ..] => Width::Utf32(false),
        [0xFF, 0xFE, ..] => by_nuls(after_mark(2)).unwrap_or(Width::Utf16(UTF_16LE)),
        [0xFE, 0xFF, ..] => by_nuls(after_mark(2)).unwrap_or(Width::Utf16(UTF_16BE)),
        _ => by_nuls(head).unwrap_or(Width::Bytes),
    }
}

/// Reads any width as UTF-8; single bytes go through untouched.
pub(super) struct Narrow<R> {
    reader: R,
    width: Width,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: Read> Narrow<R> {
    /// Reads `reader` from its start.
    pub(super) fn new(reader: R, width: Width) -> Self {
        let encoding = if let Width::Utf16(encoding) = width { encoding } else { UTF_8 };
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { reader, width, decoder, raw: Vec::new(), ready: Vec::new(), taken: 0, ended: false }
    }

    /// Reads and decodes one more block.
    fn fill(&mut self) -> io::Result<()> {
        let mut block = [0_u8; 16 * 1024];
        let n = self.reader.read(&mut block)?;
        self.ended = n == 0;
        self.raw.extend_from_slice(block.get(..n).unwrap_or_default());
        self.ready.clear();
        self.taken = 0;
        match self.width {
            Width::Utf32(is_little) => {
                let n_whole = if self.ended { self.raw.len() } else { self.raw.len() / 4 * 4 };
                let whole: Vec<u8> = self.raw.drain(..n_whole).collect();
                for four in whole.chunks(4) {
                    let code = <[u8; 4]>::try_from(four).ok().map(|four| {
                        if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }
                    });
                    let letter = code.and_then(char::from_u32).unwrap_or('\u{FFFD}');
                    if !matches!(letter, '\u{FEFF}' | '\u{FFFE}') {
                        let mut room = [0_u8; 4];
                        self.ready.extend_from_slice(letter.encode_utf8(&mut room).as_bytes());
                    }
                }
            }
            Width::Bytes | Width::Utf16(_) => {
                let mut text = String::with_capacity(self.raw.len() * 3 + 16);
                // Room for the longest result is reserved, so one call takes all.
                let _ = self.decoder.decode_to_string(&self.raw, &mut text, self.ended);
                self.raw.clear();
                self.ready.extend_from_slice(text.as_bytes());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.width == Width::Bytes {
            return self.reader.read(into);
        }
        while self.taken == self.ready.len() && !self.ended {
            self.fill()?;
        }
        let rest = self.ready.get(self.taken..).unwrap_or_default();
        let n = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.taken += n;
        Ok(n)
    }
}

/// Looks through the whole file: what follows the first block may be in another encoding.
pub(super) fn look<R: Read>(reader: R, width: Width) -> io::Result<Look> {
    let mut lines = Lines::new(Narrow::new(reader, width), LOOK_LINE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut look = Look {
        fallback: WINDOWS_1252,
        name: String::new(),
        has_card: false,
        is_calendar: false,
        has_text: false,
        has_nul: false,
    };
    let mut named = None;
    let mut is_utf8 = true;
    while let Some(line) = lines.next_line()? {
        let text = line.text.trim_ascii();
        if !look.has_text && !text.is_empty() {
            look.has_text = text != b"\xEF\xBB\xBF";
            let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
            look.is_calendar = text.eq_ignore_ascii_case(b"BEGIN:VCALENDAR");
        }
        look.has_card |= lines::is_begin(text);
        look.has_nul |= text.contains(&0);
        let is_bad = |error: std::str::Utf8Error| error.error_len().is_some();
        if !text.is_ascii() && std::str::from_utf8(text).is_err_and(is_bad) {
            is_utf8 = false;
            named = named.or_else(|| Raw::parse(&line)?.charset());
            detector.feed(text, false);
            detector.feed(b"\n", false);
        }
    }
    detector.feed(b"", true);
    look.fallback = detector.guess(None, Utf8Detection::Deny);
    look.name = match width {
        Width::Utf16(encoding) => encoding.name().to_ascii_lowercase(),
        Width::Utf32(true) => "utf-32le".to_owned(),
        Width::Utf32(false) => "utf-32be".to_owned(),
        Width::Bytes if is_utf8 => "utf-8".to_owned(),
        Width::Bytes => named.unwrap_or(look.fallback).name().to_ascii_lowercase(),
    };
    Ok(look)
}

/// Decodes the properties of one card. What names no charset and is no UTF-8 is read by `fallback`, or, where
/// the file told nothing, by what the values of this card look like. Answers those with bytes that are no text.
pub(super) fn decode(
    card: Vec<Raw>,
    fallback: &'static Encoding,
    is_narrow: bool,
) -> (Vec<Property>, Vec<String>) {
    let must_guess = |raw: &Raw| raw.was_quoted && encoding_by_itself(raw, is_narrow).is_none();
    let guess = if card.iter().any(must_guess) { guess(&card, is_narrow) } else { fallback };
    let mut bad = Vec::new();
    let properties = card
        .into_iter()
        .map(|raw| {
            let encoding = match encoding_by_itself(&raw, is_narrow) {
                Some(encoding) => encoding,
                None if raw.was_quoted => guess,
                None => fallback,
            };
            let (property, is_good) = raw.decode(encoding);
            if !is_good {
                bad.push(property.name.clone());
            }
            property
        })
        .collect();
    (properties, bad)
}

/// The encoding a value has by its own word or by its bytes; none when it must be guessed.
fn encoding_by_itself(raw: &Raw, is_narrow: bool) -> Option<&'static Encoding> {
    if raw.value.is_ascii() {
        return Some(UTF_8);
    }
    // The file was decoded as a whole; only what was quoted in it still has an encoding of its own.
    let may_name = raw.was_quoted || !is_narrow;
    let named = raw.charset().filter(|named| may_name && named.is_ascii_compatible());
    match named {
        Some(named) if named != UTF_8 => Some(named),
        _ => match std::str::from_utf8(&raw.value) {
            Ok(_) => Some(UTF_8),
            // UTF-8 that was cut or damaged after good letters stays UTF-8; without one the label lied.
            Err(error) => {
                let good = raw.value.get(..error.valid_up_to()).unwrap_or_default();
                (!good.is_ascii()).then_some(UTF_8)
            }
        },
    }
}

/// Guesses by all values of a card that need it, and by the country of its e-mail address.
fn guess(card: &[Raw], is_narrow: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for raw in card.iter().filter(|raw| encoding_by_itself(raw, is_narrow).is_none()) {
        detector.feed(&raw.value, false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    let tld = card.iter().filter(|raw| raw.name == "EMAIL").find_map(|raw| {
        let address = raw.value.trim_ascii().to_ascii_lowercase();
        let tld = address.rsplit(|&byte| byte == b'.').next()?.to_vec();
        (!tld.is_empty() && tld.iter().all(u8::is_ascii_lowercase)).then_some(tld)
    });
    detector.guess(tld.as_deref(), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], name: &str, text: &str) {
        let width = width(bytes);
        assert_eq!(look(bytes, width).unwrap().name, name);
        let mut read = String::new();
        Narrow::new(bytes, width).read_to_string(&mut read).unwrap();
        assert_eq!(read.trim_start_matches('\u{FEFF}'), text);
    }

    fn wide(text: &str, mark: &[u8], put: fn(char) -> Vec<u8>) -> Vec<u8> {
        mark.iter().copied().chain(text.chars().flat_map(put)).collect()
    }

    #[test]
    fn wide_files_are_told_by_the_place_of_their_nuls() {
        let text = "BEGIN:VCARD\r\nFN:Ǽgean";
        let le = |letter: char| letter.encode_utf16(&mut [0; 2])[0].to_le_bytes().to_vec();
        let be = |letter: char| letter.encode_utf16(&mut [0; 2])[0].to_be_bytes().to_vec();
        let le4 = |letter: char| u32::from(letter).to_le_bytes().to_vec();
        let be4 = |letter: char| u32::from(letter).to_be_bytes().to_vec();
        check(&wide(text, b"", le), "utf-16le", text);
        check(&wide(text, b"", be), "utf-16be", text);
        check(&wide(text, b"\xFF\xFE", le), "utf-16le", text);
        check(&wide(text, b"\xFE\xFF", be), "utf-16be", text);
        check(&wide(text, b"\xFF\xFE\0\0", le4), "utf-32le", text);
        check(&wide(text, b"", be4), "utf-32be", text);
        check(text.as_bytes(), "utf-8", text);
    }

    #[test]
    fn a_wrong_mark_does_not_deceive() {
        let le4 = |letter: char| u32::from(letter).to_le_bytes().to_vec();
        assert_eq!(width(&wide("BEGIN", b"\xFE\xFF", le4)), Width::Utf32(true));
    }

    #[test]
    fn one_line_in_another_encoding_at_the_end_is_seen() {
        let mut file = "FN:plain\r\n".repeat(20_000).into_bytes();
        file.extend(b"FN:Jos\xE9 Caf\xE9\r\n");
        assert_eq!(look(file.as_slice(), Width::Bytes).unwrap().name, "windows-1252");
    }
}
