//! The check: nobody is planned late, and no interval is asked for more than it has
//! (SCIENCE 1.4 and 1.6, lines 22 to 33).
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a numeric kernel: days and resources are bounded where they are made"
)]

use crate::plan::MILLION;
use crate::plan::demand::Demand;
use crate::plan::items::{Item, Leg, horizon};
use crate::plan::place::{Plan, Touch};
use crate::plan::rooms::Rooms;

/// Where the step begins in the key by which late touches are ordered: below it is a touch's place, of
/// which there are 16 for each of 100,000 items at most.
const STEP: u32 = 24;
/// Where the place of the id begins.
const ID: u32 = 32;
/// Where the day begins.
const DAY: u32 = 52;

/// An interval that cannot hold what is asked of it, in day numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overload {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) resource: usize,
    /// Whole minutes or touches, at least 1.
    pub(super) over: i64,
}

/// What a check found; the plan behind it stays in the [`Plan`] it was given.
#[derive(Clone, Debug)]
pub(super) struct Check {
    /// Late touches by place in [`Plan::touches`], earliest deadline first.
    pub(super) late: Vec<usize>,
    pub(super) overload: Option<Overload>,
}

impl Check {
    pub(super) fn is_ok(&self) -> bool {
        self.overload.is_none()
    }
}

/// Plans the items and names all that is late and the first interval that breaks.
///
/// Items come with their ranks; `ids` orders late touches of one deadline.
pub(super) fn check<Id: Ord + Copy>(
    plan: &mut Plan,
    demand: &mut Demand,
    rooms: &Rooms,
    legs: &[Leg],
    items: &[(usize, Item)],
    ids: &[Id],
) -> Check {
    let days = horizon(items.iter().map(|(_, item)| item), legs);
    plan.clear(rooms, ids.len(), days);
    for (rank, item) in items {
        plan.add(*rank, item, legs);
    }
    plan.run(legs, days);
    let late = late_touches(plan, legs, ids);
    // With z = 0 a plan without a late touch is itself the proof that every interval holds.
    let overload = if rooms.z_squared == 0 && late.is_empty() {
        None
    } else {
        demand.clear(rooms, days, legs);
        for touch in plan.touches() {
            demand.add(touch.opens(), touch.closes(), &legs[touch.leg()]);
        }
        demand
            .overload(rooms.z_squared)
            .or_else(|| late.first().map(|place| nearest(plan, rooms, legs, *place)))
    };
    Check { late, overload }
}

/// The late touches by place in [`Plan::touches`], earliest deadline first, then by id and step.
pub(super) fn late_touches<Id: Ord + Copy>(plan: &Plan, legs: &[Leg], ids: &[Id]) -> Vec<usize> {
    let (days, touches) = (plan.horizon(), plan.touches());
    let is_by_id = ids.is_sorted();
    let mut by_id: Vec<usize> = if is_by_id { vec![] } else { (0..ids.len()).collect() };
    by_id.sort_unstable_by_key(|rank| ids[*rank]);
    let mut order = vec![0; by_id.len()];
    by_id.iter().enumerate().for_each(|(place, rank)| order[*rank] = place);
    let late = touches.iter().enumerate().filter(|(_, touch)| is_late(touch, days));
    let mut late: Vec<u64> = late
        .map(|(place, touch)| {
            let id = if is_by_id { touch.rank() } else { order[touch.rank()] };
            let step = u64::from(legs[touch.leg()].step);
            (touch.closes() as u64) << DAY | (id as u64) << ID | step << STEP | place as u64
        })
        .collect();
    late.sort_unstable();
    late.into_iter().map(|key| (key & ((1 << STEP) - 1)) as usize).collect()
}

/// Line 25: placed after its deadline, or not placed although that lies inside the horizon.
fn is_late(touch: &Touch, days: usize) -> bool {
    touch.planned_on().map_or(touch.closes() < days, |planned| planned > touch.closes())
}

/// Lines 31 and 32: the day of a late touch's window that is the least short of room for it.
fn nearest(plan: &Plan, rooms: &Rooms, legs: &[Leg], place: usize) -> Overload {
    let touch = &plan.touches()[place];
    let leg = &legs[touch.leg()];
    let (from, to) = (touch.opens(), touch.closes());
    let mut least: Option<(i64, usize)> = None;
    for t in from..=to {
        let (mut short, mut resource) = (i64::MIN, 0);
        for other in 0..rooms.n_resources() {
            let missing = leg.load_on(other) - plan.left(other, t);
            if missing > short {
                (short, resource) = (missing, other);
            }
        }
        if least.is_none_or(|(least, _)| short < least) {
            least = Some((short, resource));
        }
    }
    let (short, resource) = least.unwrap_or((0, 0));
    Overload { from, to, resource, over: whole(short).max(1) }
}

/// Whole units, rounded up.
pub(super) fn whole(micro: i64) -> i64 {
    micro.div_euclid(MILLION) + i64::from(micro.rem_euclid(MILLION) > 0)
}
