//! Reading a file row by row into the store's staging, without holding it: memory does not grow with the file.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    duplicates::{
        identity::Identity,
        keys::{KeyClass, block_keys},
    },
    ids::ImportId,
    imports::{
        ReadError, Reader, RefusedFile,
        draft::{Draft, Source},
    },
};
use store::{BULK_TRANSACTION_ROWS, imports as rows, scope::Scope};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    ImportError, Phase, Watch, joined,
    sorting::{Fixed, Sorter},
};
use crate::App;

/// Rows of one chunk: few, because a chunk is read whole when one of its rows is wanted.
const CHUNK_ROWS: usize = 50;

/// A row under one of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) block: i64,
    pub(crate) part: i64,
    pub(crate) row: u32,
    /// The key of the whole row: whoever shares it is the same row.
    pub(crate) is_content: bool,
}

impl Fixed for Entry {
    type Bytes = [u8; 21];
    const BLANK: [u8; 21] = [0; 21];

    fn bytes(&self) -> Self::Bytes {
        let mut bytes = [0; 21];
        let (block, rest) = bytes.split_at_mut(8);
        let (part, rest) = rest.split_at_mut(8);
        let (row, rest) = rest.split_at_mut(4);
        block.copy_from_slice(&self.block.to_le_bytes());
        part.copy_from_slice(&self.part.to_le_bytes());
        row.copy_from_slice(&self.row.to_le_bytes());
        rest.fill(u8::from(self.is_content));
        bytes
    }

    #[expect(clippy::many_single_char_names, reason = "one letter for each byte of a fixed layout")]
    fn of_bytes(bytes: &Self::Bytes) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, content] = *bytes;
        Self {
            block: i64::from_le_bytes([a, b, c, d, e, f, g, h]),
            part: i64::from_le_bytes([i, j, k, l, m, n, o, p]),
            row: u32::from_le_bytes([q, r, s, t]),
            is_content: content != 0,
        }
    }
}

/// A row that names one of our own people by their id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Naming {
    pub(crate) person: Uuid,
    pub(crate) row: u32,
    /// Its place among the ids of the row: the first that is known counts.
    pub(crate) position: u8,
}

impl Fixed for Naming {
    type Bytes = [u8; 21];
    const BLANK: [u8; 21] = [0; 21];

    fn bytes(&self) -> Self::Bytes {
        let mut bytes = [0; 21];
        let (person, rest) = bytes.split_at_mut(16);
        let (row, position) = rest.split_at_mut(4);
        person.copy_from_slice(self.person.as_bytes());
        row.copy_from_slice(&self.row.to_le_bytes());
        position.fill(self.position);
        bytes
    }

    fn of_bytes(bytes: &Self::Bytes) -> Self {
        let (person, rest) = bytes.split_at(16);
        let (row, position) = rest.split_at(4);
        Self {
            person: Uuid::from_slice(person).unwrap_or_default(),
            row: <[u8; 4]>::try_from(row).map(u32::from_le_bytes).unwrap_or_default(),
            position: position.first().copied().unwrap_or_default(),
        }
    }
}

/// What was staged.
#[derive(Debug)]
pub(crate) struct Staged {
    pub(crate) n_rows: u64,
    pub(crate) n_rejected: u64,
    pub(crate) entries: Sorter<Entry>,
    /// Rows that name our own people.
    pub(crate) naming: Sorter<Naming>,
    /// The first row of every chunk.
    pub(crate) first_rows: Vec<u32>,
    /// The highest row number.
    pub(crate) last_row: u32,
}

/// What is written in one transaction.
#[derive(Debug, Default)]
struct Piece {
    n_rows: usize,
    chunks: Vec<rows::Chunk>,
    problems: Vec<rows::Problem>,
}

/// Reads all of a file into staging: one thread reads, another writes.
pub(crate) async fn stage(
    app: &App,
    scope: Scope,
    import: ImportId,
    reader: Reader,
    watch: &Watch,
) -> Result<Staged, ImportError> {
    let (pieces, mut arriving) = mpsc::channel::<Piece>(2);
    let is_cancelled = Arc::clone(&watch.is_cancelled);
    let reading = tokio::task::spawn_blocking(move || read(reader, &pieces, &is_cancelled));
    let mut n_done = 0;
    while let Some(piece) = arriving.recv().await {
        n_done += piece.n_rows;
        let piece = Arc::new(piece);
        app.db
            .bulk(scope, async move |tx| {
                rows::insert_chunks(tx, scope, import, &piece.chunks).await?;
                rows::insert_problems(tx, scope, import, &piece.problems).await
            })
            .await?;
        watch.tell(Phase::Reading, n_done, None);
    }
    joined(reading.await)
}

fn read(
    reader: Reader,
    pieces: &mpsc::Sender<Piece>,
    is_cancelled: &AtomicBool,
) -> Result<Staged, ImportError> {
    let mut staged = Staged {
        n_rows: 0,
        n_rejected: 0,
        entries: Sorter::new(),
        naming: Sorter::new(),
        first_rows: Vec::new(),
        last_row: 0,
    };
    let mut piece = Piece::default();
    let mut chunk: Option<rows::Chunk> = None;
    for read in reader {
        staged.n_rows += 1;
        piece.n_rows += 1;
        match read {
            Ok(draft) => keep(draft, &mut staged, &mut piece, &mut chunk)?,
            Err(ReadError::Row(rejected)) => {
                staged.n_rejected += 1;
                piece.problems.push(rows::Problem {
                    row_number: number(rejected.row)?.into(),
                    position: 0,
                    column_name: rejected.column,
                    kind: rejected.kind.to_string(),
                    cell: rejected.value,
                    why: rejected.why,
                    is_rejected: 1,
                });
            }
            Err(ReadError::File(refused)) => return Err(refused.into()),
        }
        if piece.n_rows >= BULK_TRANSACTION_ROWS {
            if is_cancelled.load(Ordering::Relaxed) {
                return Err(ImportError::Cancelled);
            }
            piece.chunks.extend(chunk.take());
            // Nobody listens when the store has failed; that failure is what the caller hears.
            if pieces.blocking_send(std::mem::take(&mut piece)).is_err() {
                return Err(ImportError::Cancelled);
            }
        }
    }
    piece.chunks.extend(chunk.take());
    let _ = pieces.blocking_send(piece);
    Ok(staged)
}

fn keep(
    mut draft: Draft,
    staged: &mut Staged,
    piece: &mut Piece,
    chunk: &mut Option<rows::Chunk>,
) -> Result<(), ImportError> {
    let row = number(draft.row)?;
    staged.last_row = staged.last_row.max(row);
    for key in block_keys(&Identity::from(&draft)) {
        let entry = Entry {
            block: key.key,
            part: key.part,
            row,
            is_content: key.class == KeyClass::Content,
        };
        staged.entries.push(entry).map_err(ImportError::Temporary)?;
    }
    for (position, person) in (0..=u8::MAX).zip(own_ids(&draft)) {
        let naming = Naming { person, row, position };
        staged.naming.push(naming).map_err(ImportError::Temporary)?;
    }
    let problems = std::mem::take(&mut draft.problems);
    for (position, problem) in (0_i64..).zip(problems) {
        piece.problems.push(rows::Problem {
            // Row 0 is the file itself, told with its first person.
            row_number: number(problem.row)?.into(),
            position,
            column_name: problem.column,
            kind: problem.kind.to_string(),
            cell: problem.value,
            why: problem.why,
            is_rejected: 0,
        });
    }
    let open = chunk.get_or_insert_with(|| {
        staged.first_rows.push(row);
        rows::Chunk { first_row: row.into(), n_rows: 0, drafts: String::new() }
    });
    let json = serde_json::to_string(&draft)
        .map_err(|error| ImportError::Unreadable(error.to_string()))?;
    open.drafts.push_str(&row.to_string());
    open.drafts.push(' ');
    open.drafts.push_str(&json);
    open.drafts.push('\n');
    open.n_rows += 1;
    if open.n_rows >= i64::try_from(CHUNK_ROWS).unwrap_or(i64::MAX) {
        piece.chunks.extend(chunk.take());
    }
    Ok(())
}

/// The people a row names by the id that our own export gives them.
fn own_ids(draft: &Draft) -> impl Iterator<Item = Uuid> {
    draft
        .external_ids
        .iter()
        .filter(|(system, _)| system == Source::Touchstone.as_str())
        .filter_map(|(_, id)| Uuid::parse_str(id).ok())
}

/// Row numbers are counted in 32 bits.
fn number(row: u64) -> Result<u32, ImportError> {
    u32::try_from(row).map_err(|_| {
        let limit = format!("{} rows", u32::MAX);
        RefusedFile::TooLarge { what: "the number of rows".to_owned(), limit }.into()
    })
}

/// The drafts of a chunk, of all rows or of some.
pub(crate) fn drafts_of(
    chunk: &rows::Chunk,
    is_wanted: impl Fn(u32) -> bool,
) -> impl Iterator<Item = Result<(u32, Draft), ImportError>> {
    chunk.drafts.lines().filter_map(move |line| {
        let (row, json) = line.split_once(' ')?;
        let row: u32 = row.parse().ok()?;
        is_wanted(row).then(|| {
            let draft = serde_json::from_str(json)
                .map_err(|error| ImportError::Unreadable(error.to_string()))?;
            Ok((row, draft))
        })
    })
}
