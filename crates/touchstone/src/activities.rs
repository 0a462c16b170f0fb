//! `log`, and taking an activity back.

use app::activities::{
    ActivityError, LogRequest, Logged,
    record::record,
    undo::{Undone, undo},
};
use clap::Args;
use domain::{
    activities::{Ask, Behaviour, Channel, record::Asked},
    cadences::advance::{Change, LogError, Prompt},
    ids::{ActivityId, PersonId, TouchId},
    words::UnknownWord,
};

use crate::{
    answer::{Answer, Failure, spoken},
    context::{Context, read_day, read_instant, read_named, read_person},
};

/// `touchstone log …`
#[derive(Debug, Args)]
pub(crate) struct LogArgs {
    /// With whom; left out for work that is with nobody.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: Option<PersonId>,
    /// What it led to: no_answer, voicemail, gatekeeper, call_back, not_now, meeting_set, not_interested, not_a_fit,
    /// wrong_or_left, do_not_contact, do_not_call, replied, out_of_office, bounced, or one of the team's own.
    #[arg(long, value_name = "NAME", required_unless_present = "behaviour")]
    outcome: Option<String>,
    /// What it counts as: calls, conversations, meeting_asks, referral_asks, referral_follow_ups, introduction_asks,
    /// first_emails, follow_up_emails, texts, social_touches, letters, walk_ins, events, videos, alliance_work, help_given.
    #[arg(long, value_name = "NAME")]
    behaviour: Option<Behaviour>,
    /// On which channel, when it is not the one planned.
    #[arg(long, value_name = "C")]
    channel: Option<Channel>,
    /// Minutes spent; the planned ones when left out.
    #[arg(long, value_name = "M", allow_negative_numbers = true)]
    minutes: Option<u32>,
    /// The time they named, for call_back, meeting_set and gatekeeper.
    #[arg(long, value_name = "INSTANT")]
    agreed: Option<String>,
    /// Not before this day, for not_now; the day they return, for out_of_office.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Why: needed for not_a_fit, kept with any outcome.
    #[arg(long)]
    why: Option<String>,
    /// What you want to remember of it.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Show the note to nobody but you.
    #[arg(long, requires = "note")]
    private: bool,
    /// What was asked for, when it is not what the outcome says.
    #[arg(long, value_name = "meeting|referral|introduction|nothing", value_parser = read_ask)]
    ask: Option<Asked>,
    /// The name of somebody they told you to talk to: a new lead, with a follow-up.
    #[arg(long, value_name = "NAME")]
    referral: Option<String>,
    /// The phone number of that somebody.
    #[arg(long, value_name = "NUMBER", requires = "referral")]
    phone: Option<String>,
    /// Which touch outside a cadence this was (an answer due, a call to find a time), when several are open; `person ID --json`
    /// shows their ids.
    #[arg(long, value_name = "ID")]
    touch: Option<TouchId>,
    /// For programs: an id for this record, so that sending it twice changes nothing.
    #[arg(long, value_name = "UUID")]
    id: Option<ActivityId>,
    /// When it happened; now when left out.
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
}

fn read_ask(told: &str) -> Result<Asked, UnknownWord> {
    if told == "nothing" { Ok(Asked::Nothing) } else { Ask::parse(told).map(Asked::For) }
}

/// Runs `log`.
pub(crate) async fn log(context: &Context, args: LogArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let instant =
        |text: Option<String>| text.map(|text| read_instant(&text, &rep.zone)).transpose();
    let id = args.id.unwrap_or_else(|| ActivityId(context.app.ids.next()));
    let request = LogRequest {
        person: args.person,
        outcome: args.outcome,
        behaviour: args.behaviour,
        channel: args.channel,
        minutes: args.minutes,
        agreed: args.agreed.map(|text| read_named(&text, &rep.zone)).transpose()?,
        until: args.until.as_deref().map(read_day).transpose()?,
        why: args.why,
        note: args.note,
        ask: args.ask.unwrap_or_default(),
        referral: args.referral,
        phone: args.phone,
        touch: args.touch,
        at: instant(args.at)?,
        is_private: args.private,
        is_own_only: false,
    };
    let logged = record(&context.app, &rep, id, request).await?;
    let text = told(&logged);
    Answer::done(&logged, text)
}

fn told(logged: &Logged) -> String {
    if !logged.is_new {
        return "already there, nothing changed".to_owned();
    }
    let mut lines = vec![match (logged.change, logged.next) {
        (_, Some(next)) => {
            let agreed = if next.agreed.is_some() { " (agreed)" } else { "" };
            format!(
                "filed; next: {} from {} to {}{agreed}",
                spoken(next.channel.as_str()),
                next.from,
                next.to
            )
        }
        (Change::Ended, None) => "filed; the cadence has ended".to_owned(),
        (Change::Paused, None) => match &logged.needs {
            Some(missing) => format!("filed; paused: {}", missing.told()),
            None => "filed; paused".to_owned(),
        },
        _ => "filed".to_owned(),
    }];
    if logged.meeting.is_some() {
        lines.push("the meeting is stored".to_owned());
    }
    lines.extend(
        logged
            .loose
            .iter()
            .map(|touch| (touch.kind.as_str().replace('_', " "), touch))
            .map(|(kind, touch)| format!("{kind}: from {} to {}", touch.from, touch.to)),
    );
    if !logged.displaced.is_empty() {
        lines.push("for it these would be late now:".to_owned());
        lines.extend(
            logged.displaced.iter().map(|late| format!("  {} touch {}", late.name, late.step)),
        );
    }
    if !logged.held.is_empty() {
        lines.push(held_told(logged.held.len()));
    }
    if logged.prompts.contains(&Prompt::WhoElse) {
        lines.push("Ask: who else should I talk to?".to_owned());
    }
    lines.join("\n")
}

/// That colleagues wait now, and for what.
pub(crate) fn held_told(n: usize) -> String {
    let wait = if n == 1 { "1 colleague waits".to_owned() } else { format!("{n} colleagues wait") };
    format!("{wait} until you say `touchstone go-on --person ID`")
}

/// Takes an activity back, the newest when none is named.
pub(crate) async fn take_back(
    context: &Context,
    id: Option<ActivityId>,
) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let undone: Undone = undo(&context.app, &rep, id).await?;
    let mut text = "taken back: the plan is as it was before".to_owned();
    if undone.suppression_stays {
        "taken back, but what forbids contact stays, and the cadence stays ended"
            .clone_into(&mut text);
    }
    Answer::done(&undone, text)
}

impl From<ActivityError> for Failure {
    fn from(error: ActivityError) -> Self {
        match error {
            ActivityError::Store(error) => error.into(),
            ActivityError::Merged(_) => Self::usage("merged_away", error.to_string()),
            ActivityError::Planning(error) => error.into(),
            ActivityError::Record(_) => Self::usage("record", error.to_string()),
            ActivityError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
            ActivityError::UnknownOutcome { .. } => {
                Self::usage("unknown_outcome", error.to_string())
            }
            ActivityError::UnknownTouch { .. } => Self::usage("unknown_touch", error.to_string()),
            ActivityError::Differs { .. } => Self::usage("differs", error.to_string()),
            ActivityError::OfAnother { .. } => Self::usage("of_another", error.to_string()),
            ActivityError::UnknownActivity => Self::usage("unknown_activity", error.to_string()),
            ActivityError::TooLong { .. } => Self::usage("too_long", error.to_string()),
            ActivityError::OutOfTime { .. } => Self::usage("out_of_time", error.to_string()),
            ActivityError::NothingToUndo => Self::usage("nothing_to_undo", error.to_string()),
            ActivityError::UndoneAlready { .. } => Self::usage("undone_already", error.to_string()),
            ActivityError::LaterWork => Self::usage("later_work", error.to_string()),
            ActivityError::Outcome(LogError::AtFuture { .. }) => {
                Self::usage("at_future", error.to_string())
            }
            ActivityError::Outcome(_) => Self::usage("outcome", error.to_string()),
        }
    }
}
