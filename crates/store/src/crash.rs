//! Places at which a test can end the program as `kill -9` would, and the one wish for less safety, which shows that a trial
//! of power cuts can see a loss.

/// Ends the program here if `TOUCHSTONE_CRASH_AT` says so: `name`, or `name:17` for the 17th pass.
///
/// Compiled in where debug assertions are on, so that a release never looks.
#[macro_export]
macro_rules! crash_point {
    ($name:literal) => {
        if cfg!(debug_assertions) {
            $crate::crash::pass($name);
        }
    };
}

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts one pass of a crash point and aborts the process when it is the one asked for.
pub fn pass(name: &str) {
    static ASKED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static PASSES: AtomicU64 = AtomicU64::new(0);
    let asked =
        ASKED.get_or_init(|| std::env::var("TOUCHSTONE_CRASH_AT").ok().map(|asked| parse(&asked)));
    if let Some((at, nth)) = asked
        && at == name
        && PASSES.fetch_add(1, Ordering::SeqCst) + 1 == *nth
    {
        std::process::abort();
    }
}

/// Whether commits are not forced onto the disk, as `TOUCHSTONE_SYNCHRONOUS=normal` asks where debug assertions are on.
pub(crate) fn is_hasty() -> bool {
    cfg!(debug_assertions)
        && std::env::var("TOUCHSTONE_SYNCHRONOUS").is_ok_and(|asked| asked == "normal")
}

/// Reads `name` or `name:17`.
fn parse(asked: &str) -> (String, u64) {
    match asked.rsplit_once(':').map(|(name, nth)| (name, nth.parse())) {
        Some((name, Ok(nth))) => (name.to_owned(), nth),
        _ => (asked.to_owned(), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_crash_point_is_named_with_or_without_the_pass() {
        assert_eq!(parse("commit"), ("commit".to_owned(), 1));
        assert_eq!(parse("statement:17"), ("statement".to_owned(), 17));
    }
}
