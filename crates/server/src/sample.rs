//! Made-up people to try things out on, in one's own workspace while it is empty.

use app::sample::{self, SampleError, SampleShown};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::identity::Role;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
};

problems! { SampleError {
    Self::NotEmpty => CONFLICT "not_empty",
} within {
    Self::Workspace(error) => app::workspaces::WorkspaceError: error,
    Self::Calendar(error) => app::calendar::CalendarChangeError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Admin), routes!(get, fill, clear))
}

/// How many made-up people there are.
#[utoipa::path(
    get, path = "/sample", tag = "workspaces",
    responses((status = 200, body = SampleShown), Refused<SampleError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<SampleShown>, Refused<SampleError>> {
    Ok(Answer(sample::shown(&site.app, &caller.member).await?))
}

/// Put made-up people into a workspace that has nobody yet; each carries the tag `sample`.
#[utoipa::path(
    post, path = "/sample", tag = "workspaces",
    responses((status = 201, body = SampleShown), Refused<SampleError>),
)]
async fn fill(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<(StatusCode, Answer<SampleShown>), Refused<SampleError>> {
    Ok((StatusCode::CREATED, Answer(sample::fill(&site.app, &caller.member).await?)))
}

/// Remove the made-up people, with all that was done with them; everybody else stays.
#[utoipa::path(
    delete, path = "/sample", tag = "workspaces",
    responses((status = 200, body = SampleShown, description = "How many were removed."), Refused<SampleError>),
)]
async fn clear(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<SampleShown>, Refused<SampleError>> {
    Ok(Answer(sample::clear(&site.app, &caller.member).await?))
}
