//! Public holidays by country and subdivision, written as rules with the years they hold for.
//!
//! A calendar is a list of rules (a fixed date, the nth weekday of a month, days from Easter, the sun's
//! equinox, a table where a moon calendar or a government decides), each with what happens when it falls
//! on a weekend. Years without data are refused by name rather than planned through.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};

mod americas;
mod asia;
mod europe;
mod moon;
mod pacific;
mod rules;

use rules::Holiday;

/// Where the rules come from and what they were compared with.
pub const SOURCE: &str = "national holiday laws and decrees as of 2026; every day of 2024 to 2029 compared with \
                          python-holidays 0.109, category public";

/// The first and last year whose holidays are known.
pub const YEARS: std::ops::RangeInclusive<i16> = 2024..=2029;

/// Public holidays that are not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoHolidays {
    /// No calendar has this code.
    #[error("no public holidays are known for `{code}`: known are {known}")]
    Calendar {
        /// The code asked for.
        code: String,
        /// Those that are known.
        known: String,
    },
    /// The year lies outside the data.
    #[error("the public holidays of {code} are not known for {year}, only for {} to {}", YEARS.start(), YEARS.end())]
    Year {
        /// The calendar.
        code: String,
        /// The year.
        year: i16,
    },
}

/// The rules of one country or subdivision.
struct Calendar {
    code: &'static str,
    parts: &'static [&'static [Holiday]],
}

/// The codes of all calendars, such as `DE` and `DE-BY`, in order.
pub fn calendars() -> Vec<&'static str> {
    let mut codes: Vec<&str> = all().map(|calendar| calendar.code).collect();
    codes.sort_unstable();
    codes
}

/// The code of a calendar as it is written here, if there is one.
pub fn code(code: &str) -> Option<&'static str> {
    named(code).map(|calendar| calendar.code).ok()
}

/// The holidays of one year with their names; several on one day are joined by `; `.
///
/// # Errors
/// [`NoHolidays`] names the code or the year that is not known.
pub fn of_year(code: &str, year: i16) -> Result<BTreeMap<Date, String>, NoHolidays> {
    let calendar = named(code)?;
    if !YEARS.contains(&year) {
        return Err(NoHolidays::Year { code: calendar.code.to_owned(), year });
    }
    // The day observed for 1 January may be the last of December.
    let days = [year, year + 1].into_iter().flat_map(|of| rules::days_of(calendar.parts, of));
    let mut names: BTreeMap<Date, BTreeSet<String>> = BTreeMap::new();
    for (day, name) in days.filter(|(day, _)| day.year() == year) {
        names.entry(day).or_default().insert(name);
    }
    Ok(names.into_iter().map(|(day, names)| (day, Vec::from_iter(names).join("; "))).collect())
}

/// The holidays from `first` to `last`, both included, with their names.
///
/// # Errors
/// [`NoHolidays`] names the code, or the first year of the range that is not known.
pub fn between(code: &str, first: Date, last: Date) -> Result<BTreeMap<Date, String>, NoHolidays> {
    let mut found = BTreeMap::new();
    for year in first.year()..=last.year() {
        found.extend(of_year(code, year)?);
    }
    found.retain(|day, _| first <= *day && *day <= last);
    Ok(found)
}

/// The day `n` business days after `start`: Monday to Friday without public holidays; 0 is `start` itself.
///
/// # Errors
/// [`NoHolidays`] names the code, or the year in which counting would leave the data.
pub fn add_business_days(code: &str, start: Date, n: u32) -> Result<Date, NoHolidays> {
    let mut year = start.year();
    let mut holidays = of_year(code, year)?;
    let (mut day, mut left) = (start, n);
    while left > 0 {
        day = day.saturating_add(1.day());
        if day.year() != year {
            year = day.year();
            holidays = of_year(code, year)?;
        }
        if day.weekday().to_monday_zero_offset() < 5 && !holidays.contains_key(&day) {
            left -= 1;
        }
    }
    Ok(day)
}

fn all() -> impl Iterator<Item = &'static Calendar> {
    [americas::CALENDARS, europe::CALENDARS, asia::CALENDARS, pacific::CALENDARS]
        .into_iter()
        .flatten()
}

fn named(code: &str) -> Result<&'static Calendar, NoHolidays> {
    all().find(|calendar| calendar.code.eq_ignore_ascii_case(code.trim())).ok_or_else(|| {
        NoHolidays::Calendar { code: code.to_owned(), known: calendars().join(", ") }
    })
}

#[cfg(test)]
mod tests;
