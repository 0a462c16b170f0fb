//! Two real campaigns through the real binary: imported with a mapping, started as far as they can be finished, and
//! worked for sixty days. The files are not part of the product; where they are absent the tests say so.

use std::{fs, path::Path};

use jiff::{ToSpan, civil::Date};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    shared::{self, count, list},
    shop::{Shop, text},
};

/// How many working days are worked.
const DAYS: usize = 60;
const BANK: &str = "funnels/bank/bank-full.2008.csv.gz";
const EDUCATION: &str = "funnels/x-education/Leads.oldest70.csv.gz";

/// The table with a made-up name, address, number and firm at the end of each row.
fn with_people(table: &str, delimiter: char) -> String {
    let given = ["Ada", "Ben", "Cleo", "Dirk", "Elsa", "Finn", "Gina", "Hugo", "Iris", "Jan"];
    let family = ["Adler", "Brandt", "Curie", "Dorn", "Engel", "Falk", "Groth", "Haas", "Imhof"];
    let d = delimiter;
    let mut text = String::new();
    for (n, line) in table.lines().enumerate() {
        let (given, family) = (given[n % given.len()], family[n % family.len()]);
        let number = 2_000_000 + n;
        let more = if n == 0 {
            format!("{d}Whom{d}Mailbox{d}Line{d}Firm\n")
        } else {
            format!("{d}{given} {family}{d}whom{n}@example.com{d}+4930{number}{d}Firm {n}\n")
        };
        text.push_str(line);
        text.push_str(&more);
    }
    text
}

const MAPPING: [&str; 4] = ["Whom=full", "Mailbox=email", "Line=phone", "Firm=company"];

/// Imports a campaign where two hours a day are set; what the import says.
fn imported(shop: &Shop, table: &str, delimiter: char) -> Value {
    let table = with_people(table, delimiter);
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("campaign.csv");
    fs::write(&path, &table).unwrap();
    run(shop, "2026-11-23T08:00", &["hours", "mon-fri", "09:00-11:00"]);
    let mut words = vec!["import", path.to_str().unwrap()];
    words.extend(MAPPING.iter().flat_map(|map| ["--map", *map]));
    let answer = run(shop, "2026-11-23T08:00", &words);
    let n = |name: &str| answer[name].as_u64().unwrap();
    let rejected = count(list(&answer, "rejected"));
    assert_eq!(n("rows"), u64::try_from(table.lines().count() - 1).unwrap());
    assert_eq!(n("rows"), n("stored") + n("updated") + n("same") + rejected, "{answer}");
    assert_eq!(n("stored"), n("rows"), "each row is a person of its own");
    assert_eq!(answer["delimiter"], delimiter.to_string());
    answer
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

/// What became of one run.
#[derive(Debug, Default)]
struct Run {
    fit: u64,
    meetings: usize,
    touches: u64,
    late: u64,
}

/// Starts as many of 200 as fit, then works each morning's list for sixty working days.
fn worked(shop: &Shop, cadence: &str, hazards: &[u64], seed: u64) -> Run {
    let start = ["start", "--cadence", cadence, "--count", "200", "--days", "20"];
    let started = run(shop, "2026-11-23T09:00", &start);
    assert_eq!((&started["asked"], &started["answer"]), (&200.into(), &"some".into()));
    assert_eq!(count(list(&started, "starts")), started["fit"].as_u64().unwrap());
    let mut chance = seed;
    let mut all = Run { fit: started["fit"].as_u64().unwrap(), ..Run::default() };
    let mut today: Date = "2026-11-23".parse().unwrap();
    for _ in 0..DAYS {
        while today.weekday().to_monday_zero_offset() > 4 {
            today += 1.day();
        }
        let morning = format!("{today}T09:00");
        for touch in list(&run(shop, &morning, &["today"]), "touches") {
            let person = text(&touch["person"]);
            let step = usize::try_from(touch["step"].as_u64().unwrap()).unwrap();
            let agreed = format!("{}T15:00", today + 3.days());
            let mut words = vec!["log", "--person", &person, "--outcome"];
            if below(&mut chance, 1_000_000) < hazards[step - 1] {
                all.meetings += 1;
                words.extend(["meeting_set", "--agreed", &agreed]);
            } else {
                words.push("no_answer");
            }
            run(shop, &morning, &words);
        }
        today += 1.day();
    }
    let rate = run(shop, &format!("{today}T09:00"), &["finish-rate"]);
    assert_eq!((&rate["finished"], &rate["open"]), (&all.fit.into(), &0.into()), "{rate}");
    all.touches = rate["touches"].as_u64().unwrap();
    all.late = all.touches - rate["on_time"].as_u64().unwrap();
    all
}

/// How many seeds are run: one, or as many as `TOUCHSTONE_SEEDS` says.
fn seeds() -> std::ops::Range<u64> {
    1..1 + std::env::var("TOUCHSTONE_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

#[test]
fn a_banks_campaign_is_worked_for_sixty_days_and_misses_no_window() {
    let Some(data) = shared::folder() else { return };
    let table = shared::unpacked(&data.join(BANK));
    let hazards = hazards(&table);
    for seed in seeds() {
        let shop = Shop::folder();
        imported(&shop, &table, ';');
        let all = worked(&shop, "Cold", &hazards, seed);
        println!("bank, certain, seed {seed}: {all:?}");
        assert!(all.fit > 30 && all.late == 0, "{all:?}");
    }
}

#[test]
fn an_education_firms_leads_are_worked_counting_on_exits_and_99_of_100_touches_are_on_time() {
    let Some(data) = shared::folder() else { return };
    let table = shared::unpacked(&data.join(EDUCATION));
    let hazards = hazards(&shared::unpacked(&data.join(BANK)));
    for seed in seeds() {
        let shop = Shop::folder();
        let answer = imported(&shop, &table, ',');
        assert_eq!(list(&answer, "columns").len(), 41);
        no_placeholder_is_kept(&shop);
        with_exits(&shop, &hazards);
        run(&shop, "2026-11-23T08:30", &["settings", "mode=expected"]);
        let all = worked(&shop, "Cold with exits", &hazards, seed);
        println!("x-education, expected, seed {seed}: {all:?}");
        assert!(all.fit > 30 && all.late * 100 <= all.touches, "{all:?}");
    }
}

/// `Select` is what a form shows before anything is chosen, and nothing anybody said.
fn no_placeholder_is_kept(shop: &Shop) {
    let people = run(shop, "2026-11-23T08:00", &["people", "--limit", "500"]);
    assert_eq!(list(&people, "people").len(), 500);
    assert!(!people.to_string().contains("\"Select\""), "a placeholder is kept");
}

/// Adds the cold cadence with these shares as exits, under another name.
fn with_exits(shop: &Shop, hazards: &[u64]) {
    let shown = run(shop, "2026-11-23T08:00", &["cadence", "show", "Cold"]);
    let mut exits = hazards.iter();
    let file: String = text(&shown["toml"])
        .replace("name = \"Cold\"", "name = \"Cold with exits\"")
        .lines()
        .map(|line| match line {
            "[[steps]]" => format!("{line}\nexit_ppm = {}\n", exits.next().unwrap()),
            _ => format!("{line}\n"),
        })
        .collect();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cadence.toml");
    fs::write(&path, file).unwrap();
    run(shop, "2026-11-23T08:00", &["cadence", "add", path.to_str().unwrap()]);
}

#[test]
fn a_linkedin_file_starts_nobody_on_a_call_without_a_number() {
    let Some(data) = shared::folder() else { return };
    let made = data.join("import-made");
    for path in [
        data.join("contacts/linkedin-synthetic/Connections.csv"),
        made.join("linkedin-en_Connections.csv"),
        made.join("linkedin-de_Connections.csv"),
    ] {
        starts_nobody(&path);
    }
}

fn starts_nobody(path: &Path) {
    let shop = Shop::folder();
    run(&shop, "2026-11-23T08:00", &["hours", "mon-fri", "09:00-11:00"]);
    let stored = run(&shop, "2026-11-23T08:00", &["import", path.to_str().unwrap()]);
    let start =
        ["--json", "--now", "2026-11-23T09:00", "start", "--cadence", "Cold", "--count", "20"];
    let told = shop.run(&start);
    let answer = told.json();
    assert_eq!((told.code, &answer["answer"], &answer["fit"]), (1, &"no".into(), &0.into()));
    let not_able = list(&answer, "not_able");
    assert_eq!(count(not_able), stored["stored"].as_u64().unwrap(), "{}", path.display());
    for not in not_able {
        assert_eq!((&not["step"], &not["missing"]), (&1.into(), &"number".into()), "{not}");
    }
}

/// Of those called at least `k` times, how many said yes at call `k`: millionths.
fn hazards(table: &str) -> Vec<u64> {
    let mut lines = table.lines().map(|line| line.split(';').map(|cell| cell.trim_matches('"')));
    let header: Vec<&str> = lines.next().unwrap().collect();
    let place = |name: &str| header.iter().position(|cell| *cell == name).unwrap();
    let (campaign, yes) = (place("campaign"), place("y"));
    let calls: Vec<(usize, bool)> = lines
        .map(Iterator::collect::<Vec<&str>>)
        .map(|cells| (cells[campaign].parse().unwrap(), cells[yes] == "yes"))
        .collect();
    let n_calls =
        |is: &dyn Fn(&(usize, bool)) -> bool| calls.iter().filter(|call| is(call)).count();
    let hazard = |k: usize| {
        let yes = n_calls(&|call| call.0 == k && call.1);
        u64::try_from(yes * 1_000_000 / n_calls(&|call| call.0 >= k)).unwrap()
    };
    (1..=8).map(hazard).collect()
}

/// A number below `n`, by chance but the same in every run.
fn below(seed: &mut u64, n: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % n
}
