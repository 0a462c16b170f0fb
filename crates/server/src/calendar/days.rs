//! What is said of single days: their own hours, that they were lost, or are holidays of one's own.

use app::calendar::{
    self, CalendarChangeError,
    shown::{self, HoursShown},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{calendar::Lost, identity::Role};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::Refused,
    requests::{
        Json, Path,
        bounds::{Text, Within},
    },
};

/// The path of one day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct DayPath {
    /// Which day: 2026-11-23.
    day: Date,
}

/// The hours of one day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayHoursBody {
    /// `09:00-12:00`, or `09:00-10:30 14:00-15:00`.
    #[schema(value_type = String, max_length = 500)]
    hours: Text<0, 500>,
}

/// How much of a day was lost.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LostBody {
    /// Minutes; the whole day when left out.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1440)]
    minutes: Option<Within<1, 1440>>,
}

/// A holiday of one's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidayBody {
    /// What it is called.
    #[schema(max_length = 500)]
    name: String,
}

pub(super) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(set_hours, usual_hours))
        .at(rep, routes!(lose, regain))
        .at(rep, routes!(add_holiday, remove_holiday))
}

/// Give one working day hours of its own.
#[utoipa::path(
    put, path = "/calendar/days/{day}/hours", tag = "calendar", params(DayPath), request_body = DayHoursBody,
    responses((status = 200, body = HoursShown), Refused<CalendarChangeError>),
)]
async fn set_hours(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DayPath { day }): Path<DayPath>,
    Json(body): Json<DayHoursBody>,
) -> Result<Answer<HoursShown>, Refused<CalendarChangeError>> {
    let hours = shown::day_hours(&body.hours.0)?;
    calendar::set_own_hours(&site.app, &caller.member, day, &hours).await?;
    Ok(Answer(shown::hours_shown(&site.app, &caller.member).await?))
}

/// Give a day the hours of its weekday again.
#[utoipa::path(
    delete, path = "/calendar/days/{day}/hours", tag = "calendar", params(DayPath),
    responses((status = 204, description = "As usual again."), Refused<CalendarChangeError>),
)]
async fn usual_hours(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DayPath { day }): Path<DayPath>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    calendar::set_own_hours(&site.app, &caller.member, day, &[]).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say that a day, or some minutes of it, was lost: its touches move inside their windows.
#[utoipa::path(
    put, path = "/calendar/days/{day}/lost", tag = "calendar", params(DayPath), request_body = LostBody,
    responses((status = 204, description = "Kept."), Refused<CalendarChangeError>),
)]
async fn lose(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DayPath { day }): Path<DayPath>,
    Json(body): Json<LostBody>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    let lost = body.minutes.map_or(Lost::All, |minutes| Lost::Minutes(minutes.get().into()));
    calendar::set_lost(&site.app, &caller.member, day, lost).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say that a day counts in full again.
#[utoipa::path(
    delete, path = "/calendar/days/{day}/lost", tag = "calendar", params(DayPath),
    responses((status = 204, description = "It counts again."), Refused<CalendarChangeError>),
)]
async fn regain(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DayPath { day }): Path<DayPath>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    calendar::set_lost(&site.app, &caller.member, day, Lost::Minutes(0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make a day a holiday of your own.
#[utoipa::path(
    put, path = "/calendar/days/{day}/holiday", tag = "calendar", params(DayPath), request_body = HolidayBody,
    responses((status = 204, description = "Kept."), Refused<CalendarChangeError>),
)]
async fn add_holiday(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DayPath { day }): Path<DayPath>,
    Json(body): Json<HolidayBody>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    calendar::days_off::add_holiday(&site.app, &caller.member, day, &body.name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a holiday of your own back.
#[utoipa::path(
    delete, path = "/calendar/days/{day}/holiday", tag = "calendar", params(DayPath),
    responses((status = 204, description = "Taken back."), Refused<CalendarChangeError>),
)]
async fn remove_holiday(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DayPath { day }): Path<DayPath>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    calendar::days_off::remove_holiday(&site.app, &caller.member, day).await?;
    Ok(StatusCode::NO_CONTENT)
}
