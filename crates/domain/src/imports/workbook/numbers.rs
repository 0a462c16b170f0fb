//! Numbers of a workbook as text: whole ones without a point, days as ISO.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

/// The last day a workbook knows: 9999-12-31.
const LAST_SERIAL: f64 = 2_958_466.0;
/// From here on a float has no digits behind the point that could be trusted.
const LARGEST_WHOLE: f64 = 1e15;
const SECONDS_A_DAY: f64 = 86_400.0;

/// How a style means its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// As a number.
    Plain,
    /// As so many digits, with zeros before.
    Padded(usize),
    /// As a day, a time, or both.
    Day,
}

impl Format {
    /// The meaning of a number format that every workbook has.
    pub(super) fn of_id(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Day,
            _ => Self::Plain,
        }
    }

    /// The meaning of a format's code: a day when a letter of a day or time stands outside quotes and brackets.
    pub(super) fn of_code(code: &str) -> Self {
        // Only the first section counts: the others are for negative numbers, zero and text.
        let code = code.split(';').next().unwrap_or_default();
        if !code.is_empty() && code.len() <= 20 && code.bytes().all(|byte| byte == b'0') {
            return Self::Padded(code.len());
        }
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => {
                    letters.by_ref().find(|&letter| letter == '"');
                }
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '[' => {
                    let inner: String =
                        letters.by_ref().take_while(|&letter| letter != ']').collect();
                    let is_elapsed =
                        !inner.is_empty() && inner.chars().all(|letter| "hmsHMS".contains(letter));
                    if is_elapsed {
                        return Self::Day;
                    }
                }
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return Self::Day,
                _ => {}
            }
        }
        Self::Plain
    }
}

/// How the numbers of one workbook are meant.
#[derive(Debug)]
pub(super) struct Numbers {
    formats: Vec<Format>,
    is_1904: bool,
}

impl Numbers {
    pub(super) fn new(formats: Vec<Format>, is_1904: bool) -> Self {
        Self { formats, is_1904 }
    }

    /// The text of a number in the style of this place.
    ///
    /// # Errors
    /// A sentence when it is no number, or no day though it is meant as one.
    pub(super) fn text(&self, written: &str, style: Option<usize>) -> Result<String, String> {
        let written = written.trim();
        let format =
            style.and_then(|style| self.formats.get(style)).copied().unwrap_or(Format::Plain);
        let is_digits = !written.is_empty()
            && written.len() <= 15
            && written.bytes().all(|byte| byte.is_ascii_digit());
        if is_digits && format == Format::Plain {
            return Ok(written.to_owned());
        }
        let number: f64 = written.parse().unwrap_or(f64::NAN);
        if !number.is_finite() {
            return Err(format!(
                "`{}` is not a number",
                written.chars().take(40).collect::<String>()
            ));
        }
        match format {
            Format::Day => day(number, self.is_1904)
                .ok_or_else(|| format!("{} is no day of a workbook", plain(number, written))),
            Format::Padded(digits) if number >= 0.0 && number.fract() == 0.0 => {
                let text = plain(number, written);
                Ok("0".repeat(digits.saturating_sub(text.len())) + &text)
            }
            Format::Padded(_) | Format::Plain => Ok(plain(number, written)),
        }
    }
}

/// A number without a point where it is whole, and without the noise of its last bits.
fn plain(number: f64, written: &str) -> String {
    if number.abs() < LARGEST_WHOLE {
        // Fifteen digits are what a workbook shows: 0.1 + 0.2 is 0.3. Then the shortest form of that; -0 is 0.
        let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
        return format!("{}", shown + 0.0);
    }
    written.chars().take(40).collect()
}

/// A day count as ISO: a day, a day with a time, or a time alone.
fn day(serial: f64, is_1904: bool) -> Option<String> {
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return None;
    }
    let mut days = serial.floor();
    let mut seconds = ((serial - days) * SECONDS_A_DAY).round();
    if seconds >= SECONDS_A_DAY {
        days += 1.0;
        seconds = 0.0;
    }
    let (days, seconds) = (whole(days)?, whole(seconds)?);
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let first: Date = match (is_1904, days) {
        (_, 0) if seconds > 0 => return Some(time),
        // Day 0 and the 29th of February 1900 are days of a workbook only.
        (false, 0 | 60) => return None,
        (false, 1..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
        (true, _) => date(1904, 1, 1),
    };
    let day = first.checked_add(i64::from(days).days()).ok()?;
    Some(if seconds == 0 { day.to_string() } else { format!("{day}T{time}") })
}

/// A small whole float as an integer.
fn whole(number: f64) -> Option<u32> {
    format!("{number:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, format: Format, expected: &str) {
        let numbers = Numbers::new(vec![format], false);
        assert_eq!(numbers.text(written, Some(0)).unwrap_or_else(|why| why), expected);
    }

    #[test]
    fn whole_numbers_have_no_point() {
        check("2025550110", Format::Plain, "2025550110");
        check("2025550110.0", Format::Plain, "2025550110");
        check("2.02555011E9", Format::Plain, "2025550110");
        check("-3", Format::Plain, "-3");
        check("0.30000000000000004", Format::Plain, "0.3");
        check("-0", Format::Plain, "0");
        check("1e300", Format::Plain, "1e300");
        check("491713920011", Format::Plain, "491713920011");
    }

    #[test]
    fn zeros_before_a_postal_code_are_kept() {
        check("1067", Format::of_code("00000"), "01067");
        check("80331", Format::of_code("00000"), "80331");
    }

    #[test]
    fn days_and_times_become_iso() {
        check("44197", Format::Day, "2021-01-01");
        check("44197.5", Format::Day, "2021-01-01T12:00:00");
        check("44197.99999", Format::Day, "2021-01-01T23:59:59");
        check("44197.9999999", Format::Day, "2021-01-02");
        check("0.25", Format::Day, "06:00:00");
        check("1", Format::Day, "1900-01-01");
        check("61", Format::Day, "1900-03-01");
    }

    #[test]
    fn days_that_never_were_are_said() {
        for never in ["60", "0", "-1", "1e300", "2958466"] {
            check(never, Format::Day, &format!("{never} is no day of a workbook"));
        }
        check("NaN", Format::Plain, "`NaN` is not a number");
        check("", Format::Day, "`` is not a number");
    }

    #[test]
    fn days_may_count_from_1904() {
        let numbers = Numbers::new(vec![Format::Day], true);
        assert_eq!(numbers.text("0", Some(0)).unwrap(), "1904-01-01");
        assert_eq!(numbers.text("42735", Some(0)).unwrap(), "2021-01-01");
    }

    #[test]
    fn a_code_is_a_day_by_its_letters_outside_quotes() {
        for code in [
            "dd/mm/yyyy",
            "[$-409]d-mmm-yy;@",
            "h:mm AM/PM",
            "[h]:mm",
            "yyyy\"年\"m\"月\"d\"日\"",
            "mmm\\ yy",
        ] {
            assert_eq!(Format::of_code(code), Format::Day, "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0 [$€-407]",
            "[Red]0",
            "\"days\" 0",
            "0\\d",
            "_-* #,##0_m",
            "@",
        ] {
            assert_eq!(Format::of_code(code), Format::Plain, "{code}");
        }
    }
}
