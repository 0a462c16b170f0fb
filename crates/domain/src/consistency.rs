//! How evenly work is spread over a rep's working days (SCIENCE 5.1).
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts of a day are far below 2^52: every one is exact as a float"
)]

use serde::Serialize;

/// The share of the working days at or below which half of the work is crammed.
const CRAMMED_DAYS_IN_100: usize = 20;

/// Working days that are looked at before cramming is named.
const LEAST_DAYS: usize = 10;

/// How a count is spread over working days; planned days off are left out by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Spread {
    /// Working days.
    pub days: usize,
    /// The mean of a day, Σx/n; 0 of no days.
    pub mean: f64,
    /// The share of days with any, in 0..=1.
    pub active_share: f64,
    /// (Σx)² / Σx²: over how many days the work is spread as if evenly; unknown when there is none.
    pub effective_days: Option<f64>,
    /// (Σx)² / (n Σx²), in (0, 1]; unknown when there is none.
    pub evenness: Option<f64>,
    /// Σ(x − mean)² / (n − 1) / mean; unknown for fewer than two days or when there is none.
    pub fano: Option<f64>,
    /// Σij |xi − xj| / (2 n² mean), in [0, 1); unknown when there is none.
    pub gini: Option<f64>,
    /// Half of the work on a fifth of the days or fewer.
    pub crammed: Option<Crammed>,
}

/// "Half of it fell on 3 of 20 working days."
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Crammed {
    /// The fewest days that hold half of the work.
    pub on_days: usize,
    /// Of how many working days.
    pub of_days: usize,
}

/// How counts, one a working day, are spread.
pub fn spread(counts: &[u32]) -> Spread {
    let n = counts.len();
    let days = n as f64;
    let sum: u64 = counts.iter().copied().map(u64::from).sum();
    let squares: u128 = counts.iter().map(|x| u128::from(*x) * u128::from(*x)).sum();
    let (total, squares) = (sum as f64, squares as f64);
    let mean = if n == 0 { 0.0 } else { total / days };
    let known = |value: f64| (sum > 0).then_some(value);
    let n_active = counts.iter().filter(|x| **x > 0).count();
    let off_mean: f64 = counts.iter().map(|x| (f64::from(*x) - mean).powi(2)).sum();
    Spread {
        days: n,
        mean,
        active_share: if n == 0 { 0.0 } else { n_active as f64 / days },
        effective_days: known(total * total / squares),
        evenness: known(total * total / squares / days),
        fano: known(off_mean / (days - 1.0) / mean).filter(|_| n >= 2),
        gini: known(differences(counts) as f64 / (days * days * mean)),
        crammed: crammed(counts, sum),
    }
}

/// The sum of |xi − xj| over pairs i < j: of sorted counts Σ (2i − n + 1) xi, from i = 0.
fn differences(counts: &[u32]) -> i128 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let n = sorted.len() as i128;
    (0..).zip(sorted).map(|(i, x): (i128, u32)| (2 * i - n + 1) * i128::from(x)).sum()
}

fn crammed(counts: &[u32], sum: u64) -> Option<Crammed> {
    let of_days = counts.len();
    if of_days < LEAST_DAYS || sum == 0 {
        return None;
    }
    let mut falling = counts.to_vec();
    falling.sort_unstable_by(|a, b| b.cmp(a));
    let mut held = 0;
    let is_short = |x: &u32| {
        let was_short = held * 2 < sum;
        held += u64::from(*x);
        was_short
    };
    let on_days = falling.iter().copied().take_while(is_short).count();
    (on_days * 100 <= of_days * CRAMMED_DAYS_IN_100).then_some(Crammed { on_days, of_days })
}

/// A day of a rep, as a streak reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// What was done.
    pub count: u32,
    /// What was to be done.
    pub goal: u32,
    /// Whether the rep was to work: a planned day off neither breaks a streak nor counts.
    pub is_working: bool,
}

/// Working days in a row on which the goal was met, up to the newest of `days` (newest first).
///
/// The first day is today: as long as it lasts it cannot break the streak, it can only make it longer.
pub fn streak(days: impl IntoIterator<Item = Day>) -> usize {
    let is_met = |day: &Day| day.count >= day.goal;
    let mut working = days.into_iter().enumerate().filter(|(_, day)| day.is_working).peekable();
    let is_today_short = working.peek().is_some_and(|(i, day)| *i == 0 && !is_met(day));
    let counted = working.skip(usize::from(is_today_short));
    counted.take_while(|(_, day)| is_met(day)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_spread_equals_the_vectors() {
        let vectors: Value =
            serde_json::from_str(include_str!("../vectors/consistency.json")).unwrap();
        for case in vectors["cases"].as_array().unwrap() {
            let counts: Vec<u32> = serde_json::from_value(case["per_working_day"].clone()).unwrap();
            let got = serde_json::to_value(spread(&counts)).unwrap();
            for (name, expected) in case["expect"].as_object().unwrap() {
                match (expected.as_f64(), got[name].as_f64()) {
                    (Some(expected), Some(got)) => {
                        assert!((expected - got).abs() <= 1e-12, "{name} of {counts:?}: {got}");
                    }
                    (expected, got) => assert_eq!(expected, got, "{name} of {counts:?}"),
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_spread_stays_within_its_bounds(counts in proptest::collection::vec(0_u32..500, 0..60)) {
            let got = spread(&counts);
            prop_assert!((0.0..=1.0).contains(&got.active_share));
            prop_assert!(got.evenness.is_none_or(|it| it > 0.0 && it <= 1.0 + 1e-12));
            prop_assert!(got.gini.is_none_or(|it| (-1e-12..1.0).contains(&it)));
            prop_assert_eq!(got.evenness.is_none(), counts.iter().all(|x| *x == 0));
        }

        #[test]
        fn the_gini_is_the_mean_difference_of_all_pairs(counts in proptest::collection::vec(0_u32..50, 1..30)) {
            let sum: u32 = counts.iter().sum();
            let pairs: u32 = counts.iter().flat_map(|a| counts.iter().map(|b| a.abs_diff(*b))).sum();
            let n = counts.len() as f64;
            let plain = f64::from(pairs) / (2.0 * n * f64::from(sum));
            prop_assert!(spread(&counts).gini.is_none_or(|got| (got - plain).abs() < 1e-12));
        }
    }

    #[track_caller]
    fn check_crammed(counts: &[u32], expected: Option<(usize, usize)>) {
        let got = spread(counts).crammed.map(|it| (it.on_days, it.of_days));
        assert_eq!(got, expected);
    }

    #[test]
    fn half_on_a_fifth_of_the_days_is_crammed() {
        check_crammed(&[100, 0, 0, 0, 0, 100, 0, 0, 0, 0], Some((1, 10)));
    }

    #[test]
    fn half_on_three_of_ten_days_is_not() {
        check_crammed(&[10, 0, 20, 15, 5, 12, 0, 18, 9, 11], None);
    }

    #[test]
    fn nine_days_are_too_few_to_say_so() {
        check_crammed(&[100, 0, 0, 0, 0, 0, 0, 0, 0], None);
    }

    #[track_caller]
    fn check_streak(days: &str, expected: usize) {
        // Newest first: x met, . not met, - a planned day off.
        let day = |mark| Day { count: u32::from(mark == 'x'), goal: 1, is_working: mark != '-' };
        assert_eq!(streak(days.chars().map(day)), expected, "{days}");
    }

    #[test]
    fn a_streak_runs_back_to_the_first_day_missed() {
        check_streak("xxx.xx", 3);
    }

    #[test]
    fn days_off_neither_break_nor_count() {
        check_streak("x--x-x.", 3);
    }

    #[test]
    fn today_does_not_break_it_before_it_is_over() {
        check_streak(".xx.", 2);
    }

    #[test]
    fn yesterday_does() {
        check_streak("..xx", 0);
        check_streak("-.xx", 0);
    }
}
