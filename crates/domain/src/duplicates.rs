//! Duplicates: who is certainly one person, who may be, and who never.
//!
//! Three steps, each a pure function: [`keys::block_keys`] gives the keys under which a person is
//! looked for (and stored), [`candidates`] makes the pairs worth comparing out of persons that share a
//! key without ever becoming quadratic, [`verdict::compare`] decides for one pair, and
//! [`groups::group`] joins the certain pairs, strongest first, without ever joining two people
//! whom veto 1 keeps apart.

pub mod candidates;
pub mod groups;
pub mod identity;
pub mod keys;
pub mod likeness;
pub mod postal;
pub mod verdict;

#[cfg(test)]
mod tests;
