//! Referrals: names given, by whom, and what became of them.

use app::{
    pages::{Asked, UnknownPage},
    referrals::{self, ReferralChangeError, ReferralShown, Stored},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::{MemberId, PersonId, ReferralId},
    referrals::ReferralState,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, OfMember},
    },
    problems::{Refused, problems},
    requests::{Json, Path, bounds::Within},
};

/// Which referrals to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReferralsQuery {
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

impl OfMember for ReferralsQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// A page of referrals.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Referrals {
    /// Newest first.
    referrals: Vec<ReferralShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// A name that was given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralBody {
    /// The name.
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    name: String,
    /// Their number, as written.
    #[serde(default)]
    #[schema(max_length = 100)]
    phone: String,
    /// Why they might need us.
    #[serde(default)]
    #[schema(max_length = 1000)]
    why: String,
    /// Who gave it.
    given_by: Option<PersonId>,
}

/// What became of a referral.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferralChange {
    /// Where it stands.
    state: ReferralState,
}

/// The path of one referral.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ReferralPath {
    /// Which referral.
    #[param(value_type = uuid::Uuid)]
    id: ReferralId,
}

problems! { ReferralChangeError {
    Self::NameMissing => UNPROCESSABLE_ENTITY "name_missing",
    Self::TooLong { .. } => UNPROCESSABLE_ENTITY "text_too_long",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::Unknown { .. } => NOT_FOUND "unknown_referral",
    Self::State(_) => CONFLICT "state",
} within {
    Self::UnknownPage(error) => UnknownPage: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list, add)).at(may, routes!(change))
}

/// Referrals of a rep, newest first.
#[utoipa::path(
    get, path = "/referrals", tag = "referrals", params(ReferralsQuery),
    responses((status = 200, body = Referrals), Refused<ReferralChangeError>),
)]
async fn list(
    State(site): State<Site>,
    days: Days<ReferralsQuery>,
) -> Result<Answer<Referrals>, Refused<ReferralChangeError>> {
    let asked = Asked { after: days.query.after, limit: days.query.limit.map(Within::rows) };
    let page = referrals::page_of(&site.app, &days.member, &asked).await?;
    Ok(Answer(Referrals { referrals: page.rows, next: page.next }))
}

/// Store a name that was given: it becomes a lead with a follow-up in the plan.
#[utoipa::path(
    post, path = "/referrals", tag = "referrals", request_body = ReferralBody,
    responses((status = 201, body = Stored), Refused<ReferralChangeError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<ReferralBody>,
) -> Result<(StatusCode, Answer<Stored>), Refused<ReferralChangeError>> {
    let ReferralBody { name, phone, why, given_by } = body;
    let stored = referrals::add(&site.app, &caller.member, &name, &phone, &why, given_by).await?;
    Ok((StatusCode::CREATED, Answer(stored)))
}

/// Say what became of a referral.
#[utoipa::path(
    patch, path = "/referrals/{id}", tag = "referrals", params(ReferralPath),
    request_body = ReferralChange,
    responses((status = 200, body = ReferralChange), Refused<ReferralChangeError>),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ReferralPath { id }): Path<ReferralPath>,
    Json(body): Json<ReferralChange>,
) -> Result<Answer<ReferralChange>, Refused<ReferralChangeError>> {
    let state = referrals::set_own(&site.app, &caller.member, id, body.state).await?;
    Ok(Answer(ReferralChange { state }))
}
