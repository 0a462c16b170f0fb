//! Lists people really have, imported without a mapping by hand: who is there afterwards, or why nobody is.

use std::path::Path;

use domain::companies::company_key;
use jiff::civil::Date;
use serde_json::Value;

use crate::{
    shared::{self, count, list},
    shop::{Shop, Told},
};

/// What a file is expected to be refused for, in a word of the message: by its form, else as one without people.
fn cause(file: &str, says: &Value) -> &'static [&'static str] {
    match says["kind"].as_str().unwrap() {
        "gz" | "json.gz" => &["gzip"],
        "bz2" => &["bzip2"],
        "dbf" => &["binary"],
        "xls" => &["XLS"],
        "ods" => &["ODS"],
        "xml" => &["xCard"],
        "json" if file.contains("jcard") => &["jCard"],
        "json" => &["JSON"],
        _ if says["why"].as_str().unwrap_or_default().starts_with("damaged") => &["damaged"],
        _ => &["no people", "is empty"],
    }
}

fn import(shop: &Shop, path: &Path) -> Told {
    shop.run(&["--json", "import", path.to_str().unwrap()])
}

/// Everybody with all they hold, in the order of the file.
fn people(shop: &Shop) -> Vec<Value> {
    let mut people = list(&shop.run(&["--json", "people"]).json(), "people").to_vec();
    people.reverse();
    people
}

/// The rows of one person each: those that are certainly the same belong together.
fn persons(says: &Value) -> Vec<Vec<&Value>> {
    let mut persons: Vec<Vec<&Value>> = Vec::new();
    for row in list(says, "people") {
        let twin = list(says, "certain").iter().find(|pair| pair[1] == row["row"]);
        let first = twin.and_then(|pair| {
            persons.iter_mut().find(|rows| rows.iter().any(|one| one["row"] == pair[0]))
        });
        match first {
            Some(rows) => rows.push(row),
            None => persons.push(vec![row]),
        }
    }
    persons
}

/// What differs between a person found and the rows that tell of them.
fn differences(rows: &[&Value], found: &Value, problems: &[Value], extra: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |key: &str, got: &str| {
        let told: Vec<&str> = rows.iter().filter_map(|row| row[key].as_str()).collect();
        if !told.is_empty() && !told.contains(&got) {
            wrong.push(format!("{key}: {got:?} instead of {told:?}"));
        }
    };
    let text = |key: &str| found[key].as_str().unwrap_or_default();
    for (key, at) in [
        ("first", "given"),
        ("last", "family"),
        ("middle", "middle"),
        ("prefix", "prefix"),
        ("suffix", "suffix"),
        ("nickname", "nickname"),
        ("department", "department"),
        ("title", "job_title"),
        ("notes", "note"),
    ] {
        same(key, text(at));
    }
    if rows.iter().all(|row| row["first"].is_null() && row["last"].is_null()) {
        same("full", text("name"));
    }
    let address = &list(found, "addresses").first().cloned().unwrap_or_default();
    for key in ["city", "street", "postcode"] {
        same(key, address[key].as_str().unwrap_or_default());
    }
    // One company has one spelling: the first that was met.
    let companies: Vec<&str> = rows.iter().filter_map(|row| row["company"].as_str()).collect();
    let is_company = |name: &&str| company_key(name) == company_key(text("company"));
    if !companies.is_empty() && !companies.iter().any(is_company) {
        wrong.push(format!("company: {:?} instead of {companies:?}", text("company")));
    }
    wrong.extend(emails(rows, found));
    wrong.extend(phones(rows, found, problems, extra));
    wrong.extend(days(rows, found));
    for link in rows.iter().filter_map(|row| row["linkedin"].as_str()) {
        if !list(found, "profiles").iter().any(|profile| profile == link) {
            wrong.push(format!("no profile {link}"));
        }
    }
    wrong
}

/// The good addresses, all of them and no other.
fn emails(rows: &[&Value], found: &Value) -> Option<String> {
    let mut told: Vec<String> = rows
        .iter()
        .flat_map(|row| list(row, "emails"))
        .filter(|email| email["ok"] != false)
        .map(|email| email.as_str().or(email["email"].as_str()).unwrap().to_lowercase())
        .collect();
    let mut got: Vec<String> = list(found, "emails")
        .iter()
        .map(|email| email["text"].as_str().unwrap().to_lowercase())
        .collect();
    for addresses in [&mut told, &mut got] {
        addresses.sort();
        addresses.dedup();
    }
    (told != got).then(|| format!("e-mails {got:?} instead of {told:?}"))
}

/// Every number as it is dialled, or as it was written where that cannot be told, or reported; and no more of them.
fn phones(rows: &[&Value], found: &Value, problems: &[Value], extra: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let got = list(found, "phones");
    let told: Vec<&Value> = rows.iter().flat_map(|row| list(row, "phones")).collect();
    let written = |raw: &Value| {
        raw.as_str().unwrap().trim_start_matches("tel:").trim_start_matches('\'').to_owned()
    };
    for phone in &told {
        let is_there = got.iter().any(|kept| {
            if let Some(number) = phone["e164"].as_str() {
                return kept["key"] == number;
            }
            let is_kept = written(&kept["text"]) == written(&phone["raw"]);
            // Where it is said what it may be dialled as, it is that or nothing.
            let is_dialled = phone.get("e164_if_default_country").is_some()
                && ![&phone["e164_possible"], &"".into()].contains(&&kept["key"]);
            is_kept && !is_dialled
        });
        let is_word = !phone["raw"].as_str().unwrap().contains(|c: char| c.is_ascii_digit());
        let is_told = is_word && !problems.is_empty();
        if !(is_there || is_told) {
            wrong.push(format!("no number {phone} among {got:?}"));
        }
    }
    let besides = got.iter().filter(|kept| extra.contains(kept["key"].as_str().unwrap())).count();
    if got.len() - besides > told.len() {
        wrong.push(format!("{} numbers instead of {}", got.len(), told.len()));
    }
    wrong
}

/// The day of birth, and the day of connecting.
fn days(rows: &[&Value], found: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for told in rows.iter().filter_map(|row| row["birthday"].as_str()) {
        let digits = |text: &str| text.replace('-', "");
        let got = found["birthday"].as_str().unwrap_or_default();
        let day = Date::strptime("%d/%m/%Y", told).map_or(told.to_owned(), |day| day.to_string());
        if digits(&day) != digits(got) {
            wrong.push(format!("birthday: {got:?} instead of {told:?}"));
        }
    }
    for told in rows.iter().filter_map(|row| row["connected_on"].as_str()) {
        let day = Date::strptime("%d %b %Y", told).unwrap().to_string();
        if found["connected_on"] != day {
            wrong.push(format!("connected_on: {} instead of {told}", found["connected_on"]));
        }
    }
    wrong
}

/// What differs between everybody found and what is expected of a file.
fn compare(says: &Value, report: &Value, found: &[Value]) -> Vec<String> {
    let persons = persons(says);
    if persons.len() != found.len() {
        return vec![format!("{} people instead of {}", found.len(), persons.len())];
    }
    let problems = list(report, "problems");
    let extra = says["extra"].as_str().unwrap_or_default();
    persons
        .iter()
        .zip(found)
        .flat_map(|(rows, found)| {
            let row = rows[0]["row"].clone();
            let wrong = differences(rows, found, problems, extra);
            wrong.into_iter().map(move |wrong| format!("row {row}: {wrong}"))
        })
        .collect()
}

/// What differs between the report of an import and what is expected of the file as a whole.
fn compare_whole(says: &Value, report: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let n = |key: &str| report[key].as_u64().unwrap();
    let rejected = count(list(report, "rejected"));
    if n("rows") != n("stored") + n("updated") + n("same") + rejected {
        wrong.push(format!("{} rows do not add up", n("rows")));
    }
    if says["rows"].as_u64().is_some_and(|rows| rows != n("rows")) {
        wrong.push(format!("{} rows instead of {}", n("rows"), says["rows"]));
    }
    if let Some(encoding) = says["encoding"].as_str() {
        let alike: &[&str] = match encoding {
            "ascii" | "utf-8" => &["utf-8"],
            "cp1252" | "latin-1" | "windows-1252" => &["windows-1252", "iso-8859-1"],
            "-" => &["binary"],
            other => &[other],
        };
        if !alike.contains(&report["encoding"].as_str().unwrap()) {
            wrong.push(format!("encoding {} instead of {encoding}", report["encoding"]));
        }
    }
    if says["delimiter"].is_string() && report["delimiter"] != says["delimiter"] {
        wrong.push(format!("delimiter {} instead of {}", report["delimiter"], says["delimiter"]));
    }
    for row in list(says, "rejected") {
        let told = list(report, "rejected").iter().find(|told| told["row"] == row["row"]);
        if told.is_none_or(|told| told["why"].as_str().unwrap().is_empty()) {
            wrong.push(format!("row {} is not rejected", row["row"]));
        }
    }
    wrong
}

#[test]
fn every_file_of_two_collections_gives_its_people_or_is_refused_with_its_cause() {
    let Some(data) = shared::folder() else { return };
    let oracle = shared::json(&data.join("import-oracle/expected.json"));
    let files = oracle["files"].as_object().unwrap();
    let (bin, mut n_read, mut wrong) = (Shop::folder(), 0, Vec::new());
    for (file, says) in files {
        let shop = if says["expect"] == "refuse" { &bin } else { &Shop::folder() };
        let told = import(shop, &data.join(file));
        let answer = told.json();
        let may_refuse = says["expect"] != "import"
            || says["alternative"].as_str().is_some_and(|or| or.contains("may be refused"));
        if told.code == 3 && may_refuse {
            let why = answer["detail"].as_str().unwrap();
            if !cause(file, says).iter().any(|word| why.contains(word)) {
                wrong.push(format!("{file}: refused: {why}"));
            }
            continue;
        }
        if told.code != 0 {
            wrong.push(format!("{file}: {}{}", told.out, told.err));
            continue;
        }
        n_read += 1;
        let mut differ = compare_whole(says, &answer);
        if says["expect"] != "refuse" {
            differ.extend(compare(says, &answer, &people(shop)));
        }
        if file.ends_with("thebat.vcf") {
            // The Polish letter is n-acute or n-tilde: nothing in the file tells.
            differ.retain(|wrong| !wrong.contains("Iksiński"));
        }
        wrong.extend(differ.into_iter().map(|differ| format!("{file}: {differ}")));
    }
    println!("{} files, {n_read} of them read", files.len());
    assert!(people(&bin).is_empty(), "of what is to be refused nothing is stored");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn exports_in_the_forms_of_eight_programs_give_their_people_and_their_doubles() {
    let Some(data) = shared::folder() else { return };
    let folder = data.join("import-made");
    let oracle = shared::json(&folder.join("expected.json"));
    let mut wrong = Vec::new();
    for (file, says) in oracle["files"].as_object().unwrap() {
        let shop = Shop::folder();
        let told = import(&shop, &folder.join(file));
        if says["expect"] == "refuse" {
            assert_eq!(told.code, 3, "{file}: {}", told.out);
            assert!(people(&shop).is_empty(), "{file}");
            continue;
        }
        assert_eq!(told.code, 0, "{file}: {}", told.out);
        let report = told.json();
        let mut differ = compare_whole(says, &report);
        differ.extend(compare(says, &report, &people(&shop)));
        differ.extend(sums(says, &report));
        differ.extend(pairs(says, &report));
        let again = import(&shop, &folder.join(file)).json();
        if again["stored"] != 0 || again["updated"] != 0 {
            differ.push(format!("again: {} new, {} updated", again["stored"], again["updated"]));
        }
        wrong.extend(differ.into_iter().map(|differ| format!("{file}: {differ}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How many rows became what, against the bounds told.
fn sums(says: &Value, report: &Value) -> Vec<String> {
    let n = |key: &str| report[key].as_u64().unwrap();
    let counts = [
        ("stored", n("stored")),
        ("same_or_updated", n("same") + n("updated")),
        ("rejected", count(list(report, "rejected"))),
    ];
    let is_within = |key: &str, n: u64| match &says["sums"][key] {
        Value::Array(bounds) => {
            bounds[0].as_u64() <= Some(n) && Some(n) <= bounds.last().unwrap().as_u64()
        }
        one => one.as_u64() == Some(n),
    };
    let wrong = counts.into_iter().filter(|(key, n)| !is_within(key, *n));
    wrong.map(|(key, n)| format!("{n} {key} instead of {}", says["sums"][key])).collect()
}

/// The rows that are certainly one person, those that may be, and those that are never.
fn pairs(says: &Value, report: &Value) -> Vec<String> {
    let of = |key: &str| -> Vec<Value> {
        let named = list(report, key).iter();
        named
            .map(|pair| Value::from(vec![pair["a"]["row"].clone(), pair["b"]["row"].clone()]))
            .collect()
    };
    let (certain, possible) = (of("certain"), of("possible"));
    let mut wrong = Vec::new();
    if certain != list(says, "certain") {
        wrong.push(format!("certain {certain:?} instead of {}", says["certain"]));
    }
    for pair in list(says, "possible") {
        if !possible.contains(pair) {
            wrong.push(format!("{pair} is not among the possible ones {possible:?}"));
        }
    }
    if report["possible_duplicates"] == 0 {
        wrong.push("nobody is counted as a possible duplicate".to_owned());
    }
    wrong
}

#[test]
fn a_card_file_and_its_table_are_the_same_people() {
    let Some(data) = shared::folder() else { return };
    let folder = data.join("contacts/roundcube/Csv2vcard");
    for name in ["all", "email", "gmail", "outlook", "tb_plain"] {
        for (first, second) in [("csv", "vcf"), ("vcf", "csv")] {
            let shop = Shop::folder();
            let stored = import(&shop, &folder.join(format!("{name}.{first}"))).json();
            assert!(stored["stored"].as_u64() > Some(0), "{name}.{first}: {stored}");
            let twin = import(&shop, &folder.join(format!("{name}.{second}"))).json();
            assert_eq!(twin["stored"], 0, "{name}.{second} after {name}.{first}: {twin}");
            assert_eq!(count(&people(&shop)), stored["stored"].as_u64().unwrap());
        }
    }
}
