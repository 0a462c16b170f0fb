//! From staged rows to people: thousands a transaction, in the order of the file, resumed where a kill left off.

mod additions;
mod batch;
mod indexing;

use std::{collections::BTreeMap, sync::Arc};

use domain::ids::{ImportId, MergeId, PersonId};
use store::{
    errors::StoreError,
    imports::{self as rows, Import, merges},
    scope::Scope,
    transaction::Tx,
};
use uuid::Uuid;

use super::{
    ImportError, Named, Phase, Watch,
    rows::{Maker, companies_of, write_new},
};
use crate::{
    App,
    clock::micros,
    duplicates::{MergeError, merge_within},
    workspaces::Member,
};
use batch::{Batch, CHUNKS};
pub(crate) use indexing::clear_past;

/// Merges all that is staged, then takes the staging away; the import is done after it.
pub(crate) async fn merge(
    app: &App,
    maker: &Maker,
    import: &mut Import,
    watch: &Watch,
) -> Result<(), ImportError> {
    let id = ImportId(import.id);
    let mut next = batch::prepare(app, maker, id, import.reached_row).await?;
    while let Some(batch) = next {
        let batch = Arc::new(batch);
        // The rows after these are made ready while these are written.
        let (written, ahead) = tokio::join!(
            write(app, import, Arc::clone(&batch)),
            batch::prepare(app, maker, id, batch.last_row)
        );
        *import = written?;
        next = ahead?;
        store::crash_point!("merged");
        watch.tell(
            Phase::Merging,
            usize::try_from(import.merged_rows).unwrap_or_default(),
            usize::try_from(import.n_rows - import.n_rejected).ok(),
        );
        watch.check()?;
    }
    indexing::index(app, maker.member.scope, import, watch).await?;
    make_merges(app, maker, import).await?;
    clear_past(app, maker.member.scope, import).await?;
    finish(app, maker, import).await
}

/// Writes some rows, and how far the import has come with them.
async fn write(app: &App, import: &Import, batch: Arc<Batch>) -> Result<Import, ImportError> {
    let after = Import {
        merged_rows: import.merged_rows + batch.n_rows,
        reached_row: batch.last_row,
        ..import.clone()
    };
    let (inner, seen, reached) = (app.clone(), import.clone(), after.clone());
    app.db
        .bulk(batch.maker.member.scope, async move |tx| {
            let scope = batch.maker.member.scope;
            rows::hold(tx, scope, &seen).await?;
            let companies = companies_of(tx, &batch.maker, batch.new.companies()).await?;
            write_new(tx, &batch.maker, &batch.new, &companies).await?;
            additions::write(tx, &inner, &batch).await?;
            rows::update(tx, scope, &reached).await
        })
        .await?;
    Ok(after)
}

/// Makes those one who were stored apart so that it can be undone singly. Whoever is gone meanwhile stays as they are.
async fn make_merges(app: &App, maker: &Maker, import: &Import) -> Result<(), ImportError> {
    let (scope, id) = (maker.member.scope, ImportId(import.id));
    let all = app.db.read(scope, async |tx| merges::of_import(tx, scope, id).await).await?;
    for merge in all.into_iter().filter(|merge| merge.merge_id.is_none()) {
        let (inner, member) = (app.clone(), maker.member.clone());
        let made = app
            .db
            .transaction(scope, async move |tx| make_merge(tx, &inner, &member, id, &merge).await)
            .await;
        match made {
            Ok(()) | Err(MergeError::UnknownPerson { .. } | MergeError::Same) => {}
            Err(MergeError::Store(error)) => return Err(error.into()),
            Err(other) => return Err(ImportError::Unreadable(other.to_string())),
        }
        store::crash_point!("made_one");
    }
    Ok(())
}

async fn make_merge(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    import: ImportId,
    merge: &merges::ImportMerge,
) -> Result<(), MergeError> {
    let scope = member.scope;
    let wanted: Vec<i64> = [Some(merge.gone_row), merge.kept_row].into_iter().flatten().collect();
    let people: BTreeMap<i64, Uuid> =
        rows::people_of_rows(tx, scope, import, &wanted).await?.into_iter().collect();
    let kept = merge.kept_id.or_else(|| people.get(&merge.kept_row?).copied());
    let (Some(kept), Some(gone)) = (kept, people.get(&merge.gone_row).copied()) else {
        return Ok(());
    };
    let (kept, gone) = (PersonId(kept), PersonId(gone));
    let made = merge_within(tx, app, member, kept, gone, "by an import").await?;
    merges::set_merge(tx, scope, import, merge.gone_row, made.merge).await?;
    Ok(())
}

/// Names in a report the merges that can be undone by themselves.
pub(crate) async fn name_merges(
    app: &App,
    scope: Scope,
    import: ImportId,
    noticed: &mut [Named],
) -> Result<(), StoreError> {
    if noticed.is_empty() {
        return Ok(());
    }
    let made: BTreeMap<i64, Uuid> = app
        .db
        .read(scope, async |tx| merges::of_import(tx, scope, import).await)
        .await?
        .into_iter()
        .filter_map(|merge| Some((merge.gone_row, merge.merge_id?)))
        .collect();
    for named in noticed {
        let row = named.gone_row.map(i64::from);
        named.merge = row.and_then(|row| made.get(&row)).copied().map(MergeId);
    }
    Ok(())
}

/// A time of change that is never the one before, so that a change can always be told.
pub(crate) fn later(now: i64, before: i64) -> i64 {
    now.max(before.saturating_add(1))
}

/// Takes the staging away and says that the import is done.
async fn finish(app: &App, maker: &Maker, import: &mut Import) -> Result<(), ImportError> {
    let scope = maker.member.scope;
    clear_staging(app, scope, ImportId(import.id)).await?;
    let mut done = import.clone();
    "done".clone_into(&mut done.state);
    let (seen, written) = (import.clone(), done.clone());
    let entry_id = app.ids.next();
    let (member, recorded_at) = (maker.member.id, micros(app.clock.recorded()));
    app.db
        .transaction(scope, async move |tx| {
            rows::hold(tx, scope, &seen).await?;
            rows::update(tx, scope, &written).await?;
            let entry = store::audit::Entry {
                id: entry_id,
                member: Some(member),
                action: "imported",
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
    Ok(())
}

/// Deletes what was staged, some at a time.
pub(crate) async fn clear_staging(
    app: &App,
    scope: Scope,
    import: ImportId,
) -> Result<(), StoreError> {
    loop {
        let n = app
            .db
            .bulk(scope, async move |tx| rows::delete_chunks(tx, scope, import, 2 * CHUNKS).await)
            .await?;
        if n == 0 {
            break;
        }
    }
    app.db.bulk(scope, async move |tx| rows::delete_decisions(tx, scope, import).await).await
}
