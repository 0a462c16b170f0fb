//! Meetings: set, held, missed or cancelled.

use jiff::civil::Date;

use crate::{
    activities::Channel,
    cadences::ability::{Reach, choose_channel},
    touches::{LooseKind, LooseTouch, WorkingDays},
    words,
};

words! {
    /// Where a meeting stands.
    pub enum MeetingState {
        /// Agreed.
        Set = "set",
        /// It took place.
        Held = "held",
        /// They did not come.
        NoShow = "no_show",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// What a change of a meeting's state brings with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingChange {
    /// Where it stands now.
    pub state: MeetingState,
    /// A touch to find a new time, next working day: a missed or cancelled meeting leaves a next step.
    pub rebook: Option<LooseTouch>,
    /// Open touches of the person that look for a time are closed: it has been found, or held.
    pub closes_search: bool,
    /// Whether the rep is asked to ask for a referral.
    pub ask_referral: bool,
}

/// Why a meeting cannot change so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeetingError {
    /// It stands so already.
    #[error("the meeting is {0} already")]
    Already(MeetingState),
    /// Its start has not come.
    #[error("the meeting has not begun yet: it cannot be {0}")]
    NotYet(MeetingState),
}

/// What follows when a meeting becomes `to` on the rep's local day `on`. A new time brings it back to `set`.
///
/// # Errors
/// [`MeetingError::Already`] for no change; [`MeetingError::NotYet`] when one `starts_on` a later day is held or missed.
pub fn change(
    from: MeetingState,
    to: MeetingState,
    on: Date,
    starts_on: Option<Date>,
    minutes: u32,
    reach: &Reach,
    days: WorkingDays<'_>,
) -> Result<MeetingChange, MeetingError> {
    if from == to {
        return Err(MeetingError::Already(to));
    }
    let has_come = starts_on.is_none_or(|starts| starts <= on);
    if matches!(to, MeetingState::Held | MeetingState::NoShow) && !has_come {
        return Err(MeetingError::NotYet(to));
    }
    let needs_time = matches!(to, MeetingState::NoShow | MeetingState::Cancelled);
    let channel = choose_channel(Channel::Call, reach);
    let rebook = needs_time
        .then(|| LooseTouch::on(LooseKind::Rebook, days.next_after(on), channel, minutes, days));
    Ok(MeetingChange {
        state: to,
        rebook,
        closes_search: !needs_time,
        ask_referral: to == MeetingState::Held,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works(date: Date) -> bool {
        date.weekday().to_monday_zero_offset() < 5
    }

    #[track_caller]
    fn check(from: &str, to: &str, on: &str, expected: &str) {
        let parse = |word: &str| MeetingState::parse(word).unwrap();
        let starts = Some("2026-11-23".parse().unwrap());
        let reach = Reach::default();
        let days = WorkingDays::new(&works);
        let got = match change(parse(from), parse(to), on.parse().unwrap(), starts, 5, &reach, days)
        {
            Ok(change) => {
                let rebook =
                    change.rebook.map(|touch| format!("rebook {}..{}", touch.from, touch.to));
                let ask = change.ask_referral.then(|| "ask referral".to_owned());
                rebook.into_iter().chain(ask).collect::<Vec<_>>().join(" ")
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(got, expected);
    }

    #[test]
    fn a_no_show_leaves_a_rebook_touch_next_working_day() {
        check("set", "no_show", "2026-11-27", "rebook 2026-11-30..2026-12-01");
        check("set", "cancelled", "2026-11-20", "rebook 2026-11-23..2026-11-24");
    }

    #[test]
    fn a_meeting_held_asks_for_a_referral() {
        check("set", "held", "2026-11-23", "ask referral");
        check("no_show", "held", "2026-11-24", "ask referral");
    }

    #[test]
    fn a_meeting_to_come_is_neither_held_nor_missed() {
        check("set", "held", "2026-11-22", "the meeting has not begun yet: it cannot be held");
        check("set", "set", "2026-11-22", "the meeting is set already");
    }
}
