//! By what people are found: words of search and keys of duplicates, once by person and again by word and by key.
//!
//! What stands by word and by key follows from what stands by person. An import writes the second at its end and in order, so
//! that a page of those tables is written once and not once a batch.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::ImportId;
use uuid::Uuid;

use crate::duplicates::Block;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::statement::{Statement, Value};
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// By what a person is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// Who.
    pub person: Uuid,
    /// Words of search.
    pub tokens: BTreeSet<String>,
    /// Keys of duplicates, each with what cuts its block when it is too large.
    pub blocks: BTreeMap<i64, i64>,
}

impl Lookup {
    /// The words with whose they are.
    pub fn words(&self) -> impl Iterator<Item = (String, Uuid)> {
        self.tokens.iter().map(|token| (token.clone(), self.person))
    }

    /// The keys with whose they are.
    pub fn keys(&self) -> impl Iterator<Item = Block> {
        self.blocks.iter().map(|(block, part)| Block {
            block: *block,
            person: self.person,
            part: *part,
        })
    }

    /// What is here and not in another.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let blocks = self.blocks.iter().filter(|(block, _)| !other.blocks.contains_key(block));
        Self {
            person: self.person,
            tokens: self.tokens.difference(&other.tokens).cloned().collect(),
            blocks: blocks.map(|(block, part)| (*block, *part)).collect(),
        }
    }

    /// Adds what is in another; of a key that is here already nothing changes.
    pub fn join(&mut self, other: &Self) {
        self.tokens.extend(other.tokens.iter().cloned());
        for (block, part) in &other.blocks {
            self.blocks.entry(*block).or_insert(*part);
        }
    }

    /// Found by the words of another, and by the keys of both; of a key that is here already nothing changes.
    #[must_use]
    pub fn renewed(&self, now: &Self) -> Self {
        let blocks = self.blocks.clone();
        let mut renewed = Self { person: now.person, tokens: BTreeSet::new(), blocks };
        renewed.join(now);
        renewed
    }

    /// Whether it is nothing.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty() && self.blocks.is_empty()
    }

    /// As it is stored; see [`Row`].
    fn row(&self, scope: Scope) -> [Value; 4] {
        let tokens: Vec<&str> = self.tokens.iter().map(String::as_str).collect();
        let blocks: Vec<String> =
            self.blocks.iter().map(|(block, part)| format!("{block}:{part}")).collect();
        [
            scope.workspace.into(),
            self.person.into(),
            tokens.join("\n").into(),
            blocks.join(" ").into(),
        ]
    }
}

/// A lookup as it is stored: a word a line, and keys as `block:part`.
#[derive(sqlx::FromRow)]
struct Row {
    person_id: Uuid,
    tokens: String,
    blocks: String,
}

impl Row {
    fn read(self) -> Result<Lookup, StoreError> {
        let block = |text: &str| {
            let (block, part) = text.split_once(':')?;
            Some((block.parse().ok()?, part.parse().ok()?))
        };
        let blocks: Option<BTreeMap<i64, i64>> =
            self.blocks.split(' ').filter(|text| !text.is_empty()).map(block).collect();
        let why = || "it has a key that is no number".to_owned();
        Ok(Lookup {
            person: self.person_id,
            tokens: self.tokens.lines().map(str::to_owned).collect(),
            blocks: blocks.ok_or_else(|| StoreError::Unreadable { what: "lookup", why: why() })?,
        })
    }
}

/// Writes by what people are found, by person only: who does so writes it by word and by key later.
pub fn write(scope: Scope, lookups: &[Lookup]) -> Vec<Statement> {
    let statements = lookups.chunks(BULK_ROWS).map(|some| {
        sql!("insert into person_lookup (workspace_id, person_id, tokens, blocks) values ")
            .rows(some.iter().map(|lookup| lookup.row(scope)))
            .push(" on conflict (workspace_id, person_id) do update set tokens = excluded.tokens, blocks = excluded.blocks")
    });
    statements.collect()
}

/// Writes people by word. In order of word, so that the table is written in one sweep.
pub fn write_words(scope: Scope, words: &[(String, Uuid)]) -> Vec<Statement> {
    let statements = words.chunks(BULK_ROWS).map(|some| {
        sql!("insert into person_token (workspace_id, token, person_id) values ")
            .rows(some.iter().map(|(token, person)| {
                [scope.workspace.into(), token.as_str().into(), (*person).into()]
            }))
            .push(" on conflict (workspace_id, token, person_id) do nothing")
    });
    statements.collect()
}

/// Writes people by key. In order of key, so that the table is written in one sweep.
pub fn write_keys(scope: Scope, keys: &[Block]) -> Vec<Statement> {
    let statements = keys.chunks(BULK_ROWS).map(|some| {
        sql!("insert into person_block (workspace_id, block, person_id, part) values ")
            .rows(some.iter().map(|key| {
                [scope.workspace.into(), key.block.into(), key.person.into(), key.part.into()]
            }))
            .push(" on conflict (workspace_id, block, person_id) do nothing")
    });
    statements.collect()
}

/// By what some people are found; who is found by nothing is not among them.
pub async fn of_people(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<BTreeMap<Uuid, Lookup>, StoreError> {
    read_all(tx, people, |some| {
        sql!(
            "select person_id, tokens, blocks
from person_lookup
where workspace_id = $1 and person_id in "
        )
        .bind(scope.workspace)
        .list(some.iter().copied())
    })
    .await
}

/// From now on people are found by this, and by nothing else.
pub async fn set(tx: &mut Tx, scope: Scope, lookups: &[Lookup]) -> Result<(), StoreError> {
    let people: Vec<Uuid> = lookups.iter().map(|lookup| lookup.person).collect();
    let before = of_people(tx, scope, &people).await?;
    let nothing = Lookup::default();
    let (mut new, mut past) = (Vec::new(), Vec::new());
    for lookup in lookups {
        let before = before.get(&lookup.person).unwrap_or(&nothing);
        new.push(lookup.without(before));
        past.push(before.without(lookup));
    }
    leave(tx, scope, &past).await?;
    tx.execute_all(write(scope, lookups)).await?;
    index(tx, scope, &new).await
}

/// Writes by word and by key what stands by person; what is there stays.
pub async fn index(tx: &mut Tx, scope: Scope, lookups: &[Lookup]) -> Result<(), StoreError> {
    let mut words: Vec<(String, Uuid)> = lookups.iter().flat_map(Lookup::words).collect();
    let mut keys: Vec<Block> = lookups.iter().flat_map(Lookup::keys).collect();
    words.sort_unstable();
    keys.sort_unstable();
    tx.execute_all(write_words(scope, &words)).await?;
    tx.execute_all(write_keys(scope, &keys)).await
}

/// People are found by nothing any more.
pub async fn forget(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<(), StoreError> {
    let past: Vec<Lookup> = of_people(tx, scope, people).await?.into_values().collect();
    leave(tx, scope, &past).await?;
    for some in people.chunks(BULK_ROWS) {
        tx.execute(
            sql!("delete from person_lookup where workspace_id = $1 and person_id in ")
                .bind(scope.workspace)
                .list(some.iter().copied()),
        )
        .await?;
    }
    Ok(())
}

/// Takes away by what people are no more found, and writes it down where an import may still write it.
pub async fn leave(tx: &mut Tx, scope: Scope, past: &[Lookup]) -> Result<(), StoreError> {
    let past: Vec<&Lookup> = past.iter().filter(|past| !past.is_empty()).collect();
    let people: Vec<Uuid> = past.iter().map(|past| past.person).collect();
    delete(tx, scope, &past).await?;
    let arriving = arriving(tx, scope, &people).await?;
    let mut again = past_of(tx, scope, &arriving).await?;
    for lookup in past.into_iter().filter(|past| arriving.contains(&past.person)) {
        let earlier = again.entry(lookup.person);
        earlier
            .or_insert_with(|| Lookup { person: lookup.person, ..Lookup::default() })
            .join(lookup);
    }
    let again: Vec<Lookup> = again.into_values().collect();
    tx.execute_all(write_past(scope, &again)).await
}

/// Takes words and keys of people away.
async fn delete(tx: &mut Tx, scope: Scope, lookups: &[&Lookup]) -> Result<(), StoreError> {
    for lookup in lookups {
        if !lookup.tokens.is_empty() {
            tx.execute(
                sql!("delete from person_token where workspace_id = $1 and person_id = $2 and token in ")
                    .bind(scope.workspace)
                    .bind(lookup.person)
                    .list(&lookup.tokens),
            )
            .await?;
        }
        if !lookup.blocks.is_empty() {
            tx.execute(
                sql!("delete from person_block where workspace_id = $1 and person_id = $2 and block in ")
                    .bind(scope.workspace)
                    .bind(lookup.person)
                    .list(lookup.blocks.keys().copied()),
            )
            .await?;
        }
    }
    Ok(())
}

/// Those of some people whose import is still being made.
async fn arriving(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let mut found = Vec::new();
    for some in people.chunks(BULK_ROWS) {
        let rows: Vec<(Uuid,)> = tx
            .all(
                sql!(
                    "select person.id
from person
join import on import.workspace_id = person.workspace_id and import.id = person.import_id
where person.workspace_id = $1 and import.state = 'importing' and person.id in "
                )
                .bind(scope.workspace)
                .list(some.iter().copied()),
            )
            .await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(found)
}

/// By what the people of an import are found, after a row: the row and that, in the order of the file.
pub async fn of_import(
    tx: &mut Tx,
    scope: Scope,
    import: ImportId,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Lookup)>, StoreError> {
    let rows: Vec<(i64, Uuid, String, String)> = tx
        .all(
            sql!(
                "select person.file_order, person_lookup.person_id, person_lookup.tokens, person_lookup.blocks
from person
join person_lookup on person_lookup.workspace_id = person.workspace_id and person_lookup.person_id = person.id
where person.workspace_id = $1 and person.import_id = $2 and person.file_order > $3
order by person.file_order
limit $4"
            )
            .bind(scope.workspace)
            .bind(import)
            .bind(after)
            .bind(limit),
        )
        .await?;
    let read = rows.into_iter().map(|(row, person_id, tokens, blocks)| {
        Ok((row, Row { person_id, tokens, blocks }.read()?))
    });
    read.collect()
}

/// By what some people were found while their import was being made.
async fn past_of(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<BTreeMap<Uuid, Lookup>, StoreError> {
    read_all(tx, people, |some| {
        sql!(
            "select person_id, tokens, blocks
from person_lookup_past
where workspace_id = $1 and person_id in "
        )
        .bind(scope.workspace)
        .list(some.iter().copied())
    })
    .await
}

/// Reads what is stored of some people, as many at once as a statement takes.
async fn read_all(
    tx: &mut Tx,
    people: &[Uuid],
    statement_of: impl Fn(&[Uuid]) -> Statement,
) -> Result<BTreeMap<Uuid, Lookup>, StoreError> {
    let mut found = BTreeMap::new();
    for some in people.chunks(BULK_ROWS) {
        for row in tx.all::<Row>(statement_of(some)).await? {
            found.insert(row.person_id, row.read()?);
        }
    }
    Ok(found)
}

fn write_past(scope: Scope, past: &[Lookup]) -> Vec<Statement> {
    let statements = past.chunks(BULK_ROWS).map(|some| {
        sql!("insert into person_lookup_past (workspace_id, person_id, tokens, blocks) values ")
            .rows(some.iter().map(|lookup| lookup.row(scope)))
            .push(" on conflict (workspace_id, person_id) do update set tokens = excluded.tokens, blocks = excluded.blocks")
    });
    statements.collect()
}

/// Takes away what an import wrote by word and by key of people who had changed meanwhile: of some of them at a time. Says of
/// how many, none at the end.
pub async fn clear_past(tx: &mut Tx, scope: Scope) -> Result<usize, StoreError> {
    let people: Vec<(Uuid,)> = tx
        .all(
            sql!("select person_id from person_lookup_past where workspace_id = $1 order by person_id limit $2")
                .bind(scope.workspace)
                .bind(i64::try_from(BULK_ROWS).unwrap_or(i64::MAX)),
        )
        .await?;
    let people: Vec<Uuid> = people.into_iter().map(|(id,)| id).collect();
    // Who changes at this moment is waited for.
    super::lock(tx, scope, &people).await?;
    let now = of_people(tx, scope, &people).await?;
    let nothing = Lookup::default();
    let left: Vec<Lookup> = past_of(tx, scope, &people)
        .await?
        .into_iter()
        .map(|(person, past)| past.without(now.get(&person).unwrap_or(&nothing)))
        .collect();
    delete(tx, scope, &left.iter().collect::<Vec<_>>()).await?;
    tx.execute(
        sql!("delete from person_lookup_past where workspace_id = $1 and person_id in ")
            .bind(scope.workspace)
            .list(people.iter().copied()),
    )
    .await?;
    Ok(people.len())
}
