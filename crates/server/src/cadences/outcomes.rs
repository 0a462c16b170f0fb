//! Outcomes: those shipped, and a team's own.

use app::cadences::outcomes::{self, OutcomeError, OutcomeShown};
use axum::{Json as Answer, extract::State};
use domain::{activities::Outcome, identity::Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path},
};

/// The outcomes that can be logged.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Outcomes {
    /// Those shipped, then the workspace's own by name.
    outcomes: Vec<OutcomeShown>,
}

/// The path of one outcome.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OutcomePath {
    /// Its word: small letters, digits and `_`.
    #[param(pattern = "^[a-z][a-z0-9_]{0,59}$")]
    name: String,
}

/// What an outcome of one's own does.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeBody {
    /// The shipped outcome whose effects it has.
    same_as: Outcome,
}

problems! { OutcomeError {
    Self::Name => UNPROCESSABLE_ENTITY "no_outcome",
    Self::Shipped { .. } => CONFLICT "shipped_outcome",
    Self::TooMany => CONFLICT "too_many",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list)).at(Policy::AtLeast(Role::Coach), routes!(set))
}

/// The outcomes that can be logged.
#[utoipa::path(
    get, path = "/outcomes", tag = "cadences",
    responses((status = 200, body = Outcomes), Refused<OutcomeError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Outcomes>, Refused<OutcomeError>> {
    let outcomes = outcomes::list(&site.app, &caller.member).await?;
    Ok(Answer(Outcomes { outcomes }))
}

/// Make an outcome of your own, or give it other effects from now on.
#[utoipa::path(
    put, path = "/outcomes/{name}", tag = "cadences", params(OutcomePath), request_body = OutcomeBody,
    responses((status = 200, body = OutcomeShown), Refused<OutcomeError>),
)]
async fn set(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(OutcomePath { name }): Path<OutcomePath>,
    Json(body): Json<OutcomeBody>,
) -> Result<Answer<OutcomeShown>, Refused<OutcomeError>> {
    Ok(Answer(outcomes::set(&site.app, &caller.member, &name, body.same_as).await?))
}
