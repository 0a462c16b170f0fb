//! A touch of today as it is shown: with whom, by which way, when, why, and what to say.

use std::collections::BTreeMap;

use domain::{
    activities::Channel,
    cadences::ability::{Way, usable},
    ids::{EnrollmentId, PersonId, ReasonId, TouchId},
    plan::morning::TodayTouch,
    settings::Settings,
    touches::{LooseTouch, TodayFacts, TodayKey},
};
use jiff::{Timestamp, civil::Date};
use store::{
    errors::StoreError, people as people_rows, reasons, touches as touch_rows, transaction::Tx,
};

use super::{TodayShown, person_of};
use crate::{
    App,
    cadences::{self, Filled},
    clock::{date_of, day_number, instant_of},
    people::reach::Reached,
    plan::book::{Book, Item, PlanningError, Running},
    workspaces::Member,
};

const MICROS_A_DAY: i64 = 86_400_000_000;

/// A person's freshest reason: its id, its day and its words.
type Freshest = (ReasonId, Date, String);

/// A touch outside any enrollment, with its row.
type Loose = (touch_rows::Touch, LooseTouch);

/// A touch as it is shown, its place in the order, and whether it is held.
type Placed = (TodayShown, TodayKey<Item>, bool);

/// What the touches of today are shown by.
pub(super) struct Showing<'a> {
    pub(super) app: &'a App,
    pub(super) member: &'a Member,
    pub(super) settings: &'a Settings,
    pub(super) book: &'a Book,
    pub(super) reached: &'a BTreeMap<PersonId, Reached>,
    pub(super) freshest: BTreeMap<PersonId, Freshest>,
}

impl Showing<'_> {
    /// A touch as it is shown; none when it is with nobody who is known.
    pub(super) async fn touch(
        &self,
        tx: &mut Tx,
        touch: &TodayTouch<Item>,
    ) -> Result<Option<Placed>, PlanningError> {
        let Some(person) = person_of(touch.person, self.book) else { return Ok(None) };
        let Some(reached) = self.reached.get(&person) else { return Ok(None) };
        let (running, loose) = self.origin(touch.person, person);
        let agreed = running
            .and_then(|running| running.facts.next.and_then(|next| next.agreed_at))
            .or_else(|| loose.and_then(|(row, _)| row.agreed_at.map(instant_of)));
        let way = usable(touch.channel, &reached.reach);
        let now = self.app.clock.now();
        let later_today = matches!(touch.channel, Channel::Call | Channel::Text)
            && !reached.calling.may_call(now);
        let shown = TodayShown {
            person,
            name: reached.name.clone(),
            enrollment: running.map(|running| EnrollmentId(running.row.id)),
            touch: loose.map(|(row, _)| TouchId(row.id)),
            kind: loose.map(|(_, touch)| touch.kind),
            step: touch.step,
            of: touch.of,
            channel: touch.channel,
            minutes: touch.minutes,
            from: touch.from,
            to: touch.to,
            late: touch.late,
            agreed,
            reason: self.freshest.get(&person).map(|(_, _, text)| text.clone()),
            missing: way.err(),
            way: match way {
                Ok(way) => address_of(tx, self.member, person, way).await?,
                Err(_) => None,
            },
            later_today,
            callable_from: if later_today { reached.calling.next(now) } else { None },
            script: self.script(tx, touch, person, running, agreed).await?,
        };
        let key = self.place(touch, person, running, loose, agreed);
        let is_held = running.is_some_and(|running| !running.row.held_why.is_empty());
        Ok(Some((shown, key, is_held)))
    }

    /// The enrollment or the loose touch that a touch is of.
    fn origin(&self, item: Item, person: PersonId) -> (Option<&Running>, Option<&Loose>) {
        match item {
            Item::Person(_) => {
                let is_theirs = |running: &&Running| running.row.person_id == person.0;
                (self.book.running.iter().find(is_theirs), None)
            }
            Item::Loose(id) => (None, self.book.loose.iter().find(|(row, _)| row.id == id.0)),
        }
    }

    /// What to say or write, filled in.
    async fn script(
        &self,
        tx: &mut Tx,
        touch: &TodayTouch<Item>,
        person: PersonId,
        running: Option<&Running>,
        agreed: Option<Timestamp>,
    ) -> Result<Option<Filled>, StoreError> {
        let rules = running.and_then(|running| self.book.cadences.get(running.cadence));
        let Some((_, rules)) = rules else { return Ok(None) };
        let Some(step) = rules.step(touch.step) else { return Ok(None) };
        let filling = cadences::Filling {
            reason: self.freshest.get(&person).map(|(_, _, text)| text.as_str()),
            agreed,
            settings: self.settings,
        };
        cadences::filled(tx, self.member, rules, step, person, filling).await
    }

    /// Where a touch stands in the order of the day.
    fn place(
        &self,
        touch: &TodayTouch<Item>,
        person: PersonId,
        running: Option<&Running>,
        loose: Option<&Loose>,
        agreed: Option<Timestamp>,
    ) -> TodayKey<Item> {
        let today = self.book.today;
        let is_due = |agreed: &Timestamp| agreed.to_zoned(self.member.zone.clone()).date() <= today;
        TodayFacts {
            agreed_at: agreed.filter(is_due),
            deadline: deadline_of(touch, today),
            worth: running.map_or(0, |running| running.row.worth),
            reason_on: self.freshest.get(&person).map(|(_, day, _)| *day),
            started_on: running.map_or_else(
                || loose.map_or(today, |(row, _)| date_of(row.created_at / MICROS_A_DAY)),
                |running| date_of(running.row.started_on),
            ),
            id: touch.person,
        }
        .key()
    }
}

/// The freshest reason of each person one has touches with: its day and words.
pub(super) async fn freshest_reasons(
    tx: &mut Tx,
    member: &Member,
) -> Result<BTreeMap<PersonId, Freshest>, StoreError> {
    let mut freshest = BTreeMap::new();
    for reason in reasons::of_planned(tx, member.scope, member.id).await? {
        freshest.entry(PersonId(reason.person_id)).or_insert((
            ReasonId(reason.id),
            date_of(reason.on_day),
            reason.text,
        ));
    }
    Ok(freshest)
}

/// The number, address or profile that a way names.
async fn address_of(
    tx: &mut Tx,
    member: &Member,
    person: PersonId,
    way: Way,
) -> Result<Option<String>, StoreError> {
    let (scope, ids) = (member.scope, [person.0]);
    Ok(match way {
        Way::Number(id) => people_rows::phone_numbers(tx, scope, &ids)
            .await?
            .into_iter()
            .find(|number| number.id == id.0)
            .map(|number| crate::people::dialled(&number)),
        Way::Email(id) => people_rows::email_addresses(tx, scope, &ids)
            .await?
            .into_iter()
            .find(|email| email.id == id.0)
            .map(|email| email.address),
        Way::Profile => people_rows::profiles(tx, scope, &ids)
            .await?
            .into_iter()
            .next()
            .map(|profile| profile.url),
        Way::Search | Way::PostalAddress | Way::Open => None,
    })
}

/// Days to the deadline, negative when it is past: ordered as the planner orders working days.
fn deadline_of(touch: &TodayTouch<Item>, today: Date) -> i64 {
    match touch.to {
        Some(to) if touch.late > 0 => (day_number(to) - day_number(today)).min(-1),
        Some(to) => (day_number(to) - day_number(today)).max(0),
        None => i64::MIN,
    }
}
