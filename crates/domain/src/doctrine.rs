//! Doctrines: what counts as prospecting, as ordered rules over the facts of an activity.
//!
//! A doctrine is data. It never changes what was recorded: any of them can read all past activity, and the same activity
//! may count under one and not under another.

pub mod shipped;
pub mod warnings;

use serde::{Deserialize, Serialize};

use crate::{
    activities::{Ask, Behaviour, Channel, InitiatedBy, Outcome},
    enrollments::EnrollmentState,
    reasons::ReasonKind,
    words,
};

/// Most rules of a doctrine.
pub const MAX_RULES: usize = 64;

/// Longest name, in characters.
pub const MAX_CHARS: usize = 80;

/// Longest doctrine file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// The touch from which follow-up has been kept up; before it a [`Count::WhenFollowedUp`] activity is pending.
pub const FOLLOWED_UP: u8 = 3;

words! {
    /// What an activity is, under a doctrine.
    pub enum Class {
        /// The rep controls it and learns at once.
        Active = "active",
        /// It waits for the other side.
        Passive = "passive",
        /// It keeps in touch and asks for nothing.
        Nurture = "nurture",
        /// It is done before there is anybody to contact.
        AboveFunnel = "above_funnel",
        /// It makes a later call less cold.
        WarmUp = "warm_up",
        /// It is something else.
        NotProspecting = "not_prospecting",
    }
}

words! {
    /// Whether an activity counts, under a rule.
    pub enum Count {
        /// It counts.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// It counts once the enrollment it belongs to has had its third touch or was finished before, not at all once
        /// that was stopped before, and is pending until then.
        WhenFollowedUp = "when_followed_up",
    }
}

words! {
    /// Whether an activity counts now.
    pub enum Counted {
        /// It counts.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// It is not decided yet.
        Pending = "pending",
    }
}

words! {
    /// Which part an enrollment has in an activity.
    pub enum Promised {
        /// It belongs to none.
        None = "none",
        /// To one that the plan could finish when it was started.
        Whole = "whole",
        /// To one that was started against the plan.
        Overridden = "overridden",
    }
}

/// What a rule can ask of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What a recipe counts it as; none for what came from their side.
    pub behaviour: Option<Behaviour>,
    /// The channel; none for work without one.
    pub channel: Option<Channel>,
    /// What it led to.
    pub outcome: Option<Outcome>,
    /// Whether a human answered.
    pub reached: bool,
    /// Whether it was a talk with the person aimed at.
    pub conversation: bool,
    /// What was asked for.
    pub asked: Option<Ask>,
    /// Who began.
    pub initiated_by: InitiatedBy,
    /// Whether something made it less cold: a referral, an event, a registration.
    pub warm: bool,
    /// What the reason for it rests on.
    pub reason_kind: Option<ReasonKind>,
    /// Which touch of its enrollment it is, from 1.
    pub touch_no: Option<u8>,
    /// How far that enrollment has come: its touches done up to now.
    pub touches_done: u8,
    /// Whether that enrollment was promised whole.
    pub enrollment: Promised,
    /// Where that enrollment stands now.
    pub state: Option<EnrollmentState>,
    /// Whether the rep did it whose recipe is read.
    pub mine: bool,
}

/// What has to hold for a rule; what is not named may be anything, and an empty condition always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// One of these behaviours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub behaviour: Vec<Behaviour>,
    /// One of these channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<Channel>,
    /// One of these outcomes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<Outcome>,
    /// Whether a human answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<bool>,
    /// Whether it was a talk with the person aimed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<bool>,
    /// One of these was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Ask>,
    /// Who began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initiated_by: Option<InitiatedBy>,
    /// Whether something made it less cold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warm: Option<bool>,
    /// The reason for it rests on one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reason_kind: Vec<ReasonKind>,
    /// It is this touch of its enrollment, or a later one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_touch: Option<u8>,
    /// One of these of the enrollment.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enrollment: Vec<Promised>,
    /// Whether the rep did it whose recipe is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
}

impl When {
    /// Whether an activity is such a one.
    pub fn holds(&self, facts: &Facts) -> bool {
        is_among(&self.behaviour, facts.behaviour)
            && is_among(&self.channel, facts.channel)
            && is_among(&self.outcome, facts.outcome)
            && is_as_told(self.reached, facts.reached)
            && is_as_told(self.conversation, facts.conversation)
            && is_among(&self.asked, facts.asked)
            && is_as_told(self.initiated_by, facts.initiated_by)
            && is_as_told(self.warm, facts.warm)
            && is_among(&self.reason_kind, facts.reason_kind)
            && self.from_touch.is_none_or(|from| facts.touch_no.is_some_and(|no| no >= from))
            && is_among(&self.enrollment, Some(facts.enrollment))
            && is_as_told(self.mine, facts.mine)
    }
}

impl When {
    /// Whether every activity that `other` holds for is such a one too.
    fn covers(&self, other: &Self) -> bool {
        let touch = match (self.from_touch, other.from_touch) {
            (None, _) => true,
            (Some(own), other) => other.is_some_and(|other| own <= other),
        };
        is_wider(&self.behaviour, &other.behaviour)
            && is_wider(&self.channel, &other.channel)
            && is_wider(&self.outcome, &other.outcome)
            && is_told_too(self.reached, other.reached)
            && is_told_too(self.conversation, other.conversation)
            && is_wider(&self.asked, &other.asked)
            && is_told_too(self.initiated_by, other.initiated_by)
            && is_told_too(self.warm, other.warm)
            && is_wider(&self.reason_kind, &other.reason_kind)
            && touch
            && is_wider(&self.enrollment, &other.enrollment)
            && is_told_too(self.mine, other.mine)
    }
}

fn is_wider<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
    wide.is_empty() || !narrow.is_empty() && narrow.iter().all(|one| wide.contains(one))
}

fn is_told_too<T: PartialEq + Copy>(wide: Option<T>, narrow: Option<T>) -> bool {
    wide.is_none() || wide == narrow
}

fn is_among<T: PartialEq>(allowed: &[T], fact: Option<T>) -> bool {
    allowed.is_empty() || fact.is_some_and(|fact| allowed.contains(&fact))
}

fn is_as_told<T: PartialEq + Copy>(told: Option<T>, fact: T) -> bool {
    told.is_none_or(|told| told == fact)
}

/// One rule: the first whose condition holds decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What has to hold.
    #[serde(default)]
    pub when: When,
    /// What the activity then is.
    pub class: Class,
    /// Whether it then counts.
    pub counts: Count,
}

words! {
    /// What a doctrine warns of.
    pub enum Warning {
        /// Passive work over half of the minutes of ten working days.
        PassiveOverHalf = "passive_over_half",
        /// Active or passive work under its goal on five of ten working days.
        ClassUnderGoal = "class_under_goal",
        /// A working day without an ask.
        DayWithoutAsk = "day_without_ask",
        /// Somebody was started and not followed up.
        StartedWithoutFollowUp = "started_without_follow_up",
        /// Somebody met at an event, or registered, was not called within two working days.
        WarmUpNotCalled = "warm_up_not_called",
    }
}

/// Ordered rules, and what they warn of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Doctrine {
    /// Its name.
    pub name: String,
    /// Its rule in one sentence.
    pub sentence: String,
    /// What it warns of; none for a doctrine that warns of nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<Warning>,
    /// The rules, the first that holds decides.
    pub rules: Vec<Rule>,
}

/// A doctrine as it is written: rules are read one by one, so that an error names its rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    sentence: String,
    warning: Option<Warning>,
    #[serde(default)]
    rules: Vec<toml::Value>,
}

/// What an activity is under a doctrine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Reading {
    /// Its class.
    pub class: Class,
    /// Whether it counts.
    pub counts: Counted,
    /// The rule that decided, from 1; none when no rule held.
    pub rule: Option<usize>,
}

/// Why a doctrine is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DoctrineError {
    /// It is too long.
    #[error("a doctrine has at most {MAX_BYTES} bytes, not {0}")]
    TooLong(usize),
    /// It is not TOML, or holds an unknown field or word.
    #[error("{0}")]
    Unreadable(String),
    /// It has no name.
    #[error("a doctrine needs a name of 1 to {MAX_CHARS} characters on one line")]
    NoName,
    /// It has no rules, or too many.
    #[error("a doctrine has 1 to {MAX_RULES} rules, not {0}")]
    Rules(usize),
    /// A rule can never decide, because one before it always does.
    #[error("rule {rule} is never reached: rule {before} decides all that it could")]
    Unreachable {
        /// The rule, from 1.
        rule: usize,
        /// The one before it.
        before: usize,
    },
    /// A rule is not one: an unknown field or word, or a part is missing.
    #[error("rule {rule}: {why}")]
    Rule {
        /// The rule, from 1.
        rule: usize,
        /// What is wrong with it.
        why: String,
    },
}

impl Doctrine {
    /// Reads a doctrine from TOML and checks it.
    ///
    /// # Errors
    /// [`DoctrineError`].
    pub fn read(text: &str) -> Result<Self, DoctrineError> {
        if text.len() > MAX_BYTES {
            return Err(DoctrineError::TooLong(text.len()));
        }
        let file: File = toml::from_str(text)
            .map_err(|error| DoctrineError::Unreadable(error.message().to_owned()))?;
        let rule = |(number, value): (usize, toml::Value)| {
            value.try_into().map_err(|error: toml::de::Error| DoctrineError::Rule {
                rule: number,
                why: error.message().to_owned(),
            })
        };
        let rules = (1..).zip(file.rules).map(rule).collect::<Result<_, _>>()?;
        let doctrine =
            Self { name: file.name, sentence: file.sentence, warning: file.warning, rules };
        doctrine.check()?;
        Ok(doctrine)
    }

    /// Writes it as the TOML that reads as the same.
    ///
    /// # Errors
    /// [`DoctrineError::Unreadable`] when it cannot be written, which no checked doctrine runs into.
    pub fn write(&self) -> Result<String, DoctrineError> {
        toml::to_string(self).map_err(|error| DoctrineError::Unreadable(error.to_string()))
    }

    /// Checks its name and rules.
    ///
    /// # Errors
    /// [`DoctrineError`].
    pub fn check(&self) -> Result<(), DoctrineError> {
        let chars = self.name.trim().chars().count();
        if chars == 0 || chars > MAX_CHARS || self.name.chars().any(char::is_control) {
            return Err(DoctrineError::NoName);
        }
        if self.rules.is_empty() || self.rules.len() > MAX_RULES {
            return Err(DoctrineError::Rules(self.rules.len()));
        }
        for (rule, one) in (1..).zip(&self.rules) {
            if one.when.from_touch == Some(0) {
                let why = "`from_touch` counts from 1".to_owned();
                return Err(DoctrineError::Rule { rule, why });
            }
            let mut earlier = (1..rule).zip(&self.rules);
            if let Some((before, _)) = earlier.find(|(_, other)| other.when.covers(&one.when)) {
                return Err(DoctrineError::Unreachable { rule, before });
            }
        }
        Ok(())
    }

    /// What an activity is: the first rule that holds decides, and what no rule knows is not prospecting.
    pub fn reading(&self, facts: &Facts) -> Reading {
        let decided = self.rules.iter().zip(1..).find(|(rule, _)| rule.when.holds(facts));
        let Some((rule, number)) = decided else {
            return Reading { class: Class::NotProspecting, counts: Counted::No, rule: None };
        };
        let counts = match rule.counts {
            Count::Yes => Counted::Yes,
            Count::No => Counted::No,
            Count::WhenFollowedUp if facts.touches_done >= FOLLOWED_UP => Counted::Yes,
            Count::WhenFollowedUp => match facts.state {
                Some(EnrollmentState::Finished) => Counted::Yes,
                Some(EnrollmentState::Stopped) => Counted::No,
                _ => Counted::Pending,
            },
        };
        Reading { class: rule.class, counts, rule: Some(number) }
    }
}

#[cfg(test)]
mod tests;
