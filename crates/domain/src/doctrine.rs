//! Doctrines: what counts as prospecting, as ordered rules over the facts of an activity.
//!
//! A doctrine is data. It never changes what was recorded: any of them can read all past activity, and the same activity
//! may count under one and not under another.

pub mod shipped;

use serde::{Deserialize, Serialize};

use crate::{
    activities::{Ask, Behaviour, Channel, Outcome},
    reasons::ReasonKind,
    words,
};

/// Most rules of a doctrine.
pub const MAX_RULES: usize = 64;

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
        /// It counts once the enrollment it belongs to has had its third touch, and is pending until then.
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

words! {
    /// Who began.
    pub enum InitiatedBy {
        /// The rep.
        Us = "us",
        /// The other side.
        Them = "them",
    }
}

/// What a rule can ask of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What a recipe counts it as.
    pub behaviour: Behaviour,
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
    /// Whether the rep did it whose recipe is read.
    pub mine: bool,
}

/// What has to hold for a rule; what is not named may be anything, and an empty condition always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
        is_among(&self.behaviour, Some(facts.behaviour))
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

fn is_among<T: PartialEq>(allowed: &[T], fact: Option<T>) -> bool {
    allowed.is_empty() || fact.is_some_and(|fact| allowed.contains(&fact))
}

fn is_as_told<T: PartialEq + Copy>(told: Option<T>, fact: T) -> bool {
    told.is_none_or(|told| told == fact)
}

/// One rule: the first whose condition holds decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What an activity is under a doctrine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    #[error("a doctrine needs a name")]
    NoName,
    /// It has no rules, or too many.
    #[error("a doctrine has 1 to {MAX_RULES} rules, not {0}")]
    Rules(usize),
    /// A rule can never decide, because one before it always does.
    #[error("rule {0} is never reached: the rule before it has no condition")]
    Unreachable(usize),
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
        let doctrine: Self = toml::from_str(text)
            .map_err(|error| DoctrineError::Unreadable(error.message().to_owned()))?;
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
        if self.name.trim().is_empty() {
            return Err(DoctrineError::NoName);
        }
        if self.rules.is_empty() || self.rules.len() > MAX_RULES {
            return Err(DoctrineError::Rules(self.rules.len()));
        }
        let decides_all = self.rules.iter().position(|rule| rule.when == When::default());
        match decides_all {
            Some(at) if at + 1 < self.rules.len() => Err(DoctrineError::Unreachable(at + 2)),
            _ => Ok(()),
        }
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
            Count::WhenFollowedUp => Counted::Pending,
        };
        Reading { class: rule.class, counts, rule: Some(number) }
    }
}

#[cfg(test)]
mod tests;
