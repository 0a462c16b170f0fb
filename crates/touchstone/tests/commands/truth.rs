//! People whose true identity is known, imported with a mapping: who is merged, and whether they are one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    shared::{self, list},
    shop::Shop,
};

/// How well groups of rows agree with the truth.
#[derive(Debug)]
struct Figures {
    precision: f64,
    recall: f64,
}

/// Imports a packed table with a mapping, one column of it as a tag; the tags of each person who is there afterwards,
/// those joined that `duplicates` says are certainly one.
fn groups(file: &str, mapping: &[&str]) -> Option<Vec<BTreeSet<String>>> {
    let table = shared::unpacked(&shared::folder()?.join("dedupe").join(file));
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("people.csv");
    fs::write(&path, &table).unwrap();
    let shop = Shop::folder();
    let mut words = vec!["--json", "import", path.to_str().unwrap()];
    words.extend(mapping.iter().flat_map(|map| ["--map", *map]));
    let told = shop.run(&words);
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let report = told.json();
    assert_eq!(report["rows"].as_u64().unwrap(), u64::try_from(table.lines().count() - 1).unwrap());
    let people = shop.run(&["--json", "people"]).json();
    let mut by_person: BTreeMap<String, BTreeSet<String>> = list(&people, "people")
        .iter()
        .map(|person| (text(&person["id"]), list(person, "tags").iter().map(text).collect()))
        .collect();
    let listed = shop.run(&["--json", "duplicates"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    let mut into: BTreeMap<String, String> = BTreeMap::new();
    for pair in list(&listed.json(), "certain") {
        let end = |id: String| {
            let mut id = id;
            while let Some(next) = into.get(&id) {
                id.clone_from(next);
            }
            id
        };
        let (a, b) = (end(text(&pair[0])), end(text(&pair[1])));
        if a != b {
            let gone = by_person.remove(&b).unwrap();
            by_person.get_mut(&a).unwrap().extend(gone);
            into.insert(b, a);
        }
    }
    Some(by_person.into_values().collect())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Every pair of one group, told by `entity` to be one person or two, against the pairs there are.
fn figures(groups: &[BTreeSet<String>], entity: impl Fn(&str) -> String) -> Figures {
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let (mut found, mut right) = (0, 0);
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups {
        let mut of_group: BTreeMap<String, usize> = BTreeMap::new();
        for row in group {
            *of_group.entry(entity(row)).or_default() += 1;
            *sizes.entry(entity(row)).or_default() += 1;
        }
        found += pairs(group.len());
        right += of_group.values().map(|n| pairs(*n)).sum::<usize>();
    }
    let there: usize = sizes.values().map(|n| pairs(*n)).sum();
    let share = |of: usize| {
        f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(of).unwrap())
    };
    Figures { precision: share(found), recall: share(there) }
}

/// Names, postal address and birth date; the number of the record is kept as a tag to tell rows by.
const FEBRL: [&str; 11] = [
    "rec_id=tags",
    "given_name=given",
    "surname=family",
    "street_number=number",
    "address_1=street",
    "address_2=line2",
    "suburb=city",
    "postcode=postcode",
    "state=state",
    "date_of_birth=birthday",
    "soc_sec_id=ignore",
];

fn check_febrl(file: &str) {
    let Some(groups) = groups(file, &FEBRL) else { return };
    let figures = figures(&groups, |id| id.split('-').nth(1).unwrap().to_owned());
    println!("{file}: {figures:?}");
    assert!(figures.precision >= 0.999 && figures.recall >= 0.95, "{figures:?}");
}

#[test]
fn a_thousand_records_of_febrl_are_merged_as_the_people_they_are() {
    check_febrl("febrl/dataset1.csv.gz");
}

#[test]
fn five_thousand_records_of_febrl_are_merged_as_the_people_they_are() {
    check_febrl("febrl/dataset3.csv.gz");
}

#[test]
fn a_thousand_made_records_are_merged_without_a_mistake_and_beyond_their_addresses() {
    let mapping = [
        "unique_id=tags",
        "first_name=given",
        "surname=family",
        "dob=birthday",
        "city=city",
        "email=email",
        "cluster=ignore",
    ];
    let file = "splink/fake_1000.csv.gz";
    let Some(groups) = groups(file, &mapping) else { return };
    let table = shared::unpacked(&shared::folder().unwrap().join("dedupe").join(file));
    let entities: BTreeMap<String, String> = table
        .lines()
        .skip(1)
        .map(|line| {
            let (id, rest) = line.split_once(',').unwrap();
            (id.to_owned(), rest.rsplit_once(',').unwrap().1.to_owned())
        })
        .collect();
    let figures = figures(&groups, |id| entities[id].clone());
    println!("{file}: {figures:?}");
    assert!(
        (figures.precision - 1.0).abs() < f64::EPSILON && figures.recall > 0.336,
        "{figures:?}"
    );
}
