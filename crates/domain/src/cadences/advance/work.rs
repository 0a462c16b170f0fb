//! The steps by which an outcome is worked out, in order: touch, marks, effect, referral.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};

use super::{
    Advance, Change, Closes, Context, Enrolled, LogError, LoggedOutcome, Mark, NewMeeting,
    NewReferral, Prompt, Suppress, TouchDone, Used,
};
use crate::{
    activities::{Channel, Outcome},
    cadences::{
        Cadence,
        ability::{Reach, Way, choose_channel, has_way, usable},
        effects::Effect,
    },
    enrollments::{
        EndWhy, EnrollmentFacts, EnrollmentState, HoldWhy, NextTouch, PauseWhy, Paused, SkipWhy,
        SkippedStep,
    },
    ids::{EmailAddressId, PhoneNumberId},
    people::{Fit, Standing},
    touches::{Due, LooseKind, LooseTouch, Window, shift},
};

/// What is left when every step that could come next has been tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AfterLast {
    /// The cadence is done.
    Completes,
    /// The last touch is repeated.
    Repeats,
}

/// An outcome being worked out.
pub(super) struct Work<'a> {
    logged: &'a LoggedOutcome,
    context: &'a Context<'a>,
    on: Date,
    takes: bool,
    facts: Option<EnrollmentFacts>,
    cadence: Option<&'a Cadence>,
    reach: Reach,
    out: Advance,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        open: Option<Enrolled<'a>>,
        logged: &'a LoggedOutcome,
        context: &'a Context<'a>,
        on: Date,
        takes: bool,
    ) -> Self {
        Self {
            logged,
            context,
            on,
            takes,
            facts: open.map(|open| open.facts.clone()),
            cadence: open.map(|open| open.cadence),
            reach: context.reach.clone(),
            out: Advance::nothing(on),
        }
    }

    pub(super) fn run(mut self, effect: Effect) -> Result<Advance, LogError> {
        self.touch_done();
        self.close_loose(effect);
        self.mark(effect)?;
        self.apply(effect);
        self.refer();
        Ok(self.finish())
    }

    fn touch_done(&mut self) {
        let (Some(facts), Some(cadence)) = (self.facts.as_mut(), self.cadence) else { return };
        let Some(next) = facts.next.filter(|_| self.takes) else { return };
        let Some(step) = cadence.step(next.step) else { return };
        let window = Window::of(next.due, step, self.context.days);
        self.out.touch =
            Some(TouchDone { step: next.step, on: self.on, window, is_late: self.on > window.to });
        facts.last_done = Some(self.on);
    }

    fn close_loose(&mut self, effect: Effect) {
        self.out.closes = match effect {
            Effect::GoesOn
            | Effect::GoesOnOrMoves
            | Effect::MarksBad
            | Effect::MovesPast
            | Effect::Bounces => {
                if self.context.loose.is_some() {
                    Closes::This
                } else {
                    Closes::Nothing
                }
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
                let channel =
                    choose_channel(self.logged.channel.unwrap_or(Channel::Email), &self.reach);
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

    fn choose_step(
        &mut self,
        facts: &mut EnrollmentFacts,
        cadence: &Cadence,
        next: NextTouch,
        first: u8,
    ) {
        let mut skipped = Vec::new();
        let mut needs = None;
        for number in first..=cadence.last() {
            let Some(step) = cadence.step(number) else { continue };
            match has_way(step, &self.reach) {
                Ok(()) if number == next.step => return,
                Ok(()) => {
                    let due = Due::After(self.on);
                    facts.next = Some(NextTouch { step: number, due, agreed_at: None });
                    self.out.skipped = skipped;
                    self.out.change = Change::Next;
                    return;
                }
                Err(missing) => {
                    needs = needs.or(Some(missing));
                    let why = SkipWhy::NoWay;
                    skipped.push(SkippedStep {
                        step: number,
                        why,
                        missing: Some(missing),
                        note: None,
                    });
                }
            }
        }
        // Nothing that is left can be done: the steps stay, for when a number is found.
        if first != next.step {
            let due = Due::After(self.on);
            facts.next = Some(NextTouch { step: first, due, agreed_at: None });
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
            let mut touch = self.loose_on(LooseKind::Agreed, day, channel);
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
        let Some(facts) =
            self.facts.as_mut().filter(|facts| facts.state == EnrollmentState::Active)
        else {
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
            self.change_standing(EndWhy::NotNow.standing_after(self.context.standing));
            return;
        }
        self.go_on(AfterLast::Repeats);
        let to = self.window_from(until);
        if !self.name_window(until, to, None) {
            let channel = choose_channel(Channel::Call, &self.reach);
            let touch = self.loose_on(LooseKind::Agreed, until, channel);
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
            Effect::GoesOn
                | Effect::GoesOnOrMoves
                | Effect::MarksBad
                | Effect::MovesPast
                | Effect::Bounces
        );
        let is_moved = !self.out.loose.is_empty();
        if !goes_on || is_moved {
            return;
        }
        let is_spoken = matches!(
            self.channel(),
            Channel::Call | Channel::WalkIn | Channel::Video | Channel::Event
        );
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
        let done = self
            .out
            .touch
            .and_then(|touch| self.cadence.and_then(|cadence| cadence.step(touch.step)));
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
            Some(Used::Number(id)) if self.reach.numbers.iter().any(|number| number.id == id) => {
                Ok(Some(id))
            }
            Some(_) => Err(LogError::UnknownAddress),
            None => match usable(self.channel(), &self.reach) {
                Ok(Way::Number(id)) => Ok(Some(id)),
                _ => Ok(self
                    .reach
                    .numbers
                    .iter()
                    .find(|number| !number.is_bad)
                    .map(|number| number.id)),
            },
        }
    }

    fn email(&self) -> Result<Option<EmailAddressId>, LogError> {
        match self.logged.used {
            Some(Used::Email(id)) if self.reach.emails.iter().any(|email| email.id == id) => {
                Ok(Some(id))
            }
            Some(_) => Err(LogError::UnknownAddress),
            None => Ok(self.reach.emails.iter().find(|email| !email.is_bad).map(|email| email.id)),
        }
    }

    fn change_standing(&mut self, standing: Standing) {
        self.out.standing = changed(standing, self.context.standing);
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
                let standing = ended.why.standing_after(self.context.standing);
                self.out.standing = changed(standing, self.context.standing);
            }
            if self.out.change != Change::Unchanged || self.out.touch.is_some() {
                self.out.after = Some(facts);
            }
        }
        self.out
    }
}

fn changed(after: Standing, before: Standing) -> Option<Standing> {
    Some(after).filter(|after| *after != before)
}
