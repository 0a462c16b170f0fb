//! What has had its time is removed at night, and nothing else.

use std::sync::Arc;

use app::{
    clock::micros,
    jobs::{self, Options},
    nights::tidy::{self, Tidied},
};
use domain::{
    identity::Role,
    ids::{ImportId, InvitationId},
};
use jiff::{Timestamp, ToSpan};
use store::{
    errors::StoreError,
    identity::{self as rows, Invitation, Session},
    imports::uploads::{self, Upload},
    repeats::{self, Once},
    scope::Scope,
};

use crate::house::{House, instant};

const NOW: &str = "2026-11-23T12:00:00Z";

/// So long before an instant.
fn ago(now: Timestamp, hours: i64) -> i64 {
    micros(now.checked_sub(hours.hours()).unwrap())
}

async fn session(house: &House, now: Timestamp, seen: i64, began: i64, is_ended: bool) {
    let scope = house.member.scope;
    let session = Session {
        id: house.app.ids.next(),
        member_id: house.member.id.0,
        account_id: house.app.ids.next(),
        secret_hash: vec![7; 32],
        account_epoch: 0,
        member_epoch: 0,
        browser: String::new(),
        created_at: ago(now, began),
        seen_at: ago(now, seen),
        ends_at: ago(now, began - 7 * 24),
        ended_at: None,
    };
    let (id, member) = (domain::ids::SessionId(session.id), house.member.id);
    let done: Result<(), StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            rows::insert_session(tx, scope, &session).await?;
            if is_ended {
                rows::end_session(tx, scope, member, id, session.seen_at).await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
}

async fn invitation(house: &House, now: Timestamp, made_days: i64, used_days: Option<i64>) {
    let scope = house.member.scope;
    let id = InvitationId(house.app.ids.next());
    let created_at = ago(now, made_days * 24);
    let invitation = Invitation {
        id: id.0,
        member_id: None,
        role: Role::Rep.to_string(),
        email: String::new(),
        secret_hash: vec![7; 32],
        made_by: None,
        created_at,
        expires_at: ago(now, (made_days - 7) * 24),
        used_at: None,
        revoked_at: None,
    };
    let used_at = used_days.map(|days| ago(now, days * 24));
    let done: Result<(), StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            rows::insert_invitation(tx, scope, &invitation).await?;
            if let Some(at) = used_at {
                rows::use_invitation(tx, scope, id, at).await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
}

async fn upload(house: &House, now: Timestamp, days: i64, state: &str) {
    let scope = house.member.scope;
    let upload = Upload {
        id: house.app.ids.next(),
        member_id: house.member.id.0,
        state: state.to_owned(),
        created_at: ago(now, days * 24),
        ..Upload::default()
    };
    let done: Result<(), StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            uploads::insert(tx, scope, &upload).await?;
            for position in 0..3 {
                uploads::insert_part(tx, scope, ImportId(upload.id), position, b"a,b").await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
}

async fn requests(house: &House, now: Timestamp, hours: i64, n: usize) {
    let (scope, member, at) = (house.member.scope, house.member.id, ago(now, hours));
    let done: Result<(), StoreError> = house
        .app
        .db
        .transaction(scope, async move |tx| {
            for nth in 0..n {
                let once = Once::new(scope, member, format!("{hours} {nth}"), vec![7; 32], at);
                repeats::answer(tx, &Arc::new(once), 201, b"{}", "application/json").await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
}

async fn tries(house: &House, day: i64, n: usize) {
    let done: Result<(), StoreError> = house
        .app
        .db
        .transaction(Scope::INSTALLATION, async move |tx| {
            for nth in 0..n {
                rows::count_try(tx, &format!("place {nth}"), day, 100).await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_had_its_time_is_removed_and_nothing_else() {
    for house in House::both(NOW).await {
        let (now, scope) = (instant(NOW), house.member.scope);
        session(&house, now, 1, 2, false).await;
        session(&house, now, 7, 6 * 24, false).await;
        session(&house, now, 9, 10, false).await;
        session(&house, now, 1, 7 * 24 + 1, false).await;
        session(&house, now, 1, 2, true).await;
        invitation(&house, now, 1, None).await;
        invitation(&house, now, 96, None).await;
        invitation(&house, now, 95, Some(89)).await;
        invitation(&house, now, 98, None).await;
        invitation(&house, now, 95, Some(91)).await;
        upload(&house, now, 6, "ready").await;
        upload(&house, now, 8, "ready").await;
        upload(&house, now, 8, "failed").await;
        upload(&house, now, 8, "done").await;
        requests(&house, now, 47, 3).await;
        // More than one transaction removes.
        requests(&house, now, 49, 2 * store::BULK_ROWS + 20).await;
        let removed = tidy::workspace(&house.app, scope, now).await.unwrap();
        let expected = Tidied { jobs: 0, sessions: 3, requests: 1_020, uploads: 2, invitations: 2 };
        assert_eq!(removed, expected);
        assert_eq!(tidy::workspace(&house.app, scope, now).await.unwrap(), Tidied::default());
        // Days later the rest has had its time too, but for what was imported.
        let later = now.checked_add((100 * 24).hours()).unwrap();
        let removed = tidy::workspace(&house.app, scope, later).await.unwrap();
        let expected = Tidied { jobs: 0, sessions: 2, requests: 3, uploads: 1, invitations: 3 };
        assert_eq!(removed, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_to_sign_in_are_forgotten_after_two_days() {
    for house in House::both(NOW).await {
        let now = instant(NOW);
        let today = app::clock::day_number(jiff::civil::date(2026, 11, 23));
        tries(&house, today, 2).await;
        tries(&house, today - 2, 3).await;
        tries(&house, today - 3, store::BULK_ROWS + 5).await;
        assert_eq!(tidy::installation(&house.app, now).await.unwrap(), 505);
        assert_eq!(tidy::installation(&house.app, now).await.unwrap(), 0);
        let later = now.checked_add(48.hours()).unwrap();
        assert_eq!(tidy::installation(&house.app, later).await.unwrap(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_night_does_it() {
    for house in House::both(NOW).await {
        let real = house.app.clock.recorded();
        session(&house, real, 9, 10, false).await;
        requests(&house, real, 49, 2).await;
        tries(&house, app::clock::day_number(real.to_zoned(jiff::tz::TimeZone::UTC).date()) - 3, 2)
            .await;
        assert_eq!(jobs::run_due(&house.app, Options::default()).await.unwrap(), 1);
        let left = tidy::workspace(&house.app, house.member.scope, real).await.unwrap();
        assert_eq!(left, Tidied::default());
        assert_eq!(tidy::installation(&house.app, real).await.unwrap(), 0);
    }
}
