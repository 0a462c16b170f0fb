//! Admission: who of those asked for can be started, and on which day (SCIENCE 1.6, lines 35 to 44).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::ids::CompanyId;
use crate::plan::check::{Check, Overload, check};
use crate::plan::days::Days;
use crate::plan::demand::Demand;
use crate::plan::items::{Item, Legs, Roster, active_item, number_days, validate_cadences};
use crate::plan::otherwise::{Otherwise, otherwise};
use crate::plan::place::Plan;
use crate::plan::repairs::{Repair, repairs};
use crate::plan::rooms::Rooms;
use crate::plan::starts::Starts;
use crate::plan::{Break, Candidate, PlanError, Request, Situation};
use crate::words;

words! {
    /// The answer to "can I start these?".
    pub enum Answer {
        /// Everybody asked can be started.
        Yes = "yes",
        /// Some can.
        Some = "some",
        /// Nobody can.
        No = "no",
    }
}

/// Somebody who starts on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Start<Id> {
    /// Who.
    pub person: Id,
    /// The date of touch 1's earliest day.
    pub on: Date,
}

/// The answer, who starts when, and what would help the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission<Id> {
    /// Yes, some or no.
    pub answer: Answer,
    /// How many were asked for, those forced left out.
    pub asked: usize,
    /// How many of them fit.
    pub fit: usize,
    /// Whether what runs already can be finished; while it cannot, nobody is started.
    pub feasible: bool,
    /// Who is started without being asked of the plan.
    pub forced: Vec<Start<Id>>,
    /// Who fits, in the order asked.
    pub starts: Vec<Start<Id>>,
    /// What the first one refused would break; when the base is broken, what is broken.
    pub breaks: Option<Break>,
    /// What would let everybody asked fit, each proved by running the check again.
    pub repairs: Vec<Repair<Id>>,
    /// What starting all of them at once would lead to, unless the answer is yes.
    pub otherwise: Option<Otherwise>,
}

/// Answers "can I start these?": the check of SCIENCE 1.6 run for each candidate and day in turn.
///
/// One start a day and company: a candidate whose company has a start on a day is not tried on that
/// day and breaks nothing. Such a refusal closes the day for that candidate only; the days that the
/// check itself refused stay closed for all later candidates of the cadence (`lo` of SCIENCE 1.6),
/// so that without companies the answer is that of the text.
///
/// # Errors
/// [`PlanError`] names the first thing in the situation or the request that is not what it must be.
pub fn admit<Id: Ord + Copy>(
    situation: &Situation<Id>,
    request: &Request<Id>,
) -> Result<Admission<Id>, PlanError> {
    let question = Question::new(situation, request)?;
    let mut base_plan = Plan::default();
    let base = question.check_of(&mut base_plan, &question.rooms, &question.actives);
    let (mut admission, overload) = answer(&question, &base);
    if admission.answer != Answer::Yes {
        admission.repairs = repairs(&question, &base, overload, admission.fit, admission.asked);
        admission.otherwise = Some(otherwise(&question, &base_plan)?);
    }
    Ok(admission)
}

/// Answers like [`admit`], but looks for no repairs and no consequence.
///
/// # Errors
/// Those of [`admit`].
pub fn fitting<Id: Ord + Copy>(
    situation: &Situation<Id>,
    request: &Request<Id>,
) -> Result<Admission<Id>, PlanError> {
    let question = Question::new(situation, request)?;
    let base = question.check_of(&mut Plan::default(), &question.rooms, &question.actives);
    Ok(answer(&question, &base).0)
}

/// What starting everybody asked at once would lead to, whatever the answer is.
///
/// # Errors
/// Those of [`admit`].
pub fn consequence<Id: Ord + Copy>(
    situation: &Situation<Id>,
    request: &Request<Id>,
) -> Result<Otherwise, PlanError> {
    let question = Question::new(situation, request)?;
    let mut base_plan = Plan::default();
    question.check_of(&mut base_plan, &question.rooms, &question.actives);
    otherwise(&question, &base_plan)
}

/// What would let everything that runs be finished in its windows; nothing while it can be.
///
/// # Errors
/// Those of [`admit`].
pub fn mending<Id: Ord + Copy>(situation: &Situation<Id>) -> Result<Vec<Repair<Id>>, PlanError> {
    let nobody = Request::default();
    let question = Question::new(situation, &nobody)?;
    let base = question.check_of(&mut Plan::default(), &question.rooms, &question.actives);
    if base.is_ok() {
        return Ok(vec![]);
    }
    Ok(repairs(&question, &base, base.overload, 0, 0))
}

/// The answer, and what breaks when it is not yes.
fn answer<Id: Ord + Copy>(
    question: &Question<'_, Id>,
    base: &Check,
) -> (Admission<Id>, Option<Overload>) {
    let run = question.start(base.is_ok(), &Attempt::asked(question));
    let candidates = question.request.candidates.iter();
    let asked = candidates.filter(|candidate| candidate.force.is_none()).count();
    let fit = run.starts.len();
    let answer = match fit {
        _ if fit == asked => Answer::Yes,
        0 => Answer::No,
        _ => Answer::Some,
    };
    let overload = match answer {
        Answer::Yes => None,
        _ if base.is_ok() => run.overload,
        _ => base.overload,
    };
    let admission = Admission {
        answer,
        asked,
        fit,
        feasible: base.is_ok(),
        forced: question.dated(&run.forced),
        starts: question.dated(&run.starts),
        breaks: overload.and_then(|found| question.dates_of(&found)),
        repairs: vec![],
        otherwise: None,
    };
    (admission, overload)
}

/// A situation and a request, checked and numbered.
pub(super) struct Question<'a, Id> {
    pub(super) situation: &'a Situation<Id>,
    pub(super) request: &'a Request<Id>,
    pub(super) days: Days,
    pub(super) rooms: Rooms,
    pub(super) legs: Legs,
    pub(super) roster: Roster<Id>,
    /// Items of the actives, each with its rank.
    pub(super) actives: Vec<(usize, Item)>,
    /// Company and day of the starts there are already.
    pub(super) taken: BTreeSet<(CompanyId, i32)>,
}

/// What is tried: on which days, in which rooms, with which cadences for the candidates.
pub(super) struct Attempt<'a> {
    pub(super) from: i32,
    pub(super) start_days: i32,
    pub(super) rooms: &'a Rooms,
    /// The legs of the cadences asked for, or these and others behind them.
    pub(super) legs: &'a Legs,
    /// What is added to a candidate's cadence to find the one it is tried on.
    pub(super) shift: usize,
    pub(super) until: Until,
}

/// When a run may end before everybody was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Everybody is tried, and the first one refused says what breaks.
    Break,
    /// Everybody is tried.
    End,
    /// Somebody is refused.
    Refusal,
    /// The first day is closed to everybody left.
    FirstDayClosed,
}

/// What a run came to, in ranks and day numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub(super) starts: Vec<(usize, i32)>,
    pub(super) forced: Vec<(usize, i32)>,
    pub(super) overload: Option<Overload>,
}

impl<'a, Id: Ord + Copy> Question<'a, Id> {
    pub(super) fn new(
        situation: &'a Situation<Id>,
        request: &'a Request<Id>,
    ) -> Result<Self, PlanError> {
        validate_cadences(&situation.cadences)?;
        let days = number_days(situation, request)?;
        let rooms = Rooms::new(situation, &days)?;
        let legs = Legs::new(&situation.cadences, &rooms, situation.settings.certain);
        let roster = Roster::new(&situation.actives, &request.candidates)?;
        let items = situation.actives.iter().map(|active| active_item(active, &days, &legs));
        let actives = roster.actives.iter().copied().zip(items);
        let actives = actives.map(|(rank, item)| Ok((rank, item?))).collect::<Result<_, _>>()?;
        for candidate in &request.candidates {
            legs.start(candidate.cadence, 1)?;
        }
        let starts = request.company_starts.iter();
        let taken = starts.map(|(company, on)| (*company, days.first_from(*on))).collect();
        Ok(Self { situation, request, days, rooms, legs, roster, actives, taken })
    }

    /// A check with a plan to look into afterwards.
    pub(super) fn check_of(
        &self,
        plan: &mut Plan,
        rooms: &Rooms,
        items: &[(usize, Item)],
    ) -> Check {
        let demand = &mut Demand::default();
        check(plan, demand, rooms, self.legs.all(), items, &self.roster.ids)
    }

    /// The first day on which touch 1 may be: never before day 0.
    pub(super) fn from(&self) -> i32 {
        self.day_of(self.request.from.unwrap_or(self.situation.today))
    }

    /// The number of a day on which somebody starts: the next working day, never a past one.
    pub(super) fn day_of(&self, date: Date) -> i32 {
        self.days.first_from(date).max(0)
    }

    /// Candidates with their ranks, in the order asked.
    pub(super) fn candidates(&self) -> impl Iterator<Item = (usize, &'a Candidate<Id>)> {
        self.roster.candidates.iter().copied().zip(&self.request.candidates)
    }

    /// The id of a rank.
    pub(super) fn id(&self, rank: usize) -> Option<Id> {
        self.roster.ids.get(rank).copied()
    }

    /// An overload by its dates.
    pub(super) fn dates_of(&self, found: &Overload) -> Option<Break> {
        let date = |t| self.days.date(i32::try_from(t).ok()?);
        Some(Break {
            from: date(found.from)?,
            to: date(found.to)?,
            channel: *self.rooms.resources.get(found.resource)?,
            minutes_over: found.over,
        })
    }

    pub(super) fn dated(&self, starts: &[(usize, i32)]) -> Vec<Start<Id>> {
        let dated = |(rank, t): &(usize, i32)| {
            Some(Start { person: self.id(*rank)?, on: self.days.date(*t)? })
        };
        starts.iter().filter_map(dated).collect()
    }

    /// Tries the candidates in their order. While the base is broken nobody but the forced is started.
    pub(super) fn start(&self, is_base_ok: bool, attempt: &Attempt<'_>) -> Run {
        Starts::new(self, attempt, is_base_ok).run()
    }
}

impl<'a> Attempt<'a> {
    /// The first leg of the cadence on which a candidate is tried.
    pub(super) fn first_leg<Id>(&self, candidate: &Candidate<Id>) -> Result<usize, PlanError> {
        self.legs.start(candidate.cadence + self.shift, 1)
    }

    /// What was asked, as it was asked.
    pub(super) fn asked<Id: Ord + Copy>(question: &'a Question<'_, Id>) -> Self {
        Self {
            from: question.from(),
            start_days: i32::try_from(question.request.start_days).unwrap_or(i32::MAX),
            rooms: &question.rooms,
            legs: &question.legs,
            shift: 0,
            until: Until::Break,
        }
    }
}
