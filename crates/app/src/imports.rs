//! Imports: a file of people goes in, all of it or nothing.
//!
//! Read and staged, then decided (what is new, what adds to somebody, what is there already), then, once the intent is
//! written, merged some thousand rows at a time. A kill before the intent leaves nothing but staging, which the next start
//! drops; after it the next start finishes the work. One process imports into a workspace at a time.

mod decide;
mod merge;
mod opening;
mod report;
pub(crate) mod rows;
pub(crate) mod sorting;
mod stage;
mod undo;
pub mod uploads;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Seek},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{
    ids::{ImportId, MemberId},
    imports::{Correction, Reader, RefusedFile, draft::Recognition},
    people::names::fold,
};
use jiff::tz::TimeZone;
use store::{
    claims::{self, Claim},
    errors::StoreError,
    imports::{self as stored, Import},
    scope::Scope,
    workspaces as members,
};
use tokio::task::JoinError;

use crate::{
    App,
    clock::{day_number, micros},
    settings,
    workspaces::{self, Member},
};
pub use decide::{Choice, Choices, Chosen, Named, Whom};
pub(crate) use merge::later;
use opening::{Mapped, Opened, open};
pub use report::{Line, Problem, Report};
use rows::Maker;
pub use undo::UndoneImport;

/// How long to wait before the claim on imports is asked for again.
const CLAIM_AGAIN: Duration = Duration::from_millis(50);
/// What is imported.
#[derive(Clone, Debug)]
pub enum Input {
    /// An open file.
    File(Arc<File>),
    /// Rows that were pasted.
    Bytes(Arc<[u8]>),
}

/// How it is imported.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The name of the file, for messages and as a hint.
    pub file_name: Option<String>,
    /// Columns and fields by hand.
    pub mapping: Vec<(String, String)>,
    /// Cells by hand.
    pub corrections: Vec<Correction>,
    /// What becomes of those who may be one.
    pub choices: Choices,
    /// Only say what would happen.
    pub is_dry: bool,
}

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Rows are read.
    Reading,
    /// Rows are compared with each other and with the people who are there.
    Comparing,
    /// Rows become people.
    Merging,
    /// People are written by word of search and by key of duplicates.
    Indexing,
    /// What was merged is taken back.
    Undoing,
}

/// Is told the phase, how much is done, and of how much where that is known.
pub type Progress = Arc<dyn Fn(Phase, usize, Option<usize>) + Send + Sync>;

/// Hears how far an import has come, and may stop it.
#[derive(Clone, Default)]
pub struct Watch {
    /// Who hears it.
    pub progress: Option<Progress>,
    /// Set to stop: nothing is stored then.
    pub is_cancelled: Arc<AtomicBool>,
}

impl Watch {
    fn tell(&self, phase: Phase, n_done: usize, of: Option<usize>) {
        if let Some(progress) = &self.progress {
            progress(phase, n_done, of);
        }
    }

    fn check(&self) -> Result<(), ImportError> {
        if self.is_cancelled.load(Ordering::Relaxed) { Err(ImportError::Cancelled) } else { Ok(()) }
    }
}

/// Why nothing was imported or undone.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is refused as a whole.
    #[error(transparent)]
    Refused(#[from] RefusedFile),
    /// The input could not be read.
    #[error("the file could not be read")]
    Input(#[source] io::Error),
    /// No room for temporary files.
    #[error("temporary files cannot be written")]
    Temporary(#[source] io::Error),
    /// What was staged cannot be read back. Why is not part of the message: it may quote the row, and messages go into logs.
    #[error("a staged row cannot be read")]
    Unreadable(String),
    /// No space in the middle of merging: the next start finishes it.
    #[error(
        "the disk is full and part of the list is stored: free some space, and the next command finishes it"
    )]
    FullHalfway,
    /// Somebody stopped it.
    #[error("stopped: nothing was stored")]
    Cancelled,
    /// There is nothing to undo.
    #[error("there is no import to undo")]
    NothingToUndo,
    /// It was undone before.
    #[error("the import is undone already")]
    UndoneAlready,
    /// It is too long ago.
    #[error("an import can be undone for {days} days")]
    TooLate {
        /// For how long.
        days: u32,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Reads and seeks.
trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

impl Input {
    fn open(&self) -> Result<Box<dyn Source>, ImportError> {
        match self {
            Self::File(file) => {
                let mut file = file.try_clone().map_err(ImportError::Input)?;
                file.rewind().map_err(ImportError::Input)?;
                Ok(Box::new(io::BufReader::with_capacity(1 << 17, file)))
            }
            Self::Bytes(bytes) => Ok(Box::new(io::Cursor::new(Arc::clone(bytes)))),
        }
    }
}

/// Imports a file: all of it or nothing.
pub async fn import(
    app: &App,
    member: &Member,
    input: Input,
    asked: Asked,
    watch: &Watch,
) -> Result<Report, ImportError> {
    import_as(app, member, input, asked, None, watch).await
}

/// The same under an id that is told.
pub(crate) async fn import_as(
    app: &App,
    member: &Member,
    input: Input,
    asked: Asked,
    own_id: Option<ImportId>,
    watch: &Watch,
) -> Result<Report, ImportError> {
    let scope = member.scope;
    let _claim = claim(app, scope, watch).await?;
    finish_of_workspace(app, scope).await?;
    let Opened { reader, mapped, remembered } = open(app, member, input, &asked).await?;
    let recognition = reader.recognition().clone();
    let maker = maker(app, member, &recognition).await?;
    let mut import = begin(app, member, &recognition, &asked, own_id).await?;
    let id = ImportId(import.id);
    let prepared = prepare(app, &maker, &mut import, reader, &asked, watch).await;
    let decided = match prepared {
        Ok(decided) => decided,
        Err(error) => {
            drop_staged(app, scope, id).await?;
            return Err(error);
        }
    };
    let mut report = report::report(app, scope, &import, recognition, &asked, decided).await?;
    report.remembered = remembered;
    if asked.is_dry {
        drop_staged(app, scope, id).await?;
        return Ok(report);
    }
    let maker = Maker { import: Some(import.id), ..maker };
    commit(app, &maker, &mut import, mapped.as_ref(), watch).await?;
    report.import = Some(id);
    merge::name_merges(app, scope, id, &mut report.noticed).await?;
    Ok(report)
}

/// Waits for the right to import into a workspace.
async fn claim(app: &App, scope: Scope, watch: &Watch) -> Result<Claim, ImportError> {
    loop {
        if let Some(claim) = claims::imports(&app.db, scope).await? {
            return Ok(claim);
        }
        watch.check()?;
        tokio::time::sleep(CLAIM_AGAIN).await;
    }
}

/// What another thread came to; its panic goes on here.
fn joined<T>(done: Result<Result<T, ImportError>, JoinError>) -> Result<T, ImportError> {
    match done {
        Ok(done) => done,
        Err(error) => match error.try_into_panic() {
            Ok(payload) => std::panic::resume_unwind(payload),
            Err(_) => Err(ImportError::Cancelled),
        },
    }
}

async fn maker(app: &App, member: &Member, recognition: &Recognition) -> Result<Maker, StoreError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| members::members(tx, scope).await).await?;
    Ok(Maker {
        ids: app.ids.clone(),
        member: member.clone(),
        owners: found.into_iter().map(|row| (fold(&row.name), row.id)).collect::<BTreeMap<_, _>>(),
        source: recognition.source.to_string(),
        import: None,
        at: micros(app.clock.recorded()),
        said_at: micros(app.clock.now()),
        today: day_number(app.clock.today(&member.zone)),
    })
}

/// Writes down that a file is being read.
async fn begin(
    app: &App,
    member: &Member,
    recognition: &Recognition,
    asked: &Asked,
    own_id: Option<ImportId>,
) -> Result<Import, ImportError> {
    let columns = serde_json::to_string(&recognition.columns)
        .map_err(|error| ImportError::Unreadable(error.to_string()))?;
    let import = Import {
        id: own_id.map_or_else(|| app.ids.next(), |id| id.0),
        member_id: member.id.0,
        file_name: asked.file_name.clone().unwrap_or_default(),
        source: recognition.source.to_string(),
        encoding: recognition.encoding.clone(),
        delimiter: recognition.delimiter.clone(),
        columns,
        state: "staged".to_owned(),
        n_rows: 0,
        n_stored: 0,
        n_updated: 0,
        n_same: 0,
        n_rejected: 0,
        n_possible: 0,
        merged_rows: 0,
        reached_row: 0,
        created_at: micros(app.clock.recorded()),
        committed_at: None,
        undone_at: None,
    };
    let (scope, inserted) = (member.scope, import.clone());
    app.db.transaction(scope, async move |tx| stored::insert(tx, scope, &inserted).await).await?;
    Ok(import)
}

/// Stages and decides; afterwards the counts are known.
async fn prepare(
    app: &App,
    maker: &Maker,
    import: &mut Import,
    reader: Reader,
    asked: &Asked,
    watch: &Watch,
) -> Result<decide::Decided, ImportError> {
    let id = ImportId(import.id);
    let staged = stage::stage(app, maker.member.scope, id, reader, watch).await?;
    let (n_rows, n_rejected) = (staged.n_rows, staged.n_rejected);
    let decided = decide::decide(app, maker, id, staged, watch, asked).await?;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    import.n_rows = count(n_rows);
    import.n_rejected = count(n_rejected);
    import.n_updated = count(decided.n_updated);
    import.n_same = count(decided.n_same);
    import.n_possible = count(decided.n_possible);
    import.n_stored = import.n_rows - import.n_rejected - import.n_updated - import.n_same;
    watch.check()?;
    Ok(decided)
}

/// Writes the intent and merges; stopped in the middle, what was merged is taken back.
async fn commit(
    app: &App,
    maker: &Maker,
    import: &mut Import,
    mapped: Option<&Mapped>,
    watch: &Watch,
) -> Result<(), ImportError> {
    let (scope, seen) = (maker.member.scope, import.clone());
    "importing".clone_into(&mut import.state);
    import.committed_at = Some(maker.said_at);
    let (intent, mapped) = (import.clone(), mapped.cloned());
    app.db
        .transaction(scope, async move |tx| {
            stored::hold(tx, scope, &seen).await?;
            if let Some((headers, mapping)) = &mapped {
                stored::put_mapping(tx, scope, headers, mapping, intent.created_at).await?;
            }
            stored::update(tx, scope, &intent).await
        })
        .await?;
    store::crash_point!("intent");
    match merge::merge(app, maker, import, watch).await {
        Err(ImportError::Cancelled) => {
            begin_undo(app, scope, import).await?;
            undo::undo(app, scope, import, &Watch::default()).await?;
            Err(ImportError::Cancelled)
        }
        Err(ImportError::Store(StoreError::Full)) => Err(ImportError::FullHalfway),
        other => other,
    }
}

/// Drops what was only staged.
async fn drop_staged(app: &App, scope: Scope, import: ImportId) -> Result<(), StoreError> {
    merge::clear_staging(app, scope, import).await?;
    app.db.bulk(scope, async move |tx| stored::delete(tx, scope, import).await).await
}

/// Finishes or drops what a kill left half done, in every workspace where nobody else is at it.
pub async fn finish_pending(app: &App) -> Result<(), ImportError> {
    let all = workspaces::list(app).await.map_err(|error| match error {
        workspaces::WorkspaceError::Store(error) => ImportError::Store(error),
        other => ImportError::Unreadable(other.to_string()),
    })?;
    for workspace in all {
        let scope = Scope::of(workspace.id);
        let pending = app.db.read(scope, async |tx| stored::unfinished(tx, scope).await).await?;
        if pending.is_empty() {
            continue;
        }
        if let Some(_claim) = claims::imports(&app.db, scope).await? {
            finish_of_workspace(app, scope).await?;
        }
    }
    Ok(())
}

/// Finishes or drops what is left in a workspace; the caller has the claim.
async fn finish_of_workspace(app: &App, scope: Scope) -> Result<(), ImportError> {
    let pending = app.db.read(scope, async |tx| stored::unfinished(tx, scope).await).await?;
    for mut import in pending {
        match import.state.as_str() {
            "staged" => drop_staged(app, scope, ImportId(import.id)).await?,
            "undoing" => {
                undo::undo(app, scope, &mut import, &Watch::default()).await?;
            }
            _ => {
                let maker = maker_of(app, scope, &import).await?;
                merge::merge(app, &maker, &mut import, &Watch::default()).await?;
            }
        }
    }
    Ok(())
}

/// What makes rows for an import that another process began.
async fn maker_of(app: &App, scope: Scope, import: &Import) -> Result<Maker, StoreError> {
    let found = app.db.read(scope, async |tx| members::members(tx, scope).await).await?;
    let row = found.iter().find(|row| row.id == import.member_id);
    let zone = row.and_then(|row| TimeZone::get(&row.zone).ok()).unwrap_or(TimeZone::UTC);
    let at = import.committed_at.unwrap_or(import.created_at);
    let today = crate::clock::instant_of(at).to_zoned(zone.clone()).date();
    Ok(Maker {
        ids: app.ids.clone(),
        member: Member {
            scope,
            id: MemberId(import.member_id),
            name: row.map(|row| row.name.clone()).unwrap_or_default(),
            role: domain::identity::Role::Rep,
            zone,
            country: row.map(|row| row.country.clone()).unwrap_or_default(),
        },
        owners: found.iter().map(|row| (fold(&row.name), row.id)).collect(),
        source: import.source.clone(),
        import: Some(import.id),
        at: micros(app.clock.recorded()),
        said_at: at,
        today: day_number(today),
    })
}

/// The newest import of a member that stands, and when it was made.
pub async fn newest(
    app: &App,
    member: &Member,
) -> Result<Option<(ImportId, jiff::Timestamp)>, ImportError> {
    let scope = member.scope;
    let found =
        app.db.read(scope, async |tx| stored::newest_of_member(tx, scope, member.id).await).await?;
    Ok(found.map(|import| (ImportId(import.id), crate::clock::instant_of(import.created_at))))
}

/// Whether there is an import of this id.
pub async fn is_import(app: &App, member: &Member, id: ImportId) -> Result<bool, ImportError> {
    let scope = member.scope;
    Ok(app.db.read(scope, async |tx| stored::get(tx, scope, id).await).await?.is_some())
}

/// Undoes an import within the days that the settings allow.
pub async fn undo(
    app: &App,
    member: &Member,
    id: ImportId,
    watch: &Watch,
) -> Result<UndoneImport, ImportError> {
    let scope = member.scope;
    let _claim = claim(app, scope, watch).await?;
    finish_of_workspace(app, scope).await?;
    let found = app.db.read(scope, async |tx| stored::get(tx, scope, id).await).await?;
    let mut import = found.ok_or(ImportError::NothingToUndo)?;
    let days = app.db.read(scope, async |tx| settings::read(tx, scope).await).await?.undo_days;
    undoable(app, &import, days)?;
    begin_undo(app, scope, &mut import).await?;
    undo::undo(app, scope, &mut import, watch).await
}

/// Whether an import stands and is young enough to be undone.
pub(crate) fn undoable(app: &App, import: &Import, days: u32) -> Result<(), ImportError> {
    if import.state != "done" {
        return Err(ImportError::UndoneAlready);
    }
    let day = 86_400_000_000_i64;
    let age = micros(app.clock.now()) - import.committed_at.unwrap_or(import.created_at);
    if age > i64::from(days) * day {
        return Err(ImportError::TooLate { days });
    }
    Ok(())
}

/// Writes down that an import is being undone.
async fn begin_undo(app: &App, scope: Scope, import: &mut Import) -> Result<(), StoreError> {
    let seen = import.clone();
    "undoing".clone_into(&mut import.state);
    import.reached_row = 0;
    let intent = import.clone();
    app.db
        .transaction(scope, async move |tx| {
            stored::hold(tx, scope, &seen).await?;
            stored::update(tx, scope, &intent).await
        })
        .await
}
