//! Joining certain pairs into groups, strongest first, so that a veto is never got round.

use std::collections::{BTreeMap, BTreeSet};

use crate::duplicates::{
    identity::Identity,
    postal::{self, Veto},
    verdict::{NameMatch, Why, name_match},
};

/// A pair that is certainly one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge<I> {
    /// One person.
    pub a: I,
    /// The other.
    pub b: I,
    /// What says so.
    pub why: Why,
    /// How strongly.
    pub score: i32,
}

/// What the report names although it was merged, so that it can be undone singly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Only the given names differ (veto 2); a third record brought them together.
    Twins,
    /// Names and address agree, the births lie fifteen years or more apart.
    Generations,
}

/// A merged pair that somebody should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Noticed<I> {
    /// The smaller id.
    pub a: I,
    /// The larger id.
    pub b: I,
    /// Why.
    pub doubt: Doubt,
    /// Which edge of [`Grouped::joined`] brought them together: without it they are two.
    pub joined_at: usize,
}

/// Who is one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped<I> {
    /// Groups of two or more, each sorted, by their smallest id.
    pub groups: Vec<Vec<I>>,
    /// The edges that joined two groups, strongest first: undone singly by leaving one out.
    pub joined: Vec<Edge<I>>,
    /// Certain edges that were not followed because somebody across them is kept apart: to be listed.
    pub apart: Vec<Edge<I>>,
    /// Merged pairs to be named in the report.
    pub noticed: Vec<Noticed<I>>,
}

/// Most different names and birth dates in one group; one more and an edge is kept apart instead.
pub const MOST_FACES: usize = 64;

impl<I: Copy + Ord> Grouped<I> {
    /// A group cut where doubtful pairs were brought together, by the smallest id of each part.
    pub fn parts(&self, members: &[I]) -> Vec<Vec<I>> {
        let doubtful: BTreeSet<usize> = self.noticed.iter().map(|pair| pair.joined_at).collect();
        let mut parts: Vec<Vec<I>> = members.iter().map(|id| vec![*id]).collect();
        let mut places: BTreeMap<I, usize> = members.iter().copied().zip(0..).collect();
        for (at, edge) in self.joined.iter().enumerate() {
            let (Some(a), Some(b)) = (places.get(&edge.a), places.get(&edge.b)) else { continue };
            if a == b || doubtful.contains(&at) {
                continue;
            }
            // The smaller part moves, so that nobody moves often.
            let size = |place: usize| parts.get(place).map_or(0, Vec::len);
            let (from, to) = if size(*a) < size(*b) { (*a, *b) } else { (*b, *a) };
            let moved = parts.get_mut(from).map(std::mem::take).unwrap_or_default();
            places.extend(moved.iter().map(|id| (*id, to)));
            if let Some(part) = parts.get_mut(to) {
                part.extend(moved);
            }
        }
        parts.retain(|part| !part.is_empty());
        for part in &mut parts {
            part.sort_unstable();
        }
        parts.sort_unstable();
        parts
    }

    /// The smallest id of the group each person is in.
    pub fn group_of(&self) -> BTreeMap<I, I> {
        let with_first =
            |group: &Vec<I>| group.first().copied().map(|first| (first, group.clone()));
        let named = self.groups.iter().filter_map(with_first);
        named.flat_map(|(first, group)| group.into_iter().map(move |id| (id, first))).collect()
    }
}

/// Joins edges by falling score, equal ones by id; the order in which they come does not matter.
///
/// Two groups are joined unless veto 1 stands between a pair across them; an edge by address, number,
/// profile, id or company also stops at contrary names whose birth dates do not agree, so that an
/// office's address never gathers its people. Persons without identity are taken as blank.
pub fn group<'a, I: Copy + Ord>(
    edges: &[Edge<I>],
    identity_of: impl Fn(I) -> Option<&'a Identity>,
) -> Grouped<I> {
    let mut edges: Vec<Edge<I>> = edges
        .iter()
        .map(|edge| Edge { a: edge.a.min(edge.b), b: edge.a.max(edge.b), ..*edge })
        .collect();
    edges.sort_unstable_by(|x, y| y.score.cmp(&x.score).then_with(|| x.cmp(y)));
    edges.dedup_by_key(|edge| (edge.a, edge.b));
    let blank = Identity::default();
    let mut forest = Forest::default();
    let mut grouped =
        Grouped { groups: Vec::new(), joined: Vec::new(), apart: Vec::new(), noticed: Vec::new() };
    for edge in edges {
        let [left, right] =
            [edge.a, edge.b].map(|id| forest.root(id, identity_of(id).unwrap_or(&blank)));
        if left == right || edge.a == edge.b {
            continue;
        }
        if forest.may_join(left, right, edge.why) {
            // Who was read before, word for word, was named then.
            if edge.why != Why::SameRow {
                forest.notice_across(left, right, grouped.joined.len(), &mut grouped.noticed);
            }
            forest.join(left, right);
            grouped.joined.push(edge);
        } else {
            grouped.apart.push(edge);
        }
    }
    grouped.groups = forest.into_groups();
    grouped.noticed.sort_unstable();
    grouped
}

/// Edges split by what they connect, so that each part can be grouped alone with only its own identities
/// in memory; parts by their smallest id.
pub fn components<I: Copy + Ord>(edges: &[Edge<I>]) -> Vec<Vec<Edge<I>>> {
    let blank = Identity::default();
    let mut forest = Forest::default();
    for edge in edges {
        let [left, right] = [edge.a, edge.b].map(|id| forest.root(id, &blank));
        if left != right {
            forest.join(left, right);
        }
    }
    let mut parts: BTreeMap<usize, Vec<Edge<I>>> = BTreeMap::new();
    for edge in edges {
        parts.entry(forest.root(edge.a, &blank)).or_default().push(*edge);
    }
    let mut parts: Vec<Vec<Edge<I>>> = parts.into_values().collect();
    parts.sort_by_key(|part| part.iter().map(|edge| edge.a.min(edge.b)).min());
    parts
}

/// Groups under construction. A group remembers its members and, of those who look alike to the vetoes,
/// one each, so that joining costs by faces, not by members.
struct Forest<'a, I> {
    slots: BTreeMap<I, usize>,
    parents: Vec<usize>,
    groups: BTreeMap<usize, Group<'a, I>>,
}

struct Group<'a, I> {
    members: Vec<I>,
    faces: Vec<Face<'a, I>>,
}

#[derive(Clone, Copy)]
struct Face<'a, I> {
    id: I,
    identity: &'a Identity,
}

impl<I> Default for Forest<'_, I> {
    fn default() -> Self {
        Self { slots: BTreeMap::new(), parents: Vec::new(), groups: BTreeMap::new() }
    }
}

impl<'a, I: Copy + Ord> Forest<'a, I> {
    fn root(&mut self, id: I, identity: &'a Identity) -> usize {
        let next = self.parents.len();
        let slot = *self.slots.entry(id).or_insert(next);
        if slot == next {
            self.parents.push(slot);
            self.groups
                .insert(slot, Group { members: vec![id], faces: vec![Face { id, identity }] });
        }
        let mut at = slot;
        while let Some(&parent) = self.parents.get(at) {
            if parent == at {
                break;
            }
            at = parent;
        }
        if let Some(parent) = self.parents.get_mut(slot) {
            *parent = at;
        }
        at
    }

    fn may_join(&self, left: usize, right: usize, why: Why) -> bool {
        let (left, right) = (self.faces(left), self.faces(right));
        let n_new = right.iter().filter(|face| !is_known(left, face)).count();
        if left.len() + n_new > MOST_FACES {
            return false;
        }
        across(left, right).all(|(a, b)| {
            let points = postal::points(a.identity, b.identity);
            let is_contrary = || {
                !matches!(why, Why::Postal | Why::SameRow | Why::EmailTypo)
                    && !points.birth_agrees()
                    && name_match(a.identity, b.identity) == NameMatch::Contrary
            };
            points.veto() != Some(Veto::Spouses) && !is_contrary()
        })
    }

    fn notice_across(
        &self,
        left: usize,
        right: usize,
        joined_at: usize,
        noticed: &mut Vec<Noticed<I>>,
    ) {
        for (a, b) in across(self.faces(left), self.faces(right)) {
            let doubt = if postal::points(a.identity, b.identity).veto() == Some(Veto::Twins) {
                Doubt::Twins
            } else if postal::is_generation_apart(a.identity, b.identity) {
                Doubt::Generations
            } else {
                continue;
            };
            noticed.push(Noticed { a: a.id.min(b.id), b: a.id.max(b.id), doubt, joined_at });
        }
    }

    /// Joins the smaller group to the larger; equal ones to the one met first.
    fn join(&mut self, left: usize, right: usize) {
        let size = |root: &usize| self.groups.get(root).map_or(0, |group| group.members.len());
        let (into, from) = if size(&left) >= size(&right) { (left, right) } else { (right, left) };
        if let Some(parent) = self.parents.get_mut(from) {
            *parent = into;
        }
        let Some(joining) = self.groups.remove(&from) else { return };
        let Some(group) = self.groups.get_mut(&into) else { return };
        group.members.extend(joining.members);
        for face in joining.faces {
            if !is_known(&group.faces, &face) {
                group.faces.push(face);
            }
        }
    }

    fn faces(&self, root: usize) -> &[Face<'a, I>] {
        self.groups.get(&root).map_or(&[], |group| &group.faces)
    }

    fn into_groups(self) -> Vec<Vec<I>> {
        let mut groups: Vec<Vec<I>> = self
            .groups
            .into_values()
            .map(|group| group.members)
            .filter(|members| members.len() > 1)
            .collect();
        for members in &mut groups {
            members.sort_unstable();
        }
        groups.sort_unstable();
        groups
    }
}

fn is_known<I>(faces: &[Face<'_, I>], face: &Face<'_, I>) -> bool {
    faces.iter().any(|known| looks_alike(known.identity, face.identity))
}

/// Whether no veto could tell two identities apart.
fn looks_alike(left: &Identity, right: &Identity) -> bool {
    left.birth == right.birth
        && left.name_key == right.name_key
        && left.given == right.given
        && left.family == right.family
        && left.generation == right.generation
        && (left.birth.is_none() || left.places == right.places)
}

fn across<'f, 'a, I: Copy>(
    left: &'f [Face<'a, I>],
    right: &'f [Face<'a, I>],
) -> impl Iterator<Item = (Face<'a, I>, Face<'a, I>)> + use<'f, 'a, I> {
    left.iter().flat_map(move |a| right.iter().map(move |b| (*a, *b)))
}
