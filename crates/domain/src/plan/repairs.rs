//! Repairs: what would let everybody asked fit, each proved by a new run (SCIENCE 1.6, lines 46 to 54).

use jiff::civil::Date;
use serde::Serialize;

use crate::plan::admit::{Attempt, Question, Run, Until};
use crate::plan::check::{Check, Overload};
use crate::plan::items::{Item, Legs};
use crate::plan::place::Plan;
use crate::plan::rooms::Rooms;
use crate::plan::{Resource, Step};

/// Something that helps, with how many then fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Repair<Id> {
    /// Start only those who fit.
    Fewer {
        /// How many do.
        fit: usize,
    },
    /// Begin on a later day.
    Later {
        /// The first day on which touch 1 may be.
        from: Date,
        /// How many fit then.
        fit: usize,
    },
    /// Spread the starts over more days.
    Spread {
        /// On how many working days touch 1 may be.
        start_days: i32,
        /// How many fit then.
        fit: usize,
    },
    /// Keep the first steps of the cadence only.
    Shorter {
        /// How many.
        steps: usize,
        /// How many fit then.
        fit: usize,
    },
    /// Widen every window.
    Wider {
        /// By how many working days.
        days: i64,
        /// How many fit then.
        fit: usize,
    },
    /// Add minutes (touches where the cap counts touches) on a day.
    Minutes {
        /// The day.
        on: Date,
        /// The resource.
        channel: Resource,
        /// How many.
        minutes: i64,
        /// How many fit then.
        fit: usize,
    },
    /// Pause some who are active, so that the others can be finished.
    Pause {
        /// The fewest, least worth first, in the order of their ids.
        persons: Vec<Id>,
        /// Always 0: who fits afterwards is not run.
        fit: usize,
    },
}

/// Working days by which a later beginning is tried.
const LATER: i32 = 20;
/// Working days over which starts are spread at most.
const SPREAD: i32 = 60;
/// Working days by which windows are widened.
const WIDER: i64 = 3;
/// Minutes that are added to one day at most.
const MOST_MINUTES: i64 = 480;

/// All repairs that work, in the order of the text.
pub(super) fn repairs<Id: Ord + Copy>(
    question: &Question<'_, Id>,
    base: &Check,
    overload: Option<Overload>,
    fit: usize,
    asked: usize,
) -> Vec<Repair<Id>> {
    let repairer = Repairer { question, asked };
    if !base.is_ok() {
        let minutes = overload.and_then(|overload| repairer.minutes_for_base(&overload));
        return minutes.into_iter().chain(repairer.pause()).collect();
    }
    let fewer = (fit > 0).then_some(Repair::Fewer { fit });
    let timing = fewer.into_iter().chain(repairer.later()).chain(repairer.spread());
    let cadence = repairer.shorter().into_iter().chain(repairer.wider());
    let minutes = overload.and_then(|overload| repairer.minutes(&overload));
    timing.chain(cadence).chain(minutes).collect()
}

struct Repairer<'a, Id> {
    question: &'a Question<'a, Id>,
    asked: usize,
}

impl<Id: Ord + Copy> Repairer<'_, Id> {
    fn asked(&self) -> Attempt<'_> {
        Attempt { until: Until::Refusal, ..Attempt::asked(self.question) }
    }

    /// The run in which everybody asked fits, if this is one.
    fn all_fit(&self, attempt: &Attempt<'_>) -> Option<Run> {
        let run = self.question.start(true, attempt);
        (run.starts.len() == self.asked).then_some(run)
    }

    fn later(&self) -> Option<Repair<Id>> {
        let asked = self.asked();
        (1..=LATER).find_map(|n| {
            let from = asked.from + n;
            self.all_fit(&Attempt { from, ..self.asked() })?;
            Some(Repair::Later { from: self.question.days.date(from)?, fit: self.asked })
        })
    }

    /// A run over fewer days is the beginning of one over more, up to the first who does not fit: so the
    /// least number of days is read off the run over all of them.
    fn spread(&self) -> Option<Repair<Id>> {
        let asked = self.asked();
        if asked.start_days >= SPREAD {
            return None;
        }
        let run = self.all_fit(&Attempt { start_days: SPREAD, ..self.asked() })?;
        let last = run.starts.iter().map(|(_, day)| *day).max()?;
        Some(Repair::Spread { start_days: last - asked.from + 1, fit: self.asked })
    }

    fn shorter(&self) -> Option<Repair<Id>> {
        let cadences = &self.question.situation.cadences;
        let lengths = self
            .question
            .candidates()
            .filter_map(|(_, candidate)| cadences.get(candidate.cadence).map(Vec::len));
        let longest = lengths.max()?;
        (1..longest).rev().find_map(|steps| {
            let cut = |cadence: &Vec<Step>| cadence.iter().take(steps).copied().collect();
            self.with_cadences(cut).then_some(Repair::Shorter { steps, fit: self.asked })
        })
    }

    fn wider(&self) -> Option<Repair<Id>> {
        (1..=WIDER).find_map(|days| {
            let widen = |step: &Step| Step { window: step.window + days, ..*step };
            let widen = |cadence: &Vec<Step>| cadence.iter().map(widen).collect();
            self.with_cadences(widen).then_some(Repair::Wider { days, fit: self.asked })
        })
    }

    /// Whether everybody asked fits when the candidates' cadences, and only theirs, are changed.
    fn with_cadences(&self, change: impl Fn(&Vec<Step>) -> Vec<Step>) -> bool {
        let question = self.question;
        let cadences = &question.situation.cadences;
        let both: Vec<Vec<Step>> =
            cadences.iter().cloned().chain(cadences.iter().map(change)).collect();
        let legs = Legs::new(&both, &question.rooms, question.situation.settings.certain);
        self.all_fit(&Attempt { legs: &legs, shift: cadences.len(), ..self.asked() }).is_some()
    }

    fn minutes(&self, overload: &Overload) -> Option<Repair<Id>> {
        self.added(overload).find_map(|(minutes, rooms)| {
            self.all_fit(&Attempt { rooms: &rooms, ..self.asked() })?;
            self.minutes_on(overload, minutes, self.asked)
        })
    }

    fn minutes_for_base(&self, overload: &Overload) -> Option<Repair<Id>> {
        let question = self.question;
        self.added(overload).find_map(|(minutes, rooms)| {
            let base = question.check_of(&mut Plan::default(), &rooms, &question.actives);
            if !base.is_ok() {
                return None;
            }
            let attempt = Attempt { rooms: &rooms, until: Until::End, ..self.asked() };
            let fit = question.start(true, &attempt).starts.len();
            self.minutes_on(overload, minutes, fit)
        })
    }

    /// The rooms with what is over, and 2, 4 and 8 times as much, added on the last day that breaks.
    fn added(&self, overload: &Overload) -> impl Iterator<Item = (i64, Rooms)> {
        let Overload { to, resource, over, .. } = *overload;
        let tries = [1, 2, 4, 8].into_iter().map(move |times| over.saturating_mul(times));
        let tries = tries.take_while(|minutes| *minutes <= MOST_MINUTES);
        tries.map(move |minutes| (minutes, self.question.rooms.with_more(resource, to, minutes)))
    }

    fn minutes_on(&self, overload: &Overload, minutes: i64, fit: usize) -> Option<Repair<Id>> {
        let found = self.question.dates_of(overload)?;
        Some(Repair::Minutes { on: found.to, channel: found.channel, minutes, fit })
    }

    /// The fewest actives, least worth then highest id first, without whom the rest can be finished.
    fn pause(&self) -> Option<Repair<Id>> {
        let question = self.question;
        let mut order: Vec<(i64, std::cmp::Reverse<Id>, (usize, Item))> = question
            .situation
            .actives
            .iter()
            .zip(&question.actives)
            .map(|(active, item)| (active.worth, std::cmp::Reverse(active.id), *item))
            .collect();
        order.sort_unstable_by_key(|(worth, id, _)| (*worth, *id));
        let items: Vec<(usize, Item)> = order.iter().map(|(_, _, item)| *item).collect();
        let mut plan = Plan::default();
        let n = (1..=items.len()).find(|n| {
            let rest = items.get(*n..).unwrap_or_default();
            question.check_of(&mut plan, &question.rooms, rest).is_ok()
        })?;
        let mut persons: Vec<Id> = order.iter().take(n).map(|(_, id, _)| id.0).collect();
        persons.sort_unstable();
        Some(Repair::Pause { persons, fit: 0 })
    }
}

#[cfg(test)]
mod tests;
