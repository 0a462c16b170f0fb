//! The rules and the mathematics of prospecting, as pure functions of their arguments.
//!
//! Nothing here reads a clock, a disk, a network or an environment: time, ids and settings come in as
//! values, so the same inputs give the same bytes on every machine. Files are features; a feature has
//! the same name here, in `store`, in `app`, on the command line and in the tests.
#![warn(missing_docs)]

pub mod activities;
pub mod cadences;
pub mod calendar;
pub mod companies;
pub mod consistency;
pub mod doctrine;
pub mod duplicates;
pub mod enrollments;
pub mod identity;
pub mod ids;
pub mod imports;
pub mod meetings;
pub mod people;
pub mod plan;
pub mod reasons;
pub mod recipes;
pub mod referrals;
pub mod settings;
pub mod touches;
pub mod words;
