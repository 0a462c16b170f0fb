//! One change of many people at once, and taking it back.

use app::people::{
    bulk::{self, BulkChange, BulkError, BulkShown, BulkUndone, Whom},
    counts::View,
    list::{ListError, PageRequest},
    views::ViewQuery,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::{BulkId, PersonId},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path},
};

/// A change of many people: of those that are named, or else of all whom a filter finds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BulkBody {
    /// These people.
    #[schema(max_items = 10_000)]
    people: Option<Vec<PersonId>>,
    /// Those whom this finds, at most 10,000; not looked at when people are named.
    filter: Option<ViewQuery>,
    /// What is changed of each.
    change: BulkChange,
}

/// The path of one change.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct BulkPath {
    /// Which change.
    #[param(value_type = uuid::Uuid)]
    id: BulkId,
}

impl BulkBody {
    fn into_parts(self) -> (Whom, BulkChange) {
        let whom = match (self.people, self.filter) {
            (Some(people), _) => Whom::These(people),
            (None, Some(filter)) => Whom::Found(request_of(filter)),
            (None, None) => Whom::These(Vec::new()),
        };
        (whom, self.change)
    }
}

/// What a saved view asks the list of people with.
fn request_of(query: ViewQuery) -> PageRequest {
    let ViewQuery { q, standing, fit, owner, tag, company, import, view, sort } = query;
    let view: Option<View> = view;
    super::page_request(
        super::Filters { q, standing, fit, owner, tag, import, company, view },
        sort,
        app::pages::Asked::default(),
    )
}

problems! { BulkError {
    Self::Tag => UNPROCESSABLE_ENTITY "tag",
    Self::TooMany => UNPROCESSABLE_ENTITY "too_many",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::UnknownMember { .. } => NOT_FOUND "unknown_member",
    Self::Unknown => NOT_FOUND "unknown_change",
    Self::UndoneAlready => CONFLICT "undone_already",
} within {
    Self::Filter(error) => ListError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(change)).at(may, routes!(undo))
}

/// Give many people a tag or a rep, or take a tag from them; those of another rep stay as they are and are counted.
#[utoipa::path(
    post, path = "/people/bulk", tag = "people", request_body = BulkBody,
    responses((status = 201, body = BulkShown), Refused<BulkError>),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<BulkBody>,
) -> Result<(StatusCode, Answer<BulkShown>), Refused<BulkError>> {
    let (whom, change) = body.into_parts();
    let done = bulk::change(&site.app, &caller.member, whom, change).await?;
    Ok((StatusCode::CREATED, Answer(done)))
}

/// Take a change of many people back: whoever was changed since stays as they are.
#[utoipa::path(
    post, path = "/people/bulk/{id}/undo", tag = "people", params(BulkPath),
    responses((status = 200, body = BulkUndone), Refused<BulkError>),
)]
async fn undo(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(BulkPath { id }): Path<BulkPath>,
) -> Result<Answer<BulkUndone>, Refused<BulkError>> {
    Ok(Answer(bulk::undo(&site.app, &caller.member, id).await?))
}
