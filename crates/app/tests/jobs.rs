//! What the program does by itself, on both engines: the record, jobs, nights, backups.

#![expect(clippy::print_stdout, reason = "a test says what it reached")]

#[cfg(test)]
#[path = "jobs/backups.rs"]
mod backups;
#[cfg(test)]
#[path = "jobs/house.rs"]
mod house;
#[cfg(test)]
#[path = "jobs/nights.rs"]
mod nights;
#[cfg(test)]
#[path = "jobs/nights_tidy.rs"]
mod nights_tidy;
#[cfg(test)]
#[path = "jobs/record.rs"]
mod record;
#[cfg(test)]
#[path = "jobs/upgrades.rs"]
mod upgrades;
