//! The one plain page: what runs here, and the commands that work today.

use app::{App, workspaces};
use axum::{
    extract::State,
    http::{HeaderName, header},
    response::{Html, IntoResponse},
};

use crate::Site;

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

/// The document of the API.
pub async fn document(State(site): State<Site>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], site.document.to_string())
}

/// The document of the API, for people.
pub async fn api(State(site): State<Site>) -> impl IntoResponse {
    (STYLED, Html(site.document_page.to_string()))
}
