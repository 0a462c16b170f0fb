//! The planner from outside: one case in, what it must give out (the forms of `science/vectors`).
//!
//! Field names, order and nulls are those of the vectors, which the rest of the product does not use:
//! `room` here is what is left of a day's minutes, `promised` the load planned on it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::IgnoredAny};

use crate::activities::Channel;
use crate::plan::admit::{Admission, Answer, Start, admit};
use crate::plan::days::WorkCalendar;
use crate::plan::morning::{Breach, DayPlan, TodayTouch, morning};
use crate::plan::repairs::Repair;
use crate::plan::{
    Active, Break, Candidate, Cap, Due, PlanError, PlanSettings, Request, Resource, Situation,
    Step, Unit,
};
use crate::words;

/// Days that a case shows.
const DAYS_SHOWN: usize = 10;

/// One case of `admission.json`, `plan_morning.json` or `replan.json`; what it expects is not read.
///
/// A field that no case has is refused by name, wherever it stands: misspelt it would be left out without a word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    #[serde(default)]
    pub name: String,
    /// What comes in.
    pub input: Input,
    /// What happened since, for a re-plan.
    #[serde(default)]
    pub events: Vec<Event>,
    /// What comes out, which is not read.
    #[serde(default)]
    pub expect: IgnoredAny,
}

/// The input of a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The date of the plan.
    pub today: Date,
    /// The rep's working days.
    pub calendar: WorkCalendar,
    /// Caps of channels.
    #[serde(default)]
    pub caps: BTreeMap<Channel, Cap>,
    /// What is used up today, by resource.
    #[serde(default)]
    pub spent: BTreeMap<ResourceName, i64>,
    /// Cadences by name.
    #[serde(default)]
    pub cadences: BTreeMap<String, Vec<Step>>,
    /// Who is on them.
    #[serde(default)]
    pub active: Vec<ActiveRow>,
    /// Who might be started.
    #[serde(default)]
    pub candidates: Vec<CandidateRow>,
    /// The first day on which touch 1 may be.
    #[serde(default)]
    pub from: Option<Date>,
    /// On how many working days touch 1 may be.
    #[serde(default = "one_day")]
    pub start_days: i64,
    /// The mode.
    #[serde(default)]
    pub settings: PlanSettings,
}

const fn one_day() -> i64 {
    1
}

/// A resource as it is written: `total` or a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct ResourceName(pub Resource);

impl TryFrom<String> for ResourceName {
    type Error = words::UnknownWord;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        if word == Resource::Total.as_str() {
            return Ok(Self(Resource::Total));
        }
        Channel::parse(&word).map(Resource::Channel).map(Self)
    }
}

/// An active of a case: with `done`, or with a window from `from` to `to`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActiveRow {
    /// Who.
    pub id: u64,
    /// The name of the cadence.
    pub cadence: String,
    /// The step that comes next, counted from 1.
    pub next: usize,
    /// When the touch before was done.
    #[serde(default)]
    pub done: Option<Date>,
    /// First day of a named window.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of a named window.
    #[serde(default)]
    pub to: Option<Date>,
    /// Breaks ties.
    #[serde(default)]
    pub worth: i64,
}

/// A candidate of a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateRow {
    /// Who.
    pub id: u64,
    /// The name of the cadence.
    pub cadence: String,
    /// Breaks ties.
    #[serde(default)]
    pub worth: i64,
    /// Started on this day without being asked of the plan.
    #[serde(default)]
    pub force: Option<Date>,
}

/// Something that happened since the morning.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "EventRow")]
pub enum Event {
    /// A touch was done today.
    Outcome {
        /// With whom.
        person: u64,
        /// Minutes it took; those planned when none are given.
        minutes: Option<i64>,
        /// What it leads to.
        effect: Effect,
    },
    /// The minutes of a date are others.
    Minutes {
        /// The date.
        on: Date,
        /// Its minutes.
        minutes: i64,
    },
    /// The rep is away.
    Leave {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// Somebody leaves without a touch.
    Stop {
        /// Who.
        person: u64,
    },
}

/// What an outcome leads to.
#[derive(Clone, Copy, Debug)]
pub enum Effect {
    /// The enrollment ends.
    Exit,
    /// The next step comes; after the last the enrollment ends.
    Next,
    /// The step that is next stays and gets a window.
    Move {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
}

/// An event as it is written: an outcome holds the fields of its effect beside its own.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum EventRow {
    Outcome {
        person: u64,
        #[serde(default)]
        minutes: Option<i64>,
        effect: EffectName,
        #[serde(default)]
        from: Option<Date>,
        #[serde(default)]
        to: Option<Date>,
    },
    Minutes {
        on: Date,
        minutes: i64,
    },
    Leave {
        from: Date,
        to: Date,
    },
    Stop {
        person: u64,
    },
}

words! {
    /// The name of an effect.
    pub enum EffectName {
        /// [`Effect::Exit`].
        Exit = "exit",
        /// [`Effect::Next`].
        Next = "next",
        /// [`Effect::Move`].
        Move = "move",
    }
}

impl TryFrom<EventRow> for Event {
    type Error = &'static str;

    fn try_from(row: EventRow) -> Result<Self, Self::Error> {
        let (person, minutes, effect, window) = match row {
            EventRow::Outcome { person, minutes, effect, from, to } => {
                (person, minutes, effect, (from, to))
            }
            EventRow::Minutes { on, minutes } => return Ok(Self::Minutes { on, minutes }),
            EventRow::Leave { from, to } => return Ok(Self::Leave { from, to }),
            EventRow::Stop { person } => return Ok(Self::Stop { person }),
        };
        let effect = match (effect, window) {
            (EffectName::Exit, (None, None)) => Effect::Exit,
            (EffectName::Next, (None, None)) => Effect::Next,
            (EffectName::Move, (Some(from), Some(to))) => Effect::Move { from, to },
            (EffectName::Move, _) => {
                return Err("an outcome that moves a step needs `from` and `to`");
            }
            _ => return Err("only an outcome that moves a step has `from` and `to`"),
        };
        Ok(Self::Outcome { person, minutes, effect })
    }
}

/// Why a case could not be worked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalcError {
    /// A row names a cadence that is not there.
    #[error("person {person} is on cadence `{cadence}`, which is not among the cadences")]
    UnknownCadence {
        /// Whose row.
        person: u64,
        /// The name.
        cadence: String,
    },
    /// An active has neither a day done nor a whole window, or both.
    #[error("person {person} needs either `done`, or `from` and `to`")]
    UnclearDue {
        /// Whose row.
        person: u64,
    },
    /// An event is about somebody who is not active.
    #[error("an event names person {person}, who is not active")]
    NotActive {
        /// Who.
        person: u64,
    },
    /// A cadence has no step, or more than 16.
    #[error("cadence `{cadence}` has {steps} steps, it must have 1 to 16")]
    StepCount {
        /// Its name.
        cadence: String,
        /// How many it has.
        steps: usize,
    },
    /// Two steps of a cadence fall on one day.
    #[error("step {step} of cadence `{cadence}` has gap 0: two touches on one day are one step")]
    GapZero {
        /// Its name.
        cadence: String,
        /// The step, counted from 1.
        step: usize,
    },
    /// The plan refuses the numbers.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

/// What a case of `admission.json` expects.
#[derive(Clone, Debug, Serialize)]
pub struct AdmissionValue {
    feasible: bool,
    answer: Answer,
    asked: usize,
    fit: usize,
    starts: Vec<Start<u64>>,
    forced: Vec<Start<u64>>,
    breaks: Option<Break>,
    repairs: Vec<Repair<u64>>,
}

/// What a case of `plan_morning.json` or `replan.json` expects.
#[derive(Clone, Debug, Serialize)]
pub struct MorningValue {
    on: Date,
    room: i64,
    feasible: bool,
    today: Vec<TodayTouch<u64>>,
    minutes: i64,
    breaches: Vec<Breach<u64>>,
    breaks: Option<Break>,
    days: Vec<DayValue>,
    hand_over: Vec<u64>,
    may_start: Vec<u64>,
}

/// One day of a morning.
#[derive(Clone, Copy, Debug, Serialize)]
struct DayValue {
    on: Date,
    room: i64,
    promised: i64,
}

impl From<DayPlan> for DayValue {
    fn from(day: DayPlan) -> Self {
        Self { on: day.on, room: day.left, promised: day.planned }
    }
}

/// Works a case of `admission.json`.
///
/// # Errors
/// [`CalcError`] names the first thing in the case that is not what it must be.
pub fn calc_admission(case: &Case) -> Result<AdmissionValue, CalcError> {
    let (situation, request) = case.input.read()?;
    let Admission { answer, asked, fit, feasible, forced, starts, breaks, repairs, .. } =
        admit(&situation, &request).map_err(|error| case.input.named(error))?;
    Ok(AdmissionValue { feasible, answer, asked, fit, starts, forced, breaks, repairs })
}

/// Works a case of `plan_morning.json`.
///
/// # Errors
/// [`CalcError`] names the first thing in the case that is not what it must be.
pub fn calc_plan_morning(case: &Case) -> Result<MorningValue, CalcError> {
    morning_of(&case.input)
}

/// Works a case of `replan.json`: its events are applied in their order, then the morning is planned.
///
/// # Errors
/// [`CalcError`] names the first thing in the case that is not what it must be.
pub fn calc_replan(case: &Case) -> Result<MorningValue, CalcError> {
    let mut input = case.input.clone();
    for event in &case.events {
        input.apply(event)?;
    }
    morning_of(&input)
}

fn morning_of(input: &Input) -> Result<MorningValue, CalcError> {
    let (situation, request) = input.read()?;
    let morning = morning(&situation, &request, DAYS_SHOWN).map_err(|error| input.named(error))?;
    Ok(MorningValue {
        on: morning.on,
        room: morning.left,
        feasible: morning.feasible,
        today: morning.today,
        minutes: morning.minutes,
        breaches: morning.breaches,
        breaks: morning.breaks,
        days: morning.days.into_iter().map(DayValue::from).collect(),
        hand_over: morning.hand_over,
        may_start: morning.may_start,
    })
}

impl Input {
    fn read(&self) -> Result<(Situation<u64>, Request<u64>), CalcError> {
        let actives = self.active.iter().map(|row| self.active(row)).collect::<Result<_, _>>()?;
        let candidates = self.candidates.iter().map(|row| {
            let cadence = self.cadence(row.id, &row.cadence)?;
            Ok(Candidate { id: row.id, cadence, worth: row.worth, force: row.force, company: None })
        });
        let situation = Situation {
            today: self.today,
            calendar: self.calendar.clone(),
            caps: self.caps.clone(),
            spent: self.spent.iter().map(|(name, used)| (name.0, *used)).collect(),
            reserved_done: 0,
            settings: self.settings,
            cadences: self.cadences.values().cloned().collect(),
            actives,
        };
        let request = Request {
            candidates: candidates.collect::<Result<_, CalcError>>()?,
            from: self.from,
            start_days: self.start_days,
            company_starts: BTreeSet::new(),
        };
        Ok((situation, request))
    }

    /// What the plan refuses of a cadence, by the name that it has in the case.
    fn named(&self, error: PlanError) -> CalcError {
        let name = |place: usize| self.cadences.keys().nth(place).cloned();
        match error {
            PlanError::StepCount { cadence, steps } => name(cadence)
                .map_or(CalcError::Plan(error), |cadence| CalcError::StepCount { cadence, steps }),
            PlanError::GapZero { cadence, step } => name(cadence)
                .map_or(CalcError::Plan(error), |cadence| CalcError::GapZero { cadence, step }),
            error => CalcError::Plan(error),
        }
    }

    fn cadence(&self, person: u64, name: &str) -> Result<usize, CalcError> {
        let position = self.cadences.keys().position(|known| known == name);
        position.ok_or_else(|| CalcError::UnknownCadence { person, cadence: name.to_owned() })
    }

    fn active(&self, row: &ActiveRow) -> Result<Active<u64>, CalcError> {
        let due = match (row.done, row.from, row.to) {
            (Some(done), None, None) => Due::Done(done),
            (None, Some(from), Some(to)) => Due::Named { from, to },
            _ => return Err(CalcError::UnclearDue { person: row.id }),
        };
        let cadence = self.cadence(row.id, &row.cadence)?;
        Ok(Active { id: row.id, cadence, next: row.next, due, worth: row.worth })
    }

    fn apply(&mut self, event: &Event) -> Result<(), CalcError> {
        match *event {
            Event::Outcome { person, minutes, effect } => self.done(person, minutes, effect)?,
            Event::Minutes { on, minutes } => {
                self.calendar.minutes.insert(on, minutes);
            }
            Event::Leave { from, to } => self.calendar.leave.push((from, to)),
            Event::Stop { person } => {
                let before = self.active.len() + self.candidates.len();
                self.active.retain(|row| row.id != person);
                self.candidates.retain(|row| row.id != person);
                if self.active.len() + self.candidates.len() == before {
                    return Err(CalcError::NotActive { person });
                }
            }
        }
        Ok(())
    }

    /// A touch done today: its minutes (and 1 touch) come off today's room, then the row moves on.
    fn done(&mut self, person: u64, minutes: Option<i64>, effect: Effect) -> Result<(), CalcError> {
        let position = self.active.iter().position(|row| row.id == person);
        let position = position.ok_or(CalcError::NotActive { person })?;
        let row = self.active.get_mut(position).ok_or(CalcError::NotActive { person })?;
        let steps = self.cadences.get(&row.cadence).map(Vec::as_slice).unwrap_or_default();
        let unknown = PlanError::UnknownStep { next: row.next, steps: steps.len() };
        let step = row.next.checked_sub(1).and_then(|place| steps.get(place)).ok_or(unknown)?;
        let minutes = minutes.unwrap_or(step.minutes);
        crate::plan::bounded("minutes of an outcome", minutes, 0, crate::plan::days::DAY_MINUTES)?;
        let own = Resource::Channel(step.channel);
        let touches = self.caps.get(&step.channel).is_some_and(|cap| cap.unit == Unit::Touches);
        for (resource, used) in
            [(Resource::Total, minutes), (own, if touches { 1 } else { minutes })]
        {
            let spent = self.spent.entry(ResourceName(resource)).or_default();
            *spent = spent.saturating_add(used);
        }
        match effect {
            Effect::Next if row.next < steps.len() => {
                row.next += 1;
                (row.done, row.from, row.to) = (Some(self.today), None, None);
            }
            Effect::Exit | Effect::Next => {
                self.active.remove(position);
            }
            Effect::Move { from, to } => {
                (row.done, row.from, row.to) = (None, Some(from), Some(to));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
