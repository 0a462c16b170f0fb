//! Days as people and programs write them, in many languages.

mod months;

use jiff::civil::Date;

use self::months::month;
use super::values::{ascii_digits, fold};
use crate::people::Birthday;

/// Which of the two small numbers of `3/4/2024` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

/// What the dates of one column say about their order, gathered over the whole file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    day_first: u64,
    month_first: u64,
}

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDate {
    /// Not a way to write a day that is known.
    #[error("no date that can be read")]
    Unreadable,
    /// A day that no calendar has, or a year out of sight.
    #[error("no such day")]
    NoSuchDay,
    /// Day and month may be meant the other way round, and nothing in the column decides.
    #[error("day and month cannot be told apart: write it as YYYY-MM-DD")]
    Ambiguous,
    /// Only a year.
    #[error("only a year")]
    OnlyYear,
}

impl Evidence {
    /// Takes one cell of the column into account.
    pub fn add(&mut self, cell: &str) {
        if let Some([a, b, _]) = small_numbers(&ascii_digits(cell)) {
            self.day_first += u64::from(a > 12 && a <= 31 && b <= 12);
            self.month_first += u64::from(b > 12 && b <= 31 && a <= 12);
        } else if let ([a, b], true) = (numbers(cell).as_slice(), is_pair(cell.trim())) {
            self.day_first += u64::from(*a > 12 && *a <= 31 && *b <= 12);
            self.month_first += u64::from(*b > 12 && *b <= 31 && *a <= 12);
        }
    }

    /// Takes what another column of the file says into account.
    pub fn join(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
    }

    /// Whether no date that was seen tells an order.
    pub fn is_none(self) -> bool {
        self.day_first == 0 && self.month_first == 0
    }

    /// The order of the column, where its cells agree; else that of the row's country, else the workspace's.
    pub fn order(self, row: Option<&str>, workspace: Option<&str>) -> Option<Order> {
        match (self.day_first > 0, self.month_first > 0) {
            (false, true) => Some(Order::MonthFirst),
            (true, false) => Some(Order::DayFirst),
            (false, false) => row.or(workspace).and_then(usual),
            // People of several countries in one list: each writes as at home.
            (true, true) => row.and_then(usual),
        }
    }
}

/// How days are written in a country: the short dates of Unicode CLDR 48.
///
/// The month comes first where its English is that of the United States (all but Burundi, which writes French),
/// and in Panama. Canada writes both.
fn usual(country: &str) -> Option<Order> {
    match country {
        "CA" => None,
        "US" | "AS" | "GU" | "MH" | "MP" | "PR" | "UM" | "VI" | "PH" | "PA" => {
            Some(Order::MonthFirst)
        }
        _ => Some(Order::DayFirst),
    }
}

/// Reads a day with its year; a time after it is dropped.
///
/// # Errors
/// [`InvalidDate`] says why not.
pub fn day(text: &str, order: Option<Order>, today: Date) -> Result<Date, InvalidDate> {
    let read = birthday(text, order, today)?;
    let year = read.year.ok_or(InvalidDate::Unreadable)?;
    Date::new(year, read.month, read.day).map_err(|_| InvalidDate::NoSuchDay)
}

/// Reads a day whose year may be missing (`--12-24`, `24 December`).
///
/// # Errors
/// [`InvalidDate`] says why not.
pub fn birthday(text: &str, order: Option<Order>, today: Date) -> Result<Birthday, InvalidDate> {
    let text = closed_up(&western_year(&ascii_digits(text.trim())));
    let text = text.trim_start_matches(['\'', '=', '"']).trim_end_matches('"').trim();
    if let Some(rest) = text.strip_prefix("--") {
        let digits: Vec<i32> = numbers(rest);
        return match digits.as_slice() {
            [month, day] => made(None, *month, *day),
            [both] if *both > 100 => made(None, both / 100, both % 100),
            _ => Err(InvalidDate::Unreadable),
        };
    }
    if let Some(serial) = as_number(text) {
        return from_number(serial, text);
    }
    if text.contains('月') {
        return with_month_sign(text, today);
    }
    let (words, found) = tokens(text);
    if let Some(month) = words.iter().find_map(|word| month(word)) {
        return with_month_name(month, &found, today);
    }
    if let Some([a, b, c]) = small_numbers(text) {
        let (month, day) = month_and_day(text, a, b, order)?;
        return made(Some(full_year(c, text, today)), month, day);
    }
    match found.as_slice() {
        [year, month, day, ..] if *year > 31 => made(Some(*year), *month, *day),
        [a, b] if is_pair(text) => {
            let (month, day) = month_and_day(text, *a, *b, order)?;
            made(None, month, day)
        }
        _ => Err(InvalidDate::Unreadable),
    }
}

/// `24.12.`, `12/24`: a day of every year.
fn is_pair(text: &str) -> bool {
    text.len() <= 6 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/'))
}

/// `31. 12. 1980` as `31.12.1980`: blanks beside the signs between numbers are dropped.
fn closed_up(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_sign = |c: Option<char>| matches!(c, Some('.' | '/'));
        let is_beside = is_sign(closed.chars().next_back())
            && rest.peek().is_some_and(char::is_ascii_digit)
            && closed.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit());
        if c != ' ' || !(is_beside || is_sign(rest.peek().copied())) {
            closed.push(c);
        }
    }
    closed
}

/// Japanese years counted from an emperor's first, `昭和55年` and `S55.`, as years of the common count.
fn western_year(text: &str) -> String {
    const ERAS: [(&str, char, i32); 5] = [
        ("令和", 'R', 2018),
        ("平成", 'H', 1988),
        ("昭和", 'S', 1925),
        ("大正", 'T', 1911),
        ("明治", 'M', 1867),
    ];
    for (name, letter, before) in ERAS {
        let rest = text.strip_prefix(name).or_else(|| {
            text.strip_prefix(letter).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let Some(rest) = rest.map(|rest| rest.trim_start().replacen('元', "1", 1)) else {
            continue;
        };
        let n_digits = rest.chars().take_while(char::is_ascii_digit).count();
        if let (Some(Ok(year)), true) = (rest.get(..n_digits).map(str::parse::<i32>), n_digits <= 2)
        {
            return format!("{}{}", before + year, rest.get(n_digits..).unwrap_or_default());
        }
    }
    text.to_owned()
}

/// `1980年12月31日`, `12月31日`, `31 12月 1980`: the number before the sign is the month.
fn with_month_sign(text: &str, today: Date) -> Result<Birthday, InvalidDate> {
    let (before, after) = text.split_once('月').unwrap_or((text, ""));
    let head = before.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let month = before.trim().get(head.len().min(before.trim().len())..).unwrap_or_default();
    let month = month.parse().map_err(|_| InvalidDate::Unreadable)?;
    let day_of = |text: &str| text.split([':', '(', '（']).next().map(numbers).unwrap_or_default();
    let found: Vec<i32> = numbers(head).into_iter().chain(day_of(after)).collect();
    with_month_name(month, &found, today)
}

/// The parts of `3/4/2024`, `3.4.24`, `03-04-2024`: two small numbers, then the year.
fn small_numbers(text: &str) -> Option<[i32; 3]> {
    let first = text.trim().split([' ', 'T', ',']).next()?;
    let separator = first.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Option<Vec<i32>> = first
        .trim_end_matches('.')
        .split(separator)
        .map(|part| if part.len() <= 4 { part.trim().parse().ok() } else { None })
        .collect();
    match parts?.as_slice() {
        [a, b, c] if *a <= 31 && *b <= 31 && first.find(separator).is_some_and(|at| at <= 2) => {
            Some([*a, *b, *c])
        }
        _ => None,
    }
}

fn month_and_day(
    text: &str,
    a: i32,
    b: i32,
    order: Option<Order>,
) -> Result<(i32, i32), InvalidDate> {
    let has_dots = text.chars().find(|c| matches!(c, '/' | '.' | '-')) == Some('.');
    match order {
        _ if a > 12 => Ok((b, a)),
        _ if b > 12 => Ok((a, b)),
        // Dots are written only where the day comes first.
        _ if a == b || has_dots => Ok((b, a)),
        Some(Order::DayFirst) => Ok((b, a)),
        Some(Order::MonthFirst) => Ok((a, b)),
        None => Err(InvalidDate::Ambiguous),
    }
}

/// `24` is of this century when that is not in the future, else of the last one.
fn full_year(year: i32, text: &str, today: Date) -> i32 {
    let date = text.split([' ', 'T', ',']).next().unwrap_or_default();
    let has_four = date.rsplit(['/', '.', '-']).next().is_some_and(|last| last.len() == 4);
    two_digits(year, has_four, today)
}

fn two_digits(year: i32, has_four: bool, today: Date) -> i32 {
    let this = i32::from(today.year()) % 100;
    match year {
        0..=99 if has_four => year,
        0..=99 if year <= this => 2000 + year,
        0..=99 => 1900 + year,
        _ => year,
    }
}

fn with_month_name(month: i32, found: &[i32], today: Date) -> Result<Birthday, InvalidDate> {
    match found {
        [day] if (1..=31).contains(day) => made(None, month, *day),
        [year, day, ..] if *year > 31 => made(Some(*year), month, *day),
        [day, year, ..] => made(Some(two_digits(*year, false, today)), month, *day),
        _ => Err(InvalidDate::Unreadable),
    }
}

/// A plain number: `20240305`, days since 1900 as spreadsheets count, or seconds since 1970.
fn from_number(number: f64, text: &str) -> Result<Birthday, InvalidDate> {
    let whole = text.split('.').next().unwrap_or_default();
    let value: i64 = whole.parse().map_err(|_| InvalidDate::NoSuchDay)?;
    match whole.len() {
        8 => made(
            i32::try_from(value / 10_000).ok(),
            i32::try_from(value / 100 % 100).unwrap_or(0),
            i32::try_from(value % 100).unwrap_or(0),
        ),
        4 if (1_900..=2_100).contains(&value) && number.fract() == 0.0 => {
            Err(InvalidDate::OnlyYear)
        }
        1..=5 => from_serial(value),
        10 => from_instant(value),
        13 => from_instant(value / 1000),
        _ => Err(InvalidDate::NoSuchDay),
    }
}

/// Days since 1899-12-30; serial 60 is the 29 February 1900 that never was.
pub fn from_serial(serial: i64) -> Result<Birthday, InvalidDate> {
    let epoch =
        if serial < 60 { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
    if serial == 60 || serial < 1 {
        return Err(InvalidDate::NoSuchDay);
    }
    let span = jiff::Span::new().try_days(serial).map_err(|_| InvalidDate::NoSuchDay)?;
    epoch.checked_add(span).map(Birthday::from).map_err(|_| InvalidDate::NoSuchDay)
}

fn from_instant(seconds: i64) -> Result<Birthday, InvalidDate> {
    let instant = jiff::Timestamp::from_second(seconds).map_err(|_| InvalidDate::NoSuchDay)?;
    Ok(Birthday::from(instant.to_zoned(jiff::tz::TimeZone::UTC).date()))
}

fn as_number(text: &str) -> Option<f64> {
    let plain =
        text.chars().all(|c| c.is_ascii_digit() || c == '.') && text.matches('.').count() <= 1;
    if plain { text.parse().ok() } else { None }
}

fn made(year: Option<i32>, month: i32, day: i32) -> Result<Birthday, InvalidDate> {
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Err(InvalidDate::NoSuchDay);
    };
    let year = match year {
        Some(year) => Some(i16::try_from(year).map_err(|_| InvalidDate::NoSuchDay)?),
        None => None,
    };
    if year.is_some_and(|year| !(1800..=2200).contains(&year)) {
        return Err(InvalidDate::NoSuchDay);
    }
    // A leap year stands for the year that is not told.
    Date::new(year.unwrap_or(2000), month, day).map_err(|_| InvalidDate::NoSuchDay)?;
    Ok(Birthday { year, month, day })
}

/// The words and the numbers of a date, without the time of day and the zone.
fn tokens(text: &str) -> (Vec<String>, Vec<i32>) {
    let mut words = Vec::new();
    let mut found = Vec::new();
    for part in
        text.split([' ', ',', '\t', 'T']).filter(|part| !part.is_empty() && !part.contains(':'))
    {
        let mut word = String::new();
        let mut number = String::new();
        for c in part.chars().chain([' ']) {
            if c.is_ascii_digit() {
                number.push(c);
            } else if !number.is_empty() {
                found.extend(number.parse::<i32>().ok());
                number.clear();
            }
            if c.is_alphabetic() {
                word.push(c);
            } else if !word.is_empty() {
                words.push(fold(&word));
                word.clear();
            }
        }
    }
    // `T` parts date and time, and begins names of months: they are looked for in the whole words too.
    words
        .extend(text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(fold));
    (words, found)
}

fn numbers(text: &str) -> Vec<i32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: Option<Order>, expected: &str) {
        let today = Date::constant(2026, 3, 5);
        let got = match birthday(text, order, today) {
            Ok(Birthday { year: Some(year), month, day }) => {
                format!("{year:04}-{month:02}-{day:02}")
            }
            Ok(Birthday { year: None, month, day }) => format!("--{month:02}-{day:02}"),
            Err(why) => format!("{why:?}"),
        };
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn programs_write_the_year_first() {
        check("2024-03-05", None, "2024-03-05");
        check("2024-03-05 09:30", None, "2024-03-05");
        check("2024-03-05T10:00:00Z", None, "2024-03-05");
        check("2024/3/5", None, "2024-03-05");
        check("20240305", None, "2024-03-05");
        check("2024年3月5日", None, "2024-03-05");
    }

    #[test]
    fn months_have_names_in_many_languages() {
        for text in [
            "05 Mar 2024",
            "05 März 2024",
            "5. März 2024",
            "5 de marzo de 2024",
            "5 mars 2024",
            "March 5, 2024",
            "5 março 2024",
            "5 marzo 2024",
            "5 maart 2024",
            "Tue, 5 Mar 2024 10:00:00 +0000",
            "Mar 5, 2024 10:00 AM",
            "5 marca 2024",
            "5-Mar-24",
            "5-mrt-2024",
        ] {
            check(text, None, "2024-03-05");
        }
        check("31 Dezember 2024", None, "2024-12-31");
        check("31 déc. 2024", None, "2024-12-31");
        check("31 Dec 2024", None, "2024-12-31");
        check("1 août 2023", None, "2023-08-01");
        check("1 Oktober 2023", None, "2023-10-01");
        check("1 settembre 2023", None, "2023-09-01");
        check("24 December", None, "--12-24");
    }

    #[test]
    fn a_day_may_come_back_every_year() {
        check("24.12.", None, "--12-24");
        check("24. 12.", None, "--12-24");
        check("12/24", None, "--12-24");
        check("3/4", None, "Ambiguous");
        check("3/4", Some(Order::MonthFirst), "--03-04");
        check("12月31日", None, "--12-31");
    }

    #[test]
    fn japan_signs_months_and_counts_reigns() {
        for text in [
            "1980年12月31日（水）",
            "31 12月 1980",
            "12月 31, 1980",
            "昭和55年12月31日",
            "S55.12.31",
        ] {
            check(text, None, "1980-12-31");
        }
        check("令和元年5月1日", None, "2019-05-01");
    }

    #[test]
    fn dots_put_the_day_first() {
        check("5.3.2024", None, "2024-03-05");
        check("05.03.24", None, "2024-03-05");
        check("05.03.75", None, "1975-03-05");
        check("5. 3. 1975", None, "1975-03-05");
        check("1975. 3. 5.", None, "1975-03-05");
    }

    #[test]
    fn a_column_decides_what_one_cell_cannot() {
        check("3/4/2024", None, "Ambiguous");
        check("3/4/2024", Some(Order::DayFirst), "2024-04-03");
        check("3/4/2024", Some(Order::MonthFirst), "2024-03-04");
        check("31/12/2012", None, "2012-12-31");
        check("12/31/2012", Some(Order::DayFirst), "2012-12-31");
        check("4/4/2024", None, "2024-04-04");
        let mut evidence = Evidence::default();
        evidence.add("02/01/2014");
        assert_eq!(evidence.order(None, None), None);
        assert_eq!(evidence.order(None, Some("US")), Some(Order::MonthFirst));
        assert_eq!(evidence.order(Some("BR"), Some("US")), Some(Order::DayFirst));
        evidence.add("31/12/2012");
        assert_eq!(evidence.order(Some("US"), None), Some(Order::DayFirst));
        evidence.add("12/31/2012");
        assert_eq!(evidence.order(None, Some("US")), None);
        assert_eq!(evidence.order(Some("IT"), Some("US")), Some(Order::DayFirst));
    }

    #[test]
    fn spreadsheets_count_days_and_invent_one() {
        check("45356", None, "2024-03-05");
        check("45356.5", None, "2024-03-05");
        check("60", None, "NoSuchDay");
        check("59", None, "1900-02-28");
        check("0", None, "NoSuchDay");
    }

    #[test]
    fn days_that_never_were_are_refused() {
        check("2023-02-29", None, "NoSuchDay");
        check("2024-02-29", None, "2024-02-29");
        check("31.02.2024", None, "NoSuchDay");
        check("2009\\7\\14x", None, "2009-07-14");
        check("yesterday", None, "Unreadable");
        check("1975", None, "OnlyYear");
        check("--0229", None, "--02-29");
    }
}
