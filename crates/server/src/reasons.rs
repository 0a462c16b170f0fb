//! Reasons for the call: what makes it worth their while.

use app::{
    reasons::{self, Change, ReasonChangeError, ReasonShown, Told},
    versions::ChangedMeanwhile,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{identity::Role, ids::ReasonId, reasons::ReasonKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    people::PersonPath,
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{
        Json, Path,
        etags::{IfMatch, Tagged},
    },
};

/// The reasons to call a person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reasons {
    /// Freshest first.
    reasons: Vec<ReasonShown>,
}

/// A reason to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonBody {
    /// What is said on the phone.
    #[schema(min_length = 1, max_length = 1000, pattern = r"\S")]
    text: String,
    /// What it rests on.
    kind: ReasonKind,
    /// The day of it; today when left out.
    on: Option<Date>,
    /// Where it was seen.
    #[serde(default)]
    #[schema(max_length = 500)]
    source: String,
}

impl From<ReasonBody> for Told {
    fn from(body: ReasonBody) -> Self {
        let ReasonBody { text, kind, on, source } = body;
        Self { text, kind, on, source }
    }
}

/// What is to change of a reason; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReasonChange {
    /// What is said on the phone.
    #[schema(min_length = 1, max_length = 1000, pattern = r"\S")]
    text: Option<String>,
    /// What it rests on.
    kind: Option<ReasonKind>,
    /// The day of it.
    on: Option<Date>,
    /// Where it was seen.
    #[schema(max_length = 500)]
    source: Option<String>,
}

impl From<ReasonChange> for Change {
    fn from(body: ReasonChange) -> Self {
        let ReasonChange { text, kind, on, source } = body;
        Self { text, kind, on, source }
    }
}

/// The path of one reason.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ReasonPath {
    /// Which reason.
    #[param(value_type = uuid::Uuid)]
    id: ReasonId,
}

problems! { ReasonChangeError {
    Self::Length => UNPROCESSABLE_ENTITY "length",
    Self::SourceTooLong => UNPROCESSABLE_ENTITY "source_too_long",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::Unknown { .. } => NOT_FOUND "unknown_reason",
} within {
    Self::OfAnother(error) => app::people::edit::OfAnother: error,
    Self::Changed(error) => ChangedMeanwhile: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list, add)).at(may, routes!(get, change, remove))
}

/// The reasons to call a person.
#[utoipa::path(
    get, path = "/people/{id}/reasons", tag = "reasons", params(PersonPath),
    responses((status = 200, body = Reasons), Refused<ReasonChangeError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
) -> Result<Answer<Reasons>, Refused<ReasonChangeError>> {
    let reasons = reasons::of_known(&site.app, &caller.member, id).await?;
    Ok(Answer(Reasons { reasons }))
}

/// Add a reason to call a person.
#[utoipa::path(
    post, path = "/people/{id}/reasons", tag = "reasons", params(PersonPath),
    request_body = ReasonBody,
    responses((status = 201, body = ReasonShown), Refused<ReasonChangeError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
    Json(body): Json<ReasonBody>,
) -> Result<(StatusCode, Answer<ReasonShown>), Refused<ReasonChangeError>> {
    let added = reasons::add(&site.app, &caller.member, id, body.into()).await?;
    Ok((StatusCode::CREATED, Answer(added)))
}

/// One reason.
#[utoipa::path(
    get, path = "/reasons/{id}", tag = "reasons", params(ReasonPath),
    responses(
        (status = 200, body = ReasonShown, headers(("ETag" = String, description = "Its version."))),
        Refused<ReasonChangeError>,
    ),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ReasonPath { id }): Path<ReasonPath>,
) -> Result<Tagged<ReasonShown>, Refused<ReasonChangeError>> {
    let found = reasons::get(&site.app, &caller.member, id).await?;
    Ok(Tagged::new(found.version(), found))
}

/// Change a reason.
#[utoipa::path(
    patch, path = "/reasons/{id}", tag = "reasons", params(ReasonPath, IfMatch),
    request_body = ReasonChange,
    responses(
        (status = 200, body = ReasonShown, headers(("ETag" = String, description = "Its version."))),
        Refused<ReasonChangeError>,
    ),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ReasonPath { id }): Path<ReasonPath>,
    IfMatch(seen): IfMatch,
    Json(body): Json<ReasonChange>,
) -> Result<Tagged<ReasonShown>, Refused<ReasonChangeError>> {
    let changed = reasons::set(&site.app, &caller.member, id, seen, body.into()).await?;
    Ok(Tagged::new(changed.version(), changed))
}

/// Remove a reason.
#[utoipa::path(
    delete, path = "/reasons/{id}", tag = "reasons", params(ReasonPath),
    responses((status = 204, description = "It is gone."), Refused<ReasonChangeError>),
)]
async fn remove(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ReasonPath { id }): Path<ReasonPath>,
) -> Result<StatusCode, Refused<ReasonChangeError>> {
    reasons::remove(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
