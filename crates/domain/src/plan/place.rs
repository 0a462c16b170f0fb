//! Placing touches on days: earliest deadline first, day by day (SCIENCE 1.6, lines 11 to 20).
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "a numeric kernel: ranks, legs and days are bounded where they are made"
)]

use crate::plan::items::{Item, Leg};
use crate::plan::rooms::Rooms;

/// No touch, or no day.
const NONE: u32 = u32::MAX;
/// Ranks in one word of a row.
const WORD: usize = 64;

/// One touch that a plan came to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touch {
    rank: u32,
    leg: u32,
    /// The day of the touch before.
    pub(super) previous: i32,
    /// First day of its window.
    pub(super) release: i32,
    /// Last day of its window.
    pub(super) deadline: i32,
    planned: u32,
}

impl Touch {
    /// The rank of its item.
    pub(super) fn rank(&self) -> usize {
        self.rank as usize
    }

    /// Its leg.
    pub(super) fn leg(&self) -> usize {
        self.leg as usize
    }

    /// The day it is planned on.
    pub(super) fn planned_on(&self) -> Option<usize> {
        (self.planned != NONE).then_some(self.planned as usize)
    }

    /// The first day on which it can be planned.
    pub(super) fn opens(&self) -> usize {
        self.release.max(0) as usize
    }

    /// The last day on which it is on time, today for what is late already.
    pub(super) fn closes(&self) -> usize {
        self.deadline.max(0) as usize
    }
}

/// What hears of each touch while it is placed.
pub(super) trait Witness {
    /// Somebody has come to a touch; returns the name under which it is planned.
    fn comes(&mut self, touch: Touch, leg: &Leg) -> u32;
    /// A touch is planned on day `t`.
    fn planned(&mut self, name: u32, t: usize);
}

/// What must be known of a touch to place it.
#[derive(Clone, Copy, Debug)]
struct Current {
    leg: u32,
    deadline: i32,
    name: u32,
}

/// A plan in the making: what waits, what comes, and what is left of each day.
///
/// Items are known by their rank, so that the order of two touches with one deadline is the order of
/// their ranks: a row of bits, one a rank, is a set in that order. Each day has such a row for those
/// who are released on it and one for those who wait with it as their deadline.
#[derive(Debug, Default)]
pub(super) struct Placing {
    horizon: usize,
    day: usize,
    n_resources: usize,
    /// What each day has left of each resource, day by day.
    left: Vec<i64>,
    /// Words of one set.
    n_words: usize,
    /// By day: who is released on it, then who waits with it as deadline.
    sets: Vec<u64>,
    /// By day: how many are in these sets.
    counts: Vec<[u32; 2]>,
    /// The first deadline of those who wait in the sets, and how many these are.
    earliest: usize,
    n_waiting: usize,
    /// Those who wait with a deadline before day 0 or beyond the horizon, in order.
    others: Vec<u64>,
    /// The touch that each rank has come to.
    current: Vec<Current>,
    n_pending: usize,
    arrivals: Vec<u64>,
}

impl Placing {
    /// Begins anew with `horizon` days for items with ranks below `n_ranks`.
    pub(super) fn clear(
        &mut self,
        n_resources: usize,
        n_ranks: usize,
        horizon: usize,
        cap: impl Fn(usize, usize) -> i64,
    ) {
        self.horizon = horizon;
        self.day = 0;
        self.n_resources = n_resources;
        self.left.clear();
        self.left.resize(n_resources * horizon, 0);
        for resource in 0..n_resources {
            let places = self.left.iter_mut().skip(resource).step_by(n_resources);
            places.enumerate().for_each(|(t, left)| *left = cap(resource, t));
        }
        self.n_words = n_ranks.div_ceil(WORD);
        self.sets.clear();
        self.sets.resize(horizon * 2 * self.n_words, 0);
        self.counts.clear();
        self.counts.resize(horizon, [0; 2]);
        self.earliest = 0;
        self.n_waiting = 0;
        self.others.clear();
        self.current.clear();
        self.current.resize(n_ranks, Current { leg: NONE, deadline: 0, name: NONE });
        self.n_pending = 0;
    }

    /// Whether nobody waits or comes.
    pub(super) fn is_done(&self) -> bool {
        self.n_pending == 0
    }

    /// What a resource has left on a day of the horizon.
    pub(super) fn left(&self, resource: usize, t: usize) -> i64 {
        self.left[t * self.n_resources + resource]
    }

    /// Adds an item; its release must not lie before [`Placing::day`].
    pub(super) fn add(
        &mut self,
        rank: usize,
        item: &Item,
        legs: &[Leg],
        witness: &mut impl Witness,
    ) {
        let touch = Touch {
            rank: rank as u32,
            leg: item.leg as u32,
            previous: item.previous,
            release: item.release,
            deadline: item.deadline,
            planned: NONE,
        };
        if self.come_to(touch, &legs[item.leg], witness) {
            self.n_pending += 1;
        }
    }

    /// Places the touches of the next day.
    pub(super) fn place_day(&mut self, legs: &[Leg], least: i64, witness: &mut impl Witness) {
        let t = self.day;
        self.day += 1;
        self.welcome(t);
        let early = self.others.partition_point(|key| deadline_of(*key) < 0);
        let mut others = std::mem::take(&mut self.others);
        let mut n_kept = 0;
        for position in 0..early {
            let rank = others[position] as u32 as usize;
            if !self.place(rank, t, legs, witness) {
                others[n_kept] = others[position];
                n_kept += 1;
            }
        }
        self.place_sets(t, legs, least, witness);
        for position in early..others.len() {
            let rank = others[position] as u32 as usize;
            if !self.place(rank, t, legs, witness) {
                others[n_kept] = others[position];
                n_kept += 1;
            }
        }
        others.truncate(n_kept);
        self.others = others;
        while self.earliest <= t && self.counts[self.earliest][1] == 0 {
            self.earliest += 1;
        }
    }

    /// Goes on to a day before which nothing can be placed.
    pub(super) fn skip_to(&mut self, day: usize) {
        self.day = self.day.max(day.min(self.horizon));
    }

    /// Places those who wait in the sets, earliest deadline first, then by rank.
    fn place_sets(&mut self, t: usize, legs: &[Leg], least: i64, witness: &mut impl Witness) {
        let total = t * self.n_resources;
        let mut unseen = self.n_waiting;
        let mut deadline = self.earliest;
        while unseen > 0 {
            let n_here = self.counts[deadline][1];
            unseen -= n_here as usize;
            let first = (deadline * 2 + 1) * self.n_words;
            let mut n_placed = 0;
            for word in 0..if n_here > 0 { self.n_words } else { 0 } {
                let mut to_see = self.sets[first + word];
                let mut kept = to_see;
                while to_see != 0 {
                    if self.left[total] < least {
                        unseen = 0;
                        break;
                    }
                    let bit = to_see.trailing_zeros() as usize;
                    to_see &= to_see - 1;
                    if self.place(word * WORD + bit, t, legs, witness) {
                        kept &= !(1 << bit);
                        n_placed += 1;
                    }
                }
                self.sets[first + word] = kept;
            }
            self.counts[deadline][1] -= n_placed;
            self.n_waiting -= n_placed as usize;
            deadline += 1;
        }
    }

    /// Places one touch if the day has room for it, and comes to the next.
    #[inline]
    fn place(&mut self, rank: usize, t: usize, legs: &[Leg], witness: &mut impl Witness) -> bool {
        let Current { leg: at, name, .. } = self.current[rank];
        let at = at as usize;
        let leg = &legs[at];
        let total = t * self.n_resources;
        // Without a cap of its own a leg asks for nothing more of the total.
        let own = total + leg.resource;
        let fits = self.left[total] >= leg.load && self.left[own] >= leg.own_load;
        if fits {
            self.left[total] -= leg.load;
            self.left[own] -= leg.own_load;
            witness.planned(name, t);
            let comes = !leg.is_last && {
                let following = &legs[at + 1];
                let release = t as i32 + following.gap;
                let touch = Touch {
                    rank: rank as u32,
                    leg: at as u32 + 1,
                    previous: t as i32,
                    release,
                    deadline: release + following.window,
                    planned: NONE,
                };
                self.come_to(touch, following, witness)
            };
            self.n_pending -= usize::from(!comes);
        }
        fits
    }

    /// Comes to a touch, unless it opens beyond the horizon.
    #[inline]
    fn come_to(&mut self, touch: Touch, leg: &Leg, witness: &mut impl Witness) -> bool {
        let opens = touch.opens();
        let is_inside = opens < self.horizon;
        if is_inside {
            let rank = touch.rank();
            let (leg_at, deadline) = (touch.leg, touch.deadline);
            self.sets[opens * 2 * self.n_words + rank / WORD] |= 1 << (rank % WORD);
            self.counts[opens][0] += 1;
            let name = witness.comes(touch, leg);
            self.current[rank] = Current { leg: leg_at, deadline, name };
        }
        is_inside
    }

    /// Moves the touches released on day `t` among those that wait.
    fn welcome(&mut self, t: usize) {
        if std::mem::take(&mut self.counts[t][0]) == 0 {
            return;
        }
        let first = t * 2 * self.n_words;
        for word in 0..self.n_words {
            let mut to_see = std::mem::take(&mut self.sets[first + word]);
            while to_see != 0 {
                let bit = to_see.trailing_zeros() as usize;
                to_see &= to_see - 1;
                let rank = word * WORD + bit;
                let deadline = self.current[rank].deadline;
                let closes = deadline as usize;
                if deadline < 0 || closes >= self.horizon {
                    self.arrivals.push(key_of(deadline, rank as u32));
                    continue;
                }
                self.sets[(closes * 2 + 1) * self.n_words + word] |= 1 << bit;
                self.counts[closes][1] += 1;
                if self.n_waiting == 0 || closes < self.earliest {
                    self.earliest = closes;
                }
                self.n_waiting += 1;
            }
        }
        if !self.arrivals.is_empty() {
            self.others.append(&mut self.arrivals);
            self.others.sort_unstable();
        }
    }
}

/// All that a plan came to: its touches, and what is left of the days.
#[derive(Debug, Default)]
pub(super) struct Plan {
    placing: Placing,
    touches: Touches,
}

impl Plan {
    /// An empty plan of `horizon` days for items with ranks below `n_ranks`.
    pub(super) fn clear(&mut self, rooms: &Rooms, n_ranks: usize, horizon: usize) {
        self.clear_with(rooms.n_resources(), n_ranks, horizon, |r, t| rooms.cap(r, t));
    }

    /// An empty plan with these caps by resource and day.
    pub(super) fn clear_with(
        &mut self,
        n_resources: usize,
        n_ranks: usize,
        horizon: usize,
        cap: impl Fn(usize, usize) -> i64,
    ) {
        self.placing.clear(n_resources, n_ranks, horizon, cap);
        self.touches.0.clear();
        // Most items come to a few touches: room for them at once, not by doubling.
        self.touches.0.reserve(5 * n_ranks);
    }

    /// Adds an item.
    pub(super) fn add(&mut self, rank: usize, item: &Item, legs: &[Leg]) {
        self.placing.add(rank, item, legs, &mut self.touches);
    }

    /// Places all touches of the days before `until`.
    pub(super) fn run(&mut self, legs: &[Leg], until: usize) {
        let least = least(legs);
        let until = until.min(self.placing.horizon);
        while self.placing.day < until && !self.placing.is_done() {
            self.placing.place_day(legs, least, &mut self.touches);
        }
        self.placing.skip_to(until);
    }

    /// Every touch come to so far.
    pub(super) fn touches(&self) -> &[Touch] {
        &self.touches.0
    }

    /// How many days it has.
    pub(super) fn horizon(&self) -> usize {
        self.placing.horizon
    }

    /// What a resource has left on a day of the horizon.
    pub(super) fn left(&self, resource: usize, t: usize) -> i64 {
        self.placing.left(resource, t)
    }
}

/// All touches in the order in which they were come to.
#[derive(Debug, Default)]
struct Touches(Vec<Touch>);

impl Witness for Touches {
    fn comes(&mut self, touch: Touch, _: &Leg) -> u32 {
        self.0.push(touch);
        self.0.len() as u32 - 1
    }

    fn planned(&mut self, name: u32, t: usize) {
        self.0[name as usize].planned = t as u32;
    }
}

/// The least that any touch asks of a day: a day with less holds nobody more.
pub(super) fn least(legs: &[Leg]) -> i64 {
    legs.iter().map(|leg| leg.load).min().unwrap_or_default()
}

/// Orders by deadline, then rank. As `max(0, deadline)` never falls when the deadline rises, this is
/// the order of line 14: `(max(0, deadline), deadline, -worth, id)`.
fn key_of(deadline: i32, rank: u32) -> u64 {
    let shifted = (i64::from(deadline) - i64::from(i32::MIN)) as u64;
    shifted << 32 | u64::from(rank)
}

fn deadline_of(key: u64) -> i32 {
    ((key >> 32) as i64 + i64::from(i32::MIN)) as i32
}
