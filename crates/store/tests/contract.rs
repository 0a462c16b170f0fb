//! The store's contract: the same on both engines.

#![expect(clippy::print_stdout, reason = "a test says what it skipped, and what it reached")]

#[cfg(test)]
#[path = "contract/cuts.rs"]
mod cuts;
#[cfg(test)]
#[path = "contract/disk.rs"]
mod disk;
#[cfg(test)]
#[path = "contract/gather.rs"]
mod gather;
#[cfg(test)]
#[path = "contract/grants.rs"]
mod grants;
#[cfg(test)]
#[path = "contract/lookups.rs"]
mod lookups;
#[cfg(test)]
#[path = "contract/opening.rs"]
mod opening;
#[cfg(test)]
#[path = "contract/processes.rs"]
mod processes;
#[cfg(test)]
#[path = "contract/settings.rs"]
mod settings;
#[cfg(test)]
#[path = "contract/statements.rs"]
mod statements;
#[cfg(test)]
#[path = "contract/transactions.rs"]
mod transactions;
#[cfg(test)]
#[path = "contract/walls.rs"]
mod walls;
