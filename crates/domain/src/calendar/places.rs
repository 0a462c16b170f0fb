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

#[cfg(test)]
mod tests {
    use super::*;

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
