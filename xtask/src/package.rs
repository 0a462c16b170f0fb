//! `cargo xtask package`: the Debian package, and a drill that installs it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use crate::{
    page,
    repository::{Repository, output},
    steps::succeed,
};

/// Files of the package: from the repository, to the machine, and their mode.
const FILES: &[(&str, &str, u32)] = &[
    ("packaging/touchstone.service", "lib/systemd/system/touchstone.service", 0o644),
    ("packaging/touchstone.toml", "etc/touchstone/touchstone.toml", 0o644),
    ("config/touchstone.toml", "usr/share/doc/touchstone/touchstone.toml", 0o644),
    ("docs/how-to/running.md", "usr/share/doc/touchstone/running.md", 0o644),
    ("LICENSE", "usr/share/doc/touchstone/copyright", 0o644),
];

/// Scripts that dpkg runs.
const SCRIPTS: &[&str] = &["postinst", "prerm", "postrm"];

/// How long an installed server may take to its first answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Builds the package; says where it is.
pub(crate) fn package(repository: &Repository) -> anyhow::Result<PathBuf> {
    page::build(repository)?;
    succeed(&mut repository.cargo(&["build", "--locked", "--release", "--bin", "touchstone"]))?;
    let binary = repository.binary("release", "touchstone")?;
    let version = output(Command::new(&binary).arg("--version"))?;
    let version = version.split_whitespace().nth(1).context("the binary names no version")?;
    let architecture = output(Command::new("dpkg").arg("--print-architecture"))?;
    let architecture = architecture.trim();
    let folder = binary.with_file_name("package");
    let root = folder.join("root");
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    put(&binary, &root.join("usr/bin/touchstone"), 0o755)?;
    for (from, to, mode) in FILES {
        put(&repository.path(from), &root.join(to), *mode)?;
    }
    for script in SCRIPTS {
        put(
            &repository.path(&format!("packaging/{script}")),
            &root.join("DEBIAN").join(script),
            0o755,
        )?;
    }
    let kibibytes = fs::metadata(&binary)?.len() / 1024;
    let control = format!(
        "Package: touchstone\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: Touchstone <touchstone@localhost>\n\
         Installed-Size: {kibibytes}\nDepends: libc6, passwd\nSection: web\nPriority: optional\n\
         Description: runs a salesperson's prospecting\n Says each morning whom to contact, how and why, and never starts what the\n calendar cannot finish.\n"
    );
    fs::write(root.join("DEBIAN/control"), control)?;
    fs::write(root.join("DEBIAN/conffiles"), "/etc/touchstone/touchstone.toml\n")?;
    let package = folder.join(format!("touchstone_{version}_{architecture}.deb"));
    let mut build = Command::new("dpkg-deb");
    build.args(["--root-owner-group", "--build"]).arg(&root).arg(&package);
    succeed(&mut build)?;
    println!("{}", package.display());
    Ok(package)
}

/// Installs the package here, starts it as its unit would, asks it how it is, and removes it.
pub(crate) fn drill(repository: &Repository) -> anyhow::Result<()> {
    let package = package(repository)?;
    if output(Command::new("id").arg("-u"))?.trim() != "0" {
        println!("skipped: only root can install a package");
        return Ok(());
    }
    if Path::new("/usr/bin/touchstone").exists() {
        println!("skipped: a package is installed here already, which the drill would remove");
        return Ok(());
    }
    succeed(Command::new("dpkg").arg("--install").arg(&package))?;
    let tried = try_installed();
    let purged = succeed(Command::new("dpkg").args(["--purge", "touchstone"]));
    tried?;
    purged?;
    for left in ["/usr/bin/touchstone", "/var/lib/touchstone", "/etc/touchstone"] {
        ensure!(!Path::new(left).exists(), "{left} is left after the purge");
    }
    println!("installed, started, answered, stopped and purged");
    Ok(())
}

/// Starts what is installed with the words, the account and the folder of its unit.
fn try_installed() -> anyhow::Result<()> {
    let unit = fs::read_to_string("/lib/systemd/system/touchstone.service")?;
    let value = |key: &str| unit.lines().find_map(|line| line.strip_prefix(key));
    let start = value("ExecStart=").context("the unit starts nothing")?;
    let user = value("User=").context("the unit names no account")?;
    let folder = value("WorkingDirectory=").context("the unit names no folder")?;
    let owner = output(Command::new("stat").args(["-c", "%U %a", "/var/lib/touchstone"]))?;
    ensure!(owner.trim() == format!("{user} 700"), "/var/lib/touchstone is {}", owner.trim());
    let started = Instant::now();
    let mut server = Command::new("setpriv")
        .args(["--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"])
        .args(start.split_whitespace())
        .args(["--listen", "127.0.0.1:0"])
        .current_dir(folder)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .stdout(Stdio::piped())
        .spawn()
        .context("setpriv did not start")?;
    let tried = ask(&mut server, started);
    let stopping = Instant::now();
    succeed(Command::new("kill").arg(server.id().to_string()))?;
    let ended = server.wait()?;
    tried?;
    ensure!(ended.success(), "the server ended with {ended}");
    println!("stopped in {:.2} s", stopping.elapsed().as_secs_f64());
    Ok(())
}

/// Reads where the server answers, and asks it how it is.
fn ask(server: &mut std::process::Child, started: Instant) -> anyhow::Result<()> {
    let out = server.stdout.as_mut().context("the server says nothing")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    let address = line.split_once("http://").and_then(|(_, rest)| rest.split_whitespace().next());
    let address = address.with_context(|| format!("no address in {line:?}"))?;
    while started.elapsed() < PATIENCE {
        let Ok(mut stream) = TcpStream::connect(address) else { continue };
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        ensure!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        println!("answered after {:.2} s", started.elapsed().as_secs_f64());
        return Ok(());
    }
    bail!("the server does not answer on {address}")
}

fn put(from: &Path, to: &Path, mode: u32) -> anyhow::Result<()> {
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    fs::set_permissions(to, fs::Permissions::from_mode(mode))?;
    Ok(())
}
