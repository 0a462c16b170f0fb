//! Whether the server is up and its data answers.

use app::{App, workspaces};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;

/// What `/healthz` says.
#[derive(Debug, Serialize)]
pub struct Health {
    status: &'static str,
    version: &'static str,
}

/// 200 when the data answers, 503 when it does not.
pub async fn check(State(app): State<App>) -> (StatusCode, Json<Health>) {
    let version = env!("CARGO_PKG_VERSION");
    match workspaces::list(&app).await {
        Ok(_) => (StatusCode::OK, Json(Health { status: "ok", version })),
        Err(error) => {
            tracing::error!(%error, "The data does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(Health { status: "data does not answer", version }),
            )
        }
    }
}
