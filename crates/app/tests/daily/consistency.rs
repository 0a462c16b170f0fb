//! Consistency and the closed day: what is told, and the rows behind it.

use std::collections::BTreeSet;

use app::{
    activities::{LogRequest, record::record},
    consistency::{ConsistencyError, ConsistencyShown, What, consistency, rows},
    enrollments::by_hand::{Hand, change},
    plan::closing::close,
};
use domain::{activities::Behaviour, ids::ActivityId, recipes::progress::Period};
use jiff::{ToSpan, civil::Date};
use serde_json::Value;

use crate::desk::{Desk, day};

fn calls() -> What {
    What::Behaviours(BTreeSet::from([Behaviour::Calls]))
}

/// Logs so many calls on a day.
async fn call(desk: &mut Desk, on: Date, times: u64) {
    desk.morning_of(on);
    for _ in 0..times {
        let id = ActivityId(desk.app.ids.next());
        let told = LogRequest { behaviour: Some(Behaviour::Calls), ..LogRequest::default() };
        record(&desk.app, &desk.member, id, told).await.unwrap();
    }
}

async fn told(desk: &Desk, first: Date, last: Date) -> ConsistencyShown {
    let period = Some(Period { first, last });
    consistency(&desk.app, &desk.member, &calls(), period).await.unwrap()
}

#[tokio::test]
async fn what_is_told_equals_the_worked_cases() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../domain/vectors/consistency.json")).unwrap();
    let mut desk = Desk::sqlite().await;
    let mut first = day("2026-01-05");
    for case in vectors["cases"].as_array().unwrap() {
        let counts: Vec<u64> = serde_json::from_value(case["per_working_day"].clone()).unwrap();
        // The weekends between are no working days.
        let working: Vec<Date> = first
            .series(1.day())
            .filter(|day| day.weekday().to_monday_zero_offset() < 5)
            .take(counts.len())
            .collect();
        for (on, times) in working.iter().zip(&counts) {
            call(&mut desk, *on, *times).await;
        }
        let last = *working.last().unwrap();
        desk.morning_of(last.saturating_add(30.days()));
        let found = serde_json::to_value(told(&desk, first, last).await).unwrap();
        for (name, expected) in case["expect"].as_object().unwrap() {
            match (expected.as_f64(), found[name].as_f64()) {
                (Some(expected), Some(found)) => {
                    assert!((expected - found).abs() < 1e-9, "{name}: {found}");
                }
                (expected, found) => assert_eq!(expected, found, "{name}"),
            }
        }
        first = last.saturating_add(7.days());
    }
}

#[tokio::test]
async fn planned_days_off_neither_count_nor_break_a_streak() {
    for mut desk in Desk::both().await {
        for on in ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-24"] {
            call(&mut desk, day(on), 2).await;
        }
        let first = day("2026-11-17");
        desk.morning_of(day("2026-11-25"));
        // Monday was worked without a call.
        let found = told(&desk, first, day("2026-11-24")).await;
        assert_eq!((found.streak, found.spread.days, found.days_off), (1, 6, 2));
        app::calendar::add_leave(&desk.app, &desk.member, day("2026-11-23"), day("2026-11-23"))
            .await
            .unwrap();
        let found = told(&desk, first, day("2026-11-24")).await;
        assert_eq!((found.streak, found.spread.days, found.days_off), (4, 5, 3));
        // A day that is over breaks it.
        assert_eq!(told(&desk, first, day("2026-11-25")).await.streak, 4);
        desk.morning_of(day("2026-11-26"));
        assert_eq!(told(&desk, first, day("2026-11-25")).await.streak, 0);
        let listed =
            rows(&desk.app, &desk.member, &calls(), Period { first, last: day("2026-11-25") })
                .await
                .unwrap();
        assert_eq!((listed.times, listed.activities.len()), (8, 8));
    }
}

#[tokio::test]
async fn cramming_is_named() {
    for mut desk in Desk::both().await {
        call(&mut desk, day("2026-11-02"), 12).await;
        call(&mut desk, day("2026-11-10"), 3).await;
        desk.morning_of(day("2026-11-23"));
        let found = told(&desk, day("2026-11-02"), day("2026-11-13")).await;
        assert_eq!(found.crammed_told.as_deref(), Some("half of it fell on 1 of 10 working days"));
        let usual = consistency(&desk.app, &desk.member, &calls(), None).await.unwrap();
        assert_eq!((usual.spread.days, usual.period.last), (20, day("2026-11-22")));
        let nothing = What::Behaviours(BTreeSet::new());
        let refused = consistency(&desk.app, &desk.member, &nothing, None).await.unwrap_err();
        assert!(matches!(refused, ConsistencyError::Nothing));
    }
}

#[tokio::test]
async fn the_day_is_closed_with_what_comes_tomorrow() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(5).await;
        desk.start("Trade show", &people).await;
        let before = close(&desk.app, &desk.member).await.unwrap();
        assert_eq!(
            (before.on_time.len(), before.left.len(), before.next),
            (0, 5, Some(day("2026-11-24")))
        );
        desk.log(people[0], "no_answer").await;
        desk.log(people[1], "voicemail").await;
        let later = Hand::Later { to: day("2026-11-24"), why: Some("holiday".to_owned()) };
        change(&desk.app, &desk.member, people[2], later).await.unwrap();
        let closed = close(&desk.app, &desk.member).await.unwrap();
        let done: BTreeSet<_> = closed.on_time.iter().map(|one| one.person).collect();
        assert_eq!(done, BTreeSet::from([people[0], people[1]]));
        assert!(closed.on_time.iter().all(|one| one.activity.is_some()) && closed.late.is_empty());
        assert_eq!(closed.moved.iter().map(|one| one.person).collect::<Vec<_>>(), [people[2]]);
        assert_eq!(closed.left.iter().filter(|one| people[3..].contains(&one.person)).count(), 2);
        assert_eq!(closed.first.len(), 3);
        // The first touches may wait two working days: on Wednesday those not done are on their last day.
        assert!(closed.at_risk.is_empty());
        desk.morning_of(day("2026-11-24"));
        let closed = close(&desk.app, &desk.member).await.unwrap();
        assert_eq!((closed.next, closed.at_risk.len()), (Some(day("2026-11-25")), 3));
        desk.morning_of(day("2026-11-28"));
        let saturday = close(&desk.app, &desk.member).await.unwrap();
        assert_eq!((saturday.next, saturday.left.len()), (Some(day("2026-11-30")), 0));
        desk.morning_of(day("2026-11-26"));
        desk.log(people[3], "no_answer").await;
        let closed = close(&desk.app, &desk.member).await.unwrap();
        assert_eq!((closed.on_time.len(), closed.late.len()), (0, 1));
    }
}
