//! A place of data on which the real binary is run, with the people of the sample to start.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use app::{
    App,
    clock::{Clock, Ids},
    sample, workspaces,
};
use serde_json::Value;
use store::database::{Db, Opening};
use testkit::databases::{self, Place};

/// A Monday, nine o'clock in Berlin.
pub(crate) const MONDAY: &str = "2026-11-23T09:00:00+01:00";

/// A place of data, and how the binary is told about it.
pub(crate) struct Shop {
    pub(crate) place: Place,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Told {
    /// Its JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

impl Shop {
    /// Empty places on both engines.
    pub(crate) async fn both() -> [Self; 2] {
        databases::both_empty().await.map(|place| Self { place })
    }

    /// An empty folder.
    pub(crate) fn folder() -> Self {
        Self { place: databases::empty_folder() }
    }

    /// That folder; it stays when this is dropped.
    pub(crate) fn at(folder: &Path) -> Self {
        Self { place: databases::place_at(folder) }
    }

    /// The sample workspace, made in this process.
    pub(crate) async fn sample(&self) -> App {
        let db = Db::open(&self.place.location, Opening::Command).await.unwrap();
        let app = App::new(db, Clock::At(MONDAY.parse().unwrap()), Ids::Random);
        sample::ensure(&app).await.unwrap();
        // The binary is told its zone, this process has the machine's.
        let made = workspaces::list(&app).await.unwrap();
        let rep = workspaces::member(&app, &made[0], None).await.unwrap();
        workspaces::place_rep(&app, &rep, "Europe/Berlin", "").await.unwrap();
        app
    }

    /// The binary with these words on this place, not yet run. It knows nothing of this machine but its own zone.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
        for name in ["DATA", "DATABASE", "WORKSPACE", "REP", "LISTEN", "BACKUPS_KEPT", "JOB_LEASE"]
        {
            command.env_remove(format!("TOUCHSTONE_{name}"));
        }
        command.env("TZ", "Europe/Berlin").args(self.place.flags()).args(words);
        command
    }

    /// Runs the binary.
    pub(crate) fn run(&self, words: &[&str]) -> Told {
        self.command(words).output().unwrap().into()
    }

    /// Runs it in the sample workspace on Monday morning; it must be done.
    #[track_caller]
    pub(crate) fn done(&self, words: &[&str]) -> Value {
        self.done_at(MONDAY, words)
    }

    /// The same as of another time.
    #[track_caller]
    pub(crate) fn done_at(&self, now: &str, words: &[&str]) -> Value {
        let told = self.run(&at(now, words));
        assert_eq!(told.code, 0, "{words:?}: {}{}", told.out, told.err);
        told.json()
    }

    /// Runs it in the sample workspace on Monday morning; it must end with `code`, and say this code word.
    #[track_caller]
    pub(crate) fn refused(&self, code: i32, word: &str, words: &[&str]) {
        let told = self.run(&at(MONDAY, words));
        assert_eq!(told.code, code, "{words:?}: {}{}", told.out, told.err);
        if word.is_empty() {
            assert!(!told.err.is_empty(), "{words:?} says nothing");
        } else {
            assert_eq!(told.json()["code"], word, "{words:?}");
        }
    }
}

/// `words` in the sample workspace, as of a time, answered in JSON.
pub(crate) fn at<'a>(now: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["--workspace", "sample", "--json", "--now", now];
    all.extend(words);
    all
}

/// Runs the binary with something on its standard input.
pub(crate) fn with_input(words: &[&str], input: &str) -> Told {
    let mut child = Command::new(env!("CARGO_BIN_EXE_touchstone"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

/// The text at a place in JSON.
#[track_caller]
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
