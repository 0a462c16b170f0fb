//! The rows behind a number: the activities and entries that it counts.

use domain::{
    activities::{Ask, Behaviour, record::counts_as},
    ids::{ActivityId, HandCountId},
    people::names::fold,
    recipes::{
        By, Counts,
        counting::version_on,
        progress::{Period, Periods},
    },
    words,
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    activities::facts::{self, Counted},
    errors::StoreError,
    recipes as stored,
    transaction::Tx,
};

use super::{RecipeUseError, kept, progress::versions};
use crate::{
    App,
    clock::{date_of, day_number},
    workspaces::Member,
};

/// How many activities are asked of the store at once.
const CHUNK: i64 = 2_000;

words! {
    /// A period that progress is told for.
    pub enum Span {
        /// Today.
        Today = "today",
        /// Monday to Sunday.
        Week = "week",
        /// The first to the last of the month.
        Month = "month",
        /// The first of January to the last of December.
        Year = "year",
    }
}

/// What stands behind a count.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct RowsShown {
    /// What is counted.
    pub what: String,
    /// The days.
    pub period: Period,
    /// How many there are, all told.
    pub times: u64,
    /// The activities, by day and id.
    pub activities: Vec<CountedRow>,
    /// What was entered by hand, by day.
    pub by_hand: Vec<EnteredRow>,
}

/// An activity that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct CountedRow {
    /// The activity.
    pub activity: ActivityId,
    /// The rep's local day.
    pub on: Date,
    /// How often it counts: once for each behaviour that it is.
    pub times: u64,
    /// Whether it was done by the time of day set.
    pub in_time: bool,
}

/// An entry by hand that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct EnteredRow {
    /// The entry.
    pub entry: HandCountId,
    /// The day.
    pub on: Date,
    /// How many.
    pub times: i64,
}

impl Span {
    /// Its days around one of them.
    pub fn around(self, today: Date) -> Period {
        let periods = Periods::around(today);
        match self {
            Self::Today => Period { first: today, last: today },
            Self::Week => periods.week,
            Self::Month => periods.month,
            Self::Year => periods.year,
        }
    }
}

/// The rows behind the progress of an ingredient.
pub async fn of_ingredient(
    app: &App,
    member: &Member,
    name: &str,
    span: Span,
) -> Result<RowsShown, RecipeUseError> {
    let period = span.around(app.clock.today(&member.zone));
    app.db.snapshot(member.scope, async |tx| ingredient(tx, app, member, name, period).await).await
}

/// The rows behind what an ingredient counted on some days, none of them after today.
pub(crate) async fn ingredient(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    name: &str,
    period: Period,
) -> Result<RowsShown, RecipeUseError> {
    let kept = kept::all(tx, member.scope, member.id).await?;
    known(&kept, name)?;
    let eras = kept::eras(&kept, name);
    let versions = versions(&eras);
    let last = period.last.min(app.clock.today(&member.zone));
    let count = |row: &Counted, on: Date| {
        let one = version_on(&versions, on)?;
        let Counts::Behaviours(wanted) = &one.counts else { return None };
        let times = behaviours_of(row).iter().filter(|one| wanted.contains(one)).count();
        Some((times, is_in_time(row, one.by)))
    };
    let days = Period { first: period.first, last };
    let activities = counted(tx, member, days, count).await?;
    let folded = fold(name);
    let entries = stored::hand_counts(
        tx,
        member.scope,
        member.id,
        (day_number(days.first), day_number(last)),
    )
    .await?;
    let is_counted = |row: &stored::HandCount| {
        let one = version_on(&versions, date_of(row.on_day));
        row.ingredient_folded == folded && one.is_some_and(|one| one.counts == Counts::ByHand)
    };
    let by_hand: Vec<EnteredRow> = entries
        .into_iter()
        .filter(|row| is_counted(row) && row.times > 0)
        .map(|row| EnteredRow {
            entry: HandCountId(row.id),
            on: date_of(row.on_day),
            times: row.times,
        })
        .collect();
    let entered: u64 = by_hand.iter().filter_map(|row| u64::try_from(row.times).ok()).sum();
    let times = activities.iter().map(|row| row.times).sum::<u64>() + entered;
    Ok(RowsShown { what: name.to_owned(), period, times, activities, by_hand })
}

pub(crate) fn known(kept: &[kept::Kept], name: &str) -> Result<(), RecipeUseError> {
    let folded = fold(name);
    let all = || kept.iter().flat_map(|kept| &kept.recipe.ingredients);
    if all().any(|one| fold(&one.name) == folded) {
        return Ok(());
    }
    let newest = kept.last().ok_or(RecipeUseError::None)?;
    let known: Vec<&str> = newest.recipe.ingredients.iter().map(|one| one.name.as_str()).collect();
    Err(RecipeUseError::UnknownIngredient { name: name.to_owned(), known: known.join(", ") })
}

/// The activities of some days that count, each with how often and whether in time.
pub(crate) async fn counted(
    tx: &mut Tx,
    member: &Member,
    days: Period,
    count: impl Fn(&Counted, Date) -> Option<(usize, bool)>,
) -> Result<Vec<CountedRow>, StoreError> {
    let (last, mut found) = (day_number(days.last), Vec::new());
    let mut after = facts::before_day(day_number(days.first));
    loop {
        let page = facts::counted(tx, member.scope, member.id, last, after, CHUNK).await?;
        let Some(end) = page.last() else { return Ok(found) };
        after = (end.on_day, end.id);
        for row in &page {
            let on = date_of(row.on_day);
            if let Some((times, in_time)) = count(row, on).filter(|(times, _)| *times > 0) {
                let times = u64::try_from(times).unwrap_or(u64::MAX);
                found.push(CountedRow { activity: ActivityId(row.id), on, times, in_time });
            }
        }
    }
}

/// Everything that an activity counts as.
pub(crate) fn behaviours_of(row: &Counted) -> Vec<Behaviour> {
    let asked = Ask::parse(&row.asked).ok();
    counts_as(Behaviour::parse(&row.behaviour).ok(), row.conversation != 0, asked)
}

fn is_in_time(row: &Counted, by: Option<By>) -> bool {
    by.is_none_or(|by| row.by_minute.is_some_and(|minute| minute <= by.of_day().into()))
}
