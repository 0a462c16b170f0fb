//! The page, its files, and the document of the API for people.
//!
//! Every place of the page is the same file: what is shown there the page finds out by itself. It may run scripts of this
//! server only, and bring styles of its own only under the nonce of the answer it came with.

mod files;

use std::sync::LazyLock;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use uuid::Uuid;

use crate::{NO_SUCH_PATH, api, page::files::File, problems::Problem};

/// The file that is every place of the page.
const INDEX: &str = "/index.html";
/// What stands in it for the nonce (`ui/vite.config.ts`).
const NONCE: &str = "nonce-of-the-answer";
/// Files that have the hash of their bytes in their names: they never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Files that are asked for each time whether they are still the same.
const ASKED: &str = "no-cache";
/// What a worker that serves the page without network may do: get the files of the page.
const OF_WORKER: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";

/// A page brings its own style, and nothing else.
const STYLED: [(HeaderName, &str); 1] = [(
    header::CONTENT_SECURITY_POLICY,
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
)];

/// The page. Holds no data of people: it asks the API for them, as whoever is signed in.
pub async fn show() -> Response {
    let Some(index) = files::at(INDEX) else {
        return (STYLED, Html(include_str!("page/unbuilt.html"))).into_response();
    };
    let nonce = Uuid::new_v4().simple().to_string();
    let text = String::from_utf8_lossy(index.bytes).replace(NONCE, &nonce);
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let mut response = ([(header::CACHE_CONTROL, ASKED)], Html(text)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A file of the page.
pub async fn file(uri: Uri, headers: HeaderMap) -> Response {
    files::at(uri.path()).map_or_else(nothing, |file| send(file, &headers))
}

/// The worker that serves the page without network.
pub async fn worker(uri: Uri, headers: HeaderMap) -> Response {
    let mut response = file(uri, headers).await;
    if response.status().is_success() {
        let policy = HeaderValue::from_static(OF_WORKER);
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What is at a path that no route has: a place of the page, for whoever looks with a browser; else nothing.
pub async fn or_nothing(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let is_page = method.is_safe() && !is_of_api(uri.path()) && wants_page(&headers);
    if is_page { show().await } else { nothing() }
}

fn is_of_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn wants_page(headers: &HeaderMap) -> bool {
    let told = headers.get_all(header::ACCEPT).iter().filter_map(|it| it.to_str().ok());
    told.flat_map(|line| line.split(',')).any(|kind| kind.trim().starts_with("text/html"))
}

fn nothing() -> Response {
    Problem::new(NO_SUCH_PATH, "there is nothing at this path").into_response()
}

fn send(file: &'static File, headers: &HeaderMap) -> Response {
    let cached = if file.path.starts_with("assets/") { FOREVER } else { ASKED };
    let has_it = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == file.tag);
    let known = [
        (header::ETAG, file.tag),
        (header::CACHE_CONTROL, cached),
        (header::VARY, "accept-encoding"),
    ];
    if has_it {
        return (StatusCode::NOT_MODIFIED, known).into_response();
    }
    let (bytes, packed) = file.for_reader(headers);
    let mut response = (known, Body::from(bytes)).into_response();
    let answered = response.headers_mut();
    answered.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    if let Some(coding) = packed {
        answered.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// The document of the API for people, written when it is first asked for.
static SHOWN: LazyLock<String> =
    LazyLock::new(|| api::shown::page(&serde_json::from_str(api::DOCUMENT).unwrap_or_default()));

/// The document of the API.
pub async fn document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], api::DOCUMENT)
}

/// The document of the API, for people.
pub async fn api_page() -> impl IntoResponse {
    (STYLED, Html(SHOWN.as_str()))
}
