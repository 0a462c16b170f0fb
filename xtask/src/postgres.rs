//! One PostgreSQL server for one run: found or installed, started on loopback, stopped at the end.

use std::{
    env, fs,
    io::Read as _,
    net::TcpListener,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use crate::{repository::output, steps::succeed, test::POSTGRES_VARIABLE};

/// The oldest version whose statements the store uses.
const OLDEST: u32 = 15;

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server on which tests make their databases.
pub(crate) enum Postgres {
    /// Somebody else's, named by the environment.
    Given(String),
    /// Ours: stopped and removed when this value is dropped.
    Started(Server),
}

/// A server of our own in a temporary folder.
pub(crate) struct Server {
    process: Child,
    folder: PathBuf,
    url: String,
}

/// The system's user as whom the server runs; `None` when we are not root.
type ServerUser = Option<(u32, u32)>;

/// Runs a command that finds a server in its environment, and stops the server after it.
pub(crate) fn with_server(command: &[String]) -> anyhow::Result<()> {
    let [program, arguments @ ..] = command else { bail!("no command is given") };
    let postgres = Postgres::for_this_run()?;
    succeed(Command::new(program).args(arguments).env(POSTGRES_VARIABLE, postgres.url()))
}

impl Postgres {
    /// The server named by the environment, or one started for this run, installed first if need be.
    pub(crate) fn for_this_run() -> anyhow::Result<Self> {
        if let Ok(url) = env::var(POSTGRES_VARIABLE) {
            println!("using the server that {POSTGRES_VARIABLE} names");
            return Ok(Self::Given(url));
        }
        let programs = match installed() {
            Some(programs) => programs,
            None => install()?,
        };
        Server::start(&programs).map(Self::Started)
    }

    /// The address of a superuser on its database `postgres`.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Given(url) => url,
            Self::Started(server) => &server.url,
        }
    }
}

impl Server {
    fn start(programs: &Path) -> anyhow::Result<Self> {
        let user = server_user()?;
        let password = password()?;
        let folder = env::temp_dir().join(format!("touchstone-postgres-{}", std::process::id()));
        fs::create_dir(&folder)?;
        let started = start_in(&folder, programs, user, &password);
        if started.is_err() {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            println!("{log}");
            fs::remove_dir_all(&folder)?;
        }
        let (process, url) = started?;
        Ok(Self { process, folder, url })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT asks the postmaster for a fast shutdown; it is addressed by the number of our own child.
        let asked = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            println!("{} is left behind: {error}", self.folder.display());
        }
    }
}

fn start_in(
    folder: &Path,
    programs: &Path,
    user: ServerUser,
    password: &str,
) -> anyhow::Result<(Child, String)> {
    let data = folder.join("data");
    let password_file = folder.join("password");
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    fs::write(&password_file, password)?;
    if let Some((uid, gid)) = user {
        for path in [folder, &password_file] {
            chown(path, Some(uid), Some(gid))?;
        }
    }
    let mut initdb = as_user(user, &programs.join("initdb"));
    initdb.args(["--username=postgres", "--auth=password", "--encoding=UTF8", "--locale=C"]);
    initdb.args(["--no-sync", "--no-instructions"]).arg("--pgdata").arg(&data);
    initdb.arg("--pwfile").arg(&password_file).current_dir(folder);
    output(&mut initdb)?;

    let port = free_port()?;
    let log = fs::File::create(folder.join("log"))?;
    let mut server = as_user(user, &programs.join("postgres"));
    server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-k", ""]);
    // Durability is the store's own subject, tested elsewhere; here speed is all that matters.
    for setting in [
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=400",
        "shared_buffers=128MB",
    ] {
        server.args(["-c", setting]);
    }
    server.current_dir(folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    let mut process = server.spawn().context("postgres did not start")?;
    if let Err(error) = wait_until_ready(&mut process, &data) {
        let _ = process.kill();
        let _ = process.wait();
        return Err(error);
    }
    Ok((process, format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres")))
}

/// The server writes `ready` into its pid file once it takes connections.
fn wait_until_ready(process: &mut Child, data: &Path) -> anyhow::Result<()> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if let Some(status) = process.try_wait()? {
            bail!("postgres ended with {status}");
        }
        let state = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if state.lines().any(|line| line.trim() == "ready") {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    bail!("postgres was not ready after {} s", PATIENCE.as_secs())
}

/// A command run as that user; where the system can, it ends with us even when we are killed.
fn as_user(user: ServerUser, program: &Path) -> Command {
    let Some(setpriv) = find_on_path("setpriv") else {
        return Command::new(program);
    };
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", "INT"]);
    if let Some((uid, gid)) = user {
        command.args(["--reuid", &uid.to_string(), "--regid", &gid.to_string(), "--clear-groups"]);
    }
    command.arg(program);
    command
}

/// `initdb` refuses root: then the server runs as the user of the package, or as nobody.
fn server_user() -> anyhow::Result<ServerUser> {
    if !is_root()? {
        return Ok(None);
    }
    ensure!(
        find_on_path("setpriv").is_some(),
        "PostgreSQL refuses to run as root and `setpriv` (package util-linux) is missing: install it or run as another user"
    );
    let users = fs::read_to_string("/etc/passwd")?;
    for wanted in ["postgres", "nobody"] {
        for line in users.lines() {
            let fields: Vec<&str> = line.split(':').collect();
            if let [name, _, uid, gid, ..] = fields.as_slice()
                && *name == wanted
            {
                return Ok(Some((uid.parse()?, gid.parse()?)));
            }
        }
    }
    bail!(
        "PostgreSQL refuses to run as root and there is no user `postgres` or `nobody` to run it as"
    )
}

fn is_root() -> anyhow::Result<bool> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}

/// The folder with `initdb` and `postgres`, of the newest version there is.
fn installed() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = find_on_path("initdb")
        .and_then(|initdb| Some(initdb.canonicalize().ok()?.parent()?.to_owned()))
        .into_iter()
        .collect();
    // Debian keeps each version in a folder of its own, off the path.
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    folders
        .into_iter()
        .filter_map(|folder| Some((version(&folder)?, folder)))
        .filter(|(version, folder)| *version >= OLDEST && folder.join("postgres").exists())
        .max()
        .map(|(_, folder)| folder)
}

/// The major version of the programs in a folder, as in `initdb (PostgreSQL) 15.13 (Debian …)`.
fn version(programs: &Path) -> Option<u32> {
    let text = output(Command::new(programs.join("initdb")).arg("--version")).ok()?;
    let number = text.split_whitespace().nth(2)?;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

fn install() -> anyhow::Result<PathBuf> {
    let advice = format!(
        "PostgreSQL {OLDEST} or newer is missing; install it (Debian, Ubuntu: `apt-get install postgresql`; \
         Fedora: `dnf install postgresql-server`; macOS: `brew install postgresql`), \
         or set {POSTGRES_VARIABLE}=postgres://… to a server on which tests may make databases"
    );
    if !is_root()? || find_on_path("apt-get").is_none() {
        bail!(advice);
    }
    println!("PostgreSQL is missing: installing it with apt-get");
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        succeed(&mut command)
    };
    apt(&["update", "--quiet"])?;
    apt(&["install", "--quiet", "--yes", "--no-install-recommends", "postgresql"])?;
    installed().context(advice)
}

fn find_on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn password() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_le_bytes(bytes)))
}
