//! The backups in a data folder: those of the days, which are made at night, and those that somebody asked for.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Backup, BackupError, ENDING, FOLDER, blocking, clear_workbenches, disk, has_workbench, make_as,
    manifest,
};
use crate::{App, audit::Change, instance, workspaces::Member};

/// Locked while a backup is made into the folder: each begins by removing what a killed one left.
const LOCK: &str = ".making";

/// How the backups of this installation stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Backups {
    /// Whether the program makes them: not on PostgreSQL, which has its own tools.
    pub by_itself: bool,
    /// How many of each kind are kept.
    pub kept: u32,
    /// When the last verified one was begun, wherever it was written.
    pub last_at: Option<Timestamp>,
    /// Whether one is being made now.
    pub is_running: bool,
    /// Those in the data folder, the newest first.
    pub backups: Vec<KeptBackup>,
}

/// A backup in the data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct KeptBackup {
    /// Its place in the data folder.
    pub file: String,
    /// When it was begun; none where its manifest cannot be read, and so nothing could be restored from it.
    pub made_at: Option<Timestamp>,
    /// How large it is.
    pub bytes: u64,
    /// How many rows it holds.
    pub rows: i64,
    /// Whether somebody asked for it.
    pub by_hand: bool,
}

/// How the backups of this installation stand.
pub async fn backups(app: &App) -> Result<Backups, BackupError> {
    let folder = app.db.folder().map(|data| data.join(FOLDER));
    let by_itself = folder.is_some();
    let (is_running, backups) = match folder {
        Some(folder) => blocking(move || Ok((is_running(&folder)?, found(&folder)?))).await?,
        None => (false, Vec::new()),
    };
    let last_at = instance::seen(app).await?.backup_at;
    Ok(Backups { by_itself, kept: app.backups_kept, last_at, is_running, backups })
}

/// Makes a backup in the data folder because somebody asked for it, and verifies it; of these, too, only the newest are kept.
///
/// # Errors
/// [`BackupError::Running`] while another one is made, [`BackupError::NotSqlite`] on PostgreSQL.
pub async fn by_hand(app: &App, member: &Member) -> Result<Backup, BackupError> {
    let Some(data) = app.db.folder() else { return Err(BackupError::NotSqlite) };
    let folder = data.join(FOLDER);
    let _making = try_lock(&folder)?.ok_or(BackupError::Running)?;
    let made_at = app.clock.recorded();
    let stamp = made_at.strftime("%Y-%m-%dT%H%M%S%.3fZ");
    let name = format!("touchstone-{stamp}.{ENDING}");
    let made = in_folder(app, &folder, &folder.join(name), made_at).await?;
    let (app, member) = (app.clone(), member.clone());
    let (db, scope, id) = (app.db.clone(), member.scope, app.ids.next());
    db.transaction(scope, async move |tx| {
        Change::new("made", "backup", id).by(tx, &app, &member).await
    })
    .await?;
    Ok(made)
}

/// Makes the backup of a day in the data folder, unless it is there; keeps the newest. Nothing on PostgreSQL.
pub(crate) async fn of_the_day(
    app: &App,
    day: jiff::civil::Date,
) -> Result<Option<Backup>, BackupError> {
    let Some(data) = app.db.folder() else { return Ok(None) };
    let folder = data.join(FOLDER);
    let place = folder.clone();
    let _making = blocking(move || {
        let lock = lock_file(&place)?;
        lock.lock().map_err(disk("waiting for another backup"))?;
        Ok(lock)
    })
    .await?;
    let file = folder.join(format!("touchstone-{day}.{ENDING}"));
    if file.exists() {
        return Ok(None);
    }
    in_folder(app, &folder, &file, app.clock.recorded()).await.map(Some)
}

async fn in_folder(
    app: &App,
    folder: &Path,
    file: &Path,
    made_at: Timestamp,
) -> Result<Backup, BackupError> {
    clear_workbenches(folder);
    let made = make_as(app, file, made_at).await?;
    drop_old(folder, app.backups_kept)?;
    Ok(made)
}

/// Whether a backup is being made into a folder: there is a place where it is made, and it is not what a killed one left.
fn is_running(folder: &Path) -> Result<bool, BackupError> {
    // Nobody is kept from beginning one by being asked.
    Ok(has_workbench(folder) && try_lock(folder)?.is_none())
}

/// Keeps others from making a backup into a folder until it is dropped; nothing while another one does.
fn try_lock(folder: &Path) -> Result<Option<File>, BackupError> {
    let lock = lock_file(folder)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(disk("locking the folder for backups")(source)),
    }
}

fn lock_file(folder: &Path) -> Result<File, BackupError> {
    fs::create_dir_all(folder).map_err(disk("making the folder for backups"))?;
    File::create(folder.join(LOCK)).map_err(disk("locking the folder for backups"))
}

/// The backups of a folder, the newest first.
fn found(folder: &Path) -> Result<Vec<KeptBackup>, BackupError> {
    let mut found = Vec::new();
    for path in files(folder)? {
        let Ok(size) = fs::metadata(&path) else { continue };
        let manifest = manifest::read(&path).ok();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.push(KeptBackup {
            by_hand: is_by_hand(&path),
            file: format!("{FOLDER}/{name}"),
            made_at: manifest.as_ref().map(|it| it.made_at),
            bytes: size.len(),
            rows: manifest.map_or(0, |it| it.rows.values().sum()),
        });
    }
    found.sort_by(|a, b| (&b.made_at, &b.file).cmp(&(&a.made_at, &a.file)));
    Ok(found)
}

/// The backups of a folder by their names, which begin with their days; none where there is no folder yet.
fn files(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(disk("reading the folder of backups")(source)),
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .collect();
    files.sort();
    Ok(files)
}

/// Whether a backup was asked for: its name tells a time, that of a day does not.
fn is_by_hand(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| stem.to_string_lossy().contains('T'))
}

/// Keeps the newest backups of days, and as many of those that were asked for.
fn drop_old(folder: &Path, kept: u32) -> Result<(), BackupError> {
    let (asked_for, of_days): (Vec<_>, Vec<_>) =
        files(folder)?.into_iter().partition(|file| is_by_hand(file));
    let kept = usize::try_from(kept).unwrap_or(usize::MAX);
    for files in [asked_for, of_days] {
        let n_old = files.len().saturating_sub(kept);
        for old in files.into_iter().take(n_old) {
            fs::remove_file(&old).map_err(disk("removing an old backup"))?;
        }
    }
    Ok(())
}
