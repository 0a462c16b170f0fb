//! What a file is, by its first bytes.

use super::RefusedFile;

/// Which reader a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Workbook,
    Cards,
    Table,
}

/// First bytes of what is no table.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, sound or film"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
];

const PACKED: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
];

/// Decides by the first bytes of a file.
///
/// # Errors
/// The file is of a kind that holds no people, or is packed.
pub(crate) fn by_bytes(head: &[u8]) -> Result<Kind, RefusedFile> {
    let begins = |list: &[(&[u8], &'static str)]| {
        list.iter().find(|(start, _)| head.starts_with(start)).map(|(_, name)| (*name).to_owned())
    };
    if head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"PK\x05\x06")
        || head.starts_with(b"\xd0\xcf\x11\xe0")
    {
        return Ok(Kind::Workbook);
    }
    if let Some(format) = begins(PACKED) {
        return Err(RefusedFile::Compressed { format });
    }
    match begins(SIGNATURES) {
        Some(what) if what != "a program" || head.contains(&0) => {
            Err(RefusedFile::NotText { what })
        }
        _ => Ok(Kind::Table),
    }
}

/// Decides by the first characters of a text.
///
/// # Errors
/// The text is a calendar, JSON, XML or a web page.
pub(crate) fn by_text(head: &str, file_name: Option<&str>) -> Result<Kind, RefusedFile> {
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let upper: String = head.chars().take(4_000).collect::<String>().to_uppercase();
    let unsupported = |format: &str| {
        Err(RefusedFile::Unsupported {
            format: format.to_owned(),
            instead: "vCard or CSV".to_owned(),
        })
    };
    if upper.starts_with("BEGIN:VCALENDAR") {
        return Err(RefusedFile::Calendar);
    }
    let is_named_card = file_name.is_some_and(|name| name.to_lowercase().ends_with(".vcf"));
    let has_card_line = upper.lines().any(|line| line.trim() == "BEGIN:VCARD");
    if upper.starts_with("BEGIN:VCARD")
        || has_card_line
        || (is_named_card && !upper.starts_with("BEGIN:"))
    {
        return Ok(Kind::Cards);
    }
    let mut signs = upper.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('['), Some('"')) if upper.contains("VCARD") => unsupported("jCard"),
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[' | '"' | ']')) => {
            unsupported("JSON")
        }
        (Some('<'), _) if upper.contains("<VCARD") => unsupported("xCard"),
        (Some('<'), _) if upper.contains("<HTML") || upper.starts_with("<!DOCTYPE") => {
            unsupported("a web page")
        }
        (Some('<'), Some('?')) => unsupported("XML"),
        _ => Ok(Kind::Table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_files_and_pictures_are_named() {
        assert!(matches!(by_bytes(b"\x1f\x8b\x08"), Err(RefusedFile::Compressed { .. })));
        assert!(matches!(by_bytes(b"\x89PNG\r\n"), Err(RefusedFile::NotText { .. })));
        assert!(matches!(by_bytes(b"PK\x03\x04"), Ok(Kind::Workbook)));
    }

    #[test]
    fn texts_that_are_no_tables_are_named() {
        assert!(matches!(by_text("BEGIN:VCALENDAR\r\n", None), Err(RefusedFile::Calendar)));
        assert!(matches!(by_text("[\"vcard\",[]]", None), Err(RefusedFile::Unsupported { .. })));
        assert!(matches!(by_text("begin:vcard\n", None), Ok(Kind::Cards)));
        assert!(matches!(by_text("Name,Email\n", None), Ok(Kind::Table)));
        assert!(matches!(by_text("FN:x\n", Some("a.vcf")), Ok(Kind::Cards)));
    }
}
