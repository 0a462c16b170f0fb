//! Taking back the newest thing that was done to an enrollment by hand: later, skip, stop, pause, resume, or its start.

use domain::{
    enrollments::EnrollmentState,
    ids::{EnrollmentId, MemberId, PersonId, TouchId},
};
use serde::{Deserialize, Serialize};
use store::{
    enrollments::{self as rows, changes},
    errors::StoreError,
    people as people_rows,
    scope::Scope,
    touches as touch_rows,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use super::{
    by_hand::{HandError, refuse_blocked, theirs},
    facts_of,
};
use crate::{
    App,
    audit::Change,
    clock::micros,
    imports::later,
    plan::late_now,
    workspaces::{self, Member},
};

/// What was done by hand changed, so that it can be taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct HandEffect {
    /// The enrollment as it was; none when it was started.
    before: Option<rows::Enrollment>,
    /// The same as it became.
    pub(super) after: rows::Enrollment,
    /// Touches that were passed over.
    pub(super) made: Vec<Uuid>,
    /// Touches outside a cadence that were closed, as they were.
    pub(super) closed: Vec<touch_rows::Touch>,
    /// The person's standing before and after, where it changed.
    pub(super) standing: Option<[String; 2]>,
    /// The change that the timeline shows.
    pub(super) change: Option<Uuid>,
}

/// What was taken back.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = EnrollmentUndone)]
pub struct Undone {
    /// The enrollment.
    pub enrollment: EnrollmentId,
    /// The person.
    pub person: PersonId,
    /// Where it stands now; none when its start was taken back, and it is gone.
    pub state: Option<EnrollmentState>,
}

impl HandEffect {
    /// Of a change of an enrollment, or of its start when there was none before.
    pub(super) fn of(before: Option<rows::Enrollment>, after: rows::Enrollment) -> Self {
        Self { before, after, made: Vec::new(), closed: Vec::new(), standing: None, change: None }
    }

    /// Keeps it beside the enrollment, in place of what was done before.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx,
        app: &App,
        scope: Scope,
    ) -> Result<(), StoreError> {
        let json = serde_json::to_string(self).map_err(|error| unreadable(&error))?;
        let (id, at) = (EnrollmentId(self.after.id), micros(app.clock.recorded()));
        changes::keep_effect(tx, scope, id, &json, at).await
    }
}

fn unreadable(error: &serde_json::Error) -> StoreError {
    StoreError::Unreadable { what: "what was done by hand", why: error.to_string() }
}

/// Takes back the newest thing that was done by hand to an enrollment: one's own, or of a rep for whom one covers today.
///
/// Nothing is promised by it that the calendar cannot hold: where the minutes that were freed are taken meanwhile, it is refused.
///
/// # Errors
/// [`HandError::NothingToUndo`], [`HandError::LaterWork`] when something was done with the person since, and
/// [`HandError::NoRoom`].
pub async fn undo_own(
    app: &App,
    member: &Member,
    enrollment: EnrollmentId,
) -> Result<Undone, HandError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let row = theirs(tx, &app, &member, enrollment).await?;
        let rep = workspaces::rep(tx, &member, MemberId(row.member_id)).await?;
        members::lock_member(tx, scope, rep.id).await?;
        let row = rows::get(tx, scope, enrollment).await?.ok_or(HandError::UnknownEnrollment)?;
        let json = changes::effect(tx, scope, enrollment).await?.ok_or(HandError::NothingToUndo)?;
        let effect: HandEffect = serde_json::from_str(&json).map_err(|error| unreadable(&error))?;
        let person = PersonId(row.person_id);
        let undoing = Undoing { app: &app, scope, row, effect };
        let late = late_now(tx, &app, &rep).await?.len();
        changes::forget_effect(tx, scope, enrollment).await?;
        if undoing.takes_up() {
            refuse_blocked(tx, &member, &undoing.row).await?;
        }
        let state = undoing.put_back(tx).await?;
        let now_late = late_now(tx, &app, &rep).await?;
        if let Some(first) = now_late.first().filter(|_| now_late.len() > late) {
            let first = first.to.map(|day| day.to_string()).unwrap_or_default();
            return Err(HandError::NoRoom { late: now_late.len() - late, first });
        }
        let line = Change::new("took back", "enrollment", enrollment.0);
        let line = line.with("state", state.map(EnrollmentState::as_str));
        line.by(tx, &app, &member).await?;
        Ok(Undone { enrollment, person, state })
    })
    .await
}

/// An enrollment that is put back.
struct Undoing<'a> {
    app: &'a App,
    scope: Scope,
    row: rows::Enrollment,
    effect: HandEffect,
}

impl Undoing<'_> {
    /// Whether touches are due again once it is put back.
    fn takes_up(&self) -> bool {
        let is_active = |row: &rows::Enrollment| row.state == EnrollmentState::Active.as_str();
        !is_active(&self.row) && self.effect.before.as_ref().is_some_and(is_active)
    }

    /// Puts back the enrollment with all that came with the change; answers with where it stands then.
    async fn put_back(&self, tx: &mut Tx) -> Result<Option<EnrollmentState>, HandError> {
        // That something happened with a colleague meanwhile is no work with this person: a hold stays.
        let as_now = |row: &rows::Enrollment| rows::Enrollment {
            version: self.row.version,
            held_why: self.row.held_why.clone(),
            ..row.clone()
        };
        if as_now(&self.effect.after) != self.row {
            return Err(HandError::LaterWork);
        }
        for id in &self.effect.made {
            touch_rows::delete(tx, self.scope, TouchId(*id)).await?;
        }
        for touch in &self.effect.closed {
            touch_rows::update(tx, self.scope, touch).await?;
        }
        if let Some(change) = self.effect.change {
            changes::delete(tx, self.scope, change).await?;
        }
        let state = match &self.effect.before {
            Some(before) => Some(self.restore(tx, &as_now(before)).await?),
            None => self.remove(tx).await?,
        };
        self.put_back_standing(tx).await?;
        Ok(state)
    }

    /// Writes it as it was, unless the person was started anew meanwhile.
    async fn restore(
        &self,
        tx: &mut Tx,
        before: &rows::Enrollment,
    ) -> Result<EnrollmentState, HandError> {
        let facts = facts_of(before)?;
        let other = rows::open_of_person(tx, self.scope, PersonId(self.row.person_id)).await?;
        if facts.is_open() && other.is_some_and(|other| other.id != self.row.id) {
            return Err(HandError::LaterWork);
        }
        if rows::update(tx, self.scope, before).await? {
            return Ok(facts.state);
        }
        Err(HandError::Changed)
    }

    /// Takes a start back: nothing may have been done on it.
    async fn remove(&self, tx: &mut Tx) -> Result<Option<EnrollmentState>, HandError> {
        let id = EnrollmentId(self.row.id);
        if rows::has_work(tx, self.scope, id).await? {
            return Err(HandError::LaterWork);
        }
        rows::delete(tx, self.scope, id).await?;
        Ok(None)
    }

    /// The standing as it was, while it still is what the change made of it.
    async fn put_back_standing(&self, tx: &mut Tx) -> Result<(), HandError> {
        let Some([before, after]) = &self.effect.standing else { return Ok(()) };
        let person = PersonId(self.row.person_id);
        let Some(now) = people_rows::get(tx, self.scope, person).await? else { return Ok(()) };
        if now.standing == *after {
            let at = later(micros(self.app.clock.recorded()), now.updated_at);
            people_rows::set_standing(tx, self.scope, person, before, None, at).await?;
        }
        Ok(())
    }
}
