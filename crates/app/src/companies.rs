//! Companies: where persons work. What happened with one of them holds the touches of the colleagues until the rep says go on.

use domain::{
    companies::company_key,
    enrollments::HoldWhy,
    ids::{CompanyId, PersonId},
    people::names::fold,
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    companies as rows, enrollments as enrollment_rows, errors::StoreError, people as people_rows,
    scope::Scope, transaction::Tx,
};
use uuid::Uuid;

use crate::{
    App, audit,
    clock::{instant_of, micros},
    imports::later,
    pages::{self, Asked, Page, UnknownPage},
    versions::{ChangedMeanwhile, Seen},
    workspaces::Member,
};

/// Longest text that is kept of a company, in characters.
pub const MAX_CHARS: usize = 500;

/// A company as it is shown.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CompanyShown {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its web site.
    pub website: String,
    /// Its industry.
    pub industry: String,
    /// Its country.
    pub country: String,
    /// Why its people are held; none when they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<HeldShown>,
    /// Rises with every change.
    #[serde(skip)]
    pub version: i64,
}

/// Why the people of a company are held.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HeldShown {
    /// What happened.
    pub why: String,
    /// When.
    pub at: Option<Timestamp>,
    /// With whom.
    pub person: Option<PersonId>,
}

/// What is to change of a company: only what is told.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Its name.
    pub name: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// Its industry.
    pub industry: Option<String>,
    /// Its country.
    pub country: Option<String>,
}

/// Why a company cannot be shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum CompanyError {
    /// There is none of this id.
    #[error("there is no company `{company}`")]
    Unknown {
        /// The id.
        company: CompanyId,
    },
    /// It has no name left.
    #[error("a company needs a name")]
    NameMissing,
    /// Another one has that name.
    #[error("another company is called `{name}`")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A text is too long.
    #[error("`{field}` has at most {MAX_CHARS} characters")]
    TooLong {
        /// Which.
        field: &'static str,
    },
    /// It is not as it was when it was seen.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// The companies of a workspace by name, of which all begin as `begins` says.
pub async fn list(
    app: &App,
    member: &Member,
    begins: Option<&str>,
    asked: &Asked,
) -> Result<Page<CompanyShown>, CompanyError> {
    let (scope, limit) = (member.scope, asked.limit());
    let begins = begins.map(fold).filter(|begins| !begins.is_empty());
    let filter = rows::Filter { begins, after: asked.place_in_text()? };
    let found = app.db.read(scope, async |tx| rows::page(tx, scope, &filter, limit).await).await?;
    let last = found.last().map(|row| pages::write_text(&row.name_folded, row.id));
    let next = pages::next(found.len(), limit, last);
    Ok(Page { rows: found.into_iter().map(shown).collect(), next })
}

/// One company.
pub async fn get(
    app: &App,
    member: &Member,
    company: CompanyId,
) -> Result<CompanyShown, CompanyError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::get(tx, scope, company).await).await?;
    found.map(shown).ok_or(CompanyError::Unknown { company })
}

/// Changes what is told of a company, if it is as it was seen.
pub async fn change(
    app: &App,
    member: &Member,
    company: CompanyId,
    seen: Seen,
    change: Change,
) -> Result<CompanyShown, CompanyError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        rows::lock(tx, scope, company).await?;
        let mut row =
            rows::get(tx, scope, company).await?.ok_or(CompanyError::Unknown { company })?;
        seen.check(row.updated_at)?;
        let fields = changed(&mut row, &change)?;
        if fields.is_empty() {
            return Ok(shown(row));
        }
        row.updated_at = later(micros(app.clock.recorded()), row.updated_at);
        let taken = |error: StoreError| {
            if error.is_unique("company", "key") {
                CompanyError::NameTaken { name: row.name.clone() }
            } else {
                error.into()
            }
        };
        rows::update(tx, scope, &row).await.map_err(taken)?;
        let line =
            fields.iter().fold(audit::Change::new("changed", "company", row.id), |line, field| {
                line.with(field, value_of(&row, field))
            });
        line.by(tx, &app, &member).await?;
        Ok(shown(row))
    })
    .await
}

/// What stands in a field of a company.
fn value_of<'r>(row: &'r rows::Company, field: &str) -> &'r str {
    match field {
        "website" => &row.website,
        "industry" => &row.industry,
        "country" => &row.country,
        _ => &row.name,
    }
}

/// Puts what is told into a company; answers with the fields that changed.
fn changed(row: &mut rows::Company, change: &Change) -> Result<Vec<&'static str>, CompanyError> {
    let mut fields = Vec::new();
    let mut put = |field, there: &mut String, told: Option<&String>| {
        let Some(told) = told.map(|told| told.trim()) else { return Ok(()) };
        if told.chars().count() > MAX_CHARS {
            return Err(CompanyError::TooLong { field });
        }
        if there != told {
            told.clone_into(there);
            fields.push(field);
        }
        Ok(())
    };
    put("name", &mut row.name, change.name.as_ref())?;
    put("website", &mut row.website, change.website.as_ref())?;
    put("industry", &mut row.industry, change.industry.as_ref())?;
    put("country", &mut row.country, change.country.as_ref())?;
    row.key = company_key(&row.name);
    row.name_folded = fold(&row.name);
    if row.key.is_empty() {
        return Err(CompanyError::NameMissing);
    }
    Ok(fields)
}

fn shown(row: rows::Company) -> CompanyShown {
    let held = (!row.held_why.is_empty()).then(|| HeldShown {
        why: row.held_why,
        at: row.held_at.map(instant_of),
        person: row.held_for.map(PersonId),
    });
    CompanyShown {
        id: CompanyId(row.id),
        name: row.name,
        website: row.website,
        industry: row.industry,
        country: row.country,
        held,
        version: row.updated_at,
    }
}

/// Holds the touches of a person's colleagues, who keep their room; answers with each enrollment that waits now, and whose.
pub(crate) async fn hold_colleagues(
    tx: &mut Tx,
    scope: Scope,
    person: &people_rows::Person,
    why: HoldWhy,
    at: Timestamp,
) -> Result<Vec<(Uuid, PersonId)>, StoreError> {
    let Some(company) = person.company_id.map(CompanyId) else { return Ok(Vec::new()) };
    enrollment_rows::lock_at_company(tx, scope, company).await?;
    let mut held = Vec::new();
    for mut row in enrollment_rows::open_at_company(tx, scope, company).await? {
        if row.person_id == person.id || !row.held_why.is_empty() {
            continue;
        }
        why.as_str().clone_into(&mut row.held_why);
        enrollment_rows::update(tx, scope, &row).await?;
        held.push((row.id, PersonId(row.person_id)));
    }
    rows::hold(tx, scope, company, why.as_str(), Some(micros(at)), Some(person.id)).await?;
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(name: &str) -> rows::Company {
        rows::Company {
            id: Uuid::nil(),
            name: name.to_owned(),
            name_folded: String::new(),
            key: String::new(),
            website: String::new(),
            industry: String::new(),
            country: String::new(),
            import_id: None,
            held_why: String::new(),
            held_at: None,
            held_for: None,
            created_at: 0,
            updated_at: 0,
        }
    }

    #[track_caller]
    fn check(change: &Change, expected: &str) {
        let mut row = company("Acme");
        let told = match changed(&mut row, change) {
            Ok(fields) => format!("{} [{}]", row.name, fields.join(" ")),
            Err(error) => error.to_string(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn only_what_is_told_and_differs_changes() {
        let name = |name: &str| Change { name: Some(name.to_owned()), ..Change::default() };
        check(&Change::default(), "Acme []");
        check(&name(" Acme "), "Acme []");
        check(&name("Apex"), "Apex [name]");
        let industry = Change { industry: Some("steel".to_owned()), ..name("Apex") };
        check(&industry, "Apex [name industry]");
    }

    #[test]
    fn a_company_keeps_a_name_of_some_length() {
        let name = |name: &str| Change { name: Some(name.to_owned()), ..Change::default() };
        check(&name(" "), "a company needs a name");
        check(&name(&"x".repeat(501)), "`name` has at most 500 characters");
    }
}
