//! What the real binary says in words: names before ids, times of the rep, and every why that was given.

use std::io::Write as _;

use serde_json::Value;

use crate::shop::{MONDAY, Shop, Told, text};

const FOUR: &str = "First Name,Last Name,Email,Phone,Company,Standing
Ann,Able,info@shared.example,+442079460101,Alpha,
Bea,Barred,info@shared.example,+442079460102,Beta,
Cid,Client,cid@gamma.example,+442079460103,Gamma,client
Dan,Dolan,dan@delta.example,+442079460104,Delta,
";

/// A shop with four people, and their ids in the order of the file.
fn shop() -> (Shop, Vec<String>) {
    let shop = Shop::folder();
    import(&shop, FOUR);
    said(&shop, &["hours", "mon-fri", "09:00-11:00"]);
    let told: Value = shop.run(&["--json", "people"]).json();
    let people = told["people"].as_array().unwrap();
    let ids = people.iter().rev().map(|person| text(&person["id"])).collect();
    (shop, ids)
}

fn import(shop: &Shop, rows: &str) -> String {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    file.write_all(rows.as_bytes()).unwrap();
    said(shop, &["import", file.path().to_str().unwrap()])
}

fn run(shop: &Shop, words: &[&str]) -> Told {
    let mut all = vec!["--now", MONDAY];
    all.extend(words);
    shop.run(&all)
}

/// What a command says on Monday morning; it must be done.
#[track_caller]
fn said(shop: &Shop, words: &[&str]) -> String {
    let told = run(shop, words);
    assert_eq!(told.code, 0, "{words:?}: {}{}", told.out, told.err);
    told.out
}

/// A refused command ends with this code and says this.
#[track_caller]
fn check_refused(shop: &Shop, words: &[&str], code: i32, says: &str) {
    let told = run(shop, words);
    assert_eq!(told.code, code, "{words:?}: {}{}", told.out, told.err);
    assert!(told.err.contains(says), "{words:?}: {}", told.err);
}

#[test]
fn wrong_use_is_told_by_what_would_be_right_and_in_json_where_that_was_asked() {
    let (shop, ids) = shop();
    check_refused(&shop, &["person", "Ann"], 2, "`Ann` is no id: `touchstone people Ann` shows");
    check_refused(&shop, &["undo", "nonsense"], 2, "`nonsense` is no id");
    let start = ["start", "--cadence", "Cold", "--count"];
    check_refused(&shop, &[&start[..], &["-1"]].concat(), 2, "-1 is not in");
    check_refused(&shop, &["plan", "--weeks", "-1"], 2, "-1 is not in");
    let told = run(&shop, &["--json", "person", "Ann"]);
    assert_eq!((told.code, &told.json()["code"]), (2, &"usage".into()));
    let busy = ["busy", "add", "2026-11-24T10:00", "2026-11-24T09:00"];
    check_refused(&shop, &busy, 2, "2026-11-24 09:00 is before 2026-11-24 10:00");
    let past =
        ["log", "--person", &ids[3], "--outcome", "call_back", "--agreed", "2026-11-20T10:00"];
    check_refused(
        &shop,
        &past,
        2,
        "the agreed time 2026-11-20 10:00 is not after 2026-11-23 09:00",
    );
}

#[test]
fn who_is_not_started_is_told_by_name_and_why() {
    let (shop, ids) = shop();
    said(&shop, &["suppress", "--person", &ids[0], "--channel", "email", "--why", "asked"]);
    let start = ["start", "--cadence", "Cold", "--person", &ids[1], "--person", &ids[2]];
    let told = run(&shop, &start);
    assert_eq!(told.code, 1, "{}{}", told.out, told.err);
    let barred = "Bea Barred: may not be e-mailed: info@shared.example said so on 2026-11-23";
    assert!(told.out.contains(barred), "{}", told.out);
    assert!(told.out.contains("Cid Client: is a client"), "{}", told.out);
    let bea = said(&shop, &["person", &ids[1]]);
    assert!(bea.contains("email info@shared.example asked (since 2026-11-23)"), "{bea}");
    let listed = said(&shop, &["start", "--cadence", "Cold", "--count", "50"]);
    assert!(listed.contains("The list has only 3."), "{listed}");
}

#[test]
fn a_start_against_the_plan_is_told_once() {
    let (shop, ids) = shop();
    said(&shop, &["hours", "2026-11-23", "10:30-10:35"]);
    said(&shop, &["hours", "mon-fri", "10:30-10:35"]);
    let start = ["start", "--cadence", "Cold", "--person", &ids[3], "--override", "I promised"];
    let told = said(&shop, &start);
    assert!(!told.contains("none of") && told.contains("1 started against the plan"), "{told}");
}

#[test]
fn one_day_has_hours_of_its_own_until_it_has_the_usual_ones_again() {
    let (shop, _) = shop();
    let on = |shop: &Shop| {
        let told: Value = run(shop, &["--json", "plan", "--weeks", "1"]).json();
        let days = told["days"].as_array().unwrap();
        days.iter().map(|day| day["hours"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    let shown = said(&shop, &["hours", "2026-11-25", "09:00-11:20", "14:00-15:00"]);
    assert!(shown.contains("2026-11-25 (Wed): 09:00-11:20 14:00-15:00"), "{shown}");
    assert_eq!(on(&shop), [120, 120, 200, 120, 120]);
    said(&shop, &["hours", "2026-11-25", "usual"]);
    assert_eq!(on(&shop), [120, 120, 120, 120, 120]);
    check_refused(&shop, &["hours", "2026-11-28", "09:00-10:00"], 2, "no working day");
    check_refused(&shop, &["lost", "2026-11-28"], 2, "no working day");
    check_refused(&shop, &["lost", "2026-11-25", "--minutes", "121"], 2, "only 120 minutes");
}

#[test]
fn every_why_that_was_given_is_shown_with_who_and_when() {
    let (shop, ids) = shop();
    said(&shop, &["start", "--cadence", "Cold", "--person", &ids[3]]);
    let person = ["--person", ids[3].as_str()];
    let later = ["later", "--to", "2026-12-02", "--why", "away at a fair"];
    said(&shop, &[&later[..], &person].concat());
    said(&shop, &[&["skip", "--why", "no line there"][..], &person].concat());
    said(&shop, &[&["stop", "--why", "moved abroad"][..], &person].concat());
    let shown = said(&shop, &["person", &ids[3]]);
    for why in ["me later: away at a fair", "me skipped touch 1 (call): no line there"] {
        assert!(shown.contains(&format!("2026-11-23 09:00 {why}")), "{shown}");
    }
    assert!(shown.contains("me stopped: moved abroad"), "{shown}");
    let told: Value = run(&shop, &["--json", "person", &ids[3]]).json();
    assert_eq!(told["changes"].as_array().unwrap().len(), 3, "{told}");
    assert_eq!(told["enrollments"][0]["end_note"], "moved abroad");
}

#[test]
fn an_id_that_went_into_another_says_whose_it_is_now() {
    let (shop, ids) = shop();
    said(&shop, &["merge", &ids[3], &ids[0]]);
    let log = ["log", "--person", &ids[0], "--outcome", "no_answer"];
    let says = format!("was merged into `{}` (Dan Dolan)", ids[3]);
    check_refused(&shop, &log, 2, &says);
    check_refused(&shop, &["start", "--cadence", "Cold", "--person", &ids[0]], 2, &says);
}

#[test]
fn rows_read_again_are_nobody_to_look_at() {
    let (shop, _) = shop();
    let again = import(&shop, FOUR);
    assert!(again.contains("4 same") && !again.contains("certainly one person"), "{again}");
    let other = import(
        &shop,
        "First Name,Last Name,Email,Phone\nDan,Dolan,dan@delta.example,+442079460199\n",
    );
    assert!(other.contains("Dan Dolan ("), "{other}");
}
