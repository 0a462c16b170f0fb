//! `cargo xtask drill`: faults made on purpose, and what became of the data. Each drill is a test of the product at length; its
//! short form runs in `cargo xtask test`.

use anyhow::ensure;

use crate::{
    clients, disks, package, postgres,
    repository::Repository,
    steps::{Steps, succeed},
};

/// The variable by which a test is told to go to its full length.
const VARIABLE: &str = "TOUCHSTONE_DRILL";

/// A drill: its name, the tests that hold it, and what they try.
struct Drill {
    name: &'static str,
    target: &'static str,
    filter: &'static str,
    tries: &'static str,
}

/// What can be tried. Figures reached stand in docs/reliability.md.
const DRILLS: &[Drill] = &[
    Drill {
        name: "crash",
        target: "commands",
        filter: "kills::",
        tries: "kill -9 at every statement of start and log, and around the commit",
    },
    Drill {
        name: "power",
        target: "contract",
        filter: "cuts::",
        tries: "power cuts on snapshots of a loop disk, and that the trial can see a loss",
    },
    Drill {
        name: "disk",
        target: "commands",
        filter: "faults::",
        tries: "a disk that is full: a clear word, reads and opt-outs go on, it heals",
    },
    Drill {
        name: "stop",
        target: "commands",
        filter: "running::",
        tries: "stopping within 10 s, a killed server's work taken over, the record sealed",
    },
    Drill {
        name: "backup",
        target: "jobs",
        filter: "backups::a_backup_under_load",
        tries: "backups under load, each restored, with every acknowledged write",
    },
    Drill {
        name: "restore",
        target: "commands",
        filter: "restores::",
        tries: "one command restores a backup; a changed, short or newer one is refused",
    },
    Drill {
        name: "upgrade",
        target: "jobs",
        filter: "upgrades::",
        tries: "data of every schema brought up to date, killed at random points",
    },
    Drill {
        name: "clock",
        target: "jobs",
        filter: "nights::",
        tries: "clocks that jump and change: no night twice, none left out",
    },
    Drill {
        name: "passwords",
        target: "api",
        filter: "identity::",
        tries: "10,000 wrong passwords from one place, 1,000 places at one account, and how long each takes",
    },
    Drill {
        name: "audit",
        target: "jobs",
        filter: "record::",
        tries: "a thousand changes of the record by plain SQL, each seen",
    },
];

/// The drill that is no test: it installs a package.
const PACKAGE: (&str, &str) =
    ("package", "the Debian package installs, starts as its unit would, answers, and is removed");

/// The drill that is no test either: clients that share no code with the server.
const API: (&str, &str) =
    ("api", "20,000 requests made from the document of the API, each answer held against it");

/// Runs the drills named, or all, at full length.
pub(crate) fn drill(repository: &Repository, names: &[String], list: bool) -> anyhow::Result<()> {
    if list {
        for drill in DRILLS {
            println!("{:<10} {}", drill.name, drill.tries);
        }
        for (name, tries) in [API, PACKAGE] {
            println!("{name:<10} {tries}");
        }
        return Ok(());
    }
    let is_known = |name: &String| {
        [API.0, PACKAGE.0].contains(&name.as_str()) || DRILLS.iter().any(|drill| drill.name == name)
    };
    let unknown: Vec<&String> = names.iter().filter(|name| !is_known(name)).collect();
    ensure!(unknown.is_empty(), "no such drill: {unknown:?}; `--list` prints those there are");
    let is_asked = |name: &str| names.is_empty() || names.iter().any(|asked| asked == name);
    let mut steps = Steps::default();
    if names.iter().any(|name| name != PACKAGE.0) || names.is_empty() {
        steps.run("postgres", postgres::provide);
        disks::provide();
    }
    for drill in DRILLS.iter().filter(|drill| is_asked(drill.name)) {
        let arguments = [
            "test",
            "--locked",
            "--workspace",
            "--test",
            drill.target,
            "--",
            drill.filter,
            "--nocapture",
        ];
        steps.run(drill.name, || succeed(repository.cargo(&arguments).env(VARIABLE, "long")));
    }
    if is_asked(API.0) {
        steps.run(API.0, || clients::api(repository, clients::CASES_OF_DRILL));
    }
    if is_asked(PACKAGE.0) {
        steps.run(PACKAGE.0, || package::drill(repository));
    }
    steps.finish()
}
