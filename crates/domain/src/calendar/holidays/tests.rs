//! Every calendar against the reference, where it is there, and days everybody knows.

use super::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The reference file, found beside the sources or where the environment says.
fn reference(name: &str) -> Option<serde_json::Value> {
    let given = std::env::var_os("TOUCHSTONE_SHARED_DATA").map(std::path::PathBuf::from);
    let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/data"));
    let path = given
        .into_iter()
        .chain(beside)
        .map(|folder| folder.join("reference").join(name))
        .find(|path| path.exists());
    let Some(path) = path else {
        eprintln_skipped(name);
        return None;
    };
    Some(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn eprintln_skipped(name: &str) {
    eprintln!("skipped: {name} is not here");
}

#[test]
fn every_calendar_equals_the_reference_day_for_day_and_by_name() {
    let Some(reference) = reference("public_holidays_oracle.json") else { return };
    let expected = reference["days"].as_object().unwrap();
    assert_eq!(
        calendars(),
        expected
            .keys()
            .map(String::as_str)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    let mut differences = Vec::new();
    for (code, days) in expected {
        let expected: BTreeMap<Date, &str> = days
            .as_object()
            .unwrap()
            .iter()
            .map(|(on, name)| (day(on), name.as_str().unwrap()))
            .collect();
        let got = between(code, day("2024-01-01"), day("2029-12-31")).unwrap();
        for on in expected.keys().chain(got.keys()).collect::<BTreeSet<_>>() {
            let (want, have) = (expected.get(on).copied(), got.get(on).map(String::as_str));
            if want != have {
                differences.push(format!("{code} {on}: expected {want:?}, got {have:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn business_days_equal_the_reference() {
    let Some(reference) = reference("business_days.json") else { return };
    for case in reference.as_array().unwrap() {
        let text = |key: &str| case[key].as_str().unwrap();
        let n = u32::try_from(case["add"].as_u64().unwrap()).unwrap();
        assert_eq!(
            add_business_days(text("calendar"), day(text("start")), n),
            Ok(day(text("result"))),
            "{case}"
        );
    }
}

#[track_caller]
fn check(code: &str, on: &str, expected: Option<&str>) {
    let on = day(on);
    assert_eq!(
        of_year(code, on.year()).unwrap().get(&on).map(String::as_str),
        expected,
        "{code} {on}"
    );
}

#[test]
fn well_known_days_are_kept() {
    check("US", "2026-11-26", Some("Thanksgiving Day"));
    check("US", "2027-12-31", Some("New Year's Day (observed)"));
    check("GB-ENG", "2027-12-28", Some("Boxing Day (observed)"));
    check("GB-SCT", "2026-04-06", None);
    check("DE", "2026-10-03", Some("German Unity Day"));
    check("DE", "2026-06-04", None);
    check("DE-BY", "2026-06-04", Some("Corpus Christi"));
    check("NL", "2025-04-26", Some("King's Day"));
    check("ES", "2026-11-01", None);
    check("GR", "2026-04-13", Some("Easter Monday"));
    check("SE", "2026-06-20", Some("Midsummer Day"));
    check("JP", "2026-09-22", Some("National Holiday"));
    check("JP", "2026-05-06", Some("Substitute Holiday"));
    check("KR", "2028-10-05", Some("Alternative holiday for Chuseok"));
    check("IL", "2025-05-01", Some("Independence Day (observed)"));
    check("de-by ", "2026-01-06", Some("Epiphany"));
}

#[test]
fn easter_is_the_one_of_the_church() {
    let check = |year, western: &str, orthodox: &str| {
        assert_eq!(
            (rules::easter(year), rules::orthodox_easter(year)),
            (Some(day(western)), Some(day(orthodox)))
        );
    };
    check(1961, "1961-04-02", "1961-04-09");
    check(2000, "2000-04-23", "2000-04-30");
    check(2024, "2024-03-31", "2024-05-05");
    check(2025, "2025-04-20", "2025-04-20");
    check(2038, "2038-04-25", "2038-04-25");
    check(2049, "2049-04-18", "2049-04-25");
}

#[test]
fn years_without_data_are_refused_by_name() {
    let refused = |year| of_year("FR", year).unwrap_err().to_string();
    assert_eq!(
        refused(2023),
        "the public holidays of FR are not known for 2023, only for 2024 to 2029"
    );
    assert_eq!(
        refused(2030),
        "the public holidays of FR are not known for 2030, only for 2024 to 2029"
    );
    assert!(between("FR", day("2029-12-31"), day("2030-01-01")).is_err());
    assert!(add_business_days("FR", day("2029-12-31"), 1).is_err());
    assert!(
        of_year("XX", 2026)
            .unwrap_err()
            .to_string()
            .starts_with("no public holidays are known for `XX`: known are AE, AT,")
    );
}
