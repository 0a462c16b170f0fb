//! One SQLite writer; the writes that wait for it share one commit, and so one sync of the disk.
//!
//! A fair lock stands before the one write connection. Each write is a savepoint inside the open
//! transaction; a committer queues on the same lock, so whoever waited before it is the group. No timer. A write behind which
//! nobody waits commits by itself: there is nobody to wait for.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::{Connection, Executor, SqliteConnection};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};
use tokio::time::Instant;
use tracing::warn;

use crate::crash_point;
use crate::database::PATIENCE;
use crate::errors::StoreError;

/// For how long another program that wrote is taken to write on.
const LATELY: Duration = Duration::from_secs(2);

/// What a member of a group hears.
type Word = Result<(), Arc<StoreError>>;

/// The one write connection of a data folder.
pub(crate) struct Writer {
    line: Arc<Mutex<Line>>,
    wake: Arc<Notify>,
    n_waiting: Arc<AtomicUsize>,
}

/// The connection with what is open on it; whoever holds the lock may use it.
pub(crate) struct Line {
    pub(crate) connection: SqliteConnection,
    /// Whether a transaction was begun.
    is_open: bool,
    /// What was begun and not ended: its write was dropped or is still going on.
    unfinished: Option<Extent>,
    /// Those whose savepoints are released and who wait for the commit.
    waiting: Vec<oneshot::Sender<Word>>,
    n_commits: u64,
    /// What SQLite counts up when another connection commits, and when it last did.
    neighbours: (i64, Option<Instant>),
}

/// One write that has its turn.
pub(crate) struct Turn {
    line: OwnedMutexGuard<Line>,
    wake: Arc<Notify>,
    n_waiting: Arc<AtomicUsize>,
    is_alone: bool,
    is_released: bool,
}

/// Whether a write shares its commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Company {
    /// With whoever waits.
    Grouped,
    /// With nobody: its own commit, whose failure is its own. It needs no savepoint, for which SQLite would keep a copy of
    /// every page that it changes.
    Alone,
}

/// How much is undone with a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// A savepoint inside the transaction of a group.
    Savepoint,
    /// The transaction.
    Transaction,
}

impl Writer {
    /// Takes the write connection and starts the committer on the current runtime.
    pub(crate) fn new(connection: SqliteConnection) -> Arc<Self> {
        let line = Line {
            connection,
            is_open: false,
            unfinished: None,
            waiting: Vec::new(),
            n_commits: 0,
            neighbours: (0, None),
        };
        let line = Arc::new(Mutex::new(line));
        let wake = Arc::new(Notify::new());
        tokio::spawn(commit_when_woken(Arc::downgrade(&line), Arc::clone(&wake)));
        Arc::new(Self { line, wake, n_waiting: Arc::default() })
    }

    /// Waits for its turn and opens a savepoint.
    pub(crate) async fn begin(&self, company: Company) -> Result<Turn, StoreError> {
        self.n_waiting.fetch_add(1, Ordering::SeqCst);
        let mut line = Arc::clone(&self.line).lock_owned().await;
        self.n_waiting.fetch_sub(1, Ordering::SeqCst);
        line.tidy().await;
        let is_alone = company == Company::Alone;
        if is_alone {
            line.commit().await;
        }
        line.open(company).await?;
        let (wake, n_waiting) = (Arc::clone(&self.wake), Arc::clone(&self.n_waiting));
        Ok(Turn { line, wake, n_waiting, is_alone, is_released: false })
    }

    /// Whether another connection wrote into the file lately: then there are writers in other programs, who wait for a gap.
    #[expect(
        clippy::disallowed_methods,
        reason = "a question about the connection itself, which no `Tx` has"
    )]
    pub(crate) async fn has_neighbours(&self) -> bool {
        let mut line = self.line.lock().await;
        let asked: Result<(i64,), _> =
            sqlx::query_as("pragma data_version").fetch_one(&mut line.connection).await;
        let (seen, at) = line.neighbours;
        if let Ok((version,)) = asked
            && version != seen
        {
            // The first answer has nothing to be compared with.
            line.neighbours = (version, (seen != 0).then(Instant::now).or(at));
        }
        line.neighbours.1.is_some_and(|at| at.elapsed() < LATELY)
    }

    /// How many commits the disk has seen.
    pub(crate) async fn n_commits(&self) -> u64 {
        self.line.lock().await.n_commits
    }

    /// How many writes wait for their turn.
    pub(crate) fn n_waiting(&self) -> usize {
        self.n_waiting.load(Ordering::SeqCst)
    }

    /// Answers a question about the file, or sets the connection, between two groups.
    #[expect(
        clippy::disallowed_methods,
        reason = "a setting of the connection itself, which no `Tx` has"
    )]
    pub(crate) async fn pragma(&self, text: String) -> Result<i64, StoreError> {
        let mut line = self.line.lock().await;
        line.tidy().await;
        line.commit().await;
        let (answer,): (i64,) =
            sqlx::query_as(sqlx::AssertSqlSafe(text)).fetch_one(&mut line.connection).await?;
        Ok(answer)
    }

    /// Commits what waits and takes the connection out of use.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        let mut line = self.line.lock().await;
        line.tidy().await;
        line.commit().await;
        // Moves the log into the file, so that a copy of the one file is whole.
        line.connection.execute("pragma wal_checkpoint(truncate)").await?;
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.wake.notify_one();
    }
}

/// Queues behind whoever waits for the line already: they are the group.
async fn commit_when_woken(line: Weak<Mutex<Line>>, wake: Arc<Notify>) {
    loop {
        wake.notified().await;
        let Some(line) = line.upgrade() else { return };
        let mut line = line.lock().await;
        line.tidy().await;
        line.commit().await;
    }
}

impl Line {
    /// Begins a transaction if none is open, and a savepoint for a write that shares it.
    async fn open(&mut self, company: Company) -> Result<(), StoreError> {
        let (begin, extent) = match company {
            Company::Grouped => ("begin immediate; savepoint one", Extent::Savepoint),
            Company::Alone => ("begin immediate", Extent::Transaction),
        };
        if self.is_open {
            self.connection.execute("savepoint one").await?;
            self.unfinished = Some(Extent::Savepoint);
            return Ok(());
        }
        let start = Instant::now();
        loop {
            // SQLite's own wait polls ever more slowly and gives up for good; a short one, begun anew,
            // keeps this process in the race against a writer in another.
            match self.connection.execute(begin).await.map_err(StoreError::from) {
                Ok(_) => break,
                Err(error) if error.is_busy() && start.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                Err(error) if error.is_busy() => {
                    return Err(StoreError::Busy { waited: start.elapsed() });
                }
                Err(error) => {
                    // Should the savepoint have failed, the transaction is not left open.
                    let _ = self.connection.execute("rollback").await;
                    return Err(error);
                }
            }
        }
        self.is_open = true;
        self.unfinished = Some(extent);
        Ok(())
    }

    /// Undoes a write that ended without a commit; notices when SQLite rolled the whole group back.
    async fn tidy(&mut self) {
        match self.unfinished.take() {
            None => {}
            Some(Extent::Transaction) => {
                // Nothing to roll back when a full or failing disk has had SQLite do so.
                let _ = self.connection.execute("rollback").await;
                self.is_open = false;
            }
            Some(Extent::Savepoint) => {
                if let Err(error) = self.connection.execute("rollback to one; release one").await {
                    // A full or failing disk: SQLite has rolled back everything since `begin`.
                    let _ = self.connection.execute("rollback").await;
                    self.tell(&Err(Arc::new(error.into())));
                }
            }
        }
    }

    /// Commits the open transaction, if any, and tells everyone in it.
    async fn commit(&mut self) {
        if !self.is_open {
            return;
        }
        crash_point!("commit");
        match self.connection.execute("commit").await {
            Ok(_) => {
                crash_point!("committed");
                self.n_commits += 1;
                self.tell(&Ok(()));
            }
            Err(error) => {
                warn!(writes = self.waiting.len(), "Could not commit a group of writes: {error}");
                let _ = self.connection.execute("rollback").await;
                self.tell(&Err(Arc::new(error.into())));
            }
        }
    }

    /// Closes the group with a word to each of its members.
    fn tell(&mut self, word: &Word) {
        self.is_open = false;
        for member in self.waiting.drain(..) {
            // Whoever no longer listens does not mind.
            let _ = member.send(word.clone());
        }
    }
}

impl Turn {
    /// The connection, for the statements of this write.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.line.connection
    }

    /// Whether its savepoint is to be released: others wait for their turn, so that this is not the last of its group.
    pub(crate) fn is_to_be_released(&self) -> bool {
        let is_last = self.is_alone || self.n_waiting.load(Ordering::SeqCst) == 0;
        self.line.unfinished == Some(Extent::Savepoint) && !is_last && !self.is_released
    }

    /// Its savepoint was released with its last statement: what is left is the commit.
    pub(crate) fn was_released(&mut self) {
        self.is_released = true;
        self.line.unfinished = None;
    }

    /// Releases the savepoint and waits for the commit of the group; the last of it commits.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let is_last = self.is_alone || self.n_waiting.load(Ordering::SeqCst) == 0;
        if self.is_to_be_released() {
            self.line.connection.execute("release one").await?;
        }
        // A commit releases what savepoints are left.
        self.line.unfinished = None;
        let (done, word) = oneshot::channel();
        self.line.waiting.push(done);
        let is_alone = self.is_alone;
        if is_last {
            self.line.commit().await;
        }
        drop(self);
        match word.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(cause)) if is_alone => {
                Err(Arc::try_unwrap(cause).unwrap_or_else(StoreError::Lost))
            }
            Ok(Err(cause)) => Err(StoreError::Lost(cause)),
            Err(_) => Err(StoreError::Stopping),
        }
    }

    /// Undoes the write.
    pub(crate) async fn rollback(mut self) {
        self.line.tidy().await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.line.is_open {
            self.wake.notify_one();
        }
    }
}

/// Opens the write connection.
pub(crate) async fn connect(
    options: &sqlx::sqlite::SqliteConnectOptions,
) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnection::connect_with(options).await
}
