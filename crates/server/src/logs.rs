//! One line of the log for every request, and the id by which a line and an answer are found from each other.
//!
//! The line names the route as it is written in the program, never the path that was asked for: that may hold ids, and what
//! stands behind its question mark names people.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;
use tracing::info;
use uuid::Uuid;

use crate::{Site, problems::Problem};

/// The header that tells the id of a request.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What is said for a path that there is none of.
const NO_ROUTE: &str = "none";

tokio::task_local! {
    static CURRENT: Uuid;
}

/// The id of the request that is being answered.
pub(crate) fn request_id() -> Option<Uuid> {
    CURRENT.try_with(|id| *id).ok()
}

/// Answers a request, counts it and writes its line.
pub(crate) async fn tell(State(site): State<Site>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = site.app.ids.next();
    let method = word(request.method());
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let mut response = CURRENT.scope(id, next.run(request)).await;
    let (status, took) = (response.status(), began.elapsed());
    let code = response.extensions().get::<Problem>().map(Problem::code);
    site.metrics.answered(method, route, status, code, took);
    info!(
        request.id = %id,
        http.method = method,
        http.route = route,
        http.status = status.as_u16(),
        code,
        ms = millis(took),
        "{method} {route} was answered {}", status.as_u16()
    );
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The word of a method; whoever makes one up does not write it into the log.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Thousandths of a second, to a millionth.
fn millis(took: std::time::Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
