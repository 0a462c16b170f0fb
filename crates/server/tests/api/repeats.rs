//! A request with a key is done once, however often it is sent, also over a restart (TRUST 26).

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::identity::{Role, TokenScope};
use serde_json::{Value, json};
use testkit::databases::contents;

use crate::house::{Answer, As, House};

const PATH: &str = "/api/v1/invitations";

/// How many keys are tried: the short form of forty, or as many as `TOUCHSTONE_KEYS` says.
fn n_keys() -> usize {
    std::env::var("TOUCHSTONE_KEYS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

async fn send(house: &House, who: &As, key: &str, body: &Value) -> Answer {
    let As::Token(token) = who else { unreachable!() };
    let request = Request::post(PATH)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key)
        .body(Body::from(body.to_string()))
        .unwrap();
    house.send(request).await
}

async fn n_invitations(house: &House) -> usize {
    contents(house.place(), house.here.workspace.id).await["invitation"].len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_keys_sent_twenty_times_over_a_restart_have_a_thousand_effects() {
    for house in House::both().await {
        let ada = house.member(&house.here, "Ada", Role::Admin).await;
        let token = house.token(&ada, TokenScope::Admin).await;
        let before = n_invitations(&house).await;
        let body = json!({ "role": "rep" });
        let n_keys = n_keys();
        for n in 0..n_keys {
            let key = format!("key-{n}");
            let again = house.restarted().await;
            let (house, again, token, body, key) = (&house, &again, &token, &body, key.as_str());
            // Ten at this server, ten at the one that comes after it.
            let all = (0..20).map(|n| async move {
                send(if n < 10 { house } else { again }, token, key, body).await
            });
            let answers = join_all(all).await;
            let first = answers[0].json();
            for answer in &answers {
                assert_eq!(answer.told(), "201");
                assert_eq!(answer.json(), first, "two answers to one request");
            }
        }
        assert_eq!(n_invitations(&house).await - before, n_keys);
    }
}

/// Waits for all, at once.
async fn join_all<F: Future<Output = Answer>>(all: impl Iterator<Item = F>) -> Vec<Answer> {
    let mut all: Vec<_> = all.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        for (one, answer) in &mut all {
            if answer.is_none()
                && let std::task::Poll::Ready(found) = one.as_mut().poll(context)
            {
                *answer = Some(found);
            }
        }
        if all.iter().all(|(_, answer)| answer.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    all.into_iter().filter_map(|(_, answer)| answer).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_for_one_request_of_one_member() {
    for house in House::both().await {
        let ada = house.member(&house.here, "Ada", Role::Admin).await;
        let bob = house.member(&house.here, "Bob", Role::Admin).await;
        let (adas, bobs) = (
            house.token(&ada, TokenScope::Admin).await,
            house.token(&bob, TokenScope::Admin).await,
        );
        let first = send(&house, &adas, "one", &json!({ "role": "rep" })).await;
        assert_eq!(first.told(), "201");
        assert!(!first.headers.contains_key("idempotency-replayed"));
        let again = send(&house, &adas, "one", &json!({ "role": "rep" })).await;
        assert_eq!((again.told(), again.json()), (first.told(), first.json()));
        assert_eq!(again.headers["idempotency-replayed"], "true");
        let other = send(&house, &adas, "one", &json!({ "role": "coach" })).await;
        assert_eq!(other.told(), "422 key_is_taken");
        let bobs_own = send(&house, &bobs, "one", &json!({ "role": "coach" })).await;
        assert_eq!(bobs_own.told(), "201");
        let refused = send(&house, &adas, "two", &json!({ "role": "rep", "email": "no" })).await;
        assert_eq!(refused.told(), "422 no_address");
        let again = send(&house, &adas, "two", &json!({ "role": "rep", "email": "no" })).await;
        assert_eq!((again.told(), again.json()), (refused.told(), refused.json()));
        assert_eq!(
            send(&house, &adas, "", &json!({ "role": "rep" })).await.told(),
            "400 unreadable_key"
        );
        let long = "x".repeat(256);
        assert_eq!(
            send(&house, &adas, &long, &json!({ "role": "rep" })).await.told(),
            "400 unreadable_key"
        );
    }
}
