//! The rep's working days, numbered, with the planned minutes of each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::{PlanError, bounded};

/// The rep's calendar as the planner reads it: whole minutes per date, nothing about why.
///
/// A working day is a date with hours in the weekly pattern that is neither a holiday nor leave
/// (SCIENCE 0). A day whose minutes are all taken is a working day with room 0. With `leave_counts`,
/// leave dates are working days with room 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkCalendar {
    /// A past date from which days are numbered.
    pub first: Date,
    /// Planned minutes of Monday to Sunday.
    pub week: [i64; 7],
    /// Public holidays of the rep.
    #[serde(default)]
    pub holidays: BTreeSet<Date>,
    /// Leave, first and last day included.
    #[serde(default)]
    pub leave: Vec<(Date, Date)>,
    /// Whether the clock of the windows runs on during leave.
    #[serde(default)]
    pub leave_counts: bool,
    /// Minutes of a date instead of the week's; read on working days only.
    #[serde(default)]
    pub minutes: BTreeMap<Date, i64>,
}

/// Working days that a plan looks ahead (SCIENCE 1.6, line 23).
pub const HORIZON: usize = 400;

/// Minutes of a whole day, the most that a date can have.
pub(crate) const DAY_MINUTES: i64 = 1_440;
/// Years from today within which dates can be numbered.
const REACH_YEARS: i64 = 100;

/// The working days from [`WorkCalendar::first`] on, numbered so that day 0 is today or the next one.
#[derive(Clone, Debug)]
pub struct Days {
    /// The working days in order: calendar days from the first date of the calendar to each.
    offsets: Vec<i32>,
    /// Their planned minutes.
    hours: Vec<i64>,
    /// The first date of the calendar, and how many working days there are up to each date from it on.
    first: Date,
    counts: Vec<usize>,
    /// How many of them lie before day 0.
    past: usize,
}

impl Days {
    /// Numbers the days so that dates up to `until` and [`HORIZON`] + `spare` days ahead are known.
    ///
    /// # Errors
    /// Minutes outside 0 to 1440, leave that ends before it begins, a date more than a hundred years
    /// from today, or a calendar without enough working days.
    pub fn new(
        calendar: &WorkCalendar,
        today: Date,
        until: Date,
        spare: usize,
    ) -> Result<Self, PlanError> {
        validate(calendar)?;
        let reach = Reach::around(today);
        let first = reach.holds(calendar.first.min(today))?;
        let until = reach.holds(until)?;
        let offset = |date: Date| days_between(first, date);
        let (today, until, last) = (offset(today), offset(until), offset(reach.last));
        let leave = merged(&calendar.leave);
        let mut leave = leave.iter().map(|(from, to)| (offset(*from), offset(*to))).peekable();
        let mut holidays = calendar.holidays.range(first..).map(|on| offset(*on)).peekable();
        let minutes = calendar.minutes.range(first..);
        let mut minutes = minutes.map(|(on, minutes)| (offset(*on), *minutes)).peekable();
        let mut days = Self::with_room_for(first, HORIZON + spare);
        let mut weekdays = calendar.week.iter().cycle();
        for _ in 0..first.weekday().to_monday_zero_offset() {
            weekdays.next();
        }
        // The first date that may be leave, a holiday or one with minutes of its own.
        let mut plain_until = 0;
        let mut last_working = i32::MIN;
        for offset in 0.. {
            // A start on a free `until` is on the working day after it, so that one must be known too.
            let enough = days.offsets.len() > days.past + HORIZON + spare && last_working >= until;
            if enough || offset > last {
                break;
            }
            let (mut away, mut holiday, mut instead) = (false, false, None);
            if offset >= plain_until {
                while leave.next_if(|(_, to)| *to < offset).is_some() {}
                away = leave.peek().is_some_and(|(from, _)| *from <= offset);
                holiday = holidays.next_if(|holiday| *holiday <= offset).is_some();
                instead = minutes.next_if(|(on, _)| *on <= offset).map(|(_, minutes)| minutes);
                let next = [leave.peek().map(|leave| leave.0), holidays.peek().copied()];
                let next = next.into_iter().chain([minutes.peek().map(|minutes| minutes.0)]);
                plain_until = next.flatten().min().unwrap_or(i32::MAX);
            }
            let week = weekdays.next().copied().unwrap_or_default();
            if week > 0 && !holiday && (!away || calendar.leave_counts) {
                days.offsets.push(offset);
                last_working = offset;
                days.hours.push(if away { 0 } else { instead.unwrap_or(week) });
                days.past += usize::from(offset < today);
            }
            days.counts.push(days.offsets.len());
        }
        if days.offsets.len() <= days.past + HORIZON + spare {
            return Err(PlanError::NoWorkingDays);
        }
        Ok(days)
    }

    /// The number of the last working day on or before `date` (a Saturday call counts as Friday).
    pub fn index(&self, date: Date) -> i32 {
        self.number(self.n_until(days_between(self.first, date))) - 1
    }

    /// The number of the first working day on or after `date`.
    pub fn first_from(&self, date: Date) -> i32 {
        self.number(self.n_until(days_between(self.first, date).saturating_sub(1)))
    }

    /// The date of day `t`; none before the calendar's first date, or further off than was asked for.
    pub fn date(&self, t: i32) -> Option<Date> {
        self.offsets.get(self.position(t)?).map(|offset| self.date_of(*offset))
    }

    /// Planned minutes of days 0, 1, 2, …
    pub fn hours(&self) -> &[i64] {
        self.hours.get(self.past..).unwrap_or_default()
    }

    /// The dates of days 0, 1, 2, …
    pub fn ahead(&self) -> impl Iterator<Item = Date> {
        let ahead = self.offsets.get(self.past..).unwrap_or_default();
        ahead.iter().map(|offset| self.date_of(*offset))
    }

    /// The days `t` whose next working day comes more than `n` calendar days later.
    pub fn gaps_over(&self, n: i32) -> Vec<i32> {
        let pairs = self.offsets.iter().zip(self.offsets.iter().skip(1)).enumerate();
        pairs
            .filter(|(_, (day, next))| *next - *day > n)
            .map(|(position, _)| self.number(position))
            .collect()
    }

    /// How many working days lie on or before the date with this offset.
    fn n_until(&self, offset: i32) -> usize {
        let count = usize::try_from(offset).map(|offset| self.counts.get(offset));
        count.map_or(0, |count| count.copied().unwrap_or(self.offsets.len()))
    }

    fn with_room_for(first: Date, n_days: usize) -> Self {
        // A year has some 250 working days, and something lies behind.
        let (n_days, n_dates) = (n_days + n_days / 4, 2 * n_days);
        Self {
            offsets: Vec::with_capacity(n_days),
            hours: Vec::with_capacity(n_days),
            first,
            counts: Vec::with_capacity(n_dates),
            past: 0,
        }
    }

    /// Dates are many and asked for by few, so that they are made when they are.
    fn date_of(&self, offset: i32) -> Date {
        self.first.saturating_add(jiff::Span::new().days(offset))
    }

    fn number(&self, position: usize) -> i32 {
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        position.saturating_sub(i32::try_from(self.past).unwrap_or(i32::MAX))
    }

    fn position(&self, t: i32) -> Option<usize> {
        self.past.checked_add_signed(isize::try_from(t).ok()?)
    }
}

/// Calendar days from one date to another.
fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(i32::MAX)
}

fn validate(calendar: &WorkCalendar) -> Result<(), PlanError> {
    for minutes in calendar.week.iter().chain(calendar.minutes.values()) {
        bounded("minutes of a day", *minutes, 0, DAY_MINUTES)?;
    }
    for (from, to) in &calendar.leave {
        if to < from {
            return Err(PlanError::LeaveReversed { from: *from, to: *to });
        }
    }
    Ok(())
}

/// Leave in order, with overlapping stretches made one.
fn merged(leave: &[(Date, Date)]) -> Vec<(Date, Date)> {
    let mut sorted = leave.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<(Date, Date)> = Vec::new();
    for (from, to) in sorted {
        match merged.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The dates that can be numbered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    first: Date,
    last: Date,
}

impl Reach {
    /// A hundred years before and after today.
    pub(crate) fn around(today: Date) -> Self {
        let years = jiff::Span::new().years(REACH_YEARS);
        Self { first: today.saturating_sub(years), last: today.saturating_add(years) }
    }

    /// The date itself, unless it is out of reach.
    pub(crate) fn holds(self, date: Date) -> Result<Date, PlanError> {
        if self.first <= date && date <= self.last {
            Ok(date)
        } else {
            Err(PlanError::DateOutOfReach { date })
        }
    }
}
