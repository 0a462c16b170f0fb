//! `cargo xtask`: everything a developer or a machine does to this repository, one verb each.
#![expect(clippy::print_stdout, reason = "a developer tool talks on standard output")]

mod apt;
mod bench;
mod clients;
mod codegen;
mod disks;
mod drill;
mod features;
mod layers;
mod licences;
mod package;
mod page;
mod postgres;
mod repository;
mod run;
mod schema;
mod steps;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::repository::Repository;

/// Builds, starts, checks and measures Touchstone.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build the release binary and start it on a local data folder with a marked sample workspace.
    Run {
        /// Passed on to `touchstone serve`, after `--`.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Run every check and every test, on both engines: this is what CI runs.
    Test,
    /// Measure: the named benches, or all of them.
    Bench {
        /// Names from the table that `--list` prints.
        names: Vec<String>,
        /// Print what can be measured.
        #[arg(long)]
        list: bool,
    },
    /// Make faults on purpose, at full length: the named drills, or all of them.
    Drill {
        /// Names from the table that `--list` prints.
        names: Vec<String>,
        /// Print what can be tried.
        #[arg(long)]
        list: bool,
    },
    /// Check, build and try the page: its types, its tests, and its stories in a real browser.
    Page {
        /// Only build it, into the place from which the server takes it.
        #[arg(long)]
        build: bool,
    },
    /// Build the Debian package.
    Package,
    /// Write the documents that the binary writes about itself.
    Codegen {
        /// Write nothing; fail when something is not up to date.
        #[arg(long)]
        check: bool,
    },
    /// Check who may depend on whom, and which outside crate stays behind which fence.
    Layers,
    /// Check that every file is named after a feature of docs/glossary.md.
    Features,
    /// Check that both engines hold the same schema, and write down how each statement reads it.
    Schema {
        /// Write nothing; fail when a statement is no longer as it was written down.
        #[arg(long)]
        check: bool,
    },
    /// Check what no other tool checks: sizes, names, leftovers, Markdown.
    Tidy,
    /// Check where outside crates come from and under which licences.
    Licences,
}

fn main() -> ExitCode {
    match act(Arguments::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act(verb: Verb) -> anyhow::Result<()> {
    let repository = Repository::find()?;
    match verb {
        Verb::Run { arguments } => run::run(&repository, &arguments),
        Verb::Test => test::test(&repository),
        Verb::Bench { names, list } => bench::bench(&repository, &names, list),
        Verb::Drill { names, list } => drill::drill(&repository, &names, list),
        Verb::Page { build } => page::page(&repository, build),
        Verb::Package => package::package(&repository).map(drop),
        Verb::Codegen { check } => codegen::codegen(&repository, check),
        Verb::Layers => steps::report(&layers::violations(&repository)?),
        Verb::Features => steps::report(&features::violations(&repository)?),
        Verb::Schema { check } => schema::run(&repository, check),
        Verb::Tidy => steps::report(&tidy::violations(&repository)?),
        Verb::Licences => steps::report(&licences::violations(&repository)?),
    }
}
