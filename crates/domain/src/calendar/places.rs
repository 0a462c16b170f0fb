//! Countries and the time zones people there may keep.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::tz::TimeZone;

use super::local;

/// A country with the names and zones it is known by.
struct Area {
    code: &'static str,
    zones: Vec<&'static str>,
}

const COUNTRIES: &str = include_str!("country_zones.txt");
const REGIONS: &str = include_str!("region_zones.txt");
const NUMBERS: &str = include_str!("number_zones.txt");

/// Area codes, as international prefixes, with the zones of their area.
static AREA_CODES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = NUMBERS.lines().filter(|line| !line.starts_with('#'));
    let parted = lines.filter_map(|line| line.split_once('\t'));
    parted
        .flat_map(|(zones, prefixes)| {
            let zones: Vec<&str> = zones.split(' ').collect();
            prefixes.split(' ').map(move |prefix| (prefix, zones.clone()))
        })
        .collect()
});

/// Digits of the longest prefix that is looked up.
const LONGEST_PREFIX: usize = 6;

/// Countries by code, and every name in small letters to its code; regions likewise, as `us-california`.
static AREAS: LazyLock<BTreeMap<String, Area>> = LazyLock::new(|| {
    let mut areas = BTreeMap::new();
    for line in COUNTRIES.lines().chain(REGIONS.lines()).filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(code), Some(names), Some(zones)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let prefix =
            code.split_once('-').map_or(String::new(), |(country, _)| format!("{country}-"));
        let mut add = |key: String| {
            areas
                .entry(key.to_lowercase())
                .or_insert_with(|| Area { code, zones: zones.split(' ').collect() });
        };
        add(code.to_owned());
        names.split(';').for_each(|name| add(format!("{prefix}{name}")));
    }
    areas
});

/// The ISO 3166-1 code of a country told by code or by name, such as `de`, `Germany` or `Deutschland`.
pub fn country_code(text: &str) -> Option<&'static str> {
    AREAS.get(&text.trim().to_lowercase()).map(|area| area.code).filter(|code| code.len() == 2)
}

/// The ISO 3166-2 code of a state or province where its zones are known, such as `US-CA` for `California`.
pub fn region_code(country: &str, region: &str) -> Option<&'static str> {
    let country = country_code(country)?;
    let region = region.trim();
    let region =
        region.strip_prefix(country).and_then(|rest| rest.strip_prefix('-')).unwrap_or(region);
    AREAS.get(&format!("{country}-{region}").to_lowercase()).map(|area| area.code)
}

/// The zones people of a country keep, or of one of its states where those are told apart.
pub fn zones_of(country: &str, region: Option<&str>) -> Vec<TimeZone> {
    let code =
        region.and_then(|region| region_code(country, region)).or_else(|| country_code(country));
    let area = code.and_then(|code| AREAS.get(&code.to_lowercase()));
    area.map_or(&[][..], |area| area.zones.as_slice())
        .iter()
        .filter_map(|name| local::zone(name).ok())
        .collect()
}

/// The zones of a number's area code, where its country has several and the code tells which; else none.
pub fn zones_of_number(e164: &str) -> Vec<TimeZone> {
    let digits = e164.trim_start_matches('+');
    (1..=LONGEST_PREFIX)
        .rev()
        .find_map(|length| AREA_CODES.get(digits.get(..length)?))
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .filter_map(|name| local::zone(name).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_number(e164: &str, expected: &str) {
        let zones = zones_of_number(e164);
        let names: Vec<&str> = zones.iter().filter_map(|zone| zone.iana_name()).collect();
        assert_eq!(names.join(" "), expected, "{e164}");
    }

    #[test]
    fn an_area_code_tells_the_zone_of_a_number() {
        check_number("+12025550143", "America/New_York");
        check_number("+13105550143", "America/Los_Angeles");
        check_number("+18085550143", "Pacific/Honolulu");
        check_number("+16045550143", "America/Vancouver");
        check_number("+61291234567", "Australia/Lord_Howe Australia/Sydney");
        check_number("+493023125001", "");
    }

    #[test]
    fn every_zone_of_every_area_code_is_in_the_bundled_database() {
        for name in AREA_CODES.values().flatten() {
            assert!(local::zone(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn every_zone_of_every_place_is_in_the_bundled_database() {
        assert!(AREAS.values().filter(|area| area.code.len() == 2).count() > 247);
        for area in AREAS.values() {
            for name in &area.zones {
                assert!(local::zone(name).is_ok(), "{} {name}", area.code);
            }
        }
    }

    #[track_caller]
    fn check(country: &str, region: Option<&str>, expected: &str) {
        let zones: Vec<_> = zones_of(country, region)
            .iter()
            .map(|zone| zone.iana_name().unwrap().to_owned())
            .collect();
        assert_eq!(zones.join(" "), expected);
    }

    #[test]
    fn a_place_gives_its_zones() {
        check("DE", None, "Europe/Berlin Europe/Busingen");
        check("Österreich", None, "Europe/Vienna");
        check("usa", Some("California"), "America/Los_Angeles");
        check("US", Some("ny"), "America/New_York");
        check("US", Some("US-FL"), "America/New_York America/Chicago");
        check("Canada", Some("QC"), "America/Toronto America/Blanc-Sablon");
        check("PT", Some("Lisboa"), "Europe/Lisbon Atlantic/Madeira Atlantic/Azores");
        check("Atlantis", None, "");
        assert!(zones_of("US", Some("somewhere")).len() > 20);
    }
}
