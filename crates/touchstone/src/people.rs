//! `people` and `person`.

use app::people::list::{self, ListError, PersonShown, Way};
use clap::Args;
use domain::{ids::PersonId, people::PostalAddress};
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::Context,
};

/// How many people the table shows unless told otherwise; the JSON holds all.
const SHOWN: usize = 50;

/// `touchstone people`
#[derive(Debug, Args)]
pub(crate) struct PeopleArgs {
    /// Words that begin a word of theirs, and standing=, fit=, owner=, tag=, import=.
    filter: Vec<String>,
    /// How many at most.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// `touchstone person`
#[derive(Debug, Args)]
pub(crate) struct PersonArgs {
    /// Whom.
    id: PersonId,
}

/// Runs `people`.
pub(crate) async fn people(context: &Context, args: PeopleArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let filter = list::filter(&context.app, &rep, &args.filter).await?;
    let limit = args.limit.or((!context.as_json).then_some(SHOWN));
    let found = list::list(&context.app, &rep, &filter, limit).await?;
    let rows = found.iter().map(|person| {
        let first =
            |ways: &[Way]| ways.first().map(|way| way.text.clone()).unwrap_or_default();
        [
            person.id.to_string(),
            person.name.clone(),
            person.company.clone(),
            person.standing.clone(),
            first(&person.emails),
            first(&person.phones),
        ]
    });
    let text = if found.is_empty() {
        "nobody".to_owned()
    } else {
        table(["id", "name", "company", "standing", "e-mail", "phone"], rows)
    };
    Answer::done(&json!({ "people": found }), text)
}

/// Runs `person`.
pub(crate) async fn person(context: &Context, args: PersonArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let found = list::get(&context.app, &rep, args.id).await?;
    let text = table(["", ""], lines(&found));
    Answer::done(&found, text)
}

/// An address or number, and why it does not work when that is known.
fn way_line(way: &Way) -> String {
    match way.bad_why.as_str() {
        "" => way.text.clone(),
        why => format!("{} (does not work: {why})", way.text),
    }
}

/// A postal address on one line, without the parts that nobody gave.
fn address_line(address: &PostalAddress) -> String {
    let parts = [
        &address.number,
        &address.street,
        &address.line2,
        &address.postcode,
        &address.city,
        &address.state,
        &address.country,
    ];
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn lines(person: &PersonShown) -> Vec<[String; 2]> {
    let mut lines: Vec<[String; 2]> = Vec::new();
    let mut add = |what: &str, text: String| {
        if !text.is_empty() {
            lines.push([what.to_owned(), text]);
        }
    };
    add("id", person.id.to_string());
    add("name", person.name.clone());
    add("title", person.job_title.clone());
    add("company", person.company.clone());
    add("standing", person.standing.clone());
    add("fit", person.fit.clone());
    add("owner", person.owner.clone());
    add("state", person.merged_into.map(|into| format!("merged into {into}")).unwrap_or_default());
    for way in person.emails.iter().chain(&person.phones) {
        add(&way.label, way_line(way));
    }
    for profile in &person.profiles {
        add("profile", profile.clone());
    }
    for address in &person.addresses {
        add("address", address_line(address));
    }
    add("birthday", person.birthday.clone());
    add("tags", person.tags.join(", "));
    for id in &person.external_ids {
        add(&id.system, id.id.clone());
    }
    for (name, value) in &person.fields {
        add(name, value.clone());
    }
    for reason in &person.reasons {
        add("reason", reason.clone());
    }
    for bar in &person.suppressed {
        add("not by", format!("{} {} {}", bar.channel, bar.key, bar.why));
    }
    add("note", person.note.clone());
    add("source", person.source.clone());
    lines
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Store(error) => error.into(),
            ListError::UnknownFilter { .. } => Self::usage("unknown_filter", error.to_string()),
            ListError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
        }
    }
}
