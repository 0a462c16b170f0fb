//! The outcome table: what is recorded by default for each outcome, and what it does to the enrollment.

use serde::{Deserialize, Serialize};

use crate::{
    activities::{Ask, Channel, Outcome},
    words,
};

/// What an outcome does to the enrollment and the next step (PRODUCT, "Outcomes shipped").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Goes on, next touch in its window.
    GoesOn,
    /// Goes on; a time typed moves the next touch there, never adds one.
    GoesOnOrMoves,
    /// The next touch moves to the agreed time; after the last touch one is added.
    Moves,
    /// Near: the next touch moves. Far: ends, in nurture until that day, then offered for a start.
    MovesOrNurtures,
    /// Ends; a meeting is stored, or the time is to be agreed.
    Meets,
    /// Ends; "who else should I talk to?" is shown.
    Ends,
    /// Ends; fit = no.
    EndsAsNoFit,
    /// The number or address is bad; goes on by what is left.
    MarksBad,
    /// Ends, and forbids these channels.
    Forbids(&'static [Channel]),
    /// Ends; an answer is due next working day.
    Answers,
    /// The next touch moves past the return date.
    MovesPast,
    /// The address is suppressed; goes on by other channels.
    Bounces,
}

words! {
    /// Whether an outcome takes an argument.
    pub enum Takes {
        /// It cannot be logged without.
        Must = "must",
        /// It may be told.
        May = "may",
        /// It would be lost, so it is refused.
        Never = "never",
    }
}

/// One row of the outcome table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Recorded unless told otherwise: a human answered.
    pub reached: bool,
    /// Recorded unless told otherwise: a talk with the person aimed at.
    pub conversation: bool,
    /// Recorded unless told otherwise: what was asked for.
    pub asked: Option<Ask>,
    /// What becomes of the enrollment.
    pub effect: Effect,
    /// The agreed time (of the call-back or the meeting).
    pub agreed: Takes,
    /// The day until which to wait, or of their return.
    pub until: Takes,
    /// The why.
    pub why: Takes,
    /// The digit of the touch block.
    pub key: Option<u8>,
}

/// The row of `outcome` in the outcome table.
pub const fn effects(outcome: Outcome) -> Effects {
    let (key, effect) = match outcome {
        Outcome::NoAnswer => (Some(1), Effect::GoesOn),
        Outcome::Voicemail => (Some(2), Effect::GoesOn),
        Outcome::Gatekeeper => (Some(3), Effect::GoesOnOrMoves),
        Outcome::CallBack => (Some(4), Effect::Moves),
        Outcome::NotNow => (Some(5), Effect::MovesOrNurtures),
        Outcome::MeetingSet => (Some(6), Effect::Meets),
        Outcome::NotInterested => (Some(7), Effect::Ends),
        Outcome::NotAFit => (Some(8), Effect::EndsAsNoFit),
        Outcome::WrongOrLeft => (Some(9), Effect::MarksBad),
        Outcome::DoNotContact => (Some(0), Effect::Forbids(Channel::ALL)),
        Outcome::DoNotCall => (None, Effect::Forbids(&[Channel::Call, Channel::Text])),
        Outcome::Replied => (None, Effect::Answers),
        Outcome::OutOfOffice => (None, Effect::MovesPast),
        Outcome::Bounced => (None, Effect::Bounces),
    };
    let (reached, conversation, asked) = defaults(outcome);
    let (agreed, until, why) = arguments(outcome);
    Effects { reached, conversation, asked, effect, agreed, until, why, key }
}

const fn defaults(outcome: Outcome) -> (bool, bool, Option<Ask>) {
    match outcome {
        Outcome::NotNow | Outcome::MeetingSet | Outcome::NotInterested => {
            (true, true, Some(Ask::Meeting))
        }
        Outcome::CallBack
        | Outcome::NotAFit
        | Outcome::DoNotContact
        | Outcome::DoNotCall
        | Outcome::Replied => (true, true, None),
        Outcome::Gatekeeper => (true, false, None),
        Outcome::NoAnswer
        | Outcome::Voicemail
        | Outcome::WrongOrLeft
        | Outcome::OutOfOffice
        | Outcome::Bounced => (false, false, None),
    }
}

const fn arguments(outcome: Outcome) -> (Takes, Takes, Takes) {
    match outcome {
        Outcome::CallBack => (Takes::Must, Takes::Never, Takes::May),
        Outcome::Gatekeeper | Outcome::MeetingSet => (Takes::May, Takes::Never, Takes::May),
        Outcome::NotNow | Outcome::OutOfOffice => (Takes::Never, Takes::Must, Takes::May),
        Outcome::NotAFit => (Takes::Never, Takes::Never, Takes::Must),
        _ => (Takes::Never, Takes::Never, Takes::May),
    }
}

/// A team's own outcome: a name with the effects of a shipped one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOutcome {
    /// The name as it is typed and shown.
    pub name: String,
    /// The outcome whose effects and defaults it has.
    pub like: Outcome,
}

/// Why a name is not, or cannot become, an outcome.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutcomeNameError {
    /// Neither shipped nor the team's own.
    #[error("unknown outcome `{name}`: known are {}", known.join(", "))]
    Unknown {
        /// The name that was given.
        name: String,
        /// Those that are known, shipped ones first.
        known: Vec<String>,
    },
    /// The name is empty, too long, or holds other than small letters, digits and underscores.
    #[error("an outcome is named by 1 to 40 small letters, digits and underscores, not `{0}`")]
    Form(String),
    /// A shipped outcome or another of the team has this name.
    #[error("the outcome `{0}` is there already")]
    Taken(String),
}

impl OwnOutcome {
    /// A team's own outcome, once its name is found good and free.
    ///
    /// # Errors
    /// [`OutcomeNameError`] when the name has a wrong form or is taken.
    pub fn new(name: &str, like: Outcome, others: &[Self]) -> Result<Self, OutcomeNameError> {
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name.is_empty() || name.len() > 40 || !name.chars().all(is_word) {
            return Err(OutcomeNameError::Form(name.to_owned()));
        }
        if Outcome::parse(name).is_ok() || others.iter().any(|other| other.name == name) {
            return Err(OutcomeNameError::Taken(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), like })
    }
}

/// The shipped outcome whose effects `name` has: its own, or that of the team's outcome of this name.
///
/// # Errors
/// [`OutcomeNameError::Unknown`] lists the known names.
pub fn outcome_named(name: &str, own: &[OwnOutcome]) -> Result<Outcome, OutcomeNameError> {
    if let Ok(outcome) = Outcome::parse(name) {
        return Ok(outcome);
    }
    own.iter().find(|outcome| outcome.name == name).map(|outcome| outcome.like).ok_or_else(|| {
        let shipped = Outcome::ALL.iter().map(|outcome| outcome.as_str().to_owned());
        OutcomeNameError::Unknown {
            name: name.to_owned(),
            known: shipped.chain(own.iter().map(|outcome| outcome.name.clone())).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of PRODUCT.md as it stands there: key, outcome, reached, conversation, asked.
    const TABLE: &str = "
        1 no_answer       - - -
        2 voicemail       - - -
        3 gatekeeper      y - -
        4 call_back       y y -
        5 not_now         y y meeting
        6 meeting_set     y y meeting
        7 not_interested  y y meeting
        8 not_a_fit       y y -
        9 wrong_or_left   - - -
        0 do_not_contact  y y -
        - do_not_call     y y -
        - replied         y y -
        - out_of_office   - - -
        - bounced         - - -";

    #[test]
    fn the_defaults_are_those_of_the_product_page() {
        let told = |outcome: &Outcome| {
            let row = effects(*outcome);
            let flag = |is_set| if is_set { "y" } else { "-" };
            let key = row.key.map_or("-".to_owned(), |key| key.to_string());
            let asked = row.asked.map_or("-", Ask::as_str);
            [&key, outcome.as_str(), flag(row.reached), flag(row.conversation), asked].join(" ")
        };
        let rows: Vec<String> = Outcome::ALL.iter().map(told).collect();
        let table: Vec<String> = TABLE
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(rows, table);
    }

    #[test]
    fn a_teams_own_outcome_has_the_effects_of_the_one_it_is_like() {
        let own = [OwnOutcome::new("sent_brochure", Outcome::NotNow, &[]).unwrap()];
        assert_eq!(outcome_named("sent_brochure", &own), Ok(Outcome::NotNow));
        assert_eq!(outcome_named("replied", &own), Ok(Outcome::Replied));
        let unknown = outcome_named("sent", &own).unwrap_err().to_string();
        assert!(unknown.ends_with("bounced, sent_brochure"), "{unknown}");
    }

    #[test]
    fn a_name_that_is_taken_or_no_word_is_refused() {
        let own = [OwnOutcome::new("sent", Outcome::NoAnswer, &[]).unwrap()];
        let refused = |name: &str| OwnOutcome::new(name, Outcome::NoAnswer, &own).unwrap_err();
        assert_eq!(refused("replied"), OutcomeNameError::Taken("replied".to_owned()));
        assert_eq!(refused("sent"), OutcomeNameError::Taken("sent".to_owned()));
        assert_eq!(refused("Sent It"), OutcomeNameError::Form("Sent It".to_owned()));
    }
}
