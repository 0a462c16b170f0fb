use std::collections::BTreeSet;

use jiff::ToSpan;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;
use crate::recipes::samples::{TODAY, ingredient};
use crate::recipes::{By, Takes};

fn counting(behaviours: &[Behaviour], by: Option<&str>) -> Ingredient {
    Ingredient {
        counts: Counts::Behaviours(behaviours.iter().copied().collect()),
        by: by.map(|by| By::parse(by).unwrap()),
        ..ingredient("counted", [5; 7], Takes::Touches)
    }
}

/// Counts `calls 09:30 x2, first_emails 12:01` of today; told as done and in time.
#[track_caller]
fn check(behaviours: &[Behaviour], by: Option<&str>, done: &str, expected: (u64, u64)) {
    let done: Vec<Done> = done
        .split(", ")
        .map(|one| {
            let mut words = one.split(' ');
            let behaviour = Behaviour::parse(words.next().unwrap()).unwrap();
            let at = format!("{}:00", words.next().unwrap()).parse().unwrap();
            let times =
                words.next().map_or(1, |times| times.trim_start_matches('x').parse().unwrap());
            Done { behaviour, day: TODAY, at, times }
        })
        .collect();
    let ingredient = counting(behaviours, by);
    let versions = [Version { from: TODAY, ingredient: &ingredient }];
    let count = tally(&versions, &done, &BTreeMap::new()).get(&TODAY).copied().unwrap_or_default();
    assert_eq!((count.done, count.in_time), expected);
}

const MORNING: &str =
    "calls 09:30 x2, introduction_asks 11:59, first_emails 12:00, first_emails 12:01";

#[test]
fn one_behaviour_is_counted_by_itself() {
    check(&[Behaviour::Calls], None, MORNING, (2, 2));
}

#[test]
fn several_are_added_up() {
    check(&[Behaviour::FirstEmails, Behaviour::IntroductionAsks], None, MORNING, (3, 3));
}

#[test]
fn what_comes_after_its_time_counts_for_the_day_only() {
    check(&[Behaviour::FirstEmails, Behaviour::IntroductionAsks], Some("12:00"), MORNING, (3, 2));
}

#[test]
fn what_nobody_asked_for_is_not_counted() {
    check(&[Behaviour::WalkIns], None, MORNING, (0, 0));
}

#[test]
fn each_day_is_counted_by_its_own_version() {
    let old = counting(&[Behaviour::Calls], None);
    let new = Ingredient { counts: Counts::ByHand, ..old.clone() };
    let versions = [
        Version { from: TODAY + 1.day(), ingredient: &new },
        Version { from: TODAY, ingredient: &old },
    ];
    let call = |days: i64| Done {
        behaviour: Behaviour::Calls,
        day: TODAY + days.days(),
        at: Time::MIN,
        times: 1,
    };
    let by_hand = BTreeMap::from([-1i64, 0, 1].map(|days| (TODAY + days.days(), 7)));
    let found = tally(&versions, &[call(-1), call(0), call(1)], &by_hand);
    let count = |done| Count { done, in_time: done };
    assert_eq!(found, Tally::from([(TODAY, count(1)), (TODAY + 1.day(), count(7))]));
}

fn done() -> impl Strategy<Value = Done> {
    let behaviour = prop::sample::select(Behaviour::ALL);
    (behaviour, 0i64..5, 0..24i8, 0..60i8, 0..4u32).prop_map(
        |(behaviour, day, hour, minute, times)| Done {
            behaviour,
            day: TODAY + day.days(),
            at: Time::constant(hour, minute, 0, 0),
            times,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tally_is_the_plain_sum_of_each_day(
        done in vec(done(), 0..40),
        behaviours in vec(prop::sample::select(Behaviour::ALL), 1..5),
        by in prop::option::of((1..24i16, 0..4i16)),
    ) {
        let by = by.map(|(hour, quarter)| format!("{hour}:{:02}", 15 * quarter));
        let ingredient = counting(&behaviours, by.as_deref());
        let versions = [Version { from: TODAY, ingredient: &ingredient }];
        let found = tally(&versions, &done, &BTreeMap::new());
        let mut turned = done.clone();
        turned.reverse();
        prop_assert_eq!(&found, &tally(&versions, &turned, &BTreeMap::new()));
        let by: Option<Time> = by.map(|by| format!("{by:0>5}:00").parse().unwrap());
        for day in 0i64..5 {
            let day = TODAY + day.days();
            let of_day = done.iter().filter(|one| one.day == day && behaviours.contains(&one.behaviour));
            let in_time = of_day.clone().filter(|one| by.is_none_or(|by| one.at <= by));
            let count = found.get(&day).copied().unwrap_or_default();
            prop_assert_eq!(count.done, of_day.map(|one| u64::from(one.times)).sum::<u64>());
            prop_assert_eq!(count.in_time, in_time.map(|one| u64::from(one.times)).sum::<u64>());
        }
    }

    #[test]
    fn ingredients_of_one_behaviour_each_add_up_to_their_sum(
        done in vec(done(), 0..40),
        behaviours in vec(prop::sample::select(Behaviour::ALL), 1..5),
    ) {
        let total = |behaviours: &[Behaviour]| -> u64 {
            let ingredient = counting(behaviours, None);
            let versions = [Version { from: TODAY, ingredient: &ingredient }];
            tally(&versions, &done, &BTreeMap::new()).values().map(|count| count.done).sum()
        };
        let single: BTreeSet<Behaviour> = behaviours.iter().copied().collect();
        let apart: u64 = single.iter().map(|one| total(&[*one])).sum();
        prop_assert_eq!(total(&behaviours), apart);
    }

    #[test]
    fn counts_by_hand_are_what_was_entered(by_hand in btree_map(0i64..9, 0..50u32, 0..9)) {
        let by_hand: BTreeMap<Date, u32> =
            by_hand.into_iter().map(|(day, times)| (TODAY + day.days(), times)).collect();
        let ingredient = Ingredient { counts: Counts::ByHand, ..counting(&[Behaviour::Calls], None) };
        let versions = [Version { from: TODAY, ingredient: &ingredient }];
        let call = Done { behaviour: Behaviour::Calls, day: TODAY, at: Time::MIN, times: 9 };
        let found = tally(&versions, [&call], &by_hand);
        let entered = by_hand.iter().filter(|(_, times)| **times > 0);
        let entered: Vec<(Date, u64)> = entered.map(|(day, times)| (*day, u64::from(*times))).collect();
        prop_assert_eq!(found.iter().map(|(day, count)| (*day, count.done)).collect::<Vec<_>>(), entered);
    }
}

proptest! {
    #[test]
    fn a_quarter_tells_what_was_in_time(quarter in 1i16..96, second in 0i64..86_400, nanos in 0i64..2) {
        let at = Time::MIN.wrapping_add(jiff::Span::new().seconds(second).nanoseconds(nanos));
        let by = By::at(quarter * QUARTER).unwrap();
        prop_assert_eq!(by.holds(at), quarter_of(at) <= by.of_day());
    }
}
