//! Small situations and requests at random, for the property tests of the plan.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::activities::Channel;
use crate::ids::CompanyId;
use crate::plan::days::WorkCalendar;
use crate::plan::{
    Active, Candidate, Cap, Due, MILLION, PlanSettings, Request, Situation, Step, Unit,
};

/// A Wednesday.
pub(super) const TODAY: Date = date(2026, 11, 25);
/// Cadences of a situation.
const N_CADENCES: usize = 2;
/// Steps of each cadence, so that every next step is one of it.
const N_STEPS: usize = 3;

fn near() -> impl Strategy<Value = Date> {
    (-9i64..12).prop_map(|days| TODAY + days.days())
}

fn step(first: bool) -> impl Strategy<Value = Step> {
    let channel = prop_oneof![Just(Channel::Call), Just(Channel::Email), Just(Channel::Social)];
    let gap = if first { 0..2i64 } else { 1..4 };
    let exit = prop_oneof![Just(0), 0..300_000i64, Just(MILLION)];
    let window = prop_oneof![15 => 0..3i64, 1 => 0..60i64];
    (channel, gap, window, 1..12i64, exit).prop_map(|(channel, gap, window, minutes, exit_ppm)| {
        Step { channel, gap, window, minutes, exit_ppm }
    })
}

fn cadence() -> impl Strategy<Value = Vec<Step>> {
    (step(true), vec(step(false), N_STEPS - 1))
        .prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect())
}

fn calendar() -> impl Strategy<Value = WorkCalendar> {
    let minutes = vec((near(), 0..25i64), 0..4);
    (10..40i64, minutes, any::<bool>(), prop::option::of(near())).prop_map(
        |(hours, minutes, leave_counts, leave)| WorkCalendar {
            first: date(2026, 11, 2),
            week: [hours, hours, hours / 2, hours, hours, 0, 0],
            holidays: BTreeSet::from([date(2026, 12, 3)]),
            leave: leave.into_iter().map(|from| (from, from + 2.days())).collect(),
            leave_counts,
            minutes: minutes.into_iter().collect(),
        },
    )
}

fn due() -> impl Strategy<Value = Due> {
    let length = prop_oneof![4 => 0..4i64, 1 => 0..700i64];
    let named = (near(), length).prop_map(|(from, n)| Due::Named { from, to: from + n.days() });
    prop_oneof![
        4 => (-9i64..1).prop_map(|days| Due::Done(TODAY + days.days())),
        1 => named,
    ]
}

fn settings() -> impl Strategy<Value = PlanSettings> {
    prop_oneof![
        Just(PlanSettings::CERTAIN),
        Just(PlanSettings::EXPECTED),
        (0..4_000i64, 700_000..MILLION, 0..90_000i64).prop_map(|(z_milli, mean, var)| {
            PlanSettings {
                z_milli,
                certain: false,
                available_mean_ppm: mean,
                available_var_ppm: var,
            }
        }),
    ]
}

fn caps() -> impl Strategy<Value = BTreeMap<Channel, Cap>> {
    let cap = |unit, per_day| Cap { unit, per_day, dates: BTreeMap::from([(TODAY + 1.day(), 1)]) };
    let call =
        prop::option::of((8..30i64).prop_map(move |n| (Channel::Call, cap(Unit::Minutes, n))));
    let email =
        prop::option::of((1..6i64).prop_map(move |n| (Channel::Email, cap(Unit::Touches, n))));
    (call, email).prop_map(|(call, email)| call.into_iter().chain(email).collect())
}

/// Up to ten actives on two cadences of three steps.
pub(super) fn situation() -> impl Strategy<Value = Situation<u64>> {
    let active = (0..N_CADENCES, 1..=N_STEPS, due(), 0..2i64);
    let cadences = vec(cadence(), N_CADENCES);
    (calendar(), caps(), settings(), cadences, vec(active, 0..8)).prop_map(
        |(calendar, caps, settings, cadences, actives)| {
            let actives = (0..).zip(actives).map(|(n, (cadence, next, due, worth))| {
                // Ids fall between and around those of the candidates.
                Active { id: n * 3 % 11 * 2, cadence, next, due, worth }
            });
            Situation {
                today: TODAY,
                calendar,
                caps,
                spent: BTreeMap::new(),
                reserved_done: 0,
                settings,
                cadences,
                actives: actives.collect(),
            }
        },
    )
}

/// Up to twelve candidates, some forced, some at one of two companies.
pub(super) fn request() -> impl Strategy<Value = Request<u64>> {
    let force = prop_oneof![15 => Just(None), 1 => (0i64..6).prop_map(|n| Some(TODAY + n.days()))];
    let company = prop_oneof![
        4 => Just(None),
        1 => (0..2u128).prop_map(|n| Some(CompanyId(Uuid::from_u128(n)))),
    ];
    let cadence = prop_oneof![4 => Just(0), 1 => Just(1usize)];
    let candidate = (cadence, 0..2i64, force, company);
    (vec(candidate, 0..12), 0..3i64, 1..6i64).prop_map(|(candidates, later, start_days)| {
        let candidates = (0..).zip(candidates).map(|(n, (cadence, worth, force, company))| {
            Candidate { id: n * 2 + 1, cadence, worth, force, company }
        });
        Request {
            candidates: candidates.collect(),
            from: Some(TODAY + later.days()),
            start_days,
            company_starts: BTreeSet::new(),
        }
    })
}
