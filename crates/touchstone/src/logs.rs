//! The log of `serve`: sentences with fields, on the standard error, without anybody's data.

use std::io::{IsTerminal, stderr};

use serde::Deserialize;
use tracing::Level;
use tracing_subscriber::{
    Layer as _, filter::Targets, layer::SubscriberExt as _, registry, util::SubscriberInitExt as _,
};

/// Those whose lines are ours: each was written to hold nobody's data.
const OURS: &[&str] = &["app", "domain", "server", "store", "touchstone"];

/// From which lines on the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lines {
    /// What failed.
    Error,
    /// What may need somebody.
    Warn,
    /// What was done, with a line for each request.
    #[default]
    Info,
    /// How it was done.
    Debug,
}

/// How a line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// For people.
    #[default]
    Text,
    /// For programs: JSON.
    Json,
}

impl Lines {
    const fn level(self) -> Level {
        match self {
            Self::Error => Level::ERROR,
            Self::Warn => Level::WARN,
            Self::Info => Level::INFO,
            Self::Debug => Level::DEBUG,
        }
    }
}

/// Writes the log from now on. Of libraries only warnings are written: what else they tell may hold what they were given.
pub(crate) fn start(lines: Lines, form: Form) {
    let ours = OURS.iter().map(|name| (*name, lines.level()));
    let theirs = lines.level().min(Level::WARN);
    let wanted = Targets::new().with_default(theirs).with_targets(ours);
    let layer =
        tracing_subscriber::fmt::layer().with_writer(stderr).with_ansi(stderr().is_terminal());
    let layer = match form {
        Form::Text => layer.boxed(),
        Form::Json => layer.json().flatten_event(true).boxed(),
    };
    // A log that was begun before goes on.
    let _ = registry().with(layer.with_filter(wanted)).try_init();
}
