//! `cargo xtask layers`: who may depend on whom.

use std::collections::BTreeMap;

use crate::repository::Repository;

/// Our crates, and which of ours each may name under `[dependencies]`.
/// A crate missing from this table is an error, so a new one is a decision.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("app", &["domain", "store"]),
    ("server", &["app", "domain"]),
    ("touchstone", &["app", "domain", "server", "store"]),
    ("testkit", &["domain", "store"]),
    ("xtask", &[]),
];

/// Which of ours a crate's tests and benches may name besides.
const TEST_LAYERS: &[(&str, &[&str])] = &[
    ("store", &["testkit"]),
    ("app", &["testkit"]),
    ("server", &["store", "testkit"]),
    ("touchstone", &["testkit"]),
];

/// Outside crates that only these of ours may name under `[dependencies]`.
const FENCES: &[(&str, &[&str])] = &[
    // One door to each engine.
    ("sqlx", &["store", "testkit"]),
    ("rusqlite", &[]),
    // HTTP ends in the server.
    ("axum", &["server"]),
    ("tower-http", &["server"]),
    // Talking to a person is the binary's part.
    ("clap", &["touchstone", "xtask"]),
    ("comfy-table", &["touchstone"]),
    ("config", &["touchstone"]),
    ("indicatif", &["touchstone"]),
    ("tracing-subscriber", &["touchstone"]),
    // Callers match on errors: a type that forgets which one it was is for tools.
    ("anyhow", &["testkit", "xtask"]),
    // Files are read by the domain, from bytes.
    ("calamine", &["domain"]),
    ("calcard", &["domain"]),
    ("chardetng", &["domain"]),
    ("encoding_rs", &["domain"]),
    ("quick-xml", &["domain"]),
    ("zip", &["domain"]),
    ("email_address", &["domain"]),
    ("idna", &["domain"]),
    ("rlibphonenumber", &["domain"]),
    // Chance is a tool of tests; the product is told its ids and instants.
    ("rand", &["testkit"]),
    ("proptest", &["testkit"]),
    ("criterion", &[]),
    ("insta", &["testkit"]),
    // What a sort or pasted rows need of the disk, gone when the program ends.
    ("tempfile", &["app", "testkit", "touchstone"]),
];

/// Crates that must not be in `[dependencies]` of a pure crate.
const NOT_IN_DOMAIN: &[&str] = &["tokio", "tracing", "clap", "config"];

/// One `[dependencies]` line of one of our crates.
struct Dependency {
    of: String,
    on: String,
    is_ours: bool,
    is_for_tests: bool,
}

/// Every dependency that breaks a table above, in words.
pub(crate) fn violations(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let metadata = repository.metadata(&["--no-deps"])?;
    let packages = list(&metadata, "packages");
    let mut violations = unknown_crates(packages);
    violations.extend(packages.iter().flat_map(dependencies).filter_map(|it| violation(&it)));
    for package in packages {
        let manifest: toml::Table =
            std::fs::read_to_string(text(package, "manifest_path"))?.parse()?;
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        if lints.and_then(toml::Value::as_bool) != Some(true) {
            violations.push(format!("{} must take the workspace's lints", text(package, "name")));
        }
    }
    Ok(violations)
}

fn unknown_crates(packages: &[serde_json::Value]) -> Vec<String> {
    let names = packages.iter().map(|package| text(package, "name"));
    names
        .filter(|name| row(LAYERS, name).is_none())
        .map(|name| format!("{name} is not in LAYERS: say what it may depend on"))
        .collect()
}

fn violation(dependency: &Dependency) -> Option<String> {
    let Dependency { of, on, is_ours, is_for_tests } = dependency;
    let is_in = |table, key: &str, name: &str| row(table, key).is_some_and(|it| it.contains(&name));
    if *is_ours {
        let may = is_in(LAYERS, of, on) || (*is_for_tests && is_in(TEST_LAYERS, of, on));
        return (!may).then(|| format!("{of} must not depend on {on}"));
    }
    if *is_for_tests {
        return None;
    }
    let is_fenced = row(FENCES, on).is_some_and(|who| !who.contains(&of.as_str()));
    let is_impure = of == "domain" && NOT_IN_DOMAIN.contains(&on.as_str());
    (is_fenced || is_impure).then(|| format!("{of} must not use {on}"))
}

fn dependencies(package: &serde_json::Value) -> Vec<Dependency> {
    let lines = list(package, "dependencies").iter();
    lines
        .map(|line| Dependency {
            of: text(package, "name").to_owned(),
            on: text(line, "name").to_owned(),
            is_ours: line.get("path").is_some_and(serde_json::Value::is_string),
            is_for_tests: text(line, "kind") == "dev",
        })
        .collect()
}

fn row<'t>(table: &'t [(&str, &'t [&'t str])], key: &str) -> Option<&'t [&'t str]> {
    let table: BTreeMap<&str, &[&str]> = table.iter().copied().collect();
    table.get(key).copied()
}

fn text<'v>(value: &'v serde_json::Value, key: &str) -> &'v str {
    value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v serde_json::Value, key: &str) -> &'v [serde_json::Value] {
    value.get(key).and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `line` is "crate -> crate", with "ours" or "tests" behind it.
    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let dependency = Dependency {
            of: words[0].to_owned(),
            on: words[2].to_owned(),
            is_ours: words.contains(&"ours"),
            is_for_tests: words.contains(&"tests"),
        };
        assert_eq!(violation(&dependency).as_deref(), expected);
    }

    #[test]
    fn a_floor_imports_only_the_floors_below_it() {
        check("app -> store ours", None);
        check("store -> app ours", Some("store must not depend on app"));
        check("domain -> store ours", Some("domain must not depend on store"));
        check("server -> store ours", Some("server must not depend on store"));
    }

    #[test]
    fn testkit_is_for_tests_only() {
        check("app -> testkit ours tests", None);
        check("app -> testkit ours", Some("app must not depend on testkit"));
    }

    #[test]
    fn the_engine_stays_behind_its_door() {
        check("store -> sqlx", None);
        check("app -> sqlx", Some("app must not use sqlx"));
        check("app -> rusqlite", Some("app must not use rusqlite"));
        check("app -> rusqlite tests", None);
    }

    #[test]
    fn the_domain_stays_pure() {
        check("domain -> tokio", Some("domain must not use tokio"));
        check("store -> tokio", None);
    }
}
