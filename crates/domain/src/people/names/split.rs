//! Taking a name that was written in one piece apart.

use crate::people::Name;

/// Titles before a name, in lower case, without dots.
const PREFIXES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "herr",
    "frau",
    "ing",
    "dipl-ing",
    "dipling",
    "univ-prof",
    "monsieur",
    "madame",
    "mme",
    "mlle",
    "sra",
    "srta",
    "dott",
    "dottssa",
    "avv",
    "drs",
    "judr",
    "mudr",
    "rndr",
    "phdr",
];

/// Titles that are names too (Phil, Don): read as titles only with a dot.
const DOTTED_PREFIXES: &[&str] = &[
    "phil", "med", "jur", "rer", "nat", "habil", "dipl", "mag", "univ", "sr", "sig", "sigra", "ir",
    "rev", "hon", "capt", "col", "gen", "lt", "maj", "sgt", "me", "mgr", "doc", "bc", "hr", "fr",
    "st",
];

/// What stands after a name, in lower case, without dots.
const SUFFIXES: &[&str] = &[
    "jr", "sr", "jun", "junior", "senior", "ii", "iii", "iv", "phd", "mba", "msc", "bsc", "esq",
    "cpa", "cfa", "pmp", "llm", "llb", "dds", "obe", "mbe", "cbe", "jnr", "snr", "dphil", "facs",
];

/// What stands after a name and is a name too (Jack Ma): read as a suffix only with a dot or after a comma.
const DOTTED_SUFFIXES: &[&str] = &["ma", "ba", "md", "sen", "rn", "pe", "bc", "csc", "sc"];

/// Small words that belong to the family name that follows them.
const PARTICLES: &[&str] = &[
    "von", "vom", "zu", "zum", "zur", "van", "de", "der", "den", "des", "del", "della", "dello",
    "di", "da", "do", "dos", "das", "du", "la", "le", "las", "los", "ten", "ter", "te", "het",
    "'t", "af", "av", "bin", "ibn", "bint", "abu", "al", "el", "ben", "st", "saint", "san",
    "santa", "mac", "mc", "und", "y", "e", "d'", "dal", "degli", "lo", "op", "aan",
];

/// A name in one piece taken apart: titles, given, middle, family, suffixes.
///
/// `Family, Given` is read as such; particles (`van der`) go with the family name; names in Chinese,
/// Japanese or Korean letters are read family first and keep the text as written, because its order
/// cannot be had back from the parts. One word alone is a given name. Nothing written is lost:
/// [`display`](super::display) gives the same words again.
pub fn split_full(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    let written = words.join(" ");
    if written.chars().any(is_cjk) {
        return split_cjk(&written, &words);
    }
    match written.split_once(',') {
        Some((family, rest))
            if !is_all_suffixes(rest) && !family.trim().is_empty() && !rest.trim().is_empty() =>
        {
            split_reversed(family, rest)
        }
        _ => split_western(&written.replace(',', " ")),
    }
}

/// `Family, Given Middle, Suffix`.
fn split_reversed(family: &str, rest: &str) -> Name {
    let (given, suffix) = rest.split_once(',').unwrap_or((rest, ""));
    let mut words: Vec<&str> = given.split_whitespace().collect();
    let prefix = take_prefixes(&mut words);
    let mut suffixes = take_suffixes(&mut words);
    suffixes.extend(suffix.split(',').flat_map(str::split_whitespace));
    let mut family_words: Vec<&str> = family.split_whitespace().collect();
    let mut prefixes = take_prefixes(&mut family_words);
    prefixes.extend(prefix);
    suffixes.splice(0..0, take_suffixes(&mut family_words));
    let middle = words.split_off(1.min(words.len()));
    Name {
        prefix: prefixes.join(" "),
        given: words.join(" "),
        middle: middle.join(" "),
        family: family_words.join(" "),
        suffix: suffixes.join(" "),
        ..Name::default()
    }
}

/// `Dr. Given Middle van der Family Jr.`
fn split_western(text: &str) -> Name {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let prefix = take_prefixes(&mut words).join(" ");
    let suffix = take_suffixes(&mut words).join(" ");
    let family_at = family_start(&words);
    let family = words.split_off(family_at);
    let middle = words.split_off(1.min(words.len()));
    Name {
        prefix,
        given: words.join(" "),
        middle: middle.join(" "),
        family: family.join(" "),
        suffix,
        ..Name::default()
    }
}

/// Where the family name begins: the last word, with the particles before it; never the first word,
/// unless that is a particle and a given name is missing.
fn family_start(words: &[&str]) -> usize {
    if words.len() < 2 {
        return words.len();
    }
    let last = words.len() - 1;
    let first_particle =
        words.iter().take(last).skip(1).position(|word| is_particle(word)).map(|at| at + 1);
    match first_particle {
        Some(at) if words.iter().take(last).skip(at).all(|word| is_particle(word)) => at,
        _ => {
            let run =
                words.iter().take(last).skip(1).rev().take_while(|word| is_particle(word)).count();
            last - run
        }
    }
}

/// Family first; without a space the first letter, or two of the known double family names.
fn split_cjk(written: &str, words: &[&str]) -> Name {
    let full = written.to_owned();
    match words {
        [family, given @ ..] if !given.is_empty() => {
            Name { family: (*family).to_owned(), given: given.join(" "), full, ..Name::default() }
        }
        _ => Name { full, ..Name::default() },
    }
}

fn take_prefixes<'a>(words: &mut Vec<&'a str>) -> Vec<&'a str> {
    let n =
        words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_prefix(word)).count();
    words.drain(..n).collect()
}

fn take_suffixes<'a>(words: &mut Vec<&'a str>) -> Vec<&'a str> {
    let most = words.len().saturating_sub(2);
    let n = words.iter().rev().take(most).take_while(|word| is_suffix(word)).count();
    words.split_off(words.len() - n)
}

fn is_all_suffixes(text: &str) -> bool {
    let mut words = text.split([',', ' ']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| is_in(SUFFIXES, word) || is_in(DOTTED_SUFFIXES, word))
}

fn is_prefix(word: &str) -> bool {
    is_in(PREFIXES, word) || (word.ends_with('.') && is_in(DOTTED_PREFIXES, word))
}

fn is_suffix(word: &str) -> bool {
    is_in(SUFFIXES, word) || (word.contains('.') && is_in(DOTTED_SUFFIXES, word))
}

/// Whether a word is in a list, without dots and case.
fn is_in(list: &[&str], word: &str) -> bool {
    let bare: String =
        word.chars().filter(|letter| *letter != '.').flat_map(char::to_lowercase).collect();
    list.contains(&bare.as_str())
}

fn is_particle(word: &str) -> bool {
    is_in(PARTICLES, word)
        && word.chars().next().is_some_and(|first| !first.is_uppercase() || word.len() > 1)
}

/// Whether a letter is Han, Kana or Hangul.
pub(crate) fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::people::names::{display, words};

    /// Parts told as `prefix|given|middle|family|suffix`.
    fn check(text: &str, parts: &str) {
        let name = split_full(text);
        let got =
            [&*name.prefix, &*name.given, &*name.middle, &*name.family, &*name.suffix].join("|");
        assert_eq!(got, parts, "{text}");
    }

    #[test]
    fn western_names_are_given_middle_family() {
        check("Mara Ellison", "|Mara||Ellison|");
        check("Madonna", "|Madonna|||");
        check("Wei Ng", "|Wei||Ng|");
        check("John Q. Public", "|John|Q.|Public|");
        check(
            "Dr. Anna Maria von und zu Beispielhausen-Musterstadt",
            "Dr.|Anna|Maria|von und zu Beispielhausen-Musterstadt|",
        );
        check("Jan van der Berg", "|Jan||van der Berg|");
        check("Prof. Dr. Ute Klein", "Prof. Dr.|Ute||Klein|");
        check("Martin King Jr.", "|Martin||King|Jr.");
        check("Martin King, Jr.", "|Martin||King|Jr.");
        check("Ann Lee, PhD, MBA", "|Ann||Lee|PhD MBA");
        check("Phil Don Collins", "|Phil|Don|Collins|");
        check("Yo Yo Ma", "|Yo|Yo|Ma|");
        check("Dr. phil. Ute Klein", "Dr. phil.|Ute||Klein|");
        check("Aisling O'Hara", "|Aisling||O'Hara|");
        check("Eve =1+1", "|Eve||=1+1|");
        check("", "||||");
    }

    #[test]
    fn a_comma_puts_the_family_first() {
        check("Ellison, Mara", "|Mara||Ellison|");
        check("Ñuñez Peña, José", "|José||Ñuñez Peña|");
        check("King, Martin Luther, Jr.", "|Martin|Luther|King|Jr.");
        check("van der Berg, Dr. Jan", "Dr.|Jan||van der Berg|");
        check("Ellison,", "|Ellison|||");
    }

    #[test]
    fn cjk_names_are_family_first_and_keep_their_text() {
        let name = split_full("山田 太郎");
        assert_eq!((&*name.family, &*name.given, &*name.full), ("山田", "太郎", "山田 太郎"));
        assert_eq!(split_full("山田太郎").full, "山田太郎");
        assert_eq!(display(&split_full("太郎 山田")), "太郎 山田");
    }

    proptest! {
        #[test]
        fn no_word_of_a_name_is_lost(text in "[A-Za-z'.山, ]{0,40}") {
            let mut written = words(&text);
            let mut shown = words(&display(&split_full(&text)));
            written.sort();
            shown.sort();
            prop_assert_eq!(written, shown);
        }
    }
}
