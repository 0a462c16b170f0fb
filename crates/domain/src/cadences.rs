//! Cadences: the designed sequence of touches, its versions, and what each outcome does to it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{activities::Channel, words};

pub mod ability;
pub mod advance;
pub mod effects;
pub mod file;
pub mod scripts;
pub mod starters;
pub mod warnings;

/// Most steps a cadence may have.
pub const MAX_STEPS: usize = 16;
/// Minutes one step may take.
pub const MINUTES: std::ops::RangeInclusive<u32> = 1..=480;
/// Longest gap and longest window of a step, in working days.
pub const MAX_DAYS: u16 = 250;

words! {
    /// What a step gives before it asks.
    pub enum GiftKind {
        /// Something they may not know.
        Fact = "fact",
        /// How somebody like them fared.
        Case = "case",
        /// A question worth thinking about.
        Question = "question",
    }
}

words! {
    /// What a step asks for, or how it parts.
    pub enum Asks {
        /// It asks for nothing.
        Nothing = "nothing",
        /// A meeting.
        Meeting = "meeting",
        /// The name of somebody else.
        Referral = "referral",
        /// To be connected with a named person.
        Introduction = "introduction",
        /// It says good-bye well and leaves the door open.
        PartsWell = "parts_well",
    }
}

words! {
    /// A language scripts are written in, by its BCP 47 primary tag.
    pub enum Language {
        /// English.
        English = "en",
        /// German.
        German = "de",
        /// French.
        French = "fr",
        /// Spanish.
        Spanish = "es",
        /// Italian.
        Italian = "it",
        /// Portuguese.
        Portuguese = "pt",
        /// Dutch.
        Dutch = "nl",
        /// Polish.
        Polish = "pl",
        /// Japanese.
        Japanese = "ja",
    }
}

/// What a step gives: a fact, a case or a question, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Gift {
    /// Which of the three.
    pub kind: GiftKind,
    /// What it is.
    pub text: String,
}

/// What is said or written in a step; fields of the person stand in double braces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Subject of an e-mail or letter; empty on other channels.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The text.
    pub body: String,
}

/// One designed touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How they are contacted.
    pub channel: Channel,
    /// Planned minutes, 1 to 480; step 1 with its research.
    #[schema(minimum = 1, maximum = 480)]
    pub minutes: u32,
    /// Working days after the touch before was done; of step 1 after the start.
    #[schema(maximum = 250)]
    pub gap: u16,
    /// Working days after the first on which it is still on time.
    #[schema(maximum = 250)]
    pub window: u16,
    /// What it asks for.
    #[serde(default = "asks_nothing", skip_serializing_if = "is_nothing")]
    pub asks: Asks,
    /// An adopted prior: how many of a million leave at this step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 1_000_000)]
    pub exit_ppm: Option<u32>,
    /// What it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives: Option<Gift>,
    /// What is said or written, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scripts: BTreeMap<Language, Script>,
}

/// A designed sequence of 1 to 16 touches. What is stored is a version: any change makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// Its name, unique in a workspace.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// Languages its scripts are written in, the first one for everybody without a language.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// The touches in order.
    #[schema(min_items = 1, max_items = 16)]
    pub steps: Vec<Step>,
}

impl Cadence {
    /// Step `number`, counted from 1.
    pub fn step(&self, number: u8) -> Option<&Step> {
        self.steps.get(usize::from(number).checked_sub(1)?)
    }

    /// Number of the last step.
    pub fn last(&self) -> u8 {
        u8::try_from(self.steps.len()).unwrap_or(u8::MAX)
    }

    /// Minutes one prospect takes from start to end.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).sum()
    }

    /// Working day of the last touch when every touch is done on its first day; the start is day 1.
    pub fn last_day(&self) -> u32 {
        1 + self.steps.iter().map(|step| u32::from(step.gap)).sum::<u32>()
    }

    /// Working days from the start to the last deadline when every touch is done on its last day.
    pub fn longest(&self) -> u32 {
        self.steps.iter().map(|step| u32::from(step.gap) + u32::from(step.window)).sum()
    }

    /// Checks everything but the scripts' fields.
    ///
    /// # Errors
    /// [`CadenceError`] names the step, counted from 1, and what is wrong with it.
    pub fn check(&self) -> Result<(), CadenceError> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            return Err(CadenceError::Name);
        }
        if self.steps.is_empty() {
            return Err(CadenceError::NoSteps);
        }
        if self.steps.len() > MAX_STEPS {
            return Err(CadenceError::TooManySteps { steps: self.steps.len() });
        }
        let languages: BTreeSet<Language> = self.languages.iter().copied().collect();
        if languages.len() != self.languages.len() {
            return Err(CadenceError::LanguageTwice);
        }
        self.steps
            .iter()
            .zip(1..)
            .try_for_each(|(step, number)| check_step(step, number, &languages))
    }
}

fn check_step(step: &Step, number: u8, languages: &BTreeSet<Language>) -> Result<(), CadenceError> {
    if !MINUTES.contains(&step.minutes) {
        return Err(CadenceError::Minutes { step: number, minutes: step.minutes });
    }
    if number > 1 && step.gap == 0 {
        return Err(CadenceError::Gap { step: number });
    }
    for (field, days) in [("gap", step.gap), ("window", step.window)] {
        if days > MAX_DAYS {
            return Err(CadenceError::Days { step: number, field, days });
        }
    }
    if let Some(ppm) = step.exit_ppm.filter(|ppm| *ppm > 1_000_000) {
        return Err(CadenceError::ExitPpm { step: number, ppm });
    }
    if step.gives.as_ref().is_some_and(|gift| gift.text.trim().is_empty()) {
        return Err(CadenceError::EmptyGift { step: number });
    }
    match step.scripts.keys().find(|language| !languages.contains(language)) {
        Some(language) => Err(CadenceError::UnlistedLanguage { step: number, language: *language }),
        None => Ok(()),
    }
}

/// Why a cadence is refused. Steps count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CadenceError {
    /// The name is empty, too long, or holds control characters.
    #[error("a cadence needs a name of 1 to 80 characters on one line")]
    Name,
    /// There is no step.
    #[error("a cadence needs at least one step")]
    NoSteps,
    /// More than 16 steps.
    #[error("a cadence has at most {MAX_STEPS} steps, not {steps}")]
    TooManySteps {
        /// How many there are.
        steps: usize,
    },
    /// A language is listed twice.
    #[error("a language is listed twice")]
    LanguageTwice,
    /// Minutes out of bounds.
    #[error("step {step}: `minutes` must be 1 to 480, not {minutes}")]
    Minutes {
        /// The step.
        step: u8,
        /// What was given.
        minutes: u32,
    },
    /// A step after the first without a gap.
    #[error(
        "step {step}: `gap` must be at least 1: a call and an e-mail on one day are one step with the minutes of both"
    )]
    Gap {
        /// The step.
        step: u8,
    },
    /// A gap or window out of bounds.
    #[error("step {step}: `{field}` must be at most {MAX_DAYS} working days, not {days}")]
    Days {
        /// The step.
        step: u8,
        /// `gap` or `window`.
        field: &'static str,
        /// What was given.
        days: u16,
    },
    /// More than a million of a million.
    #[error("step {step}: `exit_ppm` must be at most 1000000, not {ppm}")]
    ExitPpm {
        /// The step.
        step: u8,
        /// What was given.
        ppm: u32,
    },
    /// A gift without words.
    #[error("step {step}: `gives` needs a text")]
    EmptyGift {
        /// The step.
        step: u8,
    },
    /// A script in a language that the cadence does not list.
    #[error("step {step}: a script in `{language}`, but `languages` does not list it")]
    UnlistedLanguage {
        /// The step.
        step: u8,
        /// The language.
        language: Language,
    },
}

fn asks_nothing() -> Asks {
    Asks::Nothing
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over by reference")]
fn is_nothing(asks: &Asks) -> bool {
    *asks == Asks::Nothing
}
