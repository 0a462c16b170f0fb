//! A touch of today as it is shown: with whom, by which way, when, why, and what to say.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    activities::Channel,
    cadences::ability::{Way, usable},
    ids::{EnrollmentId, PersonId, ReasonId, TouchId},
    people::PostalAddress,
    plan::morning::TodayTouch,
    settings::Settings,
    touches::{LooseTouch, TodayFacts, TodayKey},
};
use jiff::{Timestamp, civil::Date};
use store::{
    BULK_ROWS, activities, companies, errors::StoreError, people as people_rows, reasons,
    touches as touch_rows, transaction::Tx, workspaces as members,
};
use uuid::Uuid;

use super::{TodayShown, person_of};
use crate::{
    App,
    cadences::{self, Filled},
    clock::{date_of, day_number, instant_of},
    people::{
        reach::Reached,
        timeline::{self, ActivityShown},
    },
    plan::book::{Book, Item, Running},
    workspaces::Member,
};

/// How many activities with somebody are shown, the newest.
const HISTORY: i64 = 5;
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
    /// The day of the list: today, or the next working day.
    pub(super) on: Date,
    pub(super) reached: &'a BTreeMap<PersonId, Reached>,
    pub(super) freshest: BTreeMap<PersonId, Freshest>,
    pub(super) contacts: Contacts,
}

/// The words by which some persons are called and reached.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    people: BTreeMap<PersonId, people_rows::Person>,
    /// The names of the companies they work for.
    companies: BTreeMap<Uuid, String>,
    numbers: BTreeMap<Uuid, String>,
    emails: BTreeMap<Uuid, String>,
    /// The first profile of each.
    profiles: BTreeMap<PersonId, String>,
    /// What was done with each, the newest first.
    history: BTreeMap<PersonId, Vec<ActivityShown>>,
}

impl Contacts {
    /// Those of some persons, in a few statements however many they are.
    pub(super) async fn of(
        tx: &mut Tx,
        reader: &Member,
        people: &[PersonId],
    ) -> Result<Self, StoreError> {
        let scope = reader.scope;
        let mut found = Self::default();
        let reps: BTreeMap<Uuid, String> =
            members::members(tx, scope).await?.into_iter().map(|row| (row.id, row.name)).collect();
        for chunk in people.chunks(BULK_ROWS) {
            let ids: Vec<Uuid> = chunk.iter().map(|person| person.0).collect();
            let rows = people_rows::get_many(tx, scope, &ids).await?;
            let employers: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.company_id).collect();
            let employers: Vec<Uuid> = employers.into_iter().collect();
            found.companies.extend(companies::names(tx, scope, &employers).await?);
            found.people.extend(rows.into_iter().map(|row| (PersonId(row.id), row)));
            for number in people_rows::phone_numbers(tx, scope, &ids).await? {
                found.numbers.insert(number.id, crate::people::dialled(&number));
            }
            for email in people_rows::email_addresses(tx, scope, &ids).await? {
                found.emails.insert(email.id, email.address);
            }
            for profile in people_rows::profiles(tx, scope, &ids).await? {
                found.profiles.entry(PersonId(profile.person_id)).or_insert(profile.url);
            }
            for row in activities::newest_of_people(tx, scope, &ids, HISTORY).await? {
                let Some(person) = row.person_id.map(PersonId) else { continue };
                let rep = reps.get(&row.member_id).cloned().unwrap_or_default();
                let done = timeline::activity(reader.id, rep, row);
                found.history.entry(person).or_default().push(done);
            }
        }
        Ok(found)
    }

    /// The number, address or profile that a way of a person names.
    fn address_of(&self, reached: &Reached, way: Way) -> Option<String> {
        match way {
            Way::Number(id) => self.numbers.get(&id.0).cloned(),
            Way::Email(id) => self.emails.get(&id.0).cloned(),
            Way::Profile => self.profiles.get(&reached.person).cloned(),
            Way::PostalAddress => reached.postal.as_ref().map(PostalAddress::on_one_line),
            Way::Search | Way::Open => None,
        }
    }

    /// The numbers of a person that may be called.
    fn numbers_of(&self, reached: &Reached) -> Vec<String> {
        let reach = &reached.reach;
        if reach.forbidden.contains(&Channel::Call) {
            return Vec::new();
        }
        let usable = reach.numbers.iter().filter(|number| !number.is_bad && !number.is_barred);
        usable.filter_map(|number| self.numbers.get(&number.id.0).cloned()).collect()
    }

    /// The addresses of a person that may be written to.
    fn emails_of(&self, reached: &Reached) -> Vec<String> {
        let reach = &reached.reach;
        if reach.forbidden.contains(&Channel::Email) {
            return Vec::new();
        }
        let usable = reach.emails.iter().filter(|email| !email.is_bad && !email.is_barred);
        usable.filter_map(|email| self.emails.get(&email.id.0).cloned()).collect()
    }

    /// A person and the name of their company, empty when they have none.
    fn at_work(&self, person: PersonId) -> Option<(&people_rows::Person, &str)> {
        let row = self.people.get(&person)?;
        let company = row.company_id.and_then(|id| self.companies.get(&id));
        Some((row, company.map_or("", String::as_str)))
    }
}

impl Showing<'_> {
    /// A touch as it is shown; none when it is with nobody who is known.
    pub(super) fn touch(&self, touch: &TodayTouch<Item>) -> Option<Placed> {
        let person = person_of(touch.person, self.book)?;
        let reached = self.reached.get(&person)?;
        let (running, loose) = self.origin(touch.person, person);
        let agreed = running
            .and_then(|running| running.facts.next.and_then(|next| next.agreed_at))
            .or_else(|| loose.and_then(|(row, _)| row.agreed_at.map(instant_of)));
        let way = usable(touch.channel, &reached.reach);
        let now = self.app.clock.now();
        // The list of a coming day says nothing about the hour it is now.
        let is_now = self.on == now.to_zoned(self.member.zone.clone()).date();
        let later_today = is_now
            && matches!(touch.channel, Channel::Call | Channel::Text)
            && !reached.calling.may_call(now);
        let (row, company) = self.contacts.at_work(person)?;
        let shown = TodayShown {
            person,
            covered_for: None,
            name: reached.name.clone(),
            title: row.job_title.clone(),
            company: company.to_owned(),
            standing: reached.standing,
            fit: reached.fit,
            numbers: self.contacts.numbers_of(reached),
            emails: self.contacts.emails_of(reached),
            profile: self.contacts.profiles.get(&person).cloned(),
            zones: zones_of(reached),
            callable_until: if is_now { reached.calling.until(now) } else { None },
            history: self.contacts.history.get(&person).cloned().unwrap_or_default(),
            cadence: self.cadence_of(running),
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
            way: way.ok().and_then(|way| self.contacts.address_of(reached, way)),
            later_today,
            callable_from: if later_today { reached.calling.next(now) } else { None },
            script: self.script(touch, person, running, agreed),
        };
        let key = self.place(touch, person, running, loose, agreed);
        let is_held = running.is_some_and(|running| !running.row.held_why.is_empty());
        Some((shown, key, is_held))
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

    /// The name of the cadence of an enrollment.
    fn cadence_of(&self, running: Option<&Running>) -> String {
        let rules = running.and_then(|running| self.book.cadences.get(running.cadence));
        rules.map(|(_, rules)| rules.name.clone()).unwrap_or_default()
    }

    /// What to say or write, filled in.
    fn script(
        &self,
        touch: &TodayTouch<Item>,
        person: PersonId,
        running: Option<&Running>,
        agreed: Option<Timestamp>,
    ) -> Option<Filled> {
        let (_, rules) = self.book.cadences.get(running?.cadence)?;
        let step = rules.step(touch.step)?;
        let (row, company) = self.contacts.at_work(person)?;
        let filling = cadences::Filling {
            company,
            reason: self.freshest.get(&person).map(|(_, _, text)| text.as_str()),
            agreed,
            settings: self.settings,
        };
        cadences::filled(self.member, rules, step, row, filling)
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

/// The zones in which somebody may be, by name.
fn zones_of(reached: &Reached) -> Vec<String> {
    let named = reached.calling.zones().iter().filter_map(|zone| zone.iana_name());
    named.map(ToOwned::to_owned).collect()
}

/// Days to the deadline, negative when it is past: ordered as the planner orders working days.
fn deadline_of(touch: &TodayTouch<Item>, today: Date) -> i64 {
    match touch.to {
        Some(to) if touch.late > 0 => (day_number(to) - day_number(today)).min(-1),
        Some(to) => (day_number(to) - day_number(today)).max(0),
        None => i64::MIN,
    }
}
