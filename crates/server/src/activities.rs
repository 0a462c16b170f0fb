//! What was done: filed under an id of the caller's, taken back by a later record, listed newest first.

mod outcomes;

use app::{
    activities::{
        ActivityError, LogRequest, Logged,
        list::{self, ActivitiesError, ActivityDetail, ActivityFilter},
        record,
        undo::{self, Undone},
    },
    pages::{Asked, UnknownPage},
    plan::book::PlanningError,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    activities::{Ask, Behaviour, Channel, Outcome, record::Asked as AskedFor},
    cadences::advance::LogError,
    identity::Role,
    ids::{ActivityId, MemberId, PersonId, TouchId},
};
use jiff::{Timestamp, civil::Date};
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
    teams::created,
};

/// What was done. What is not told is filled in from the outcome and the touch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActivityBody {
    /// With whom; left out for work that is with nobody.
    person: Option<PersonId>,
    /// What it led to: one of `GET /outcomes`.
    #[schema(max_length = 60)]
    outcome: Option<String>,
    /// What a recipe counts it as; needed without an outcome.
    behaviour: Option<Behaviour>,
    /// On which channel, when it is not the one planned.
    channel: Option<Channel>,
    /// Minutes spent; the planned ones when left out.
    #[schema(value_type = Option<u32>, minimum = 0, maximum = 1440)]
    minutes: Option<Within<0, 1440>>,
    /// The time they named.
    agreed: Option<Timestamp>,
    /// Not before this day, for `not_now`; the day they return, for `out_of_office`.
    until: Option<Date>,
    /// Why: needed for `not_a_fit`.
    #[schema(max_length = 10_000)]
    why: Option<String>,
    /// What you want to remember of it.
    #[schema(max_length = 10_000)]
    note: Option<String>,
    /// Whether the note is shown to nobody but you.
    #[serde(default)]
    is_private: bool,
    /// What was asked for, when it is not what the outcome says.
    ask: Option<AskTold>,
    /// The name of somebody they told you to talk to.
    #[schema(max_length = 200)]
    referral: Option<String>,
    /// The phone number of that somebody.
    #[schema(max_length = 60)]
    phone: Option<String>,
    /// Which touch outside a cadence this was.
    touch: Option<TouchId>,
    /// When it happened; now when left out.
    at: Option<Timestamp>,
}

impl From<ActivityBody> for LogRequest {
    fn from(body: ActivityBody) -> Self {
        Self {
            person: body.person,
            outcome: body.outcome,
            behaviour: body.behaviour,
            channel: body.channel,
            minutes: body.minutes.map(Within::get),
            agreed: body.agreed,
            until: body.until,
            why: body.why,
            note: body.note,
            ask: body.ask.map_or(AskedFor::ByDefault, AskedFor::from),
            referral: body.referral,
            phone: body.phone,
            touch: body.touch,
            at: body.at,
            is_private: body.is_private,
            is_own_only: true,
        }
    }
}

/// What was asked for, as it is told.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AskTold {
    /// A meeting.
    Meeting,
    /// The name of somebody who might need us.
    Referral,
    /// To be connected with a named person.
    Introduction,
    /// Nothing, whatever the outcome says.
    Nothing,
}

impl From<AskTold> for AskedFor {
    fn from(told: AskTold) -> Self {
        match told {
            AskTold::Meeting => Self::For(Ask::Meeting),
            AskTold::Referral => Self::For(Ask::Referral),
            AskTold::Introduction => Self::For(Ask::Introduction),
            AskTold::Nothing => Self::Nothing,
        }
    }
}

/// Which activities to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActivitiesQuery {
    /// Only with this person.
    #[param(value_type = Option<uuid::Uuid>)]
    person: Option<PersonId>,
    /// Only on this channel.
    channel: Option<Channel>,
    /// Only what a recipe counts as this.
    behaviour: Option<Behaviour>,
    /// Only with this outcome, or one of your own that has its effects.
    outcome: Option<Outcome>,
    /// Only on this local day or later.
    from: Option<Date>,
    /// Only on this local day or earlier.
    to: Option<Date>,
    /// Whose; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

impl OfMember for ActivitiesQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

impl From<ActivitiesQuery> for (ActivityFilter, Asked) {
    fn from(query: ActivitiesQuery) -> Self {
        let ActivitiesQuery { person, channel, behaviour, outcome, from, to, .. } = query;
        let filter = ActivityFilter { person, channel, behaviour, outcome, from, to };
        (filter, Asked { after: query.after, limit: query.limit.map(Within::rows) })
    }
}

/// A page of activities.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Activities {
    /// Newest first, without what was taken back.
    activities: Vec<ActivityDetail>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// The path of one activity.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ActivityPath {
    /// Which activity.
    #[param(value_type = uuid::Uuid)]
    id: ActivityId,
}

problems! { ActivityError {
    Self::Record(_) => UNPROCESSABLE_ENTITY "record",
    Self::TooLong { .. } => UNPROCESSABLE_ENTITY "too_long",
    Self::OutOfTime { .. } => UNPROCESSABLE_ENTITY "out_of_time",
    Self::Outcome(LogError::AtFuture { .. }) => UNPROCESSABLE_ENTITY "at_future",
    Self::Outcome(_) => UNPROCESSABLE_ENTITY "outcome",
    Self::UnknownOutcome { .. } => UNPROCESSABLE_ENTITY "unknown_outcome",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::UnknownTouch { .. } => NOT_FOUND "unknown_touch",
    Self::UnknownActivity => NOT_FOUND "unknown_activity",
    Self::NothingToUndo => NOT_FOUND "nothing_to_undo",
    Self::OfAnother { .. } => FORBIDDEN "of_another",
    Self::Differs { .. } => CONFLICT "differs",
    Self::UndoneAlready { .. } => CONFLICT "undone_already",
    Self::LaterWork => CONFLICT "later_work",
    Self::Merged(_) => CONFLICT "merged_away",
} within {
    Self::Planning(error) => PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { ActivitiesError {
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
} within {
    Self::Page(error) => UnknownPage: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let rep = Policy::AtLeast(Role::Rep);
    api.at(rep, routes!(list))
        .at(rep, routes!(get, put))
        .at(rep, routes!(undo))
        .with(outcomes::routes)
}

/// What a rep did, a page at a time.
#[utoipa::path(
    get, path = "/activities", tag = "activities", params(ActivitiesQuery),
    responses((status = 200, body = Activities), Refused<ActivitiesError>),
)]
async fn list(
    State(site): State<Site>,
    Days { caller: Signed(caller), member, query }: Days<ActivitiesQuery>,
) -> Result<Answer<Activities>, Refused<ActivitiesError>> {
    let (filter, asked) = query.into();
    let page = list::page(&site.app, &caller.member, &member, filter, &asked).await?;
    Ok(Answer(Activities { activities: page.rows, next: page.next }))
}

/// One activity: yours, or of somebody whom you look after.
#[utoipa::path(
    get, path = "/activities/{id}", tag = "activities", params(ActivityPath),
    responses((status = 200, body = ActivityDetail), Refused<ActivityError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ActivityPath { id }): Path<ActivityPath>,
) -> Result<Answer<ActivityDetail>, Refused<ActivityError>> {
    Ok(Answer(list::get(&site.app, &caller.member, id).await?))
}

/// File what you did, under an id of yours: the same again changes nothing.
#[utoipa::path(
    put, path = "/activities/{id}", tag = "activities", params(ActivityPath), request_body = ActivityBody,
    responses(
        (status = 201, body = Logged),
        (status = 200, body = Logged, description = "It was there already, and the same."),
        Refused<ActivityError>,
    ),
)]
async fn put(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ActivityPath { id }): Path<ActivityPath>,
    Json(body): Json<ActivityBody>,
) -> Result<(StatusCode, Answer<Logged>), Refused<ActivityError>> {
    let logged = record::record(&site.app, &caller.member, id, body.into()).await?;
    Ok((created(logged.is_new), Answer(logged)))
}

/// Take back what you filed: a later record corrects it, and the plan is as it was before.
#[utoipa::path(
    post, path = "/activities/{id}/undo", tag = "activities", params(ActivityPath),
    responses((status = 201, body = Undone), Refused<ActivityError>),
)]
async fn undo(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(ActivityPath { id }): Path<ActivityPath>,
) -> Result<(StatusCode, Answer<Undone>), Refused<ActivityError>> {
    let undone = undo::undo_own(&site.app, &caller.member, id).await?;
    Ok((StatusCode::CREATED, Answer(undone)))
}
