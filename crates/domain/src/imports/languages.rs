//! Names of languages in many languages, to BCP 47.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{countries, values::fold};

/// Code, then names: see the head of the file.
const NAMES: &str = include_str!("languages.tsv");

/// The BCP 47 tag of a language given by tag or name, with the country beside it.
///
/// `Deutsch` is `de`, `pt_BR` is `pt-BR`, `English (UK)` is `en-GB`.
pub fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(code) = by_name(text) {
        return Some(code.to_owned());
    }
    if let Some(tag) = subtags(text) {
        return Some(tag);
    }
    let (name, place) = text.split_once(['(', ',', '/', '-', '–'])?;
    let place = place.trim().trim_end_matches(')').trim();
    let (code, country) = (by_name(name.trim())?, countries::code(place)?);
    Some(format!("{code}-{country}"))
}

/// The first language of a list that is known, and whether there is more in it.
pub fn first(text: &str) -> Option<(String, bool)> {
    if let Some(tag) = tag(text) {
        return Some((tag, false));
    }
    let mut parts = text.split([',', ';', '/', '|', '+', '&', '、']).map(tag);
    parts.next().flatten().map(|tag| (tag, true))
}

fn by_name(text: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let rows = || {
            NAMES.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'))
        };
        let mut by_name: BTreeMap<String, &'static str> =
            rows().map(|(code, _)| (code.to_owned(), code)).collect();
        for (code, names) in rows() {
            for name in names.split('\t') {
                // The first language keeps a name that two share.
                by_name.entry(fold(name)).or_insert(code);
            }
        }
        by_name
    });
    by_name.get(&fold(text)).copied()
}

/// `de-AT`, `pt_BR`, `zh-Hant-TW`: a known language, then subtags, each in the case that is usual for it.
fn subtags(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let code = parts.next().filter(|code| matches!(code.len(), 2 | 3)).and_then(by_name)?;
    let mut tag = code.to_owned();
    for part in parts {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return None;
        }
        let mut part = part.to_ascii_lowercase();
        match part.len() {
            2 => part.make_ascii_uppercase(),
            4 => part.get_mut(..1)?.make_ascii_uppercase(),
            _ => {}
        }
        tag.push('-');
        tag.push_str(&part);
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_of_languages_are_known() {
        for (text, expected) in [
            ("Deutsch", Some("de")),
            ("German", Some("de")),
            ("allemand", Some("de")),
            ("Englisch", Some("en")),
            ("français", Some("fr")),
            ("FRANCAIS", Some("fr")),
            ("español", Some("es")),
            ("日本語", Some("ja")),
            ("Brazilian", None),
            ("de", Some("de")),
            ("DE", Some("de")),
            ("ger", Some("de")),
            ("pt_BR", Some("pt-BR")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("es-419", Some("es-419")),
            ("English (UK)", Some("en-GB")),
            ("Deutsch (Schweiz)", Some("de-CH")),
            ("German - Austria", Some("de-AT")),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(tag(text).as_deref(), expected, "{text:?}");
        }
        assert_eq!(first("Deutsch, Englisch"), Some(("de".to_owned(), true)));
        assert_eq!(first("Klingon, Englisch"), None);
    }
}
