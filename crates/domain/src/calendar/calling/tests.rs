//! Calls stay inside the window of everybody who may be meant.

use proptest::prelude::*;

use super::*;

fn place<'a>(country: &'a str, region: &'a str, number: &'a str) -> Place<'a> {
    let told = |text: &'a str| (!text.is_empty()).then_some(text);
    Place { country: told(country), region: told(region), number: told(number), home: "DE" }
}

/// `country region number` and an instant, against whether a call may be made then.
#[track_caller]
fn check(place: Place<'_>, at: &str, expected: bool) {
    let rules = CallingRules::of(&place, Stretch::CALLING);
    assert_eq!(rules.may_call(at.parse().unwrap()), expected, "{place:?} {at}");
}

#[test]
fn a_call_is_made_between_nine_and_six_of_the_called_party() {
    check(place("DE", "", ""), "2026-03-02T07:59:59Z", false);
    check(place("DE", "", ""), "2026-03-02T08:00:00Z", true);
    check(place("DE", "", ""), "2026-03-02T16:59:59Z", true);
    check(place("DE", "", ""), "2026-03-02T17:00:00Z", false);
    check(place("Japan", "", ""), "2026-03-02T00:00:00Z", true);
    check(place("Japan", "", ""), "2026-03-02T09:00:00Z", false);
}

#[test]
fn the_zone_is_that_of_the_address_then_of_the_number_then_of_the_country_assumed() {
    check(place("JP", "", "+493023125000"), "2026-03-02T00:00:00Z", true);
    check(place("", "", "+81312345678"), "2026-03-02T00:00:00Z", true);
    check(place("", "", "+493023125000"), "2026-03-02T08:00:00Z", true);
    check(place("", "", ""), "2026-03-02T08:00:00Z", true);
    check(place("Atlantis", "", ""), "2026-03-02T08:00:00Z", true);
}

#[test]
fn an_unknown_zone_is_all_of_the_country_at_once() {
    // In winter 14:00 in New York is 09:00 in Honolulu and on the Aleutians.
    check(place("US", "", ""), "2026-03-02T14:30:00Z", false);
    check(place("US", "", ""), "2026-03-02T19:00:00Z", true);
    check(place("US", "", ""), "2026-03-02T23:00:00Z", false);
    check(place("US", "NY", ""), "2026-03-02T14:30:00Z", true);
    check(place("US", "Hawaii", ""), "2026-03-02T14:30:00Z", false);
    // An area code tells the zone, a free number only the country.
    check(place("", "", "+12025550123"), "2026-03-02T14:30:00Z", true);
    check(place("US", "", "+12025550123"), "2026-03-02T14:30:00Z", true);
    check(place("", "", "+18085550123"), "2026-03-02T14:30:00Z", false);
    check(place("", "", "+18005550123"), "2026-03-02T14:30:00Z", false);
    // Ten hours lie between Kaliningrad and Kamchatka: no hour suits all.
    let russia = CallingRules::of(&place("RU", "", ""), Stretch::CALLING);
    assert_eq!(russia.next("2026-03-02T00:00:00Z".parse().unwrap()), None);
}

#[test]
fn a_public_holiday_of_theirs_is_not_called_on() {
    check(place("US", "NY", ""), "2026-11-26T16:00:00Z", false);
    check(place("US", "NY", ""), "2026-11-27T16:00:00Z", true);
    check(place("DE", "BY", ""), "2026-06-04T10:00:00Z", false);
    check(place("DE", "", ""), "2026-06-04T10:00:00Z", true);
    // A year without data has none that are known.
    check(place("DE", "", ""), "2031-10-03T10:00:00Z", true);
}

#[test]
fn the_next_instant_is_the_start_of_the_next_window() {
    let next = |place: Place<'_>, from: &str| {
        CallingRules::of(&place, Stretch::CALLING).next(from.parse().unwrap()).unwrap().to_string()
    };
    assert_eq!(next(place("DE", "", ""), "2026-03-02T10:00:00Z"), "2026-03-02T10:00:00Z");
    assert_eq!(next(place("DE", "", ""), "2026-03-02T17:00:00Z"), "2026-03-03T08:00:00Z");
    assert_eq!(next(place("DE", "", ""), "2026-04-02T17:00:00Z"), "2026-04-04T07:00:00Z");
    assert_eq!(next(place("US", "", ""), "2026-03-02T10:00:00Z"), "2026-03-02T19:00:00Z");
}

/// A rep in Berlin with hours, and the first day somebody may be called; `-` when there is no common hour.
#[track_caller]
fn first_day(hours: &str, place: Place<'_>, from: &str, expected: &str) {
    let (zone, hours) = (local::zone("Europe/Berlin").unwrap(), Hours::parse(hours).unwrap());
    let rules = CallingRules::of(&place, Stretch::CALLING);
    let from = from.parse().unwrap();
    let got = rules.first_callable_day(&zone, &hours, from, from + 27.days());
    assert_eq!(got.map_or("-".to_owned(), |day| day.to_string()), expected);
    assert_eq!(rules.has_common_hour(&zone, &hours, from), expected != "-");
}

#[test]
fn a_release_moves_to_the_first_day_on_which_they_may_be_called() {
    first_day("mon-fri 09:00-11:00", place("DE", "", ""), "2026-03-02", "2026-03-02");
    first_day("mon-fri 09:00-11:00", place("FR", "", ""), "2026-07-14", "2026-07-15");
    first_day("mon-fri 09:00-11:00", place("DE", "", ""), "2026-04-03", "2026-04-07");
    first_day("mon 09:00-11:00", place("DE", "", ""), "2026-03-03", "2026-03-09");
    first_day("mon-fri 09:00-11:00", place("US", "NY", ""), "2026-03-02", "-");
    first_day(
        "mon-fri 09:00-11:00 thu 15:00-16:00",
        place("US", "NY", ""),
        "2026-03-02",
        "2026-03-05",
    );
    first_day("mon-fri 09:00-11:00", place("AU", "NSW", ""), "2026-03-02", "-");
    first_day("mon-fri 09:00-09:01", place("GB", "", ""), "2026-03-02", "-");
    first_day("off", place("DE", "", ""), "2026-03-02", "-");
}

fn any_rules() -> impl Strategy<Value = CallingRules> {
    let names: Vec<String> = local::zone_names().collect();
    let zones = proptest::collection::vec(proptest::sample::select(names), 1..4);
    let codes = proptest::option::of(proptest::sample::select(holidays::calendars()));
    (zones, 0_i16..1440, 1_i16..1441, codes).prop_map(|(zones, from, long, holidays)| {
        let minute = |minute: i16| local::Minute::new(minute / 60, minute % 60).unwrap();
        let window = Stretch::new(minute(from), minute((from + long).min(1440))).unwrap();
        CallingRules::new(
            zones.iter().map(|name| local::zone(name).unwrap()).collect(),
            window,
            holidays,
        )
    })
}

/// The plain rule: in every zone the clock is inside the window, and the day is no holiday.
fn is_inside(rules: &CallingRules, now: Timestamp) -> bool {
    rules.zones.iter().all(|zone| {
        let shown = zone.to_datetime(now);
        let of_day = i16::from(shown.hour()) * 60 + i16::from(shown.minute());
        let is_open = rules.window.from().of_day() <= of_day && of_day < rules.window.to().of_day();
        let names = rules.holidays.and_then(|code| holidays::of_year(code, shown.year()).ok());
        is_open && names.is_none_or(|names| !names.contains_key(&shown.date()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_call_is_due_outside_the_window(rules in any_rules(), seconds in 1_704_067_200_i64..1_893_456_000) {
        let now = Timestamp::from_second(seconds).unwrap();
        let is_changing = rules.zones.iter().any(|zone| {
            zone.to_offset(now + SignedDuration::from_hours(3)) != zone.to_offset(now - SignedDuration::from_hours(3))
        });
        prop_assert!(!rules.may_call(now) || is_inside(&rules, now));
        // Around a clock change a minute too few may be called; never one too many.
        prop_assert!(is_changing || rules.may_call(now) == is_inside(&rules, now));
        if let Some(next) = rules.next(now) {
            prop_assert!(next >= now && rules.may_call(next) && is_inside(&rules, next));
        }
    }

    #[test]
    fn no_call_is_due_outside_the_window_when_clocks_change(rules in any_rules(), minutes in -240_i64..240, pick in 0_usize..2) {
        let start: Timestamp = "2026-01-01T00:00Z".parse().unwrap();
        for zone in rules.zones.clone() {
            let Some(change) = zone.following(start).nth(pick) else { continue };
            let now = change.timestamp() + SignedDuration::from_mins(minutes);
            prop_assert!(!rules.may_call(now) || is_inside(&rules, now), "{now}");
        }
    }
}
