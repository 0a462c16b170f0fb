//! `suppress`: what a person forbade.

use std::collections::BTreeSet;

use app::people::suppress::{SuppressError, suppress};
use clap::Args;
use domain::{activities::Channel, ids::PersonId};
use serde_json::json;

use crate::{
    answer::{Answer, Failure},
    context::{Context, read_person},
};

/// `touchstone suppress …`
#[derive(Debug, Args)]
pub(crate) struct SuppressArgs {
    /// Who is not to be contacted.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: PersonId,
    /// Which channel (may be given several times), or `all`.
    #[arg(long, value_name = "C", required = true)]
    channel: Vec<String>,
    /// Why; kept with the date.
    #[arg(long)]
    why: String,
}

/// Runs `suppress`.
pub(crate) async fn run(context: &Context, args: SuppressArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let mut channels = BTreeSet::new();
    for word in &args.channel {
        if word == "all" {
            channels.extend(Channel::ALL.iter().copied());
        } else {
            channels.insert(
                Channel::parse(word)
                    .map_err(|error| Failure::usage("channel", error.to_string()))?,
            );
        }
    }
    let named = channels.iter().map(|channel| channel.as_str()).collect::<Vec<_>>().join(", ");
    let has_ended = suppress(&context.app, &rep, args.person, channels.clone(), &args.why).await?;
    let mut text =
        format!("not to be contacted by {named}, whatever is imported, merged or undone");
    if has_ended {
        text.push_str("; their cadence has ended");
    }
    Answer::done(&json!({ "person": args.person, "channels": channels, "ended": has_ended }), text)
}

impl From<SuppressError> for Failure {
    fn from(error: SuppressError) -> Self {
        match error {
            SuppressError::Cadence(error) => error.into(),
            SuppressError::Store(error) => error.into(),
            SuppressError::Merged(_) => Self::usage("merged_away", error.to_string()),
            SuppressError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
            SuppressError::WhyTooLong => Self::usage("why_too_long", error.to_string()),
            SuppressError::ChannelMissing => Self::usage("channel_missing", error.to_string()),
            SuppressError::UnknownPage(_) => Self::usage("unknown_page", error.to_string()),
            SuppressError::WhyMissing => Self::usage("why_missing", error.to_string()),
        }
    }
}
