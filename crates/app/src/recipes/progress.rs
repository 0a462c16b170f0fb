//! Progress: how far each ingredient has come today, this week, month and year, read from tallies.

use std::collections::BTreeMap;

use domain::{
    activities::Behaviour,
    people::names::fold,
    plan::days::WorkCalendar,
    recipes::{
        By, Counts, Ingredient, Takes,
        counting::{Done, Tally, Version, tally},
        progress::{Periods, Progress, progress as progress_of},
    },
};
use jiff::civil::{Date, DateTime, Time};
use serde::Serialize;
use store::{
    activities::tallies::{self, Times},
    errors::StoreError,
    transaction::Tx,
};

use super::{
    RecipeUseError, by_hand,
    kept::{self, Eras, Kept},
};
use crate::{
    App, calendar,
    clock::{date_of, day_number},
    plan::book::PlanningError,
    settings,
    workspaces::Member,
};

/// How far a rep has come with the recipe that counts today.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ProgressShown {
    /// The rep's local day and time of it.
    #[schema(value_type = String)]
    pub now: DateTime,
    /// The recipe; none when none is saved, then there is no progress to tell.
    pub recipe: Option<String>,
    /// Its version.
    pub version: Option<i64>,
    /// Its ingredients, in their order; none while there are no hours, as a goal of a day needs days of work.
    pub ingredients: Vec<IngredientShown>,
    /// Whether no working hours are known.
    pub no_hours: bool,
}

impl ProgressShown {
    fn nothing(now: DateTime) -> Self {
        Self { now, recipe: None, version: None, ingredients: Vec::new(), no_hours: false }
    }
}

/// How far one ingredient has come.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct IngredientShown {
    /// Its name.
    pub ingredient: String,
    /// What it counts.
    pub counts: Counts,
    /// The local time by which the goal of a day is to be met.
    pub by: Option<By>,
    /// What one takes of the plan.
    pub takes: Takes,
    /// The goals and what was done.
    #[serde(flatten)]
    pub progress: Progress,
}

/// What a rep did on some days, read once for all ingredients: from tallies and entries, never from activities.
#[derive(Clone, Debug)]
pub(crate) struct Score {
    pub(crate) versions: Vec<Kept>,
    done: Vec<Done>,
    by_hand: BTreeMap<String, BTreeMap<Date, u32>>,
}

impl Score {
    /// Reads it: the versions, the tallies of the days, those by each time of day that an ingredient has, the entries.
    pub(crate) async fn of(
        tx: &mut Tx,
        member: &Member,
        first: Date,
        last: Date,
    ) -> Result<Self, StoreError> {
        let (scope, days) = (member.scope, (day_number(first), day_number(last)));
        let versions = kept::all(tx, scope, member.id).await?;
        let ingredients = versions.iter().flat_map(|kept| &kept.recipe.ingredients);
        let mut by: Vec<By> = ingredients.filter_map(|one| one.by).collect();
        by.sort_unstable();
        by.dedup();
        let (mut done, mut in_time) = (Vec::new(), BTreeMap::new());
        for by in by {
            let until = by.of_day().into();
            let times = tallies::times_by(tx, scope, member.id, days, until).await?;
            done.extend(later(&times, &mut in_time, time_of(by))?);
        }
        let all = tallies::times(tx, scope, member.id, days).await?;
        done.extend(later(&all, &mut in_time, Time::MAX)?);
        let by_hand = by_hand::entered(tx, member, days).await?;
        Ok(Self { versions, done, by_hand })
    }

    /// What an ingredient counted, over all versions.
    pub(crate) fn tally(&self, name: &str) -> (Eras, Tally) {
        let eras = kept::eras(&self.versions, name);
        let nothing = BTreeMap::new();
        let by_hand = self.by_hand.get(&fold(name)).unwrap_or(&nothing);
        let tally = tally(&versions(&eras), &self.done, by_hand);
        (eras, tally)
    }
}

/// The versions of an ingredient as the rules read them.
pub(crate) fn versions(eras: &Eras) -> Vec<Version<'_>> {
    eras.iter().map(|(from, ingredient)| Version { from: *from, ingredient }).collect()
}

/// What was done by a time and not by the time before it; `in_time` holds what was done by that.
fn later(
    times: &[Times],
    in_time: &mut BTreeMap<(i64, String), i64>,
    at: Time,
) -> Result<Vec<Done>, StoreError> {
    let mut done = Vec::new();
    for row in times {
        let Ok(behaviour) = Behaviour::parse(&row.behaviour) else { continue };
        let before = in_time.insert((row.on_day, row.behaviour.clone()), row.n).unwrap_or(0);
        let times = u32::try_from(row.n - before).map_err(|_| StoreError::Unreadable {
            what: "tally",
            why: format!("{} of {} on {}", row.n - before, row.behaviour, row.on_day),
        })?;
        if times > 0 {
            done.push(Done { behaviour, day: date_of(row.on_day), at, times });
        }
    }
    Ok(done)
}

fn time_of(by: By) -> Time {
    let part = |part: i16| i8::try_from(part).unwrap_or_default();
    Time::new(part(by.of_day() / 60), part(by.of_day() % 60), 0, 0).unwrap_or(Time::MAX)
}

/// How far a rep has come, as of now.
pub async fn progress(app: &App, member: &Member) -> Result<ProgressShown, RecipeUseError> {
    app.db.snapshot(member.scope, async |tx| read(tx, app, member).await).await
}

async fn read(tx: &mut Tx, app: &App, member: &Member) -> Result<ProgressShown, RecipeUseError> {
    let now = app.clock.now().to_zoned(member.zone.clone()).datetime();
    let all = Periods::around(now.date()).all();
    let score = Score::of(tx, member, all.first, all.last).await?;
    let Some(newest) = score.versions.last() else {
        return Ok(ProgressShown::nothing(now));
    };
    let (recipe, version) = (Some(newest.recipe.name.clone()), Some(newest.row.number));
    let calendar = match work_calendar(tx, member, all.first, all.last).await {
        Err(PlanningError::NoHours) => {
            let nothing = ProgressShown::nothing(now);
            return Ok(ProgressShown { recipe, version, no_hours: true, ..nothing });
        }
        calendar => calendar?,
    };
    let shown = |one: &Ingredient| {
        let (eras, tally) = score.tally(&one.name);
        let progress = progress_of(&versions(&eras), &tally, &calendar, now)
            .map_err(|error| StoreError::Unreadable { what: "calendar", why: error.to_string() })?;
        Ok(IngredientShown {
            ingredient: one.name.clone(),
            counts: one.counts.clone(),
            by: one.by,
            takes: one.takes,
            progress,
        })
    };
    Ok(ProgressShown {
        now,
        recipe,
        version,
        no_hours: false,
        ingredients: newest
            .recipe
            .ingredients
            .iter()
            .map(shown)
            .collect::<Result<_, RecipeUseError>>()?,
    })
}

/// The working days of a rep from one day to another, with all their minutes.
pub(crate) async fn work_calendar(
    tx: &mut Tx,
    member: &Member,
    first: Date,
    last: Date,
) -> Result<WorkCalendar, PlanningError> {
    let settings = settings::read(tx, member.scope).await?;
    let calendar = calendar::load(tx, member, first, &settings).await?;
    Ok(calendar.work_calendar(first, last)?)
}
