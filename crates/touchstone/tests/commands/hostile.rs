//! Bad input through the real binary: the reaction due, in bounded time and memory, and nothing stored of what is refused.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    shared::{self, count, list},
    shop::{Shop, Told},
};

/// Seconds of the processor, which do not depend on what else runs.
const MAX_SECONDS: f64 = 5.0;
/// Rows from which a file is timed with optimisation only: what these tests run is built without most of it.
const LONG: u64 = 50_000;
const MAX_KIB: u64 = 256 * 1024;

/// Runs what it is given and tells what it took: seconds of the processor and KiB resident at most.
const MEASURE: &str = "
import os, sys
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], 'w') as told:
    told.write(f'{used.ru_utime + used.ru_stime} {used.ru_maxrss}')
sys.exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 255)
";

/// What an import answered, and what it took.
struct Reaction {
    told: Told,
    seconds: f64,
    kib: u64,
}

fn python(words: &[&str]) -> Option<Output> {
    Command::new("python3").args(words).output().ok()
}

/// Imports a file under measure.
fn react(shop: &Shop, file: &Path) -> Reaction {
    let folder = TempDir::new().unwrap();
    let took = folder.path().join("took");
    let import = shop.command(&["--json", "import", file.to_str().unwrap()]);
    let mut measured = Command::new("python3");
    measured.args(["-c", MEASURE]).arg(&took).arg(import.get_program()).args(import.get_args());
    for (name, value) in import.get_envs() {
        match value {
            Some(value) => measured.env(name, value),
            None => measured.env_remove(name),
        };
    }
    let told = Told::from(measured.output().unwrap());
    let took = fs::read_to_string(took).unwrap();
    let (seconds, kib) = took.split_once(' ').unwrap();
    Reaction { told, seconds: seconds.parse().unwrap(), kib: kib.parse().unwrap() }
}

/// Where the hostile files were written, when they could be.
fn hostile() -> Option<TempDir> {
    let script = shared::folder()?.join("hostile.py");
    let folder = TempDir::new().unwrap();
    let made = python(&[script.to_str().unwrap(), folder.path().to_str().unwrap()]);
    if !made.is_some_and(|made| made.status.success()) {
        println!("skipped: hostile.py does not run here");
        return None;
    }
    Some(folder)
}

/// How many are there, by the database rather than by the report.
fn n_people(shop: &Shop) -> usize {
    list(&shop.run(&["--json", "people"]).json(), "people").len()
}

/// What is wrong with the reaction to a file.
fn judge(due: &Value, told: &Told) -> Option<String> {
    let answer = told.json();
    if told.code == 3 {
        let why = answer["detail"].as_str().unwrap_or_default();
        let is_due = due["expect"] != "import" && !why.is_empty();
        return (!is_due).then(|| format!("refused: {why}"));
    }
    if told.code != 0 {
        return Some(format!("ended with {}", told.code));
    }
    let n = |key: &str| answer[key].as_u64().unwrap();
    let (rows, stored, rejected) = (n("rows"), n("stored"), list(&answer, "rejected"));
    if rows != stored + n("updated") + n("same") + count(rejected) {
        return Some("rows do not add up".to_owned());
    }
    let is_told = |row: &Value| row["row"].as_u64() > Some(0) && row["why"] != "";
    let mut problems = list(&answer, "problems").iter();
    // Row 0 is the file itself: a sheet that was not read.
    let is_of_file = |one: &Value| one["row"] == 0 && one["why"] != "";
    let is_problem = |one: &Value| is_of_file(one) || is_told(one) && one["column"] != "";
    if !rejected.iter().all(is_told) || !problems.all(is_problem) {
        return Some("something is left out without row, column and why".to_owned());
    }
    let others = list(due, "alternative_rows");
    let is_due =
        due["rows"].as_u64().is_none_or(|due| due == rows) || others.contains(&rows.into());
    let is_right = match due["expect"].as_str().unwrap() {
        // Rejected row by row is refused as well; where another reaction is named, that is meant.
        "refuse" => stored == 0 || due["alternative"].is_string(),
        "import" => is_due && stored > 0,
        // A row more is one that is reported: what stands after the last.
        _ => is_due || due["rows"].as_u64() == Some(rows - 1),
    };
    (!is_right).then(|| format!("{rows} rows, {stored} stored"))
}

/// What must be, and must not be, among the people of some files.
const SHOWN: [(&str, &str, &str); 9] = [
    ("late_latin1.csv", "Köln", "\u{fffd}"),
    ("mixed_encodings.csv", "Größe", "ZoÃ«"),
    ("header_twice.csv", "p2@h2.example", "Last Name"),
    ("bidi_control.csv", "\"+12025550103\"", "\u{202a}"),
    ("emails_bad.csv", "b@x.example", "\"a@b..example\""),
    ("external_entity.xlsx", "", "root:"),
    ("qp_no_end.vcf", "Given2", "Given2 Family2 Given"),
    ("formula_cells.csv", "=1+1", "\"'+1 202"),
    ("folded_1_char.vcf", "Folded Family", "F olded"),
];

#[test]
fn ninety_hostile_files_get_the_reaction_due_in_time_and_memory() {
    let Some(folder) = hostile() else { return };
    let oracle = shared::json(&folder.path().join("expected.json"));
    let files = oracle["files"].as_object().unwrap();
    let (mut wrong, mut slowest, mut largest) = (Vec::new(), (0.0, ""), (0, ""));
    for (file, due) in files {
        let shop = Shop::folder();
        let Reaction { told, seconds, kib } = react(&shop, &folder.path().join(file));
        if seconds > 1.0 || kib > 64 * 1024 {
            println!("{file}: {seconds:.2} s, {} MiB", kib / 1024);
        }
        if seconds > slowest.0 {
            slowest = (seconds, file);
        }
        if kib > largest.0 {
            largest = (kib, file);
        }
        let is_timed = !cfg!(debug_assertions) || due["rows"].as_u64() < Some(LONG);
        if (is_timed && seconds > MAX_SECONDS) || kib > MAX_KIB {
            wrong.push(format!("{file}: {seconds} s, {kib} KiB"));
        }
        wrong.extend(judge(due, &told).map(|what| format!("{file}: {what}")));
        if told.code == 3 && n_people(&shop) > 0 {
            wrong.push(format!("{file}: refused, but somebody is stored"));
        }
        for (_, has, never) in SHOWN.iter().filter(|(name, ..)| name == file) {
            let people = shop.run(&["--json", "people"]).out;
            if !people.contains(has) || people.contains(never) {
                wrong.push(format!("{file}: `{has}` is missing or `{never}` is there"));
            }
        }
    }
    println!("{} files; slowest {slowest:?} s, largest {largest:?} KiB", files.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Imports bytes under that name; more than 256 MiB of its own would end the process.
fn held(shop: &Shop, name: &str, bytes: &[u8]) -> Told {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    let import = shop.command(&["--json", "import", file.to_str().unwrap()]);
    let mut held = Command::new("sh");
    held.args(["-c", "ulimit -d 262144 && exec \"$@\"", "sh"]);
    held.arg(import.get_program()).args(import.get_args()).output().unwrap().into()
}

const HEADER: &str = "First Name,Last Name,Email,Company,Phone\n";
const GOOD: &str = "Ada,Adler,ada@a.example,Adler,+4930231250\n";

/// A file that is to be refused: nobody is there after it, and the message says why.
#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, why: &str) {
    let shop = Shop::folder();
    let told = held(&shop, name, bytes.as_ref());
    assert_eq!(told.code, 3, "{name}: {}{}", told.out, told.err);
    let detail = told.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains(why), "{name}: {detail}");
    assert_eq!(n_people(&shop), 0, "{name}");
}

#[test]
fn what_is_no_list_is_refused_with_its_cause() {
    refused("empty.csv", "", "empty");
    refused("bom.csv", b"\xef\xbb\xbf", "empty");
    refused("lines.csv", "\r\n".repeat(100_000), "empty");
    refused("noise.csv", (0..=255_u8).cycle().take(50_000).collect::<Vec<u8>>(), "not text");
    refused("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", "picture");
    refused("packed.csv", b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "gzip");
    refused("quote.csv", format!("{HEADER}{GOOD}\"Open,{}", GOOD.repeat(9)), "never closed");
    refused("wide.csv", ",".repeat(3000), "2000 columns");
    refused("long.csv", "x".repeat(2_000_000), "1 MiB");
    refused("numbers.csv", "a,b\n1,2\n3,4\n", "no people");
    refused("calendar.vcf", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "calendar");
    refused("half.vcf", "VERSION:3.0\r\nFN:No Begin\r\nEND:VCARD\r\n", "BEGIN:VCARD");
    refused("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "");
    refused("cut.xlsx", b"PK\x03\x04\0\0\0\0\0\0", "damaged");
    refused("other.xlsx", zipped(&[("a.csv", HEADER.as_bytes())]), "zip");
    let bomb = " ".repeat(64 << 20);
    refused("bomb.xlsx", zipped(&[("xl/workbook.xml", bomb.as_bytes())]), "limit");
}

/// A zip file with these members.
fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A file of three rows or cards of which the second is damaged: the others are stored as if it were not there.
#[track_caller]
fn survives(name: &str, bytes: impl AsRef<[u8]>, stored: usize, told_of: &[(u64, &str)]) {
    let shop = Shop::folder();
    let told = held(&shop, name, bytes.as_ref());
    assert_eq!(told.code, 0, "{name}: {}{}", told.out, told.err);
    let answer = told.json();
    assert_eq!(
        (&answer["rows"], &answer["stored"]),
        (&3.into(), &stored.into()),
        "{name}: {answer}"
    );
    for (row, column) in told_of {
        let mut told = list(&answer, "rejected").iter().chain(list(&answer, "problems"));
        let is_it =
            |one: &Value| one["row"] == *row && one["column"] == *column && one["why"] != "";
        assert!(told.any(is_it), "{name}: {answer}");
    }
    let people = shop.run(&["--json", "people"]).out;
    assert!(people.contains("ada@a.example") && people.contains("cleo@c.example"), "{people}");
}

#[test]
fn an_error_in_one_row_touches_no_other_and_is_told_with_row_column_and_why() {
    let last = "Cleo,Curie,cleo@c.example,Curie,+4930231252\n";
    let table = |second: &str| format!("{HEADER}{GOOD}{second}{last}");
    survives("nul.csv", table("Be\0n,Brandt,ben@b.example,B,\n"), 3, &[]);
    let bad = table("Ben,Brandt,ben(at)b.example,B,call me\n");
    survives("values.csv", bad, 3, &[(2, "Email"), (2, "Phone")]);
    survives("long.csv", table(&format!("Ben,Brandt,,{},\n", "A".repeat(2 << 20))), 2, &[(2, "")]);
    survives("wide.csv", table(&format!("Ben,{}\n", ",".repeat(9999))), 2, &[(2, "")]);
    survives("header.csv", table(HEADER), 2, &[(2, "")]);
    survives("blank.csv", table(",,@,,\n"), 2, &[(2, "Email")]);
    let mut bytes = format!("{HEADER}{GOOD}").into_bytes();
    bytes.extend_from_slice(b"Zo\xeb,Latin,zoe@l.example,K\xf6ln,\n");
    bytes.extend_from_slice("Cleo,Čurie,cleo@c.example,Größe,\n".as_bytes());
    survives("mixed.csv", bytes, 3, &[(2, "First Name"), (2, "Company")]);
    let card = |name: &str, end: &str| {
        let mail = name.to_lowercase();
        let at = mail.chars().next().unwrap();
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name} X\r\nEMAIL:{mail}@{at}.example\r\n{end}")
    };
    let end = "END:VCARD\r\n";
    let cards = |second: String| format!("{}{second}{}", card("Ada", end), card("Cleo", end));
    survives("open.vcf", cards(card("Ben", "")), 2, &[(2, "")]);
    let photo = format!("PHOTO;ENCODING=b:{}\r\n{end}", "QUJD\r\n ".repeat(200_000));
    survives("photo.vcf", cards(card("Ben", &photo)), 3, &[]);
    let folds = format!("NOTE:{}\r\n{end}", "more\r\n ".repeat(20_000));
    survives("folds.vcf", cards(card("Ben", &folds)), 3, &[(2, "NOTE")]);
}

#[test]
fn text_that_could_be_taken_for_more_is_text() {
    let shop = Shop::folder();
    let row =
        "=1+1,Robert'); drop table person;--,f@f.example,\"=HYPERLINK(\"\"x\"\")\",'+12025550102\n";
    let told = held(&shop, "formulas.csv", format!("{HEADER}{row}").as_bytes());
    assert_eq!(told.code, 0, "{}", told.out);
    let people = shop.run(&["--json", "people"]).json();
    let one = &people["people"][0];
    assert_eq!(
        (&one["given"], &one["family"]),
        (&"=1+1".into(), &"Robert'); drop table person;--".into())
    );
    assert_eq!(
        (&one["company"], &one["phones"][0]["key"]),
        (&"=HYPERLINK(\"x\")".into(), &"+12025550102".into())
    );
    // What would write to a terminal is not printed as it is.
    let bell = held(
        &shop,
        "bell.csv",
        format!("{HEADER}A\u{7}B,C\u{1b}[31mD,c@c.example,E,\n").as_bytes(),
    );
    assert_eq!(bell.code, 0, "{}", bell.out);
    let table = shop.run(&["people"]).out;
    assert!(!table.contains(['\u{7}', '\u{1b}']), "{table:?}");
}
