//! Looking for duplicates among all stored people: keys in order, pairs compared once, in fixed memory.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    duplicates::{
        candidates::{Crowd, pairs_in_block},
        groups::{Edge, components, group},
        identity::Identity,
        verdict::{Verdict, compare},
    },
    ids::PersonId,
};
use serde::Serialize;
use store::{BULK_ROWS, duplicates as rows, errors::StoreError, scope::Scope};
use uuid::Uuid;

use super::MergeError;
use crate::{
    App,
    imports::{ImportError, rows::load, sorting::Sorter},
    workspaces::Member,
};

/// Keys read at once.
const PAGE: i64 = 10_000;

/// Two who may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
pub struct PossiblePair {
    /// One.
    pub a: PersonId,
    /// The other.
    pub b: PersonId,
    /// How strongly it is thought.
    pub score: i32,
    /// What speaks for it.
    pub why: &'static str,
}

/// Who is, and who may be.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
#[schema(as = Duplicates)]
pub struct Listed {
    /// Those who are certainly one, pair by pair.
    pub certain: Vec<(PersonId, PersonId)>,
    /// Those who may be, strongest first.
    pub possible: Vec<PossiblePair>,
}

impl Listed {
    /// The first of each kind.
    #[must_use]
    pub fn at_most(mut self, n: usize) -> Self {
        self.certain.truncate(n);
        self.possible.truncate(n);
        self
    }
}

/// A pair of people and whether it was met only in a crowd.
type Candidate = (Uuid, Uuid, bool);

impl crate::imports::sorting::Fixed for Candidate {
    type Bytes = [u8; 33];
    const BLANK: [u8; 33] = [0; 33];

    fn bytes(&self) -> [u8; 33] {
        let mut bytes = [0; 33];
        let (a, rest) = bytes.split_at_mut(16);
        let (b, crowd) = rest.split_at_mut(16);
        a.copy_from_slice(self.0.as_bytes());
        b.copy_from_slice(self.1.as_bytes());
        crowd.fill(u8::from(self.2));
        bytes
    }

    fn of_bytes(bytes: &[u8; 33]) -> Self {
        let id = |from: &[u8]| Uuid::from_slice(from).unwrap_or_default();
        let (a, rest) = bytes.split_at(16);
        let (b, crowd) = rest.split_at(16);
        (id(a), id(b), crowd != [0])
    }
}

/// Everybody who is or may be somebody else too, by the same rules as an import.
///
/// Candidates are compared from the disk, some at a time; the pairs that are found are held. They cannot be given out in
/// pages: whether a certain pair is joined is known only when all that hang together with it are, and the strongest of the
/// possible ones come first.
pub async fn list(app: &App, member: &Member) -> Result<Listed, MergeError> {
    let scope = member.scope;
    let candidates = candidates(app, scope).await?;
    let mut sorted = candidates.finish().map_err(ImportError::Temporary)?.peekable();
    let (mut edges, mut possible, mut open) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(pair) = sorted.next() {
        let (a, b, mut is_crowd) = pair.map_err(ImportError::Temporary)?;
        while let Some(Ok((_, _, again))) =
            sorted.next_if(|next| next.as_ref().is_ok_and(|next| (next.0, next.1) == (a, b)))
        {
            is_crowd &= again;
        }
        open.push((a, b, is_crowd));
        if open.len() >= BULK_ROWS {
            compare_some(app, scope, &mut open, &mut edges, &mut possible).await?;
        }
    }
    compare_some(app, scope, &mut open, &mut edges, &mut possible).await?;
    let mut listed = Listed { certain: Vec::new(), possible };
    for part in components(&edges) {
        let ids: BTreeSet<Uuid> = part.iter().flat_map(|edge| [edge.a, edge.b]).collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let identities = identities(app, scope, &ids).await?;
        let grouped = group(&part, |id| identities.get(&id));
        listed
            .certain
            .extend(grouped.joined.iter().map(|edge| (PersonId(edge.a), PersonId(edge.b))));
        listed.possible.extend(grouped.apart.iter().map(|edge| PossiblePair {
            a: PersonId(edge.a),
            b: PersonId(edge.b),
            score: edge.score,
            why: edge.why.as_str(),
        }));
    }
    listed.possible.sort_unstable_by(|x, y| y.score.cmp(&x.score).then_with(|| x.cmp(y)));
    Ok(listed)
}

async fn candidates(app: &App, scope: Scope) -> Result<Sorter<Candidate>, MergeError> {
    let mut candidates = Sorter::new();
    let mut after = (i64::MIN, Uuid::nil());
    let mut block: Vec<rows::Block> = Vec::new();
    loop {
        let page = app
            .db
            .read(scope, async |tx| rows::page_of_blocks(tx, scope, after, PAGE).await)
            .await?;
        let Some(last) = page.last() else { break };
        after = (last.block, last.person);
        for entry in page {
            if block.last().is_some_and(|last| last.block != entry.block) {
                pair_up(&mut block, &mut candidates)?;
            }
            block.push(entry);
        }
    }
    pair_up(&mut block, &mut candidates)?;
    Ok(candidates)
}

fn pair_up(
    block: &mut Vec<rows::Block>,
    candidates: &mut Sorter<Candidate>,
) -> Result<(), ImportError> {
    let members: Vec<(i64, Uuid)> =
        block.drain(..).map(|entry| (entry.part, entry.person)).collect();
    let mut failed = None;
    if members.len() > 1 {
        pairs_in_block(&members, |a, b, crowd| {
            if failed.is_none() {
                failed = candidates.push((a.min(b), a.max(b), crowd == Crowd::Many)).err();
            }
        });
    }
    failed.map_or(Ok(()), |error| Err(ImportError::Temporary(error)))
}

async fn compare_some(
    app: &App,
    scope: Scope,
    open: &mut Vec<Candidate>,
    edges: &mut Vec<Edge<Uuid>>,
    possible: &mut Vec<PossiblePair>,
) -> Result<(), StoreError> {
    let ids: BTreeSet<Uuid> = open.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let identities = identities(app, scope, &ids).await?;
    for (a, b, is_crowd) in open.drain(..) {
        let (Some(left), Some(right)) = (identities.get(&a), identities.get(&b)) else { continue };
        match compare(left, right) {
            Verdict::Certain { why, score } => edges.push(Edge { a, b, why, score }),
            Verdict::Possible { why, score } if !is_crowd => {
                possible.push(PossiblePair {
                    a: PersonId(a),
                    b: PersonId(b),
                    score,
                    why: why.as_str(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// What is compared of some persons who are live.
async fn identities(
    app: &App,
    scope: Scope,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Identity>, StoreError> {
    let found = app.db.read(scope, async |tx| load(tx, scope, ids).await).await?;
    let live = found.into_iter().filter(|(_, record)| record.person.state == "live");
    Ok(live.map(|(id, record)| (id, record.identity())).collect())
}
