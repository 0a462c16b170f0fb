//! Joining certain pairs, and what that makes of each row.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::duplicates::{
    groups::{Doubt, Edge, Grouped, group},
    identity::Identity,
    verdict::Why,
};
use store::{BULK_TRANSACTION_ROWS, imports as rows};

use super::{Decided, Decider, Found, NAMED, Named, Node, People};
use crate::imports::{ImportError, rows::Record};

/// Rows and persons decided about together, so that few questions are put to the store.
const TOGETHER: usize = 1_000;

/// Which node each belongs to: rows first, then persons.
struct Places {
    heads: Vec<u32>,
    n_rows: u32,
}

impl Places {
    fn new(last_row: u32, n_people: usize) -> Self {
        let n_rows = last_row.saturating_add(1);
        let n = n_rows.saturating_add(u32::try_from(n_people).unwrap_or(u32::MAX));
        Self { heads: (0..n).collect(), n_rows }
    }

    fn place(&self, node: Node) -> u32 {
        match node {
            Node::Row(row) => row,
            Node::Person(number) => self.n_rows.saturating_add(number),
        }
    }

    fn node(&self, place: u32) -> Node {
        match place.checked_sub(self.n_rows) {
            Some(number) => Node::Person(number),
            None => Node::Row(place),
        }
    }

    fn at(&self, place: u32) -> u32 {
        usize::try_from(place).ok().and_then(|at| self.heads.get(at)).copied().unwrap_or(place)
    }

    fn set(&mut self, place: u32, head: u32) {
        if let Some(slot) = usize::try_from(place).ok().and_then(|at| self.heads.get_mut(at)) {
            *slot = head;
        }
    }

    /// The root of a part, with the way to it shortened.
    fn root(&mut self, mut place: u32) -> u32 {
        loop {
            let up = self.at(place);
            if up == place {
                return place;
            }
            let further = self.at(up);
            self.set(place, further);
            place = further;
        }
    }

    /// Begins anew: everybody alone.
    fn reset(&mut self) {
        let n = u32::try_from(self.heads.len()).unwrap_or(u32::MAX);
        self.heads.iter_mut().zip(0..n).for_each(|(head, place)| *head = place);
    }
}

impl Decider<'_> {
    /// Joins what is certain, decides about every row that is not simply new, and counts.
    pub(crate) async fn join(
        &self,
        edges: Vec<Found>,
        possible: Vec<Found>,
        is_dry: bool,
    ) -> Result<Decided, ImportError> {
        let mut places = Places::new(self.last_row, self.people.ids.len());
        for edge in &edges {
            let (a, b) = (places.place(edge.a), places.place(edge.b));
            let (a, b) = (places.root(a), places.root(b));
            places.set(a.max(b), a.min(b));
        }
        let mut parts: Vec<(u32, Found)> = edges
            .into_iter()
            .map(|edge| {
                let place = places.place(edge.a);
                (places.root(place), edge)
            })
            .collect();
        parts.sort_unstable();
        places.reset();
        let mut joining = Joining {
            places,
            decided: Decided::default(),
            decisions: Vec::new(),
            merges: Vec::new(),
            possible,
            roots: BTreeMap::new(),
            kept: BTreeSet::new(),
            updates: BTreeMap::new(),
            left_out: Vec::new(),
        };
        let mut together: Vec<&[(u32, Found)]> = Vec::new();
        let mut n_together = 0;
        for part in parts.chunk_by(|x, y| x.0 == y.0) {
            together.push(part);
            n_together += part.len();
            if n_together >= TOGETHER {
                self.join_parts(&together, &mut joining).await?;
                self.put_decisions(&mut joining, is_dry, BULK_TRANSACTION_ROWS).await?;
                self.watch.check()?;
                together.clear();
                n_together = 0;
            }
        }
        self.join_parts(&together, &mut joining).await?;
        self.decide_named(&mut joining, is_dry).await?;
        let decided = self.choose(&mut joining);
        self.put_decisions(&mut joining, is_dry, 1).await?;
        self.put_left_out(&joining, is_dry).await?;
        Ok(decided)
    }

    /// Joins each part by the rules of the domain; the rest of a part that is kept apart is possible only.
    async fn join_parts(
        &self,
        parts: &[&[(u32, Found)]],
        joining: &mut Joining,
    ) -> Result<(), ImportError> {
        let edges = |part: &&[(u32, Found)]| -> Vec<Edge<Node>> {
            part.iter()
                .map(|(_, found)| Edge {
                    a: found.a,
                    b: found.b,
                    why: found.why,
                    score: found.score,
                })
                .collect()
        };
        // Rows that are word for word the same need no second look.
        let is_plain =
            |part: &&&[(u32, Found)]| part.iter().all(|(_, found)| found.why == Why::SameRow);
        let wanted: BTreeSet<Node> = parts
            .iter()
            .filter(|part| !is_plain(part))
            .flat_map(|part| part.iter().flat_map(|(_, found)| [found.a, found.b]))
            .collect();
        let records = self.records(&wanted).await?;
        let identities: BTreeMap<Node, Identity> =
            records.iter().map(|(node, record)| (*node, record.identity())).collect();
        for part in parts {
            let grouped = group(&edges(part), |node| identities.get(&node));
            joining.possible.extend(grouped.apart.iter().map(|edge| found_of(*edge)));
            self.name(&grouped, &mut joining.decided);
            let settling = Settling { read_before: read_before(part), grouped, records: &records };
            for members in &settling.grouped.groups {
                self.decide_group(members, &settling, joining);
            }
        }
        Ok(())
    }

    /// Names in the report what was joined, up to a number.
    fn name(&self, grouped: &Grouped<Node>, decided: &mut Decided) {
        let room = NAMED.saturating_sub(decided.certain.len());
        decided
            .certain
            .extend(grouped.joined.iter().take(room).map(|edge| self.named(&found_of(*edge))));
    }

    /// Says of each row of a group whether it adds something to whom the group is about.
    ///
    /// Where a doubtful pair was brought together the group is cut: each part is a person, and those of rows alone are
    /// merged when they are stored, so that each such merge can be undone.
    fn decide_group(&self, members: &[Node], settling: &Settling<'_>, joining: &mut Joining) {
        let mut parts = settling.grouped.parts(members);
        // The one who was there first, or the first row.
        let Some(head) = self.oldest(members).or_else(|| members.first().copied()) else { return };
        if let Some(at) = parts.iter().position(|part| part.contains(&head)) {
            parts.swap(0, at);
        }
        let mut known = settling.records.get(&head).cloned();
        let mut gone_rows: BTreeMap<Node, u32> = BTreeMap::new();
        for (nth, part) in parts.iter().enumerate() {
            let was_there = self.oldest(part);
            match (nth, was_there, part.first()) {
                (0, ..) => self.decide_rows(part, head, &mut known, settling, joining),
                (_, Some(other), _) => {
                    let mut known = settling.records.get(&other).cloned();
                    self.decide_rows(part, other, &mut known, settling, joining);
                }
                (_, None, Some(Node::Row(row))) => {
                    gone_rows.extend(part.iter().map(|node| (*node, *row)));
                    let gain = take_in(&mut known, settling.records.get(&Node::Row(*row)));
                    joining.count(gain);
                    self.decide_rows(part, Node::Row(*row), &mut known, settling, joining);
                    joining.merge_later(&self.people, *row, head);
                }
                _ => {}
            }
        }
        self.name_noticed(&settling.grouped, members, &gone_rows, &mut joining.decided);
    }

    /// The person of some nodes who was there first.
    fn oldest(&self, nodes: &[Node]) -> Option<Node> {
        let of_person = |node: &Node| match node {
            Node::Person(number) => Some((self.people.id(*number), *node)),
            Node::Row(_) => None,
        };
        nodes.iter().filter_map(of_person).min().map(|(_, node)| node)
    }

    /// Says of each row but the head's own whether it adds something to the head.
    fn decide_rows(
        &self,
        members: &[Node],
        head: Node,
        known: &mut Option<Record>,
        settling: &Settling<'_>,
        joining: &mut Joining,
    ) {
        let head_place = joining.places.place(head);
        for member in members {
            let place = joining.places.place(*member);
            joining.places.set(place, head_place);
            let Node::Row(row) = *member else { continue };
            if *member == head {
                continue;
            }
            let (word, whom) = match settling.read_before.get(&row) {
                // A row that was read into somebody before, word for word, stays with them.
                Some(person) => {
                    joining.count(false);
                    ("known", *person)
                }
                None => (joining.count(take_in(known, settling.records.get(member))), head),
            };
            if let ("update", Node::Row(first)) = (word, whom) {
                *joining.updates.entry(first).or_default() += 1;
            }
            let (person_id, into_row) = match whom {
                Node::Person(number) => (Some(self.people.id(number)), None),
                Node::Row(first) => (None, Some(i64::from(first))),
            };
            joining.decisions.push(rows::Decision {
                row_number: row.into(),
                decision: word.to_owned(),
                person_id,
                into_row,
            });
        }
    }

    /// Names in the report what was joined and should be looked at, up to a number.
    fn name_noticed(
        &self,
        grouped: &Grouped<Node>,
        members: &[Node],
        gone_rows: &BTreeMap<Node, u32>,
        decided: &mut Decided,
    ) {
        let room = NAMED.saturating_sub(decided.noticed.len());
        let here = grouped.noticed.iter().filter(|pair| members.contains(&pair.a));
        decided.noticed.extend(here.take(room).map(|noticed| Named {
            a: self.whom(noticed.a),
            b: self.whom(noticed.b),
            why: match noticed.doubt {
                Doubt::Twins => "perhaps twins",
                Doubt::Generations => "perhaps two generations",
            },
            score: 0,
            merge: None,
            decision: None,
            gone_row: gone_rows.get(&noticed.b).or_else(|| gone_rows.get(&noticed.a)).copied(),
        }));
    }

    /// Stages what was decided, once there is enough of it.
    pub(super) async fn put_decisions(
        &self,
        joining: &mut Joining,
        is_dry: bool,
        least: usize,
    ) -> Result<(), ImportError> {
        if joining.decisions.len() + joining.merges.len() < least {
            return Ok(());
        }
        let some = Arc::new(std::mem::take(&mut joining.decisions));
        let merges = Arc::new(std::mem::take(&mut joining.merges));
        if is_dry {
            return Ok(());
        }
        let (scope, import) = (self.scope, self.import);
        self.app
            .db
            .bulk(scope, async move |tx| {
                rows::insert_decisions(tx, scope, import, &some).await?;
                rows::merges::insert(tx, scope, import, &merges).await
            })
            .await?;
        Ok(())
    }
}

/// What a group is decided by.
struct Settling<'a> {
    grouped: Grouped<Node>,
    /// Rows that were read into somebody before, word for word.
    read_before: BTreeMap<u32, Node>,
    records: &'a BTreeMap<Node, Record>,
}

fn read_before(part: &[(u32, Found)]) -> BTreeMap<u32, Node> {
    part.iter()
        .filter(|(_, found)| found.why == Why::SameRow)
        .filter_map(|(_, found)| match (found.a, found.b) {
            (person @ Node::Person(_), Node::Row(row)) => Some((row, person)),
            _ => None,
        })
        .collect()
}

/// Takes a row into what is known; whether it said something new.
fn take_in(known: &mut Option<Record>, row: Option<&Record>) -> bool {
    let gain = known.as_mut().zip(row).map(|(known, row)| known.absorb(row.clone()));
    gain.is_some_and(|gain| !gain.is_nothing())
}

/// What is carried from part to part.
pub(super) struct Joining {
    places: Places,
    pub(super) decided: Decided,
    pub(super) decisions: Vec<rows::Decision>,
    merges: Vec<rows::merges::ImportMerge>,
    possible: Vec<Found>,
    /// Whom the person of a row goes into, once both are stored.
    roots: BTreeMap<Node, Node>,
    /// Into whom somebody goes.
    kept: BTreeSet<Node>,
    /// How many rows add something to the person of a row.
    updates: BTreeMap<u32, u64>,
    /// Rows that are left out by hand.
    pub(super) left_out: Vec<u32>,
}

impl Joining {
    /// Counts a row of somebody who is known, and gives the word for it.
    pub(super) fn count(&mut self, is_new: bool) -> &'static str {
        if is_new {
            self.decided.n_updated += 1;
            "update"
        } else {
            self.decided.n_same += 1;
            "same"
        }
    }

    /// Notes that the person of a row is to be merged into another once both are stored.
    pub(super) fn merge_later(&mut self, people: &People, row: u32, head: Node) {
        let (kept_id, kept_row) = match head {
            Node::Person(number) => (Some(people.id(number)), None),
            Node::Row(first) => (None, Some(i64::from(first))),
        };
        self.roots.insert(Node::Row(row), head);
        self.kept.insert(head);
        let (gone_row, merge_id) = (row.into(), None);
        self.merges.push(rows::merges::ImportMerge { gone_row, kept_row, kept_id, merge_id });
    }

    /// Whom a node stands for in its group.
    pub(super) fn head(&self, node: Node) -> Node {
        self.places.node(self.places.at(self.places.place(node)))
    }

    /// Into whom somebody goes in the end.
    pub(super) fn root(&self, mut node: Node) -> Node {
        while let Some(up) = self.roots.get(&node) {
            node = *up;
        }
        node
    }

    /// Whether somebody goes into them.
    pub(super) fn is_kept(&self, node: Node) -> bool {
        self.kept.contains(&node)
    }

    /// Counts a row as left out with all that only added to it; who may be one with it may be one with the other.
    pub(super) fn leave_out(&mut self, row: u32, other: Node) {
        let n_updates = self.updates.remove(&row).unwrap_or_default();
        self.decided.n_updated -= n_updates;
        self.decided.n_same += n_updates + 1;
        self.left_out.push(row);
        self.roots.insert(Node::Row(row), other);
    }

    /// Those who may be one, a pair once and by the heads of their groups: by the row that came later.
    pub(super) fn possible_pairs(&mut self) -> Vec<Found> {
        let possible = std::mem::take(&mut self.possible);
        let mut pairs: Vec<Found> = possible
            .into_iter()
            .filter_map(|pair| {
                let (a, b) = (self.head(pair.a), self.head(pair.b));
                (a != b).then_some(Found { a: a.min(b), b: a.max(b), ..pair })
            })
            .filter(|pair| matches!(pair.b, Node::Row(_)))
            .collect();
        pairs.sort_unstable_by(|x, y| (x.b, x.a).cmp(&(y.b, y.a)).then(y.score.cmp(&x.score)));
        pairs.dedup_by_key(|pair| (pair.a, pair.b));
        pairs
    }
}

fn found_of(edge: Edge<Node>) -> Found {
    Found { a: edge.a, b: edge.b, why: edge.why, score: edge.score }
}
