//! `cargo xtask schema`: what keeps the store the same on both engines, and able to be spread over many machines.
//!
//! The texts are read here; the databases are asked by `crates/store/tests/schema.rs`, which this starts.

mod literals;

use std::path::Path;

use crate::{
    repository::{Repository, TextFile},
    steps::{report, succeed},
};

/// The variable by which that test is told to compare its snapshots, or to write them.
pub(crate) const VARIABLE: &str = "TOUCHSTONE_SCHEMA";

/// Words of the schema that a database spread by `workspace_id` cannot follow, and why.
const REFUSED_IN_MIGRATIONS: &[(&str, &str)] = &[
    ("serial", "ids are made by the program"),
    ("bigserial", "ids are made by the program"),
    ("autoincrement", "ids are made by the program"),
    ("identity", "ids are made by the program"),
    ("generated", "what is computed is computed by the program"),
    ("sequence", "ids are made by the program"),
    ("trigger", "a trigger does not run on a distributed table"),
    ("function", "logic lives in the program"),
    ("procedure", "logic lives in the program"),
    ("view", "a view passes by row-level security"),
    ("cascade", "the program deletes what it means to delete"),
    ("default", "every value is bound by the program"),
];

/// Words of a statement that may not be run, and why.
const REFUSED_IN_STATEMENTS: &[(&str, &str)] = &[
    ("now()", "instants are made by the program"),
    ("current_timestamp", "instants are made by the program"),
    ("current_date", "days are made by the program"),
    ("clock_timestamp", "instants are made by the program"),
    ("datetime(", "instants are made by the program"),
    ("strftime(", "instants are made by the program"),
    ("random()", "what is drawn is drawn by the program"),
    ("gen_random_uuid", "ids are made by the program"),
    ("nextval", "ids are made by the program"),
    ("pg_advisory", "a lock on a distributed database is a lock on a row"),
    ("for update", "say `.for_update()`, which SQLite is spared"),
    ("for share", "say `.for_update()`, which SQLite is spared"),
    (" like ", "it ignores case on SQLite only: search folded words by range"),
    (" ilike ", "it is not known to SQLite: search folded words by range"),
    (" offset ", "pages go on from a key"),
    (" real", "numbers are integers"),
];

/// Checks the texts, then asks the databases; writes their snapshots unless it is only to check.
pub(crate) fn run(repository: &Repository, is_check: bool) -> anyhow::Result<()> {
    report(&violations(repository)?)?;
    let arguments = ["test", "--locked", "--workspace", "--test", "schema"];
    let mode = if is_check { "check" } else { "write" };
    succeed(repository.cargo(&arguments).env(VARIABLE, mode))
}

/// What the texts of migrations and statements break.
pub(crate) fn violations(repository: &Repository) -> anyhow::Result<Vec<String>> {
    let files = repository.text_files()?;
    let mut violations = Vec::new();
    let names = |engine: &str| -> Vec<&str> {
        let folder = format!("migrations/{engine}/");
        files.iter().filter_map(|file| file.path.strip_prefix(&folder)).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    for name in sqlite.iter().filter(|name| !postgres.contains(name)) {
        violations
            .push(format!("migrations/sqlite/{name} has no counterpart in migrations/postgres"));
    }
    for name in postgres.iter().filter(|name| !sqlite.contains(name)) {
        violations
            .push(format!("migrations/postgres/{name} has no counterpart in migrations/sqlite"));
    }
    for name in sqlite.iter().filter(|name| !is_timestamped(name)) {
        violations.push(format!(
            "migrations/sqlite/{name} must be named as `20260302T0915_cadence_pause.sql`"
        ));
    }
    for file in &files {
        if file.path.starts_with("migrations/") {
            violations.extend(in_migration(file));
        } else if file.path.starts_with("crates/")
            && file.path.contains("/src/")
            && Path::new(&file.path).extension().is_some_and(|of| of == "rs")
        {
            violations.extend(in_source(file));
        }
    }
    Ok(violations)
}

/// `20260302T0915_cadence_pause.sql`
fn is_timestamped(name: &str) -> bool {
    let Some((stamp, what)) = name.split_once('_') else { return false };
    let shape: String = stamp.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    shape == "00000000T0000"
        && what.strip_suffix(".sql").is_some_and(|what| what.chars().all(is_word))
}

fn in_migration(file: &TextFile) -> Vec<String> {
    let mut violations = Vec::new();
    for (nth, line) in file.text.lines().enumerate() {
        let code = line.split("--").next().unwrap_or_default().to_lowercase();
        // What stands between quotes is a value, not a word of the statement.
        let code = code.split('\'').step_by(2).collect::<Vec<_>>().join("''");
        let mut say = |what: &str| violations.push(format!("{}:{}: {what}", file.path, nth + 1));
        let words: Vec<_> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        for (word, why) in REFUSED_IN_MIGRATIONS {
            if words.contains(word) {
                say(&format!("`{word}` is refused: {why}"));
            }
        }
        if code.contains("set null") {
            say("`set null` is refused: it would empty the workspace of a composite key");
        }
        if code.contains("add column")
            && ["constraint", "references", "unique", "check", "primary"]
                .iter()
                .any(|word| words.contains(word))
        {
            say(
                "a constraint inlined in `add column` is refused: add it by a statement of its own",
            );
        }
        if file.path.contains("/postgres/")
            && words.contains(&"text")
            && !code.contains("collate \"c\"")
        {
            say("a text column needs `collate \"C\"`: order by bytes, as on SQLite");
        }
    }
    violations
}

fn in_source(file: &TextFile) -> Vec<String> {
    let statements = literals::literals(&file.text);
    statements
        .iter()
        .flat_map(|statement| {
            let place = format!("{}:{}", file.path, statement.line);
            in_statement(&statement.text).into_iter().map(move |what| format!("{place}: {what}"))
        })
        .collect()
}

fn in_statement(text: &str) -> Vec<String> {
    let code = outside_quotes(&text.to_lowercase());
    let padded = format!(" {code} ");
    let mut violations: Vec<_> = REFUSED_IN_STATEMENTS
        .iter()
        .filter(|(word, _)| padded.contains(word))
        .map(|(word, why)| format!("`{}` is refused: {why}", word.trim()))
        .collect();
    let all = ["select *", ".*", "returning *", ", *"];
    if all.iter().any(|all| code.contains(all)) {
        violations.push("`*` is refused: list the columns".to_owned());
    }
    if text.chars().any(char::is_uppercase) && code != outside_quotes(text) {
        violations.push("keywords and names are lower-case".to_owned());
    }
    violations
}

/// The text without what stands in single quotes.
fn outside_quotes(text: &str) -> String {
    text.split('\'').step_by(2).collect::<Vec<_>>().join("''")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_migration(path: &str, text: &str, expected: &str) {
        let found = in_migration(&TextFile { path: path.to_owned(), text: text.to_owned() });
        assert_eq!(found.join("\n").split(": ").nth(1).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn a_migration_holds_only_what_can_be_spread_over_machines() {
        let path = "migrations/postgres/20260302T0915_a.sql";
        check_migration(path, "create table a (id uuid not null);", "");
        check_migration(path, "id bigserial not null", "`bigserial` is refused");
        check_migration(path, "create trigger a after insert on b", "`trigger` is refused");
        check_migration(
            path,
            "references b (workspace_id, id) on delete set null",
            "`set null` is refused",
        );
        check_migration(
            path,
            "alter table a add column b bigint check (b > 0)",
            "a constraint inlined in `add column` is refused",
        );
        check_migration(path, "name text not null", "a text column needs `collate \"C\"`");
        check_migration(path, "-- by default a trigger", "");
        check_migration(path, "constraint a check (b in ('email', 'text', 'trigger'))", "");
        check_migration("migrations/sqlite/20260302T0915_a.sql", "name text not null", "");
    }

    #[track_caller]
    fn check_statement(text: &str, is_allowed: bool) {
        let found = in_statement(text);
        assert_eq!(found.is_empty(), is_allowed, "{text}: {found:?}");
    }

    #[test]
    fn a_statement_names_its_columns_and_makes_nothing_up() {
        check_statement(
            "select id, count(*) as n from a where workspace_id = $1 and b = 'X * now()'",
            true,
        );
        check_statement("select * from a", false);
        check_statement("select a.* from a", false);
        check_statement("insert into a (b) values (now())", false);
        check_statement("select id from a where name like $2", false);
        check_statement("select id from a limit 5 offset $2", false);
        check_statement("select id from a for update", false);
        check_statement("SELECT id from a", false);
    }

    #[test]
    fn a_migration_is_named_by_its_time() {
        assert!(is_timestamped("20260302T0915_cadence_pause.sql"));
        assert!(!is_timestamped("0001_cadence_pause.sql"));
        assert!(!is_timestamped("20260302T0915_Cadence.sql"));
    }
}
