//! The one plain page: what runs here, and the commands that work today.

use std::sync::LazyLock;

use app::{App, workspaces};
use axum::{
    extract::State,
    http::{HeaderName, header},
    response::{Html, IntoResponse},
};

use crate::api;

/// A page brings its own style, and nothing else.
const STYLED: [(HeaderName, &str); 1] = [(
    header::CONTENT_SECURITY_POLICY,
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
)];

/// Says what runs here. Holds no data of people: nobody has signed in.
pub async fn show(State(app): State<App>) -> impl IntoResponse {
    let n_workspaces = workspaces::list(&app).await.map_or(0, |found| found.len());
    let workspaces = if n_workspaces == 1 {
        "1 workspace".to_owned()
    } else {
        format!("{n_workspaces} workspaces")
    };
    let version = env!("CARGO_PKG_VERSION");
    (STYLED, Html(format!(include_str!("page.html"), version = version, workspaces = workspaces)))
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
