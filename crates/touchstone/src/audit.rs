//! `audit`: the record of who changed what, and whether it is as it was written.

use app::{
    audit::{self, Asked, Line, Place},
    workspaces,
};
use clap::{Args, Subcommand};
use serde_json::json;
use store::scope::Scope;
use uuid::Uuid;

use crate::{
    answer::{Answer, Exit, Failure, table},
    context::{Context, read_instant},
};

/// `touchstone audit`
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// List who changed what, newest first.
    List(ListArgs),
    /// Check that nobody changed the record since it was written, and name the lines that are not sealed yet.
    Verify,
}

/// `touchstone audit list`
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Only what this rep did.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Only what happened to this person, enrollment, import …
    #[arg(long, value_name = "ID")]
    subject: Option<Uuid>,
    /// Written then or later.
    #[arg(long, value_name = "INSTANT")]
    from: Option<String>,
    /// Written before.
    #[arg(long, value_name = "INSTANT")]
    to: Option<String>,
    /// Go on where a page ended: what it gave as `next`.
    #[arg(long, value_name = "PLACE")]
    after: Option<Place>,
    /// How many lines, 500 at most.
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

/// Runs `touchstone audit`.
pub(crate) async fn run(context: &Context, command: AuditCommand) -> Result<Answer, Failure> {
    match command {
        AuditCommand::List(args) => list(context, args).await,
        AuditCommand::Verify => verify(context).await,
    }
}

async fn list(context: &Context, args: ListArgs) -> Result<Answer, Failure> {
    let member = context.member().await?;
    let by = match args.by.as_deref() {
        Some(name) => {
            Some(workspaces::member(&context.app, &context.workspace, Some(name)).await?.id)
        }
        None => None,
    };
    let read =
        |text: Option<String>| text.map(|text| read_instant(&text, &member.zone)).transpose();
    let asked = Asked {
        member: by,
        subject: args.subject,
        from: read(args.from)?,
        to: read(args.to)?,
        after: args.after,
        limit: args.limit,
    };
    let found = audit::list(&context.app, &member, asked).await?;
    let mut text =
        table(["when", "who", "did", "what", "id", "fields", "place"], found.lines.iter().map(row));
    if let Some(next) = &found.next {
        text.extend(["\nmore: --after ", next.as_str()]);
    }
    Answer::done(&found, text)
}

fn row(line: &Line) -> [String; 7] {
    let values = line.values.iter().flatten().map(Some).chain(std::iter::repeat(None));
    let fields: Vec<String> = line
        .fields
        .iter()
        .zip(values)
        .map(|(field, value)| match value {
            Some(value) => format!("{field}={value}"),
            None if line.is_erased => format!("{field} (erased)"),
            None => field.clone(),
        })
        .collect();
    [
        line.recorded_at.to_string(),
        line.name.clone().unwrap_or_default(),
        line.action.clone(),
        line.subject.clone(),
        line.subject_id.map(|id| id.to_string()).unwrap_or_default(),
        fields.join(" "),
        line.nth.map_or_else(|| "not sealed".to_owned(), |nth| nth.to_string()),
    ]
}

async fn verify(context: &Context) -> Result<Answer, Failure> {
    let found = audit::verify(&context.app, Scope::of(context.workspace.id)).await?;
    let mut text = format!("{} lines are sealed, the last as {}", found.sealed, found.head);
    if found.n_unsealed > 0 {
        let named: Vec<String> = found.unsealed.iter().map(Uuid::to_string).collect();
        let n = found.n_unsealed.to_string();
        text.extend(["\n", n.as_str(), " are not sealed yet: ", &named.join(", ")]);
    }
    let exit = match &found.wrong {
        None => {
            text.push_str("\nevery sealed line is as it was written");
            Exit::Done
        }
        Some(wrong) => {
            let line = wrong.line.map(|id| format!(" ({id})")).unwrap_or_default();
            let nth = wrong.nth.to_string();
            text.extend(["\nWRONG at place ", nth.as_str(), &line, ": ", wrong.what]);
            Exit::Failed
        }
    };
    let json = json!({
        "workspace": found.workspace, "sealed": found.sealed, "head": found.head,
        "n_unsealed": found.n_unsealed, "unsealed": found.unsealed, "wrong": found.wrong,
    });
    Answer::with(exit, &json, text)
}
