//! `cadence`: list, show and add.

use std::path::PathBuf;

use app::cadences::{self, CadenceChangeError, CadenceDetail};
use clap::Subcommand;
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::{Context, read_text},
};

/// `touchstone cadence …`
#[derive(Debug, Subcommand)]
pub(crate) enum CadenceCommand {
    /// List the cadences.
    List,
    /// Show a cadence: its touches, and what could be better.
    Show {
        /// Its name.
        name: String,
        /// Print it as a TOML file instead, to be changed and added again.
        #[arg(long)]
        file: bool,
    },
    /// Add a cadence from a TOML file; one of the same name gets a new version, and who runs on the old one stays on it.
    Add {
        /// The TOML file; `-` for standard input.
        file: PathBuf,
        /// Why it has fewer than 3 touches or more than 8.
        #[arg(long)]
        why: Option<String>,
    },
}

/// Runs `cadence`.
pub(crate) async fn run(context: &Context, command: CadenceCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    match command {
        CadenceCommand::List => {
            let found = cadences::list(&context.app, &rep).await?;
            let rows = found.iter().map(|cadence| {
                [
                    cadence.name.clone(),
                    format!("{} touches", cadence.touches),
                    format!("{} minutes", cadence.minutes),
                    format!("working day {}", cadence.last_day),
                    format!("version {}", cadence.version),
                ]
            });
            Answer::done(
                &json!({ "cadences": found }),
                table(["name", "", "", "last on", ""], rows),
            )
        }
        CadenceCommand::Show { name, file } => {
            let found = cadences::show(&context.app, &rep, &name).await?;
            let text = if file { found.toml.clone() } else { told(&found) };
            Answer::done(&found, text)
        }
        CadenceCommand::Add { file, why } => {
            let text = read_text(&file)?;
            let added = cadences::add(&context.app, &rep, &text, why.as_deref()).await?;
            let text = told(&added);
            Answer::done(&added, text)
        }
    }
}

fn told(cadence: &CadenceDetail) -> String {
    let shown = &cadence.shown;
    let rows = cadence.steps.iter().zip(1..).map(|(step, number)| {
        [
            number.to_string(),
            step.channel.to_string(),
            format!("{} min", step.minutes),
            format!("gap {}", step.gap),
            format!("window {}", step.window),
            step.gives.as_ref().map(|gift| gift.text.clone()).unwrap_or_default(),
        ]
    });
    let mut lines = vec![
        format!(
            "{} (version {}): {} touches, {} minutes, the last on working day {}",
            shown.name, shown.version, shown.touches, shown.minutes, shown.last_day
        ),
        table(["", "how", "", "", "", "gives"], rows),
    ];
    lines.extend(cadence.warnings.iter().map(|warning| format!("mind: {}", warning.detail)));
    lines.join("\n")
}

impl From<CadenceChangeError> for Failure {
    fn from(error: CadenceChangeError) -> Self {
        match error {
            CadenceChangeError::Store(error) => error.into(),
            CadenceChangeError::Unknown { .. } | CadenceChangeError::UnknownId => {
                Self::usage("unknown_cadence", error.to_string())
            }
            CadenceChangeError::WhyTooLong => Self::usage("too_long", error.to_string()),
            CadenceChangeError::Meanwhile => Self::failed("changed", error.to_string()),
            CadenceChangeError::UnknownPerson { .. } => {
                Self::usage("unknown_person", error.to_string())
            }
            CadenceChangeError::File(_) => Self::failed("cadence_refused", error.to_string()),
        }
    }
}
