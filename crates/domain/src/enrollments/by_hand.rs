//! What a rep may do to an enrollment by hand: later, skip, stop, pause, resume.

use jiff::civil::Date;

use super::{
    EndWhy, EnrollmentFacts, EnrollmentState, NextTouch, PauseWhy, Paused, SkipWhy, SkippedStep,
};
use crate::{
    cadences::{
        Cadence,
        ability::{Missing, Reach, has_way},
    },
    touches::{Due, Window, WorkingDays},
};

/// Why a change by hand is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ByHandError {
    /// It is not active.
    #[error("the enrollment is {0}, not active")]
    NotActive(EnrollmentState),
    /// It is not paused.
    #[error("the enrollment is {0}, not paused")]
    NotPaused(EnrollmentState),
    /// It has ended.
    #[error("the enrollment is {0} already")]
    Ended(EnrollmentState),
    /// It needs a why.
    #[error("{0} needs a why")]
    NeedsWhy(&'static str),
    /// Beyond the window without a why.
    #[error("{to} is after the window ends on {deadline}: it needs a why")]
    BeyondWindow {
        /// The day wanted.
        to: Date,
        /// The last day of the window.
        deadline: Date,
    },
    /// The day is over.
    #[error("{0} is over")]
    Past(Date),
    /// The touch is due on that day or later already.
    #[error("the touch is not due before {from}: later than {to} already")]
    NotLater {
        /// The day wanted.
        to: Date,
        /// The first day of the window.
        from: Date,
    },
    /// Nothing that is left can be done.
    #[error("no step that is left can be done: {}", .0.told())]
    NotAble(Missing),
}

/// An enrollment changed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The enrollment afterwards.
    pub after: EnrollmentFacts,
    /// Window of its next touch, while it is active.
    pub window: Option<Window>,
    /// Steps passed over.
    pub skipped: Vec<SkippedStep>,
    /// Whether the touch was moved beyond its window: it is counted, and what breaks is shown.
    pub is_beyond: bool,
}

/// Moves the next touch to `to`: freely inside its window, which keeps its end; beyond it with a why, with a
/// window as long as the step's from then on. A late touch has no window left, so it always needs a why.
///
/// # Errors
/// [`ByHandError`] when it is not active, `to` is over, before the window, or beyond it without a why.
pub fn later(
    facts: &EnrollmentFacts,
    cadence: &Cadence,
    to: Date,
    today: Date,
    why: Option<&str>,
    days: WorkingDays<'_>,
) -> Result<ByHand, ByHandError> {
    let (next, step) = active(facts, cadence)?;
    if to < today {
        return Err(ByHandError::Past(to));
    }
    let window = Window::of(next.due, step, days);
    if to < window.from {
        return Err(ByHandError::NotLater { to, from: window.from });
    }
    let is_beyond = to > window.to;
    if is_beyond && !is_told(why) {
        return Err(ByHandError::BeyondWindow { to, deadline: window.to });
    }
    let until =
        if is_beyond { days.plus(days.on_or_after(to), u32::from(step.window)) } else { window.to };
    let due = Due::Named { from: to, to: until };
    let mut after = facts.clone();
    after.next = Some(NextTouch { due, agreed_at: None, ..next });
    let window = Some(Window::of(due, step, days));
    Ok(ByHand { after, window, skipped: Vec::new(), is_beyond })
}

/// Passes over the next touch; the one after keeps its own gap, counted from today. After the last one the
/// enrollment ends as completed, and its finish names the skip.
///
/// # Errors
/// [`ByHandError`] when it is not active or there is no why.
pub fn skip(
    facts: &EnrollmentFacts,
    cadence: &Cadence,
    today: Date,
    why: &str,
    reach: &Reach,
    days: WorkingDays<'_>,
) -> Result<ByHand, ByHandError> {
    let (next, _) = active(facts, cadence)?;
    if !is_told(Some(why)) {
        return Err(ByHandError::NeedsWhy("skip"));
    }
    let note = Some(why.trim().to_owned());
    let mut skipped =
        vec![SkippedStep { step: next.step, why: SkipWhy::ByHand, missing: None, note }];
    let mut after = facts.clone();
    match next.step.checked_add(1).filter(|step| *step <= cadence.last()) {
        Some(first) => skipped.extend(go_to(&mut after, cadence, first, today, reach)),
        None => after.end(today, EndWhy::Completed, None),
    }
    let window = window_of(&after, cadence, days);
    Ok(ByHand { after, window, skipped, is_beyond: false })
}

/// Passes over the next touches when the next one can no longer be done; none when it can, or nothing is active. The next
/// that can be done keeps its own gap, from the touch done last or, where that window is over, from today; where none is
/// left the enrollment waits for a number.
pub fn pass_over(
    facts: &EnrollmentFacts,
    cadence: &Cadence,
    today: Date,
    reach: &Reach,
    days: WorkingDays<'_>,
) -> Option<ByHand> {
    let (next, step) = active(facts, cadence).ok()?;
    has_way(step, reach).err()?;
    let mut after = facts.clone();
    let skipped = go_to(&mut after, cadence, next.step, today, reach);
    if let (Some(found), Due::After(_)) = (&mut after.next, next.due)
        && let Some(step) = cadence.step(found.step)
        && Window::of(next.due, step, days).to >= today
    {
        found.due = next.due;
    }
    let window = window_of(&after, cadence, days);
    Some(ByHand { after, window, skipped, is_beyond: false })
}

/// Goes to the first step from `first` on that can be done, and says what it passed over; where there is none it waits at
/// `first` for a number, and nothing is passed over.
fn go_to(
    after: &mut EnrollmentFacts,
    cadence: &Cadence,
    first: u8,
    today: Date,
    reach: &Reach,
) -> Vec<SkippedStep> {
    let mut passed = Vec::new();
    for number in first..=cadence.last() {
        if let Some(Err(missing)) = cadence.step(number).map(|step| has_way(step, reach)) {
            let why = SkipWhy::NoWay;
            passed.push(SkippedStep { step: number, why, missing: Some(missing), note: None });
            continue;
        }
        after.next = Some(NextTouch { step: number, due: Due::After(today), agreed_at: None });
        return passed;
    }
    after.next = Some(NextTouch { step: first, due: Due::After(today), agreed_at: None });
    after.state = EnrollmentState::Paused;
    after.paused = Some(Paused { on: today, why: PauseWhy::NeedsNumber });
    Vec::new()
}

/// Ends an enrollment before its end.
///
/// # Errors
/// [`ByHandError`] when it has ended already or there is no why.
pub fn stop(facts: &EnrollmentFacts, today: Date, why: &str) -> Result<ByHand, ByHandError> {
    if !facts.is_open() {
        return Err(ByHandError::Ended(facts.state));
    }
    if !is_told(Some(why)) {
        return Err(ByHandError::NeedsWhy("stop"));
    }
    let mut after = facts.clone();
    after.end(today, EndWhy::Stopped, Some(why.trim().to_owned()));
    Ok(ByHand { after, window: None, skipped: Vec::new(), is_beyond: false })
}

/// Holds an enrollment, by hand or because its company is blocked; its room is released.
///
/// # Errors
/// [`ByHandError`] when it is not active.
pub fn pause(facts: &EnrollmentFacts, today: Date, why: PauseWhy) -> Result<ByHand, ByHandError> {
    if facts.state != EnrollmentState::Active {
        return Err(ByHandError::NotActive(facts.state));
    }
    let mut after = facts.clone();
    after.state = EnrollmentState::Paused;
    after.paused = Some(Paused { on: today, why });
    Ok(ByHand { after, window: None, skipped: Vec::new(), is_beyond: false })
}

/// Takes a paused enrollment up again. What was to wait then still waits as many working days; what was due,
/// or late, is due today with a full window. Steps that cannot be done are passed over. The caller asks
/// the plan whether there is room, and refuses where there is none and no `override_why` is told.
///
/// # Errors
/// [`ByHandError`] when it is not paused, no step that is left can be done, or the why of an override is empty.
pub fn resume(
    facts: &EnrollmentFacts,
    cadence: &Cadence,
    today: Date,
    override_why: Option<&str>,
    reach: &Reach,
    days: WorkingDays<'_>,
) -> Result<ByHand, ByHandError> {
    let (Some(paused), Some(next), EnrollmentState::Paused) =
        (facts.paused, facts.next, facts.state)
    else {
        return Err(ByHandError::NotPaused(facts.state));
    };
    if override_why.is_some() && !is_told(override_why) {
        return Err(ByHandError::NeedsWhy("an override"));
    }
    let mut after = facts.clone();
    after.state = EnrollmentState::Active;
    after.paused = None;
    let mut skipped = Vec::new();
    for number in next.step..=cadence.last() {
        let Some(step) = cadence.step(number) else { continue };
        if let Err(missing) = has_way(step, reach) {
            let why = SkipWhy::NoWay;
            skipped.push(SkippedStep { step: number, why, missing: Some(missing), note: None });
            continue;
        }
        let due = if number == next.step {
            let window = Window::of(next.due, step, days);
            let waits = days.between(paused.on, window.from);
            let from = if waits == 0 { days.on_or_after(today) } else { days.plus(today, waits) };
            Due::Named { from, to: days.plus(from, u32::from(step.window)) }
        } else {
            Due::After(today)
        };
        let agreed_at = next.agreed_at.filter(|_| number == next.step);
        after.next = Some(NextTouch { step: number, due, agreed_at });
        let window = window_of(&after, cadence, days);
        return Ok(ByHand { after, window, skipped, is_beyond: false });
    }
    let missing = skipped.iter().find_map(|skip| skip.missing).unwrap_or(Missing::Number);
    Err(ByHandError::NotAble(missing))
}

fn active<'a>(
    facts: &EnrollmentFacts,
    cadence: &'a Cadence,
) -> Result<(NextTouch, &'a crate::cadences::Step), ByHandError> {
    facts
        .next
        .filter(|_| facts.state == EnrollmentState::Active)
        .and_then(|next| cadence.step(next.step).map(|step| (next, step)))
        .ok_or(ByHandError::NotActive(facts.state))
}

/// The window of the next touch; none when it is paused or over.
pub fn window_of(
    facts: &EnrollmentFacts,
    cadence: &Cadence,
    days: WorkingDays<'_>,
) -> Option<Window> {
    let (next, step) = active(facts, cadence).ok()?;
    Some(Window::of(next.due, step, days))
}

fn is_told(why: Option<&str>) -> bool {
    why.is_some_and(|why| !why.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cadences::starters::starters;

    fn works(date: Date) -> bool {
        date.weekday().to_monday_zero_offset() < 5
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn cold() -> Cadence {
        starters().unwrap().remove(0)
    }

    fn everything() -> Reach {
        use uuid::Uuid;

        use crate::{
            cadences::ability::{EmailFacts, NumberFacts},
            ids::{EmailAddressId, PhoneNumberId},
            people::Label,
        };
        let id = Uuid::from_u128(1);
        Reach {
            numbers: vec![NumberFacts {
                id: PhoneNumberId(id),
                label: Label::Work,
                is_bad: false,
                is_barred: false,
            }],
            emails: vec![EmailFacts { id: EmailAddressId(id), is_bad: false, is_barred: false }],
            has_name: true,
            has_company: true,
            ..Reach::default()
        }
    }

    /// Step `step` of Cold, the touch before done on Friday 20 November.
    fn facts(step: u8) -> EnrollmentFacts {
        let mut facts = EnrollmentFacts::started(day("2026-11-20"));
        facts.next = Some(NextTouch { step, due: Due::After(day("2026-11-20")), agreed_at: None });
        facts
    }

    fn told(result: Result<ByHand, ByHandError>) -> String {
        match result {
            Err(error) => error.to_string(),
            Ok(change) => {
                let mut parts = vec![change.after.state.to_string()];
                parts.extend(change.after.next.map(|next| next.step.to_string()));
                parts.extend(change.window.map(|window| format!("{}..{}", window.from, window.to)));
                parts.extend(change.skipped.iter().map(|skip| format!("skip {}", skip.step)));
                parts.extend(change.is_beyond.then(|| "beyond".to_owned()));
                parts.join(" ")
            }
        }
    }

    #[track_caller]
    fn check_later(to: &str, why: Option<&str>, expected: &str) {
        let today = day("2026-11-23");
        let days = WorkingDays::new(&works);
        assert_eq!(told(later(&facts(2), &cold(), day(to), today, why, days)), expected);
    }

    #[test]
    fn later_is_free_inside_the_window_and_keeps_its_end() {
        check_later("2026-11-24", None, "active 2 2026-11-24..2026-11-25");
        check_later("2026-11-25", None, "active 2 2026-11-25..2026-11-25");
    }

    #[test]
    fn later_beyond_the_window_needs_a_why_and_is_told() {
        check_later(
            "2026-11-26",
            None,
            "2026-11-26 is after the window ends on 2026-11-25: it needs a why",
        );
        check_later("2026-11-26", Some("ill"), "active 2 2026-11-26..2026-11-30 beyond");
        check_later("2026-11-22", Some("x"), "2026-11-22 is over");
    }

    #[test]
    fn later_never_moves_a_touch_to_an_earlier_day() {
        let days = WorkingDays::new(&works);
        let moved = later(&facts(5), &cold(), day("2026-11-24"), day("2026-11-23"), None, days);
        assert_eq!(
            told(moved),
            "the touch is not due before 2026-11-25: later than 2026-11-24 already"
        );
    }

    #[track_caller]
    fn check_skip(step: u8, reach: &Reach, why: &str, expected: &str) {
        let days = WorkingDays::new(&works);
        assert_eq!(
            told(skip(&facts(step), &cold(), day("2026-11-23"), why, reach, days)),
            expected
        );
    }

    #[test]
    fn a_skip_goes_on_to_the_next_step_by_its_own_gap() {
        check_skip(2, &everything(), "no news", "active 3 2026-11-25..2026-11-27 skip 2");
        check_skip(8, &everything(), "enough", "finished skip 8");
        check_skip(2, &everything(), " ", "skip needs a why");
        let no_number = Reach { numbers: Vec::new(), ..everything() };
        check_skip(2, &no_number, "x", "active 4 2026-11-26..2026-11-30 skip 2 skip 3");
        check_skip(2, &Reach::default(), "x", "paused 3 skip 2");
    }

    #[track_caller]
    fn check_pass_over(step: u8, today: &str, reach: &Reach, expected: &str) {
        let days = WorkingDays::new(&works);
        let passed = pass_over(&facts(step), &cold(), day(today), reach, days);
        assert_eq!(passed.map_or_else(|| "as it is".to_owned(), |it| told(Ok(it))), expected);
    }

    #[test]
    fn what_can_no_longer_be_done_is_passed_over() {
        let no_number = Reach { numbers: Vec::new(), ..everything() };
        check_pass_over(2, "2026-11-23", &everything(), "as it is");
        check_pass_over(2, "2026-11-23", &no_number, "as it is");
        check_pass_over(3, "2026-11-23", &no_number, "active 4 2026-11-25..2026-11-27 skip 3");
        check_pass_over(3, "2026-12-03", &no_number, "active 4 2026-12-08..2026-12-10 skip 3");
        check_pass_over(2, "2026-11-23", &Reach::default(), "paused 2");
    }

    #[test]
    fn a_stop_needs_a_why_and_is_final() {
        let stopped = stop(&facts(2), day("2026-11-23"), "moved away").unwrap().after;
        assert_eq!(stopped.state, EnrollmentState::Stopped);
        assert_eq!(stopped.next, None);
        assert_eq!(
            told(stop(&stopped, day("2026-11-23"), "x")),
            "the enrollment is stopped already"
        );
        assert_eq!(told(stop(&facts(2), day("2026-11-23"), "")), "stop needs a why");
        assert_eq!(
            told(pause(&stopped, day("2026-11-23"), PauseWhy::ByHand)),
            "the enrollment is stopped, not active"
        );
    }

    #[track_caller]
    fn check_resume(step: u8, paused: &str, resumed: &str, expected: &str) {
        let days = WorkingDays::new(&works);
        let held = pause(&facts(step), day(paused), PauseWhy::ByHand).unwrap().after;
        assert_eq!(told(resume(&held, &cold(), day(resumed), None, &everything(), days)), expected);
    }

    #[test]
    fn a_pause_shifts_what_was_to_wait_and_never_piles_up() {
        // Due in two working days when paused: due in two when resumed.
        check_resume(5, "2026-11-23", "2026-12-07", "active 5 2026-12-09..2026-12-11");
        // Due when paused: due on the day it is resumed, with a full window.
        check_resume(2, "2026-11-23", "2026-12-07", "active 2 2026-12-07..2026-12-09");
        check_resume(2, "2026-11-30", "2026-12-05", "active 2 2026-12-07..2026-12-09");
    }

    #[test]
    fn what_is_not_paused_is_not_resumed() {
        let days = WorkingDays::new(&works);
        let resumed = resume(&facts(2), &cold(), day("2026-11-23"), None, &everything(), days);
        assert_eq!(told(resumed), "the enrollment is active, not paused");
        let held = pause(&facts(2), day("2026-11-23"), PauseWhy::ByHand).unwrap().after;
        let blank = resume(&held, &cold(), day("2026-11-24"), Some(" "), &everything(), days);
        assert_eq!(told(blank), "an override needs a why");
        let resumed = resume(&held, &cold(), day("2026-11-24"), None, &Reach::default(), days);
        assert_eq!(told(resumed), "no step that is left can be done: no e-mail address");
    }
}
