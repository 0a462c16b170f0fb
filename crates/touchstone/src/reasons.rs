//! `reason`: why it is worth their while that you call.

use app::reasons::{self, Change, ReasonChangeError, Told};
use clap::{Args, Subcommand};
use domain::{
    ids::{PersonId, ReasonId},
    reasons::ReasonKind,
};
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::{Context, read_day, read_person},
};

/// `touchstone reason …`
#[derive(Debug, Subcommand)]
pub(crate) enum ReasonCommand {
    /// Add a reason to call a person.
    Add {
        /// Whom to call for it.
        #[arg(value_parser = read_person, long, value_name = "ID")]
        person: PersonId,
        #[command(flatten)]
        told: ToldArgs,
    },
    /// List the reasons to call a person, freshest first.
    List {
        /// Whom to call.
        #[arg(value_parser = read_person, long, value_name = "ID")]
        person: PersonId,
    },
    /// Change a reason: what is left out stays as it is.
    Set {
        /// Its id, as `reason list` shows it.
        reason: ReasonId,
        #[command(flatten)]
        change: ChangeArgs,
    },
}

/// What is told of a reason.
#[derive(Debug, Args)]
pub(crate) struct ToldArgs {
    /// The reason in words.
    text: String,
    /// Its kind: event, referral, registration, news, new_job, not_now, former_client, other.
    #[arg(long, value_name = "KIND", default_value = "other")]
    kind: ReasonKind,
    /// The day it happened; today when left out.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Where you saw it.
    #[arg(long, default_value = "")]
    source: String,
}

impl ToldArgs {
    fn read(self) -> Result<Told, Failure> {
        let on = self.on.as_deref().map(read_day).transpose()?;
        Ok(Told { text: self.text, kind: self.kind, on, source: self.source })
    }
}

/// What is to change of a reason.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct ChangeArgs {
    /// The reason in new words.
    text: Option<String>,
    /// Its kind: event, referral, registration, news, new_job, not_now, former_client, other.
    #[arg(long, value_name = "KIND")]
    kind: Option<ReasonKind>,
    /// The day it happened.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Where you saw it.
    #[arg(long)]
    source: Option<String>,
}

impl ChangeArgs {
    fn read(self) -> Result<Change, Failure> {
        let on = self.on.as_deref().map(read_day).transpose()?;
        Ok(Change { text: self.text, kind: self.kind, on, source: self.source })
    }
}

/// Runs `reason`.
pub(crate) async fn run(context: &Context, command: ReasonCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    match command {
        ReasonCommand::Add { person, told } => {
            let added = reasons::add(&context.app, &rep, person, told.read()?).await?;
            Answer::done(&added, "the reason is kept")
        }
        ReasonCommand::Set { reason, change } => {
            let changed =
                reasons::set(&context.app, &rep, reason, app::versions::Seen::Any, change.read()?)
                    .await?;
            Answer::done(&changed, "the reason is changed")
        }
        ReasonCommand::List { person } => {
            let found = reasons::list(&context.app, &rep, person).await?;
            let rows = found.iter().map(|reason| {
                [
                    reason.id.to_string(),
                    reason.on.to_string(),
                    reason.kind.clone(),
                    reason.text.clone(),
                    reason.source.clone(),
                ]
            });
            let text = if found.is_empty() {
                "no reason yet".to_owned()
            } else {
                table(["id", "day", "kind", "reason", "source"], rows)
            };
            Answer::done(&json!({ "reasons": found }), text)
        }
    }
}

impl From<ReasonChangeError> for Failure {
    fn from(error: ReasonChangeError) -> Self {
        match error {
            ReasonChangeError::Store(error) => error.into(),
            ReasonChangeError::SourceTooLong => Self::usage("source_too_long", error.to_string()),
            ReasonChangeError::Changed(_) => Self::refused("changed_meanwhile", error.to_string()),
            ReasonChangeError::OfAnother(_) => Self::refused("of_another", error.to_string()),
            ReasonChangeError::Length => Self::usage("length", error.to_string()),
            ReasonChangeError::UnknownPerson { .. } => {
                Self::usage("unknown_person", error.to_string())
            }
            ReasonChangeError::Unknown { .. } => Self::usage("unknown_reason", error.to_string()),
        }
    }
}
