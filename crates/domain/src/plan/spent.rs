//! What a rep really spends of the hours they plan (SCIENCE 0: F, its mean f and variance v).

use serde::Serialize;

use super::MILLION;

/// Own working days that must be recorded before anything is said.
pub const LEAST_DAYS: usize = 20;
/// Working days that are looked back on.
pub const LOOK_BACK: usize = 60;

/// "You planned 90, you do 61."
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Spent {
    /// Recorded working days, 20 to 60.
    pub days: usize,
    /// Minutes planned a day, on average, rounded.
    pub planned: i64,
    /// Minutes spent a day, on average, rounded.
    pub spent: i64,
    /// Mean of min(1, spent / planned), parts per million.
    pub mean_ppm: i64,
    /// Variance of it, parts per million.
    pub var_ppm: i64,
}

/// What was spent of what was planned, day by day: (planned, spent) minutes of working days, newest first.
///
/// Days without a record are left out by the caller; of the others the newest 60 count, and fewer than 20 say nothing.
pub fn spent(days: &[(i64, i64)]) -> Option<Spent> {
    let days: Vec<(i64, i64)> =
        days.iter().copied().filter(|(planned, _)| *planned > 0).take(LOOK_BACK).collect();
    if days.len() < LEAST_DAYS {
        return None;
    }
    let n = i64::try_from(days.len()).ok()?;
    let shares: Vec<i64> = days
        .iter()
        .map(|(planned, spent)| (spent.clamp(&0, planned) * MILLION) / planned)
        .collect();
    let mean_ppm = shares.iter().sum::<i64>() / n;
    let squares: i64 =
        shares.iter().map(|share| (share - mean_ppm) * (share - mean_ppm) / MILLION).sum();
    Some(Spent {
        days: days.len(),
        planned: rounded(days.iter().map(|(planned, _)| planned).sum(), n),
        spent: rounded(days.iter().map(|(_, spent)| spent).sum(), n),
        mean_ppm,
        var_ppm: squares / n,
    })
}

/// A mean, rounded to the nearest whole.
fn rounded(sum: i64, n: i64) -> i64 {
    (sum + n / 2) / n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(days: &[(i64, i64)], expected: &str) {
        let got = spent(days).map_or("nothing to say".to_owned(), |s| {
            format!(
                "{} days: planned {}, does {}, f {} v {}",
                s.days, s.planned, s.spent, s.mean_ppm, s.var_ppm
            )
        });
        assert_eq!(got, expected);
    }

    #[test]
    fn nineteen_days_say_nothing() {
        check(&[(90, 61); 19], "nothing to say");
    }

    #[test]
    fn twenty_days_say_what_is_done_of_what_is_planned() {
        check(&[(90, 61); 20], "20 days: planned 90, does 61, f 677777 v 0");
    }

    #[test]
    fn more_than_planned_counts_as_all_of_it() {
        check(&[(60, 90); 20], "20 days: planned 60, does 90, f 1000000 v 0");
    }

    #[test]
    fn half_the_days_lost_is_a_half_with_its_variance() {
        let mut days = vec![(100, 100); 10];
        days.extend([(100, 0); 10]);
        check(&days, "20 days: planned 100, does 50, f 500000 v 250000");
    }

    #[test]
    fn only_the_newest_sixty_days_count() {
        let mut days = vec![(100, 80); 60];
        days.extend([(100, 0); 100]);
        check(&days, "60 days: planned 100, does 80, f 800000 v 0");
    }
}
