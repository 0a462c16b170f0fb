//! Two clocks and the source of ids.
//!
//! `now` is when things happen, and may be told (`--now`); `recorded` is when they are written, and is always the real one.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use domain::recipes::progress::Period;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::{Builder, Uuid};

/// When things happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Now.
    System,
    /// As of a given instant.
    At(Timestamp),
}

impl Clock {
    /// The instant as of which is planned and recorded.
    pub fn now(self) -> Timestamp {
        match self {
            Self::System => real(),
            Self::At(instant) => instant,
        }
    }

    /// The real time, for what is written down about the writing itself.
    pub fn recorded(self) -> Timestamp {
        real()
    }

    /// The local day of `now` in a zone.
    pub fn today(self, zone: &TimeZone) -> Date {
        self.now().to_zoned(zone.clone()).date()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that all others are told to use")]
fn real() -> Timestamp {
    let now = Timestamp::now();
    // No finer than it is stored: what is told of something just done is what is read of it later.
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}

/// Where new ids come from: UUIDs of version 7.
#[derive(Clone, Debug)]
pub enum Ids {
    /// By the real clock and chance.
    Random,
    /// By counting, for tests: the same run gives the same ids.
    Counted(Arc<AtomicU64>),
}

impl Ids {
    /// Ids by counting from 1.
    pub fn counted() -> Self {
        Self::Counted(Arc::new(AtomicU64::new(1)))
    }

    /// A new id.
    pub fn next(&self) -> Uuid {
        match self {
            Self::Random => Uuid::now_v7(),
            Self::Counted(counter) => {
                let n = counter.fetch_add(1, Ordering::Relaxed);
                let mut random = [0; 10];
                let (_, tail) = random.split_at_mut(2);
                tail.copy_from_slice(&n.to_be_bytes());
                Builder::from_unix_timestamp_millis(1_700_000_000_000 + n, &random).into_uuid()
            }
        }
    }
}

/// Days since 1970-01-01, as the store keeps them.
pub fn day_number(date: Date) -> i64 {
    i64::from(date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

/// The date of a number of days since 1970-01-01; a number that no date has gives the nearest date.
pub fn date_of(day: i64) -> Date {
    let days = jiff::Span::new().try_days(day).ok();
    match days.and_then(|span| Date::constant(1970, 1, 1).checked_add(span).ok()) {
        Some(date) => date,
        None if day < 0 => Date::MIN,
        None => Date::MAX,
    }
}

/// The most days that are read at once: ten years.
pub const MOST_DAYS: i64 = 3_660;

/// Days that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// They end before they begin.
    #[error("the days from {first} to {last} end before they begin")]
    Backwards {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
    /// They are too many.
    #[error("at most {MOST_DAYS} days are read at once, not {0}")]
    TooLong(i64),
}

/// The first and the last day of a period, as the store keeps them.
///
/// # Errors
/// [`PeriodError`] when it is backwards or too long.
pub fn day_numbers(period: Period) -> Result<(i64, i64), PeriodError> {
    let (first, last) = (day_number(period.first), day_number(period.last));
    match last - first + 1 {
        ..=0 => Err(PeriodError::Backwards { first: period.first, last: period.last }),
        days if days > MOST_DAYS => Err(PeriodError::TooLong(days)),
        _ => Ok((first, last)),
    }
}

/// Microseconds since 1970, as the store keeps instants.
pub fn micros(instant: Timestamp) -> i64 {
    instant.as_microsecond()
}

/// The instant of a number of microseconds since 1970; a number that no instant has gives the nearest one.
pub fn instant_of(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_other() {
        for day in [-719_000, -1, 0, 1, 20_000, 2_900_000] {
            assert_eq!(day_number(date_of(day)), day);
        }
        assert_eq!(date_of(0), Date::constant(1970, 1, 1));
        assert_eq!(date_of(i64::MAX), Date::MAX);
        assert_eq!(date_of(i64::MIN), Date::MIN);
    }

    #[test]
    fn counted_ids_are_of_version_seven_and_in_order() {
        let ids = Ids::counted();
        let (a, b) = (ids.next(), ids.next());
        assert_eq!(a.get_version_num(), 7);
        assert!(a < b);
    }
}
