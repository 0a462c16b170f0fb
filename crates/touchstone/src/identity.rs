//! `invite` and `token`: letting people and programs in from the command line, which whoever has the data may do.

use app::{
    identity::invitations::{self, InvitationError, NewInvitation},
    tokens::{self, TokenError},
};
use clap::{Args, Subcommand};
use domain::{
    identity::{Role, TokenScope},
    ids::TokenId,
};
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::{Context, read_instant},
};

/// `touchstone invite`
#[derive(Debug, Args)]
pub(crate) struct InviteArgs {
    /// What they may do: `rep` works, `coach` looks after teams, `admin` runs the workspace.
    #[arg(long, default_value = "rep")]
    role: Role,
    /// Let the rep of --rep sign in, or set their password anew, instead of making a new member.
    #[arg(long)]
    existing: bool,
    /// Their e-mail address, when nobody else may use the link.
    #[arg(long, value_name = "ADDRESS", default_value = "", hide_default_value = true)]
    email: String,
}

/// `touchstone token`
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token with which a program acts as the rep; it is shown this once.
    Add {
        /// What you call it.
        name: String,
        /// What it may be used for: read, write (what the rep may change) or admin (what only admins may do).
        #[arg(long, default_value = "write")]
        scope: TokenScope,
        /// Until when it holds: 2026-12-31T12:00; without end unless told.
        #[arg(long, value_name = "INSTANT")]
        until: Option<String>,
    },
    /// List the tokens of the rep.
    List,
    /// End a token, at once.
    End {
        /// Its id, as `token list` shows it.
        id: TokenId,
    },
}

/// Makes a link that lets somebody in.
pub(crate) async fn invite(context: &Context, args: InviteArgs) -> Result<Answer, Failure> {
    let asking = context.member().await?;
    let member = args.existing.then_some(asking.id);
    let new = NewInvitation { role: args.role, email: args.email, member };
    let invited = invitations::invite(&context.app, &asking, new).await?;
    let text = format!(
        "Once, until {}, this lets somebody in as {}. Send them the address of your server with this behind it:\n  /#/welcome/{}",
        invited.invitation.expires.to_zoned(asking.zone).strftime("%Y-%m-%d %H:%M"),
        invited.invitation.role,
        invited.secret
    );
    Answer::done(&invited, text)
}

/// Makes, lists or ends tokens.
pub(crate) async fn token(context: &Context, command: TokenCommand) -> Result<Answer, Failure> {
    let member = context.member().await?;
    match command {
        TokenCommand::Add { name, scope, until } => {
            let until = match until {
                Some(text) => Some(read_instant(&text, &member.zone)?),
                None => None,
            };
            let made = tokens::add(&context.app, &member, &name, scope, until).await?;
            let text = format!(
                "{}\nIt is shown this once: send it as `Authorization: Bearer …`.",
                made.text
            );
            Answer::done(&made, text)
        }
        TokenCommand::List => {
            let found = tokens::list(&context.app, &member).await?;
            let day = |at: jiff::Timestamp| {
                at.to_zoned(member.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
            };
            let rows = found.iter().map(|token| {
                [
                    token.id.to_string(),
                    token.name.clone(),
                    token.scope.to_string(),
                    day(token.made),
                    token.expires.map(day).unwrap_or_default(),
                    token.last_used.map(day).unwrap_or_default(),
                ]
            });
            let shown = table(["id", "name", "scope", "made", "ends", "last used"], rows);
            Answer::done(&json!({ "tokens": found }), shown)
        }
        TokenCommand::End { id } => {
            tokens::end(&context.app, &member, id).await?;
            Answer::done(&json!({ "ended": id }), "ended")
        }
    }
}

impl From<InvitationError> for Failure {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::Store(error) => error.into(),
            InvitationError::Member(error) => error.into(),
            error => Self::usage("invitation", error.to_string()),
        }
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Store(error) => error.into(),
            TokenError::Name => Self::usage("name_missing", error.to_string()),
            TokenError::EndsBefore => Self::usage("ends_before", error.to_string()),
            TokenError::UnknownToken => Self::usage("unknown_token", error.to_string()),
        }
    }
}
