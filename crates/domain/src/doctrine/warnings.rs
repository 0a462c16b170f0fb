//! What the doctrines warn of, each read off the working days or the starts it is about.

use jiff::civil::Date;

use super::FOLLOWED_UP;
use crate::enrollments::EnrollmentState;

/// Working days that are looked at.
pub const DAYS: usize = 10;

/// Days of these on which a class must be under its goal for a warning.
pub const DAYS_UNDER: usize = 5;

/// Working days within which somebody met at an event, or registered, is to be called.
pub const WARM_DAYS: usize = 2;

/// Minutes of one working day that count, by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    /// Active ones.
    pub active: i64,
    /// Passive ones.
    pub passive: i64,
}

/// A start, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Whether it was made against the plan.
    pub is_overridden: bool,
    /// Touches done.
    pub touches_done: u8,
    /// Where it stands.
    pub state: EnrollmentState,
    /// Working days that passed since the last touch, or since the start.
    pub idle_days: usize,
}

/// Whether passive work takes over half of the minutes.
pub fn is_passive_over_half(days: &[Minutes]) -> bool {
    let active: i64 = days.iter().map(|day| day.active).sum();
    let passive: i64 = days.iter().map(|day| day.passive).sum();
    passive > active
}

/// Whether a class is under its goal too often; by day: whether its goal was met, unknown where it had none.
pub fn is_under_goal(days: &[Option<bool>]) -> bool {
    days.iter().filter(|met| **met == Some(false)).count() >= DAYS_UNDER
}

/// Whether somebody was started and not followed up.
///
/// Against the plan, stopped before the third touch, or open before it with nothing done for ten working days.
pub fn is_without_follow_up(start: &Start) -> bool {
    let is_short = start.touches_done < FOLLOWED_UP;
    let is_idle = start.state == EnrollmentState::Active && start.idle_days > DAYS;
    start.is_overridden || is_short && (start.state == EnrollmentState::Stopped || is_idle)
}

/// Whether somebody who was warmed up on a day was called too late, or not at all though the time is over.
///
/// `working` are the working days after that day, in order. A call counts from the day itself on.
pub fn is_not_called(called: Option<Date>, working: &[Date], today: Date) -> bool {
    let Some(last) = working.get(WARM_DAYS - 1) else { return false };
    match called {
        Some(called) => called > *last,
        None => today > *last,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check_share(days: &[(i64, i64)], expected: bool) {
        let days: Vec<Minutes> = days
            .iter()
            .map(|(active, passive)| Minutes { active: *active, passive: *passive })
            .collect();
        assert_eq!(is_passive_over_half(&days), expected);
    }

    #[test]
    fn half_of_the_minutes_is_not_over_half() {
        check_share(&[], false);
        check_share(&[(30, 0), (0, 30)], false);
        check_share(&[(30, 0), (0, 31)], true);
    }

    #[test]
    fn days_without_a_goal_are_not_under_it() {
        let under = |n: usize| vec![Some(false); n];
        assert!(!is_under_goal(&[under(4), vec![None; 6]].concat()));
        assert!(is_under_goal(&[under(5), vec![Some(true); 5]].concat()));
    }

    #[track_caller]
    fn check_start(touches_done: u8, state: EnrollmentState, idle_days: usize, expected: bool) {
        let start = Start { is_overridden: false, touches_done, state, idle_days };
        assert_eq!(is_without_follow_up(&start), expected, "{start:?}");
        assert!(is_without_follow_up(&Start { is_overridden: true, ..start }));
    }

    #[test]
    fn a_start_is_followed_up_by_its_third_touch_or_its_end() {
        check_start(1, EnrollmentState::Active, 10, false);
        check_start(1, EnrollmentState::Active, 11, true);
        check_start(1, EnrollmentState::Paused, 60, false);
        check_start(2, EnrollmentState::Stopped, 0, true);
        check_start(3, EnrollmentState::Stopped, 0, false);
        check_start(1, EnrollmentState::Finished, 60, false);
    }

    #[test]
    fn a_warm_up_is_called_by_the_second_working_day_after_it() {
        let working = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)];
        let check = |called: Option<i8>, today: i8| {
            let called = called.map(|day| date(2026, 11, day));
            is_not_called(called, &working, date(2026, 11, today))
        };
        assert!(!check(Some(24), 30) && check(Some(25), 30));
        assert!(!check(None, 24) && check(None, 25));
    }
}
