//! Who somebody is to a workspace, and what they may therefore do.

use crate::words;

words! {
    /// What a member is to a workspace; each may do all that the one before it may.
    pub enum Role {
        /// Works: sees the people of the workspace, and their own days.
        Rep = "rep",
        /// Looks after teams: sees the behaviours, promises and room of those in them.
        Coach = "coach",
        /// Runs the workspace.
        Admin = "admin",
    }
}

words! {
    /// What a personal token may be used for; each may be used for all that the one before it may.
    pub enum TokenScope {
        /// To look.
        Read = "read",
        /// To look and to change what its owner may change.
        Write = "write",
        /// For what only admins may do too, while its owner is one.
        Admin = "admin",
    }
}

/// Shortest password, in characters (OWASP ASVS 5.0, 6.2.1 asks for 8 and advises 15).
pub const PASSWORD_MIN: usize = 12;

/// Longest password, in characters (OWASP ASVS 5.0, 6.2.9 asks for at least 64).
pub const PASSWORD_MAX: usize = 256;
