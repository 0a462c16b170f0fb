//! A hundred who edit the same person at once: nothing that one of them wrote is lost unseen (TRUST 27).

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use domain::identity::{Role, TokenScope};
use serde_json::{Value, json};

use crate::house::{Answer, As, House};

/// How many edit at once.
const EDITORS: usize = 100;

async fn patch(house: &House, who: &As, path: &str, tag: Option<&str>, body: &Value) -> Answer {
    let As::Token(token) = who else { unreachable!() };
    let mut request = Request::builder()
        .method(Method::PATCH)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(tag) = tag {
        request = request.header(header::IF_MATCH, tag);
    }
    house.send(request.body(Body::from(body.to_string())).unwrap()).await
}

/// Reads the person, adds a tag of one's own to those there, and tries again when somebody was faster.
async fn add_tag(house: &House, who: &As, path: &str, n: usize) {
    loop {
        let seen = house.get(who, path).await;
        let tag = seen.headers[header::ETAG].to_str().unwrap().to_owned();
        let mut tags = seen.json()["tags"].as_array().cloned().unwrap();
        tags.push(json!(format!("tag-{n}")));
        let told = patch(house, who, path, Some(&tag), &json!({ "tags": tags })).await.told();
        match told.as_str() {
            "200" => return,
            "412 changed_meanwhile" => {}
            other => panic!("{other}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_editors_none_loses_what_another_wrote() {
    for house in House::both().await {
        let ada = house.member(&house.here, "Ada", Role::Admin).await;
        let token = house.token(&ada, TokenScope::Write).await;
        let id = uuid::Uuid::now_v7();
        let path = format!("/api/v1/people/{id}");
        let made =
            house.ask(&token, Method::PUT, &path, Some(&json!({ "name": "Eva Eins" }))).await;
        assert_eq!(made.told(), "201");
        let blind = patch(&house, &token, &path, None, &json!({ "job_title": "x" })).await;
        assert_eq!(blind.told(), "428 precondition_missing");
        let house = std::sync::Arc::new(house);
        let mut editors = tokio::task::JoinSet::new();
        for n in 0..EDITORS {
            let (house, token, path) = (std::sync::Arc::clone(&house), token.clone(), path.clone());
            editors.spawn(async move { add_tag(&house, &token, &path, n).await });
        }
        while let Some(edited) = editors.join_next().await {
            edited.unwrap();
        }
        let tags = house.get(&token, &path).await.json()["tags"].as_array().unwrap().len();
        assert_eq!(tags, EDITORS);
    }
}
