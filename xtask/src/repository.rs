//! The repository: where it lies, what files it holds, and how cargo is called in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, ensure};

use crate::steps::shown;

/// Folders that hold nothing written by hand.
const SKIPPED: &[&str] =
    &[".git", "dist", "gen", "node_modules", "project.inlang", "target", "touchstone-data"];

/// The checked-out repository.
pub(crate) struct Repository {
    root: PathBuf,
}

/// A text file of the repository.
pub(crate) struct TextFile {
    /// From the root, with `/` on every system.
    pub(crate) path: String,
    /// Its whole text.
    pub(crate) text: String,
}

impl Repository {
    /// The folder above xtask's own.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let own = env::var("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&own).parent().context("xtask has no folder above it")?;
        Ok(Self { root: root.to_owned() })
    }

    /// A path inside the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// One text file.
    pub(crate) fn read(&self, relative: &str) -> anyhow::Result<String> {
        let path = self.path(relative);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    }

    /// Every file, in the order of their paths.
    pub(crate) fn paths(&self) -> anyhow::Result<Vec<String>> {
        let mut found = Vec::new();
        collect(&self.root, &mut found)?;
        let mut paths = Vec::new();
        for path in found {
            let parts = path.strip_prefix(&self.root)?.components();
            let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
            paths.push(parts.join("/"));
        }
        paths.sort_unstable();
        Ok(paths)
    }

    /// Every text file, in the order of their paths; files that are not UTF-8 are not text.
    pub(crate) fn text_files(&self) -> anyhow::Result<Vec<TextFile>> {
        let read = |path: String| {
            let text = fs::read_to_string(self.path(&path)).ok()?;
            Some(TextFile { path, text })
        };
        Ok(self.paths()?.into_iter().filter_map(read).collect())
    }

    /// Cargo in the root, without what the outer cargo told xtask about itself.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            let is_of_xtask = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
                .iter()
                .any(|prefix| name.starts_with(prefix));
            if is_of_xtask || name == "CARGO_PRIMARY_PACKAGE" {
                command.env_remove(name.as_ref());
            }
        }
        command
    }

    /// Where cargo puts what it makes.
    pub(crate) fn target(&self) -> anyhow::Result<PathBuf> {
        let metadata = self.metadata(&["--no-deps"])?;
        let target = metadata.get("target_directory").and_then(serde_json::Value::as_str);
        Ok(PathBuf::from(target.context("cargo metadata names no target folder")?))
    }

    /// Where cargo puts a binary that is built under a profile's folder.
    pub(crate) fn binary(&self, profile: &str, name: &str) -> anyhow::Result<PathBuf> {
        Ok(self.target()?.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX)))
    }

    /// What `cargo metadata` says with these further arguments.
    pub(crate) fn metadata(&self, arguments: &[&str]) -> anyhow::Result<serde_json::Value> {
        let fixed: &[&str] = &["metadata", "--format-version", "1", "--locked"];
        let text = output(&mut self.cargo(&[fixed, arguments].concat()))?;
        serde_json::from_str(&text).context("cargo metadata printed no JSON")
    }
}

/// Standard output of a command that must succeed.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("{} did not start", shown(command)))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{}` failed:\n{}", shown(command), errors.trim_end());
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no UTF-8", shown(command)))
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_file() {
            into.push(entry.path());
        } else if kind.is_dir() && !SKIPPED.iter().any(|name| entry.file_name() == *name) {
            collect(&entry.path(), into)?;
        }
    }
    Ok(())
}
