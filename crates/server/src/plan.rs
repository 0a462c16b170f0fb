//! The plan: today, the weeks ahead, and whether somebody can be started.

use app::plan::{
    self, Today, Weeks,
    book::PlanningError,
    closing::{self, ClosingShown},
};
use axum::{Json as Answer, extract::State};
use domain::{identity::Role, ids::MemberId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, OfMember},
    },
    problems::Refused,
    requests::bounds::Within,
};

/// How far to look.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WeeksQuery {
    /// How many weeks, 1 to 52; 4 unless told.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 52, default = 4)]
    weeks: Option<Within<1, 52>>,
    /// Whose; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for WeeksQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// Whose day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TodayQuery {
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's, and who covers for
    /// somebody today for theirs.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// So many minutes are free now: only the touches that fit into them, the most pressing first, 1 to 480.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 480)]
    minutes: Option<Within<1, 480>>,
}

impl OfMember for TodayQuery {
    const IS_COVERED: bool = true;

    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// Whose day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CoveredQuery {
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's, and who covers for
    /// somebody today for theirs.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for CoveredQuery {
    const IS_COVERED: bool = true;

    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(today))
        .at(Policy::AtLeast(Role::Rep), routes!(weeks))
        .at(Policy::AtLeast(Role::Rep), routes!(close))
}

/// Whom to contact today, in order: how, why, and what to say.
#[utoipa::path(
    get, path = "/today", tag = "plan", params(TodayQuery),
    responses((status = 200, body = Today), Refused<PlanningError>),
)]
async fn today(
    State(site): State<Site>,
    Days { caller: Signed(caller), member, query }: Days<TodayQuery>,
) -> Result<Answer<Today>, Refused<PlanningError>> {
    Ok(Answer(match query.minutes.map(Within::rows) {
        Some(minutes) => plan::free_now(&site.app, &caller.member, &member, minutes).await?,
        None => plan::today_of(&site.app, &caller.member, &member).await?,
    }))
}

/// Close the day: what was on time, what moved, what is at risk on the next working day, and its first three.
///
/// It changes nothing, and can be asked at any time of the day.
#[utoipa::path(
    get, path = "/today/closing", tag = "plan", params(CoveredQuery),
    responses((status = 200, body = ClosingShown), Refused<PlanningError>),
)]
async fn close(
    State(site): State<Site>,
    Days { member, .. }: Days<CoveredQuery>,
) -> Result<Answer<ClosingShown>, Refused<PlanningError>> {
    Ok(Answer(closing::close(&site.app, &member).await?))
}

/// The weeks ahead: hours, what is promised, and room; what would be late, and what would help.
#[utoipa::path(
    get, path = "/plan", tag = "plan", params(WeeksQuery),
    responses((status = 200, body = Weeks), Refused<PlanningError>),
)]
async fn weeks(
    State(site): State<Site>,
    Days { member, query, .. }: Days<WeeksQuery>,
) -> Result<Answer<Weeks>, Refused<PlanningError>> {
    let n_weeks = query.weeks.map_or(4, Within::weeks);
    Ok(Answer(plan::weeks(&site.app, &member, n_weeks).await?))
}
