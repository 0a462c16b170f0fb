//! Trying one candidate after the other beside those accepted so far.

use crate::plan::admit::{Attempt, Question};
use crate::plan::agenda::Agenda;
use crate::plan::check::{Overload, check};
use crate::plan::demand::Demand;
use crate::plan::items::{Item, after, horizon};
use crate::plan::place::Plan;

/// The items accepted so far, with their plan and what it asks of each interval.
///
/// A candidate changes little in a plan that stands, so only that is tried: see [`Agenda`].
pub(super) struct Trial<'a, Id> {
    question: &'a Question<'a, Id>,
    attempt: &'a Attempt<'a>,
    items: Vec<(usize, Item)>,
    agenda: Agenda,
    /// Only with z > 0: else a plan without a late touch proves that every interval holds.
    demand: Option<Demand>,
    /// Whether the agenda and the demand are those of `items`: not while those forced break the plan.
    is_standing: bool,
    days: usize,
}

impl<'a, Id: Ord + Copy> Trial<'a, Id> {
    /// Begins with the actives.
    pub(super) fn new(question: &'a Question<'a, Id>, attempt: &'a Attempt<'a>) -> Self {
        let mut trial = Self {
            question,
            attempt,
            items: question.actives.clone(),
            agenda: Agenda::default(),
            demand: (attempt.rooms.z_squared > 0).then(Demand::default),
            is_standing: false,
            days: question.days_needed(attempt),
        };
        trial.is_standing = trial.begin();
        trial
    }

    /// Accepts an item without asking.
    pub(super) fn force(&mut self, rank: usize, item: Item) {
        if !self.fits(rank, item) {
            self.is_standing = false;
            self.items.push((rank, item));
        }
    }

    /// Accepts an item if the check passes with it.
    pub(super) fn fits(&mut self, rank: usize, item: Item) -> bool {
        self.items.push((rank, item));
        let fits = if self.is_standing { self.goes_on(self.items.len() - 1) } else { self.begin() };
        if fits {
            self.is_standing = true;
        } else {
            self.items.pop();
        }
        fits
    }

    /// Plans all items anew; returns whether the check passes.
    fn begin(&mut self) -> bool {
        let (rooms, legs) = (self.attempt.rooms, self.attempt.legs.all());
        self.agenda.clear(rooms, legs, self.days);
        if let Some(demand) = &mut self.demand {
            demand.clear(rooms, self.days, legs);
        }
        self.goes_on(0)
    }

    /// Plans the items from one on beside those before; returns whether the check passes, else all is as
    /// it was.
    fn goes_on(&mut self, from: usize) -> bool {
        let items = self.items.get(from..).unwrap_or_default();
        let passes = self.agenda.draft(items, self.attempt.legs.all()) && self.has_room();
        if passes {
            self.agenda.accept();
        }
        passes
    }

    /// Whether every interval holds with what the draft changes; it is then asked for that.
    fn has_room(&mut self) -> bool {
        let Some(demand) = &mut self.demand else { return true };
        let (legs, z_squared) = (self.attempt.legs.all(), self.attempt.rooms.z_squared);
        let (came, gone) = (self.agenda.came(), self.agenda.gone());
        demand.exchange(came, gone, legs);
        // Only an interval that ends with a touch that came, or later, is asked for more.
        let first = came.iter().map(|(_, turn)| turn.closes()).min();
        let holds = first.is_none_or(|first| demand.holds(z_squared, first));
        if !holds {
            demand.exchange(gone, came, legs);
        }
        holds
    }

    /// What an item breaks beside those accepted.
    pub(super) fn overload_with(&mut self, rank: usize, item: Item) -> Option<Overload> {
        let legs = self.attempt.legs.all();
        let ids = &self.question.roster.ids;
        self.items.push((rank, item));
        let (plan, demand) = (&mut Plan::default(), &mut Demand::default());
        let found = check(plan, demand, self.attempt.rooms, legs, &self.items, ids);
        self.items.pop();
        found.overload
    }
}

impl<Id: Ord + Copy> Question<'_, Id> {
    /// Days in which every touch of every item that may come has its deadline.
    ///
    /// As long as nothing is late, days beyond the last possible deadline change nothing, and the first
    /// late touch is the same however many follow it: so one number serves all trials of a run.
    fn days_needed(&self, attempt: &Attempt<'_>) -> usize {
        let last = attempt.from.saturating_add(attempt.start_days);
        let candidates = self.candidates().filter_map(|(_, candidate)| {
            let leg = attempt.legs.start(candidate.cadence + attempt.shift, 1).ok()?;
            let day = candidate.force.map_or(last, |day| self.day_of(day));
            Some(after(attempt.legs, leg, day))
        });
        let candidates: Vec<Item> = candidates.collect();
        let items = self.actives.iter().map(|(_, item)| item).chain(&candidates);
        horizon(items, attempt.legs.all())
    }
}
