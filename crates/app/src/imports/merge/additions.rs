//! What rows of a file add to people who are there.

use std::collections::{BTreeMap, BTreeSet};

use domain::{ids::PersonId, imports::draft::Draft};
use store::{
    BULK_ROWS,
    duplicates::Block,
    errors::StoreError,
    imports::{self as rows, undo::Change},
    people::{
        self,
        lookups::{self, Lookup},
        sources::{self, ColumnSource},
    },
    scope::Scope,
    transaction::Tx,
};
use uuid::Uuid;

use super::{
    batch::{Batch, Whom},
    later,
};
use crate::{
    App,
    clock::micros,
    enrollments::by_hand::HandError,
    imports::{
        rows::{Companies, Gain, Maker, Record, companies_of, load, wanted, write_gain},
        undo::Before,
    },
    people::suppress,
};

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
    lookups: BTreeMap<Uuid, Lookup>,
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
        let lookups = lookups::of_people(tx, scope, ids).await?;
        Ok(Self { records, before, lookups })
    }
}

/// What is written for all additions of a transaction at once.
#[derive(Default)]
struct Written {
    changes: Vec<Change>,
    /// Keys of people who were there before the import, so that they can be taken back.
    journal: Vec<Block>,
    /// By what those are found who were there before.
    found: Vec<Lookup>,
    /// By what those are found who came with the import: by word and by key that is written at its end.
    own: Vec<Lookup>,
    /// By what those were found and are no more: somebody may have written it meanwhile.
    left: Vec<Lookup>,
    sources: Vec<ColumnSource>,
}

/// Adds to people who are there, with their row before written down unless they came with this import.
pub(super) async fn write(tx: &mut Tx, app: &App, batch: &Batch) -> Result<(), StoreError> {
    let maker = &batch.maker;
    let scope = maker.member.scope;
    let adding = whom(tx, batch).await?;
    let ids: BTreeSet<Uuid> = adding.iter().map(|(id, _)| *id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    for some in ids.chunks(BULK_ROWS) {
        people::lock(tx, scope, some).await?;
    }
    let mut there = There::load(tx, scope, &ids).await?;
    let mut gains: BTreeMap<Uuid, Gain> = BTreeMap::new();
    for (id, draft) in adding {
        if let Some(record) = there.records.get_mut(&id) {
            let gain = record.absorb(maker.make(draft, id));
            gains.entry(id).or_default().join(gain);
        }
    }
    let companies = companies_of(tx, maker, wanted(there.records.values())).await?;
    let mut written = Written::default();
    for (id, gain) in &gains {
        if let Some(record) = there.records.get_mut(id) {
            place(record, &companies);
        }
        write_addition(tx, app, batch, &mut there, *id, gain, &mut written).await?;
    }
    lookups::set(tx, scope, &written.found).await?;
    lookups::leave(tx, scope, &written.left).await?;
    tx.execute_all(lookups::write(scope, &written.own)).await?;
    sources::put(tx, scope, &written.sources).await?;
    rows::undo::insert_blocks(tx, scope, batch.import, &written.journal).await?;
    rows::undo::insert_changes(tx, scope, batch.import, &written.changes).await
}

/// Whom the rows are about as things stand now: who was merged into another since is that other; nothing is added to who was
/// erased.
async fn whom<'b>(tx: &mut Tx, batch: &'b Batch) -> Result<Vec<(Uuid, &'b Draft)>, StoreError> {
    let scope = batch.maker.member.scope;
    let earlier: BTreeSet<i64> = batch.adding.iter().filter_map(|one| one.whom.row()).collect();
    let earlier: Vec<i64> = earlier.into_iter().collect();
    let mut made: BTreeMap<i64, Uuid> = BTreeMap::new();
    for some in earlier.chunks(BULK_ROWS) {
        made.extend(rows::people_of_rows(tx, scope, batch.import, some).await?);
    }
    let told: Vec<(Uuid, &Draft)> = batch
        .adding
        .iter()
        .filter_map(|one| {
            let id = match one.whom {
                Whom::Person(id) => Some(id),
                Whom::Row(row) => made.get(&row).copied(),
            };
            Some((id?, &one.draft))
        })
        .collect();
    let standing = living(tx, scope, told.iter().map(|(id, _)| *id).collect()).await?;
    Ok(told.into_iter().filter_map(|(id, draft)| Some((*standing.get(&id)?, draft))).collect())
}

/// Who lives under each of some ids: they themselves, or whom they were merged into.
async fn living(
    tx: &mut Tx,
    scope: Scope,
    ids: BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, Uuid>, StoreError> {
    let mut into: BTreeMap<Uuid, Option<Uuid>> = BTreeMap::new();
    let mut open: Vec<Uuid> = ids.iter().copied().collect();
    while !open.is_empty() {
        let mut further = Vec::new();
        for some in open.chunks(BULK_ROWS) {
            for (id, state, merged_into) in rows::standing_behind(tx, scope, some).await? {
                match (state.as_str(), merged_into) {
                    ("live", _) => {
                        into.insert(id, None);
                    }
                    (_, Some(next)) => {
                        into.insert(id, Some(next));
                        further.push(next);
                    }
                    _ => {}
                }
            }
        }
        further.retain(|id| !into.contains_key(id));
        open = further;
    }
    let lives = |id: &Uuid| {
        let mut id = *id;
        // Merges make no circle; should one be there, nobody lives in it.
        for _ in 0..=into.len() {
            match into.get(&id)? {
                Some(next) => id = *next,
                None => return Some(id),
            }
        }
        None
    };
    Ok(ids.iter().filter_map(|id| Some((*id, lives(id)?))).collect())
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
    let There { records, before, lookups } = there;
    let (Some(record), Some(before)) = (records.get_mut(&id), before.get(&id)) else {
        return Ok(());
    };
    let is_own = before.person.import_id == Some(batch.import.0);
    let known = lookups.remove(&id).unwrap_or_default();
    let now = record.lookup();
    if !is_own {
        written.journal.extend(now.without(&known).keys());
    }
    let lookup = known.renewed(&now);
    if is_own && lookup != known {
        written.left.push(known.without(&lookup));
        written.own.push(lookup);
    } else if lookup != known {
        written.found.push(lookup);
    }
    if gain.is_nothing() {
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
    write_gain(tx, maker.member.scope, record, gain).await?;
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
