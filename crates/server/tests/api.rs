//! The API in one process: requests against the real router on a real database, on both engines.
#![expect(clippy::print_stdout, reason = "a test says what it skipped, and what it reached")]

#[cfg(test)]
#[path = "api/borders.rs"]
mod borders;
#[cfg(test)]
#[path = "api/document.rs"]
mod document;
#[cfg(test)]
#[path = "api/edits.rs"]
mod edits;
#[cfg(test)]
#[path = "api/headers.rs"]
mod headers;
#[cfg(test)]
#[path = "api/health.rs"]
mod health;
#[cfg(test)]
#[path = "api/house.rs"]
mod house;
#[cfg(test)]
#[path = "api/identity.rs"]
mod identity;
#[cfg(test)]
#[path = "api/logs.rs"]
mod logs;
#[cfg(test)]
#[path = "api/metrics.rs"]
mod metrics;
#[cfg(test)]
#[path = "api/page.rs"]
mod page;
#[cfg(test)]
#[path = "api/repeats.rs"]
mod repeats;
#[cfg(test)]
#[path = "api/tls.rs"]
mod tls;
#[cfg(test)]
#[path = "api/unread.rs"]
mod unread;
