//! The five doctrines that are shipped: data, read once.

use super::{Doctrine, DoctrineError};

/// The one in force in a new workspace.
pub const USUAL: &str = "Cookbook";

const FILES: [&str; 5] = [
    include_str!("active_first.toml"),
    include_str!("cookbook.toml"),
    include_str!("ask_or_it_isnt.toml"),
    include_str!("follow_through.toml"),
    include_str!("agreement_to_meet.toml"),
];

/// The five, in the order of the glossary.
///
/// # Errors
/// None in a build whose tests passed: each file is read by one.
pub fn shipped() -> Result<Vec<Doctrine>, DoctrineError> {
    FILES.iter().map(|text| Doctrine::read(text)).collect()
}
