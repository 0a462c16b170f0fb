//! Use cases: what a person or a job can ask for, who may, one transaction each.
//!
//! A use case takes the [`App`] and the [`Member`](workspaces::Member) who asks, reads what it needs, hands it to the rules
//! in `domain`, and writes what they answer in one transaction.
#![warn(missing_docs)]

pub mod activities;
pub mod audit;
pub mod backup;
pub mod cadences;
pub mod calendar;
pub mod clock;
pub mod companies;
pub mod consistency;
pub mod doctrine;
pub mod duplicates;
pub mod enrollments;
pub mod export;
pub mod identity;
pub mod imports;
pub mod instance;
pub mod jobs;
pub mod meetings;
pub mod nights;
pub mod pages;
pub mod people;
pub mod plan;
pub mod reasons;
pub mod recipes;
pub mod referrals;
pub mod repeats;
pub mod sample;
pub mod settings;
pub mod teams;
pub mod tokens;
pub mod touches;
pub mod versions;
pub mod workspaces;

use clock::{Clock, Ids};
use store::database::Db;

/// What the store refuses or fails with, for whoever tells it on: floors above this one do not know the store.
pub type StoreFailure = store::errors::StoreError;

/// Everything a use case needs from the outside: the data, the time and new ids.
#[derive(Clone)]
pub struct App {
    /// The data.
    pub db: Db,
    /// When things happen.
    pub clock: Clock,
    /// Where new ids come from.
    pub ids: Ids,
    /// How many automatic backups are kept.
    pub backups_kept: u32,
}

impl App {
    /// The app on open data.
    pub fn new(db: Db, clock: Clock, ids: Ids) -> Self {
        Self { db: db.recorded(), clock, ids, backups_kept: backup::KEPT }
    }
}
