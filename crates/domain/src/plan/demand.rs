//! What is asked of each interval: the loads of all touches by release and deadline (SCIENCE 1.6,
//! lines 26 to 30).
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: days and resources are bounded where they are made"
)]

use std::collections::BTreeMap;

use crate::plan::check::{Overload, whole};
use crate::plan::items::Leg;
use crate::plan::place::{Touch, Witness};
use crate::plan::rooms::Rooms;

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
    /// By deadline, then days since the release: [`Demand::width`] places a deadline.
    narrow: Vec<Load>,
    /// Longer windows by deadline and release.
    wide: BTreeMap<(usize, usize), Load>,
    /// By release: all loads.
    released: Vec<Load>,
    /// By release: the loads of the deadlines read so far.
    so_far: Vec<Load>,
    /// By day: the room of all days before it.
    before: Vec<Load>,
    /// By day: bounds on what the intervals that begin before it have to spare up to it.
    least: Vec<Load>,
}

/// The loads of a plan's touches, read deadline by deadline.
///
/// A touch is known before the day of its release, so that a plan in the making can be read up to the
/// day that is placed next.
#[derive(Debug, Default)]
pub(super) struct Demand {
    lines: Vec<Line>,
    days: usize,
    width: usize,
    /// No touch has its deadline from this day on.
    end: usize,
}

impl Demand {
    /// Begins anew with `days` days and no touch.
    pub(super) fn clear(&mut self, rooms: &Rooms, days: usize, legs: &[Leg]) {
        let widest = legs.iter().map(|leg| leg.window).max().unwrap_or_default();
        self.width = usize::try_from(widest).unwrap_or_default().saturating_add(1).min(MOST_WIDTH);
        self.days = days;
        self.end = 0;
        self.lines.resize_with(rooms.n_resources(), Line::default);
        for (resource, line) in self.lines.iter_mut().enumerate() {
            line.clear(rooms, resource, days, self.width);
        }
    }

    /// Becomes a copy of `other`, which was read up to the deadlines before `day`.
    pub(super) fn resume(&mut self, other: &Self, day: usize) {
        let is_alike = self.days == other.days
            && self.width == other.width
            && self.lines.len() == other.lines.len();
        let end = self.end.max(other.end).max(day);
        self.days = other.days;
        self.width = other.width;
        self.end = other.end;
        self.lines.resize_with(other.lines.len(), Line::default);
        for (line, other) in self.lines.iter_mut().zip(&other.lines) {
            line.wide.clone_from(&other.wide);
            if is_alike {
                let places = day * self.width..end * self.width;
                line.narrow[places.clone()].copy_from_slice(&other.narrow[places]);
                line.released[..end].copy_from_slice(&other.released[..end]);
                line.so_far[..end].copy_from_slice(&other.so_far[..end]);
                line.least[..=day].copy_from_slice(&other.least[..=day]);
            } else {
                line.narrow.clone_from(&other.narrow);
                line.released.clone_from(&other.released);
                line.so_far.clone_from(&other.so_far);
                line.before.clone_from(&other.before);
                line.least.clone_from(&other.least);
            }
        }
    }

    /// Whether all deadlines lie before day `to`.
    pub(super) fn is_read(&self, to: usize) -> bool {
        self.end <= to
    }

    /// Reads days on which there is no deadline.
    pub(super) fn skip(&mut self, days: std::ops::Range<usize>) {
        for line in &mut self.lines {
            days.clone().for_each(|t| line.bound(t));
        }
    }

    /// Adds a touch, unless its deadline lies beyond the horizon.
    pub(super) fn add(&mut self, touch: &Touch, leg: &Leg) {
        let (release, deadline) = (touch.opens(), touch.closes());
        if deadline < self.days {
            self.end = self.end.max(deadline + 1);
            let total = Load { mean: leg.load, var: leg.var };
            self.lines[0].add(self.width, release, deadline, total);
            if leg.resource > 0 {
                let own = Load { mean: leg.own_load, var: leg.own_var };
                self.lines[leg.resource].add(self.width, release, deadline, own);
            }
        }
    }

    /// Reads the deadlines of day `to`, those of all days before having been read, and returns the
    /// shortest interval that breaks there.
    pub(super) fn overload(&mut self, z_squared: i64, to: usize) -> Option<Overload> {
        let mut shortest: Option<Overload> = None;
        for (resource, line) in self.lines.iter_mut().enumerate() {
            line.bound(to);
            if line.read(self.width, to)
                && let Some((from, over)) = line.overload(z_squared, to)
                && shortest.is_none_or(|shortest| shortest.from < from)
            {
                shortest = Some(Overload { from, to, resource, over });
            }
        }
        shortest
    }
}

impl Witness for Demand {
    fn comes(&mut self, touch: Touch, leg: &Leg) -> u32 {
        self.add(&touch, leg);
        0
    }

    fn planned(&mut self, _: u32, _: usize) {}
}

impl Line {
    fn clear(&mut self, rooms: &Rooms, resource: usize, days: usize, width: usize) {
        self.wide.clear();
        self.narrow.clear();
        self.narrow.resize(days * width, Load::default());
        for loads in [&mut self.released, &mut self.so_far] {
            loads.clear();
            loads.resize(days, Load::default());
        }
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
    }

    fn add(&mut self, width: usize, release: usize, deadline: usize, load: Load) {
        if load.mean == 0 {
            return;
        }
        self.released[release] += load;
        let span = deadline - release;
        if span < width {
            self.narrow[deadline * width + span] += load;
        } else {
            *self.wide.entry((deadline, release)).or_default() += load;
        }
    }

    /// Adds the loads with deadline `to` to those of their releases; returns whether there are any.
    fn read(&mut self, width: usize, to: usize) -> bool {
        let mut is_any = false;
        let places = self.narrow[to * width..][..width].iter();
        for (load, release) in places.zip((0..=to).rev()) {
            is_any |= load.mean > 0;
            self.so_far[release] += *load;
        }
        for ((_, release), load) in self.wide.range((to, 0)..(to + 1, 0)) {
            is_any = true;
            self.so_far[*release] += *load;
        }
        is_any
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

    /// The latest release from which the days until `to` cannot hold what falls between, and by how much.
    fn overload(&self, z_squared: i64, to: usize) -> Option<(usize, i64)> {
        let end = self.before[to + 1];
        let mut asked = Load::default();
        for from in (0..=to).rev() {
            asked += self.so_far[from];
            let spare = end.mean - self.before[from].mean - asked.mean;
            let var = asked.var + end.var - self.before[from].var;
            if asked.mean > 0 && self.released[from].mean > 0 && breaks(z_squared, var, spare) {
                let spread = i128::from(z_squared) * i128::from(var);
                // In integers, over > 0 exactly when the root, rounded up, is above what is spare.
                let over = ceil_sqrt(spread) - i128::from(spare);
                return Some((from, whole(i64::try_from(over).unwrap_or(i64::MAX))));
            }
            let earlier = self.least[from];
            if !breaks(z_squared, var + earlier.var, spare + earlier.mean.min(0)) {
                return None;
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
