//! The starts of one run: candidates in the order asked, each on the first day that holds (SCIENCE 1.6,
//! lines 36 to 42).

use std::collections::BTreeSet;

use crate::ids::CompanyId;
use crate::plan::Candidate;
use crate::plan::admit::{Attempt, Question, Run, Until};
use crate::plan::items::{Item, after};
use crate::plan::trial::Trial;

/// A run in the making.
///
/// Neighbours of one cadence are tried on a day together, as many as fit by galloping and bisection; the
/// one who fails in that search is the first who does not fit.
pub(super) struct Starts<'a, Id> {
    question: &'a Question<'a, Id>,
    attempt: &'a Attempt<'a>,
    is_base_ok: bool,
    trial: Trial<'a, Id>,
    /// Companies with a start on a day.
    taken: BTreeSet<(CompanyId, i32)>,
    /// The days that the check has refused, by cadence.
    closed: Vec<BTreeSet<i32>>,
    /// The last place at which each cadence is asked for.
    last_of: Vec<Option<usize>>,
    /// How many fitted on the last day that was tried.
    guess: usize,
    /// The place and the day at which a search has just seen the check fail.
    failed: Option<(usize, i32)>,
    run: Run,
}

impl<'a, Id: Ord + Copy> Starts<'a, Id> {
    pub(super) fn new(
        question: &'a Question<'a, Id>,
        attempt: &'a Attempt<'a>,
        is_base_ok: bool,
    ) -> Self {
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
            closed: vec![BTreeSet::new(); n_cadences],
            last_of,
            guess: 1,
            failed: None,
            run: Run::default(),
        }
    }

    /// Tries everybody, or as far as the attempt goes.
    pub(super) fn run(mut self) -> Run {
        let mut position = 0;
        while let Some((rank, candidate)) = self.question.candidate(position) {
            let legs = self.attempt.legs;
            let leg = self.attempt.first_leg(candidate).unwrap_or_default();
            if let Some(day) = candidate.force {
                let day = self.question.day_of(day);
                self.trial.force(rank, after(legs, leg, day));
                self.take(candidate, day);
                self.run.forced.push((rank, day));
                position += 1;
            } else if !self.is_base_ok {
                position += 1;
            } else if self.is_over(position) {
                break;
            } else {
                match self.try_days(position, rank, candidate, leg) {
                    Ok(n_started) => position += n_started,
                    Err(_) if self.attempt.until == Until::Refusal => break,
                    Err(refused) => {
                        if self.attempt.until == Until::Break && self.run.overload.is_none() {
                            self.run.overload =
                                refused.and_then(|item| self.trial.overload_with(rank, item));
                        }
                        position += 1;
                    }
                }
            }
        }
        self.run
    }

    /// Starts the candidate at `position` and as many alike as fit on the first day that holds it.
    ///
    /// If none does, the first item that the check refused; none when only companies stood in the way.
    fn try_days(
        &mut self,
        position: usize,
        rank: usize,
        candidate: &Candidate<Id>,
        leg: usize,
    ) -> Result<usize, Option<Item>> {
        let mut refused = None;
        let mut is_first = true;
        for day in (self.attempt.from..).take(self.start_days()) {
            if !self.is_open(candidate.cadence, day) {
                continue;
            }
            let has_start =
                candidate.company.is_some_and(|company| self.taken.contains(&(company, day)));
            if has_start {
                is_first = false;
                continue;
            }
            let item = after(self.attempt.legs, leg, day);
            // Those alike would try the first open day first, whatever keeps this one from it.
            let alike = if is_first { self.alike(position, day) } else { vec![rank] };
            let n_fit = match self.failed.take() {
                Some(failed) if failed == (position, day) => 0,
                _ => self.trial.fit_most(&alike, item, self.guess),
            };
            if n_fit > 0 {
                self.guess = n_fit;
                self.failed = (n_fit < alike.len()).then_some((position + n_fit, day));
                for started in position..position + n_fit {
                    if let Some((rank, candidate)) = self.question.candidate(started) {
                        self.take(candidate, day);
                        self.run.starts.push((rank, day));
                    }
                }
                return Ok(n_fit);
            }
            if let Some(days) = self.closed.get_mut(candidate.cadence) {
                days.insert(day);
            }
            refused.get_or_insert(item);
        }
        Err(refused)
    }

    /// The ranks from a position on whom only the check can keep from starting on one day: they are
    /// asked, of one cadence, and of companies without a start on that day.
    fn alike(&self, position: usize, day: i32) -> Vec<usize> {
        let mut companies = BTreeSet::new();
        let rows = (position..).map_while(|position| self.question.candidate(position));
        let cadence = self.question.candidate(position).map(|(_, candidate)| candidate.cadence);
        rows.take_while(|(_, candidate)| {
            Some(candidate.cadence) == cadence
                && candidate.force.is_none()
                && candidate.company.is_none_or(|company| {
                    !self.taken.contains(&(company, day)) && companies.insert(company)
                })
        })
        .map(|(rank, _)| rank)
        .collect()
    }

    fn take(&mut self, candidate: &Candidate<Id>, day: i32) {
        self.taken.extend(candidate.company.map(|company| (company, day)));
    }

    fn start_days(&self) -> usize {
        usize::try_from(self.attempt.start_days).unwrap_or_default()
    }

    fn is_open(&self, cadence: usize, day: i32) -> bool {
        self.closed.get(cadence).is_some_and(|days| !days.contains(&day))
    }

    /// Whether only the first day matters and it is closed to every cadence from `position` on.
    fn is_over(&self, position: usize) -> bool {
        let mut left = self.last_of.iter().enumerate().filter(|(_, last)| **last >= Some(position));
        self.attempt.until == Until::FirstDayClosed
            && !left.any(|(cadence, _)| self.is_open(cadence, self.attempt.from))
    }
}
