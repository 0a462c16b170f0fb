//! A recipe as a TOML file: what a rep writes and reads.
//!
//! Cadences stand in it by their names, which only the caller can look up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::activities::Behaviour;
use crate::ids::CadenceId;
use crate::recipes::{By, Counts, Goals, Ingredient, Recipe, RecipeError, Takes};

/// Longest recipe file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// Why a recipe file is refused. Ingredients count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is too long.
    #[error("a recipe has at most {MAX_BYTES} bytes, not {0}")]
    TooLong(usize),
    /// It is not TOML, or holds an unknown field.
    #[error("{0}")]
    Unreadable(String),
    /// An ingredient is not one.
    #[error("ingredient {ingredient}: {why}")]
    Ingredient {
        /// Which one.
        ingredient: usize,
        /// What is wrong with it.
        why: String,
    },
    /// It names a cadence that is not there.
    #[error("ingredient {ingredient}: there is no cadence `{name}`")]
    UnknownCadence {
        /// Which one.
        ingredient: usize,
        /// The name.
        name: String,
    },
    /// What it says is no recipe.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    ingredients: Vec<toml::Value>,
}

/// An ingredient as it is written: what one takes stands in a field of its own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    behaviours: BTreeSet<Behaviour>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    by_hand: bool,
    goals: WrittenGoals,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<By>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starts: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
}

/// One number for Monday to Friday, or one for each day of the week from Monday on.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenGoals {
    OnWeekdays(u32),
    Each([u32; 7]),
}

/// Reads a recipe from TOML and checks it; `cadence` looks up the names of cadences.
///
/// # Errors
/// [`FileError`] names the ingredient.
pub fn read(text: &str, cadence: impl Fn(&str) -> Option<CadenceId>) -> Result<Recipe, FileError> {
    if text.len() > MAX_BYTES {
        return Err(FileError::TooLong(text.len()));
    }
    let file: File =
        toml::from_str(text).map_err(|error| FileError::Unreadable(error.message().to_owned()))?;
    let mut ingredients = Vec::new();
    for (ingredient, value) in (1..).zip(file.ingredients) {
        let wrong = |why: &str| FileError::Ingredient { ingredient, why: why.trim().to_owned() };
        let written: Written =
            value.try_into().map_err(|error: toml::de::Error| wrong(error.message()))?;
        let counts = match (written.by_hand, written.behaviours.is_empty()) {
            (true, false) => {
                return Err(wrong("it counts behaviours or is counted by hand, not both"));
            }
            (true, true) => Counts::ByHand,
            (false, _) => Counts::Behaviours(written.behaviours),
        };
        let takes = match (written.starts, written.minutes) {
            (Some(_), Some(_)) => {
                return Err(wrong("it starts prospects or takes minutes of its own, not both"));
            }
            (Some(name), None) => {
                let found = cadence(&name);
                Takes::Start(found.ok_or(FileError::UnknownCadence { ingredient, name })?)
            }
            (None, Some(minutes)) => Takes::Minutes(minutes),
            (None, None) => Takes::Touches,
        };
        let goals = match written.goals {
            WrittenGoals::OnWeekdays(goal) => Goals::on_weekdays(goal),
            WrittenGoals::Each(goals) => Goals(goals),
        };
        let (name, by) = (written.name, written.by);
        ingredients.push(Ingredient { name, counts, goals, by, takes });
    }
    let recipe = Recipe { name: file.name, ingredients };
    recipe.validate()?;
    Ok(recipe)
}

/// Writes it as the TOML that reads as the same; `cadence` tells the names of cadences.
///
/// # Errors
/// [`FileError::UnknownCadence`], or [`FileError::Unreadable`] when it cannot be written, which no checked recipe runs into.
pub fn write(
    recipe: &Recipe,
    cadence: impl Fn(CadenceId) -> Option<String>,
) -> Result<String, FileError> {
    let unwritable = |error: toml::ser::Error| FileError::Unreadable(error.to_string());
    let mut ingredients = Vec::new();
    for (ingredient, one) in (1..).zip(&recipe.ingredients) {
        let (starts, minutes) = match one.takes {
            Takes::Touches => (None, None),
            Takes::Minutes(minutes) => (None, Some(minutes)),
            Takes::Start(id) => {
                let unknown = || FileError::UnknownCadence { ingredient, name: id.to_string() };
                (Some(cadence(id).ok_or_else(unknown)?), None)
            }
        };
        let (behaviours, by_hand) = match &one.counts {
            Counts::Behaviours(behaviours) => (behaviours.clone(), false),
            Counts::ByHand => (BTreeSet::new(), true),
        };
        let goals = if one.goals == Goals::on_weekdays(one.goals.highest()) {
            WrittenGoals::OnWeekdays(one.goals.highest())
        } else {
            WrittenGoals::Each(one.goals.0)
        };
        let written = Written {
            name: one.name.clone(),
            behaviours,
            by_hand,
            goals,
            by: one.by,
            starts,
            minutes,
        };
        ingredients.push(toml::Value::try_from(written).map_err(unwritable)?);
    }
    toml::to_string(&File { name: recipe.name.clone(), ingredients }).map_err(unwritable)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::recipes::passive;
    use crate::recipes::samples::{cadence_id, starting};

    fn by_name(name: &str) -> Option<CadenceId> {
        name.strip_prefix("c")?.parse().ok().map(cadence_id)
    }

    fn by_id(id: CadenceId) -> Option<String> {
        let known = (0..4).find(|n| cadence_id(*n) == id);
        known.map(|n| format!("c{n}"))
    }

    const HEAD: &str = "name = \"Mornings\"\n";

    #[test]
    fn a_file_says_what_is_counted_when_and_what_one_takes() {
        let text = "[[ingredients]]\nname = \"first e-mails\"\nbehaviours = [\"first_emails\"]\ngoals = 10\nby = \"12:00\"\nstarts = \"c3\"\n
[[ingredients]]\nname = \"thanks\"\nby_hand = true\ngoals = [1, 0, 0, 0, 2, 0, 0]\nminutes = 5\n";
        let read = read(&[HEAD, text].concat(), by_name).unwrap();
        assert_eq!(read.ingredients[0].takes, Takes::Start(cadence_id(3)));
        assert_eq!(read.ingredients[0].goals, Goals::on_weekdays(10));
        assert_eq!(read.ingredients[1].counts, Counts::ByHand);
        assert_eq!(read.ingredients[1].takes, Takes::Minutes(5));
    }

    #[track_caller]
    fn check_refused(ingredient: &str, expected: &str) {
        let text = [HEAD, "[[ingredients]]\n", ingredient].concat();
        assert_eq!(
            read(&text, by_name).map_err(|error| error.to_string()),
            Err(expected.to_owned())
        );
    }

    #[test]
    fn a_file_is_refused_by_its_ingredient() {
        let calls = "name = \"calls\"\nbehaviours = [\"calls\"]\n";
        check_refused(
            &[calls, "goals = 5\nstarts = \"x\""].concat(),
            "ingredient 1: there is no cadence `x`",
        );
        check_refused(
            &[calls, "goals = 5\nstarts = \"c1\"\nminutes = 3"].concat(),
            "ingredient 1: it starts prospects or takes minutes of its own, not both",
        );
        check_refused(
            &[calls, "goals = 5\nby_hand = true"].concat(),
            "ingredient 1: it counts behaviours or is counted by hand, not both",
        );
        check_refused(&[calls, "goals = 0"].concat(), "ingredient 1 has no goal on any weekday");
    }

    #[test]
    fn the_passive_ingredient_is_written_and_read() {
        let recipe =
            Recipe { name: "Passive".to_owned(), ingredients: vec![passive(cadence_id(1))] };
        let text = write(&recipe, by_id).unwrap();
        assert!(text.contains("goals = 10") && text.contains("by = \"12:00\""), "{text}");
        assert_eq!(read(&text, by_name).unwrap(), recipe);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_same(recipe in starting()) {
            let text = write(&recipe, by_id).unwrap();
            prop_assert_eq!(read(&text, by_name), Ok(recipe));
        }
    }
}
