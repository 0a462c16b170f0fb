//! `jobs`: the work that the program does by itself.

use app::jobs::{self, JobChangeError};
use clap::Subcommand;
use serde_json::json;
use uuid::Uuid;

use crate::{
    answer::{Answer, Failure, table},
    context::Context,
};

/// `touchstone jobs`
#[derive(Debug, Subcommand)]
pub(crate) enum JobsCommand {
    /// List what waits, what is being done, and what was given up.
    List,
    /// Do what is due now: where no server runs, once a day keeps the record sealed and the data backed up.
    Run,
    /// Try again what was given up.
    Release {
        /// Its id, as `jobs list` shows it.
        id: Uuid,
    },
    /// Remove what waits or was given up: it is never done.
    Drop {
        /// Its id, as `jobs list` shows it.
        id: Uuid,
    },
}

/// Runs `touchstone jobs`.
pub(crate) async fn run(context: &Context, command: JobsCommand) -> Result<Answer, Failure> {
    let member = context.member().await?;
    match command {
        JobsCommand::List => {
            let found = jobs::list(&context.app, &member).await?;
            let rows = found.iter().map(|job| {
                [
                    job.id.to_string(),
                    job.kind.clone(),
                    job.on.map(|day| day.to_string()).unwrap_or_default(),
                    job.state.clone(),
                    job.due_at.to_string(),
                    job.attempt.to_string(),
                    job.error.clone(),
                ]
            });
            let text = table(["id", "kind", "on", "state", "due", "attempt", "error"], rows);
            Answer::done(&json!({ "jobs": found }), text)
        }
        JobsCommand::Run => {
            let n = jobs::run_due(&context.app, jobs::Options::default()).await?;
            Answer::done(&json!({ "begun": n }), format!("{n} jobs were begun"))
        }
        JobsCommand::Release { id } => {
            jobs::release(&context.app, &member, id).await?;
            Answer::done(&json!({ "released": id }), "released: it is tried again")
        }
        JobsCommand::Drop { id } => {
            jobs::drop_job(&context.app, &member, id).await?;
            Answer::done(&json!({ "dropped": id }), "dropped: it is never done")
        }
    }
}

impl From<JobChangeError> for Failure {
    fn from(error: JobChangeError) -> Self {
        match error {
            JobChangeError::Unknown { .. } => Self::usage("unknown_job", error.to_string()),
            JobChangeError::Store(error) => error.into(),
        }
    }
}
