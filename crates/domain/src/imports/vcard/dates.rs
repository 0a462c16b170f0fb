//! The dates of cards: whole, without a year, or with less than a day.

use jiff::civil::Date;

use super::property::Property;
use crate::{imports::dates, people::Birthday};

/// Reads a birthday: `1980-03-22`, `19800322`, `--0203`, `--02-03`, each with or without a time behind it. A
/// year that the card marks as left out is left out. What a card should not hold is read as in a table.
///
/// # Errors
/// A sentence when it is no day, or one that is still to come.
pub(super) fn birthday(property: &Property, today: Date) -> Result<Birthday, String> {
    let text = property.text();
    let shown: String = text.chars().take(40).collect();
    let born = in_a_card(property, &text)
        .map_or_else(|| dates::birthday(&text, None, today), Ok)
        .map_err(|why| format!("`{shown}` is not a day: {why}"))?;
    match born.year {
        Some(year) if Date::new(year, born.month, born.day).is_ok_and(|day| day > today) => {
            Err(format!("`{shown}` is still to come"))
        }
        _ => Ok(born),
    }
}

/// The forms that the standards of cards have.
fn in_a_card(property: &Property, text: &str) -> Option<Birthday> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let (year, rest) = if let Some(rest) = day.strip_prefix("--") {
        (None, rest)
    } else {
        let (year, rest) = day.split_at_checked(4)?;
        (Some(number::<i16>(year)?), rest.strip_prefix('-').unwrap_or(rest))
    };
    let (month, rest) = rest.split_at_checked(2)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let month: i8 = number(month)?;
    let day: i8 = number(rest).filter(|_| rest.len() <= 2)?;
    let left_out = property.parameter("X-APPLE-OMIT-YEAR").and_then(number::<i16>);
    // Apple writes 1604 where no year is known; without a year the 29th of February is a day, as it was then.
    let year = year.filter(|&year| year > 0 && year != 1604 && Some(year) != left_out);
    Date::new(year.unwrap_or(1604), month, day).ok()?;
    Some(Birthday { year, month, day })
}

/// The day of a time stamp (REV), when it is one.
pub(super) fn day(text: &str, today: Date) -> Option<Date> {
    let property = Property { value: text.trim().to_owned(), ..Property::default() };
    let Birthday { year, month, day } = birthday(&property, today).ok()?;
    Date::new(year?, month, day).ok()
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(text: &str, expected: &str) {
        let property = Property { value: text.to_owned(), ..Property::default() };
        let found = match birthday(&property, date(2026, 3, 2)) {
            Ok(Birthday { year, month, day }) => format!("{year:?} {month} {day}"),
            Err(why) => why,
        };
        assert!(found.starts_with(expected), "{text}: {found}");
    }

    #[test]
    fn days_are_read_in_every_form() {
        check("1980-03-22", "Some(1980) 3 22");
        check("19800322", "Some(1980) 3 22");
        check("1980-03-22T00:00:00Z", "Some(1980) 3 22");
        check("20120305T131933Z", "Some(2012) 3 5");
        check("22.03.1980", "Some(1980) 3 22");
    }

    #[test]
    fn a_year_may_be_unknown() {
        check("--0203", "None 2 3");
        check("--02-29", "None 2 29");
        check("1604-05-06", "None 5 6");
    }

    #[test]
    fn what_is_no_day_is_said() {
        check("circa 1800", "`circa 1800` is not a day");
        check("1980-02-30", "`1980-02-30` is not a day");
        check("1980-03", "`1980-03` is not a day");
        check("1980", "`1980` is not a day");
        check("ÄÖÜß", "`ÄÖÜß` is not a day");
        check("2027-01-01", "`2027-01-01` is");
    }
}
