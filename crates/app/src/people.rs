//! People as use cases know them: their names, the ways to reach them, and what forbids it.

pub mod add;
pub mod bulk;
pub mod counts;
pub mod edit;
pub mod eligibility;
pub mod facts;
pub mod list;
pub mod reach;
pub mod running;
pub mod sorting;
pub mod suppress;
pub mod timeline;
pub mod views;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    duplicates::{identity::Identity, keys::block_keys},
    ids::PersonId,
    people::{Name, names as of_people},
};
use store::{
    BULK_ROWS,
    errors::StoreError,
    people::{self as rows, lookups::Lookup},
    scope::Scope,
    transaction::Tx,
};
use uuid::Uuid;

use crate::{App, workspaces::Member};

/// Somebody who is asked for by an id that went into another in a merge.
#[derive(Debug, thiserror::Error)]
#[error("`{person}` was merged into `{into}` ({name}): use that id")]
pub struct MergedAway {
    /// The id asked for.
    pub person: PersonId,
    /// Who they are now.
    pub into: PersonId,
    /// Their name.
    pub name: String,
}

/// How many merges are followed from one id to the next.
const MERGES: usize = 100;

/// Into whom somebody went, when they were merged.
pub(crate) async fn merged_away(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Option<MergedAway>, StoreError> {
    let mut id = person;
    for _ in 0..MERGES {
        let Some(row) = rows::get(tx, scope, id).await? else { return Ok(None) };
        match row.merged_into {
            Some(into) => id = PersonId(into),
            None if id == person => return Ok(None),
            None => return Ok(Some(MergedAway { person, into: id, name: shown_name(&row) })),
        }
    }
    Ok(None)
}

/// The names of some persons, live or merged, as they are shown.
pub async fn names(
    app: &App,
    member: &Member,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let scope = member.scope;
    app.db.read(scope, async |tx| names_in(tx, scope, people).await).await
}

/// The same inside a transaction, in a few statements however many they are.
pub(crate) async fn names_in(
    tx: &mut Tx,
    scope: Scope,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let mut found = BTreeMap::new();
    for chunk in people.chunks(BULK_ROWS) {
        let ids: Vec<Uuid> = chunk.iter().map(|person| person.0).collect();
        for row in rows::get_many(tx, scope, &ids).await? {
            found.insert(PersonId(row.id), shown_name(&row));
        }
    }
    Ok(found)
}

/// The name of a person as it is shown; empty when only an address is known.
pub fn shown_name(row: &rows::Person) -> String {
    of_people::display(&name_of(row))
}

/// The name of a stored person.
pub fn name_of(row: &rows::Person) -> Name {
    Name {
        prefix: row.prefix.clone(),
        given: row.given.clone(),
        middle: row.middle.clone(),
        family: row.family.clone(),
        suffix: row.suffix.clone(),
        nickname: row.nickname.clone(),
        full: row.full_name.clone(),
    }
}

/// By what somebody is found: words of search, and the keys of who they are to the rules of duplicates.
pub(crate) fn lookup_of(person: Uuid, tokens: BTreeSet<String>, identity: &Identity) -> Lookup {
    let mut lookup = Lookup { person, tokens, ..Lookup::default() };
    for key in block_keys(identity) {
        lookup.blocks.entry(key.key).or_insert(key.part);
    }
    lookup
}

/// A number as it is dialled: E.164 where known, else as written, with its extension.
pub fn dialled(number: &rows::PhoneNumber) -> String {
    let base = if number.e164.is_empty() { &number.raw } else { &number.e164 };
    if number.extension.is_empty() {
        base.clone()
    } else {
        format!("{base} ext. {}", number.extension)
    }
}
