//! Two real campaigns through the real binary: imported with a mapping, started as far as they can be finished, and
//! worked for sixty days. The files are not part of the product; where they are absent the tests say so.

use std::{fs, io::Read, path::PathBuf};

use jiff::{ToSpan, civil::Date};
use serde_json::Value;
use tempfile::TempDir;

use crate::shop::{Shop, text};

/// How many working days are worked.
const DAYS: usize = 60;

/// The folder of shared test data: the sibling `shared/data` of some folder above, or what the environment names.
fn shared_data() -> Option<PathBuf> {
    if let Ok(told) = std::env::var("TOUCHSTONE_SHARED_DATA") {
        return Some(PathBuf::from(told)).filter(|folder| folder.is_dir());
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|above| above.join("shared/data")).find(|folder| folder.is_dir())
}

/// The text of a packed file of the shared data; says that the test is skipped when there is none.
fn shared(name: &str) -> Option<String> {
    let Some(folder) = shared_data() else {
        println!("skipped: there is no folder shared/data with {name}");
        return None;
    };
    let file = fs::File::open(folder.join(name)).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text)
}

/// The table with a made-up name, address, number and firm at the end of each row.
fn with_people(table: &str, delimiter: char) -> String {
    let given = ["Ada", "Ben", "Cleo", "Dirk", "Elsa", "Finn", "Gina", "Hugo", "Iris", "Jan"];
    let family = ["Adler", "Brandt", "Curie", "Dorn", "Engel", "Falk", "Groth", "Haas", "Imhof"];
    let d = delimiter;
    table
        .lines()
        .enumerate()
        .map(|(n, line)| {
            if n == 0 {
                return format!("{line}{d}Whom{d}Mailbox{d}Line{d}Firm\n");
            }
            let (given, family) = (given[n % given.len()], family[n % family.len()]);
            let number = 2_000_000 + n;
            format!("{line}{d}{given} {family}{d}whom{n}@example.com{d}+4930{number}{d}Firm {n}\n")
        })
        .collect()
}

const MAPPING: [&str; 8] =
    ["--map", "Whom=full", "--map", "Mailbox=email", "--map", "Line=phone", "--map", "Firm=company"];

/// Imports a campaign in a folder of its own with two hours a day; what the import says.
fn imported(shop: &Shop, file: &str, delimiter: char) -> Option<Value> {
    let table = with_people(&shared(file)?, delimiter);
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("campaign.csv");
    fs::write(&path, &table).unwrap();
    run(shop, "2026-11-23T08:00", &["hours", "mon-fri", "09:00-11:00"]);
    let mut words = vec!["import", path.to_str().unwrap()];
    words.extend(MAPPING);
    let answer = run(shop, "2026-11-23T08:00", &words);
    let n = |name: &str| answer[name].as_u64().unwrap();
    let rejected = answer["rejected"].as_array().unwrap().len() as u64;
    assert_eq!(n("rows"), table.lines().count() as u64 - 1);
    assert_eq!(n("rows"), n("stored") + n("updated") + n("same") + rejected, "{answer}");
    assert_eq!(n("stored"), n("rows"), "each row is a person of its own");
    Some(answer)
}

/// Runs the binary in workspace `main`, as of a local time; it must be done.
#[track_caller]
fn run(shop: &Shop, now: &str, words: &[&str]) -> Value {
    let mut all = vec!["--json", "--now", now];
    all.extend(words);
    let told = shop.run(&all);
    assert_eq!(told.code, 0, "{words:?}: {}{}", told.out, told.err);
    told.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_banks_campaign_of_45_211_is_started_and_worked_for_sixty_days() {
    let shop = Shop::folder().await;
    let bank = "funnels/bank/bank-full.2008.csv.gz";
    let Some(_) = imported(&shop, bank, ';') else { return };
    let hazards = hazards(&shared(bank).unwrap());
    let start = ["start", "--cadence", "Cold", "--count", "200", "--days", "20"];
    let started = run(&shop, "2026-11-23T09:00", &start);
    assert_eq!((&started["asked"], &started["answer"]), (&200.into(), &"some".into()));
    let fit = started["fit"].as_u64().unwrap();
    assert!(fit > 30, "{fit} of 200 fit");
    let mut today: Date = "2026-11-23".parse().unwrap();
    let (mut seed, mut meetings) = (1_u64, 0);
    for _ in 0..DAYS {
        while today.weekday().to_monday_zero_offset() > 4 {
            today += 1.day();
        }
        let morning = format!("{today}T09:00");
        let list = run(&shop, &morning, &["today"]);
        assert_eq!(list["feasible"], true, "{today}");
        for touch in list["touches"].as_array().unwrap() {
            assert_eq!(touch["late"], 0, "{today}: {touch}");
            let person = text(&touch["person"]);
            let step = usize::try_from(touch["step"].as_u64().unwrap()).unwrap();
            let agreed = format!("{}T15:00", today + 3.days());
            let mut words = vec!["log", "--person", &person, "--outcome"];
            if below(&mut seed, 1_000_000) < hazards[step - 1] {
                meetings += 1;
                words.extend(["meeting_set", "--agreed", &agreed]);
            } else {
                words.push("no_answer");
            }
            run(&shop, &morning, &words);
        }
        today += 1.day();
    }
    let rate = run(&shop, &format!("{today}T09:00"), &["finish-rate"]);
    println!("bank: {fit} of 200 fit, {meetings} meetings, {rate}");
    assert_eq!(rate["on_time"], rate["touches"]);
    assert_eq!((&rate["finished"], &rate["open"]), (&fit.into(), &0.into()), "{rate}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_education_firms_leads_of_37_columns_are_imported_and_started() {
    let shop = Shop::folder().await;
    let file = "funnels/x-education/Leads.oldest70.csv.gz";
    let Some(answer) = imported(&shop, file, ',') else { return };
    assert_eq!(answer["columns"].as_array().unwrap().len(), 41);
    // A list that says who may not be called or mailed is obeyed: they are no part of those who can be started.
    let start = ["start", "--cadence", "Cold", "--count", "200", "--days", "20"];
    let started = run(&shop, "2026-11-23T09:00", &start);
    println!("x-education: {} of 200 fit", started["fit"]);
    assert!(started["fit"].as_u64().unwrap() > 30);
    let today = run(&shop, "2026-11-23T09:00", &["today"]);
    assert!(!today["touches"].as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_linkedin_file_starts_nobody_on_a_call_without_a_number() {
    let Some(folder) = shared_data() else {
        println!("skipped: there is no folder shared/data with a LinkedIn file");
        return;
    };
    let contacts = folder.join("contacts");
    let is_linkedin = |path: &PathBuf| {
        let text = path.display().to_string().to_lowercase();
        text.contains("linkedin") && text.ends_with(".csv")
    };
    let mut files = Vec::new();
    collect(&contacts, &mut files);
    let mut n_files = 0;
    for path in files.into_iter().filter(is_linkedin) {
        let shop = Shop::folder().await;
        run(&shop, "2026-11-23T08:00", &["hours", "mon-fri", "09:00-11:00"]);
        let told = shop.run(&["--json", "import", path.to_str().unwrap()]);
        if told.code != 0 {
            continue;
        }
        n_files += 1;
        let told = shop.run(&["--json", "--now", "2026-11-23T09:00", "start", "--cadence", "Cold", "--count", "20"]);
        let answer = told.json();
        for not in answer["not_able"].as_array().unwrap() {
            assert_eq!((&not["step"], &not["missing"]), (&1.into(), &"number".into()), "{not}");
        }
        assert_eq!(answer["fit"], 0, "{}: {answer}", path.display());
    }
    assert!(n_files > 0, "no LinkedIn file was read");
}

/// Every file under a folder.
fn collect(folder: &PathBuf, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
    files.sort();
}

/// Of those called at least `k` times, how many said yes at call `k`: millionths.
fn hazards(table: &str) -> Vec<u64> {
    let mut lines = table.lines().map(|line| line.split(';').map(|cell| cell.trim_matches('"')));
    let header: Vec<&str> = lines.next().unwrap().collect();
    let place = |name: &str| header.iter().position(|cell| *cell == name).unwrap();
    let (campaign, yes) = (place("campaign"), place("y"));
    let calls: Vec<(usize, bool)> = lines
        .map(|line| line.collect::<Vec<&str>>())
        .map(|cells| (cells[campaign].parse().unwrap(), cells[yes] == "yes"))
        .collect();
    let count = |is: &dyn Fn(&(usize, bool)) -> bool| calls.iter().filter(|call| is(call)).count();
    (1..=8)
        .map(|k| (count(&|call| call.0 == k && call.1) * 1_000_000 / count(&|call| call.0 >= k)) as u64)
        .collect()
}

/// A number below `n`, by chance but the same in every run.
fn below(seed: &mut u64, n: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % n
}
