//! Activities: filing what was done, with everything that follows from it, in one transaction.

pub mod list;
pub mod outcomes;
pub mod record;
pub mod undo;

use domain::{
    activities::{Behaviour, Channel, record::Asked},
    cadences::advance::{Change, LogError, Prompt},
    enrollments::EnrollmentState,
    ids::{ActivityId, EnrollmentId, MeetingId, PersonId, TouchId},
    touches::LooseKind,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::{enrollments as enrollment_rows, errors::StoreError, touches as touch_rows};
use uuid::Uuid;

use crate::{
    people::MergedAway,
    plan::{BreachShown, book::PlanningError},
};

/// What was done, as it is told. Everything that is not told is filled in from the outcome and the touch.
#[derive(Clone, Debug, Default)]
pub struct LogRequest {
    /// With whom; none for work tied to nobody.
    pub person: Option<PersonId>,
    /// The outcome: one of those shipped, or the team's own.
    pub outcome: Option<String>,
    /// What a recipe counts it as, when it is not told by channel and outcome.
    pub behaviour: Option<Behaviour>,
    /// The channel.
    pub channel: Option<Channel>,
    /// Minutes spent.
    pub minutes: Option<u32>,
    /// The time they named.
    pub agreed: Option<Timestamp>,
    /// Not before this day; or the day they return.
    pub until: Option<Date>,
    /// Why.
    pub why: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// What was asked for, or that nothing was.
    pub ask: Asked,
    /// The name of somebody they named.
    pub referral: Option<String>,
    /// Their phone number.
    pub phone: Option<String>,
    /// Which loose touch it did.
    pub touch: Option<TouchId>,
    /// When it happened; now when none.
    pub at: Option<Timestamp>,
    /// Whether the note is shown to nobody but its writer.
    pub is_private: bool,
    /// Whether what is another rep's work is refused, unless it is covered for them.
    pub is_own_only: bool,
}

/// What filing an activity did.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Logged {
    /// The activity.
    pub activity: ActivityId,
    /// Whether it was written now; false when the same one was there already.
    pub is_new: bool,
    /// What a recipe counts it as.
    pub behaviour: Option<Behaviour>,
    /// Minutes spent.
    pub minutes: i64,
    /// The rep's local day.
    pub on: Date,
    /// The enrollment it moved.
    pub enrollment: Option<EnrollmentId>,
    /// What became of it.
    pub change: Change,
    /// Where the enrollment stands now.
    pub state: Option<EnrollmentState>,
    /// The next touch.
    pub next: Option<NextShown>,
    /// Loose touches that were made.
    pub loose: Vec<LooseShown>,
    /// The meeting that was stored.
    pub meeting: Option<MeetingId>,
    /// The lead that a referral made.
    pub referral: Option<PersonId>,
    /// Whose touches wait until you say go on.
    pub held: Vec<PersonId>,
    /// What is late now and was not before, because a touch was put on a day that they named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub displaced: Vec<BreachShown>,
    /// What to ask next.
    pub prompts: Vec<Prompt>,
    /// What is missing for the rest, when it is paused.
    pub needs: Option<domain::cadences::ability::Missing>,
}

/// The next touch of an enrollment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct NextShown {
    /// The step, from 1.
    pub step: u8,
    /// How.
    pub channel: Channel,
    /// First day of its window.
    pub from: Date,
    /// Last day of its window.
    pub to: Date,
    /// The time they named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Timestamp>,
}

/// A loose touch that was made.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct LooseShown {
    /// Its id.
    pub touch: TouchId,
    /// With whom.
    pub person: PersonId,
    /// What for.
    pub kind: LooseKind,
    /// First day of its window.
    pub from: Date,
    /// Last day of its window.
    pub to: Date,
}

/// Why an activity cannot be filed or taken back.
#[derive(Debug, thiserror::Error)]
pub enum ActivityError {
    /// The facts told cannot be together.
    #[error(transparent)]
    Record(#[from] domain::activities::record::RecordError),
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is no such outcome.
    #[error("there is no outcome `{outcome}`: known are {known}")]
    UnknownOutcome {
        /// What was told.
        outcome: String,
        /// Those there are.
        known: String,
    },
    /// There is no such open touch of that person.
    #[error("there is no open touch `{touch}` of this person")]
    UnknownTouch {
        /// The id.
        touch: TouchId,
    },
    /// The id holds another activity.
    #[error("activity `{activity}` is there already and says something else")]
    Differs {
        /// The id.
        activity: ActivityId,
    },
    /// It is another rep's work, and not covered for them.
    #[error("this is {rep}'s work: they may do it, or who covers for them")]
    OfAnother {
        /// Whose.
        rep: String,
    },
    /// There is no such activity.
    #[error("there is no such activity")]
    UnknownActivity,
    /// A text is too long.
    #[error("{what} has at most {most} characters")]
    TooLong {
        /// Which.
        what: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// A time cannot be meant.
    #[error("{what} cannot be then")]
    OutOfTime {
        /// Which.
        what: &'static str,
    },
    /// There is no such activity, or none to take back.
    #[error("there is no activity to take back")]
    NothingToUndo,
    /// It was taken back already, or takes one back itself.
    #[error("activity `{activity}` was taken back already")]
    UndoneAlready {
        /// The id.
        activity: ActivityId,
    },
    /// Later work stands on it.
    #[error("there is later work with this person: take that back first")]
    LaterWork,
    /// The outcome cannot be logged as it was told.
    #[error(transparent)]
    Outcome(#[from] LogError),
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// They were merged into somebody.
    #[error(transparent)]
    Merged(#[from] MergedAway),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What an activity changed beside itself, kept as JSON so that undo can put it back exactly.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Effect {
    /// The enrollment as it was.
    enrollment: Option<enrollment_rows::Enrollment>,
    /// The same as it became.
    after: Option<enrollment_rows::Enrollment>,
    /// Touches that were made: done, skipped or loose.
    made: Vec<Uuid>,
    /// Loose touches that were closed, as they were.
    closed: Vec<touch_rows::Touch>,
    /// Standing, nurture day, fit and why as they were and as they became.
    person: Option<PersonChange>,
    /// E-mail addresses and numbers that were found bad, with what was known against them before.
    bad_emails: Vec<(Uuid, String)>,
    /// The same of numbers.
    bad_numbers: Vec<(Uuid, String)>,
    /// The meeting that was stored.
    meeting: Option<Uuid>,
    /// The referral that was stored.
    referral: Option<Uuid>,
    /// The lead that it made.
    lead: Option<Uuid>,
    /// Colleagues' enrollments that were held.
    held: Vec<Uuid>,
    /// The company that was held because of it, as it was.
    company: Option<HoldBefore>,
    /// Whether it forbade contact: that stays when the activity is taken back.
    forbade: bool,
}

/// What an activity changed about a person: only this is put back, and only while nobody else has changed it since.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PersonChange {
    person: Uuid,
    /// Standing and nurture day, before and after.
    standing: Option<[(String, Option<i64>); 2]>,
    /// Fit and why, before and after.
    fit: Option<[(String, String); 2]>,
}

/// Why and since when a company was held before; not held while the why is empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct HoldBefore {
    company: Uuid,
    why: String,
    at: Option<i64>,
    because_of: Option<Uuid>,
}
