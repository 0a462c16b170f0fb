//! `workspace` and `rep`: tenants and who works in them.

use app::workspaces::{self, NewMember};
use clap::Subcommand;
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::Context,
};

/// `touchstone workspace …`
#[derive(Debug, Subcommand)]
pub(crate) enum WorkspaceCommand {
    /// Add a workspace, with a rep of the same zone as this machine.
    Add {
        /// Its name.
        name: String,
    },
    /// List the workspaces.
    List,
}

/// `touchstone rep …`
#[derive(Debug, Subcommand)]
pub(crate) enum RepCommand {
    /// Add a rep.
    Add {
        /// Their name.
        name: String,
        /// Their time zone, such as Europe/Berlin.
        #[arg(long)]
        zone: String,
        /// Their holiday calendar, such as DE, DE-BY or US-CA; left out: no public holidays.
        #[arg(long, value_name = "CC", default_value = "")]
        country: String,
    },
    /// List the reps.
    List,
    /// Move the rep named by --rep to another time zone or holiday calendar.
    Set {
        /// Their time zone, such as Europe/Berlin.
        #[arg(long)]
        zone: Option<String>,
        /// Their holiday calendar, such as DE, DE-BY or US-CA (`holidays countries` lists them); "" for none.
        #[arg(long, value_name = "CC")]
        country: Option<String>,
    },
}

/// Runs `workspace`.
pub(crate) async fn run(context: &Context, command: WorkspaceCommand) -> Result<Answer, Failure> {
    match command {
        WorkspaceCommand::Add { name } => {
            let added =
                workspaces::add(&context.app, &name, false, crate::context::first_member()).await?;
            Answer::done(&added, format!("workspace `{}` is there", added.name))
        }
        WorkspaceCommand::List => {
            let found = workspaces::list(&context.app).await?;
            let rows = found.iter().map(|workspace| {
                [workspace.name.clone(), if workspace.is_sample { "sample" } else { "" }.to_owned()]
            });
            Answer::done(&json!({ "workspaces": found }), table(["name", ""], rows))
        }
    }
}

/// Runs `rep`.
pub(crate) async fn run_rep(context: &Context, command: RepCommand) -> Result<Answer, Failure> {
    match command {
        RepCommand::Add { name, zone, country } => {
            let added = workspaces::add_rep(
                &context.app,
                &context.workspace,
                NewMember { name, zone, country },
            )
            .await?;
            Answer::done(&rep_json(&added), format!("rep `{}` is there", added.name))
        }
        RepCommand::List => {
            let found = workspaces::members(&context.app, &context.workspace).await?;
            let rows = found.iter().map(|rep| {
                [
                    rep.name.clone(),
                    rep.zone.iana_name().unwrap_or_default().to_owned(),
                    rep.country.clone(),
                ]
            });
            let reps: Vec<_> = found.iter().map(rep_json).collect();
            Answer::done(&json!({ "reps": reps }), table(["name", "zone", "holidays"], rows))
        }
        RepCommand::Set { zone, country } => {
            let rep = context.member().await?;
            let zone =
                zone.or_else(|| rep.zone.iana_name().map(ToOwned::to_owned)).unwrap_or_default();
            let country = country.unwrap_or_else(|| rep.country.clone());
            workspaces::place_rep(&context.app, &rep, &zone, &country).await?;
            let rep = context.member().await?;
            let holidays =
                if rep.country.is_empty() { "no public holidays" } else { rep.country.as_str() };
            Answer::done(&rep_json(&rep), format!("`{}` works in {zone}, {holidays}", rep.name))
        }
    }
}

fn rep_json(rep: &workspaces::Member) -> serde_json::Value {
    json!({ "id": rep.id, "name": rep.name, "zone": rep.zone.iana_name(), "country": rep.country })
}
