//! PostgreSQL for the tests: found, or installed where that can be done. The tests start it themselves.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context as _;

use crate::{apt, repository::output};

/// Names a server that runs already.
const VARIABLE: &str = "TOUCHSTONE_TEST_POSTGRES";

/// The oldest version whose statements the store uses.
const OLDEST: u32 = 15;

/// What a person has to do who is not root, or has no `apt-get`.
const ADVICE: &str = "PostgreSQL 15 or newer is missing; install it (Debian, Ubuntu: `apt-get install postgresql`; \
     Fedora: `dnf install postgresql-server`; macOS: `brew install postgresql@15`), \
     or set TOUCHSTONE_TEST_POSTGRES=postgres://… to a server on which tests may make databases";

/// Makes sure that tests find PostgreSQL: installs it if it is missing and we are root.
pub(crate) fn provide() -> anyhow::Result<()> {
    if env::var_os(VARIABLE).is_some() {
        println!("PostgreSQL is the server that {VARIABLE} names");
        return Ok(());
    }
    if let Some(version) = installed() {
        println!("PostgreSQL {version} is installed");
        return Ok(());
    }
    apt::install("postgresql", ADVICE)?;
    installed().map(|_| ()).context(ADVICE)
}

/// The newest version there is whose server programs are installed.
fn installed() -> Option<u32> {
    folders().filter_map(|folder| version(&folder)).filter(|version| *version >= OLDEST).max()
}

/// Where programs lie: the path, and the places off it where packages put PostgreSQL.
fn folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let brew = ["/opt/homebrew/opt/postgresql@15/bin", "/usr/local/opt/postgresql@15/bin"];
    env::split_paths(&path)
        .collect::<Vec<_>>()
        .into_iter()
        .chain(debian.map(|version| version.path().join("bin")))
        .chain(brew.map(PathBuf::from))
}

/// The major version of the programs in a folder, as in `initdb (PostgreSQL) 15.13 (Debian …)`.
fn version(folder: &Path) -> Option<u32> {
    if !folder.join("postgres").is_file() {
        return None;
    }
    let text = output(Command::new(folder.join("initdb")).arg("--version")).ok()?;
    let number = text.split_whitespace().nth(2)?;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}
