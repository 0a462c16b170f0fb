//! Cadences: the designed sequences, their versions, and a team's own outcomes.

pub(crate) mod outcomes;

use app::cadences::{
    self, CadenceChangeError, CadenceDetail, CadenceResults, CadenceShown, FilledStep, VersionShown,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    cadences::Cadence,
    identity::Role,
    ids::{CadenceId, PersonId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path, Query},
};

/// The cadences of the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cadences {
    /// By name.
    cadences: Vec<CadenceShown>,
}

/// What became of those who were started on each cadence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Results {
    /// By name.
    cadences: Vec<CadenceResults>,
}

/// The versions of a cadence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Versions {
    /// Newest first.
    versions: Vec<VersionShown>,
}

/// A cadence with its scripts filled in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preview {
    /// In order.
    steps: Vec<FilledStep>,
}

/// The path of one cadence.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct CadencePath {
    /// Which cadence.
    #[param(value_type = uuid::Uuid)]
    id: CadenceId,
}

/// For whom to fill the scripts in.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PreviewQuery {
    /// For this person.
    #[param(value_type = uuid::Uuid)]
    person: PersonId,
}

/// A cadence to add.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct CadenceBody {
    /// As a file, or written out.
    #[serde(flatten)]
    cadence: CadenceText,
    /// Why it has fewer than 3 touches or more than 8.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    why: Option<String>,
}

/// A cadence: as a file, or written out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CadenceText {
    /// The text of a TOML file, as `GET /cadences/{id}` tells it.
    Toml(String),
    /// Written out.
    Cadence(Cadence),
}

problems! { CadenceChangeError {
    Self::Unknown { .. } | Self::UnknownId => NOT_FOUND "unknown_cadence",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::Meanwhile => CONFLICT "changed",
    Self::WhyTooLong => UNPROCESSABLE_ENTITY "too_long",
    Self::File(_) => UNPROCESSABLE_ENTITY "cadence_refused",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list, add))
        .at(Policy::AtLeast(Role::Rep), routes!(results))
        .at(Policy::AtLeast(Role::Rep), routes!(get))
        .at(Policy::AtLeast(Role::Rep), routes!(retire))
        .at(Policy::AtLeast(Role::Rep), routes!(restore))
        .at(Policy::AtLeast(Role::Rep), routes!(versions))
        .at(Policy::AtLeast(Role::Rep), routes!(preview))
        .with(outcomes::routes)
}

/// The cadences of the workspace, each in its newest version.
#[utoipa::path(
    get, path = "/cadences", tag = "cadences",
    responses((status = 200, body = Cadences), Refused<CadenceChangeError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Cadences>, Refused<CadenceChangeError>> {
    let cadences = cadences::list(&site.app, &caller.member).await?;
    Ok(Answer(Cadences { cadences }))
}

/// What became of those who were started on each cadence, in any of its versions and by anybody of the workspace.
#[utoipa::path(
    get, path = "/cadences/results", tag = "cadences",
    responses((status = 200, body = Results), Refused<CadenceChangeError>),
)]
async fn results(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Results>, Refused<CadenceChangeError>> {
    let cadences = cadences::results(&site.app, &caller.member).await;
    Ok(Answer(Results { cadences: cadences.map_err(CadenceChangeError::from)? }))
}

/// Take a cadence out of use: nobody is started on it any more, and who runs on it goes on.
#[utoipa::path(
    post, path = "/cadences/{id}/retire", tag = "cadences", params(CadencePath),
    responses((status = 200, body = CadenceDetail), Refused<CadenceChangeError>),
)]
async fn retire(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CadencePath { id }): Path<CadencePath>,
) -> Result<Answer<CadenceDetail>, Refused<CadenceChangeError>> {
    Ok(Answer(cadences::retire(&site.app, &caller.member, id, true).await?))
}

/// Take a cadence into use again that was taken out of it.
#[utoipa::path(
    post, path = "/cadences/{id}/restore", tag = "cadences", params(CadencePath),
    responses((status = 200, body = CadenceDetail), Refused<CadenceChangeError>),
)]
async fn restore(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CadencePath { id }): Path<CadencePath>,
) -> Result<Answer<CadenceDetail>, Refused<CadenceChangeError>> {
    Ok(Answer(cadences::retire(&site.app, &caller.member, id, false).await?))
}

/// Add a cadence, or a new version of the one that has its name: who runs on an earlier version stays on it.
#[utoipa::path(
    post, path = "/cadences", tag = "cadences", request_body = CadenceBody,
    responses((status = 201, body = CadenceDetail), Refused<CadenceChangeError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<CadenceBody>,
) -> Result<(StatusCode, Answer<CadenceDetail>), Refused<CadenceChangeError>> {
    let (member, why) = (&caller.member, body.why.as_deref());
    let added = match body.cadence {
        CadenceText::Toml(text) => cadences::add(&site.app, member, &text, why).await?,
        CadenceText::Cadence(cadence) => {
            cadences::add_written(&site.app, member, cadence, why).await?
        }
    };
    Ok((StatusCode::CREATED, Answer(added)))
}

/// One cadence in its newest version, with its steps and what could be better.
#[utoipa::path(
    get, path = "/cadences/{id}", tag = "cadences", params(CadencePath),
    responses((status = 200, body = CadenceDetail), Refused<CadenceChangeError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CadencePath { id }): Path<CadencePath>,
) -> Result<Answer<CadenceDetail>, Refused<CadenceChangeError>> {
    Ok(Answer(cadences::get(&site.app, &caller.member, id).await?))
}

/// Every version of a cadence.
#[utoipa::path(
    get, path = "/cadences/{id}/versions", tag = "cadences", params(CadencePath),
    responses((status = 200, body = Versions), Refused<CadenceChangeError>),
)]
async fn versions(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CadencePath { id }): Path<CadencePath>,
) -> Result<Answer<Versions>, Refused<CadenceChangeError>> {
    let versions = cadences::versions(&site.app, &caller.member, id).await?;
    Ok(Answer(Versions { versions }))
}

/// What a cadence would say to somebody: its scripts, filled in.
#[utoipa::path(
    get, path = "/cadences/{id}/preview", tag = "cadences", params(CadencePath, PreviewQuery),
    responses((status = 200, body = Preview), Refused<CadenceChangeError>),
)]
async fn preview(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CadencePath { id }): Path<CadencePath>,
    Query(PreviewQuery { person }): Query<PreviewQuery>,
) -> Result<Answer<Preview>, Refused<CadenceChangeError>> {
    let steps = cadences::preview(&site.app, &caller.member, id, person).await?;
    Ok(Answer(Preview { steps }))
}
