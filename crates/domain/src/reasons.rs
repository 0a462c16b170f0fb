//! Reasons for the call: what makes it worth their while, with source and date.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ids::ReasonId, words};

/// Longest reason, in characters.
pub const MAX_CHARS: usize = 1000;

words! {
    /// What a reason rests on.
    pub enum ReasonKind {
        /// They were met at an event, seminar or stand.
        Event = "event",
        /// Somebody gave their name.
        Referral = "referral",
        /// They registered, downloaded or asked for something.
        Registration = "registration",
        /// Something happened at their company: a plant, a round, a tender.
        News = "news",
        /// They are new in their job.
        NewJob = "new_job",
        /// They said "not now" and named this day.
        NotNow = "not_now",
        /// They were a customer.
        FormerClient = "former_client",
        /// Anything else.
        Other = "other",
    }
}

/// A reason for the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Its id.
    pub id: ReasonId,
    /// What is said on the phone.
    pub text: String,
    /// What it rests on.
    pub kind: ReasonKind,
    /// The day it happened.
    pub on: Date,
    /// Where it is known from: a file, a page, the rep.
    pub source: String,
}

/// Why a reason is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReasonError {
    /// No words.
    #[error("a reason needs words")]
    Empty,
    /// Too many words.
    #[error("a reason has at most {MAX_CHARS} characters, not {0}")]
    TooLong(usize),
    /// It lies in the future.
    #[error("a reason cannot lie in the future: {0}")]
    Future(Date),
}

/// Checks the words and the day of a reason.
///
/// # Errors
/// [`ReasonError`].
pub fn check(text: &str, on: Date, today: Date) -> Result<(), ReasonError> {
    let chars = text.chars().count();
    match text.trim() {
        "" => Err(ReasonError::Empty),
        _ if chars > MAX_CHARS => Err(ReasonError::TooLong(chars)),
        _ if on > today => Err(ReasonError::Future(on)),
        _ => Ok(()),
    }
}

/// The reason shown while calling: the freshest; of one day the one named first in [`ReasonKind`], then the least id.
pub fn freshest(reasons: &[Reason]) -> Option<&Reason> {
    reasons.iter().min_by_key(|reason| (std::cmp::Reverse(reason.on), reason.kind, reason.id))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[track_caller]
    fn check_freshest(reasons: &str, expected: &str) {
        let reasons: Vec<Reason> = reasons
            .split_whitespace()
            .zip(1..)
            .map(|(reason, id)| {
                let (kind, on) = reason.split_once('@').unwrap();
                Reason {
                    id: ReasonId(Uuid::from_u128(id)),
                    text: reason.to_owned(),
                    kind: ReasonKind::parse(kind).unwrap(),
                    on: on.parse().unwrap(),
                    source: String::new(),
                }
            })
            .collect();
        assert_eq!(freshest(&reasons).map_or("", |reason| &reason.text), expected);
    }

    #[test]
    fn the_freshest_reason_is_shown() {
        check_freshest("", "");
        check_freshest("event@2026-10-01 news@2026-11-01", "news@2026-11-01");
        check_freshest("news@2026-11-01 event@2026-11-01", "event@2026-11-01");
    }

    #[test]
    fn a_reason_has_words_and_a_day_that_has_come() {
        let today = "2026-11-23".parse().unwrap();
        assert_eq!(check("new plant", today, today), Ok(()));
        assert_eq!(check("  ", today, today), Err(ReasonError::Empty));
        let tomorrow = "2026-11-24".parse().unwrap();
        assert_eq!(check("x", tomorrow, today), Err(ReasonError::Future(tomorrow)));
        assert_eq!(check(&"x".repeat(1001), today, today), Err(ReasonError::TooLong(1001)));
    }
}
