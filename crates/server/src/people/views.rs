//! Views: filters and an order of the list of people that you keep under a name.

use app::people::views::{self, ViewError, ViewShown, ViewTold};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{identity::Role, ids::ViewId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path},
    teams::created,
};

/// Your views.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Views {
    /// By name.
    views: Vec<ViewShown>,
}

/// The path of one view.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ViewPath {
    /// Which view.
    #[param(value_type = uuid::Uuid)]
    id: ViewId,
}

problems! { ViewError {
    Self::Name => UNPROCESSABLE_ENTITY "view_name",
    Self::TooLong => UNPROCESSABLE_ENTITY "text_too_long",
    Self::TooMany => CONFLICT "too_many",
    Self::NameTaken { .. } => CONFLICT "name_taken",
    Self::IdTaken => CONFLICT "id_taken",
    Self::Unknown { .. } => NOT_FOUND "unknown_view",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list)).at(may, routes!(put, remove))
}

/// Your views of the list of people.
#[utoipa::path(
    get, path = "/views", tag = "people",
    responses((status = 200, body = Views), Refused<ViewError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Views>, Refused<ViewError>> {
    Ok(Answer(Views { views: views::list(&site.app, &caller.member).await? }))
}

/// Keep a view under an id of yours, or change it.
#[utoipa::path(
    put, path = "/views/{id}", tag = "people", params(ViewPath), request_body = ViewTold,
    responses(
        (status = 200, body = ViewShown),
        (status = 201, body = ViewShown),
        Refused<ViewError>,
    ),
)]
async fn put(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ViewPath { id }): Path<ViewPath>,
    Json(body): Json<ViewTold>,
) -> Result<(StatusCode, Answer<ViewShown>), Refused<ViewError>> {
    let (view, is_new) = views::put(&site.app, &caller.member, id, body).await?;
    Ok((created(is_new), Answer(view)))
}

/// Forget a view.
#[utoipa::path(
    delete, path = "/views/{id}", tag = "people", params(ViewPath),
    responses((status = 204, description = "Forgotten."), Refused<ViewError>),
)]
async fn remove(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ViewPath { id }): Path<ViewPath>,
) -> Result<StatusCode, Refused<ViewError>> {
    views::remove(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
