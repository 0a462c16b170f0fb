//! The days as they would be with those who start: what a rep sees before they say yes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::plan::admit::{Question, Start};
use crate::plan::items::{Item, after, horizon};
use crate::plan::morning::{DayPlan, day_plans};
use crate::plan::place::Plan;
use crate::plan::{MILLION, PlanError, Request, Situation};

/// One day of the plan with those who start in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct JoinedDay {
    /// The date.
    pub on: Date,
    /// Minutes promised to what runs already, moved within its windows where that makes room.
    pub promised: i64,
    /// Minutes of those who start: their mean load, rounded up. With `promised` it is what the day promises once
    /// they are started.
    pub new: i64,
}

/// The days from today to the last touch of those who start, each of them a candidate of the request; none when nobody does.
///
/// # Errors
/// Those of [`admit`](crate::plan::admit::admit).
pub fn joined<Id: Ord + Copy>(
    situation: &Situation<Id>,
    request: &Request<Id>,
    starts: &[Start<Id>],
) -> Result<Vec<JoinedDay>, PlanError> {
    let days: BTreeMap<Id, Date> = starts.iter().map(|start| (start.person, start.on)).collect();
    if days.is_empty() {
        return Ok(vec![]);
    }
    let question = &Question::new(situation, request)?;
    let legs = &question.legs;
    let mut new: Vec<(usize, Item)> = Vec::with_capacity(days.len());
    for (rank, candidate) in question.candidates() {
        if let Some(on) = days.get(&candidate.id) {
            let leg = legs.start(candidate.cadence, 1)?;
            new.push((rank, after(legs, leg, question.day_of(*on))));
        }
    }
    let items = question.actives.iter().chain(&new).map(|(_, item)| item);
    let until = horizon(items, legs.all());
    let mut plan = Plan::default();
    plan.clear(&question.rooms, question.roster.ids.len(), until);
    for (rank, item) in question.actives.iter().chain(&new) {
        plan.add(*rank, item, legs.all());
    }
    plan.run(legs.all(), until);

    let loads = loads_by_day(&plan, question, &new, until);
    let n_days = loads.iter().rposition(|load| *load > 0).map_or(0, |last| last + 1);
    let planned = day_plans(question, &plan, n_days);
    let day = |(day, load): (DayPlan, &i64)| {
        let DayPlan { on, promised, .. } = day;
        let new = (load + MILLION - 1).div_euclid(MILLION);
        JoinedDay { on, promised: promised - new, new }
    };
    Ok(planned.into_iter().zip(&loads).map(day).collect())
}

/// Mean load of these items alone, micro-minutes by day.
fn loads_by_day<Id: Ord + Copy>(
    plan: &Plan,
    question: &Question<'_, Id>,
    items: &[(usize, Item)],
    n_days: usize,
) -> Vec<i64> {
    let mut is_of = vec![false; question.roster.ids.len()];
    for (rank, _) in items {
        if let Some(slot) = is_of.get_mut(*rank) {
            *slot = true;
        }
    }
    let mut loads = vec![0; n_days];
    for touch in plan.touches() {
        let planned = touch.planned_on().and_then(|t| loads.get_mut(t));
        let leg = question.legs.all().get(touch.leg());
        if let (Some(load), Some(leg), Some(true)) = (planned, leg, is_of.get(touch.rank())) {
            *load += leg.load;
        }
    }
    loads
}
