//! What would happen otherwise: everybody asked is started at once, and nobody leaves.

use jiff::civil::Date;
use serde::Serialize;

use crate::plan::admit::Question;
use crate::plan::check::late_touches;
use crate::plan::days::HORIZON;
use crate::plan::items::{Item, Legs, active_item, after};
use crate::plan::morning::day_plans;
use crate::plan::place::Plan;
use crate::plan::{PlanError, Step};

/// The consequence of starting everybody asked on the first day, placed up to the last deadline that
/// any of their touches has if nothing slips.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Otherwise {
    /// The last of these deadlines: `minutes_there` and `never_second_touch` are counted up to it.
    pub until: Option<Date>,
    /// Minutes of all steps of those asked.
    pub minutes_needed: i64,
    /// Room from today to that deadline: hours less what is promised already.
    pub minutes_there: i64,
    /// Deadline of the first late touch.
    pub first_late: Option<Date>,
    /// How many touches are late, those of the actives included.
    pub late: usize,
    /// How many of those asked get no second touch by then.
    pub never_second_touch: usize,
    /// How many of those asked get every touch in its window.
    pub full_cadence: usize,
}

/// Starts all and looks: h = 0, the cap as in the check, nobody asks whether it fits.
pub(super) fn otherwise<Id: Ord + Copy>(
    question: &Question<'_, Id>,
    base_plan: &Plan,
) -> Result<Otherwise, PlanError> {
    let cadences = &question.situation.cadences;
    let legs = Legs::new(cadences, &question.rooms, true);
    let from = question.from();
    let asked: Vec<(usize, &[Step], Item)> = question
        .candidates()
        .filter(|(_, candidate)| candidate.force.is_none())
        .map(|(rank, candidate)| {
            let leg = legs.start(candidate.cadence, 1)?;
            let steps = cadences.get(candidate.cadence).map(Vec::as_slice).unwrap_or_default();
            Ok((rank, steps, after(&legs, leg, from)))
        })
        .collect::<Result<_, PlanError>>()?;
    let by = asked.iter().map(|(_, steps, _)| last_deadline(steps)).max().unwrap_or_default();
    let by = usize::try_from(i64::from(from) + by).unwrap_or_default().min(HORIZON - 1);

    let mut plan = Plan::default();
    plan.clear(&question.rooms, question.roster.ids.len(), by + 1);
    for (active, (rank, _)) in question.situation.actives.iter().zip(&question.actives) {
        plan.add(*rank, &active_item(active, &question.days, &legs)?, legs.all());
    }
    for (rank, candidate) in question.candidates() {
        if let Some(day) = candidate.force {
            let leg = legs.start(candidate.cadence, 1)?;
            plan.add(rank, &after(&legs, leg, question.day_of(day)), legs.all());
        }
    }
    for (rank, _, item) in &asked {
        plan.add(*rank, item, legs.all());
    }
    plan.run(legs.all(), by + 1);

    let late = late_touches(&plan, legs.all(), &question.roster.ids);
    let first = late.first().and_then(|place| plan.touches().get(*place));
    let kept = Kept::count(&plan, &legs, question.roster.ids.len());
    let never = |(rank, steps, _): &&(usize, &[Step], Item)| {
        steps.len() > 1 && !kept.has_second.get(*rank).copied().unwrap_or_default()
    };
    let full = |(rank, steps, _): &&(usize, &[Step], Item)| {
        kept.on_time.get(*rank).is_some_and(|n| *n == steps.len())
    };
    Ok(Otherwise {
        until: i32::try_from(by).ok().and_then(|by| question.days.date(by)),
        minutes_needed: asked.iter().flat_map(|(_, steps, _)| *steps).map(|s| s.minutes).sum(),
        minutes_there: day_plans(question, base_plan, by + 1).iter().map(|day| day.room).sum(),
        first_late: first.and_then(|touch| question.days.date(touch.deadline)),
        late: late.len(),
        never_second_touch: asked.iter().filter(never).count(),
        full_cadence: asked.iter().filter(full).count(),
    })
}

/// Working days from the start to the last deadline when every touch is done on its release.
fn last_deadline(steps: &[Step]) -> i64 {
    let releases = steps.iter().scan(0, |release, step| {
        *release += step.gap;
        Some(*release + step.window)
    });
    releases.max().unwrap_or_default()
}

/// What each item got, by rank.
struct Kept {
    /// Touches placed in their windows.
    on_time: Vec<usize>,
    /// Whether touch 2 is placed.
    has_second: Vec<bool>,
}

impl Kept {
    fn count(plan: &Plan, legs: &Legs, n_ranks: usize) -> Self {
        let mut kept = Self { on_time: vec![0; n_ranks], has_second: vec![false; n_ranks] };
        for touch in plan.touches() {
            let (Some(planned), Some(leg)) = (touch.planned_on(), legs.all().get(touch.leg()))
            else {
                continue;
            };
            if let Some(n) = kept.on_time.get_mut(touch.rank()) {
                *n += usize::from(planned <= touch.closes());
            }
            if let Some(second) = kept.has_second.get_mut(touch.rank()) {
                *second |= leg.step == 2;
            }
        }
        kept
    }
}
