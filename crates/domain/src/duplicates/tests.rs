mod truth;

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;

use super::{
    candidates::{FULL_BLOCK, Found, find},
    groups::{Doubt, Edge, components, group},
    identity::Identity,
    keys::{KeyClass, block_keys},
    postal::{self, Veto},
    verdict::{Verdict, Why, compare},
};
use crate::{
    imports::draft::{Draft, DraftEmail, DraftPhone},
    people::{Birthday, Label, Name, PostalAddress},
};

/// A person told as `given family; company; e-mail; phone; birth; street, city postcode`, the given name
/// as `_` where there is none.
fn person(text: &str) -> Identity {
    let mut parts = text.split(';').map(str::trim);
    let mut next = || parts.next().unwrap_or_default();
    let (name, company, email, phone, birth, place) =
        (next(), next(), next(), next(), next(), next());
    let mut words = name.splitn(2, ' ');
    let (given, family) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let name = Name {
        given: given.trim_matches('_').into(),
        family: family.trim_end_matches(" Jr.").trim_end_matches(" Sr.").into(),
        suffix: ["Jr.", "Sr."]
            .into_iter()
            .find(|end| family.ends_with(end))
            .unwrap_or_default()
            .into(),
        ..Name::default()
    };
    let mut identity = Identity::new(&name, birthday(birth), company);
    for email in email.split_whitespace() {
        identity = identity.with_email(email);
    }
    if !phone.is_empty() {
        let (kind, number) = phone.split_once(' ').unwrap();
        let (number, extension) = number.split_once('x').unwrap_or((number, ""));
        let label = Label::parse(kind).unwrap();
        let e164 = number.starts_with('+').then_some(number);
        identity = identity.with_phone(number, e164, extension, label);
    }
    if let Some((street, rest)) = place.split_once(", ") {
        let (city, postcode) = rest.rsplit_once(' ').unwrap();
        let address = PostalAddress {
            street: street.into(),
            city: city.into(),
            postcode: postcode.into(),
            ..PostalAddress::default()
        };
        identity = identity.with_place(&address);
    }
    identity
}

fn birthday(text: &str) -> Option<Birthday> {
    let digits = text.replace('-', "");
    let date = jiff::civil::Date::strptime("%Y%m%d", &digits).ok()?;
    Some(Birthday::from(date))
}

/// Compares both ways; the decision in a word with its why.
fn check(left: &str, right: &str, decision: &str) {
    let (a, b) = (person(left), person(right));
    let verdict = compare(&a, &b);
    assert_eq!(verdict, compare(&b, &a), "not symmetric: {left} / {right}");
    let said = match verdict {
        Verdict::Certain { why, .. } => format!("certain {why}"),
        Verdict::Possible { why, .. } => format!("possible {why}"),
        Verdict::Different => "different".into(),
        Verdict::Vetoed { veto: Veto::Spouses, .. } => "vetoed spouses".into(),
        Verdict::Vetoed { veto: Veto::Twins, .. } => "vetoed twins".into(),
    };
    assert_eq!(said, decision, "{left} / {right}");
}

#[test]
fn one_address_is_one_person_unless_the_names_say_two() {
    check("Mara Ellison;;m@n.example", "Mara Ellison;;m@n.example", "certain email");
    check("Mara Ellison;;m@n.example", ";;m@n.example", "certain email");
    check("Mara Ellison;;m@n.example", "M. Ellison;;m@n.example", "certain email");
    check("Mara Ellison;;m@n.example", "Ellison Mara;;m@n.example", "certain email");
    check("Mara Ellison;;m@n.example", "Mara Elison;;m@n.example", "certain email");
    check("José Ñuñez Peña;;m@n.example", "Jose Nunez;;m@n.example", "certain email");
    check("Mara Ellison;;m@n.example", "Tom Ellison;;m@n.example", "possible email");
    check("Mara Ellison;;m@n.example", "Mara Quist;;m@n.example", "possible email");
    check("Paul Lee;;m@n.example", "Paula Lee;;m@n.example", "possible email");
    check("Jan Lee;;m@n.example", "Jon Lee;;m@n.example", "possible email");
    check("N0 1;;m@n.example", "N1 1;;m@n.example", "possible email");
    check("Robert Lee;;m@n.example", "Bob Lee;;m@n.example", "possible email");
    check("Tom Lee Jr.;;m@n.example", "Tom Lee Sr.;;m@n.example", "possible email");
}

#[test]
fn an_office_address_is_shared_by_its_people() {
    check("Mara Ellison;;info@n.example", "Mara Ellison;;info@n.example", "certain email");
    check(";;info@n.example", ";;info@n.example", "certain email");
    check("Mara Ellison;;info@n.example", ";;info@n.example", "possible email");
    check("Mara Ellison;;info@n.example", "Tom Quist;;info@n.example", "possible email");
}

#[test]
fn a_switchboard_is_shared_and_a_mobile_is_not() {
    check("Mara Lee;;;mobile +12025550143", "Mara Lee;;;mobile +12025550143", "certain phone");
    check("Mara Lee;;;mobile +12025550143", ";;;mobile +12025550143", "certain phone");
    check("Mara Lee;;;mobile +12025550143", "Tom Quist;;;mobile +12025550143", "possible phone");
    check("Mara Lee;;;work +12025550143", "Mara Lee;;;work +12025550143", "certain phone");
    check("Mara Lee;;;work +12025550143", "Tom Quist;;;work +12025550143", "possible phone");
    check("Mara Lee;;;work +12025550143", ";;;work +12025550143", "possible phone");
    check(
        "Ines Ext;Exten;a@e.example;work +12025550199x1234",
        "Ida Rec;Exten;b@e.example;work +12025550199",
        "possible phone",
    );
    check("Mara Lee;;;work +12025550143x1", "Tom Quist;;;work +12025550143x2", "different");
    check("Mara Lee;;;work +442079460123", "Mara Lee;;;work 02079460123", "certain phone");
    check("Mara Lee;;;mobile 02079460123", "M. Lee;;;mobile 02079460123", "certain phone");
    check("Mara Lee;;;mobile 123456", "Mara Lee;;;mobile 123456", "certain phone");
    check("Mara Lee;;;mobile 123456", "M. Lee;;;mobile 123456", "possible phone");
    check("Mara Lee;;;mobile 123456", ";;;mobile 123456", "possible phone");
    check("Mara Lee;;;work +442079460123", "Mara Lee;;;work 02079460124", "different");
    check("Mara Lee;;;fax +442079460123", "Mara Lee;;;fax +442079460123", "different");
    check(
        "Mara Lee;;a@e.example;main +12025550143",
        "Mara Lee;;b@e.example;main +12025550143",
        "possible phone",
    );
}

#[test]
fn name_and_company_are_one_person_unless_something_speaks_against_it() {
    check("John Smith;Acme", "John Smith;ACME Inc.", "certain name_company");
    check("John Smith;Acme;j@a.example", "John Smith;Acme", "certain name_company");
    check(
        "José Ñuñez Peña;Aceites Río Ñ, S.L.;jose.nunez@a.example",
        "Jose Nunez Pena;Aceites Rio N SL;jnunez@a.example",
        "possible name_company",
    );
    check(
        "John Smith;Acme;;mobile +12025550143",
        "John Smith;Acme;;mobile +12025550144",
        "possible name_company",
    );
    check("John Smith;Acme;;;1970-02-03", "John Smith;Acme;;;1985-11-30", "possible name_company");
    check("Ivan;Acme", "Ivan;Acme", "possible name_company");
    check("J. Smith;Acme", "John Smith;Acme", "possible name_company");
    check("John Smith;Acme", "John Smith;Apex", "different");
    check("John Smith;Acme", "Jane Smith;Acme", "different");
    check("John Smith", "John Smith", "different");
}

#[test]
fn name_birth_date_and_address_are_told_by_points_and_vetoes() {
    let home = "12 High Street, Leeds LS11AA";
    check(
        &format!("Ann Lee;;;;1980-05-06;{home}"),
        &format!("Ann Lee;;;;1980-05-06;{home}"),
        "certain postal",
    );
    check("Ann Lee;;a@x.example;;1980-05-06", "Ann Lee;;b@y.example;;1980-05-06", "certain postal");
    check(
        &format!("Ann Lee;;;;1980-05-06;{home}"),
        &format!("Ann Lee;;;;;{home}"),
        "certain postal",
    );
    check(&format!("Ann Lee;;;;;{home}"), &format!("Ann Lee;;;;;{home}"), "certain postal");
    check(
        &format!("Ann Lee;;a@x.example;;;{home}"),
        &format!("Ann Lee;;b@y.example;;;{home}"),
        "possible postal",
    );
    check(
        &format!("Ann Lee;;;;1980-05-06;{home}"),
        &format!("Tom Lee;;;;1979-01-31;{home}"),
        "vetoed spouses",
    );
    check(
        &format!("Ann Lee;;;;1980-05-06;{home}"),
        &format!("Tom Lee;;;;1980-05-06;{home}"),
        "vetoed twins",
    );
    check(
        &format!("Ann Lee;;m@n.example;;1980-05-06;{home}"),
        &format!("Tom Lee;;m@n.example;;1979-01-31;{home}"),
        "vetoed spouses",
    );
    check(
        "Ann Lee;;;;;1 Elm Road, Leeds LS11AA",
        "Ann Lee;;;;;77 Oak Lane, Leeds LS11AA",
        "possible postal",
    );
    check(
        ";Acme;info@a.example;;;12 High Street, Leeds LS11AA",
        ";Acme;sales@a.example;;;12 High Street, Leeds LS11AA",
        "possible postal",
    );
    check("Ann Lee;;;;1970-01-01", "Ann Lee;;;;1970-01-01", "different");
    check(
        "Ann Lee;;ann.lee@x.example;;1980-05-06",
        "Anne Leigh;;anne.lee@x.example;;1980-05-06",
        "certain email_typo",
    );
}

/// Groups of the persons as their places from 1, in a word each: `1 2, 3 4`.
fn check_groups(persons: &[&str], groups: &str) -> Found<usize> {
    let held: Vec<(usize, Identity)> =
        persons.iter().enumerate().map(|(at, text)| (at + 1, person(text))).collect();
    let found = find(&held);
    let said: Vec<String> = found
        .certain
        .groups
        .iter()
        .map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(said.join(", "), groups, "{persons:?}");
    let mut turned = held.clone();
    turned.reverse();
    assert_eq!(find(&turned), found, "the order of the rows counts: {persons:?}");
    found
}

#[test]
fn a_third_record_joins_twins_with_a_word_and_spouses_never() {
    let home = "12 High Street, Leeds LS11AA";
    let twins = [
        format!("Ann Lee;;;;1980-05-06;{home}"),
        format!("Tom Lee;;;;1980-05-06;{home}"),
        format!("_ Lee;;;;1980-05-06;{home}"),
    ];
    let found = check_groups(&twins.each_ref().map(String::as_str), "1 2 3");
    assert_eq!(
        found.certain.noticed.iter().map(|pair| (pair.a, pair.b, pair.doubt)).collect::<Vec<_>>(),
        [(1, 2, Doubt::Twins)]
    );
    assert_eq!(found.certain.joined.len(), 2);
    let spouses = [
        format!("Ann Lee;;;;1980-05-06;{home}"),
        format!("Tom Lee;;;;1951-12-29;{home}"),
        format!("_ Lee;;;;1980-05-06;{home}"),
    ];
    let found = check_groups(&spouses.each_ref().map(String::as_str), "1 3");
    assert!(found.certain.noticed.is_empty());
}

#[test]
fn father_and_son_at_one_address_are_named() {
    let home = "12 High Street, Leeds LS11AA";
    let persons =
        [format!("Tom Lee;;;;1950-05-06;{home}"), format!("Tom Lee;;;;1980-05-06;{home}")];
    let found = check_groups(&persons.each_ref().map(String::as_str), "1 2");
    assert_eq!(
        found.certain.noticed.iter().map(|pair| pair.doubt).collect::<Vec<_>>(),
        [Doubt::Generations]
    );
}

#[test]
fn an_address_without_a_name_never_gathers_two_people() {
    let found =
        check_groups(&["Ann Lee;;x@n.example", ";;x@n.example", "Tom Quist;;x@n.example"], "1 2");
    assert_eq!(found.certain.apart.len(), 1);
    assert_eq!(found.possible.len(), 2);
}

#[test]
fn the_same_row_is_the_same_person_whatever_it_says() {
    let draft = |row| Draft {
        row,
        name: Name { given: "Ann".into(), ..Name::default() },
        job_title: "CEO".into(),
        ..Draft::default()
    };
    let (first, again) = (Identity::from(&draft(1)), Identity::from(&draft(7)));
    assert_eq!(compare(&first, &again), Verdict::Certain { why: Why::SameRow, score: 60 });
    let other = Identity::from(&Draft { job_title: "CTO".into(), ..draft(2) });
    assert_eq!(compare(&first, &other), Verdict::Different);
}

#[test]
fn a_draft_is_compared_by_all_it_holds() {
    let draft = Draft {
        name: Name { full: "Ellison, Mara".into(), ..Name::default() },
        company: "Northwind Pumps Ltd".into(),
        emails: vec![DraftEmail {
            address: "M@n.example".into(),
            key: "m@n.example".into(),
            label: Label::Work,
        }],
        phones: vec![DraftPhone {
            raw: "020 7946 0123 ext. 5".into(),
            e164: None,
            extension: "5".into(),
            label: Label::Work,
        }],
        profiles: vec!["https://uk.linkedin.com/in/mara/?x=1".into()],
        external_ids: vec![("Record ID".into(), "77".into())],
        ..Draft::default()
    };
    let identity = Identity::from(&draft);
    assert_eq!(
        (&*identity.given, &*identity.family, &*identity.name_key),
        ("mara", "ellison", "ellison mara")
    );
    assert_eq!(
        (&*identity.phones[0].digits, &*identity.profiles[0]),
        ("02079460123", "linkedin.com/in/mara")
    );
    let classes: BTreeSet<KeyClass> = block_keys(&identity).iter().map(|key| key.class).collect();
    let all = [
        KeyClass::Content,
        KeyClass::Email,
        KeyClass::Phone,
        KeyClass::Profile,
        KeyClass::ExternalId,
        KeyClass::NameCompany,
    ];
    assert_eq!(classes, BTreeSet::from(all));
}

/// Finds among persons made by `make`, and asserts that comparisons stay linear.
fn check_linear(n: usize, most_keys: usize, make: impl Fn(usize) -> Identity) -> Found<usize> {
    let persons: Vec<(usize, Identity)> = (0..n).map(|at| (at, make(at))).collect();
    let found = find(&persons);
    assert!(
        found.comparisons <= n * most_keys * FULL_BLOCK / 2,
        "{} comparisons for {n} persons",
        found.comparisons
    );
    found
}

#[test]
fn a_hundred_thousand_equal_names_in_one_company_are_one_person_in_linear_time() {
    let found = check_linear(100_000, 0, |_| Identity::default());
    assert_eq!(found.comparisons, 0);
    let found = check_linear(100_000, 1, |_| person("John Smith;Acme"));
    assert_eq!((found.certain.groups.len(), found.certain.groups[0].len()), (1, 100_000));
    assert_eq!(found.comparisons, 99_999);
}

#[test]
fn an_address_of_two_hundred_thousand_names_is_listed_once() {
    let found = check_linear(200_000, 2, |at| {
        person(&format!("N{} {};C;x@s.example", at / 1000, at % 1000))
    });
    assert!(found.certain.groups.is_empty() && found.possible.is_empty());
    assert_eq!((found.crowded.len(), found.crowded[0].persons), (1, 200_000));
}

#[test]
fn one_company_domain_and_number_merge_nobody() {
    let found = check_linear(60_000, 3, |at| {
        person(&format!(
            "A{} B{at};Acme;q{at}@collide.example;work +1202555{:04}",
            "a".repeat(at % 50),
            at % 10_000
        ))
    });
    assert!(found.certain.groups.is_empty());
    assert_eq!(found.comparisons, 150_000);
}

fn any_person() -> impl Strategy<Value = Identity> {
    let one_of = |items: &'static [&'static str]| prop::sample::select(items);
    (
        one_of(&["Ann", "Anna", "Tom", "T.", "", "Thomas"]),
        one_of(&["Lee", "Leigh", "Quist", "", "Ann", "Lee Quist"]),
        one_of(&["", "Acme", "Apex"]),
        one_of(&["", "a@x.example", "info@x.example", "a@x.example b@x.example"]),
        one_of(&["", "mobile +12025550143", "work 2025550143", "work +12025550143x7"]),
        one_of(&["", "1980-05-06", "1951-05-06", "1980-06-05", "1944-12-31"]),
        one_of(&[
            "",
            "12 High Street, Leeds LS11AA",
            "12 High Street, Leeds LS22BB",
            "9 Elm Road, York YO1",
        ]),
    )
        .prop_map(|(given, family, company, email, phone, birth, place)| {
            person(&format!(
                "{} {family};{company};{email};{phone};{birth};{place}",
                if given.is_empty() { "_" } else { given }
            ))
        })
}

fn keys_of(person: &Identity) -> HashSet<i64> {
    block_keys(person).into_iter().map(|key| key.key).collect()
}

proptest! {
    #[test]
    fn a_verdict_is_the_same_from_both_sides(a in any_person(), b in any_person()) {
        prop_assert_eq!(compare(&a, &b), compare(&b, &a));
    }

    #[test]
    fn a_certain_pair_shares_a_key(a in any_person(), b in any_person()) {
        prop_assert_eq!(block_keys(&a), block_keys(&a.clone()));
        if let Verdict::Certain { why, .. } = compare(&a, &b) {
            prop_assert!(!keys_of(&a).is_disjoint(&keys_of(&b)), "{why}: {a:?} {b:?}");
        }
    }

    #[test]
    fn groups_do_not_depend_on_the_order_and_hold_no_vetoed_pair(
        persons in prop::collection::vec(any_person(), 0..14),
        turn in 0_usize..14,
    ) {
        let held: Vec<(usize, Identity)> = persons.into_iter().enumerate().collect();
        let found = find(&held);
        let mut turned = held.clone();
        turned.rotate_left(turn % held.len().max(1));
        turned.reverse();
        prop_assert_eq!(&find(&turned), &found);
        for ids in &found.certain.groups {
            for (at, a) in ids.iter().enumerate() {
                for b in &ids[at + 1..] {
                    let veto = postal::points(&held[*a].1, &held[*b].1).veto();
                    prop_assert_ne!(veto, Some(Veto::Spouses));
                    let is_named = found.certain.noticed.iter().any(|pair| (pair.a, pair.b) == (*a, *b));
                    let looks = |id: usize| (&held[id].1.given, &held[id].1.family, &held[id].1.places);
                    let is_named = is_named || found.certain.noticed.iter().any(|pair| {
                        [looks(pair.a), looks(pair.b)] == [looks(*a), looks(*b)] || [looks(pair.b), looks(pair.a)] == [looks(*a), looks(*b)]
                    });
                    prop_assert!(veto != Some(Veto::Twins) || is_named);
                }
            }
        }
    }

    #[test]
    fn grouping_by_parts_is_grouping_at_once(persons in prop::collection::vec(any_person(), 0..10)) {
        let mut edges: Vec<Edge<usize>> = Vec::new();
        for (a, left) in persons.iter().enumerate() {
            for (b, right) in persons.iter().enumerate().skip(a + 1) {
                if let Verdict::Certain { why, score } = compare(left, right) {
                    edges.push(Edge { a, b, why, score });
                }
            }
        }
        let at_once = group(&edges, |id| persons.get(id));
        let mut by_parts: Vec<Vec<usize>> =
            components(&edges).iter().flat_map(|part| group(part, |id| persons.get(id)).groups).collect();
        by_parts.sort();
        prop_assert_eq!(by_parts, at_once.groups);
    }
}
