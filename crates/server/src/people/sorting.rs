//! Sorting those whom a rep knows, one at a time.

use app::people::{
    list::ListError,
    sorting::{self, SortError, SortVerdict, SortedShown, ToSort},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{identity::Role, ids::PersonId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::PersonPath;
use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path, Query, bounds::Within},
};

/// How many of the next.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SortQuery {
    /// At most so many, 1 to 50; 10 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 50, default = 10)]
    limit: Option<Within<1, 50>>,
}

/// What is said of somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerdictBody {
    /// What they are to you.
    verdict: SortVerdict,
}

problems! { SortError {
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::NotSorted => NOT_FOUND "not_sorted",
    Self::NotOther { .. } => CONFLICT "not_other",
    Self::LaterWork => CONFLICT "later_work",
} within {
    Self::OfAnother(error) => app::people::edit::OfAnother: error,
    Self::Show(error) => ListError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(next)).at(may, routes!(say, undo))
}

/// The next people you know of whom nothing was said yet, those you were connected with last first, and how many are left.
#[utoipa::path(
    get, path = "/sort", tag = "people", params(SortQuery),
    responses((status = 200, body = ToSort), Refused<SortError>),
)]
async fn next(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<SortQuery>,
) -> Result<Answer<ToSort>, Refused<SortError>> {
    let limit = query.limit.map_or(10, |limit| i64::from(limit.get()));
    Ok(Answer(sorting::next(&site.app, &caller.member, limit).await?))
}

/// Say what somebody is to you: who fits becomes a lead. Said anew it takes the place of what was said before.
#[utoipa::path(
    put, path = "/sort/{id}", tag = "people", params(PersonPath), request_body = VerdictBody,
    responses((status = 200, body = SortedShown), Refused<SortError>),
)]
async fn say(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
    Json(body): Json<VerdictBody>,
) -> Result<Answer<SortedShown>, Refused<SortError>> {
    let person: PersonId = id;
    Ok(Answer(sorting::say(&site.app, &caller.member, person, body.verdict).await?))
}

/// Take back what was said of somebody: they wait to be sorted again.
#[utoipa::path(
    delete, path = "/sort/{id}", tag = "people", params(PersonPath),
    responses((status = 204, description = "They wait again."), Refused<SortError>),
)]
async fn undo(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
) -> Result<StatusCode, Refused<SortError>> {
    sorting::undo(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
