//! Settings of the program itself: where the data is, who asks, where to listen.
//!
//! They come from `touchstone.toml` in the current folder, the environment and the command line; the later outweighs the earlier.

use std::{
    env, fs, io::ErrorKind, net::SocketAddr, ops::RangeInclusive, path::PathBuf, time::Duration,
};

use clap::Args;
use config::{Config, ConfigError, Environment, File, FileFormat, Map};
use serde::{Deserialize, Serialize};

use crate::{
    answer::Failure,
    logs::{Form, Lines},
};

/// The file that is read from the current folder when it is there.
const FILE: &str = "touchstone.toml";

/// What every variable of ours begins with.
const PREFIX: &str = "TOUCHSTONE";

/// One setting of the program, with its name in each of the three places.
#[derive(Debug, Serialize)]
pub(crate) struct ProgramSetting {
    /// In `touchstone.toml`.
    key: &'static str,
    /// In the environment.
    environment: &'static str,
    /// On the command line.
    flag: &'static str,
    /// What it is when it is told nowhere.
    default: &'static str,
    /// What it may be.
    bound: &'static str,
    /// What it decides.
    sentence: &'static str,
}

/// The settings of the program.
pub(crate) const PROGRAM: &[ProgramSetting] = &[
    ProgramSetting {
        key: "data",
        environment: "TOUCHSTONE_DATA",
        flag: "--data",
        default: "",
        bound: "a folder; empty: `touchstone` where this user's programs keep their data",
        sentence: "The folder with the data of one laptop (SQLite); made when it is missing.",
    },
    ProgramSetting {
        key: "database",
        environment: "TOUCHSTONE_DATABASE",
        flag: "--database",
        default: "",
        bound: "postgres://user@host/name; empty: the folder",
        sentence: "The PostgreSQL server with the data of a team, instead of a folder.",
    },
    ProgramSetting {
        key: "workspace",
        environment: "TOUCHSTONE_WORKSPACE",
        flag: "--workspace",
        default: "",
        bound: "a name; empty: the only one",
        sentence: "The workspace to work in.",
    },
    ProgramSetting {
        key: "rep",
        environment: "TOUCHSTONE_REP",
        flag: "--rep",
        default: "",
        bound: "a name; empty: the only one",
        sentence: "The rep whose work it is.",
    },
    ProgramSetting {
        key: "listen",
        environment: "TOUCHSTONE_LISTEN",
        flag: "--listen",
        default: "127.0.0.1:7171",
        bound: "an address and a port; port 0 takes a free one; not a loopback one only with TLS or behind a proxy",
        sentence: "Where `serve` listens.",
    },
    ProgramSetting {
        key: "tls_cert",
        environment: "TOUCHSTONE_TLS_CERT",
        flag: "--tls-cert",
        default: "",
        bound: "a PEM file, with the certificates that vouch for it behind it; empty: plain HTTP",
        sentence: "The certificate with which `serve` answers over TLS.",
    },
    ProgramSetting {
        key: "tls_key",
        environment: "TOUCHSTONE_TLS_KEY",
        flag: "--tls-key",
        default: "",
        bound: "a PEM file",
        sentence: "The private key of that certificate.",
    },
    ProgramSetting {
        key: "behind_proxy",
        environment: "TOUCHSTONE_BEHIND_PROXY",
        flag: "--behind-proxy",
        default: "false",
        bound: "true or false",
        sentence: "Whether a proxy with TLS on a private address stands in front: then `X-Forwarded-For` says who asks, and who comes past it without TLS is not answered.",
    },
    ProgramSetting {
        key: "log",
        environment: "TOUCHSTONE_LOG",
        flag: "not told",
        default: "info",
        bound: "error, warn, info or debug",
        sentence: "From which lines on `serve` writes its log, on the standard error; `info` has one for each request.",
    },
    ProgramSetting {
        key: "log_form",
        environment: "TOUCHSTONE_LOG_FORM",
        flag: "not told",
        default: "text",
        bound: "text or json",
        sentence: "How a line of the log is written.",
    },
    ProgramSetting {
        key: "backups_kept",
        environment: "TOUCHSTONE_BACKUPS_KEPT",
        flag: "not told",
        default: "7",
        bound: "a whole number from 1 to 1000",
        sentence: "How many of the backups that `serve` makes each night are kept (SQLite).",
    },
    ProgramSetting {
        key: "job_lease",
        environment: "TOUCHSTONE_JOB_LEASE",
        flag: "not told",
        default: "15",
        bound: "a whole number of seconds from 2 to 600",
        sentence: "For how long a job is one process's own; another takes it over once it is silent for so long.",
    },
];

/// What one place tells, or all of them together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args, Deserialize)]
#[serde(deny_unknown_fields)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Told {
    /// Folder with the data of one laptop (SQLite); made when it is missing [env: TOUCHSTONE_DATA].
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "database")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL server with the data of a team: postgres://user@host/name [env: TOUCHSTONE_DATABASE].
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// Workspace to work in, where there are several [env: TOUCHSTONE_WORKSPACE].
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) workspace: Option<String>,
    /// Rep whose work it is, where there are several [env: TOUCHSTONE_REP].
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) rep: Option<String>,
    /// Only `serve` has a flag for this.
    #[arg(skip)]
    pub(crate) listen: Option<SocketAddr>,
    /// Only `serve` has a flag for this.
    #[arg(skip)]
    pub(crate) tls_cert: Option<PathBuf>,
    /// Only `serve` has a flag for this.
    #[arg(skip)]
    pub(crate) tls_key: Option<PathBuf>,
    /// Only `serve` has a flag for this.
    #[arg(skip)]
    pub(crate) behind_proxy: Option<bool>,
    /// No command has a flag for this.
    #[arg(skip)]
    pub(crate) log: Option<Lines>,
    /// No command has a flag for this.
    #[arg(skip)]
    pub(crate) log_form: Option<Form>,
    /// No command has a flag for this.
    #[arg(skip)]
    backups_kept: Option<u32>,
    /// No command has a flag for this.
    #[arg(skip)]
    job_lease: Option<u64>,
}

impl Told {
    /// How many automatic backups are kept.
    pub(crate) fn backups_kept(&self) -> Result<u32, Failure> {
        within("backups_kept", self.backups_kept.unwrap_or(app::backup::KEPT), 1..=1000)
    }

    /// For how long a job is a process's own.
    pub(crate) fn job_lease(&self) -> Result<Duration, Failure> {
        let default = app::jobs::Options::default().lease;
        within("job_lease", self.job_lease.unwrap_or(default.as_secs()), 2..=600)
            .map(Duration::from_secs)
    }

    /// What is told here, and where nothing is, by the environment or by the file.
    pub(crate) fn or_told_elsewhere(self) -> Result<Self, Failure> {
        let environment = of_environment(env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }));
        let environment = environment
            .map_err(|error| wrong(&format!("{PREFIX}_… in the environment"), &error))?;
        let file = of_file(&file()?).map_err(|error| wrong(FILE, &error))?;
        Ok(self.or(environment).or(file))
    }

    /// What is told here outweighs what is told in `other`; a folder and a server are one choice.
    fn or(self, other: Self) -> Self {
        let is_place_told = self.data.is_some() || self.database.is_some();
        let (data, database) =
            if is_place_told { (self.data, self.database) } else { (other.data, other.database) };
        Self {
            data,
            database,
            workspace: self.workspace.or(other.workspace),
            rep: self.rep.or(other.rep),
            listen: self.listen.or(other.listen),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            behind_proxy: self.behind_proxy.or(other.behind_proxy),
            log: self.log.or(other.log),
            log_form: self.log_form.or(other.log_form),
            backups_kept: self.backups_kept.or(other.backups_kept),
            job_lease: self.job_lease.or(other.job_lease),
        }
    }
}

fn file() -> Result<String, Failure> {
    match fs::read_to_string(FILE) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::from_io(&format!("{FILE} cannot be read"), &error)),
    }
}

fn of_file(text: &str) -> Result<Told, ConfigError> {
    Config::builder().add_source(File::from_str(text, FileFormat::Toml)).build()?.try_deserialize()
}

/// Variables that are not settings (those of tests, for one) are left alone; an empty one tells nothing.
fn of_environment(variables: impl Iterator<Item = (String, String)>) -> Result<Told, ConfigError> {
    let known: Map<String, String> = variables
        .filter(|(name, value)| {
            !value.is_empty() && PROGRAM.iter().any(|setting| setting.environment == name)
        })
        .collect();
    let source = Environment::with_prefix(PREFIX).source(Some(known));
    Config::builder().add_source(source).build()?.try_deserialize()
}

/// Refuses a number out of its bounds.
fn within<T: PartialOrd + std::fmt::Display>(
    key: &str,
    value: T,
    bounds: RangeInclusive<T>,
) -> Result<T, Failure> {
    if bounds.contains(&value) {
        return Ok(value);
    }
    let (from, to) = bounds.into_inner();
    Err(Failure::usage("program_setting", format!("{key}: {value} is not from {from} to {to}")))
}

fn wrong(place: &str, error: &ConfigError) -> Failure {
    Failure::usage("program_setting", format!("{place}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told by a file, an environment (`NAME=VALUE`) and flags, as the file would tell it.
    #[track_caller]
    fn check(file: &str, environment: &[&str], flags: &str, expected: &str) {
        let variables = environment.iter().filter_map(|pair| pair.split_once('='));
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let told = of_file(flags)
            .unwrap()
            .or(of_environment(variables).unwrap())
            .or(of_file(file).unwrap());
        assert_eq!(told, of_file(expected).unwrap());
    }

    #[test]
    fn the_file_is_outweighed_by_the_environment_and_that_by_flags() {
        check("rep = 'a'", &[], "", "rep = 'a'");
        check("rep = 'a'", &["TOUCHSTONE_REP=b"], "", "rep = 'b'");
        check("rep = 'a'", &["TOUCHSTONE_REP=b"], "rep = 'c'", "rep = 'c'");
        check(
            "listen = '[::1]:1'",
            &["TOUCHSTONE_LISTEN=127.0.0.1:0"],
            "",
            "listen = '127.0.0.1:0'",
        );
    }

    #[test]
    fn yes_and_no_are_read_from_the_environment_too() {
        check("", &["TOUCHSTONE_BEHIND_PROXY=true"], "", "behind_proxy = true");
        check(
            "behind_proxy = true",
            &["TOUCHSTONE_BEHIND_PROXY=false"],
            "",
            "behind_proxy = false",
        );
    }

    #[test]
    fn each_setting_is_weighed_alone() {
        check(
            "rep = 'a'\nworkspace = 'w'",
            &["TOUCHSTONE_REP=b"],
            "",
            "rep = 'b'\nworkspace = 'w'",
        );
    }

    #[test]
    fn a_folder_and_a_server_are_one_choice() {
        check("database = 'postgres://x'", &["TOUCHSTONE_DATA=d"], "", "data = 'd'");
        check("data = 'd'", &["TOUCHSTONE_DATABASE=postgres://x"], "", "database = 'postgres://x'");
        check("", &["TOUCHSTONE_DATABASE=postgres://x"], "data = 'd'", "data = 'd'");
    }

    #[test]
    fn an_empty_variable_tells_nothing_and_other_variables_are_left_alone() {
        check("rep = 'a'", &["TOUCHSTONE_REP=", "TOUCHSTONE_TEST_POSTGRES=x"], "", "rep = 'a'");
    }

    #[test]
    fn a_key_that_is_none_is_refused() {
        assert!(of_file("data_folder = 'x'").unwrap_err().to_string().contains("data_folder"));
        assert!(of_file("listen = 'x'").is_err());
        assert!(of_file("log = 'everything'").is_err());
        assert!(of_file("rep").is_err());
    }
}
