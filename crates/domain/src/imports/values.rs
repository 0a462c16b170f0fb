//! The text of a cell made fit to store: marks that nobody sees are dropped, what a person wrote is kept.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest text kept of one cell, in characters.
pub const LONGEST: usize = 20_000;

/// A single line: NFC, trimmed, no control characters, no direction marks; formula-like text stays text.
pub fn line(text: &str) -> String {
    let text = strip_marks(text);
    let one_line: String = text
        .nfc()
        .map(|c| {
            if matches!(c, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{a0}') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !c.is_control() || *c == '\t')
        .take(LONGEST)
        .collect();
    one_line.trim().to_owned()
}

/// Several lines: as [`line()`], but line ends stay, as `\n`.
pub fn lines(text: &str) -> String {
    let text = strip_marks(text).replace("\r\n", "\n").replace('\r', "\n");
    let kept: String =
        text.nfc().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).take(LONGEST).collect();
    kept.trim().to_owned()
}

/// A name: a line without the `'` that a spreadsheet puts before text.
pub fn name(text: &str) -> String {
    let text = line(text);
    match text.strip_prefix('\'') {
        Some(rest) if is_capital_after_quotes(rest) => rest.to_owned(),
        _ => text,
    }
}

/// Text as a table holds it: what a spreadsheet would take for a formula gets the `'` that marks text.
///
/// [`line()`] and [`lines`] take exactly that mark away again, so a text that begins with a `'` of its own comes back too.
pub fn marked(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) && !is_number(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// As [`marked`], for what [`name`] reads.
pub fn marked_name(text: &str) -> String {
    if text.starts_with('\'') && is_capital_after_quotes(text) {
        format!("'{text}")
    } else {
        marked(text)
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// `+49 (30) 123-45`: a spreadsheet shows it as it is.
fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '/'))
    })
}

fn is_capital_after_quotes(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.chars().next().is_some_and(char::is_uppercase) && !text.ends_with('\'')
}

/// Drops zero-width and direction marks; joiners stay between letters and in emoji, where they mean something.
pub fn strip_marks(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| {
            !matches!(c,
                '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{61c}' | '\u{ad}')
        })
        .collect();
    let kept = kept.trim_matches(|c: char| matches!(c, '\u{200c}' | '\u{200d}'));
    // A `'` before what a spreadsheet would take for a formula is its mark for text, not part of it.
    match kept.trim_start().strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest.to_owned(),
        _ => kept.to_owned(),
    }
}

/// Whether the cell says only that nothing is known.
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "select",
        "n/a",
        "#n/a",
        "na",
        "null",
        "(null)",
        "none",
        "nil",
        "nan",
        "undefined",
        "unknown",
        "n.a.",
        "k.a.",
        "s/o",
        "(blank)",
        "#value!",
        "#ref!",
    ];
    let text = text.trim();
    is_only_signs(text) || is_zero_date(text) || WORDS.contains(&text.to_lowercase().as_str())
}

/// As [`is_placeholder`], for names: `Null`, `Na` and `None` are somebody's.
pub fn is_placeholder_name(text: &str) -> bool {
    let text = text.trim();
    let shouted = matches!(
        text,
        "NULL" | "null" | "(null)" | "N/A" | "n/a" | "#N/A" | "Select" | "NaN" | "undefined"
    );
    shouted || is_only_signs(text)
}

fn is_only_signs(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '-' | '–' | '—' | '_' | '.' | '?' | '*' | '/' | ' ' | '\'' | '"' | '#')
    })
}

/// `0/0/00`, `0000-00-00`: how programs write that there is no date.
fn is_zero_date(text: &str) -> bool {
    text.len() >= 5
        && text.chars().all(|c| matches!(c, '0' | '/' | '-' | '.' | ' ' | ':'))
        && text.chars().any(|c| matches!(c, '/' | '-' | '.'))
}

/// Digits of every script as `0` to `9`, wide signs as ASCII ones.
pub fn ascii_digits(text: &str) -> String {
    const ZEROS: [char; 8] =
        ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}', '\u{7c0}', '\u{1040}'];
    text.chars()
        .map(|c| {
            let place = ZEROS.iter().find_map(|zero| {
                let value = u32::from(c).checked_sub(u32::from(*zero))?;
                char::from_digit(value, 10).filter(|_| value < 10)
            });
            match (place, c) {
                (Some(digit), _) => digit,
                (None, '＋') => '+',
                (None, '－' | '‐' | '‑' | '–' | '—' | '−') => '-',
                (None, '（') => '(',
                (None, '）') => ')',
                (None, '\u{a0}' | '\u{3000}' | '\u{202f}') => ' ',
                _ => c,
            }
        })
        .collect()
}

/// Folded for comparison: lower case, no accents, words parted by one blank.
///
/// `FirstName`, `first_name` and `First  Name:` fold to the same; letters of every script are kept.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        let starts_word = c.is_uppercase() && before.is_lowercase();
        before = c;
        if c.is_alphanumeric() || c == '#' {
            if starts_word {
                folded.push(' ');
            }
            match c {
                'ß' => folded.push_str("ss"),
                'ł' | 'Ł' => folded.push('l'),
                'ø' | 'Ø' => folded.push('o'),
                _ => folded.extend(c.to_lowercase()),
            }
        } else if matches!(c, '\'' | '’') && !is_elided(&folded) {
            // `Assistant's` is one word, `l'entreprise` two.
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

/// Whether a text ends in an article that lost its vowel: `l`, `d`, `dell`.
fn is_elided(folded: &str) -> bool {
    let last = folded.rsplit(' ').next().unwrap_or_default();
    matches!(last, "l" | "d" | "dell" | "nell" | "all" | "sull")
}

/// Yes or no in the languages of the headers; none when it is neither.
pub fn truth(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "oui" | "si" | "s" | "sim" | "wahr"
        | "vrai" | "verdadero" | "verdadeiro" | "vero" | "waar" | "はい" | "tak" | "是" | "on"
        | "checked" | "opted out" | "unsubscribed" => Some(true),
        "no" | "n" | "false" | "0" | "nein" | "non" | "nao" | "nee" | "falsch" | "faux"
        | "falso" | "onwaar" | "いいえ" | "nie" | "否" | "off" | "" | "subscribed" | "opted in" => {
            Some(false)
        }
        _ => None,
    }
}

/// The words of a list parted by `|`, folded.
pub(crate) fn word_set(list: &str) -> BTreeSet<String> {
    list.split('|').map(fold).collect()
}

/// Tags of a cell: parted by ` ::: `, `;`, `,`, `|` or line ends; Google's own groups are left out.
pub fn tags(cell: &str) -> Vec<String> {
    let cell = cell.replace(":::", ";");
    let mut tags: Vec<String> = Vec::new();
    for tag in cell.split([';', ',', '|', '\n']) {
        let tag = line(tag);
        let tag = tag.trim_matches('"').trim_start_matches("* ").trim().to_owned();
        if !tag.is_empty()
            && tag != "myContacts"
            && tag != "*"
            && !is_placeholder_name(&tag)
            && !tags.contains(&tag)
        {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn invisible_marks_and_controls_are_dropped() {
        assert_eq!(line("\u{202e}.evil\u{202c} "), ".evil");
        assert_eq!(line("C\u{1b}[31m\u{7}D"), "C[31mD");
        assert_eq!(line("Nul\0l"), "Null");
        assert_eq!(line("a\r\nb\u{a0}"), "a  b");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        assert_eq!(line("👩\u{200d}💻"), "👩\u{200d}💻");
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn a_spreadsheets_apostrophe_goes_and_a_persons_stays() {
        assert_eq!(name("'Aisling"), "Aisling");
        assert_eq!(name("O'Hara"), "O'Hara");
        assert_eq!(name("'t Hooft"), "'t Hooft");
    }

    #[test]
    fn a_mark_of_text_is_taken_away_once() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("'@x", "''@x"),
            ("+49 desk", "'+49 desk"),
            ("+49 30 12", "+49 30 12"),
            ("'quoted'", "'quoted'"),
            ("plain", "plain"),
        ] {
            assert_eq!(marked(text), written);
            assert_eq!(line(written), text);
        }
        for (text, written) in [("'Aisling", "''Aisling"), ("'t Hooft", "'t Hooft"), ("-2", "'-2")]
        {
            assert_eq!(marked_name(text), written);
            assert_eq!(name(written), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_marked_is_read_as_it_was(text in "['=+@-]{0,3}[A-Za-z0-9 '(=+-]{0,8}") {
            let (text, named) = (line(&text), name(&text));
            prop_assert_eq!(line(&marked(&text)), text.clone());
            prop_assert_eq!(lines(&marked(&text)), text);
            prop_assert_eq!(name(&marked_name(&named)), named);
        }
    }

    #[test]
    fn placeholders_are_empty_but_no_names() {
        assert!(
            is_placeholder("Select")
                && is_placeholder(" - ")
                && is_placeholder("0/0/00")
                && is_placeholder("NULL")
        );
        assert!(!is_placeholder("0") && !is_placeholder("=1+1"));
        assert!(
            !is_placeholder_name("Null")
                && !is_placeholder_name("Na")
                && is_placeholder_name("N/A")
        );
    }

    #[test]
    fn headers_fold_to_words() {
        assert_eq!(fold("FirstName"), "first name");
        assert_eq!(fold(" E-Mail-Adresse: "), "e mail adresse");
        assert_eq!(fold("Prénom"), "prenom");
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("Nom de l'organisme"), "nom de l organisme");
        assert_eq!(fold("Assistant's Name"), "assistants name");
        assert_eq!(fold("会社名"), "会社名");
        assert_eq!(fold("LinkedIn URL"), "linked in url");
    }

    #[test]
    fn groups_become_tags() {
        assert_eq!(tags("Fair 2024 ::: * myContacts"), ["Fair 2024"]);
        assert_eq!(tags("\"Fair\",\"VIP\""), ["Fair", "VIP"]);
    }
}
