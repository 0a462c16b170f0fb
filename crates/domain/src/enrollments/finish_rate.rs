//! Finish rate: finished over all started that ended or whose last deadline passed, and why the others did not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{EndWhy, EnrollmentState};
use crate::words;

words! {
    /// Why an enrollment did not finish.
    pub enum Unfinished {
        /// The rep stopped it.
        Stopped = "stopped",
        /// The rep skipped a touch.
        Skipped = "skipped",
        /// A step was passed over for want of an address or number.
        NoWay = "no_way",
        /// It waits for a number or address, and its last deadline passed.
        NeedsNumber = "needs_number",
        /// It is paused by the rep, and its last deadline passed.
        Paused = "paused",
        /// It was started without room (an override), and touches are left undone.
        NoRoom = "no_room",
        /// Touches are left undone, and its last deadline passed.
        LeftUndone = "left_undone",
    }
}

/// What is known of one enrollment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each flag is a fact of its own that the store looks up"
)]
pub struct FinishFacts {
    /// Where it stands.
    pub state: EnrollmentState,
    /// Why it ended.
    pub ended: Option<EndWhy>,
    /// Whether a touch was skipped by hand.
    pub has_skip: bool,
    /// Whether a step was passed over for want of a way.
    pub has_no_way: bool,
    /// Whether it is paused for want of a number.
    pub needs_number: bool,
    /// Whether it was started by an override.
    pub is_override: bool,
    /// Last day of the last touch, as planned when it was started and moved since.
    pub last_deadline: Date,
}

/// Finished, unfinished or still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It got its full cadence or left it by an event.
    Finished,
    /// It did not, and why.
    Unfinished(Unfinished),
    /// It may still.
    Open,
}

/// Whether an enrollment finished, as of `today`.
///
/// An event ends it as finished whatever was skipped before; a cadence that ran out with a touch skipped
/// was not the full one.
pub fn finish(facts: &FinishFacts, today: Date) -> Finish {
    match (facts.state, facts.ended) {
        (EnrollmentState::Stopped, _) => Finish::Unfinished(Unfinished::Stopped),
        (EnrollmentState::Finished, Some(EndWhy::Completed) | None) if facts.has_skip => {
            Finish::Unfinished(Unfinished::Skipped)
        }
        (EnrollmentState::Finished, Some(EndWhy::Completed) | None) if facts.has_no_way => {
            Finish::Unfinished(Unfinished::NoWay)
        }
        (EnrollmentState::Finished, _) => Finish::Finished,
        _ if facts.last_deadline >= today => Finish::Open,
        (EnrollmentState::Paused, _) if facts.needs_number => {
            Finish::Unfinished(Unfinished::NeedsNumber)
        }
        (EnrollmentState::Paused, _) => Finish::Unfinished(Unfinished::Paused),
        _ if facts.is_override => Finish::Unfinished(Unfinished::NoRoom),
        _ => Finish::Unfinished(Unfinished::LeftUndone),
    }
}

/// The counts behind a finish rate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FinishRate {
    /// Finished.
    pub finished: usize,
    /// Ended, or past their last deadline: what the rate is of.
    pub of: usize,
    /// May still finish; counted beside it.
    pub open: usize,
    /// Why the others did not.
    pub causes: BTreeMap<Unfinished, usize>,
}

/// Counts enrollments as of `today`: `of` = `finished` + the sum of `causes`.
pub fn finish_rate<'a>(all: impl IntoIterator<Item = &'a FinishFacts>, today: Date) -> FinishRate {
    let mut rate = FinishRate::default();
    for facts in all {
        match finish(facts, today) {
            Finish::Finished => rate.finished += 1,
            Finish::Unfinished(cause) => *rate.causes.entry(cause).or_default() += 1,
            Finish::Open => {
                rate.open += 1;
                continue;
            }
        }
        rate.of += 1;
    }
    rate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> FinishFacts {
        let mut words = text.split_whitespace();
        let mut facts = FinishFacts {
            state: EnrollmentState::parse(words.next().unwrap()).unwrap(),
            ended: None,
            has_skip: false,
            has_no_way: false,
            needs_number: false,
            is_override: false,
            last_deadline: "2026-11-22".parse().unwrap(),
        };
        for word in words {
            match word {
                "skip" => facts.has_skip = true,
                "no-way" => facts.has_no_way = true,
                "needs" => facts.needs_number = true,
                "override" => facts.is_override = true,
                "today" => facts.last_deadline = "2026-11-23".parse().unwrap(),
                why => facts.ended = Some(EndWhy::parse(why).unwrap()),
            }
        }
        facts
    }

    #[track_caller]
    fn check(text: &str, expected: Finish) {
        assert_eq!(finish(&facts(text), "2026-11-23".parse().unwrap()), expected, "{text}");
    }

    #[test]
    fn a_full_cadence_or_an_event_is_finished() {
        check("finished completed", Finish::Finished);
        check("finished meeting_set skip", Finish::Finished);
        check("finished do_not_contact", Finish::Finished);
    }

    #[test]
    fn every_other_one_has_a_cause() {
        check("stopped stopped", Finish::Unfinished(Unfinished::Stopped));
        check("finished completed skip", Finish::Unfinished(Unfinished::Skipped));
        check("finished completed no-way", Finish::Unfinished(Unfinished::NoWay));
        check("paused needs", Finish::Unfinished(Unfinished::NeedsNumber));
        check("paused", Finish::Unfinished(Unfinished::Paused));
        check("active", Finish::Unfinished(Unfinished::LeftUndone));
        check("active override", Finish::Unfinished(Unfinished::NoRoom));
    }

    #[test]
    fn what_may_still_finish_is_open() {
        check("active today", Finish::Open);
        check("paused needs today", Finish::Open);
    }

    #[test]
    fn the_rate_is_of_those_that_ended_or_ran_out() {
        let all = ["finished completed", "active today", "active", "stopped stopped"].map(facts);
        let rate = finish_rate(&all, "2026-11-23".parse().unwrap());
        assert_eq!((rate.finished, rate.of, rate.open), (1, 3, 1));
        assert_eq!(rate.of, rate.finished + rate.causes.values().sum::<usize>());
    }
}
