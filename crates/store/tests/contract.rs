//! The store's contract: the same on both engines.

#[path = "contract/disk.rs"]
mod disk;
#[path = "contract/opening.rs"]
mod opening;
#[path = "contract/processes.rs"]
mod processes;
#[path = "contract/settings.rs"]
mod settings;
#[path = "contract/statements.rs"]
mod statements;
#[path = "contract/transactions.rs"]
mod transactions;
