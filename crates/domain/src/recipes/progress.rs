//! Progress: what was done of an ingredient today, this week, month and year, and what the year comes to.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};
use serde::Serialize;

use crate::plan::days::WorkCalendar;
use crate::recipes::counting::{Tally, Version, version_on};
use crate::recipes::minutes::goal_on;
use crate::words;

words! {
    /// Whether a day's goal was met.
    pub enum Met {
        /// There was none.
        NoGoal = "no_goal",
        /// The goal was met, by its time of day where it has one.
        Met = "met",
        /// The goal was met on its day, but after its time of day.
        Late = "late",
        /// There is still time.
        Open = "open",
        /// Its time of day, or the day, passed without it.
        Missed = "missed",
    }
}

/// A period, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Period {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// The periods that progress is told for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Periods {
    /// Monday to Sunday.
    pub week: Period,
    /// The first to the last of the month.
    pub month: Period,
    /// The first of January to the last of December.
    pub year: Period,
}

/// What was done in a period, and what was to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Part {
    /// The days.
    pub days: Period,
    /// How many were done, on days off too.
    pub done: u64,
    /// The goals up to and with today.
    pub goal_so_far: u64,
    /// The goals of all its days.
    pub goal: u64,
    /// Days with a goal up to and with today.
    pub goal_days_so_far: u32,
    /// Days with a goal.
    pub goal_days: u32,
    /// Days whose goal was met in time.
    pub days_met: u32,
}

/// What a year comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Projection {
    /// If every goal from today on is just met.
    ///
    /// What was done before today, and the goals of the days left.
    pub at_goal: u64,
    /// At the pace so far; none before the first day with a goal is over.
    ///
    /// What was done before today, and the same share of the goals of the days left. Today and the days after it are each rounded to the nearest whole, halves up. On both counts today is
    /// never less than what is done of it.
    pub at_pace: Option<u64>,
}

/// How far an ingredient has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Progress {
    /// Today.
    pub today: Part,
    /// Whether today's goal is met.
    pub met: Met,
    /// This week.
    pub week: Part,
    /// This month.
    pub month: Part,
    /// This year.
    pub year: Part,
    /// What the year comes to.
    pub projection: Projection,
}

/// The calendar does not reach back to the first day that progress is told for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the calendar begins on {begins}, progress needs it from {first}")]
pub struct CalendarTooShort {
    /// Where it begins.
    pub begins: Date,
    /// Where it has to.
    pub first: Date,
}

impl Periods {
    /// Those that a day lies in.
    pub fn around(today: Date) -> Self {
        let weekday = i64::from(today.weekday().to_monday_zero_offset());
        let monday = today.saturating_sub(Span::new().days(weekday));
        Self {
            week: Period { first: monday, last: monday.saturating_add(6.days()) },
            month: Period { first: today.first_of_month(), last: today.last_of_month() },
            year: Period { first: today.first_of_year(), last: today.last_of_year() },
        }
    }

    /// The days that the calendar, activities and counts by hand have to be known for.
    pub fn all(self) -> Period {
        let (week, year) = (self.week, self.year);
        Period { first: week.first.min(year.first), last: week.last.max(year.last) }
    }
}

/// How far an ingredient has come at a local time, over all its versions.
///
/// `calendar` is that of [`Periods::all`], `tally` what [`tally`](crate::recipes::counting::tally) counted on these days.
///
/// # Errors
/// [`CalendarTooShort`] when the calendar begins after the first of these days.
pub fn progress(
    versions: &[Version<'_>],
    tally: &Tally,
    calendar: &WorkCalendar,
    now: DateTime,
) -> Result<Progress, CalendarTooShort> {
    let today = now.date();
    let periods = Periods::around(today);
    let first = periods.all().first;
    if calendar.first > first {
        return Err(CalendarTooShort { begins: calendar.first, first });
    }
    let reader = Reader { versions, tally, calendar, now };
    let year = reader.part(periods.year);
    Ok(Progress {
        today: reader.part(Period { first: today, last: today }),
        met: reader.met(today),
        week: reader.part(periods.week),
        month: reader.part(periods.month),
        year,
        projection: reader.projection(&year),
    })
}

/// The goal of a day under the version of that day.
///
/// It is 0 on days that are not worked, and before the first version.
pub fn goal_of_day(versions: &[Version<'_>], calendar: &WorkCalendar, day: Date) -> u32 {
    version_on(versions, day).map_or(0, |version| goal_on(version.goals, calendar, day))
}

/// Whether the goal of a day was met, as seen at a local time.
pub fn met(
    versions: &[Version<'_>],
    tally: &Tally,
    calendar: &WorkCalendar,
    day: Date,
    now: DateTime,
) -> Met {
    Reader { versions, tally, calendar, now }.met(day)
}

struct Reader<'a> {
    versions: &'a [Version<'a>],
    tally: &'a Tally,
    calendar: &'a WorkCalendar,
    now: DateTime,
}

impl Reader<'_> {
    fn part(&self, days: Period) -> Part {
        let mut part = Part {
            days,
            done: self.done(days),
            goal_so_far: 0,
            goal: 0,
            goal_days_so_far: 0,
            goal_days: 0,
            days_met: 0,
        };
        for day in days.each() {
            let goal = goal_of_day(self.versions, self.calendar, day);
            if goal == 0 {
                continue;
            }
            part.goal += u64::from(goal);
            part.goal_days += 1;
            if day <= self.now.date() {
                part.goal_so_far += u64::from(goal);
                part.goal_days_so_far += 1;
                part.days_met += u32::from(self.met(day) == Met::Met);
            }
        }
        part
    }

    fn done(&self, days: Period) -> u64 {
        let last = days.last.min(self.now.date());
        if last < days.first {
            return 0;
        }
        self.tally.range(days.first..=last).map(|(_, count)| count.done).sum()
    }

    fn met(&self, day: Date) -> Met {
        let goal = u64::from(goal_of_day(self.versions, self.calendar, day));
        let count = self.tally.get(&day).copied().unwrap_or_default();
        let by = version_on(self.versions, day).and_then(|version| version.by);
        let is_time_left = day > self.now.date()
            || day == self.now.date() && by.is_none_or(|by| by.holds(self.now.time()));
        match goal {
            0 => Met::NoGoal,
            _ if count.in_time >= goal => Met::Met,
            _ if count.done >= goal => Met::Late,
            _ if is_time_left => Met::Open,
            _ => Met::Missed,
        }
    }

    fn projection(&self, year: &Part) -> Projection {
        let today = self.part(Period { first: self.now.date(), last: self.now.date() });
        let done_before = year.done - today.done;
        let goal_before = year.goal_so_far - today.goal;
        let goal_after = year.goal - year.goal_so_far;
        let share = |goal: u64| rounded_share(done_before, goal, goal_before);
        let at_pace = share(today.goal)
            .zip(share(goal_after))
            .map(|(now, after)| done_before + now.max(today.done) + after);
        let at_goal = done_before + today.goal.max(today.done) + goal_after;
        Projection { at_goal, at_pace }
    }
}

impl Period {
    fn each(self) -> impl Iterator<Item = Date> {
        self.first.series(1.day()).take_while(move |day| *day <= self.last)
    }
}

/// `done * goal / of`, rounded to the nearest whole, halves up; nothing of 0.
fn rounded_share(done: u64, goal: u64, of: u64) -> Option<u64> {
    let twice = u128::from(done) * u128::from(goal) * 2 + u128::from(of);
    twice.checked_div(2 * u128::from(of)).map(|share| u64::try_from(share).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests;
