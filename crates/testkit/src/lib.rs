//! Builders, a fixed clock and ids, databases for tests.
//!
//! A test that touches the store asks for [`databases::both`] and runs the same check on each. PostgreSQL is
//! started once for all tests of a run, on a socket of its own, and stopped when the last one has ended.
#![warn(missing_docs)]

pub mod clock;
pub mod databases;
pub mod http;
pub mod ids;
pub mod postgres;
pub mod processes;
pub mod slow_disk;
