//! The encoding of a text, told from the whole file, and its characters as a stream.
//!
//! `chardetng` guesses well between the legacy encodings and knows nothing of UTF-32, of UTF-16 without a mark,
//! of wrong marks, or of one bad byte in an otherwise sound UTF-8 file: those are decided here, before it is asked.

use std::io::{Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::RefusedFile;

/// Bytes read at once.
const BLOCK: usize = 64 * 1024;

/// Put before what was read from damaged bytes; a noncharacter, so no text holds it.
pub(crate) const DAMAGE: char = '\u{fdd0}';

/// How bytes become characters.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Charset {
    Utf8,
    Utf32 { is_big_endian: bool },
    Other(&'static Encoding),
}

/// The encoding of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Detected {
    charset: Charset,
    /// Bytes of the mark, which are no text.
    mark: u64,
}

impl Detected {
    /// IANA name in lower case.
    pub(crate) fn name(self) -> String {
        match self.charset {
            Charset::Utf8 => "utf-8".to_owned(),
            Charset::Utf32 { is_big_endian: true } => "utf-32be".to_owned(),
            Charset::Utf32 { is_big_endian: false } => "utf-32le".to_owned(),
            Charset::Other(encoding) => encoding.name().to_ascii_lowercase(),
        }
    }
}

/// What a look over the whole file counts.
#[derive(Default)]
struct Census {
    length: u64,
    /// NULs by offset modulo 4, the run at the end of the file left out.
    nuls: [u64; 4],
    trailing_nuls: [u64; 4],
    controls: u64,
    is_blank: bool,
    has_escape: bool,
    lines: Utf8Lines,
}

/// Lines whose non-ASCII characters are all UTF-8, and lines where some are not.
#[derive(Default)]
struct Utf8Lines {
    sound: u64,
    broken: u64,
    has_multi: bool,
    has_bad: bool,
    carry: Vec<u8>,
}

/// Tells the encoding of `input` from all of its bytes and rewinds it.
///
/// # Errors
/// [`RefusedFile::Empty`], [`RefusedFile::NotText`] for control characters where text should be, or a read error.
pub(crate) fn detect<R: Read + Seek>(
    input: &mut R,
    country: Option<&str>,
) -> Result<Detected, RefusedFile> {
    input.seek(SeekFrom::Start(0))?;
    let mut census = Census { is_blank: true, ..Census::default() };
    let mut head = [0_u8; 4];
    let mut block = vec![0_u8; BLOCK];
    loop {
        let n = fill(input, &mut block)?;
        let bytes = block.get(..n).unwrap_or_default();
        if census.length == 0 {
            for (place, byte) in head.iter_mut().zip(bytes) {
                *place = *byte;
            }
        }
        census.add(bytes);
        if n < BLOCK {
            break;
        }
    }
    census.lines.end();
    let detected = decide(input, &census, head, country)?;
    input.seek(SeekFrom::Start(0))?;
    Ok(detected)
}

fn decide<R: Read + Seek>(
    input: &mut R,
    census: &Census,
    head: [u8; 4],
    country: Option<&str>,
) -> Result<Detected, RefusedFile> {
    let is_utf8_marked = head.starts_with(&[0xEF, 0xBB, 0xBF]);
    if census.length == 0 || census.is_blank || (is_utf8_marked && census.length == 3) {
        return Err(RefusedFile::Empty);
    }
    if let Some(wide) = census.wide(head) {
        return Ok(wide);
    }
    let n_nuls: u64 = census.nuls.iter().sum();
    let n_text = census.length - census.trailing_nuls.iter().sum::<u64>();
    if (n_nuls > 8 && n_nuls * 200 > n_text)
        || (census.controls > 8 && census.controls * 50 > n_text)
    {
        return Err(RefusedFile::NotText { what: "binary data".to_owned() });
    }
    let mark = if is_utf8_marked { 3 } else { 0 };
    let lines = &census.lines;
    let is_utf8 = lines.broken == 0 && !census.has_escape;
    // One bad byte must not turn a whole file into another alphabet.
    let is_damaged_utf8 = is_utf8_marked || (lines.sound > 0 && lines.sound * 2 >= lines.broken);
    if is_utf8 || (is_damaged_utf8 && !census.has_escape) {
        return Ok(Detected { charset: Charset::Utf8, mark });
    }
    let encoding = guess(input, country)?;
    let charset = if encoding == UTF_8 { Charset::Utf8 } else { Charset::Other(encoding) };
    Ok(Detected { charset, mark })
}

/// Asks `chardetng`, which sees the whole file: the first accent may stand in its last row.
fn guess<R: Read + Seek>(
    input: &mut R,
    country: Option<&str>,
) -> Result<&'static Encoding, RefusedFile> {
    input.seek(SeekFrom::Start(0))?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let mut block = vec![0_u8; BLOCK];
    loop {
        let n = fill(input, &mut block)?;
        detector.feed(block.get(..n).unwrap_or_default(), n < BLOCK);
        if n < BLOCK {
            break;
        }
    }
    let domain = country
        .filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(str::to_ascii_lowercase)
        .map(|code| if code == "gb" { "uk".to_owned() } else { code });
    Ok(detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Allow))
}

impl Census {
    fn add(&mut self, bytes: &[u8]) {
        let start = self.length;
        self.length += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let is_plain = bytes.iter().all(|b| matches!(b, 0x20..=0x7e | b'\n' | b'\r' | b'\t'));
        if self.is_blank {
            self.is_blank = bytes
                .iter()
                .all(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t' | 0 | 0xEF | 0xBB | 0xBF));
        }
        if !is_plain {
            for (offset, byte) in (start..).zip(bytes) {
                let place = usize::try_from(offset % 4).unwrap_or(0);
                match byte {
                    0 => bump(&mut self.trailing_nuls, place),
                    0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F => self.controls += 1,
                    0x1B => self.has_escape = true,
                    _ => {}
                }
                if *byte != 0 && self.trailing_nuls != [0; 4] {
                    for (sum, run) in
                        self.nuls.iter_mut().zip(std::mem::take(&mut self.trailing_nuls))
                    {
                        *sum += run;
                    }
                }
            }
        } else if self.trailing_nuls != [0; 4] {
            for (sum, run) in self.nuls.iter_mut().zip(std::mem::take(&mut self.trailing_nuls)) {
                *sum += run;
            }
        }
        self.lines.add(bytes);
    }

    /// UTF-16 and UTF-32, with a mark, without one, or with the wrong one: by the places of the NULs.
    fn wide(&self, head: [u8; 4]) -> Option<Detected> {
        let mark: u64 = match head {
            [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] => 4,
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => 2,
            _ => 0,
        };
        let shift = usize::try_from(mark % 4).unwrap_or(0);
        // NULs at the end count here: the last character of such a text ends in them.
        let at = |place: usize| {
            let place = (place + shift) % 4;
            self.nuls.get(place).copied().unwrap_or(0)
        };
        let [a, b, c, d] = [at(0), at(1), at(2), at(3)];
        let quarter = (self.length / 4).max(1);
        let is_most = |n: u64| n * 20 >= quarter * 17;
        if is_most(c) && is_most(d + 1) && a * 4 < quarter + 4 {
            return Some(Detected { charset: Charset::Utf32 { is_big_endian: false }, mark });
        }
        if is_most(a) && is_most(b) && d * 4 < quarter + 4 {
            return Some(Detected { charset: Charset::Utf32 { is_big_endian: true }, mark });
        }
        let (even, odd) = (a + c, b + d);
        let little = Detected { charset: Charset::Other(UTF_16LE), mark };
        let big = Detected { charset: Charset::Other(UTF_16BE), mark };
        match head {
            [0xFF, 0xFE, ..] if even > odd * 4 => Some(big),
            [0xFF, 0xFE, ..] => Some(little),
            [0xFE, 0xFF, ..] if odd > even * 4 => Some(little),
            [0xFE, 0xFF, ..] => Some(big),
            _ if odd * 10 >= quarter && odd > 2 && even * 20 <= odd => Some(little),
            _ if even * 10 >= quarter && even > 2 && odd * 20 <= even => Some(big),
            _ => None,
        }
    }
}

fn bump(counts: &mut [u64; 4], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}

impl Utf8Lines {
    fn add(&mut self, bytes: &[u8]) {
        if bytes.is_ascii() && self.carry.is_empty() {
            if (self.has_multi || self.has_bad) && bytes.contains(&b'\n') {
                self.end_line();
            }
            return;
        }
        let mut joined = std::mem::take(&mut self.carry);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        while !rest.is_empty() {
            let (valid, after) = match std::str::from_utf8(rest) {
                Ok(text) => (text, &[][..]),
                Err(error) => {
                    let (valid, bad) = rest.split_at(error.valid_up_to());
                    let text = std::str::from_utf8(valid).unwrap_or_default();
                    let Some(length) = error.error_len() else {
                        self.take(text);
                        self.carry = bad.to_vec();
                        return;
                    };
                    self.take(text);
                    self.has_bad = true;
                    ("", bad.get(length..).unwrap_or_default())
                }
            };
            self.take(valid);
            rest = after;
        }
    }

    fn take(&mut self, text: &str) {
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.end_line();
            }
            self.has_multi |= !line.trim_start_matches('\u{feff}').is_ascii();
        }
    }

    fn end_line(&mut self) {
        self.sound += u64::from(self.has_multi && !self.has_bad);
        self.broken += u64::from(self.has_bad);
        self.has_multi = false;
        self.has_bad = false;
    }

    fn end(&mut self) {
        self.has_bad |= !std::mem::take(&mut self.carry).is_empty();
        self.end_line();
    }
}

/// Fills the block as far as the file goes.
fn fill<R: Read>(input: &mut R, block: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match input.read(block.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The first characters of a file, of its first bytes.
pub(crate) fn start(head: &[u8], detected: Detected) -> String {
    let Ok(mut decoder) = Decoder::new(std::io::Cursor::new(head.to_vec()), detected) else {
        return String::new();
    };
    let mut text = String::new();
    let _is_more = decoder.next_piece(&mut text);
    text.replace(DAMAGE, "")
}

/// Text in pieces.
pub(crate) trait Pieces: Send {
    /// Appends the next piece; false at the end.
    fn next_piece(&mut self, out: &mut String) -> std::io::Result<bool>;
    /// Begins again.
    fn rewind(&mut self) -> std::io::Result<()>;
}

/// The characters of a file; [`DAMAGE`] stands before what bad bytes were read as.
pub(crate) struct Decoder<R> {
    input: R,
    detected: Detected,
    other: Option<encoding_rs::Decoder>,
    pending: Vec<u8>,
    is_at_end: bool,
    is_at_start: bool,
}

impl<R: Read + Seek + Send> Decoder<R> {
    pub(crate) fn new(input: R, detected: Detected) -> Result<Self, RefusedFile> {
        let mut decoder = Self {
            input,
            detected,
            other: None,
            pending: Vec::new(),
            is_at_end: false,
            is_at_start: true,
        };
        decoder.rewind()?;
        Ok(decoder)
    }

    fn decode(&mut self, bytes: &[u8], is_last: bool, out: &mut String) {
        match self.detected.charset {
            Charset::Utf8 => self.decode_utf8(bytes, is_last, out),
            Charset::Utf32 { is_big_endian } => {
                self.decode_utf32(bytes, is_big_endian, is_last, out);
            }
            Charset::Other(_) => self.decode_other(bytes, is_last, out),
        }
    }

    fn decode_utf8(&mut self, bytes: &[u8], is_last: bool, out: &mut String) {
        let mut joined = std::mem::take(&mut self.pending);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        loop {
            let error = match std::str::from_utf8(rest) {
                Ok(text) => {
                    out.push_str(text);
                    return;
                }
                Err(error) => error,
            };
            let (valid, bad) = rest.split_at(error.valid_up_to());
            out.push_str(std::str::from_utf8(valid).unwrap_or_default());
            let length = match error.error_len() {
                Some(length) => length,
                None if is_last => bad.len(),
                None => {
                    self.pending = bad.to_vec();
                    return;
                }
            };
            let (broken, after) = bad.split_at(length);
            out.push(DAMAGE);
            out.push_str(&as_windows_1252(broken));
            rest = after;
        }
    }

    fn decode_utf32(&mut self, bytes: &[u8], is_big_endian: bool, is_last: bool, out: &mut String) {
        let mut joined = std::mem::take(&mut self.pending);
        joined.extend_from_slice(bytes);
        let (whole, rest) = joined.as_chunks::<4>();
        for word in whole {
            let value =
                if is_big_endian { u32::from_be_bytes(*word) } else { u32::from_le_bytes(*word) };
            match char::from_u32(value) {
                Some(c) => out.push(c),
                None => out.extend([DAMAGE, char::REPLACEMENT_CHARACTER]),
            }
        }
        if is_last && !rest.is_empty() {
            out.extend([DAMAGE, char::REPLACEMENT_CHARACTER]);
        } else {
            self.pending = rest.to_vec();
        }
    }

    fn decode_other(&mut self, bytes: &[u8], is_last: bool, out: &mut String) {
        let Some(decoder) = self.other.as_mut() else { return };
        let mut rest = bytes;
        loop {
            out.reserve(
                decoder
                    .max_utf8_buffer_length_without_replacement(rest.len())
                    .unwrap_or(rest.len() * 3 + 16),
            );
            let (result, read) = decoder.decode_to_string_without_replacement(rest, out, is_last);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => out.extend([DAMAGE, char::REPLACEMENT_CHARACTER]),
            }
        }
    }
}

impl<R: Read + Seek + Send> Pieces for Decoder<R> {
    fn next_piece(&mut self, out: &mut String) -> std::io::Result<bool> {
        if self.is_at_end {
            return Ok(false);
        }
        let mut block = vec![0_u8; BLOCK];
        let n = fill(&mut self.input, &mut block)?;
        self.is_at_end = n < BLOCK;
        let from = out.len();
        self.decode(block.get(..n).unwrap_or_default(), n < BLOCK, out);
        if std::mem::take(&mut self.is_at_start) {
            // A second mark is no part of the first header either.
            while out.get(from..).is_some_and(|text| text.starts_with('\u{feff}')) {
                out.remove(from);
            }
        }
        Ok(true)
    }

    fn rewind(&mut self) -> std::io::Result<()> {
        self.input.seek(SeekFrom::Start(self.detected.mark))?;
        self.pending.clear();
        self.is_at_end = false;
        self.is_at_start = true;
        self.other = match self.detected.charset {
            Charset::Other(encoding) => Some(encoding.new_decoder_without_bom_handling()),
            Charset::Utf8 | Charset::Utf32 { .. } => None,
        };
        Ok(())
    }
}

/// Bytes that are no UTF-8 are most often windows-1252, pasted from elsewhere.
fn as_windows_1252(bytes: &[u8]) -> String {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(bytes: &[u8]) -> (String, String) {
        let mut input = Cursor::new(bytes.to_vec());
        let detected = detect(&mut input, None).unwrap();
        let mut decoder = Decoder::new(input, detected).unwrap();
        let mut text = String::new();
        while decoder.next_piece(&mut text).unwrap() {}
        (detected.name(), text)
    }

    fn check(bytes: &[u8], name: &str, text: &str) {
        assert_eq!(read(bytes), (name.to_owned(), text.to_owned()));
    }

    fn utf32(text: &str, is_big_endian: bool) -> Vec<u8> {
        text.chars()
            .flat_map(|c| {
                if is_big_endian { u32::from(c).to_be_bytes() } else { u32::from(c).to_le_bytes() }
            })
            .collect()
    }

    fn utf16(text: &str, is_big_endian: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| if is_big_endian { u.to_be_bytes() } else { u.to_le_bytes() })
            .collect()
    }

    const TEXT: &str = "Name,City\nZoë,Köln\nJosé,Łódź\nPlain,Town\n";

    #[test]
    fn a_mark_is_no_text_even_twice() {
        check("\u{feff}a,b\n".as_bytes(), "utf-8", "a,b\n");
        check("\u{feff}\u{feff}a,b\n".as_bytes(), "utf-8", "a,b\n");
    }

    #[test]
    fn wide_encodings_are_known_without_mark_and_with_a_wrong_one() {
        for (is_big, name16, name32) in
            [(false, "utf-16le", "utf-32le"), (true, "utf-16be", "utf-32be")]
        {
            check(&utf16(TEXT, is_big), name16, TEXT);
            check(&utf32(TEXT, is_big), name32, TEXT);
            check(&[utf16("\u{feff}", is_big), utf16(TEXT, is_big)].concat(), name16, TEXT);
            check(&[utf32("\u{feff}", is_big), utf32(TEXT, is_big)].concat(), name32, TEXT);
            check(&[vec![0xFE, 0xFF], utf32(TEXT, is_big)].concat(), name32, TEXT);
        }
    }

    #[test]
    fn one_bad_byte_leaves_a_utf8_file_utf8_and_is_marked() {
        let bytes =
            [b"a\nZo\xc3\xab,Gr\xc3\xb6\xc3\x9fe\n".as_slice(), b"Jos\xe9,Caf\xe9\n"].concat();
        let (name, text) = read(&bytes);
        assert_eq!(
            (name.as_str(), text.as_str()),
            ("utf-8", "a\nZoë,Größe\nJos\u{fdd0}é,Caf\u{fdd0}é\n")
        );
    }

    #[test]
    fn one_accent_after_megabytes_of_ascii_decides() {
        let mut bytes = "plain,text\n".repeat(100_000).into_bytes();
        bytes.extend_from_slice(b"Zo\xeb,Bj\xf6rn\n");
        let (name, text) = read(&bytes);
        assert_eq!(name, "windows-1252");
        assert!(text.ends_with("Zoë,Björn\n"));
    }

    #[test]
    fn half_a_character_at_the_end_is_marked() {
        let mut bytes = utf16("ab,cd\nef,gh\n", false);
        bytes.push(b'x');
        assert!(read(&bytes).1.contains(DAMAGE));
    }

    #[test]
    fn nothing_and_blanks_are_empty_and_noise_is_no_text() {
        for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\n \r\n"] {
            let refused = detect(&mut Cursor::new(bytes.to_vec()), None);
            assert!(matches!(refused, Err(RefusedFile::Empty)), "{refused:?}");
        }
        let noise: Vec<u8> =
            (0..4096_u32).map(|n| u8::try_from(n * 7919 % 251 % 32).unwrap()).collect();
        assert!(matches!(detect(&mut Cursor::new(noise), None), Err(RefusedFile::NotText { .. })));
    }
}
