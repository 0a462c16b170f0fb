//! Suppression: who must not be contacted on which channel. Only ever added to.

use domain::ids::PersonId;
use std::borrow::Borrow;

use uuid::Uuid;

use crate::errors::StoreError;
use crate::people::Part;
use crate::scope::Scope;
use crate::statement::Statement;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// A bar on contact. It holds for the person, and for every person with the same address or number (`key`).
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Suppression {
    /// Its id.
    pub id: Uuid,
    /// Whom it was said of.
    pub person_id: Uuid,
    /// The channel.
    pub channel: String,
    /// The address or number it names; empty for the whole channel of the person.
    pub key: String,
    /// Why.
    pub why: String,
    /// Where it was said: `by hand`, an outcome, an import.
    pub source: String,
    /// When it was said, microseconds UTC.
    pub suppressed_at: i64,
    /// When it was written.
    pub recorded_at: i64,
}

/// Statements that add bars; those that a person has already are left as they are.
pub fn new(scope: Scope, suppressions: &[impl Borrow<Suppression>]) -> Vec<Statement> {
    let statements = suppressions.chunks(BULK_ROWS).map(|chunk| {
        sql!(
            "insert into suppression (workspace_id, id, person_id, channel, key, why, source, suppressed_at, recorded_at)
values "
        )
        .rows(chunk.iter().map(Borrow::borrow).map(|s| {
            [
                scope.workspace.into(),
                s.id.into(),
                s.person_id.into(),
                s.channel.as_str().into(),
                s.key.as_str().into(),
                s.why.as_str().into(),
                s.source.as_str().into(),
                s.suppressed_at.into(),
                s.recorded_at.into(),
            ]
        }))
        .push(" on conflict (workspace_id, person_id, channel, key) do nothing")
    });
    statements.collect()
}

/// Adds bars; those that a person has already are left as they are.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    suppressions: &[impl Borrow<Suppression>],
) -> Result<(), StoreError> {
    tx.execute_all(new(scope, suppressions)).await
}

/// The bars said of a person.
pub async fn of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Vec<Suppression>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, channel, key, why, source, suppressed_at, recorded_at
from suppression
where workspace_id = $1 and person_id = $2
order by suppressed_at, id"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// The bars said of some persons, with all that is known of them. At most [`BULK_ROWS`] persons a call.
pub async fn said_of(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<Suppression>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(SAID.of(scope, people)).await
}

pub(crate) const SAID: Part = Part {
    select: || {
        sql!(
            "select id, person_id, channel, key, why, source, suppressed_at, recorded_at
from suppression
where workspace_id = $1 and person_id in "
        )
    },
    order: " order by person_id, channel, key",
};

/// A bar on an address or number.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OnKey {
    /// The channel.
    pub channel: String,
    /// The address or number.
    pub key: String,
    /// Why.
    pub why: String,
    /// Since when, in microseconds UTC.
    pub suppressed_at: i64,
}

/// The bars on some addresses or numbers, whoever they were said of, the oldest first. At most [`BULK_ROWS`] keys a call.
pub async fn on_keys(tx: &mut Tx, scope: Scope, keys: &[String]) -> Result<Vec<OnKey>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(of_keys(scope, keys)).await
}

pub(crate) fn of_keys(scope: Scope, keys: &[String]) -> Statement {
    sql!(
        "select channel, key, why, suppressed_at
from suppression
where workspace_id = $1 and channel in ('call', 'email', 'text', 'social', 'letter', 'walk_in', 'event', 'video')
    and key <> '' and key in "
    )
    .bind(scope.workspace)
    .list(keys)
    .push(" order by suppressed_at, channel, key")
}

/// A bar on a whole channel that outlived its person, with one of the addresses and numbers they went by.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Outlived {
    /// The address or number.
    pub key: String,
    /// The channel.
    pub channel: String,
    /// Why.
    pub why: String,
    /// Where it came from.
    pub source: String,
    /// Since when, in microseconds UTC.
    pub suppressed_at: i64,
}

/// What people who are gone forbade for themselves, by addresses and numbers they went by. At most
/// [`BULK_ROWS`] keys a call.
pub async fn outlived(
    tx: &mut Tx,
    scope: Scope,
    keys: &[&str],
) -> Result<Vec<Outlived>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select distinct by_key.key, said.channel, said.why, said.source, said.suppressed_at
from suppression by_key
join suppression said on said.workspace_id = by_key.workspace_id and said.person_id = by_key.person_id and said.key = ''
where by_key.workspace_id = $1 and by_key.channel in ('call', 'email', 'text')
    and not exists (select 1 from person p where p.workspace_id = by_key.workspace_id and p.id = by_key.person_id)
    and by_key.key in "
        )
        .bind(scope.workspace)
        .list(keys.iter().copied())
        .push(" order by by_key.key, said.channel, said.suppressed_at"),
    )
    .await
}

/// Whether anybody forbade anything.
pub async fn has_any(tx: &mut Tx, scope: Scope) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = tx
        .optional(
            // The order makes both engines read by the key, and stop at the first.
            sql!("select recorded_at from suppression where workspace_id = $1 order by id limit 1")
                .bind(scope.workspace),
        )
        .await?;
    Ok(found.is_some())
}

/// A page of the bars of a workspace, newest first, after a (written at, id).
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Suppression>, StoreError> {
    let (at, id) = after.unwrap_or((i64::MAX, Uuid::max()));
    tx.all(
        sql!(
            "select id, person_id, channel, key, why, source, suppressed_at, recorded_at
from suppression
where workspace_id = $1 and (recorded_at, id) < ($2, $3)
order by recorded_at desc, id desc
limit $4"
        )
        .bind(scope.workspace)
        .bind(at)
        .bind(id)
        .bind(limit),
    )
    .await
}
