//! Saving a recipe: it is run through the plan first, and what the plan cannot keep is refused unless somebody says why not.

use std::collections::BTreeMap;

use domain::{
    ids::{CadenceId, RecipeId},
    people::names::fold,
    recipes::{
        Counts, Ingredient, Recipe, Takes,
        check::{Checked, Verdict, check},
    },
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    cadences as cadence_rows, errors::StoreError, recipes as rows, transaction::Tx,
    workspaces as members,
};

use super::{CadenceNames, CheckShown, RecipeShown, RecipeUseError, kept};
use crate::{
    App,
    audit::Change,
    clock::{day_number, micros},
    plan::book::Book,
    settings,
    workspaces::Member,
};

/// Longest why of an override, in characters.
const MAX_CHARS: usize = 1_000;

/// The answer to a recipe that was to be saved.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Saved {
    /// Whether it was saved.
    pub is_saved: bool,
    /// The version that was saved; none when the plan refused it.
    pub recipe: Option<RecipeShown>,
    /// What the plan says to it.
    pub check: CheckShown,
}

/// Runs a recipe through the plan of a rep. It saves nothing.
pub async fn check_file(
    app: &App,
    member: &Member,
    text: &str,
) -> Result<CheckShown, RecipeUseError> {
    let (recipe, checked) = checked(app, member, text).await?;
    Ok(CheckShown::of(&recipe, checked))
}

/// Saves a recipe that the plan can keep, or any with the why of an override; it counts from today on, and what counted
/// before stays as it was.
///
/// The plan is asked before the write, so that a long answer keeps nobody from writing.
pub async fn save(
    app: &App,
    member: &Member,
    text: &str,
    override_why: Option<&str>,
) -> Result<Saved, RecipeUseError> {
    let why = override_why.map(str::trim);
    match why {
        Some("") => return Err(RecipeUseError::WhyMissing),
        Some(why) if why.chars().count() > MAX_CHARS => {
            return Err(RecipeUseError::TooLong(MAX_CHARS));
        }
        _ => {}
    }
    let (recipe, checked) = checked(app, member, text).await?;
    let check = CheckShown::of(&recipe, checked);
    let verdict = check.checked.verdict;
    if verdict != Verdict::Fits && why.is_none() {
        return Ok(Saved { is_saved: false, recipe: None, check });
    }
    // An override of a recipe that fits overrides nothing.
    let why = why.filter(|_| verdict != Verdict::Fits).unwrap_or_default().to_owned();
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    let shown = db
        .transaction(scope, async move |tx| {
            members::lock_member(tx, scope, member.id).await?;
            write(tx, &app, &member, &recipe, verdict, &why).await
        })
        .await?;
    Ok(Saved { is_saved: true, recipe: Some(shown), check })
}

/// What the plan of a rep says to a recipe, as it stands now.
async fn checked(
    app: &App,
    member: &Member,
    text: &str,
) -> Result<(Recipe, Checked), RecipeUseError> {
    let scope = member.scope;
    let (recipe, situation, places, until, today) = app
        .db
        .snapshot(scope, async |tx| -> Result<_, RecipeUseError> {
            let names = CadenceNames::of(tx, scope).await?;
            let recipe = names.read(text)?;
            let settings = settings::read(tx, scope).await?;
            let book = Book::read(tx, app, member, &settings).await?;
            let (situation, until) = book.situation_without_recipe()?;
            let places = places(tx, member, &book).await?;
            Ok((recipe, situation, places, until, book.today))
        })
        .await?;
    let checked = check(&recipe, &situation, &places, today, until)?;
    Ok((recipe, checked))
}

/// Where the newest version of each cadence is in the book.
async fn places(
    tx: &mut Tx,
    member: &Member,
    book: &Book,
) -> Result<BTreeMap<CadenceId, usize>, StoreError> {
    let newest = cadence_rows::newest(tx, member.scope).await?;
    let place = |row: &cadence_rows::Cadence| {
        let place = book.place(domain::ids::CadenceVersionId(row.version_id))?;
        Some((CadenceId(row.id), place))
    };
    Ok(newest.iter().filter_map(place).collect())
}

async fn write(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    recipe: &Recipe,
    verdict: Verdict,
    why: &str,
) -> Result<RecipeShown, RecipeUseError> {
    let (scope, name, at) = (member.scope, recipe.name.trim(), micros(app.clock.recorded()));
    let folded = fold(name);
    let there = rows::by_name(tx, scope, member.id, &folded).await?;
    let (id, number) = if let Some((id, newest)) = there {
        (RecipeId(id), newest + 1)
    } else {
        let id = RecipeId(app.ids.next());
        rows::insert(tx, scope, id, member.id, (name, &folded), at).await?;
        (id, 1)
    };
    let version = version_row(app, member, (id, number), verdict, why);
    let ingredients: Vec<rows::Ingredient> = (0..)
        .zip(&recipe.ingredients)
        .map(|(position, one)| ingredient_row(version.id, position, one))
        .collect();
    let behaviours: Vec<(i64, &str)> = (0..)
        .zip(&recipe.ingredients)
        .flat_map(|(position, one)| {
            let counted = match &one.counts {
                Counts::Behaviours(all) => all.iter().copied().collect(),
                Counts::ByHand => Vec::new(),
            };
            counted.into_iter().map(move |behaviour| (position, behaviour.as_str()))
        })
        .collect();
    rows::insert_version(tx, scope, &version, &ingredients, &behaviours).await?;
    let action = if why.is_empty() { "saved" } else { "saved_against_the_plan" };
    let change = Change::new(action, "recipe_version", version.id).with("number", number);
    change.with("why", why).by(tx, app, member).await?;
    let names = CadenceNames::of(tx, scope).await?;
    let saved = kept::newest(tx, scope, member.id).await?.ok_or(RecipeUseError::None)?;
    saved.shown(&names)
}

fn version_row(
    app: &App,
    member: &Member,
    (recipe, number): (RecipeId, i64),
    verdict: Verdict,
    why: &str,
) -> rows::Version {
    let today: Date = app.clock.today(&member.zone);
    rows::Version {
        id: app.ids.next(),
        recipe_id: recipe.0,
        name: String::new(),
        member_id: member.id.0,
        number,
        from_on: day_number(today),
        verdict: verdict.to_string(),
        override_why: why.to_owned(),
        saved_by: member.id.0,
        saved_at: micros(app.clock.recorded()),
    }
}

fn ingredient_row(version: uuid::Uuid, position: i64, one: &Ingredient) -> rows::Ingredient {
    let (takes, cadence_id, minutes) = match one.takes {
        Takes::Touches => ("touches", None, None),
        Takes::Start(cadence) => ("start", Some(cadence.0), None),
        Takes::Minutes(minutes) => ("minutes", None, Some(minutes.into())),
    };
    let counts = match one.counts {
        Counts::Behaviours(_) => "behaviours",
        Counts::ByHand => "by_hand",
    };
    rows::Ingredient {
        version_id: version,
        position,
        name: one.name.trim().to_owned(),
        counts: counts.to_owned(),
        goals: one.goals.0.map(|goal| goal.to_string()).join(" "),
        by_minute: one.by.map(|by| by.of_day().into()),
        takes: takes.to_owned(),
        cadence_id,
        minutes,
    }
}
