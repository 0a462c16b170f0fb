//! Tables that nobody here wrote, read without a mapping by hand: what each is expected to give, and how many agree.
#![expect(clippy::print_stdout, reason = "reads shared data where present and says when it is not")]

mod lists;

use std::{
    io::Cursor,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::civil::Date;
use serde_json::Value;

use super::{ReadError, ReadOptions, draft::Draft, open};

/// The folder of shared data, found by walking up; absent on machines without it.
fn shared_data() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("TOUCHSTONE_SHARED_DATA") {
        return Some(PathBuf::from(folder));
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir())
}

enum Outcome {
    Refused(String),
    Read { encoding: String, delimiter: String, people: Vec<Draft>, rejected: Vec<u64> },
}

fn read(bytes: Vec<u8>, name: &str) -> Outcome {
    let options = ReadOptions {
        file_name: Some(name.to_owned()),
        ..ReadOptions::new(Date::constant(2026, 3, 5))
    };
    let reader = match open(Cursor::new(bytes), &options) {
        Ok(reader) => reader,
        Err(why) => return Outcome::Refused(why.to_string()),
    };
    let (encoding, delimiter) =
        (reader.recognition().encoding.clone(), reader.recognition().delimiter.clone());
    let (mut people, mut rejected) = (Vec::new(), Vec::new());
    for item in reader {
        match item {
            Ok(draft) => people.push(draft),
            Err(ReadError::Row(problem)) => rejected.push(problem.row),
            Err(ReadError::File(why)) => return Outcome::Refused(why.to_string()),
        }
    }
    Outcome::Read { encoding, delimiter, people, rejected }
}

fn is_table(file: &str) -> bool {
    let lower = file.to_lowercase();
    ![".vcf", ".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".vcard"]
        .iter()
        .any(|end| lower.ends_with(end))
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// What one expected person says against what was read; the differences in words.
fn compare(expected: &Value, draft: &Draft) -> Vec<String> {
    let mut differences = Vec::new();
    let mut same = |key: &str, got: &str| {
        if let Some(wanted) = text(expected, key)
            && wanted != got
        {
            differences.push(format!("{key}: {wanted:?} v. {got:?}"));
        }
    };
    let name = &draft.name;
    same("first", &name.given);
    same("last", &name.family);
    same("middle", &name.middle);
    same("prefix", &name.prefix);
    same("suffix", &name.suffix);
    same("nickname", &name.nickname);
    same("company", &draft.company);
    same("title", &draft.job_title);
    same("department", &draft.department);
    same("notes", &draft.note);
    if let Some(full) = text(expected, "full") {
        let joined = [&name.given, &name.middle, &name.family].map(String::as_str).join(" ");
        if full != name.full && full != joined {
            differences.push(format!("full: {full:?} v. {:?}", name.full));
        }
    }
    for mail in expected.get("emails").and_then(Value::as_array).into_iter().flatten() {
        let wanted = mail.as_str().or_else(|| text(mail, "email")).unwrap_or_default();
        let is_ok = mail.get("ok").and_then(Value::as_bool).unwrap_or(true);
        let is_there = draft.emails.iter().any(|kept| kept.address == wanted);
        if is_ok && !is_there {
            differences.push(format!("no e-mail {wanted}"));
        }
    }
    for phone in expected.get("phones").and_then(Value::as_array).into_iter().flatten() {
        let raw = text(phone, "raw").unwrap_or_default();
        let kept = draft.phones.iter().find(|kept| kept.raw == raw);
        if let Some(wanted) = text(phone, "e164") {
            if !draft.phones.iter().any(|kept| kept.e164.as_deref() == Some(wanted)) {
                differences.push(format!("phone {raw}: no {wanted}"));
            }
        } else if let Some(kept) = kept {
            let possible = text(phone, "e164_possible");
            if kept.e164.is_some() && kept.e164.as_deref() != possible {
                differences.push(format!("phone {raw}: {:?}", kept.e164));
            }
        }
    }
    differences
}

fn judge(entry: &Value, outcome: &Outcome) -> Vec<String> {
    let expect = text(entry, "expect").unwrap_or("either");
    let (encoding, delimiter, people, rejected) = match (expect, outcome) {
        ("refuse", Outcome::Refused(_)) | ("either", _) => return Vec::new(),
        ("refuse", Outcome::Read { people, .. }) if people.is_empty() => return Vec::new(),
        ("refuse", Outcome::Read { people, .. }) => {
            return vec![format!("{} people instead of a refusal", people.len())];
        }
        (_, Outcome::Refused(why)) => return vec![format!("refused: {why}")],
        (_, Outcome::Read { encoding, delimiter, people, rejected, .. }) => {
            (encoding, delimiter, people, rejected)
        }
    };
    let mut differences = Vec::new();
    let alike = |wanted: &str| match wanted {
        "ascii" | "utf-8" => encoding == "utf-8",
        "cp1252" | "latin-1" | "windows-1252" | "iso-8859-1" => encoding == "windows-1252",
        other => encoding == other,
    };
    if let Some(wanted) = text(entry, "encoding")
        && !alike(wanted)
    {
        differences.push(format!("encoding {wanted} v. {encoding}"));
    }
    if let Some(wanted) = text(entry, "delimiter")
        && wanted != delimiter
    {
        differences.push(format!("delimiter {wanted:?} v. {delimiter:?}"));
    }
    let n = u64::try_from(people.len() + rejected.len()).unwrap();
    if let Some(rows) = entry.get("rows").and_then(Value::as_u64) {
        let others: Vec<u64> = entry
            .get("alternative_rows")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .collect();
        if rows != n && !others.contains(&n) {
            differences.push(format!("rows {rows} v. {n}"));
        }
    }
    for expected in entry.get("people").and_then(Value::as_array).into_iter().flatten() {
        let row = expected.get("row").and_then(Value::as_u64).unwrap_or(0);
        match people.iter().find(|draft| draft.row == row) {
            Some(draft) => differences
                .extend(compare(expected, draft).into_iter().map(|d| format!("row {row}: {d}"))),
            None if rejected.contains(&row) => differences.push(format!("row {row} rejected")),
            None => differences.push(format!("row {row} missing")),
        }
    }
    differences
}

/// How many tables there are, how many agree, and what is wrong with the others.
fn figures(folder: &Path, expected: &Path) -> (usize, usize, Vec<String>) {
    let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
    let files = expected.get("files").unwrap_or(&expected).as_object().unwrap();
    let (mut n, mut agree) = (0, 0);
    let mut wrong = Vec::new();
    for (file, entry) in files.iter().filter(|(file, _)| is_table(file)) {
        let Ok(bytes) = std::fs::read(folder.join(file)) else { continue };
        n += 1;
        let differences = judge(entry, &read(bytes, file));
        if differences.is_empty() {
            agree += 1;
        } else {
            wrong.push(format!(
                "{file}: {}",
                differences.iter().take(8).cloned().collect::<Vec<_>>().join("; ")
            ));
        }
    }
    (n, agree, wrong)
}

fn hold((n, agree, wrong): (usize, usize, Vec<String>), at_least: usize) {
    assert!(
        wrong.is_empty() && n >= at_least,
        "{agree} of {n} tables read as expected\n{}",
        wrong.join("\n")
    );
}

fn check_folder(folder: &Path, expected: &Path, at_least: usize) {
    hold(figures(folder, expected), at_least);
}

fn skipped() {
    println!("skipped: shared/data or a tool for it is absent");
}

#[test]
fn tables_of_the_oracle_are_read_or_refused_as_an_independent_reader_expects() {
    let Some(data) = shared_data() else { return skipped() };
    check_folder(&data, &data.join("import-oracle/expected.json"), 80);
}

#[test]
fn made_tables_in_the_forms_of_eight_programs_give_their_people() {
    let Some(data) = shared_data() else { return skipped() };
    let folder = data.join("import-made");
    check_folder(&folder, &folder.join("expected.json"), 9);
}

#[test]
fn hostile_tables_are_refused_or_read_around() {
    let Some(data) = shared_data() else { return skipped() };
    let folder = std::env::temp_dir().join(format!("touchstone-hostile-{}", std::process::id()));
    let made = Command::new("python3").arg(data.join("hostile.py")).arg(&folder).output();
    if !made.is_ok_and(|output| output.status.success()) {
        return skipped();
    }
    let figures = figures(&folder, &folder.join("expected.json"));
    std::fs::remove_dir_all(&folder).unwrap();
    hold(figures, 40);
}

#[test]
fn numbers_of_every_country_agree_with_the_phone_oracle() {
    let Some(data) = shared_data() else { return skipped() };
    let unpacked =
        Command::new("gzip").arg("-dc").arg(data.join("reference/phone_oracle.csv.gz")).output();
    let Ok(unpacked) = unpacked else { return skipped() };
    let mut reader = csv::Reader::from_reader(unpacked.stdout.as_slice());
    let (mut n, mut wrong) = (0, Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        let (input, region, wanted) = (&record[0], &record[1], &record[4]);
        let country = (region != "ZZ").then_some(region);
        let got = crate::people::phone::PhoneNumber::read(input, country).ok();
        let got = got.as_ref().and_then(|number| number.e164());
        n += 1;
        // What cannot be a number of its country is kept as written, not in E.164.
        let is_same = got == Some(wanted) || (&record[3] != "1" && got.is_none());
        if !is_same {
            wrong.push(format!("{input} in {region}: {wanted} v. {got:?}"));
        }
    }
    assert!(wrong.is_empty() && n > 0, "{} of {n} agree\n{}", n - wrong.len(), wrong.join("\n"));
}

#[test]
fn words_under_a_header_with_profile_are_no_address_of_a_person() {
    let table = |header: &str, cell: &str| {
        let text = format!("First Name,Email,{header}\nAda,ada@a.example,{cell}\n");
        let Outcome::Read { people, .. } = read(text.into_bytes(), "leads.csv") else { panic!() };
        (people[0].profiles.clone(), people[0].custom.len())
    };
    assert_eq!(table("Lead Profile", "Potential Lead"), (vec![], 1));
    assert_eq!(table("Profile", "Hot"), (vec![], 1));
    assert_eq!(table("Twitter", "ada_a"), (vec!["ada_a".to_owned()], 0));
    let url = "https://social.example/ada";
    assert_eq!(table("Profile", url), (vec![url.to_owned()], 0));
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let units = |is_big: bool| {
        text.encode_utf16()
            .flat_map(move |u| if is_big { u.to_be_bytes() } else { u.to_le_bytes() })
            .collect()
    };
    match encoding {
        "utf-16le" => units(false),
        "utf-16be" => units(true),
        "utf-32le" => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        "windows-1252" => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        _ => text.as_bytes().to_vec(),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn the_same_people_come_back_from_every_dialect_and_encoding(
        people in proptest::collection::vec(("[A-Z][a-zé]{1,8}", "[A-Z][a-zöß ,;|]{1,8}[a-z]", 0_u32..9999), 2..20),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t', b'|', b'^', b'~']),
        encoding in proptest::sample::select(vec!["utf-8", "utf-16le", "utf-16be", "utf-32le", "windows-1252"]),
        end in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        bad in 0_usize..20,
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["First Name", "Last Name", "Email"]).unwrap();
        for (at, (given, family, n)) in people.iter().enumerate() {
            let mail = if at == bad { "no address".to_owned() } else { format!("p{n}.{at}@x.example") };
            writer.write_record([given, family, &mail]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap().replace('\n', end);
        let Outcome::Read { people: got, rejected, .. } = read(encoded(&text, encoding), "list.csv") else {
            panic!("refused: {text}");
        };
        proptest::prop_assert!(rejected.is_empty());
        proptest::prop_assert_eq!(got.len(), people.len());
        for (at, (draft, (given, family, n))) in got.iter().zip(&people).enumerate() {
            proptest::prop_assert_eq!(&draft.name.given, given);
            proptest::prop_assert_eq!(&draft.name.family, family.trim());
            // A bad value in one row touches no other.
            proptest::prop_assert_eq!(draft.problems.len(), usize::from(at == bad));
            let mail = format!("p{n}.{at}@x.example");
            proptest::prop_assert_eq!(draft.emails.iter().any(|kept| kept.key == mail), at != bad);
        }
    }
}
