//! The pairs worth comparing, out of sorted keys.

use std::io;

use domain::duplicates::candidates::{Crowd, pairs_in_block};
use store::{BULK_ROWS, duplicates, errors::StoreError, scope::Scope};

use super::{Node, People};
use crate::{
    App,
    imports::{
        ImportError,
        sorting::{Fixed, Sorted, Sorter},
        stage::Entry,
    },
};

/// Two who share a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    pub(crate) a: Node,
    pub(crate) b: Node,
    /// Met only under a key that many share.
    pub(crate) is_crowd: bool,
    /// They share the key of the whole row.
    pub(crate) is_content: bool,
}

impl Fixed for Pair {
    type Bytes = [u8; 9];
    const BLANK: [u8; 9] = [0; 9];

    #[expect(clippy::many_single_char_names, reason = "one letter for each byte of a fixed layout")]
    fn bytes(&self) -> Self::Bytes {
        let number = |node: Node| match node {
            Node::Person(number) | Node::Row(number) => number.to_le_bytes(),
        };
        let is_row = |node: Node| u8::from(matches!(node, Node::Row(_)));
        let flags = is_row(self.a)
            | is_row(self.b) << 1
            | u8::from(self.is_crowd) << 2
            | u8::from(self.is_content) << 3;
        let ([a, b, c, d], [e, f, g, h]) = (number(self.a), number(self.b));
        [a, b, c, d, e, f, g, h, flags]
    }

    #[expect(clippy::many_single_char_names, reason = "one letter for each byte of a fixed layout")]
    fn of_bytes(bytes: &Self::Bytes) -> Self {
        let [a, b, c, d, e, f, g, h, flags] = *bytes;
        let node = |number: [u8; 4], is_row: bool| {
            let number = u32::from_le_bytes(number);
            if is_row { Node::Row(number) } else { Node::Person(number) }
        };
        Self {
            a: node([a, b, c, d], flags & 1 != 0),
            b: node([e, f, g, h], flags & 2 != 0),
            is_crowd: flags & 4 != 0,
            is_content: flags & 8 != 0,
        }
    }
}

/// All who share one key.
#[derive(Debug)]
struct Shared {
    block: i64,
    is_content: bool,
    members: Vec<(i64, Node)>,
}

/// The pairs among the rows of a file, and between them and the people who are there.
pub(crate) async fn of_entries(
    app: &App,
    scope: Scope,
    entries: Sorted<Entry>,
    told: &[(u32, u32)],
    people: &mut People,
) -> Result<Sorted<Pair>, ImportError> {
    let has_people = app.db.read(scope, async |tx| duplicates::has_blocks(tx, scope).await).await?;
    let mut pairs = Sorter::new();
    let mut waiting: Vec<Shared> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(ImportError::Temporary)?;
        if waiting.last().is_none_or(|last| last.block != entry.block) {
            if waiting.len() >= BULK_ROWS {
                add_people(app, scope, has_people, &mut waiting, people).await?;
                pair_up(&mut waiting, &mut pairs)?;
            }
            waiting.push(Shared {
                block: entry.block,
                is_content: entry.is_content,
                members: Vec::new(),
            });
        }
        if let Some(last) = waiting.last_mut() {
            // A row that names one of ours stands for them.
            let node = match told.binary_search_by_key(&entry.row, |(row, _)| *row) {
                Ok(at) => told.get(at).map_or(Node::Row(entry.row), |(_, n)| Node::Person(*n)),
                Err(_) => Node::Row(entry.row),
            };
            last.members.push((entry.part, node));
        }
    }
    add_people(app, scope, has_people, &mut waiting, people).await?;
    pair_up(&mut waiting, &mut pairs)?;
    pairs.finish().map_err(ImportError::Temporary)
}

/// Adds the people who are there to the keys they share.
async fn add_people(
    app: &App,
    scope: Scope,
    has_people: bool,
    waiting: &mut [Shared],
    people: &mut People,
) -> Result<(), StoreError> {
    if !has_people {
        return Ok(());
    }
    let keys: Vec<i64> = waiting.iter().map(|shared| shared.block).collect();
    let found = app.db.read(scope, async |tx| duplicates::under(tx, scope, &keys).await).await?;
    for block in found {
        // The keys waiting are in order.
        if let Ok(at) = waiting.binary_search_by_key(&block.block, |shared| shared.block)
            && let Some(shared) = waiting.get_mut(at)
        {
            shared.members.push((block.part, Node::Person(people.number(block.person))));
        }
    }
    Ok(())
}

fn pair_up(waiting: &mut Vec<Shared>, pairs: &mut Sorter<Pair>) -> Result<(), ImportError> {
    for shared in waiting.drain(..) {
        if shared.members.len() < 2 {
            continue;
        }
        let mut failed = None;
        pairs_in_block(&shared.members, |a, b, crowd| {
            // Who is there is looked at by `duplicates`, not by an import.
            let has_row = matches!(a, Node::Row(_)) || matches!(b, Node::Row(_));
            if has_row && failed.is_none() {
                let pair = Pair {
                    a: a.min(b),
                    b: a.max(b),
                    is_crowd: crowd == Crowd::Many,
                    is_content: shared.is_content,
                };
                failed = pairs.push(pair).err();
            }
        });
        if let Some(error) = failed {
            return Err(ImportError::Temporary(error));
        }
    }
    Ok(())
}

/// Each pair once, with what was best of the keys that made it.
pub(crate) fn once_each(pairs: Sorted<Pair>) -> impl Iterator<Item = io::Result<Pair>> {
    let mut pairs = pairs.peekable();
    std::iter::from_fn(move || {
        let mut pair = match pairs.next()? {
            Ok(pair) => pair,
            Err(error) => return Some(Err(error)),
        };
        while let Some(Ok(again)) = pairs
            .next_if(|next| next.as_ref().is_ok_and(|next| (next.a, next.b) == (pair.a, pair.b)))
        {
            pair.is_crowd &= again.is_crowd;
            pair.is_content |= again.is_content;
        }
        Some(Ok(pair))
    })
}
