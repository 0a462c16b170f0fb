//! The pairs worth comparing, out of persons that share a key, in time linear in their number.

use std::collections::BTreeMap;

use crate::duplicates::{
    groups::{self, Edge, Grouped},
    identity::Identity,
    keys::{KeyClass, block_keys},
    verdict::{Verdict, Why, compare},
};

/// Most persons under one key who are all compared with each other.
///
/// Above it, only those who share the further part of their keys are; where more than this share the
/// part too, each is compared with the smallest id alone. So a key of n persons costs at most
/// n × `FULL_BLOCK` / 2 comparisons, whatever a file holds.
pub const FULL_BLOCK: usize = 100;

/// How many persons stand under the key that made a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crowd {
    /// No more than [`FULL_BLOCK`]: whatever is decided on the pair counts.
    Few,
    /// More: sharing the key says nothing about two of them, so the pair counts only when certain.
    Many,
}

/// A pair that may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Possible<I> {
    /// The smaller id.
    pub a: I,
    /// The larger id.
    pub b: I,
    /// What speaks for it.
    pub why: Why,
    /// How strongly.
    pub score: i32,
}

/// A key that more persons share than are compared with each other: listed once, not pair by pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crowded<I> {
    /// What they share.
    pub class: KeyClass,
    /// The smallest id among them.
    pub first: I,
    /// How many they are.
    pub persons: usize,
}

/// What was found among persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<I> {
    /// Who is one person, and what was kept apart or is to be looked at.
    pub certain: Grouped<I>,
    /// Who may be, by falling score; none of them in one group.
    pub possible: Vec<Possible<I>>,
    /// What too many share to be listed pair by pair.
    pub crowded: Vec<Crowded<I>>,
    /// How many pairs were compared.
    pub comparisons: usize,
}

/// Gives the pairs to compare among the persons of one key (`part` of the key, id), each once.
///
/// The order of `members` does not matter. A key read out of the store in pieces can be handled the same
/// way: see [`FULL_BLOCK`].
pub fn pairs_in_block<I: Copy + Ord>(members: &[(i64, I)], mut pair: impl FnMut(I, I, Crowd)) {
    let mut members = members.to_vec();
    members.sort_unstable();
    members.dedup_by_key(|(_, id)| *id);
    if members.len() <= FULL_BLOCK {
        return every_pair(&members, Crowd::Few, &mut pair);
    }
    for same in members.chunk_by(|(a, _), (b, _)| a == b) {
        if same.len() <= FULL_BLOCK {
            every_pair(same, Crowd::Many, &mut pair);
        } else if let Some(((_, first), others)) = same.split_first() {
            for (_, other) in others {
                pair(*first, *other, Crowd::Many);
            }
        }
    }
}

/// Everybody who is one person, and who may be, among persons held in memory; independent of their order.
///
/// # Example: which rows of a small file are one person?
/// ```
/// use domain::{duplicates::{candidates::find, identity::Identity}, people::Name};
/// let mara = Name { given: "Mara".into(), family: "Ellison".into(), ..Name::default() };
/// let person = || Identity::new(&mara, None, "").with_email("mara@northwind.example");
/// let found = find(&[(1, person()), (2, person())]);
/// assert_eq!(found.certain.groups, [[1, 2]]);
/// ```
pub fn find<I: Copy + Ord>(persons: &[(I, Identity)]) -> Found<I> {
    let identities: BTreeMap<I, &Identity> =
        persons.iter().map(|(id, identity)| (*id, identity)).collect();
    let (pairs, crowded) = pairs_of(&identities);
    let (mut edges, mut possible) = (Vec::new(), Vec::new());
    for &(a, b, crowd) in &pairs {
        let (Some(left), Some(right)) = (identities.get(&a), identities.get(&b)) else { continue };
        match compare(left, right) {
            Verdict::Certain { why, score } => edges.push(Edge { a, b, why, score }),
            Verdict::Possible { why, score } if crowd == Crowd::Few => {
                possible.push(Possible { a, b, why, score });
            }
            _ => {}
        }
    }
    let certain = groups::group(&edges, |id| identities.get(&id).copied());
    possible.extend(certain.apart.iter().map(|edge| Possible {
        a: edge.a,
        b: edge.b,
        why: edge.why,
        score: edge.score,
    }));
    let group_of = certain.group_of();
    possible.retain(|pair| match (group_of.get(&pair.a), group_of.get(&pair.b)) {
        (Some(a), Some(b)) => a != b,
        _ => true,
    });
    possible.sort_unstable_by(|x, y| y.score.cmp(&x.score).then_with(|| x.cmp(y)));
    Found { certain, possible, crowded, comparisons: pairs.len() }
}

type Pairs<I> = Vec<(I, I, Crowd)>;

/// Every pair once, with the smallest crowd that it was met in, and the crowded keys.
fn pairs_of<I: Copy + Ord>(identities: &BTreeMap<I, &Identity>) -> (Pairs<I>, Vec<Crowded<I>>) {
    let mut rows: Vec<(KeyClass, i64, i64, I)> = identities
        .iter()
        .flat_map(|(id, identity)| {
            block_keys(identity).into_iter().map(|key| (key.class, key.key, key.part, *id))
        })
        .collect();
    rows.sort_unstable();
    let (mut pairs, mut crowded) = (Vec::new(), Vec::new());
    for block in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let members: Vec<(i64, I)> = block.iter().map(|(_, _, part, id)| (*part, *id)).collect();
        pairs_in_block(&members, |a, b, crowd| pairs.push((a.min(b), a.max(b), crowd)));
        if let (Some((class, ..)), Some(first), true) =
            (block.first(), members.iter().map(|(_, id)| *id).min(), members.len() > FULL_BLOCK)
        {
            crowded.push(Crowded { class: *class, first, persons: members.len() });
        }
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|(a, b, _)| (*a, *b));
    crowded.sort_unstable();
    (pairs, crowded)
}

fn every_pair<I: Copy + PartialEq>(
    members: &[(i64, I)],
    crowd: Crowd,
    pair: &mut impl FnMut(I, I, Crowd),
) {
    for (at, (_, a)) in members.iter().enumerate() {
        for (_, b) in members.iter().skip(at + 1).filter(|(_, b)| b != a) {
            pair(*a, *b, crowd);
        }
    }
}
