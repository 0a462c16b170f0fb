//! The check: nobody is planned late, and no interval is asked for more than it has
//! (SCIENCE 1.4 and 1.6, lines 22 to 33).
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a numeric kernel: days and resources are bounded where they are made"
)]

use crate::plan::MILLION;
use crate::plan::items::{Item, Leg, horizon};
use crate::plan::place::{Plan, Touch};
use crate::plan::rooms::Rooms;

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

/// Lists to work in, kept from one check to the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    by_deadline: Vec<u32>,
    ends: Vec<u32>,
    load: Vec<i64>,
    var: Vec<i64>,
    is_release: Vec<bool>,
    is_deadline: Vec<bool>,
    releases: Vec<u32>,
}

/// Plans the items and names all that is late and the first interval that breaks.
///
/// Items come with their ranks; `ids` orders late touches of one deadline.
pub(super) fn check<Id: Ord + Copy>(
    plan: &mut Plan,
    scratch: &mut Scratch,
    rooms: &Rooms,
    legs: &[Leg],
    items: &[(usize, Item)],
    ids: &[Id],
) -> Check {
    let days = horizon(items.iter().map(|(_, item)| item), legs);
    plan.clear(rooms, ids.len(), days);
    for (rank, item) in items {
        plan.add(*rank, item);
    }
    plan.run(legs, days);
    let late = late_touches(plan, legs, ids);
    // With z = 0 a plan without a late touch is itself the proof that every interval holds.
    let overload = if rooms.z_squared == 0 && late.is_empty() {
        None
    } else {
        scratch.sort_by_deadline(plan);
        let worst = (0..rooms.n_resources())
            .filter_map(|resource| scratch.overload(plan, rooms, legs, resource, 0))
            .min_by_key(|found| (found.to, std::cmp::Reverse(found.from), found.resource));
        worst.or_else(|| late.first().map(|place| nearest(plan, rooms, legs, *place)))
    };
    Check { late, overload }
}

/// Whether no interval that ends on day `from` or later breaks in a plan without late touches.
pub(super) fn holds(
    plan: &Plan,
    scratch: &mut Scratch,
    rooms: &Rooms,
    legs: &[Leg],
    from: usize,
) -> bool {
    if rooms.z_squared == 0 {
        return true;
    }
    scratch.sort_by_deadline(plan);
    (0..rooms.n_resources())
        .all(|resource| scratch.overload(plan, rooms, legs, resource, from).is_none())
}

/// The late touches by place in [`Plan::touches`], earliest deadline first, then by id and step.
pub(super) fn late_touches<Id: Ord + Copy>(plan: &Plan, legs: &[Leg], ids: &[Id]) -> Vec<usize> {
    let days = plan.horizon();
    let mut late: Vec<usize> =
        (0..plan.touches.len()).filter(|place| is_late(&plan.touches[*place], days)).collect();
    late.sort_unstable_by_key(|place| {
        let touch = &plan.touches[*place];
        (touch.closes(), ids[touch.rank()], legs[touch.leg()].step)
    });
    late
}

/// Line 25: placed after its deadline, or not placed although that lies inside the horizon.
fn is_late(touch: &Touch, days: usize) -> bool {
    touch.planned_on().map_or(touch.closes() < days, |planned| planned > touch.closes())
}

impl Scratch {
    /// Puts the touches whose deadline lies inside the horizon in the order of their deadlines.
    fn sort_by_deadline(&mut self, plan: &Plan) {
        let days = plan.horizon();
        self.ends.clear();
        self.ends.resize(days + 1, 0);
        for touch in &plan.touches {
            if touch.closes() < days {
                self.ends[touch.closes() + 1] += 1;
            }
        }
        for day in 0..days {
            self.ends[day + 1] += self.ends[day];
        }
        self.by_deadline.clear();
        self.by_deadline.resize(self.ends[days] as usize, 0);
        for (place, touch) in plan.touches.iter().enumerate() {
            if touch.closes() < days {
                let slot = &mut self.ends[touch.closes()];
                self.by_deadline[*slot as usize] = place as u32;
                *slot += 1;
            }
        }
    }

    /// The first interval of one resource that breaks: lines 26 to 30, deadlines from `from_day` on.
    fn overload(
        &mut self,
        plan: &Plan,
        rooms: &Rooms,
        legs: &[Leg],
        resource: usize,
        from_day: usize,
    ) -> Option<Overload> {
        let days = plan.horizon();
        for list in [&mut self.load, &mut self.var] {
            list.clear();
            list.resize(days, 0);
        }
        for list in [&mut self.is_release, &mut self.is_deadline] {
            list.clear();
            list.resize(days, false);
        }
        for place in &self.by_deadline {
            let touch = &plan.touches[*place as usize];
            if legs[touch.leg()].load_on(resource) > 0 {
                self.is_release[touch.opens()] = true;
                self.is_deadline[touch.closes()] = true;
            }
        }
        self.releases.clear();
        self.releases.extend((0..days as u32).filter(|day| self.is_release[*day as usize]));
        let mut coming = 0;
        for to in 0..days {
            while coming < self.ends[to] as usize {
                let touch = &plan.touches[self.by_deadline[coming] as usize];
                let leg = &legs[touch.leg()];
                self.load[touch.opens()] += leg.load_on(resource);
                self.var[touch.opens()] += leg.var_on(resource);
                coming += 1;
            }
            if to >= from_day
                && self.is_deadline[to]
                && let Some(found) = self.overload_until(rooms, resource, to)
            {
                return Some(found);
            }
        }
        None
    }

    /// The latest release from which the days until `to` cannot hold what falls between.
    fn overload_until(&self, rooms: &Rooms, resource: usize, to: usize) -> Option<Overload> {
        let caps = rooms.cap_sums(resource);
        let variances = rooms.variance_sums(resource);
        let (mut demand, mut var) = (0, 0);
        let until = self.releases.partition_point(|release| *release as usize <= to);
        for release in self.releases[..until].iter().rev() {
            let from = *release as usize;
            demand += self.load[from];
            var += self.var[from];
            if demand == 0 {
                continue;
            }
            let spare = caps[to + 1] - caps[from] - demand;
            let spread =
                i128::from(rooms.z_squared) * i128::from(var + variances[to + 1] - variances[from]);
            if spare < 0 || spread > i128::from(spare) * i128::from(spare) {
                let over = ceil_sqrt(spread) - i128::from(spare);
                let over = whole(i64::try_from(over).unwrap_or(i64::MAX));
                return Some(Overload { from, to, resource, over });
            }
        }
        None
    }
}

/// Lines 31 and 32: the day of a late touch's window that is the least short of room for it.
fn nearest(plan: &Plan, rooms: &Rooms, legs: &[Leg], place: usize) -> Overload {
    let touch = &plan.touches[place];
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
fn whole(micro: i64) -> i64 {
    micro.div_euclid(MILLION) + i64::from(micro.rem_euclid(MILLION) > 0)
}

/// The least whole number whose square is not below `value`.
fn ceil_sqrt(value: i128) -> i128 {
    let root = value.isqrt();
    if root * root < value { root + 1 } else { root }
}
