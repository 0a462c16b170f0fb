//! Versions of what two people may edit: who writes says which one they saw, and overwrites no other.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// Which version somebody saw before they asked for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Whichever it is: they mean to overwrite it.
    Any,
    /// One of these.
    Of(Vec<i64>),
}

/// It is not as it was when it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was changed meanwhile: look again")]
pub struct ChangedMeanwhile;

impl Seen {
    /// Whether what was seen is what is there.
    ///
    /// # Errors
    /// It has changed.
    pub fn check(&self, version: i64) -> Result<(), ChangedMeanwhile> {
        match self {
            Self::Any => Ok(()),
            Self::Of(seen) if seen.contains(&version) => Ok(()),
            Self::Of(_) => Err(ChangedMeanwhile),
        }
    }
}

/// The version of what is known by its content alone: the same content is the same version.
pub fn of_content(shown: &impl Serialize) -> i64 {
    let digest = Sha256::digest(serde_json::to_vec(shown).unwrap_or_default());
    let bytes = digest.first_chunk().copied().unwrap_or_default();
    i64::from_be_bytes(bytes) & i64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_content_is_another_version() {
        assert_eq!(of_content(&["a"]), of_content(&["a"]));
        assert_ne!(of_content(&["a"]), of_content(&["b"]));
        assert!(of_content(&["a"]) >= 0);
    }

    #[test]
    fn only_who_saw_what_is_there_may_change_it() {
        assert_eq!(Seen::Any.check(3), Ok(()));
        assert_eq!(Seen::Of(vec![2, 3]).check(3), Ok(()));
        assert_eq!(Seen::Of(vec![2]).check(3), Err(ChangedMeanwhile));
    }
}
