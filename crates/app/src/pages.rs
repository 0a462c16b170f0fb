//! Where a page of a list begins: after the last row of the page before, so that rows added meanwhile move nothing.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// Bytes of a place: an instant and an id.
const PLACE: usize = 24;

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
}
