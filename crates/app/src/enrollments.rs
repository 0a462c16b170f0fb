//! Enrollments: what is stored of one, as the rules read it, and the changes a rep makes by hand.

use domain::{
    enrollments::{EndWhy, Ended, EnrollmentFacts, EnrollmentState, NextTouch, PauseWhy, Paused},
    ids::PersonId,
    people::Standing,
    touches::Due,
};
use store::{
    enrollments as rows, errors::StoreError, people as people_rows, scope::Scope, transaction::Tx,
};

use crate::{
    App,
    clock::{date_of, day_number, instant_of, micros},
    imports::later,
};

pub mod by_hand;
pub mod finish_rate;
pub mod shown;
pub mod start;
pub mod undo;

/// What the rules read of a stored enrollment.
///
/// # Errors
/// [`StoreError::Unreadable`] when the row holds a word this program does not know.
pub fn facts_of(row: &rows::Enrollment) -> Result<EnrollmentFacts, StoreError> {
    let unreadable = |error: domain::words::UnknownWord| StoreError::Unreadable {
        what: "enrollment",
        why: error.to_string(),
    };
    let due = match (row.done_on, row.from_on, row.to_on) {
        (Some(day), _, _) => Some(Due::After(date_of(day))),
        (None, Some(from), Some(to)) => Some(Due::Named { from: date_of(from), to: date_of(to) }),
        _ => None,
    };
    let next = row.next_step.zip(due).map(|(step, due)| NextTouch {
        step: u8::try_from(step).unwrap_or(u8::MAX),
        due,
        agreed_at: row.agreed_at.map(instant_of),
    });
    let paused = match row.paused_on {
        Some(day) => Some(Paused {
            on: date_of(day),
            why: PauseWhy::parse(&row.paused_why).map_err(unreadable)?,
        }),
        None => None,
    };
    let ended = match row.ended_on {
        Some(day) => Some(Ended {
            on: date_of(day),
            why: EndWhy::parse(&row.end_why).map_err(unreadable)?,
            note: (!row.end_note.is_empty()).then(|| row.end_note.clone()),
        }),
        None => None,
    };
    Ok(EnrollmentFacts {
        state: EnrollmentState::parse(&row.state).map_err(unreadable)?,
        started_on: date_of(row.started_on),
        last_done: row.last_done_on.map(date_of),
        next,
        paused,
        ended,
    })
}

/// Writes into a row what the rules made of it; everything else of the row stays.
pub fn put_facts(row: &mut rows::Enrollment, facts: &EnrollmentFacts) {
    facts.state.as_str().clone_into(&mut row.state);
    row.last_done_on = facts.last_done.map(day_number);
    row.next_step = facts.next.map(|next| next.step.into());
    row.agreed_at = facts.next.and_then(|next| next.agreed_at).map(micros);
    let due = facts.next.map(|next| next.due);
    row.done_on = match due {
        Some(Due::After(date)) => Some(day_number(date)),
        _ => None,
    };
    (row.from_on, row.to_on) = match due {
        Some(Due::Named { from, to }) => (Some(day_number(from)), Some(day_number(to.max(from)))),
        _ => (None, None),
    };
    row.paused_on = facts.paused.map(|paused| day_number(paused.on));
    row.paused_why = facts.paused.map_or_else(String::new, |paused| paused.why.to_string());
    row.ended_on = facts.ended.as_ref().map(|ended| day_number(ended.on));
    row.end_why = facts.ended.as_ref().map_or_else(String::new, |ended| ended.why.to_string());
    row.end_note = facts.ended.as_ref().and_then(|ended| ended.note.clone()).unwrap_or_default();
}

/// Whoever is on no cadence any more is no prospect either, but a lead again; answers with the standing before and after, where
/// it changed.
pub(crate) async fn leave_prospects(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    person: PersonId,
) -> Result<Option<[String; 2]>, StoreError> {
    let Some(row) = people_rows::get(tx, scope, person).await? else { return Ok(None) };
    if row.standing != Standing::Prospect.as_str() {
        return Ok(None);
    }
    let (lead, at) = (Standing::Lead.as_str(), later(micros(app.clock.recorded()), row.updated_at));
    people_rows::set_standing(tx, scope, person, lead, None, at).await?;
    Ok(Some([row.standing, lead.to_owned()]))
}
