//! Loose touches: those outside any enrollment, as the rules and the store know them.

pub mod list;

use domain::{
    activities::Channel,
    ids::PersonId,
    touches::{LooseKind, LooseTouch},
};
use store::{errors::StoreError, touches as rows};

use crate::{
    App,
    clock::{date_of, day_number, instant_of, micros},
    workspaces::Member,
};

/// What the rules read of a stored loose touch.
///
/// # Errors
/// [`StoreError::Unreadable`] when the row holds a word this program does not know.
pub fn loose_of(row: &rows::Touch) -> Result<LooseTouch, StoreError> {
    let unreadable = |error: domain::words::UnknownWord| StoreError::Unreadable {
        what: "touch",
        why: error.to_string(),
    };
    Ok(LooseTouch {
        kind: LooseKind::parse(&row.kind).map_err(unreadable)?,
        channel: Channel::parse(&row.channel).map_err(unreadable)?,
        from: date_of(row.from_on),
        to: date_of(row.to_on),
        minutes: u32::try_from(row.minutes).unwrap_or_default(),
        agreed_at: row.agreed_at.map(instant_of),
    })
}

/// The row of a new loose touch with a person.
pub fn loose_row(app: &App, member: &Member, person: PersonId, touch: &LooseTouch) -> rows::Touch {
    rows::Touch {
        id: app.ids.next(),
        enrollment_id: None,
        person_id: person.0,
        member_id: member.id.0,
        kind: touch.kind.to_string(),
        step: 0,
        channel: touch.channel.to_string(),
        minutes: touch.minutes.into(),
        from_on: day_number(touch.from),
        to_on: day_number(touch.to),
        agreed_at: touch.agreed_at.map(micros),
        state: "open".to_owned(),
        done_on: None,
        is_late: 0,
        why: String::new(),
        activity_id: None,
        created_at: micros(app.clock.now()),
    }
}
