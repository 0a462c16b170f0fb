//! `cargo xtask tidy`: what no other tool checks.

mod markdown;
mod rust;
mod stories;

use std::collections::BTreeSet;

use crate::repository::{Repository, TextFile};

/// Lines of the longest file written by hand.
const LONGEST_FILE: usize = 600;

/// Lines of the longest component of the page.
const LONGEST_COMPONENT: usize = 200;

/// File names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "mod"];

/// Where texts lie that are not ours: data and generated files.
const NOT_OURS: &[&str] = &["Cargo.lock", "LICENSE"];

/// Everything that is untidy, as `path:line: what`.
/// Functions longer than they may be, still to be parted: file, name. The list may only grow shorter.
const LONGER: &[(&str, &str)] = &[];

pub(crate) fn violations(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let files = repository.text_files()?;
    let paths = repository.paths()?;
    let paths = paths.iter().map(String::as_str).collect();
    Ok(files.iter().flat_map(|file| untidy(file, &paths)).collect())
}

fn untidy(file: &TextFile, paths: &BTreeSet<&str>) -> Vec<String> {
    if NOT_OURS.contains(&file.path.as_str()) {
        return Vec::new();
    }
    let mut found = name(file);
    match file.path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => {
            let is_known = |name: &str| LONGER.contains(&(file.path.as_str(), name));
            found.extend(
                length(file, LONGEST_FILE).into_iter().chain(rust::untidy(&file.text, is_known)),
            );
        }
        // What is generated from the document of the API is as long as that is.
        Some("ts" | "tsx") if file.path.ends_with(".gen.ts") => return Vec::new(),
        Some("css" | "sql" | "ts") => found.extend(length(file, LONGEST_FILE)),
        Some("tsx") if file.path.ends_with(".test.tsx") => found.extend(length(file, LONGEST_FILE)),
        Some("tsx") => found.extend(length(file, LONGEST_COMPONENT)),
        Some("md") => {
            found.extend(markdown::untidy(&file.path, &file.text, paths));
            if file.path == stories::PROMISES {
                found.extend(stories::untidy(&file.text, paths));
            }
        }
        Some("toml" | "sh") => {}
        _ if file.path == ".ci/run" => {}
        _ => return located(file, found),
    }
    found.extend(leftovers(&file.text));
    located(file, found)
}

/// A remark on a line, or on the whole file where the line is 0.
type Remark = (usize, String);

fn located(file: &TextFile, remarks: Vec<Remark>) -> Vec<String> {
    let line = |line: usize| if line == 0 { String::new() } else { format!(":{line}") };
    remarks.into_iter().map(|(at, what)| format!("{}{}: {what}", file.path, line(at))).collect()
}

fn length(file: &TextFile, longest: usize) -> Option<Remark> {
    let lines = file.text.lines().count();
    (lines > longest).then(|| (0, format!("{lines} lines; {longest} are enough")))
}

fn name(file: &TextFile) -> Vec<Remark> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let mut found = Vec::new();
    if EMPTY_NAMES.contains(&stem) {
        found.push((0, format!("`{stem}` says nothing: name the file after its feature")));
    }
    if ["ui/src/", "e2e/page/"].iter().any(|folder| file.path.starts_with(folder))
        && !is_kebab(stem)
    {
        found.push((
            0,
            "files of the page are named in lower-case words: `sign-in-form.tsx`".to_owned(),
        ));
    }
    if file.path.starts_with("docs/adr/") && !is_dated(stem) {
        found.push((0, "a decision is named like `2026-03-02-sqlite-first.md`".to_owned()));
    }
    found
}

/// Whether a name is of lower-case words with `-` between them.
fn is_kebab(stem: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    stem.split('-').all(is_word)
}

/// Whether a decision's name begins with a day and goes on in lower-case words.
fn is_dated(stem: &str) -> bool {
    let parts: Vec<&str> = stem.split('-').collect();
    let [year, month, day, words @ ..] = parts.as_slice() else { return false };
    let is_number = |part: &str, length| {
        part.len() == length && part.bytes().all(|letter| letter.is_ascii_digit())
    };
    let is_word = |word: &&str| {
        !word.is_empty() && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    is_number(year, 4)
        && is_number(month, 2)
        && is_number(day, 2)
        && !words.is_empty()
        && words.iter().all(is_word)
}

/// Work put off, and paths of somebody's machine.
fn leftovers(text: &str) -> Vec<Remark> {
    // Put together here, so that this file does not find itself.
    let put_off: Vec<String> =
        ["TO DO", "FIX ME", "X XX", "HA CK"].iter().map(|word| word.replace(' ', "")).collect();
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        if let Some(word) = words.find(|word| put_off.iter().any(|it| it == word)) {
            found.push((number, format!("`{word}`: do it now or leave it out")));
        }
        if let Some(folder) = machine_path(line) {
            found.push((number, format!("`/{folder}/…` is a path of one machine")));
        }
    }
    found
}

/// The first folder of an absolute path that only exists on somebody's machine.
fn machine_path(line: &str) -> Option<&'static str> {
    ["tmp", "work", "root", "home", "Users"].into_iter().find(|folder| {
        line.match_indices(&format!("/{folder}/")).any(|(at, _)| {
            let before = line.get(..at).and_then(|it| it.chars().next_back());
            !before.is_some_and(|it| it.is_alphanumeric() || "._-$}>".contains(it))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let file = TextFile { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(untidy(&file, &BTreeSet::new()), expected);
    }

    #[test]
    fn a_long_file_is_named() {
        check("a.rs", &"x\n".repeat(600), &[]);
        check("a.rs", &"x\n".repeat(601), &["a.rs: 601 lines; 600 are enough"]);
        check("a.md", &"x\n".repeat(601), &[]);
    }

    #[test]
    fn a_file_name_says_what_is_inside() {
        check("plan.rs", "", &[]);
        check(
            "src/utils.rs",
            "",
            &["src/utils.rs: `utils` says nothing: name the file after its feature"],
        );
    }

    #[test]
    fn a_component_is_short_and_a_file_of_the_page_has_a_plain_name() {
        let long = "x\n".repeat(201);
        check("ui/src/app/a.tsx", &long, &["ui/src/app/a.tsx: 201 lines; 200 are enough"]);
        check("ui/src/app/a.test.tsx", &long, &[]);
        check("ui/src/app/a.ts", &long, &[]);
        check("ui/src/app/a.gen.ts", &"x\n".repeat(601), &[]);
        let plain = "files of the page are named in lower-case words: `sign-in-form.tsx`";
        check("ui/src/app/SignIn.tsx", "", &[&format!("ui/src/app/SignIn.tsx: {plain}")]);
        check("ui/src/app/sign-in.module.css", "", &[]);
    }

    #[test]
    fn decisions_are_dated() {
        let wanted = "a decision is named like `2026-03-02-sqlite-first.md`";
        check("docs/adr/2026-03-02-sqlite-first.md", "", &[]);
        check("docs/adr/0001-sqlite.md", "", &[&format!("docs/adr/0001-sqlite.md: {wanted}")]);
        check("docs/adr/2026-03-02.md", "", &[&format!("docs/adr/2026-03-02.md: {wanted}")]);
    }

    #[test]
    fn work_put_off_is_named() {
        let word = ["TO", "DO"].concat();
        check(
            "a.rs",
            &format!("\n// {word}: later\n"),
            &[&format!("a.rs:2: `{word}`: do it now or leave it out")],
        );
        check("a.json", &format!("\"{word}\""), &[]);
    }

    #[test]
    fn paths_of_one_machine_are_named() {
        let path = ["", "home", ""].join("/");
        check(
            "a.toml",
            &format!("dir = \"{path}me/x\""),
            &[&format!("a.toml:1: `{path}…` is a path of one machine")],
        );
        check("a.toml", &format!("dir = \"$BASE{path}me/x\""), &[]);
        check("a.toml", "url = \"https://example.com/a\"", &[]);
    }
}
