//! Closing the day: what was on time, what moved, what is at risk tomorrow, and the first three for tomorrow.

use domain::{
    calendar::local,
    ids::{ActivityId, EnrollmentId, PersonId, TouchId},
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use store::{enrollments::changes, errors::StoreError, touches, transaction::Tx};
use uuid::Uuid;

use super::{BreachShown, Today, TodayShown, book::PlanningError, read_today};
use crate::{
    App,
    clock::{Clock, day_number, micros},
    people,
    workspaces::Member,
};

/// How many of tomorrow's touches are shown.
const FIRST: usize = 3;
/// How many days ahead the next working day is looked for.
const MOST_DAYS: i64 = 400;

/// A day as it is closed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ClosingShown {
    /// The rep's local day.
    pub on: Date,
    /// Touches done inside their windows.
    pub on_time: Vec<TouchDone>,
    /// Touches done after their windows.
    pub late: Vec<TouchDone>,
    /// Touches that were moved today by hand.
    pub moved: Vec<MovedShown>,
    /// What was on today's list and was not done: it moves to the next working day.
    pub left: Vec<TodayShown>,
    /// The next working day; none when none is known.
    pub next: Option<Date>,
    /// Touches whose windows end on that day, or did before.
    pub at_risk: Vec<TodayShown>,
    /// What would be late from then on.
    pub would_be_late: Vec<BreachShown>,
    /// The first three of that day.
    pub first: Vec<TodayShown>,
}

/// A touch that was done.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct TouchDone {
    /// The touch.
    pub touch: TouchId,
    /// The activity that did it.
    pub activity: Option<ActivityId>,
    /// With whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The last day of its window.
    pub to: Date,
}

/// A touch that was moved.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MovedShown {
    /// Of which enrollment.
    pub enrollment: EnrollmentId,
    /// With whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Why; empty when nothing was said.
    pub why: String,
}

/// Closes the day of a rep: it changes nothing, and can be asked at any time of it.
pub async fn close(app: &App, member: &Member) -> Result<ClosingShown, PlanningError> {
    app.db.snapshot(member.scope, async |tx| read(tx, app, member).await).await
}

async fn read(tx: &mut Tx, app: &App, member: &Member) -> Result<ClosingShown, PlanningError> {
    let on = app.clock.today(&member.zone);
    let done = touches::done_on(tx, member.scope, member.id, day_number(on)).await?;
    let moved = moved(tx, member, on).await?;
    let ids =
        done.iter().map(|row| row.person_id).chain(moved.iter().map(|(_, person, _)| *person));
    let mut ids: Vec<PersonId> = ids.map(PersonId).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = people::names_in(tx, member.scope, &ids).await?;
    let name = |person: Uuid| names.get(&PersonId(person)).cloned().unwrap_or_default();
    let shown = |row: &touches::Touch| TouchDone {
        touch: TouchId(row.id),
        activity: row.activity_id.map(ActivityId),
        person: PersonId(row.person_id),
        name: name(row.person_id),
        to: crate::clock::date_of(row.to_on),
    };
    let (late, on_time): (Vec<_>, Vec<_>) = done.iter().partition(|row| row.is_late != 0);
    let today = read_today(tx, app, (member, member), &[]).await?;
    let next = next_morning(tx, app, member, on, &today).await?;
    let at_risk = next.iter().flat_map(|next| {
        let ends = |touch: &&TodayShown| touch.late > 0 || touch.to.is_some_and(|to| to <= next.on);
        next.touches.iter().chain(&next.held).filter(ends).cloned()
    });
    Ok(ClosingShown {
        on,
        on_time: on_time.into_iter().map(shown).collect(),
        late: late.into_iter().map(shown).collect(),
        moved: moved
            .into_iter()
            .map(|(enrollment, person, why)| MovedShown {
                enrollment: EnrollmentId(enrollment),
                person: PersonId(person),
                name: name(person),
                why,
            })
            .collect(),
        next: next.as_ref().map(|next| next.on),
        at_risk: at_risk.collect(),
        would_be_late: next.iter().flat_map(|next| next.would_be_late.clone()).collect(),
        first: next.iter().flat_map(|next| next.touches.iter().take(FIRST).cloned()).collect(),
        left: if today.on == on { today.touches } else { Vec::new() },
    })
}

/// The list of the next working day as it will be when nothing more is done today.
async fn next_morning(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    on: Date,
    today: &Today,
) -> Result<Option<Today>, PlanningError> {
    if today.no_hours {
        return Ok(None);
    }
    // Where today is no working day its list is that of the next one already.
    let mut day = if today.on > on { today.on } else { on.saturating_add(1.day()) };
    let last = on.saturating_add(MOST_DAYS.days());
    while day <= last {
        let morning = local::start_of_day(&member.zone, day);
        let then = App { clock: Clock::At(morning), ..app.clone() };
        let found = read_today(tx, &then, (member, member), &[]).await?;
        if found.on >= day {
            return Ok(Some(found));
        }
        day = day.saturating_add(1.day());
    }
    Ok(None)
}

/// Enrollment, person and why of each touch that a rep moved on a local day.
async fn moved(
    tx: &mut Tx,
    member: &Member,
    on: Date,
) -> Result<Vec<(Uuid, Uuid, String)>, StoreError> {
    let from = micros(local::start_of_day(&member.zone, on));
    let to = micros(local::start_of_day(&member.zone, on.saturating_add(1.day())));
    changes::later_of_member(tx, member.scope, member.id, (from, to)).await
}
