//! One PostgreSQL server for all tests of a run.
//!
//! `TOUCHSTONE_TEST_POSTGRES` names one that runs already. Without it the first test that needs one starts
//! it, on a socket in a temporary folder and without syncing; the tests of other binaries find it through a
//! file in the target folder, and a keeper stops it when the last of them has ended, however they ended.

use std::fs::File;
use std::os::unix::fs::chown;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, bail};

/// The variable that names a running server.
pub const VARIABLE: &str = "TOUCHSTONE_TEST_POSTGRES";

/// Says what to install.
const MISSING: &str = "PostgreSQL 15 or newer is missing: install it (`apt-get install postgresql` on Debian \
     and Ubuntu, `brew install postgresql@15` on macOS), or set TOUCHSTONE_TEST_POSTGRES to the URL of a server \
     on which databases may be created";

/// A server that lives as long as this process, and longer while others use it.
struct Server {
    url: String,
    /// Held shared by every process that uses the server.
    _users: Option<File>,
    /// Closed when this process ends; then the keeper acts.
    _keeper: Option<ChildStdin>,
}

/// Who runs the server: PostgreSQL refuses to be run by root.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

/// The URL of the server, which is started if there is none.
///
/// # Errors
/// What is missing, or why it does not start.
pub fn url() -> Result<String> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    match SERVER.get_or_init(|| find_or_start().map_err(|error| format!("{error:#}"))) {
        Ok(server) => Ok(server.url.clone()),
        Err(error) => Err(anyhow!("{error}")),
    }
}

fn find_or_start() -> Result<Server> {
    if let Ok(url) = std::env::var(VARIABLE) {
        return Ok(Server { url, _users: None, _keeper: None });
    }
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/test-postgres");
    std::fs::create_dir_all(&shared)?;
    let lock = |name: &str| File::options().create(true).append(true).open(shared.join(name));
    // A keeper that is stopping the server holds this alone; wait until it is done.
    let users = lock("users")?;
    users.lock_shared()?;
    let starting = lock("starting")?;
    starting.lock()?;
    let note = shared.join("folder");
    if let Ok(folder) = std::fs::read_to_string(&note)
        && UnixStream::connect(Path::new(&folder).join(".s.PGSQL.5432")).is_ok()
    {
        return Ok(Server { url: url_of(&folder), _users: Some(users), _keeper: None });
    }
    let (folder, keeper) = start(&shared.join("users"))?;
    let folder = folder.display().to_string();
    std::fs::write(&note, &folder)?;
    Ok(Server { url: url_of(&folder), _users: Some(users), _keeper: Some(keeper) })
}

fn url_of(folder: &str) -> String {
    format!("postgres://postgres@localhost/postgres?host={folder}")
}

/// A server of its own that forces every commit onto the disk; stopped when this is dropped.
pub struct Durable {
    folder: PathBuf,
}

impl Durable {
    /// Makes and starts one, under a library for `LD_PRELOAD` that its account can read.
    ///
    /// # Errors
    /// What is missing, or why it does not start.
    pub fn start(preload: &Path) -> Result<Self> {
        let (folder, account) = make()?;
        let mut command = start_command(&folder, account, DURABLE)?;
        run(command.env("LD_PRELOAD", preload))?;
        Ok(Self { folder })
    }

    /// Where it is.
    pub fn url(&self) -> String {
        url_of(&self.folder.display().to_string())
    }
}

impl Drop for Durable {
    fn drop(&mut self) {
        let stopped = || -> Result<()> {
            let mut command = command(&programs()?.join("pg_ctl"), account()?);
            command.current_dir(&self.folder).args(["stop", "--silent", "--mode=immediate"]);
            run(command.arg("--pgdata").arg(self.folder.join("data")))
        };
        // What is left over goes with the temporary folder.
        let _ = stopped();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Settings of a server whose data nobody will miss.
const HASTY: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";
/// Settings of a server that keeps what it has acknowledged.
const DURABLE: &str = "-c fsync=on -c synchronous_commit=on -c wal_sync_method=fdatasync";

/// Makes and starts a server in a new folder, and leaves a keeper beside it.
fn start(users: &Path) -> Result<(PathBuf, ChildStdin)> {
    let (folder, account) = make()?;
    run(&mut start_command(&folder, account, HASTY)?)?;
    let keeper = keep(users, &folder)?;
    Ok((folder, keeper))
}

/// Makes the data of a server in a new folder.
fn make() -> Result<(PathBuf, Option<Account>)> {
    let programs = programs()?;
    let account = account()?;
    // Where another account can reach it, and short: the path of a socket is limited to about 100 bytes.
    let folder = tempfile::Builder::new().prefix("touchstone-pg-").tempdir_in("/tmp")?.keep();
    if let Some(Account { user, group }) = account {
        chown(&folder, Some(user), Some(group))?;
    }
    let data = folder.join("data");
    run(command(&programs.join("initdb"), account)
        .current_dir(&folder)
        .arg("--pgdata")
        .arg(&data)
        .args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
    Ok((folder, account))
}

/// The command that starts the server in a folder, and waits until it answers.
fn start_command(folder: &Path, account: Option<Account>, settings: &str) -> Result<Command> {
    let options = format!(
        "-k {} -c listen_addresses= {settings} -c max_connections=300 -c shared_buffers=64MB",
        folder.display()
    );
    let mut command = command(&programs()?.join("pg_ctl"), account);
    command
        .current_dir(folder)
        .args(["start", "--wait", "--silent"])
        .arg("--pgdata")
        .arg(folder.join("data"))
        .arg("--log")
        .arg(folder.join("log"))
        .args(["--options", &options]);
    Ok(command)
}

/// Starts a process that waits for the end of this one, then for the other users, then stops the server.
fn keep(users: &Path, folder: &Path) -> Result<ChildStdin> {
    let script = r#"
        read -r _
        if command -v flock > /dev/null; then exec 9>> "$1"; flock -x 9; fi
        kill -QUIT "$(head -n 1 "$2/data/postmaster.pid")"
        rm -rf "$2"
    "#;
    let mut keeper = Command::new("sh")
        .args(["-c", script, "keeper"])
        .args([users, folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // An interrupted run ends the tests, not their keeper.
        .process_group(0)
        .spawn()
        .context("start the keeper of the test server")?;
    keeper.stdin.take().context("the keeper has no input")
}

/// The folder with `initdb` and `pg_ctl`.
fn programs() -> Result<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect())
        .unwrap_or_default();
    let mut installed: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    installed.sort();
    folders.extend(installed.into_iter().rev().map(|(_, folder)| folder));
    folders.extend([
        "/opt/homebrew/opt/postgresql@15/bin".into(),
        "/usr/local/opt/postgresql@15/bin".into(),
    ]);
    folders
        .into_iter()
        .find(|folder| {
            ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file())
        })
        .ok_or_else(|| anyhow!(MISSING))
}

/// Another account if this is root; otherwise none is needed.
fn account() -> Result<Option<Account>> {
    if id(&["-u"])? != Some(0) {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let (Some(user), Some(group)) = (id(&["-u", name])?, id(&["-g", name])?) {
            return Ok(Some(Account { user, group }));
        }
    }
    bail!("PostgreSQL is not run by root, and there is neither an account `postgres` nor `nobody`")
}

fn id(arguments: &[&str]) -> Result<Option<u32>> {
    let output =
        Command::new("id").args(arguments).stderr(Stdio::null()).output().context("run `id`")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse().ok())
}

fn command(program: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(program);
    if let Some(Account { user, group }) = account {
        command.uid(user).gid(group);
    }
    command
}

/// Runs a program to its end, its output to a file so that what it starts holds no pipe of ours.
fn run(command: &mut Command) -> Result<()> {
    let mut said = tempfile::tempfile()?;
    let status = command
        .stdin(Stdio::null())
        .stdout(said.try_clone()?)
        .stderr(said.try_clone()?)
        .status()
        .with_context(|| format!("run {}", command.get_program().display()))?;
    if status.success() {
        return Ok(());
    }
    std::io::Seek::rewind(&mut said)?;
    bail!("{} failed: {}", command.get_program().display(), std::io::read_to_string(said)?)
}
