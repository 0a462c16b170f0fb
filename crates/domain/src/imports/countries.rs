//! Names of countries in many languages, to ISO 3166-1 alpha-2.

use std::{collections::BTreeMap, sync::OnceLock};

use super::values::fold;

/// Code, then names: see the head of the file.
const NAMES: &str = include_str!("countries.tsv");

/// The ISO 3166-1 alpha-2 of a country given by code or name.
///
pub fn code(text: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let mut by_name = BTreeMap::new();
        for row in NAMES.lines().filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            let Some(code) = cells.next() else { continue };
            by_name.insert(code.to_lowercase(), code);
            for name in cells {
                // The first country keeps a name that two share (alpha-3 of one, word of another).
                by_name.entry(folded(name)).or_insert(code);
            }
        }
        by_name
    });
    by_name.get(&folded(text)).copied()
}

/// Without dots, so that `U.S.A.` is `usa`.
fn folded(text: &str) -> String {
    fold(&text.to_uppercase().replace('.', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_many_languages_are_known() {
        for (name, expected) in [
            ("Deutschland", "DE"),
            ("Germany", "DE"),
            ("Allemagne", "DE"),
            ("Alemania", "DE"),
            ("ドイツ", "DE"),
            ("U.S.A.", "US"),
            ("United States", "US"),
            ("Vereinigtes Königreich", "GB"),
            ("uk", "GB"),
            ("Österreich", "AT"),
            ("AUT", "AT"),
            ("Países Bajos", "NL"),
            ("日本", "JP"),
            ("Россия", "RU"),
            ("대한민국", "KR"),
            ("Česká republika", "CZ"),
            ("Magyarország", "HU"),
            ("Ελλάδα", "GR"),
            ("FR", "FR"),
            ("fr", "FR"),
            ("United Arab Emirates", "AE"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
        assert_eq!(code("Atlantis"), None);
        assert_eq!(code(""), None);
    }
}
