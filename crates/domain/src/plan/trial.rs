//! Trying one candidate after the other beside those accepted so far.

use std::slice;

use crate::plan::admit::{Attempt, Question};
use crate::plan::check::{Overload, check};
use crate::plan::demand::Demand;
use crate::plan::items::{Item, Leg, horizon};
use crate::plan::place::{Placing, Plan, least};
use crate::plan::rooms::Rooms;

/// The items accepted so far, with their plan at the start of a day.
///
/// Whoever is released on day t changes no day before t, so each trial runs on from there, and it ends at
/// the first late touch or broken interval. The answers are those of the plain check: see the property
/// test.
pub(super) struct Trial<'a, Id> {
    question: &'a Question<'a, Id>,
    attempt: &'a Attempt<'a>,
    items: Vec<(usize, Item)>,
    /// The accepted items up to the day of the last trial.
    accepted: Progress,
    /// Whether nothing in it is late or broken.
    is_on_time: bool,
    probe: Progress,
    days: usize,
    /// The least that any touch asks of a day.
    least: i64,
}

/// How far some items were placed and their intervals read.
#[derive(Default)]
struct Progress {
    placing: Placing,
    /// Only with z > 0: else a plan without a late touch proves that every interval holds.
    demand: Option<Demand>,
}

impl<'a, Id: Ord + Copy> Trial<'a, Id> {
    /// Begins with the actives, which are known to pass the check if anybody is tried at all.
    pub(super) fn new(question: &'a Question<'a, Id>, attempt: &'a Attempt<'a>) -> Self {
        let progress = || Progress {
            placing: Placing::default(),
            demand: (attempt.rooms.z_squared > 0).then(Demand::default),
        };
        let mut trial = Self {
            question,
            attempt,
            items: question.actives.clone(),
            accepted: progress(),
            is_on_time: true,
            probe: progress(),
            days: question.days_needed(attempt),
            least: least(attempt.legs.all()),
        };
        trial.rewind();
        trial
    }

    /// Accepts an item without asking.
    pub(super) fn force(&mut self, rank: usize, item: Item) {
        self.accept(rank, item);
    }

    /// Accepts an item under the first of `ranks`, one more at a time while the check passes, and counts them.
    ///
    /// Three may fail where four pass: who does not fit is stepped over (line 15), so one more can move
    /// the others apart. Only as many as fit without anybody waiting are found by galloping.
    pub(super) fn fit_most(&mut self, ranks: &[usize], item: Item, guess: usize) -> usize {
        let release = usize::try_from(item.release).unwrap_or_default().min(self.days);
        if release < self.accepted.placing.day() {
            self.rewind();
        }
        self.is_on_time = self.is_on_time
            && self.accepted.run_on_time(
                self.attempt.legs.all(),
                self.attempt.rooms,
                self.least,
                release,
            );
        if !self.is_on_time {
            return 0;
        }
        let mut fits = self.most_without_waiting(ranks, &item, guess);
        for rank in ranks.iter().take(fits) {
            self.accept(*rank, item);
        }
        while let Some(rank) = ranks.get(fits)
            && self.passes(slice::from_ref(rank), &item)
        {
            self.accept(*rank, item);
            fits += 1;
        }
        fits
    }

    /// How many pass the check with every touch placed on its first day.
    ///
    /// Fewer then pass too: no touch moves when one is taken out, and no interval is asked for more. So
    /// it tries `guess` of them first, gallops to where one more fails, and bisects in between.
    fn most_without_waiting(&mut self, ranks: &[usize], item: &Item, guess: usize) -> usize {
        let (mut fits, mut fails) = (0, ranks.len() + 1);
        let mut step = 1;
        let mut next = guess.clamp(1, ranks.len().max(1));
        while fails - fits > 1 {
            let first = ranks.get(..next).unwrap_or_default();
            if self.passes(first, item) && !self.probe.placing.has_waited() {
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
        fits
    }

    /// Whether the check passes with an item under each of `ranks` beside those accepted.
    fn passes(&mut self, ranks: &[usize], item: &Item) -> bool {
        let legs = self.attempt.legs.all();
        self.probe.resume(&self.accepted);
        for rank in ranks {
            self.probe.add(*rank, item, legs);
        }
        self.probe.run_on_time(legs, self.attempt.rooms, self.least, self.days)
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

    fn accept(&mut self, rank: usize, item: Item) {
        self.items.push((rank, item));
        if usize::try_from(item.release).unwrap_or_default() < self.accepted.placing.day() {
            self.rewind();
        } else {
            self.accepted.add(rank, &item, self.attempt.legs.all());
        }
    }

    fn rewind(&mut self) {
        let (rooms, legs) = (self.attempt.rooms, self.attempt.legs.all());
        self.accepted.clear(rooms, legs, self.question.roster.ids.len(), self.days);
        for (rank, item) in &self.items {
            self.accepted.add(*rank, item, legs);
        }
        self.is_on_time = true;
    }
}

impl Progress {
    fn clear(&mut self, rooms: &Rooms, legs: &[Leg], n_ranks: usize, days: usize) {
        self.placing.clear(rooms.n_resources(), n_ranks, days, |r, t| rooms.cap(r, t));
        if let Some(demand) = &mut self.demand {
            demand.clear(rooms, days, legs);
        }
    }

    fn resume(&mut self, other: &Self) {
        self.placing.resume(&other.placing);
        if let (Some(demand), Some(other_demand)) = (&mut self.demand, &other.demand) {
            demand.resume(other_demand, other.placing.day());
        }
    }

    fn add(&mut self, rank: usize, item: &Item, legs: &[Leg]) {
        match &mut self.demand {
            Some(demand) => self.placing.add(rank, item, legs, demand),
            None => self.placing.add(rank, item, legs, &mut ()),
        }
    }

    /// Goes on to the day `until`, or to the first one on which a touch is late or an interval breaks.
    /// Returns whether none is.
    fn run_on_time(&mut self, legs: &[Leg], rooms: &Rooms, least: i64, until: usize) -> bool {
        let Self { placing, demand } = self;
        let Some(demand) = demand else {
            while placing.day() < until && !placing.is_done() {
                placing.place_day(legs, least, &mut ());
                if placing.is_late() {
                    return false;
                }
            }
            placing.skip_to(until);
            return true;
        };
        while placing.day() < until && !(placing.is_done() && demand.is_read(placing.day())) {
            if demand.overload(rooms.z_squared, placing.day()).is_some() {
                return false;
            }
            placing.place_day(legs, least, demand);
            if placing.is_late() {
                return false;
            }
        }
        demand.skip(placing.day()..until);
        placing.skip_to(until);
        true
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
