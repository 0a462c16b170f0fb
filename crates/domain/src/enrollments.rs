//! Enrollments: one person on one cadence version, and the ways a rep may change it by hand.

pub mod by_hand;
pub mod candidates;
pub mod finish_rate;
pub mod runs;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{cadences::ability::Missing, people::Standing, touches::Due, words};

words! {
    /// Where an enrollment stands.
    pub enum EnrollmentState {
        /// Touches are planned.
        Active = "active",
        /// Held by the rep, or for want of a number; its room is released.
        Paused = "paused",
        /// It got its full cadence or left it by an event.
        Finished = "finished",
        /// Ended by hand before its end.
        Stopped = "stopped",
    }
}

words! {
    /// Why an enrollment ended.
    pub enum EndWhy {
        /// Its last touch was done.
        Completed = "completed",
        /// They agreed to meet.
        MeetingSet = "meeting_set",
        /// Not now: in nurture until a later day.
        NotNow = "not_now",
        /// They said no.
        NotInterested = "not_interested",
        /// They could not or would not buy.
        NotAFit = "not_a_fit",
        /// They forbade contact on every channel.
        DoNotContact = "do_not_contact",
        /// They forbade calls and texts.
        DoNotCall = "do_not_call",
        /// They wrote back.
        Replied = "replied",
        /// They opted out elsewhere: by mail, in an import, in another record of the same person.
        OptedOut = "opted_out",
        /// The rep stopped it.
        Stopped = "stopped",
    }
}

impl EndWhy {
    /// Where the enrollment stands after it: by hand it is stopped, by an event or its last touch finished.
    pub const fn state(self) -> EnrollmentState {
        match self {
            Self::Stopped => EnrollmentState::Stopped,
            _ => EnrollmentState::Finished,
        }
    }

    /// Whether a talk goes on after it, so that the person may not be started again.
    pub const fn in_conversation(self) -> bool {
        matches!(self, Self::MeetingSet | Self::Replied)
    }

    /// The person's standing after it, from that `before` it.
    ///
    /// Clients stay clients; while a talk goes on they stay a prospect; everybody else is a lead again.
    pub const fn standing_after(self, before: Standing) -> Standing {
        match (before, self) {
            (Standing::Client | Standing::FormerClient, _) => before,
            (_, Self::MeetingSet | Self::Replied) => Standing::Prospect,
            (_, Self::NotNow) => Standing::InNurture,
            _ => Standing::Lead,
        }
    }
}

words! {
    /// Why an enrollment is paused.
    pub enum PauseWhy {
        /// The rep paused it.
        ByHand = "by_hand",
        /// No step that is left can be done: a number or address is needed.
        NeedsNumber = "needs_number",
        /// Nobody at their company is worked.
        BlockedCompany = "blocked_company",
    }
}

words! {
    /// Why the touches of colleagues at a company are held; they keep their room.
    pub enum HoldWhy {
        /// A colleague agreed to meet.
        Meeting = "meeting",
        /// A colleague wrote back.
        Reply = "reply",
        /// A colleague forbade contact.
        DoNotContact = "do_not_contact",
    }
}

words! {
    /// Why a step was never done.
    pub enum SkipWhy {
        /// No usable address or number was left for it.
        NoWay = "no_way",
        /// The rep skipped it and said why.
        ByHand = "by_hand",
    }
}

/// A step that was passed over; it stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedStep {
    /// The step, from 1.
    pub step: u8,
    /// Why.
    pub why: SkipWhy,
    /// What was missing, where nothing usable was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// The rep's words, where it was skipped by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The touch an enrollment waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextTouch {
    /// The step, from 1.
    pub step: u8,
    /// When it is due.
    pub due: Due,
    /// The time they named, where they named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_at: Option<Timestamp>,
}

/// The end of an enrollment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The rep's local day.
    pub on: Date,
    /// Why.
    pub why: EndWhy,
    /// The rep's words, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// The rep's local day.
    pub on: Date,
    /// Why.
    pub why: PauseWhy,
}

/// Everything about an enrollment that an outcome may change: stored before each change, it is what an
/// undo puts back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrollmentFacts {
    /// Where it stands.
    pub state: EnrollmentState,
    /// The rep's local day of the start.
    pub started_on: Date,
    /// The day the last touch was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_done: Option<Date>,
    /// The touch it waits for; none once it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextTouch>,
    /// The pause, while it is paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<Paused>,
    /// The end, once it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
}

/// The standing of a person who is started: a prospect, but clients stay clients.
pub const fn standing_while_enrolled(before: Standing) -> Standing {
    match before {
        Standing::Client | Standing::FormerClient => before,
        _ => Standing::Prospect,
    }
}

impl EnrollmentFacts {
    /// An enrollment that starts on `on`: its first touch is due by the gap of step 1.
    pub fn started(on: Date) -> Self {
        Self {
            state: EnrollmentState::Active,
            started_on: on,
            last_done: None,
            next: Some(NextTouch { step: 1, due: Due::After(on), agreed_at: None }),
            paused: None,
            ended: None,
        }
    }

    /// Whether it may still have touches: active or paused.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, EnrollmentState::Active | EnrollmentState::Paused)
    }

    /// The same, ended: no touch of it is ever due again.
    pub fn end(&mut self, on: Date, why: EndWhy, note: Option<String>) {
        self.state = why.state();
        self.next = None;
        self.paused = None;
        self.ended = Some(Ended { on, why, note });
    }
}
