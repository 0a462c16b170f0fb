//! Whole numbers and texts within bounds: what lies outside is refused where it is read.

use serde::{Deserialize, Deserializer, de};

/// A whole number from `LOW` to `HIGH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Within<const LOW: u32, const HIGH: u32>(u32);

impl<const LOW: u32, const HIGH: u32> Within<LOW, HIGH> {
    /// The number.
    pub(crate) const fn get(self) -> u32 {
        self.0
    }

    /// The number as one of weeks; the greatest of its type where it does not fit, which no bound of weeks lets happen.
    pub(crate) fn weeks(self) -> u8 {
        u8::try_from(self.0).unwrap_or(u8::MAX)
    }

    /// The number as one of few days, likewise.
    pub(crate) fn days(self) -> u8 {
        u8::try_from(self.0).unwrap_or(u8::MAX)
    }

    /// The number as one of days or rows, likewise.
    pub(crate) fn rows(self) -> u16 {
        u16::try_from(self.0).unwrap_or(u16::MAX)
    }

    /// The number as a year, likewise.
    pub(crate) fn year(self) -> i16 {
        i16::try_from(self.0).unwrap_or(i16::MAX)
    }
}

impl<'de, const LOW: u32, const HIGH: u32> Deserialize<'de> for Within<LOW, HIGH> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        if (LOW..=HIGH).contains(&number) {
            return Ok(Self(number));
        }
        Err(de::Error::custom(format_args!("{number} is not {LOW} to {HIGH}")))
    }
}

/// A text of `LEAST` to `MOST` characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<const LEAST: usize, const MOST: usize>(pub(crate) String);

impl<'de, const LEAST: usize, const MOST: usize> Deserialize<'de> for Text<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let n_chars = text.chars().count();
        if (LEAST..=MOST).contains(&n_chars) {
            return Ok(Self(text));
        }
        let told = format_args!("a text of {n_chars} characters where {LEAST} to {MOST} may be");
        Err(de::Error::custom(told))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u32>) {
        let read = serde_json::from_str::<Within<1, 52>>(text);
        assert_eq!(read.ok().map(Within::get), expected, "{text}");
    }

    #[test]
    fn a_text_is_counted_in_characters() {
        let read = |text: &str| serde_json::from_str::<Text<1, 3>>(text).is_ok();
        assert!(read("\"\u{fc}\u{fc}\u{fc}\""));
        assert!(!read("\"\""));
        assert!(!read("\"abcd\""));
    }

    #[test]
    fn what_lies_outside_is_refused() {
        check("1", Some(1));
        check("52", Some(52));
        check("0", None);
        check("53", None);
        check("-1", None);
        check("1.5", None);
    }
}
