//! Where a page of a list begins: after the last row of the page before, so that rows added meanwhile move nothing.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// Most rows of a page.
pub(crate) const MOST: i64 = 500;
/// Rows of a page unless told.
const USUAL: u16 = 50;

/// Bytes of a place: an instant and an id.
const PLACE: usize = 24;

/// How many rows a page holds.
pub(crate) fn limit(asked: Option<u16>) -> i64 {
    i64::from(asked.unwrap_or(USUAL)).clamp(1, MOST)
}

/// What to ask the next page with, after the last row of this one; none when this one is not full.
pub(crate) fn next(n_rows: usize, limit: i64, last: Option<String>) -> Option<String> {
    last.filter(|_| i64::try_from(n_rows).is_ok_and(|n| n >= limit))
}

/// There is no such page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{after}` is no page: take `next` of the page before")]
pub struct UnknownPage {
    /// What was given.
    pub after: String,
}

/// Which page of a list.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The `next` of the page before.
    pub after: Option<String>,
    /// At most so many, 1 to 500; 50 unless told.
    pub limit: Option<u16>,
}

impl Asked {
    /// The row after which the page begins.
    pub(crate) fn place(&self) -> Result<Option<(i64, Uuid)>, UnknownPage> {
        let Some(after) = &self.after else { return Ok(None) };
        read(after).map(Some).ok_or_else(|| UnknownPage { after: after.clone() })
    }

    /// The same of a list that is in the order of a text.
    pub(crate) fn place_in_text(&self) -> Result<Option<(String, Uuid)>, UnknownPage> {
        let Some(after) = &self.after else { return Ok(None) };
        read_text(after).map(Some).ok_or_else(|| UnknownPage { after: after.clone() })
    }

    /// The same of a list whose rows are put together by a text, then in the order of another.
    pub(crate) fn place_in_group(&self) -> Result<Option<(String, String, Uuid)>, UnknownPage> {
        let Some((both, id)) = self.place_in_text()? else { return Ok(None) };
        let unknown = || UnknownPage { after: self.after.clone().unwrap_or_default() };
        let (common, text) = both.split_once(BETWEEN).ok_or_else(unknown)?;
        Ok(Some((common.to_owned(), text.to_owned(), id)))
    }

    /// How many rows it holds.
    pub(crate) fn limit(&self) -> i64 {
        limit(self.limit)
    }
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// What to ask the next page with; none at the end.
    pub next: Option<String>,
}

/// The place after a row, as it is told.
pub(crate) fn write(at: i64, id: Uuid) -> String {
    let mut bytes = Vec::with_capacity(PLACE);
    bytes.extend_from_slice(&at.to_be_bytes());
    bytes.extend_from_slice(id.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a place; none when it is none.
pub(crate) fn read(text: &str) -> Option<(i64, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (at, id) = bytes.split_at_checked(8)?;
    Some((i64::from_be_bytes(at.try_into().ok()?), Uuid::from_slice(id).ok()?))
}

/// The place after a row of a list that is in the order of a text, as it is told.
pub(crate) fn write_text(text: &str, id: Uuid) -> String {
    let mut bytes = id.as_bytes().to_vec();
    bytes.extend_from_slice(text.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads such a place; none when it is none.
pub(crate) fn read_text(text: &str) -> Option<(String, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (id, text) = bytes.split_at_checked(16)?;
    let text = std::str::from_utf8(text).ok().filter(|text| !text.contains('\0'))?;
    Some((text.to_owned(), Uuid::from_slice(id).ok()?))
}

/// Between two texts of a place: a newline, which no folded name holds.
const BETWEEN: char = '\n';

/// The place after a row of a list whose rows are put together by `common`, then in the order of `text`.
pub(crate) fn write_group(common: &str, text: &str, id: Uuid) -> String {
    write_text(&format!("{common}{BETWEEN}{text}"), id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_told() {
        let id = Uuid::from_u128(7);
        for at in [i64::MIN, -1, 0, 1_700_000_000_000_000] {
            assert_eq!(read(&write(at, id)), Some((at, id)));
        }
        assert_eq!(read(""), None);
        assert_eq!(read("AAAA"), None);
        assert_eq!(read(&format!("{}AA", write(0, id))), None);
    }

    #[test]
    fn a_place_by_name_is_read_as_it_was_told() {
        let id = Uuid::from_u128(7);
        for name in ["", "ada lovelace", "žižka"] {
            assert_eq!(read_text(&write_text(name, id)), Some((name.to_owned(), id)));
        }
        assert_eq!(read_text("AAAA"), None);
        let after = |after: String| Asked { after: Some(after), limit: None };
        let placed = after(write_group("acme", "ada lovelace", id)).place_in_group();
        assert_eq!(placed, Ok(Some(("acme".to_owned(), "ada lovelace".to_owned(), id))));
        assert!(after(write_text("ada lovelace", id)).place_in_group().is_err());
        assert_eq!(Asked::default().place_in_group(), Ok(None));
        assert_eq!(read_text(&write_text("a\0b", id)), None);
    }
}
