//! Versions of what two people may edit: who writes says which one they saw, and overwrites no other.

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
