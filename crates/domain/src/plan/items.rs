//! Items: who is followed up, with the mean load and its variance of every touch still to come.

use jiff::civil::Date;

use crate::plan::days::{Days, HORIZON, Reach};
use crate::plan::rooms::Rooms;
use crate::plan::{Active, Candidate, Due, MILLION, PlanError, Request, Situation, Step, bounded};

/// The most working days that a gap or a window may have.
const MAX_DAYS: i64 = 400;
/// The most minutes that a step may have.
const MAX_MINUTES: i64 = 1_440;
/// The most items that are planned at once, so that no sum can overflow.
const MAX_ITEMS: usize = 100_000;
/// The most steps of a cadence.
const MAX_STEPS: usize = 16;

/// One step as an item meets it that has come to a given step before (SCIENCE 1.6, lines 1 to 5).
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    /// Mean load on the total, micro-minutes.
    pub(super) load: i64,
    /// Its variance, 1e-6 minutes squared.
    pub(super) var: i64,
    /// The place of the channel's own resource, 0 when it has no cap.
    pub(super) resource: usize,
    /// Mean load on that resource, micro-units.
    pub(super) own_load: i64,
    /// Its variance.
    pub(super) own_var: i64,
    /// Working days after the touch before.
    pub(super) gap: i32,
    /// Working days it may wait.
    pub(super) window: i32,
    /// The step, counted from 1.
    pub(super) step: u8,
    /// Whether nothing follows: the last step, or nobody is left by then.
    pub(super) is_last: bool,
    /// Working days from this deadline to the last one, gaps and windows added up.
    pub(super) reach: i32,
}

impl Leg {
    /// Mean load on a resource.
    pub(super) fn load_on(&self, resource: usize) -> i64 {
        match resource {
            0 => self.load,
            own if own == self.resource => self.own_load,
            _ => 0,
        }
    }

    /// Variance of the load on a resource.
    #[cfg(test)]
    pub(super) fn var_on(&self, resource: usize) -> i64 {
        match resource {
            0 => self.var,
            own if own == self.resource => self.own_var,
            _ => 0,
        }
    }
}

/// The legs of every cadence, from every step on which an item may be.
#[derive(Clone, Debug, Default)]
pub(super) struct Legs {
    legs: Vec<Leg>,
    /// Where the legs of each cadence from each next step begin.
    starts: Vec<Vec<usize>>,
}

impl Legs {
    /// The legs of cadences that were checked by [`validate_cadences`].
    pub(super) fn new(cadences: &[Vec<Step>], rooms: &Rooms, certain: bool) -> Self {
        let mut legs = Self::default();
        for steps in cadences {
            let starts = (0..steps.len()).map(|next| legs.append(steps, next, rooms, certain));
            let starts = starts.collect();
            legs.starts.push(starts);
        }
        legs
    }

    fn append(&mut self, steps: &[Step], next: usize, rooms: &Rooms, certain: bool) -> usize {
        let start = self.legs.len();
        let mut staying = MILLION;
        let mut reach: i64 = steps.iter().skip(next + 1).map(|step| step.gap + step.window).sum();
        for (position, step) in steps.iter().enumerate().skip(next) {
            let resource = rooms.of_channel(step.channel);
            let own_use = match resource {
                0 => 0,
                own if rooms.counts_touches(own) => 1,
                _ => step.minutes,
            };
            let exit = if certain { 0 } else { step.exit_ppm };
            let staying_after = ceil_div(staying * (MILLION - exit), MILLION);
            self.legs.push(Leg {
                load: staying * step.minutes,
                var: variance(step.minutes, staying),
                resource,
                own_load: staying * own_use,
                own_var: variance(own_use, staying),
                gap: narrow(step.gap),
                window: narrow(step.window),
                step: u8::try_from(position + 1).unwrap_or(u8::MAX),
                is_last: position + 1 == steps.len() || staying_after == 0,
                reach: narrow(reach),
            });
            if staying_after == 0 {
                break;
            }
            staying = staying_after;
            reach -= steps.get(position + 1).map_or(0, |step| step.gap + step.window);
        }
        start
    }

    /// All legs; those of one item follow each other.
    pub(super) fn all(&self) -> &[Leg] {
        &self.legs
    }

    /// Where the legs of a cadence begin for an item whose next step is `next` (counted from 1).
    pub(super) fn start(&self, cadence: usize, next: usize) -> Result<usize, PlanError> {
        let starts = self.starts.get(cadence).ok_or(PlanError::UnknownCadence { cadence })?;
        let step = next.checked_sub(1).and_then(|position| starts.get(position));
        step.copied().ok_or(PlanError::UnknownStep { next, steps: starts.len() })
    }
}

/// The touch that an item comes to next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its leg.
    pub(super) leg: usize,
    /// First working day on which it may be done.
    pub(super) release: i32,
    /// Last working day on which it is on time.
    pub(super) deadline: i32,
    /// The day of the touch before; of a named window the release, as nobody waits before it.
    pub(super) previous: i32,
}

/// All rows of a plan, each with a rank that settles ties: worth, then id.
#[derive(Clone, Debug)]
pub(super) struct Roster<Id> {
    /// Ids by rank.
    pub(super) ids: Vec<Id>,
    /// Ranks of the actives, in the order they came in.
    pub(super) actives: Vec<usize>,
    /// Ranks of the candidates, in the order they came in.
    pub(super) candidates: Vec<usize>,
}

impl<Id: Ord + Copy> Roster<Id> {
    pub(super) fn new(
        actives: &[Active<Id>],
        candidates: &[Candidate<Id>],
    ) -> Result<Self, PlanError> {
        let n_rows = actives.len() + candidates.len();
        if n_rows > MAX_ITEMS {
            return Err(PlanError::TooManyRows { rows: n_rows, most: MAX_ITEMS });
        }
        let rows = actives.iter().map(|row| (row.worth, row.id));
        let rows = rows.chain(candidates.iter().map(|row| (row.worth, row.id)));
        let mut order: Vec<_> = rows
            .enumerate()
            .map(|(place, (worth, id))| (std::cmp::Reverse(worth), id, place))
            .collect();
        order.sort_unstable();
        let by_rank: Vec<Id> = order.iter().map(|(_, id, _)| *id).collect();
        let mut ranks = vec![0; n_rows];
        for (rank, (_, _, place)) in order.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(*place) {
                *slot = rank;
            }
        }
        let is_twice = |ids: &[Id]| ids.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
        let is_one_worth = order.first().map(|row| row.0) == order.last().map(|row| row.0);
        let is_any_twice = is_twice(&by_rank)
            || !is_one_worth && {
                let mut ids = by_rank.clone();
                ids.sort_unstable();
                is_twice(&ids)
            };
        if is_any_twice {
            return Err(PlanError::SameIdTwice);
        }
        let candidates = ranks.split_off(actives.len());
        Ok(Self { ids: by_rank, actives: ranks, candidates })
    }
}

/// The item of an active (SCIENCE 1.6, lines 6 and 7).
pub(super) fn active_item<Id>(
    active: &Active<Id>,
    days: &Days,
    legs: &Legs,
) -> Result<Item, PlanError> {
    let leg = legs.start(active.cadence, active.next)?;
    Ok(match active.due {
        Due::Done(date) => after(legs, leg, days.index(date)),
        Due::Named { from, to } => {
            let release = days.first_from(from);
            let deadline = days.index(to).max(release);
            Item { leg, release, deadline, previous: release }
        }
    })
}

/// The item at a leg whose touch before was done on day `previous` (for touch 1: which starts then).
pub(super) fn after(legs: &Legs, leg: usize, previous: i32) -> Item {
    let (gap, window) = legs.all().get(leg).map_or((0, 0), |leg| (leg.gap, leg.window));
    let release = previous + gap;
    Item { leg, release, deadline: release + window, previous }
}

/// Refuses cadences that are not 1 to 16 steps with numbers inside their bounds.
pub(super) fn validate_cadences(cadences: &[Vec<Step>]) -> Result<(), PlanError> {
    for (cadence, steps) in cadences.iter().enumerate() {
        if steps.is_empty() || steps.len() > MAX_STEPS {
            return Err(PlanError::StepCount { cadence, steps: steps.len() });
        }
        for (position, step) in steps.iter().enumerate() {
            bounded("gap of a step", step.gap, 0, MAX_DAYS)?;
            bounded("window of a step", step.window, 0, MAX_DAYS)?;
            bounded("minutes of a step", step.minutes, 0, MAX_MINUTES)?;
            bounded("exits of a step, parts per million", step.exit_ppm, 0, MILLION)?;
            if step.gap == 0 && position > 0 {
                return Err(PlanError::GapZero { cadence, step: position + 1 });
            }
        }
    }
    Ok(())
}

/// The days of a situation, known up to the last date that anything in it names.
pub(super) fn number_days<Id>(
    situation: &Situation<Id>,
    request: &Request<Id>,
) -> Result<Days, PlanError> {
    let today = situation.today;
    let reach = Reach::around(today);
    let mut until = today;
    let mut name = |date: Date| {
        until = until.max(reach.holds(date)?);
        Ok::<_, PlanError>(())
    };
    for active in &situation.actives {
        match active.due {
            Due::Done(date) => name(date)?,
            Due::Named { from, to } => {
                name(from)?;
                name(to)?;
            }
        }
    }
    request.from.into_iter().try_for_each(&mut name)?;
    for forced in request.candidates.iter().filter_map(|candidate| candidate.force) {
        name(forced)?;
    }
    bounded("days on which to start", request.start_days, 1, MAX_DAYS)?;
    let steps = situation.cadences.iter().flatten();
    let spare = steps.map(|step| step.gap + step.window).max().unwrap_or_default();
    Days::new(&situation.calendar, today, until, usize::try_from(spare).unwrap_or_default())
}

/// The horizon that items need: one more than the last deadline any touch can have, 400 at most.
pub(super) fn horizon<'a>(items: impl Iterator<Item = &'a Item>, legs: &[Leg]) -> usize {
    let last = |item: &Item| {
        item.deadline.max(0).saturating_add(legs.get(item.leg).map_or(0, |leg| leg.reach))
    };
    let longest = items.map(last).max().unwrap_or_default();
    usize::try_from(longest).unwrap_or_default().saturating_add(1).min(HORIZON)
}

fn variance(used: i64, staying: i64) -> i64 {
    ceil_div(used * used * staying * (MILLION - staying), MILLION)
}

fn ceil_div(value: i64, by: i64) -> i64 {
    (value + by - 1).div_euclid(by)
}

fn narrow(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}
