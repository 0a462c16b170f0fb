//! Recipes: daily goals that the plan can keep, how far they are kept, and the rows behind each count.

use app::recipes::{
    self, CheckShown, History, RecipeShown, RecipeUseError,
    by_hand::{self, Entry, HandCountShown},
    progress::{self, ProgressShown},
    rows::{self, RowsShown, Span},
    save::{self, Saved},
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::MemberId,
    recipes::{check::CheckError, file::FileError},
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{
        Policy, Signed,
        days::{Days, MemberQuery, OfMember},
    },
    problems::{Refused, problems},
    requests::Json,
};

/// A recipe to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipeBody {
    /// The TOML file, as `toml` of a recipe shows it.
    #[schema(max_length = 65536)]
    toml: String,
    /// Why it is kept against the plan; without this the plan decides.
    override_why: Option<String>,
}

/// A recipe to check.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipeFile {
    /// The TOML file.
    #[schema(max_length = 65536)]
    toml: String,
}

/// What a rep counts by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryBody {
    /// The ingredient, by name.
    ingredient: String,
    /// How many there were on the day, all told.
    times: u32,
    /// The day; today when none.
    on: Option<Date>,
    /// What there is to say about it.
    #[serde(default)]
    note: String,
}

/// Which count is to be opened.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgressRowsQuery {
    /// The ingredient, by name.
    ingredient: String,
    /// Which period around today.
    #[param(inline)]
    span: Span,
    /// Whose; your own when left out.
    #[param(value_type = Option<uuid::Uuid>)]
    member: Option<MemberId>,
}

impl OfMember for ProgressRowsQuery {
    fn member(&self) -> Option<MemberId> {
        self.member
    }
}

problems! { FileError {
    _ => UNPROCESSABLE_ENTITY "no_recipe",
} }

problems! { CheckError {
    _ => UNPROCESSABLE_ENTITY "no_check",
} }

problems! { RecipeUseError {
    Self::None => NOT_FOUND "no_recipe_yet",
    Self::NotYet { .. } => NOT_FOUND "no_recipe_yet",
    Self::UnknownIngredient { .. } => NOT_FOUND "unknown_ingredient",
    Self::CountsItself { .. } => CONFLICT "counts_itself",
    Self::TooMany { .. } => UNPROCESSABLE_ENTITY "too_many",
    Self::TooLong(_) => UNPROCESSABLE_ENTITY "too_long_text",
    Self::Future { .. } => UNPROCESSABLE_ENTITY "future",
    Self::UnknownCadence { .. } => NOT_FOUND "unknown_cadence",
    Self::WhyMissing => UNPROCESSABLE_ENTITY "why_missing",
} within {
    Self::File(error) => FileError: error,
    Self::Check(error) => CheckError: error,
    Self::Planning(error) => app::plan::book::PlanningError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(show, save))
        .at(Policy::AtLeast(Role::Rep), routes!(history))
        .at(Policy::AtLeast(Role::Rep), routes!(check))
        .at(Policy::AtLeast(Role::Rep), routes!(progressed))
        .at(Policy::AtLeast(Role::Rep), routes!(progress_rows))
        .at(Policy::AtLeast(Role::Rep), routes!(count))
}

/// The recipe that counts today.
#[utoipa::path(
    get, path = "/recipe", tag = "recipes", params(MemberQuery),
    responses((status = 200, body = RecipeShown), Refused<RecipeUseError>),
)]
async fn show(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<RecipeShown>, Refused<RecipeUseError>> {
    Ok(Answer(recipes::show(&site.app, &member).await?))
}

/// Save a recipe that the plan can keep; it counts from today on.
///
/// When the plan refuses it, `is_saved` is false and `check` says why and what would help.
#[utoipa::path(
    post, path = "/recipe", tag = "recipes", request_body = RecipeBody,
    responses((status = 200, body = Saved), Refused<RecipeUseError>),
)]
async fn save(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<RecipeBody>,
) -> Result<Answer<Saved>, Refused<RecipeUseError>> {
    let why = body.override_why.as_deref();
    Ok(Answer(save::save(&site.app, &caller.member, &body.toml, why).await?))
}

/// All versions of a rep's recipes.
#[utoipa::path(
    get, path = "/recipe/history", tag = "recipes", params(MemberQuery),
    responses((status = 200, body = History), Refused<RecipeUseError>),
)]
async fn history(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<History>, Refused<RecipeUseError>> {
    Ok(Answer(recipes::history(&site.app, &member).await?))
}

/// Run a recipe through the plan. It saves nothing.
#[utoipa::path(
    post, path = "/recipe/check", tag = "recipes", request_body = RecipeFile,
    responses((status = 200, body = CheckShown), Refused<RecipeUseError>),
)]
async fn check(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<RecipeFile>,
) -> Result<Answer<CheckShown>, Refused<RecipeUseError>> {
    Ok(Answer(save::check_file(&site.app, &caller.member, &body.toml).await?))
}

/// How far the goals are kept: today, this week, this month, this year, and what the year becomes.
#[utoipa::path(
    get, path = "/progress", tag = "recipes", params(MemberQuery),
    responses((status = 200, body = ProgressShown), Refused<RecipeUseError>),
)]
async fn progressed(
    State(site): State<Site>,
    Days { member, .. }: Days<MemberQuery>,
) -> Result<Answer<ProgressShown>, Refused<RecipeUseError>> {
    Ok(Answer(progress::progress(&site.app, &member).await?))
}

/// The activities and entries behind a count.
#[utoipa::path(
    get, path = "/progress/rows", tag = "recipes", params(ProgressRowsQuery),
    responses((status = 200, body = RowsShown), Refused<RecipeUseError>),
)]
async fn progress_rows(
    State(site): State<Site>,
    Days { member, query, .. }: Days<ProgressRowsQuery>,
) -> Result<Answer<RowsShown>, Refused<RecipeUseError>> {
    Ok(Answer(rows::of_ingredient(&site.app, &member, &query.ingredient, query.span).await?))
}

/// Enter how many of an ingredient there were on a day, all told; a later entry corrects an earlier one.
#[utoipa::path(
    post, path = "/counts", tag = "recipes", request_body = EntryBody,
    responses((status = 201, body = HandCountShown), Refused<RecipeUseError>),
)]
async fn count(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<EntryBody>,
) -> Result<(StatusCode, Answer<HandCountShown>), Refused<RecipeUseError>> {
    let EntryBody { ingredient, times, on, note } = body;
    let entry = Entry { ingredient, times, on, note };
    Ok((StatusCode::CREATED, Answer(by_hand::count(&site.app, &caller.member, entry).await?)))
}
