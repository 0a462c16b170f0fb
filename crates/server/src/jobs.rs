//! The work that the program does by itself, for admins.

use app::jobs::{self, JobChangeError, JobShown};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::identity::Role;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::Path,
};

/// The jobs that are not done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Jobs {
    /// Dead ones first, then running, then queued.
    jobs: Vec<JobShown>,
}

/// The path of one job.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct JobPath {
    /// Which job.
    id: Uuid,
}

problems! { JobChangeError {
    Self::Unknown { .. } => NOT_FOUND "unknown_job",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Admin), routes!(list))
        .at(Policy::AtLeast(Role::Admin), routes!(release))
        .at(Policy::AtLeast(Role::Admin), routes!(drop_job))
}

/// The jobs that are not done.
#[utoipa::path(
    get, path = "/jobs", tag = "jobs",
    responses((status = 200, body = Jobs), Refused<app::StoreFailure>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Jobs>, Refused<app::StoreFailure>> {
    let jobs = jobs::list(&site.app, &caller.member).await?;
    Ok(Answer(Jobs { jobs }))
}

/// Queue a dead job again.
#[utoipa::path(
    post, path = "/jobs/{id}/release", tag = "jobs", params(JobPath),
    responses((status = 204, description = "Queued."), Refused<JobChangeError>),
)]
async fn release(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(JobPath { id }): Path<JobPath>,
) -> Result<StatusCode, Refused<JobChangeError>> {
    jobs::release(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a job that is queued or dead: it is never done.
#[utoipa::path(
    delete, path = "/jobs/{id}", tag = "jobs", params(JobPath),
    responses((status = 204, description = "Removed."), Refused<JobChangeError>),
)]
async fn drop_job(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(JobPath { id }): Path<JobPath>,
) -> Result<StatusCode, Refused<JobChangeError>> {
    jobs::drop_job(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
