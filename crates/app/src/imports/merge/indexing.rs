//! People of an import by word of search and by key of duplicates, written in order when all of them are there.
//!
//! Written with each batch, every batch would touch pages all over these two tables, and most of the work would be to write the
//! same pages again and again.

use std::{io, sync::Arc};

use domain::ids::ImportId;
use store::{
    duplicates::Block,
    errors::StoreError,
    imports::{self as rows, Import},
    people::lookups::{self, Lookup},
    scope::Scope,
    statement::{Ready, Statement},
};
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::{
    App,
    imports::{
        ImportError, Phase, Watch, joined,
        sorting::{Fixed, Item, Sorter, read_or_end},
    },
};

/// People read at once.
const PAGE: i64 = 2_000;
/// Words or keys written in one transaction: they stand side by side, so these are few pages.
const WRITTEN: usize = 5_000;

/// A word and who is found by it.
type Word = (String, Uuid);

impl Item for Word {
    fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        let length = u32::try_from(self.0.len()).map_err(io::Error::other)?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(self.0.as_bytes())?;
        out.write_all(self.1.as_bytes())
    }

    fn read(input: &mut impl io::Read) -> io::Result<Option<Self>> {
        let Some(length) = read_or_end(input, [0; 4])? else { return Ok(None) };
        let mut word =
            vec![0; usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?];
        input.read_exact(&mut word)?;
        let mut person = [0; 16];
        input.read_exact(&mut person)?;
        Ok(Some((String::from_utf8(word).map_err(io::Error::other)?, Uuid::from_bytes(person))))
    }
}

impl Fixed for Block {
    type Bytes = [u8; 32];
    const BLANK: [u8; 32] = [0; 32];

    fn bytes(&self) -> Self::Bytes {
        let mut bytes = [0; 32];
        let (block, rest) = bytes.split_at_mut(8);
        let (person, part) = rest.split_at_mut(16);
        block.copy_from_slice(&self.block.to_le_bytes());
        person.copy_from_slice(self.person.as_bytes());
        part.copy_from_slice(&self.part.to_le_bytes());
        bytes
    }

    fn of_bytes(bytes: &Self::Bytes) -> Self {
        let (block, rest) = bytes.split_at(8);
        let (person, part) = rest.split_at(16);
        Self {
            block: <[u8; 8]>::try_from(block).map(i64::from_le_bytes).unwrap_or_default(),
            person: Uuid::from_slice(person).unwrap_or_default(),
            part: <[u8; 8]>::try_from(part).map(i64::from_le_bytes).unwrap_or_default(),
        }
    }
}

/// What is written in one transaction, ready to be written.
struct Piece {
    n: usize,
    statements: Vec<Ready>,
}

/// All words and keys of an import, on their way to be sorted.
struct Sorting {
    /// How many.
    n: usize,
    words: Sorter<Word>,
    keys: Sorter<Block>,
}

/// Writes the people of an import by word and by key. Can be done again after a kill: what is there stays.
pub(super) async fn index(
    app: &App,
    scope: Scope,
    import: &Import,
    watch: &Watch,
) -> Result<(), ImportError> {
    let sorting = gather(app, scope, ImportId(import.id)).await?;
    let n = sorting.n;
    let (pieces, mut arriving) = mpsc::channel::<Arc<Piece>>(2);
    let engine = app.db.engine();
    let merging = tokio::task::spawn_blocking(move || {
        let ready = |all: Vec<Statement>| {
            all.into_iter().map(|statement| statement.ready(scope, engine)).collect()
        };
        hand_on(sorting.words, &pieces, |words| ready(lookups::write_words(scope, words)))?;
        hand_on(sorting.keys, &pieces, |keys| ready(lookups::write_keys(scope, keys)))
    });
    let mut n_done = 0;
    while let Some(piece) = arriving.recv().await {
        n_done += piece.n;
        let seen = import.clone();
        app.db
            .bulk(scope, async move |tx| {
                rows::hold(tx, scope, &seen).await?;
                tx.execute_ready(&piece.statements).await
            })
            .await?;
        store::crash_point!("indexed");
        watch.tell(Phase::Indexing, n_done, Some(n));
        watch.check()?;
    }
    joined(merging.await)
}

/// Takes away what was written of people who had changed meanwhile.
pub(crate) async fn clear_past(app: &App, scope: Scope, import: &Import) -> Result<(), StoreError> {
    loop {
        let seen = import.clone();
        let n = app
            .db
            .bulk(scope, async move |tx| {
                rows::hold(tx, scope, &seen).await?;
                lookups::clear_past(tx, scope).await
            })
            .await?;
        if n == 0 {
            return Ok(());
        }
    }
}

/// Reads by what the people of an import are found: one thread reads, another puts it in order.
async fn gather(app: &App, scope: Scope, import: ImportId) -> Result<Sorting, ImportError> {
    let (pages, mut arriving) = mpsc::channel::<Vec<(i64, Lookup)>>(2);
    let sorting = tokio::task::spawn_blocking(move || {
        let mut sorting = Sorting { n: 0, words: Sorter::new(), keys: Sorter::new() };
        while let Some(page) = arriving.blocking_recv() {
            for (_, lookup) in page {
                sorting.take(lookup).map_err(ImportError::Temporary)?;
            }
        }
        Ok(sorting)
    });
    let mut after = i64::MIN;
    loop {
        let page = app
            .db
            .read(scope, async |tx| lookups::of_import(tx, scope, import, after, PAGE).await)
            .await?;
        let Some((row, _)) = page.last() else { break };
        after = *row;
        // Nobody listens when there is no room for temporary files; that failure is what the caller hears.
        if pages.send(page).await.is_err() {
            break;
        }
    }
    drop(pages);
    joined(sorting.await)
}

impl Sorting {
    fn take(&mut self, lookup: Lookup) -> io::Result<()> {
        self.n += lookup.tokens.len() + lookup.blocks.len();
        for key in lookup.keys() {
            self.keys.push(key)?;
        }
        for token in lookup.tokens {
            self.words.push((token, lookup.person))?;
        }
        Ok(())
    }
}

/// Hands on in order what is made of it, a transaction at a time.
fn hand_on<T: Item>(
    sorter: Sorter<T>,
    pieces: &mpsc::Sender<Arc<Piece>>,
    written: impl Fn(&[T]) -> Result<Vec<Ready>, StoreError>,
) -> Result<(), ImportError> {
    let mut sorted = sorter.finish().map_err(ImportError::Temporary)?;
    loop {
        let some = sorted.by_ref().take(WRITTEN).collect::<io::Result<Vec<T>>>();
        let some = some.map_err(ImportError::Temporary)?;
        if some.is_empty() {
            return Ok(());
        }
        let piece = Piece { n: some.len(), statements: written(&some)? };
        // Nobody listens when the store has failed; that failure is what the caller hears.
        if pieces.blocking_send(Arc::new(piece)).is_err() {
            return Ok(());
        }
    }
}
