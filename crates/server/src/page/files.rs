//! The files of the page, as `build.rs` found them.

use std::{borrow::Cow, io::Read as _};

use axum::http::{HeaderMap, header};
use flate2::read::GzDecoder;

/// Codings of what is sent, by their names in HTTP.
const GZIP: &str = "gzip";
const BROTLI: &str = "br";

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
    /// The same, packed smaller (Brotli), where the build of the page did so.
    pub(super) brotli: Option<&'static [u8]>,
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
    /// Its bytes as whoever asks can read them, and how they are packed (`Content-Encoding`).
    pub(super) fn for_reader(
        &self,
        headers: &HeaderMap,
    ) -> (Cow<'static, [u8]>, Option<&'static str>) {
        if let Some(smallest) = self.brotli.filter(|_| unpacks(headers, BROTLI)) {
            return (smallest.into(), Some(BROTLI));
        }
        if self.is_packed && !unpacks(headers, GZIP) {
            let mut plain = Vec::new();
            // What `build.rs` packed can be unpacked.
            if GzDecoder::new(self.bytes).read_to_end(&mut plain).is_ok() {
                return (plain.into(), None);
            }
        }
        (self.bytes.into(), self.is_packed.then_some(GZIP))
    }
}

/// Whether whoever asks unpacks this coding; `gzip;q=0` says no, and `*` yes to each that is not named.
fn unpacks(headers: &HeaderMap, coding: &str) -> bool {
    let told = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    let mut any = false;
    for one in told.flat_map(|line| line.split(',')) {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let is_taken = !parts.any(|it| it.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)));
        if name.eq_ignore_ascii_case(coding) {
            return is_taken;
        }
        any |= name == "*" && is_taken;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: &str, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, told.parse().unwrap());
        let file = File {
            path: "assets/page.js",
            kind: "text/javascript",
            tag: "",
            is_packed: true,
            bytes: &EMPTY_GZIP,
            brotli: Some(b"\x3b"),
        };
        assert_eq!(file.for_reader(&headers).1, expected, "{told}");
    }

    /// What gzip makes of nothing.
    const EMPTY_GZIP: [u8; 20] = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    #[test]
    fn everybody_gets_the_smallest_that_they_unpack() {
        check("gzip, deflate, br", Some("br"));
        check("br;q=1.0, gzip;q=0.5", Some("br"));
        check("*", Some("br"));
        check("*, br;q=0", Some("gzip"));
        check("gzip, deflate", Some("gzip"));
        check("br", Some("br"));
        check("gzip;q=0", None);
        check("identity", None);
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
