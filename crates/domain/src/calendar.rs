//! Hours, busy blocks, leave, lost days and public holidays: what of a day is left for prospecting.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{civil::Date, tz::TimeZone};

use crate::plan::days::WorkCalendar;

pub mod calling;
pub mod feeds;
pub mod holidays;
pub mod hours;
pub mod ics;
pub mod local;
pub mod nights;
pub mod places;
pub mod spans;

use hours::{Hours, Stretch};
use spans::{Span, less, union, whole_minutes};

/// What of a day a rep lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The whole day.
    All,
    /// So many minutes of it.
    Minutes(i64),
}

/// Everything that decides how many minutes a rep has on a day.
#[derive(Clone, Debug)]
pub struct RepCalendar {
    /// The rep's zone: local days and hours are read in it.
    pub zone: TimeZone,
    /// The code of the public holidays, such as `DE` or `DE-BY`; see [`holidays::calendars`].
    pub country: String,
    /// Prospecting hours.
    pub hours: Hours,
    /// Working days with other hours than their weekday's.
    pub own_hours: BTreeMap<Date, Vec<Stretch>>,
    /// Whether public holidays are kept.
    pub keeps_holidays: bool,
    /// The rep's own further holidays.
    pub own_holidays: BTreeSet<Date>,
    /// Leave, first and last day included; in any order, overlaps allowed.
    pub leave: Vec<(Date, Date)>,
    /// Whether the clock of the windows runs on during leave.
    pub leave_counts: bool,
    /// Days lost, whole or in part.
    pub lost: BTreeMap<Date, Lost>,
    /// Time that is taken; in any order, overlaps allowed.
    pub busy: Vec<Span>,
    /// Meetings that take place, likewise.
    pub meetings: Vec<Span>,
}

/// Why a calendar cannot be planned on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No weekday has hours.
    #[error("no prospecting hours are set")]
    NoHours,
    /// The range ends before it starts.
    #[error("the days from {first} to {last} end before they start")]
    Backwards {
        /// The first day asked for.
        first: Date,
        /// The last one.
        last: Date,
    },
    /// Public holidays are not known.
    #[error(transparent)]
    Holidays(#[from] holidays::NoHolidays),
}

impl RepCalendar {
    /// The calendar of a rep who has hours and nothing else yet; public holidays are kept.
    pub fn new(zone: TimeZone, country: impl Into<String>, hours: Hours) -> Self {
        Self {
            zone,
            country: country.into(),
            hours,
            own_hours: BTreeMap::new(),
            keeps_holidays: true,
            own_holidays: BTreeSet::new(),
            leave: Vec::new(),
            leave_counts: false,
            lost: BTreeMap::new(),
            busy: Vec::new(),
            meetings: Vec::new(),
        }
    }

    /// The days from `first` to `last` as the planner reads them.
    ///
    /// A date gets minutes of its own where they differ from its weekday's: by hours of its own, by busy time inside the
    /// hours, by a meeting, by minutes lost, or because the clocks change within the hours. A day whose
    /// minutes are all taken stays a working day with 0.
    ///
    /// # Errors
    /// [`CalendarError`] when no hours are set, when the range is backwards, or when holidays are kept
    /// and those of a year in the range are not known.
    pub fn work_calendar(&self, first: Date, last: Date) -> Result<WorkCalendar, CalendarError> {
        if self.hours.is_off() {
            return Err(CalendarError::NoHours);
        }
        if last < first {
            return Err(CalendarError::Backwards { first, last });
        }
        let week = self.hours.week();
        let taken = self.taken();
        let minutes = first
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= last)
            .filter_map(|day| {
                let usual = minutes_of(&week, day);
                let left = self.minutes_less(day, &taken);
                (usual > 0 && left != usual).then_some((day, left))
            })
            .collect();
        Ok(WorkCalendar {
            first,
            week,
            holidays: self.holidays(first, last)?,
            leave: self.leave.clone(),
            leave_counts: self.leave_counts,
            minutes,
        })
    }

    /// The holidays the rep keeps from `first` to `last`.
    ///
    /// # Errors
    /// [`holidays::NoHolidays`] names the calendar or year that is not known.
    pub fn holidays(
        &self,
        first: Date,
        last: Date,
    ) -> Result<BTreeSet<Date>, holidays::NoHolidays> {
        let mut kept: BTreeSet<Date> = self.own_holidays.range(first..=last).copied().collect();
        if self.keeps_holidays {
            kept.extend(holidays::between(&self.country, first, last)?.into_keys());
        }
        Ok(kept)
    }

    /// The free time of a day's hours: less busy blocks and meetings; none on leave or a day lost whole.
    ///
    /// Minutes lost of a day have no place in it and holidays are not looked up: the caller asks
    /// [`RepCalendar::holidays`] once for a range.
    pub fn free(&self, day: Date) -> Vec<Span> {
        let on_leave = self.leave.iter().any(|(first, last)| *first <= day && day <= *last);
        if on_leave || self.lost.get(&day) == Some(&Lost::All) {
            return Vec::new();
        }
        less(&self.hours_on(day), &self.taken())
    }

    /// The real time of a day's hours: its own, else those of its weekday.
    pub fn hours_on(&self, day: Date) -> Vec<Span> {
        match self.own_hours.get(&day) {
            Some(own) => union(own.iter().filter_map(|stretch| stretch.on(&self.zone, day))),
            None => self.hours.on(&self.zone, day),
        }
    }

    /// Minutes of a day's hours less busy time and what was lost, whether or not it is a working day.
    pub fn minutes(&self, day: Date) -> i64 {
        self.minutes_less(day, &self.taken())
    }

    fn minutes_less(&self, day: Date, taken: &[Span]) -> i64 {
        let free = whole_minutes(&less(&self.hours_on(day), taken));
        match self.lost.get(&day) {
            None => free,
            Some(Lost::All) => 0,
            Some(Lost::Minutes(lost)) => free.saturating_sub((*lost).max(0)).max(0),
        }
    }

    /// Busy blocks and meetings together.
    fn taken(&self) -> Vec<Span> {
        union(self.busy.iter().chain(&self.meetings).copied())
    }
}

fn minutes_of(week: &[i64; 7], day: Date) -> i64 {
    usize::try_from(day.weekday().to_monday_zero_offset())
        .ok()
        .and_then(|index| week.get(index))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
