//! An import under faults: killed anywhere it is there whole or not at all, and on a full disk it says so and reads go on.

use std::{fmt::Write as _, fs, path::PathBuf, process::Command};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    serving::{get, serve, stop},
    shared::list,
    shop::{Shop, Told},
};

/// Ends the binary there as `kill -9` would.
const CRASH: &str = "TOUCHSTONE_CRASH_AT";
const HEADER: &str = "First Name,Last Name,Email,Phone,Company\n";

/// People of whom each has a name, an address and a number of their own.
fn rows(n: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for n in n {
        let (a, b) = (char::from(b'a' + u8::try_from(n % 26).unwrap()), n / 26);
        let number = 2_000_000 + n;
        writeln!(text, "Mara{a}{b},Quist{a}{b},p{n}@q{n}.example,+4930{number},Firm {a}{b}")
            .unwrap();
    }
    text
}

fn written(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Everybody of a workspace with what they can be reached by, in an order that no import changes.
fn seen(shop: &Shop, workspace: &str) -> Vec<Value> {
    let told = shop.run(&["--workspace", workspace, "--json", "people"]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let ways = |person: &Value, key: &str| -> Vec<Value> {
        let mut ways: Vec<Value> = list(person, key).iter().map(|way| way["key"].clone()).collect();
        ways.sort_by_key(ToString::to_string);
        ways
    };
    let mut seen: Vec<Value> = list(&told.json(), "people")
        .iter()
        .map(|one| {
            let (emails, phones) = (ways(one, "emails"), ways(one, "phones"));
            serde_json::json!([one["name"], one["company"], emails, phones])
        })
        .collect();
    seen.sort_by_key(ToString::to_string);
    seen
}

/// A workspace of that name with two people, before a list comes in that changes one of them.
fn workspace(shop: &Shop, name: &str, first: &str) {
    assert_eq!(shop.run(&["workspace", "add", name]).code, 0);
    let told = shop.run(&["--workspace", name, "--json", "import", first]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
}

/// Kills the import of `file` at `place`, unless it comes through; whether everything of it is there at the next start,
/// where nothing is the other answer.
fn killed(
    shop: &Shop,
    name: &str,
    file: &str,
    place: &str,
    before: &[Value],
    after: &[Value],
) -> (Told, bool) {
    let words = ["--workspace", name, "--json", "import", file];
    let told: Told = shop.command(&words).env(CRASH, place).output().unwrap().into();
    let there = seen(shop, name);
    assert!(there == before || there == after, "{place}: {there:?}");
    let is_there = there == after;
    assert!(is_there || told.code != 0, "{place}: what was acknowledged is there");
    (told, is_there)
}

/// Kills at every `step`-th pass of a place until the import comes through; how many passes there are.
fn everywhere(shop: &Shop, at: &str, step: usize, first: &str, file: &str) -> usize {
    let whole = format!("{at}-whole");
    workspace(shop, &whole, first);
    let before = seen(shop, &whole);
    let told = shop.run(&["--workspace", &whole, "--json", "import", file]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let after = seen(shop, &whole);
    assert_ne!(before, after);
    let mut name = String::new();
    let (mut is_new, mut n_nothing, mut n_all) = (true, 0, 0);
    for nth in (1..).step_by(step) {
        if is_new {
            name = format!("{at}-{nth}");
            workspace(shop, &name, first);
        }
        let (told, is_there) = killed(shop, &name, file, &format!("{at}:{nth}"), &before, &after);
        if told.code == 0 {
            // Killed early it left nothing, killed late the next start finished it.
            assert!(
                n_nothing > 0 && n_all > 0,
                "{at}: {n_nothing} times nothing, {n_all} times all"
            );
            let sound = shop.run(&["--workspace", &name, "--json", "doctor"]).json();
            assert_eq!(sound["sound"], true, "{sound}");
            return nth;
        }
        assert_eq!(told.code, -1, "{at}:{nth}: {}{}", told.out, told.err);
        is_new = is_there;
        if is_there { n_all += 1 } else { n_nothing += 1 }
    }
    unreachable!()
}

fn check_kills(shop: &Shop, step: usize) {
    let folder = TempDir::new().unwrap();
    let first = written(&folder, "first.csv", &format!("{HEADER}{}", rows(0..2)));
    // New people, one of them twice, one who is there and gains a number, one who is there as told, and one rejected.
    let gains = "Maraa0,Quista0,p0@q0.example,+49301234567,Firm a0\n";
    let text = format!("{HEADER}{}{}{gains}{}", rows(2..12), rows(1..3), ",,,,No name\n");
    let file = written(&folder, "list.csv", &text);
    for (at, step) in [("statement", step), ("commit", 1), ("committed", 1)] {
        let n = everywhere(shop, at, step, &first, &file);
        println!("killed at every {step}th of {n} places of `{at}`");
    }
    // A list of more than one transaction, killed between them: the next start finishes it.
    let long = written(&folder, "long.csv", &format!("{HEADER}{}", rows(2..5_200)));
    for (place, is_there) in [("intent:1", true), ("merged:1", true), ("commit:4", false)] {
        workspace(shop, place, &first);
        let words = ["--workspace", place, "--json", "import", &long];
        let told: Told = shop.command(&words).env(CRASH, place).output().unwrap().into();
        assert_eq!(told.code, -1, "{place}: {}{}", told.out, told.err);
        let there = seen(shop, place);
        assert_eq!(there.len(), if is_there { 5_200 } else { 2 }, "{place}");
    }
}

/// How many statements apart the kills are: on SQLite, on PostgreSQL. `TOUCHSTONE_KILLS=all` kills at each.
fn steps() -> [usize; 2] {
    if std::env::var("TOUCHSTONE_KILLS").is_ok_and(|kills| kills == "all") {
        [1, 1]
    } else {
        [7, 19]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_killed_anywhere_is_there_whole_or_not_at_all() {
    let shops = Shop::both().await;
    std::thread::scope(|scope| {
        // The statements are those of SQLite on PostgreSQL too, where each kill costs more.
        for (shop, step) in shops.iter().zip(steps()) {
            scope.spawn(move || check_kills(shop, step));
        }
    });
}

/// A small disk of its own, gone when this is dropped.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// None, and a line that says so, where no disk can be mounted.
    fn small() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=12m", "tmpfs"]).arg(folder.path());
        if mount.output().is_ok_and(|done| done.status.success()) {
            return Some(Self { folder });
        }
        println!("skipped: no small disk can be mounted here");
        None
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Makes room.
    fn grow(&self) {
        let mut mount = Command::new("mount");
        mount.args(["-o", "remount,size=256m"]).arg(self.folder.path());
        assert!(mount.status().unwrap().success());
    }

    /// Leaves no byte free.
    fn fill(&self) -> PathBuf {
        let path = self.folder.path().join("filler");
        let mut file = fs::File::create(&path).unwrap();
        while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).output();
    }
}

/// It ends with a failure that says what is full.
#[track_caller]
fn full(shop: &Shop, words: &[&str]) {
    let told = shop.run(words);
    assert_eq!(told.code, 3, "{words:?}: {}{}", told.out, told.err);
    let why = told.json()["detail"].as_str().unwrap().to_owned();
    assert!(why.contains("the disk is full"), "{words:?}: {why}");
}

#[track_caller]
fn reads_go_on(shop: &Shop, before: &[Value]) {
    assert_eq!(seen(shop, "main"), before);
    let people = shop.run(&["--json", "people"]).json();
    let one = list(&people, "people")[0]["id"].as_str().unwrap().to_owned();
    for words in [&["people"][..], &["person", &one], &["today"], &["plan"], &["doctor"]] {
        let told = shop.run(words);
        assert_eq!(told.code, 0, "{words:?}: {}{}", told.out, told.err);
    }
}

/// Data on that disk with two people, a folder for lists, and who is seen there.
fn two_people_on(disk: &Disk) -> (Shop, TempDir, Vec<Value>) {
    let shop = Shop::at(&disk.data());
    let folder = TempDir::new().unwrap();
    let first = written(&folder, "first.csv", &format!("{HEADER}{}", rows(0..2)));
    assert_eq!(shop.run(&["hours", "mon-fri", "09:00-11:00"]).code, 0);
    assert_eq!(shop.run(&["import", &first]).code, 0);
    let before = seen(&shop, "main");
    (shop, folder, before)
}

#[test]
fn a_list_larger_than_the_disk_is_refused_and_reads_go_on() {
    let Some(disk) = Disk::small() else { return };
    let (shop, folder, before) = two_people_on(&disk);
    // What is read before anything is decided is more than the disk holds.
    let long = written(&folder, "long.csv", &format!("{HEADER}{}", rows(2..100_000)));
    full(&shop, &["--json", "import", &long]);
    reads_go_on(&shop, &before);
    disk.grow();
    let more = written(&folder, "more.csv", &format!("{HEADER}{}", rows(2..5_000)));
    assert_eq!(shop.run(&["import", &more]).code, 0, "with room it goes on");
    assert_eq!(seen(&shop, "main").len(), 5_000);
}

#[test]
fn on_a_disk_without_a_byte_left_reads_go_on_beside_the_server() {
    let Some(disk) = Disk::small() else { return };
    let (shop, folder, before) = two_people_on(&disk);
    let running = serve(&shop, &[]);
    let filler = disk.fill();
    let more = written(&folder, "more.csv", &format!("{HEADER}{}", rows(2..200)));
    full(&shop, &["--json", "import", &more]);
    reads_go_on(&shop, &before);
    assert!(get(&running.address, "/healthz").starts_with("HTTP/1.1 200"));
    fs::remove_file(filler).unwrap();
    assert_eq!(shop.run(&["import", &more]).code, 0, "with room again it goes on");
    assert_eq!(seen(&shop, "main").len(), 200);
    assert_eq!(stop(running), 0);
}

/// How long the file is that keeps room back for opt-outs.
fn kept_back(disk: &Disk) -> u64 {
    fs::metadata(disk.data().join("touchstone.reserve")).unwrap().len()
}

#[test]
fn on_a_disk_without_a_byte_left_an_opt_out_is_stored_and_nothing_else() {
    let Some(disk) = Disk::small() else { return };
    let (shop, folder, before) = two_people_on(&disk);
    let running = serve(&shop, &[]);
    let size = kept_back(&disk);
    assert!((256 * 1024..=2 * 1024 * 1024).contains(&size), "{size}");
    let people = shop.run(&["--json", "people"]).json();
    let ids: Vec<String> =
        list(&people, "people").iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    let filler = disk.fill();
    // What the log still has room for is written; then nothing is.
    let ordinary = |n: usize| shop.run(&["settings", &format!("loose_minutes={}", 5 + n % 5)]).code;
    let n_written = (0..2_000).position(|n| ordinary(n) == 3).unwrap();
    assert_eq!(kept_back(&disk), size, "ordinary work does not touch it");
    let told = shop.run(&["suppress", "--person", &ids[0], "--channel", "all", "--why", "asked"]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let told = shop.run(&["log", "--person", &ids[1], "--outcome", "do_not_contact"]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    println!("{n_written} small changes fitted, then two opt-outs into the {size} bytes kept back");
    assert!(kept_back(&disk) < 64, "it was let go");
    // What it left is for those alone, and work is sent elsewhere.
    let more = written(&folder, "more.csv", &format!("{HEADER}{}", rows(2..50)));
    full(&shop, &["--json", "settings", "loose_minutes=9"]);
    full(&shop, &["--json", "log", "--person", &ids[1], "--behaviour", "calls", "--minutes", "1"]);
    full(&shop, &["--json", "import", &more]);
    assert!(get(&running.address, "/healthz").starts_with("HTTP/1.1 200"));
    assert!(get(&running.address, "/readyz").starts_with("HTTP/1.1 503"));
    for id in &ids {
        let person = shop.run(&["--json", "person", id]);
        assert_eq!(person.code, 0, "{}{}", person.out, person.err);
        assert!(!list(&person.json(), "suppressed").is_empty(), "{}", person.out);
    }
    assert_eq!(seen(&shop, "main").len(), before.len());
    fs::remove_file(filler).unwrap();
    assert_eq!(ordinary(1), 0, "with room again it goes on");
    assert_eq!(kept_back(&disk), size, "and room is kept back again");
    assert!(get(&running.address, "/readyz").starts_with("HTTP/1.1 200"));
    assert_eq!(shop.run(&["import", &more]).code, 0);
    assert_eq!(stop(running), 0);
}
