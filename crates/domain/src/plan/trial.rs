//! Trying one candidate after the other beside those accepted so far.

use crate::plan::admit::{Attempt, Question};
use crate::plan::check::{Overload, check, holds};
use crate::plan::demand::Demand;
use crate::plan::items::{Item, horizon};
use crate::plan::place::Plan;

/// The items accepted so far, with their plan at the start of a day.
///
/// Whoever is released on day t changes no day before t, so each trial runs on from there, and it ends at
/// the first late touch. The answers are those of the plain check: see the property test.
pub(super) struct Trial<'a, Id> {
    question: &'a Question<'a, Id>,
    attempt: &'a Attempt<'a>,
    items: Vec<(usize, Item)>,
    /// The accepted items up to the day of the last trial.
    plan: Plan,
    /// Whether nothing in it is late.
    is_on_time: bool,
    /// Whether the accepted items pass the check; unknown after a forced start.
    is_proved: bool,
    probe: Plan,
    demand: Demand,
    days: usize,
}

impl<'a, Id: Ord + Copy> Trial<'a, Id> {
    /// Begins with the actives, which are known to pass the check if anybody is tried at all.
    pub(super) fn new(question: &'a Question<'a, Id>, attempt: &'a Attempt<'a>) -> Self {
        let mut trial = Self {
            question,
            attempt,
            items: question.actives.clone(),
            plan: Plan::default(),
            is_on_time: true,
            is_proved: true,
            probe: Plan::default(),
            demand: Demand::default(),
            days: question.days_needed(attempt),
        };
        trial.rewind();
        trial
    }

    /// Accepts an item without asking.
    pub(super) fn force(&mut self, rank: usize, item: Item) {
        self.accept(rank, item);
        self.is_proved = false;
    }

    /// Accepts an item under the first of `ranks`, as many as still pass the check, and counts them.
    ///
    /// It tries `guess` of them first, gallops to where one more fails, and bisects in between.
    pub(super) fn fit_most(&mut self, ranks: &[usize], item: Item, guess: usize) -> usize {
        let legs = self.attempt.legs.all();
        let release = usize::try_from(item.release).unwrap_or_default().min(self.days);
        if release < self.plan.day() {
            self.rewind();
        }
        self.is_on_time = self.is_on_time && self.plan.run_on_time(legs, release);
        if !self.is_on_time {
            return 0;
        }
        let (mut fits, mut fails) = (0, ranks.len() + 1);
        let mut step = 1;
        let mut next = guess.clamp(1, ranks.len().max(1));
        while fails - fits > 1 {
            if self.passes(ranks.get(..next).unwrap_or_default(), &item, release) {
                fits = next;
                next = (next + step).min(fails - 1);
            } else {
                fails = next;
                next = next.saturating_sub(step).max(fits + 1);
            }
            step *= 2;
            if fits > 0 && fails <= ranks.len() {
                next = fits.midpoint(fails);
            }
        }
        for rank in ranks.iter().take(fits) {
            self.accept(*rank, item);
        }
        self.is_proved |= fits > 0;
        fits
    }

    /// Whether the check passes with an item under each of `ranks` beside those accepted.
    fn passes(&mut self, ranks: &[usize], item: &Item, release: usize) -> bool {
        let legs = self.attempt.legs.all();
        self.probe.resume(&self.plan);
        for rank in ranks {
            self.probe.add(*rank, item);
        }
        let proved_until = if self.is_proved { release } else { 0 };
        self.probe.run_on_time(legs, self.days)
            && holds(&self.probe, &mut self.demand, self.attempt.rooms, legs, proved_until)
    }

    /// What an item breaks beside those accepted.
    pub(super) fn overload_with(&mut self, rank: usize, item: Item) -> Option<Overload> {
        let legs = self.attempt.legs.all();
        let ids = &self.question.roster.ids;
        self.items.push((rank, item));
        let found =
            check(&mut self.probe, &mut self.demand, self.attempt.rooms, legs, &self.items, ids);
        self.items.pop();
        found.overload
    }

    fn accept(&mut self, rank: usize, item: Item) {
        self.items.push((rank, item));
        if usize::try_from(item.release).unwrap_or_default() < self.plan.day() {
            self.rewind();
        } else {
            self.plan.add(rank, &item);
        }
    }

    fn rewind(&mut self) {
        self.plan.clear(self.attempt.rooms, self.question.roster.ids.len(), self.days);
        for (rank, item) in &self.items {
            self.plan.add(*rank, item);
        }
        self.is_on_time = true;
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
            Some(crate::plan::items::after(attempt.legs, leg, day))
        });
        let candidates: Vec<Item> = candidates.collect();
        let items = self.actives.iter().map(|(_, item)| item).chain(&candidates);
        horizon(items, attempt.legs.all())
    }
}
