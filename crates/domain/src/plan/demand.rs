//! What is asked of each interval: the loads of all touches by release and deadline (SCIENCE 1.6, line 28).
#![expect(
    clippy::indexing_slicing,
    reason = "a numeric kernel: days and resources are bounded where they are made"
)]

use crate::plan::check::Overload;
use crate::plan::check::whole;
use crate::plan::items::Leg;
use crate::plan::place::Plan;
use crate::plan::rooms::Rooms;

/// Windows up to this many days after the release have a place of their own.
const WIDTH: usize = 8;

/// The mean and the variance of some touches' load on one resource.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    mean: i64,
    var: i64,
}

impl std::ops::AddAssign for Load {
    fn add_assign(&mut self, other: Self) {
        self.mean += other.mean;
        self.var += other.var;
    }
}

/// One resource: what each window asks for.
#[derive(Debug, Default)]
struct Line {
    /// By deadline, then days since the release: [`WIDTH`] places a deadline.
    narrow: Vec<Load>,
    /// Windows that are longer: deadline, release, load; sorted before they are read.
    wide: Vec<(usize, usize, Load)>,
    is_release: Vec<bool>,
    is_deadline: Vec<bool>,
}

/// The loads of a plan's touches, and the lists to compare them with the rooms in.
#[derive(Debug, Default)]
pub(super) struct Demand {
    lines: Vec<Line>,
    /// The releases of one resource, latest first.
    releases: Vec<usize>,
    /// Loads by release of the deadlines read so far.
    so_far: Vec<Load>,
}

impl Demand {
    /// Reads all touches, placed or not, whose deadline lies inside the horizon.
    pub(super) fn read(&mut self, plan: &Plan, legs: &[Leg], n_resources: usize) {
        let days = plan.horizon();
        self.lines.resize_with(n_resources, Line::default);
        for line in &mut self.lines {
            line.narrow.clear();
            line.narrow.resize(days * WIDTH, Load::default());
            line.wide.clear();
            for flags in [&mut line.is_release, &mut line.is_deadline] {
                flags.clear();
                flags.resize(days, false);
            }
        }
        for touch in &plan.touches {
            let (release, deadline) = (touch.opens(), touch.closes());
            if deadline < days {
                let leg = &legs[touch.leg()];
                self.lines[0].add(release, deadline, Load { mean: leg.load, var: leg.var });
                if leg.resource > 0 {
                    let own = Load { mean: leg.own_load, var: leg.own_var };
                    self.lines[leg.resource].add(release, deadline, own);
                }
            }
        }
        for line in &mut self.lines {
            line.wide.sort_unstable_by_key(|(deadline, ..)| *deadline);
        }
    }

    /// The first interval of one resource that breaks, deadlines from `from_day` on: the earliest
    /// deadline, then the latest release (lines 26 to 30).
    pub(super) fn overload(
        &mut self,
        rooms: &Rooms,
        resource: usize,
        from_day: usize,
    ) -> Option<Overload> {
        let line = &self.lines[resource];
        let days = line.is_release.len();
        self.releases.clear();
        self.releases.extend((0..days).rev().filter(|day| line.is_release[*day]));
        self.so_far.clear();
        self.so_far.resize(days, Load::default());
        let mut wide = line.wide.iter().peekable();
        for to in (0..days).filter(|day| line.is_deadline[*day]) {
            let places = line.narrow[to * WIDTH..][..WIDTH].iter();
            for (load, release) in places.zip((0..=to).rev()) {
                self.so_far[release] += *load;
            }
            while let Some((_, release, load)) = wide.next_if(|(deadline, ..)| *deadline == to) {
                self.so_far[*release] += *load;
            }
            if to >= from_day
                && let Some(found) = self.overload_until(rooms, resource, to)
            {
                return Some(found);
            }
        }
        None
    }

    /// The latest release from which the days until `to` cannot hold what falls between.
    fn overload_until(&self, rooms: &Rooms, resource: usize, to: usize) -> Option<Overload> {
        let (caps, variances) = (rooms.cap_sums(resource), rooms.variance_sums(resource));
        let (cap, variance) = (caps[to + 1], variances[to + 1]);
        let z_squared = i128::from(rooms.z_squared);
        let mut asked = Load::default();
        let later = self.releases.partition_point(|release| *release > to);
        for from in self.releases[later..].iter().copied() {
            asked += self.so_far[from];
            if asked.mean == 0 {
                continue;
            }
            let spare = cap - caps[from] - asked.mean;
            let spread = z_squared * i128::from(asked.var + variance - variances[from]);
            // In integers, over > 0 exactly when the root, rounded up, is above what is spare.
            if spare < 0 || spread > i128::from(spare) * i128::from(spare) {
                let over = ceil_sqrt(spread) - i128::from(spare);
                let over = whole(i64::try_from(over).unwrap_or(i64::MAX));
                return Some(Overload { from, to, resource, over });
            }
        }
        None
    }
}

impl Line {
    fn add(&mut self, release: usize, deadline: usize, load: Load) {
        if load.mean == 0 {
            return;
        }
        self.is_release[release] = true;
        self.is_deadline[deadline] = true;
        let span = deadline - release;
        if span < WIDTH {
            self.narrow[deadline * WIDTH + span] += load;
        } else {
            self.wide.push((deadline, release, load));
        }
    }
}

/// The least whole number whose square is not below `value`.
fn ceil_sqrt(value: i128) -> i128 {
    let root = value.isqrt();
    if root * root < value { root + 1 } else { root }
}
