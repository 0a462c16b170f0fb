//! Recipes: daily goals per behaviour, how they are counted, and whether the plan can keep them.
//!
//! A goal counts on days the rep works: [`minutes::is_worked`] says which these are, and everything here asks it. What an
//! ingredient does to the plan is said by the ingredient itself ([`Takes`]): its units are touches that the plan
//! holds already, or each starts a prospect on a cadence, or each takes minutes of its own.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::activities::Behaviour;
use crate::calendar::local::Minute;
use crate::ids::CadenceId;

pub mod check;
pub mod counting;
pub mod file;
pub mod minutes;
pub mod progress;
pub mod told;

/// Most ingredients of a recipe.
pub const MAX_INGREDIENTS: usize = 20;
/// Longest name of a recipe or an ingredient, in characters.
pub const MAX_CHARS: usize = 80;
/// Highest goal of a day.
pub const MAX_GOAL: u32 = 1_000;
/// Most starts that the goals of one weekday may come to together.
pub const MAX_STARTS: u32 = 200;
/// Minutes one unit may take.
pub const MINUTES: std::ops::RangeInclusive<u32> = 1..=480;

/// Daily goals: what is stored is a version, any change makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Its name.
    pub name: String,
    /// Its goals; where room is short, those named first are served first.
    pub ingredients: Vec<Ingredient>,
}

/// One goal of a recipe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ingredient {
    /// Its name, the only one of its kind in the recipe.
    pub name: String,
    /// What it counts.
    pub counts: Counts,
    /// How many on which weekday.
    pub goals: Goals,
    /// The local time by which the day's goal is to be met; none where the whole day will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// What one unit asks of the plan.
    pub takes: Takes,
}

/// What an ingredient counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// These behaviours, added up: an activity that is two of them counts twice.
    Behaviours(BTreeSet<Behaviour>),
    /// What the rep enters for a day.
    ByHand,
}

/// What one unit of an ingredient asks of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = IngredientTakes)]
pub enum Takes {
    /// Nothing: it is done in touches that are promised already.
    Touches,
    /// It is a prospect's first touch: the whole cadence follows.
    Start(CadenceId),
    /// It is tied to no prospect and takes minutes of its own.
    Minutes(u32),
}

/// How many on each weekday, Monday to Sunday; 0 where there is no goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Goals(pub [u32; 7]);

/// A local time of day by which something is to be done: a quarter of an hour later than 00:00 and before 24:00.
///
/// On the quarter because what was done is tallied by quarters of an hour: see [`counting::quarter_of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct By(Minute);

/// A text that is no time of day before which anything can be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not a time of day to be done by: write a quarter of an hour such as 12:00 or 11:45"
)]
pub struct InvalidBy {
    /// The text.
    pub text: String,
}

/// Why a recipe is refused. Ingredients count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// The name is empty, too long, or holds control characters.
    #[error("a recipe needs a name of 1 to {MAX_CHARS} characters on one line")]
    Name,
    /// No ingredients, or too many.
    #[error("a recipe has 1 to {MAX_INGREDIENTS} ingredients, not {0}")]
    Ingredients(usize),
    /// The name of an ingredient is empty, too long, or holds control characters.
    #[error("ingredient {ingredient} needs a name of 1 to {MAX_CHARS} characters on one line")]
    IngredientName {
        /// Which one.
        ingredient: usize,
    },
    /// Two ingredients have one name.
    #[error("ingredient {ingredient} has the name of one before it: `{name}`")]
    SameName {
        /// The later one.
        ingredient: usize,
        /// The name.
        name: String,
    },
    /// An ingredient that counts nothing.
    #[error("ingredient {ingredient} names no behaviour: name one, or count it by hand")]
    NoBehaviour {
        /// Which one.
        ingredient: usize,
    },
    /// An ingredient without a goal on any weekday.
    #[error("ingredient {ingredient} has no goal on any weekday")]
    NoGoal {
        /// Which one.
        ingredient: usize,
    },
    /// A goal beyond the bound.
    #[error("ingredient {ingredient}: a goal is at most {MAX_GOAL} a day, not {goal}")]
    Goal {
        /// Which one.
        ingredient: usize,
        /// The goal.
        goal: u32,
    },
    /// A deadline where only days are counted.
    #[error("ingredient {ingredient} is counted by hand, for the whole day: it cannot have a `by`")]
    ByHandHasNoTime {
        /// Which one.
        ingredient: usize,
    },
    /// Minutes out of bounds.
    #[error("ingredient {ingredient}: one takes 1 to 480 minutes, not {minutes}")]
    Minutes {
        /// Which one.
        ingredient: usize,
        /// The minutes.
        minutes: u32,
    },
    /// More starts on a weekday than can be checked.
    #[error("the goals of one weekday are at most {MAX_STARTS} starts together, not {starts}")]
    Starts {
        /// How many.
        starts: u32,
    },
    /// First e-mails that start nobody: somebody written to for the first time needs follow-up.
    #[error(
        "ingredient {ingredient} asks for {emails} first e-mails a week, but the recipe starts {starts}: name the cadence that they start"
    )]
    FirstEmails {
        /// Which one.
        ingredient: usize,
        /// Its goals of a week.
        emails: u32,
        /// The starts of a week.
        starts: u32,
    },
}

impl Goals {
    /// The same on Monday to Friday, none on the weekend.
    pub const fn on_weekdays(goal: u32) -> Self {
        Self([goal, goal, goal, goal, goal, 0, 0])
    }

    /// The goal of a date, were it worked.
    pub fn of(self, day: Date) -> u32 {
        minutes::of_weekday(&self.0, day)
    }

    /// The highest goal of a day.
    pub fn highest(self) -> u32 {
        self.0.into_iter().max().unwrap_or_default()
    }

    /// The goals of a week together.
    pub fn week(self) -> u32 {
        self.0.into_iter().fold(0, u32::saturating_add)
    }

    /// No day with more than `most`.
    pub fn at_most(self, most: u32) -> Self {
        Self(self.0.map(|goal| goal.min(most)))
    }
}

impl By {
    /// Reads `12:00`.
    ///
    /// # Errors
    /// [`InvalidBy`] names what is no such time.
    pub fn parse(text: &str) -> Result<Self, InvalidBy> {
        let minute = Minute::parse(text.trim()).and_then(|minute| Self::at(minute.of_day()));
        minute.ok_or_else(|| InvalidBy { text: text.to_owned() })
    }

    /// The time so many minutes from midnight; none where it is not one to be done by.
    pub fn at(minute: i16) -> Option<Self> {
        let inside =
            |minute: &Minute| Minute::START_OF_DAY < *minute && *minute < Minute::END_OF_DAY;
        let minute = Minute::new(minute.div_euclid(60), minute.rem_euclid(60)).filter(inside)?;
        (minute.of_day() % counting::QUARTER == 0).then_some(Self(minute))
    }

    /// Minutes from midnight.
    pub const fn of_day(self) -> i16 {
        self.0.of_day()
    }

    /// Whether something done at this time was done by then.
    ///
    /// 12:00:00 was by 12:00, a second later was not.
    pub fn holds(self, at: Time) -> bool {
        let minute = i16::from(at.hour()) * 60 + i16::from(at.minute());
        let is_on_the_minute = at.second() == 0 && at.subsec_nanosecond() == 0;
        minute < self.0.of_day() || minute == self.0.of_day() && is_on_the_minute
    }
}

impl std::fmt::Display for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl utoipa::PartialSchema for By {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::{ObjectBuilder, schema::Type};
        ObjectBuilder::new().schema_type(Type::String).examples(["12:00"]).into()
    }
}

impl utoipa::ToSchema for By {}

impl TryFrom<String> for By {
    type Error = InvalidBy;

    fn try_from(text: String) -> Result<Self, InvalidBy> {
        Self::parse(&text)
    }
}

impl From<By> for String {
    fn from(by: By) -> Self {
        by.to_string()
    }
}

impl Recipe {
    /// Checks everything but whether the plan can keep it: that is [`check::check`].
    ///
    /// # Errors
    /// [`RecipeError`] names the ingredient, counted from 1, and what is wrong with it.
    pub fn validate(&self) -> Result<(), RecipeError> {
        if !is_name(&self.name) {
            return Err(RecipeError::Name);
        }
        let n = self.ingredients.len();
        if n == 0 || n > MAX_INGREDIENTS {
            return Err(RecipeError::Ingredients(n));
        }
        for (position, ingredient) in self.ingredients.iter().enumerate() {
            ingredient.validate(position + 1)?;
            let before = self.ingredients.iter().take(position);
            if before.into_iter().any(|other| other.name.trim() == ingredient.name.trim()) {
                let name = ingredient.name.clone();
                return Err(RecipeError::SameName { ingredient: position + 1, name });
            }
        }
        self.validate_starts()
    }

    /// The ingredients that start prospects: position, cadence and goals.
    pub fn starts(&self) -> impl Iterator<Item = (usize, CadenceId, Goals)> {
        self.ingredients.iter().enumerate().filter_map(|(position, ingredient)| {
            match ingredient.takes {
                Takes::Start(cadence) => Some((position, cadence, ingredient.goals)),
                Takes::Touches | Takes::Minutes(_) => None,
            }
        })
    }

    fn validate_starts(&self) -> Result<(), RecipeError> {
        let mut of_day = [0_u32; 7];
        for (_, _, goals) in self.starts() {
            of_day.iter_mut().zip(goals.0).for_each(|(sum, goal)| *sum += goal);
        }
        if let Some(starts) = of_day.into_iter().find(|starts| *starts > MAX_STARTS) {
            return Err(RecipeError::Starts { starts });
        }
        let starts = Goals(of_day).week();
        for (ingredient, row) in (1..).zip(&self.ingredients) {
            let emails = row.goals.week();
            // A start brings one first e-mail at most, whichever touch of the cadence that is.
            let is_covered = match row.takes {
                Takes::Start(_) => true,
                Takes::Touches => emails <= starts,
                Takes::Minutes(_) => false,
            };
            if row.has_first_emails() && !is_covered {
                return Err(RecipeError::FirstEmails { ingredient, emails, starts });
            }
        }
        Ok(())
    }
}

impl Ingredient {
    fn validate(&self, ingredient: usize) -> Result<(), RecipeError> {
        if !is_name(&self.name) {
            return Err(RecipeError::IngredientName { ingredient });
        }
        match &self.counts {
            Counts::Behaviours(behaviours) if behaviours.is_empty() => {
                return Err(RecipeError::NoBehaviour { ingredient });
            }
            Counts::ByHand if self.by.is_some() => {
                return Err(RecipeError::ByHandHasNoTime { ingredient });
            }
            Counts::Behaviours(_) | Counts::ByHand => {}
        }
        match (self.goals.highest(), self.takes) {
            (0, _) => Err(RecipeError::NoGoal { ingredient }),
            (goal, _) if goal > MAX_GOAL => Err(RecipeError::Goal { ingredient, goal }),
            (_, Takes::Minutes(minutes)) if !MINUTES.contains(&minutes) => {
                Err(RecipeError::Minutes { ingredient, minutes })
            }
            _ => Ok(()),
        }
    }

    fn has_first_emails(&self) -> bool {
        matches!(&self.counts, Counts::Behaviours(all) if all.contains(&Behaviour::FirstEmails))
    }
}

/// The passive ingredient that is shipped.
///
/// First e-mails and introduction asks, 10 a working day by 12:00. Each may be the first touch of a prospect, so that each takes a start on `cadence`.
pub fn passive(cadence: CadenceId) -> Ingredient {
    Ingredient {
        name: "First e-mails and introduction asks".to_owned(),
        counts: Counts::Behaviours(BTreeSet::from([
            Behaviour::FirstEmails,
            Behaviour::IntroductionAsks,
        ])),
        goals: Goals::on_weekdays(10),
        by: Minute::new(12, 0).map(By),
        takes: Takes::Start(cadence),
    }
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.chars().count() <= MAX_CHARS && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
