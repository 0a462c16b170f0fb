//! The check of a recipe against the plan: can every start goal be kept on every day, every follow-up included?
//!
//! The planner's own admission decides. It is asked for the goals of every working day at once, day by day and in
//! the order of the ingredients, beside all that runs: the goals can be kept when it takes everybody on the day
//! they are due. Nothing here knows how loads add up.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use crate::ids::{CadenceId, CompanyId};
use crate::plan::admit::fitting;
use crate::plan::days::{DAY_MINUTES, Days, HORIZON, WorkCalendar};
use crate::plan::{Active, Candidate, PlanError, Request, Situation, Step};
use crate::recipes::minutes::{goal_on, less};
use crate::recipes::{Goals, Recipe};
use crate::words;

/// Working days whose start goals are asked of the planner: a year of work.
///
/// The rest of its [`HORIZON`] is for the follow-up of the last ones.
pub const START_DAYS: usize = 250;
/// Working days that are asked for alone first: a goal far too high is refused within a cadence or two.
const FIRST_DAYS: [usize; 2] = [15, 60];
/// Minutes a working day that are added as a way out, in steps and at most.
const MORE: (i64, i64) = (5, 480);

words! {
    /// What the plan says to a recipe.
    pub enum Verdict {
        /// Every goal can be kept beside all that runs.
        Fits = "fits",
        /// The planner refuses a start that a goal asks for.
        StartsRefused = "starts_refused",
        /// No start goal of an ingredient falls on a day on which anybody can be started.
        NoStartDay = "no_start_day",
        /// The ingredients tied to no prospect take more minutes than a weekday has.
        MinutesOver = "minutes_over",
        /// They take minutes that what runs already cannot spare.
        BreaksPromises = "breaks_promises",
        /// What runs already cannot be finished, with or without the recipe.
        AlreadyBroken = "already_broken",
    }
}

/// The answer of the plan to a recipe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Checked {
    /// Whether it fits, else the first thing in the way.
    pub verdict: Verdict,
    /// The first day whose goals were asked for.
    pub first: Date,
    /// The last one.
    pub last: Date,
    /// Planned minutes of Monday to Sunday.
    pub minutes_there: [i64; 7],
    /// Minutes of Monday to Sunday that ingredients tied to no prospect take of them.
    pub own_minutes: [i64; 7],
    /// The start goals, in the order of the recipe.
    pub starts: Vec<StartGoal>,
    /// What would let the recipe fit, each proved by running the check again.
    pub ways_out: Vec<WayOut>,
}

/// A daily start goal, and what it leads to.
///
/// Touches and minutes are those of a day once the first ones started have come to their last touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct StartGoal {
    /// The ingredient's position in the recipe.
    pub ingredient: usize,
    /// The highest goal of a day.
    pub a_day: u32,
    /// The goals of a week.
    pub a_week: u32,
    /// Touches of the cadence.
    pub touches: u32,
    /// Minutes of all its touches.
    pub minutes: i64,
    /// Up to so many touches a day: the highest goal, each with all touches.
    pub touches_a_day: u32,
    /// Up to so many minutes a day, likewise.
    pub minutes_a_day: i64,
    /// Whole touches of this cadence that the minutes of Monday to Sunday hold.
    ///
    /// Minutes taken by ingredients tied to no prospect are left out. Unknown where the touches take no minutes.
    pub touches_there: Option<[i64; 7]>,
    /// The most a day, up to the goal, that the planner takes on every day.
    ///
    /// The start goals before this one are served first, as far as can be.
    pub finishable: u32,
    /// Days with a goal on which the planner takes nobody even while nothing else runs.
    ///
    /// The goal is not asked for there.
    pub closed: BTreeSet<Date>,
}

/// Something that lets the recipe fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WayOut {
    /// Start fewer.
    Fewer {
        /// At most so many a day of each start goal, in their order.
        a_day: Vec<u32>,
    },
    /// Plan more minutes.
    Minutes {
        /// So many more on every weekday with hours and every date with minutes of its own.
        a_day: i64,
    },
    /// Keep the first touches of the cadences only.
    Shorter {
        /// How many.
        touches: usize,
    },
}

/// Why a recipe cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// It starts prospects on a cadence that the plan does not know.
    #[error("ingredient {} starts prospects on a cadence that is not there", ingredient + 1)]
    UnknownCadence {
        /// The ingredient's position.
        ingredient: usize,
    },
    /// The days to look at end before they begin.
    #[error("the days from {from} to {until} hold no working day")]
    NoDays {
        /// The first one asked for.
        from: Date,
        /// The last one.
        until: Date,
    },
    /// The planner refused what it was given.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

/// What the planner tells apart: those who run, in the order of their ids, then those a recipe starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Running(usize),
    New(usize),
}

/// Checks a recipe against the plan of a rep, from a day on.
///
/// `places` finds each cadence among those of the situation, whose calendar has all its minutes: none are taken yet for
/// this recipe or the version it replaces. Goals are asked for on [`START_DAYS`] working days from `from` on, but
/// none after `until`: a caller who does not know the holidays beyond stops there.
///
/// # Errors
/// [`CheckError`].
pub fn check<Id: Ord + Copy>(
    recipe: &Recipe,
    situation: &Situation<Id>,
    places: &BTreeMap<CadenceId, usize>,
    from: Date,
    until: Date,
) -> Result<Checked, CheckError> {
    let mut asked = Vec::new();
    for (ingredient, cadence, goals) in recipe.starts() {
        let place = places.get(&cadence).copied();
        let place = place.filter(|place| *place < situation.cadences.len());
        let cadence = place.ok_or(CheckError::UnknownCadence { ingredient })?;
        asked.push(Asked { ingredient, cadence, goals });
    }
    let plain = renamed(situation);
    let trial = Trial::new(recipe, &asked, &plain, from, until)?;
    let limits: Vec<u32> = asked.iter().map(|asked| asked.goals.highest()).collect();
    let verdict = trial.verdict(&limits)?;
    let finishable = match verdict {
        Verdict::Fits => limits.clone(),
        Verdict::BreaksPromises | Verdict::AlreadyBroken => vec![0; limits.len()],
        _ => trial.finishable(&limits)?,
    };
    let minutes = |asked: &Asked| trial.start_goal(asked);
    let mut starts: Vec<StartGoal> = asked.iter().map(minutes).collect();
    for (start, finishable) in starts.iter_mut().zip(&finishable) {
        start.finishable = *finishable;
        start.closed = trial.closed_to(start.ingredient)?;
    }
    let ways_out = WaysOut { recipe, asked: &asked, plain: &plain, limits: &limits, from, until };
    let ways_out = ways_out.all(verdict, finishable)?;
    let (first, last) = trial.range();
    Ok(Checked {
        verdict,
        first,
        last,
        minutes_there: situation.calendar.week,
        own_minutes: recipe.own_minutes(),
        starts,
        ways_out,
    })
}

/// The calendar with so many more minutes on every day that has any.
///
/// Dates with minutes of their own get them too, unless they have none.
pub fn with_more(calendar: &WorkCalendar, more: i64) -> WorkCalendar {
    let add = |minutes: i64| {
        if minutes > 0 { minutes.saturating_add(more).min(DAY_MINUTES) } else { minutes }
    };
    let mut calendar = calendar.clone();
    calendar.week = calendar.week.map(add);
    calendar.minutes.values_mut().for_each(|minutes| *minutes = add(*minutes));
    calendar
}

/// A start goal that was asked for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    ingredient: usize,
    cadence: usize,
    goals: Goals,
}

/// The situation with ids of which there are always more.
fn renamed<Id: Ord + Copy>(situation: &Situation<Id>) -> Situation<Row> {
    let mut rows: Vec<&Active<Id>> = situation.actives.iter().collect();
    rows.sort_by_key(|row| row.id);
    let row = |(n, row): (usize, &&Active<Id>)| Active {
        id: Row::Running(n),
        cadence: row.cadence,
        next: row.next,
        due: row.due,
        worth: row.worth,
    };
    Situation {
        today: situation.today,
        calendar: situation.calendar.clone(),
        caps: situation.caps.clone(),
        spent: situation.spent.clone(),
        reserved_done: situation.reserved_done,
        settings: situation.settings,
        cadences: situation.cadences.clone(),
        actives: rows.iter().enumerate().map(row).collect(),
    }
}

/// One plan in which goals are tried.
struct Trial<'a> {
    recipe: &'a Recipe,
    asked: &'a [Asked],
    /// As it runs, with all its minutes.
    plain: &'a Situation<Row>,
    /// With the minutes that ingredients tied to no prospect leave of it.
    left: Situation<Row>,
    /// The working days of the planner on which somebody may be started.
    days: Vec<Date>,
    /// By start goal: the days that take nobody.
    closed: OnceCell<Vec<BTreeSet<Date>>>,
}

impl<'a> Trial<'a> {
    fn new(
        recipe: &'a Recipe,
        asked: &'a [Asked],
        plain: &'a Situation<Row>,
        from: Date,
        until: Date,
    ) -> Result<Self, CheckError> {
        let days = Days::new(&plain.calendar, plain.today, from, 0)?;
        let from = from.max(plain.today);
        let ahead: Vec<Date> = days.ahead().take(HORIZON).collect();
        let last = ahead.last().copied().unwrap_or(from);
        let own = recipe.own_minutes_on(&plain.calendar, from, last);
        let mut left = plain.clone();
        left.calendar = less(&plain.calendar, &own);
        let days: Vec<Date> = ahead
            .into_iter()
            .filter(|day| from <= *day && *day <= until)
            .take(START_DAYS)
            .collect();
        if days.is_empty() {
            return Err(CheckError::NoDays { from, until });
        }
        Ok(Self { recipe, asked, plain, left, days, closed: OnceCell::new() })
    }

    fn range(&self) -> (Date, Date) {
        let first = self.days.first().copied().unwrap_or(self.plain.today);
        (first, self.days.last().copied().unwrap_or(first))
    }

    /// What the plan says when no day has more starts of each goal than `limits`.
    fn verdict(&self, limits: &[u32]) -> Result<Verdict, CheckError> {
        let own = self.recipe.own_minutes();
        let mut weekdays = own.iter().zip(&self.plain.calendar.week);
        if weekdays.any(|(own, there)| *there > 0 && own > there) {
            return Ok(Verdict::MinutesOver);
        }
        let has_own = own.iter().any(|minutes| *minutes > 0);
        if !self.asked.is_empty() || has_own {
            if !is_feasible(self.plain)? {
                return Ok(Verdict::AlreadyBroken);
            }
            if has_own && !is_feasible(&self.left)? {
                return Ok(Verdict::BreaksPromises);
            }
        }
        Ok(match () {
            () if self.asked.is_empty() => Verdict::Fits,
            () if self.has_start_days()?.contains(&false) => Verdict::NoStartDay,
            () if self.takes(limits)? => Verdict::Fits,
            () => Verdict::StartsRefused,
        })
    }

    /// By start goal: whether it falls on some day that can take somebody.
    fn has_start_days(&self) -> Result<Vec<bool>, PlanError> {
        let has_start_day = |(asked, closed): (&Asked, &BTreeSet<Date>)| {
            self.days.iter().any(|day| self.goal(asked, *day) > 0 && !closed.contains(day))
        };
        Ok(self.asked.iter().zip(self.closed()?).map(has_start_day).collect())
    }

    /// The most a day of each goal, up to `limits`, that the planner takes; those before are served first.
    fn finishable(&self, limits: &[u32]) -> Result<Vec<u32>, PlanError> {
        let mut found = vec![0; limits.len()];
        let has_start_days = self.has_start_days()?;
        let asked = limits.iter().zip(has_start_days).enumerate();
        for (place, (limit, _)) in asked.filter(|(_, (_, has_start_day))| *has_start_day) {
            let tried = |most: u32| {
                let mut tried = found.clone();
                tried.iter_mut().skip(place).take(1).for_each(|slot| *slot = most);
                tried
            };
            let most = most_that_holds(*limit, |most| self.takes(&tried(most)))?;
            found = tried(most);
        }
        Ok(found)
    }

    /// Whether the planner takes everybody whom the goals ask for, on the day they are due.
    ///
    /// The first days are asked for alone before: whom it refuses there it refuses among more days too, as those who come
    /// later are tried later.
    fn takes(&self, limits: &[u32]) -> Result<bool, PlanError> {
        let closed = self.closed()?;
        let n_days = self.days.len();
        for n in FIRST_DAYS.into_iter().filter(|n| *n < n_days).chain([n_days]) {
            let days = self.days.get(..n).unwrap_or_default();
            let request = self.request(days, limits, closed);
            let answer = fitting(&self.left, &request)?;
            if !answer.feasible || answer.fit < answer.asked {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Everybody whom the goals ask for, day by day.
    ///
    /// A day has as many places as its goal, each a company that takes one start a day and none on a day without it.
    /// There are as many candidates as places: so all of them fit only when each place of each day is taken.
    fn request(&self, days: &[Date], limits: &[u32], closed: &[BTreeSet<Date>]) -> Request<Row> {
        let mut request = Request {
            from: days.first().copied(),
            start_days: i64::try_from(days.len()).unwrap_or(i64::MAX),
            ..Request::default()
        };
        for day in days {
            for (goal, ((asked, limit), closed)) in
                self.asked.iter().zip(limits).zip(closed).enumerate()
            {
                let due = if closed.contains(day) { 0 } else { self.goal(asked, *day).min(*limit) };
                for place in 0..asked.goals.highest().min(*limit) {
                    let company = Some(company_of(goal, place));
                    if place < due {
                        let id = Row::New(request.candidates.len());
                        let cadence = asked.cadence;
                        request.candidates.push(Candidate {
                            id,
                            cadence,
                            worth: 0,
                            force: None,
                            company,
                        });
                    } else {
                        request.company_starts.extend(company.map(|company| (company, *day)));
                    }
                }
            }
        }
        request
    }

    fn goal(&self, asked: &Asked, day: Date) -> u32 {
        goal_on(asked.goals, &self.plain.calendar, day)
    }

    /// By start goal: days with a goal on which the planner takes nobody while nothing else runs.
    fn closed(&self) -> Result<&[BTreeSet<Date>], PlanError> {
        if let Some(closed) = self.closed.get() {
            return Ok(closed);
        }
        let nobody = Situation { actives: vec![], ..self.left.clone() };
        let mut closed = Vec::new();
        for asked in self.asked {
            let mut days = BTreeSet::new();
            for day in self.days.iter().filter(|day| self.goal(asked, **day) > 0) {
                let id = Row::New(0);
                let one =
                    Candidate { id, cadence: asked.cadence, worth: 0, force: None, company: None };
                let one = Request { candidates: vec![one], from: Some(*day), ..Request::default() };
                if fitting(&nobody, &one)?.fit == 0 {
                    days.insert(*day);
                }
            }
            closed.push(days);
        }
        Ok(self.closed.get_or_init(|| closed))
    }

    fn closed_to(&self, ingredient: usize) -> Result<BTreeSet<Date>, PlanError> {
        let mut both = self.asked.iter().zip(self.closed()?);
        let found = both.find(|(asked, _)| asked.ingredient == ingredient);
        Ok(found.map(|(_, closed)| closed.clone()).unwrap_or_default())
    }

    fn start_goal(&self, asked: &Asked) -> StartGoal {
        let steps = self.plain.cadences.get(asked.cadence).map(Vec::as_slice).unwrap_or_default();
        let touches = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        let minutes: i64 = steps.iter().map(|step| step.minutes).sum();
        let own = self.recipe.own_minutes();
        let there = |weekday: usize| {
            let row = |week: &[i64; 7]| week.get(weekday).copied().unwrap_or_default();
            (row(&self.plain.calendar.week) - row(&own)).max(0)
        };
        let held = |weekday| (there(weekday) * i64::from(touches)).checked_div(minutes);
        let held: [Option<i64>; 7] = std::array::from_fn(held);
        let a_day = asked.goals.highest();
        StartGoal {
            ingredient: asked.ingredient,
            a_day,
            a_week: asked.goals.week(),
            touches,
            minutes,
            touches_a_day: a_day.saturating_mul(touches),
            minutes_a_day: minutes.saturating_mul(a_day.into()),
            touches_there: (minutes > 0).then(|| held.map(Option::unwrap_or_default)),
            finishable: 0,
            closed: BTreeSet::new(),
        }
    }
}

/// The ways out of a recipe that does not fit.
struct WaysOut<'a> {
    recipe: &'a Recipe,
    asked: &'a [Asked],
    plain: &'a Situation<Row>,
    limits: &'a [u32],
    from: Date,
    until: Date,
}

impl WaysOut<'_> {
    fn all(&self, verdict: Verdict, finishable: Vec<u32>) -> Result<Vec<WayOut>, CheckError> {
        let is_refused = verdict == Verdict::StartsRefused;
        let mut found = Vec::new();
        if is_refused && finishable.iter().any(|most| *most > 0) {
            found.push(WayOut::Fewer { a_day: finishable });
        }
        if !matches!(verdict, Verdict::Fits | Verdict::NoStartDay) {
            found.extend(self.minutes()?.map(|a_day| WayOut::Minutes { a_day }));
        }
        if is_refused {
            found.extend(self.shorter()?.map(|touches| WayOut::Shorter { touches }));
        }
        Ok(found)
    }

    fn fits(&self, asked: &[Asked], plain: &Situation<Row>) -> Result<bool, CheckError> {
        let trial = Trial::new(self.recipe, asked, plain, self.from, self.until)?;
        Ok(trial.verdict(self.limits)? == Verdict::Fits)
    }

    /// The fewest minutes more a day; less than that is refused.
    fn minutes(&self) -> Result<Option<i64>, CheckError> {
        let (step, most) = MORE;
        let steps = u32::try_from(most / step).unwrap_or_default();
        // What is counted is what is left out of the most: all of it is known to be refused.
        let less = |left_out: u32| i64::from(steps - left_out) * step;
        let fits = |left_out: u32| {
            let mut plain = self.plain.clone();
            plain.calendar = with_more(&plain.calendar, less(left_out));
            self.fits(self.asked, &plain)
        };
        if !fits(0)? {
            return Ok(None);
        }
        most_that_holds(steps - 1, fits).map(|left_out| Some(less(left_out)))
    }

    /// The most first touches that can be kept; one more is refused.
    fn shorter(&self) -> Result<Option<usize>, CheckError> {
        let cadences = &self.plain.cadences;
        let steps_of = |asked: &Asked| cadences.get(asked.cadence).map_or(0, Vec::len);
        let longest = self.asked.iter().map(steps_of).max().unwrap_or_default();
        let fits = |touches: u32| {
            let touches = usize::try_from(touches).unwrap_or(usize::MAX);
            let cut = |steps: &Vec<Step>| steps.iter().take(touches).copied().collect();
            let mut plain = self.plain.clone();
            plain.cadences.extend(cadences.iter().map(cut));
            let moved = |asked: &Asked| Asked { cadence: asked.cadence + cadences.len(), ..*asked };
            let asked: Vec<Asked> = self.asked.iter().map(moved).collect();
            self.fits(&asked, &plain)
        };
        let most = u32::try_from(longest.saturating_sub(1)).unwrap_or_default();
        let most = most_that_holds(most, fits)?;
        Ok(usize::try_from(most).ok().filter(|touches| *touches > 0))
    }
}

/// The highest number up to `most` that holds, of which the next does not; 0 is not asked.
///
/// What holds for a number mostly holds for a lower one: so the answer is searched for by halves. Each end of the
/// search was asked, so that the number found is proved whether or not that is so.
fn most_that_holds<E>(most: u32, mut holds: impl FnMut(u32) -> Result<bool, E>) -> Result<u32, E> {
    let (mut low, mut high) = (0, most.saturating_add(1));
    // Goals are often far above what can be kept: small numbers are asked first, they are answered sooner.
    let mut next = 1;
    while high - low > 1 {
        let middle = next.min(low + (high - low) / 2).max(low + 1);
        if holds(middle)? {
            (low, next) = (middle, middle.saturating_mul(2));
        } else {
            (high, next) = (middle, u32::MAX);
        }
    }
    Ok(low)
}

fn is_feasible(situation: &Situation<Row>) -> Result<bool, PlanError> {
    Ok(fitting(situation, &Request::default())?.feasible)
}

fn company_of(goal: usize, place: u32) -> CompanyId {
    let goal = u128::try_from(goal).unwrap_or(u128::MAX);
    CompanyId(Uuid::from_u128(goal << 32 | u128::from(place)))
}

#[cfg(test)]
mod tests;
