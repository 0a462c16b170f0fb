//! What a logged outcome does: to the touch, the enrollment, the person and the company. A pure description
//! of what must be written, all in one transaction.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    Cadence,
    ability::{Missing, Reach, choose_channel, has_way},
    effects::{Effect, Effects, Takes, effects},
};
use crate::{
    activities::{Channel, Outcome},
    enrollments::{
        EndWhy, EnrollmentFacts, EnrollmentState, HoldWhy, NextTouch, PauseWhy, Paused, SkipWhy,
        SkippedStep,
    },
    ids::{EmailAddressId, PhoneNumberId},
    people::{Fit, Standing},
    touches::{Due, LooseKind, LooseTouch, Window, WorkingDays, shift},
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
    /// 0 as designed; n for the nth repeat of the last step.
    pub repeat: u8,
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
    #[error("the agreed time {agreed} is not after {at}")]
    AgreedPast {
        /// The time they named.
        agreed: Timestamp,
        /// When it was logged for.
        at: Timestamp,
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
    #[error("{at} has not come yet")]
    AtFuture {
        /// When it is said to have happened.
        at: Timestamp,
    },
    /// A referral without a name.
    #[error("a referral given needs a name")]
    ReferralName,
    /// The number or address that was used is none of this person's.
    #[error("the number or address used is not one of this person's")]
    UnknownAddress,
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
            context.loose.is_none() && open.is_some_and(|open| takes_touch(open, logged, on, context.days))
        }
        Which::Next => open.is_some_and(|open| open.facts.state == EnrollmentState::Active),
        Which::Aside => false,
    };
    let mut work = Work {
        logged,
        context,
        on,
        takes,
        facts: open.map(|open| open.facts.clone()),
        cadence: open.map(|open| open.cadence),
        reach: context.reach.clone(),
        out: Advance::nothing(on),
    };
    work.touch_done();
    work.close_loose(row.effect);
    work.mark(row.effect)?;
    work.apply(row.effect);
    work.refer();
    Ok(work.finish())
}

/// Whether an outcome, as it is told, is that of the touch that is next.
///
/// It is not when the enrollment is not active; when a channel is told that is not the step's; when the
/// person was touched on that day and the next window is not open yet; when it happened before the touch
/// before; and when it comes from their side (replied, out_of_office, bounced) and the window is not open,
/// or the step is not one it could answer.
pub fn takes_touch(enrolled: Enrolled<'_>, logged: &LoggedOutcome, on: Date, days: WorkingDays<'_>) -> bool {
    let Some(next) = enrolled.facts.next.filter(|_| enrolled.facts.state == EnrollmentState::Active) else {
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
    if logged.at.as_second() > context.now.as_second().saturating_add(CLOCK_SLACK_SECONDS) {
        return Err(LogError::AtFuture { at: logged.at });
    }
    match (row.agreed, logged.agreed) {
        (Takes::Must, None) => return Err(LogError::NeedsAgreed(outcome)),
        (Takes::Never, Some(_)) => return Err(LogError::TakesNoAgreed(outcome)),
        (_, Some(agreed)) if agreed <= logged.at => {
            return Err(LogError::AgreedPast { agreed, at: logged.at });
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

/// What is left when every step that could come next has been tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AfterLast {
    /// The cadence is done.
    Completes,
    /// The last touch is repeated.
    Repeats,
}

struct Work<'a> {
    logged: &'a LoggedOutcome,
    context: &'a Context<'a>,
    on: Date,
    takes: bool,
    facts: Option<EnrollmentFacts>,
    cadence: Option<&'a Cadence>,
    reach: Reach,
    out: Advance,
}

impl Work<'_> {
    fn touch_done(&mut self) {
        let (Some(facts), Some(cadence)) = (self.facts.as_mut(), self.cadence) else { return };
        let Some(next) = facts.next.filter(|_| self.takes) else { return };
        let Some(step) = cadence.step(next.step) else { return };
        let window = Window::of(next.due, step, self.context.days);
        self.out.touch = Some(TouchDone {
            step: next.step,
            repeat: next.repeat,
            on: self.on,
            window,
            is_late: self.on > window.to,
        });
        facts.last_done = Some(self.on);
    }

    fn close_loose(&mut self, effect: Effect) {
        self.out.closes = match effect {
            Effect::GoesOn | Effect::GoesOnOrMoves | Effect::MarksBad | Effect::MovesPast | Effect::Bounces => {
                if self.context.loose.is_some() { Closes::This } else { Closes::Nothing }
            }
            _ => Closes::All,
        };
    }

    /// Finds what is bad from now on, so that the next step is chosen without it.
    fn mark(&mut self, effect: Effect) -> Result<(), LogError> {
        let channel = self.channel();
        let mark = match (effect, channel) {
            (Effect::MarksBad, Channel::Call | Channel::Text) => self.number()?.map(Mark::Number),
            (Effect::MarksBad, Channel::Email) => self.email()?.map(Mark::Email),
            (Effect::MarksBad, Channel::Social) => Some(Mark::Profile),
            (Effect::MarksBad, Channel::Letter | Channel::WalkIn)
            | (Effect::Bounces, Channel::Letter) => Some(Mark::PostalAddress),
            (Effect::Bounces, _) => self.email()?.map(Mark::Bounced),
            _ => None,
        };
        match mark {
            Some(Mark::Number(id)) => {
                for number in self.reach.numbers.iter_mut().filter(|number| number.id == id) {
                    number.is_bad = true;
                }
            }
            Some(Mark::Email(id) | Mark::Bounced(id)) => {
                for email in self.reach.emails.iter_mut().filter(|email| email.id == id) {
                    email.is_bad = true;
                }
            }
            Some(Mark::Profile) => {
                // Who left the company is not found by its name either.
                self.reach.has_profile = false;
                self.reach.has_company = false;
            }
            Some(Mark::PostalAddress) => self.reach.has_postal_address = false,
            None => {}
        }
        self.out.marks.extend(mark);
        Ok(())
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::GoesOn | Effect::MarksBad | Effect::Bounces => self.go_on(AfterLast::Completes),
            Effect::GoesOnOrMoves => {
                self.go_on(AfterLast::Completes);
                if let Some(agreed) = self.logged.agreed {
                    self.move_to_agreed(agreed);
                }
            }
            Effect::Moves => {
                self.go_on(AfterLast::Repeats);
                if let Some(agreed) = self.logged.agreed {
                    self.move_to_agreed(agreed);
                }
            }
            Effect::MovesOrNurtures => self.not_now(),
            Effect::Meets => self.meet(),
            Effect::Ends => {
                self.end(EndWhy::NotInterested);
                self.out.prompts.push(Prompt::WhoElse);
            }
            Effect::EndsAsNoFit => {
                self.out.fit = Some((Fit::No, self.logged.why.clone().unwrap_or_default()));
                self.end(EndWhy::NotAFit);
            }
            Effect::Forbids(channels) => self.forbid(channels),
            Effect::Answers => {
                self.end(EndWhy::Replied);
                let channel = choose_channel(self.logged.channel.unwrap_or(Channel::Email), &self.reach);
                self.add_loose(LooseKind::AnswerDue, channel);
                self.out.hold_colleagues = Some(HoldWhy::Reply);
            }
            Effect::MovesPast => self.move_past_return(),
        }
        self.repeat_loose(effect);
    }

    /// The next step that can be done becomes next; those before it are passed over.
    fn go_on(&mut self, after_last: AfterLast) {
        let (Some(mut facts), Some(cadence)) = (self.facts.take(), self.cadence) else { return };
        let is_active = facts.state == EnrollmentState::Active;
        if let Some(next) = facts.next.filter(|_| is_active) {
            let first = if self.takes { next.step.saturating_add(1) } else { next.step };
            if first > cadence.last() {
                match after_last {
                    AfterLast::Completes => {
                        facts.end(self.on, EndWhy::Completed, None);
                        self.out.change = Change::Ended;
                    }
                    AfterLast::Repeats => {
                        facts.next = Some(NextTouch {
                            step: next.step,
                            repeat: next.repeat.saturating_add(1),
                            due: Due::After(self.on),
                            agreed_at: None,
                        });
                        self.out.change = Change::Added;
                    }
                }
            } else {
                self.choose_step(&mut facts, cadence, next, first);
            }
        }
        self.facts = Some(facts);
    }

    fn choose_step(&mut self, facts: &mut EnrollmentFacts, cadence: &Cadence, next: NextTouch, first: u8) {
        let mut skipped = Vec::new();
        let mut needs = None;
        for number in first..=cadence.last() {
            let Some(step) = cadence.step(number) else { continue };
            match has_way(step, &self.reach) {
                Ok(()) if number == next.step => return,
                Ok(()) => {
                    let due = Due::After(self.on);
                    facts.next = Some(NextTouch { step: number, repeat: 0, due, agreed_at: None });
                    self.out.skipped = skipped;
                    self.out.change = Change::Next;
                    return;
                }
                Err(missing) => {
                    needs = needs.or(Some(missing));
                    let why = SkipWhy::NoWay;
                    skipped.push(SkippedStep { step: number, why, missing: Some(missing), note: None });
                }
            }
        }
        // Nothing that is left can be done: the steps stay, for when a number is found.
        if first != next.step {
            let due = Due::After(self.on);
            facts.next = Some(NextTouch { step: first, repeat: 0, due, agreed_at: None });
        }
        facts.state = EnrollmentState::Paused;
        facts.paused = Some(Paused { on: self.on, why: PauseWhy::NeedsNumber });
        self.out.needs = needs;
        self.out.change = Change::Paused;
    }

    fn move_to_agreed(&mut self, agreed: Timestamp) {
        let day = agreed.to_zoned(self.context.zone.clone()).date();
        if !self.name_window(day, day, Some(agreed)) && self.must_leave_a_step() {
            let channel = choose_channel(Channel::Call, &self.reach);
            let mut touch = self.loose_on(LooseKind::CallBack, day, channel);
            touch.agreed_at = Some(agreed);
            self.out.loose.push(touch);
        }
    }

    /// A gatekeeper's time moves what is there; only what the person says adds a touch of its own.
    fn must_leave_a_step(&self) -> bool {
        self.logged.outcome != Outcome::Gatekeeper || self.context.loose.is_some()
    }

    /// Gives the next touch the days `from` to `to`; false when no active enrollment waits for one.
    fn name_window(&mut self, from: Date, to: Date, agreed_at: Option<Timestamp>) -> bool {
        let Some(facts) = self.facts.as_mut().filter(|facts| facts.state == EnrollmentState::Active) else {
            return false;
        };
        let Some(next) = facts.next.as_mut() else { return false };
        next.due = Due::Named { from, to };
        next.agreed_at = agreed_at;
        if self.out.change != Change::Added {
            self.out.change = Change::Moved;
        }
        true
    }

    /// The days from `from` on which a moved touch is on time: as many as its step's window has.
    fn window_from(&self, from: Date) -> Date {
        let next = self.facts.as_ref().and_then(|facts| facts.next);
        let step = next.and_then(|next| self.cadence.and_then(|cadence| cadence.step(next.step)));
        let window = step.map_or(1, |step| u32::from(step.window));
        self.context.days.plus(self.context.days.on_or_after(from), window)
    }

    fn not_now(&mut self) {
        let Some(until) = self.logged.until else { return };
        if until > shift(self.on, i64::from(self.context.not_now_days)) {
            self.end(EndWhy::NotNow);
            self.out.nurture_until = Some(until);
            if !matches!(self.context.standing, Standing::Client | Standing::FormerClient) {
                self.out.standing = Some(Standing::InNurture);
            }
            return;
        }
        self.go_on(AfterLast::Repeats);
        let to = self.window_from(until);
        if !self.name_window(until, to, None) {
            let channel = choose_channel(Channel::Call, &self.reach);
            let touch = self.loose_on(LooseKind::NotNow, until, channel);
            self.out.loose.push(touch);
        }
    }

    fn move_past_return(&mut self) {
        let Some(back) = self.logged.until else { return };
        self.go_on(AfterLast::Repeats);
        let from = shift(back, 1);
        let natural = self.next_window();
        if natural.is_some_and(|window| window.from > back) {
            return;
        }
        let to = self.window_from(from);
        self.name_window(from, to, None);
    }

    fn meet(&mut self) {
        self.end(EndWhy::MeetingSet);
        let start = self.logged.agreed;
        self.out.meeting = Some(NewMeeting { start, minutes: self.context.meeting_minutes });
        if start.is_none() {
            let channel = choose_channel(self.channel(), &self.reach);
            self.add_loose(LooseKind::TimeToBeAgreed, channel);
        }
        self.out.hold_colleagues = Some(HoldWhy::Meeting);
    }

    fn forbid(&mut self, channels: &'static [Channel]) {
        let outcome = self.logged.outcome;
        let why = self.logged.why.clone().filter(|why| !why.trim().is_empty());
        let channels: BTreeSet<Channel> = channels.iter().copied().collect();
        self.reach.forbidden.extend(&channels);
        self.out.suppress =
            Some(Suppress { channels, why: why.unwrap_or_else(|| outcome.as_str().to_owned()) });
        if outcome == Outcome::DoNotContact {
            self.end(EndWhy::DoNotContact);
            self.out.hold_colleagues = Some(HoldWhy::DoNotContact);
        } else {
            self.end(EndWhy::DoNotCall);
        }
    }

    fn end(&mut self, why: EndWhy) {
        if let Some(facts) = self.facts.as_mut() {
            facts.end(self.on, why, self.logged.why.clone());
            self.out.change = Change::Ended;
        }
    }

    fn refer(&mut self) {
        let Some(given) = self.logged.referral.clone() else { return };
        // Nothing is known of the new lead but what was just said: a number, or a name to ask for.
        let channel = if given.phone.trim().is_empty() { Channel::Social } else { Channel::Call };
        let day = self.context.days.next_after(self.on);
        let follow_up = self.loose_on(LooseKind::ReferralFollowUp, day, channel);
        self.out.referral = Some(NewReferral { given, follow_up });
    }

    /// A loose touch that reached nobody is tried again; an answer that was written is given.
    fn repeat_loose(&mut self, effect: Effect) {
        let Some(loose) = self.context.loose.copied() else { return };
        let goes_on = matches!(
            effect,
            Effect::GoesOn | Effect::GoesOnOrMoves | Effect::MarksBad | Effect::MovesPast | Effect::Bounces
        );
        let is_moved = !self.out.loose.is_empty();
        if !goes_on || is_moved {
            return;
        }
        let is_spoken = matches!(self.channel(), Channel::Call | Channel::WalkIn | Channel::Video | Channel::Event);
        if effect == Effect::GoesOn && !is_spoken && loose.kind == LooseKind::AnswerDue {
            return;
        }
        let day = match (effect, self.logged.until) {
            (Effect::MovesPast, Some(back)) => shift(back, 1),
            _ if is_spoken => self.context.days.next_after(self.on),
            _ => self.context.days.plus(self.on, 2),
        };
        let channel = choose_channel(loose.channel, &self.reach);
        let touch = self.loose_on(loose.kind, day, channel);
        self.out.loose.push(touch);
    }

    fn add_loose(&mut self, kind: LooseKind, channel: Channel) {
        let touch = self.loose_on(kind, self.context.days.next_after(self.on), channel);
        self.out.loose.push(touch);
    }

    fn loose_on(&self, kind: LooseKind, day: Date, channel: Channel) -> LooseTouch {
        LooseTouch::on(kind, day, channel, self.context.loose_minutes, self.context.days)
    }

    /// The channel told, else that of the touch it is about, else the outcome's usual one.
    fn channel(&self) -> Channel {
        let done = self.out.touch.and_then(|touch| self.cadence.and_then(|cadence| cadence.step(touch.step)));
        self.logged
            .channel
            .or(self.context.loose.map(|loose| loose.channel))
            .or(done.map(|step| step.channel))
            .unwrap_or(match (self.logged.outcome, self.logged.used) {
                (Outcome::Replied | Outcome::OutOfOffice | Outcome::Bounced, _)
                | (_, Some(Used::Email(_))) => Channel::Email,
                _ => Channel::Call,
            })
    }

    fn number(&self) -> Result<Option<PhoneNumberId>, LogError> {
        match self.logged.used {
            Some(Used::Number(id)) if self.reach.numbers.iter().any(|number| number.id == id) => Ok(Some(id)),
            Some(_) => Err(LogError::UnknownAddress),
            None => match super::ability::usable(self.channel(), &self.reach) {
                Ok(super::ability::Way::Number(id)) => Ok(Some(id)),
                _ => Ok(self.reach.numbers.iter().find(|number| !number.is_bad).map(|number| number.id)),
            },
        }
    }

    fn email(&self) -> Result<Option<EmailAddressId>, LogError> {
        match self.logged.used {
            Some(Used::Email(id)) if self.reach.emails.iter().any(|email| email.id == id) => Ok(Some(id)),
            Some(_) => Err(LogError::UnknownAddress),
            None => Ok(self.reach.emails.iter().find(|email| !email.is_bad).map(|email| email.id)),
        }
    }

    fn next_window(&self) -> Option<Window> {
        let facts = self.facts.as_ref().filter(|facts| facts.state == EnrollmentState::Active)?;
        let next = facts.next?;
        Some(Window::of(next.due, self.cadence?.step(next.step)?, self.context.days))
    }

    fn finish(mut self) -> Advance {
        self.out.next_window = self.next_window();
        if let Some(facts) = self.facts {
            let ended = facts.ended.as_ref().filter(|_| self.out.change == Change::Ended);
            if let Some(ended) = ended {
                let standing = facts.standing_after(ended.why);
                self.out.standing = Some(standing).filter(|standing| *standing != self.context.standing);
            }
            if self.out.change != Change::Unchanged || self.out.touch.is_some() {
                self.out.after = Some(facts);
            }
        }
        self.out
    }
}
