//! One property of a card: group, name, parameters and the value as bytes.

use encoding_rs::Encoding;

use super::lines::{self, Line};

/// How many parameters of a property are looked at.
const MAX_PARAMETERS: usize = 64;
/// How long the part before the value may be.
const MAX_HEAD: usize = 8 * 1024;

/// A property whose value is not yet decoded.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// `item1` of `item1.TEL`, in lower case.
    pub(super) group: String,
    /// The name in upper case.
    pub(super) name: String,
    /// Parameters: key in upper case (empty for the bare ones of 2.1), value as written.
    pub(super) parameters: Vec<(String, String)>,
    /// The value, quoted-printable taken off.
    pub(super) value: Vec<u8>,
    /// The value was quoted-printable.
    pub(super) was_quoted: bool,
    /// More parameters than are looked at.
    pub(super) too_many: bool,
}

impl Raw {
    /// Takes a line apart; none when it has no colon.
    pub(super) fn parse(line: &Line) -> Option<Self> {
        let end = lines::head(&line.text)?;
        let (head, value) = line.text.split_at_checked(end)?;
        let value = value.get(1..).unwrap_or_default();
        let mut parts = split(head.get(..head.len().min(MAX_HEAD)).unwrap_or_default(), b';');
        let name =
            String::from_utf8_lossy(parts.next().unwrap_or_default()).trim().to_ascii_uppercase();
        let (group, name) = match name.rsplit_once('.') {
            Some((group, name)) => (group.to_ascii_lowercase(), name.to_owned()),
            None => (String::new(), name),
        };
        let parameters: Vec<(String, String)> =
            parts.by_ref().take(MAX_PARAMETERS).map(parameter).collect();
        let too_many = parts.next().is_some() || head.len() > MAX_HEAD;
        let was_quoted = parameters.iter().any(|(key, value)| {
            (key.is_empty() || key == "ENCODING") && value.eq_ignore_ascii_case("QUOTED-PRINTABLE")
        });
        let value = if was_quoted { unquote(value) } else { value.to_vec() };
        Some(Self { group, name, parameters, value, was_quoted, too_many })
    }

    /// The encoding that the property itself names, when it is one that is known.
    pub(super) fn charset(&self) -> Option<&'static Encoding> {
        let (_, label) = self.parameters.iter().find(|(key, _)| key == "CHARSET")?;
        Encoding::for_label(label.trim().as_bytes())
    }

    /// The value as text by `encoding`; false when bytes of it are none.
    pub(super) fn decode(self, encoding: &'static Encoding) -> (Property, bool) {
        let (text, bad) = encoding.decode_without_bom_handling(&self.value);
        // What is cut in the middle of a character ends in a mark that stands for nothing.
        let text =
            if bad { text.trim_end_matches('\u{FFFD}').to_owned() } else { text.into_owned() };
        let Self { group, name, parameters, .. } = self;
        (Property { group, name, parameters, value: text }, !bad)
    }
}

/// A property whose value is text, escapes still in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Property {
    /// `item1` of `item1.TEL`, in lower case.
    pub(super) group: String,
    /// The name in upper case.
    pub(super) name: String,
    /// Parameters: key in upper case (empty for the bare ones of 2.1), value as written.
    pub(super) parameters: Vec<(String, String)>,
    /// The value with its escapes.
    pub(super) value: String,
}

impl Property {
    /// The value without escapes, outer blanks off.
    pub(super) fn text(&self) -> String {
        unescape(&self.value).trim().to_owned()
    }

    /// The parts of a structured value (N, ORG, ADR), without escapes, outer blanks off.
    pub(super) fn parts(&self) -> Vec<String> {
        split_unescaped(&self.value, &[';']).map(|part| unescape(part).trim().to_owned()).collect()
    }

    /// The items of a list value, without escapes and blanks.
    pub(super) fn items(&self) -> Vec<String> {
        split_unescaped(&self.value, &[',', ';'])
            .map(|item| unescape(item).trim().to_owned())
            .filter(|item| !item.is_empty())
            .collect()
    }

    /// The first parameter of this key.
    pub(super) fn parameter(&self, key: &str) -> Option<&str> {
        self.parameters.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Whether a type says so: `TYPE=WORK,VOICE`, `TYPE="work,voice"` or the bare `WORK` of 2.1.
    pub(super) fn has_type(&self, word: &str) -> bool {
        self.types().any(|found| found.eq_ignore_ascii_case(word))
    }

    /// The types as written.
    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        self.parameters
            .iter()
            .filter(|(key, _)| key.is_empty() || key == "TYPE")
            .flat_map(|(_, value)| value.split([',', ';']))
            .map(str::trim)
    }

    /// 1 for the most preferred, 101 for one without a preference.
    pub(super) fn preference(&self) -> u8 {
        match self.parameter("PREF") {
            Some(rank) => rank.trim().parse().unwrap_or(1).clamp(1, 100),
            None if self.has_type("PREF") => 1,
            None => 101,
        }
    }
}

fn parameter(part: &[u8]) -> (String, String) {
    let part = String::from_utf8_lossy(part);
    let (key, value) = part.split_once('=').unwrap_or(("", &part));
    let value = value.trim().replace('"', "");
    // RFC 6868: what a parameter cannot hold is written with a caret.
    let value = value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^");
    (key.trim().to_ascii_uppercase(), value)
}

/// Splits at `at` outside quotes.
fn split(text: &[u8], at: u8) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    text.split(move |&byte| {
        if byte == b'"' {
            quoted = !quoted;
        }
        byte == at && !quoted
    })
}

/// Takes quoted-printable off. A semicolon written in it is text where bare ones part the value.
fn unquote(value: &[u8]) -> Vec<u8> {
    let is_parted = value.contains(&b';');
    let mut text = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let code = match after {
            [high, low, ..] if byte == b'=' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        let Some((high, low)) = code else {
            // A lone `=` at the very end is a soft break with nothing behind it.
            if byte != b'=' || !after.is_empty() {
                text.push(byte);
            }
            continue;
        };
        rest = after.get(2..).unwrap_or_default();
        match high * 16 + low {
            b';' if is_parted => text.extend(b"\\;"),
            code => text.push(code),
        }
    }
    text
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Splits at any of `marks` that no backslash stands before.
fn split_unescaped<'a>(text: &'a str, marks: &'a [char]) -> impl Iterator<Item = &'a str> {
    let mut escaped = false;
    text.split(move |letter| {
        let was_escaped = escaped;
        escaped = letter == '\\' && !was_escaped;
        !was_escaped && marks.contains(&letter)
    })
}

/// Takes escapes off: `\n`, `\,`, `\;`, `\:` and `\\`; line ends become `\n`.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(mark @ (',' | ';' | ':' | '\\' | '"')) => plain.push(mark),
                Some(other) => plain.extend(['\\', other]),
                None => plain.push('\\'),
            },
            '\r' => {
                plain.push('\n');
                let mut ahead = letters.clone();
                if ahead.next() == Some('\n') {
                    letters = ahead;
                }
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;

    fn property(line: &str) -> Property {
        let line = Line { text: line.as_bytes().to_vec(), ..Line::default() };
        Raw::parse(&line).unwrap().decode(UTF_8).0
    }

    #[test]
    fn a_group_stands_before_the_name() {
        let tel = property("item1.tel;type=CELL;type=pref:1");
        assert_eq!((tel.group.as_str(), tel.name.as_str()), ("item1", "TEL"));
        assert!(tel.has_type("cell") && tel.preference() == 1);
    }

    #[test]
    fn types_are_read_in_the_form_of_every_version() {
        for line in ["TEL;WORK;FAX:1", "TEL;TYPE=WORK,FAX:1", "TEL;TYPE=\"work,fax\":1"] {
            let tel = property(line);
            assert!(tel.has_type("WORK") && tel.has_type("FAX"), "{line}");
        }
    }

    #[test]
    fn a_preference_is_a_rank() {
        assert_eq!(property("EMAIL;PREF=20:a").preference(), 20);
        assert_eq!(property("EMAIL;PREF:a").preference(), 1);
        assert_eq!(property("EMAIL:a").preference(), 101);
    }

    #[test]
    fn parts_are_split_where_nothing_is_escaped() {
        assert_eq!(
            property("N:Doe;John;Richter\\, James").parts(),
            ["Doe", "John", "Richter, James"]
        );
        assert_eq!(property("ORG:A\\;B;C\\\\;D").parts(), ["A;B", "C\\", "D"]);
    }

    #[test]
    fn a_semicolon_in_quoted_printable_is_text_unless_it_is_the_only_kind() {
        assert_eq!(property("N;QUOTED-PRINTABLE:A=3BB;C").parts(), ["A;B", "C"]);
        assert_eq!(property("N;QUOTED-PRINTABLE:A=3BB").parts(), ["A", "B"]);
    }

    #[test]
    fn escapes_and_line_ends_become_text() {
        assert_eq!(property("NOTE:a\\nb\\, c\\x \\\\ http\\://x").text(), "a\nb, c\\x \\ http://x");
        assert_eq!(property("NOTE;QUOTED-PRINTABLE:a=0D=0Ab=").text(), "a\nb");
    }

    #[test]
    fn a_hundred_thousand_parameters_are_counted_not_kept() {
        let line = format!("TEL{}:1", ";TYPE=work".repeat(100_000));
        let raw = Raw::parse(&Line { text: line.into_bytes(), ..Line::default() }).unwrap();
        assert!(raw.too_many && raw.parameters.len() == 64 && raw.value == b"1");
    }
}
