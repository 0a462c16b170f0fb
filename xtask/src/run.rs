//! `cargo xtask run`: the product, built for release and started on a local data folder.

use std::process::Command;

use crate::{page, repository::Repository, steps::succeed};

/// Builds and starts `touchstone serve` with the marked sample workspace; `arguments` are passed on.
pub(crate) fn run(repository: &Repository, arguments: &[String]) -> anyhow::Result<()> {
    println!("Building the page and the release binary; the first time takes some minutes.");
    if let Err(error) = page::build(repository) {
        println!("Without the page, which could not be built: {error:#}");
    }
    succeed(&mut repository.cargo(&["build", "--locked", "--release", "--package", "touchstone"]))?;
    let mut command = Command::new(repository.binary("release", "touchstone")?);
    command.args(["serve", "--data"]).arg(repository.path("touchstone-data")).arg("--sample");
    succeed(command.args(arguments))
}
