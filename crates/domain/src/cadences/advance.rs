//! What a logged outcome does: to the touch, the enrollment, the person and the company. A pure description
//! of what must be written, all in one transaction.

mod work;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use self::work::Work;
use super::{
    Cadence,
    ability::{Missing, Reach},
    effects::{Effects, Takes, effects},
};
use crate::{
    activities::{Channel, Outcome},
    enrollments::{EnrollmentFacts, EnrollmentState, HoldWhy, SkippedStep},
    ids::{EmailAddressId, PhoneNumberId},
    people::{Fit, Standing},
    touches::{LooseTouch, Window, WorkingDays},
    words,
};

/// How far in the future `at` may lie: clocks differ a little.
const CLOCK_SLACK_SECONDS: i64 = 300;

/// Which touch an outcome belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// By [`takes_touch`].
    #[default]
    ByRule,
    /// It is the touch that is next.
    Next,
    /// It is none of the planned touches: an answer to an earlier one, or something on the side.
    Aside,
}

/// The number or address that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Used {
    /// A phone number.
    Number(PhoneNumberId),
    /// An e-mail address.
    Email(EmailAddressId),
}

/// A name that was given, or only asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralGiven {
    /// The name; empty when it was only asked for.
    pub name: String,
    /// Their phone number as written; may be empty.
    pub phone: String,
    /// Why this name was given; may be empty.
    pub reason: String,
}

/// An outcome as it is logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedOutcome {
    /// What it led to; a team's own outcome comes as the one it is like.
    pub outcome: Outcome,
    /// When it happened.
    pub at: Timestamp,
    /// On which channel, where told.
    pub channel: Option<Channel>,
    /// The time they named, for a call-back or meeting.
    pub agreed: Option<Timestamp>,
    /// Not before this day; or the day they return.
    pub until: Option<Date>,
    /// Why, in the rep's words.
    pub why: Option<String>,
    /// The number or address that was used, where told; else the first usable one.
    pub used: Option<Used>,
    /// A referral given.
    pub referral: Option<ReferralGiven>,
    /// Which touch it is about.
    pub which: Which,
}

impl LoggedOutcome {
    /// `outcome` at `at`, with nothing else told.
    pub fn new(outcome: Outcome, at: Timestamp) -> Self {
        Self {
            outcome,
            at,
            channel: None,
            agreed: None,
            until: None,
            why: None,
            used: None,
            referral: None,
            which: Which::ByRule,
        }
    }
}

/// An enrollment and the cadence version it runs on.
#[derive(Clone, Copy, Debug)]
pub struct Enrolled<'a> {
    /// Where it stands.
    pub facts: &'a EnrollmentFacts,
    /// Its version of the cadence.
    pub cadence: &'a Cadence,
}

/// What an outcome is read against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The real time: nothing is logged for later than this.
    pub now: Timestamp,
    /// The rep's time zone: local days are the rep's.
    pub zone: &'a TimeZone,
    /// The rep's working days.
    pub days: WorkingDays<'a>,
    /// How the person can be reached, before this outcome.
    pub reach: &'a Reach,
    /// The person's standing.
    pub standing: Standing,
    /// The loose touch that this outcome is about, where it is about one.
    pub loose: Option<&'a LooseTouch>,
    /// Minutes of a new loose touch (setting).
    pub loose_minutes: u32,
    /// Minutes of a new meeting (setting).
    pub meeting_minutes: u32,
    /// Calendar days within which "not now" moves the touch instead of ending (setting, 14).
    pub not_now_days: u32,
}

/// The planned touch that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TouchDone {
    /// The step, from 1.
    pub step: u8,
    /// The rep's local day it was done.
    pub on: Date,
    /// Its window.
    pub window: Window,
    /// Whether it was done after its window.
    pub is_late: bool,
}

words! {
    /// What became of the enrollment, in one word.
    pub enum Change {
        /// Nothing: there is none that is open, or the outcome leaves it as it was.
        Unchanged = "unchanged",
        /// It waits for its next step.
        Next = "next",
        /// Its next touch was moved to the days or time they named.
        Moved = "moved",
        /// After the last step a touch was added.
        Added = "added",
        /// It is paused.
        Paused = "paused",
        /// It ended.
        Ended = "ended",
    }
}

/// A number or address found to be bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// This number is wrong.
    Number(PhoneNumberId),
    /// This address is wrong.
    Email(EmailAddressId),
    /// This address bounced: it is suppressed, the person is not.
    Bounced(EmailAddressId),
    /// The profile is not theirs any more.
    Profile,
    /// The postal address is wrong.
    PostalAddress,
}

/// Channels they forbade, for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppress {
    /// The channels.
    pub channels: BTreeSet<Channel>,
    /// Why: the rep's words, or the outcome.
    pub why: String,
}

/// A meeting to be stored as set; never with an invented date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMeeting {
    /// The agreed start; none: the time is to be agreed.
    pub start: Option<Timestamp>,
    /// Its length.
    pub minutes: u32,
}

/// A referral to be stored: a lead with name and phone, given by this person, and its follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReferral {
    /// Who was named.
    pub given: ReferralGiven,
    /// The first touch to the new lead.
    pub follow_up: LooseTouch,
}

words! {
    /// What the rep is asked next.
    pub enum Prompt {
        /// Who else should I talk to?
        WhoElse = "who_else",
    }
}

words! {
    /// Which open loose touches of the person are closed.
    pub enum Closes {
        /// None.
        Nothing = "nothing",
        /// The one this outcome is about.
        This = "this",
        /// Every one: what was open is answered by this outcome.
        All = "all",
    }
}

/// Everything that a logged outcome changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advance {
    /// The rep's local day of the outcome.
    pub on: Date,
    /// The planned touch of the enrollment that is done with it.
    pub touch: Option<TouchDone>,
    /// What became of the enrollment.
    pub change: Change,
    /// The enrollment afterwards; none when the person has none or it is unchanged.
    pub after: Option<EnrollmentFacts>,
    /// Window of the next touch, when the enrollment is active afterwards.
    pub next_window: Option<Window>,
    /// Steps passed over because nothing usable is left for them.
    pub skipped: Vec<SkippedStep>,
    /// What is missing, when it is paused as "needs a number".
    pub needs: Option<Missing>,
    /// Numbers and addresses found to be bad.
    pub marks: Vec<Mark>,
    /// Channels they forbade.
    pub suppress: Option<Suppress>,
    /// Fit, with why, when it changes.
    pub fit: Option<(Fit, String)>,
    /// Standing, when it changes.
    pub standing: Option<Standing>,
    /// In nurture until this day, then offered for a start.
    pub nurture_until: Option<Date>,
    /// A meeting to store.
    pub meeting: Option<NewMeeting>,
    /// Loose touches of this person to store.
    pub loose: Vec<LooseTouch>,
    /// Which open loose touches of this person are closed.
    pub closes: Closes,
    /// A referral to store.
    pub referral: Option<NewReferral>,
    /// Why the touches of colleagues at the same company are held until the rep says go on.
    pub hold_colleagues: Option<HoldWhy>,
    /// What the rep is asked.
    pub prompts: Vec<Prompt>,
}

/// Why an outcome cannot be logged as it was told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// The outcome needs a time.
    #[error("{0} needs the agreed time")]
    NeedsAgreed(Outcome),
    /// The outcome needs a day.
    #[error("{0} needs a day: until when")]
    NeedsUntil(Outcome),
    /// The outcome needs a why.
    #[error("{0} needs a why")]
    NeedsWhy(Outcome),
    /// The outcome has no use for a time.
    #[error("{0} takes no agreed time")]
    TakesNoAgreed(Outcome),
    /// The outcome has no use for a day.
    #[error("{0} takes no day until when")]
    TakesNoUntil(Outcome),
    /// The agreed time is not after the outcome.
    #[error("the agreed time {} is not after {}", clock(*.agreed), clock(*.at))]
    AgreedPast {
        /// The time they named, in the rep's zone.
        agreed: DateTime,
        /// When it was logged for, likewise.
        at: DateTime,
    },
    /// The day is not after the outcome.
    #[error("until {until} is not after {on}")]
    UntilPast {
        /// The day they named.
        until: Date,
        /// The day it was logged for.
        on: Date,
    },
    /// It would be logged for a time to come.
    #[error("{} has not come yet", clock(*.at))]
    AtFuture {
        /// When it is said to have happened, in the rep's zone.
        at: DateTime,
    },
    /// A referral without a name.
    #[error("a referral given needs a name")]
    ReferralName,
    /// The number or address that was used is none of this person's.
    #[error("the number or address used is not one of this person's")]
    UnknownAddress,
}

/// A time as a rep reads it: `2026-11-23 09:00`.
fn clock(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Works out everything that `logged` changes.
///
/// `enrolled` is the person's enrollment, open or not, if there is one; an outcome for a person without an
/// open one still changes the person.
///
/// # Errors
/// [`LogError`] when the outcome lacks an argument, has one it does not take, or lies in the future.
pub fn advance(
    enrolled: Option<Enrolled<'_>>,
    logged: &LoggedOutcome,
    context: &Context<'_>,
) -> Result<Advance, LogError> {
    let row = effects(logged.outcome);
    let on = logged.at.to_zoned(context.zone.clone()).date();
    check(&row, logged, context, on)?;
    let open = enrolled.filter(|enrolled| enrolled.facts.is_open());
    let takes = match logged.which {
        Which::ByRule => {
            context.loose.is_none()
                && open.is_some_and(|open| takes_touch(open, logged, on, context.days))
        }
        Which::Next => open.is_some_and(|open| open.facts.state == EnrollmentState::Active),
        Which::Aside => false,
    };
    Work::new(open, logged, context, on, takes).run(row.effect)
}

/// Whether an outcome, as it is told, is that of the touch that is next.
///
/// It is not when the enrollment is not active; when a channel is told that is not the step's; when the
/// person was touched on that day and the next window is not open yet; when it happened before the touch
/// before; and when it comes from their side (`replied`, `out_of_office`, `bounced`) and the window is not open,
/// or the step is not one it could answer.
pub fn takes_touch(
    enrolled: Enrolled<'_>,
    logged: &LoggedOutcome,
    on: Date,
    days: WorkingDays<'_>,
) -> bool {
    let Some(next) =
        enrolled.facts.next.filter(|_| enrolled.facts.state == EnrollmentState::Active)
    else {
        return false;
    };
    let Some(step) = enrolled.cadence.step(next.step) else { return false };
    if logged.channel.is_some_and(|channel| channel != step.channel) {
        return false;
    }
    let is_open = Window::of(next.due, step, days).from <= on;
    let last_done = enrolled.facts.last_done;
    if last_done.is_some_and(|done| on < done || (on == done && !is_open)) {
        return false;
    }
    match logged.outcome {
        Outcome::Replied => is_open && logged.channel.is_some(),
        Outcome::OutOfOffice => is_open,
        Outcome::Bounced => is_open && matches!(step.channel, Channel::Email | Channel::Letter),
        _ => true,
    }
}

fn check(
    row: &Effects,
    logged: &LoggedOutcome,
    context: &Context<'_>,
    on: Date,
) -> Result<(), LogError> {
    let outcome = logged.outcome;
    let local = |at: Timestamp| at.to_zoned(context.zone.clone()).datetime();
    if logged.at.as_second() > context.now.as_second().saturating_add(CLOCK_SLACK_SECONDS) {
        return Err(LogError::AtFuture { at: local(logged.at) });
    }
    match (row.agreed, logged.agreed) {
        (Takes::Must, None) => return Err(LogError::NeedsAgreed(outcome)),
        (Takes::Never, Some(_)) => return Err(LogError::TakesNoAgreed(outcome)),
        (_, Some(agreed)) if agreed <= logged.at => {
            return Err(LogError::AgreedPast { agreed: local(agreed), at: local(logged.at) });
        }
        _ => {}
    }
    match (row.until, logged.until) {
        (Takes::Must, None) => return Err(LogError::NeedsUntil(outcome)),
        (Takes::Never, Some(_)) => return Err(LogError::TakesNoUntil(outcome)),
        (_, Some(until)) if until < on || (until == on && outcome == Outcome::NotNow) => {
            return Err(LogError::UntilPast { until, on });
        }
        _ => {}
    }
    let has_why = logged.why.as_ref().is_some_and(|why| !why.trim().is_empty());
    if row.why == Takes::Must && !has_why {
        return Err(LogError::NeedsWhy(outcome));
    }
    match &logged.referral {
        Some(referral) if referral.name.trim().is_empty() => Err(LogError::ReferralName),
        _ => Ok(()),
    }
}

impl Advance {
    fn nothing(on: Date) -> Self {
        Self {
            on,
            touch: None,
            change: Change::Unchanged,
            after: None,
            next_window: None,
            skipped: Vec::new(),
            needs: None,
            marks: Vec::new(),
            suppress: None,
            fit: None,
            standing: None,
            nurture_until: None,
            meeting: None,
            loose: Vec::new(),
            closes: Closes::Nothing,
            referral: None,
            hold_colleagues: None,
            prompts: Vec::new(),
        }
    }
}
