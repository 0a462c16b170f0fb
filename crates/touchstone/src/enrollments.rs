//! `start`, `later`, `skip`, `stop`, `pause`, `resume`, `go-on` and `finish-rate`.

use std::collections::BTreeMap;

use app::{
    enrollments::{
        by_hand::{self, Changed, Hand, HandError},
        finish_rate,
        start::{self, StartAnswer, StartError, StartRequest, Whom},
    },
    people,
    workspaces::Member,
};
use clap::Args;
use domain::{
    ids::PersonId,
    plan::{Break, admit::Answer as Can, repairs::Repair},
    settings::CapUnit,
};
use serde_json::json;

use crate::{
    answer::{Answer, Exit, Failure, printable, spoken, table},
    calendar::{holidays_hint, with_hint},
    context::{Context, read_day, read_person},
};

/// How many of those who cannot be started are named; the JSON names all.
const SHOWN: usize = 20;

/// `touchstone start …`
#[derive(Debug, Args)]
pub(crate) struct StartArgs {
    /// Cadence to start them on.
    #[arg(long, value_name = "NAME")]
    cadence: String,
    /// Start the first N of the list who can be: leads before others, and among them fit yes, then the freshest reason, then who
    /// is known through somebody, then the order of the file.
    #[arg(
        long,
        value_name = "N",
        conflicts_with = "person",
        required_unless_present = "person",
        allow_negative_numbers = true
    )]
    count: Option<u32>,
    /// Start this person; may be given several times.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: Vec<PersonId>,
    /// First day on which the first touch may be; today when left out.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// On how many working days the first touches may be.
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true)]
    days: u16,
    /// Only say who could be started.
    #[arg(long)]
    dry_run: bool,
    /// Start also those who do not fit, and say why; it is kept and counted.
    #[arg(long, value_name = "WHY")]
    r#override: Option<String>,
}

/// `touchstone later …`
#[derive(Debug, Args)]
pub(crate) struct LaterArgs {
    /// Whose next touch is moved.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: PersonId,
    /// The day to move it to: 2026-11-23.
    #[arg(long, value_name = "DAY")]
    to: String,
    /// Why; needed when the day is after the touch's window.
    #[arg(long)]
    why: Option<String>,
}

/// `touchstone skip …` and `touchstone stop …`
#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    /// Whom it is about.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: PersonId,
    /// Why.
    #[arg(long)]
    why: String,
}

/// `touchstone resume …`
#[derive(Debug, Args)]
pub(crate) struct ResumeArgs {
    /// Who.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: PersonId,
    /// Take them up even where there is no room, and say why; it is kept and counted.
    #[arg(long, value_name = "WHY")]
    r#override: Option<String>,
}

/// `touchstone pause …` and `touchstone go-on …`
#[derive(Debug, Args)]
pub(crate) struct PersonArgs {
    /// Whom it is about.
    #[arg(value_parser = read_person, long, value_name = "ID")]
    person: PersonId,
}

/// Runs `start`: exit 0 for yes and some, 1 for no.
pub(crate) async fn start(context: &Context, args: StartArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let whom = match args.count {
        Some(n) => Whom::First(n),
        None => Whom::These(args.person),
    };
    let from = args.from.as_deref().map(read_day).transpose()?;
    let request = StartRequest {
        cadence: args.cadence,
        whom,
        from,
        days: args.days,
        override_why: args.r#override,
        dry_run: args.dry_run,
    };
    let hint = holidays_hint(context, &rep).await?;
    let answered = start::start(&context.app, &rep, request).await?;
    let is_refused = answered.answer == Can::No && answered.forced.is_empty();
    let exit = if is_refused { Exit::Refused } else { Exit::Done };
    let names = names_of(context, &rep, &answered.repairs).await?;
    let text = told(&answered, &names);
    let answer = serde_json::to_value(&answered)
        .map_err(|error| Failure::failed("not_printable", error.to_string()))?;
    let (answer, text) = with_hint(answer, text, hint);
    Answer::with(exit, &answer, text)
}

/// The answer in words: who is started, then why not more, and what would help.
fn told(answered: &StartAnswer, names: &BTreeMap<PersonId, String>) -> String {
    let mut lines = vec![verdict(answered)];
    if !answered.forced.is_empty() {
        lines.push(forced_told(answered));
    }
    if !answered.starts.is_empty() || !answered.forced.is_empty() {
        let rows = answered
            .starts
            .iter()
            .chain(&answered.forced)
            .map(|start| [start.on.to_string(), start.name.clone(), start.person.to_string()]);
        lines.push(table(["from", "name", "person"], rows));
    }
    if let Some(n) = answered.on_the_list {
        lines.push(match n {
            0 => "Nobody is on the list: leads who are free, and were not on a cadence before."
                .to_owned(),
            n => format!("The list has only {n}."),
        });
    }
    if let Some(broken) = &answered.breaks {
        let what =
            if answered.feasible { "One more breaks" } else { "What runs already does not fit" };
        lines.push(format!("{what} {}.", break_told(broken, answered.breaks_in)));
    }
    for repair in &answered.repairs {
        lines.push(format!("  {}", repair_told(repair, names)));
    }
    lines.extend(not_able_told(answered));
    if let Some(o) = answered.otherwise.as_ref().filter(|o| o.minutes_needed > 0) {
        let so = if answered.forced.is_empty() {
            "Starting all of them anyway"
        } else {
            "What comes of it"
        };
        lines.push(format!(
            "{so}: {} minutes needed, {} there; {} touches late{}; by the day the last follow-up is due {} had no second touch, and {} the full cadence.",
            o.minutes_needed,
            o.minutes_there,
            o.late,
            o.first_late.map(|day| format!(", the first on {day}")).unwrap_or_default(),
            o.never_second_touch,
            o.full_cadence,
        ));
    }
    if let Some(left) = answered.left_on_the_list.filter(|left| *left > 0) {
        lines.push(format!("{left} more are on the list."));
    }
    lines.join("\n")
}

/// How many are started because the plan has room for them.
fn verdict(answered: &StartAnswer) -> String {
    let verb = if answered.dry_run { "can be started" } else { "started" };
    match answered.answer {
        Can::Yes => format!("Yes: all {} {verb}, every follow-up fits the calendar.", answered.fit),
        Can::Some => format!(
            "{} of {} {verb}: every follow-up of these fits the calendar.",
            answered.fit, answered.asked
        ),
        Can::No if !answered.feasible => {
            "What is started already cannot be finished: nobody more fits until that is mended."
                .to_owned()
        }
        Can::No if answered.forced.is_empty() => {
            format!("No: none of {} {verb}.", answered.asked)
        }
        Can::No => format!("None of {} fits the calendar.", answered.asked),
    }
}

/// How many are started although the plan has no room for them.
fn forced_told(answered: &StartAnswer) -> String {
    let n = answered.forced.len();
    if answered.dry_run {
        format!("{n} would be started against the plan.")
    } else {
        format!("{n} started against the plan: it is kept with your why, and counted.")
    }
}

/// Who cannot be started whatever the calendar says, by name, and what would help them.
fn not_able_told(answered: &StartAnswer) -> Vec<String> {
    let mut lines: Vec<String> = answered
        .not_able
        .iter()
        .take(SHOWN)
        .map(|person| {
            let name = match person.name.as_str() {
                "" => person.person.to_string(),
                name => printable(name),
            };
            format!("Not able: {name}: {}.", person.told)
        })
        .collect();
    let n_more = answered.not_able.len().saturating_sub(SHOWN);
    if n_more > 0 {
        lines.push(format!("Not able: {n_more} more."));
    }
    lines.extend(answered.lacks.iter().map(|lack| format!("  {lack}")));
    lines
}

/// The first days that cannot hold what is asked of them, and by how much.
fn break_told(broken: &Break, unit: CapUnit) -> String {
    let over = broken.minutes_over;
    let of = match broken.channel.as_str() {
        "total" => "minutes".to_owned(),
        channel => format!("{unit} of {}", spoken(channel)),
    };
    let days = if broken.from == broken.to {
        broken.from.to_string()
    } else {
        format!("{} to {}", broken.from, broken.to)
    };
    format!("{days}: {over} {of} over")
}

/// A repair in words, with how many fit then.
pub(crate) fn repair_told(repair: &Repair<PersonId>, names: &BTreeMap<PersonId, String>) -> String {
    match repair {
        Repair::Fewer { fit } => format!("fewer: only the {fit} named above fit"),
        Repair::Later { from, fit } => format!("later: from {from} on all {fit} fit"),
        Repair::Spread { start_days, fit } => {
            format!("spread: over {start_days} working days all {fit} fit")
        }
        Repair::Shorter { steps, fit } => {
            format!("shorter: with the first {steps} touches all {fit} fit")
        }
        Repair::Wider { days, fit } => {
            format!("wider: with windows {days} days longer all {fit} fit")
        }
        Repair::Minutes { on, channel, minutes, fit } => {
            let then =
                if *fit == 0 { "all that runs fits".to_owned() } else { format!("{fit} fit") };
            match channel.as_str() {
                "total" => format!(
                    "minutes: {minutes} more on {on}, then {then} (`touchstone hours {on} FROM-TO` sets the hours of that day alone)"
                ),
                channel => format!(
                    "minutes: {minutes} more for {} on {on}, then {then} (`touchstone settings cap_{channel}=…` raises the cap of every day)",
                    spoken(channel)
                ),
            }
        }
        Repair::Pause { persons, .. } => {
            let told = |person: &PersonId| match names.get(person).map(String::as_str) {
                None | Some("") => person.to_string(),
                Some(name) => format!("{} ({person})", printable(name)),
            };
            format!("pause: {}", persons.iter().map(told).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The names of those whom repairs would pause.
pub(crate) async fn names_of(
    context: &Context,
    rep: &Member,
    repairs: &[Repair<PersonId>],
) -> Result<BTreeMap<PersonId, String>, Failure> {
    let of = |repair: &Repair<PersonId>| match repair {
        Repair::Pause { persons, .. } => persons.clone(),
        _ => Vec::new(),
    };
    let persons: Vec<PersonId> = repairs.iter().flat_map(of).collect();
    Ok(people::names(&context.app, rep, &persons).await?)
}

/// Runs `later`.
pub(crate) async fn later(context: &Context, args: LaterArgs) -> Result<Answer, Failure> {
    let to = read_day(&args.to)?;
    by_hand(context, args.person, Hand::Later { to, why: args.why }, "moved").await
}

/// Runs `skip`.
pub(crate) async fn skip(context: &Context, args: WhyArgs) -> Result<Answer, Failure> {
    by_hand(context, args.person, Hand::Skip { why: args.why }, "skipped").await
}

/// Runs `stop`.
pub(crate) async fn stop(context: &Context, args: WhyArgs) -> Result<Answer, Failure> {
    by_hand(context, args.person, Hand::Stop { why: args.why }, "stopped").await
}

/// Runs `pause`.
pub(crate) async fn pause(context: &Context, args: PersonArgs) -> Result<Answer, Failure> {
    by_hand(context, args.person, Hand::Pause, "paused, its room is free").await
}

/// Runs `resume`.
pub(crate) async fn resume(context: &Context, args: ResumeArgs) -> Result<Answer, Failure> {
    let hand = Hand::Resume { override_why: args.r#override };
    by_hand(context, args.person, hand, "taken up again").await
}

async fn by_hand(
    context: &Context,
    person: PersonId,
    hand: Hand,
    done: &str,
) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let changed: Changed = by_hand::change(&context.app, &rep, person, hand).await?;
    let mut lines = vec![match changed.next {
        Some(next) => format!(
            "{done}; next: {} from {} to {}",
            spoken(next.channel.as_str()),
            next.from,
            next.to
        ),
        None => done.to_owned(),
    }];
    if changed.is_beyond {
        lines.push(format!("beyond its window: {} touches would be late now", changed.late.len()));
        lines
            .extend(changed.late.iter().map(|late| format!("  {} touch {}", late.name, late.step)));
    }
    Answer::done(&changed, lines.join("\n"))
}

/// Runs `go-on`.
pub(crate) async fn go_on(context: &Context, args: PersonArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let n = by_hand::go_on(&context.app, &rep, args.person).await?;
    let text =
        if n == 1 { "1 colleague goes on".to_owned() } else { format!("{n} colleagues go on") };
    Answer::done(&json!({ "go_on": n }), text)
}

/// Runs `finish-rate`.
pub(crate) async fn finish_rate(context: &Context) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let found = finish_rate::of_member(&context.app, &rep).await?;
    let mut lines = vec![match found.percent {
        Some(percent) => {
            format!("{percent:.0}% finished: {} of {}", found.rate.finished, found.rate.of)
        }
        None => "nothing has ended yet".to_owned(),
    }];
    lines.push(format!("{} still open", found.rate.open));
    lines.extend(
        found
            .rate
            .causes
            .iter()
            .map(|(cause, n)| format!("{n} not finished: {}", spoken(cause.as_str()))),
    );
    if found.touches > 0 {
        lines.push(format!("{} of {} touches on time", found.on_time, found.touches));
    }
    if found.overrides > 0 {
        lines.push(format!("{} started against the plan", found.overrides));
    }
    Answer::done(&found, lines.join("\n"))
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Store(error) => error.into(),
            StartError::Merged(_) => Self::usage("merged_away", error.to_string()),
            StartError::Planning(error) => error.into(),
            StartError::UnknownCadence { .. } => Self::usage("unknown_cadence", error.to_string()),
            StartError::RetiredCadence { .. } => Self::failed("retired_cadence", error.to_string()),
            StartError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
            StartError::FromPast { .. } => Self::usage("from_past", error.to_string()),
            StartError::WhyTooLong => Self::usage("too_long", error.to_string()),
            StartError::WhyMissing => Self::usage("why_missing", error.to_string()),
            StartError::OutOfBounds { .. } => Self::usage("out_of_bounds", error.to_string()),
        }
    }
}

impl From<HandError> for Failure {
    fn from(error: HandError) -> Self {
        match error {
            HandError::Store(error) => error.into(),
            HandError::Merged(_) => Self::usage("merged_away", error.to_string()),
            HandError::Planning(error) => error.into(),
            HandError::NoRoom { .. } => Self::refused("no_room", error.to_string()),
            HandError::OfAnother { .. } => Self::usage("of_another", error.to_string()),
            HandError::UnknownEnrollment => Self::usage("unknown_enrollment", error.to_string()),
            HandError::TooFar { .. } => Self::usage("too_far", error.to_string()),
            HandError::WhyTooLong => Self::usage("too_long", error.to_string()),
            HandError::NotStarted { .. } => Self::usage("not_started", error.to_string()),
            HandError::UnknownPerson { .. } => Self::usage("unknown_person", error.to_string()),
            HandError::NotHeld { .. } => Self::usage("not_held", error.to_string()),
            HandError::Rules(_) => Self::usage("not_possible", error.to_string()),
            HandError::NothingToUndo => Self::usage("nothing_to_undo", error.to_string()),
            HandError::LaterWork => Self::refused("later_work", error.to_string()),
            HandError::Blocked => Self::refused("blocked_company", error.to_string()),
            HandError::Changed => Self::failed("changed", error.to_string()),
        }
    }
}
