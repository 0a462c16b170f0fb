//! E-mail addresses, international domains included.
//!
//! Two crates decide together: `email_address` knows the local part, `idna` the domain. Either alone takes
//! addresses that no mail server would (`a@b_c.example`, `x@ab--cd.example`, mixed digits).

use email_address::{EmailAddress as Syntax, Options};
use unicode_normalization::UnicodeNormalization;

use crate::imports::values::strip_marks;

/// Longest address that is read: the limit of a path in RFC 5321.
const LONGEST: usize = 254;

/// A well-formed address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress {
    address: String,
    key: String,
}

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// No `@`.
    #[error("no e-mail address: it has no @")]
    NoAt,
    /// Over 254 characters.
    #[error("no e-mail address: it is too long")]
    TooLong,
    /// The part before the `@`.
    #[error("no e-mail address: the part before the @ is not allowed")]
    Local,
    /// The part after the `@`.
    #[error("no e-mail address: the domain is not allowed")]
    Domain,
}

impl EmailAddress {
    /// Reads one address, also as `mailto:a@b.example` and as `Name <a@b.example>`.
    ///
    /// # Errors
    /// [`InvalidEmail`] says which part is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        let cleaned: String = strip_marks(text).nfc().collect();
        let address = unwrapped(cleaned.trim());
        if address.len() > LONGEST {
            return Err(InvalidEmail::TooLong);
        }
        let (local, domain) = address.rsplit_once('@').ok_or(InvalidEmail::NoAt)?;
        if local.contains('"')
            || local.contains(char::is_whitespace)
            || local.chars().any(char::is_control)
        {
            return Err(InvalidEmail::Local);
        }
        let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| InvalidEmail::Domain)?;
        if !ascii.contains('.') || ascii.ends_with('.') || ends_in_number(&ascii) {
            return Err(InvalidEmail::Domain);
        }
        let options =
            Options::default().with_required_tld().without_display_text().without_domain_literal();
        let syntax = Syntax::parse_with_options(&format!("{local}@{ascii}"), options);
        if syntax.is_err() {
            return Err(InvalidEmail::Local);
        }
        let key = format!("{}@{}", local.to_lowercase(), ascii.to_lowercase());
        Ok(Self { address: address.to_owned(), key })
    }

    /// The address as written, in NFC.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What addresses are compared by: all lower case, the domain in ASCII.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The domain in ASCII and lower case.
    pub fn domain(&self) -> &str {
        self.key.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The addresses of a cell that may hold several, each with its text where it is none.
pub fn read_all(cell: &str) -> Vec<Result<EmailAddress, (String, InvalidEmail)>> {
    let mut found: Vec<Result<EmailAddress, (String, InvalidEmail)>> = Vec::new();
    for piece in pieces(cell) {
        let read = EmailAddress::parse(&piece).map_err(|why| (piece.trim().to_owned(), why));
        if !found.contains(&read) {
            found.push(read);
        }
    }
    found
}

/// Splits at `,` `;` `|` line ends and ` ::: ` outside quotes and angles; at blanks where each part has an `@`.
fn pieces(cell: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut in_quotes, mut in_angle) = (false, false);
    for c in cell.replace(":::", "\n").chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            '<' => in_angle = true,
            '>' => in_angle = false,
            _ => {}
        }
        let separates = matches!(c, ',' | ';' | '|' | '\n' | '\r' | '、' | '，' | '；');
        if separates && !in_quotes && !in_angle {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    let has_angle = parts.iter().any(|part| part.contains('<') && part.contains('@'));
    parts
        .into_iter()
        // `Doe, John <a@b.example>`: the piece before the comma is half a name, not an address.
        .filter(|part| !part.trim().is_empty() && (part.contains('@') || !has_angle))
        .flat_map(|part| words_with_at(&part))
        .collect()
}

fn words_with_at(part: &str) -> Vec<String> {
    let words: Vec<&str> = part
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && words.iter().all(|word| word.contains('@')) {
        words.into_iter().map(str::to_owned).collect()
    } else {
        vec![part.to_owned()]
    }
}

/// Takes `mailto:`, a display name, and a label in brackets away.
fn unwrapped(text: &str) -> &str {
    let inner = match (text.rfind('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => text.get(open + 1..close).unwrap_or(text),
        _ => text,
    };
    let inner = inner.trim();
    let inner = match inner.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => {
            let rest = inner.get(7..).unwrap_or_default();
            rest.split('?').next().unwrap_or(rest)
        }
        _ => inner,
    };
    let inner = match (inner.find(" ("), inner.ends_with(')')) {
        (Some(open), true) => inner.get(..open).unwrap_or(inner),
        _ => inner,
    };
    inner.trim()
}

/// `a@1.2.3.4` names a machine, not a domain.
fn ends_in_number(domain: &str) -> bool {
    domain.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: &str) {
        let got: Vec<String> = read_all(cell)
            .into_iter()
            .map(|read| match read {
                Ok(address) => address.key().to_owned(),
                Err((text, why)) => format!("{text}: {why:?}"),
            })
            .collect();
        assert_eq!(got.join(" | "), expected, "{cell:?}");
    }

    #[test]
    fn a_plain_address_is_compared_in_lower_case() {
        check(" VIKTOR@Many.Example ", "viktor@many.example");
    }

    #[test]
    fn a_domain_with_umlauts_is_compared_in_ascii() {
        check("lektorin@bücher.example", "lektorin@xn--bcher-kva.example");
        check("lektorin@xn--bcher-kva.example", "lektorin@xn--bcher-kva.example");
    }

    #[test]
    fn marks_and_wide_blanks_around_an_address_are_no_part_of_it() {
        check("\u{202a}mail@b.example\u{202c}\u{3000}", "mail@b.example");
    }

    #[test]
    fn several_addresses_in_one_cell_are_told_apart() {
        check("a@x.example;b@x.example", "a@x.example | b@x.example");
        check(
            "a@x.example, b@x.example ::: c@x.example",
            "a@x.example | b@x.example | c@x.example",
        );
        check("a@x.example b@x.example", "a@x.example | b@x.example");
        check("a@x.example / b@x.example", "a@x.example | b@x.example");
    }

    #[test]
    fn wrappings_are_taken_off() {
        check("Name <n@x.example>", "n@x.example");
        check("Doe, John <j@x.example>, Roe, Jane <r@x.example>", "j@x.example | r@x.example");
        check("\"Doe; John\" <j@x.example>", "j@x.example");
        check("mailto:m@x.example?subject=hi", "m@x.example");
        check("w@x.example (work)", "w@x.example");
    }

    #[test]
    fn an_apostrophe_belongs_to_the_address() {
        check("o'hara@best.example", "o'hara@best.example");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for bad in [
            "a@b",
            "@x.example",
            "a@",
            "a b@c.example",
            "a@b..example",
            ".a@b.example",
            "a@-b.example",
            "a@@b.example",
            "a@[127.0.0.1]",
            "\"q q\"@x.example",
            "x@a%b.example",
            "a@b_c.example",
            "x@ab--cd.example",
            "ivan.noat(at)invalid.example",
            "a@10.0.0.1",
        ] {
            let read = EmailAddress::parse(bad);
            assert!(read.is_err(), "{bad}: {read:?}");
        }
        let long_label = format!("x@{}.example", "d".repeat(64));
        assert_eq!(EmailAddress::parse(&long_label), Err(InvalidEmail::Domain));
        let long_local = format!("{}@x.example", "l".repeat(65));
        assert_eq!(EmailAddress::parse(&long_local), Err(InvalidEmail::Local));
    }
}
