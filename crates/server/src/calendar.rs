//! A rep's calendar: hours, leave, lost days, holidays, and time that is taken.

mod covers;
mod days;
mod feeds;

use app::calendar::{
    self, Busy, CalendarChangeError, Leave, days_off,
    files::{self, BusyImported, BusyPreview},
    shown::{self, HolidaysShown, HoursShown, LostDay},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    calendar::hours::Hours,
    identity::Role,
    ids::{BusyId, MemberId},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, MemberQuery, OfMember},
    },
    problems::{Refused, problems},
    requests::{
        Json, Path, Query,
        bounds::{Text, Within},
        calendars::CalendarFile,
    },
};

/// Which holidays.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HolidaysQuery {
    /// Of this year; of the current one unless told.
    #[param(value_type = Option<u16>, minimum = 1900, maximum = 2200)]
    year: Option<Within<1900, 2200>>,
    /// Whose; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for HolidaysQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// Days off ahead.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeaveShown {
    /// In order.
    leave: Vec<Leave>,
}

/// Days ahead that were lost.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LostShown {
    /// In order.
    lost: Vec<LostDay>,
}

/// Time ahead that is taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BusyShown {
    /// In order.
    busy: Vec<Busy>,
}

/// The holiday calendars that are known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Countries {
    /// `DE`, `DE-BY` …
    countries: Vec<&'static str>,
}

/// The hours of a week.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoursBody {
    /// `mon-fri 09:00-11:00`, `mon,wed 09:00-10:30 14:00-15:00`, or `off`.
    #[schema(value_type = String, max_length = 1000)]
    hours: Text<0, 1000>,
}

/// Days off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeaveBody {
    /// First day.
    from: Date,
    /// Last day; the first when left out.
    to: Option<Date>,
}

/// Time that is taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BusyBody {
    /// From.
    from: Timestamp,
    /// To.
    to: Timestamp,
    /// What it is.
    #[serde(default)]
    #[schema(max_length = 500)]
    title: String,
}

/// What a calendar file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileQuery {
    /// The calendar's name: a file of the same name replaces what the one before brought.
    #[param(value_type = String, min_length = 1, max_length = 200)]
    name: Text<1, 200>,
}

/// The path of one leave.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct LeavePath {
    /// Which leave.
    id: Uuid,
}

/// The path of one block of busy time.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct BusyPath {
    /// Which block.
    #[param(value_type = uuid::Uuid)]
    id: BusyId,
}

problems! { CalendarChangeError {
    Self::Hours(_) => UNPROCESSABLE_ENTITY "unreadable_hours",
    Self::Backwards { .. } => UNPROCESSABLE_ENTITY "backwards",
    Self::TooFar { .. } => UNPROCESSABLE_ENTITY "too_far",
    Self::TooLong { .. } => UNPROCESSABLE_ENTITY "too_long",
    Self::NotWorking { .. } => CONFLICT "not_working",
    Self::FewerMinutes { .. } => CONFLICT "fewer_minutes",
    Self::Ics(_) => UNPROCESSABLE_ENTITY "calendar_file_refused",
    Self::Unknown { .. } => NOT_FOUND "unknown",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { days_off::HolidaysError {
    Self::Year { .. } => UNPROCESSABLE_ENTITY "no_year",
    Self::NotKnown(_) => CONFLICT "holidays_not_known",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(hours, set_hours))
        .at(rep, routes!(leave, add_leave))
        .at(rep, routes!(remove_leave))
        .at(rep, routes!(lost))
        .at(rep, routes!(holidays))
        .at(rep, routes!(countries))
        .at(rep, routes!(busy, add_busy))
        .at(rep, routes!(remove_busy))
        .at(rep, routes!(import_busy))
        .at(rep, routes!(preview_busy))
        .with(days::routes)
        .with(covers::routes)
        .with(feeds::routes)
}

/// Prospecting hours: of the week, and of single days.
#[utoipa::path(
    get, path = "/calendar/hours", tag = "calendar", params(MemberQuery),
    responses((status = 200, body = HoursShown), Refused<CalendarChangeError>),
)]
async fn hours(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<HoursShown>, Refused<CalendarChangeError>> {
    Ok(Answer(shown::hours_shown(&site.app, &member).await?))
}

/// Set your hours of the whole week.
#[utoipa::path(
    put, path = "/calendar/hours", tag = "calendar", request_body = HoursBody,
    responses((status = 200, body = HoursShown), Refused<CalendarChangeError>),
)]
async fn set_hours(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<HoursBody>,
) -> Result<Answer<HoursShown>, Refused<CalendarChangeError>> {
    let hours = Hours::parse(&body.hours.0).map_err(CalendarChangeError::from)?;
    calendar::set_hours(&site.app, &caller.member, &hours).await?;
    Ok(Answer(shown::hours_shown(&site.app, &caller.member).await?))
}

/// Days off ahead.
#[utoipa::path(
    get, path = "/calendar/leave", tag = "calendar", params(MemberQuery),
    responses((status = 200, body = LeaveShown), Refused<CalendarChangeError>),
)]
async fn leave(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<LeaveShown>, Refused<CalendarChangeError>> {
    Ok(Answer(LeaveShown { leave: calendar::leave(&site.app, &member).await? }))
}

/// Take days off: the windows of your touches wait for you.
#[utoipa::path(
    post, path = "/calendar/leave", tag = "calendar", request_body = LeaveBody,
    responses((status = 201, body = Leave), Refused<CalendarChangeError>),
)]
async fn add_leave(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<LeaveBody>,
) -> Result<(StatusCode, Answer<Leave>), Refused<CalendarChangeError>> {
    let to = body.to.unwrap_or(body.from);
    let added = calendar::add_leave(&site.app, &caller.member, body.from, to).await?;
    Ok((StatusCode::CREATED, Answer(added)))
}

/// Take leave back.
#[utoipa::path(
    delete, path = "/calendar/leave/{id}", tag = "calendar", params(LeavePath),
    responses((status = 204, description = "Taken back."), Refused<CalendarChangeError>),
)]
async fn remove_leave(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(LeavePath { id }): Path<LeavePath>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    calendar::remove_leave(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Days ahead that were lost.
#[utoipa::path(
    get, path = "/calendar/lost", tag = "calendar", params(MemberQuery),
    responses((status = 200, body = LostShown), Refused<CalendarChangeError>),
)]
async fn lost(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<LostShown>, Refused<CalendarChangeError>> {
    Ok(Answer(LostShown { lost: shown::lost_days(&site.app, &member).await? }))
}

/// The holidays of a year: the country's, and one's own.
#[utoipa::path(
    get, path = "/calendar/holidays", tag = "calendar", params(HolidaysQuery),
    responses((status = 200, body = HolidaysShown), Refused<days_off::HolidaysError>),
)]
async fn holidays(
    State(site): State<Site>,
    Days { member, query, .. }: Days<HolidaysQuery>,
) -> Result<Answer<HolidaysShown>, Refused<days_off::HolidaysError>> {
    let year = query.year.map(Within::year);
    Ok(Answer(shown::holidays_shown(&site.app, &member, year).await?))
}

/// The holiday calendars that are known.
#[utoipa::path(
    get, path = "/calendar/countries", tag = "calendar",
    responses((status = 200, body = Countries)),
)]
async fn countries() -> Answer<Countries> {
    Answer(Countries { countries: domain::calendar::holidays::calendars() })
}

/// Time ahead that is taken.
#[utoipa::path(
    get, path = "/calendar/busy", tag = "calendar", params(MemberQuery),
    responses((status = 200, body = BusyShown), Refused<CalendarChangeError>),
)]
async fn busy(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<BusyShown>, Refused<CalendarChangeError>> {
    Ok(Answer(BusyShown { busy: calendar::busy(&site.app, &member).await? }))
}

/// Say that time is taken: nothing is planned into it.
#[utoipa::path(
    post, path = "/calendar/busy", tag = "calendar", request_body = BusyBody,
    responses((status = 201, body = Busy), Refused<CalendarChangeError>),
)]
async fn add_busy(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(BusyBody { from, to, title }): Json<BusyBody>,
) -> Result<(StatusCode, Answer<Busy>), Refused<CalendarChangeError>> {
    let added = calendar::add_busy(&site.app, &caller.member, from, to, &title).await?;
    Ok((StatusCode::CREATED, Answer(added)))
}

/// Say that time is free again.
#[utoipa::path(
    delete, path = "/calendar/busy/{id}", tag = "calendar", params(BusyPath),
    responses((status = 204, description = "Free again."), Refused<CalendarChangeError>),
)]
async fn remove_busy(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(BusyPath { id }): Path<BusyPath>,
) -> Result<StatusCode, Refused<CalendarChangeError>> {
    calendar::remove_busy(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What an .ics file would take from your days, and what would be late with it. Nothing is stored.
#[utoipa::path(
    post, path = "/calendar/file/preview", tag = "calendar", params(FileQuery),
    request_body(content = String, content_type = "text/calendar"),
    responses((status = 200, body = BusyPreview), Refused<CalendarChangeError>),
)]
async fn preview_busy(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(FileQuery { name }): Query<FileQuery>,
    CalendarFile(body): CalendarFile,
) -> Result<Answer<BusyPreview>, Refused<CalendarChangeError>> {
    Ok(Answer(files::preview_busy(&site.app, &caller.member, &name.0, &body).await?))
}

/// Read an .ics file as time that is taken; what an earlier file of the same name brought is replaced.
#[utoipa::path(
    put, path = "/calendar/file", tag = "calendar", params(FileQuery),
    request_body(content = String, content_type = "text/calendar"),
    responses((status = 200, body = BusyImported), Refused<CalendarChangeError>),
)]
async fn import_busy(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(FileQuery { name }): Query<FileQuery>,
    CalendarFile(body): CalendarFile,
) -> Result<Answer<BusyImported>, Refused<CalendarChangeError>> {
    Ok(Answer(files::import_busy(&site.app, &caller.member, &name.0, &body).await?))
}
