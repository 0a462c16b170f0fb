//! Power cuts: snapshots of a disk while it is written to, each opened as after the power is back.
//!
//! Killing a process loses nothing that the system has in its memory, so it cannot tell a commit on the disk from one on its
//! way. Here an inner disk lies as a file on an outer one that can copy it in an instant; what had not reached it is lost.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use store::database::{Db, Location, Opening};
use store::scope::Scope;
use tempfile::TempDir;
use testkit::databases;

use crate::processes::{child, role};
use crate::settings::{keys, put};

/// Tells the writer its workspace.
const SCOPE: &str = "TOUCHSTONE_CONTRACT_SCOPE";
/// The longest that is waited for the writer.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was acknowledged, in the order in which it was heard.
type Heard = Arc<Mutex<Vec<String>>>;

/// Runs a program; what it said when it failed.
fn tool(program: &str, words: &[&str]) -> Result<(), String> {
    match Command::new(program).args(words).output() {
        Ok(done) if done.status.success() => Ok(()),
        Ok(done) => Err(format!("{program}: {}", String::from_utf8_lossy(&done.stderr).trim())),
        Err(error) => Err(format!("{program}: {error}")),
    }
}

/// A file system in a file, in use until this is dropped.
struct Mounted(PathBuf);

impl Mounted {
    fn new(image: &Path, at: PathBuf) -> Result<Self, String> {
        std::fs::create_dir_all(&at).unwrap();
        tool("mount", &["-o", "loop", &image.display().to_string(), &at.display().to_string()])?;
        Ok(Self(at))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let at = self.0.display().to_string();
        // A writer that was just killed may not have let go of it yet.
        let start = Instant::now();
        while tool("umount", &[&at]).is_err() && start.elapsed() < Duration::from_secs(5) {}
    }
}

/// The inner disk on the outer one; dropped in this order.
struct Disks {
    inner: Mounted,
    outer: Mounted,
    _folder: TempDir,
}

impl Disks {
    /// None, with a line that says why, where this machine cannot make them.
    fn new() -> Option<Self> {
        match Self::make() {
            Ok(disks) => Some(disks),
            Err(why) => {
                println!("skipped: no disk can be cut here ({why})");
                None
            }
        }
    }

    fn make() -> Result<Self, String> {
        let folder = TempDir::new().unwrap();
        let image = |path: &Path, bytes: u64| {
            std::fs::File::create(path).and_then(|file| file.set_len(bytes)).unwrap();
            path.display().to_string()
        };
        let below = folder.path().join("outer.img");
        tool("mkfs.xfs", &["-q", "-m", "reflink=1", &image(&below, 2 << 30)])?;
        let outer = Mounted::new(&below, folder.path().join("outer"))?;
        let disk = outer.0.join("disk.img");
        tool("mkfs.ext4", &["-q", "-F", &image(&disk, 256 << 20)])?;
        let inner = Mounted::new(&disk, folder.path().join("inner"))?;
        Ok(Self { inner, outer, _folder: folder })
    }

    /// What would be on the disk, were the power cut now.
    fn cut(&self) -> Mounted {
        let path = |name: &str| self.outer.0.join(name).display().to_string();
        tool("cp", &["--reflink=always", &path("disk.img"), &path("cut.img")]).unwrap();
        let at = self.outer.0.with_file_name("cut");
        Mounted::new(&self.outer.0.join("cut.img"), at).unwrap()
    }
}

/// Not a test by itself: writes and says what was acknowledged, until it is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn as_a_child_until_cut() {
    let Some(location) = role("until_cut") else { return };
    let db = Db::open(&location, Opening::Command).await.unwrap();
    let id = std::env::var(SCOPE).unwrap().parse().unwrap();
    let scope = Scope::of(domain::ids::WorkspaceId(id));
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for nth in 0.. {
                    let key = format!("key-{writer}-{nth}");
                    put(&db, scope, &key).await.unwrap();
                    println!("\nacknowledged {key}");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

/// A writer on the inner disk, and what it has acknowledged.
fn start_writer(place: &databases::Place, scope: Scope, is_hasty: bool) -> (Child, Heard) {
    let mut command = child("until_cut", place);
    command.env(SCOPE, scope.workspace.to_string()).stdout(Stdio::piped());
    if is_hasty {
        command.env("TOUCHSTONE_SYNCHRONOUS", "normal");
    }
    let mut running = command.spawn().unwrap();
    let heard = Heard::default();
    let (out, tells) = (running.stdout.take().unwrap(), Arc::clone(&heard));
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(key) = line.strip_prefix("acknowledged ") {
                tells.lock().unwrap().push(key.to_owned());
            }
        }
    });
    (running, heard)
}

/// Cuts the power so often while somebody writes, or until something is lost; how many writes were acknowledged, and how many
/// of them were lost.
async fn cuts(disks: &Disks, n_cuts: usize, is_hasty: bool) -> (usize, usize) {
    let data = disks.inner.0.join(if is_hasty { "hasty" } else { "safe" });
    let place = databases::place_at(&data);
    let db = Db::open(&place.location, Opening::Server).await.unwrap();
    let scope = databases::workspace(&db).await;
    db.close().await.unwrap();
    tool("sync", &[]).unwrap();
    let (mut writer, heard) = start_writer(&place, scope, is_hasty);
    let (mut n_acknowledged, mut n_lost) = (0, 0);
    for nth in 0..n_cuts {
        // A little more each time, so that the cuts fall everywhere between two moves of the log into the file.
        let more = n_acknowledged + 20 + (nth * 37) % 300;
        let start = Instant::now();
        while heard.lock().unwrap().len() < more {
            assert!(start.elapsed() < PATIENCE, "the writer is silent");
            std::thread::sleep(Duration::from_millis(1));
        }
        let before = heard.lock().unwrap().clone();
        let cut = disks.cut();
        let location = Location::folder(cut.0.join(data.file_name().unwrap()));
        let db = Db::open(&location, Opening::Server).await.unwrap();
        db.check_whole().await.unwrap();
        let there: BTreeSet<String> = keys(&db, scope).await.into_iter().collect();
        db.close().await.unwrap();
        n_acknowledged = before.len();
        n_lost += before.iter().filter(|key| !there.contains(*key)).count();
        if n_lost > 0 {
            break;
        }
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    (n_acknowledged, n_lost)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_power_cut_loses_what_was_acknowledged() {
    let Some(disks) = Disks::new() else { return };
    let is_long = std::env::var("TOUCHSTONE_DRILL").is_ok_and(|length| length == "long");
    let n_cuts = if is_long { 120 } else { 30 };
    let (n, lost) = cuts(&disks, n_cuts, false).await;
    println!("{n_cuts} power cuts, {n} writes acknowledged, {lost} lost");
    assert_eq!(lost, 0);
    // The canary: with commits that are not forced onto the disk the same trial must see a loss.
    let (n, lost) = cuts(&disks, n_cuts.min(30), true).await;
    println!("the same without forcing: {n} acknowledged, {lost} lost");
    assert!(lost > 0, "the trial is blind: it saw no loss where there must be one");
}
