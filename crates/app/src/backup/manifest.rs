//! What stands behind the database in a backup: what must be in it.
//!
//! Behind the manifest come its own digest, its length and a mark, so it is found from the end of the file.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
    path::Path,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::migrations::MIGRATIONS;

use super::{BackupError, disk};
use crate::audit::hex;

/// The form of the manifest that this program writes.
pub(super) const FORMAT: u32 = 1;
/// What a backup ends with.
const MARK: &[u8; 24] = b"touchstone backup ends\n\n";
/// A manifest is smaller than this.
const LARGEST: u64 = 16 * 1024 * 1024;
/// Bytes of the digest, the length and the mark.
const FOOT: usize = 32 + 8 + MARK.len();
/// How much is read at a time.
const BLOCK: usize = 1024 * 1024;

/// The end of a chain of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    /// How many lines are sealed.
    pub(super) nth: i64,
    /// The link of the last, in hexadecimal.
    pub(super) chain: String,
}

/// What must be in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The form of this.
    pub(super) format: u32,
    /// When the backup was begun.
    pub(super) made_at: Timestamp,
    /// By which version.
    pub(super) version: String,
    /// How large the database is.
    pub(super) bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub(super) sha256: String,
    /// The steps of its schema.
    pub(super) migrations: Vec<String>,
    /// How many rows each table has.
    pub(super) rows: BTreeMap<String, i64>,
    /// The ends of the chains of the audit, by workspace.
    pub(super) sealed: BTreeMap<String, Sealed>,
}

impl Manifest {
    /// The bytes that stand behind the database.
    pub(super) fn to_trailer(&self) -> Result<Vec<u8>, BackupError> {
        let mut trailer =
            serde_json::to_vec(self).map_err(|error| disk("writing the manifest")(error.into()))?;
        let length = u64::try_from(trailer.len()).unwrap_or(u64::MAX);
        let digest = Sha256::digest(&trailer);
        trailer.extend(digest);
        trailer.extend(length.to_be_bytes());
        trailer.extend(MARK);
        Ok(trailer)
    }

    /// Refuses what a newer version made.
    pub(super) fn refuse_newer(&self, file: &Path) -> Result<(), BackupError> {
        let newer = |migration: String| BackupError::Newer { path: file.to_path_buf(), migration };
        if self.format > FORMAT {
            return Err(newer(format!("manifest of form {}", self.format)));
        }
        let is_known = |name: &String| MIGRATIONS.iter().any(|known| known.name == name);
        match self.migrations.iter().find(|name| !is_known(name)) {
            Some(unknown) => Err(newer(unknown.clone())),
            None => Ok(()),
        }
    }

    /// Refuses a database with another digest.
    pub(super) fn refuse_other(&self, file: &Path, sha256: &str) -> Result<(), BackupError> {
        if self.sha256 == sha256 {
            return Ok(());
        }
        Err(tampered(file, "the database in it has another digest than its manifest says"))
    }

    /// Refuses a database with other rows. One of an older schema was just brought up to date, which may have made rows:
    /// that it is the one that was backed up its digest has shown.
    pub(super) fn refuse_other_contents(
        &self,
        file: &Path,
        rows: &BTreeMap<String, i64>,
        sealed: &BTreeMap<String, Sealed>,
    ) -> Result<(), BackupError> {
        if self.migrations.len() < MIGRATIONS.len() {
            return Ok(());
        }
        for (table, n) in &self.rows {
            if rows.get(table) != Some(n) {
                return Err(tampered(file, &format!("`{table}` has not the {n} rows it had")));
            }
        }
        if self.sealed != *sealed {
            return Err(tampered(file, "the audit in it ends otherwise than its manifest says"));
        }
        Ok(())
    }
}

/// Reads the manifest of a backup.
pub(super) fn read(file: &Path) -> Result<Manifest, BackupError> {
    let truncated = || BackupError::Truncated { path: file.to_path_buf() };
    let reading = |error| disk(format!("reading {}", file.display()))(error);
    let mut open = File::open(file).map_err(reading)?;
    let size = open.metadata().map_err(reading)?.len();
    let foot_size = u64::try_from(FOOT).unwrap_or_default();
    let Some(foot_at) = size.checked_sub(foot_size) else { return Err(truncated()) };
    open.seek(SeekFrom::Start(foot_at)).map_err(reading)?;
    let mut foot = Vec::with_capacity(FOOT);
    open.read_to_end(&mut foot).map_err(reading)?;
    let (digest, rest) = foot.split_at_checked(32).ok_or_else(truncated)?;
    let (length, mark) = rest.split_at_checked(8).ok_or_else(truncated)?;
    if mark != MARK {
        return Err(truncated());
    }
    let length = u64::from_be_bytes(length.try_into().map_err(|_| truncated())?);
    let Some(at) = foot_at.checked_sub(length).filter(|_| length <= LARGEST) else {
        return Err(tampered(file, "the length of its manifest is wrong"));
    };
    open.seek(SeekFrom::Start(at)).map_err(reading)?;
    let mut text = Vec::new();
    open.take(length).read_to_end(&mut text).map_err(reading)?;
    if Sha256::digest(&text).as_slice() != digest {
        return Err(tampered(file, "its manifest is not as it was written"));
    }
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|_| tampered(file, "its manifest cannot be read"))?;
    if manifest.bytes != at {
        return Err(tampered(file, "the database in it is not as long as it was"));
    }
    Ok(manifest)
}

/// The SHA-256 of a file, or of its first bytes, which are copied elsewhere on the way; and how many bytes these are.
pub(super) fn digest(
    file: &Path,
    copy: Option<(u64, &Path)>,
) -> Result<(String, u64), BackupError> {
    let reading = |error| disk(format!("reading {}", file.display()))(error);
    let mut open = File::open(file).map_err(reading)?.take(copy.map_or(u64::MAX, |(n, _)| n));
    let mut to = match copy {
        Some((_, path)) => Some(File::create_new(path).map_err(disk("making the copy"))?),
        None => None,
    };
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK];
    let mut n_bytes = 0;
    loop {
        let n = open.read(&mut block).map_err(reading)?;
        let Some(read) = block.get(..n).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
        if let Some(to) = &mut to {
            to.write_all(read).map_err(disk("writing the copy"))?;
        }
        n_bytes += u64::try_from(n).unwrap_or_default();
    }
    if let Some(to) = to {
        to.sync_all().map_err(disk("forcing the copy onto the disk"))?;
    }
    Ok((hex(&hash.finalize()), n_bytes))
}

fn tampered(file: &Path, what: &str) -> BackupError {
    BackupError::Tampered { path: file.to_path_buf(), what: what.to_owned() }
}
