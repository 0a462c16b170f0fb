use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use crate::activities::Channel;
use crate::plan::admit::admit;
use crate::plan::days::WorkCalendar;
use crate::plan::{Active, Candidate, Due, PlanSettings, Request, Situation, Step};

/// A situation in small: all begin on a Monday, everybody is on one cadence, nobody leaves.
struct Small<'a> {
    /// Minutes of Monday to Friday, week after week.
    week: [i64; 5],
    /// The first working days have no minutes at all: how many.
    empty: usize,
    /// Gap, window and minutes of each step.
    steps: &'a [(i64, i64, i64)],
    /// How many are at step 1, started today.
    active: u64,
    asked: u64,
    start_days: i64,
}

const SMALL: Small<'_> =
    Small { week: [10; 5], empty: 0, steps: &[(0, 0, 10)], active: 0, asked: 1, start_days: 1 };

/// The repairs found for a small situation, as JSON without blanks.
fn check(small: &Small<'_>, expected: &str) {
    let today = date(2026, 11, 23);
    let [mon, tue, wed, thu, fri] = small.week;
    let weekdays = today
        .series(jiff::Span::new().days(1))
        .filter(|day| day.weekday().to_monday_zero_offset() < 5);
    let step = |(gap, window, minutes): &(i64, i64, i64)| Step {
        channel: Channel::Call,
        gap: *gap,
        window: *window,
        minutes: *minutes,
        exit_ppm: 0,
    };
    let active = |id| Active { id, cadence: 0, next: 1, due: Due::Done(today), worth: 0 };
    let situation = Situation {
        today,
        calendar: WorkCalendar {
            first: date(2026, 11, 2),
            week: [mon, tue, wed, thu, fri, 0, 0],
            minutes: weekdays.take(small.empty).map(|day| (day, 0)).collect(),
            ..WorkCalendar::default()
        },
        caps: BTreeMap::new(),
        spent: BTreeMap::new(),
        reserved_done: 0,
        settings: PlanSettings::CERTAIN,
        cadences: vec![small.steps.iter().map(step).collect()],
        actives: (100..100 + small.active).map(active).collect(),
    };
    let candidate = |id| Candidate { id, cadence: 0, worth: 0, force: None, company: None };
    let request = Request {
        candidates: (0..small.asked).map(candidate).collect(),
        from: None,
        start_days: small.start_days,
        company_starts: BTreeSet::new(),
    };
    let admission = admit(&situation, &request).unwrap();
    assert_eq!(serde_json::to_string(&admission.repairs).unwrap(), expected);
}

#[test]
fn one_a_day_for_a_hundred_leaves_only_fewer() {
    check(&Small { asked: 100, ..SMALL }, r#"[{"kind":"fewer","fit":1}]"#);
}

#[test]
fn no_minutes_within_the_longest_spread_leaves_only_later() {
    let small = Small { empty: 65, steps: &[(0, 0, 10), (1, 0, 10)], start_days: 60, ..SMALL };
    check(&small, r#"[{"kind":"later","from":"2026-12-01","fit":1}]"#);
}

#[test]
fn no_minutes_for_a_month_leaves_only_spread() {
    let small = Small { empty: 30, steps: &[(0, 0, 10), (1, 0, 10)], ..SMALL };
    check(&small, r#"[{"kind":"spread","start_days":31,"fit":1}]"#);
}

#[test]
fn two_steps_longer_than_any_day_leave_only_shorter() {
    let small = Small { steps: &[(0, 0, 10), (1, 0, 20), (1, 0, 20)], ..SMALL };
    check(&small, r#"[{"kind":"shorter","steps":1,"fit":1}]"#);
}

#[test]
fn days_that_never_follow_each_other_leave_only_wider() {
    let steps = &[(0, 0, 10), (1, 0, 10)];
    let small = Small { week: [10, 1, 20, 1, 1], steps, asked: 2, ..SMALL };
    check(&small, r#"[{"kind":"wider","days":2,"fit":2}]"#);
}

#[test]
fn a_touch_longer_than_any_day_leaves_only_minutes() {
    let repair = r#"[{"kind":"minutes","on":"2026-11-23","channel":"total","minutes":1,"fit":1}]"#;
    check(&Small { steps: &[(0, 0, 11)], ..SMALL }, repair);
}

#[test]
fn a_broken_base_that_minutes_on_one_day_do_not_mend_leaves_only_pause() {
    let small = Small { steps: &[(0, 0, 10), (1, 0, 10)], active: 2, ..SMALL };
    check(&small, r#"[{"kind":"pause","persons":[101],"fit":0}]"#);
}
