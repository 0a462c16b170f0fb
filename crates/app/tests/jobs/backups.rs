//! Backups: verified when made, refused when they are not what they were, held when restored.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Instant,
};

use app::{
    App,
    backup::{self, BackupError, ENDING, FOLDER},
    clock::{Clock, Ids},
    instance, jobs, settings, workspaces,
};
use jiff::ToSpan;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use store::database::{Db, FILE, Location, Opening};
use tempfile::TempDir;

use crate::house::{House, instant};

const NOON: &str = "2026-11-23T12:00:00Z";

async fn opened(folder: &Path) -> App {
    let db = Db::open(&Location::folder(folder), Opening::Command).await.unwrap();
    App::new(db, Clock::System, Ids::Random)
}

async fn restored(file: &Path, folder: &Path) -> Result<backup::Restored, BackupError> {
    backup::restore(file, folder, Clock::System, Ids::Random).await
}

/// A house, a folder, and a backup of the one in the other.
async fn backed_up() -> (House, TempDir, PathBuf) {
    let house = House::sqlite(NOON).await;
    jobs::run_due(&house.app, jobs::Options::default()).await.unwrap();
    let folder = TempDir::new().unwrap();
    let made = backup::make(&house.app, folder.path()).await.unwrap();
    assert!(made.rows > 0);
    (house, folder, made.file)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restored_is_what_was_backed_up_and_is_held() {
    let (house, folder, file) = backed_up().await;
    let to = folder.path().join("new");
    let back = restored(&file, &to).await.unwrap();
    assert!(back.standing.is_held);
    // Nothing but the data is left in the folder.
    let names: Vec<_> =
        fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [FILE]);
    let app = opened(&to).await;
    let there = workspaces::list(&app).await.unwrap();
    assert_eq!(there, workspaces::list(&house.app).await.unwrap());
    let standing = instance::standing(&app).await.unwrap();
    assert!(standing.is_held && standing.why.contains("restored"), "{standing:?}");
    assert_ne!(standing.id, instance::standing(&house.app).await.unwrap().id);
    assert!(instance::release(&app).await.unwrap());
    assert!(!instance::standing(&app).await.unwrap().is_held);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_holds_all_that_was_acknowledged_before() {
    let house = House::sqlite(NOON).await;
    let folder = TempDir::new().unwrap();
    let acknowledged = Arc::new(AtomicI64::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let start = Instant::now();
    let writer = {
        let (app, member) = (house.app.clone(), house.member.clone());
        let (acknowledged, stop) = (Arc::clone(&acknowledged), Arc::clone(&stop));
        tokio::spawn(async move {
            let mut n = 0;
            while !stop.load(Ordering::SeqCst) {
                n += 1;
                let pair = format!("our_company=company {n}");
                settings::change(&app, &member, vec![pair]).await.unwrap();
                acknowledged.store(n, Ordering::SeqCst);
            }
        })
    };
    let n_backups = if crate::house::is_long() { 100 } else { 5 };
    for nth in 0..n_backups {
        let before = acknowledged.load(Ordering::SeqCst);
        let file = folder.path().join(format!("{nth}.{ENDING}"));
        backup::make(&house.app, &file).await.unwrap();
        let to = folder.path().join(format!("restored {nth}"));
        restored(&file, &to).await.unwrap();
        let app = opened(&to).await;
        let member = workspaces::member(&app, &house.workspace, None).await.unwrap();
        let listed = settings::list(&app, &member).await.unwrap();
        let value = listed.iter().find(|one| one.key.as_str() == "our_company").unwrap();
        let n: i64 = value.value.strip_prefix("company ").map_or(0, |n| n.parse().unwrap());
        assert!(n >= before, "{before} were acknowledged, {n} are there");
    }
    stop.store(true, Ordering::SeqCst);
    writer.await.unwrap();
    let n = acknowledged.load(Ordering::SeqCst);
    let rate = f64::from(i32::try_from(n).unwrap()) / start.elapsed().as_secs_f64();
    println!(
        "{n_backups} backups, each with every write acknowledged before; {rate:.0} writes a second beside them"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_with_any_byte_changed_is_refused() {
    let (_house, folder, file) = backed_up().await;
    let bytes = fs::read(&file).unwrap();
    let mut random = StdRng::seed_from_u64(7);
    let ends = [0, 18, 100, bytes.len() - 1, bytes.len() - 30, bytes.len() - 64, bytes.len() - 200];
    let places = ends.into_iter().chain((0..40).map(|_| random.random_range(0..bytes.len())));
    for (nth, at) in places.enumerate() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        let copy = folder.path().join("changed");
        fs::write(&copy, changed).unwrap();
        let to = folder.path().join(format!("to {nth}"));
        let refused = restored(&copy, &to).await.unwrap_err();
        let is_named =
            matches!(refused, BackupError::Tampered { .. } | BackupError::Truncated { .. });
        assert!(is_named, "byte {at}: {refused:?}");
        assert!(!to.join(FILE).exists(), "byte {at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_backup_is_refused() {
    let (_house, folder, file) = backed_up().await;
    let bytes = fs::read(&file).unwrap();
    for keep in [0, 1, 4_096, bytes.len() / 2, bytes.len() - 1] {
        let copy = folder.path().join("short");
        fs::write(&copy, &bytes[..keep]).unwrap();
        let refused = restored(&copy, &folder.path().join("to")).await.unwrap_err();
        assert!(matches!(refused, BackupError::Truncated { .. }), "{keep}: {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_overwritten() {
    let (house, folder, file) = backed_up().await;
    let again = backup::make(&house.app, &file).await;
    assert!(matches!(again, Err(BackupError::Exists { .. })), "{again:?}");
    let over = restored(&file, house.app.db.folder().unwrap().as_path()).await;
    assert!(matches!(over, Err(BackupError::NotEmpty { .. })), "{over:?}");
    let occupied = restored(&file, folder.path()).await;
    assert!(matches!(occupied, Err(BackupError::NotEmpty { .. })), "{occupied:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_night_makes_a_backup_and_the_newest_are_kept() {
    let house = House::sqlite(NOON).await;
    let mut now = instant(NOON);
    for _ in 0..5 {
        let app = App { backups_kept: 3, ..house.at(now) };
        jobs::run_due(&app, jobs::Options::default()).await.unwrap();
        now = now.checked_add(24.hours()).unwrap();
    }
    let folder = house.app.db.folder().unwrap().join(FOLDER);
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    let days = ["2026-11-25", "2026-11-26", "2026-11-27"];
    assert_eq!(names, days.map(|day| format!("touchstone-{day}.{ENDING}")));
    assert!(instance::standing(&house.app).await.unwrap().backup_at.is_some());
}

/// The names of the backups that are listed, the newest first; `+` marks those that somebody asked for.
async fn listed(app: &App) -> Vec<String> {
    let found = backup::backups(app).await.unwrap();
    assert!(found.by_itself && !found.is_running, "{found:?}");
    let told = |it: &backup::KeptBackup| {
        assert!(it.made_at.is_some() && it.bytes > 0 && it.rows > 0, "{it:?}");
        let name = it.file.trim_start_matches("backups/touchstone-");
        format!("{}{}", name.trim_end_matches(ENDING), if it.by_hand { "+" } else { "" })
    };
    found.backups.iter().map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn those_that_were_asked_for_push_out_none_of_the_nights() {
    let house = House::sqlite(NOON).await;
    let mut now = instant(NOON);
    for n in 0..3 {
        let app = App { backups_kept: 2, ..house.at(now) };
        jobs::run_due(&app, jobs::Options::default()).await.unwrap();
        let made = backup::by_hand(&app, &house.member).await.unwrap();
        if n == 2 {
            let last = backup::backups(&app).await.unwrap().last_at;
            assert_eq!(last, Some(made.made_at));
        }
        now = now.checked_add(24.hours()).unwrap();
    }
    let names = listed(&house.app).await;
    let (by_hand, of_days): (Vec<_>, Vec<_>) = names.iter().partition(|it| it.ends_with('+'));
    assert_eq!((by_hand.len(), of_days.len()), (2, 2), "{names:?}");
    let lines = house.lines().await;
    assert_eq!(lines.iter().filter(|line| line.subject == "backup").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_cannot_be_read_is_listed_as_such_and_one_is_made_at_a_time() {
    let house = House::sqlite(NOON).await;
    let folder = house.app.db.folder().unwrap().join(FOLDER);
    backup::by_hand(&house.app, &house.member).await.unwrap();
    fs::write(folder.join(format!("touchstone-2026-01-01.{ENDING}")), "no backup").unwrap();
    let found = backup::backups(&house.app).await.unwrap();
    assert_eq!(found.backups.len(), 2);
    assert_eq!(found.backups[1].made_at, None);
    let other = fs::File::create(folder.join(".making")).unwrap();
    other.lock().unwrap();
    fs::create_dir(folder.join(".touchstone-copy-other")).unwrap();
    let refused = backup::by_hand(&house.app, &house.member).await.unwrap_err();
    assert!(matches!(refused, BackupError::Running), "{refused:?}");
    assert!(backup::backups(&house.app).await.unwrap().is_running);
    drop(other);
    // What a killed one left says nothing, and goes with the next one.
    assert!(!backup::backups(&house.app).await.unwrap().is_running);
    backup::by_hand(&house.app, &house.member).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_folder_is_held_until_it_is_released() {
    let house = House::sqlite(NOON).await;
    assert!(!instance::standing(&house.app).await.unwrap().is_held);
    let folder = TempDir::new().unwrap();
    house.app.db.copy_into(&folder.path().join(FILE)).await.unwrap();
    let copy = opened(folder.path()).await;
    let standing = instance::standing(&copy).await.unwrap();
    assert!(standing.is_held && standing.why.contains("another place"), "{standing:?}");
    // Being asked again changes nothing; being released does.
    assert_eq!(instance::standing(&copy).await.unwrap(), standing);
    assert!(instance::release(&copy).await.unwrap());
    assert!(!instance::standing(&copy).await.unwrap().is_held);
    assert!(!instance::standing(&house.app).await.unwrap().is_held);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_on_postgresql_is_left_to_its_own_tools() {
    let [_, house] = House::both(NOON).await;
    let refused = backup::make(&house.app, Path::new("x")).await.unwrap_err();
    assert!(refused.to_string().contains("pg_dump --format=custom"), "{refused}");
    let refused = backup::by_hand(&house.app, &house.member).await.unwrap_err();
    assert!(matches!(refused, BackupError::NotSqlite), "{refused:?}");
    let found = backup::backups(&house.app).await.unwrap();
    assert!(!found.by_itself && found.backups.is_empty(), "{found:?}");
}
