//! A rep's calendar for other programs: as a file, and under a secret link.

use app::calendar::feeds::{self, FeedError, FeedShown, NewFeed};
use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{identity::Role, ids::FeedId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::Path,
};

/// What a calendar file is.
const KIND: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");
/// How a program names it that keeps it.
const NAME: HeaderValue = HeaderValue::from_static("attachment; filename=\"touchstone.ics\"");

/// Your feeds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Feeds {
    /// Newest first.
    feeds: Vec<FeedShown>,
}

/// The path of one feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct FeedPath {
    /// Which feed.
    #[param(value_type = uuid::Uuid)]
    id: FeedId,
}

/// The end of a link.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct SecretPath {
    /// The secret that was told when the feed was made; `.ics` may stand behind it.
    secret: String,
}

problems! { FeedError {
    Self::Unknown => NOT_FOUND "unknown_feed",
    Self::TooMany => CONFLICT "too_many",
} within {
    Self::Planning(error) => app::plan::book::PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(file))
        .at(rep, routes!(list, add))
        .at(rep, routes!(end))
        .at(Policy::Anyone, routes!(read))
}

/// Your prospecting hours, agreed times and meetings of the next weeks, as a calendar file.
#[utoipa::path(
    get, path = "/calendar/export.ics", tag = "calendar",
    responses((status = 200, content_type = "text/calendar", body = String), Refused<FeedError>),
)]
async fn file(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Response, Refused<FeedError>> {
    Ok(sent(feeds::file(&site.app, &caller.member).await?))
}

/// Your feeds that were not ended.
#[utoipa::path(
    get, path = "/calendar/feeds", tag = "calendar",
    responses((status = 200, body = Feeds), Refused<FeedError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Feeds>, Refused<FeedError>> {
    Ok(Answer(Feeds { feeds: feeds::list(&site.app, &caller.member).await? }))
}

/// Make a secret link under which another program reads your calendar: the answer holds its end, which is told this once.
#[utoipa::path(
    post, path = "/calendar/feeds", tag = "calendar",
    responses((status = 201, body = NewFeed), Refused<FeedError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<(StatusCode, Answer<NewFeed>), Refused<FeedError>> {
    Ok((StatusCode::CREATED, Answer(feeds::add(&site.app, &caller.member).await?)))
}

/// End a link, at once.
#[utoipa::path(
    delete, path = "/calendar/feeds/{id}", tag = "calendar", params(FeedPath),
    responses((status = 204, description = "Ended."), Refused<FeedError>),
)]
async fn end(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(FeedPath { id }): Path<FeedPath>,
) -> Result<StatusCode, Refused<FeedError>> {
    feeds::end(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The calendar that a secret link leads to, for anybody who has it.
#[utoipa::path(
    get, path = "/calendar/feed/{secret}", tag = "calendar", params(SecretPath),
    responses((status = 200, content_type = "text/calendar", body = String), Refused<FeedError>),
)]
async fn read(
    State(site): State<Site>,
    Path(SecretPath { secret }): Path<SecretPath>,
) -> Result<Response, Refused<FeedError>> {
    let secret = secret.strip_suffix(".ics").unwrap_or(&secret);
    Ok(sent(feeds::read(&site.app, secret).await?))
}

fn sent(text: String) -> Response {
    ([(header::CONTENT_TYPE, KIND), (header::CONTENT_DISPOSITION, NAME)], text).into_response()
}
