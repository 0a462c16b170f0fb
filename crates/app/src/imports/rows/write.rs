//! Writing people with all that belongs to them, thousands in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use domain::people::names;
use store::{
    BULK_ROWS, companies, duplicates,
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

/// Finds the companies of some records by key, and adds those that are not there.
pub(crate) async fn companies_of<'r>(
    tx: &mut Tx,
    maker: &Maker,
    records: impl Iterator<Item = &'r Record>,
) -> Result<Companies, StoreError> {
    let mut wanted: BTreeMap<String, &str> = BTreeMap::new();
    for record in
        records.filter(|record| !record.company.is_empty() && record.person.company_id.is_none())
    {
        wanted.entry(record.company_key()).or_insert(&record.company);
    }
    let scope = maker.member.scope;
    let keys: Vec<String> = wanted.keys().cloned().collect();
    let mut found = Companies::new();
    for some in keys.chunks(BULK_ROWS) {
        found.extend(companies::by_keys(tx, scope, some).await?);
    }
    let missing: Vec<companies::Company> = wanted
        .iter()
        .filter(|(key, _)| !found.contains_key(*key))
        .map(|(key, name)| companies::Company {
            id: maker.ids.next(),
            name: (*name).to_owned(),
            name_folded: names::fold(name),
            key: key.clone(),
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

/// Writes new people. Tokens and keys go in order, so that each table is written in one sweep.
pub(crate) async fn write_new(
    tx: &mut Tx,
    scope: Scope,
    records: &[Record],
) -> Result<(), StoreError> {
    let people: Vec<rows::Person> = records.iter().map(|record| record.person.clone()).collect();
    new::insert(tx, scope, &people).await?;
    let parts: Vec<&Record> = records.iter().collect();
    write_parts(tx, scope, &parts).await?;
    let mut tokens: Vec<(String, Uuid)> = Vec::new();
    let mut blocks = Vec::new();
    for record in records {
        tokens.extend(record.tokens().into_iter().map(|token| (token, record.person.id)));
        blocks.extend(record.blocks());
    }
    tokens.sort_unstable();
    new::insert_tokens(tx, scope, &tokens).await?;
    blocks.sort_unstable();
    duplicates::insert_blocks(tx, scope, &blocks).await
}

/// Writes all that belongs to some people.
async fn write_parts(tx: &mut Tx, scope: Scope, records: &[&Record]) -> Result<(), StoreError> {
    fn all<T: Clone>(records: &[&Record], part: impl Fn(&Record) -> &Vec<T>) -> Vec<T> {
        records.iter().flat_map(|record| part(record).iter().cloned()).collect()
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
        reasons::insert(tx, scope, &reason).await?;
    }
    Ok(())
}

/// Writes what was added to a person who is there.
pub(crate) async fn write_gain(
    tx: &mut Tx,
    scope: Scope,
    record: &Record,
    gain: &Gain,
    new_blocks: &[duplicates::Block],
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
