//! What happened with a person, newest first, and what comes next.

use std::collections::BTreeMap;

use domain::{
    cadences::ability::Missing,
    enrollments::{EnrollmentState, by_hand},
    ids::{ActivityId, CadenceVersionId, EnrollmentId, MemberId, PersonId, TouchId},
    touches::LooseKind,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use store::{
    activities, enrollments, errors::StoreError, meetings, people, scope::Scope, touches,
    transaction::Tx, workspaces as members,
};
use uuid::Uuid;

use crate::{
    App,
    activities::{LooseShown, NextShown, list::note_for},
    cadences, calendar,
    clock::{date_of, instant_of},
    enrollments::facts_of,
    meetings::MeetingShown,
    people::list::ListError,
    plan::book::with_working_days,
    settings,
    touches::loose_of,
    workspaces::{Member, rep},
};

/// How many activities are shown, the newest.
const ACTIVITIES: i64 = 500;

/// What happened with a person, and what comes next.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Timeline {
    /// Their cadences, the newest start first.
    pub enrollments: Vec<EnrollmentShown>,
    /// Touches outside any cadence that are open, the next one first.
    pub open: Vec<LooseShown>,
    /// Their meetings.
    pub meetings: Vec<MeetingShown>,
    /// What reps changed about their cadences by hand, and touches that were passed over, the newest first.
    pub changes: Vec<ChangeShown>,
    /// What was done with them, the newest first; the newest 500.
    pub activities: Vec<ActivityShown>,
}

/// A cadence that a person is on or was on.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TimelineEnrollment)]
pub struct EnrollmentShown {
    /// Its id.
    pub id: EnrollmentId,
    /// The cadence.
    pub cadence: String,
    /// How many touches it has.
    pub touches: usize,
    /// Whose work it is.
    pub rep: String,
    /// Whether it runs.
    pub state: EnrollmentState,
    /// The start day.
    pub started: Date,
    /// The next touch; none when it is paused or over.
    pub next: Option<NextShown>,
    /// Why its touches wait, or why it is paused; empty when neither.
    pub waits_why: String,
    /// The day it ended.
    pub ended: Option<Date>,
    /// Why it ended; empty while it runs.
    pub end_why: String,
    /// The rep's words at its end.
    pub end_note: String,
    /// Why it was started against the plan; empty when the plan allowed it.
    pub override_why: String,
}

/// What was changed about a cadence beside what was done with the person.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TimelineChange)]
pub struct ChangeShown {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub rep: String,
    /// Which enrollment.
    pub enrollment: EnrollmentId,
    /// `later`, `stopped`, `paused`, `resumed`, or `skipped`.
    pub action: String,
    /// The step that was passed over, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<i64>,
    /// Its channel.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// Why; empty when that was not said.
    pub why: String,
}

/// Something that was done with a person.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TimelineActivity)]
pub struct ActivityShown {
    /// Its id.
    pub id: ActivityId,
    /// When it happened.
    pub at: Timestamp,
    /// The rep's local day of that.
    pub on: Date,
    /// Who did it.
    pub rep: String,
    /// What a recipe counts it as.
    pub behaviour: String,
    /// The channel; empty when it has none.
    pub channel: String,
    /// The team's own word for the outcome, else the shipped one; empty when it has none.
    pub outcome: String,
    /// The step of the cadence, from 1.
    pub step: Option<i64>,
    /// Minutes spent.
    pub minutes: i64,
    /// What was asked for; empty for nothing.
    pub asked: String,
    /// The time they named.
    pub agreed: Option<Timestamp>,
    /// The day until which it is not the time.
    pub until: Option<Date>,
    /// Why.
    pub why: String,
    /// A note.
    pub note: String,
    /// Whether the note is shown to nobody but you, who wrote it.
    pub is_private: bool,
}

/// What happened with a person, and what comes next.
pub async fn of_person(
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<Timeline, StoreError> {
    app.db.snapshot(member.scope, async |tx| read(tx, app, member, person).await).await
}

/// The same of somebody who must be there.
pub async fn of_known(app: &App, member: &Member, person: PersonId) -> Result<Timeline, ListError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let there = people::get(tx, scope, person).await?;
            there.ok_or(ListError::UnknownPerson { person })?;
            Ok(read(tx, app, member, person).await?)
        })
        .await
}

async fn read(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<Timeline, StoreError> {
    let scope = member.scope;
    let reps: BTreeMap<Uuid, String> =
        members::members(tx, scope).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let name = |id: Uuid| reps.get(&id).cloned().unwrap_or_default();
    let mut shown = Vec::new();
    let mut rows = enrollments::of_person(tx, scope, person).await?;
    rows.sort_by_key(|row| (row.started_on, row.started_at, row.id));
    let mut changes = Vec::new();
    for row in rows.into_iter().rev() {
        changes.extend(changed(tx, scope, EnrollmentId(row.id), &name).await?);
        shown.push(enrollment(tx, app, member, row).await?);
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    let mut open = Vec::new();
    for row in touches::open_of_person(tx, scope, person).await? {
        open.push(loose(&row)?);
    }
    let done = activities::of_person(tx, scope, person, ACTIVITIES).await?;
    Ok(Timeline {
        enrollments: shown,
        open,
        meetings: meetings::of_person(tx, scope, person)
            .await?
            .iter()
            .map(|row| crate::meetings::shown(row, String::new()))
            .collect(),
        changes,
        activities: done
            .into_iter()
            .map(|row| activity(member.id, name(row.member_id), row))
            .collect(),
    })
}

/// What was changed about an enrollment by hand, and which of its touches were passed over.
async fn changed(
    tx: &mut Tx,
    scope: Scope,
    enrollment: EnrollmentId,
    name: &impl Fn(Uuid) -> String,
) -> Result<Vec<ChangeShown>, StoreError> {
    let by_hand = enrollments::changes::of_enrollment(tx, scope, enrollment).await?;
    let by_hand = by_hand.into_iter().map(|change| ChangeShown {
        at: instant_of(change.changed_at),
        rep: name(change.member_id),
        enrollment,
        action: change.action,
        step: None,
        channel: String::new(),
        why: change.why,
    });
    let touches = touches::of_enrollment(tx, scope, enrollment).await?;
    let skipped = touches.into_iter().filter(|touch| touch.state == "skipped");
    let skipped = skipped.map(|touch| ChangeShown {
        at: instant_of(touch.created_at),
        rep: name(touch.member_id),
        enrollment,
        action: touch.state,
        step: Some(touch.step),
        channel: touch.channel,
        why: Missing::parse(&touch.why).map_or(touch.why, |lack| lack.told().to_owned()),
    });
    Ok(by_hand.chain(skipped).collect())
}

/// An enrollment, with the window of its next touch in the calendar of the rep whose work it is.
pub(crate) async fn enrollment(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: enrollments::Enrollment,
) -> Result<EnrollmentShown, StoreError> {
    let facts = facts_of(&row)?;
    let version = CadenceVersionId(row.version_id);
    let rules = cadences::version(tx, member.scope, version).await?;
    let rep = rep(tx, member, MemberId(row.member_id)).await?;
    let mut next = None;
    if let Some(rules) = &rules {
        let settings = settings::read(tx, member.scope).await?;
        let first = app.clock.today(&rep.zone).min(date_of(row.done_on.unwrap_or(i64::MAX)));
        let calendar = calendar::load(tx, &rep, first, &settings).await?;
        let window = with_working_days(&calendar, |days| by_hand::window_of(&facts, rules, days));
        next = facts.next.zip(window).and_then(|(next, window)| {
            let channel = rules.step(next.step)?.channel;
            let (from, to) = (window.from, window.to);
            Some(NextShown { step: next.step, channel, from, to, agreed: next.agreed_at })
        });
    }
    let (name, touches) =
        rules.map(|rules| (rules.name.clone(), rules.steps.len())).unwrap_or_default();
    Ok(EnrollmentShown {
        id: EnrollmentId(row.id),
        cadence: name,
        touches,
        rep: rep.name,
        state: facts.state,
        started: facts.started_on,
        next,
        waits_why: if row.held_why.is_empty() { row.paused_why } else { row.held_why },
        ended: facts.ended.as_ref().map(|ended| ended.on),
        end_why: row.end_why,
        end_note: row.end_note,
        override_why: row.override_why,
    })
}

fn loose(row: &touches::Touch) -> Result<LooseShown, StoreError> {
    let touch = loose_of(row)?;
    let (kind, from, to): (LooseKind, Date, Date) = (touch.kind, touch.from, touch.to);
    Ok(LooseShown { touch: TouchId(row.id), person: PersonId(row.person_id), kind, from, to })
}

/// Something that was done, as somebody may read it.
pub(crate) fn activity(reader: MemberId, rep: String, row: activities::Activity) -> ActivityShown {
    ActivityShown {
        note: note_for(reader, &row).to_owned(),
        is_private: row.is_private != 0 && row.member_id == reader.0,
        id: ActivityId(row.id),
        at: instant_of(row.happened_at),
        on: date_of(row.on_day),
        rep,
        behaviour: row.behaviour,
        channel: row.channel,
        outcome: if row.own_outcome.is_empty() { row.outcome } else { row.own_outcome },
        step: row.step,
        minutes: row.minutes,
        asked: row.asked,
        agreed: row.agreed_at.map(instant_of),
        until: row.until_on.map(date_of),
        why: row.why,
    }
}
