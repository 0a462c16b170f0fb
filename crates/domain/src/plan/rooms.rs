//! The room of each day: what every resource can take, and how sure that is.
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: every list has one place per resource and day of the horizon"
)]

use jiff::civil::Date;

use crate::activities::Channel;
use crate::plan::days::{Days, HORIZON};
use crate::plan::{Cap, MILLION, PlanError, Resource, Situation, Unit, bounded};

/// The most that a cap may be, in minutes or touches a day.
const MAX_CAP: i64 = 100_000;

/// Room of the total and of each capped channel on the days of the horizon (SCIENCE 1.6, lines 8 and 9).
#[derive(Clone, Debug)]
pub(super) struct Rooms {
    /// Total first, then channels by name.
    pub(super) resources: Vec<Resource>,
    lines: Vec<Line>,
    /// The square of z in thousandths; 0 in the certain mode.
    pub(super) z_squared: i64,
}

/// One resource over the days.
#[derive(Clone, Debug)]
struct Line {
    counts_touches: bool,
    /// Whole minutes or touches on each of [`HORIZON`] days.
    room: Vec<i64>,
    /// The share of the room that counts on the mean, and its variance, in parts per million.
    share: i64,
    variance: i64,
}

impl Rooms {
    pub(super) fn new<Id>(situation: &Situation<Id>, days: &Days) -> Result<Self, PlanError> {
        let settings = &situation.settings;
        let z = bounded("z in thousandths", settings.z_milli, 0, 4_000)?;
        let z = if settings.certain { 0 } else { z };
        let mean_ppm = bounded("mean share of minutes", settings.available_mean_ppm, 0, MILLION)?;
        let var_ppm =
            bounded("variance of the share of minutes", settings.available_var_ppm, 0, MILLION)?;
        for used in situation.spent.values() {
            bounded("minutes or touches spent", *used, 0, MAX_CAP)?;
        }
        let mut rooms = Self { resources: vec![], lines: vec![], z_squared: z * z };
        let minutes = (mean_ppm, var_ppm);
        let hours = days.hours().iter().take(HORIZON).copied().collect();
        rooms.push(situation, Resource::Total, hours, false, minutes);
        let mut capped: Vec<(&Channel, &Cap)> = situation.caps.iter().collect();
        capped.sort_unstable_by_key(|(channel, _)| channel.as_str());
        for (channel, cap) in capped {
            for most in cap.dates.values().chain([&cap.per_day]) {
                bounded("cap of a channel", *most, 0, MAX_CAP)?;
            }
            let on = |date: Date| cap.dates.get(&date).copied().unwrap_or(cap.per_day);
            let mut room = vec![cap.per_day; HORIZON];
            if !cap.dates.is_empty() {
                room.iter_mut().zip(days.ahead()).for_each(|(room, date)| *room = on(date));
            }
            let (counts_touches, own) = (cap.unit == Unit::Touches, Resource::Channel(*channel));
            rooms.push(situation, own, room, counts_touches, minutes);
        }
        Ok(rooms)
    }

    fn push<Id>(
        &mut self,
        situation: &Situation<Id>,
        resource: Resource,
        mut room: Vec<i64>,
        counts_touches: bool,
        minutes: (i64, i64),
    ) {
        let used = situation.spent.get(&resource).copied().unwrap_or_default();
        if let Some(today) = room.first_mut() {
            *today = (*today - used).max(0);
        }
        // What is not counted in minutes is there for certain.
        let (share, variance) = if counts_touches { (MILLION, 0) } else { minutes };
        self.resources.push(resource);
        self.lines.push(Line { counts_touches, room, share, variance });
    }

    /// The same rooms with `more` of one resource on one day.
    pub(super) fn with_more(&self, resource: usize, t: usize, more: i64) -> Self {
        let mut rooms = self.clone();
        rooms.lines[resource].room[t] += more;
        rooms
    }

    /// How many resources there are: 1 and the capped channels.
    pub(super) fn n_resources(&self) -> usize {
        self.lines.len()
    }

    /// Whole minutes or touches that day `t` has left.
    pub(super) fn room(&self, resource: usize, t: usize) -> i64 {
        self.lines[resource].room[t]
    }

    /// Micro-units that day `t` is planned with.
    pub(super) fn cap(&self, resource: usize, t: usize) -> i64 {
        let line = &self.lines[resource];
        line.room[t] * line.share
    }

    /// The variance of what day `t` has, in 1e-6 minutes squared.
    pub(super) fn variance(&self, resource: usize, t: usize) -> i64 {
        let line = &self.lines[resource];
        line.room[t] * line.room[t] * line.variance
    }

    /// Whether a resource counts touches.
    pub(super) fn counts_touches(&self, resource: usize) -> bool {
        self.lines[resource].counts_touches
    }

    /// The place of a channel's own resource, 0 when it has no cap.
    pub(super) fn of_channel(&self, channel: Channel) -> usize {
        let own = Resource::Channel(channel);
        self.resources.iter().position(|resource| *resource == own).unwrap_or_default()
    }
}
