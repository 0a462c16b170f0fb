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

/// No item, or no day.
const NONE: u32 = u32::MAX;

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

/// A plan in the making: what waits, what comes, and what was placed up to a day.
///
/// Items are known by their rank, so that the order of two touches with one deadline is the order of
/// their ranks. A plan can be copied at the start of a day and run on from there.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Every touch come to so far.
    pub(super) touches: Vec<Touch>,
    /// What each resource has left: [`Rooms::n_resources`] rows of `horizon` days.
    pub(super) left: Vec<i64>,
    horizon: usize,
    day: usize,
    /// Waiting touches in order: deadline, then rank.
    ready: Vec<u64>,
    /// The first item that is released on each day.
    first: Vec<u32>,
    /// The item released on the same day after each.
    next: Vec<u32>,
    /// The touch that each item has come to.
    current: Vec<u32>,
    n_pending: usize,
    arrivals: Vec<u64>,
    merged: Vec<u64>,
}

impl Plan {
    /// An empty plan of `horizon` days for items with ranks below `n_ranks`.
    pub(super) fn clear(&mut self, rooms: &Rooms, n_ranks: usize, horizon: usize) {
        self.touches.clear();
        // Most items come to a few touches: room for them at once, not by doubling.
        self.touches.reserve(if horizon > 1 { 5 * n_ranks } else { n_ranks });
        self.left.clear();
        for resource in 0..rooms.n_resources() {
            self.left.extend((0..horizon).map(|t| rooms.cap(resource, t)));
        }
        self.horizon = horizon;
        self.day = 0;
        self.ready.clear();
        self.first.clear();
        self.first.resize(horizon, NONE);
        self.next.clear();
        self.next.resize(n_ranks, NONE);
        self.current.clear();
        self.current.resize(n_ranks, NONE);
        self.n_pending = 0;
    }

    /// Becomes a copy of `other`, save for what was placed before: only what is to come matters.
    pub(super) fn resume(&mut self, other: &Self) {
        self.touches.clone_from(&other.touches);
        self.left.clone_from(&other.left);
        self.horizon = other.horizon;
        self.day = other.day;
        self.ready.clone_from(&other.ready);
        self.first.clone_from(&other.first);
        self.next.clone_from(&other.next);
        self.current.clone_from(&other.current);
        self.n_pending = other.n_pending;
    }

    /// The day that is placed next.
    pub(super) fn day(&self) -> usize {
        self.day
    }

    /// How many days it has.
    pub(super) fn horizon(&self) -> usize {
        self.horizon
    }

    /// Adds an item; its release must not lie before [`Plan::day`].
    pub(super) fn add(&mut self, rank: usize, item: &Item) {
        self.come_to(Touch {
            rank: rank as u32,
            leg: item.leg as u32,
            previous: item.previous,
            release: item.release,
            deadline: item.deadline,
            planned: NONE,
        });
    }

    fn come_to(&mut self, touch: Touch) {
        let opens = touch.opens();
        if opens < self.horizon {
            let rank = touch.rank as usize;
            self.current[rank] = self.touches.len() as u32;
            self.touches.push(touch);
            self.next[rank] = self.first[opens];
            self.first[opens] = touch.rank;
            self.n_pending += 1;
        }
    }

    /// Places all touches of the days before `until`.
    pub(super) fn run(&mut self, legs: &[Leg], until: usize) {
        while self.day < until.min(self.horizon) && self.n_pending > 0 {
            self.place_day(legs);
        }
        self.day = self.day.max(until.min(self.horizon));
    }

    /// Places the days before `until`, or up to the first one after which a touch is late.
    /// Returns whether none is.
    pub(super) fn run_on_time(&mut self, legs: &[Leg], until: usize) -> bool {
        while self.day < until.min(self.horizon) && self.n_pending > 0 {
            self.place_day(legs);
            let waiting = self.ready.first().map(|key| deadline_of(*key));
            if waiting.is_some_and(|deadline| deadline < self.day as i32) {
                return false;
            }
        }
        self.day = self.day.max(until.min(self.horizon));
        true
    }

    /// What a resource has left on a day of the horizon.
    pub(super) fn left(&self, resource: usize, t: usize) -> i64 {
        self.left[resource * self.horizon + t]
    }

    fn place_day(&mut self, legs: &[Leg]) {
        let t = self.day;
        self.day += 1;
        self.welcome(t);
        let mut ready = std::mem::take(&mut self.ready);
        let mut n_waiting = 0;
        for position in 0..ready.len() {
            let key = ready[position];
            let rank = (key & u64::from(u32::MAX)) as usize;
            let current = self.current[rank] as usize;
            let at = self.touches[current].leg as usize;
            let leg = &legs[at];
            let own = leg.resource * self.horizon + t;
            let fits =
                self.left[t] >= leg.load && (leg.resource == 0 || self.left[own] >= leg.own_load);
            if fits {
                self.left[t] -= leg.load;
                if leg.resource != 0 {
                    self.left[own] -= leg.own_load;
                }
                self.touches[current].planned = t as u32;
                self.n_pending -= 1;
                if !leg.is_last {
                    let following = &legs[at + 1];
                    let release = t as i32 + following.gap;
                    self.come_to(Touch {
                        rank: rank as u32,
                        leg: at as u32 + 1,
                        previous: t as i32,
                        release,
                        deadline: release + following.window,
                        planned: NONE,
                    });
                }
            } else {
                ready[n_waiting] = key;
                n_waiting += 1;
            }
        }
        ready.truncate(n_waiting);
        self.ready = ready;
    }

    /// Sorts the touches released on day `t` in among those that wait.
    fn welcome(&mut self, t: usize) {
        self.arrivals.clear();
        let mut rank = self.first[t];
        while rank != NONE {
            let touch = &self.touches[self.current[rank as usize] as usize];
            self.arrivals.push(key_of(touch.deadline, rank));
            rank = self.next[rank as usize];
        }
        if self.arrivals.is_empty() {
            return;
        }
        self.arrivals.sort_unstable();
        if self.ready.is_empty() {
            std::mem::swap(&mut self.ready, &mut self.arrivals);
            return;
        }
        self.merged.clear();
        let mut waiting = self.ready.iter().copied().peekable();
        for arrival in &self.arrivals {
            while let Some(earlier) = waiting.next_if(|key| key < arrival) {
                self.merged.push(earlier);
            }
            self.merged.push(*arrival);
        }
        self.merged.extend(waiting);
        std::mem::swap(&mut self.ready, &mut self.merged);
    }
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
