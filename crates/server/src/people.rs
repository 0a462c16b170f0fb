//! People: lists under filters, and all that is known of one.

mod bulk;
mod sorting;
mod views;

use app::{
    pages::{Asked, UnknownPage},
    people::{
        counts::{self, PeopleCounts, View},
        edit::{self, EditError, OfAnother},
        facts::{FactError, PersonTold},
        list::{self as people, ListError, PageRequest, PersonShown, Sort},
        timeline::{self, Timeline},
    },
    versions::ChangedMeanwhile,
};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::{
    identity::Role,
    ids::{CompanyId, ImportId, PersonId},
    people::{Fit, Standing},
};
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
    teams::created,
};

/// Which people to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PeopleQuery {
    /// Words, each of which begins a word of theirs: of name, company, address or number.
    #[param(value_type = Option<String>, max_length = 500)]
    q: Option<Text<500>>,
    /// Only this standing.
    standing: Option<Standing>,
    /// Only this fit.
    fit: Option<Fit>,
    /// Only those of this member, by name.
    #[param(value_type = Option<String>, max_length = 500)]
    owner: Option<Text<500>>,
    /// Only those with this tag.
    #[param(value_type = Option<String>, max_length = 500)]
    tag: Option<Text<500>>,
    /// Only those who work here.
    #[param(value_type = Option<uuid::Uuid>)]
    company: Option<CompanyId>,
    /// Only those that this import brought.
    #[param(value_type = Option<uuid::Uuid>)]
    import: Option<ImportId>,
    /// Only those about whom this is to be done.
    view: Option<View>,
    /// In which order; newest first unless told.
    sort: Option<Sort>,
    /// The page after the one whose `next` this is.
    after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    #[param(value_type = Option<u16>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<Within<1, 500>>,
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct People {
    /// Newest first.
    people: Vec<PersonShown>,
    /// Ask for the next page with `after` set to this; none at the end.
    next: Option<String>,
}

/// The path of one person.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct PersonPath {
    /// Which person.
    #[param(value_type = uuid::Uuid)]
    pub(crate) id: PersonId,
}

impl From<PeopleQuery> for PageRequest {
    fn from(query: PeopleQuery) -> Self {
        let filters = Filters {
            q: query.q.map(Text::into_inner),
            standing: query.standing,
            fit: query.fit,
            owner: query.owner.map(Text::into_inner),
            tag: query.tag.map(Text::into_inner),
            import: query.import,
            company: query.company,
            view: query.view,
        };
        let page = Asked { after: query.after, limit: query.limit.map(Within::rows) };
        page_request(filters, query.sort, page)
    }
}

/// What narrows the list of people.
struct Filters {
    q: Option<String>,
    standing: Option<Standing>,
    fit: Option<Fit>,
    owner: Option<String>,
    tag: Option<String>,
    import: Option<ImportId>,
    company: Option<CompanyId>,
    view: Option<View>,
}

/// Filters and an order as the use case reads them.
fn page_request(filters: Filters, sort: Option<Sort>, page: Asked) -> PageRequest {
    let named = |name: &str, value: Option<String>| value.map(|value| format!("{name}={value}"));
    let named = [
        named("standing", filters.standing.map(|standing| standing.to_string())),
        named("fit", filters.fit.map(|fit| fit.to_string())),
        named("owner", filters.owner),
        named("tag", filters.tag),
        named("import", filters.import.map(|import| import.to_string())),
    ];
    let words = filters.q.as_deref().unwrap_or_default().split_whitespace();
    // A word that looks like a filter is none here: filters have names of their own.
    let words = words.map(|word| word.replace('=', " "));
    let words = words.chain(named.into_iter().flatten()).collect();
    PageRequest { words, company: filters.company, view: filters.view, sort, page }
}

problems! { ListError {
    Self::UnknownFilter { .. } => UNPROCESSABLE_ENTITY "unknown_filter",
    Self::UnknownWord(_) => UNPROCESSABLE_ENTITY "unknown_word",
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::UnknownCompany { .. } => NOT_FOUND "unknown_company",
    Self::UnknownImport { .. } => NOT_FOUND "unknown_import",
} within {
    Self::UnknownPage(error) => UnknownPage: error,
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { FactError {
    Self::TooLong { .. } => UNPROCESSABLE_ENTITY "text_too_long",
    Self::TooMany { .. } => UNPROCESSABLE_ENTITY "too_many",
    Self::Invalid { .. } => UNPROCESSABLE_ENTITY "invalid",
    Self::NameMissing => UNPROCESSABLE_ENTITY "name_missing",
} }

problems! { OfAnother {
    OfAnother { .. } => FORBIDDEN "of_another",
} }

problems! { EditError {
    Self::UnknownPerson { .. } => NOT_FOUND "unknown_person",
    Self::UnknownMember { .. } => NOT_FOUND "unknown_member",
    Self::Differs => CONFLICT "another_person",
    Self::StandingOfCadence => CONFLICT "standing_of_cadence",
    Self::Merged(_) => CONFLICT "merged_away",
} within {
    Self::OfAnother(error) => OfAnother: error,
    Self::Fact(error) => FactError: error,
    Self::Changed(error) => ChangedMeanwhile: error,
    Self::Cadence(error) => app::enrollments::by_hand::HandError: error,
    Self::Show(error) => ListError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    let may = Policy::AtLeast(Role::Rep);
    api.at(may, routes!(list))
        .at(may, routes!(get, put, change))
        .at(may, routes!(count))
        .at(may, routes!(timeline_of))
        .with(views::routes)
        .with(bulk::routes)
        .with(sorting::routes)
}

/// People under filters, a page at a time.
#[utoipa::path(
    get, path = "/people", tag = "people", params(PeopleQuery),
    responses((status = 200, body = People), Refused<ListError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<PeopleQuery>,
) -> Result<Answer<People>, Refused<ListError>> {
    let page = people::page_of(&site.app, &caller.member, query.into()).await?;
    Ok(Answer(People { people: page.rows, next: page.next }))
}

/// How many people the filters find by standing, and how many of them can be started; `sort` and the page are not looked at.
#[utoipa::path(
    get, path = "/people/counts", tag = "people", params(PeopleQuery),
    responses((status = 200, body = PeopleCounts), Refused<ListError>),
)]
async fn count(
    State(site): State<Site>,
    Signed(caller): Signed,
    Query(query): Query<PeopleQuery>,
) -> Result<Answer<PeopleCounts>, Refused<ListError>> {
    Ok(Answer(counts::of(&site.app, &caller.member, query.into()).await?))
}

/// All that is known of a person.
#[utoipa::path(
    get, path = "/people/{id}", tag = "people", params(PersonPath),
    responses(
        (status = 200, body = PersonShown, headers(("ETag" = String, description = "Their version."))),
        Refused<ListError>,
    ),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
) -> Result<Tagged<PersonShown>, Refused<ListError>> {
    let found = people::get(&site.app, &caller.member, id).await?;
    Ok(Tagged::new(found.version, found))
}

/// Add a person under an id of yours: the same once more changes nothing.
#[utoipa::path(
    put, path = "/people/{id}", tag = "people", params(PersonPath), request_body = PersonTold,
    responses(
        (status = 200, body = PersonShown, headers(("ETag" = String, description = "Their version."))),
        (status = 201, body = PersonShown, headers(("ETag" = String, description = "Their version."))),
        Refused<EditError>,
    ),
)]
async fn put(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
    Json(body): Json<PersonTold>,
) -> Result<(StatusCode, Tagged<PersonShown>), Refused<EditError>> {
    let (person, is_new) = edit::put(&site.app, &caller.member, id, body).await?;
    Ok((created(is_new), Tagged::new(person.version, person)))
}

/// Change what is told of a person.
#[utoipa::path(
    patch, path = "/people/{id}", tag = "people", params(PersonPath, IfMatch),
    request_body = PersonTold,
    responses(
        (status = 200, body = PersonShown, headers(("ETag" = String, description = "Their version."))),
        Refused<EditError>,
    ),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
    IfMatch(seen): IfMatch,
    Json(body): Json<PersonTold>,
) -> Result<Tagged<PersonShown>, Refused<EditError>> {
    let person = edit::change(&site.app, &caller.member, id, seen, body).await?;
    Ok(Tagged::new(person.version, person))
}

/// What happened with a person, newest first, and what comes next.
#[utoipa::path(
    get, path = "/people/{id}/timeline", tag = "people", params(PersonPath),
    responses((status = 200, body = Timeline), Refused<ListError>),
)]
async fn timeline_of(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(PersonPath { id }): Path<PersonPath>,
) -> Result<Answer<Timeline>, Refused<ListError>> {
    Ok(Answer(timeline::of_known(&site.app, &caller.member, id).await?))
}
