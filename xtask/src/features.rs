//! `cargo xtask features`: one word per feature, in every crate and in the page; the words are those of docs/glossary.md.

use std::collections::BTreeSet;

use anyhow::ensure;

use crate::repository::Repository;

/// The list of words.
const GLOSSARY: &str = "docs/glossary.md";

/// Headings of the glossary whose tables name files.
const HEADINGS: &[&str] = &["Features", "Plumbing", "Screens"];

/// Where the page keeps its features, a folder each.
const PAGE: &str = "ui/src/features/";

/// Files that every crate has.
const ROOTS: &[&str] = &["lib", "main"];

/// Every source file that is not named after a word of the glossary.
pub(crate) fn violations(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let glossary = repository.read(GLOSSARY)?;
    let words = words(&glossary);
    ensure!(!words.is_empty(), "{GLOSSARY} lists no words under {HEADINGS:?}");
    let files = repository.text_files()?;
    let stray = files.iter().filter_map(|file| Some((file, stray(&file.path, &words)?)));
    Ok(stray
        .map(|(file, word)| format!("{}: `{word}` is not a word of {GLOSSARY}", file.path))
        .collect())
}

/// The words in the first column of the tables under the headings that name files.
fn words(glossary: &str) -> BTreeSet<&str> {
    let mut words = BTreeSet::new();
    let mut is_listed = false;
    for line in glossary.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            is_listed = HEADINGS.contains(&heading.trim());
        } else if is_listed && let Some(cell) = line.strip_prefix("| `") {
            words.extend(cell.split_once('`').map(|(word, _)| word));
        }
    }
    words
}

/// The first word of a source file's path inside its crate, when it is not a known one.
///
/// Below `src` the first folder or file must be a word; below `tests` and `benches` the name may go on
/// after the word (`imports_of_hostile_files`).
fn stray<'p>(path: &'p str, words: &BTreeSet<&str>) -> Option<&'p str> {
    if let Some(inside) = path.strip_prefix(PAGE) {
        return inside.split('/').next().filter(|word| !words.contains(word));
    }
    let (_, inside) = path.strip_prefix("crates/")?.split_once('/')?;
    let (folder, file) = inside.split_once('/')?;
    let is_rust = std::path::Path::new(file).extension().is_some_and(|it| it == "rs");
    let word = file.split('/').next()?.trim_end_matches(".rs");
    let is_known = match folder {
        _ if !is_rust => true,
        "src" => words.contains(word) || ROOTS.contains(&word),
        "tests" | "benches" => words.iter().any(|known| {
            word.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        }),
        _ => true,
    };
    (!is_known).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        let glossary = "# Words\n| `never` | x |\n## Features\n| `plan` | x |\n| `imports` | x |\n## More\n| `no` | x |\n";
        assert_eq!(stray(path, &words(glossary)), expected, "{path}");
    }

    #[test]
    fn a_source_file_is_named_after_a_feature() {
        check("crates/app/src/plan.rs", None);
        check("crates/app/src/plan/anything.rs", None);
        check("crates/app/src/lib.rs", None);
        check("crates/app/src/planner.rs", Some("planner"));
        check("crates/app/src/no.rs", Some("no"));
        check("crates/app/src/never/plan.rs", Some("never"));
    }

    #[test]
    fn a_test_begins_with_its_feature() {
        check("crates/app/tests/imports.rs", None);
        check("crates/app/tests/imports_of_hostile_files.rs", None);
        check("crates/app/tests/hostile.rs", Some("hostile"));
    }

    #[test]
    fn a_folder_of_the_page_is_named_after_a_feature() {
        check("ui/src/features/plan/any-thing.tsx", None);
        check("ui/src/features/planner/plan.tsx", Some("planner"));
        check("ui/src/shared/anything.ts", None);
    }

    #[test]
    fn other_files_are_free() {
        check("crates/domain/vectors/admission.json", None);
        check("xtask/src/tidy.rs", None);
    }
}
