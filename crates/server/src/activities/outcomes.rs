//! What each outcome would do: the captions of the touch block, also for later without network.

use app::activities::{
    ActivityError,
    outcomes::{self, AheadRequest, DAYS, PersonAhead, TodayAhead},
};
use axum::{Json as Answer, extract::State};
use domain::{
    activities::Channel,
    identity::Role,
    ids::{MemberId, TouchId},
};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Site,
    api::{Routed, routes},
    people::PersonPath,
    policies::{
        Policy, Signed,
        days::{Days, OfMember},
    },
    problems::Refused,
    requests::{Path, Query, bounds::Within},
};

/// What will be told with the outcome.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AheadQuery {
    /// The channel that will be told.
    channel: Option<Channel>,
    /// The loose touch that will be told.
    #[param(value_type = Option<uuid::Uuid>)]
    touch: Option<TouchId>,
    /// The time that will be told with outcomes that take one; one is filled in where it is needed and left out.
    agreed: Option<Timestamp>,
    /// The day that will be told with outcomes that take one; likewise.
    until: Option<Date>,
    /// For how many days ahead outcomes that ask for a day are worked out, 0 to 60; 14 unless told.
    #[param(value_type = Option<u8>, minimum = 0, maximum = 60, default = 14)]
    days: Option<Within<0, 60>>,
}

/// Whose day, and how far ahead.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TodayAheadQuery {
    /// Whose; your own when left out. Of others only those for whom you cover today.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// For how many days ahead outcomes that ask for a day are worked out, 0 to 60; 14 unless told.
    #[param(value_type = Option<u8>, minimum = 0, maximum = 60, default = 14)]
    days: Option<Within<0, 60>>,
}

impl OfMember for TodayAheadQuery {
    const IS_COVERED: bool = true;

    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

pub(super) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(of_person)).at(rep, routes!(of_today))
}

/// What each outcome would do to a person, were it filed now: by the code that files it. Nothing is changed.
#[utoipa::path(
    get, path = "/people/{id}/outcomes", tag = "activities", params(PersonPath, AheadQuery),
    responses((status = 200, body = PersonAhead), Refused<ActivityError>),
)]
async fn of_person(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
    Query(query): Query<AheadQuery>,
) -> Result<Answer<PersonAhead>, Refused<ActivityError>> {
    let AheadQuery { channel, touch, agreed, until, days } = query;
    let days = days.map_or(DAYS, Within::days);
    let asked = AheadRequest { channel, touch, agreed, until, days };
    Ok(Answer(outcomes::of_person(&site.app, &caller.member, id, asked).await?))
}

/// The same for every touch of today, in the order of `GET /today`: what a page needs to file and go on without network.
#[utoipa::path(
    get, path = "/today/outcomes", tag = "activities", params(TodayAheadQuery),
    responses((status = 200, body = TodayAhead), Refused<ActivityError>),
)]
async fn of_today(
    State(site): State<Site>,
    Days { caller: Signed(caller), member, query }: Days<TodayAheadQuery>,
) -> Result<Answer<TodayAhead>, Refused<ActivityError>> {
    let days = query.days.map_or(DAYS, Within::days);
    Ok(Answer(outcomes::of_today(&site.app, &caller.member, &member, days).await?))
}
