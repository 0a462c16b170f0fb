//! Teams: members who are looked after together.

mod help;

use app::{
    teams::{self, TeamError, TeamFacts, TeamShown},
    versions::{self, ChangedMeanwhile},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{identity::Role, ids::TeamId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{
        Json, Path,
        etags::{IfMatch, Tagged},
    },
};

/// The teams of the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Teams {
    /// By name.
    teams: Vec<TeamShown>,
}

/// The path of one team.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct TeamPath {
    /// Which team.
    #[param(value_type = uuid::Uuid)]
    id: TeamId,
}

problems! { TeamError {
    Self::Name => UNPROCESSABLE_ENTITY "name_missing",
    Self::TooMany => UNPROCESSABLE_ENTITY "too_many",
    Self::NameTaken { .. } => CONFLICT "name_taken",
    Self::UnknownTeam => NOT_FOUND "unknown_team",
    Self::UnknownMember { .. } => NOT_FOUND "unknown_member",
    Self::Differs => CONFLICT "differs",
} within {
    Self::Changed(error) => ChangedMeanwhile: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list))
        .at(Policy::AtLeast(Role::Rep), routes!(get))
        .at(Policy::AtLeast(Role::Admin), routes!(add, change, remove))
        .with(help::routes)
}

/// An answer of a team, with its version.
fn tagged(team: TeamShown) -> Tagged<TeamShown> {
    Tagged::new(versions::of_content(&team), team)
}

/// The teams of the workspace.
#[utoipa::path(
    get, path = "/teams", tag = "teams",
    responses((status = 200, body = Teams), Refused<TeamError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Teams>, Refused<TeamError>> {
    let teams = teams::list(&site.app, &caller.member).await?;
    Ok(Answer(Teams { teams }))
}

/// One team.
#[utoipa::path(
    get, path = "/teams/{id}", tag = "teams", params(TeamPath),
    responses((status = 200, body = TeamShown), Refused<TeamError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(TeamPath { id }): Path<TeamPath>,
) -> Result<Tagged<TeamShown>, Refused<TeamError>> {
    Ok(tagged(teams::get(&site.app, &caller.member, id).await?))
}

/// Make a team, under an id of yours.
#[utoipa::path(
    put, path = "/teams/{id}", tag = "teams", params(TeamPath), request_body = TeamFacts,
    responses(
        (status = 201, body = TeamShown),
        (status = 200, body = TeamShown, description = "It was there already, and the same."),
        Refused<TeamError>,
    ),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(TeamPath { id }): Path<TeamPath>,
    Json(body): Json<TeamFacts>,
) -> Result<(StatusCode, Tagged<TeamShown>), Refused<TeamError>> {
    let (team, is_new) = teams::add(&site.app, &caller.member, id, body).await?;
    Ok((created(is_new), tagged(team)))
}

/// Change a team: its name, and who is in it.
#[utoipa::path(
    patch, path = "/teams/{id}", tag = "teams", params(TeamPath, IfMatch), request_body = TeamFacts,
    responses((status = 200, body = TeamShown), Refused<TeamError>),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(TeamPath { id }): Path<TeamPath>,
    IfMatch(seen): IfMatch,
    Json(body): Json<TeamFacts>,
) -> Result<Tagged<TeamShown>, Refused<TeamError>> {
    Ok(tagged(teams::change(&site.app, &caller.member, id, body, seen).await?))
}

/// Remove a team; its members stay members of the workspace.
#[utoipa::path(
    delete, path = "/teams/{id}", tag = "teams", params(TeamPath),
    responses((status = 204, description = "Removed."), Refused<TeamError>),
)]
async fn remove(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(TeamPath { id }): Path<TeamPath>,
) -> Result<StatusCode, Refused<TeamError>> {
    teams::remove(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The status of what was made under an id of the caller's.
pub(crate) fn created(is_new: bool) -> StatusCode {
    if is_new { StatusCode::CREATED } else { StatusCode::OK }
}
