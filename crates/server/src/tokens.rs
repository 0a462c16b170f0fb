//! Personal tokens of the API.

use app::tokens::{self, NewToken, TokenError, TokenShown};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{identity::TokenScope, ids::TokenId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path},
};

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenBody {
    /// What you call it.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What it may be used for.
    scope: TokenScope,
    /// Until when; without end when none.
    expires: Option<Timestamp>,
}

/// The tokens of a member.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tokens {
    /// Newest first.
    tokens: Vec<TokenShown>,
}

/// The path of one token.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct TokenPath {
    /// Which token.
    #[param(value_type = uuid::Uuid)]
    id: TokenId,
}

problems! { TokenError {
    Self::Name => UNPROCESSABLE_ENTITY "name_missing",
    Self::EndsBefore => UNPROCESSABLE_ENTITY "ends_before",
    Self::UnknownToken => NOT_FOUND "unknown_token",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::InPerson, routes!(list, add)).at(Policy::InPerson, routes!(end))
}

/// Your tokens.
#[utoipa::path(
    get, path = "/tokens", tag = "tokens",
    responses((status = 200, body = Tokens), Refused<TokenError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Tokens>, Refused<TokenError>> {
    let tokens = tokens::list(&site.app, &caller.member).await?;
    Ok(Answer(Tokens { tokens }))
}

/// Make a token: the answer holds its text, which is told this once.
#[utoipa::path(
    post, path = "/tokens", tag = "tokens", request_body = TokenBody,
    responses((status = 201, body = NewToken), Refused<TokenError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<TokenBody>,
) -> Result<(StatusCode, Answer<NewToken>), Refused<TokenError>> {
    let made = tokens::add(&site.app, &caller.member, &body.name, body.scope, body.expires).await?;
    Ok((StatusCode::CREATED, Answer(made)))
}

/// End a token, at once.
#[utoipa::path(
    delete, path = "/tokens/{id}", tag = "tokens", params(TokenPath),
    responses((status = 204, description = "Ended."), Refused<TokenError>),
)]
async fn end(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(TokenPath { id }): Path<TokenPath>,
) -> Result<StatusCode, Refused<TokenError>> {
    tokens::end(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
