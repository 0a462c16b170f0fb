//! Signing in and out: who gets in, for how long, and how often somebody may try in vain (TRUST 33, 34).

use std::net::SocketAddr;

use app::identity::invitations;
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use domain::identity::{Role, TokenScope};
use serde_json::{Value, json};

use crate::house::{As, House, PASSWORD, address};

const API: &str = "/api/v1";

fn at(path: &str) -> String {
    format!("{API}{path}")
}

/// What signing in answers, from a place of the network.
async fn sign_in(
    house: &House,
    from: &str,
    cookies: &str,
    email: &str,
    password: &str,
) -> crate::house::Answer {
    let body = json!({ "email": email, "password": password });
    let mut request = Request::post(at("/session"))
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookies)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(from.parse::<SocketAddr>().unwrap()));
    house.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_admin_comes_in_by_the_link_once_and_is_the_rep_who_was_there() {
    for house in House::both().await {
        let first = invitations::first_admin(&house.app, &house.here.workspace).await.unwrap();
        let older = first.unwrap().secret;
        let first = invitations::first_admin(&house.app, &house.here.workspace).await.unwrap();
        let secret = first.unwrap().secret;
        let told = |secret: &str, password: &str| json!({ "secret": secret, "email": "ada@example.org", "password": password });
        let path = at("/account");
        let who = As::Nobody;
        assert_eq!(house.post(&who, &path, told(&older, PASSWORD)).await.told(), "404 not_open");
        let weak = house.post(&who, &path, told(&secret, "password1234")).await;
        assert_eq!(weak.told(), "422 password_easy_to_guess");
        let let_in = house.post(&who, &path, told(&secret, PASSWORD)).await;
        assert_eq!(let_in.told(), "201");
        assert_eq!(let_in.json()["role"], "admin");
        assert_eq!(let_in.json()["name"], "here admin");
        assert_eq!(house.post(&who, &path, told(&secret, PASSWORD)).await.told(), "404 not_open");
        let me = house.get(&As::Browser(let_in.cookies()), &at("/session")).await;
        assert_eq!(me.json(), let_in.json());
        let none = invitations::first_admin(&house.app, &house.here.workspace).await.unwrap();
        assert!(none.is_none(), "somebody can sign in, and a link is told all the same");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rep_of_empty_data_takes_the_name_and_zone_that_the_first_admin_tells() {
    for house in House::both().await {
        let (scope, id) = (house.here.admin.scope, house.here.admin.id);
        house
            .db()
            .transaction(scope, async move |tx| {
                store::workspaces::rename_member(tx, scope, id, "me", "me").await
            })
            .await
            .unwrap();
        let first = invitations::first_admin(&house.app, &house.here.workspace).await.unwrap();
        let told = json!({
            "secret": first.unwrap().secret, "email": "zoe@example.org", "password": PASSWORD,
            "name": "Zoë Ångström", "zone": "America/New_York",
        });
        let let_in = house.post(&As::Nobody, &at("/account"), told).await;
        assert_eq!(
            (let_in.told().as_str(), &let_in.json()["name"]),
            ("201", &json!("Zoë Ångström"))
        );
        assert_eq!(let_in.json()["zone"], "America/New_York");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_are_for_this_host_alone_and_a_sign_in_makes_a_new_session() {
    for house in House::both().await {
        let rob = house.member(&house.here, "Rob", Role::Rep).await;
        let first = sign_in(&house, "192.0.2.1:1", "", &address(&rob), PASSWORD).await;
        assert_eq!(first.told(), "201");
        for value in first.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap();
            assert!(text.starts_with("__Host-"), "{text}");
            for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
                assert!(text.contains(part), "{text}");
            }
            assert!(!text.contains("Domain"), "{text}");
        }
        let cookies = first.cookies();
        let second = sign_in(&house, "192.0.2.1:1", &cookies, &address(&rob), PASSWORD).await;
        let session = |cookies: &str| {
            cookies.split("; ").find(|it| it.starts_with("__Host-touchstone=")).unwrap().to_owned()
        };
        assert_ne!(session(&cookies), session(&second.cookies()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_password_role_or_admission_change() {
    for house in House::both().await {
        let rob = house.member(&house.here, "Rob", Role::Rep).await;
        let scope = rob.scope;
        let in_again = async || {
            let answer = sign_in(&house, "192.0.2.1:1", "", &address(&rob), PASSWORD).await;
            assert_eq!(answer.told(), "201");
            As::Browser(answer.cookies())
        };
        let is_in = async |who: &As| house.get(who, &at("/session")).await.told();
        let (one, other) = (in_again().await, in_again().await);
        assert_eq!((is_in(&one).await, is_in(&other).await), ("200".into(), "200".into()));

        let new = json!({ "old": PASSWORD, "new": "vier krumme Laternen" });
        let path = at("/account/password");
        let changed = house.ask(&one, Method::PUT, &path, Some(&new)).await;
        assert_eq!(changed.told(), "200");
        assert_eq!(is_in(&one).await, "401 sign_in_first");
        assert_eq!(is_in(&other).await, "401 sign_in_first");
        let renewed = As::Browser(changed.cookies());
        assert_eq!(is_in(&renewed).await, "200");
        let back = json!({ "old": "vier krumme Laternen", "new": PASSWORD });
        let changed = house.ask(&renewed, Method::PUT, &path, Some(&back)).await;
        let renewed = As::Browser(changed.cookies());
        assert_eq!(is_in(&renewed).await, "200");

        for (role, disabled_at) in [("coach", None), ("coach", Some(1))] {
            let id = rob.id;
            house
                .db()
                .transaction(scope, async move |tx| {
                    store::workspaces::admit_member(tx, scope, id, role, disabled_at).await
                })
                .await
                .unwrap();
            assert_eq!(is_in(&renewed).await, "401 sign_in_first");
        }
        let refused = sign_in(&house, "192.0.2.1:1", "", &address(&rob), PASSWORD).await;
        assert_eq!(refused.told(), "403 no_access");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_no_other() {
    for house in House::both().await {
        let rob = house.member(&house.here, "Rob", Role::Rep).await;
        // A new password, set by a link, has ended what was there before.
        let _first = house.let_in(&rob, Role::Rep).await;
        let mut browsers = Vec::new();
        for _ in 0..2 {
            let signed = sign_in(&house, "192.0.2.1:1", "", &address(&rob), PASSWORD).await;
            browsers.push(As::Browser(signed.cookies()));
        }
        let (one, other) = (browsers.remove(0), browsers.remove(0));
        let listed = house.get(&one, &at("/sessions")).await.json();
        assert_eq!(listed["sessions"].as_array().unwrap().len(), 3);
        let gone = house.ask(&one, Method::DELETE, &at("/session"), None).await;
        assert_eq!(gone.told(), "204");
        assert_eq!(house.get(&one, &at("/session")).await.told(), "401 sign_in_first");
        assert_eq!(house.get(&other, &at("/session")).await.told(), "200");
        let listed = house.get(&other, &at("/sessions")).await.json();
        let id = listed["sessions"][0]["id"].as_str().unwrap().to_owned();
        let gone = house.ask(&other, Method::DELETE, &at(&format!("/sessions/{id}")), None).await;
        assert_eq!(gone.told(), "204");
        assert_eq!(house.get(&other, &at("/session")).await.told(), "401 sign_in_first");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_acts_as_its_owner_within_its_scope_until_it_ends() {
    for house in House::both().await {
        let rob = house.member(&house.here, "Rob", Role::Rep).await;
        let browser = sign_in(&house, "192.0.2.1:1", "", &address(&rob), PASSWORD).await;
        let browser = As::Browser(browser.cookies());
        let made = house
            .post(&browser, &at("/tokens"), json!({ "name": "script", "scope": "read" }))
            .await;
        assert_eq!(made.told(), "201");
        let text = made.json()["text"].as_str().unwrap().to_owned();
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let token = As::Token(text.clone());
        let me = house.get(&token, &at("/session")).await;
        assert_eq!(me.json()["name"], "Rob");
        // A token makes no tokens, whatever its scope.
        let more = json!({ "name": "more", "scope": "admin" });
        assert_eq!(house.post(&token, &at("/tokens"), more).await.told(), "403 out_of_scope");
        let listed = house.get(&browser, &at("/tokens")).await;
        assert_eq!(listed.json()["tokens"][0]["id"], Value::String(id.clone()));
        assert!(!String::from_utf8(listed.body).unwrap().contains(&text), "told a second time");
        let other = house.member(&house.here, "Ria", Role::Rep).await;
        let path = at(&format!("/tokens/{id}"));
        let others = sign_in(&house, "192.0.2.1:1", "", &address(&other), PASSWORD).await;
        let others = As::Browser(others.cookies());
        assert_eq!(
            house.ask(&others, Method::DELETE, &path, None).await.told(),
            "404 unknown_token"
        );
        assert_eq!(house.ask(&browser, Method::DELETE, &path, None).await.told(), "204");
        assert_eq!(house.get(&token, &at("/session")).await.told(), "401 sign_in_first");
        let past = json!({ "name": "past", "scope": "read", "expires": "2020-01-01T00:00:00Z" });
        assert_eq!(house.post(&browser, &at("/tokens"), past).await.told(), "422 ends_before");
        let scoped = house.token(&rob, TokenScope::Write).await;
        assert_eq!(house.get(&scoped, &at("/session")).await.told(), "200");
    }
}

/// Whether a drill asks for the full length.
fn is_long() -> bool {
    std::env::var("TOUCHSTONE_DRILL").is_ok_and(|length| length == "long")
}

/// So many wrong passwords for addresses from places; how many of them were looked at.
async fn wrong(
    house: &House,
    n: usize,
    email: impl Fn(usize) -> String,
    from: impl Fn(usize) -> String,
) -> usize {
    let mut verified = 0;
    for nth in 0..n {
        let told = sign_in(house, &from(nth), "", &email(nth), "wrong").await.told();
        assert!(["401 wrong_password", "429 too_many_tries"].contains(&told.as_str()), "{told}");
        verified += usize::from(told.starts_with("401"));
    }
    verified
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_are_bounded_by_place_and_by_account_but_not_for_a_known_browser() {
    let (n_from_one, n_places) = if is_long() { (10_000, 1_000) } else { (110, 110) };
    let house = House::new(testkit::databases::sqlite().await).await;
    let rob = house.member(&house.here, "Rob", Role::Rep).await;
    let known = sign_in(&house, "192.0.2.1:1", "", &address(&rob), PASSWORD).await.cookies();
    let at_many = |nth: usize| format!("{nth}@example.org");
    let one = wrong(&house, n_from_one, at_many, |_| "198.51.100.9:1".to_owned()).await;
    assert_eq!(one, 100);
    let many = |nth: usize| format!("203.0.{}.{}:1", nth / 250, nth % 250);
    let account = wrong(&house, n_places, |_| address(&rob), many).await;
    assert_eq!(account, 100);
    println!(
        "{one} of {n_from_one} from one place verified, {account} of {n_places} at one account"
    );
    // The owner is locked out of a new browser, and not of the one in which they have signed in before.
    let right = sign_in(&house, "192.0.2.200:1", "", &address(&rob), PASSWORD).await;
    assert_eq!(right.told(), "429 too_many_tries");
    let right = sign_in(&house, "192.0.2.200:1", &known, &address(&rob), PASSWORD).await;
    assert_eq!(right.told(), "201");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_known_takes_as_long_as_one_that_is() {
    if !is_long() {
        println!("skipped: `cargo xtask drill passwords` measures it");
        return;
    }
    let house = House::new(testkit::databases::sqlite().await).await;
    let rob = house.member(&house.here, "Rob", Role::Rep).await;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for nth in 0..80 {
        for (email, waits) in
            [(address(&rob), &mut known), (format!("{nth}@example.org"), &mut unknown)]
        {
            let start = std::time::Instant::now();
            let from = format!("203.0.113.{nth}:1");
            assert_eq!(
                sign_in(&house, &from, "", &email, "wrong").await.told(),
                "401 wrong_password"
            );
            waits.push(start.elapsed());
        }
    }
    known.sort_unstable();
    unknown.sort_unstable();
    let difference = known[40].abs_diff(unknown[40]);
    println!("p50 of a known address {:?}, of an unknown one {:?}", known[40], unknown[40]);
    assert!(difference < std::time::Duration::from_millis(5), "{difference:?}");
}
