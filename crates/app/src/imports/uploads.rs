//! Imports over the network: a file comes in, is looked through, and is imported when its preview is agreed with.
//!
//! The file is kept in the store until then, so that any server can go on with it. Work on it goes on when whoever asked is
//! gone: it tells how far it has come, and work that is not heard of any more has ended.

mod refusals;
mod shown;
mod work;

use std::io::{Read, SeekFrom};

use domain::{
    ids::{ImportId, MemberId},
    imports::{Correction, fields::Field},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{
    errors::StoreError,
    imports::{self as stored, Import, uploads as rows},
    scope::Scope,
    transaction::Tx,
};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Choices, ImportError};
use crate::{
    App,
    clock::{instant_of, micros},
    pages::UnknownPage,
    teams,
    workspaces::Member,
};
pub use refusals::{Refusal, RefusalKind};
pub use shown::{Counts, ImportDetail, ImportShown, ImportState, Why, get, list, rejected};
use work::{Kind, start};

/// Longest file, in bytes.
pub const MOST_BYTES: u64 = 200 * 1024 * 1024;
/// Longest name of a file, in characters.
pub const MOST_NAME: usize = 255;
/// Most columns that are mapped by hand.
pub const MOST_COLUMNS: usize = 2_000;
/// Longest header of a column, in characters.
pub const MOST_HEADER: usize = 1_000;
/// Most cells that are said by hand.
pub const MOST_CORRECTIONS: usize = 10_000;
/// Longest cell that is said by hand, in characters.
pub const MOST_VALUE: usize = 10_000;
/// Most pairs of which is said what becomes of them.
pub const MOST_DECISIONS: usize = 10_000;

/// Bytes of a part of a file in the store.
const PART: usize = 1024 * 1024;
/// How long a file that is not imported is kept, in microseconds.
const KEPT: i64 = 7 * 86_400_000_000;
/// How many forgotten files are dropped when another comes in.
const DROPPED: i64 = 10;
/// How many files of one member wait to be imported: another takes the place of the oldest.
pub const MOST_WAITING: usize = 20;
/// How many of them are looked at when another comes in.
const LOOKED_AT: i64 = 100;

/// What a column holds, said by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapped {
    /// The header of the column, or its place: `column 3`.
    #[schema(min_length = 1, max_length = 1000)]
    pub column: String,
    /// What it holds.
    pub field: Field,
}

/// Why an upload is not taken, imported or taken back.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// There is none of this id, or it is another member's.
    #[error("there is no import `{import}`")]
    Unknown {
        /// The id.
        import: ImportId,
    },
    /// It has not come so far, or is past that.
    #[error("this import is {state}: it cannot be {wanted}")]
    NotNow {
        /// Where it stands.
        state: ImportState,
        /// What was wanted.
        wanted: &'static str,
    },
    /// The file is too long.
    #[error("the file is longer than {MOST_BYTES} bytes")]
    TooLong,
    /// Its name is too long.
    #[error("the name of a file has at most {MOST_NAME} characters")]
    NameTooLong,
    /// The mapping is too long.
    #[error(
        "a mapping has at most {MOST_COLUMNS} columns with headers of 1 to {MOST_HEADER} characters"
    )]
    MappingTooLong,
    /// The cells said by hand are too many or too long.
    #[error(
        "at most {MOST_CORRECTIONS} cells are corrected, each of a row from 1 and with at most {MOST_VALUE} characters, under a header of 1 to {MOST_HEADER}"
    )]
    CorrectionsTooLong,
    /// So many pairs are not decided one by one.
    #[error("at most {MOST_DECISIONS} pairs are decided one by one")]
    TooManyDecisions,
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// It cannot be taken back.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// A file that is coming in.
#[derive(Debug)]
pub struct Incoming {
    file: tokio::fs::File,
    n_bytes: u64,
}

impl Incoming {
    /// An empty one, in a temporary file that nobody else sees.
    pub fn new() -> Result<Self, UploadError> {
        let file = tempfile::tempfile().map_err(ImportError::Temporary)?;
        Ok(Self { file: tokio::fs::File::from_std(file), n_bytes: 0 })
    }

    /// One that is here already.
    pub async fn of(bytes: &[u8]) -> Result<Self, UploadError> {
        let mut incoming = Self::new()?;
        incoming.push(bytes).await?;
        Ok(incoming)
    }

    /// Takes in some bytes of it.
    ///
    /// # Errors
    /// [`UploadError::TooLong`].
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), UploadError> {
        self.n_bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.n_bytes > MOST_BYTES {
            return Err(UploadError::TooLong);
        }
        self.file.write_all(bytes).await.map_err(ImportError::Temporary)?;
        Ok(())
    }

    /// The file, to be read from its beginning.
    async fn finish(mut self) -> Result<(std::fs::File, u64), ImportError> {
        self.file.flush().await.map_err(ImportError::Temporary)?;
        self.file.seek(SeekFrom::Start(0)).await.map_err(ImportError::Temporary)?;
        Ok((self.file.into_std().await, self.n_bytes))
    }
}

/// Takes in a file and begins to look through it; nothing is imported before [`commit`].
pub async fn add(
    app: &App,
    member: &Member,
    name: &str,
    mapping: &[Mapped],
    incoming: Incoming,
) -> Result<ImportShown, UploadError> {
    if name.chars().count() > MOST_NAME {
        return Err(UploadError::NameTooLong);
    }
    let mapping = written_mapping(mapping)?;
    drop_forgotten(app, member.scope, app.clock.recorded(), DROPPED).await?;
    drop_surplus(app, member).await?;
    let (file, n_bytes) = incoming.finish().await?;
    let now = micros(app.clock.recorded());
    let row = rows::Upload {
        id: app.ids.next(),
        member_id: member.id.0,
        file_name: name.to_owned(),
        n_bytes: i64::try_from(n_bytes).unwrap_or(i64::MAX),
        mapping,
        state: ImportState::Reading.to_string(),
        heard_at: now,
        created_at: now,
        updated_at: now,
        ..rows::Upload::default()
    };
    let (id, scope, inserted) = (ImportId(row.id), member.scope, row.clone());
    app.db.transaction(scope, async move |tx| rows::insert(tx, scope, &inserted).await).await?;
    store_parts(app, member, id, file).await?;
    let shown = shown::of(app, &row, None);
    start(app, member, row, Kind::Preview);
    Ok(shown)
}

/// Says by hand what columns hold, and looks through the file again.
pub async fn map(
    app: &App,
    member: &Member,
    id: ImportId,
    mapping: &[Mapped],
) -> Result<ImportShown, UploadError> {
    let mapping = written_mapping(mapping)?;
    begin(app, member, id, Kind::Preview, Said::Mapping(mapping)).await
}

/// Says by hand what cells hold, instead of what was said before, and looks through the file again.
pub async fn correct(
    app: &App,
    member: &Member,
    id: ImportId,
    corrections: &[Correction],
) -> Result<ImportShown, UploadError> {
    let is_right = |it: &Correction| {
        it.row > 0
            && (1..=MOST_HEADER).contains(&it.column.chars().count())
            && it.value.chars().count() <= MOST_VALUE
    };
    if corrections.len() > MOST_CORRECTIONS || !corrections.iter().all(is_right) {
        return Err(UploadError::CorrectionsTooLong);
    }
    begin(app, member, id, Kind::Preview, Said::Corrections(written(corrections)?)).await
}

/// Says what becomes of those who may be one, instead of what was said before, and looks through the file again.
pub async fn decide(
    app: &App,
    member: &Member,
    id: ImportId,
    choices: &Choices,
) -> Result<ImportShown, UploadError> {
    if choices.decisions.len() > MOST_DECISIONS {
        return Err(UploadError::TooManyDecisions);
    }
    begin(app, member, id, Kind::Preview, Said::Decisions(written(choices)?)).await
}

/// Imports a file whose preview is there; it goes on by itself.
pub async fn commit(app: &App, member: &Member, id: ImportId) -> Result<ImportShown, UploadError> {
    begin(app, member, id, Kind::Commit, Said::Nothing).await
}

/// Takes an import back, within the days that the settings allow; it goes on by itself.
pub async fn undo(app: &App, member: &Member, id: ImportId) -> Result<ImportShown, UploadError> {
    begin(app, member, id, Kind::Undo, Said::Nothing).await
}

/// Drops a file that was not imported; one that is being looked through or imported is stopped: nothing of it stays.
pub async fn cancel(app: &App, member: &Member, id: ImportId) -> Result<(), UploadError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let (row, import) = own(tx, &member, id).await?;
        let row = row.ok_or(UploadError::NotNow { state: ImportState::Done, wanted: "dropped" })?;
        match shown::of(&app, &row, import.as_ref()).state {
            ImportState::Reading | ImportState::Importing => rows::cancel(tx, scope, id).await?,
            ImportState::Ready | ImportState::Failed => rows::delete(tx, scope, id).await?,
            state => return Err(UploadError::NotNow { state, wanted: "dropped" }),
        }
        Ok(())
    })
    .await
}

/// An upload and its import that a member may work on: their own, or of somebody they look after.
async fn own(
    tx: &mut Tx,
    member: &Member,
    id: ImportId,
) -> Result<(Option<rows::Upload>, Option<Import>), UploadError> {
    let scope = member.scope;
    let row = rows::get(tx, scope, id).await?;
    let import = stored::get(tx, scope, id).await?.filter(|import| import.state != "staged");
    let whose = row.as_ref().map(|row| row.member_id);
    let whose = whose.or(import.as_ref().map(|import| import.member_id));
    let unknown = UploadError::Unknown { import: id };
    let Some(whose) = whose else { return Err(unknown) };
    if teams::is_own(tx, member, MemberId(whose)).await? { Ok((row, import)) } else { Err(unknown) }
}

/// What is said by hand before a file is looked through again, as it is kept.
#[derive(Clone)]
enum Said {
    Nothing,
    Mapping(String),
    Corrections(String),
    Decisions(String),
}

impl Said {
    /// Takes the place of what was said before.
    fn put(self, row: &mut rows::Upload) {
        match self {
            Self::Nothing => {}
            Self::Mapping(mapping) => row.mapping = mapping,
            Self::Corrections(corrections) => row.corrections = corrections,
            Self::Decisions(decisions) => row.decisions = decisions,
        }
    }
}

/// Begins a work, unless another is about or it is not its time.
async fn begin(
    app: &App,
    member: &Member,
    id: ImportId,
    kind: Kind,
    said: Said,
) -> Result<ImportShown, UploadError> {
    let (inner, asking) = (app.clone(), member.clone());
    let scope = member.scope;
    let row = app
        .db
        .transaction(scope, async move |tx| {
            let (row, import) = own(tx, &asking, id).await?;
            let now = micros(inner.clock.recorded());
            let (is_new, mut row) = match row {
                Some(row) => (false, row),
                None => (true, of_import(import.as_ref(), now)),
            };
            let state = shown::of(&inner, &row, import.as_ref()).state;
            if !kind.follows(state) {
                return Err(UploadError::NotNow { state, wanted: kind.wanted() });
            }
            if let (Kind::Undo, Some(import)) = (kind, &import) {
                let days = crate::settings::read(tx, scope).await?.undo_days;
                super::undoable(&inner, import, days)?;
            }
            let fence = row.fence;
            row.fence += 1;
            kind.state().as_str().clone_into(&mut row.state);
            said.clone().put(&mut row);
            row.phase = String::new();
            (row.n_done, row.n_of, row.is_cancelled) = (0, None, 0);
            row.why_code.clear();
            row.why.clear();
            row.refusal.clear();
            (row.heard_at, row.updated_at) = (now, now);
            if is_new {
                rows::insert(tx, scope, &row).await?;
            } else if !rows::update(tx, scope, &row, fence).await? {
                return Err(UploadError::NotNow { state, wanted: kind.wanted() });
            }
            Ok(row)
        })
        .await?;
    let shown = shown::of(app, &row, None);
    start(app, member, row, kind);
    Ok(shown)
}

/// An import that did not come over the network, to be worked on as if it had.
fn of_import(import: Option<&Import>, now: i64) -> rows::Upload {
    let Some(import) = import else { return rows::Upload::default() };
    rows::Upload {
        id: import.id,
        member_id: import.member_id,
        file_name: import.file_name.clone(),
        mapping: "[]".to_owned(),
        state: import.state.clone(),
        heard_at: now,
        created_at: import.created_at,
        updated_at: now,
        ..rows::Upload::default()
    }
}

/// A mapping as it is kept.
fn written_mapping(mapping: &[Mapped]) -> Result<String, UploadError> {
    let is_right = |it: &Mapped| (1..=MOST_HEADER).contains(&it.column.chars().count());
    if mapping.len() > MOST_COLUMNS || !mapping.iter().all(is_right) {
        return Err(UploadError::MappingTooLong);
    }
    written(mapping)
}

/// What was said by hand as it is kept.
fn written<T: Serialize + ?Sized>(said: &T) -> Result<String, UploadError> {
    serde_json::to_string(said).map_err(|error| ImportError::Unreadable(error.to_string()).into())
}

/// Puts a file into the store, part by part.
async fn store_parts(
    app: &App,
    member: &Member,
    id: ImportId,
    mut file: std::fs::File,
) -> Result<(), UploadError> {
    let scope = member.scope;
    for position in 0_i64.. {
        let mut part = Vec::with_capacity(PART);
        let limit = u64::try_from(PART).unwrap_or(u64::MAX);
        (&mut file).take(limit).read_to_end(&mut part).map_err(ImportError::Temporary)?;
        if part.is_empty() {
            break;
        }
        let insert = async move |tx: &mut Tx| -> Result<(), StoreError> {
            rows::insert_part(tx, scope, id, position, &part).await
        };
        app.db.bulk(scope, insert).await?;
    }
    Ok(())
}

/// Drops up to `most` files that nobody imported in time as of `now`, each in a transaction of its own; says how many.
pub(crate) async fn drop_forgotten(
    app: &App,
    scope: Scope,
    now: Timestamp,
    most: i64,
) -> Result<u64, StoreError> {
    let before = micros(now).saturating_sub(KEPT);
    let old = app.db.read(scope, async |tx| rows::forgotten(tx, scope, before, most).await).await?;
    drop_each(app, scope, old).await
}

/// Drops the oldest files of a member that nobody imported, so that with another there are no more than may wait.
async fn drop_surplus(app: &App, member: &Member) -> Result<(), StoreError> {
    let (scope, id) = (member.scope, member.id);
    let waiting =
        app.db.read(scope, async |tx| rows::waiting(tx, scope, id, LOOKED_AT).await).await?;
    drop_each(app, scope, waiting.into_iter().skip(MOST_WAITING - 1)).await?;
    Ok(())
}

/// Drops uploads as they were seen, each in a transaction of its own; says how many nobody had begun to work on since.
async fn drop_each(
    app: &App,
    scope: Scope,
    seen: impl IntoIterator<Item = (Uuid, i64)>,
) -> Result<u64, StoreError> {
    let mut n = 0;
    for (id, fence) in seen {
        let drop = async move |tx: &mut Tx| -> Result<bool, StoreError> {
            rows::delete_unworked(tx, scope, ImportId(id), fence).await
        };
        n += u64::from(app.db.transaction(scope, drop).await?);
    }
    Ok(n)
}

/// When somebody was last heard of, on the real clock.
fn silence(app: &App, heard_at: i64) -> jiff::SignedDuration {
    app.clock.recorded().duration_since(instant_of(heard_at))
}
