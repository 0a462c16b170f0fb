//! Writing people with all that belongs to them, thousands in one transaction.

use std::collections::BTreeMap;

use domain::people::names;
use store::{
    BULK_ROWS, companies,
    errors::StoreError,
    people::{
        self as rows,
        lookups::{self, Lookup},
        new, ties,
    },
    reasons,
    scope::Scope,
    statement::{Ready, Statement},
    suppressions,
    transaction::{Engine, Tx},
};
use uuid::Uuid;

use super::{Maker, Record, absorb::Gain};

/// The companies of some records: key and id.
pub(crate) type Companies = BTreeMap<String, Uuid>;

/// New people, made ready to be written with that by which they are found.
#[derive(Debug, Default)]
pub(crate) struct New {
    records: Vec<Record>,
    /// What tells the company of each apart; empty where there is none.
    companies: Vec<String>,
    /// Statements that write what belongs to them.
    parts: Vec<Ready>,
}

impl New {
    /// # Errors
    /// Never, unless a statement is wrong.
    pub(crate) fn of(
        records: Vec<Record>,
        scope: Scope,
        engine: Engine,
    ) -> Result<Self, StoreError> {
        let companies = records.iter().map(Record::company_key).collect();
        let all: Vec<&Record> = records.iter().collect();
        let lookups: Vec<Lookup> = records.iter().map(Record::lookup).collect();
        let parts = parts(scope, &all).into_iter().chain(lookups::write(scope, &lookups));
        let parts: Result<_, _> = parts.map(|part| part.ready(scope, engine)).collect();
        Ok(Self { records, companies, parts: parts? })
    }

    /// The names of their companies by what tells these apart.
    pub(crate) fn companies(&self) -> BTreeMap<&str, &str> {
        let named = self.companies.iter().zip(&self.records).filter(|(key, _)| !key.is_empty());
        named.map(|(key, record)| (key.as_str(), record.company.as_str())).rev().collect()
    }

    /// Their own rows, each at its company.
    fn people(&self, companies: &Companies) -> Vec<rows::Person> {
        let placed = self.records.iter().zip(&self.companies).map(|(record, company)| {
            let company_id = record.person.company_id.or_else(|| companies.get(company).copied());
            rows::Person { company_id, ..record.person.clone() }
        });
        placed.collect()
    }
}

/// The names of the companies of people who are not placed yet, by what tells these apart.
pub(crate) fn wanted<'r>(records: impl Iterator<Item = &'r Record>) -> BTreeMap<String, &'r str> {
    let mut wanted = BTreeMap::new();
    for record in
        records.filter(|record| !record.company.is_empty() && record.person.company_id.is_none())
    {
        wanted.entry(record.company_key()).or_insert(record.company.as_str());
    }
    wanted
}

/// Finds companies by what tells them apart, and adds those that are not there.
pub(crate) async fn companies_of(
    tx: &mut Tx,
    maker: &Maker,
    wanted: BTreeMap<impl AsRef<str>, &str>,
) -> Result<Companies, StoreError> {
    let scope = maker.member.scope;
    let keys: Vec<String> = wanted.keys().map(|key| key.as_ref().to_owned()).collect();
    let mut found = Companies::new();
    for some in keys.chunks(BULK_ROWS) {
        found.extend(companies::by_keys(tx, scope, some).await?);
    }
    let missing: Vec<companies::Company> = wanted
        .iter()
        .filter(|(key, _)| !found.contains_key(key.as_ref()))
        .map(|(key, name)| companies::Company {
            id: maker.ids.next(),
            name: (*name).to_owned(),
            name_folded: names::fold(name),
            key: key.as_ref().to_owned(),
            website: String::new(),
            industry: String::new(),
            country: String::new(),
            import_id: maker.import,
            held_why: String::new(),
            held_at: None,
            held_for: None,
            is_dream: 0,
            blocked_at: None,
            blocked_why: String::new(),
            blocked_by: None,
            created_at: maker.at,
            updated_at: maker.at,
        })
        .collect();
    if !missing.is_empty() {
        companies::insert_new(tx, scope, &missing).await?;
        // Somebody else may have added one meanwhile: its id is read, not assumed.
        let keys: Vec<String> = missing.into_iter().map(|company| company.key).collect();
        for some in keys.chunks(BULK_ROWS) {
            found.extend(companies::by_keys(tx, scope, some).await?);
        }
    }
    Ok(found)
}

/// Writes new people with all that belongs to them; by word and by key they are written when the import is at its end.
pub(crate) async fn write_new(
    tx: &mut Tx,
    maker: &Maker,
    new: &New,
    companies: &Companies,
) -> Result<(), StoreError> {
    let scope = maker.member.scope;
    tx.execute_all(new::people(scope, &new.people(companies))).await?;
    tx.execute_ready(&new.parts).await?;
    bar_again(tx, maker, &new.records).await
}

/// Writes one new person with all that belongs to them, but for that by which they are found.
pub(crate) async fn write_one(
    tx: &mut Tx,
    maker: &Maker,
    record: &Record,
) -> Result<(), StoreError> {
    let scope = maker.member.scope;
    tx.execute_all(new::people(scope, std::slice::from_ref(&record.person))).await?;
    tx.execute_all(parts(scope, &[record])).await?;
    bar_again(tx, maker, std::slice::from_ref(record)).await
}

/// Who forbade something and is gone since, as when their import was undone, forbids it still when they come back under an
/// address or a number of theirs.
async fn bar_again(tx: &mut Tx, maker: &Maker, records: &[Record]) -> Result<(), StoreError> {
    let scope = maker.member.scope;
    if records.is_empty() || !suppressions::has_any(tx, scope).await? {
        return Ok(());
    }
    let mut by_key: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records {
        for key in record.keys() {
            by_key.entry(key).or_default().push(record);
        }
    }
    let keys: Vec<&str> = by_key.keys().copied().collect();
    let mut bars = Vec::new();
    for some in keys.chunks(BULK_ROWS) {
        for said in suppressions::outlived(tx, scope, some).await? {
            let back = by_key.get(said.key.as_str()).into_iter().flatten();
            bars.extend(back.map(|record| suppressions::Suppression {
                id: maker.ids.next(),
                person_id: record.person.id,
                channel: said.channel.clone(),
                key: String::new(),
                why: said.why.clone(),
                source: said.source.clone(),
                suppressed_at: said.suppressed_at,
                recorded_at: maker.at,
            }));
        }
    }
    suppressions::insert(tx, scope, &bars).await
}

/// Statements that write all that belongs to some people.
fn parts(scope: Scope, records: &[&Record]) -> Vec<Statement> {
    fn all<'r, T>(records: &[&'r Record], part: impl Fn(&Record) -> &Vec<T>) -> Vec<&'r T> {
        records.iter().flat_map(|record| part(record)).collect()
    }
    [
        new::email_addresses(scope, &all(records, |record| &record.emails)),
        new::phone_numbers(scope, &all(records, |record| &record.phones)),
        new::postal_addresses(scope, &all(records, |record| &record.addresses)),
        new::profiles(scope, &all(records, |record| &record.profiles)),
        new::external_ids(scope, &all(records, |record| &record.external_ids)),
        new::fields(scope, &all(records, |record| &record.fields)),
        new::tags(scope, &all(records, |record| &record.tags)),
        ties::new(scope, &all(records, |record| &record.ties)),
        suppressions::new(scope, &all(records, |record| &record.bars)),
        reasons::new(scope, &all(records, |record| &record.reasons)),
    ]
    .concat()
}

/// Writes what was added to a person who is there.
pub(crate) async fn write_gain(
    tx: &mut Tx,
    scope: Scope,
    record: &Record,
    gain: &Gain,
) -> Result<(), StoreError> {
    rows::update(tx, scope, &record.person).await?;
    tx.execute_all(parts(scope, &[&gain.added])).await
}
