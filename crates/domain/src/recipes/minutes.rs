//! The days on which goals count, and the minutes that ingredients tied to no prospect take from the plan.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::plan::days::WorkCalendar;
use crate::recipes::{Goals, Recipe, Takes};

/// Planned minutes of a date: none on holidays and leave.
///
/// So it is on leave too during which the clock of the windows runs on.
pub fn planned_minutes(calendar: &WorkCalendar, day: Date) -> i64 {
    let usual = of_weekday(&calendar.week, day);
    let is_away = || calendar.leave.iter().any(|(first, last)| *first <= day && day <= *last);
    if usual <= 0 || calendar.holidays.contains(&day) || is_away() {
        return 0;
    }
    calendar.minutes.get(&day).copied().unwrap_or(usual)
}

/// Whether goals count on a date: the rep has planned minutes on it.
///
/// Holidays, leave, days lost or planned off whole, and days whose minutes other things take all, have none.
pub fn is_worked(calendar: &WorkCalendar, day: Date) -> bool {
    planned_minutes(calendar, day) > 0
}

/// The goal of a date: nothing on a day that is not worked.
pub fn goal_on(goals: Goals, calendar: &WorkCalendar, day: Date) -> u32 {
    if is_worked(calendar, day) { goals.of(day) } else { 0 }
}

impl Recipe {
    /// Minutes of each weekday, Monday to Sunday, that ingredients tied to no prospect ask for.
    pub fn own_minutes(&self) -> [i64; 7] {
        let mut week = [0; 7];
        for ingredient in &self.ingredients {
            if let Takes::Minutes(minutes) = ingredient.takes {
                let goals = ingredient.goals.0.into_iter();
                week.iter_mut()
                    .zip(goals)
                    .for_each(|(sum, goal)| *sum += i64::from(goal) * i64::from(minutes));
            }
        }
        week
    }

    /// Minutes that ingredients tied to no prospect ask for on the dates from `first` to `last`.
    ///
    /// Dates that are not worked, and those with nothing to do, are left out.
    pub fn own_minutes_on(
        &self,
        calendar: &WorkCalendar,
        first: Date,
        last: Date,
    ) -> BTreeMap<Date, i64> {
        let week = self.own_minutes();
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
        days.map(|day| (day, of_weekday(&week, day)))
            .filter(|(day, minutes)| *minutes > 0 && is_worked(calendar, *day))
            .collect()
    }

    /// Minutes of a day under way that they still ask for.
    ///
    /// What is done of each is no longer to come: `done` tells how many were done, by the position of the ingredient.
    /// Minutes already spent on them are the caller's to count: those of activities stand in what the day has spent, those counted by hand do not.
    pub fn own_minutes_left(
        &self,
        calendar: &WorkCalendar,
        day: Date,
        done: impl Fn(usize) -> u64,
    ) -> i64 {
        let left = |(position, ingredient): (usize, &crate::recipes::Ingredient)| {
            let Takes::Minutes(minutes) = ingredient.takes else { return 0 };
            let goal = u64::from(goal_on(ingredient.goals, calendar, day));
            let left = goal.saturating_sub(done(position));
            i64::try_from(left).unwrap_or(i64::MAX).saturating_mul(minutes.into())
        };
        self.ingredients.iter().enumerate().map(left).sum()
    }
}

/// The calendar with minutes taken from dates, never below 0.
///
/// A day left with none stays a working day.
pub fn less(calendar: &WorkCalendar, taken: &BTreeMap<Date, i64>) -> WorkCalendar {
    let mut left = calendar.clone();
    left.minutes.extend(taken.iter().map(|(day, minutes)| {
        (*day, planned_minutes(calendar, *day).saturating_sub(*minutes).max(0))
    }));
    left
}

/// What a weekday's row says of a date.
pub(crate) fn of_weekday<T: Copy + Default>(week: &[T; 7], day: Date) -> T {
    let index = usize::try_from(day.weekday().to_monday_zero_offset()).ok();
    index.and_then(|index| week.get(index)).copied().unwrap_or_default()
}
