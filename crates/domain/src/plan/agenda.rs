//! The agenda: a plan that stands, and what a few more items would change in it.
//!
//! Somebody more changes a day only where one of their touches comes to it, or one that they have moved.
//! A day on which everything finds room gives the same answer in any order, so it is only added up there;
//! the others are placed again, in turn (SCIENCE 1.6, lines 11 to 20). The answers are those of the plain
//! check: see the property test.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a numeric kernel: ranks, legs and days are bounded where they are made"
)]

use std::cmp::Ordering;
use std::mem;

use crate::plan::items::{Item, Leg};
use crate::plan::place::least;
use crate::plan::rooms::Rooms;
use crate::plan::turn::Turn;

/// More than so many touches are sorted in, fewer are put in one by one.
const FEW: usize = 8;

/// One day as it stands.
#[derive(Debug, Default)]
struct Page {
    /// Everybody who could be taken when it was last asked for, in turn.
    ready: Vec<Turn>,
    /// Who came and who went since.
    comes: Vec<Turn>,
    goes: Vec<Turn>,
    /// Those of them who are left for the next day.
    waiting: Vec<Turn>,
}

/// What would be another way on a day.
#[derive(Debug, Default)]
struct Draft {
    /// Who can be taken besides.
    comes: Vec<Turn>,
    /// Who can be taken no longer.
    goes: Vec<Turn>,
    /// On a day that is planned again: everybody who could be taken, and who would be left.
    ready: Vec<Turn>,
    waiting: Vec<Turn>,
}

/// A plan in which nobody is late, with a draft of what some items more would change.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    n_resources: usize,
    /// What each day has of each resource, day by day.
    room: Vec<i64>,
    /// What the plan leaves of it.
    left: Vec<i64>,
    /// What the draft leaves of it, on the days that it changes.
    draft_left: Vec<i64>,
    pages: Vec<Page>,
    drafts: Drafts,
    /// The least that any touch asks of a day: a day with less holds nobody more.
    least: i64,
}

/// The draft, day by day.
#[derive(Debug, Default)]
struct Drafts {
    days: Vec<Draft>,
    /// Nothing changes before the first day, or from the end on.
    first: usize,
    end: usize,
    came: Vec<(usize, Turn)>,
    gone: Vec<(usize, Turn)>,
    /// Of the day in hand: who would wait and does not now, and who does and would not.
    more: Vec<Turn>,
    fewer: Vec<Turn>,
}

impl Agenda {
    /// Begins anew with `days` days and nobody.
    pub(super) fn clear(&mut self, rooms: &Rooms, legs: &[Leg], days: usize) {
        self.least = least(legs);
        self.n_resources = rooms.n_resources();
        self.room.clear();
        let resources = 0..self.n_resources;
        self.room.extend((0..days).flat_map(|t| resources.clone().map(move |r| rooms.cap(r, t))));
        self.left.clone_from(&self.room);
        self.draft_left.clone_from(&self.room);
        self.pages.resize_with(days, Page::default);
        for page in &mut self.pages {
            for turns in [&mut page.ready, &mut page.comes, &mut page.goes, &mut page.waiting] {
                turns.clear();
            }
        }
        self.drafts.forget();
        self.drafts.days.resize_with(days, Draft::default);
    }

    /// Drafts the plan with some items more; returns whether nobody would be late.
    pub(super) fn draft(&mut self, items: &[(usize, Item)], legs: &[Leg]) -> bool {
        self.drafts.forget();
        for (rank, item) in items {
            let opens = item.release.max(0) as usize;
            self.drafts.come(opens, Turn::new(item.deadline, *rank, item.leg));
        }
        let mut t = self.drafts.first;
        while t < self.drafts.end {
            if !self.draft_day(t, legs) {
                return false;
            }
            t += 1;
        }
        true
    }

    /// The touches that the draft comes to and the plan does not, with the first day of each; some may
    /// be among [`Agenda::gone`] too.
    pub(super) fn came(&self) -> &[(usize, Turn)] {
        &self.drafts.came
    }

    /// The touches that the plan comes to and the draft does not.
    pub(super) fn gone(&self) -> &[(usize, Turn)] {
        &self.drafts.gone
    }

    /// Makes the draft the plan.
    pub(super) fn accept(&mut self) {
        let n = self.n_resources;
        for t in self.drafts.first..self.drafts.end {
            let (page, draft) = (&mut self.pages[t], &mut self.drafts.days[t]);
            if draft.is_empty() {
                continue;
            }
            mem::swap(&mut page.waiting, &mut draft.waiting);
            self.left[t * n..][..n].copy_from_slice(&self.draft_left[t * n..][..n]);
            if draft.ready.is_empty() {
                page.comes.extend_from_slice(&draft.comes);
                page.goes.extend_from_slice(&draft.goes);
            } else {
                mem::swap(&mut page.ready, &mut draft.ready);
            }
        }
        self.drafts.forget();
    }

    /// Drafts one day and hands on what it changes; returns whether nobody is late on it.
    fn draft_day(&mut self, t: usize, legs: &[Leg]) -> bool {
        let mut draft = mem::take(&mut self.drafts.days[t]);
        draft.settle();
        let mut is_on_time = true;
        if !draft.is_empty() {
            is_on_time = self.has_room(t, &draft, legs) || self.take_turns(t, &mut draft, legs);
            if is_on_time {
                self.drafts.hand_on(t, &draft, &self.pages[t].waiting, legs);
            }
        }
        self.drafts.days[t] = draft;
        is_on_time
    }

    /// Whether the day has room for everybody, in whatever order they are taken.
    fn has_room(&mut self, t: usize, draft: &Draft, legs: &[Leg]) -> bool {
        if !self.pages[t].waiting.is_empty() {
            return false;
        }
        let n = self.n_resources;
        let left = &mut self.draft_left[t * n..][..n];
        left.copy_from_slice(&self.left[t * n..][..n]);
        for turn in &draft.goes {
            let leg = &legs[turn.leg()];
            left[0] += leg.load;
            left[leg.resource] += leg.own_load;
        }
        for turn in &draft.comes {
            let leg = &legs[turn.leg()];
            left[0] -= leg.load;
            left[leg.resource] -= leg.own_load;
        }
        left.iter().all(|left| *left >= 0)
    }

    /// Takes all who are ready in turn; returns whether nobody is late who is left over.
    fn take_turns(&mut self, t: usize, draft: &mut Draft, legs: &[Leg]) -> bool {
        let page = &mut self.pages[t];
        page.enter();
        let n = self.n_resources;
        let left = &mut self.draft_left[t * n..][..n];
        left.copy_from_slice(&self.room[t * n..][..n]);
        let Draft { comes, goes, ready, waiting } = draft;
        let mut day = Day { left, least: self.least, legs, waiting };
        let (mut comes, mut goes) = (comes.as_slice(), goes.as_slice());
        let mut rest = page.ready.as_slice();
        loop {
            let come = comes.first().copied().unwrap_or(Turn::LAST);
            let go = goes.first().copied().unwrap_or(Turn::LAST);
            let n_before = day.take(rest, come.min(go));
            ready.extend_from_slice(&rest[..n_before]);
            rest = &rest[n_before..];
            if come < go {
                day.take(&comes[..1], Turn::LAST);
                ready.push(come);
                comes = &comes[1..];
            } else if go < Turn::LAST {
                goes = &goes[1..];
                rest = &rest[1..];
            } else {
                break;
            }
        }
        // Who is left over first has the earliest deadline.
        draft.waiting.first().is_none_or(|turn| turn.deadline() > t as i32)
    }
}

/// What a day has left while it is planned.
struct Day<'a> {
    left: &'a mut [i64],
    least: i64,
    legs: &'a [Leg],
    waiting: &'a mut Vec<Turn>,
}

impl Day<'_> {
    /// Takes some in turn, each who finds room, and lets the others wait; returns how many come before `end`.
    fn take(&mut self, turns: &[Turn], end: Turn) -> usize {
        let mut total = self.left[0];
        let mut n = 0;
        while let Some(turn) = turns.get(n).filter(|turn| **turn < end) {
            if total < self.least {
                let rest = &turns[n..];
                let n_rest = rest.partition_point(|turn| *turn < end);
                self.waiting.extend_from_slice(&rest[..n_rest]);
                n += n_rest;
                break;
            }
            n += 1;
            let leg = &self.legs[turn.leg()];
            // Without a cap of its own a leg asks for nothing more of the total.
            let own = if leg.resource == 0 { total } else { self.left[leg.resource] };
            if total >= leg.load && own >= leg.own_load {
                total -= leg.load;
                self.left[leg.resource] = own - leg.own_load;
            } else {
                self.waiting.push(*turn);
            }
        }
        self.left[0] = total;
        n
    }
}

impl Page {
    /// Puts those who came and went since among those who are ready.
    fn enter(&mut self) {
        if self.comes.len() > FEW {
            self.ready.append(&mut self.comes);
            self.ready.sort();
        }
        for turn in self.comes.drain(..) {
            let place = self.ready.partition_point(|other| *other < turn);
            self.ready.insert(place, turn);
        }
        for turn in self.goes.drain(..) {
            if let Ok(place) = self.ready.binary_search(&turn) {
                self.ready.remove(place);
            }
        }
    }
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.comes.is_empty() && self.goes.is_empty()
    }

    /// Puts both lists in turn, without those who come and go.
    fn settle(&mut self) {
        self.comes.sort_unstable();
        self.goes.sort_unstable();
        if self.goes.iter().any(|turn| self.comes.binary_search(turn).is_ok()) {
            let goes = self.goes.clone();
            self.goes.retain(|turn| self.comes.binary_search(turn).is_err());
            self.comes.retain(|turn| goes.binary_search(turn).is_err());
        }
    }
}

impl Drafts {
    fn forget(&mut self) {
        for draft in &mut self.days[self.first.min(self.end)..self.end] {
            draft.comes.clear();
            draft.goes.clear();
            draft.ready.clear();
            draft.waiting.clear();
        }
        (self.first, self.end) = (usize::MAX, 0);
        self.came.clear();
        self.gone.clear();
    }

    /// Hands on what a day changes: who waits for the next one, and when the touches after are released.
    fn hand_on(&mut self, t: usize, draft: &Draft, waiting: &[Turn], legs: &[Leg]) {
        let (mut more, mut fewer) = (mem::take(&mut self.more), mem::take(&mut self.fewer));
        differ(&draft.waiting, waiting, &mut more, &mut fewer);
        if t + 1 < self.days.len() && !(more.is_empty() && fewer.is_empty()) {
            let next = self.mark(t + 1);
            next.comes.extend_from_slice(&more);
            next.goes.extend_from_slice(&fewer);
        }
        // Whoever comes and need not wait is taken, and so is who waited and is still there.
        for (some, others) in [(&draft.comes, &more), (&fewer, &draft.goes)] {
            for turn in some.iter().filter(|turn| !others.contains(turn)) {
                if let Some((opens, turn)) = following(*turn, t, legs) {
                    self.come(opens, turn);
                }
            }
        }
        for (some, others) in [(&draft.goes, &fewer), (&more, &draft.comes)] {
            for turn in some.iter().filter(|turn| !others.contains(turn)) {
                if let Some((opens, turn)) = following(*turn, t, legs) {
                    self.go(opens, turn);
                }
            }
        }
        (self.more, self.fewer) = (more, fewer);
    }

    /// Comes to a touch, unless it opens beyond the horizon.
    fn come(&mut self, opens: usize, turn: Turn) {
        if opens < self.days.len() {
            self.mark(opens).comes.push(turn);
            self.came.push((opens, turn));
        }
    }

    /// Comes to a touch no longer.
    fn go(&mut self, opens: usize, turn: Turn) {
        if opens < self.days.len() {
            self.mark(opens).goes.push(turn);
            self.gone.push((opens, turn));
        }
    }

    fn mark(&mut self, t: usize) -> &mut Draft {
        self.first = self.first.min(t);
        self.end = self.end.max(t + 1);
        &mut self.days[t]
    }
}

/// Finds what is in one list only; both come in turn.
fn differ(mut some: &[Turn], mut others: &[Turn], more: &mut Vec<Turn>, fewer: &mut Vec<Turn>) {
    more.clear();
    fewer.clear();
    // Mostly they are alike but for a place or two.
    let n_alike = some.iter().zip(others).take_while(|(one, other)| one == other).count();
    (some, others) = (&some[n_alike..], &others[n_alike..]);
    let alike = some.iter().rev().zip(others.iter().rev());
    let n_alike = alike.take_while(|(one, other)| one == other).count();
    (some, others) = (&some[..some.len() - n_alike], &others[..others.len() - n_alike]);
    while let ([one, some_rest @ ..], [other, others_rest @ ..]) = (some, others) {
        if one <= other {
            some = some_rest;
        }
        if other <= one {
            others = others_rest;
        }
        match one.cmp(other) {
            Ordering::Less => more.push(*one),
            Ordering::Greater => fewer.push(*other),
            Ordering::Equal => {}
        }
    }
    more.extend_from_slice(some);
    fewer.extend_from_slice(others);
}

/// The touch after one that is taken on day `t`, with its first day.
fn following(turn: Turn, t: usize, legs: &[Leg]) -> Option<(usize, Turn)> {
    let at = turn.leg();
    if legs[at].is_last {
        return None;
    }
    let leg = &legs[at + 1];
    let release = t as i32 + leg.gap;
    Some((release as usize, Turn::new(release + leg.window, turn.rank(), at + 1)))
}
