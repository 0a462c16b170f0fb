//! What every answer carries, and what another site cannot make a browser do (TRUST 35).

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use domain::identity::Role;

use crate::house::{As, House};

/// A path of a route with something in place of its parts.
pub(crate) fn filled(path: &str, with: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        parts.push(match part {
            "{day}" => "2026-11-23",
            part if part.starts_with('{') => with,
            part => part,
        });
    }
    parts.join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_changed_for_a_page_of_another_site() {
    let house = House::new(testkit::databases::sqlite().await).await;
    let rob = house.member(&house.here, "Rob", Role::Admin).await;
    let As::Browser(cookies) = house.let_in(&rob, Role::Admin).await else { unreachable!() };
    let elsewhere: [&[(&str, &str)]; 6] = [
        &[("origin", "https://evil.example"), ("host", "touchstone.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[],
        &[("sec-fetch-site", "same-origin"), ("content-type", "text/plain")],
        &[("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")],
    ];
    let mut n_unsafe = 0;
    for route in server::api::every_route() {
        let method: Method = route.method.parse().unwrap();
        if method.is_safe() {
            continue;
        }
        n_unsafe += 1;
        for headers in elsewhere {
            let path = filled(&route.path, "01a203b0-a970-737d-92b9-356264297c44");
            let mut request = Request::builder()
                .method(&method)
                .uri(path)
                .header(header::COOKIE, cookies.as_str());
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let answer = house.send(request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(answer.told(), "403 cross_site", "{route:?} with {headers:?}");
        }
    }
    assert!(n_unsafe > 5, "only {n_unsafe} routes change something");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_that_protect_a_browser() {
    let house = House::new(testkit::databases::sqlite().await).await;
    let mut paths: Vec<(Method, String)> =
        vec![(Method::GET, "/nothing/here".into()), (Method::PUT, "/healthz".into())];
    for route in server::routes() {
        paths.push((route.method.parse().unwrap(), filled(&route.path, "x")));
    }
    for (method, path) in paths {
        let answer = house.ask(&As::Nobody, method.clone(), &path, None).await;
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "x-frame-options",
            "strict-transport-security",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "cache-control",
            "x-request-id",
        ] {
            assert!(answer.headers.contains_key(name), "{method} {path} lacks {name}");
        }
        if answer.status.is_client_error() || answer.status.is_server_error() {
            let kind = answer.headers.get(header::CONTENT_TYPE).unwrap();
            assert_eq!(kind, "application/problem+json", "{method} {path}");
            let body = answer.json();
            assert_eq!(body["status"], answer.status.as_u16(), "{method} {path}");
            let id = answer.headers["x-request-id"].to_str().unwrap();
            assert_eq!(body["instance"], format!("urn:uuid:{id}"), "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_framework_refuses_is_a_problem_too() {
    let house = House::new(testkit::databases::sqlite().await).await;
    let rob = house.member(&house.here, "Rob", Role::Rep).await;
    let token = house.token(&rob, domain::identity::TokenScope::Write).await;
    let As::Token(text) = &token else { unreachable!() };
    let send = async |method: &str, path: &str, kind: &str, body: Vec<u8>| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {text}"))
            .header(header::CONTENT_TYPE, kind);
        house.send(request.body(Body::from(body)).unwrap()).await
    };
    let json = "application/json";
    let session = "/api/v1/session";
    assert_eq!(send("GET", "/api/v1/nothing", json, vec![]).await.told(), "404 no_such_path");
    assert_eq!(send("PUT", session, json, vec![]).await.told(), "405 no_such_method");
    assert_eq!(send("POST", session, json, b"{".into()).await.told(), "400 malformed_json");
    assert_eq!(send("POST", session, json, b"{}".into()).await.told(), "422 unreadable_body");
    assert_eq!(
        send("POST", session, "text/csv", b"{}".into()).await.told(),
        "415 other_media_type"
    );
    let long = vec![b' '; 2 << 20];
    assert_eq!(send("POST", session, json, long).await.told(), "413 too_long");
    assert_eq!(send("GET", "/api/v1/people/x", json, vec![]).await.told(), "400 unreadable_path");
    assert_eq!(
        send("GET", "/api/v1/people?limit=many", json, vec![]).await.told(),
        "400 unreadable_query"
    );
    assert_eq!(
        send("GET", "/api/v1/people?nope=1", json, vec![]).await.told(),
        "400 unreadable_query"
    );
    assert_eq!(send("GET", "/healthz", json, vec![]).await.status, StatusCode::OK);
}
