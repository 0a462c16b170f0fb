//! What the machine lacks: installed where that can be done, and named where it cannot.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::bail;

use crate::{repository::output, steps::succeed};

/// Installs a package with `apt-get` if we are root; otherwise fails with the advice.
pub(crate) fn install(package: &str, advice: &str) -> anyhow::Result<()> {
    let is_root = output(Command::new("id").arg("-u"))?.trim() == "0";
    let path = env::var_os("PATH").unwrap_or_default();
    let has_apt = |folder: &Path| folder.join("apt-get").is_file();
    if !is_root || !env::split_paths(&path).any(|folder| has_apt(&folder)) {
        bail!("{advice}");
    }
    println!("{package} is missing: installing it with apt-get");
    apt(&["update", "--quiet"])?;
    apt(&["install", "--quiet", "--yes", "--no-install-recommends", package])
}

fn apt(arguments: &[&str]) -> anyhow::Result<()> {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    succeed(&mut command)
}
