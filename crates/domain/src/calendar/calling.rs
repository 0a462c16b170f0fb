//! When somebody may be called: their zone or zones, the window of the day, their public holidays.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use rlibphonenumber::PHONE_NUMBER_UTIL;

use super::{
    holidays,
    hours::{Hours, Stretch},
    local,
    places::{country_code, zones_of, zones_of_number},
    spans::{Span, common, union, whole_minutes},
};

/// How far ahead the next callable instant is looked for.
const LOOK_AHEAD: SignedDuration = SignedDuration::from_hours(24 * 31);

/// What is known of where a person is, as told; codes or names of countries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place<'a> {
    /// The country of the postal address.
    pub country: Option<&'a str>,
    /// Its state or province.
    pub region: Option<&'a str>,
    /// The number that will be called, in E.164.
    pub number: Option<&'a str>,
    /// The country assumed where nothing is known: the rep's.
    pub home: &'a str,
}

/// When somebody may be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallingRules {
    /// The zones they may be in: a call must suit all of them. Never empty.
    zones: Vec<TimeZone>,
    /// The hours of their day.
    window: Stretch,
    /// The calendar of their public holidays, where one is known.
    holidays: Option<&'static str>,
}

impl CallingRules {
    /// Rules for people in any of `zones`; nobody is nowhere, so without zones UTC is taken.
    pub fn new(zones: Vec<TimeZone>, window: Stretch, holidays: Option<&'static str>) -> Self {
        let zones = if zones.is_empty() { vec![TimeZone::UTC] } else { zones };
        Self { zones, window, holidays }
    }

    /// Rules for a place: zones by address, else by number, else all of the country assumed.
    ///
    /// A country with several zones whose state is not known gives them all, and a call must suit each.
    /// Public holidays are those of the country, or of the state where its own calendar is known.
    pub fn of(place: &Place<'_>, window: Stretch) -> Self {
        let number = place.number.and_then(country_of_number);
        let (country, region) = match (place.country.and_then(country_code), number) {
            (Some(country), _) => (country, place.region),
            (None, Some(country)) => (country, None),
            (None, None) => (country_code(place.home).unwrap_or_default(), None),
        };
        let by_area_code = match (region, number) {
            // An address that names the country alone is told more exactly by the number.
            (None, Some(of_number)) if of_number == country => {
                place.number.map(zones_of_number).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let zones = if by_area_code.is_empty() { zones_of(country, region) } else { by_area_code };
        let in_region =
            region.and_then(|region| holidays::code(&format!("{country}-{}", region.trim())));
        Self::new(zones, window, in_region.or_else(|| holidays::code(country)))
    }

    /// The zones they may be in.
    pub fn zones(&self) -> &[TimeZone] {
        &self.zones
    }

    /// Whether they may be called at this instant.
    pub fn may_call(&self, now: Timestamp) -> bool {
        let Some(moment) =
            Span::new(now, now.saturating_add(SignedDuration::from_nanos(1)).unwrap_or(now))
        else {
            return false;
        };
        !self.callable(moment).is_empty()
    }

    /// The next instant from `now` on at which they may be called, if there is one within a month.
    pub fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let until = now.saturating_add(LOOK_AHEAD).ok()?;
        self.callable(Span::new(now, until)?).first().map(|span| span.from)
    }

    /// Until when they may be called without a break, when they may be called now; at most a day is looked ahead.
    pub fn until(&self, now: Timestamp) -> Option<Timestamp> {
        let until = now.saturating_add(SignedDuration::from_hours(24)).ok()?;
        let open = self.callable(Span::new(now, until)?);
        open.first().filter(|span| span.from <= now).map(|span| span.to)
    }

    /// The parts of a span in which they may be called, in order.
    ///
    /// Every instant of them has a clock time inside the window in every zone. Where the window starts at
    /// a time that comes twice, the second is taken: between the two the clock shows times before it.
    pub fn callable(&self, within: Span) -> Vec<Span> {
        let mut open = vec![within];
        for zone in &self.zones {
            if open.is_empty() {
                break;
            }
            open = common(&open, &self.callable_in(zone, within));
        }
        open
    }

    /// The parts of a rep's hours of a day in which they may be called.
    pub fn callable_in_hours(&self, zone: &TimeZone, hours: &Hours, day: Date) -> Vec<Span> {
        let open = hours.on(zone, day);
        match (open.first(), open.last()) {
            (Some(first), Some(last)) => {
                common(&open, &self.callable(Span { from: first.from, to: last.to }))
            }
            _ => Vec::new(),
        }
    }

    /// The first day from `from` to `last` on which the rep's hours hold a minute in which they may be called.
    pub fn first_callable_day(
        &self,
        zone: &TimeZone,
        hours: &Hours,
        from: Date,
        last: Date,
    ) -> Option<Date> {
        from.series(1.day())
            .take_while(|day| *day <= last)
            .find(|day| whole_minutes(&self.callable_in_hours(zone, hours, *day)) > 0)
    }

    /// Whether the window ever overlaps the rep's hours in the four weeks from `from`.
    ///
    /// Without a common hour a step that calls cannot be used.
    pub fn has_common_hour(&self, zone: &TimeZone, hours: &Hours, from: Date) -> bool {
        let last = from.saturating_add(27.days());
        self.first_callable_day(zone, hours, from, last).is_some()
    }

    /// The parts of a span in which people of one zone may be called.
    fn callable_in(&self, zone: &TimeZone, within: Span) -> Vec<Span> {
        let first = local::local_day(zone, within.from).saturating_sub(1.day());
        let last = local::local_day(zone, within.to).saturating_add(1.day());
        let closed = self.closed(first, last);
        let windows = first
            .series(1.day())
            .take_while(|day| *day <= last)
            .filter(|day| !closed.contains(day))
            .filter_map(|day| {
                let from = local::at_last(zone, day, self.window.from());
                Span::new(from, local::at(zone, day, self.window.to()))
            });
        common(&[within], &union(windows))
    }

    /// Their public holidays; a year without data has none that are known.
    fn closed(&self, first: Date, last: Date) -> BTreeSet<Date> {
        let years = first.year()..=last.year();
        let known = years.filter_map(|year| holidays::of_year(self.holidays?, year).ok());
        known.flat_map(std::collections::BTreeMap::into_keys).collect()
    }
}

/// The country a number belongs to; none for numbers of no country.
pub fn country_of_number(e164: &str) -> Option<&'static str> {
    let number = PHONE_NUMBER_UTIL.parse(e164, None).ok()?;
    // A number that is possible but not valid still shows the main country of its calling code.
    let region = number
        .get_region_code()
        .or_else(|| PHONE_NUMBER_UTIL.get_region_for_country_code(number.country_code))?;
    country_code(region.as_region_str().as_str())
}

#[cfg(test)]
mod tests;
