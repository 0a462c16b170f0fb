//! Companies: where persons work.

use domain::ids::CompanyId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// A company. Instants in microseconds UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Company {
    /// Its id.
    pub id: Uuid,
    /// Its name as first seen.
    pub name: String,
    /// The name folded for search.
    pub name_folded: String,
    /// What companies are told apart by: the name without legal form and punctuation.
    pub key: String,
    /// Its web site.
    pub website: String,
    /// Its industry.
    pub industry: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// Why its people are held; empty when they are not.
    pub held_why: String,
    /// Since when.
    pub held_at: Option<i64>,
    /// The person because of whom.
    pub held_for: Option<Uuid>,
    /// Whether it is wanted as a client for years (0 or 1).
    pub is_dream: i64,
    /// Since when nobody there is worked.
    pub blocked_at: Option<i64>,
    /// Why; empty when it is not blocked.
    pub blocked_why: String,
    /// The member who said so.
    pub blocked_by: Option<Uuid>,
    /// When it was made.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// One company.
pub async fn get(tx: &mut Tx, scope: Scope, id: CompanyId) -> Result<Option<Company>, StoreError> {
    tx.optional(
        sql!(
            "select id, name, name_folded, key, website, industry, country, import_id, held_why, held_at, held_for,
    coalesce(is_dream, 0) as is_dream, blocked_at, coalesce(blocked_why, '') as blocked_why, blocked_by, created_at, updated_at
from company
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Those of some keys that exist: key, id. At most [`BULK_ROWS`] keys a call.
pub async fn by_keys(
    tx: &mut Tx,
    scope: Scope,
    keys: &[String],
) -> Result<Vec<(String, Uuid)>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!("select key, id from company where workspace_id = $1 and key in ")
            .bind(scope.workspace)
            .list(keys),
    )
    .await
}

/// Adds companies; those whose key is taken are left as they are.
pub async fn insert_new(
    tx: &mut Tx,
    scope: Scope,
    companies: &[Company],
) -> Result<(), StoreError> {
    for chunk in companies.chunks(BULK_ROWS) {
        tx.execute(
            sql!(
                "insert into company (workspace_id, id, name, name_folded, key, website, industry, country, import_id, held_why,
    held_at, held_for, created_at, updated_at)
values "
            )
            .rows(chunk.iter().map(|c| {
                [
                    scope.workspace.into(),
                    c.id.into(),
                    c.name.as_str().into(),
                    c.name_folded.as_str().into(),
                    c.key.as_str().into(),
                    c.website.as_str().into(),
                    c.industry.as_str().into(),
                    c.country.as_str().into(),
                    c.import_id.into(),
                    c.held_why.as_str().into(),
                    c.held_at.into(),
                    c.held_for.into(),
                    c.created_at.into(),
                    c.updated_at.into(),
                ]
            }))
            .push(" on conflict (workspace_id, key) do nothing"),
        )
        .await?;
    }
    Ok(())
}

/// Holds the people of a company because of one of them, or lets them go on (`why` empty).
pub async fn hold(
    tx: &mut Tx,
    scope: Scope,
    id: CompanyId,
    why: &str,
    held_at: Option<i64>,
    held_for: Option<Uuid>,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update company
set held_why = $3, held_at = $4, held_for = $5
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(why)
        .bind(held_at)
        .bind(held_for),
    )
    .await?;
    Ok(())
}

/// Says since when nobody at a company is worked, why, and who said so; or that they are again (`since` none).
pub async fn block(
    tx: &mut Tx,
    scope: Scope,
    id: CompanyId,
    since: Option<i64>,
    why: Option<&str>,
    by: Option<Uuid>,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update company
set blocked_at = $3, blocked_why = $4, blocked_by = $5
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(since)
        .bind(why)
        .bind(by),
    )
    .await?;
    Ok(())
}

/// Whether nobody at a company is to be worked.
pub async fn is_blocked(tx: &mut Tx, scope: Scope, id: Uuid) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!(
                "select id
from company
where workspace_id = $1 and id = $2 and blocked_at is not null"
            )
            .bind(scope.workspace)
            .bind(id),
        )
        .await?;
    Ok(found.is_some())
}

/// The names of some companies: id, name. At most [`BULK_ROWS`] a call.
pub async fn names(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!("select id, name from company where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(ids.iter().copied()),
    )
    .await
}

/// Which companies a page shows, and after which (name, id).
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those whose name begins so, folded.
    pub begins: Option<String>,
    /// Only those that are wanted as clients for years.
    pub is_dream: bool,
    /// After this one.
    pub after: Option<(String, Uuid)>,
}

/// A page of companies, by name.
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Company>, StoreError> {
    let mut statement = sql!(
        "select id, name, name_folded, key, website, industry, country, import_id, held_why, held_at, held_for,
    coalesce(is_dream, 0) as is_dream, blocked_at, coalesce(blocked_why, '') as blocked_why, blocked_by, created_at, updated_at
from company
where workspace_id = $1 and name_folded >= $2"
    )
    .bind(scope.workspace)
    .bind(filter.begins.clone().unwrap_or_default());
    if filter.is_dream {
        statement = statement.push(" and is_dream = 1");
    }
    if let Some(begins) = &filter.begins {
        statement = statement.and(" and name_folded < ", format!("{begins}\u{10ffff}"));
    }
    if let Some((name, id)) = &filter.after {
        statement = statement.and(" and (name_folded, id) > (", name).and(", ", *id).push(")");
    }
    tx.all(statement.and(" order by name_folded, id limit ", limit)).await
}

/// Writes what may be changed about a company by hand. A name that is another's is a constraint error.
pub async fn update(tx: &mut Tx, scope: Scope, company: &Company) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update company
set name = $3, name_folded = $4, key = $5, website = $6, industry = $7, country = $8, is_dream = $9, updated_at = $10
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(company.id)
        .bind(company.name.as_str())
        .bind(company.name_folded.as_str())
        .bind(company.key.as_str())
        .bind(company.website.as_str())
        .bind(company.industry.as_str())
        .bind(company.country.as_str())
        .bind(company.is_dream)
        .bind(company.updated_at),
    )
    .await?;
    Ok(())
}

/// How many people of some companies have which standing: company, standing, people. At most [`BULK_ROWS`] a call.
pub async fn standings(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String, i64)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select company_id, standing, count(*) as n
from person
where workspace_id = $1 and state = 'live' and company_id in "
        )
        .bind(scope.workspace)
        .list(ids.iter().copied())
        .push(" group by company_id, standing order by company_id, standing"),
    )
    .await
}

/// What was done with the people of a company, by day and outcome.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Worked {
    /// The local day of who did it, in days since 1970-01-01.
    pub on_day: i64,
    /// The shipped outcome; empty without one.
    pub outcome: String,
    /// How many activities.
    pub n: i64,
    /// Of these, how many were conversations.
    pub conversations: i64,
}

/// What was done with the people of a company and stands, the oldest first.
pub async fn worked(tx: &mut Tx, scope: Scope, id: CompanyId) -> Result<Vec<Worked>, StoreError> {
    tx.all(
        sql!(
            "select activity.on_day, activity.outcome, count(*) as n,
    cast(sum(activity.conversation) as bigint) as conversations
from person
join activity on activity.workspace_id = person.workspace_id and activity.person_id = person.id
where person.workspace_id = $1 and person.company_id = $2 and person.state = 'live'
    and activity.corrects is null and activity.corrected_by is null
group by activity.on_day, activity.outcome
order by activity.on_day, activity.outcome"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// How often what was done with the people of some companies and stands: company, outcome, activities. At most [`BULK_ROWS`] a
/// call.
pub async fn outcomes(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String, i64)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select person.company_id, activity.outcome, count(*) as n
from person
join activity on activity.workspace_id = person.workspace_id and activity.person_id = person.id
where person.workspace_id = $1 and person.state = 'live'
    and activity.corrects is null and activity.corrected_by is null and person.company_id in "
        )
        .bind(scope.workspace)
        .list(ids.iter().copied())
        .push(" group by person.company_id, activity.outcome order by person.company_id, activity.outcome"),
    )
    .await
}

/// How many meetings are set with the people of some companies: company, meetings. At most [`BULK_ROWS`] a call.
pub async fn meetings_set(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, i64)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select person.company_id, count(*) as n
from person
join meeting on meeting.workspace_id = person.workspace_id and meeting.person_id = person.id
where person.workspace_id = $1 and person.state = 'live' and meeting.state = 'set' and person.company_id in "
        )
        .bind(scope.workspace)
        .list(ids.iter().copied())
        .push(" group by person.company_id order by person.company_id"),
    )
    .await
}

/// Keeps others from changing a company until the transaction ends.
pub async fn lock(tx: &mut Tx, scope: Scope, id: CompanyId) -> Result<(), StoreError> {
    tx.lock(
        sql!("select id from company where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await
}
