//! `cargo xtask test`: every check and every test, on both engines.

use crate::{
    clients, codegen, disks, features, layers, licences, page, postgres,
    repository::Repository,
    schema,
    steps::{Steps, report, succeed},
    tidy,
};

/// Runs all steps, the quick ones first, and fails when one did.
pub(crate) fn test(repository: &Repository) -> anyhow::Result<()> {
    let mut steps = Steps::default();
    let cargo = |arguments: &[&str]| succeed(&mut repository.cargo(arguments));
    steps.run("format", || cargo(&["fmt", "--all", "--check"]));
    steps.run("layers", || report(&layers::violations(repository)?));
    steps.run("features", || report(&features::violations(repository)?));
    steps.run("schema", || report(&schema::violations(repository)?));
    steps.run("tidy", || report(&tidy::violations(repository)?));
    steps.run("licences", || report(&licences::violations(repository)?));
    // Before anything is compiled that holds it.
    page::check(repository, &mut steps);
    steps.run("clippy", || {
        cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])
    });
    steps.run("docs", || {
        let arguments = ["doc", "--locked", "--workspace", "--no-deps", "--quiet"];
        succeed(repository.cargo(&arguments).env("RUSTDOCFLAGS", "-D warnings"))
    });
    steps.run("postgres", postgres::provide);
    disks::provide();
    steps.run("tests", || {
        let arguments = ["test", "--locked", "--workspace", "--no-fail-fast"];
        succeed(repository.cargo(&arguments).env(schema::VARIABLE, "check"))
    });
    steps.run("page stories", || page::stories(repository));
    steps.run("api", || clients::api(repository, clients::CASES));
    steps.run("codegen", || codegen::codegen(repository, true));
    steps.finish()
}
