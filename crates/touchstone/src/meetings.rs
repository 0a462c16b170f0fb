//! `meeting`: set, held, missed, cancelled.

use app::meetings::{self, MeetingChangeError, MeetingShown, Told};
use clap::Subcommand;
use domain::{
    ids::{MeetingId, PersonId},
    meetings::MeetingState,
};
use jiff::tz::TimeZone;
use serde_json::json;

use crate::{
    activities::held_told,
    answer::{Answer, Failure, spoken, table},
    context::{Context, read_named, read_person},
};

/// `touchstone meeting …`
#[derive(Debug, Subcommand)]
pub(crate) enum MeetingCommand {
    /// Add a meeting with a person: their cadence ends, and colleagues at the same company wait until you say go-on.
    Add {
        /// With whom.
        #[arg(value_parser = read_person, long, value_name = "ID")]
        person: PersonId,
        /// When it starts; left out: the time is to be agreed, and a touch to find it stands on the next working day.
        #[arg(long, value_name = "INSTANT")]
        at: Option<String>,
        /// How many minutes it takes; what the setting meeting_minutes says when left out.
        #[arg(long, value_name = "M", allow_negative_numbers = true)]
        minutes: Option<u32>,
        /// Where.
        #[arg(long)]
        place: Option<String>,
        /// What became of it; set when left out.
        #[arg(long, value_name = "set|held|no_show|cancelled")]
        state: Option<MeetingState>,
    },
    /// List the meetings ahead and those of the last seven days, or all with one person.
    List {
        /// Only those with this person.
        #[arg(value_parser = read_person, long, value_name = "ID")]
        person: Option<PersonId>,
    },
    /// Change a meeting: what is left out stays as it is. One that did not take place leaves a touch to find a new time.
    Set {
        /// Its id, as `meeting list` shows it.
        meeting: MeetingId,
        /// When it starts now.
        #[arg(long, value_name = "INSTANT")]
        at: Option<String>,
        /// How many minutes it takes now.
        #[arg(long, value_name = "M", allow_negative_numbers = true)]
        minutes: Option<u32>,
        /// Where it is now.
        #[arg(long)]
        place: Option<String>,
        /// What became of it.
        #[arg(long, value_name = "set|held|no_show|cancelled")]
        state: Option<MeetingState>,
    },
}

/// Runs `meeting`.
pub(crate) async fn run(context: &Context, command: MeetingCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let instant = |text: Option<String>| text.map(|text| read_named(&text, &rep.zone)).transpose();
    match command {
        MeetingCommand::Add { person, at, minutes, place, state } => {
            let told = Told { starts: instant(at)?, minutes, place, state };
            let added = meetings::add(&context.app, &rep, person, told).await?;
            Answer::done(&added, changed_told(&added, &rep.zone))
        }
        MeetingCommand::Set { meeting, at, minutes, place, state } => {
            let told = Told { starts: instant(at)?, minutes, place, state };
            let changed = meetings::set(&context.app, &rep, meeting, told).await?;
            Answer::done(&changed, changed_told(&changed, &rep.zone))
        }
        MeetingCommand::List { person } => {
            let found = meetings::list(&context.app, &rep, person).await?;
            let rows =
                found.iter().map(|meeting| [meeting.id.to_string(), shown(meeting, &rep.zone)]);
            let text = if found.is_empty() {
                "no meetings".to_owned()
            } else {
                table(["id", "meeting"], rows)
            };
            Answer::done(&json!({ "meetings": found }), text)
        }
    }
}

/// A meeting, and what came of it beside.
fn changed_told(meeting: &MeetingShown, zone: &TimeZone) -> String {
    let mut lines = vec![shown(meeting, zone)];
    if meeting.ended_cadence {
        lines.push("the cadence has ended".to_owned());
    }
    if meeting.rebook.is_some() {
        lines.push("a touch to find a time stands on the next working day".to_owned());
    }
    if !meeting.held.is_empty() {
        lines.push(held_told(meeting.held.len()));
    }
    lines.join("\n")
}

fn shown(meeting: &MeetingShown, zone: &TimeZone) -> String {
    let when = meeting.starts.map_or("time to be agreed".to_owned(), |at| {
        at.to_zoned(zone.clone()).strftime("%a %d %b %Y %H:%M").to_string()
    });
    let place =
        if meeting.place.is_empty() { String::new() } else { format!(", {}", meeting.place) };
    format!(
        "{when}, {} minutes with {}{place}: {}",
        meeting.minutes,
        meeting.name,
        spoken(meeting.state.as_str())
    )
}

impl From<MeetingChangeError> for Failure {
    fn from(error: MeetingChangeError) -> Self {
        match error {
            MeetingChangeError::Store(error) => error.into(),
            MeetingChangeError::Planning(error) => error.into(),
            MeetingChangeError::UnknownPerson { .. } => {
                Self::usage("unknown_person", error.to_string())
            }
            MeetingChangeError::Unknown { .. } => Self::usage("unknown_meeting", error.to_string()),
            MeetingChangeError::OfAnother(_) => Self::refused("of_another", error.to_string()),
            MeetingChangeError::State(_) => Self::usage("state", error.to_string()),
            MeetingChangeError::PlaceTooLong => Self::usage("place_too_long", error.to_string()),
            MeetingChangeError::Changed => Self::failed("changed", error.to_string()),
            MeetingChangeError::Minutes => Self::usage("minutes", error.to_string()),
        }
    }
}
