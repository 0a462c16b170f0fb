//! The starts of one run: candidates in the order asked, each on the first day that holds (SCIENCE 1.6,
//! lines 36 to 42).

use std::collections::BTreeSet;

use crate::ids::CompanyId;
use crate::plan::Candidate;
use crate::plan::admit::{Attempt, Question, Run, Until};
use crate::plan::items::{Item, after};
use crate::plan::trial::Trial;

/// A run in the making.
pub(super) struct Starts<'a, Id> {
    question: &'a Question<'a, Id>,
    attempt: &'a Attempt<'a>,
    is_base_ok: bool,
    trial: Trial<'a, Id>,
    /// Companies with a start on a day.
    taken: BTreeSet<(CompanyId, i32)>,
    /// By cadence, then days after the first one: those that the check has refused.
    closed: Vec<Vec<bool>>,
    /// The last place at which each cadence is asked for.
    last_of: Vec<Option<usize>>,
    run: Run,
}

impl<'a, Id: Ord + Copy> Starts<'a, Id> {
    pub(super) fn new(
        question: &'a Question<'a, Id>,
        attempt: &'a Attempt<'a>,
        is_base_ok: bool,
    ) -> Self {
        let n_days = usize::try_from(attempt.start_days).unwrap_or_default();
        let n_cadences = question.situation.cadences.len();
        let mut last_of = vec![None; n_cadences];
        for (position, candidate) in question.request.candidates.iter().enumerate() {
            if let (None, Some(last)) = (candidate.force, last_of.get_mut(candidate.cadence)) {
                *last = Some(position);
            }
        }
        Self {
            question,
            attempt,
            is_base_ok,
            trial: Trial::new(question, attempt),
            taken: question.taken.clone(),
            closed: vec![vec![false; n_days]; n_cadences],
            last_of,
            run: Run::default(),
        }
    }

    /// Tries everybody, or as far as the attempt goes.
    pub(super) fn run(mut self) -> Run {
        for (position, (rank, candidate)) in self.question.candidates().enumerate() {
            let legs = self.attempt.legs;
            let leg = self.attempt.first_leg(candidate).unwrap_or_default();
            if let Some(day) = candidate.force {
                let day = self.question.day_of(day);
                self.trial.force(rank, after(legs, leg, day));
                self.take(candidate, day);
                self.run.forced.push((rank, day));
            } else if self.is_base_ok {
                if self.is_over(position) {
                    break;
                }
                match self.first_day(candidate, rank, leg) {
                    Ok(day) => {
                        self.take(candidate, day);
                        self.run.starts.push((rank, day));
                    }
                    Err(_) if self.attempt.until == Until::Refusal => break,
                    Err(refused) => {
                        if self.attempt.until == Until::Break && self.run.overload.is_none() {
                            self.run.overload =
                                refused.and_then(|item| self.trial.overload_with(rank, item));
                        }
                    }
                }
            }
        }
        self.run
    }

    /// The first day that holds a candidate, who is then accepted.
    ///
    /// If none does, the first item that the check refused; none when only companies stood in the way.
    fn first_day(
        &mut self,
        candidate: &Candidate<Id>,
        rank: usize,
        leg: usize,
    ) -> Result<i32, Option<Item>> {
        let mut refused = None;
        for (n, day) in (0..self.start_days()).zip(self.attempt.from..) {
            let has_start =
                || candidate.company.is_some_and(|company| self.taken.contains(&(company, day)));
            if !self.is_open(candidate.cadence, n) || has_start() {
                continue;
            }
            let item = after(self.attempt.legs, leg, day);
            if self.trial.fits(rank, item) {
                return Ok(day);
            }
            if let Some(closed) =
                self.closed.get_mut(candidate.cadence).and_then(|days| days.get_mut(n))
            {
                *closed = true;
            }
            refused.get_or_insert(item);
        }
        Err(refused)
    }

    fn take(&mut self, candidate: &Candidate<Id>, day: i32) {
        self.taken.extend(candidate.company.map(|company| (company, day)));
    }

    fn start_days(&self) -> usize {
        usize::try_from(self.attempt.start_days).unwrap_or_default()
    }

    /// Whether the check has not refused a cadence so many days after the first one.
    fn is_open(&self, cadence: usize, n: usize) -> bool {
        self.closed.get(cadence).and_then(|days| days.get(n)).is_some_and(|is_closed| !is_closed)
    }

    /// Whether only the first day matters and it is closed to every cadence from `position` on.
    fn is_over(&self, position: usize) -> bool {
        let mut left = self.last_of.iter().enumerate().filter(|(_, last)| **last >= Some(position));
        self.attempt.until == Until::FirstDayClosed
            && !left.any(|(cadence, _)| self.is_open(cadence, 0))
    }
}
