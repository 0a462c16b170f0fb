//! Outcomes: those shipped, and a team's own, each with the effects of one shipped.

use domain::activities::Outcome;
use serde::Serialize;
use store::{cadences as rows, errors::StoreError};
use utoipa::ToSchema;

use crate::{App, audit::Change, clock::micros, workspaces::Member};

/// Longest word for an outcome, in characters.
pub const NAME: usize = 60;
/// Most outcomes of a workspace's own.
pub const MOST: usize = 100;

/// An outcome as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OutcomeShown {
    /// The word with which it is logged.
    pub name: String,
    /// The shipped outcome whose effects it has: itself, when it is one of those.
    pub same_as: Outcome,
    /// Whether it is the workspace's own.
    pub is_own: bool,
}

/// Why an outcome cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum OutcomeError {
    /// Its word is none.
    #[error(
        "an outcome is a word of at most {NAME} small letters, digits and `_`, beginning with a letter"
    )]
    Name,
    /// It is the word of a shipped outcome.
    #[error("`{name}` is an outcome already, and stays what it is")]
    Shipped {
        /// The word.
        name: String,
    },
    /// There are too many.
    #[error("a workspace has at most {MOST} outcomes of its own")]
    TooMany,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Every outcome that can be logged: those shipped, then the workspace's own by name.
///
/// # Errors
/// [`OutcomeError::Store`].
pub async fn list(app: &App, member: &Member) -> Result<Vec<OutcomeShown>, OutcomeError> {
    let scope = member.scope;
    let own = app.db.read(scope, async |tx| rows::own_outcomes(tx, scope).await).await?;
    let shipped = Outcome::ALL.iter().map(|outcome| OutcomeShown {
        name: outcome.to_string(),
        same_as: *outcome,
        is_own: false,
    });
    let own = own.into_iter().filter_map(|(name, same_as)| {
        Some(OutcomeShown { name, same_as: Outcome::parse(&same_as).ok()?, is_own: true })
    });
    Ok(shipped.chain(own).collect())
}

/// Makes an outcome of the workspace's own, or gives it other effects from now on.
///
/// # Errors
/// [`OutcomeError::Name`], [`OutcomeError::Shipped`].
pub async fn set(
    app: &App,
    member: &Member,
    name: &str,
    same_as: Outcome,
) -> Result<OutcomeShown, OutcomeError> {
    let name = checked(name)?.to_owned();
    let (scope, at, word) = (member.scope, micros(app.clock.recorded()), name.clone());
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| -> Result<(), OutcomeError> {
            let own = rows::own_outcomes(tx, scope).await?;
            if own.len() >= MOST && own.iter().all(|(known, _)| *known != word) {
                return Err(OutcomeError::TooMany);
            }
            rows::set_own_outcome(tx, scope, &word, same_as.as_str(), at).await?;
            let change = Change::new("set", "outcome", None).with("name", word.as_str());
            Ok(change.with("same_as", same_as.as_str()).by(tx, &inner, &by).await?)
        })
        .await?;
    Ok(OutcomeShown { name, same_as, is_own: true })
}

fn checked(name: &str) -> Result<&str, OutcomeError> {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_word = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_letter);
    if !is_word || name.len() > NAME {
        return Err(OutcomeError::Name);
    }
    match Outcome::parse(name) {
        Ok(_) => Err(OutcomeError::Shipped { name: name.to_owned() }),
        Err(_) => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let got = checked(name).map_or_else(|error| error.to_string(), str::to_owned);
        assert!(got.starts_with(expected), "{name}: {got}");
    }

    #[test]
    fn an_own_outcome_is_a_new_word() {
        check("sent_offer", "sent_offer");
        check("demo2", "demo2");
        check("", "an outcome is a word");
        check("2nd", "an outcome is a word");
        check("Sent", "an outcome is a word");
        check("a b", "an outcome is a word");
        check(&"a".repeat(61), "an outcome is a word");
        check("voicemail", "`voicemail` is an outcome already");
    }
}
