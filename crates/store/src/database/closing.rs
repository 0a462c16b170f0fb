//! A note of how a server left the SQLite file: while it holds, nobody wrote since, and the next start need not go through
//! all of the file again. A file that was changed, damaged, copied or not closed is gone through.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use tracing::warn;

use super::FILE;

/// The note.
const NOTE: &str = "touchstone.closed";

/// How a server left the file of a data folder.
#[derive(Clone, Debug)]
pub(super) struct Closing {
    folder: PathBuf,
}

impl Closing {
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    /// Whether the file is as the last server left it; the note is taken away, so that it tells of one closing only.
    pub(super) fn is_untouched(&self) -> bool {
        let note = self.folder.join(NOTE);
        let noted = fs::read_to_string(&note).ok();
        if noted.is_some() && fs::remove_file(&note).is_err() {
            return false;
        }
        noted.is_some() && noted == self.state().ok()
    }

    /// Notes how the file was left. Without the note it is gone through at the next start, which does no harm.
    pub(super) fn note(&self) {
        let noted = self.state().and_then(|state| fs::write(self.folder.join(NOTE), state));
        if let Err(error) = noted {
            warn!("Could not note how the file was left: {error}");
        }
    }

    /// What changes with every write: length and time of the file, and that nothing waits in the log beside it.
    fn state(&self) -> io::Result<String> {
        let log = fs::metadata(self.folder.join(format!("{FILE}-wal")));
        if log.is_ok_and(|log| log.len() > 0) {
            return Err(io::Error::other("its log is not empty"));
        }
        let file = fs::metadata(self.folder.join(FILE))?;
        Ok(format!(
            "{} bytes, written {:?}, made {:?}\n",
            file.len(),
            file.modified()?,
            place(&file)
        ))
    }
}

/// Which file of the disk it is: a copy is another.
#[cfg(unix)]
fn place(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (file.dev(), file.ino())
}

/// Which file of the disk it is is not told here.
#[cfg(not(unix))]
fn place(_file: &Metadata) {}
