//! `backup` and `restore` of the real binary.

use std::{fmt::Write as _, fs, time::Instant};

use crate::shop::{Shop, text};

/// Whether a drill asks for the full length.
fn is_long() -> bool {
    std::env::var("TOUCHSTONE_DRILL").is_ok_and(|length| length == "long")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_command_backs_up_and_one_restores() {
    let shop = Shop::folder();
    shop.sample().await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().display().to_string();
    let made = shop.run(&["--json", "backup", &to]);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let file = text(&made.json()["file"]);
    let doctor = shop.run(&["--json", "doctor"]).json();
    assert_eq!(doctor["last_backup_at"], made.json()["made_at"]);

    let new = Shop::at(&folder.path().join("new"));
    let restored = new.run(&["--json", "restore", &file]);
    assert_eq!(restored.code, 0, "{}{}", restored.out, restored.err);
    assert_eq!(restored.json()["standing"]["is_held"], true);
    assert_eq!(new.run(&["--json", "doctor"]).json()["held"], true);
    let today = ["--workspace", "sample", "--json", "people"];
    assert_eq!(new.run(&today).json(), shop.run(&today).json());
    assert_eq!(new.run(&["--json", "release"]).json()["released"], true);
    assert_eq!(new.run(&["--json", "doctor"]).json()["held"], false);
    assert_eq!(new.run(&["--json", "release"]).json()["released"], false);

    // Nothing is overwritten, and what is not what it was is named.
    let over = shop.run(&["--json", "restore", &file]);
    assert_eq!((over.code, text(&over.json()["code"])), (2, "folder_not_empty".to_owned()));
    let bytes = fs::read(&file).unwrap();
    let mut changed = bytes.clone();
    changed[5_000] ^= 1;
    for (bytes, word) in
        [(changed.as_slice(), "backup_tampered"), (&bytes[..bytes.len() / 2], "backup_truncated")]
    {
        let copy = folder.path().join(word);
        fs::write(&copy, bytes).unwrap();
        let into = Shop::at(&folder.path().join(format!("{word} into")));
        let refused = into.run(&["--json", "restore", copy.to_str().unwrap()]);
        assert_eq!((refused.code, text(&refused.json()["code"])), (3, word.to_owned()));
        assert!(refused.err.contains(copy.to_str().unwrap()), "{}", refused.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_postgresql_names_its_own_tool() {
    let [_, shop] = Shop::both().await;
    shop.run(&["today"]);
    let refused = shop.run(&["--json", "backup", "none"]);
    assert_eq!((refused.code, text(&refused.json()["code"])), (2, "not_sqlite".to_owned()));
    assert!(refused.err.contains("pg_dump --format=custom"), "{}", refused.err);
}

/// How long the data of many people takes to be backed up and restored; a gigabyte in the drill.
#[tokio::test(flavor = "multi_thread")]
async fn a_large_backup_is_restored_in_a_minute() {
    let n_people = if is_long() { 600_000 } else { 2_000 };
    let shop = Shop::folder();
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("people.csv");
    let mut rows = String::from("First Name,Last Name,Email,Phone,Company,Notes\n");
    for n in 0..n_people {
        let note =
            format!("met at fair {} in hall {}, asked for a quote and a visit", n % 91, n % 17);
        let company = n % 40_000;
        writeln!(
            rows,
            "Given{n},Family{n},person{n}@example.com,+4930{n:08},Company {company},{note}"
        )
        .unwrap();
    }
    fs::write(&csv, rows).unwrap();
    let told = shop.run(&["--json", "import", csv.to_str().unwrap()]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let start = Instant::now();
    let made = shop.run(&["--json", "backup", folder.path().to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let backed_up = start.elapsed();
    let new = Shop::at(&folder.path().join("new"));
    let start = Instant::now();
    let restored = new.run(&["--json", "restore", &text(&made.json()["file"])]);
    assert_eq!(restored.code, 0, "{}{}", restored.out, restored.err);
    let took = start.elapsed();
    println!(
        "{} MB of {} rows: backed up in {:.1} s, restored in {:.1} s",
        made.json()["bytes"].as_u64().unwrap() / 1_000_000,
        made.json()["rows"],
        backed_up.as_secs_f64(),
        took.as_secs_f64()
    );
}
