//! The rep's working days, numbered, with the planned minutes of each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The rep's calendar as the planner reads it: whole minutes per date, nothing about why.
///
/// A working day is a date with hours in the weekly pattern that is neither a holiday nor leave
/// (SCIENCE 0). A day whose minutes are all taken is a working day with room 0. With `leave_counts`,
/// leave dates are working days with room 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
