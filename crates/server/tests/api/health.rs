//! Whether work may be sent to a server: until it is told to stop.

use std::net::SocketAddr;

use app::{
    App,
    clock::{Clock, Ids},
};
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use server::{Site, requests::clients::Front};
use tower::ServiceExt as _;

use crate::house::{As, House};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_its_data_and_room_is_ready() {
    for house in House::both().await {
        let answer = house.get(&As::Nobody, "/readyz").await;
        assert_eq!(answer.told(), "200");
        assert_eq!(answer.json()["status"], "ready");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_is_ready_no_more_and_still_healthy() {
    let database = testkit::databases::sqlite().await;
    let app = App::new(database.db.clone(), Clock::System, Ids::Random);
    let site = Site::new(app, Front::Open);
    let readiness = site.readiness();
    let router = site.router();
    let ask = async |path: &str| {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        let from: SocketAddr = "192.0.2.7:4000".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(from));
        router.clone().oneshot(request).await.unwrap()
    };
    assert_eq!(ask("/readyz").await.status(), StatusCode::OK);
    readiness.stop();
    let refused = ask("/readyz").await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()[header::CONTENT_TYPE], "application/problem+json");
    let body = to_bytes(refused.into_body(), usize::MAX).await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        (body["code"].as_str(), body["detail"].as_str()),
        (Some("not_ready"), Some("the server is stopping"))
    );
    assert_eq!(ask("/healthz").await.status(), StatusCode::OK);
}
