//! Recipes, cadences and situations for the tests, in small words and at random.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::activities::{Behaviour, Channel};
use crate::ids::CadenceId;
use crate::plan::days::WorkCalendar;
use crate::plan::{Active, Cap, Due, PlanSettings, Situation, Step, Unit};
use crate::recipes::{Counts, Goals, Ingredient, Recipe, Takes};

/// A Monday.
pub(super) const TODAY: Date = date(2026, 11, 23);

/// The cadence of a number.
pub(super) fn cadence_id(n: u128) -> CadenceId {
    CadenceId(Uuid::from_u128(n))
}

/// Where each cadence of a situation is: the first is that of number 0.
pub(super) fn places(situation: &Situation<u64>) -> BTreeMap<CadenceId, usize> {
    (0..).map(cadence_id).zip(0..situation.cadences.len()).collect()
}

pub(super) fn ingredient(name: &str, goals: [u32; 7], takes: Takes) -> Ingredient {
    let counts = Counts::Behaviours(BTreeSet::from([Behaviour::Calls]));
    Ingredient { name: name.to_owned(), counts, goals: Goals(goals), by: None, takes }
}

pub(super) fn recipe(ingredients: Vec<Ingredient>) -> Recipe {
    Recipe { name: "Daily".to_owned(), ingredients }
}

/// Steps as `6 4+1 4+2`: minutes, gap; two days of window.
pub(super) fn steps(text: &str) -> Vec<Step> {
    let step = |step: &str| {
        let (minutes, gap) = step.split_once('+').unwrap_or((step, "0"));
        Step {
            channel: Channel::Call,
            gap: gap.parse().unwrap(),
            window: 2,
            minutes: minutes.parse().unwrap(),
            exit_ppm: 0,
        }
    };
    text.split_whitespace().map(step).collect()
}

/// A situation on [`TODAY`] with nothing running.
pub(super) fn idle(week: [i64; 7], cadences: &[&str]) -> Situation<u64> {
    Situation {
        today: TODAY,
        calendar: WorkCalendar { first: date(2026, 1, 1), week, ..WorkCalendar::default() },
        caps: BTreeMap::new(),
        spent: BTreeMap::new(),
        reserved_done: 0,
        settings: PlanSettings::CERTAIN,
        cadences: cadences.iter().map(|text| steps(text)).collect(),
        actives: vec![],
    }
}

fn near() -> impl Strategy<Value = Date> {
    (-5i64..40).prop_map(|days| TODAY + days.days())
}

/// A calendar with a holiday, maybe leave, and some dates with minutes of their own.
pub(super) fn calendar() -> impl Strategy<Value = WorkCalendar> {
    let minutes = vec((near(), prop_oneof![Just(0), 10..60i64]), 0..3);
    let leave = prop::option::of((near(), 0i64..6));
    (20..60i64, 0..40i64, minutes, leave, any::<bool>()).prop_map(
        |(hours, friday, minutes, leave, leave_counts)| WorkCalendar {
            first: date(2026, 1, 1),
            week: [hours, hours, hours / 2, hours, friday, 0, 0],
            holidays: BTreeSet::from([date(2026, 12, 3), date(2026, 12, 25)]),
            leave: leave.into_iter().map(|(from, n)| (from, from + n.days())).collect(),
            leave_counts,
            minutes: minutes.into_iter().collect(),
        },
    )
}

fn step(is_first: bool) -> impl Strategy<Value = Step> {
    let gap = if is_first { 0..2i64 } else { 1..4 };
    let channel = prop_oneof![Just(Channel::Call), Just(Channel::Email)];
    let exit = prop_oneof![Just(0), 0..300_000i64];
    (channel, gap, 0..3i64, 1..9i64, exit).prop_map(|(channel, gap, window, minutes, exit_ppm)| {
        Step { channel, gap, window, minutes, exit_ppm }
    })
}

fn cadence() -> impl Strategy<Value = Vec<Step>> {
    (step(true), vec(step(false), 0..4))
        .prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect())
}

/// A few on two cadences.
pub(super) fn situation() -> impl Strategy<Value = Situation<u64>> {
    let settings = prop_oneof![3 => Just(PlanSettings::CERTAIN), 1 => Just(PlanSettings::EXPECTED)];
    let cap = prop::option::of((2..12i64).prop_map(|per_day| {
        (Channel::Email, Cap { unit: Unit::Touches, per_day, dates: BTreeMap::new() })
    }));
    let actives = vec((0..2usize, -4i64..1, 0..2i64), 0..5);
    (calendar(), cap, settings, vec(cadence(), 2), actives).prop_map(
        |(calendar, cap, settings, cadences, actives)| {
            let active = |(id, (cadence, done, worth)): (u64, (usize, i64, i64))| {
                let due = Due::Done(TODAY + done.days());
                Active { id, cadence, next: 1, due, worth }
            };
            Situation {
                today: TODAY,
                calendar,
                caps: cap.into_iter().collect(),
                spent: BTreeMap::new(),
                reserved_done: 0,
                settings,
                cadences,
                actives: (0..).zip(actives).map(active).collect(),
            }
        },
    )
}

/// Goals of a week, some days without.
pub(super) fn goals(most: u32) -> impl Strategy<Value = Goals> {
    prop::array::uniform7(0..=most)
        .prop_filter("there is no goal", |goals| goals.iter().any(|goal| *goal > 0))
        .prop_map(Goals)
}

/// One or two start goals, maybe an ingredient tied to no prospect.
pub(super) fn starting() -> impl Strategy<Value = Recipe> {
    let own = prop::option::of((goals(3), 1..6u32));
    (vec((0..2u128, goals(4)), 1..3), own).prop_map(|(starts, own)| {
        let started = starts.into_iter().enumerate().map(|(n, (cadence, goals))| {
            ingredient(&format!("start {n}"), goals.0, Takes::Start(cadence_id(cadence)))
        });
        let own = own.map(|(goals, minutes)| ingredient("own", goals.0, Takes::Minutes(minutes)));
        recipe(own.into_iter().chain(started).collect())
    })
}
