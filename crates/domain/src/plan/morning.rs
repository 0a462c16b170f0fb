//! The morning: today's touches in order, what would be late, and who can be started
//! (SCIENCE 1.6, lines 56 to 61). A re-plan is the morning of the new state.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::activities::Channel;
use crate::plan::admit::{Attempt, Question, Until};
use crate::plan::check::Check;
use crate::plan::place::{Plan, Touch};
use crate::plan::{Active, Break, MILLION, PlanError, Request, Situation, Step};

/// Calendar days between two working days after which a waiting prospect asks for a hand-over.
const LONG_AWAY: i32 = 14;

/// One touch of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TodayTouch<Id> {
    /// Who.
    pub person: Id,
    /// Which step, counted from 1.
    pub step: u8,
    /// How many steps the cadence has.
    pub of: usize,
    /// How.
    pub channel: Channel,
    /// Planned minutes.
    pub minutes: i64,
    /// First day of the window; none when it lies before the calendar.
    pub from: Option<Date>,
    /// Last day of the window; none when it lies before the calendar.
    pub to: Option<Date>,
    /// Working days since the last day of the window, 0 when that is still to come.
    pub late: i32,
}

/// A touch that the plan cannot bring in its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Breach<Id> {
    /// Who.
    pub person: Id,
    /// Which step, counted from 1.
    pub step: u8,
    /// Last day of the window; none when it lies before the calendar.
    pub to: Option<Date>,
    /// The day it is planned on; none when it does not come at all.
    pub planned: Option<Date>,
}

/// One day of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayPlan {
    /// The date.
    pub on: Date,
    /// Planned minutes of the day.
    pub hours: i64,
    /// What is left of them: today less what is spent.
    pub left: i64,
    /// The mean load planned on the day, in minutes rounded up.
    pub planned: i64,
    /// Minutes done today on reserved work and the mean load planned, rounded up.
    pub promised: i64,
    /// Hours less what is promised, never below 0.
    pub room: i64,
}

/// The plan of a morning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morning<Id> {
    /// The date of day 0.
    pub on: Date,
    /// Minutes left of it.
    pub left: i64,
    /// Whether everything that runs can be finished in its windows.
    pub feasible: bool,
    /// Today's touches in the order of the plan: earliest deadline first, then worth, then id.
    pub today: Vec<TodayTouch<Id>>,
    /// Their minutes.
    pub minutes: i64,
    /// What would be late, announced before it happens.
    pub breaches: Vec<Breach<Id>>,
    /// The first interval that breaks.
    pub breaks: Option<Break>,
    /// The days from today on, as many as asked for.
    pub days: Vec<DayPlan>,
    /// Who waits over an absence of more than two weeks.
    pub hand_over: Vec<Id>,
    /// Who of those asked for can start today.
    pub may_start: Vec<Id>,
}

/// Plans the morning of a situation, with the first `n_days` days of it.
///
/// # Errors
/// [`PlanError`] names the first thing in the situation or the request that is not what it must be.
pub fn morning<Id: Ord + Copy>(
    situation: &Situation<Id>,
    request: &Request<Id>,
    n_days: usize,
) -> Result<Morning<Id>, PlanError> {
    let question = Question::new(situation, request)?;
    let mut plan = Plan::default();
    let check = question.check_of(&mut plan, &question.rooms, &question.actives);
    let days = day_plans(&question, &plan, n_days.max(1));
    let first = days.first().copied().ok_or(PlanError::NoWorkingDays)?;
    let today = today(&question, &plan);
    Ok(Morning {
        on: first.on,
        left: first.left,
        feasible: check.is_ok(),
        minutes: today.iter().map(|touch| touch.minutes).sum(),
        today,
        breaches: breaches(&question, &plan, &check),
        breaks: check.overload.and_then(|found| question.dates_of(&found)),
        days: days.into_iter().take(n_days).collect(),
        hand_over: hand_over(&question, &plan),
        may_start: may_start(&question, &check),
    })
}

/// The first `n` days of a plan.
pub(super) fn day_plans<Id: Ord + Copy>(
    question: &Question<'_, Id>,
    plan: &Plan,
    n: usize,
) -> Vec<DayPlan> {
    let dates = question.days.ahead().zip(question.days.hours());
    dates
        .enumerate()
        .take(n)
        .map(|(t, (on, hours))| {
            let load =
                if t < plan.horizon() { question.rooms.cap(0, t) - plan.left(0, t) } else { 0 };
            let planned = (load + MILLION - 1).div_euclid(MILLION);
            let done = if t == 0 { question.situation.reserved_done } else { 0 };
            let promised = planned + done;
            let left = question.rooms.room(0, t);
            DayPlan { on, hours: *hours, left, planned, promised, room: (hours - promised).max(0) }
        })
        .collect()
}

/// Line 58: the whole room of today, whatever share of it the check counts on.
fn today<Id: Ord + Copy>(question: &Question<'_, Id>, checked: &Plan) -> Vec<TodayTouch<Id>> {
    let rooms = &question.rooms;
    let whole = |resource| rooms.room(resource, 0) * MILLION;
    // The first day of a plan depends on nothing but the first day's room.
    if (0..rooms.n_resources()).all(|resource| rooms.cap(resource, 0) == whole(resource)) {
        return touches_of_today(question, checked);
    }
    let mut plan = Plan::default();
    let (n_ranks, legs) = (question.roster.ids.len(), question.legs.all());
    plan.clear_with(rooms.n_resources(), n_ranks, checked.horizon(), |resource, t| match t {
        0 => whole(resource),
        _ => 0,
    });
    for (rank, item) in &question.actives {
        plan.add(*rank, item, legs);
    }
    plan.run(legs, 1);
    touches_of_today(question, &plan)
}

/// The touches of a plan's first day in its order.
fn touches_of_today<Id: Ord + Copy>(
    question: &Question<'_, Id>,
    plan: &Plan,
) -> Vec<TodayTouch<Id>> {
    let is_today = |touch: &&Touch| touch.planned_on() == Some(0);
    let planned = plan.touches().iter().filter(is_today);
    let mut planned: Vec<_> =
        planned.map(|touch| ((touch.deadline, touch.rank()), touch)).collect();
    planned.sort_unstable_by_key(|(order, _)| *order);
    let rows = rows_by_rank(question);
    let row = |touch: &Touch| {
        let (steps, step) = step_of(question, &rows, touch)?;
        let planned = steps.get(usize::from(step).checked_sub(1)?)?;
        Some(TodayTouch {
            person: question.id(touch.rank())?,
            step,
            of: steps.len(),
            channel: planned.channel,
            minutes: planned.minutes,
            from: question.days.date(touch.release),
            to: question.days.date(touch.deadline),
            late: touch.deadline.min(0).saturating_neg(),
        })
    };
    planned.into_iter().filter_map(|(_, touch)| row(touch)).collect()
}

fn rows_by_rank<'a, Id: Ord + Copy>(question: &Question<'a, Id>) -> Vec<Option<&'a Active<Id>>> {
    let mut rows = vec![None; question.roster.ids.len()];
    for (active, rank) in question.situation.actives.iter().zip(&question.roster.actives) {
        if let Some(slot) = rows.get_mut(*rank) {
            *slot = Some(active);
        }
    }
    rows
}

/// The steps of a touch's cadence, and which of them it is.
fn step_of<'a, Id: Ord + Copy>(
    question: &Question<'a, Id>,
    rows: &[Option<&Active<Id>>],
    touch: &Touch,
) -> Option<(&'a [Step], u8)> {
    let active = rows.get(touch.rank()).copied().flatten()?;
    let steps = question.situation.cadences.get(active.cadence)?;
    Some((steps, question.legs.all().get(touch.leg())?.step))
}

fn breaches<Id: Ord + Copy>(
    question: &Question<'_, Id>,
    plan: &Plan,
    check: &Check,
) -> Vec<Breach<Id>> {
    let late = check.late.iter().filter_map(|place| plan.touches().get(*place));
    late.filter_map(|touch| {
        let planned = touch.planned_on().and_then(|t| i32::try_from(t).ok());
        Some(Breach {
            person: question.id(touch.rank())?,
            step: question.legs.all().get(touch.leg())?.step,
            to: question.days.date(touch.deadline),
            planned: planned.and_then(|t| question.days.date(t)),
        })
    })
    .collect()
}

/// Line 61: those with a planned touch whose wait spans a long absence, in the order of their ids.
fn hand_over<Id: Ord + Copy>(question: &Question<'_, Id>, plan: &Plan) -> Vec<Id> {
    let away = question.days.gaps_over(LONG_AWAY);
    if away.is_empty() {
        return vec![];
    }
    let spans = |touch: &&Touch| {
        let closes = touch.deadline.max(0);
        away.iter().any(|t| touch.previous <= *t && *t < closes)
    };
    let planned = plan.touches().iter().filter(|touch| touch.planned_on().is_some());
    let ids: BTreeSet<Id> =
        planned.filter(spans).filter_map(|touch| question.id(touch.rank())).collect();
    ids.into_iter().collect()
}

/// Line 60: those that admission puts on day 0.
fn may_start<Id: Ord + Copy>(question: &Question<'_, Id>, check: &Check) -> Vec<Id> {
    if question.from() > 0 || question.request.candidates.is_empty() {
        return vec![];
    }
    let attempt = Attempt { until: Until::FirstDayClosed, ..Attempt::asked(question) };
    let run = question.start(check.is_ok(), &attempt);
    let today = run.starts.iter().filter(|(_, day)| *day == 0);
    today.filter_map(|(rank, _)| question.id(*rank)).collect()
}
