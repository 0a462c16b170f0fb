//! Room on the disk that holds a data folder; PostgreSQL looks after its own.
//!
//! A file beside the data keeps some room back. When the disk is full and somebody says that they are not to be contacted, the
//! file is let go, and what they said is stored in its place. Until it is there again nothing else is written: the room that
//! it left is for those who say the same.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tracing::{info, warn};

use super::{Connections, Db};
use crate::errors::StoreError;

/// The file that keeps room back.
pub const RESERVE: &str = "touchstone.reserve";

/// With less free than this a disk is taken for full: the next few writes would find out.
const LEAST: u64 = 1024 * 1024;
/// The most that is kept back: an opt-out is some 40 pages of the log, so this holds about fifty before anything is moved
/// out of the log.
const MOST_KEPT: u64 = 8 * 1024 * 1024;
/// The least that is worth keeping back: one opt-out and then some.
const LEAST_KEPT: u64 = 256 * 1024;
/// Which part of what is free is kept back: one in so many.
const SHARE: u64 = 10;
/// A file that is shorter was let go, and holds how long it was.
const NOTE: u64 = 64;

/// The room that is kept back in a data folder.
#[derive(Clone, Debug)]
pub(super) struct Reserve {
    file: PathBuf,
    /// Held by whoever makes the file again; the others take it for let go meanwhile.
    making: Arc<Mutex<()>>,
}

/// What became of the room that is kept back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// None is kept: no server has run here, or there was too little.
    None,
    /// It is there.
    Whole,
    /// It was let go; it was of so many bytes.
    LetGo(u64),
}

impl Reserve {
    pub(super) fn of(folder: &Path) -> Self {
        Self { file: folder.join(RESERVE), making: Arc::default() }
    }

    fn state(&self) -> State {
        match fs::metadata(&self.file) {
            Err(_) => State::None,
            Ok(found) if found.len() >= NOTE => State::Whole,
            Ok(_) => State::LetGo(self.noted()),
        }
    }

    /// How long the file was before it was let go; the most it can have been where that could not be written.
    fn noted(&self) -> u64 {
        let mut text = String::new();
        let read =
            File::open(&self.file).and_then(|file| file.take(NOTE).read_to_string(&mut text));
        let noted = read.ok().and_then(|_| text.trim().parse().ok());
        noted.unwrap_or(MOST_KEPT).clamp(LEAST_KEPT, MOST_KEPT)
    }

    /// Whether the room is let go and cannot be kept back again yet.
    pub(super) fn is_let_go(&self) -> bool {
        let State::LetGo(size) = self.state() else { return false };
        let Ok(_making) = self.making.try_lock() else { return true };
        // Twice as much is free before it is kept back, so that there is something left to work with.
        let has_room = self.free().is_some_and(|free| free >= size.saturating_mul(2));
        if has_room && self.make(size).is_ok() {
            info!(bytes = size, "The disk has room again: some is kept back for opt-outs");
            return false;
        }
        true
    }

    /// Gives the room to whoever needs it most; whether there was any.
    pub(super) fn let_go(&self) -> bool {
        if self.state() != State::Whole {
            return false;
        }
        match self.empty() {
            Ok(()) => {
                warn!("The disk is full: only opt-outs are stored until there is room again");
                true
            }
            Err(error) => {
                warn!(%error, "The room that is kept back for opt-outs could not be let go");
                false
            }
        }
    }

    fn empty(&self) -> io::Result<()> {
        let mut file = File::options().write(true).open(&self.file)?;
        let size = file.metadata()?.len();
        file.set_len(0)?;
        // It is read as the most that it can have been where there is no room even for this.
        let _ = writeln!(file, "{size}");
        Ok(())
    }

    fn free(&self) -> Option<u64> {
        free(self.file.parent()?)
    }

    /// Keeps a tenth of what is free back, within bounds; what is kept back already stays so.
    fn keep(&self) -> io::Result<()> {
        if self.state() != State::None {
            // What was let go is made again by the next who writes, once there is room.
            return Ok(());
        }
        let size = self.free().map_or(0, |free| (free / SHARE).min(MOST_KEPT));
        if size < LEAST_KEPT { Ok(()) } else { self.make(size) }
    }

    /// Makes the file beside its place, so that it is never there in part.
    fn make(&self, size: u64) -> io::Result<()> {
        let draft = self.file.with_extension("reserve-draft");
        let made = write_noise(&draft, size).and_then(|()| fs::rename(&draft, &self.file));
        if made.is_err() {
            let _ = fs::remove_file(&draft);
        }
        made
    }
}

impl Db {
    /// Keeps some room back for opt-outs, as a server does when it starts; on a disk that is full already there is none.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the file cannot be made for another reason than a full disk.
    pub fn keep_reserve(&self) -> Result<(), StoreError> {
        let Connections::Sqlite { reserve, .. } = &self.engine else { return Ok(()) };
        match reserve.keep() {
            Err(error)
                if !matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) =>
            {
                Err(StoreError::Unreachable {
                    what: "cannot keep room back in the data folder".to_owned(),
                    source: Box::new(error),
                })
            }
            _ => Ok(()),
        }
    }

    /// Refuses when nothing but an opt-out could be stored.
    ///
    /// # Errors
    /// [`StoreError::Full`].
    pub fn has_room(&self) -> Result<(), StoreError> {
        let Connections::Sqlite { reserve, .. } = &self.engine else { return Ok(()) };
        let is_full = reserve.is_let_go() || reserve.free().is_some_and(|free| free < LEAST);
        if is_full { Err(StoreError::Full) } else { Ok(()) }
    }

    /// Whether the room for opt-outs is let go and not to be had back yet.
    pub(super) fn is_on_reserve(&self) -> bool {
        match &self.engine {
            Connections::Sqlite { reserve, .. } => reserve.is_let_go(),
            Connections::Postgres { .. } => false,
        }
    }

    /// Lets go of the room for opt-outs; whether it is free now, by this or by another process.
    pub(super) fn let_reserve_go(&self) -> bool {
        match &self.engine {
            Connections::Sqlite { reserve, .. } => {
                reserve.let_go() || matches!(reserve.state(), State::LetGo(_))
            }
            Connections::Postgres { .. } => false,
        }
    }
}

/// Writes bytes that no file system can pack: packed away they would keep no room.
fn write_noise(path: &Path, size: u64) -> io::Result<()> {
    let mut file = File::create(path)?;
    let (mut left, mut state) = (size, 0x9e37_79b9_7f4a_7c15_u64);
    let mut piece = Vec::new();
    while left > 0 {
        piece.clear();
        while piece.len() < 64 * 1024 {
            // Xorshift: as good as chance for this.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            piece.extend_from_slice(&state.to_le_bytes());
        }
        piece.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        file.write_all(&piece)?;
        left = left.saturating_sub(u64::try_from(piece.len()).unwrap_or(left));
    }
    Ok(())
}

/// Bytes that can still be written into a folder, where the system tells.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Bytes that can still be written into a folder, where the system tells.
#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
