//! `cargo xtask test`: every check and every test, on both engines.

use crate::{
    features, layers, licences,
    postgres::Postgres,
    repository::Repository,
    steps::{Steps, report, succeed},
    tidy,
};

/// Where tests find the PostgreSQL server on which they make their databases.
pub(crate) const POSTGRES_VARIABLE: &str = "TOUCHSTONE_TEST_POSTGRES";

/// Runs all steps, the quick ones first, and fails when one did.
pub(crate) fn test(repository: &Repository) -> anyhow::Result<()> {
    let mut steps = Steps::default();
    let cargo = |arguments: &[&str]| succeed(&mut repository.cargo(arguments));
    steps.run("format", || cargo(&["fmt", "--all", "--check"]));
    steps.run("layers", || report(&layers::violations(repository)?));
    steps.run("features", || report(&features::violations(repository)?));
    steps.run("tidy", || report(&tidy::violations(repository)?));
    steps.run("licences", || report(&licences::violations(repository)?));
    steps.run("clippy", || {
        cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])
    });
    steps.run("docs", || {
        let arguments = ["doc", "--locked", "--workspace", "--no-deps", "--quiet"];
        succeed(repository.cargo(&arguments).env("RUSTDOCFLAGS", "-D warnings"))
    });
    let postgres = steps.run("postgres", Postgres::for_this_run);
    steps.run("tests", || {
        let mut tests = repository.cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]);
        if let Some(postgres) = &postgres {
            tests.env(POSTGRES_VARIABLE, postgres.url());
        }
        succeed(&mut tests)
    });
    drop(postgres);
    steps.finish()
}
