//! Clients that share no code with the server: programs in Python, of `e2e/api`, in an environment of their own.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
};

use anyhow::{Context as _, ensure};

use crate::{apt, repository::Repository, steps::succeed};

/// How many requests are made from the document of the API by `cargo xtask test`.
pub(crate) const CASES: u32 = 2_000;
/// How many `cargo xtask drill api` makes.
pub(crate) const CASES_OF_DRILL: u32 = 20_000;

/// Where the programs lie.
const PROGRAMS: &str = "e2e/api";

/// What a person has to do who is not root, or has no `apt-get`.
const ADVICE: &str = "Python 3.11 or newer with its venv is missing; install it (Debian, Ubuntu: `apt-get install python3-venv`)";

/// Runs what the README shows, does the main job by the API, and holds what is answered to so many requests against its document,
/// half of them on each engine.
pub(crate) fn api(repository: &Repository, n_cases: u32) -> anyhow::Result<()> {
    let python = Python::prepare(repository)?;
    let half = n_cases.div_ceil(2).to_string();
    // All of it, as the tests are built: what is asked for by name is built another way.
    succeed(&mut repository.cargo(&["test", "--locked", "--workspace", "--no-run"]))?;
    let readme = repository.path("README.md").display().to_string();
    for place in [folder, database] {
        python.run("readme.py", &[readme.as_str()], &place(repository)?)?;
        python.run("main_job.py", &[], &place(repository)?)?;
        python.run("conformance.py", &[half.as_str()], &place(repository)?)?;
    }
    Ok(())
}

/// New data, which is gone when this is.
struct Place {
    /// The flags by which a command finds it.
    flags: [String; 2],
    /// Keeps a database until its input ends.
    keeper: Option<(Child, Option<ChildStdin>)>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((keeper, input)) = &mut self.keeper {
            drop(input.take());
            // A database left over goes with its server.
            let _ = keeper.wait();
        }
    }
}

/// New data on SQLite.
fn folder(repository: &Repository) -> anyhow::Result<Place> {
    let folder = repository.target()?.join("clients-data");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Ok(Place { flags: ["--data".to_owned(), folder.display().to_string()], keeper: None })
}

/// New data on PostgreSQL.
fn database(repository: &Repository) -> anyhow::Result<Place> {
    let program = repository.binary("debug/examples", "database")?;
    let mut keeper = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let said = keeper.stdout.take().context("the database tells nothing")?;
    let input = keeper.stdin.take();
    let mut place =
        Place { flags: ["--database".to_owned(), String::new()], keeper: Some((keeper, input)) };
    let mut url = String::new();
    BufReader::new(said).read_line(&mut url)?;
    ensure!(!url.trim().is_empty(), "no database was made");
    let [_, told] = &mut place.flags;
    url.trim().clone_into(told);
    Ok(place)
}

/// Python with what the programs need.
struct Python {
    program: PathBuf,
    programs: PathBuf,
    server: PathBuf,
}

impl Python {
    /// Makes the environment, unless it is there and as the requirements want it.
    fn prepare(repository: &Repository) -> anyhow::Result<Self> {
        let environment = repository.target()?.join("clients-python");
        let program = environment.join("bin/python");
        let asked = repository.read(&format!("{PROGRAMS}/requirements.txt"))?;
        let note = environment.join("requirements.txt");
        if fs::read_to_string(&note).ok().as_ref() != Some(&asked) {
            let make = || {
                let mut command = Command::new("python3");
                succeed(command.args(["-m", "venv", "--clear"]).arg(&environment))
            };
            if make().is_err() {
                apt::install("python3-venv", ADVICE)?;
                make()?;
            }
            let mut install = Command::new(&program);
            install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            install.arg("--requirement").arg(repository.path(PROGRAMS).join("requirements.txt"));
            succeed(&mut install)?;
            fs::write(&note, &asked)?;
        }
        let server = repository.binary("debug", "touchstone")?;
        Ok(Self { program, programs: repository.path(PROGRAMS), server })
    }

    /// Runs a program against a server of its own on new data.
    fn run(&self, name: &str, arguments: &[&str], place: &Place) -> anyhow::Result<()> {
        let mut command = Command::new(&self.program);
        command.arg(self.programs.join(name)).arg(&self.server).args(arguments).args(&place.flags);
        // Neither what Python compiles nor what Schemathesis finds is left among the programs.
        command.current_dir(self.program.parent().unwrap_or(&self.programs));
        command.env("PYTHONDONTWRITEBYTECODE", "1").stdin(Stdio::null());
        succeed(&mut command)
    }
}
