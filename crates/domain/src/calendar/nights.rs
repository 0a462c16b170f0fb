//! The night of a rep: 03:00 of each local day, once, whatever the clocks do.
//!
//! Where 03:00 does not exist the next valid minute stands for it; where it comes twice the first is meant; a day that
//! a zone left out altogether has no night.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

use super::local;

/// The local time at which a night's work is due.
pub const HOUR: Time = Time::constant(3, 0, 0, 0);

/// How many days before a day at most are missed nights made up for.
pub const MADE_UP: i32 = 7;

/// When the night of a local day is due; none for a day that the zone left out.
pub fn due(zone: &TimeZone, day: Date) -> Option<Timestamp> {
    let due = local::instant(zone, day.to_datetime(HOUR));
    (due.to_zoned(zone.clone()).date() == day).then_some(due)
}

/// The local day whose night was due last.
pub fn last(zone: &TimeZone, now: Timestamp) -> Option<Date> {
    let today = now.to_zoned(zone.clone()).date();
    days_back(today, 3).find(|day| due(zone, *day).is_some_and(|due| due <= now))
}

/// When the next night is due.
pub fn next(zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let today = now.to_zoned(zone.clone()).date();
    today
        .series(jiff::Span::new().days(1))
        .take(4)
        .filter_map(|day| due(zone, day))
        .find(|due| *due > now)
}

/// The nights to begin now, oldest first, where `begun` says which were: the last one, and those before it that were
/// missed since any was begun.
pub fn to_begin(zone: &TimeZone, now: Timestamp, begun: &[Date]) -> Vec<Date> {
    let Some(last) = last(zone, now) else { return Vec::new() };
    let newest = begun.iter().copied().filter(|day| *day <= last).max();
    let mut days: Vec<Date> = match newest {
        None => vec![last],
        Some(newest) => days_back(last, MADE_UP)
            .take_while(|day| *day > newest)
            .filter(|day| due(zone, *day).is_some())
            .collect(),
    };
    days.reverse();
    days
}

/// A day and those before it, `n` in all.
fn days_back(day: Date, n: i32) -> impl Iterator<Item = Date> {
    (0..n).map_while(move |back| day.checked_sub(jiff::Span::new().days(back)).ok())
}

#[cfg(test)]
mod tests;
