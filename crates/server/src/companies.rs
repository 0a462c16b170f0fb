//! Companies: where persons work.

use app::{
    companies::{
        self, CompanyActivity, CompanyError, CompanyShown, Filter,
        block::{self, BlockError, Blocked},
    },
    enrollments::by_hand::HandError,
    pages::{Asked, UnknownPage},
    versions::ChangedMeanwhile,
};
use axum::{Json as Answer, extract::State};
use domain::{identity::Role, ids::CompanyId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{
        Json, Path, Query,
        bounds::Within,
        etags::{IfMatch, Tagged},
        texts::Text,
    },
};

/// Which companies to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CompaniesQuery {
    /// How their names begin.
    #[param(value_type = Option<String>, max_length = 500)]
    q: Option<Text<500>>,
    /// Only those that are wanted as clients for years.
    #[serde(default)]
    dream: bool,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

/// A page of companies.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Companies {
    /// By name.
    companies: Vec<CompanyShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// The path of one company.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct CompanyPath {
    /// Which company.
    #[param(value_type = uuid::Uuid)]
    id: CompanyId,
}

/// What is to change of a company; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompanyChange {
    /// Its name.
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    name: Option<String>,
    /// Its web site.
    #[schema(max_length = 500)]
    website: Option<String>,
    /// Its industry.
    #[schema(max_length = 500)]
    industry: Option<String>,
    /// Its country.
    #[schema(max_length = 500)]
    country: Option<String>,
    /// Whether you want it as a client, and keep it in mind for years.
    is_dream: Option<bool>,
}

impl From<CompanyChange> for companies::Change {
    fn from(body: CompanyChange) -> Self {
        let CompanyChange { name, website, industry, country, is_dream } = body;
        Self { name, website, industry, country, is_dream }
    }
}

/// Why nobody at a company is to be worked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlockBody {
    /// Why.
    #[schema(min_length = 1, max_length = 1000, pattern = r"\S")]
    why: String,
}

problems! { BlockError {
    Self::OfAnother { .. } => FORBIDDEN "of_another",
    Self::WhyMissing => UNPROCESSABLE_ENTITY "why_missing",
    Self::WhyTooLong => UNPROCESSABLE_ENTITY "too_long",
} within {
    Self::Company(error) => CompanyError: error,
    Self::Cadence(error) => HandError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { CompanyError {
    Self::Unknown { .. } => NOT_FOUND "unknown_company",
    Self::NameMissing => UNPROCESSABLE_ENTITY "name_missing",
    Self::NameTaken { .. } => CONFLICT "name_taken",
    Self::TooLong { .. } => UNPROCESSABLE_ENTITY "text_too_long",
} within {
    Self::Changed(error) => ChangedMeanwhile: error,
    Self::UnknownPage(error) => UnknownPage: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list))
        .at(may, routes!(get, change))
        .at(may, routes!(activity))
        .at(may, routes!(block_company, unblock_company))
}

/// Companies by name, a page at a time; their people are `GET /people?company=`.
#[utoipa::path(
    get, path = "/companies", tag = "companies", params(CompaniesQuery),
    responses((status = 200, body = Companies), Refused<CompanyError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<CompaniesQuery>,
) -> Result<Answer<Companies>, Refused<CompanyError>> {
    let begins = query.q.as_ref().map(|begins| begins.as_str().to_owned());
    let filter = Filter { begins, is_dream: query.dream };
    let asked = Asked { after: query.after, limit: query.limit.map(Within::rows) };
    let page = companies::list(&site.app, &caller.member, &filter, &asked).await?;
    Ok(Answer(Companies { companies: page.rows, next: page.next }))
}

/// One company.
#[utoipa::path(
    get, path = "/companies/{id}", tag = "companies", params(CompanyPath),
    responses(
        (status = 200, body = CompanyShown, headers(("ETag" = String, description = "Its version."))),
        Refused<CompanyError>,
    ),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CompanyPath { id }): Path<CompanyPath>,
) -> Result<Tagged<CompanyShown>, Refused<CompanyError>> {
    let found = companies::get(&site.app, &caller.member, id).await?;
    Ok(Tagged::new(found.version, found))
}

/// What happened with the people of a company: in all, by month, and the meetings that are set.
#[utoipa::path(
    get, path = "/companies/{id}/activity", tag = "companies", params(CompanyPath),
    responses((status = 200, body = CompanyActivity), Refused<CompanyError>),
)]
async fn activity(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CompanyPath { id }): Path<CompanyPath>,
) -> Result<Answer<CompanyActivity>, Refused<CompanyError>> {
    Ok(Answer(companies::activity(&site.app, &caller.member, id).await?))
}

/// Change a company.
#[utoipa::path(
    patch, path = "/companies/{id}", tag = "companies", params(CompanyPath, IfMatch),
    request_body = CompanyChange,
    responses(
        (status = 200, body = CompanyShown, headers(("ETag" = String, description = "Its version."))),
        Refused<CompanyError>,
    ),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CompanyPath { id }): Path<CompanyPath>,
    IfMatch(seen): IfMatch,
    Json(body): Json<CompanyChange>,
) -> Result<Tagged<CompanyShown>, Refused<CompanyError>> {
    let found = companies::change(&site.app, &caller.member, id, seen, body.into()).await?;
    Ok(Tagged::new(found.version, found))
}

/// Block a company: who is on a cadence there is paused, which frees their time, and nobody there is started.
#[utoipa::path(
    put, path = "/companies/{id}/block", tag = "companies", params(CompanyPath), request_body = BlockBody,
    responses((status = 200, body = Blocked), Refused<BlockError>),
)]
async fn block_company(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CompanyPath { id }): Path<CompanyPath>,
    Json(BlockBody { why }): Json<BlockBody>,
) -> Result<Answer<Blocked>, Refused<BlockError>> {
    Ok(Answer(block::block(&site.app, &caller.member, id, &why).await?))
}

/// Take a block back: who was paused by it goes on where the plan has room for it.
#[utoipa::path(
    delete, path = "/companies/{id}/block", tag = "companies", params(CompanyPath),
    responses((status = 200, body = Blocked), Refused<BlockError>),
)]
async fn unblock_company(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(CompanyPath { id }): Path<CompanyPath>,
) -> Result<Answer<Blocked>, Refused<BlockError>> {
    Ok(Answer(block::unblock(&site.app, &caller.member, id).await?))
}
