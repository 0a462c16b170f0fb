//! What was said by hand of those who may be one: two people, one, or a row that is left out.

use std::collections::BTreeMap;

use domain::words;
use serde::{Deserialize, Serialize};
use store::imports as rows;

use super::{Decided, Decider, Found, NAMED, Node, Whom, groups::Joining};
use crate::imports::ImportError;

words! {
    /// What becomes of a row that may be about somebody who is there, or in a row before it.
    #[derive(Default)]
    pub enum Choice {
        /// They are two: the row becomes a person of its own.
        #[default]
        Keep = "keep",
        /// They are one: its person goes into the other, and that can be undone by itself.
        Merge = "merge",
        /// The row is left out.
        Skip = "skip",
    }
}

/// What was said of a pair that a preview named as possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportDecision)]
pub struct Chosen {
    /// The row: `b` of the pair.
    pub row: u32,
    /// The other: `a` of the pair.
    pub with: Whom,
    /// What becomes of the row.
    pub decision: Choice,
}

/// What was said of all who may be one. A row goes into one other at most: the likeliest of those it was said of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportDecisions)]
pub struct Choices {
    /// Pair by pair.
    #[serde(default)]
    #[schema(max_items = 10000)]
    pub decisions: Vec<Chosen>,
    /// What becomes of those of whom nothing is said: `keep` where it is left out.
    #[serde(default)]
    pub others: Choice,
}

impl Choices {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.others == Choice::Keep
    }
}

/// Those who may be one with the row of a chunk of pairs, and what is followed.
struct OfRow<'a> {
    row: Node,
    pairs: &'a [Found],
    said: Vec<Option<Choice>>,
}

impl OfRow<'_> {
    /// The place of the pair that is followed, and what becomes of the row: what was said of a pair before what was
    /// said of all others, and likelier pairs first.
    fn followed(&self, others: Choice) -> Option<(usize, Choice)> {
        let first = |wanted: Option<Choice>| self.said.iter().position(|said| *said == wanted);
        let said = |choice: Choice| first(Some(choice)).map(|at| (at, choice));
        let by_hand = said(Choice::Merge).or_else(|| said(Choice::Skip));
        by_hand.or_else(|| first(None).filter(|_| others != Choice::Keep).map(|at| (at, others)))
    }

    /// Whether nothing was said of some pair.
    fn is_open(&self) -> bool {
        self.said.iter().any(Option::is_none)
    }
}

impl Decider<'_> {
    /// Follows what was said of those who may be one, counts the new people of whom nothing was, and names the pairs,
    /// strongest first.
    pub(super) fn choose(&self, joining: &mut Joining) -> Decided {
        let pairs = joining.possible_pairs();
        let said: BTreeMap<(Node, Node), Choice> = self.said(joining);
        let mut named: Vec<(Found, Option<Choice>)> = Vec::with_capacity(pairs.len());
        for chunk in pairs.chunk_by(|x, y| x.b == y.b) {
            let Some(row) = chunk.first().map(|pair| pair.b) else { continue };
            let mut chunk = chunk.to_vec();
            chunk.sort_by_key(|pair| std::cmp::Reverse(pair.score));
            let of = chunk.iter().map(|pair| said.get(&(pair.b, pair.a)).copied()).collect();
            let of_row = OfRow { row, pairs: &chunk, said: of };
            let followed = of_row
                .followed(self.choices.others)
                .filter(|it| self.follow(&of_row, *it, joining));
            if followed.is_none() && of_row.is_open() {
                joining.decided.n_possible += 1;
            }
            named.extend(chunk.iter().zip(0..).map(|(pair, at)| {
                let kept = of_row.said.get(at).copied().flatten().filter(|it| *it == Choice::Keep);
                let done = followed.filter(|(place, _)| *place == at).map(|(_, choice)| choice);
                (*pair, done.or(kept))
            }));
        }
        named.sort_by_key(|(pair, _)| std::cmp::Reverse(pair.score));
        let mut decided = std::mem::take(&mut joining.decided);
        decided.possible = named
            .iter()
            .take(NAMED)
            .map(|(pair, decision)| super::Named { decision: *decision, ..self.named(pair) })
            .collect();
        decided
    }

    /// What was said, by row and other as they were named: both by the head of their group.
    fn said(&self, joining: &Joining) -> BTreeMap<(Node, Node), Choice> {
        let node = |whom: Whom| match whom {
            Whom::Row(row) => (row <= self.last_row).then_some(Node::Row(row)),
            Whom::Person(id) => self.people.numbers.get(&id.0).map(|n| Node::Person(*n)),
        };
        let decisions = self.choices.decisions.iter();
        decisions
            .filter_map(|it| {
                let (row, with) = (node(Whom::Row(it.row))?, node(it.with)?);
                Some(((joining.head(row), joining.head(with)), it.decision))
            })
            .collect()
    }

    /// Makes a row one with another, or leaves it out; false where that cannot be.
    fn follow(&self, of: &OfRow<'_>, followed: (usize, Choice), joining: &mut Joining) -> bool {
        let Some(pair) = of.pairs.get(followed.0) else { return false };
        let (other, row) = (joining.root(pair.a), joining.root(of.row));
        match followed.1 {
            Choice::Keep => false,
            Choice::Merge if other == row => true,
            Choice::Merge => {
                let (kept, gone) = (other.min(row), other.max(row));
                let Node::Row(gone_row) = gone else { return false };
                joining.merge_later(&self.people, gone_row, kept);
                joining.decided.n_updated += 1;
                true
            }
            Choice::Skip => {
                // Somebody is to go into this row already: it has to be there.
                if row != of.row || joining.is_kept(row) {
                    return false;
                }
                let Node::Row(left_out) = row else { return false };
                let (person_id, into_row) = match other {
                    Node::Person(number) => (Some(self.people.id(number)), None),
                    Node::Row(first) => (None, Some(i64::from(first))),
                };
                joining.decisions.push(rows::Decision {
                    row_number: left_out.into(),
                    decision: "known".to_owned(),
                    person_id,
                    into_row,
                });
                joining.leave_out(left_out, other);
                true
            }
        }
    }

    /// Stages that rows are left out: those that only added to them are too.
    pub(super) async fn put_left_out(
        &self,
        joining: &Joining,
        is_dry: bool,
    ) -> Result<(), ImportError> {
        if is_dry || joining.left_out.is_empty() {
            return Ok(());
        }
        let (scope, import) = (self.scope, self.import);
        let left_out: Vec<i64> = joining.left_out.iter().map(|row| i64::from(*row)).collect();
        self.app
            .db
            .bulk(scope, async move |tx| rows::leave_out(tx, scope, import, &left_out).await)
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::duplicates::verdict::Why;

    use super::*;

    #[track_caller]
    fn check(said: &[Option<Choice>], others: Choice, expected: Option<(usize, Choice)>) {
        let pair = Found { b: Node::Row(2), score: 5, a: Node::Row(1), why: Why::NameCompany };
        let pairs = vec![pair; said.len()];
        let of = OfRow { row: Node::Row(2), pairs: &pairs, said: said.to_vec() };
        assert_eq!(of.followed(others), expected);
    }

    #[test]
    fn what_is_said_of_a_pair_wins_over_what_is_said_of_the_others() {
        check(&[None], Choice::Keep, None);
        check(&[None], Choice::Merge, Some((0, Choice::Merge)));
        check(&[Some(Choice::Keep)], Choice::Merge, None);
        check(&[Some(Choice::Skip)], Choice::Merge, Some((0, Choice::Skip)));
        check(&[None, Some(Choice::Merge)], Choice::Skip, Some((1, Choice::Merge)));
        check(&[Some(Choice::Keep), None], Choice::Skip, Some((1, Choice::Skip)));
        check(&[Some(Choice::Skip), Some(Choice::Merge)], Choice::Keep, Some((1, Choice::Merge)));
    }
}
