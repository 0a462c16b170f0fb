//! People out of the store with all that belongs to them, some at a time.

use std::collections::BTreeMap;

use store::{
    BULK_ROWS,
    errors::StoreError,
    people::{
        lookups::{self, Lookup},
        whole,
    },
    reasons::Reason,
    scope::Scope,
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
    let whole = whole::of(tx, scope, ids).await?;
    for person in whole.people {
        let name = |id| whole.companies.get(&id).cloned();
        let company = person.company_id.and_then(name).unwrap_or_default();
        found.insert(person.id, Record { person, company, ..Record::default() });
    }
    let mut give = |id: Uuid, put: &mut dyn FnMut(&mut Record)| {
        if let Some(record) = found.get_mut(&id) {
            put(record);
        }
    };
    for row in whole.emails {
        give(row.person_id, &mut |record| record.emails.push(row.clone()));
    }
    for row in whole.phones {
        give(row.person_id, &mut |record| record.phones.push(row.clone()));
    }
    for row in whole.addresses {
        give(row.person_id, &mut |record| record.addresses.push(row.clone()));
    }
    for row in whole.profiles {
        give(row.person_id, &mut |record| record.profiles.push(row.clone()));
    }
    for row in whole.external_ids {
        give(row.person_id, &mut |record| record.external_ids.push(row.clone()));
    }
    for row in whole.fields {
        give(row.person_id, &mut |record| record.fields.push(row.clone()));
    }
    for row in whole.tags {
        give(row.person_id, &mut |record| record.tags.push(row.clone()));
    }
    for row in whole.ties {
        give(row.person_id, &mut |record| record.ties.push(row.clone()));
    }
    for (person_id, text) in whole.reasons {
        give(person_id, &mut |record| record.reasons.push(said(person_id, text.clone())));
    }
    for bar in whole.bars {
        give(bar.person_id, &mut |record| record.bars.push(bar.clone()));
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
