//! The binary: settings, wiring, commands.

#![expect(
    clippy::doc_markdown,
    reason = "doc comments of arguments are what `--help` prints, where backticks would be noise"
)]

mod activities;
mod answer;
mod arguments;
mod audit;
mod backup;
mod cadences;
mod calendar;
mod consistency;
mod context;
mod doctor;
mod doctrine;
mod duplicates;
mod enrollments;
mod export;
mod identity;
mod imports;
mod instance;
mod jobs;
mod logs;
mod meetings;
mod people;
mod plan;
mod reasons;
mod recipes;
mod referrals;
mod sample;
mod serve;
mod settings;
mod suppressions;
mod workspaces;

use std::{process::ExitCode, time::Duration};

use clap::Parser;
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How long is waited for threads once the command has answered.
const LAST_BREATH: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    keep_to_small_pages();
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let as_json = std::env::args_os().any(|word| word == "--json");
            return answer::usage(&error, as_json);
        }
    };
    let as_json = arguments.global.json;
    let runtime =
        match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => {
                return answer::failed(
                    &answer::Failure::from_io("no threads can be started", &error),
                    as_json,
                );
            }
        };
    let outcome = runtime.block_on(arguments::run(arguments));
    // What still runs on a thread of its own, such as a digest, is not waited for: a kill would not wait either.
    runtime.shutdown_timeout(LAST_BREATH);
    match outcome {
        Ok(answer) => answer::print(&answer, as_json),
        Err(failure) => answer::failed(&failure, as_json),
    }
}

/// Keeps what is resident to what is used: the system would back a heap that is hardly used by pages of 2 MiB.
fn keep_to_small_pages() {
    // Where the system knows no such pages there are none.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}
