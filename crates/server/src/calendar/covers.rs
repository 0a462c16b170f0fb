//! Cover: somebody does the touches of a rep who is away.

use app::calendar::{
    CalendarChangeError,
    covers::{self, CoverError, CoverShown},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::{CoverId, MemberId},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, MemberQuery},
    },
    problems::{Refused, problems},
    requests::{Json, Path},
    teams::created,
};

/// Covers ahead.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Covers {
    /// Where one is away, and where one does another's touches, in order.
    covers: Vec<CoverShown>,
}

/// Who covers, and when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CoverBody {
    /// Who is away; you when left out. A coach may say it of their teams, an admin of everybody.
    absent: Option<MemberId>,
    /// Who does their touches.
    colleague: MemberId,
    /// First day.
    from: Date,
    /// Last day.
    to: Date,
}

/// The path of one cover.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct CoverPath {
    /// Which cover.
    #[param(value_type = uuid::Uuid)]
    id: CoverId,
}

problems! { CoverError {
    Self::Oneself => UNPROCESSABLE_ENTITY "oneself",
    Self::UnknownMember => NOT_FOUND "unknown_member",
    Self::UnknownCover => NOT_FOUND "unknown_cover",
    Self::Differs => CONFLICT "differs",
} within {
    Self::Calendar(error) => CalendarChangeError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(list)).at(rep, routes!(add, remove))
}

/// Who covers for whom, from today on.
#[utoipa::path(
    get, path = "/covers", tag = "calendar", params(MemberQuery),
    responses((status = 200, body = Covers), Refused<CoverError>),
)]
async fn list(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<Covers>, Refused<CoverError>> {
    Ok(Answer(Covers { covers: covers::list(&site.app, &member).await? }))
}

/// Let somebody see and do your touches while you are away.
#[utoipa::path(
    put, path = "/covers/{id}", tag = "calendar", params(CoverPath), request_body = CoverBody,
    responses(
        (status = 201, body = CoverShown),
        (status = 200, body = CoverShown, description = "It was there already, and the same."),
        Refused<CoverError>,
    ),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CoverPath { id }): Path<CoverPath>,
    Json(CoverBody { absent, colleague, from, to }): Json<CoverBody>,
) -> Result<(StatusCode, Answer<CoverShown>), Refused<CoverError>> {
    let absent = absent.unwrap_or(caller.member.id);
    let wanted = CoverShown { id, absent, colleague, from, to };
    let (cover, is_new) = covers::add(&site.app, &caller.member, wanted).await?;
    Ok((created(is_new), Answer(cover)))
}

/// End a cover.
#[utoipa::path(
    delete, path = "/covers/{id}", tag = "calendar", params(CoverPath),
    responses((status = 204, description = "Ended."), Refused<CoverError>),
)]
async fn remove(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CoverPath { id }): Path<CoverPath>,
) -> Result<StatusCode, Refused<CoverError>> {
    covers::remove(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
