//! Nights and jobs: each once, through changes of clocks, restarts and processes that are gone.

use app::{
    App,
    clock::micros,
    jobs::{self, JobChangeError, Options},
};
use jiff::{Span, ToSpan};
use store::{
    errors::StoreError,
    jobs::{self as rows, Job, Lease},
    scope::Scope,
};
use uuid::Uuid;

use crate::house::{House, instant};

const NOON: &str = "2026-11-23T12:00:00Z";

/// The clock goes from one instant to another in steps, with a restart at each; then these nights of Ann ended.
async fn check(from: &str, to: &str, step: Span, expected: &[&str]) {
    for house in House::both(from).await {
        let mut now = instant(from);
        while now <= instant(to) {
            jobs::run_due(&house.at(now), Options::default()).await.unwrap();
            now = now.checked_add(step).unwrap();
        }
        assert_eq!(house.nights(&house.member).await, expected, "{from} to {to}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_ends_once_when_clocks_go_forward() {
    let days = ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"];
    check("2026-03-27T12:00:00Z", "2026-03-30T12:00:00Z", 5.hours(), &days).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_ends_once_when_clocks_go_back() {
    let days = ["2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26"];
    check("2026-10-23T12:00:00Z", "2026-10-26T12:00:00Z", 5.hours(), &days).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_ends_no_night_twice_and_leaves_none_out() {
    for house in House::both("2026-05-04T12:00:00Z").await {
        let days = ["2026-05-04", "2026-05-05", "2026-05-06"];
        for now in [
            "2026-05-04T12:00:00Z",
            "2026-05-05T01:30:00Z", // an hour ahead of itself
            "2026-05-05T00:30:00Z",
            "2027-05-05T01:30:00Z", // a year ahead
            "2026-05-05T01:31:00Z",
            "2026-05-04T01:31:00Z", // a day behind
            "2026-05-06T01:31:00Z",
        ] {
            jobs::run_due(&house.at(instant(now)), Options::default()).await.unwrap();
        }
        let all = house.nights(&house.member).await;
        let mut once = all.clone();
        once.dedup();
        assert_eq!(all, once, "no night twice");
        let those: Vec<_> = all.iter().filter(|day| day.starts_with("2026-")).collect();
        assert_eq!(those, days);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_rep_has_a_night_of_their_own() {
    for house in House::both("2026-05-04T12:00:00Z").await {
        let far = house.rep("Bea", "Pacific/Kiritimati").await;
        let near = house.rep("Cid", "Pacific/Chatham").await;
        jobs::run_due(&house.app, Options::default()).await.unwrap();
        // 03:00 of the 5th on Kiritimati is 13:00 of the 4th in UTC, on Chatham 14:15.
        for (now, expected) in [
            ("2026-05-04T13:00:00Z", [1, 2, 1]),
            ("2026-05-04T14:14:59Z", [1, 2, 1]),
            ("2026-05-04T14:15:00Z", [1, 2, 2]),
            ("2026-05-05T01:00:00Z", [2, 2, 2]),
        ] {
            jobs::run_due(&house.at(instant(now)), Options::default()).await.unwrap();
            let mut n_nights = Vec::new();
            for member in [&house.member, &far, &near] {
                n_nights.push(house.nights(member).await.len());
            }
            assert_eq!(n_nights, expected, "{now}");
        }
    }
}

fn lease(app: &App, length: i64) -> Lease {
    Lease { owner: Uuid::now_v7(), from: micros(app.clock.recorded()), length }
}

/// Looks at the workspace as a process that then is gone.
async fn leased_and_gone(house: &House, length: i64) -> Vec<Job> {
    jobs::wake_all(&house.app).await.unwrap();
    jobs::look(&house.app, house.member.scope, lease(&house.app, length), 8).await.unwrap()
}

async fn finish(house: &House, job: &Job) -> Result<(), StoreError> {
    let (scope, job) = (house.member.scope, job.clone());
    house.app.db.transaction(scope, async move |tx| rows::finish(tx, scope, &job, 1).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_a_process_that_is_gone_is_done_by_another_and_once() {
    for house in House::both(NOON).await {
        let held = leased_and_gone(&house, 600_000_000).await;
        assert_eq!(held.len(), 1);
        // While the lease lasts it is nobody else's.
        assert_eq!(jobs::run_due(&house.app, Options::default()).await.unwrap(), 0);
        assert!(leased_and_gone(&house, 600_000_000).await.is_empty());
        let shown = jobs::list(&house.app, &house.member).await.unwrap();
        assert_eq!((shown.len(), shown[0].state.as_str()), (1, "running"));
        // A lease that has run out, as the one of a process killed a while ago.
        let (scope, stale) = (house.member.scope, held[0].clone());
        let aged = stale.clone();
        let ended: Result<bool, StoreError> = house
            .app
            .db
            .transaction(scope, async move |tx| rows::beat(tx, scope, &aged, 1).await)
            .await;
        assert!(ended.unwrap());
        assert_eq!(jobs::run_due(&house.app, Options::default()).await.unwrap(), 1);
        assert_eq!(house.nights(&house.member).await, ["2026-11-23"]);
        // Should it come back, it may not commit.
        assert!(matches!(finish(&house, &stale).await, Err(StoreError::Overtaken)));
        assert!(jobs::list(&house.app, &house.member).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_of_a_clock_that_was_ahead_is_taken_over() {
    for house in House::both(NOON).await {
        let held = leased_and_gone(&house, 1_000_000).await;
        let (scope, far) = (house.member.scope, held[0].clone());
        let until = micros(house.app.clock.recorded()) + 365 * 86_400_000_000;
        let ahead: Result<bool, StoreError> = house
            .app
            .db
            .transaction(scope, async move |tx| rows::beat(tx, scope, &far, until).await)
            .await;
        assert!(ahead.unwrap());
        assert_eq!(jobs::run_due(&house.app, Options::default()).await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn runners_at_once_do_each_job_once() {
    for house in House::both(NOON).await {
        let mut reps = vec![house.member.clone()];
        for n in 0..20 {
            reps.push(house.rep(&format!("Rep {n}"), "Europe/Berlin").await);
        }
        let runners: Vec<_> = (0..4)
            .map(|_| {
                let app = house.app.clone();
                tokio::spawn(async move { jobs::run_due(&app, Options::default()).await })
            })
            .collect();
        let mut n_begun = 0;
        for runner in runners {
            n_begun += runner.await.unwrap().unwrap();
        }
        n_begun += jobs::run_due(&house.app, Options::default()).await.unwrap();
        assert_eq!(n_begun, reps.len(), "each was begun once");
        for rep in &reps {
            assert_eq!(house.nights(rep).await, ["2026-11-23"]);
        }
    }
}

/// A job of a kind that nobody knows.
async fn strange(house: &House) -> Uuid {
    let scope = house.member.scope;
    let id = house.app.ids.next();
    let due = micros(house.app.clock.now());
    let queued: Result<bool, StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            rows::enqueue(tx, scope, &Job::queued(id, "strange", due, due)).await
        })
        .await;
    assert!(queued.unwrap());
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_tried_later_and_then_kept_for_a_person() {
    for house in House::both(NOON).await {
        jobs::run_due(&house.app, Options::default()).await.unwrap();
        let id = strange(&house).await;
        let mut now = instant(NOON);
        for attempt in 1..=jobs::ATTEMPTS {
            let app = house.at(now);
            assert_eq!(jobs::run_due(&app, Options::default()).await.unwrap(), 1, "{attempt}");
            let shown = jobs::list(&house.app, &house.member).await.unwrap();
            assert_eq!((shown[0].attempt, shown[0].error.as_str()), (attempt, "unknown_kind"));
            // Not before its time.
            assert_eq!(jobs::run_due(&app, Options::default()).await.unwrap(), 0);
            now = now.checked_add(61.minutes()).unwrap();
        }
        let dead = jobs::list(&house.app, &house.member).await.unwrap();
        assert_eq!((dead[0].id, dead[0].state.as_str()), (id, "dead"));
        jobs::release(&house.app, &house.member, id).await.unwrap();
        let queued = jobs::list(&house.app, &house.member).await.unwrap();
        assert_eq!((queued[0].state.as_str(), queued[0].attempt), ("queued", 0));
        jobs::drop_job(&house.app, &house.member, id).await.unwrap();
        assert!(jobs::list(&house.app, &house.member).await.unwrap().is_empty());
        let again = jobs::drop_job(&house.app, &house.member, id).await;
        assert!(matches!(again, Err(JobChangeError::Unknown { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_was_changed_stops_the_night_for_a_person_to_see() {
    for house in House::both(NOON).await {
        jobs::run_due(&house.app, Options::default()).await.unwrap();
        let scope: Scope = house.member.scope;
        house.database.unlock("audit").await;
        let tampered: Result<u64, StoreError> = house
            .database
            .db
            .transaction(scope, async move |tx| {
                tx.execute(
                    store::sql!(
                        "update audit set action = 'nothing' where workspace_id = $1 and nth = 1"
                    )
                    .bind(scope.workspace),
                )
                .await
            })
            .await;
        assert_eq!(tampered.unwrap(), 1);
        let tomorrow = house.at(instant("2026-11-24T12:00:00Z"));
        jobs::run_due(&tomorrow, Options::default()).await.unwrap();
        let shown = jobs::list(&house.app, &house.member).await.unwrap();
        assert_eq!((shown[0].state.as_str(), shown[0].error.as_str()), ("dead", "audit_broken"));
    }
}
