//! Help wanted: a rep asks, who looks after them answers.

use app::teams::help::{self, HelpError, HelpShown};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{identity::Role, ids::HelpId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::created;
use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, MemberQuery},
    },
    problems::{Refused, problems},
    requests::{Json, Path},
};

/// Help that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Help {
    /// The newest first; what is still wanted, the longest wait first.
    help: Vec<HelpShown>,
}

/// What somebody wants help with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionBody {
    /// The question.
    #[schema(min_length = 1, max_length = 4000)]
    question: String,
}

/// What they are answered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// The answer.
    #[schema(min_length = 1, max_length = 4000)]
    answer: String,
}

/// The path of one question.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct HelpPath {
    /// Which question.
    #[param(value_type = uuid::Uuid)]
    id: HelpId,
}

problems! { HelpError {
    Self::Text => UNPROCESSABLE_ENTITY "no_text",
    Self::UnknownHelp => NOT_FOUND "unknown_help",
    Self::Differs => CONFLICT "differs",
    Self::Answered => CONFLICT "answered",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list))
        .at(Policy::AtLeast(Role::Coach), routes!(wanted))
        .at(Policy::AtLeast(Role::Rep), routes!(ask))
        .at(Policy::AtLeast(Role::Coach), routes!(answer))
}

/// The help you asked for, and what was answered.
#[utoipa::path(
    get, path = "/help", tag = "teams", params(MemberQuery),
    responses((status = 200, body = Help), Refused<HelpError>),
)]
async fn list(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<Help>, Refused<HelpError>> {
    Ok(Answer(Help { help: help::list(&site.app, &member).await? }))
}

/// The help that those whom you look after still wait for.
#[utoipa::path(
    get, path = "/help/wanted", tag = "teams",
    responses((status = 200, body = Help), Refused<HelpError>),
)]
async fn wanted(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Help>, Refused<HelpError>> {
    Ok(Answer(Help { help: help::wanted(&site.app, &caller.member).await? }))
}

/// Ask for help, under an id of yours: who looks after you sees it.
#[utoipa::path(
    put, path = "/help/{id}", tag = "teams", params(HelpPath), request_body = QuestionBody,
    responses(
        (status = 201, body = HelpShown),
        (status = 200, body = HelpShown, description = "It was there already, and the same."),
        Refused<HelpError>,
    ),
)]
async fn ask(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(HelpPath { id }): Path<HelpPath>,
    Json(body): Json<QuestionBody>,
) -> Result<(StatusCode, Answer<HelpShown>), Refused<HelpError>> {
    let (asked, is_new) = help::ask(&site.app, &caller.member, id, &body.question).await?;
    Ok((created(is_new), Answer(asked)))
}

/// Answer somebody whom you look after.
#[utoipa::path(
    post, path = "/help/{id}/answer", tag = "teams", params(HelpPath), request_body = AnswerBody,
    responses((status = 200, body = HelpShown), Refused<HelpError>),
)]
async fn answer(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(HelpPath { id }): Path<HelpPath>,
    Json(body): Json<AnswerBody>,
) -> Result<Answer<HelpShown>, Refused<HelpError>> {
    Ok(Answer(help::answer(&site.app, &caller.member, id, &body.answer).await?))
}
