//! What makes the disks whose power the tests cut. Without it they say that they were skipped.

use std::env;

use crate::apt;

/// Makes the outer disk, which can be copied in an instant.
const PROGRAM: &str = "mkfs.xfs";
/// The package it comes in.
const PACKAGE: &str = "xfsprogs";

/// Installs what makes such disks, where that can be done; elsewhere the power cuts are left out, and nothing fails.
pub(crate) fn provide() {
    let path = env::var_os("PATH").unwrap_or_default();
    let system = ["/sbin", "/usr/sbin"].map(Into::into);
    if env::split_paths(&path).chain(system).any(|folder| folder.join(PROGRAM).is_file()) {
        println!("{PROGRAM} is installed");
    } else if let Err(error) = apt::install(PACKAGE, "power cuts are tried where `mkfs.xfs` is") {
        println!("power cuts are not tried: {error:#}");
    }
}
