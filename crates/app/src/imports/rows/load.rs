//! People out of the store with all that belongs to them, some at a time.

use std::collections::{BTreeMap, BTreeSet};

use store::{
    BULK_ROWS, companies,
    errors::StoreError,
    people::{
        self as rows,
        lookups::{self, Lookup},
        ties,
    },
    reasons::{self, Reason},
    scope::Scope,
    suppressions,
    transaction::Tx,
};
use uuid::Uuid;

use super::Record;

/// Some persons, live or not, by id.
pub(crate) async fn load(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Record>, StoreError> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(BULK_ROWS) {
        load_some(tx, scope, some, &mut found).await?;
    }
    Ok(found)
}

async fn load_some(
    tx: &mut Tx,
    scope: Scope,
    ids: &[Uuid],
    found: &mut BTreeMap<Uuid, Record>,
) -> Result<(), StoreError> {
    let people = rows::get_many(tx, scope, ids).await?;
    let at: BTreeSet<Uuid> = people.iter().filter_map(|person| person.company_id).collect();
    let at: Vec<Uuid> = at.into_iter().collect();
    let companies: BTreeMap<Uuid, String> =
        companies::names(tx, scope, &at).await?.into_iter().collect();
    for person in people {
        let company =
            person.company_id.and_then(|id| companies.get(&id)).cloned().unwrap_or_default();
        found.insert(person.id, Record { person, company, ..Record::default() });
    }
    let mut give = |id: &Uuid, put: &mut dyn FnMut(&mut Record)| {
        if let Some(record) = found.get_mut(id) {
            put(record);
        }
    };
    for row in rows::email_addresses(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.emails.push(row.clone()));
    }
    for row in rows::phone_numbers(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.phones.push(row.clone()));
    }
    for row in rows::postal_addresses(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.addresses.push(row.clone()));
    }
    for row in rows::profiles(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.profiles.push(row.clone()));
    }
    for row in rows::external_ids(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.external_ids.push(row.clone()));
    }
    for row in rows::fields(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.fields.push(row.clone()));
    }
    for row in rows::tags(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.tags.push(row.clone()));
    }
    for row in ties::of_people(tx, scope, ids).await? {
        give(&row.person_id, &mut |record| record.ties.push(row.clone()));
    }
    for (person_id, text) in reasons::texts_of(tx, scope, ids).await? {
        give(&person_id, &mut |record| record.reasons.push(said(person_id, text.clone())));
    }
    for bar in suppressions::said_of(tx, scope, ids).await? {
        give(&bar.person_id, &mut |record| record.bars.push(bar.clone()));
    }
    Ok(())
}

/// A reason that is there, of which only the words matter.
fn said(person_id: Uuid, text: String) -> Reason {
    Reason {
        id: Uuid::nil(),
        person_id,
        kind: String::new(),
        text,
        source: String::new(),
        on_day: 0,
        import_id: None,
        created_at: 0,
    }
}

/// Sets what people are found by to what is theirs now: those who stayed keep the blocks they have and gain what is new,
/// the others are found by their words again.
pub(crate) async fn renew_lookups(
    tx: &mut Tx,
    scope: Scope,
    mut found: BTreeMap<Uuid, Lookup>,
    people: &[Uuid],
    stayed: &[Uuid],
) -> Result<(), StoreError> {
    for (id, record) in load(tx, scope, people).await? {
        let now = record.lookup();
        let lookup = found.entry(id).or_insert_with(|| Lookup { person: id, ..Lookup::default() });
        if stayed.contains(&id) {
            *lookup = lookup.renewed(&now);
        } else {
            lookup.tokens = now.tokens;
        }
    }
    let found: Vec<Lookup> = found.into_values().collect();
    lookups::set(tx, scope, &found).await
}
