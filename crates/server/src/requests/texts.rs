//! Texts within bounds: what is longer is refused where it is read.

use serde::{Deserialize, Deserializer, de};

/// A text of at most `MOST` characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<const MOST: usize>(String);

impl<const MOST: usize> Text<MOST> {
    /// The text.
    pub(crate) fn into_inner(self) -> String {
        self.0
    }

    /// The text, to be looked at.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MOST: usize> Deserialize<'de> for Text<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.chars().count() <= MOST {
            return Ok(Self(text));
        }
        Err(de::Error::custom(format_args!("a text has more than {MOST} characters")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let read = serde_json::from_str::<Text<3>>(&format!("\"{text}\""));
        assert_eq!(read.ok().map(Text::into_inner).as_deref(), expected, "{text}");
    }

    #[test]
    fn what_is_longer_is_refused() {
        check("", Some(""));
        check("äöü", Some("äöü"));
        check("abcd", None);
    }
}
