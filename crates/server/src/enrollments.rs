//! Starting people, and what a rep changes about it by hand.

mod by_hand;

use app::{
    enrollments::{
        by_hand::HandError,
        finish_rate::{self, Finished},
        shown::{self, EnrollmentDetail, EnrollmentListed, EnrollmentsError},
        start::{self, StartAnswer, StartError, StartRequest, Whom},
    },
    pages::UnknownPage,
    plan::book::PlanningError,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    enrollments::EnrollmentState,
    identity::Role,
    ids::{EnrollmentId, MemberId, PersonId},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, MemberQuery, OfMember},
    },
    problems::{Refused, problems},
    requests::{Json, Path, bounds::Within},
};

/// The next people of the list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountBody {
    /// The first so many of those who can be started.
    #[schema(value_type = u32, minimum = 1, maximum = 10_000)]
    count: Within<1, 10_000>,
}

/// People by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleBody {
    /// Each of them.
    #[schema(min_items = 1, max_items = 10_000)]
    people: Vec<PersonId>,
}

/// Whom to start: the next people of the list, or people by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum WhomBody {
    /// The next of the list.
    Count(CountBody),
    /// These.
    People(PeopleBody),
}

/// "Can I start these on this cadence from this day?"
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CanStartBody {
    /// The cadence, by name.
    #[schema(max_length = 80)]
    cadence: String,
    /// Whom.
    whom: WhomBody,
    /// The first day of the first touch; today when left out.
    from: Option<Date>,
    /// On how many working days the first touches may be; 1 when left out.
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 400)]
    days: Option<Within<1, 400>>,
}

/// Whom to start, and why although the plan has no room.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StartBody {
    /// The cadence, by name.
    #[schema(max_length = 80)]
    cadence: String,
    /// Whom.
    whom: WhomBody,
    /// The first day of the first touch; today when left out.
    from: Option<Date>,
    /// On how many working days the first touches may be; 1 when left out.
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 400)]
    days: Option<Within<1, 400>>,
    /// Start also those for whom there is no room, and why; it is kept and counted.
    #[schema(min_length = 1, max_length = 10_000)]
    override_why: Option<String>,
}

impl CanStartBody {
    fn request(self, override_why: Option<String>, dry_run: bool) -> StartRequest {
        let whom = match self.whom {
            WhomBody::Count(next) => Whom::First(next.count.get()),
            WhomBody::People(named) => Whom::These(named.people),
        };
        let days = self.days.map_or(1, Within::rows);
        StartRequest { cadence: self.cadence, whom, from: self.from, days, override_why, dry_run }
    }
}

impl From<StartBody> for StartRequest {
    fn from(body: StartBody) -> Self {
        let StartBody { cadence, whom, from, days, override_why } = body;
        CanStartBody { cadence, whom, from, days }.request(override_why, false)
    }
}

/// Which enrollments to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct EnrollmentsQuery {
    /// Only this state.
    state: Option<EnrollmentState>,
    /// Whose; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

impl OfMember for EnrollmentsQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

/// A page of enrollments.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Enrollments {
    /// Newest start first.
    enrollments: Vec<EnrollmentListed>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// The path of one enrollment.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct EnrollmentPath {
    /// Which enrollment.
    #[param(value_type = uuid::Uuid)]
    id: EnrollmentId,
}

problems! { StartError {
    Self::UnknownCadence { .. } => NOT_FOUND "unknown_cadence",
    Self::RetiredCadence { .. } => CONFLICT "retired_cadence",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::FromPast { .. } => UNPROCESSABLE_ENTITY "from_past",
    Self::WhyMissing => UNPROCESSABLE_ENTITY "why_missing",
    Self::WhyTooLong => UNPROCESSABLE_ENTITY "too_long",
    Self::OutOfBounds { .. } => UNPROCESSABLE_ENTITY "out_of_bounds",
    Self::Merged(_) => CONFLICT "merged_away",
} within {
    Self::Planning(error) => PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { EnrollmentsError {
} within {
    Self::Page(error) => UnknownPage: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(can_start))
        .at(rep, routes!(list, start))
        .at(rep, routes!(get))
        .at(rep, routes!(finish))
        .with(by_hand::routes)
}

/// Can I start these? Nobody is started.
#[utoipa::path(
    post, path = "/can_start", tag = "plan", request_body = CanStartBody,
    responses((status = 200, body = StartAnswer), Refused<StartError>),
)]
async fn can_start(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<CanStartBody>,
) -> Result<Answer<StartAnswer>, Refused<StartError>> {
    Ok(Answer(start::start(&site.app, &caller.member, body.request(None, true)).await?))
}

/// Start people: those whose every follow-up the calendar can hold, all at once; the others only with a why.
#[utoipa::path(
    post, path = "/enrollments", tag = "enrollments", request_body = StartBody,
    responses(
        (status = 201, body = StartAnswer, description = "Somebody was started."),
        (status = 200, body = StartAnswer, description = "Nobody was: the answer says why, and what would help."),
        Refused<StartError>,
    ),
)]
async fn start(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<StartBody>,
) -> Result<(StatusCode, Answer<StartAnswer>), Refused<StartError>> {
    let answered = start::start(&site.app, &caller.member, body.into()).await?;
    let is_none = answered.starts.is_empty() && answered.forced.is_empty();
    Ok((if is_none { StatusCode::OK } else { StatusCode::CREATED }, Answer(answered)))
}

/// Whom a rep started, a page at a time.
#[utoipa::path(
    get, path = "/enrollments", tag = "enrollments", params(EnrollmentsQuery),
    responses((status = 200, body = Enrollments), Refused<EnrollmentsError>),
)]
async fn list(
    State(site): State<Site>,
    Days { member, query, .. }: Days<EnrollmentsQuery>,
) -> Result<Answer<Enrollments>, Refused<EnrollmentsError>> {
    let asked = app::pages::Asked { after: query.after, limit: query.limit.map(Within::rows) };
    let page = shown::page(&site.app, &member, query.state, &asked).await?;
    Ok(Answer(Enrollments { enrollments: page.rows, next: page.next }))
}

/// One enrollment, with its next touch.
#[utoipa::path(
    get, path = "/enrollments/{id}", tag = "enrollments", params(EnrollmentPath),
    responses((status = 200, body = EnrollmentDetail), Refused<HandError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(EnrollmentPath { id }): Path<EnrollmentPath>,
) -> Result<Answer<EnrollmentDetail>, Refused<HandError>> {
    Ok(Answer(shown::get(&site.app, &caller.member, id).await?))
}

/// How many of those started got all their touches, and why the others did not.
#[utoipa::path(
    get, path = "/finish_rate", tag = "enrollments", params(MemberQuery),
    responses((status = 200, body = Finished), Refused<app::StoreFailure>),
)]
async fn finish(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<Finished>, Refused<app::StoreFailure>> {
    Ok(Answer(finish_rate::of_member(&site.app, &member).await?))
}
