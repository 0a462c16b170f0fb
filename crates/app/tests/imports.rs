//! Imports end to end on both engines: laws, undo, merges, and the files people really have.

#[path = "imports/files.rs"]
mod files;
#[path = "imports/house.rs"]
mod house;
#[path = "imports/laws.rs"]
mod laws;
#[path = "imports/merges.rs"]
mod merges;
#[path = "imports/undo.rs"]
mod undo;
