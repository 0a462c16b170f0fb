//! `sample`: a workspace with made-up people, marked as such and removed by one command.

use clap::Subcommand;
use serde_json::json;

use crate::{
    answer::{Answer, Failure},
    context::Context,
};

/// `touchstone sample …`
#[derive(Debug, Subcommand)]
pub(crate) enum SampleCommand {
    /// Remove the sample workspace with everything in it.
    Remove,
}

/// Runs `sample`.
pub(crate) async fn run(context: &Context, command: SampleCommand) -> Result<Answer, Failure> {
    match command {
        SampleCommand::Remove => {
            let removed = app::sample::remove(&context.app).await?;
            let text = if removed {
                "the sample workspace is gone"
            } else {
                "there is no sample workspace"
            };
            Answer::done(&json!({ "removed": removed }), text)
        }
    }
}

/// Makes the sample workspace if there is none.
pub(crate) async fn ensure(context: &Context) -> Result<(), Failure> {
    app::sample::ensure(&context.app).await?;
    Ok(())
}

impl From<app::sample::SampleError> for Failure {
    fn from(error: app::sample::SampleError) -> Self {
        match error {
            app::sample::SampleError::NotEmpty => Self::refused("not_empty", error.to_string()),
            app::sample::SampleError::Workspace(error) => error.into(),
            app::sample::SampleError::Calendar(error) => error.into(),
            app::sample::SampleError::Store(error) => error.into(),
        }
    }
}
