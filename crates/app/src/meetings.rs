//! Meetings by hand: set, held, missed, cancelled. One that is agreed ends the cadence and holds colleagues, as the outcome
//! `meeting_set` does; one without a time, or that did not take place, leaves a touch to find one.

use std::collections::BTreeSet;

use domain::{
    activities::Channel,
    cadences::ability::{Reach, choose_channel},
    enrollments::{EndWhy, HoldWhy},
    ids::{MeetingId, MemberId, PersonId, TouchId},
    meetings::{MeetingError, MeetingState, change},
    people::Standing,
    settings::Settings,
    touches::{LooseKind, LooseTouch},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    enrollments as enrollment_rows, errors::StoreError, meetings as rows, people as people_rows,
    touches as touch_rows, transaction::Tx, workspaces as members,
};

use crate::{
    App,
    audit::Change,
    clock::{day_number, instant_of, micros},
    companies,
    enrollments::{facts_of, put_facts},
    people::{
        edit::{self, OfAnother},
        names_in, reach, shown_name,
    },
    plan::book::{Book, PlanningError, with_working_days},
    settings, teams,
    touches::loose_row,
    workspaces::{Member, rep},
};

/// Longest place, in characters.
pub const MAX_PLACE: usize = 500;

const MICROS_A_WEEK: i64 = 7 * 86_400_000_000;

/// The kinds of touches by which a time is looked for.
const SEARCHES: &[LooseKind] = &[LooseKind::Rebook, LooseKind::TimeToBeAgreed];

/// A meeting as it is told.
#[derive(Clone, Debug)]
pub struct Told {
    /// When it starts; none: the time is to be agreed.
    pub starts: Option<Timestamp>,
    /// How long; the setting when none.
    pub minutes: Option<u32>,
    /// Where.
    pub place: Option<String>,
    /// Where it stands.
    pub state: Option<MeetingState>,
}

/// A meeting as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MeetingShown {
    /// Its id.
    pub id: MeetingId,
    /// With whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When it starts.
    pub starts: Option<Timestamp>,
    /// How long.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// Where it stands.
    pub state: String,
    /// The touch that was made to find a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rebook: Option<TouchId>,
    /// Whether it ended the person's cadence.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ended_cadence: bool,
    /// Whose touches wait until you say go on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<PersonId>,
}

/// Why a meeting cannot be stored or changed.
#[derive(Debug, thiserror::Error)]
pub enum MeetingChangeError {
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is no such meeting.
    #[error("there is no meeting `{meeting}`")]
    Unknown {
        /// The id.
        meeting: MeetingId,
    },
    /// They are another's.
    #[error(transparent)]
    OfAnother(#[from] OfAnother),
    /// It cannot become that.
    #[error(transparent)]
    State(#[from] MeetingError),
    /// The place is too long.
    #[error("a place has at most {MAX_PLACE} characters")]
    PlaceTooLong,
    /// A meeting has minutes.
    #[error("a meeting has 1 to 1440 minutes")]
    Minutes,
    /// Somebody changed the person's cadence at the same time.
    #[error("it was changed at the same time: look again")]
    Changed,
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Adds a meeting by hand: it is agreed, and becomes what is told.
pub async fn add(
    app: &App,
    member: &Member,
    person: PersonId,
    told: Told,
) -> Result<MeetingShown, MeetingChangeError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        let stored = people_rows::get(tx, scope, person)
            .await?
            .filter(|row| row.state == "live")
            .ok_or(MeetingChangeError::UnknownPerson { person })?;
        edit::refuse_others(tx, &app, &member, &stored).await??;
        let settings = settings::read(tx, scope).await?;
        let mut row = rows::Meeting {
            id: app.ids.next(),
            person_id: person.0,
            member_id: member.id.0,
            starts_at: told.starts.map(micros),
            minutes: minutes(told.minutes.unwrap_or(settings.meeting_minutes))?,
            place: placed(told.place.clone().unwrap_or_default())?,
            state: MeetingState::Set.to_string(),
            created_at: micros(app.clock.now()),
            ..rows::Meeting::default()
        };
        let mut follows = agree(tx, &app, &member, &stored).await?;
        match told.state.filter(|state| *state != MeetingState::Set) {
            Some(state) => {
                follows.search = become_state(tx, &app, &member, &mut row, state).await?;
            }
            None if row.starts_at.is_none() => {
                follows.search = Some(look_for_a_time(tx, &app, &member, person).await?);
            }
            None => {}
        }
        rows::insert(tx, scope, &row).await?;
        change_of("added", &row).by(tx, &app, &member).await?;
        Ok(with(shown(&row, shown_name(&stored)), follows))
    })
    .await
}

fn change_of(action: &'static str, row: &rows::Meeting) -> Change {
    let change = Change::new(action, "meeting", row.id).with("state", row.state.as_str());
    change.with("starts_at", row.starts_at).with("minutes", row.minutes)
}

/// Changes a meeting. One that did not take place leaves a touch on the next working day.
pub async fn set(
    app: &App,
    member: &Member,
    meeting: MeetingId,
    told: Told,
) -> Result<MeetingShown, MeetingChangeError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let unknown = || MeetingChangeError::Unknown { meeting };
        let whose = rows::get(tx, scope, meeting).await?.ok_or_else(unknown)?.member_id;
        if !teams::is_own(tx, &member, MemberId(whose)).await? {
            return Err(unknown());
        }
        // Whose meeting it is decides on days and calendar, whoever asks.
        let member = rep(tx, &member, MemberId(whose)).await?;
        members::lock_member(tx, scope, member.id).await?;
        let mut row = rows::get(tx, scope, meeting).await?.ok_or_else(unknown)?;
        row.starts_at = told.starts.map(micros).or(row.starts_at);
        if let Some(told) = told.minutes {
            row.minutes = minutes(told)?;
        }
        if let Some(place) = &told.place {
            row.place = placed(place.clone())?;
        }
        let person = PersonId(row.person_id);
        let stored = people_rows::get(tx, scope, person).await?;
        let before = row.state.clone();
        let was_missed =
            before == MeetingState::NoShow.as_str() || before == MeetingState::Cancelled.as_str();
        // A new time brings a missed meeting back.
        let state =
            told.state.or((told.starts.is_some() && was_missed).then_some(MeetingState::Set));
        let mut follows = Follows::default();
        if let Some(state) = state.filter(|state| told.starts.is_none() || state.as_str() != before)
        {
            follows.search = become_state(tx, &app, &member, &mut row, state).await?;
        }
        if row.state == MeetingState::Set.as_str() {
            if told.starts.is_some() {
                close_search(tx, &app, &member, person).await?;
            }
            if let Some(stored) = stored.as_ref().filter(|_| was_missed) {
                follows = agree(tx, &app, &member, stored).await?;
                if row.starts_at.is_none() {
                    follows.search = Some(look_for_a_time(tx, &app, &member, person).await?);
                }
            }
        }
        rows::update(tx, scope, &row, micros(app.clock.recorded())).await?;
        change_of("changed", &row).by(tx, &app, &member).await?;
        let name = stored.as_ref().map(shown_name).unwrap_or_default();
        Ok(with(shown(&row, name), follows))
    })
    .await
}

/// The meetings of a rep that are not over, or all with a person.
pub async fn list(
    app: &App,
    member: &Member,
    person: Option<PersonId>,
) -> Result<Vec<MeetingShown>, MeetingChangeError> {
    let (scope, id) = (member.scope, member.id);
    let since = micros(app.clock.now()) - MICROS_A_WEEK;
    app.db
        .read(scope, async |tx| {
            let found = match person {
                Some(person) => rows::of_person(tx, scope, person).await?,
                None => rows::of_member_from(tx, scope, id, since).await?,
            };
            let people: BTreeSet<PersonId> =
                found.iter().map(|row| PersonId(row.person_id)).collect();
            let people: Vec<PersonId> = people.into_iter().collect();
            let names = names_in(tx, scope, &people).await?;
            let name_of = |row: &rows::Meeting| {
                names.get(&PersonId(row.person_id)).cloned().unwrap_or_default()
            };
            let listed: Vec<MeetingShown> =
                found.iter().map(|row| shown(row, name_of(row))).collect();
            Ok(listed)
        })
        .await
}

pub(crate) fn shown(row: &rows::Meeting, name: String) -> MeetingShown {
    MeetingShown {
        id: MeetingId(row.id),
        person: PersonId(row.person_id),
        name,
        starts: row.starts_at.map(instant_of),
        minutes: row.minutes,
        place: row.place.clone(),
        state: row.state.clone(),
        rebook: None,
        ended_cadence: false,
        held: Vec::new(),
    }
}

/// What a meeting changes beside itself.
#[derive(Debug, Default)]
struct Follows {
    /// The touch by which a time is looked for.
    search: Option<TouchId>,
    /// Whether the person's cadence ended.
    has_ended: bool,
    /// Colleagues who wait.
    held: Vec<PersonId>,
}

fn with(shown: MeetingShown, follows: Follows) -> MeetingShown {
    MeetingShown {
        rebook: follows.search,
        ended_cadence: follows.has_ended,
        held: follows.held,
        ..shown
    }
}

/// One meeting of one's own, or of somebody looked after.
pub async fn get(
    app: &App,
    member: &Member,
    meeting: MeetingId,
) -> Result<MeetingShown, MeetingChangeError> {
    let scope = member.scope;
    app.db
        .read(scope, async |tx| {
            let unknown = MeetingChangeError::Unknown { meeting };
            let Some(row) = rows::get(tx, scope, meeting).await? else { return Err(unknown) };
            if !teams::is_own(tx, member, MemberId(row.member_id)).await? {
                return Err(unknown);
            }
            let person = PersonId(row.person_id);
            let names = names_in(tx, scope, &[person]).await?;
            Ok(shown(&row, names.get(&person).cloned().unwrap_or_default()))
        })
        .await
}

/// The meetings of a member, or all with a person who must be there.
pub async fn list_known(
    app: &App,
    member: &Member,
    person: Option<PersonId>,
) -> Result<Vec<MeetingShown>, MeetingChangeError> {
    let scope = member.scope;
    if let Some(person) = person {
        let there =
            app.db.read(scope, async |tx| people_rows::get(tx, scope, person).await).await?;
        there.ok_or(MeetingChangeError::UnknownPerson { person })?;
    }
    list(app, member, person).await
}

fn placed(place: String) -> Result<String, MeetingChangeError> {
    if place.chars().count() > MAX_PLACE {
        return Err(MeetingChangeError::PlaceTooLong);
    }
    Ok(place)
}

fn minutes(told: u32) -> Result<i64, MeetingChangeError> {
    if (1..=1440).contains(&told) { Ok(told.into()) } else { Err(MeetingChangeError::Minutes) }
}

/// What follows when a meeting is agreed, as when `meeting_set` is logged: the cadence ends, what was open with the person is
/// answered, and colleagues wait.
async fn agree(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: &people_rows::Person,
) -> Result<Follows, MeetingChangeError> {
    let (scope, id) = (member.scope, PersonId(person.id));
    let mut follows = Follows::default();
    if let Some(mut row) = enrollment_rows::open_of_person(tx, scope, id).await? {
        let mut facts = facts_of(&row)?;
        facts.end(app.clock.today(&member.zone), EndWhy::MeetingSet, None);
        put_facts(&mut row, &facts);
        if !enrollment_rows::update(tx, scope, &row).await? {
            return Err(MeetingChangeError::Changed);
        }
        let before = Standing::parse(&person.standing)
            .map_err(|error| StoreError::Unreadable { what: "person", why: error.to_string() })?;
        let after = EndWhy::MeetingSet.standing_after(before);
        if after != before {
            let at = micros(app.clock.recorded());
            people_rows::set_standing(tx, scope, id, after.as_str(), None, at).await?;
        }
        follows.has_ended = true;
    }
    drop_open(tx, app, member, id, LooseKind::ALL).await?;
    let now = app.clock.now();
    let held = companies::hold_colleagues(tx, scope, person, HoldWhy::Meeting, now).await?;
    follows.held = held.into_iter().map(|(_, person)| person).collect();
    Ok(follows)
}

async fn become_state(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: &mut rows::Meeting,
    to: MeetingState,
) -> Result<Option<TouchId>, MeetingChangeError> {
    let person = PersonId(row.person_id);
    let (settings, book, reach) = at_hand(tx, app, member, person).await?;
    let from = MeetingState::parse(&row.state)
        .map_err(|error| StoreError::Unreadable { what: "meeting", why: error.to_string() })?;
    let starts_on = row.starts_at.map(|at| instant_of(at).to_zoned(member.zone.clone()).date());
    let changed = with_working_days(&book.calendar, |days| {
        change(from, to, book.today, starts_on, settings.loose_minutes, &reach, days)
    })?;
    row.state = changed.state.to_string();
    if changed.closes_search {
        close_search(tx, app, member, person).await?;
    }
    let Some(rebook) = changed.rebook else { return Ok(None) };
    insert(tx, app, member, person, &rebook).await.map(Some)
}

/// Makes the touch by which the time of an agreed meeting is looked for, on the next working day.
async fn look_for_a_time(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<TouchId, MeetingChangeError> {
    let (settings, book, reach) = at_hand(tx, app, member, person).await?;
    let (kind, minutes) = (LooseKind::TimeToBeAgreed, settings.loose_minutes);
    let channel = choose_channel(Channel::Call, &reach);
    let touch = with_working_days(&book.calendar, |days| {
        LooseTouch::on(kind, days.next_after(book.today), channel, minutes, days)
    });
    insert(tx, app, member, person, &touch).await
}

/// What a new touch with a person depends on.
async fn at_hand(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<(Settings, Book, Reach), MeetingChangeError> {
    let settings = settings::read(tx, member.scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let mut reached =
        reach::of(tx, member, &settings, (&book.calendar, book.today), &[person]).await?;
    let reach = reached.remove(&person).map(|reached| reached.reach).unwrap_or_default();
    Ok((settings, book, reach))
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    touch: &LooseTouch,
) -> Result<TouchId, MeetingChangeError> {
    let row = loose_row(app, member, person, touch);
    touch_rows::insert(tx, member.scope, &row).await?;
    Ok(TouchId(row.id))
}

/// Drops the touches that look for a time: it has been found, or the meeting held.
async fn close_search(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<(), StoreError> {
    drop_open(tx, app, member, person, SEARCHES).await
}

/// Drops the open loose touches of these kinds with a person.
async fn drop_open(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    kinds: &[LooseKind],
) -> Result<(), StoreError> {
    for mut touch in touch_rows::open_of_person(tx, member.scope, person).await? {
        if kinds.iter().any(|kind| kind.as_str() == touch.kind) {
            "dropped".clone_into(&mut touch.state);
            touch.done_on = Some(day_number(app.clock.today(&member.zone)));
            touch_rows::update(tx, member.scope, &touch).await?;
        }
    }
    Ok(())
}
