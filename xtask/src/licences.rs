//! `cargo xtask licences`: where outside crates and the page's packages come from and under which licences.

use anyhow::Context as _;

use crate::repository::{Repository, output};

/// Licences under which an outside crate or package may be part of an Apache-2.0 program.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Every outside crate or package with a licence or a source that is not accepted.
pub(crate) fn violations(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let mut violations = sources(&repository.read("Cargo.lock")?)?;
    violations.extend(page(&repository.read("ui/package-lock.json")?)?);
    let host = output(std::process::Command::new("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say for which system it builds")?;
    let metadata = repository.metadata(&["--filter-platform", host])?;
    let packages = metadata.get("packages").and_then(serde_json::Value::as_array);
    for package in packages.context("cargo metadata lists no packages")? {
        let field = |key| package.get(key).and_then(serde_json::Value::as_str);
        if field("source").is_none() {
            continue;
        }
        let name = field("name").unwrap_or_default();
        match field("license") {
            None => violations.push(format!("{name} names no licence")),
            Some(licence) if !is_accepted(licence) => {
                violations.push(format!("{name} is under `{licence}`, which is not accepted"));
            }
            Some(_) => {}
        }
    }
    Ok(violations)
}

/// Outside crates come from the registry, with a checksum: never from a branch that may move.
fn sources(lock: &str) -> anyhow::Result<Vec<String>> {
    let lock: toml::Table = lock.parse()?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let packages = packages.context("Cargo.lock lists no packages")?;
    let field = |package: &toml::Value, key| {
        package.get(key).and_then(toml::Value::as_str).map(str::to_owned)
    };
    let loose = packages.iter().filter(|package| {
        field(package, "source").is_some_and(|source| !source.starts_with("registry+"))
            || (field(package, "source").is_some() && field(package, "checksum").is_none())
    });
    Ok(loose
        .map(|it| format!("{} has no fixed source", field(it, "name").unwrap_or_default()))
        .collect())
}

/// What of the page's packages has no fixed source, and what becomes part of the page under a licence that is not accepted.
/// Tools are not part of it; those for other systems (`optional`) are not installed.
fn page(lock: &str) -> anyhow::Result<Vec<String>> {
    let lock: serde_json::Value = serde_json::from_str(lock)?;
    let packages = lock.get("packages").and_then(serde_json::Value::as_object);
    let mut violations = Vec::new();
    for (path, package) in packages.context("package-lock.json lists no packages")? {
        let is = |key| package.get(key).and_then(serde_json::Value::as_bool).unwrap_or_default();
        // The page itself has an empty path.
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        if package.get("integrity").is_none() && !is("optional") {
            violations.push(format!("{name} has no fixed source"));
        }
        let licence = package.get("license").and_then(serde_json::Value::as_str);
        if !is("dev") && !licence.is_some_and(is_accepted) {
            let licence = licence.unwrap_or("no licence");
            violations.push(format!("{name} is under `{licence}`, which is not accepted"));
        }
    }
    Ok(violations)
}

/// Whether an SPDX expression leaves a choice that is accepted.
///
/// `AND` binds closer than `OR`; `/` is the old way to write `OR`; an exception (`WITH`) only grants more.
fn is_accepted(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let accepted = any_of(&mut words);
    accepted && words.next().is_none()
}

type Words<'w, 't> = &'w mut std::iter::Peekable<std::str::SplitWhitespace<'t>>;

fn any_of(words: Words<'_, '_>) -> bool {
    let mut accepted = all_of(words);
    while words.next_if_eq(&"OR").is_some() {
        accepted |= all_of(words);
    }
    accepted
}

fn all_of(words: Words<'_, '_>) -> bool {
    let mut accepted = one(words);
    while words.next_if_eq(&"AND").is_some() {
        accepted &= one(words);
    }
    accepted
}

fn one(words: Words<'_, '_>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let accepted = any_of(words);
        return words.next_if_eq(&")").is_some() && accepted;
    }
    let accepted = words.next().is_some_and(|licence| ACCEPTED.contains(&licence));
    if words.next_if_eq(&"WITH").is_some() {
        words.next();
    }
    accepted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expression: &str, expected: bool) {
        assert_eq!(is_accepted(expression), expected, "{expression}");
    }

    #[test]
    fn one_accepted_choice_is_enough() {
        check("MIT", true);
        check("MIT OR GPL-3.0-only", true);
        check("GPL-3.0-only OR Apache-2.0 WITH LLVM-exception", true);
        check("MIT/Apache-2.0", true);
        check("GPL-3.0-only", false);
    }

    #[test]
    fn every_part_must_be_accepted() {
        check("MIT AND Apache-2.0", true);
        check("MIT AND GPL-3.0-only", false);
        check("(MIT OR GPL-3.0-only) AND Unicode-3.0", true);
        check("(MIT AND GPL-3.0-only) OR ISC", true);
    }

    #[test]
    fn an_expression_that_cannot_be_read_is_not_accepted() {
        check("", false);
        check("(MIT", false);
        check("MIT)", false);
        check("MIT Apache-2.0", false);
    }

    #[test]
    fn a_package_of_the_page_without_a_source_or_licence_is_named() {
        let lock = r#"{ "packages": {
            "": { "name": "ours" },
            "node_modules/fine": { "integrity": "sha512-ab", "license": "MIT" },
            "node_modules/fine/node_modules/@of/bare": { "integrity": "sha512-ab" },
            "node_modules/loose": { "license": "MIT" },
            "node_modules/taken": { "integrity": "sha512-ab", "license": "GPL-3.0-only" },
            "node_modules/tool": { "integrity": "sha512-ab", "license": "Python-2.0", "dev": true },
            "node_modules/tool-elsewhere": { "license": "MIT", "dev": true, "optional": true }
        } }"#;
        let expected = [
            "@of/bare is under `no licence`, which is not accepted",
            "loose has no fixed source",
            "taken is under `GPL-3.0-only`, which is not accepted",
        ];
        assert_eq!(page(lock).unwrap(), expected);
    }

    #[test]
    fn a_crate_from_a_branch_is_named() {
        let lock = r#"
            package = [
                { name = "ours" },
                { name = "fixed", source = "registry+index", checksum = "ab" },
                { name = "loose", source = "git+https://host/loose#main" },
                { name = "unsigned", source = "registry+index" },
            ]
        "#;
        let expected = ["loose has no fixed source", "unsigned has no fixed source"];
        assert_eq!(sources(lock).unwrap(), expected);
    }
}
