//! The record of something done: what was said, what is filled in, what a later record may correct.

use std::fmt::Write;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Ask, Behaviour, Channel, InitiatedBy, Outcome};
use crate::{
    cadences::{advance::Used, effects::effects},
    enrollments::EnrollmentFacts,
    ids::{ActivityId, PersonId, TouchId},
    people::{Fit, Standing},
    touches::LooseKind,
};

/// Most minutes one activity may take: a day.
pub const MAX_MINUTES: u32 = 1440;
/// Longest note or why, in characters.
pub const MAX_CHARS: usize = 10_000;

/// What was asked, as it is told: nothing said, expressly nothing, or something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Not told: the outcome's default is recorded and flagged.
    #[default]
    ByDefault,
    /// Nothing was asked.
    Nothing,
    /// This was asked.
    For(Ask),
}

/// An activity as it is sent in: facts that are not told are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityDraft {
    /// Made by the caller.
    pub id: ActivityId,
    /// With whom; none for work that is with nobody, such as on alliances.
    pub person: Option<PersonId>,
    /// When it happened.
    pub at: Timestamp,
    /// What it led to; none where only a behaviour is told.
    pub outcome: Option<Outcome>,
    /// The team's own name for the outcome, where it has one.
    pub own_outcome: Option<String>,
    /// The kind of activity, where told.
    pub behaviour: Option<Behaviour>,
    /// On which channel, where told.
    pub channel: Option<Channel>,
    /// Minutes spent, where told.
    pub minutes: Option<u32>,
    /// Whether a human answered, where told.
    pub reached: Option<bool>,
    /// Whether it was a talk with the person aimed at, where told.
    pub conversation: Option<bool>,
    /// What was asked.
    pub asked: Asked,
    /// The time they named.
    pub agreed: Option<Timestamp>,
    /// The day they named.
    pub until: Option<Date>,
    /// Why.
    pub why: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// A referral: name and phone.
    pub referral: Option<(String, String)>,
    /// The number or address used.
    pub used: Option<Used>,
}

/// What is known about the touch an activity is about, for what it does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Channel and minutes of the step or loose touch that is done with it.
    pub touch: Option<(Channel, u32)>,
    /// The kind of loose touch.
    pub loose: Option<LooseKind>,
    /// Whether an e-mail was sent to this person before.
    pub had_email: bool,
    /// Whether the person was warmed up: an event, a registration, a referral, a tie.
    pub is_warm: bool,
}

/// An activity with every fact, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each flag is a column of its own")]
pub struct ActivityFacts {
    /// The kind of activity; none for what came from their side.
    pub behaviour: Option<Behaviour>,
    /// On which channel.
    pub channel: Channel,
    /// Minutes.
    pub minutes: u32,
    /// Whether the minutes are the step's or the behaviour's usual ones.
    pub is_minutes_default: bool,
    /// Whether a human answered.
    pub reached: bool,
    /// Whether that is the outcome's default.
    pub is_reached_default: bool,
    /// Whether it was a talk with the person aimed at.
    pub conversation: bool,
    /// Whether that is the outcome's default.
    pub is_conversation_default: bool,
    /// What was asked.
    pub asked: Option<Ask>,
    /// Whether that is the outcome's default.
    pub is_asked_default: bool,
    /// Who began it.
    pub initiated_by: InitiatedBy,
    /// Whether the person was warmed up.
    pub is_warm: bool,
}

/// Why an activity is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Neither an outcome nor a behaviour.
    #[error("an activity needs an outcome or a behaviour")]
    NeedsOutcomeOrBehaviour,
    /// An outcome without a person.
    #[error("an outcome needs a person")]
    NeedsPerson,
    /// More minutes than a day has.
    #[error("an activity takes at most {MAX_MINUTES} minutes, not {0}")]
    Minutes(u32),
    /// A note or why beyond the limit.
    #[error("a note or why has at most {MAX_CHARS} characters, not {0}")]
    TooLong(usize),
    /// A conversation in which nobody was reached.
    #[error("a conversation reaches somebody")]
    ConversationUnreached,
}

/// Fills in what `draft` does not tell.
///
/// # Errors
/// [`RecordError`] when the facts told cannot be together.
pub fn complete(draft: &ActivityDraft, about: About) -> Result<ActivityFacts, RecordError> {
    if draft.outcome.is_none() && draft.behaviour.is_none() {
        return Err(RecordError::NeedsOutcomeOrBehaviour);
    }
    if draft.outcome.is_some() && draft.person.is_none() {
        return Err(RecordError::NeedsPerson);
    }
    if let Some(minutes) = draft.minutes.filter(|minutes| *minutes > MAX_MINUTES) {
        return Err(RecordError::Minutes(minutes));
    }
    let longest =
        [&draft.note, &draft.why].into_iter().flatten().map(|text| text.chars().count()).max();
    if let Some(chars) = longest.filter(|chars| *chars > MAX_CHARS) {
        return Err(RecordError::TooLong(chars));
    }
    let row = draft.outcome.map(effects);
    let channel = channel(draft, about);
    let initiated_by = initiated_by(draft.outcome);
    let behaviour = match (draft.behaviour, initiated_by) {
        (Some(behaviour), _) => Some(behaviour),
        (None, InitiatedBy::Us) => Some(behaviour_of(channel, about)),
        (None, InitiatedBy::Them) => None,
    };
    let usual = behaviour.map_or(1, usual_minutes);
    let minutes =
        draft.minutes.unwrap_or_else(|| about.touch.map_or(usual, |(_, minutes)| minutes));
    let by_behaviour = behaviour == Some(Behaviour::Conversations);
    let conversation =
        draft.conversation.unwrap_or(row.map_or(by_behaviour, |row| row.conversation));
    let reached = draft.reached.unwrap_or(conversation || row.is_some_and(|row| row.reached));
    if conversation && !reached {
        return Err(RecordError::ConversationUnreached);
    }
    let asked = match draft.asked {
        Asked::For(ask) => Some(ask),
        Asked::Nothing => None,
        Asked::ByDefault => row.and_then(|row| row.asked).or(behaviour.and_then(ask_of)),
    };
    Ok(ActivityFacts {
        behaviour,
        channel,
        minutes,
        is_minutes_default: draft.minutes.is_none(),
        reached,
        is_reached_default: draft.reached.is_none(),
        conversation,
        is_conversation_default: draft.conversation.is_none(),
        asked,
        is_asked_default: draft.asked == Asked::ByDefault,
        initiated_by,
        is_warm: about.is_warm,
    })
}

/// Every behaviour a recipe counts this activity as: its own, and what happened in it.
pub fn counted_as(facts: &ActivityFacts) -> Vec<Behaviour> {
    counts_as(facts.behaviour, facts.conversation, facts.asked)
}

/// The same of the three facts that decide it.
pub fn counts_as(
    behaviour: Option<Behaviour>,
    conversation: bool,
    asked: Option<Ask>,
) -> Vec<Behaviour> {
    let asked = asked.map(|ask| match ask {
        Ask::Meeting => Behaviour::MeetingAsks,
        Ask::Referral => Behaviour::ReferralAsks,
        Ask::Introduction => Behaviour::IntroductionAsks,
    });
    let talk = conversation.then_some(Behaviour::Conversations);
    let mut counted: Vec<Behaviour> = behaviour.into_iter().chain(talk).chain(asked).collect();
    counted.sort();
    counted.dedup();
    counted
}

/// Minutes a behaviour usually takes, where neither the activity nor a step tells them.
pub const fn usual_minutes(behaviour: Behaviour) -> u32 {
    match behaviour {
        Behaviour::Calls | Behaviour::FirstEmails => 4,
        Behaviour::FollowUpEmails | Behaviour::SocialTouches | Behaviour::IntroductionAsks => 3,
        Behaviour::Conversations | Behaviour::ReferralFollowUps | Behaviour::Videos => 5,
        Behaviour::MeetingAsks | Behaviour::ReferralAsks | Behaviour::Texts => 2,
        Behaviour::Letters | Behaviour::Events => 10,
        Behaviour::WalkIns | Behaviour::HelpGiven => 15,
        Behaviour::AllianceWork => 30,
    }
}

fn channel(draft: &ActivityDraft, about: About) -> Channel {
    let by_outcome = match draft.outcome {
        Some(Outcome::Replied | Outcome::OutOfOffice | Outcome::Bounced) => Channel::Email,
        _ => Channel::Call,
    };
    let by_behaviour = draft.behaviour.map(|behaviour| match behaviour {
        Behaviour::FirstEmails | Behaviour::FollowUpEmails | Behaviour::IntroductionAsks => {
            Channel::Email
        }
        Behaviour::Texts => Channel::Text,
        Behaviour::SocialTouches => Channel::Social,
        Behaviour::Letters => Channel::Letter,
        Behaviour::WalkIns => Channel::WalkIn,
        Behaviour::Events | Behaviour::AllianceWork | Behaviour::HelpGiven => Channel::Event,
        Behaviour::Videos => Channel::Video,
        _ => Channel::Call,
    });
    draft.channel.or(about.touch.map(|(channel, _)| channel)).or(by_behaviour).unwrap_or(by_outcome)
}

/// Who began what led to an outcome.
pub const fn initiated_by(outcome: Option<Outcome>) -> InitiatedBy {
    match outcome {
        Some(Outcome::Replied | Outcome::OutOfOffice | Outcome::Bounced) => InitiatedBy::Them,
        _ => InitiatedBy::Us,
    }
}

fn behaviour_of(channel: Channel, about: About) -> Behaviour {
    if about.loose == Some(LooseKind::ReferralFollowUp) {
        return Behaviour::ReferralFollowUps;
    }
    match channel {
        Channel::Call => Behaviour::Calls,
        Channel::Email if about.had_email => Behaviour::FollowUpEmails,
        Channel::Email => Behaviour::FirstEmails,
        Channel::Text => Behaviour::Texts,
        Channel::Social => Behaviour::SocialTouches,
        Channel::Letter => Behaviour::Letters,
        Channel::WalkIn => Behaviour::WalkIns,
        Channel::Event => Behaviour::Events,
        Channel::Video => Behaviour::Videos,
    }
}

const fn ask_of(behaviour: Behaviour) -> Option<Ask> {
    match behaviour {
        Behaviour::MeetingAsks => Some(Ask::Meeting),
        Behaviour::ReferralAsks => Some(Ask::Referral),
        Behaviour::IntroductionAsks => Some(Ask::Introduction),
        _ => None,
    }
}

impl ActivityDraft {
    /// What was sent, in one text that differs whenever anything said differs: its hash tells the same
    /// record sent twice from another under the same id. Facts that were filled in are not part of it.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        let person = self.person.map(|person| person.to_string());
        let asked = match self.asked {
            Asked::ByDefault => None,
            Asked::Nothing => Some("nothing".to_owned()),
            Asked::For(ask) => Some(ask.to_string()),
        };
        let used = self.used.map(|used| match used {
            Used::Number(id) => format!("number {id}"),
            Used::Email(id) => format!("email {id}"),
        });
        let word = |word: Option<&'static str>| word.map(str::to_owned);
        let fields = [
            ("id", Some(self.id.to_string())),
            ("person", person),
            ("at", Some(self.at.as_microsecond().to_string())),
            ("outcome", word(self.outcome.map(Outcome::as_str))),
            ("own_outcome", self.own_outcome.clone()),
            ("behaviour", word(self.behaviour.map(Behaviour::as_str))),
            ("channel", word(self.channel.map(Channel::as_str))),
            ("minutes", self.minutes.map(|minutes| minutes.to_string())),
            ("reached", self.reached.map(|reached| reached.to_string())),
            ("conversation", self.conversation.map(|conversation| conversation.to_string())),
            ("asked", asked),
            ("agreed", self.agreed.map(|agreed| agreed.as_microsecond().to_string())),
            ("until", self.until.map(|until| until.to_string())),
            ("why", self.why.clone()),
            ("note", self.note.clone()),
            ("referral", self.referral.as_ref().map(|(name, _)| name.clone())),
            ("phone", self.referral.as_ref().map(|(_, phone)| phone.clone())),
            ("used", used),
        ];
        for (name, value) in fields {
            // The length before each value keeps a line end inside a note from looking like the next field.
            if let Some(value) = value {
                let _ = writeln!(text, "{name} {} {value}", value.len());
            }
        }
        text
    }
}

/// What stood before an activity, kept with it, so that its undo puts back exactly that.
///
/// What the activity made (a meeting, a referral's lead, loose touches, marks on numbers) is taken away by its
/// ids. A suppression is not: contact that was forbidden stays forbidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The enrollment it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrollment: Option<EnrollmentFacts>,
    /// The person's standing.
    pub standing: Standing,
    /// The person's fit, with why.
    pub fit: (Fit, String),
    /// In nurture until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nurture_until: Option<Date>,
    /// Loose touches it closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<TouchId>,
}

/// Why an activity cannot be undone or amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectError {
    /// Something later was logged for the same person.
    #[error("activity {0} came later: undo that one first")]
    Later(ActivityId),
    /// It was corrected before.
    #[error("the activity is corrected already by {0}")]
    Already(ActivityId),
    /// Nothing would change.
    #[error("the correction changes nothing")]
    Nothing,
    /// The amended facts cannot be together.
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// What an undo puts back: all of [`Before`], but no enrollment comes alive while its person forbids contact.
///
/// # Errors
/// [`CorrectError::Later`] when `later` stands on what would be put back; [`CorrectError::Already`].
pub fn undo(
    before: &Before,
    outcome: Option<Outcome>,
    later: Option<ActivityId>,
    corrected_by: Option<ActivityId>,
) -> Result<Before, CorrectError> {
    if let Some(id) = corrected_by {
        return Err(CorrectError::Already(id));
    }
    if let Some(id) = later {
        return Err(CorrectError::Later(id));
    }
    let mut restored = before.clone();
    if matches!(outcome, Some(Outcome::DoNotContact | Outcome::DoNotCall)) {
        restored.enrollment = None;
    }
    Ok(restored)
}

/// What a later record may correct without undoing: facts that move no touch. Person, time, channel and
/// outcome are corrected by an undo and a new record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Minutes spent.
    pub minutes: Option<u32>,
    /// Whether a human answered.
    pub reached: Option<bool>,
    /// Whether it was a talk with the person aimed at.
    pub conversation: Option<bool>,
    /// What was asked.
    #[serde(default)]
    pub asked: Asked,
    /// The kind of activity.
    pub behaviour: Option<Behaviour>,
}

/// The facts after an amendment; what it tells is no default any more.
///
/// # Errors
/// [`CorrectError::Nothing`] when all stays as it was told; [`CorrectError::Record`].
pub fn amend(facts: &ActivityFacts, amendment: &Amendment) -> Result<ActivityFacts, CorrectError> {
    let mut after = facts.clone();
    if let Some(minutes) = amendment.minutes {
        if minutes > MAX_MINUTES {
            return Err(RecordError::Minutes(minutes).into());
        }
        (after.minutes, after.is_minutes_default) = (minutes, false);
    }
    if let Some(reached) = amendment.reached {
        (after.reached, after.is_reached_default) = (reached, false);
    }
    if let Some(conversation) = amendment.conversation {
        (after.conversation, after.is_conversation_default) = (conversation, false);
    }
    match amendment.asked {
        Asked::ByDefault => {}
        Asked::Nothing => (after.asked, after.is_asked_default) = (None, false),
        Asked::For(ask) => (after.asked, after.is_asked_default) = (Some(ask), false),
    }
    after.behaviour = amendment.behaviour.or(after.behaviour);
    match after {
        after if after == *facts => Err(CorrectError::Nothing),
        after if after.conversation && !after.reached => {
            Err(RecordError::ConversationUnreached.into())
        }
        after => Ok(after),
    }
}

#[cfg(test)]
mod tests;
