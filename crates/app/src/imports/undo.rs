//! Undoing an import: its people go, the others are as they were; what somebody has worked on since is kept and listed.

use std::collections::BTreeMap;

use domain::ids::{ImportId, MergeId, PersonId};
use serde::{Deserialize, Serialize};
use store::{
    BULK_ROWS,
    errors::StoreError,
    imports::{self as rows, Import, undo as journal},
    people::{
        self, lookups,
        sources::{self, ColumnSource},
    },
    scope::Scope,
    transaction::Tx,
};
use uuid::Uuid;

use super::{ImportError, Phase, Watch, rows::renew_lookups};
use crate::{
    App,
    clock::micros,
    duplicates::{self, MergeError},
};

/// What undoing an import did.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct UndoneImport {
    /// The import.
    pub import: ImportId,
    /// The file it came from.
    pub file: String,
    /// People removed.
    pub removed: u64,
    /// People who are as they were before.
    pub restored: u64,
    /// People who stay as they are because somebody has worked on them since.
    pub kept: Vec<PersonId>,
}

/// A person as they were before an import changed them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Before {
    #[serde(flatten)]
    pub(crate) person: people::Person,
    /// Where their columns had come from.
    #[serde(default)]
    pub(crate) sources: Vec<ColumnSource>,
}

/// Undoes an import whose state says so; can be taken up again after a kill.
pub(crate) async fn undo(
    app: &App,
    scope: Scope,
    import: &mut Import,
    watch: &Watch,
) -> Result<UndoneImport, ImportError> {
    let id = ImportId(import.id);
    let mut undone = UndoneImport {
        import: id,
        file: import.file_name.clone(),
        removed: 0,
        restored: 0,
        kept: Vec::new(),
    };
    part_merged(app, scope, import).await?;
    restore(app, scope, id, &mut undone).await?;
    remove(app, scope, import, &mut undone, watch).await?;
    super::merge::clear_staging(app, scope, id).await?;
    super::merge::clear_past(app, scope, import).await?;
    let mut done = import.clone();
    "undone".clone_into(&mut done.state);
    done.undone_at = Some(micros(app.clock.recorded()));
    let (seen, written) = (import.clone(), done.clone());
    let (entry_id, recorded_at) = (app.ids.next(), micros(app.clock.recorded()));
    app.db
        .transaction(scope, async move |tx| {
            rows::hold(tx, scope, &seen).await?;
            journal::delete_companies(tx, scope, id).await?;
            rows::update(tx, scope, &written).await?;
            let entry = store::audit::Entry {
                id: entry_id,
                member: None,
                action: "took back",
                subject: "import",
                subject_id: Some(written.id),
                fields: "",
                values: None,
                recorded_at,
            };
            store::audit::append(tx, scope, &entry).await
        })
        .await?;
    *import = done;
    Ok(undone)
}

/// Parts those whom the import made one, the last first; one who was merged again since stays.
async fn part_merged(app: &App, scope: Scope, import: &Import) -> Result<(), ImportError> {
    let id = ImportId(import.id);
    let all = app.db.read(scope, async |tx| rows::merges::of_import(tx, scope, id).await).await?;
    if all.is_empty() {
        return Ok(());
    }
    let member = super::maker_of(app, scope, import).await?.member;
    for merge in all.into_iter().rev().filter_map(|merge| merge.merge_id) {
        match duplicates::undo(app, &member, MergeId(merge)).await {
            Ok(_) | Err(MergeError::UndoneAlready | MergeError::LaterMerge) => {}
            Err(MergeError::Store(error)) => return Err(error.into()),
            Err(other) => return Err(ImportError::Unreadable(other.to_string())),
        }
    }
    Ok(())
}

/// Gives the people who were there their rows back, unless they have changed since.
async fn restore(
    app: &App,
    scope: Scope,
    import: ImportId,
    undone: &mut UndoneImport,
) -> Result<(), ImportError> {
    take_back_blocks(app, scope, import).await?;
    let mut after = Uuid::nil();
    loop {
        let limit = i64::try_from(BULK_ROWS).unwrap_or(i64::MAX);
        let (last, restored, kept) = app
            .db
            .bulk(scope, async move |tx| {
                let changes = journal::changes_after(tx, scope, import, after, limit).await?;
                let last = changes.last().map(|change| change.person_id);
                let (restored, kept) = restore_some(tx, scope, import, changes).await?;
                Ok::<_, StoreError>((last, restored, kept))
            })
            .await?;
        undone.restored += restored;
        undone.kept.extend(kept.into_iter().map(PersonId));
        match last {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

/// Those who were there are no more found by the keys that the import added.
async fn take_back_blocks(app: &App, scope: Scope, import: ImportId) -> Result<(), StoreError> {
    loop {
        let n = app
            .db
            .bulk(scope, async move |tx| {
                let added = journal::some_blocks(tx, scope, import).await?;
                journal::take_back_blocks(tx, scope, import, &added).await?;
                Ok::<_, StoreError>(added.len())
            })
            .await?;
        if n == 0 {
            return Ok(());
        }
    }
}

async fn restore_some(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    changes: Vec<journal::Change>,
) -> Result<(u64, Vec<Uuid>), StoreError> {
    let ids: Vec<Uuid> = changes.iter().map(|change| change.person_id).collect();
    people::lock(tx, scope, &ids).await?;
    let now: BTreeMap<Uuid, people::Person> =
        people::get_many(tx, scope, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let (mut back, mut kept) = (Vec::new(), Vec::new());
    for change in changes {
        let Some(row) = now.get(&change.person_id) else { continue };
        let before: Before = serde_json::from_str(&change.before)
            .map_err(|error| StoreError::Unreadable { what: "person", why: error.to_string() })?;
        // One that is as before already was restored before a kill.
        if row.updated_at == before.person.updated_at {
            continue;
        }
        if row.updated_at == change.after_at && row.state == "live" {
            back.push(before);
        } else {
            kept.push(change.person_id);
        }
    }
    let restored: Vec<Uuid> = back.iter().map(|before| before.person.id).collect();
    journal::delete_added(tx, scope, import, &restored).await?;
    for before in &back {
        people::update(tx, scope, &before.person).await?;
        sources::put(tx, scope, &before.sources).await?;
    }
    find_again(tx, scope, &restored, &kept).await?;
    Ok((u64::try_from(restored.len()).unwrap_or(u64::MAX), kept))
}

/// Those restored are found by what is theirs again; those kept keep what the import added to them, and so must be found by it.
async fn find_again(
    tx: &mut Tx,
    scope: Scope,
    restored: &[Uuid],
    kept: &[Uuid],
) -> Result<(), StoreError> {
    let people: Vec<Uuid> = restored.iter().chain(kept).copied().collect();
    let found = lookups::of_people(tx, scope, &people).await?;
    renew_lookups(tx, scope, found, &people, kept).await
}

/// Removes the people the import brought, unless work stands on them.
async fn remove(
    app: &App,
    scope: Scope,
    import: &mut Import,
    undone: &mut UndoneImport,
    watch: &Watch,
) -> Result<(), ImportError> {
    let id = ImportId(import.id);
    let limit = i64::try_from(BULK_ROWS).unwrap_or(i64::MAX);
    loop {
        let state = import.clone();
        let (reached, removed, kept) = app
            .db
            .bulk(scope, async move |tx| {
                rows::hold(tx, scope, &state).await?;
                let found = journal::people_after(tx, scope, id, state.reached_row, limit).await?;
                let Some((_, reached, ..)) = found.last().copied() else {
                    return Ok((None, 0, Vec::new()));
                };
                let ids: Vec<Uuid> = found.iter().map(|(id, ..)| *id).collect();
                people::lock(tx, scope, &ids).await?;
                let worked_on = journal::worked_on(tx, scope, id, &ids).await?;
                let (kept, gone): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(|(id, _, made_at, changed_at)| {
                        made_at != changed_at || worked_on.contains(id)
                    });
                let gone: Vec<Uuid> = gone.into_iter().map(|(id, ..)| id).collect();
                journal::delete_people(tx, scope, &gone).await?;
                rows::update(tx, scope, &Import { reached_row: reached, ..state.clone() }).await?;
                let kept: Vec<Uuid> = kept.into_iter().map(|(id, ..)| id).collect();
                // One that was stopped before its end had not written them by word and by key.
                let found = lookups::of_people(tx, scope, &kept).await?.into_values();
                lookups::index(tx, scope, &found.collect::<Vec<_>>()).await?;
                Ok::<_, StoreError>((Some(reached), gone.len(), kept))
            })
            .await?;
        undone.removed += u64::try_from(removed).unwrap_or(u64::MAX);
        undone.kept.extend(kept.into_iter().map(PersonId));
        match reached {
            Some(reached) => import.reached_row = reached,
            None => return Ok(()),
        }
        watch.tell(Phase::Undoing, usize::try_from(undone.removed).unwrap_or(usize::MAX), None);
    }
}
