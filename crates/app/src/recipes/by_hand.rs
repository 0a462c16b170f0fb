//! Counting by hand: what a rep enters for a day. Entries are appended, and the newest of a day counts.

use std::collections::BTreeMap;

use domain::{
    ids::HandCountId,
    people::names::fold,
    recipes::{Counts, MAX_GOAL},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{errors::StoreError, recipes as rows, transaction::Tx, workspaces as members};

use super::{RecipeUseError, kept};
use crate::{
    App,
    audit::Change,
    clock::{date_of, day_number, micros},
    workspaces::Member,
};

/// Longest note, in characters.
const MAX_CHARS: usize = 1_000;

/// What a rep enters.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The ingredient, by name.
    pub ingredient: String,
    /// How many there were on the day, all told.
    pub times: u32,
    /// The day; today when none.
    pub on: Option<Date>,
    /// What there is to say about it.
    pub note: String,
}

/// What was entered.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HandCountShown {
    /// The entry.
    pub id: HandCountId,
    /// The ingredient.
    pub ingredient: String,
    /// The day.
    pub on: Date,
    /// How many there were.
    pub times: u32,
    /// How many were entered before, when this corrects that.
    pub before: Option<i64>,
}

/// Enters how many of an ingredient there were on a day.
pub async fn count(
    app: &App,
    member: &Member,
    entry: Entry,
) -> Result<HandCountShown, RecipeUseError> {
    if entry.times > MAX_GOAL {
        return Err(RecipeUseError::TooMany { times: entry.times, most: MAX_GOAL });
    }
    if entry.note.chars().count() > MAX_CHARS {
        return Err(RecipeUseError::TooLong(MAX_CHARS));
    }
    let today = app.clock.today(&member.zone);
    let on = entry.on.unwrap_or(today);
    if on > today {
        return Err(RecipeUseError::Future { on });
    }
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        let versions = kept::all(tx, scope, member.id).await?;
        let name = name_counted_by_hand(&versions, &entry.ingredient, on)?;
        let (day, folded) = (day_number(on), fold(&name));
        let before = rows::hand_counts(tx, scope, member.id, (day, day)).await?;
        let before = before.into_iter().find(|row| row.ingredient_folded == folded);
        let row = rows::HandCount {
            id: app.ids.next(),
            on_day: day,
            ingredient_folded: folded,
            times: entry.times.into(),
            note: entry.note.trim().to_owned(),
            corrects: before.as_ref().map(|row| row.id),
            recorded_at: micros(app.clock.recorded()),
        };
        rows::insert_hand_count(tx, scope, member.id, &row).await?;
        let change = Change::new("counted", "hand_count", row.id).with("times", row.times);
        change.with("on_day", row.on_day).by(tx, &app, &member).await?;
        Ok(HandCountShown {
            id: HandCountId(row.id),
            ingredient: name,
            on,
            times: entry.times,
            before: before.map(|row| row.times),
        })
    })
    .await
}

/// The ingredient of a name in the version that counts on a day, which must be counted by hand.
fn name_counted_by_hand(
    versions: &[kept::Kept],
    name: &str,
    on: Date,
) -> Result<String, RecipeUseError> {
    let of_day =
        versions.iter().rfind(|kept| kept.from() <= on).ok_or(RecipeUseError::NotYet { on })?;
    let folded = fold(name);
    let all = &of_day.recipe.ingredients;
    let known = || all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = all.iter().find(|one| fold(&one.name) == folded).ok_or_else(|| {
        RecipeUseError::UnknownIngredient { name: name.to_owned(), known: known() }
    })?;
    match found.counts {
        Counts::ByHand => Ok(found.name.clone()),
        Counts::Behaviours(_) => Err(RecipeUseError::CountsItself { name: found.name.clone() }),
    }
}

/// What counts of what a rep entered for some days, by ingredient and day.
pub(crate) async fn entered(
    tx: &mut Tx,
    member: &Member,
    days: (i64, i64),
) -> Result<BTreeMap<String, BTreeMap<Date, u32>>, StoreError> {
    let mut entered: BTreeMap<String, BTreeMap<Date, u32>> = BTreeMap::new();
    for row in rows::hand_counts(tx, member.scope, member.id, days).await? {
        let times = u32::try_from(row.times).unwrap_or(u32::MAX);
        entered.entry(row.ingredient_folded).or_default().insert(date_of(row.on_day), times);
    }
    Ok(entered)
}
