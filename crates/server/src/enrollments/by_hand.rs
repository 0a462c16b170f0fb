//! What a rep changes about an enrollment by hand.

use app::enrollments::{
    by_hand::{self, Changed, Hand, HandError},
    undo::{self, Undone},
};
use axum::{Json as Answer, extract::State};
use domain::{identity::Role, ids::PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::EnrollmentPath;
use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::Refused,
    requests::{Json, Path},
};

/// To when, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LaterBody {
    /// The day to move the next touch to.
    to: Date,
    /// Why; needed when the day is after the touch's window.
    #[schema(max_length = 10_000)]
    why: Option<String>,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhyBody {
    /// Why.
    #[schema(min_length = 1, max_length = 10_000)]
    why: String,
}

/// Why it is done even where there is no room.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResumeBody {
    /// Why it is taken up against the plan; without it, it is refused where there is no room.
    #[schema(min_length = 1, max_length = 10_000)]
    override_why: Option<String>,
}

/// The person because of whom colleagues are held.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct PersonPath {
    /// Which person.
    #[param(value_type = uuid::Uuid)]
    id: PersonId,
}

/// How many go on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoneOn {
    /// Colleagues whose touches were held.
    go_on: usize,
}

pub(super) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(later))
        .at(rep, routes!(skip))
        .at(rep, routes!(stop))
        .at(rep, routes!(pause))
        .at(rep, routes!(resume))
        .at(rep, routes!(undo))
        .at(rep, routes!(go_on))
}

/// Move the next touch to a day; beyond its window only with a why, and the answer says what is late then.
#[utoipa::path(
    post, path = "/enrollments/{id}/later", tag = "enrollments", params(EnrollmentPath), request_body = LaterBody,
    responses((status = 200, body = Changed), Refused<HandError>),
)]
async fn later(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
    Json(LaterBody { to, why }): Json<LaterBody>,
) -> Result<Answer<Changed>, Refused<HandError>> {
    let hand = Hand::Later { to, why };
    Ok(Answer(by_hand::change_own(&site.app, &caller.member, id, hand).await?))
}

/// Pass over the next touch.
#[utoipa::path(
    post, path = "/enrollments/{id}/skip", tag = "enrollments", params(EnrollmentPath), request_body = WhyBody,
    responses((status = 200, body = Changed), Refused<HandError>),
)]
async fn skip(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
    Json(WhyBody { why }): Json<WhyBody>,
) -> Result<Answer<Changed>, Refused<HandError>> {
    Ok(Answer(by_hand::change_own(&site.app, &caller.member, id, Hand::Skip { why }).await?))
}

/// End it.
#[utoipa::path(
    post, path = "/enrollments/{id}/stop", tag = "enrollments", params(EnrollmentPath), request_body = WhyBody,
    responses((status = 200, body = Changed), Refused<HandError>),
)]
async fn stop(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
    Json(WhyBody { why }): Json<WhyBody>,
) -> Result<Answer<Changed>, Refused<HandError>> {
    Ok(Answer(by_hand::change_own(&site.app, &caller.member, id, Hand::Stop { why }).await?))
}

/// Hold it, and free its room.
#[utoipa::path(
    post, path = "/enrollments/{id}/pause", tag = "enrollments", params(EnrollmentPath),
    responses((status = 200, body = Changed), Refused<HandError>),
)]
async fn pause(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
) -> Result<Answer<Changed>, Refused<HandError>> {
    Ok(Answer(by_hand::change_own(&site.app, &caller.member, id, Hand::Pause).await?))
}

/// Take it up again, if there is room, or against the plan with a why that is kept and counted.
#[utoipa::path(
    post, path = "/enrollments/{id}/resume", tag = "enrollments", params(EnrollmentPath),
    request_body = Option<ResumeBody>,
    responses((status = 200, body = Changed), Refused<HandError>),
)]
async fn resume(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
    body: Option<Json<Option<ResumeBody>>>,
) -> Result<Answer<Changed>, Refused<HandError>> {
    let override_why = body.and_then(|Json(body)| body?.override_why);
    let hand = Hand::Resume { override_why };
    Ok(Answer(by_hand::change_own(&site.app, &caller.member, id, hand).await?))
}

/// Take back the newest thing that was done to it by hand: later, skip, stop, pause, resume, or its start while nothing was
/// done on it. Refused when something came after it, and when the minutes that it would take again are promised to others.
#[utoipa::path(
    post, path = "/enrollments/{id}/undo", tag = "enrollments", params(EnrollmentPath),
    responses((status = 200, body = Undone), Refused<HandError>),
)]
async fn undo(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
) -> Result<Answer<Undone>, Refused<HandError>> {
    Ok(Answer(undo::undo_own(&site.app, &caller.member, id).await?))
}

/// Let the colleagues of a person go on, who were held because something happened with them.
#[utoipa::path(
    post, path = "/people/{id}/go_on", tag = "enrollments", params(PersonPath),
    responses((status = 200, body = GoneOn), Refused<HandError>),
)]
async fn go_on(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
) -> Result<Answer<GoneOn>, Refused<HandError>> {
    let go_on = by_hand::go_on(&site.app, &caller.member, id).await?;
    Ok(Answer(GoneOn { go_on }))
}
