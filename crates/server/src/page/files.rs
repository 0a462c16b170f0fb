//! The files of the page, as `build.rs` found them.

use std::{borrow::Cow, io::Read as _};

use axum::http::{HeaderMap, header};
use flate2::read::GzDecoder;

/// A file of the page.
#[derive(Debug)]
pub(super) struct File {
    /// Its path from the root of the page: `assets/index-4f2a.js`.
    pub(super) path: &'static str,
    /// Its media type.
    pub(super) kind: &'static str,
    /// Another for other bytes.
    pub(super) tag: &'static str,
    /// Whether the bytes are packed (gzip).
    pub(super) is_packed: bool,
    /// What is in it.
    pub(super) bytes: &'static [u8],
}

/// All of them, in the order of their paths; none where the page was not built.
static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// The file at a path of the site.
pub(super) fn at(path: &str) -> Option<&'static File> {
    let path = path.strip_prefix('/')?;
    let found = FILES.binary_search_by(|file| file.path.cmp(path)).ok()?;
    FILES.get(found)
}

impl File {
    /// Its bytes as whoever asks can read them, and whether they are packed.
    pub(super) fn for_reader(&self, headers: &HeaderMap) -> (Cow<'static, [u8]>, bool) {
        if self.is_packed && !unpacks(headers) {
            let mut plain = Vec::new();
            // What `build.rs` packed can be unpacked.
            if GzDecoder::new(self.bytes).read_to_end(&mut plain).is_ok() {
                return (plain.into(), false);
            }
        }
        (self.bytes.into(), self.is_packed)
    }
}

/// Whether whoever asks unpacks gzip; `gzip;q=0` says no.
fn unpacks(headers: &HeaderMap) -> bool {
    let told = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    told.flat_map(|line| line.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|it| it == "gzip" || it == "*");
        is_gzip && !parts.any(|it| it.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: &str, expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, told.parse().unwrap());
        assert_eq!(unpacks(&headers), expected, "{told}");
    }

    #[test]
    fn who_does_not_unpack_gets_it_unpacked() {
        check("gzip, deflate, br", true);
        check("br;q=1.0, gzip;q=0.5", true);
        check("*", true);
        check("br", false);
        check("gzip;q=0", false);
        check("identity", false);
    }

    #[test]
    fn files_are_found_by_their_paths() {
        for file in FILES {
            let found = at(&format!("/{}", file.path)).unwrap();
            assert_eq!(found.path, file.path);
        }
        assert!(at("/assets/no-such-file.js").is_none());
        assert!(at("nothing").is_none());
    }
}
