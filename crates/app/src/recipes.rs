//! Recipes: a rep's daily goals, checked against the plan when they are saved, and how far each has come.

pub mod by_hand;
pub(crate) mod kept;
pub mod progress;
pub mod rows;
pub mod save;

use domain::{
    ids::{CadenceId, MemberId, RecipeId, RecipeVersionId},
    people::names::fold,
    recipes::{
        Ingredient, Recipe,
        check::{CheckError, Checked, Verdict, WayOut},
        file::{self, FileError},
        passive, told,
    },
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use store::{cadences as cadence_rows, errors::StoreError, scope::Scope, transaction::Tx};

use crate::{App, cadences, plan::book::PlanningError, workspaces::Member};

/// A version of a recipe.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct RecipeShown {
    /// The recipe.
    pub recipe: RecipeId,
    /// Its name.
    pub name: String,
    /// The version.
    pub id: RecipeVersionId,
    /// Its number, from 1.
    pub version: i64,
    /// The first day on which it counts.
    pub from: Date,
    /// When it was saved.
    pub saved: Timestamp,
    /// Who saved it.
    pub by: MemberId,
    /// What the plan said to it then.
    pub verdict: Verdict,
    /// Why it was kept all the same; empty when the plan had nothing against it.
    pub override_why: String,
    /// Its goals.
    pub ingredients: Vec<Ingredient>,
    /// The file.
    pub toml: String,
}

/// All versions of a rep's recipes.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct History {
    /// The newest first: that one counts.
    pub versions: Vec<RecipeShown>,
    /// How many were kept against the plan.
    pub overrides: usize,
}

/// What the plan says to a recipe.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CheckShown {
    /// The recipe.
    pub name: String,
    /// What is checked, with the numbers.
    #[serde(flatten)]
    pub checked: Checked,
    /// The same in sentences; none when it fits.
    pub sentences: Vec<String>,
    /// The ways out in words, in the order of `ways_out`.
    pub ways_out_told: Vec<String>,
}

impl CheckShown {
    fn of(recipe: &Recipe, checked: Checked) -> Self {
        let way = |way: &WayOut| told::way_out(recipe, &checked, way);
        Self {
            name: recipe.name.clone(),
            sentences: told::sentences(recipe, &checked),
            ways_out_told: checked.ways_out.iter().map(way).collect(),
            checked,
        }
    }
}

/// Why a recipe cannot be shown, checked, saved or counted.
#[derive(Debug, thiserror::Error)]
pub enum RecipeUseError {
    /// The rep has none.
    #[error("no recipe is saved yet: `touchstone recipe show --shipped` shows one to begin with")]
    None,
    /// The rep had none on that day.
    #[error("no recipe counted on {on} yet")]
    NotYet {
        /// The day.
        on: Date,
    },
    /// The file is not one of a recipe.
    #[error(transparent)]
    File(#[from] FileError),
    /// It has no such ingredient.
    #[error("there is no ingredient `{name}`: known are {known}")]
    UnknownIngredient {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// It counts by itself.
    #[error(
        "`{name}` is counted from what is logged: log it, or take back what was logged wrongly"
    )]
    CountsItself {
        /// The ingredient.
        name: String,
    },
    /// More than a day may have.
    #[error("a count by hand is at most {most} a day, not {times}")]
    TooMany {
        /// The count.
        times: u32,
        /// The most.
        most: u32,
    },
    /// A note or why beyond the limit.
    #[error("a note or why has at most {0} characters")]
    TooLong(usize),
    /// A day that has not come.
    #[error("{on} has not come yet")]
    Future {
        /// The day.
        on: Date,
    },
    /// There is no such cadence.
    #[error("there is no cadence `{name}`: known are {known}")]
    UnknownCadence {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// An override without a why.
    #[error("an override needs a why")]
    WhyMissing,
    /// It cannot be checked.
    #[error(transparent)]
    Check(CheckError),
    /// The working days of the rep are not known.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<CheckError> for RecipeUseError {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Plan(error) => Self::Planning(error.into()),
            error => Self::Check(error),
        }
    }
}

/// The cadences of a workspace by name.
#[derive(Clone, Debug)]
pub(crate) struct CadenceNames(Vec<(CadenceId, String)>);

impl CadenceNames {
    pub(crate) async fn of(tx: &mut Tx, scope: Scope) -> Result<Self, StoreError> {
        let newest = cadence_rows::newest(tx, scope).await?;
        Ok(Self(newest.into_iter().map(|row| (CadenceId(row.id), row.name)).collect()))
    }

    fn id(&self, name: &str) -> Option<CadenceId> {
        let folded = fold(name);
        self.0.iter().find(|(_, name)| fold(name) == folded).map(|(id, _)| *id)
    }

    fn name(&self, id: CadenceId) -> Option<String> {
        self.0.iter().find(|(own, _)| *own == id).map(|(_, name)| name.clone())
    }

    fn read(&self, text: &str) -> Result<Recipe, FileError> {
        file::read(text, |name| self.id(name))
    }

    fn write(&self, recipe: &Recipe) -> Result<String, FileError> {
        file::write(recipe, |id| self.name(id))
    }
}

/// The recipe that counts for a rep today.
pub async fn show(app: &App, member: &Member) -> Result<RecipeShown, RecipeUseError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let kept = kept::newest(tx, scope, member.id).await?.ok_or(RecipeUseError::None)?;
            let names = CadenceNames::of(tx, scope).await?;
            kept.shown(&names)
        })
        .await
}

/// All versions of a rep's recipes, the newest first.
pub async fn history(app: &App, member: &Member) -> Result<History, RecipeUseError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let names = CadenceNames::of(tx, scope).await?;
            let kept = kept::all(tx, scope, member.id).await?;
            let versions = kept
                .iter()
                .rev()
                .map(|kept| kept.shown(&names))
                .collect::<Result<Vec<_>, RecipeUseError>>()?;
            let overrides = versions.iter().filter(|one| !one.override_why.is_empty()).count();
            Ok(History { versions, overrides })
        })
        .await
}

/// The recipe that is shipped, as a file to be changed and saved: the passive ingredient, starting on a cadence.
pub async fn shipped(
    app: &App,
    member: &Member,
    cadence: Option<&str>,
) -> Result<String, RecipeUseError> {
    let scope = member.scope;
    let name = cadence.unwrap_or(cadences::USUAL);
    app.db
        .read(scope, async |tx| {
            let names = CadenceNames::of(tx, scope).await?;
            let id = names.id(name).ok_or_else(|| RecipeUseError::UnknownCadence {
                name: name.to_owned(),
                known: names.0.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
            })?;
            let recipe = Recipe { name: "Daily".to_owned(), ingredients: vec![passive(id)] };
            Ok(names.write(&recipe)?)
        })
        .await
}
