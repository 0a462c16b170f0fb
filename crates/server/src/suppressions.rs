//! Suppressions: what a person forbade, for ever.

use std::collections::BTreeSet;

use app::{
    pages::UnknownPage,
    people::suppress::{self, SuppressError, SuppressionShown},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{activities::Channel, identity::Role, ids::PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Site,
    api::{Routed, routes},
    people::PersonPath,
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, PageQuery, Path, Query},
};

/// A page of bars.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Suppressions {
    /// Newest first.
    suppressions: Vec<SuppressionShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// The bars said of a person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SuppressionsOf {
    /// Oldest first.
    suppressions: Vec<SuppressionShown>,
}

/// What a person forbids.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuppressionBody {
    /// The channels; one that is named twice is meant once.
    #[schema(min_items = 1)]
    channels: Vec<Channel>,
    /// Why; kept with the date.
    #[schema(min_length = 1, max_length = 1000, pattern = r"\S")]
    why: String,
}

/// What was forbidden.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Suppressed {
    /// Who forbade it.
    person: PersonId,
    /// The channels.
    channels: Vec<Channel>,
    /// Whether a cadence ended because of it.
    ended: bool,
}

problems! { SuppressError {
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::WhyMissing => UNPROCESSABLE_ENTITY "why_missing",
    Self::WhyTooLong => UNPROCESSABLE_ENTITY "why_too_long",
    Self::ChannelMissing => UNPROCESSABLE_ENTITY "channel_missing",
    Self::Merged(_) => CONFLICT "merged_away",
} within {
    Self::UnknownPage(error) => UnknownPage: error,
    Self::Cadence(error) => app::enrollments::by_hand::HandError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list)).at(may, routes!(of_person, suppress))
}

/// Everything that anybody forbade, newest first.
#[utoipa::path(
    get, path = "/suppressions", tag = "suppressions", params(PageQuery),
    responses((status = 200, body = Suppressions), Refused<SuppressError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Suppressions>, Refused<SuppressError>> {
    let page = suppress::list(&site.app, &caller.member, &query.into()).await?;
    Ok(Answer(Suppressions { suppressions: page.rows, next: page.next }))
}

/// What a person forbade.
#[utoipa::path(
    get, path = "/people/{id}/suppressions", tag = "suppressions", params(PersonPath),
    responses((status = 200, body = SuppressionsOf), Refused<SuppressError>),
)]
async fn of_person(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
) -> Result<Answer<SuppressionsOf>, Refused<SuppressError>> {
    let suppressions = suppress::of_person(&site.app, &caller.member, id).await?;
    Ok(Answer(SuppressionsOf { suppressions }))
}

/// Suppress channels of a person, whatever is imported, merged or undone; nothing lifts it.
#[utoipa::path(
    post, path = "/people/{id}/suppressions", tag = "suppressions", params(PersonPath),
    request_body = SuppressionBody,
    responses((status = 201, body = Suppressed), Refused<SuppressError>),
)]
async fn suppress(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
    Json(body): Json<SuppressionBody>,
) -> Result<(StatusCode, Answer<Suppressed>), Refused<SuppressError>> {
    let channels: BTreeSet<Channel> = body.channels.into_iter().collect();
    let (app, member) = (&site.app, &caller.member);
    let ended = suppress::suppress(app, member, id, channels.clone(), &body.why).await?;
    let channels = channels.into_iter().collect();
    Ok((StatusCode::CREATED, Answer(Suppressed { person: id, channels, ended })))
}
