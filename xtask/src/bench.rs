//! `cargo xtask bench`: every figure of docs/performance.md, by the command that measured it.

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
            steps.run(bench.name, || succeed(&mut repository.cargo(&arguments)));
        }
    }
    steps.finish()
}
