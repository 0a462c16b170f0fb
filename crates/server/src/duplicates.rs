//! Duplicates: who of the people is or may be one person, two made one, and parted again.

use app::{
    duplicates::{self, Listed, MergeError, MergeShown, Merged, Parted},
    imports::ImportError,
    pages::UnknownPage,
    people::edit::OfAnother,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::{MergeId, PersonId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, PageQuery, Path, Query, bounds::Within},
};

/// How many duplicates to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DuplicatesQuery {
    /// At most so many of each kind, 1 to 10000; 100 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 10_000, default = 100)]
    limit: Option<Within<1, 10_000>>,
}

/// A page of merges.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Merges {
    /// Newest first.
    merges: Vec<MergeShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// Two to make one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeBody {
    /// Who stays.
    kept: PersonId,
    /// Who goes into them.
    gone: PersonId,
}

/// The path of one merge.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct MergePath {
    /// Which merge.
    #[param(value_type = uuid::Uuid)]
    id: MergeId,
}

problems! { MergeError {
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::Same => UNPROCESSABLE_ENTITY "same",
    Self::Unknown => NOT_FOUND "nothing_to_undo",
    Self::UndoneAlready => CONFLICT "undone_already",
    Self::LaterMerge => CONFLICT "later_merge",
    Self::Unreadable(_) => INTERNAL_SERVER_ERROR "failed",
} within {
    Self::UnknownPage(error) => UnknownPage: error,
    Self::OfAnother(error) => OfAnother: error,
    Self::Cadence(error) => app::enrollments::by_hand::HandError: error,
    Self::Find(error) => ImportError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list)).at(may, routes!(merges, merge)).at(may, routes!(undo))
}

/// Everybody who is, or may be, somebody else too: the strongest first.
#[utoipa::path(
    get, path = "/duplicates", tag = "duplicates", params(DuplicatesQuery),
    responses((status = 200, body = Listed), Refused<MergeError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<DuplicatesQuery>,
) -> Result<Answer<Listed>, Refused<MergeError>> {
    let listed = duplicates::list(&site.app, &caller.member).await?;
    Ok(Answer(listed.at_most(query.limit.map_or(100, Within::rows).into())))
}

/// Merges, newest first.
#[utoipa::path(
    get, path = "/duplicates/merges", tag = "duplicates", params(PageQuery),
    responses((status = 200, body = Merges), Refused<MergeError>),
)]
async fn merges(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Merges>, Refused<MergeError>> {
    let page = duplicates::merges(&site.app, &caller.member, &query.into()).await?;
    Ok(Answer(Merges { merges: page.rows, next: page.next }))
}

/// Make two people one; it can be undone.
#[utoipa::path(
    post, path = "/duplicates/merges", tag = "duplicates", request_body = MergeBody,
    responses((status = 201, body = Merged), Refused<MergeError>),
)]
async fn merge(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<MergeBody>,
) -> Result<(StatusCode, Answer<Merged>), Refused<MergeError>> {
    let merged = duplicates::merge(&site.app, &caller.member, body.kept, body.gone).await?;
    Ok((StatusCode::CREATED, Answer(merged)))
}

/// Part two who were made one: every field, link and touch goes back.
#[utoipa::path(
    post, path = "/duplicates/merges/{id}/undo", tag = "duplicates", params(MergePath),
    responses((status = 200, body = Parted), Refused<MergeError>),
)]
async fn undo(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(MergePath { id }): Path<MergePath>,
) -> Result<Answer<Parted>, Refused<MergeError>> {
    Ok(Answer(duplicates::undo(&site.app, &caller.member, id).await?))
}
