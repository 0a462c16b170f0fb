//! What requests cost: the server's processor time beside the same use cases without HTTP, pages under filters, filing
//! with shared commits against single ones on a slow disk, memory, and the time to the first answer.
//!
//! `TOUCHSTONE_BENCH_PEOPLE` sets another number of people than 100,000.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench measures and prints"
)]

mod answers;
mod filing;
mod running;

use std::{os::unix::fs::PermissionsExt as _, process::Command, time::Duration};

use mimalloc::MiMalloc;
use testkit::slow_disk;

/// As in the binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Each figure is the median of so many.
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    if std::env::var_os("LD_PRELOAD").is_some() {
        filing::measure(folder.path());
        return;
    }
    answers::measure(folder.path());
    // PostgreSQL runs as another user, who reads the library too.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .env("LD_PRELOAD", slow_disk::library(folder.path()).unwrap())
        .status()
        .unwrap();
    std::process::exit(status.code().unwrap_or(1));
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The wait that so many of a thousand did not exceed, in milliseconds.
fn waited(waits: &mut [Duration], permille: usize) -> f64 {
    waits.sort_unstable();
    waits[(waits.len() * permille / 1000).min(waits.len() - 1)].as_secs_f64() * 1000.0
}
