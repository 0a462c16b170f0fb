//! `cargo xtask run`: the product, built for release and started on a local data folder.

use std::process::Command;

use crate::{repository::Repository, steps::succeed};

/// Builds and starts `touchstone serve` with the marked sample workspace; `arguments` are passed on.
pub(crate) fn run(repository: &Repository, arguments: &[String]) -> anyhow::Result<()> {
    println!("Building the release binary; the first time takes some minutes.");
    succeed(&mut repository.cargo(&["build", "--locked", "--release", "--package", "touchstone"]))?;
    let mut command = Command::new(repository.binary("release", "touchstone")?);
    command.args(["serve", "--data"]).arg(repository.path("touchstone-data")).arg("--sample");
    succeed(command.args(arguments))
}
