//! Doctrines: what counts as prospecting, which one is in force, and past activity read by any of them.

use app::{
    clock::PeriodError,
    doctrine::{
        self, DoctrineDetail, DoctrineShown, DoctrineUseError,
        preview::{Draft, PreviewShown, preview},
        read::{Question, ReadRow, ReadingShown, Which, read, rows},
    },
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    doctrine::{Class, Counted, DoctrineError},
    identity::Role,
    ids::MemberId,
    recipes::progress::Period,
};
use jiff::civil::Date;
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

/// The doctrines of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Doctrines {
    /// By name.
    doctrines: Vec<DoctrineShown>,
}

/// The path of one doctrine.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct DoctrinePath {
    /// Its name.
    name: String,
}

/// A doctrine as a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DoctrineFile {
    /// The TOML file, as `toml` of a doctrine shows it.
    #[schema(max_length = 65536)]
    toml: String,
}

/// Which doctrine is to be in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InForceBody {
    /// Its name.
    name: String,
    /// Its version; the newest when none.
    version: Option<i64>,
    /// Why.
    #[serde(default)]
    why: String,
}

/// What is to be compared with the doctrine in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewBody {
    /// The TOML file of an edited doctrine; or else
    toml: Option<String>,
    /// the name of one that is there.
    name: Option<String>,
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
}

/// What is read, and by which doctrine.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReadingQuery {
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
    /// The doctrine, by name; that in force when none.
    doctrine: Option<String>,
    /// Its version; the newest when none.
    version: Option<i64>,
    /// Whose days; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

/// Which of the activities behind a number.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowsQuery {
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
    /// The doctrine, by name; that in force when none.
    doctrine: Option<String>,
    /// Its version; the newest when none.
    version: Option<i64>,
    /// Only those of this class.
    class: Option<Class>,
    /// Only those that count, do not, or may yet.
    counts: Option<Counted>,
    /// Whose days; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

/// The activities behind a number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadRows {
    /// By day and id.
    activities: Vec<ReadRow>,
}

impl OfMember for ReadingQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

impl OfMember for RowsQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

problems! { PeriodError {
    Self::Backwards { .. } => UNPROCESSABLE_ENTITY "backwards",
    Self::TooLong(_) => UNPROCESSABLE_ENTITY "too_many_days",
} }

problems! { DoctrineError {
    _ => UNPROCESSABLE_ENTITY "no_doctrine",
} }

problems! { DoctrineUseError {
    Self::Unknown { .. } => NOT_FOUND "unknown_doctrine",
    Self::UnknownVersion { .. } => NOT_FOUND "unknown_version",
    Self::Same { .. } => CONFLICT "same",
} within {
    Self::Doctrine(error) => DoctrineError: error,
    Self::Period(error) => PeriodError: error,
    Self::Planning(error) => app::plan::book::PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(list))
        .at(Policy::AtLeast(Role::Coach), routes!(save))
        .at(Policy::AtLeast(Role::Rep), routes!(show))
        .at(Policy::AtLeast(Role::Coach), routes!(set_in_force))
        .at(Policy::AtLeast(Role::Rep), routes!(previewed))
        .at(Policy::AtLeast(Role::Rep), routes!(reading))
        .at(Policy::AtLeast(Role::Rep), routes!(reading_rows))
}

/// The doctrines, and which is in force.
#[utoipa::path(
    get, path = "/doctrines", tag = "doctrine",
    responses((status = 200, body = Doctrines), Refused<DoctrineUseError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Doctrines>, Refused<DoctrineUseError>> {
    let doctrines = doctrine::list(&site.app, &caller.member).await?;
    Ok(Answer(Doctrines { doctrines }))
}

/// A doctrine: its rules, its versions, and what was in force when.
#[utoipa::path(
    get, path = "/doctrines/{name}", tag = "doctrine", params(DoctrinePath),
    responses((status = 200, body = DoctrineDetail), Refused<DoctrineUseError>),
)]
async fn show(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(DoctrinePath { name }): Path<DoctrinePath>,
) -> Result<Answer<DoctrineDetail>, Refused<DoctrineUseError>> {
    Ok(Answer(doctrine::show(&site.app, &caller.member, &name).await?))
}

/// Save an edited doctrine; one of the same name gets a new version, and what is in force stays so.
#[utoipa::path(
    post, path = "/doctrines/versions", tag = "doctrine", request_body = DoctrineFile,
    responses((status = 201, body = DoctrineDetail), Refused<DoctrineUseError>),
)]
async fn save(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<DoctrineFile>,
) -> Result<(StatusCode, Answer<DoctrineDetail>), Refused<DoctrineUseError>> {
    let saved = doctrine::save(&site.app, &caller.member, &body.toml).await?;
    Ok((StatusCode::CREATED, Answer(saved)))
}

/// Set a doctrine in force from now on.
#[utoipa::path(
    put, path = "/doctrines/in-force", tag = "doctrine", request_body = InForceBody,
    responses((status = 200, body = DoctrineDetail), Refused<DoctrineUseError>),
)]
async fn set_in_force(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<InForceBody>,
) -> Result<Answer<DoctrineDetail>, Refused<DoctrineUseError>> {
    let InForceBody { name, version, why } = body;
    Ok(Answer(doctrine::set_in_force(&site.app, &caller.member, &name, version, &why).await?))
}

/// What would be something else if another doctrine were in force. It changes nothing.
#[utoipa::path(
    post, path = "/doctrines/preview", tag = "doctrine", request_body = PreviewBody,
    responses((status = 200, body = PreviewShown), Refused<DoctrineUseError>),
)]
async fn previewed(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<PreviewBody>,
) -> Result<Answer<PreviewShown>, Refused<DoctrineUseError>> {
    let draft = match body.toml {
        Some(text) => Draft::File(text),
        None => Draft::Named(body.name.unwrap_or_default()),
    };
    let period = Period { first: body.from, last: body.to };
    Ok(Answer(preview(&site.app, &caller.member, &draft, period).await?))
}

/// Past activity read by a doctrine: counts and minutes of each class, and what it warns of.
#[utoipa::path(
    get, path = "/reading", tag = "doctrine", params(ReadingQuery),
    responses((status = 200, body = ReadingShown), Refused<DoctrineUseError>),
)]
async fn reading(
    State(site): State<Site>,
    Days { member, query, .. }: Days<ReadingQuery>,
) -> Result<Answer<ReadingShown>, Refused<DoctrineUseError>> {
    let ReadingQuery { from, to, doctrine, version, .. } = query;
    let period = Period { first: from, last: to };
    let question = Question { period, doctrine, version, of: None };
    Ok(Answer(read(&site.app, &member, &question).await?))
}

/// The activities behind a number of a reading.
#[utoipa::path(
    get, path = "/reading/rows", tag = "doctrine", params(RowsQuery),
    responses((status = 200, body = ReadRows), Refused<DoctrineUseError>),
)]
async fn reading_rows(
    State(site): State<Site>,
    Days { member, query, .. }: Days<RowsQuery>,
) -> Result<Answer<ReadRows>, Refused<DoctrineUseError>> {
    let RowsQuery { from, to, doctrine, version, class, counts, .. } = query;
    let period = Period { first: from, last: to };
    let question = Question { period, doctrine, version, of: None };
    let which = Which { class, counts, ..Which::default() };
    let activities = rows(&site.app, &member, &question, which).await?;
    Ok(Answer(ReadRows { activities }))
}
