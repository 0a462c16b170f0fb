//! Writing people with all that belongs to them, thousands in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use domain::people::names;
use store::{
    BULK_ROWS, companies,
    duplicates::{self, Block},
    errors::StoreError,
    people::{self as rows, new, ties},
    reasons,
    scope::Scope,
    suppressions,
    transaction::Tx,
};
use uuid::Uuid;

use super::{Maker, Record, absorb::Gain};

/// The companies of some records: key and id.
pub(crate) type Companies = BTreeMap<String, Uuid>;

/// New people, made ready to be written with the words and keys by which they are found.
#[derive(Debug, Default)]
pub(crate) struct New {
    records: Vec<Record>,
    /// What tells the company of each apart; empty where there is none.
    companies: Vec<String>,
    tokens: Vec<(String, Uuid)>,
    blocks: Vec<Block>,
}

impl New {
    /// Words and keys go in order, so that each table is written in one sweep.
    pub(crate) fn of(records: Vec<Record>) -> Self {
        let companies = records.iter().map(Record::company_key).collect();
        let (mut tokens, mut blocks) = (Vec::new(), Vec::new());
        for record in &records {
            tokens.extend(record.tokens().into_iter().map(|token| (token, record.person.id)));
            blocks.extend(record.blocks());
        }
        tokens.sort_unstable();
        blocks.sort_unstable();
        Self { records, companies, tokens, blocks }
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

/// Writes new people with all that belongs to them.
pub(crate) async fn write_new(
    tx: &mut Tx,
    maker: &Maker,
    new: &New,
    companies: &Companies,
) -> Result<(), StoreError> {
    let scope = maker.member.scope;
    new::insert(tx, scope, &new.people(companies)).await?;
    let parts: Vec<&Record> = new.records.iter().collect();
    write_parts(tx, scope, &parts).await?;
    bar_again(tx, maker, &new.records).await?;
    new::insert_tokens(tx, scope, &new.tokens).await?;
    duplicates::insert_blocks(tx, scope, &new.blocks).await
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

/// Writes all that belongs to some people.
async fn write_parts(tx: &mut Tx, scope: Scope, records: &[&Record]) -> Result<(), StoreError> {
    fn all<'r, T>(records: &[&'r Record], part: impl Fn(&Record) -> &Vec<T>) -> Vec<&'r T> {
        records.iter().flat_map(|record| part(record)).collect()
    }
    new::insert_email_addresses(tx, scope, &all(records, |record| &record.emails)).await?;
    new::insert_phone_numbers(tx, scope, &all(records, |record| &record.phones)).await?;
    new::insert_postal_addresses(tx, scope, &all(records, |record| &record.addresses)).await?;
    new::insert_profiles(tx, scope, &all(records, |record| &record.profiles)).await?;
    new::insert_external_ids(tx, scope, &all(records, |record| &record.external_ids)).await?;
    new::insert_fields(tx, scope, &all(records, |record| &record.fields)).await?;
    new::insert_tags(tx, scope, &all(records, |record| &record.tags)).await?;
    ties::insert(tx, scope, &all(records, |record| &record.ties)).await?;
    suppressions::insert(tx, scope, &all(records, |record| &record.bars)).await?;
    for reason in all(records, |record| &record.reasons) {
        reasons::insert(tx, scope, reason).await?;
    }
    Ok(())
}

/// Writes what was added to a person who is there.
pub(crate) async fn write_gain(
    tx: &mut Tx,
    scope: Scope,
    record: &Record,
    gain: &Gain,
    new_blocks: &[Block],
) -> Result<(), StoreError> {
    rows::update(tx, scope, &record.person).await?;
    write_parts(tx, scope, &[&gain.added]).await?;
    rewrite_tokens(tx, scope, record).await?;
    duplicates::insert_blocks(tx, scope, new_blocks).await
}

/// Writes the words by which a person is found anew.
pub(crate) async fn rewrite_tokens(
    tx: &mut Tx,
    scope: Scope,
    record: &Record,
) -> Result<(), StoreError> {
    new::delete_tokens(tx, scope, record.person.id).await?;
    let tokens: BTreeSet<String> = record.tokens();
    let tokens: Vec<(String, Uuid)> =
        tokens.into_iter().map(|token| (token, record.person.id)).collect();
    new::insert_tokens(tx, scope, &tokens).await
}
