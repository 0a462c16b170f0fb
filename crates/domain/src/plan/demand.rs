//! What is asked of each interval: the loads of all touches by release and deadline (SCIENCE 1.6,
//! lines 26 to 30).
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: days and resources are bounded where they are made"
)]

use crate::plan::check::{Overload, whole};
use crate::plan::items::Leg;
use crate::plan::rooms::Rooms;
use crate::plan::turn::Turn;

/// Windows of fewer days than this have a place of their own.
const MOST_WIDTH: usize = 32;
/// A number whose square is more than any `i64`.
const ENOUGH: i64 = 3_037_000_500;

/// The mean and the variance of some touches' load on one resource.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    mean: i64,
    var: i64,
}

impl std::ops::AddAssign for Load {
    fn add_assign(&mut self, other: Self) {
        self.mean += other.mean;
        self.var += other.var;
    }
}

/// One resource: what each window asks for, and what there is.
#[derive(Debug, Default)]
struct Line {
    /// By release, then days until the deadline: the loads of windows of no more days.
    within: Vec<Load>,
    /// By release: the loads of longer windows, each with its deadline.
    wide: Vec<Vec<(usize, Load)>>,
    has_wide: bool,
    /// By release: all loads.
    released: Vec<Load>,
    /// By deadline: the mean of all loads.
    closing: Vec<i64>,
    /// By day: the room of all days before it.
    before: Vec<Load>,
    /// By day: bounds on what the intervals that begin before it have to spare up to it.
    least: Vec<Load>,
    /// The first day after which these are out of date.
    bounded: usize,
}

/// The loads of a plan's touches by release and deadline, for those whose deadline is inside the horizon.
#[derive(Debug, Default)]
pub(super) struct Demand {
    lines: Vec<Line>,
    days: usize,
    width: usize,
}

impl Demand {
    /// Begins anew with `days` days and no touch.
    pub(super) fn clear(&mut self, rooms: &Rooms, days: usize, legs: &[Leg]) {
        let widest = legs.iter().map(|leg| leg.window).max().unwrap_or_default();
        self.width = usize::try_from(widest).unwrap_or_default().saturating_add(1).min(MOST_WIDTH);
        self.days = days;
        self.lines.resize_with(rooms.n_resources(), Line::default);
        for (resource, line) in self.lines.iter_mut().enumerate() {
            line.clear(rooms, resource, days, self.width);
        }
    }

    /// Adds a touch, unless its deadline lies beyond the horizon.
    pub(super) fn add(&mut self, release: usize, deadline: usize, leg: &Leg) {
        self.change(release, deadline, leg, 1);
    }

    /// Adds the touches that came and takes those away that are gone, each with the first day of its window.
    pub(super) fn exchange(
        &mut self,
        came: &[(usize, Turn)],
        gone: &[(usize, Turn)],
        legs: &[Leg],
    ) {
        for (touches, times) in [(came, 1), (gone, -1)] {
            for (release, turn) in touches {
                self.change(*release, turn.closes(), &legs[turn.leg()], times);
            }
        }
    }

    /// Whether no interval breaks that ends on day `first` or later.
    pub(super) fn holds(&mut self, z_squared: i64, first: usize) -> bool {
        let days = first..self.days;
        self.lines
            .iter_mut()
            .all(|line| days.clone().all(|to| line.overload(self.width, z_squared, to).is_none()))
    }

    /// The first interval that breaks: of those that end first, the shortest, of these the first resource's.
    pub(super) fn overload(&mut self, z_squared: i64) -> Option<Overload> {
        (0..self.days).find_map(|to| self.overload_until(z_squared, to))
    }

    /// The shortest interval that breaks and ends on day `to`.
    fn overload_until(&mut self, z_squared: i64, to: usize) -> Option<Overload> {
        let mut shortest: Option<Overload> = None;
        for (resource, line) in self.lines.iter_mut().enumerate() {
            if let Some((from, over)) = line.overload(self.width, z_squared, to)
                && shortest.is_none_or(|shortest| shortest.from < from)
            {
                shortest = Some(Overload { from, to, resource, over });
            }
        }
        shortest
    }

    fn change(&mut self, release: usize, deadline: usize, leg: &Leg, times: i64) {
        if deadline < self.days {
            let total = Load { mean: times * leg.load, var: times * leg.var };
            self.lines[0].add(self.width, release, deadline, total);
            if leg.resource > 0 {
                let own = Load { mean: times * leg.own_load, var: times * leg.own_var };
                self.lines[leg.resource].add(self.width, release, deadline, own);
            }
        }
    }
}

impl Line {
    fn clear(&mut self, rooms: &Rooms, resource: usize, days: usize, width: usize) {
        for (loads, n) in [(&mut self.within, days * width), (&mut self.released, days)] {
            loads.clear();
            loads.resize(n, Load::default());
        }
        self.wide.iter_mut().for_each(Vec::clear);
        self.wide.resize_with(days, Vec::new);
        self.has_wide = false;
        self.closing.clear();
        self.closing.resize(days, 0);
        self.before.clear();
        self.before.push(Load::default());
        let mut before = Load::default();
        self.before.extend((0..days).map(|t| {
            before += Load { mean: rooms.cap(resource, t), var: rooms.variance(resource, t) };
            before
        }));
        // Nothing begins before day 0.
        self.least.clear();
        self.least.resize(days + 1, Load { mean: i64::MAX / 2, var: 0 });
        self.bounded = 0;
    }

    /// Adds a load, or takes one away that is negative.
    fn add(&mut self, width: usize, release: usize, deadline: usize, load: Load) {
        if load.mean == 0 {
            return;
        }
        self.released[release] += load;
        self.closing[deadline] += load.mean;
        self.bounded = self.bounded.min(release);
        let span = deadline - release;
        if span < width {
            for within in &mut self.within[release * width..][span..width] {
                *within += load;
            }
        } else {
            self.has_wide = true;
            let wide = &mut self.wide[release];
            match wide.iter_mut().find(|(other, _)| *other == deadline) {
                Some((_, within)) => *within += load,
                None => wide.push((deadline, load)),
            }
        }
    }

    /// The loads released on day `from` with their deadline by day `to`.
    fn within(&self, width: usize, from: usize, to: usize) -> Load {
        let mut within = self.within[from * width + (to - from).min(width - 1)];
        if self.has_wide {
            let wide = self.wide[from].iter().filter(|(deadline, _)| *deadline <= to);
            wide.for_each(|(_, load)| within += *load);
        }
        within
    }

    /// Whatever begins before day `t + 1` has at least this mean to spare up to it, whichever deadlines
    /// are read, and at most this variance.
    fn bound(&mut self, t: usize) {
        let (earlier, released) = (self.least[t], self.released[t]);
        let spare = self.before[t + 1].mean - self.before[t].mean - released.mean;
        let variance = self.before[t + 1].var - self.before[t].var;
        self.least[t + 1] =
            Load { mean: spare + earlier.mean.min(0), var: earlier.var + released.var + variance };
    }

    /// The latest release from which the days until the deadline `to` cannot hold what falls between, and
    /// by how much.
    fn overload(&mut self, width: usize, z_squared: i64, to: usize) -> Option<(usize, i64)> {
        if self.closing[to] == 0 {
            return None;
        }
        (self.bounded..to).for_each(|t| self.bound(t));
        self.bounded = self.bounded.max(to);
        let end = self.before[to + 1];
        let mut asked = Load::default();
        for from in (0..=to).rev() {
            asked += self.within(width, from, to);
            let spare = end.mean - self.before[from].mean - asked.mean;
            let var = asked.var + end.var - self.before[from].var;
            let earlier = self.least[from];
            if !breaks(z_squared, var + earlier.var, spare + earlier.mean.min(0)) {
                return None;
            }
            if asked.mean > 0 && self.released[from].mean > 0 && breaks(z_squared, var, spare) {
                let spread = i128::from(z_squared) * i128::from(var);
                // In integers, over > 0 exactly when the root, rounded up, is above what is spare.
                let over = ceil_sqrt(spread) - i128::from(spare);
                return Some((from, whole(i64::try_from(over).unwrap_or(i64::MAX))));
            }
        }
        None
    }
}

/// Whether the root of `z_squared * var` is more than what is spare.
fn breaks(z_squared: i64, var: i64, spare: i64) -> bool {
    spare < 0
        || match z_squared.checked_mul(var) {
            Some(spread) => spare < ENOUGH && spare * spare < spread,
            None => i128::from(spare) * i128::from(spare) < i128::from(z_squared) * i128::from(var),
        }
}

/// The least whole number whose square is not below `value`.
fn ceil_sqrt(value: i128) -> i128 {
    let root = value.isqrt();
    if root * root < value { root + 1 } else { root }
}
