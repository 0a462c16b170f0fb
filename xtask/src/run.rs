//! `cargo xtask run`: the product, built for release and started on a local data folder.

use std::{path::PathBuf, process::Command};

use anyhow::Context as _;

use crate::{repository::Repository, steps::succeed};

/// Builds and starts `touchstone serve` with the marked sample workspace; `arguments` are passed on.
pub(crate) fn run(repository: &Repository, arguments: &[String]) -> anyhow::Result<()> {
    println!("Building the release binary; the first time takes some minutes.");
    succeed(&mut repository.cargo(&["build", "--locked", "--release", "--package", "touchstone"]))?;
    let metadata = repository.metadata(&["--no-deps"])?;
    let target = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    let target = PathBuf::from(target.context("cargo metadata names no target folder")?);
    let binary = target.join("release").join(format!("touchstone{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(binary);
    command.args(["serve", "--data"]).arg(repository.path("touchstone-data")).arg("--sample");
    succeed(command.args(arguments))
}
