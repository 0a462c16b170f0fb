//! Figures on people whose true identity is known.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_types,
    reason = "reads shared data where present and says what was reached"
)]

use std::{collections::BTreeMap, io::Read, path::PathBuf};

use super::birthday;
use crate::{
    duplicates::{
        candidates::find,
        identity::Identity,
        postal::{self, Veto},
    },
    imports::draft::{Draft, DraftEmail, DraftPhone},
    people::{Label, Name, PostalAddress},
};

/// A file under `shared/data`, looked for upwards from this crate; none where it is absent.
fn shared_path(path: &str) -> Option<PathBuf> {
    let named = std::env::var_os("TOUCHSTONE_SHARED_DATA").map(PathBuf::from);
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = named
        .into_iter()
        .chain(here.ancestors().map(|above| above.join("shared/data")))
        .map(|data| data.join(path))
        .find(|file| file.exists());
    if found.is_none() {
        println!("skipped: shared/data/{path} is absent");
    }
    found
}

/// The text of a packed file under `shared/data`.
fn shared(path: &str) -> Option<String> {
    let file = shared_path(path)?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(file).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    Some(text)
}

/// The people of one file as `expected.json` tells them, by row.
fn expected_people(file: &serde_json::Value) -> Vec<(u64, Identity)> {
    let text =
        |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let people = file["people"].as_array().unwrap();
    let draft = |row: &serde_json::Value| Draft {
        row: row["row"].as_u64().unwrap(),
        name: Name {
            given: text(row, "first"),
            family: text(row, "last"),
            full: text(row, "full"),
            ..Name::default()
        },
        job_title: text(row, "title"),
        company: text(row, "company"),
        emails: row["emails"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|email| DraftEmail {
                address: email.as_str().unwrap().to_owned(),
                key: email.as_str().unwrap().to_lowercase(),
                label: Label::Work,
            })
            .collect(),
        phones: row["phones"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|phone| DraftPhone {
                raw: text(phone, "raw"),
                e164: phone["e164"].as_str().map(str::to_owned),
                extension: text(phone, "raw").split_once("ext. ").unwrap_or_default().1.to_owned(),
                label: Label::parse(&text(phone, "kind")).unwrap_or(Label::Other),
            })
            .collect(),
        ..Draft::default()
    };
    people.iter().map(draft).map(|draft| (draft.row, Identity::from(&draft))).collect()
}

#[test]
fn the_awkward_lists_have_the_duplicates_they_say() {
    let Some(path) = shared_path("import-made/expected.json") else { return };
    let expected: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for (name, file) in expected["files"].as_object().unwrap() {
        if !file["people"].is_array() {
            continue;
        }
        let pairs = |key: &str| -> Vec<(u64, u64)> {
            let pair =
                |pair: &serde_json::Value| (pair[0].as_u64().unwrap(), pair[1].as_u64().unwrap());
            file[key].as_array().into_iter().flatten().map(pair).collect()
        };
        let found = find(&expected_people(file));
        let groups: Vec<(u64, u64)> =
            found.certain.groups.iter().map(|group| (group[0], *group.last().unwrap())).collect();
        assert_eq!(groups, pairs("certain"), "{name}");
        assert!(found.certain.groups.iter().all(|group| group.len() == 2), "{name}");
        for pair in pairs("possible") {
            assert!(
                found.possible.iter().any(|found| (found.a, found.b) == pair),
                "{name}: {pair:?}"
            );
        }
        println!("{name}: {} certain, {} possible", groups.len(), found.possible.len());
    }
}

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Precision and recall of pairs in merged groups against true entities.
fn check_truth(what: &str, persons: &[(usize, Identity)], entities: &[String]) -> (f64, f64) {
    let found = find(persons);
    let n_pairs = |sizes: Vec<usize>| sizes.iter().map(|n| n * (n - 1) / 2).sum::<usize>();
    let sizes_of = |ids: &mut dyn Iterator<Item = usize>| {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        ids.for_each(|id| *sizes.entry(&entities[id]).or_default() += 1);
        sizes.into_values().collect::<Vec<_>>()
    };
    let truth = n_pairs(sizes_of(&mut (0..entities.len())));
    let merged = n_pairs(found.certain.groups.iter().map(Vec::len).collect());
    let right: usize = found
        .certain
        .groups
        .iter()
        .map(|group| n_pairs(sizes_of(&mut group.iter().copied())))
        .sum();
    let ratio = |a: usize, b: usize| {
        f64::from(u32::try_from(a).unwrap()) / f64::from(u32::try_from(b).unwrap())
    };
    let (precision, recall) = (ratio(right, merged), ratio(right, truth));
    println!(
        "{what}: precision {precision:.4}, recall of merged groups {recall:.4}, {} comparisons, {} possible, {} noticed, {} apart",
        found.comparisons,
        found.possible.len(),
        found.certain.noticed.len(),
        found.certain.apart.len()
    );
    let of_id: BTreeMap<usize, &Identity> =
        persons.iter().map(|(id, person)| (*id, person)).collect();
    for ids in &found.certain.groups {
        for (at, a) in ids.iter().enumerate() {
            for b in &ids[at + 1..] {
                assert_ne!(
                    postal::points(of_id[a], of_id[b]).veto(),
                    Some(Veto::Spouses),
                    "{what}: {a} {b}"
                );
            }
        }
    }
    (precision, recall)
}

fn febrl(n: u8) -> Option<(f64, f64)> {
    let text = shared(&format!("dedupe/febrl/dataset{n}.csv.gz"))?;
    let rows = rows(&text);
    let persons: Vec<(usize, Identity)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let name = Name {
                given: row["given_name"].clone(),
                family: row["surname"].clone(),
                ..Name::default()
            };
            let address = PostalAddress {
                number: row["street_number"].clone(),
                street: row["address_1"].clone(),
                line2: row["address_2"].clone(),
                city: row["suburb"].clone(),
                state: row["state"].clone(),
                postcode: row["postcode"].clone(),
                country: String::new(),
            };
            let draft = Draft {
                name,
                birthday: birthday(&row["date_of_birth"]),
                addresses: vec![address],
                ..Draft::default()
            };
            (at, Identity::from(&draft))
        })
        .collect();
    let entities: Vec<String> =
        rows.iter().map(|row| row["rec_id"].split('-').nth(1).unwrap().to_owned()).collect();
    Some(check_truth(&format!("febrl {n}"), &persons, &entities))
}

#[test]
fn made_up_people_of_febrl_are_found_again() {
    for n in [1, 3] {
        let Some((precision, recall)) = febrl(n) else { return };
        assert!(precision >= 0.999 && recall >= 0.95, "febrl {n}: {precision} {recall}");
    }
}

#[test]
fn people_with_e_mail_birth_date_and_town_are_found_again() {
    let Some(text) = shared("dedupe/splink/fake_1000.csv.gz") else { return };
    let rows = rows(&text);
    let persons: Vec<(usize, Identity)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let name = Name {
                given: row["first_name"].clone(),
                family: row["surname"].clone(),
                ..Name::default()
            };
            let address = PostalAddress { city: row["city"].clone(), ..PostalAddress::default() };
            let person = Identity::new(&name, birthday(&row["dob"]), "").with_place(&address);
            (
                at,
                if row["email"].is_empty() {
                    person
                } else {
                    person.with_email(&row["email"].to_lowercase())
                },
            )
        })
        .collect();
    let entities: Vec<String> = rows.iter().map(|row| row["cluster"].clone()).collect();
    let (precision, recall) = check_truth("fake_1000", &persons, &entities);
    assert!((precision - 1.0).abs() < 1e-12 && recall >= 0.65, "fake_1000: {precision} {recall}");
}
