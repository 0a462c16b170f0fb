//! Imports end to end on both engines: laws, undo, merges, and the files people really have.

#![expect(clippy::print_stdout, reason = "a test says what it skipped")]

#[cfg(test)]
#[path = "imports/by_hand.rs"]
mod by_hand;
#[cfg(test)]
#[path = "imports/files.rs"]
mod files;
#[cfg(test)]
#[path = "imports/house.rs"]
mod house;
#[cfg(test)]
#[path = "imports/laws.rs"]
mod laws;
#[cfg(test)]
#[path = "imports/merges.rs"]
mod merges;
#[cfg(test)]
#[path = "imports/undo.rs"]
mod undo;
#[cfg(test)]
#[path = "imports/uploads.rs"]
mod uploads;
