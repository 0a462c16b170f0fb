//! From staged rows to people: thousands a transaction, in the order of the file, resumed where a kill left off.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    ids::{ImportId, MergeId, PersonId},
    imports::draft::Draft,
};
use store::{
    BULK_ROWS, BULK_TRANSACTION_ROWS, duplicates,
    errors::StoreError,
    imports::{self as rows, Import, merges, undo::Change},
    people::{
        self,
        sources::{self, ColumnSource},
    },
    scope::Scope,
    transaction::Tx,
};
use uuid::Uuid;

use super::{
    ImportError, Named, Phase, Watch,
    rows::{Companies, Gain, Maker, Record, companies_of, load, write_gain, write_new},
    stage::drafts_of,
    undo::Before,
};
use crate::{
    App,
    clock::micros,
    duplicates::{MergeError, merge_within},
    enrollments::by_hand::HandError,
    people::suppress,
    workspaces::Member,
};

/// Chunks merged in one transaction.
const CHUNKS: i64 = 100;

/// The rows of one transaction: drafts, and what was decided about those that are not new.
struct Batch {
    import: Import,
    maker: Maker,
    drafts: Vec<(u32, Draft)>,
    decisions: BTreeMap<i64, rows::Decision>,
    /// People made by earlier transactions of this import, by their first row.
    made_before: BTreeMap<i64, Uuid>,
    last_row: i64,
}

/// Merges all that is staged, then takes the staging away; the import is done after it.
pub(crate) async fn merge(
    app: &App,
    maker: &Maker,
    import: &mut Import,
    watch: &Watch,
) -> Result<(), ImportError> {
    while let Some(batch) = next_batch(app, maker, import).await? {
        let n_rows = i64::try_from(batch.drafts.len()).unwrap_or(i64::MAX);
        let mut after = import.clone();
        after.merged_rows += n_rows;
        after.reached_row = batch.last_row;
        let (inner, written, scope) = (app.clone(), after.clone(), maker.member.scope);
        let batch = Arc::new(batch);
        app.db
            .bulk(scope, async move |tx| {
                write_batch(tx, &inner, &batch).await?;
                rows::update(tx, scope, &written).await
            })
            .await?;
        *import = after;
        store::crash_point!("merged");
        watch.tell(
            Phase::Merging,
            usize::try_from(import.merged_rows).unwrap_or_default(),
            usize::try_from(import.n_rows - import.n_rejected).ok(),
        );
        watch.check()?;
    }
    make_merges(app, maker, import).await?;
    finish(app, maker, import).await
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

async fn next_batch(
    app: &App,
    maker: &Maker,
    import: &Import,
) -> Result<Option<Batch>, ImportError> {
    let (scope, id, reached) = (maker.member.scope, ImportId(import.id), import.reached_row);
    let chunks = app
        .db
        .read(scope, async |tx| rows::chunks_after(tx, scope, id, reached, CHUNKS).await)
        .await?;
    let mut drafts = Vec::with_capacity(BULK_TRANSACTION_ROWS);
    for chunk in &chunks {
        for draft in drafts_of(chunk, |_| true) {
            drafts.push(draft?);
        }
    }
    let (Some((first, _)), Some((last, _))) = (drafts.first(), drafts.last()) else {
        return Ok(None);
    };
    let (first, last) = (i64::from(*first), i64::from(*last));
    let decisions =
        app.db.read(scope, async |tx| rows::decisions(tx, scope, id, first, last).await).await?;
    let earlier: BTreeSet<i64> = decisions
        .iter()
        .filter_map(|decision| decision.into_row)
        .filter(|row| *row < first)
        .collect();
    let earlier: Vec<i64> = earlier.into_iter().collect();
    let mut made_before = BTreeMap::new();
    for some in earlier.chunks(BULK_ROWS) {
        let found =
            app.db.read(scope, async |tx| rows::people_of_rows(tx, scope, id, some).await).await?;
        made_before.extend(found);
    }
    Ok(Some(Batch {
        import: import.clone(),
        maker: maker.clone(),
        drafts,
        decisions: decisions.into_iter().map(|decision| (decision.row_number, decision)).collect(),
        made_before,
        last_row: last,
    }))
}

/// Rows that are new become people; what others add goes to those, or to the people who are there.
async fn write_batch(tx: &mut Tx, app: &App, batch: &Batch) -> Result<(), StoreError> {
    let maker = &batch.maker;
    let scope = maker.member.scope;
    let mut new: Vec<Record> = Vec::new();
    let mut new_by_row: BTreeMap<i64, usize> = BTreeMap::new();
    let mut adding: Vec<(Uuid, &rows::Decision, &Draft)> = Vec::new();
    for (row, draft) in &batch.drafts {
        let row = i64::from(*row);
        match batch.decisions.get(&row) {
            None => {
                new_by_row.insert(row, new.len());
                new.push(maker.make(draft, maker.ids.next()));
            }
            Some(decision) if decision.decision == "known" => {}
            Some(decision) => match (decision.person_id, decision.into_row) {
                (Some(person), _) => adding.push((person, decision, draft)),
                (None, Some(into)) => {
                    if let Some(record) = new_by_row.get(&into).and_then(|at| new.get_mut(*at)) {
                        let id = record.person.id;
                        record.absorb(maker.make(draft, id));
                    } else if let Some(person) = batch.made_before.get(&into) {
                        adding.push((*person, decision, draft));
                    }
                }
                (None, None) => {}
            },
        }
    }
    let companies = companies_of(tx, maker, new.iter()).await?;
    for record in &mut new {
        place(record, &companies);
    }
    write_new(tx, scope, &new).await?;
    write_additions(tx, app, batch, &adding).await
}

/// Puts a person where they work.
fn place(record: &mut Record, companies: &Companies) {
    if record.person.company_id.is_none() && !record.company.is_empty() {
        record.person.company_id = companies.get(&record.company_key()).copied();
    }
}

/// People who are there, as they were before anything was added to them.
struct There {
    records: BTreeMap<Uuid, Record>,
    before: BTreeMap<Uuid, Before>,
    blocks: BTreeMap<Uuid, BTreeSet<i64>>,
}

impl There {
    async fn load(tx: &mut Tx, scope: Scope, ids: &[Uuid]) -> Result<Self, StoreError> {
        let records = load(tx, scope, ids).await?;
        let mut before: BTreeMap<Uuid, Before> = records
            .iter()
            .map(|(id, record)| {
                (*id, Before { person: record.person.clone(), sources: Vec::new() })
            })
            .collect();
        for some in ids.chunks(BULK_ROWS) {
            for source in sources::of_people(tx, scope, some).await? {
                if let Some(before) = before.get_mut(&source.person_id) {
                    before.sources.push(source);
                }
            }
        }
        let mut blocks: BTreeMap<Uuid, BTreeSet<i64>> = BTreeMap::new();
        for block in duplicates::of_people(tx, scope, ids).await? {
            blocks.entry(block.person).or_default().insert(block.block);
        }
        Ok(Self { records, before, blocks })
    }
}

/// What is written for all additions of a transaction at once.
#[derive(Default)]
struct Written {
    changes: Vec<Change>,
    /// Keys of people who were there before the import, so that they can be taken back.
    journal: Vec<duplicates::Block>,
    /// Keys of people of whom nothing else changed.
    only_keys: Vec<duplicates::Block>,
    sources: Vec<ColumnSource>,
}

/// Adds to people who are there, with their row before written down unless they came with this import.
async fn write_additions(
    tx: &mut Tx,
    app: &App,
    batch: &Batch,
    adding: &[(Uuid, &rows::Decision, &Draft)],
) -> Result<(), StoreError> {
    let maker = &batch.maker;
    let (scope, import) = (maker.member.scope, ImportId(batch.import.id));
    let ids: BTreeSet<Uuid> = adding.iter().map(|(id, ..)| *id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    for some in ids.chunks(BULK_ROWS) {
        people::lock(tx, scope, some).await?;
    }
    let mut there = There::load(tx, scope, &ids).await?;
    let mut gains: BTreeMap<Uuid, Gain> = BTreeMap::new();
    for (id, _, draft) in adding {
        if let Some(record) = there.records.get_mut(id) {
            let gain = record.absorb(maker.make(draft, *id));
            gains.entry(*id).or_default().join(gain);
        }
    }
    let companies = companies_of(tx, maker, there.records.values()).await?;
    let mut written = Written::default();
    for (id, gain) in &gains {
        if let Some(record) = there.records.get_mut(id) {
            place(record, &companies);
        }
        write_addition(tx, app, batch, &mut there, *id, gain, &mut written).await?;
    }
    written.only_keys.sort_unstable();
    duplicates::insert_blocks(tx, scope, &written.only_keys).await?;
    sources::put(tx, scope, &written.sources).await?;
    rows::undo::insert_blocks(tx, scope, import, &written.journal).await?;
    rows::undo::insert_changes(tx, scope, import, &written.changes).await
}

/// Writes what was added to one of them, and notes what is written for all at once.
async fn write_addition(
    tx: &mut Tx,
    app: &App,
    batch: &Batch,
    there: &mut There,
    id: Uuid,
    gain: &Gain,
    written: &mut Written,
) -> Result<(), StoreError> {
    let There { records, before, blocks } = there;
    let (Some(record), Some(before)) = (records.get_mut(&id), before.get(&id)) else {
        return Ok(());
    };
    let is_own = before.person.import_id == Some(batch.import.id);
    let known = blocks.remove(&id).unwrap_or_default();
    let keys: Vec<duplicates::Block> =
        record.blocks().into_iter().filter(|block| !known.contains(&block.block)).collect();
    if !is_own {
        written.journal.extend(keys.iter().copied());
    }
    if gain.is_nothing() {
        written.only_keys.extend(keys);
        return Ok(());
    }
    let maker = &batch.maker;
    written.sources.extend(gain.columns().into_iter().map(|column| ColumnSource {
        person_id: id,
        field: column.to_owned(),
        source: maker.source.clone(),
        import_id: maker.import,
        changed_at: maker.at,
    }));
    if !is_own {
        record.person.updated_at = later(micros(app.clock.recorded()), before.person.updated_at);
        let json = serde_json::to_string(before)
            .map_err(|error| StoreError::Unreadable { what: "person", why: error.to_string() })?;
        written.changes.push(Change {
            person_id: id,
            before: json,
            after_at: record.person.updated_at,
        });
    }
    write_gain(tx, maker.member.scope, record, gain, &keys).await?;
    if gain.added.bars.is_empty() {
        return Ok(());
    }
    forbid(tx, app, maker, id, &mut written.changes).await
}

/// What a file forbids ends or changes a cadence as if it had been said to the rep.
async fn forbid(
    tx: &mut Tx,
    app: &App,
    maker: &Maker,
    id: Uuid,
    changes: &mut [Change],
) -> Result<(), StoreError> {
    let (person, why) = (PersonId(id), "forbidden in an import");
    let has_ended = match suppress::take_effect(tx, app, &maker.member, person, why).await {
        Ok(has_ended) => has_ended,
        Err(HandError::Store(error)) => return Err(error),
        Err(error) => {
            return Err(StoreError::Unreadable { what: "enrollment", why: error.to_string() });
        }
    };
    if has_ended
        && let Some(change) = changes.iter_mut().find(|change| change.person_id == id)
        && let Some(row) = people::get(tx, maker.member.scope, person).await?
    {
        // What ends with the cadence is this import's doing too, and no later work.
        change.after_at = row.updated_at;
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
    let written = done.clone();
    let entry_id = app.ids.next();
    let (member, recorded_at) = (maker.member.id, micros(app.clock.recorded()));
    app.db
        .transaction(scope, async move |tx| {
            rows::update(tx, scope, &written).await?;
            let entry = store::audit::Entry {
                id: entry_id,
                member: Some(member),
                action: "imported",
                subject: "import",
                subject_id: Some(written.id),
                fields: "",
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
