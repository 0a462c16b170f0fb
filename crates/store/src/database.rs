//! Opening the data, and the one way in: `transaction`, `bulk`, `read` and `snapshot`.

mod closing;
mod copying;
mod opening;
pub(crate) mod readers;
pub mod room;
mod soundness;
mod work;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::{AssertSqlSafe, PgPool, Postgres, SqlitePool, Transaction};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tracing::debug;

use self::closing::Closing;
use self::readers::Readers;
use self::room::Reserve;
use self::work::{Asked, Outcome, Work, answer_of};
use crate::errors::StoreError;
use crate::group::{Company, Writer};
use crate::repeats::{self, Once};
use crate::scope::Scope;
use crate::transaction::{Door, Engine, Tx};

/// How long a write waits for others before it gives up.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Connections of this process to PostgreSQL.
const POOL_SIZE: u32 = 16;

/// How long others are let in between two bulk transactions while another program writes: it asks again every 25 ms.
const GAP: Duration = Duration::from_millis(30);
/// The same while none was seen to write.
const SHORT_GAP: Duration = Duration::from_millis(3);

/// The file in a data folder that holds the data.
pub const FILE: &str = "touchstone.db";

/// Where the data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A folder with one SQLite file.
    Folder(PathBuf),
    /// A PostgreSQL server, by its URL.
    Postgres(String),
}

impl Location {
    /// The data in a folder, which is made if it is missing.
    pub fn folder(path: impl AsRef<Path>) -> Self {
        Self::Folder(path.as_ref().to_path_buf())
    }

    /// The data on a server: `postgres://user@host/database`.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::Postgres(url.into())
    }
}

/// A URL may hold a password, so only the engine is shown.
impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "Folder({})", path.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// Who opens the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The server: checks the whole file and brings the schema up to date.
    Server,
    /// A command beside it: refuses another schema, but for empty data, which it sets up.
    Command,
}

/// The data, open; cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Connections,
    /// When the next bulk transaction may begin.
    next_bulk: Arc<Mutex<Option<Instant>>>,
    /// Whether a change is refused that leaves no line in the audit.
    is_recorded: bool,
    /// Whether every write has a commit of its own.
    is_single: bool,
}

#[derive(Clone)]
enum Connections {
    Sqlite { write: Arc<Writer>, read: SqlitePool, reserve: Reserve, closing: Option<Closing> },
    Postgres { pool: PgPool, read: Readers },
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// A person's act: a few rows.
    Single,
    /// Thousands of rows, between which others are let in.
    Bulk,
}

/// What a transaction is for, and whose request it does.
struct Job {
    scope: Scope,
    weight: Weight,
    /// Whether it may be an opt-out, which is stored on a full disk too.
    is_urgent: bool,
    /// Whether the room for opt-outs was let go for it: that is done once.
    has_reserve: AtomicBool,
    once: Option<Arc<Once>>,
}

impl Db {
    /// Opens the data, and brings it to this program's schema or refuses it, as `opening` says.
    ///
    /// # Errors
    /// [`StoreError::TooNew`], [`StoreError::TooOld`], [`StoreError::Damaged`], [`StoreError::Unreachable`].
    pub async fn open(location: &Location, opening: Opening) -> Result<Self, StoreError> {
        let engine = match location {
            Location::Folder(folder) => opening::open_sqlite(folder, opening).await?,
            Location::Postgres(url) => opening::open_postgres(url, opening).await?,
        };
        Ok(Self { engine, next_bulk: Arc::default(), is_recorded: false, is_single: false })
    }

    /// The same data, for use cases: a transaction that changes rows and leaves no line in the audit is refused, where
    /// debug assertions are on. Bulk transactions are parts of an import, which has its line when it is done.
    pub fn recorded(self) -> Self {
        Self { is_recorded: true, ..self }
    }

    /// The same data, every write with a commit of its own: what shared commits are measured against.
    pub fn committing_singly(self) -> Self {
        Self { is_single: true, ..self }
    }

    /// Which engine holds the data.
    pub fn engine(&self) -> Engine {
        match self.engine {
            Connections::Sqlite { .. } => Engine::Sqlite,
            Connections::Postgres { .. } => Engine::Postgres,
        }
    }

    /// The folder that holds the data; none on PostgreSQL.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.engine {
            Connections::Sqlite { read, .. } => {
                read.connect_options().get_filename().parent().map(Path::to_path_buf)
            }
            Connections::Postgres { .. } => None,
        }
    }

    /// Runs `work` as one transaction: all of what it writes is kept, or nothing.
    ///
    /// It runs in a task of its own, so a caller that is dropped cannot leave it half done; what nobody
    /// waits for any more is undone. `work` may run twice: when PostgreSQL reports a conflict, or when the
    /// commit that it shared with others is lost. A panic in it undoes its writes and reaches the caller.
    ///
    /// # Errors
    /// What `work` answers, or what the store says.
    pub async fn transaction<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.submit(scope, Weight::Single, false, work).await
    }

    /// Runs `work`, which may turn out to be an opt-out, as one transaction.
    ///
    /// As [`transaction`](Self::transaction), but on a full disk the room is used that is kept back for opt-outs: until the work
    /// says that it is none ([`Tx::is_no_opt_out`]). It runs again then.
    ///
    /// # Errors
    /// What `work` answers, or what the store says.
    pub async fn urgent<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.submit(scope, Weight::Single, true, work).await
    }

    /// Runs `work`, which writes up to [`BULK_TRANSACTION_ROWS`](crate::BULK_TRANSACTION_ROWS) rows, as one transaction.
    ///
    /// As [`transaction`](Self::transaction), but it shares its commit with nobody and begins a little later than the one
    /// before ended, so that writers in other programs get their turn; on PostgreSQL its statements are planned for their
    /// own values and not as they were while the table was empty.
    ///
    /// # Errors
    /// What `work` answers, or what the store says.
    pub async fn bulk<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let next = *self.next_bulk.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = next {
            tokio::time::sleep_until(next).await;
        }
        self.submit(scope, Weight::Bulk, false, work).await
    }

    /// Runs `work` on a reader: each statement sees what was committed when it began.
    ///
    /// # Errors
    /// What `work` answers, or what the store says.
    pub async fn read<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T, E>,
        E: From<StoreError>,
    {
        let door = match &self.engine {
            Connections::Sqlite { read, .. } => {
                Door::SqliteReader(read.acquire().await.map_err(StoreError::from)?)
            }
            Connections::Postgres { read, .. } => Door::PostgresReader(read.acquire(scope).await?),
        };
        work(&mut Tx::new(door, scope)).await
    }

    /// Runs `work` on a reader: all its statements see the same moment.
    ///
    /// # Errors
    /// What `work` answers, or what the store says.
    pub async fn snapshot<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T, E>,
        E: From<StoreError>,
    {
        let door = match &self.engine {
            Connections::Sqlite { read, .. } => {
                Door::SqliteSnapshot(read.begin().await.map_err(StoreError::from)?)
            }
            Connections::Postgres { pool, .. } => {
                let begin = begin_postgres("repeatable read, read only", scope, Weight::Single);
                Door::PostgresSnapshot(
                    pool.begin_with(AssertSqlSafe(begin)).await.map_err(StoreError::from)?,
                )
            }
        };
        let mut tx = Tx::new(door, scope);
        let answer = work(&mut tx).await;
        tx.rollback().await;
        answer
    }

    /// How many commits this process made on SQLite; fewer than writes, because writes share them.
    pub async fn n_commits(&self) -> Option<u64> {
        match &self.engine {
            Connections::Sqlite { write, .. } => Some(write.n_commits().await),
            Connections::Postgres { .. } => None,
        }
    }

    /// How many writes wait for their turn on SQLite.
    pub fn n_waiting(&self) -> Option<usize> {
        match &self.engine {
            Connections::Sqlite { write, .. } => Some(write.n_waiting()),
            Connections::Postgres { .. } => None,
        }
    }

    /// The size of the SQLite file in pages of 4 KiB; nothing on PostgreSQL.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub async fn n_pages(&self) -> Result<i64, StoreError> {
        match &self.engine {
            Connections::Sqlite { write, .. } => write.pragma("pragma page_count".to_owned()).await,
            Connections::Postgres { .. } => Ok(0),
        }
    }

    /// Sets the size in pages beyond which this process takes the SQLite file for full.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be reached.
    pub async fn limit_pages(&self, n_pages: i64) -> Result<(), StoreError> {
        if let Connections::Sqlite { write, .. } = &self.engine {
            write.pragma(format!("pragma max_page_count = {n_pages}")).await?;
        }
        Ok(())
    }

    /// Finishes what waits for its commit and closes every connection.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be moved into the file; nothing committed is lost by that.
    pub async fn close(self) -> Result<(), StoreError> {
        match self.engine {
            Connections::Sqlite { write, read, closing, .. } => {
                read.close().await;
                write.close().await?;
                if let Some(closing) = closing {
                    closing.note();
                }
                Ok(())
            }
            Connections::Postgres { pool, read } => {
                read.clear();
                pool.close().await;
                Ok(())
            }
        }
    }

    async fn submit<T, E, F>(
        &self,
        scope: Scope,
        weight: Weight,
        is_urgent: bool,
        work: F,
    ) -> Result<T, E>
    where
        F: AsyncFn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, outcome) = oneshot::channel();
        let once = repeats::current().filter(|once| once.scope == scope);
        let has_reserve = AtomicBool::new(false);
        let job = Job { scope, weight, is_urgent, has_reserve, once };
        let db = self.clone();
        let work = Asked::boxed(work);
        tokio::spawn(db.run(job, work, answer));
        match outcome.await {
            Ok(Outcome::Panicked(payload)) => std::panic::resume_unwind(payload),
            Ok(Outcome::Done(work) | Outcome::Again(work, _)) => answer_of(work),
            Ok(Outcome::Unheard) | Err(_) => Err(StoreError::Stopping.into()),
        }
    }

    /// Runs the work until it is done, failed for good, or has been tried for too long.
    async fn run(self, job: Job, mut work: Box<dyn Work>, caller: oneshot::Sender<Outcome>) {
        let start = Instant::now();
        let mut company = match job.weight {
            Weight::Single if !self.is_single => Company::Grouped,
            Weight::Single | Weight::Bulk => Company::Alone,
        };
        let mut wait = Duration::from_millis(2);
        loop {
            match self.attempt(&job, company, work, &caller).await {
                Outcome::Again(back, next) if start.elapsed() < PATIENCE => {
                    (work, company) = (back, next);
                    debug!("A transaction is run again");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(Duration::from_millis(200));
                }
                outcome => {
                    // Whoever no longer listens does not mind.
                    let _ = caller.send(outcome);
                    return;
                }
            }
        }
    }

    /// Runs the work once.
    async fn attempt(
        &self,
        job: &Job,
        company: Company,
        mut work: Box<dyn Work>,
        caller: &oneshot::Sender<Outcome>,
    ) -> Outcome {
        if caller.is_closed() {
            return Outcome::Unheard;
        }
        let is_on_reserve = job.has_reserve.load(Ordering::Acquire) || self.is_on_reserve();
        let tx = match self.open_for(job, company, is_on_reserve).await {
            Ok(tx) => tx,
            Err(error) => {
                let is_urgent = job.is_urgent && error.is_full() && !is_on_reserve;
                work.fail(error);
                return if is_urgent && self.let_reserve_go_for(job) {
                    Outcome::Again(work, Company::Alone)
                } else {
                    Outcome::Done(work)
                };
            }
        };
        let start = Instant::now();
        let (work, tx) = match on_one_thread(work, tx, job.once.clone()).await {
            Ok(ran) => ran,
            Err(outcome) => return outcome,
        };
        let is_urgent = tx.is_urgent() && !is_on_reserve;
        let outcome = match conclude(tx, work, company, caller).await {
            // The room is for this very case.
            (Outcome::Done(work), true)
                if !work.is_kept() && is_urgent && self.let_reserve_go_for(job) =>
            {
                Outcome::Again(work, Company::Alone)
            }
            (outcome, _) => outcome,
        };
        if let (Outcome::Done(work), Some(once)) = (&outcome, &job.once)
            && work.is_kept()
        {
            once.kept();
        }
        if job.weight == Weight::Bulk {
            self.let_others_in(start).await;
        }
        outcome
    }

    /// Begins the transaction of a job, unless the room for opt-outs is all there is and it is certainly none.
    async fn open_for(
        &self,
        job: &Job,
        company: Company,
        is_on_reserve: bool,
    ) -> Result<Tx, StoreError> {
        if !job.is_urgent {
            return if is_on_reserve {
                Err(StoreError::Full)
            } else {
                self.begin(job.scope, job.weight, company).await
            };
        }
        Ok(self.begin(job.scope, job.weight, company).await?.urgent(is_on_reserve))
    }

    /// Says when the next bulk transaction may begin, after one that began at `start`.
    async fn let_others_in(&self, start: Instant) {
        let gap = if self.has_neighbours().await { GAP } else { SHORT_GAP };
        let end = Instant::now();
        let next = end + ((end - start) / 2).min(gap);
        *self.next_bulk.lock().unwrap_or_else(PoisonError::into_inner) = Some(next);
    }

    /// Lets go of the room for opt-outs, for one; whether there is any now.
    fn let_reserve_go_for(&self, job: &Job) -> bool {
        let is_free = self.let_reserve_go();
        job.has_reserve.store(is_free, Ordering::Release);
        is_free
    }

    /// Whether other programs write into the same data; on PostgreSQL nobody waits for a whole transaction.
    async fn has_neighbours(&self) -> bool {
        match &self.engine {
            Connections::Sqlite { write, .. } => write.has_neighbours().await,
            Connections::Postgres { .. } => false,
        }
    }

    async fn begin(
        &self,
        scope: Scope,
        weight: Weight,
        company: Company,
    ) -> Result<Tx, StoreError> {
        let door = match &self.engine {
            Connections::Sqlite { write, .. } => Door::SqliteWriter(write.begin(company).await?),
            Connections::Postgres { pool, .. } => {
                let begin = begin_postgres("read committed", scope, weight);
                Door::PostgresWriter(begin_on_a_live_connection(pool, &begin).await?)
            }
        };
        Ok(Tx::new(door, scope).recorded(self.is_recorded && weight == Weight::Single))
    }
}

/// Keeps or undoes what the work wrote, as it answered and as long as somebody listens; and whether the disk was full.
async fn conclude(
    mut tx: Tx,
    mut work: Box<dyn Work>,
    company: Company,
    caller: &oneshot::Sender<Outcome>,
) -> (Outcome, bool) {
    let is_heard = !caller.is_closed();
    let finished = if work.is_kept() && is_heard { tx.finish().await } else { Ok(()) };
    let (is_conflict, is_full) = (tx.is_conflict(), tx.is_full());
    if !work.is_kept() {
        tx.rollback().await;
        let outcome = if is_conflict { Outcome::Again(work, company) } else { Outcome::Done(work) };
        return (outcome, is_full);
    }
    if !is_heard {
        tx.rollback().await;
        return (Outcome::Unheard, is_full);
    }
    let ended = match finished {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await;
            Err(error)
        }
    };
    let Err(error) = ended else { return (Outcome::Done(work), false) };
    let is_full = is_full || error.is_full();
    let is_again = is_conflict || error.is_busy();
    let is_lost = matches!(error, StoreError::Lost(_));
    work.fail(error);
    let outcome = if is_again {
        Outcome::Again(work, company)
    } else if is_lost {
        Outcome::Again(work, Company::Alone)
    } else {
        Outcome::Done(work)
    };
    (outcome, is_full)
}

/// Does the work of a transaction, and gives back work and transaction.
///
/// It stays on one thread, so that what it holds over an await need not be `Send`; a thread of its own also keeps a slow
/// closure from holding up the runtime.
async fn on_one_thread(
    mut work: Box<dyn Work>,
    mut tx: Tx,
    once: Option<Arc<Once>>,
) -> Result<(Box<dyn Work>, Tx), Outcome> {
    let handle = Handle::current();
    let ran = tokio::task::spawn_blocking(move || {
        handle.block_on(async {
            work.run(&mut tx).await;
            if let (Some(once), true) = (&once, work.is_kept())
                && let Err(error) = repeats::keep(&mut tx, once).await
            {
                work.fail(error);
            }
        });
        (work, tx)
    });
    ran.await.map_err(|error| match error.try_into_panic() {
        Ok(payload) => Outcome::Panicked(payload),
        Err(_) => Outcome::Unheard,
    })
}

/// Begins on another connection when one turns out to be cut, as after a restart of the server.
async fn begin_on_a_live_connection(
    pool: &PgPool,
    begin: &str,
) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    for _ in 0..POOL_SIZE {
        match pool.begin_with(AssertSqlSafe(begin)).await {
            Err(sqlx::Error::Io(error)) => debug!("A connection was cut: {error}"),
            answer => return answer,
        }
    }
    pool.begin_with(AssertSqlSafe(begin)).await
}

/// One round trip: begin, and the workspace that row-level security reads.
fn begin_postgres(isolation: &str, scope: Scope, weight: Weight) -> String {
    let plan = match weight {
        Weight::Single => "",
        // The plan made while a table was empty would be kept for it when it is full.
        Weight::Bulk => "; set local plan_cache_mode = force_custom_plan",
    };
    format!(
        "begin isolation level {isolation}; set local app.workspace = '{}'{plan}",
        scope.workspace
    )
}
