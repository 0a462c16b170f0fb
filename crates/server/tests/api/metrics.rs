//! What is counted, and who may read it.

use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, header},
};
use domain::identity::{Role, TokenScope};
use serde_json::json;

use crate::house::{Answer, As, House, address};

/// Asks for the counters from a place of the network, with headers.
async fn asked(house: &House, from: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get("/metrics");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(from.parse::<SocketAddr>().unwrap()));
    house.send(request).await
}

/// The number behind a name with its labels.
#[track_caller]
fn count<'a>(text: &'a str, name: &str) -> &'a str {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name} in\n{text}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn this_very_machine_may_read_them_and_elsewhere_an_admin() {
    let house = House::new(testkit::databases::sqlite().await).await;
    let (here, far) = ("127.0.0.1:9", "192.0.2.7:9");
    let host = ("host", "127.0.0.1:7171");
    assert_eq!(asked(&house, here, &[host]).await.told(), "200");
    // Through a proxy, by the name of another site, or from elsewhere it takes an admin.
    let forwarded = [host, ("x-forwarded-for", "198.51.100.1")];
    assert_eq!(asked(&house, here, &forwarded).await.told(), "401 sign_in_first");
    assert_eq!(asked(&house, here, &[("host", "a.example")]).await.told(), "401 sign_in_first");
    assert_eq!(asked(&house, far, &[host]).await.told(), "401 sign_in_first");
    let ada = house.member(&house.here, "Ada", Role::Admin).await;
    let rob = house.member(&house.here, "Rob", Role::Rep).await;
    for (member, scope, expected) in [
        (&ada, TokenScope::Admin, "200"),
        (&ada, TokenScope::Read, "403 out_of_scope"),
        (&rob, TokenScope::Admin, "403 not_allowed"),
    ] {
        let As::Token(token) = house.token(member, scope).await else { unreachable!() };
        let bearer = format!("Bearer {token}");
        let told = asked(&house, far, &[(header::AUTHORIZATION.as_str(), &bearer)]).await.told();
        assert_eq!(told, expected, "{scope:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_refusals_and_tries_are_counted_by_words_of_the_program() {
    for house in House::both().await {
        let rob = house.member(&house.here, "Rob", Role::Rep).await;
        let who = house.token(&rob, TokenScope::Read).await;
        let nobody = "01a203b0-a970-737d-92b9-356264297c44";
        for _ in 0..3 {
            let told = house.get(&who, &format!("/api/v1/people/{nobody}?x=y")).await.told();
            assert!(told.starts_with('4'), "{told}");
        }
        house.get(&As::Nobody, "/no/such/place").await;
        let body = json!({ "email": address(&rob), "password": "wrong" });
        assert_eq!(
            house.post(&As::Nobody, "/api/v1/session", body).await.told(),
            "401 wrong_password"
        );
        let answer = asked(&house, "127.0.0.1:9", &[("host", "localhost")]).await;
        let kind = answer.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(kind, "text/plain; version=0.0.4; charset=utf-8");
        let text = String::from_utf8(answer.body).unwrap();
        let route = "method=\"GET\",route=\"/api/v1/people/{id}\"";
        assert_eq!(
            count(&text, &format!("touchstone_http_requests_total{{{route},status=\"4xx\"}}")),
            "3"
        );
        assert_eq!(count(&text, &format!("touchstone_http_request_seconds_count{{{route}}}")), "3");
        assert_eq!(count(&text, "touchstone_refusals_total{code=\"no_such_path\"}"), "1");
        assert_eq!(count(&text, "touchstone_refusals_total{code=\"wrong_password\"}"), "1");
        assert_eq!(count(&text, "touchstone_sign_in_tries_total{result=\"wrong\"}"), "1");
        assert_eq!(count(&text, "touchstone_sign_in_tries_total{result=\"refused\"}"), "0");
        assert_eq!(count(&text, "touchstone_ready"), "1");
        assert_eq!(count(&text, "touchstone_jobs{state=\"dead\"}"), "0");
        let resident: f64 = count(&text, "process_resident_memory_bytes").parse().unwrap();
        assert!(resident > 1e6);
        let cpu: f64 = count(&text, "process_cpu_seconds_total").parse().unwrap();
        assert!(cpu >= 0.0);
        assert!(text.contains("touchstone_build_info{version=\"0.1.0\"} 1"), "{text}");
        assert!(!text.contains(nobody) && !text.contains(&address(&rob)), "{text}");
        for line in text.lines() {
            assert!(!line.contains("/no/such/place"), "{line}");
        }
    }
}
