//! What it takes to undo an import: before-images, later work, and the removal of people nobody has worked on.

use std::collections::BTreeSet;

use domain::ids::ImportId;
use uuid::Uuid;

use crate::duplicates;
use crate::errors::StoreError;
use crate::people::{
    self,
    lookups::{self, Lookup},
};
use crate::scope::Scope;
use crate::statement::Statement;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// A person as they were before an import changed them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// Who.
    pub person_id: Uuid,
    /// Their row, as JSON.
    pub before: String,
    /// When they were last changed by the import.
    pub after_at: i64,
}

/// Writes down people as they were; for one that is written down already only when they were last changed.
pub async fn insert_changes(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    changes: &[Change],
) -> Result<(), StoreError> {
    for some in changes.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into import_change (workspace_id, import_id, person_id, before, after_at) values ")
                .rows(some.iter().map(|c| {
                    [
                        scope.workspace.into(),
                        import.into(),
                        c.person_id.into(),
                        c.before.as_str().into(),
                        c.after_at.into(),
                    ]
                }))
                .push(" on conflict (workspace_id, import_id, person_id) do update set after_at = excluded.after_at"),
        )
        .await?;
    }
    Ok(())
}

/// Some of the people an import changed, after one.
pub async fn changes_after(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    person: Uuid,
    limit: i64,
) -> Result<Vec<Change>, StoreError> {
    tx.all(
        sql!(
            "select person_id, before, after_at
from import_change
where workspace_id = $1 and import_id = $2 and person_id > $3
order by person_id
limit $4"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(person)
        .bind(limit),
    )
    .await
}

/// Writes down the keys that an import adds to people who were there.
pub async fn insert_blocks(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    blocks: &[duplicates::Block],
) -> Result<(), StoreError> {
    for some in blocks.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into import_block (workspace_id, import_id, person_id, block) values ")
                .rows(some.iter().map(|b| {
                    [scope.workspace.into(), import.into(), b.person.into(), b.block.into()]
                }))
                .push(" on conflict (workspace_id, import_id, person_id, block) do nothing"),
        )
        .await?;
    }
    Ok(())
}

/// Keys that an import added to people who were there: whose, and which. Some people at a time.
pub async fn some_blocks(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
) -> Result<Vec<(Uuid, i64)>, StoreError> {
    tx.all(
        sql!(
            "select person_id, block
from import_block
where workspace_id = $1 and import_id = $2 and person_id in (
    select distinct person_id
    from import_block
    where workspace_id = $1 and import_id = $2
    order by person_id
    limit $3
)"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(i64::try_from(BULK_ROWS).unwrap_or(i64::MAX)),
    )
    .await
}

/// Takes the keys that an import added away from some people who were there, and forgets that it did. At most [`BULK_ROWS`]
/// people a call.
pub async fn take_back_blocks(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    added: &[(Uuid, i64)],
) -> Result<(), StoreError> {
    let whose: BTreeSet<Uuid> = added.iter().map(|(person, _)| *person).collect();
    let whose: Vec<Uuid> = whose.into_iter().collect();
    people::lock(tx, scope, &whose).await?;
    let mut found = lookups::of_people(tx, scope, &whose).await?;
    for (person, block) in added {
        if let Some(lookup) = found.get_mut(person) {
            lookup.blocks.remove(block);
        }
    }
    let after: Vec<Lookup> = found.into_values().collect();
    lookups::set(tx, scope, &after).await?;
    tx.execute(
        sql!(
            "delete from import_block where workspace_id = $1 and import_id = $2 and person_id in "
        )
        .bind(scope.workspace)
        .bind(import)
        .list(whose),
    )
    .await?;
    Ok(())
}

/// People an import brought, after a row: id, row, made at, changed at.
pub async fn people_after(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    row: i64,
    limit: i64,
) -> Result<Vec<(Uuid, i64, i64, i64)>, StoreError> {
    tx.all(
        sql!(
            "select id, file_order, created_at, updated_at
from person
where workspace_id = $1 and import_id = $2 and file_order > $3
order by file_order
limit $4"
        )
        .bind(scope.workspace)
        .bind(import)
        .bind(row)
        .bind(limit),
    )
    .await
}

/// Those of some persons on whom work stands that did not come with the import. At most [`BULK_ROWS`] a call.
pub async fn worked_on(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    people: &[Uuid],
) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut found = BTreeSet::new();
    if people.is_empty() {
        return Ok(found);
    }
    for statement in by_person() {
        let rows: Vec<(Uuid,)> =
            tx.all(statement.bind(scope.workspace).list(people.iter().copied())).await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    for statement in added_later() {
        let statement = statement.bind(scope.workspace).bind(import);
        let rows: Vec<(Uuid,)> = tx.all(statement.list(people.iter().copied())).await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    found.extend(duplicates::in_merges(tx, scope, people).await?.into_iter().map(|id| id.0));
    Ok(found)
}

/// What no import brings: whose it is.
fn by_person() -> [Statement; 6] {
    [
        sql!("select person_id from activity where workspace_id = $1 and person_id in "),
        sql!("select person_id from enrollment where workspace_id = $1 and person_id in "),
        sql!("select person_id from touch where workspace_id = $1 and person_id in "),
        sql!("select person_id from meeting where workspace_id = $1 and person_id in "),
        sql!("select person_id from referral where workspace_id = $1 and person_id in "),
        sql!(
            "select given_by from referral where workspace_id = $1 and given_by is not null and given_by in "
        ),
    ]
}

/// What an import brings too, but another one or somebody by hand brought: whose it is.
fn added_later() -> [Statement; 9] {
    [
        sql!(
            "select person_id from email_address where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from phone_number where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from postal_address where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from profile where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from external_id where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from person_field where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from person_tag where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from tie where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
        sql!(
            "select person_id from reason where workspace_id = $1 and (import_id is null or import_id <> $2) and person_id in "
        ),
    ]
}

/// Removes people with all that belongs to them but their suppressions. At most [`BULK_ROWS`] a call.
pub async fn delete_people(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    lookups::forget(tx, scope, people).await?;
    let parts: [Statement; 11] = [
        sql!("delete from email_address where workspace_id = $1 and person_id in "),
        sql!("delete from phone_number where workspace_id = $1 and person_id in "),
        sql!("delete from postal_address where workspace_id = $1 and person_id in "),
        sql!("delete from profile where workspace_id = $1 and person_id in "),
        sql!("delete from external_id where workspace_id = $1 and person_id in "),
        sql!("delete from person_field where workspace_id = $1 and person_id in "),
        sql!("delete from person_tag where workspace_id = $1 and person_id in "),
        sql!("delete from tie where workspace_id = $1 and person_id in "),
        sql!("delete from reason where workspace_id = $1 and person_id in "),
        sql!("delete from person_source where workspace_id = $1 and person_id in "),
        sql!("delete from person where workspace_id = $1 and id in "),
    ];
    for statement in parts {
        tx.execute(statement.bind(scope.workspace).list(people.iter().copied())).await?;
    }
    Ok(())
}

/// Takes what an import added to people who were there away from them again. At most [`BULK_ROWS`] a call.
pub async fn delete_added(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    people: &[Uuid],
) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let parts = [
        sql!(
            "delete from email_address where workspace_id = $1 and import_id = $2 and person_id in "
        ),
        sql!(
            "delete from phone_number where workspace_id = $1 and import_id = $2 and person_id in "
        ),
        sql!(
            "delete from postal_address where workspace_id = $1 and import_id = $2 and person_id in "
        ),
        sql!("delete from profile where workspace_id = $1 and import_id = $2 and person_id in "),
        sql!(
            "delete from external_id where workspace_id = $1 and import_id = $2 and person_id in "
        ),
        sql!(
            "delete from person_field where workspace_id = $1 and import_id = $2 and person_id in "
        ),
        sql!("delete from person_tag where workspace_id = $1 and import_id = $2 and person_id in "),
        sql!("delete from tie where workspace_id = $1 and import_id = $2 and person_id in "),
        sql!("delete from reason where workspace_id = $1 and import_id = $2 and person_id in "),
        sql!(
            "delete from person_source where workspace_id = $1 and import_id = $2 and person_id in "
        ),
    ];
    for statement in parts {
        let statement = statement.bind(scope.workspace).bind(import);
        tx.execute(statement.list(people.iter().copied())).await?;
    }
    Ok(())
}

/// Removes the companies of an import at which nobody works any more.
pub async fn delete_companies(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "delete from company
where workspace_id = $1 and import_id = $2 and held_why = '' and blocked_at is null
    and not exists (
        select 1
        from person
        where person.workspace_id = company.workspace_id and person.company_id = company.id
    )
    and not exists (
        select 1
        from enrollment
        where enrollment.workspace_id = company.workspace_id and enrollment.company_id = company.id
    )"
        )
        .bind(scope.workspace)
        .bind(import),
    )
    .await?;
    Ok(())
}
