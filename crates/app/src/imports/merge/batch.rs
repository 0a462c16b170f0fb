//! The rows of one transaction, made ready while those before them are written.

use std::collections::BTreeMap;

use domain::{ids::ImportId, imports::draft::Draft};
use store::{imports as rows, transaction::Engine};
use uuid::Uuid;

use crate::{
    App,
    imports::{
        ImportError, joined,
        rows::{Maker, New, Record},
        stage::drafts_of,
    },
};

/// Chunks merged in one transaction.
pub(super) const CHUNKS: i64 = 25;

/// The rows of one transaction.
pub(super) struct Batch {
    pub(super) maker: Maker,
    pub(super) import: ImportId,
    /// People who are new, with what further rows of the batch say of them.
    pub(super) new: New,
    /// What rows say of people who are there when these are written.
    pub(super) adding: Vec<Addition>,
    pub(super) n_rows: i64,
    pub(super) last_row: i64,
}

/// A row about somebody who is there.
pub(super) struct Addition {
    pub(super) whom: Whom,
    pub(super) draft: Draft,
}

/// Whom a row is about.
#[derive(Clone, Copy)]
pub(super) enum Whom {
    /// Who was there before the import.
    Person(Uuid),
    /// Who was made of an earlier row of it.
    Row(i64),
}

impl Whom {
    pub(super) fn row(self) -> Option<i64> {
        match self {
            Self::Row(row) => Some(row),
            Self::Person(_) => None,
        }
    }
}

/// Makes the rows after one ready: people out of those that are new, and whom the others are about. None at the end.
pub(super) async fn prepare(
    app: &App,
    maker: &Maker,
    import: ImportId,
    after: i64,
) -> Result<Option<Batch>, ImportError> {
    let scope = maker.member.scope;
    let chunks = app
        .db
        .read(scope, async |tx| rows::chunks_after(tx, scope, import, after, CHUNKS).await)
        .await?;
    let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else { return Ok(None) };
    let (first, last) = (first.first_row, last_row_of(last)?);
    let decisions = app
        .db
        .read(scope, async |tx| rows::decisions(tx, scope, import, first, last).await)
        .await?;
    let maker = maker.clone();
    let engine = app.db.engine();
    let made = tokio::task::spawn_blocking(move || {
        Batch::of(maker, import, &chunks, decisions, last, engine)
    });
    joined(made.await).map(Some)
}

/// The number of the last row of a chunk.
fn last_row_of(chunk: &rows::Chunk) -> Result<i64, ImportError> {
    let line = chunk.drafts.trim_end().rsplit('\n').next().unwrap_or_default();
    let number = line.split_once(' ').and_then(|(number, _)| number.parse().ok());
    number.ok_or_else(|| ImportError::Unreadable("it has no number".to_owned()))
}

impl Batch {
    fn of(
        maker: Maker,
        import: ImportId,
        chunks: &[rows::Chunk],
        decisions: Vec<rows::Decision>,
        last_row: i64,
        engine: Engine,
    ) -> Result<Self, ImportError> {
        let decisions: BTreeMap<i64, rows::Decision> =
            decisions.into_iter().map(|decision| (decision.row_number, decision)).collect();
        let mut new: Vec<Record> = Vec::new();
        let mut new_by_row: BTreeMap<i64, usize> = BTreeMap::new();
        let (mut adding, mut n_rows) = (Vec::new(), 0);
        for draft in chunks.iter().flat_map(|chunk| drafts_of(chunk, |_| true)) {
            let (row, draft) = draft?;
            let row = i64::from(row);
            n_rows += 1;
            let Some(decision) = decisions.get(&row) else {
                new_by_row.insert(row, new.len());
                new.push(maker.make(&draft, maker.ids.next()));
                continue;
            };
            if decision.decision == "known" {
                continue;
            }
            match (decision.person_id, decision.into_row) {
                (Some(person), _) => adding.push(Addition { whom: Whom::Person(person), draft }),
                (None, Some(into)) => {
                    if let Some(record) = new_by_row.get(&into).and_then(|at| new.get_mut(*at)) {
                        let id = record.person.id;
                        record.absorb(maker.make(&draft, id));
                    } else {
                        adding.push(Addition { whom: Whom::Row(into), draft });
                    }
                }
                (None, None) => {}
            }
        }
        let new = New::of(new, maker.member.scope, engine)?;
        Ok(Self { maker, import, new, adding, n_rows, last_row })
    }
}
