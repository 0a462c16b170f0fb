//! Every zone of the database on the days its clocks change in 2026.

use jiff::ToSpan;

use super::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The local days whose clocks change in 2026.
fn changes(zone: &TimeZone) -> Vec<Date> {
    let (start, end) =
        ("2026-01-01T00:00Z".parse::<Timestamp>().unwrap(), "2027-01-01T00:00Z".parse().unwrap());
    zone.following(start)
        .map(|transition| transition.timestamp())
        .take_while(|at| *at < end)
        .filter(|at| zone.to_offset(*at) != zone.to_offset(*at - 1.second()))
        .map(|at| local_day(zone, at - 1.second()))
        .collect()
}

#[test]
fn a_local_time_is_the_first_instant_whose_clock_shows_it_or_later() {
    let (mut n_zones, mut n_changes) = (0, 0);
    for name in zone_names() {
        let zone = zone(&name).unwrap();
        n_zones += 1;
        for change in changes(&zone) {
            n_changes += 1;
            // Three days from the day before, by five minutes, against the plain formula.
            let first = change.yesterday().unwrap();
            let mut instant = start_of_day(&zone, first);
            for wanted in (0..3 * 1440).step_by(5) {
                let local = first.to_datetime(Time::MIN) + jiff::Span::new().minutes(wanted);
                while zone.to_datetime(instant) < local {
                    instant += 5.minutes();
                }
                assert_eq!(super::instant(&zone, local), instant, "{name} {local}");
            }
        }
    }
    assert!(n_zones >= 590, "{n_zones} zones");
    assert!(n_changes > 250, "{n_changes} changes");
}

#[test]
fn nightly_work_is_done_once_per_local_day_in_every_zone() {
    for name in zone_names() {
        let zone = zone(&name).unwrap();
        for change in changes(&zone).into_iter().chain([day("2026-06-01")]) {
            let days: Vec<Date> = change.yesterday().unwrap().series(1.day()).take(4).collect();
            for pair in days.windows(2) {
                let (start, end) = (start_of_day(&zone, pair[0]), start_of_day(&zone, pair[1]));
                let night = night_of(&zone, pair[0]);
                assert!(start <= night && night < end, "{name} {}", pair[0]);
                assert_eq!(local_day(&zone, start), pair[0], "{name}");
                assert_eq!(local_day(&zone, night), pair[0], "{name}");
                assert_eq!(local_day(&zone, end - 1.second()), pair[0], "{name}");
                assert_eq!(at(&zone, pair[0], Minute::END_OF_DAY), end, "{name}");
            }
        }
    }
}

/// A local time in a zone, and the instant it must be.
#[track_caller]
fn check(name: &str, local: &str, expected: &str) {
    let got = instant(&zone(name).unwrap(), local.parse().unwrap());
    assert_eq!(got, expected.parse::<Timestamp>().unwrap(), "{name} {local}");
}

#[test]
fn a_gap_gives_the_next_valid_minute() {
    check("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00Z");
    check("America/New_York", "2026-03-08T02:00", "2026-03-08T07:00Z");
    check("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30Z");
    check("Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T02:00Z");
    check("Antarctica/Troll", "2026-03-29T01:30", "2026-03-29T01:00Z");
    check("Pacific/Chatham", "2026-09-27T03:00", "2026-09-26T14:00Z");
}

#[test]
fn an_overlap_gives_the_first() {
    check("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z");
    check("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30Z");
    check("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z");
    check("Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30Z");
    check("Antarctica/Troll", "2026-10-25T01:30", "2026-10-24T23:30Z");
    check("Pacific/Chatham", "2026-04-05T03:00", "2026-04-04T13:15Z");
}

/// The first instant of a day whose midnight does not exist, or any other.
#[track_caller]
fn starts(name: &str, on: &str, expected: &str) {
    assert_eq!(
        start_of_day(&zone(name).unwrap(), day(on)),
        expected.parse::<Timestamp>().unwrap(),
        "{name} {on}"
    );
}

#[test]
fn a_day_without_midnight_starts_at_its_first_valid_minute() {
    starts("America/Santiago", "2026-09-06", "2026-09-06T04:00Z");
    starts("Asia/Beirut", "2026-03-29", "2026-03-28T22:00Z");
    starts("Africa/Cairo", "2026-04-24", "2026-04-23T22:00Z");
    starts("Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00Z");
    starts("America/Sao_Paulo", "2026-10-18", "2026-10-18T03:00Z");
}

#[test]
fn the_changes_of_2026_are_those_published() {
    // The first two of the year: a later release of the database may add more.
    let check = |name: &str, expected: &[&str]| {
        let days: Vec<_> =
            changes(&zone(name).unwrap()).iter().take(2).map(ToString::to_string).collect();
        assert_eq!(days, expected, "{name}");
    };
    check("Europe/Berlin", &["2026-03-29", "2026-10-25"]);
    check("America/New_York", &["2026-03-08", "2026-11-01"]);
    check("Australia/Lord_Howe", &["2026-04-05", "2026-10-04"]);
    check("Africa/Casablanca", &["2026-02-15", "2026-03-22"]);
    check("America/Sao_Paulo", &[]);
    check("Pacific/Kiritimati", &[]);
}

#[test]
fn a_zone_is_known_by_its_name_only() {
    assert_eq!(zone("europe/berlin").unwrap().iana_name(), Some("Europe/Berlin"));
    assert_eq!(
        zone("Berlin").unwrap_err().to_string(),
        "`Berlin` is not a time zone: write one such as Europe/Berlin"
    );
    assert!(zones_version().starts_with("20"));
}

#[test]
fn a_minute_is_read_as_people_write_it() {
    let check = |text: &str, expected: Option<i16>| {
        assert_eq!(Minute::parse(text).map(Minute::of_day), expected, "{text}");
    };
    check("9", Some(540));
    check("09:05", Some(545));
    check("24:00", Some(1440));
    check("24:01", None);
    check("9:5", None);
    check("+9:00", None);
    check("", None);
    check("009:00", None);
}
