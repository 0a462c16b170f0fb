//! Whether the server is up, and whether work may be sent to it.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use app::{App, StoreFailure, instance, workspaces};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use tracing::warn;

use crate::{
    Site,
    problems::{Code, Problem},
};

/// The version that runs.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How long the data may take for a small answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// No work may be sent here.
const NOT_READY: Code = Code::new(StatusCode::SERVICE_UNAVAILABLE, "not_ready");

/// What `/healthz` and `/readyz` say when all is well.
#[derive(Debug, Serialize)]
pub struct Health {
    status: &'static str,
    version: &'static str,
}

/// Whether the server takes work on: until it is told to stop.
#[derive(Debug, Default)]
pub struct Readiness {
    is_stopping: AtomicBool,
}

impl Readiness {
    /// From now on no work is taken on.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Release);
    }

    /// Refuses while the server is stopping, its data does not answer, or nothing could be stored.
    pub(crate) async fn check(&self, app: &App) -> Result<(), Problem> {
        if self.is_stopping.load(Ordering::Acquire) {
            return Err(Problem::new(NOT_READY, "the server is stopping"));
        }
        match tokio::time::timeout(PATIENCE, instance::can_work(app)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(StoreFailure::Full)) => {
                Err(Problem::new(NOT_READY, "the disk is full: nothing can be stored"))
            }
            Ok(Err(error)) => {
                warn!(%error, "The data does not answer");
                Err(Problem::new(NOT_READY, "the data does not answer"))
            }
            Err(_) => Err(Problem::new(NOT_READY, "the data does not answer in time")),
        }
    }
}

/// 200 when the data answers, 503 when it does not.
pub async fn check(State(app): State<App>) -> (StatusCode, Json<Health>) {
    match workspaces::list(&app).await {
        Ok(_) => (StatusCode::OK, Json(Health { status: "ok", version: VERSION })),
        Err(error) => {
            warn!(%error, "The data does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(Health { status: "data does not answer", version: VERSION }),
            )
        }
    }
}

/// 200 when work may be sent here; 503 when the data does not answer, nothing can be stored, or the server is stopping.
pub async fn ready(State(site): State<Site>) -> Result<Json<Health>, Problem> {
    site.readiness.check(&site.app).await?;
    Ok(Json(Health { status: "ready", version: VERSION }))
}
