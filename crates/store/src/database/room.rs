//! Room on the disk that holds a data folder; PostgreSQL looks after its own.

use std::path::Path;

use super::Db;
use crate::errors::StoreError;

/// With less free than this a disk is taken for full: the next few writes would find out.
const LEAST: u64 = 1024 * 1024;

impl Db {
    /// Refuses when the disk of the data folder is as good as full.
    ///
    /// # Errors
    /// [`StoreError::Full`].
    pub fn has_room(&self) -> Result<(), StoreError> {
        match self.folder().and_then(|folder| free(&folder)) {
            Some(bytes) if bytes < LEAST => Err(StoreError::Full),
            _ => Ok(()),
        }
    }
}

/// Bytes that can still be written beside a folder, where the system tells.
#[cfg(unix)]
pub(super) fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Bytes that can still be written beside a folder, where the system tells.
#[cfg(not(unix))]
pub(super) fn free(_: &Path) -> Option<u64> {
    None
}
