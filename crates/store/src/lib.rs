//! SQLite and PostgreSQL behind one set of queries, and the job table.
//!
//! A repository function takes `&mut Tx` and a `Scope` and hands the `Tx` a `Statement`; it does not know
//! which engine answers, nor whether it runs inside a transaction. The plumbing is `database` (opening, and
//! the one way in), `transaction` (the door to both engines), `group` (one SQLite writer whose waiting
//! writes share one commit), `statement`, `scope`, `errors` and `migrations`; every other file is a feature.
#![warn(missing_docs)]

pub mod activities;
pub mod audit;
pub mod cadences;
pub mod calendar;
pub mod claims;
pub mod companies;
pub mod crash;
pub mod database;
pub mod doctrine;
pub mod duplicates;
pub mod enrollments;
pub mod errors;
mod grants;
mod group;
pub mod identity;
pub mod imports;
pub mod instance;
pub mod jobs;
pub mod meetings;
pub mod migrations;
pub mod people;
pub mod reasons;
pub mod recipes;
pub mod referrals;
pub mod repeats;
pub mod sample;
pub mod scope;
pub mod statement;
pub mod suppressions;
pub mod teams;
pub mod tokens;
pub mod touches;
pub mod transaction;
pub mod workspaces;

/// Tables that belong to no workspace; a statement on any other binds its workspace first.
pub const GLOBAL: &[&str] = &[
    "instance",
    "workspace",
    "account",
    "account_member",
    "device",
    "sign_in_try",
    "migration",
    "holiday",
    "due",
];

/// Rows of one insert statement, below the bind limits of both engines.
pub const BULK_ROWS: usize = 500;

/// Rows of one bulk transaction, short enough that others are let in soon.
pub const BULK_TRANSACTION_ROWS: usize = 2_500;
