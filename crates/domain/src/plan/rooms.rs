//! The room of each day: what every resource can take, and how sure that is.
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: every list has one place per resource and day of the horizon"
)]

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
    mean_ppm: i64,
    var_ppm: i64,
}

/// One resource over the days: lists of [`HORIZON`] places, sums of one more.
#[derive(Clone, Debug)]
struct Line {
    counts_touches: bool,
    /// Whole minutes or touches.
    room: Vec<i64>,
    /// Micro-minutes or micro-touches that count on the mean.
    cap: Vec<i64>,
    /// `cap_sum[t]` is the cap of all days before `t`.
    cap_sum: Vec<i64>,
    /// `vc_sum[t]` is the variance of all days before `t`, in 1e-6 minutes squared.
    vc_sum: Vec<i64>,
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
        let mut rooms =
            Self { resources: vec![], lines: vec![], z_squared: z * z, mean_ppm, var_ppm };
        let hours = days.hours().iter().take(HORIZON).copied().collect();
        rooms.push(situation, Resource::Total, hours, false);
        let mut capped: Vec<(&Channel, &Cap)> = situation.caps.iter().collect();
        capped.sort_unstable_by_key(|(channel, _)| channel.as_str());
        for (channel, cap) in capped {
            for most in cap.dates.values().chain([&cap.per_day]) {
                bounded("cap of a channel", *most, 0, MAX_CAP)?;
            }
            let on = |date| cap.dates.get(date).copied().unwrap_or(cap.per_day);
            let room = days.ahead().iter().take(HORIZON).map(on).collect();
            rooms.push(situation, Resource::Channel(*channel), room, cap.unit == Unit::Touches);
        }
        Ok(rooms)
    }

    fn push<Id>(
        &mut self,
        situation: &Situation<Id>,
        resource: Resource,
        mut room: Vec<i64>,
        counts_touches: bool,
    ) {
        let used = situation.spent.get(&resource).copied().unwrap_or_default();
        if let Some(today) = room.first_mut() {
            *today = (*today - used).max(0);
        }
        let mut line = Line { counts_touches, room, cap: vec![], cap_sum: vec![], vc_sum: vec![] };
        line.add_up(self.mean_ppm, self.var_ppm);
        self.resources.push(resource);
        self.lines.push(line);
    }

    /// The same rooms with `more` of one resource on one day.
    pub(super) fn with_more(&self, resource: usize, t: usize, more: i64) -> Self {
        let mut rooms = self.clone();
        rooms.lines[resource].room[t] += more;
        rooms.lines[resource].add_up(self.mean_ppm, self.var_ppm);
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
        self.lines[resource].cap[t]
    }

    /// Sums of the caps before each day.
    pub(super) fn cap_sums(&self, resource: usize) -> &[i64] {
        &self.lines[resource].cap_sum
    }

    /// Sums of the variances before each day.
    pub(super) fn variance_sums(&self, resource: usize) -> &[i64] {
        &self.lines[resource].vc_sum
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

impl Line {
    fn add_up(&mut self, mean_ppm: i64, var_ppm: i64) {
        let (share, variance) =
            if self.counts_touches { (MILLION, 0) } else { (mean_ppm, var_ppm) };
        self.cap = self.room.iter().map(|room| room * share).collect();
        self.cap_sum = sums(self.cap.iter().copied());
        self.vc_sum = sums(self.room.iter().map(|room| room * room * variance));
    }
}

fn sums(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let before = std::iter::once(0);
    before
        .chain(values.scan(0, |sum, value| {
            *sum += value;
            Some(*sum)
        }))
        .collect()
}
