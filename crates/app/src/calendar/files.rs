//! Calendar files: the time that they say is taken.

use domain::{
    calendar::{
        RepCalendar,
        hours::Hours,
        ics::{self, BusyBlock, IcsProblem},
        local,
        spans::Span,
    },
    plan::days::HORIZON,
    words,
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use store::{calendar as rows, errors::StoreError};

use super::{CalendarChangeError, LOOK_BACK_DAYS, busy_row, hours, load};
use crate::{
    App,
    audit::Change,
    clock::{date_of, day_number, instant_of, micros},
    plan::{BreachShown, book::is_working, late_with},
    settings,
    workspaces::Member,
};

/// How many days beside those worked an .ics file is unrolled ahead: holidays and leave lie among them.
const ICS_SPARE_DAYS: i64 = 120;
/// The same as [`LOOK_BACK_DAYS`], in microseconds.
const LOOK_BACK_MICROS: i64 = LOOK_BACK_DAYS * 86_400_000_000;

words! {
    /// What of a calendar file was not understood.
    pub enum BusyProblemCode {
        /// A line that is no property.
        Line = "line",
        /// An event without a start that can be read: left out.
        NoStart = "no_start",
        /// An event that ends before it starts: left out.
        Backwards = "backwards",
        /// A time zone that is not known: read in one's own.
        Zone = "zone",
        /// A rule of repetition that cannot be followed: only its first time was read.
        Rule = "rule",
        /// An event that repeats too often: only its first time was read.
        TooOften = "too_often",
    }
}

/// Something in a calendar file that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct BusyProblem {
    /// What.
    pub code: BusyProblemCode,
    /// The event's name or else its identifier; of a line, its start.
    pub event: String,
    /// The zone that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The sentence.
    pub detail: String,
}

impl From<&IcsProblem> for BusyProblem {
    fn from(problem: &IcsProblem) -> Self {
        let (code, event, zone) = match problem {
            IcsProblem::Line { line } => (BusyProblemCode::Line, line, None),
            IcsProblem::NoStart { event } => (BusyProblemCode::NoStart, event, None),
            IcsProblem::Backwards { event } => (BusyProblemCode::Backwards, event, None),
            IcsProblem::Zone { event, zone } => (BusyProblemCode::Zone, event, Some(zone.clone())),
            IcsProblem::Rule { event, .. } => (BusyProblemCode::Rule, event, None),
            IcsProblem::TooOften { event } => (BusyProblemCode::TooOften, event, None),
        };
        Self { code, event: event.clone(), zone, detail: problem.to_string() }
    }
}

/// What the import of an .ics file did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct BusyImported {
    /// The calendar's name: importing one of the same name again replaces it.
    pub calendar: String,
    /// Blocks stored.
    pub blocks: usize,
    /// Blocks of the earlier import that were replaced.
    pub replaced: u64,
    /// The day up to which events that repeat were read: as far as planning reaches.
    pub until: Date,
    /// What could not be read, event by event.
    pub problems: Vec<BusyProblem>,
}

/// What a calendar file would take, before it counts.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct BusyPreview {
    /// The calendar's name: what is there of the same name would be replaced.
    pub calendar: String,
    /// Blocks that would be stored.
    pub blocks: usize,
    /// The working days of the next weeks of which it takes or gives minutes.
    pub days: Vec<DayTaken>,
    /// Touches that would be late with it and are not without.
    pub late: Vec<BreachShown>,
    /// What could not be read, event by event.
    pub problems: Vec<BusyProblem>,
}

/// A working day with a calendar file and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DayTaken {
    /// The day.
    pub on: Date,
    /// Its minutes as they are.
    pub now: i64,
    /// Its minutes with the file.
    pub then: i64,
}

/// How many days ahead a preview looks.
const PREVIEW_DAYS: usize = 84;

/// What an .ics file would take from the minutes of each day, and what would be late with it. Nothing is stored.
///
/// # Errors
/// [`CalendarChangeError::Ics`].
pub async fn preview_busy(
    app: &App,
    member: &Member,
    name: &str,
    bytes: &[u8],
) -> Result<BusyPreview, CalendarChangeError> {
    let (read, _) = read_file(app, member, bytes).await?;
    let (scope, id) = (member.scope, member.id);
    let blocks: Vec<Span> = read.blocks.iter().map(|block| block.span).collect();
    let today = app.clock.today(&member.zone);
    app.db
        .snapshot(scope, async |tx| {
            let settings = settings::read(tx, scope).await?;
            let now = load(tx, member, today, &settings).await?;
            let since = micros(local::start_of_day(&member.zone, today)) - LOOK_BACK_MICROS;
            let kept = rows::busy_from(tx, scope, id, since).await?.into_iter();
            let kept = kept.filter(|busy| busy.calendar != name);
            let kept =
                kept.filter_map(|busy| Span::new(instant_of(busy.from_at), instant_of(busy.to_at)));
            let busy: Vec<Span> = kept.chain(blocks.iter().copied()).collect();
            let then = RepCalendar { busy: busy.clone(), ..now.clone() };
            let days = today.series(1.day()).take(PREVIEW_DAYS);
            let days = days.filter(|day| is_working(&now, *day));
            let days = days.map(|on| DayTaken { on, now: now.minutes(on), then: then.minutes(on) });
            let days = days.filter(|day| day.now != day.then).collect();
            Ok(BusyPreview {
                calendar: name.to_owned(),
                blocks: blocks.len(),
                days,
                late: late_with(tx, app, member, busy).await?,
                problems: read.problems.iter().map(BusyProblem::from).collect(),
            })
        })
        .await
}

/// The blocks of a file as far as planning reaches, and that day.
async fn read_file(
    app: &App,
    member: &Member,
    bytes: &[u8],
) -> Result<(ics::BusyFile, Date), CalendarChangeError> {
    let today = app.clock.today(&member.zone);
    let day = |days: i64| local::start_of_day(&member.zone, date_of(day_number(today) + days));
    let n_days = days_planned(&hours(app, member).await?);
    let horizon = Span { from: day(-LOOK_BACK_DAYS), to: day(n_days) };
    let read = ics::busy_blocks(bytes, horizon, &member.zone)?;
    Ok((read, date_of(day_number(today) + n_days)))
}

/// Reads an .ics file as busy time; what an earlier file of the same name brought is replaced.
pub async fn import_busy(
    app: &App,
    member: &Member,
    name: &str,
    bytes: &[u8],
) -> Result<BusyImported, CalendarChangeError> {
    let (read, until) = read_file(app, member, bytes).await?;
    let blocks: Vec<rows::Busy> = read
        .blocks
        .iter()
        .map(|BusyBlock { uid, summary, span }| {
            let title = summary.as_deref().unwrap_or_default();
            busy_row(app, name, uid, title, span.from, span.to)
        })
        .collect();
    let (scope, id, n) = (member.scope, member.id, blocks.len());
    let calendar = name.to_owned();
    let (inner, by) = (app.clone(), member.clone());
    let replaced = app
        .db
        .transaction(scope, async move |tx| -> Result<u64, StoreError> {
            let replaced = rows::delete_busy_calendar(tx, scope, id, &calendar).await?;
            rows::insert_busy(tx, scope, id, &blocks).await?;
            let change = Change::new("imported", "busy", id.0).with("calendar", calendar.as_str());
            change.with("blocks", blocks.len()).by(tx, &inner, &by).await?;
            Ok(replaced)
        })
        .await?;
    Ok(BusyImported {
        calendar: name.to_owned(),
        blocks: n,
        replaced,
        until,
        problems: read.problems.iter().map(BusyProblem::from).collect(),
    })
}

/// How many days ahead planning reaches with these hours: 400 working days.
fn days_planned(hours: &Hours) -> i64 {
    let n_weekdays = hours.week().iter().filter(|minutes| **minutes > 0).count();
    let n_weekdays = i64::try_from(n_weekdays.max(1)).unwrap_or(1);
    let n_worked = i64::try_from(HORIZON).unwrap_or(i64::MAX);
    n_worked * 7 / n_weekdays + ICS_SPARE_DAYS
}
