use jiff::{Span, ToSpan};
use proptest::prelude::*;

use super::*;
use crate::calendar::local::{zone, zone_names};

/// `day` in `name` has its night at `expected` (UTC), or none.
#[track_caller]
fn check(name: &str, day: &str, expected: &str) {
    let zone = zone(name).unwrap();
    let due = due(&zone, day.parse().unwrap());
    let shown = due.map_or_else(|| "none".to_owned(), |due| due.to_string());
    assert_eq!(shown, expected, "{name} {day}");
}

#[test]
fn three_o_clock_that_does_not_exist_is_the_next_valid_minute() {
    check("Europe/Berlin", "2026-03-29", "2026-03-29T01:00:00Z");
    check("America/New_York", "2026-03-08", "2026-03-08T07:00:00Z");
    check("Australia/Lord_Howe", "2026-10-04", "2026-10-03T16:00:00Z");
    check("Pacific/Chatham", "2026-09-27", "2026-09-26T14:00:00Z");
    // From 01:00 to 03:00 at once.
    check("Antarctica/Troll", "2026-03-29", "2026-03-29T01:00:00Z");
    check("Africa/Casablanca", "2026-03-22", "2026-03-22T02:00:00Z");
}

#[test]
fn three_o_clock_that_comes_twice_is_the_first() {
    check("Europe/Berlin", "2026-10-25", "2026-10-25T02:00:00Z");
    check("America/New_York", "2026-11-01", "2026-11-01T08:00:00Z");
    check("Australia/Lord_Howe", "2026-04-05", "2026-04-04T16:30:00Z");
    check("Pacific/Chatham", "2026-04-05", "2026-04-04T13:15:00Z");
    check("Antarctica/Troll", "2026-10-25", "2026-10-25T03:00:00Z");
    check("Africa/Casablanca", "2026-02-15", "2026-02-15T03:00:00Z");
}

#[test]
fn days_without_a_midnight_have_a_night() {
    check("America/Santiago", "2026-09-06", "2026-09-06T06:00:00Z");
    check("Asia/Beirut", "2026-03-29", "2026-03-29T00:00:00Z");
    check("Africa/Cairo", "2026-04-24", "2026-04-24T00:00:00Z");
}

#[test]
fn zones_far_out_and_zones_that_never_change() {
    check("Pacific/Kiritimati", "2026-06-01", "2026-05-31T13:00:00Z");
    check("America/Sao_Paulo", "2026-06-01", "2026-06-01T06:00:00Z");
}

#[test]
fn a_day_that_was_left_out_has_no_night() {
    check("Pacific/Apia", "2011-12-30", "none");
    check("Pacific/Apia", "2011-12-31", "2011-12-30T13:00:00Z");
}

/// Looks at the clock in turn and says which nights were begun.
fn begun_by(zone: &TimeZone, looks: impl IntoIterator<Item = Timestamp>) -> Vec<Date> {
    let mut begun = Vec::new();
    for now in looks {
        begun.extend(to_begin(zone, now, &begun));
    }
    begun
}

/// The instants from a day before until two days after `around`, a step apart.
fn looks(around: Timestamp, step: Span) -> impl Iterator<Item = Timestamp> {
    around
        .checked_sub(26.hours())
        .unwrap()
        .series(step)
        .take_while(move |now| now.as_second() < around.as_second() + 2 * 86_400)
}

#[test]
fn every_local_day_has_one_night_around_the_last_two_transitions_of_every_zone() {
    let until: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let mut n_zones = 0;
    for name in zone_names() {
        let zone = zone(&name).unwrap();
        n_zones += 1;
        for transition in zone.preceding(until).take(2) {
            let around = transition.timestamp();
            if around.as_second() < -5_000_000_000 {
                continue;
            }
            let nights = begun_by(&zone, looks(around, 15.minutes()));
            let first = *nights.first().unwrap();
            let newest = *nights.last().unwrap();
            let expected: Vec<Date> = first
                .series(1.day())
                .take_while(|day| *day <= newest)
                .filter(|day| due(&zone, *day).is_some())
                .collect();
            assert_eq!(nights, expected, "{name} around {around}");
            assert!(nights.len() >= 3, "{name} around {around}: {nights:?}");
            // Not a minute early: on each look the last night begun is the last that was due.
            for now in looks(around, 15.minutes()) {
                let day = last(&zone, now).unwrap();
                assert!(due(&zone, day).unwrap() <= now);
                assert!(next(&zone, now).unwrap() > now);
            }
        }
    }
    assert!(n_zones > 590, "{n_zones} zones");
}

#[test]
fn a_long_outage_makes_up_for_a_week() {
    let zone = zone("Europe/Berlin").unwrap();
    let before = "2026-03-01T12:00:00Z".parse().unwrap();
    let after = "2026-03-31T12:00:00Z".parse().unwrap();
    let nights = begun_by(&zone, [before, after]);
    assert_eq!(nights.len(), 1 + 7);
    assert_eq!(nights.last().unwrap().to_string(), "2026-03-31");
}

#[test]
fn a_clock_that_was_a_year_ahead_stops_no_night() {
    let zone = zone("Europe/Berlin").unwrap();
    let day = |text: &str| -> Timestamp { format!("{text}T12:00:00Z").parse().unwrap() };
    let nights = begun_by(
        &zone,
        [
            day("2026-05-01"),
            day("2027-05-01"),
            day("2026-05-01"),
            day("2026-05-02"),
            day("2026-05-03"),
        ],
    );
    let shown: Vec<_> = nights.iter().map(Date::to_string).collect();
    assert_eq!(shown.first().unwrap(), "2026-05-01");
    assert_eq!(&shown[1 + 7..], ["2026-05-02", "2026-05-03"]);
}

proptest! {
    /// Whatever the clock does, no local day is begun twice; and while it goes on, none is left out.
    #[test]
    fn no_jump_of_the_clock_begins_a_night_twice(
        nth in 0_usize..600,
        start in 1_700_000_000_i64..1_800_000_000,
        jumps in prop::collection::vec((-90_000_i64..200_000, any::<bool>()), 1..60),
    ) {
        let names: Vec<String> = zone_names().collect();
        let zone = zone(&names[nth % names.len()]).unwrap();
        let mut now = start;
        let mut begun: Vec<Date> = Vec::new();
        for (jump, is_restart) in jumps {
            now += jump;
            let at = Timestamp::from_second(now).unwrap();
            let known = begun.clone();
            begun.extend(to_begin(&zone, at, &known));
            if is_restart {
                prop_assert_eq!(to_begin(&zone, at, &begun), Vec::<Date>::new());
            }
            prop_assert!(begun.contains(&last(&zone, at).unwrap()));
        }
        let mut once = begun.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), begun.len());
    }
}
