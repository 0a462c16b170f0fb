//! `settings`: what the plan and the scripts go by.

pub(crate) mod program;

use app::settings::{self, ChangeError};
use clap::Args;
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::Context,
};

/// `touchstone settings …`
#[derive(Debug, Args)]
pub(crate) struct SettingsArgs {
    /// Change these, all or none; left out: show them.
    #[arg(value_name = "KEY=VALUE")]
    pairs: Vec<String>,
}

/// Runs `settings`.
pub(crate) async fn run(context: &Context, args: SettingsArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    if !args.pairs.is_empty() {
        settings::change(&context.app, &rep, args.pairs).await?;
    }
    let all = settings::list(&context.app, &rep).await?;
    let rows = all.iter().map(|setting| {
        let value =
            if setting.value.is_empty() { "(empty)".to_owned() } else { setting.value.clone() };
        [setting.key.to_string(), value, setting.sentence.to_owned()]
    });
    let program = program::PROGRAM;
    Answer::done(
        &json!({ "settings": all, "program": program }),
        table(["setting", "value", ""], rows),
    )
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Store(error) => error.into(),
            ChangeError::Changed(_) => Self::failed("changed_meanwhile", error.to_string()),
            ChangeError::Setting(_) => Self::usage("setting", error.to_string()),
        }
    }
}
