//! The page and its files: how long they are kept, what they may do, and which places are theirs.

use std::io::Read as _;

use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use flate2::read::GzDecoder;

use crate::house::{Answer, House};

/// What a browser sends for a place that somebody goes to.
const OF_BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

async fn ask(house: &House, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house.send(request.body(Body::empty()).unwrap()).await
}

async fn get(house: &House, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(house, "GET", path, headers).await
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

fn told<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

/// The page; nothing where this program was built without it.
async fn built(house: &House) -> Option<String> {
    let page = text(&get(house, "/", &[]).await);
    if page.contains("/assets/") {
        return Some(page);
    }
    println!("skipped: the page is not in this build (cargo xtask page --build)");
    None
}

/// The first script of the page that has a hash in its name.
fn script(page: &str) -> String {
    let (_, rest) = page.split_once("src=\"/assets/").unwrap();
    format!("/assets/{}", rest.split('"').next().unwrap())
}

async fn house() -> House {
    House::new(testkit::databases::sqlite().await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_without_the_page_says_how_to_build_it() {
    let house = house().await;
    let page = text(&get(&house, "/", &[]).await);
    assert!(page.contains("/assets/") || page.contains("cargo xtask page --build"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_the_page_has_a_nonce_of_its_own() {
    let house = house().await;
    if built(&house).await.is_none() {
        return;
    }
    let mut seen = Vec::new();
    for _ in 0..2 {
        let answer = get(&house, "/", &[]).await;
        assert_eq!(told(&answer.headers, "cache-control"), "no-cache");
        let policy = told(&answer.headers, "content-security-policy").to_owned();
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        let nonce = rest.split('\'').next().unwrap().to_owned();
        let page = text(&answer);
        assert!(page.contains(&format!("nonce=\"{nonce}\"")), "{page}");
        assert!(!page.contains("nonce-of-the-answer"), "{page}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        seen.push(nonce);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_a_hash_in_its_name_is_kept_for_ever() {
    let house = house().await;
    let Some(page) = built(&house).await else { return };
    let answer = get(&house, &script(&page), &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(told(&answer.headers, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(told(&answer.headers, "content-type"), "text/javascript; charset=utf-8");
    for path in ["/static/icon.svg", "/static/manifest.webmanifest", "/sw.js"] {
        let answer = get(&house, path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(told(&answer.headers, "cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_known_is_not_sent_again() {
    let house = house().await;
    let Some(page) = built(&house).await else { return };
    for path in [script(&page).as_str(), "/static/icon.svg"] {
        let tag = told(&get(&house, path, &[]).await.headers, "etag").to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
            let answer = get(&house, path, &[("if-none-match", &known)]).await;
            assert_eq!(answer.status, StatusCode::NOT_MODIFIED, "{path} {known}");
            assert!(answer.body.is_empty(), "{path} {known}");
            assert_eq!(told(&answer.headers, "etag"), tag);
        }
        let answer = get(&house, path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_packed_to_whoever_unpacks_it() {
    let house = house().await;
    let Some(page) = built(&house).await else { return };
    let path = script(&page);
    let packed = get(&house, &path, &[("accept-encoding", "gzip")]).await;
    let smallest = get(&house, &path, &[("accept-encoding", "gzip, deflate, br")]).await;
    let plain = get(&house, &path, &[("accept-encoding", "identity")]).await;
    assert_eq!(told(&packed.headers, "content-encoding"), "gzip");
    assert_eq!(told(&smallest.headers, "content-encoding"), "br");
    assert_eq!(told(&plain.headers, "content-encoding"), "");
    for answer in [&packed, &smallest, &plain] {
        let varies = answer.headers.get_all(header::VARY).iter();
        assert!(
            varies.into_iter().any(|it| it.as_bytes().eq_ignore_ascii_case(b"accept-encoding"))
        );
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    assert!(packed.body.len() < plain.body.len());
    assert!(smallest.body.len() < packed.body.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_may_get_the_files_of_the_page_and_no_more() {
    let house = house().await;
    if built(&house).await.is_none() {
        return;
    }
    let answer = get(&house, "/sw.js", &[]).await;
    assert_eq!(
        told(&answer.headers, "content-security-policy"),
        "default-src 'none'; script-src 'self'; connect-src 'self'"
    );
    let worker = text(&answer);
    assert!(worker.contains("/assets/") && !worker.contains("/api/v1"), "{worker}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_place_that_is_not_of_the_api_is_the_page() {
    let house = house().await;
    for path in ["/people", "/people/01a203b0-a970-737d-92b9-356264297c44?tab=touches", "/apiary"] {
        let answer = get(&house, path, &[OF_BROWSER]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(told(&answer.headers, "content-type"), "text/html; charset=utf-8", "{path}");
    }
    for path in ["/api/v1/nothing", "/api/nothing", "/assets/nothing.js", "/static/nothing.svg"] {
        let answer = get(&house, path, &[OF_BROWSER]).await;
        assert_eq!(answer.told(), "404 no_such_path", "{path}");
    }
    assert_eq!(get(&house, "/people", &[]).await.told(), "404 no_such_path");
    let json = [("accept", "application/json")];
    assert_eq!(get(&house, "/people", &json).await.told(), "404 no_such_path");
    let same_site = [OF_BROWSER, ("sec-fetch-site", "same-origin")];
    assert_eq!(ask(&house, "DELETE", "/people", &same_site).await.told(), "404 no_such_path");
}
