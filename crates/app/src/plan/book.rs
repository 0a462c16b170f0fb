//! Everything a plan depends on, read at one moment: the rep's calendar, enrollments and loose touches.

mod own;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Channel,
    cadences::Cadence,
    calendar::{CalendarError, RepCalendar, holidays},
    enrollments::EnrollmentFacts,
    ids::{CadenceVersionId, CompanyId, PersonId, TouchId},
    plan::{self, Active, Cap, Due, PlanSettings, Resource, Situation, Unit, days::WorkCalendar},
    settings::{CapUnit, Settings},
    touches::{LooseTouch, WorkingDays},
};
use jiff::{ToSpan, civil::Date};
use store::{activities, enrollments as rows, errors::StoreError, touches, transaction::Tx};

use own::Own;
pub use own::OwnMinutes;

use crate::{
    App, cadences, calendar,
    clock::{date_of, day_number},
    enrollments::facts_of,
    settings,
    touches::loose_of,
    workspaces::Member,
};

/// Working days beyond what was asked that repairs may look at (SCIENCE 1.6: spread up to 60 start days).
const REPAIR_DAYS: i64 = 60;
/// Working days after the last known holidays that are kept without room: more than a plan looks ahead.
const UNKNOWN_DAYS: usize = 2 * plan::days::HORIZON;
/// Days before the earliest touch from which working days are numbered.
const PAST_DAYS: i64 = 30;

/// What the planner tells apart: a person who is or may be enrolled, or a touch without an enrollment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The one enrollment of this person that is open, or the one they would get.
    Person(PersonId),
    /// A loose touch.
    Loose(TouchId),
}

/// An enrollment that is active, with its rules.
#[derive(Clone, Debug)]
pub struct Running {
    /// Its row.
    pub row: rows::Enrollment,
    /// What the rules read of it.
    pub facts: EnrollmentFacts,
    /// Its cadence: a position in [`Book::cadences`].
    pub cadence: usize,
}

/// Why a plan cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PlanningError {
    /// The rep has no hours.
    #[error(
        "no hours are set: nobody can be started. Set them with `touchstone hours mon-fri 09:00-11:00`"
    )]
    NoHours,
    /// The public holidays of a year in the plan are not known.
    #[error(transparent)]
    Holidays(#[from] holidays::NoHolidays),
    /// Some of the touches asked for would be due after all that a plan sees.
    #[error(
        "the plan sees {horizon} working days ahead, and the last follow-up would be due after them: start nearer to today"
    )]
    TooFar {
        /// How many working days a plan sees.
        horizon: i64,
    },
    /// The calendar cannot be planned on.
    #[error(transparent)]
    Calendar(CalendarError),
    /// The planner refused what it was given.
    #[error(transparent)]
    Plan(plan::PlanError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<CalendarError> for PlanningError {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::NoHours => Self::NoHours,
            CalendarError::Holidays(error) => Self::Holidays(error),
            CalendarError::Backwards { .. } => Self::Calendar(error),
        }
    }
}

impl From<plan::PlanError> for PlanningError {
    fn from(error: plan::PlanError) -> Self {
        match error {
            plan::PlanError::NoWorkingDays => Self::NoHours,
            error => Self::Plan(error),
        }
    }
}

/// All that a plan depends on, of one rep at one moment.
#[derive(Clone, Debug)]
pub struct Book {
    /// The rep's local day.
    pub today: Date,
    /// Hours, leave, holidays and what is taken.
    pub calendar: RepCalendar,
    /// The cadence versions in use and the newest of each, with their rules.
    pub cadences: Vec<(CadenceVersionId, Cadence)>,
    /// Active enrollments, by row id.
    pub running: Vec<Running>,
    /// Open loose touches.
    pub loose: Vec<(touches::Touch, LooseTouch)>,
    /// Caps per channel.
    caps: BTreeMap<Channel, Cap>,
    /// What today has taken: minutes of all, minutes or touches of a capped channel.
    spent: BTreeMap<Resource, i64>,
    /// Minutes done today on reserved work.
    reserved_done: i64,
    settings: PlanSettings,
    /// What the rep's recipe takes of the minutes.
    own: Own,
}

impl Book {
    /// Reads the book of a rep. Inside a transaction that locked the member, what it says stays true until the commit.
    pub async fn read(
        tx: &mut Tx,
        app: &App,
        member: &Member,
        settings: &Settings,
    ) -> Result<Self, PlanningError> {
        let (scope, id) = (member.scope, member.id);
        let today = app.clock.today(&member.zone);
        let cadences = cadences::rules(tx, scope).await?;
        let place: BTreeMap<CadenceVersionId, usize> =
            cadences.iter().enumerate().map(|(place, (version, _))| (*version, place)).collect();
        let mut running = Vec::new();
        for row in rows::active_of_member(tx, scope, id).await? {
            let cadence =
                place.get(&CadenceVersionId(row.version_id)).copied().ok_or_else(|| {
                    let why = format!("its cadence version {} is not there", row.version_id);
                    StoreError::Unreadable { what: "enrollment", why }
                })?;
            running.push(Running { facts: facts_of(&row)?, cadence, row });
        }
        let loose = touches::open_of_member(tx, scope, id)
            .await?
            .into_iter()
            .map(|row| loose_of(&row).map(|touch| (row, touch)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let caps =
            settings.caps.iter().map(|(channel, cap)| (*channel, planned_cap(*cap))).collect();
        let earliest = earliest_day(today, &running, &loose);
        let calendar = calendar::load(tx, member, earliest, settings).await?;
        let done = activities::of_day(tx, scope, id, day_number(today)).await?;
        let (spent, reserved_done) = spent_on(&done, &caps);
        let planning = settings::planning(settings);
        let own = Own::read(tx, member, today).await?;
        Ok(Self {
            today,
            calendar,
            cadences,
            running,
            loose,
            caps,
            spent,
            reserved_done,
            settings: planning,
            own,
        })
    }

    /// The situation the planner reads, with working days known as far as `n_days` ahead and everything that runs.
    ///
    /// # Errors
    /// [`PlanningError::NoHours`], or the holidays of a year that the plan reaches into are not known.
    pub fn situation(&self, n_days: i64) -> Result<Situation<Item>, PlanningError> {
        let n_days = n_days.max(self.days_in_hand());
        // Repairs look further than the answer; where holidays end before that, they look as far as those are known.
        let calendar = match self.work_calendar(n_days + REPAIR_DAYS) {
            Err(PlanningError::Holidays(_)) => self.known_calendar(n_days)?,
            other => other?,
        };
        Ok(self.situation_on(self.own.left_of(calendar, self.today)))
    }

    /// The same with every minute, as if there were no recipe, and the last day whose holidays are known: what a recipe is
    /// checked against.
    ///
    /// # Errors
    /// As [`situation`](Self::situation).
    pub fn situation_without_recipe(&self) -> Result<(Situation<Item>, Date), PlanningError> {
        let calendar = self.known_calendar(self.days_in_hand())?;
        let last = Date::new(*holidays::YEARS.end(), 12, 31).unwrap_or(Date::MAX);
        Ok((self.situation_on(calendar), last))
    }

    /// Planned minutes of a day with those that the recipe takes, and how many these are; none for a day without any.
    pub fn own_minutes(&self, day: Date) -> Option<OwnMinutes> {
        if !self.is_working(day) {
            return None;
        }
        let hours = self.calendar.minutes(day);
        self.own.minutes_of(day, hours, day == self.today)
    }

    fn situation_on(&self, calendar: WorkCalendar) -> Situation<Item> {
        let spent = if self.is_working(self.today) { self.spent.clone() } else { BTreeMap::new() };
        let reserved_done = if self.is_working(self.today) { self.reserved_done } else { 0 };
        let (mut steps, mut actives) = (self.steps(), Vec::new());
        for running in &self.running {
            let (Some(next), false) = (running.facts.next, running.facts.next.is_none()) else {
                continue;
            };
            actives.push(Active {
                id: Item::Person(PersonId(running.row.person_id)),
                cadence: running.cadence,
                next: next.step.into(),
                due: due_of(next.due),
                worth: running.row.worth,
            });
        }
        for (row, touch) in &self.loose {
            actives.push(Active {
                id: Item::Loose(TouchId(row.id)),
                cadence: steps.len(),
                next: 1,
                due: Due::Named { from: touch.from, to: touch.to },
                // What was promised outside a cadence goes before others of the same deadline, and is never paused
                // for them.
                worth: i64::MAX,
            });
            steps.push(vec![plan::Step {
                channel: touch.channel,
                gap: 0,
                window: 0,
                minutes: touch.minutes.into(),
                exit_ppm: 0,
            }]);
        }
        Situation {
            today: self.today,
            calendar,
            caps: self.caps.clone(),
            spent,
            reserved_done,
            settings: self.settings,
            cadences: steps,
            actives,
        }
    }

    /// The position of a cadence version among those read.
    pub fn place(&self, version: CadenceVersionId) -> Option<usize> {
        self.cadences.iter().position(|(id, _)| *id == version)
    }

    /// Whether the rep works on a day: hours, and neither a holiday nor leave.
    pub fn is_working(&self, day: Date) -> bool {
        is_working(&self.calendar, day)
    }

    /// The working days from today within which every touch of a start is due: one that begins on one of `start_days`
    /// working days from a day on.
    ///
    /// # Errors
    /// [`PlanningError::TooFar`] where the plan would not see the last of them, and years whose holidays are not known.
    pub fn days_to_finish(
        &self,
        cadence: usize,
        from: Date,
        start_days: i64,
    ) -> Result<i64, PlanningError> {
        let horizon = i64::try_from(plan::days::HORIZON).unwrap_or(i64::MAX);
        let too_far = || PlanningError::TooFar { horizon };
        let needed = self.days_of_start(cadence, start_days);
        // A day has at most one working day: what is too far by that is not counted day by day.
        let most = day_number(from) - day_number(self.today);
        if most > 7 * (horizon + 1) {
            return Err(too_far());
        }
        let mut until = 0;
        for day in self.today.series(1.day()).take_while(|day| *day < from) {
            if is_working_but_holidays(&self.calendar, day)
                && self.calendar.holidays(day, day)?.is_empty()
            {
                until += 1;
            }
        }
        // All days that a touch may fall on must be known, so that a morning in between can be planned too.
        self.day_after_working((until + needed).min(horizon))?;
        if until + needed > horizon { Err(too_far()) } else { Ok(until + needed) }
    }

    /// The working days that one enrollment on a cadence may take when it starts within `start_days` working days.
    pub fn days_of_start(&self, cadence: usize, start_days: i64) -> i64 {
        self.cadences.get(cadence).map_or(0, |(_, rules)| i64::from(rules.longest())) + start_days
    }

    /// Companies that have a start on a day, today or later.
    pub async fn company_starts(
        &self,
        tx: &mut Tx,
        member: &Member,
    ) -> Result<BTreeSet<(CompanyId, Date)>, StoreError> {
        let found = rows::company_starts_from(tx, member.scope, day_number(self.today)).await?;
        Ok(found.into_iter().map(|(company, day)| (CompanyId(company), date_of(day))).collect())
    }

    /// Working days that what runs may still need.
    fn days_in_hand(&self) -> i64 {
        let of_running = self.running.iter().map(|running| self.days_of_start(running.cadence, 1));
        let latest = self
            .loose
            .iter()
            .map(|(_, touch)| touch.to)
            .chain(self.running.iter().filter_map(|running| {
                match running.facts.next.map(|next| due_of(next.due)) {
                    Some(Due::Named { to, .. }) => Some(to),
                    Some(Due::Done(date)) => Some(date),
                    None => None,
                }
            }))
            .max()
            .map_or(0, |latest| day_number(latest) - day_number(self.today));
        of_running.max().unwrap_or(1) + latest.max(0) + 1
    }

    fn work_calendar(&self, n_days: i64) -> Result<WorkCalendar, PlanningError> {
        let first = earliest_day(self.today, &self.running, &self.loose);
        let last = self.day_after_working(
            n_days.min(i64::try_from(plan::days::HORIZON).unwrap_or(i64::MAX)),
        )?;
        Ok(self.calendar.work_calendar(first, last)?)
    }

    /// All days whose holidays are known, which must be `n_days` working days at least. Those after them have no room, so that
    /// nothing is proved on a day that may be a holiday.
    fn known_calendar(&self, n_days: i64) -> Result<WorkCalendar, PlanningError> {
        let needed = self.day_after_working(n_days)?;
        let first = earliest_day(self.today, &self.running, &self.loose);
        let last = Date::new(*holidays::YEARS.end(), 12, 31).unwrap_or(needed).max(needed);
        let mut calendar = self.calendar.work_calendar(first, last)?;
        let beyond = last.series(1.day()).skip(1);
        let beyond = beyond.filter(|day| is_working_but_holidays(&self.calendar, *day));
        calendar.minutes.extend(beyond.take(UNKNOWN_DAYS).map(|day| (day, 0)));
        Ok(calendar)
    }

    /// A day by which `n` working days have passed, counted from today.
    fn day_after_working(&self, n: i64) -> Result<Date, PlanningError> {
        let week = self.calendar.hours.week();
        if week.iter().all(|minutes| *minutes == 0) {
            return Err(PlanningError::NoHours);
        }
        let (mut day, mut left, mut year) = (self.today, n, None);
        let mut holidays = BTreeSet::new();
        while left > 0 {
            if year != Some(day.year()) {
                year = Some(day.year());
                holidays = self.calendar.holidays(day, day.last_of_year())?;
            }
            if is_working_but_holidays(&self.calendar, day) && !holidays.contains(&day) {
                left -= 1;
            }
            day = match day.checked_add(1.day()) {
                Ok(next) => next,
                Err(_) => break,
            };
        }
        Ok(day)
    }

    fn steps(&self) -> Vec<Vec<plan::Step>> {
        self.cadences.iter().map(|(_, rules)| planned_steps(rules)).collect()
    }
}

/// The steps of a cadence as the planner reads them.
pub fn planned_steps(rules: &Cadence) -> Vec<plan::Step> {
    rules
        .steps
        .iter()
        .map(|step| plan::Step {
            channel: step.channel,
            gap: step.gap.into(),
            window: step.window.into(),
            minutes: step.minutes.into(),
            exit_ppm: step.exit_ppm.unwrap_or_default().into(),
        })
        .collect()
}

/// Whether a rep works on a day; a year whose holidays are not known has none here (planning refuses it by name).
pub fn is_working(calendar: &RepCalendar, day: Date) -> bool {
    let is_holiday = || calendar.holidays(day, day).is_ok_and(|found| !found.is_empty());
    is_working_but_holidays(calendar, day) && !is_holiday()
}

/// Runs `work` with the working days of a calendar; each day is looked up once.
pub fn with_working_days<T>(calendar: &RepCalendar, work: impl FnOnce(WorkingDays<'_>) -> T) -> T {
    let known = RefCell::new(BTreeMap::new());
    work(WorkingDays::new(&|day| {
        *known.borrow_mut().entry(day).or_insert_with(|| is_working(calendar, day))
    }))
}

fn is_working_but_holidays(calendar: &RepCalendar, day: Date) -> bool {
    let has_hours = !calendar.hours.of(day.weekday()).is_empty();
    let is_away = || calendar.leave.iter().any(|(first, last)| *first <= day && day <= *last);
    has_hours && (calendar.leave_counts || !is_away())
}

fn planned_cap(cap: domain::settings::Cap) -> Cap {
    let unit = match cap.unit {
        CapUnit::Minutes => Unit::Minutes,
        CapUnit::Touches => Unit::Touches,
    };
    Cap { unit, per_day: cap.per_day.into(), dates: BTreeMap::new() }
}

const fn due_of(due: domain::touches::Due) -> Due {
    match due {
        domain::touches::Due::After(date) => Due::Done(date),
        domain::touches::Due::Named { from, to } => Due::Named { from, to },
    }
}

/// The day from which working days are numbered: well before the earliest that any open touch is counted from, but not
/// before holidays are known.
fn earliest_day(today: Date, running: &[Running], loose: &[(touches::Touch, LooseTouch)]) -> Date {
    let of_running = running.iter().filter_map(|running| {
        match running.facts.next.map(|next| due_of(next.due)) {
            Some(Due::Done(date)) => Some(date),
            Some(Due::Named { from, .. }) => Some(from),
            None => None,
        }
    });
    let earliest = of_running
        .chain(loose.iter().map(|(_, touch)| touch.from))
        .chain([today])
        .min()
        .unwrap_or(today);
    let first_known = Date::new(*holidays::YEARS.start(), 1, 1).unwrap_or(Date::MIN);
    date_of(day_number(earliest) - PAST_DAYS).max(first_known.min(today))
}

/// What the activities of today have taken, and how much of it the plan had reserved.
fn spent_on(
    done: &[activities::Activity],
    caps: &BTreeMap<Channel, Cap>,
) -> (BTreeMap<Resource, i64>, i64) {
    let (mut spent, mut reserved) = (BTreeMap::new(), 0);
    for activity in done {
        *spent.entry(Resource::Total).or_insert(0) += activity.minutes;
        if activity.is_reserved != 0 {
            reserved += activity.minutes;
        }
        let Ok(channel) = Channel::parse(&activity.channel) else { continue };
        if let Some(cap) = caps.get(&channel) {
            let used = match cap.unit {
                Unit::Minutes => activity.minutes,
                Unit::Touches => 1,
            };
            *spent.entry(Resource::Channel(channel)).or_insert(0) += used;
        }
    }
    (spent, reserved)
}
