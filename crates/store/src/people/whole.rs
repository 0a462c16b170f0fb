//! People with all that belongs to them, asked in one go.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{
    EMAIL_ADDRESSES, EXTERNAL_IDS, EmailAddress, ExternalId, FIELDS, Field, PERSONS, PHONE_NUMBERS,
    POSTAL_ADDRESSES, PROFILES, Person, PhoneNumber, PostalAddress, Profile, TAGS, Tag,
    ties::{TIES, Tie},
};
use crate::errors::StoreError;
use crate::reasons;
use crate::scope::Scope;
use crate::sql;
use crate::suppressions::{self, OnKey, Suppression};
use crate::transaction::Tx;
use crate::workspaces::{self, Member};

/// Some persons, and what is theirs, each kind in the order of its own question.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// The persons.
    pub people: Vec<Person>,
    /// The names of the companies at which they are.
    pub companies: BTreeMap<Uuid, String>,
    /// Their e-mail addresses.
    pub emails: Vec<EmailAddress>,
    /// Their numbers.
    pub phones: Vec<PhoneNumber>,
    /// Their postal addresses.
    pub addresses: Vec<PostalAddress>,
    /// Their profiles.
    pub profiles: Vec<Profile>,
    /// Their ids in other systems.
    pub external_ids: Vec<ExternalId>,
    /// Their own fields.
    pub fields: Vec<Field>,
    /// Their tags.
    pub tags: Vec<Tag>,
    /// Who knows them.
    pub ties: Vec<Tie>,
    /// Reasons to call them: person, text.
    pub reasons: Vec<(Uuid, String)>,
    /// Bars said of them.
    pub bars: Vec<Suppression>,
}

/// Some persons with what is theirs. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn of(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<Whole, StoreError> {
    if people.is_empty() {
        return Ok(Whole::default());
    }
    let companies = sql!(
        "select id, name
from company
where workspace_id = $1 and id in (select company_id from person where workspace_id = $1 and id in "
    )
    .bind(scope.workspace)
    .list(people.iter().copied())
    .push(")");
    let found = tx
        .gather([
            PERSONS.of(scope, people),
            companies,
            EMAIL_ADDRESSES.of(scope, people),
            PHONE_NUMBERS.of(scope, people),
            POSTAL_ADDRESSES.of(scope, people),
            PROFILES.of(scope, people),
            EXTERNAL_IDS.of(scope, people),
            FIELDS.of(scope, people),
            TAGS.of(scope, people),
            TIES.of(scope, people),
            reasons::TEXTS.of(scope, people),
            suppressions::SAID.of(scope, people),
        ])
        .await?;
    let [
        persons,
        companies,
        emails,
        phones,
        addresses,
        profiles,
        ids,
        fields,
        tags,
        ties,
        texts,
        bars,
    ] = found;
    Ok(Whole {
        people: persons.read()?,
        companies: companies.read()?.into_iter().collect(),
        emails: emails.read()?,
        phones: phones.read()?,
        addresses: addresses.read()?,
        profiles: profiles.read()?,
        external_ids: ids.read()?,
        fields: fields.read()?,
        tags: tags.read()?,
        ties: ties.read()?,
        reasons: texts.read()?,
        bars: bars.read()?,
    })
}

/// The members of the workspace, and the bars on some addresses and numbers, whoever they were said of, the oldest first.
/// At most [`BULK_ROWS`](crate::BULK_ROWS) keys a call.
pub async fn members_and_bars(
    tx: &mut Tx,
    scope: Scope,
    keys: &[String],
) -> Result<(Vec<Member>, Vec<OnKey>), StoreError> {
    let statements = [workspaces::all_members(scope), suppressions::of_keys(scope, keys)];
    let [members, bars] = tx.gather(statements).await?;
    Ok((members.read()?, bars.read()?))
}
