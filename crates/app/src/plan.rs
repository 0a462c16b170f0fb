//! The plan of a rep: whom to contact today and in which order, and the weeks ahead.

pub mod book;
pub mod closing;
mod today;
mod weeks;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Channel,
    cadences::ability::Missing,
    calendar::spans::Span,
    ids::{EnrollmentId, MemberId, PersonId, TouchId},
    people::{Fit, Standing},
    plan::{
        Break, Candidate, Request,
        morning::{Breach, DayPlan, Morning, morning},
        repairs::Repair,
        spent::{LOOK_BACK, Spent, spent},
    },
    settings::Settings,
    touches::LooseKind,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::Serialize;
use store::{errors::StoreError, transaction::Tx};

use crate::{
    App, cadences,
    calendar::covers::{self, Days},
    clock::{date_of, day_number},
    people::{self, eligibility, reach, timeline::ActivityShown},
    plan::book::{Book, Item, PlanningError},
    settings,
    workspaces::Member,
};

pub use weeks::{Weeks, weeks};

/// How many of the next people on the list the morning looks at to say whom one can start.
const LOOK_AHEAD: i64 = 200;

/// Whom to contact today, in order.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Today {
    /// The working day it is about: today, or the next one.
    pub on: Date,
    /// Planned minutes of the day.
    pub hours: i64,
    /// Minutes done today on reserved work and those planned, rounded up.
    pub promised: i64,
    /// Hours less what is promised.
    pub room: i64,
    /// Whether everything that runs can be finished in its windows.
    pub feasible: bool,
    /// The touches of the day, in order.
    pub touches: Vec<TodayShown>,
    /// Touches that wait because something happened with a colleague; `go-on` lets them go on.
    pub held: Vec<TodayShown>,
    /// What would be late, announced before it happens.
    pub would_be_late: Vec<BreachShown>,
    /// The first interval that breaks.
    pub breaks: Option<Break>,
    /// Who can be started today on the usual cadence.
    pub can_start: Vec<PersonId>,
    /// The usual cadence.
    pub cadence: String,
    /// Who waits over an absence of more than two weeks.
    pub hand_over: Vec<PersonId>,
    /// "You planned 90, you do 61": said while something is late or would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spent: Option<Spent>,
    /// No hours are set, so nothing is planned.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_hours: bool,
}

/// One touch of today.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TodayShown {
    /// Who.
    pub person: PersonId,
    /// Whose work it is, when it is not that of the rep whose day this is: they cover for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covered_for: Option<CoveredFor>,
    /// Their name.
    pub name: String,
    /// Their job title; empty when it is not known.
    pub title: String,
    /// Where they work; empty when that is not known.
    pub company: String,
    /// Their standing.
    pub standing: Standing,
    /// Whether they could and would buy.
    pub fit: Fit,
    /// The numbers that may be called, the first to use first.
    pub numbers: Vec<String>,
    /// The addresses that may be written to, likewise.
    pub emails: Vec<String>,
    /// Their profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The time zones they may be in, by IANA name: one, when it is known where they are.
    pub zones: Vec<String>,
    /// Until when they may be called, when they may be now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callable_until: Option<Timestamp>,
    /// What was done with them, the newest first; the newest few.
    pub history: Vec<ActivityShown>,
    /// The cadence; empty for a loose touch.
    pub cadence: String,
    /// The enrollment; none for a loose touch.
    pub enrollment: Option<EnrollmentId>,
    /// The loose touch; none for one of an enrollment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touch: Option<TouchId>,
    /// What a loose touch is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<LooseKind>,
    /// Which step, from 1.
    pub step: u8,
    /// How many steps there are.
    pub of: usize,
    /// How.
    pub channel: Channel,
    /// Planned minutes.
    pub minutes: i64,
    /// First day of the window.
    pub from: Option<Date>,
    /// Last day of the window.
    pub to: Option<Date>,
    /// Working days since the last day of the window.
    pub late: i32,
    /// The time they named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Timestamp>,
    /// The reason for the call.
    pub reason: Option<String>,
    /// The number or address to use; of a letter or a visit the postal address on one line.
    pub way: Option<String>,
    /// What is missing, when it cannot be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Whether they may not be called now, but later today (or another day).
    pub later_today: bool,
    /// When they may be called next, while that is not now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callable_from: Option<Timestamp>,
    /// What to say or write, filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<cadences::Filled>,
}

/// The rep whose touch a colleague does while they are away.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CoveredFor {
    /// Their id.
    pub member: MemberId,
    /// Their name.
    pub name: String,
}

/// A touch that the plan cannot bring in its window.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct BreachShown {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Which step, from 1.
    pub step: u8,
    /// Last day of its window.
    pub to: Option<Date>,
    /// The day it is planned on.
    pub planned: Option<Date>,
}

/// Whether nothing waits that would need hours.
fn nothing_runs(book: &Book) -> bool {
    book.running.is_empty() && book.loose.is_empty()
}

/// One working day ahead.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DayShown {
    /// The date.
    pub on: Date,
    /// Planned minutes.
    pub hours: i64,
    /// Minutes promised.
    pub promised: i64,
    /// Hours less what is promised.
    pub room: i64,
}

/// The most weeks that a plan shows.
pub const MOST_WEEKS: u8 = 52;

/// The morning's list of a rep, as of now.
pub async fn today(app: &App, member: &Member) -> Result<Today, PlanningError> {
    app.db.snapshot(member.scope, async |tx| read_today(tx, app, (member, member), &[]).await).await
}

/// The morning's list of a rep as somebody else sees it. For who covers for them, the days covered are days of work also where
/// the rep is on leave: what would be due is there to be done.
pub async fn today_of(app: &App, reader: &Member, member: &Member) -> Result<Today, PlanningError> {
    app.db.snapshot(member.scope, async |tx| list_of(tx, app, reader, member).await).await
}

/// Of today's touches those that fit into so many minutes that are free now, the most pressing first: nobody who may not be
/// called yet, and no time that was agreed for later.
pub async fn free_now(
    app: &App,
    reader: &Member,
    member: &Member,
    minutes: u16,
) -> Result<Today, PlanningError> {
    let mut today = today_of(app, reader, member).await?;
    let is_today = today.on == app.clock.today(&member.zone);
    let until = app.clock.now() + SignedDuration::from_mins(minutes.into());
    let mut left = if is_today { i64::from(minutes) } else { 0 };
    today.touches.retain(|touch| {
        let is_early = touch.agreed.is_some_and(|agreed| agreed > until);
        let fits = !touch.later_today && touch.missing.is_none() && !is_early;
        let fits = fits && touch.minutes <= left;
        left -= if fits { touch.minutes } else { 0 };
        fits
    });
    Ok(today)
}

/// The list of a day inside a transaction. In one's own stand the touches of those for whom one covers, each marked.
pub(crate) async fn list_of(
    tx: &mut Tx,
    app: &App,
    reader: &Member,
    member: &Member,
) -> Result<Today, PlanningError> {
    let covered = covers::covered_by(tx, app, reader, member).await?;
    let mut today = read_today(tx, app, (reader, member), &covered).await?;
    if reader.id != member.id {
        return Ok(today);
    }
    let on = app.clock.today(&member.zone);
    for rep in covers::covered_today(tx, app, member).await? {
        let covered = covers::covered_by(tx, app, member, &rep).await?;
        let theirs = read_today(tx, app, (member, &rep), &covered).await?;
        let theirs = theirs.touches.into_iter().filter(|_| theirs.on == on);
        let covered_for = Some(CoveredFor { member: rep.id, name: rep.name.clone() });
        today
            .touches
            .extend(theirs.map(|touch| TodayShown { covered_for: covered_for.clone(), ..touch }));
    }
    // Each rep's own order holds among touches of the same last day.
    let now_on = |agreed: Option<Timestamp>| {
        agreed.filter(|agreed| agreed.to_zoned(member.zone.clone()).date() <= on)
    };
    today.touches.sort_by_key(|touch| {
        let agreed = now_on(touch.agreed);
        (agreed.is_none(), agreed, touch.to.map(|to| to.max(on)))
    });
    Ok(today)
}

async fn read_today(
    tx: &mut Tx,
    app: &App,
    (reader, member): (&Member, &Member),
    covered: &[Days],
) -> Result<Today, PlanningError> {
    let settings = settings::read(tx, member.scope).await?;
    let mut book = Book::read(tx, app, member, &settings).await?;
    book.calendar.leave = covers::leave_without(book.calendar.leave, covered);
    let cadence = cadences::USUAL.to_owned();
    let reached =
        reach::of(tx, member, &settings, (&book.calendar, book.today), &people_in(&book)).await?;
    let request = candidates(tx, member, &settings, &book, &cadence).await?;
    let planned = match morning_of(&book, &request, 1) {
        Err(PlanningError::NoHours) => return Ok(without_hours(&book, cadence)),
        planned => planned?,
    };
    let due = planned.today.iter().filter_map(|touch| person_of(touch.person, &book));
    let due: Vec<PersonId> = due.collect::<BTreeSet<_>>().into_iter().collect();
    let showing = today::Showing {
        app,
        member,
        settings: &settings,
        book: &book,
        on: planned.on,
        reached: &reached,
        freshest: today::freshest_reasons(tx, member).await?,
        contacts: today::Contacts::of(tx, reader, &due).await?,
    };
    let names: BTreeMap<PersonId, String> =
        reached.iter().map(|(person, reached)| (*person, reached.name.clone())).collect();
    let day = planned.days.first().map(|day| shown_day(day, &book));
    let (mut touches, mut held) = (Vec::new(), Vec::new());
    for touch in &planned.today {
        let Some((shown, key, is_held)) = showing.touch(touch) else { continue };
        if is_held { held.push(shown) } else { touches.push((key, shown)) }
    }
    touches.sort_by_key(|(key, _)| *key);
    let is_late = !planned.feasible || touches.iter().any(|(_, touch)| touch.late > 0);
    Ok(Today {
        on: planned.on,
        hours: day.as_ref().map_or(0, |day| day.hours),
        promised: day.as_ref().map_or(0, |day| day.promised),
        room: day.as_ref().map_or(0, |day| day.room),
        feasible: planned.feasible,
        touches: touches.into_iter().map(|(_, shown)| shown).collect(),
        held,
        would_be_late: planned
            .breaches
            .iter()
            .map(|breach| shown_breach(breach, &book, &names))
            .collect(),
        breaks: planned.breaks,
        can_start: planned.may_start.iter().filter_map(|item| person_of(*item, &book)).collect(),
        cadence,
        hand_over: planned.hand_over.iter().filter_map(|item| person_of(*item, &book)).collect(),
        spent: if is_late { spent_lately(tx, member, &book, &settings).await? } else { None },
        no_hours: false,
    })
}

fn morning_of(
    book: &Book,
    request: &Request<Item>,
    n_days: i64,
) -> Result<Morning<Item>, PlanningError> {
    let candidate_days =
        request.candidates.first().map_or(0, |first| book.days_of_start(first.cadence, 1));
    let situation = book.situation(n_days.max(candidate_days))?;
    Ok(morning(&situation, request, usize::try_from(n_days).unwrap_or(1))?)
}

/// A repair with the ids that `id` makes of the planner's.
pub fn repair_of(repair: Repair<Item>, id: impl Fn(Item) -> PersonId) -> Repair<PersonId> {
    match repair {
        Repair::Fewer { fit } => Repair::Fewer { fit },
        Repair::Later { from, fit } => Repair::Later { from, fit },
        Repair::Spread { start_days, fit } => Repair::Spread { start_days, fit },
        Repair::Shorter { steps, fit } => Repair::Shorter { steps, fit },
        Repair::Wider { days, fit } => Repair::Wider { days, fit },
        Repair::Minutes { on, channel, minutes, fit } => {
            Repair::Minutes { on, channel, minutes, fit }
        }
        Repair::Pause { persons, fit } => {
            Repair::Pause { persons: persons.into_iter().map(id).collect(), fit }
        }
    }
}

/// The next people of the list on the usual cadence, for "whom can I start today?".
async fn candidates(
    tx: &mut Tx,
    member: &Member,
    settings: &Settings,
    book: &Book,
    cadence: &str,
) -> Result<Request<Item>, PlanningError> {
    let folded = domain::people::names::fold(cadence);
    let newest = store::cadences::newest(tx, member.scope).await?;
    let version = newest
        .iter()
        .find(|cadence| domain::people::names::fold(&cadence.name) == folded)
        .map(|cadence| domain::ids::CadenceVersionId(cadence.version_id));
    let Some(place) = version.and_then(|version| book.place(version)) else {
        return Ok(Request::default());
    };
    let Some((_, rules)) = book.cadences.get(place) else { return Ok(Request::default()) };
    let (ids, _) = eligibility::listed(tx, member, book.today, LOOK_AHEAD).await?;
    let reached = reach::of(tx, member, settings, (&book.calendar, book.today), &ids).await?;
    let candidates = ids
        .iter()
        .filter_map(|person| reached.get(person))
        .filter(|reached| domain::cadences::ability::able(rules, &reached.reach).is_ok())
        .map(|reached| Candidate {
            id: Item::Person(reached.person),
            cadence: place,
            worth: 0,
            force: None,
            company: reached.company.map(domain::ids::CompanyId),
        })
        .collect();
    Ok(Request {
        candidates,
        company_starts: book.company_starts(tx, member).await?,
        ..Request::default()
    })
}

/// What the rep really spent of the hours they planned, on the working days of late on which anything was done.
async fn spent_lately(
    tx: &mut Tx,
    member: &Member,
    book: &Book,
    settings: &Settings,
) -> Result<Option<Spent>, StoreError> {
    let today = day_number(book.today);
    // Sixty working days lie well within half a year, leave and holidays included.
    let first = today - 3 * i64::try_from(LOOK_BACK).unwrap_or_default();
    let done =
        store::activities::tallies::minutes_by_day(tx, member.scope, member.id, first).await?;
    let calendar = crate::calendar::load(tx, member, date_of(first), settings).await?;
    let days: Vec<(i64, i64)> = done
        .into_iter()
        .rev()
        .filter(|(day, _)| *day < today && book::is_working(&calendar, date_of(*day)))
        .map(|(day, minutes)| (calendar.minutes(date_of(day)), minutes))
        .collect();
    Ok(spent(&days))
}

fn people_in(book: &Book) -> Vec<PersonId> {
    let of_running = book.running.iter().map(|running| PersonId(running.row.person_id));
    let mut people: Vec<PersonId> =
        of_running.chain(book.loose.iter().map(|(row, _)| PersonId(row.person_id))).collect();
    people.sort_unstable();
    people.dedup();
    people
}

fn person_of(item: Item, book: &Book) -> Option<PersonId> {
    match item {
        Item::Person(person) => Some(person),
        Item::Loose(touch) => book
            .loose
            .iter()
            .find(|(row, _)| row.id == touch.0)
            .map(|(row, _)| PersonId(row.person_id)),
    }
}

/// What a plan would bring late, with names.
pub async fn breaches_of(
    tx: &mut Tx,
    member: &Member,
    book: &Book,
    planned: &Morning<Item>,
) -> Result<Vec<BreachShown>, StoreError> {
    let names = people::names_in(tx, member.scope, &people_in(book)).await?;
    Ok(planned.breaches.iter().map(|breach| shown_breach(breach, book, &names)).collect())
}

/// What the plan of a rep would bring late as it stands now; nothing while it cannot be made, as without hours.
pub(crate) async fn late_now(
    tx: &mut Tx,
    app: &App,
    member: &Member,
) -> Result<Vec<BreachShown>, PlanningError> {
    let settings = settings::read(tx, member.scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let situation = match book.situation(1) {
        Err(PlanningError::NoHours | PlanningError::Holidays(_)) => return Ok(Vec::new()),
        found => found?,
    };
    let planned = morning(&situation, &Request::default(), 1)?;
    Ok(breaches_of(tx, member, &book, &planned).await?)
}

/// What the plan of a rep would bring late if these were all the blocks of time taken, and does not bring late now.
pub(crate) async fn late_with(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    busy: Vec<Span>,
) -> Result<Vec<BreachShown>, StoreError> {
    let settings = settings::read(tx, member.scope).await?;
    let Ok(mut book) = Book::read(tx, app, member, &settings).await else { return Ok(Vec::new()) };
    let planned = |book: &Book| {
        let situation = book.situation(1).ok()?;
        morning(&situation, &Request::default(), 1).ok()
    };
    let now = planned(&book).map(|planned| planned.breaches).unwrap_or_default();
    book.calendar.busy = busy;
    let Some(mut then) = planned(&book) else { return Ok(Vec::new()) };
    let is_new = |breach: &Breach<Item>| {
        let is_same =
            |known: &Breach<Item>| (known.person, known.step) == (breach.person, breach.step);
        !now.iter().any(is_same)
    };
    then.breaches.retain(is_new);
    breaches_of(tx, member, &book, &then).await
}

/// A day with the minutes that the recipe takes: they are hours that are promised.
fn shown_day(day: &DayPlan, book: &Book) -> DayShown {
    match book.own_minutes(day.on).filter(|own| day.hours + own.left == own.hours) {
        None => DayShown { on: day.on, hours: day.hours, promised: day.promised, room: day.room },
        Some(own) => {
            let promised = day.promised + own.whole;
            let room = (own.hours - promised).max(0);
            DayShown { on: day.on, hours: own.hours, promised, room }
        }
    }
}

fn shown_breach(
    breach: &Breach<Item>,
    book: &Book,
    names: &BTreeMap<PersonId, String>,
) -> BreachShown {
    let person = person_of(breach.person, book).unwrap_or(PersonId(uuid::Uuid::nil()));
    BreachShown {
        person,
        name: names.get(&person).cloned().unwrap_or_default(),
        step: breach.step,
        to: breach.to,
        planned: breach.planned,
    }
}

/// The day of a rep who has no hours: nothing is planned, and it says so.
fn without_hours(book: &Book, cadence: String) -> Today {
    Today {
        on: book.today,
        hours: 0,
        promised: 0,
        room: 0,
        feasible: nothing_runs(book),
        touches: Vec::new(),
        held: Vec::new(),
        would_be_late: Vec::new(),
        breaks: None,
        can_start: Vec::new(),
        cadence,
        hand_over: Vec::new(),
        spent: None,
        no_hours: true,
    }
}
