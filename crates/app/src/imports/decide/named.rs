//! Rows that name one of our own people by id, as our own exports do: the id decides before anything else.

use std::collections::{BTreeMap, BTreeSet};

use store::{BULK_ROWS, BULK_TRANSACTION_ROWS, errors::StoreError, imports as rows, scope::Scope};
use uuid::Uuid;

use super::{Decider, Node, People, groups::Joining};
use crate::{
    App,
    imports::{ImportError, rows::Record, sorting::Sorted, stage::Naming},
};

/// How often somebody may have been merged into somebody else and still be found.
const MERGED_AT_MOST: usize = 32;

/// Rows and the people they name, in order of the rows; ids that nobody here has name nobody.
pub(super) async fn people_of_rows(
    app: &App,
    scope: Scope,
    naming: Sorted<Naming>,
    people: &mut People,
) -> Result<Vec<(u32, u32)>, ImportError> {
    let mut found: Vec<(u32, u8, u32)> = Vec::new();
    let mut waiting: Vec<Naming> = Vec::new();
    for next in naming {
        waiting.push(next.map_err(ImportError::Temporary)?);
        if waiting.len() >= BULK_ROWS {
            look_up(app, scope, &mut waiting, people, &mut found).await?;
        }
    }
    look_up(app, scope, &mut waiting, people, &mut found).await?;
    found.sort_unstable();
    found.dedup_by_key(|(row, ..)| *row);
    Ok(found.into_iter().map(|(row, _, person)| (row, person)).collect())
}

async fn look_up(
    app: &App,
    scope: Scope,
    waiting: &mut Vec<Naming>,
    people: &mut People,
    found: &mut Vec<(u32, u8, u32)>,
) -> Result<(), StoreError> {
    let ids: BTreeSet<Uuid> = waiting.iter().map(|naming| naming.person).collect();
    let live = live_of(app, scope, ids).await?;
    for naming in waiting.drain(..) {
        if let Some(person) = live.get(&naming.person) {
            found.push((naming.row, naming.position, people.number(*person)));
        }
    }
    Ok(())
}

/// The live person behind each id: themselves, or into whom they were merged.
async fn live_of(
    app: &App,
    scope: Scope,
    ids: BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, Uuid>, StoreError> {
    // The id asked for, by the id it has led to so far.
    let mut open: BTreeMap<Uuid, Vec<Uuid>> = ids.into_iter().map(|id| (id, vec![id])).collect();
    let mut live = BTreeMap::new();
    for _ in 0..MERGED_AT_MOST {
        let wanted: Vec<Uuid> = open.keys().copied().collect();
        let mut next: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for some in wanted.chunks(BULK_ROWS) {
            let there =
                app.db.read(scope, async |tx| rows::standing_behind(tx, scope, some).await).await?;
            for (id, state, merged_into) in there {
                let asked = open.remove(&id).unwrap_or_default();
                match merged_into {
                    Some(into) => next.entry(into).or_default().extend(asked),
                    None if state == "live" => live.extend(asked.into_iter().map(|a| (a, id))),
                    None => {}
                }
            }
        }
        if next.is_empty() {
            break;
        }
        open = next;
    }
    Ok(live)
}

impl Decider<'_> {
    /// Says of each row that names somebody whether it adds anything to them.
    pub(super) async fn decide_named(
        &self,
        joining: &mut Joining,
        is_dry: bool,
    ) -> Result<(), ImportError> {
        let mut told: Vec<(u32, u32)> = self.told.iter().map(|(row, n)| (*n, *row)).collect();
        told.sort_unstable();
        let mut known: Option<(u32, Record)> = None;
        for some in told.chunks(BULK_ROWS) {
            let nodes: BTreeSet<Node> =
                some.iter().flat_map(|(n, row)| [Node::Person(*n), Node::Row(*row)]).collect();
            let mut records = self.records(&nodes).await?;
            for (number, row) in some {
                if known.as_ref().is_none_or(|(there, _)| there != number) {
                    known = records.remove(&Node::Person(*number)).map(|it| (*number, it));
                }
                let gain = known
                    .as_mut()
                    .zip(records.remove(&Node::Row(*row)))
                    .map(|((_, known), row)| known.absorb(row));
                let word = joining.count(gain.is_some_and(|gain| !gain.is_nothing()));
                joining.decisions.push(rows::Decision {
                    row_number: (*row).into(),
                    decision: word.to_owned(),
                    person_id: Some(self.people.id(*number)),
                    into_row: None,
                });
            }
            self.put_decisions(joining, is_dry, BULK_TRANSACTION_ROWS).await?;
            self.watch.check()?;
        }
        Ok(())
    }
}
