//! Touches: the window of a contact attempt, touches without an enrollment, and the order of a day.

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{activities::Channel, cadences::Step, words};

/// How far a search for a working day goes before every day counts as one: two years and a bit.
const SEARCH_DAYS: u32 = 800;

/// The rep's working days: dates with hours that are neither a holiday nor leave (SCIENCE 0).
///
/// Where no working day exists within 800 days of a search (no hours set), the date itself is taken, so
/// that an outcome can always be logged.
#[derive(Clone, Copy)]
pub struct WorkingDays<'a> {
    is_working: &'a dyn Fn(Date) -> bool,
}

impl<'a> WorkingDays<'a> {
    /// Working days as `is_working` tells them.
    pub fn new(is_working: &'a dyn Fn(Date) -> bool) -> Self {
        Self { is_working }
    }

    /// The last working day on or before `date`.
    pub fn on_or_before(&self, date: Date) -> Date {
        self.search(date, -1)
    }

    /// The first working day on or after `date`.
    pub fn on_or_after(&self, date: Date) -> Date {
        self.search(date, 1)
    }

    /// The first working day after `date`.
    pub fn next_after(&self, date: Date) -> Date {
        self.on_or_after(shift(date, 1))
    }

    /// The day `n` working days after the last working day on or before `date` (SCIENCE 0, `index(d) + n`).
    pub fn plus(&self, date: Date, n: u32) -> Date {
        (0..n).fold(self.on_or_before(date), |day, _| self.next_after(day))
    }

    /// Working days after `from` up to and with `to`; 0 when `to` is not later.
    pub fn between(&self, from: Date, to: Date) -> u32 {
        let mut n = 0;
        let mut day = shift(from, 1);
        while day <= to && day > from {
            n += u32::from((self.is_working)(day));
            let next = shift(day, 1);
            if next == day {
                break;
            }
            day = next;
        }
        n
    }

    fn search(&self, date: Date, direction: i64) -> Date {
        let mut day = date;
        for _ in 0..SEARCH_DAYS {
            if (self.is_working)(day) {
                return day;
            }
            day = shift(day, direction);
        }
        date
    }
}

/// `date` moved by calendar days, at most to the ends of the calendar.
pub(crate) fn shift(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}

/// When a touch is due: by its gap, or between two days that somebody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// By gap and window of its step, counted from this day: the start, or the day the touch before was done.
    After(Date),
    /// Between two days, both included, whatever the gap says.
    Named {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
}

/// The first and the last working day on which a touch is on time, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Window {
    /// First day (release).
    pub from: Date,
    /// Last day (deadline).
    pub to: Date,
}

impl Window {
    /// The window of a touch on `step` that is due as `due` says (SCIENCE 0).
    pub fn of(due: Due, step: &Step, days: WorkingDays<'_>) -> Self {
        match due {
            Due::After(date) => {
                let from = days.plus(date, u32::from(step.gap));
                Self { from, to: days.plus(from, u32::from(step.window)) }
            }
            Due::Named { from, to } => {
                let from = days.on_or_after(from);
                Self { from, to: days.on_or_before(to).max(from) }
            }
        }
    }

    /// Whether `date` lies in it.
    pub fn holds(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

words! {
    /// Why a touch stands outside any enrollment.
    pub enum LooseKind {
        /// They wrote; the answer is ours to give.
        AnswerDue = "answer_due",
        /// A meeting did not take place; a new time is to be found.
        Rebook = "rebook",
        /// They agreed to meet without a time.
        TimeToBeAgreed = "time_to_be_agreed",
        /// Somebody gave this name.
        ReferralFollowUp = "referral_follow_up",
        /// They named a time or a near day and no enrollment waits for them.
        Agreed = "agreed",
    }
}

/// A touch without an enrollment: it takes room after the fact (SCIENCE 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LooseTouch {
    /// Why it is there.
    pub kind: LooseKind,
    /// How it is done: a usable channel.
    pub channel: Channel,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Planned minutes.
    pub minutes: u32,
    /// The time they named, where they named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_at: Option<Timestamp>,
}

impl LooseTouch {
    /// A loose touch with the window "its day and the next": the first working day on or after `day`, and the one after.
    pub fn on(
        kind: LooseKind,
        day: Date,
        channel: Channel,
        minutes: u32,
        days: WorkingDays<'_>,
    ) -> Self {
        let from = days.on_or_after(day);
        Self { kind, channel, from, to: days.next_after(from), minutes, agreed_at: None }
    }
}

/// What orders the touches of a day: agreed times by the clock, then the planner's order, then reason,
/// oldest start and id (DESIGN walk 2, SCIENCE 1.6 line 14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TodayFacts<Id> {
    /// The time they named, for today or an earlier day.
    pub agreed_at: Option<Timestamp>,
    /// Deadline in working days from today: negative when late.
    pub deadline: i64,
    /// Worth of the touch, 0 until it is computed.
    pub worth: i64,
    /// Day of the freshest reason for the call.
    pub reason_on: Option<Date>,
    /// Start of the enrollment, or the day the loose touch was made.
    pub started_on: Date,
    /// What ends all ties.
    pub id: Id,
}

/// Sort key of [`TodayFacts`]: touches are worked in ascending order of it.
pub type TodayKey<Id> = (
    (bool, Option<Timestamp>),
    (i64, i64, std::cmp::Reverse<i64>),
    (std::cmp::Reverse<Option<Date>>, Date),
    Id,
);

impl<Id: Copy + Ord> TodayFacts<Id> {
    /// The key by which a day's touches are sorted.
    pub fn key(&self) -> TodayKey<Id> {
        (
            (self.agreed_at.is_none(), self.agreed_at),
            (self.deadline.max(0), self.deadline, std::cmp::Reverse(self.worth)),
            (std::cmp::Reverse(self.reason_on), self.started_on),
            self.id,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works(date: Date) -> bool {
        date.weekday().to_monday_zero_offset() < 5
    }

    /// Touches as `deadline/worth/reason/start/agreed`, named by their place in the list.
    #[track_caller]
    fn check_order(touches: &str, expected: &[usize]) {
        let mut keys: Vec<TodayKey<usize>> = touches
            .split(", ")
            .enumerate()
            .map(|(id, touch)| {
                let parts: Vec<&str> = touch.split('/').collect();
                let day = |text: &str| {
                    (!text.is_empty()).then(|| format!("2026-{text}").parse().unwrap())
                };
                let agreed =
                    parts.get(4).map(|clock| format!("2026-11-23T{clock}:00Z").parse().unwrap());
                TodayFacts {
                    agreed_at: agreed,
                    deadline: parts[0].parse().unwrap(),
                    worth: parts[1].parse().unwrap(),
                    reason_on: day(parts[2]),
                    started_on: day(parts[3]).unwrap(),
                    id,
                }
                .key()
            })
            .collect();
        keys.sort();
        assert_eq!(keys.iter().map(|key| key.3).collect::<Vec<_>>(), expected, "{touches}");
    }

    #[test]
    fn agreed_times_come_first_by_the_clock() {
        check_order("-3/0//11-01, 2/0//11-01/15:00, 0/0//11-01/09:30", &[2, 1, 0]);
    }

    #[test]
    fn then_the_planners_order_then_reason_oldest_start_and_id() {
        // Late work is due today; of what is due today the latest comes first.
        check_order("1/9//11-01, 0/0//11-01, -2/0//11-01", &[2, 1, 0]);
        check_order("0/1//11-01, 0/2//11-01", &[1, 0]);
        check_order("0/0//11-01, 0/0/10-01/11-01, 0/0/11-01/11-01", &[2, 1, 0]);
        check_order("0/0//11-02, 0/0//11-01, 0/0//11-02", &[1, 0, 2]);
    }

    #[test]
    fn a_named_window_opens_on_a_working_day_and_never_closes_before() {
        let step = crate::cadences::starters::starters().unwrap().remove(0).steps.remove(1);
        let days = WorkingDays::new(&works);
        let window = |from: &str, to: &str| {
            let due = Due::Named { from: from.parse().unwrap(), to: to.parse().unwrap() };
            let window = Window::of(due, &step, days);
            format!("{}..{}", window.from, window.to)
        };
        assert_eq!(window("2026-11-24", "2026-11-29"), "2026-11-24..2026-11-27");
        assert_eq!(window("2026-11-28", "2026-11-28"), "2026-11-30..2026-11-30");
    }

    #[test]
    fn without_any_working_day_every_search_still_ends() {
        let days = WorkingDays::new(&|_| false);
        let date = "2026-11-24".parse().unwrap();
        assert_eq!(days.plus(date, 3).to_string(), "2026-11-27");
    }

    proptest::proptest! {
        #[test]
        fn n_working_days_on_are_n_working_days_between(offset in 0_i64..1000, n in 0_u32..60) {
            let date = shift("2026-01-01".parse().unwrap(), offset);
            let days = WorkingDays::new(&works);
            proptest::prop_assert_eq!(days.between(date, days.plus(date, n)), n);
        }
    }
}
