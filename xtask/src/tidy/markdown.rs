//! Markdown: one sentence per line, so that a change shows the sentence it changes, and links that hold.

use std::{collections::BTreeSet, path::Path};

use super::Remark;

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &["e.g.", "i.e.", "etc.", "No.", "Dr.", "vs."];

/// Remarks on a Markdown file at `path` in a repository of `files`.
pub(super) fn untidy(path: &str, text: &str, files: &BTreeSet<&str>) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut is_code = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        if !line.starts_with('|') && has_two_sentences(line) {
            found.push((number, "one sentence per line".to_owned()));
        }
        for target in links(line) {
            if !leads_somewhere(path, target, files) {
                found.push((number, format!("`{target}` leads nowhere")));
            }
        }
    }
    found
}

/// What the links of a line point at.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
}

/// Whether a link is to another site, to a place in the same text, or to a file that is there.
fn leads_somewhere(path: &str, target: &str, files: &BTreeSet<&str>) -> bool {
    if target.contains("://") || target.starts_with('#') {
        return true;
    }
    let target = target.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in Path::new(target).iter().filter_map(|part| part.to_str()) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    files.contains(parts.join("/").as_str())
}

/// Whether a full stop, a question mark or an exclamation mark is followed by a new sentence.
fn has_two_sentences(line: &str) -> bool {
    let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("x");
    let words: Vec<&str> = prose.split_whitespace().collect();
    let body = words.iter().skip_while(|word| is_list_mark(word)).copied().collect::<Vec<_>>();
    body.windows(2).any(|pair| match pair {
        [end, next] => {
            end.trim_end_matches([')', '*', '"']).ends_with(['.', '?', '!'])
                && !ABBREVIATIONS.contains(end)
                && next.trim_start_matches(['(', '*', '"', '[']).starts_with(char::is_uppercase)
        }
        _ => false,
    })
}

/// `-`, `*`, `>`, `#`, or a number with a full stop.
fn is_list_mark(word: &str) -> bool {
    let number = word.trim_end_matches('.');
    word.chars().all(|letter| "-*>#".contains(letter))
        || (number != word && number.chars().all(|letter| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let files = BTreeSet::from(["README.md", "docs/glossary.md"]);
        let found = untidy("docs/a.md", text, &files);
        let lines: Vec<usize> = found.into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn two_sentences_take_two_lines() {
        check("One sentence.\nAnother.", &[]);
        check("One sentence. Another.", &[1]);
        check("Is it? Yes.", &[1]);
        check("- **A point.** It goes on.", &[1]);
    }

    #[test]
    fn a_full_stop_inside_a_sentence_is_none() {
        check("1. The first step.", &[]);
        check("Take `a. B` as it is.", &[]);
        check("A S.M.A.R.T. goal, e.g. Ten calls.", &[]);
        check("See `plan.rs` and so on.", &[]);
    }

    #[test]
    fn tables_and_code_are_free() {
        check("| One. Two. |", &[]);
        check("```\nOne. Two.\n```\nOne. Two.", &[4]);
    }

    #[test]
    fn a_link_leads_to_a_file() {
        check("[a](glossary.md) and [b](../README.md#more) and [c](#here)", &[]);
        check("[a](https://example.com/x)", &[]);
        check("[a](README.md)", &[1]);
    }
}
