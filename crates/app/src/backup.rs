//! Backups that were verified when they were made and are verified again when they are restored; SQLite only.
//!
//! A backup is one file: a database that any SQLite can open, and behind it a manifest with what must be in it.

mod kept;
mod manifest;

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::Serialize;
use store::{
    audit as audit_rows,
    database::{Db, FILE, Location, Opening},
    errors::StoreError,
    instance as instance_rows,
    scope::Scope,
    transaction::Engine,
};
use utoipa::ToSchema;

use crate::{App, audit, clock::micros, instance, workspaces, workspaces::WorkspaceError};
use manifest::{Manifest, Sealed};

pub(crate) use kept::of_the_day;
pub use kept::{Backups, KeptBackup, backups, by_hand};

/// How a backup's file name ends.
pub const ENDING: &str = "touchstone-backup";
/// The folder in a data folder for the backups of each day.
pub const FOLDER: &str = "backups";
/// How many of these are kept unless another number is told.
pub const KEPT: u32 = 7;
/// How the folder begins in which a copy is made and verified.
const WORKBENCH: &str = ".touchstone-copy-";

/// Why a backup was not made, or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The data is on PostgreSQL, which has its own tools.
    #[error(
        "the data is on PostgreSQL: back it up with `pg_dump --format=custom --file=touchstone.dump \"$TOUCHSTONE_DATABASE\"`, restore it into an empty database with `pg_restore --no-owner --dbname=URL touchstone.dump`"
    )]
    NotSqlite,
    /// There is a file already.
    #[error("{} is there already: name another file", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another one is being made.
    #[error("a backup is being made already")]
    Running,
    /// The file is no backup.
    #[error("{} is no backup of Touchstone, or its end is missing: it is truncated", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
    },
    /// The file is not as it was made.
    #[error("{} was tampered with or is damaged: {what}", path.display())]
    Tampered {
        /// The file.
        path: PathBuf,
        /// What is not as it was.
        what: String,
    },
    /// The backup was made by a newer version.
    #[error(
        "{} was made by a newer version (it has `{migration}`): use that version", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The first migration that this program does not know.
        migration: String,
    },
    /// The folder to restore into holds something.
    #[error("{} is not empty: name a new folder", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// The record was changed from outside.
    #[error(
        "the audit of workspace {workspace} is not as it was written: `touchstone audit verify` says where"
    )]
    AuditBroken {
        /// The workspace.
        workspace: String,
    },
    /// The copy does not hold what it should.
    #[error("the copy lacks rows of `{table}`: it was thrown away")]
    Short {
        /// The table.
        table: String,
    },
    /// The disk failed.
    #[error("{doing} failed")]
    Disk {
        /// What was done.
        doing: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// A backup that was made and verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Backup {
    /// Where it is.
    #[schema(value_type = String)]
    pub file: PathBuf,
    /// When it was begun: everything acknowledged before is in it.
    pub made_at: Timestamp,
    /// How large it is.
    pub bytes: u64,
    /// SHA-256 of the database in it, in hexadecimal.
    pub sha256: String,
    /// How many rows it holds.
    pub rows: i64,
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Restored {
    /// The folder with the data.
    #[schema(value_type = String)]
    pub folder: PathBuf,
    /// When its backup was made.
    pub made_at: Timestamp,
    /// How many rows it holds.
    pub rows: i64,
    /// How it stands: held.
    pub standing: instance::Standing,
}

/// Makes a backup at a path, or in a folder under a name of its own, and verifies it.
pub async fn make(app: &App, to: &Path) -> Result<Backup, BackupError> {
    if app.db.engine() == Engine::Postgres {
        return Err(BackupError::NotSqlite);
    }
    let made_at = app.clock.recorded();
    let is_folder = to.is_dir() || to.as_os_str().to_string_lossy().ends_with('/');
    let file = if is_folder {
        let stamp = made_at.strftime("%Y-%m-%dT%H%M%SZ");
        to.join(format!("touchstone-{stamp}.{ENDING}"))
    } else {
        to.to_path_buf()
    };
    make_as(app, &file, made_at).await
}

async fn make_as(app: &App, file: &Path, made_at: Timestamp) -> Result<Backup, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists { path: file.to_path_buf() });
    }
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(disk("making the folder of the backup"))?;
    let bench = Workbench::new(parent, app)?;
    let before = sealed(app).await?;
    let copy = bench.folder.join(FILE);
    app.db.copy_into(&copy).await?;
    let contents = inspect(app, &bench.folder, Opening::Command).await?;
    for (workspace, head) in &before {
        let is_there = contents.sealed.get(workspace).is_some_and(|copied| copied.nth >= head.nth);
        if !is_there {
            return Err(BackupError::Short { table: "audit".to_owned() });
        }
    }
    let rows = contents.rows.values().sum();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let (target, folder) = (file.to_path_buf(), parent.to_path_buf());
    let written = blocking(move || {
        let (sha256, bytes) = manifest::digest(&copy, None)?;
        let manifest = Manifest {
            format: manifest::FORMAT,
            made_at,
            version,
            bytes,
            sha256: sha256.clone(),
            migrations: contents.migrations,
            rows: contents.rows,
            sealed: contents.sealed,
        };
        let trailer = manifest.to_trailer()?;
        let mut out =
            OpenOptions::new().append(true).open(&copy).map_err(disk("opening the copy"))?;
        out.write_all(&trailer).map_err(disk("writing the manifest"))?;
        out.sync_all().map_err(disk("forcing the backup onto the disk"))?;
        drop(out);
        // What is renamed is read back once: what the disk holds is what was meant.
        manifest::read(&copy)?;
        fs::rename(&copy, &target).map_err(disk("naming the backup"))?;
        sync_folder(&folder)?;
        Ok((sha256, bytes + u64::try_from(trailer.len()).unwrap_or_default()))
    });
    let (sha256, bytes) = written.await?;
    drop(bench);
    let at = micros(made_at);
    instance::standing(app).await?;
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| instance_rows::backed_up(tx, at).await)
        .await?;
    Ok(Backup { file: file.to_path_buf(), made_at, bytes, sha256, rows })
}

/// Restores a backup into a new or empty folder; the data is held then.
pub async fn restore(
    file: &Path,
    folder: &Path,
    clock: crate::clock::Clock,
    ids: crate::clock::Ids,
) -> Result<Restored, BackupError> {
    if !is_empty(folder)? {
        return Err(BackupError::NotEmpty { folder: folder.to_path_buf() });
    }
    fs::create_dir_all(folder).map_err(disk("making the folder"))?;
    clear_workbenches(folder);
    let place = folder.join(format!("{WORKBENCH}restored"));
    fs::create_dir(&place).map_err(disk("making a folder for the copy"))?;
    let bench = Workbench { folder: place };
    let (source, copy) = (file.to_path_buf(), bench.folder.join(FILE));
    let manifest = blocking(move || {
        let manifest = manifest::read(&source)?;
        manifest.refuse_newer(&source)?;
        let (sha256, _) = manifest::digest(&source, Some((manifest.bytes, &copy)))?;
        manifest.refuse_other(&source, &sha256)?;
        Ok(manifest)
    })
    .await?;
    let db = Db::open(&Location::folder(&bench.folder), Opening::Server).await?;
    let app = App::new(db, clock, ids);
    let contents = inspect_open(&app).await?;
    manifest.refuse_other_contents(file, &contents.rows, &contents.sealed)?;
    let why = format!("it was restored from the backup of {}", manifest.made_at);
    let standing = instance::hold(&app, why).await?;
    app.db.close().await?;
    fs::rename(bench.folder.join(FILE), folder.join(FILE)).map_err(disk("naming the data"))?;
    sync_folder(folder)?;
    drop(bench);
    Ok(Restored {
        folder: folder.to_path_buf(),
        made_at: manifest.made_at,
        rows: manifest.rows.values().sum(),
        standing,
    })
}

/// What a database holds.
struct Contents {
    rows: std::collections::BTreeMap<String, i64>,
    sealed: std::collections::BTreeMap<String, Sealed>,
    migrations: Vec<String>,
}

/// Opens a copy, verifies all of it and closes it again.
async fn inspect(app: &App, folder: &Path, opening: Opening) -> Result<Contents, BackupError> {
    let db = Db::open(&Location::folder(folder), opening).await?;
    let copy = App::new(db, app.clock, app.ids.clone());
    let contents = inspect_open(&copy).await;
    copy.db.close().await?;
    contents
}

async fn inspect_open(copy: &App) -> Result<Contents, BackupError> {
    copy.db.check_whole().await?;
    for workspace in of_all(copy).await? {
        let verified = audit::verify(copy, Scope::of(workspace.id)).await?;
        if verified.wrong.is_some() {
            return Err(BackupError::AuditBroken { workspace: workspace.id.to_string() });
        }
    }
    Ok(Contents {
        rows: copy.db.count_rows().await?,
        sealed: sealed(copy).await?,
        migrations: copy
            .db
            .read(Scope::INSTALLATION, async |tx| store::migrations::all_applied(tx).await)
            .await?,
    })
}

async fn of_all(app: &App) -> Result<Vec<workspaces::Workspace>, StoreError> {
    match workspaces::list(app).await {
        Ok(all) => Ok(all),
        Err(WorkspaceError::Store(error)) => Err(error),
        Err(other) => Err(StoreError::Unreadable { what: "workspace", why: other.to_string() }),
    }
}

/// The ends of all chains, by workspace.
async fn sealed(app: &App) -> Result<std::collections::BTreeMap<String, Sealed>, BackupError> {
    let mut ends = std::collections::BTreeMap::new();
    for workspace in of_all(app).await? {
        let scope = Scope::of(workspace.id);
        let head = app.db.read(scope, async |tx| audit_rows::head(tx, scope).await).await?;
        if let Some(head) = head {
            let sealed = Sealed { nth: head.nth, chain: audit::hex(&head.chain) };
            ends.insert(workspace.id.to_string(), sealed);
        }
    }
    Ok(ends)
}

/// A folder in which a copy is made and verified; gone when this is dropped.
struct Workbench {
    folder: PathBuf,
}

impl Workbench {
    fn new(parent: &Path, app: &App) -> Result<Self, BackupError> {
        let folder = parent.join(format!("{WORKBENCH}{}", app.ids.next()));
        fs::create_dir(&folder).map_err(disk("making a folder for the copy"))?;
        Ok(Self { folder })
    }
}

impl Drop for Workbench {
    fn drop(&mut self) {
        // What is left is removed by the next backup into the same folder.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where copies are made in a folder, or were when the program was killed.
fn workbenches(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(WORKBENCH);
    entries.filter(is_one).map(|entry| entry.path())
}

fn has_workbench(folder: &Path) -> bool {
    workbenches(folder).next().is_some()
}

/// Removes what a killed backup left.
fn clear_workbenches(folder: &Path) {
    for workbench in workbenches(folder) {
        let _ = fs::remove_dir_all(workbench);
    }
}

/// Whether a folder is missing, or holds nothing but what a killed restore left.
fn is_empty(folder: &Path) -> Result<bool, BackupError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(source) => return Err(disk("reading the folder")(source)),
    };
    Ok(entries.flatten().all(|entry| entry.file_name().to_string_lossy().starts_with(WORKBENCH)))
}

/// Makes a new name in a folder last.
fn sync_folder(folder: &Path) -> Result<(), BackupError> {
    File::open(folder)
        .and_then(|open| open.sync_all())
        .map_err(disk("forcing the folder onto the disk"))
}

/// Runs work on the disk where it holds up nobody.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(_) => Err(StoreError::Stopping.into()),
    }
}

fn disk(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> BackupError {
    move |source| BackupError::Disk { doing: doing.into(), source }
}
