//! The record of who changed what, for admins.

use app::{
    StoreFailure,
    audit::{self, LARGEST_PAGE, Lines, NoPlace, Place, Verified},
};
use axum::{Json as Answer, extract::State};
use domain::{identity::Role, ids::MemberId};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Query, bounds::Within},
};

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// Only what this member did.
    #[param(value_type = Option<Uuid>)]
    by: Option<MemberId>,
    /// Only what was done to this thing.
    subject: Option<Uuid>,
    /// Written then or later.
    from: Option<Timestamp>,
    /// Written before.
    to: Option<Timestamp>,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, LARGEST_PAGE>>,
}

/// Why the record cannot be shown.
#[derive(Debug, thiserror::Error)]
enum AuditError {
    /// There is no such page.
    #[error(transparent)]
    Place(#[from] NoPlace),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreFailure),
}

problems! { AuditError {
    Self::Place(_) => UNPROCESSABLE_ENTITY "unknown_page",
} within {
    Self::Store(error) => StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Admin), routes!(list))
        .at(Policy::AtLeast(Role::Admin), routes!(verify))
}

/// Who changed what, newest first.
#[utoipa::path(
    get, path = "/audit", tag = "audit", params(AuditQuery),
    responses((status = 200, body = Lines), Refused<AuditError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<AuditQuery>,
) -> Result<Answer<Lines>, Refused<AuditError>> {
    let asked = audit::Asked {
        member: query.by,
        subject: query.subject,
        from: query.from,
        to: query.to,
        after: query
            .after
            .as_deref()
            .map(str::parse::<Place>)
            .transpose()
            .map_err(AuditError::from)?,
        limit: query.limit.map_or(50, Within::get),
    };
    Ok(Answer(audit::list(&site.app, &caller.member, asked).await.map_err(AuditError::from)?))
}

/// Whether every sealed line is as it was written.
#[utoipa::path(
    get, path = "/audit/verification", tag = "audit",
    responses((status = 200, body = Verified), Refused<app::StoreFailure>),
)]
async fn verify(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Verified>, Refused<app::StoreFailure>> {
    Ok(Answer(audit::verify(&site.app, caller.member.scope).await?))
}
