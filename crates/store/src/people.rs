//! People and the ways to reach them.

pub mod bulk;
pub mod lookups;
pub mod marks;
pub mod new;
pub mod pages;
pub mod parts;
pub mod sorting;
pub mod sources;
pub mod startable;
pub mod ties;
pub mod views;
pub mod ways;
pub mod whole;

use domain::ids::{ImportId, MemberId, PersonId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::statement::Statement;
use crate::transaction::{Record, Tx};
use crate::{BULK_ROWS, sql};

/// A human being. Days are days since 1970-01-01, instants microseconds UTC; what is not known is empty.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize,
)]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// Before the name.
    pub prefix: String,
    /// Given name.
    pub given: String,
    /// Middle names.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// After the name.
    pub suffix: String,
    /// Nickname.
    pub nickname: String,
    /// The whole name where the parts are not known.
    pub full_name: String,
    /// The name as shown, folded for sorting and search.
    pub name_folded: String,
    /// Job title.
    pub job_title: String,
    /// Department.
    pub department: String,
    /// Where they work.
    pub company_id: Option<Uuid>,
    /// Standing.
    pub standing: String,
    /// Fit.
    pub fit: String,
    /// Why they fit or do not.
    pub fit_why: String,
    /// Whose they are.
    pub owner_id: Option<Uuid>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA time zone.
    pub zone: String,
    /// BCP 47 language.
    pub language: String,
    /// Industry.
    pub industry: String,
    /// Web site.
    pub website: String,
    /// `1980-02-29`, or `--02-29` without the year.
    pub birthday: String,
    /// Where the name came from.
    pub lead_source: String,
    /// Free text.
    pub note: String,
    /// In nurture until this day.
    pub nurture_until_on: Option<i64>,
    /// Where this row came from: the program of a file, or `by hand`.
    pub source: String,
    /// The day of that.
    pub source_on: Option<i64>,
    /// The import that brought them.
    pub import_id: Option<Uuid>,
    /// The row of that import, or the order of making by hand.
    pub file_order: i64,
    /// `live`, `merged`, `erased`.
    pub state: String,
    /// Into whom they were merged.
    pub merged_into: Option<Uuid>,
    /// When the row was made.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

/// One e-mail address of one person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct EmailAddress {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub person_id: Uuid,
    /// As written.
    pub address: String,
    /// As compared.
    pub key: String,
    /// Where it is used.
    pub label: String,
    /// Its place among the person's, from 0.
    pub position: i64,
    /// Why it does not work; empty when nothing is known against it.
    pub bad_why: String,
    /// Where it came from.
    pub source: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// One phone number of one person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct PhoneNumber {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub person_id: Uuid,
    /// As written.
    pub raw: String,
    /// In E.164; empty when the country is not known.
    pub e164: String,
    /// Extension.
    pub extension: String,
    /// Where it is used.
    pub label: String,
    /// Its place among the person's, from 0.
    pub position: i64,
    /// Why it does not work; empty when nothing is known against it.
    pub bad_why: String,
    /// Where it came from.
    pub source: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// One postal address of one person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct PostalAddress {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub person_id: Uuid,
    /// Its place among the person's, from 0.
    pub position: i64,
    /// House number where told apart.
    pub number: String,
    /// Street.
    pub street: String,
    /// Second line.
    pub line2: String,
    /// Town.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub postcode: String,
    /// Country.
    pub country: String,
    /// Where it came from.
    pub source: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// The address of a person's page on a social network.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    /// Whose.
    pub person_id: Uuid,
    /// The address.
    pub url: String,
    /// Its place among the person's, from 0.
    pub position: i64,
    /// Where it came from.
    pub source: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// The id of a person in another system.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct ExternalId {
    /// Whose.
    pub person_id: Uuid,
    /// Which system.
    pub system: String,
    /// The id there.
    pub external_id: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// A field of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct Field {
    /// Whose.
    pub person_id: Uuid,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where it came from.
    pub source: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// A tag on a person.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct Tag {
    /// Whose.
    pub person_id: Uuid,
    /// The tag.
    pub tag: String,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When.
    pub created_at: i64,
}

/// Which people a page shows; every filter that is none is not applied.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Standing.
    pub standing: Option<String>,
    /// Fit.
    pub fit: Option<String>,
    /// Owner.
    pub owner: Option<MemberId>,
    /// Company.
    pub company: Option<Uuid>,
    /// The import that brought them.
    pub import: Option<ImportId>,
    /// A tag they carry.
    pub tag: Option<String>,
    /// Folded words; each must begin a word of theirs.
    pub tokens: Vec<String>,
    /// What is to be done about them.
    pub view: Option<pages::View>,
}

/// One person, live or not.
pub async fn get(tx: &mut Tx, scope: Scope, id: PersonId) -> Result<Option<Person>, StoreError> {
    tx.optional(PERSONS.of(scope, &[id.0])).await
}

/// Some persons, by id. At most [`BULK_ROWS`] a call.
pub async fn get_many(tx: &mut Tx, scope: Scope, ids: &[Uuid]) -> Result<Vec<Person>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(PERSONS.of(scope, ids)).await
}

pub(crate) const PERSONS: Part = Part {
    select: || {
        sql!(
            "select id, prefix, given, middle, family, suffix, nickname, full_name, name_folded, job_title, department, company_id,
    standing, fit, fit_why, owner_id, country, zone, language, industry, website, birthday, lead_source, note,
    nurture_until_on, source, source_on, import_id, file_order, state, merged_into, created_at, updated_at
from person
where workspace_id = $1 and id in "
        )
    },
    order: " order by id",
};

/// Keeps others from changing some persons until the transaction ends. At most [`BULK_ROWS`] a call.
pub async fn lock(tx: &mut Tx, scope: Scope, ids: &[Uuid]) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    tx.lock(
        sql!("select id from person where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(ids.iter().copied())
            .push(" order by id"),
    )
    .await
}

/// A page of live people under a filter, newest first, after a (made at, id).
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Person>, StoreError> {
    pages::page(tx, scope, filter, &pages::Order::Newest(after), limit).await
}

/// The statement of [`page`], for a tag of few: its shapes are what the filters make of it.
pub fn page_statement(
    scope: Scope,
    filter: &Filter,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Statement {
    pages::statement(scope, filter, &pages::Order::Newest(after), limit, false)
}

/// The e-mail addresses of some persons. At most [`BULK_ROWS`] persons a call, here and below.
pub async fn email_addresses(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<EmailAddress>, StoreError> {
    EMAIL_ADDRESSES.all(tx, scope, people).await
}

pub(crate) const EMAIL_ADDRESSES: Part = Part {
    select: || {
        sql!(
            "select id, person_id, address, key, label, position, bad_why, source, import_id, created_at
from email_address
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, position, id",
};

/// The phone numbers of some persons.
pub async fn phone_numbers(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<PhoneNumber>, StoreError> {
    PHONE_NUMBERS.all(tx, scope, people).await
}

pub(crate) const PHONE_NUMBERS: Part = Part {
    select: || {
        sql!(
            "select id, person_id, raw, e164, extension, label, position, bad_why, source, import_id, created_at
from phone_number
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, position, id",
};

/// The postal addresses of some persons.
pub async fn postal_addresses(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<PostalAddress>, StoreError> {
    POSTAL_ADDRESSES.all(tx, scope, people).await
}

pub(crate) const POSTAL_ADDRESSES: Part = Part {
    select: || {
        sql!(
            "select id, person_id, position, number, street, line2, city, state, postcode, country, source, import_id, created_at
from postal_address
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, position, id",
};

/// The profiles of some persons.
pub async fn profiles(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<Profile>, StoreError> {
    PROFILES.all(tx, scope, people).await
}

pub(crate) const PROFILES: Part = Part {
    select: || {
        sql!(
            "select person_id, url, position, source, import_id, created_at
from profile
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, position, url",
};

/// The ids of some persons in other systems.
pub async fn external_ids(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<ExternalId>, StoreError> {
    EXTERNAL_IDS.all(tx, scope, people).await
}

pub(crate) const EXTERNAL_IDS: Part = Part {
    select: || {
        sql!(
            "select person_id, system, external_id, import_id, created_at
from external_id
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, system, external_id",
};

/// The own fields of some persons.
pub async fn fields(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<Vec<Field>, StoreError> {
    FIELDS.all(tx, scope, people).await
}

pub(crate) const FIELDS: Part = Part {
    select: || {
        sql!(
            "select person_id, name, value, source, import_id, created_at
from person_field
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, name",
};

/// The names of all own fields, in order.
pub async fn field_names(tx: &mut Tx, scope: Scope) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx
        .all(
            sql!("select distinct name from person_field where workspace_id = $1 order by name")
                .bind(scope.workspace),
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The tags of some persons.
pub async fn tags(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<Vec<Tag>, StoreError> {
    TAGS.all(tx, scope, people).await
}

pub(crate) const TAGS: Part = Part {
    select: || {
        sql!(
            "select person_id, tag, import_id, created_at
from person_tag
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, tag",
};

/// What is theirs of some kind, asked over the persons of a list.
pub(crate) struct Part {
    /// Up to the list.
    pub(crate) select: fn() -> Statement,
    /// After it.
    pub(crate) order: &'static str,
}

impl Part {
    /// Asks of at most [`BULK_ROWS`] persons.
    pub(crate) fn of(&self, scope: Scope, people: &[Uuid]) -> Statement {
        (self.select)().bind(scope.workspace).list(people.iter().copied()).push(self.order)
    }

    /// Asks of any number of persons.
    async fn all<T: Record>(
        &self,
        tx: &mut Tx,
        scope: Scope,
        people: &[Uuid],
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        for chunk in people.chunks(BULK_ROWS) {
            found.extend(tx.all(self.of(scope, chunk)).await?);
        }
        Ok(found)
    }
}

/// Writes what may change about a person's row: all but its id, its making and its import.
pub async fn update(tx: &mut Tx, scope: Scope, person: &Person) -> Result<(), StoreError> {
    let p = person;
    tx.execute(
        sql!(
            "update person
set prefix = $3, given = $4, middle = $5, family = $6, suffix = $7, nickname = $8, full_name = $9, name_folded = $10,
    job_title = $11, department = $12, company_id = $13, standing = $14, fit = $15, fit_why = $16, owner_id = $17,
    country = $18, zone = $19, language = $20, industry = $21, website = $22, birthday = $23, lead_source = $24, note = $25,
    nurture_until_on = $26, state = $27, merged_into = $28, updated_at = $29
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(p.id)
        .bind(p.prefix.as_str())
        .bind(p.given.as_str())
        .bind(p.middle.as_str())
        .bind(p.family.as_str())
        .bind(p.suffix.as_str())
        .bind(p.nickname.as_str())
        .bind(p.full_name.as_str())
        .bind(p.name_folded.as_str())
        .bind(p.job_title.as_str())
        .bind(p.department.as_str())
        .bind(p.company_id)
        .bind(p.standing.as_str())
        .bind(p.fit.as_str())
        .bind(p.fit_why.as_str())
        .bind(p.owner_id)
        .bind(p.country.as_str())
        .bind(p.zone.as_str())
        .bind(p.language.as_str())
        .bind(p.industry.as_str())
        .bind(p.website.as_str())
        .bind(p.birthday.as_str())
        .bind(p.lead_source.as_str())
        .bind(p.note.as_str())
        .bind(p.nurture_until_on)
        .bind(p.state.as_str())
        .bind(p.merged_into)
        .bind(p.updated_at),
    )
    .await?;
    Ok(())
}

/// Changes a person's standing, and until when they are in nurture.
pub async fn set_standing(
    tx: &mut Tx,
    scope: Scope,
    id: PersonId,
    standing: &str,
    nurture_until_on: Option<i64>,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update person
set standing = $3, nurture_until_on = $4, updated_at = $5
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(standing)
        .bind(nurture_until_on)
        .bind(at),
    )
    .await?;
    Ok(())
}
