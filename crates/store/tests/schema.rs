//! Both engines hold the same schema, and every statement of the program can be prepared on both.
//!
//! `cargo xtask schema` writes down what each statement binds, gives and reads by; with `--check`, and in
//! `cargo xtask test`, it compares.

#[cfg(test)]
#[path = "../../../xtask/src/schema/literals.rs"]
mod literals;
#[cfg(test)]
#[path = "schema/plans.rs"]
mod plans;
#[cfg(test)]
#[path = "schema/tables.rs"]
mod tables;
