//! `referral`: a name given, and what became of it.

use app::referrals::{self, ReferralChangeError};
use clap::Subcommand;
use domain::{
    ids::{PersonId, ReferralId},
    referrals::ReferralState,
};
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::{Context, read_person},
};

/// `touchstone referral …`
#[derive(Debug, Subcommand)]
pub(crate) enum ReferralCommand {
    /// Add a name that was given: it becomes a lead with a follow-up on the next working day.
    Add {
        /// The name that was given.
        name: String,
        /// Their phone number.
        #[arg(long, value_name = "NUMBER", default_value = "")]
        phone: String,
        /// Why they might need you.
        #[arg(long, default_value = "")]
        why: String,
        /// Who gave you the name.
        #[arg(value_parser = read_person, long, value_name = "ID")]
        given_by: Option<PersonId>,
    },
    /// List the names given to you, newest first.
    List,
    /// Say what became of a name.
    Set {
        /// Its id, as `referral list` shows it.
        referral: ReferralId,
        /// What became of it.
        #[arg(value_name = "followed_up|met|won|dropped")]
        state: ReferralState,
    },
}

/// Runs `referral`.
pub(crate) async fn run(context: &Context, command: ReferralCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    match command {
        ReferralCommand::Add { name, phone, why, given_by } => {
            let stored = referrals::add(&context.app, &rep, &name, &phone, &why, given_by).await?;
            let text = format!(
                "{name} is a lead ({}); follow up from {} to {}",
                stored.person, stored.from, stored.to
            );
            Answer::done(&stored, text)
        }
        ReferralCommand::List => {
            let found = referrals::list(&context.app, &rep).await?;
            let rows = found.iter().map(|referral| {
                [
                    referral.id.to_string(),
                    referral.on.to_string(),
                    referral.name.clone(),
                    referral.giver.clone(),
                    referral.state.to_string(),
                ]
            });
            let text = if found.is_empty() {
                "no referrals yet: ask who else you should talk to".to_owned()
            } else {
                table(["id", "day", "name", "given by", ""], rows)
            };
            Answer::done(&json!({ "referrals": found }), text)
        }
        ReferralCommand::Set { referral, state } => {
            let state = referrals::set(&context.app, &rep, referral, state).await?;
            Answer::done(&json!({ "referral": referral, "state": state }), format!("now {state}"))
        }
    }
}

impl From<ReferralChangeError> for Failure {
    fn from(error: ReferralChangeError) -> Self {
        match error {
            ReferralChangeError::Store(error) => error.into(),
            ReferralChangeError::TooLong { .. } => Self::usage("too_long", error.to_string()),
            ReferralChangeError::NameMissing => Self::usage("name_missing", error.to_string()),
            ReferralChangeError::UnknownPerson { .. } => {
                Self::usage("unknown_person", error.to_string())
            }
            ReferralChangeError::Unknown { .. } => {
                Self::usage("unknown_referral", error.to_string())
            }
            ReferralChangeError::UnknownPage(_) => Self::usage("unknown_page", error.to_string()),
            ReferralChangeError::State(_) => Self::usage("state", error.to_string()),
        }
    }
}
