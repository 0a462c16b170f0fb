//! Meetings by hand: set, held, missed, cancelled; one that did not take place leaves a touch to find a new time.

use domain::{
    ids::{MeetingId, PersonId, TouchId},
    meetings::{MeetingError, MeetingState, change},
    touches::LooseKind,
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    errors::StoreError, meetings as rows, people as people_rows, touches as touch_rows,
    transaction::Tx, workspaces as members,
};

use crate::{
    App,
    clock::{day_number, instant_of, micros},
    people::{reach, shown_name},
    plan::book::{Book, PlanningError, with_working_days},
    settings,
    touches::loose_row,
    workspaces::Member,
};

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
#[derive(Clone, Debug, Serialize)]
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
    /// The touch that was made to find a new time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rebook: Option<TouchId>,
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
    /// It cannot become that.
    #[error(transparent)]
    State(#[from] MeetingError),
    /// A meeting has minutes.
    #[error("a meeting has 1 to 1440 minutes")]
    Minutes,
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Adds a meeting by hand.
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
        let settings = settings::read(tx, scope).await?;
        let row = rows::Meeting {
            id: app.ids.next(),
            person_id: person.0,
            member_id: member.id.0,
            starts_at: told.starts.map(micros),
            minutes: minutes(told.minutes.unwrap_or(settings.meeting_minutes))?,
            place: told.place.clone().unwrap_or_default(),
            state: told.state.unwrap_or(MeetingState::Set).to_string(),
            created_at: micros(app.clock.now()),
            ..rows::Meeting::default()
        };
        rows::insert(tx, scope, &row).await?;
        Ok(shown(&row, shown_name(&stored)))
    })
    .await
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
        members::lock_member(tx, scope, member.id).await?;
        let mut row =
            rows::get(tx, scope, meeting).await?.ok_or(MeetingChangeError::Unknown { meeting })?;
        row.starts_at = told.starts.map(micros).or(row.starts_at);
        if let Some(told) = told.minutes {
            row.minutes = minutes(told)?;
        }
        if let Some(place) = &told.place {
            row.place.clone_from(place);
        }
        let was_missed = row.state == MeetingState::NoShow.as_str()
            || row.state == MeetingState::Cancelled.as_str();
        // A new time brings a missed meeting back.
        let state =
            told.state.or((told.starts.is_some() && was_missed).then_some(MeetingState::Set));
        let rebook = match state {
            Some(state) if told.starts.is_none() || state.as_str() != row.state => {
                become_state(tx, &app, &member, &mut row, state).await?
            }
            _ => None,
        };
        if told.starts.is_some() && row.state == MeetingState::Set.as_str() {
            close_search(tx, &app, &member, PersonId(row.person_id)).await?;
        }
        rows::update(tx, scope, &row, micros(app.clock.recorded())).await?;
        let name = people_rows::get(tx, scope, PersonId(row.person_id)).await?;
        let name = name.as_ref().map(shown_name).unwrap_or_default();
        Ok(MeetingShown { rebook, ..shown(&row, name) })
    })
    .await
}

async fn become_state(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: &mut rows::Meeting,
    to: MeetingState,
) -> Result<Option<TouchId>, MeetingChangeError> {
    let scope = member.scope;
    let settings = settings::read(tx, scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let person = PersonId(row.person_id);
    let mut reached = reach::of(tx, member, &settings, &book, &[person]).await?;
    let reach = reached.remove(&person).map(|reached| reached.reach).unwrap_or_default();
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
    let touch = loose_row(app, member, person, &rebook);
    touch_rows::insert(tx, scope, &touch).await?;
    Ok(Some(TouchId(touch.id)))
}

/// Drops the touches that look for a time: it has been found, or the meeting held.
async fn close_search(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<(), StoreError> {
    let searches = [LooseKind::Rebook.as_str(), LooseKind::TimeToBeAgreed.as_str()];
    for mut touch in touch_rows::open_of_person(tx, member.scope, person).await? {
        if searches.contains(&touch.kind.as_str()) {
            "dropped".clone_into(&mut touch.state);
            touch.done_on = Some(day_number(app.clock.today(&member.zone)));
            touch_rows::update(tx, member.scope, &touch).await?;
        }
    }
    Ok(())
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
            let mut listed = Vec::new();
            for row in found {
                let name = people_rows::get(tx, scope, PersonId(row.person_id)).await?;
                listed.push(shown(&row, name.as_ref().map(shown_name).unwrap_or_default()));
            }
            Ok(listed)
        })
        .await
}

const MICROS_A_WEEK: i64 = 7 * 86_400_000_000;

fn minutes(told: u32) -> Result<i64, MeetingChangeError> {
    if (1..=1440).contains(&told) { Ok(told.into()) } else { Err(MeetingChangeError::Minutes) }
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
    }
}
