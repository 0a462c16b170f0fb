//! Names: how they are shown, folded for search and compared.

pub(crate) mod split;

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{companies, people::Name};

pub use split::split_full;

/// Most search tokens kept for one person.
pub const MAX_TOKENS: usize = 24;
/// Longest search token, in characters; a longer word is cut, a search for it is cut likewise.
pub const MAX_TOKEN_CHARS: usize = 32;

/// Text as it is compared and searched: lower case, no accents on Latin and Greek letters, one spelling.
///
/// NFKD, marks on Latin and Greek letters dropped, letters that do not decompose spelled out (`ß` ss,
/// `æ` ae, `ø` o, `ł` l), lower case, then NFKC, so that Cyrillic, Arabic, Japanese and Korean letters
/// keep theirs. Arabic vowel signs, invisible characters and repeated spaces go. Folding twice changes
/// nothing.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    }
    let mut letters = String::with_capacity(text.len());
    let mut drops_marks = false;
    for letter in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        if is_invisible(letter) {
            continue;
        }
        if is_combining_mark(letter) {
            if !drops_marks {
                letters.push(letter);
            }
            continue;
        }
        drops_marks = is_latin_or_greek(letter);
        match spelled_out(letter) {
            Some(spelling) => letters.push_str(spelling),
            None => letters.push(letter),
        }
    }
    let composed: String = letters.nfkc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, folded: letters and digits, with apostrophes inside a word dropped.
///
/// # Example: which words does `O'Hara-Smith` have?
/// ```
/// use domain::people::names::words;
/// assert_eq!(words("O'Hara-Smith"), ["ohara", "smith"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let joined: String = folded.chars().filter(|letter| !is_apostrophe(*letter)).collect();
    joined
        .split(|letter: char| !(letter.is_alphanumeric() || is_combining_mark(letter)))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// A name as it is shown: the full text as written, or else its parts from title to suffix.
///
/// Empty only when every part but the nickname is empty and so is that.
pub fn display(name: &Name) -> String {
    if !name.full.is_empty() {
        return name.full.clone();
    }
    let parts = [&name.prefix, &name.given, &name.middle, &name.family, &name.suffix];
    let shown: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    if shown.is_empty() { name.nickname.clone() } else { shown.join(" ") }
}

/// The folded words by whose beginning a person is found: name, company, addresses.
///
/// At most [`MAX_TOKENS`] of at most [`MAX_TOKEN_CHARS`] characters; names first, so that a long company
/// never crowds them out. An address gives itself, the words of its local part and its domain.
pub fn search_tokens<'a>(
    name: &Name,
    company: &str,
    emails: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    let parts = [&name.family, &name.given, &name.middle, &name.nickname, &name.full];
    for part in parts {
        add_tokens(&mut tokens, words(part));
    }
    add_tokens(&mut tokens, words(company));
    if !company.is_empty() {
        add_tokens(&mut tokens, [companies::company_key(company)]);
    }
    for email in emails {
        let folded = fold(email);
        add_tokens(&mut tokens, [folded.clone()]);
        if let Some((local, domain)) = folded.rsplit_once('@') {
            add_tokens(&mut tokens, words(local));
            add_tokens(&mut tokens, [domain.to_owned()]);
        }
    }
    tokens
}

/// The words of a search box as they stand in [`search_tokens`]; each is matched by prefix.
pub fn query_tokens(query: &str) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for word in query.split_whitespace() {
        if word.contains('@') {
            add_tokens(&mut tokens, [fold(word)]);
        } else {
            add_tokens(&mut tokens, words(word));
        }
    }
    tokens
}

/// Adds words, cut to length, until the set is full.
fn add_tokens(tokens: &mut BTreeSet<String>, words: impl IntoIterator<Item = String>) {
    for word in words {
        if tokens.len() >= MAX_TOKENS {
            return;
        }
        if !word.is_empty() {
            tokens.insert(word.chars().take(MAX_TOKEN_CHARS).collect());
        }
    }
}

/// Letters that no decomposition takes apart, as they are written where they are missing.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ĸ' => "k",
        'ŋ' => "n",
        'ŧ' => "t",
        'ə' => "e",
        'ƒ' => "f",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' => "'",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        '“' | '”' | '„' | '«' | '»' => "\"",
        _ => return None,
    })
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʻ' | 'ʾ' | 'ʿ')
}

/// Letters whose accents are spelling, not letters of their own.
fn is_latin_or_greek(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
}

/// Direction marks, joiners, soft hyphens and Arabic vowel signs: seen by nobody who types a name.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{640}'
            | '\u{64b}'..='\u{652}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text), folded, "{text}");
    }

    #[test]
    fn accents_case_and_width_are_folded_where_they_are_spelling() {
        check("José Ñuñez Peña", "jose nunez pena");
        check("GROẞ Straße", "gross strasse");
        check("Łódź Ærø Þór Đorđe", "lodz aero thor dorde");
        check("ＡＢＣ　１２", "abc 12");
        check("İstanbul ısı", "istanbul isi");
        check("Μαρία ΣΊΣΥΦΟΣ", "μαρια σισυφοσ");
        check("  Anna\u{200b}  \tMaria ", "anna maria");
        check("O’Hara", "o'hara");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        check("Йосип Їжак", "йосип їжак");
        check("がぎぐ ｶﾞ", "がぎぐ ガ");
        check("김철수", "김철수");
        check("山田太郎", "山田太郎");
        check("مُحَمَّد", "محمد");
    }

    #[test]
    fn a_name_is_shown_as_written_or_from_its_parts() {
        let name = Name {
            prefix: "Dr.".into(),
            given: "Ann".into(),
            family: "Lee".into(),
            ..Name::default()
        };
        assert_eq!(display(&name), "Dr. Ann Lee");
        let name =
            Name { full: "太郎 山田".into(), family: "山田".into(), ..Name::default() };
        assert_eq!(display(&name), "太郎 山田");
        assert_eq!(display(&Name { nickname: "Bo".into(), ..Name::default() }), "Bo");
        assert_eq!(display(&Name::default()), "");
    }

    #[test]
    fn people_are_found_by_the_beginning_of_any_word() {
        let name = Name { given: "Karl".into(), family: "Groß-Ems".into(), ..Name::default() };
        let tokens = search_tokens(&name, "株式会社例示", ["K.Gross@Bücher.example"]);
        for found in ["karl", "gross", "ems", "例示", "k.gross@bucher.example", "bucher.example"]
        {
            assert!(tokens.contains(found), "{found}: {tokens:?}");
        }
        assert_eq!(query_tokens("GROSS karl k.gross@b").len(), 3);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn tokens_are_bounded(given in "\\PC{0,400}", company in "(\\PC{0,9} ){0,60}") {
            let name = Name { given, ..Name::default() };
            let tokens = search_tokens(&name, &company, ["a@b.example"]);
            prop_assert!(tokens.len() <= MAX_TOKENS);
            prop_assert!(tokens.iter().all(|token| token.chars().count() <= MAX_TOKEN_CHARS));
        }
    }
}
