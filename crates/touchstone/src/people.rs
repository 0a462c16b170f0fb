//! `people` and `person`.

use std::io::BufWriter;

use app::people::{
    list::{self, ListError, PersonShown, Way},
    timeline::{self, ActivityShown, EnrollmentShown, Timeline},
};
use app::{activities::NextShown, workspaces::Member};
use clap::Args;
use domain::{ids::PersonId, people::PostalAddress};
use jiff::Timestamp;
use serde::Serialize;
use store::people::Filter;

use crate::{
    answer::{Answer, Failure, Listing, printable, spoken, table, written},
    context::{Context, read_person},
};

/// How many people the table shows unless told otherwise; the JSON holds all.
const SHOWN: usize = 50;

/// `touchstone people`
#[derive(Debug, Args)]
pub(crate) struct PeopleArgs {
    /// Beginnings of names, companies or e-mail addresses, and what narrows them: standing=lead, fit=yes, owner=NAME, tag=TAG,
    /// import=ID.
    filter: Vec<String>,
    /// How many at most; 50 in a table and all in JSON when left out.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// `touchstone person`
#[derive(Debug, Args)]
pub(crate) struct PersonArgs {
    /// Their id, as `people` and `today` show it.
    #[arg(value_parser = read_person)]
    id: PersonId,
}

/// All that is known of a person.
#[derive(Serialize)]
struct Known {
    #[serde(flatten)]
    person: PersonShown,
    #[serde(flatten)]
    timeline: Timeline,
}

/// Runs `people`.
pub(crate) async fn people(context: &Context, args: PeopleArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let filter = list::filter(&context.app, &rep, &args.filter).await?;
    if context.as_json {
        return write_all(context, &rep, &filter, args.limit).await;
    }
    let limit = args.limit.unwrap_or(SHOWN);
    let found = list::list(&context.app, &rep, &filter, Some(limit)).await?;
    let rows = found.iter().map(|person| {
        let first = |ways: &[Way]| ways.first().map(|way| way.text.clone()).unwrap_or_default();
        [
            person.id.to_string(),
            person.name.clone(),
            person.company.clone(),
            spoken(&person.standing),
            first(&person.emails),
            first(&person.phones),
        ]
    });
    let text = if found.is_empty() {
        "nobody".to_owned()
    } else {
        table(["id", "name", "company", "standing", "e-mail", "phone"], rows)
    };
    Ok(Answer::told(text))
}

/// Writes everybody under a filter, a page of them in memory at a time.
async fn write_all(
    context: &Context,
    rep: &Member,
    filter: &Filter,
    limit: Option<usize>,
) -> Result<Answer, Failure> {
    let (mut some, mut last) = list::page(&context.app, rep, filter, None).await?;
    let out = BufWriter::new(std::io::stdout());
    let mut left = limit.unwrap_or(usize::MAX);
    let mut listing = match Listing::open(out, "people") {
        Ok(listing) => listing,
        Err(error) => return written(Err(error)),
    };
    while last.is_some() && left > 0 {
        some.truncate(left);
        left -= some.len();
        if let Err(error) = some.iter().try_for_each(|person| listing.add(person)) {
            return written(Err(error));
        }
        if left > 0 {
            (some, last) = list::page(&context.app, rep, filter, last).await?;
        }
    }
    written(listing.close())
}

/// Runs `person`.
pub(crate) async fn person(context: &Context, args: PersonArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let found = list::get(&context.app, &rep, args.id).await?;
    let timeline = timeline::of_person(&context.app, &rep, args.id).await?;
    let text = [table(["", ""], lines(&found)), told(&timeline, &rep)].join("\n");
    Answer::done(&Known { person: found, timeline }, text)
}

/// What comes next and what happened, as lines.
fn told(timeline: &Timeline, rep: &Member) -> String {
    let clock =
        |at: Timestamp| at.to_zoned(rep.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let mut lines: Vec<String> = timeline.enrollments.iter().map(enrollment_line).collect();
    lines.extend(timeline.open.iter().map(|touch| {
        format!("{}: from {} to {}", touch.kind.as_str().replace('_', " "), touch.from, touch.to)
    }));
    lines.extend(timeline.meetings.iter().map(|meeting| {
        let when = meeting.starts.map_or_else(|| "time to be agreed".to_owned(), clock);
        let state = spoken(meeting.state.as_str());
        format!("meeting {state}: {when}, {} minutes", meeting.minutes)
    }));
    lines.extend(timeline.changes.iter().map(|change| {
        let step = change.step.map_or_else(String::new, |step| {
            format!(" touch {step} ({})", spoken(&change.channel))
        });
        let why = match change.why.as_str() {
            "" => String::new(),
            why => format!(": {}", printable(why)),
        };
        format!("{} {} {}{step}{why}", clock(change.at), change.rep, spoken(&change.action))
    }));
    if lines.is_empty() && timeline.activities.is_empty() {
        return "Nothing was done yet, and nothing is planned.".to_owned();
    }
    if !timeline.activities.is_empty() {
        let row = |done: &ActivityShown| {
            let outcome = if done.outcome.is_empty() { &done.behaviour } else { &done.outcome };
            let minutes = format!("{} min", done.minutes);
            [clock(done.at), spoken(&done.channel), spoken(outcome), minutes, remark(done)]
        };
        lines.push(table(["when", "how", "what", "", "note"], timeline.activities.iter().map(row)));
    }
    lines.join("\n")
}

fn remark(done: &ActivityShown) -> String {
    let parts = [done.why.as_str(), done.note.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn enrollment_line(enrollment: &EnrollmentShown) -> String {
    let EnrollmentShown { cadence, state, started, touches, .. } = enrollment;
    let next = enrollment.next.map_or_else(String::new, |next| {
        let NextShown { step, channel, from, to, .. } = next;
        let channel = spoken(channel.as_str());
        format!(", next {channel} {step}/{touches} from {from} to {to}")
    });
    let why = [&enrollment.waits_why, &enrollment.end_why].map(|why| match why.as_str() {
        "" => String::new(),
        why => format!(" ({})", spoken(why)),
    });
    let words = [&enrollment.end_note, &enrollment.override_why].map(|why| match why.as_str() {
        "" => String::new(),
        why => format!(", \u{201c}{}\u{201d}", printable(why)),
    });
    let [why, words] = [why.concat(), words.concat()];
    format!("{cadence}, started {started}: {state}{next}{why}{words}")
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
    add("standing", spoken(&person.standing));
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
        let parts = [spoken(&bar.channel), bar.key.clone(), bar.why.clone()];
        let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        add("not by", format!("{} (since {})", told.join(" "), bar.on));
    }
    add("note", person.note.clone());
    add("source", person.source.clone());
    lines
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Store(error) => error.into(),
            ListError::UnknownFilter { .. } | ListError::UnknownWord(_) => {
                Self::usage("unknown_filter", error.to_string())
            }
            ListError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
            ListError::UnknownCompany { .. } => Self::usage("unknown_company", error.to_string()),
            ListError::UnknownImport { .. } => Self::usage("unknown_import", error.to_string()),
            ListError::UnknownPage(_) => Self::usage("unknown_page", error.to_string()),
        }
    }
}
