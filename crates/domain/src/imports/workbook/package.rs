//! The parts of a workbook's zip file, guarded before and while they are unpacked.
//!
//! The directory is believed only as far as unpacking bears it out: no part gives more bytes than it declares,
//! and each that is read to its end is checked by its sum. Names are looked up and never become paths.

use std::{
    collections::BTreeMap,
    io::{self, BufReader, Read, Seek, SeekFrom},
    sync::{Arc, Mutex},
};

use flate2::{Crc, read::DeflateDecoder};
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::guard::Guard;
use crate::imports::{Limits, RefusedFile};

/// How many members a workbook may have; thousands of sheets or pictures have fewer.
const MAX_MEMBERS: usize = 4_096;
/// A file may unpack to so many times its size, once it is larger than [`FREE_BYTES`].
const MAX_RATIO: u64 = 200;
/// Up to here any ratio is harmless.
const FREE_BYTES: u64 = 32 << 20;

/// One member, as the directory tells it.
#[derive(Clone, Copy, Debug)]
struct Member {
    start: u64,
    packed: u64,
    size: u64,
    sum: u32,
    is_deflated: bool,
}

/// A zip file whose directory was read and found harmless.
#[derive(Debug)]
pub(super) struct Package<R> {
    file: Arc<Mutex<R>>,
    /// By name in lower case, without a slash before it: some writers differ in case from their own references.
    members: BTreeMap<String, Member>,
}

/// A part being unpacked, in bounded pieces.
pub(super) type Part<R> = BufReader<Guard<Unpacking<R>>>;

/// Bytes of a member, counted and summed.
#[derive(Debug)]
pub(super) struct Unpacking<R> {
    source: Source<R>,
    crc: Crc,
    member: Member,
    given: u64,
}

#[derive(Debug)]
enum Source<R> {
    Stored(Packed<R>),
    Deflated(DeflateDecoder<Packed<R>>),
}

/// The packed bytes of one member.
#[derive(Debug)]
struct Packed<R> {
    file: Arc<Mutex<R>>,
    at: u64,
    left: u64,
}

impl<R: Read + Seek> Package<R> {
    /// Reads the directory.
    ///
    /// # Errors
    /// Damaged, protected, too many members, or more than may be unpacked.
    pub(super) fn open(reader: R, limits: &Limits) -> Result<Self, RefusedFile> {
        let mut archive = ZipArchive::new(reader).map_err(refused)?;
        if archive.len() > MAX_MEMBERS {
            return Err(RefusedFile::TooLarge {
                what: format!("a zip file of {} members", archive.len()),
                limit: format!("{MAX_MEMBERS} members"),
            });
        }
        if archive.has_duplicate_names() {
            return Err(RefusedFile::Damaged { why: "two parts have one name".to_owned() });
        }
        let mut members = BTreeMap::new();
        let mut total = 0_u64;
        for n in 0..archive.len() {
            let file = archive.by_index_raw(n).map_err(refused)?;
            if file.encrypted() {
                return Err(RefusedFile::Protected);
            }
            let is_deflated = match file.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                other => {
                    return Err(RefusedFile::Unsupported {
                        format: format!("a workbook packed by {other}"),
                        instead: "it as XLSX again".to_owned(),
                    });
                }
            };
            let start =
                file.data_start().ok_or_else(|| damaged("a part has no place in the file"))?;
            let member = Member {
                start,
                packed: file.compressed_size(),
                size: file.size(),
                sum: file.crc32(),
                is_deflated,
            };
            check_size(&member, limits)?;
            total = total.saturating_add(member.size);
            let name = file.name().map_err(refused)?.replace('\\', "/").to_lowercase();
            drop(file);
            members.entry(name.trim_start_matches('/').to_owned()).or_insert(member);
        }
        if total > limits.unpacked_bytes {
            return Err(too_large(limits.unpacked_bytes));
        }
        Ok(Self { file: Arc::new(Mutex::new(archive.into_inner())), members })
    }

    /// Whether there is a part of this name, in any case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains_key(&key(name))
    }

    /// Whether there is any part in this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.members
            .range(folder.to_owned()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(folder))
    }

    /// Begins to unpack a part.
    ///
    /// # Errors
    /// The part is missing.
    pub(super) fn part(&self, name: &str) -> Result<Part<R>, RefusedFile> {
        let member = *self.members.get(&key(name)).ok_or_else(|| {
            let name: String = name.chars().take(80).collect();
            damaged(&format!("it points to a part that is missing, {name}"))
        })?;
        let packed = Packed { file: Arc::clone(&self.file), at: member.start, left: member.packed };
        let source = if member.is_deflated {
            Source::Deflated(DeflateDecoder::new(packed))
        } else {
            Source::Stored(packed)
        };
        let unpacking = Unpacking { source, crc: Crc::new(), member, given: 0 };
        Ok(BufReader::with_capacity(64 * 1024, Guard::new(unpacking)))
    }
}

impl<R: Read + Seek> Read for Packed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let Some(into) = into.get_mut(..room).filter(|into| !into.is_empty()) else { return Ok(0) };
        let mut file = self.file.lock().map_err(|_| io::Error::other("the file is in use"))?;
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.read(into)?;
        let read = u64::try_from(n).unwrap_or(self.left);
        self.at += read;
        self.left = self.left.saturating_sub(read);
        Ok(n)
    }
}

impl<R: Read + Seek> Read for Unpacking<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = match &mut self.source {
            Source::Stored(source) => source.read(into)?,
            Source::Deflated(source) => source.read(into)?,
        };
        self.crc.update(into.get(..n).unwrap_or_default());
        self.given = self.given.saturating_add(u64::try_from(n).unwrap_or(u64::MAX));
        let is_end = n == 0 && !into.is_empty();
        if self.given > self.member.size || (is_end && self.given < self.member.size) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a part has another size than it declares",
            ));
        }
        if is_end && self.crc.sum() != self.member.sum {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the sum of a part is wrong (CRC)",
            ));
        }
        Ok(n)
    }
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn check_size(member: &Member, limits: &Limits) -> Result<(), RefusedFile> {
    if member.size > limits.unpacked_bytes {
        return Err(too_large(limits.unpacked_bytes));
    }
    if member.size > FREE_BYTES && member.size / MAX_RATIO > member.packed {
        return Err(RefusedFile::TooLarge {
            what: format!(
                "a part that unpacks to {} MiB of {} KiB",
                member.size >> 20,
                member.packed >> 10
            ),
            limit: format!("{MAX_RATIO} times its size"),
        });
    }
    Ok(())
}

fn too_large(limit: u64) -> RefusedFile {
    RefusedFile::TooLarge {
        what: "what the workbook unpacks to".to_owned(),
        limit: format!("{} MiB", limit >> 20),
    }
}

pub(super) fn damaged(why: &str) -> RefusedFile {
    RefusedFile::Damaged { why: why.to_owned() }
}

/// What the zip crate says, for a person.
fn refused(error: ZipError) -> RefusedFile {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            RefusedFile::Read(error)
        }
        ZipError::Io(_) => damaged("it is cut off"),
        ZipError::InvalidArchive(why) => {
            damaged(&format!("its zip directory cannot be read ({why})"))
        }
        other => damaged(&other.to_string()),
    }
}
