//! Recipes of reps: their versions, the ingredients of each, and what was counted by hand.

use domain::ids::{CadenceId, HandCountId, MemberId, RecipeId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::statement::{Statement, Value};
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// One immutable version. Days are days since 1970-01-01, instants microseconds UTC.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// Its id.
    pub id: Uuid,
    /// Of which recipe.
    pub recipe_id: Uuid,
    /// The name of that.
    pub name: String,
    /// Whose.
    pub member_id: Uuid,
    /// Its number, from 1.
    pub number: i64,
    /// The first day on which it counts.
    pub from_on: i64,
    /// What the plan said when it was saved.
    pub verdict: String,
    /// Why it was kept all the same; empty when the plan had nothing against it.
    pub override_why: String,
    /// Who saved it.
    pub saved_by: Uuid,
    /// When, always the real clock.
    pub saved_at: i64,
}

/// One goal of a version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Ingredient {
    /// Of which version.
    pub version_id: Uuid,
    /// Its place, from 0.
    pub position: i64,
    /// Its name.
    pub name: String,
    /// `behaviours` or `by_hand`.
    pub counts: String,
    /// The goals of Monday to Sunday, separated by blanks.
    pub goals: String,
    /// The local time by which it is to be done, in minutes.
    pub by_minute: Option<i64>,
    /// `touches`, `start` or `minutes`.
    pub takes: String,
    /// The cadence on which one starts.
    pub cadence_id: Option<Uuid>,
    /// The minutes one takes.
    pub minutes: Option<i64>,
}

/// The versions of a rep, the one saved last first.
pub async fn versions(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    limit: i64,
) -> Result<Vec<Version>, StoreError> {
    tx.all(
        sql!(
            "select recipe_version.id, recipe_version.recipe_id, recipe.name, recipe_version.member_id, recipe_version.number,
    recipe_version.from_on, recipe_version.verdict, recipe_version.override_why, recipe_version.saved_by,
    recipe_version.saved_at
from recipe_version
join recipe on recipe.workspace_id = recipe_version.workspace_id and recipe.id = recipe_version.recipe_id
where recipe_version.workspace_id = $1 and recipe_version.member_id = $2
order by recipe_version.saved_at desc, recipe_version.id desc
limit $3"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(limit),
    )
    .await
}

/// The ingredients of some versions, by version and place. At most [`BULK_ROWS`] versions a call.
pub async fn ingredients(
    tx: &mut Tx,
    scope: Scope,
    versions: &[Uuid],
) -> Result<Vec<Ingredient>, StoreError> {
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select version_id, position, name, counts, goals, by_minute, takes, cadence_id, minutes
from ingredient
where workspace_id = $1 and version_id in "
        )
        .bind(scope.workspace)
        .list(versions.iter().copied())
        .push(" order by version_id, position"),
    )
    .await
}

/// What the ingredients of some versions count: version, place, behaviour. At most [`BULK_ROWS`] versions a call.
pub async fn behaviours(
    tx: &mut Tx,
    scope: Scope,
    versions: &[Uuid],
) -> Result<Vec<(Uuid, i64, String)>, StoreError> {
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!("select version_id, position, behaviour from ingredient_behaviour where workspace_id = $1 and version_id in ")
            .bind(scope.workspace)
            .list(versions.iter().copied())
            .push(" order by version_id, position, behaviour"),
    )
    .await
}

/// The recipe of a rep under a name, and the number of its newest version.
pub async fn by_name(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    name_folded: &str,
) -> Result<Option<(Uuid, i64)>, StoreError> {
    tx.optional(
        sql!(
            "select recipe.id, coalesce(max(recipe_version.number), cast(0 as bigint)) as newest
from recipe
left join recipe_version on recipe_version.workspace_id = recipe.workspace_id and recipe_version.recipe_id = recipe.id
where recipe.workspace_id = $1 and recipe.member_id = $2 and recipe.name_folded = $3
group by recipe.id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(name_folded),
    )
    .await
}

/// Adds a recipe, still without a version.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    id: RecipeId,
    member: MemberId,
    (name, name_folded): (&str, &str),
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into recipe (workspace_id, id, member_id, name, name_folded, created_at)
values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(member)
        .bind(name)
        .bind(name_folded)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Adds a version with its ingredients and what they count: place, behaviour.
pub async fn insert_version(
    tx: &mut Tx,
    scope: Scope,
    version: &Version,
    ingredients: &[Ingredient],
    behaviours: &[(i64, &str)],
) -> Result<(), StoreError> {
    let v = version;
    tx.execute(
        sql!(
            "insert into recipe_version (workspace_id, id, recipe_id, member_id, number, from_on, verdict, override_why, saved_by,
    saved_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        )
        .bind(scope.workspace)
        .bind(v.id)
        .bind(v.recipe_id)
        .bind(v.member_id)
        .bind(v.number)
        .bind(v.from_on)
        .bind(v.verdict.as_str())
        .bind(v.override_why.as_str())
        .bind(v.saved_by)
        .bind(v.saved_at),
    )
    .await?;
    tx.execute_all(ingredient_rows(scope, v.id, ingredients)).await?;
    tx.execute_all(behaviour_rows(scope, v.id, behaviours)).await
}

fn ingredient_rows(
    scope: Scope,
    version: Uuid,
    rows: &[Ingredient],
) -> impl Iterator<Item = Statement> {
    rows.chunks(BULK_ROWS).map(move |some| {
        let row = |one: &Ingredient| -> [Value; 10] {
            [
                scope.workspace.into(),
                version.into(),
                one.position.into(),
                one.name.as_str().into(),
                one.counts.as_str().into(),
                one.goals.as_str().into(),
                one.by_minute.into(),
                one.takes.as_str().into(),
                one.cadence_id.map(CadenceId).into(),
                one.minutes.into(),
            ]
        };
        sql!("insert into ingredient (workspace_id, version_id, position, name, counts, goals, by_minute, takes, cadence_id, minutes) values")
            .rows(some.iter().map(row))
    })
}

fn behaviour_rows(
    scope: Scope,
    version: Uuid,
    rows: &[(i64, &str)],
) -> impl Iterator<Item = Statement> {
    rows.chunks(BULK_ROWS).map(move |some| {
        let row = |(position, behaviour): &(i64, &str)| -> [Value; 4] {
            [scope.workspace.into(), version.into(), (*position).into(), (*behaviour).into()]
        };
        sql!("insert into ingredient_behaviour (workspace_id, version_id, position, behaviour) values")
            .rows(some.iter().map(row))
    })
}

/// What a rep entered for a day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HandCount {
    /// Its id.
    pub id: Uuid,
    /// The day it is for.
    pub on_day: i64,
    /// The folded name of the ingredient.
    pub ingredient_folded: String,
    /// How many.
    pub times: i64,
    /// What was said about it.
    pub note: String,
    /// The entry that it corrects.
    pub corrects: Option<Uuid>,
    /// When it was written, always the real clock.
    pub recorded_at: i64,
}

/// What counts of what a rep entered for the days from one to another: the newest entry of each day.
pub async fn hand_counts(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    days: (i64, i64),
) -> Result<Vec<HandCount>, StoreError> {
    tx.all(
        sql!(
            "select id, on_day, ingredient_folded, times, note, corrects, recorded_at
from hand_count
where workspace_id = $1 and member_id = $2 and on_day between $3 and $4 and corrected_by is null
order by on_day, ingredient_folded, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(days.0)
        .bind(days.1),
    )
    .await
}

/// Appends an entry; what it corrects stays, and counts no more.
pub async fn insert_hand_count(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    row: &HandCount,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into hand_count (workspace_id, id, member_id, on_day, ingredient_folded, times, note, corrects, corrected_by,
    recorded_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, null, $9)"
        )
        .bind(scope.workspace)
        .bind(row.id)
        .bind(member)
        .bind(row.on_day)
        .bind(row.ingredient_folded.as_str())
        .bind(row.times)
        .bind(row.note.as_str())
        .bind(row.corrects)
        .bind(row.recorded_at),
    )
    .await?;
    let Some(before) = row.corrects else { return Ok(()) };
    tx.execute(
        sql!("update hand_count set corrected_by = $3 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(HandCountId(before))
            .bind(row.id),
    )
    .await?;
    Ok(())
}
