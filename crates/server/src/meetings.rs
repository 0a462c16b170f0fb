//! Meetings: set, held, missed, cancelled.

use app::meetings::{self, MeetingChangeError, MeetingShown, Told};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::{MeetingId, MemberId, PersonId},
    meetings::MeetingState,
};
use jiff::Timestamp;
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
    requests::{Json, Path},
};

/// Which meetings to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MeetingsQuery {
    /// Whose; your own when left out. A coach may ask for those of their teams, an admin for everybody's.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// All with this person, whoever has them; else those ahead and of the last seven days.
    #[param(value_type = Option<uuid::Uuid>)]
    person: Option<PersonId>,
}

impl OfMember for MeetingsQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// Some meetings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Meetings {
    /// The meetings.
    meetings: Vec<MeetingShown>,
}

/// A meeting to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingBody {
    /// With whom.
    person: PersonId,
    /// When it starts; left out: the time is to be agreed, and a touch to find it stands on the next working day.
    starts: Option<Timestamp>,
    /// How many minutes it takes; what the settings say when left out.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: Option<u32>,
    /// Where.
    #[schema(max_length = 500)]
    place: Option<String>,
    /// What became of it; set when left out.
    state: Option<MeetingState>,
}

/// What is to change of a meeting; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingChange {
    /// When it starts now.
    starts: Option<Timestamp>,
    /// How many minutes it takes now.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: Option<u32>,
    /// Where it is now.
    #[schema(max_length = 500)]
    place: Option<String>,
    /// What became of it.
    state: Option<MeetingState>,
}

impl From<MeetingChange> for Told {
    fn from(body: MeetingChange) -> Self {
        let MeetingChange { starts, minutes, place, state } = body;
        Self { starts, minutes, place, state }
    }
}

/// The path of one meeting.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct MeetingPath {
    /// Which meeting.
    #[param(value_type = uuid::Uuid)]
    id: MeetingId,
}

problems! { MeetingChangeError {
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::Unknown { .. } => NOT_FOUND "unknown_meeting",
    Self::State(_) => CONFLICT "state",
    Self::Minutes => UNPROCESSABLE_ENTITY "minutes",
    Self::PlaceTooLong => UNPROCESSABLE_ENTITY "place_too_long",
    Self::Changed => CONFLICT "changed",
} within {
    Self::OfAnother(error) => app::people::edit::OfAnother: error,
    Self::Planning(error) => app::plan::book::PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list, add)).at(may, routes!(get, change))
}

/// Meetings ahead and of the last seven days, or all with one person.
#[utoipa::path(
    get, path = "/meetings", tag = "meetings", params(MeetingsQuery),
    responses((status = 200, body = Meetings), Refused<MeetingChangeError>),
)]
async fn list(
    State(site): State<Site>,
    days: Days<MeetingsQuery>,
) -> Result<Answer<Meetings>, Refused<MeetingChangeError>> {
    let meetings = meetings::list_known(&site.app, &days.member, days.query.person).await?;
    Ok(Answer(Meetings { meetings }))
}

/// Add a meeting: the person's cadence ends, and colleagues at the same company wait until you say go on.
#[utoipa::path(
    post, path = "/meetings", tag = "meetings", request_body = MeetingBody,
    responses((status = 201, body = MeetingShown), Refused<MeetingChangeError>),
)]
async fn add(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<MeetingBody>,
) -> Result<(StatusCode, Answer<MeetingShown>), Refused<MeetingChangeError>> {
    let MeetingBody { person, starts, minutes, place, state } = body;
    let told = Told { starts, minutes, place, state };
    let added = meetings::add(&site.app, &caller.member, person, told).await?;
    Ok((StatusCode::CREATED, Answer(added)))
}

/// One meeting.
#[utoipa::path(
    get, path = "/meetings/{id}", tag = "meetings", params(MeetingPath),
    responses((status = 200, body = MeetingShown), Refused<MeetingChangeError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(MeetingPath { id }): Path<MeetingPath>,
) -> Result<Answer<MeetingShown>, Refused<MeetingChangeError>> {
    Ok(Answer(meetings::get(&site.app, &caller.member, id).await?))
}

/// Change a meeting. One that did not take place leaves a touch to find a new time.
#[utoipa::path(
    patch, path = "/meetings/{id}", tag = "meetings", params(MeetingPath),
    request_body = MeetingChange,
    responses((status = 200, body = MeetingShown), Refused<MeetingChangeError>),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(MeetingPath { id }): Path<MeetingPath>,
    Json(body): Json<MeetingChange>,
) -> Result<Answer<MeetingShown>, Refused<MeetingChangeError>> {
    Ok(Answer(meetings::set(&site.app, &caller.member, id, body.into()).await?))
}
