//! `meeting`: set, held, missed, cancelled.

use app::meetings::{self, MeetingChangeError, MeetingShown, Told};
use clap::{Args, Subcommand};
use domain::{
    ids::{MeetingId, PersonId},
    meetings::MeetingState,
};
use jiff::tz::TimeZone;
use serde_json::json;

use crate::{
    answer::{Answer, Failure, table},
    context::{Context, read_instant},
};

/// `touchstone meeting …`
#[derive(Debug, Subcommand)]
pub(crate) enum MeetingCommand {
    /// Add a meeting with a person.
    Add {
        /// With whom.
        #[arg(long, value_name = "ID")]
        person: PersonId,
        #[command(flatten)]
        told: ToldArgs,
    },
    /// List what is ahead and what was lately, or all with one person.
    List {
        /// With whom.
        #[arg(long, value_name = "ID")]
        person: Option<PersonId>,
    },
    /// Change a meeting: its time, place or state. One that did not take place leaves a touch on the next working day.
    Set {
        /// Its id.
        meeting: MeetingId,
        #[command(flatten)]
        told: ToldArgs,
    },
}

/// What is told of a meeting.
#[derive(Debug, Args)]
pub(crate) struct ToldArgs {
    /// When it starts; left out: the time is to be agreed.
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    /// How long.
    #[arg(long, value_name = "M")]
    minutes: Option<u32>,
    /// Where.
    #[arg(long)]
    place: Option<String>,
    /// Where it stands.
    #[arg(long, value_name = "set|held|no_show|cancelled")]
    state: Option<MeetingState>,
}

impl ToldArgs {
    fn read(self, zone: &TimeZone) -> Result<Told, Failure> {
        let starts = self.at.map(|text| read_instant(&text, zone)).transpose()?;
        Ok(Told { starts, minutes: self.minutes, place: self.place, state: self.state })
    }
}

/// Runs `meeting`.
pub(crate) async fn run(context: &Context, command: MeetingCommand) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    match command {
        MeetingCommand::Add { person, told } => {
            let added = meetings::add(&context.app, &rep, person, told.read(&rep.zone)?).await?;
            let text = shown(&added, &rep.zone);
            Answer::done(&added, text)
        }
        MeetingCommand::Set { meeting, told } => {
            let changed = meetings::set(&context.app, &rep, meeting, told.read(&rep.zone)?).await?;
            let mut text = shown(&changed, &rep.zone);
            if changed.rebook.is_some() {
                text.push_str("\na touch to find a new time stands on the next working day");
            }
            Answer::done(&changed, text)
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

fn shown(meeting: &MeetingShown, zone: &TimeZone) -> String {
    let when = meeting.starts.map_or("time to be agreed".to_owned(), |at| {
        at.to_zoned(zone.clone()).strftime("%a %d %b %Y %H:%M").to_string()
    });
    let place =
        if meeting.place.is_empty() { String::new() } else { format!(", {}", meeting.place) };
    format!("{when}, {} minutes with {}{place}: {}", meeting.minutes, meeting.name, meeting.state)
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
            MeetingChangeError::State(_) => Self::usage("state", error.to_string()),
            MeetingChangeError::Minutes => Self::usage("minutes", error.to_string()),
        }
    }
}
