//! The plan: whom to contact today, and who can be started so that every follow-up fits the calendar.
//!
//! This is SCIENCE 1.6 in integers only: micro-minutes, parts per million, working-day numbers. [`admit`](admit::admit)
//! answers "can I start these?", [`morning`](morning::morning) gives the day's list, and a re-plan is the
//! morning of the new state. Every answer is a function of its arguments: the same inputs give the same
//! bytes, and the order of the rows that come in is irrelevant, save that of the candidates.

pub mod admit;
mod agenda;
pub mod calc;
mod check;
pub mod days;
mod demand;
mod items;
pub mod joined;
#[cfg(test)]
mod laws;
pub mod morning;
pub mod otherwise;
mod place;
#[cfg(test)]
mod plain;
pub mod repairs;
mod rooms;
#[cfg(test)]
mod samples;
pub mod spent;
mod starts;
mod trial;
mod turn;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use crate::activities::Channel;
use crate::ids::CompanyId;
use crate::plan::days::WorkCalendar;
use crate::words;

/// One part of a million, the unit of every share in the plan.
pub(crate) const MILLION: i64 = 1_000_000;

/// One step of a cadence as the planner reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How the person is contacted.
    pub channel: Channel,
    /// Working days after the touch before: 0 or more at the first step, 1 or more later.
    pub gap: i64,
    /// Working days by which the touch may wait after its release.
    pub window: i64,
    /// Planned minutes of the touch, research included.
    pub minutes: i64,
    /// Share of a million that leaves at or after this touch; 0 while nothing is known.
    #[serde(default)]
    pub exit_ppm: i64,
}

/// When the next touch of an active may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The touch before was done on this date (at step 1: the date of the start).
    Done(Date),
    /// A window that was named: both dates included.
    Named {
        /// The first date.
        from: Date,
        /// The last date.
        to: Date,
    },
}

/// An enrollment that runs, or a loose touch (a cadence of one step, no exits, a named window).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Active<Id> {
    /// Who; the last word on every tie, so no two items share one.
    pub id: Id,
    /// Position in [`Situation::cadences`].
    pub cadence: usize,
    /// The step that comes next, counted from 1.
    pub next: usize,
    /// When that step may be done.
    pub due: Due,
    /// Breaks ties only: the worthier first.
    pub worth: i64,
}

/// Somebody who might be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<Id> {
    /// Who; no two items share one.
    pub id: Id,
    /// Position in [`Situation::cadences`].
    pub cadence: usize,
    /// Breaks ties only: the worthier first.
    pub worth: i64,
    /// Started on this day without being asked of the plan (an override), or on none.
    pub force: Option<Date>,
    /// Where they work: one start a day and company.
    pub company: Option<CompanyId>,
}

words! {
    /// What a cap of a channel counts.
    pub enum Unit {
        /// Planned minutes.
        Minutes = "minutes",
        /// Touches.
        Touches = "touches",
    }
}

/// How much of one channel a day can take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// What is counted.
    pub unit: Unit,
    /// How many on a working day.
    pub per_day: i64,
    /// How many on a date instead.
    #[serde(default)]
    pub dates: BTreeMap<Date, i64>,
}

/// What a touch uses up: the minutes of the day, or a capped channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// All planned minutes of the day.
    Total,
    /// One capped channel.
    Channel(Channel),
}

impl Resource {
    /// The word as it is written everywhere: `total`, or the channel's.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Channel(channel) => channel.as_str(),
        }
    }

    /// Total before channels, channels by name.
    const fn order(self) -> (bool, &'static str) {
        (matches!(self, Self::Channel(_)), self.as_str())
    }
}

impl Ord for Resource {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Resource {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl utoipa::PartialSchema for Resource {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let channels = Channel::ALL.iter().map(|channel| channel.as_str());
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .enum_values(Some(std::iter::once("total").chain(channels)))
            .into()
    }
}

impl utoipa::ToSchema for Resource {}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// How the plan counts those who may leave, and how sure it wants to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSettings {
    /// Standard deviations of buffer in thousandths, 0 to 4000; read as 0 in the certain mode.
    pub z_milli: i64,
    /// Everybody is assumed to stay and every planned minute to come true.
    pub certain: bool,
    /// Mean share of the planned minutes that is really there, parts per million.
    pub available_mean_ppm: i64,
    /// Variance of that share, parts per million.
    pub available_var_ppm: i64,
}

impl PlanSettings {
    /// The default: everybody stays, all minutes come true (SCIENCE 1.1, "certain mode").
    pub const CERTAIN: Self =
        Self { z_milli: 0, certain: true, available_mean_ppm: MILLION, available_var_ppm: 0 };

    /// Exits are counted at their hazard, with a buffer of 2.326 deviations (SCIENCE 1.4).
    pub const EXPECTED: Self =
        Self { z_milli: 2326, certain: false, available_mean_ppm: MILLION, available_var_ppm: 0 };
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self::CERTAIN
    }
}

/// All that a plan depends on, save who might be started.
#[derive(Clone, Debug)]
pub struct Situation<Id> {
    /// The date of the plan; day 0 is it or the next working day.
    pub today: Date,
    /// The rep's working days and their minutes.
    pub calendar: WorkCalendar,
    /// Caps of channels.
    pub caps: BTreeMap<Channel, Cap>,
    /// What is used up of day 0: minutes of the total, minutes or touches of a channel.
    pub spent: BTreeMap<Resource, i64>,
    /// Minutes done today on reserved work: they stay promised although they are no longer planned.
    pub reserved_done: i64,
    /// The mode.
    pub settings: PlanSettings,
    /// The cadences in use, each 1 to 16 steps.
    pub cadences: Vec<Vec<Step>>,
    /// Who is on them.
    pub actives: Vec<Active<Id>>,
}

/// Who might be started, and when.
#[derive(Clone, Debug)]
pub struct Request<Id> {
    /// In the order in which they are to be tried.
    pub candidates: Vec<Candidate<Id>>,
    /// The first day on which touch 1 may be; day 0 when none or past.
    pub from: Option<Date>,
    /// On how many working days touch 1 may be, 1 to 400.
    pub start_days: i64,
    /// Companies that have a start on a date already.
    pub company_starts: BTreeSet<(CompanyId, Date)>,
}

impl<Id> Default for Request<Id> {
    fn default() -> Self {
        Self { candidates: Vec::new(), from: None, start_days: 1, company_starts: BTreeSet::new() }
    }
}

/// The first interval that cannot hold what is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Break {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What runs out.
    pub channel: Resource,
    /// By how many minutes, or touches where the cap counts touches.
    pub minutes_over: i64,
}

/// Why a plan could not be made: something that came in is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A number is outside its bounds.
    #[error("{what} is {value}, it must be {low} to {high}")]
    OutOfBounds {
        /// Which number.
        what: &'static str,
        /// What it is.
        value: i64,
        /// The least it may be.
        low: i64,
        /// The most it may be.
        high: i64,
    },
    /// A cadence has no step, or more than 16.
    #[error("cadence {cadence} has {steps} steps, it must have 1 to 16")]
    StepCount {
        /// Its position.
        cadence: usize,
        /// How many it has.
        steps: usize,
    },
    /// Two steps of a cadence fall on one day.
    #[error("step {step} of cadence {cadence} has gap 0: two touches on one day are one step")]
    GapZero {
        /// Its position.
        cadence: usize,
        /// The step, counted from 1.
        step: usize,
    },
    /// A row names a cadence that is not there.
    #[error("there is no cadence {cadence}")]
    UnknownCadence {
        /// The position named.
        cadence: usize,
    },
    /// An active's next step is not one of its cadence.
    #[error("next step is {next}, the cadence has steps 1 to {steps}")]
    UnknownStep {
        /// The step named.
        next: usize,
        /// How many the cadence has.
        steps: usize,
    },
    /// Two rows have one id.
    #[error("the same id comes twice among those active and those asked for")]
    SameIdTwice,
    /// More rows than a plan is made for.
    #[error("{rows} rows are too many, at most {most} can be planned at once")]
    TooManyRows {
        /// How many came.
        rows: usize,
        /// How many can.
        most: usize,
    },
    /// A leave ends before it begins.
    #[error("leave from {from} to {to} ends before it begins")]
    LeaveReversed {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// A date is too far away from today to be planned.
    #[error("{date} is too far from today to be planned")]
    DateOutOfReach {
        /// The date.
        date: Date,
    },
    /// The calendar has no working days, or they end too soon.
    #[error("the calendar has no hours: set them first")]
    NoWorkingDays,
}

/// Refuses a number outside `low..=high`, by name.
pub(crate) const fn bounded(
    what: &'static str,
    value: i64,
    low: i64,
    high: i64,
) -> Result<i64, PlanError> {
    if low <= value && value <= high {
        Ok(value)
    } else {
        Err(PlanError::OutOfBounds { what, value, low, high })
    }
}
