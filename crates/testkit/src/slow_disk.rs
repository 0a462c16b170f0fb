//! A disk that takes 2 ms longer to sync: a machine whose disk lies about fsync then measures the same as one whose does not.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

const SOURCE: &str = "
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slow(const char *name, int fd) { usleep(2000); return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd); }
int fsync(int fd) { return slow(\"fsync\", fd); }
int fdatasync(int fd) { return slow(\"fdatasync\", fd); }
";

/// Builds the library that slows `fsync` and `fdatasync` down, for `LD_PRELOAD`.
///
/// # Errors
/// That there is no C compiler.
pub fn library(folder: &Path) -> Result<PathBuf> {
    let (source, library) = (folder.join("slow.c"), folder.join("slow.so"));
    std::fs::write(&source, SOURCE)?;
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
    ensure!(cc.status().context("run `cc`")?.success(), "cc refuses the library");
    Ok(library)
}
