//! What goes on with the people of a list: their cadence, the next touch, and what was done last.

use std::collections::{BTreeMap, btree_map::Entry};

use domain::{
    activities::Channel,
    cadences::Cadence,
    calendar::RepCalendar,
    enrollments::{EnrollmentState, by_hand},
    ids::{CadenceVersionId, EnrollmentId, MemberId, PersonId},
    touches::LooseKind,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use store::{BULK_ROWS, activities, enrollments, errors::StoreError, touches, transaction::Tx};
use utoipa::ToSchema;
use uuid::Uuid;

use super::list::PersonShown;
use crate::{
    App, cadences, calendar,
    clock::date_of,
    enrollments::facts_of,
    plan::book::with_working_days,
    settings,
    touches::loose_of,
    workspaces::{Member, rep},
};

/// The cadence that somebody is on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RunningShown {
    /// The enrollment.
    pub enrollment: EnrollmentId,
    /// The cadence.
    pub cadence: String,
    /// The touch it waits for, from 1.
    pub step: u8,
    /// How many there are.
    pub of: usize,
    /// Whether it runs.
    pub state: EnrollmentState,
    /// Whose work it is.
    pub rep: String,
}

/// The next touch with somebody.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct NextTouchShown {
    /// What for, when it is of no cadence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<LooseKind>,
    /// How.
    pub channel: Channel,
    /// First day of its window.
    pub from: Date,
    /// Last day of its window.
    pub to: Date,
    /// The time they named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Timestamp>,
}

/// What was done with somebody last.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LastShown {
    /// On which day.
    pub on: Date,
    /// The channel; empty when it has none.
    pub channel: String,
    /// The team's own word for the outcome, else the shipped one; empty when it has none.
    pub outcome: String,
}

/// Calendars and cadences that were read once for many.
#[derive(Default)]
struct Known {
    reps: BTreeMap<Uuid, (Member, RepCalendar)>,
    cadences: BTreeMap<Uuid, Option<Cadence>>,
}

/// Tells of each person of a list what goes on with them.
pub(super) async fn tell(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    people: &mut [PersonShown],
) -> Result<(), StoreError> {
    let scope = member.scope;
    let ids: Vec<Uuid> = people.iter().map(|person| person.id.0).collect();
    let (mut running, mut next, mut last) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut known = Known::default();
    for chunk in ids.chunks(BULK_ROWS) {
        let open = enrollments::open_of_people(tx, scope, chunk).await?;
        known.read(tx, app, member, &open).await?;
        for row in &open {
            let Some((shown, touch)) = known.running(row)? else { continue };
            running.insert(row.person_id, shown);
            next.extend(touch.map(|touch| (row.person_id, touch)));
        }
        for row in touches::open_of_people(tx, scope, chunk).await? {
            let touch = loose_of(&row)?;
            let shown = NextTouchShown {
                kind: Some(touch.kind),
                channel: touch.channel,
                from: touch.from,
                to: touch.to,
                agreed: touch.agreed_at,
            };
            let there = next.entry(row.person_id).or_insert(shown);
            if shown.to < there.to {
                *there = shown;
            }
        }
        for row in activities::newest_of_people(tx, scope, chunk, 1).await? {
            let Some(person) = row.person_id else { continue };
            let outcome = if row.own_outcome.is_empty() { row.outcome } else { row.own_outcome };
            let on = date_of(row.on_day);
            last.insert(person, LastShown { on, channel: row.channel, outcome });
        }
    }
    for person in people {
        let PersonId(id) = person.id;
        person.running = running.remove(&id);
        person.next = next.remove(&id);
        person.last = last.remove(&id);
    }
    Ok(())
}

impl Known {
    /// Reads what the enrollments stand on, each cadence and each rep's calendar once.
    async fn read(
        &mut self,
        tx: &mut Tx,
        app: &App,
        member: &Member,
        open: &[enrollments::Enrollment],
    ) -> Result<(), StoreError> {
        if open.is_empty() {
            return Ok(());
        }
        let settings = settings::read(tx, member.scope).await?;
        for row in open {
            if let Entry::Vacant(place) = self.cadences.entry(row.version_id) {
                let version = CadenceVersionId(row.version_id);
                place.insert(cadences::version(tx, member.scope, version).await?);
            }
            if let Entry::Vacant(place) = self.reps.entry(row.member_id) {
                let rep = rep(tx, member, MemberId(row.member_id)).await?;
                let theirs = open.iter().filter(|other| other.member_id == row.member_id);
                let first = theirs.filter_map(|row| row.done_on).min().map(date_of);
                let today = app.clock.today(&rep.zone);
                let first = first.map_or(today, |first| first.min(today));
                let calendar = calendar::load(tx, &rep, first, &settings).await?;
                place.insert((rep, calendar));
            }
        }
        Ok(())
    }

    fn running(
        &self,
        row: &enrollments::Enrollment,
    ) -> Result<Option<(RunningShown, Option<NextTouchShown>)>, StoreError> {
        let rules = self.cadences.get(&row.version_id).and_then(Option::as_ref);
        let (Some(rules), Some((rep, calendar))) = (rules, self.reps.get(&row.member_id)) else {
            return Ok(None);
        };
        let facts = facts_of(row)?;
        let window = with_working_days(calendar, |days| by_hand::window_of(&facts, rules, days));
        let touch = facts.next.zip(window).and_then(|(next, window)| {
            let channel = rules.step(next.step)?.channel;
            let (from, to, agreed) = (window.from, window.to, next.agreed_at);
            Some(NextTouchShown { kind: None, channel, from, to, agreed })
        });
        let shown = RunningShown {
            enrollment: EnrollmentId(row.id),
            cadence: rules.name.clone(),
            step: facts.next.map_or(0, |next| next.step),
            of: rules.steps.len(),
            state: facts.state,
            rep: rep.name.clone(),
        };
        Ok(Some((shown, touch)))
    }
}
