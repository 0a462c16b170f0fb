//! `duplicates` and `merge`.

use std::io::{BufWriter, Write};

use app::{
    duplicates::{self, MergeError},
    people,
};
use clap::Args;
use domain::ids::{MergeId, PersonId};

use crate::{
    answer::{Answer, Failure, spoken, table, written},
    context::{Context, read_person},
};

/// `touchstone merge`
#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// The id of the person who stays.
    #[arg(value_parser = read_person)]
    kept: PersonId,
    /// The id of the person who goes into the first.
    #[arg(value_parser = read_person)]
    gone: PersonId,
}

/// Runs `duplicates`.
pub(crate) async fn list(context: &Context) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let listed = duplicates::list(&context.app, &rep).await?;
    if context.as_json {
        // Written as it is: as a tree it would take some times the memory of the pairs.
        let mut out = BufWriter::new(std::io::stdout());
        let done = serde_json::to_writer_pretty(&mut out, &listed).map_err(Into::into);
        return written(done.and_then(|()| writeln!(out)).and_then(|()| out.flush()));
    }
    let certain = listed.certain.iter().map(|(a, b)| (*a, *b, "certain".to_owned()));
    let possible = listed.possible.iter().map(|pair| (pair.a, pair.b, spoken(pair.why)));
    let pairs: Vec<(PersonId, PersonId, String)> = certain.chain(possible).collect();
    let persons: Vec<PersonId> = pairs.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    let names = people::names(&context.app, &rep, &persons).await?;
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let rows = pairs
        .iter()
        .map(|(a, b, why)| [name(a), a.to_string(), name(b), b.to_string(), why.clone()]);
    let text = if listed.certain.is_empty() && listed.possible.is_empty() {
        "no duplicates".to_owned()
    } else {
        table(["one", "id", "other", "id", "why"], rows)
    };
    Ok(Answer::told(text))
}

/// Runs `merge`.
pub(crate) async fn merge(context: &Context, args: MergeArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let merged = duplicates::merge(&context.app, &rep, args.kept, args.gone).await?;
    let mut text = format!("merged; `touchstone undo {}` parts them again", merged.merge);
    if merged.ended_cadence {
        text.push_str("; of two open cadences the one of the person who stays goes on");
    }
    Answer::done(&merged, text)
}

/// Undoes a merge.
pub(crate) async fn part(context: &Context, merge: MergeId) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let parted = duplicates::undo(&context.app, &rep, merge).await?;
    Answer::done(&parted, "parted again: every field, link and touch is back")
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::Store(error) => error.into(),
            MergeError::Find(error) => error.into(),
            MergeError::Cadence(error) => error.into(),
            MergeError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
            MergeError::OfAnother(_) => Self::refused("of_another", error.to_string()),
            MergeError::UnknownPage(_) => Self::usage("unknown_page", error.to_string()),
            MergeError::Same => Self::usage("same", error.to_string()),
            MergeError::Unknown => Self::usage("nothing_to_undo", error.to_string()),
            MergeError::UndoneAlready => Self::usage("undone_already", error.to_string()),
            MergeError::LaterMerge => Self::usage("later_merge", error.to_string()),
            MergeError::Unreadable(_) => Self::failed("unreadable", error.to_string()),
        }
    }
}
