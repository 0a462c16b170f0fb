//! Consistency: how evenly a rep's work is spread over the working days, and for how many in a row its goal was met.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Behaviour,
    consistency::{Day, Spread, spread, streak},
    plan::days::WorkCalendar,
    recipes::{
        counting::Tally,
        minutes::is_worked,
        progress::{Period, goal_of_day},
    },
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use store::{
    activities::{facts::Counted, tallies},
    errors::StoreError,
    transaction::Tx,
};

use crate::{
    App,
    clock::{PeriodError, date_of, day_number, day_numbers},
    plan::book::PlanningError,
    recipes::{
        RecipeUseError,
        progress::{Score, versions, work_calendar},
        rows::{self, RowsShown, behaviours_of},
    },
    workspaces::Member,
};

/// Working days that are looked at where no period is told.
const USUAL_DAYS: usize = 20;
/// Calendar days within which these are searched, and over which a streak is followed at least.
const BACK_DAYS: i64 = 366;

/// What is looked at.
#[derive(Clone, Debug)]
pub enum What {
    /// A behaviour, or the sum of some.
    Behaviours(BTreeSet<Behaviour>),
    /// An ingredient of the rep's recipe, by name: its goals are those of the streak.
    Ingredient(String),
}

/// How evenly something is spread.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ConsistencyShown {
    /// What: the behaviours, or the ingredient.
    pub what: String,
    /// The days, those off included.
    pub period: Period,
    /// Days in the period on which the rep was not to work: they count for nothing.
    pub days_off: usize,
    /// How it is spread over the others.
    #[serde(flatten)]
    pub spread: Spread,
    /// Cramming in words; none where there is none.
    pub crammed_told: Option<String>,
    /// Working days in a row with the goal met, up to the last day: with any, where there is no goal.
    pub streak: usize,
    /// The counts of the working days.
    pub each: Vec<DayCount>,
}

/// What was done on a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DayCount {
    /// The day.
    pub on: Date,
    /// How many.
    pub n: u32,
    /// How many were to be done; none without a goal.
    pub goal: Option<u32>,
}

/// Why it cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum ConsistencyError {
    /// No behaviour is named.
    #[error("name a behaviour, some of them, or an ingredient of the recipe")]
    Nothing,
    /// What is named is no behaviour.
    #[error(transparent)]
    Word(#[from] domain::words::UnknownWord),
    /// The days end before they begin, or are too many.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The ingredient is not known, or the working days.
    #[error(transparent)]
    Recipe(#[from] RecipeUseError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<PlanningError> for ConsistencyError {
    fn from(error: PlanningError) -> Self {
        Self::Recipe(error.into())
    }
}

/// What is known of the days: the calendar of all, the counts, the goals.
struct Known {
    name: String,
    calendar: WorkCalendar,
    counts: BTreeMap<Date, u32>,
    goals: BTreeMap<Date, u32>,
    /// Whether there are goals: else one a day is met by any.
    has_goals: bool,
}

/// How evenly something is spread over the working days of a period; over the last twenty that are over where none is told.
///
/// It is read from tallies. Today counts only when the period ends with it or later.
pub async fn consistency(
    app: &App,
    member: &Member,
    what: &What,
    period: Option<Period>,
) -> Result<ConsistencyShown, ConsistencyError> {
    app.db.snapshot(member.scope, async |tx| read(tx, app, member, what, period).await).await
}

async fn read(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    what: &What,
    period: Option<Period>,
) -> Result<ConsistencyShown, ConsistencyError> {
    let today = app.clock.today(&member.zone);
    if let Some(period) = period {
        day_numbers(period)?;
    }
    let last = period.map_or(today.saturating_sub(1.day()), |period| period.last.min(today));
    let begin = period.map_or(last, |period| period.first.min(last));
    let begin = begin.saturating_sub(BACK_DAYS.days());
    let known = known(tx, member, what, begin, last.max(today)).await?;
    let first = period.map_or_else(|| usual_first(&known.calendar, begin, last), |it| it.first);
    let (working, off): (Vec<Date>, Vec<Date>) =
        days(first, last).partition(|day| is_worked(&known.calendar, *day));
    let count = |day: &Date| known.counts.get(day).copied().unwrap_or_default();
    let counts: Vec<u32> = working.iter().map(count).collect();
    let spread = spread(&counts);
    // A streak is told as of today where the period reaches that far: as long as today lasts it cannot break it.
    let newest = if last.saturating_add(1.day()) >= today { today } else { last };
    let back = days(begin, newest).collect::<Vec<_>>();
    let day = |day: &Date| Day {
        count: count(day),
        goal: if known.has_goals { known.goals.get(day).copied().unwrap_or_default() } else { 1 },
        is_working: is_worked(&known.calendar, *day)
            && (!known.has_goals || known.goals.contains_key(day)),
    };
    let over = usize::from(newest != today);
    // A day that is over is not today, which the first of a streak is taken for: one without work stands before it.
    let before = std::iter::repeat_n(Day { count: 0, goal: 0, is_working: false }, over);
    let streak = streak(before.chain(back.iter().rev().map(day)));
    Ok(ConsistencyShown {
        what: known.name.clone(),
        period: Period { first, last },
        days_off: off.len(),
        crammed_told: spread.crammed.map(|crammed| {
            format!("half of it fell on {} of {} working days", crammed.on_days, crammed.of_days)
        }),
        spread,
        streak,
        each: working
            .iter()
            .map(|on| DayCount { on: *on, n: count(on), goal: known.goals.get(on).copied() })
            .collect(),
    })
}

async fn known(
    tx: &mut Tx,
    member: &Member,
    what: &What,
    first: Date,
    last: Date,
) -> Result<Known, ConsistencyError> {
    let calendar = work_calendar(tx, member, first, last).await?;
    match what {
        What::Behaviours(wanted) if wanted.is_empty() => Err(ConsistencyError::Nothing),
        What::Behaviours(wanted) => {
            let numbers = (day_number(first), day_number(last));
            let mut counts: BTreeMap<Date, u32> = BTreeMap::new();
            for row in tallies::times(tx, member.scope, member.id, numbers).await? {
                if wanted.iter().any(|behaviour| behaviour.as_str() == row.behaviour) {
                    *counts.entry(date_of(row.on_day)).or_default() +=
                        u32::try_from(row.n).unwrap_or_default();
                }
            }
            let name = wanted.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" + ");
            Ok(Known { name, calendar, counts, goals: BTreeMap::new(), has_goals: false })
        }
        What::Ingredient(name) => {
            let score = Score::of(tx, member, first, last).await?;
            rows::known(&score.versions, name)?;
            let (eras, tally) = score.tally(name);
            let versions = versions(&eras);
            let goal = |day: Date| {
                let goal = goal_of_day(&versions, &calendar, day);
                (goal > 0).then_some((day, goal))
            };
            let goals = days(first, last).filter_map(goal).collect();
            Ok(Known {
                name: name.clone(),
                counts: counts(&tally),
                goals,
                has_goals: true,
                calendar,
            })
        }
    }
}

fn counts(tally: &Tally) -> BTreeMap<Date, u32> {
    let count = |done: u64| u32::try_from(done).unwrap_or(u32::MAX);
    tally.iter().map(|(day, one)| (*day, count(one.done))).collect()
}

/// The first of the last twenty working days.
fn usual_first(calendar: &WorkCalendar, begin: Date, last: Date) -> Date {
    let back = (0..BACK_DAYS).map(|back| last.saturating_sub(back.days()));
    let working = back.take_while(|day| *day >= begin).filter(|day| is_worked(calendar, *day));
    working.take(USUAL_DAYS).last().unwrap_or(last)
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| *day <= last)
}

/// The activities and entries behind the counts of a period, those of days off included.
pub async fn rows(
    app: &App,
    member: &Member,
    what: &What,
    period: Period,
) -> Result<RowsShown, ConsistencyError> {
    day_numbers(period)?;
    app.db
        .snapshot(member.scope, async |tx| match what {
            What::Ingredient(name) => Ok(rows::ingredient(tx, app, member, name, period).await?),
            What::Behaviours(wanted) => {
                let count = |row: &Counted, _: Date| {
                    let times =
                        behaviours_of(row).iter().filter(|one| wanted.contains(one)).count();
                    Some((times, true))
                };
                let last = period.last.min(app.clock.today(&member.zone));
                let days = Period { first: period.first, last };
                let activities = rows::counted(tx, member, days, count).await?;
                Ok(RowsShown {
                    what: wanted.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" + "),
                    period,
                    times: activities.iter().map(|row| row.times).sum(),
                    activities,
                    by_hand: Vec::new(),
                })
            }
        })
        .await
}
