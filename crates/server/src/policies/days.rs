//! Whose days are asked for: one's own, or with `?member=` those of somebody whom one looks after.

use app::{
    calendar::covers,
    teams::{self, HiddenError},
    workspaces::Member,
};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use domain::ids::MemberId;
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use super::Signed;
use crate::{
    Site,
    problems::{Code, Problem, Refused, problems},
    requests::Query,
};

/// There is no such member, or whoever asks may not look at their days.
pub(crate) const UNKNOWN_MEMBER: Code = Code::new(StatusCode::NOT_FOUND, "unknown_member");

problems! { HiddenError {
    Self::Unknown => NOT_FOUND "unknown_member",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

/// What stands behind the question mark of a route that tells of somebody's days.
pub(crate) trait OfMember {
    /// Whether who covers for somebody today may look too.
    const IS_COVERED: bool = false;

    /// Whose days are asked for; one's own when none.
    fn member(&self) -> Option<MemberId>;
}

/// Nothing but whose days are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MemberQuery {
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for MemberQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// Whoever asks, whose days they look at, and what else stands behind the question mark.
#[derive(Debug)]
pub(crate) struct Days<Q> {
    /// Whoever asks.
    pub(crate) caller: Signed,
    /// Whose days they look at.
    pub(crate) member: Member,
    /// What else is asked.
    pub(crate) query: Q,
}

impl<S, Q> FromRequestParts<S> for Days<Q>
where
    S: Send + Sync,
    Site: FromRef<S>,
    Q: OfMember + DeserializeOwned + Send,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let told = |problem: Problem| problem.into_response();
        let caller = Signed::from_request_parts(parts, state).await.map_err(told)?;
        let Query(query) = Query::<Q>::from_request_parts(parts, state).await.map_err(told)?;
        let app = Site::from_ref(state).app;
        let (asking, asked) = (&caller.0.member, query.member());
        let seen = if Q::IS_COVERED {
            covers::seen(&app, asking, asked).await
        } else {
            teams::seen(&app, asking, asked).await
        };
        let member = seen.map_err(|error| Refused::from(error).into_response())?;
        Ok(Self { caller, member, query })
    }
}
