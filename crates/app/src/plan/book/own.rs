//! What a rep's recipe takes of the planned minutes: ingredients that are tied to no prospect.

use domain::{
    plan::days::{HORIZON, WorkCalendar},
    recipes::{Counts, Recipe, Takes, minutes::less},
};
use jiff::{ToSpan, civil::Date};
use store::{errors::StoreError, transaction::Tx};

use crate::{
    recipes::{kept, progress::Score},
    workspaces::Member,
};

/// Calendar days within which all working days lie that a plan looks ahead, unless leave takes most of a year.
fn calendar_days() -> i64 {
    i64::try_from(4 * HORIZON).unwrap_or(i64::MAX)
}

/// What a recipe takes of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnMinutes {
    /// Planned minutes, those of the recipe included.
    pub hours: i64,
    /// Minutes of the recipe's goals.
    pub whole: i64,
    /// Of these what is still to come: on a day to come all, today less what was done of it.
    pub left: i64,
}

/// The recipe that counts, when any of it takes minutes of its own, and how much of each ingredient was done today.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    recipe: Option<Recipe>,
    done: Vec<u64>,
}

impl Own {
    pub(super) async fn read(
        tx: &mut Tx,
        member: &Member,
        today: Date,
    ) -> Result<Self, StoreError> {
        let Some(kept) = kept::newest(tx, member.scope, member.id).await? else {
            return Ok(Self::default());
        };
        let takes_minutes = |takes: Takes| matches!(takes, Takes::Minutes(_));
        if !kept.recipe.ingredients.iter().any(|one| takes_minutes(one.takes)) {
            return Ok(Self::default());
        }
        let score = Score::of(tx, member, today, today).await?;
        let done = |name: &str| {
            let (_, tally) = score.tally(name);
            tally.get(&today).map_or(0, |count| count.done)
        };
        let done = kept.recipe.ingredients.iter().map(|one| done(&one.name)).collect();
        Ok(Self { recipe: Some(kept.recipe), done })
    }

    /// The calendar without the minutes that the recipe takes from today on.
    pub(super) fn left_of(&self, calendar: WorkCalendar, today: Date) -> WorkCalendar {
        let Some(recipe) = &self.recipe else { return calendar };
        let last = today.saturating_add(calendar_days().days());
        let mut taken = recipe.own_minutes_on(&calendar, today, last);
        taken.insert(today, self.today(recipe, &calendar, today));
        less(&calendar, &taken)
    }

    /// What it takes of a day with so many planned minutes.
    pub(super) fn minutes_of(&self, day: Date, hours: i64, is_today: bool) -> Option<OwnMinutes> {
        let recipe = self.recipe.as_ref().filter(|_| hours > 0)?;
        let calendar = WorkCalendar { first: day, week: [hours; 7], ..WorkCalendar::default() };
        let whole = recipe.own_minutes_left(&calendar, day, |_| 0).min(hours);
        let left = if is_today { self.today(recipe, &calendar, day).min(hours) } else { whole };
        Some(OwnMinutes { hours, whole, left })
    }

    /// What it takes of today: what is left of its goals, and what was done and counted by hand, which no activity tells.
    fn today(&self, recipe: &Recipe, calendar: &WorkCalendar, today: Date) -> i64 {
        let done = |position: usize| self.done.get(position).copied().unwrap_or_default();
        let by_hand = recipe.ingredients.iter().zip(&self.done).map(|(one, done)| {
            match (&one.counts, one.takes) {
                (Counts::ByHand, Takes::Minutes(minutes)) => {
                    i64::try_from(*done).unwrap_or(i64::MAX).saturating_mul(minutes.into())
                }
                _ => 0,
            }
        });
        let by_hand: i64 = by_hand.sum();
        recipe.own_minutes_left(calendar, today, done) + by_hand
    }
}
