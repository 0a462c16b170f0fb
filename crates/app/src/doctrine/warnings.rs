//! What a doctrine warns of, as of a day: each with the days or persons behind it.

use std::collections::BTreeSet;

use domain::{
    activities::{Behaviour, Channel, InitiatedBy},
    calendar::RepCalendar,
    doctrine::{
        Class, Counted, Doctrine, Facts, Promised, Warning,
        warnings::{
            DAYS, Minutes, Start, WARM_DAYS, is_not_called, is_passive_over_half, is_under_goal,
            is_without_follow_up,
        },
    },
    enrollments::EnrollmentState,
    ids::{MemberId, PersonId},
    recipes::{Counts, Ingredient, progress::goal_of_day},
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use store::{doctrine as rows, errors::StoreError, transaction::Tx};

use super::{
    DoctrineUseError,
    read::{Question, by_day},
};
use crate::{
    App, calendar,
    clock::{date_of, day_number},
    plan::book::is_working,
    recipes::progress::{Score, versions},
    settings,
    workspaces::{self, Member},
};

/// Calendar days within which the working days that are looked at are searched.
const MOST_DAYS: i64 = 120;
/// Calendar days before the last one from which starts are looked at.
const STARTS_WITHIN: i64 = 30;

/// What a doctrine warns of.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct WarningShown {
    /// Of what.
    pub warning: Warning,
    /// Whether there is anything to warn of.
    pub is_raised: bool,
    /// What it is, in words; what is well too.
    pub sentence: String,
    /// The days behind it.
    pub days: Vec<Date>,
    /// The persons behind it.
    pub people: Vec<PersonId>,
}

/// What is looked at.
struct Looking<'a> {
    doctrine: &'a Doctrine,
    rep: Member,
    calendar: RepCalendar,
    today: Date,
    first: Date,
    last: Date,
    /// Working days that are over, up to the last day: ten at most, the oldest first.
    days: Vec<Date>,
}

/// The warning of a doctrine about the rep whose work is read, as of the last of the days asked for.
pub(super) async fn warning(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    doctrine: &Doctrine,
    question: &Question,
) -> Result<Option<WarningShown>, DoctrineUseError> {
    let Some(warning) = doctrine.warning else { return Ok(None) };
    let rep = workspaces::rep(tx, member, question.of.unwrap_or(member.id)).await?;
    let today = app.clock.today(&rep.zone);
    let settings = settings::read(tx, rep.scope).await?;
    let last = question.period.last.min(today);
    let begin = question.period.first.min(last).saturating_sub(MOST_DAYS.days());
    let calendar = calendar::load(tx, &rep, begin, &settings).await?;
    let over = last.min(today.saturating_sub(1.day()));
    let mut days: Vec<Date> = (0..MOST_DAYS)
        .map(|back| over.saturating_sub(back.days()))
        .filter(|day| is_working(&calendar, *day))
        .take(DAYS)
        .collect();
    days.reverse();
    let first = question.period.first;
    let looking = Looking { doctrine, rep, calendar, today, first, last, days };
    let (days, people, sentence) = match warning {
        Warning::PassiveOverHalf => looking.passive_over_half(tx).await?,
        Warning::ClassUnderGoal => looking.class_under_goal(tx).await?,
        Warning::DayWithoutAsk => looking.day_without_ask(tx).await?,
        Warning::StartedWithoutFollowUp => looking.started_without_follow_up(tx).await?,
        Warning::WarmUpNotCalled => looking.warm_up_not_called(tx).await?,
    };
    let is_raised = !days.is_empty() || !people.is_empty();
    Ok(Some(WarningShown { warning, is_raised, sentence, days, people }))
}

/// Days, persons and a sentence.
type Found = (Vec<Date>, Vec<PersonId>, String);

impl Looking<'_> {
    /// The first and the last of the working days that are looked at, as the store numbers them.
    fn numbers(&self) -> Option<(i64, i64)> {
        Some((day_number(*self.days.first()?), day_number(*self.days.last()?)))
    }

    fn of(&self) -> MemberId {
        self.rep.id
    }

    async fn passive_over_half(&self, tx: &mut Tx) -> Result<Found, StoreError> {
        let Some(numbers) = self.numbers() else { return Ok(nothing()) };
        let found = by_day(tx, &self.rep, self.doctrine, self.of(), numbers).await?;
        let minutes = |day: &Date| {
            let of = |class: Class| -> i64 {
                let all = found.iter().filter(|((on, one, _), _)| on == day && *one == class);
                all.map(|(_, amount)| amount.minutes).sum()
            };
            Minutes { active: of(Class::Active), passive: of(Class::Passive) }
        };
        let each: Vec<Minutes> = self.days.iter().map(minutes).collect();
        let active: i64 = each.iter().map(|day| day.active).sum();
        let passive: i64 = each.iter().map(|day| day.passive).sum();
        let n = self.days.len();
        let sentence = format!("{passive} passive and {active} active minutes on {n} working days");
        let raised = is_passive_over_half(&each);
        Ok((if raised { self.days.clone() } else { Vec::new() }, Vec::new(), sentence))
    }

    async fn day_without_ask(&self, tx: &mut Tx) -> Result<Found, StoreError> {
        let Some(numbers) = self.numbers() else { return Ok(nothing()) };
        let found = by_day(tx, &self.rep, self.doctrine, self.of(), numbers).await?;
        let asked: BTreeSet<Date> = found
            .keys()
            .filter(|(_, _, counts)| *counts == Counted::Yes)
            .map(|(day, _, _)| *day)
            .collect();
        let without: Vec<Date> =
            self.days.iter().filter(|day| !asked.contains(day)).copied().collect();
        let n = self.days.len();
        let sentence = format!("{} of {n} working days without an ask", without.len());
        Ok((without, Vec::new(), sentence))
    }

    /// Days on which either class was under the goals that the rep's recipe has for it.
    async fn class_under_goal(&self, tx: &mut Tx) -> Result<Found, DoctrineUseError> {
        let (Some(first), Some(last)) = (self.days.first(), self.days.last()) else {
            return Ok(nothing());
        };
        let score = Score::of(tx, &self.rep, *first, *last).await?;
        let calendar = self.calendar.work_calendar(*first, *last);
        let calendar = calendar.map_err(crate::plan::book::PlanningError::from)?;
        let Some(newest) = score.versions.last() else {
            let sentence = "no recipe is saved, so neither class has goals".to_owned();
            return Ok((Vec::new(), Vec::new(), sentence));
        };
        let mut raised: BTreeSet<Date> = BTreeSet::new();
        let mut told = Vec::new();
        for class in [Class::Active, Class::Passive] {
            let all = &newest.recipe.ingredients;
            let ingredients = all.iter().filter(|one| classes(self.doctrine, one).contains(&class));
            let met: Vec<Vec<Option<bool>>> = ingredients
                .map(|one| {
                    let (eras, tally) = score.tally(&one.name);
                    let versions = versions(&eras);
                    let met = |day: &Date| {
                        let goal = u64::from(goal_of_day(&versions, &calendar, *day));
                        let done = tally.get(day).map_or(0, |count| count.done);
                        (goal > 0).then_some(done >= goal)
                    };
                    self.days.iter().map(met).collect()
                })
                .collect();
            let of_day = |place: usize| {
                let each = met.iter().filter_map(|one| one.get(place).copied().flatten());
                each.reduce(|all, one| all && one)
            };
            let each: Vec<Option<bool>> = (0..self.days.len()).map(of_day).collect();
            let under: Vec<Date> = self
                .days
                .iter()
                .zip(&each)
                .filter(|(_, met)| **met == Some(false))
                .map(|(day, _)| *day)
                .collect();
            told.push(format!("{class} under its goal on {} of {}", under.len(), self.days.len()));
            if is_under_goal(&each) {
                raised.extend(under);
            }
        }
        let sentence = format!("{} working days", told.join(", "));
        Ok((raised.into_iter().collect(), Vec::new(), sentence))
    }

    async fn started_without_follow_up(&self, tx: &mut Tx) -> Result<Found, StoreError> {
        let first = self.first.min(self.last.saturating_sub(STARTS_WITHIN.days()));
        let numbers = (day_number(first), day_number(self.last));
        let mut people = BTreeSet::new();
        let starts = rows::starts(tx, self.rep.scope, self.of(), numbers).await?;
        let n = starts.len();
        for row in starts {
            let since = date_of(row.last_done_on.unwrap_or(row.started_on));
            let state = EnrollmentState::parse(&row.state).map_err(|error| {
                StoreError::Unreadable { what: "enrollment", why: error.to_string() }
            })?;
            let start = Start {
                is_overridden: !row.override_why.is_empty(),
                touches_done: u8::try_from(row.touches_done).unwrap_or(u8::MAX),
                state,
                idle_days: self.working_after(since).take_while(|day| *day <= self.last).count(),
            };
            if is_without_follow_up(&start) {
                people.insert(PersonId(row.person_id));
            }
        }
        let sentence = format!("{} of {n} started without follow-up since {first}", people.len());
        Ok((Vec::new(), people.into_iter().collect(), sentence))
    }

    async fn warm_up_not_called(&self, tx: &mut Tx) -> Result<Found, StoreError> {
        let first = self.days.first().copied().unwrap_or(self.first).min(self.first);
        let numbers = (day_number(first), day_number(self.last));
        let mut people = BTreeSet::new();
        let warm_ups = rows::warm_ups(tx, self.rep.scope, self.of(), numbers).await?;
        let all: BTreeSet<_> = warm_ups.iter().map(|row| row.person_id).collect();
        for row in warm_ups {
            let working: Vec<Date> =
                self.working_after(date_of(row.on_day)).take(WARM_DAYS).collect();
            if is_not_called(row.called_on.map(date_of), &working, self.today) {
                people.insert(PersonId(row.person_id));
            }
        }
        let sentence = format!(
            "{} of {} met at an event or registered since {first} were not called within {WARM_DAYS} working days",
            people.len(),
            all.len()
        );
        Ok((Vec::new(), people.into_iter().collect(), sentence))
    }

    /// The working days after a day.
    fn working_after(&self, day: Date) -> impl Iterator<Item = Date> {
        let days = (1..=MOST_DAYS).map(move |ahead| day.saturating_add(ahead.days()));
        days.filter(|day| is_working(&self.calendar, *day))
    }
}

fn nothing() -> Found {
    (Vec::new(), Vec::new(), "no working day is over yet".to_owned())
}

/// The classes that an ingredient's behaviours are of, when nothing else is known about them.
fn classes(doctrine: &Doctrine, ingredient: &Ingredient) -> BTreeSet<Class> {
    let Counts::Behaviours(behaviours) = &ingredient.counts else { return BTreeSet::new() };
    behaviours.iter().map(|behaviour| doctrine.reading(&plain(*behaviour)).class).collect()
}

/// A behaviour as it usually is.
fn plain(behaviour: Behaviour) -> Facts {
    Facts {
        behaviour: Some(behaviour),
        channel: usual_channel(behaviour),
        outcome: None,
        reached: false,
        conversation: behaviour == Behaviour::Conversations,
        asked: None,
        initiated_by: InitiatedBy::Us,
        warm: false,
        reason_kind: None,
        touch_no: None,
        touches_done: 0,
        enrollment: Promised::None,
        state: None,
        mine: true,
    }
}

const fn usual_channel(behaviour: Behaviour) -> Option<Channel> {
    match behaviour {
        Behaviour::Calls => Some(Channel::Call),
        Behaviour::FirstEmails | Behaviour::FollowUpEmails => Some(Channel::Email),
        Behaviour::Texts => Some(Channel::Text),
        Behaviour::SocialTouches => Some(Channel::Social),
        Behaviour::Letters => Some(Channel::Letter),
        Behaviour::WalkIns => Some(Channel::WalkIn),
        Behaviour::Events => Some(Channel::Event),
        Behaviour::Videos => Some(Channel::Video),
        _ => None,
    }
}
