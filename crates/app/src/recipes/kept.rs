//! Recipes as they are stored.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Behaviour,
    ids::{CadenceId, MemberId, RecipeId, RecipeVersionId},
    people::names::fold,
    recipes::{By, Counts, Goals, Ingredient, Recipe, Takes, check::Verdict},
};
use jiff::civil::Date;
use store::{BULK_ROWS, errors::StoreError, recipes as rows, scope::Scope, transaction::Tx};
use uuid::Uuid;

use super::{CadenceNames, RecipeShown, RecipeUseError};
use crate::clock::{date_of, instant_of};

/// How many versions of a rep are read at most.
const MANY: i64 = 1_000;

/// One stored version with its recipe.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) row: rows::Version,
    pub(crate) recipe: Recipe,
}

/// All that is read of an ingredient: what counts from which day on.
pub(crate) type Eras = Vec<(Date, Ingredient)>;

impl Kept {
    /// The first day on which it counts.
    pub(crate) fn from(&self) -> Date {
        date_of(self.row.from_on)
    }

    pub(crate) fn shown(&self, names: &CadenceNames) -> Result<RecipeShown, RecipeUseError> {
        Ok(RecipeShown {
            recipe: RecipeId(self.row.recipe_id),
            name: self.row.name.clone(),
            id: RecipeVersionId(self.row.id),
            version: self.row.number,
            from: self.from(),
            saved: instant_of(self.row.saved_at),
            by: MemberId(self.row.saved_by),
            verdict: Verdict::parse(&self.row.verdict).map_err(|error| unreadable(&error))?,
            override_why: self.row.override_why.clone(),
            ingredients: self.recipe.ingredients.clone(),
            toml: names.write(&self.recipe)?,
        })
    }
}

/// The version of a rep that was saved last: the one that counts.
pub(crate) async fn newest(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Option<Kept>, StoreError> {
    let versions = rows::versions(tx, scope, member, 1).await?;
    Ok(with_ingredients(tx, scope, versions).await?.into_iter().next())
}

/// Every version of a rep, the one saved first first.
pub(crate) async fn all(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Kept>, StoreError> {
    let mut versions = rows::versions(tx, scope, member, MANY).await?;
    versions.reverse();
    with_ingredients(tx, scope, versions).await
}

async fn with_ingredients(
    tx: &mut Tx,
    scope: Scope,
    versions: Vec<rows::Version>,
) -> Result<Vec<Kept>, StoreError> {
    let ids: Vec<Uuid> = versions.iter().map(|version| version.id).collect();
    let mut of: BTreeMap<Uuid, Vec<rows::Ingredient>> = BTreeMap::new();
    let mut counting: BTreeMap<(Uuid, i64), BTreeSet<Behaviour>> = BTreeMap::new();
    for some in ids.chunks(BULK_ROWS) {
        for row in rows::ingredients(tx, scope, some).await? {
            of.entry(row.version_id).or_default().push(row);
        }
        for (version, position, word) in rows::behaviours(tx, scope, some).await? {
            let behaviour = Behaviour::parse(&word).map_err(|error| unreadable(&error))?;
            counting.entry((version, position)).or_default().insert(behaviour);
        }
    }
    let kept = |row: rows::Version| {
        let stored = of.remove(&row.id).unwrap_or_default().into_iter();
        let ingredients = stored.map(|one| {
            let behaviours = counting.remove(&(one.version_id, one.position));
            ingredient_of(one, behaviours.unwrap_or_default())
        });
        let ingredients = ingredients.collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Kept { recipe: Recipe { name: row.name.clone(), ingredients }, row })
    };
    versions.into_iter().map(kept).collect()
}

fn ingredient_of(
    row: rows::Ingredient,
    behaviours: BTreeSet<Behaviour>,
) -> Result<Ingredient, StoreError> {
    let wrong = |what: &str| unreadable(&format!("{what} of ingredient `{}`", row.name));
    let goals: Vec<u32> = row.goals.split(' ').filter_map(|goal| goal.parse().ok()).collect();
    let takes = match (row.takes.as_str(), row.cadence_id, row.minutes) {
        ("touches", None, None) => Takes::Touches,
        ("start", Some(cadence), None) => Takes::Start(CadenceId(cadence)),
        ("minutes", None, Some(minutes)) => {
            Takes::Minutes(u32::try_from(minutes).map_err(|_| wrong("minutes"))?)
        }
        _ => return Err(wrong("what one takes")),
    };
    let by = |minute: i64| i16::try_from(minute).ok().and_then(By::at).ok_or_else(|| wrong("by"));
    Ok(Ingredient {
        counts: if row.counts == "by_hand" {
            Counts::ByHand
        } else {
            Counts::Behaviours(behaviours)
        },
        goals: Goals(goals.try_into().map_err(|_| wrong("goals"))?),
        by: row.by_minute.map(by).transpose()?,
        takes,
        name: row.name,
    })
}

fn unreadable(why: &impl ToString) -> StoreError {
    StoreError::Unreadable { what: "recipe", why: why.to_string() }
}

/// An ingredient over all versions, by its name: those without it end what the ones before them asked for.
pub(crate) fn eras(versions: &[Kept], name: &str) -> Eras {
    let folded = fold(name);
    let nothing = || Ingredient {
        name: name.to_owned(),
        counts: Counts::Behaviours(BTreeSet::new()),
        goals: Goals::default(),
        by: None,
        takes: Takes::Touches,
    };
    let era = |kept: &Kept| {
        let found = kept.recipe.ingredients.iter().find(|one| fold(&one.name) == folded);
        (kept.from(), found.cloned().unwrap_or_else(nothing))
    };
    versions.iter().map(era).collect()
}
