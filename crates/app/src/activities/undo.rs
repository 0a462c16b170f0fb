//! Taking an activity back: a later record corrects it, and the plan is as it was before.

use domain::activities::{Ask, Behaviour, Channel, InitiatedBy, record::ActivityFacts};
use domain::ids::{
    ActivityId, CompanyId, EnrollmentId, MeetingId, MemberId, PersonId, ReferralId, TouchId,
};
use domain::meetings::MeetingState;
use serde::Serialize;
use store::{
    activities::{self as rows, tallies},
    companies, enrollments as enrollment_rows,
    errors::StoreError,
    imports, meetings,
    people::{self as people_rows, marks},
    referrals,
    scope::Scope,
    touches as touch_rows,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use super::{ActivityError, Effect, PersonChange};
use crate::{
    App,
    audit::Change,
    clock::micros,
    workspaces::{self, Member},
};

/// How many of the newest activities with a person are looked at for later work.
const MANY: i64 = 200;

/// What taking an activity back did.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Undone {
    /// The activity that was taken back.
    pub activity: ActivityId,
    /// The record that corrects it.
    pub by: ActivityId,
    /// The person it was about.
    pub person: Option<PersonId>,
    /// Whether it had forbidden contact: that stays, and the enrollment stays ended.
    pub suppression_stays: bool,
}

/// When the newest activity of a rep that stands was written.
pub async fn newest(app: &App, member: &Member) -> Result<Option<jiff::Timestamp>, ActivityError> {
    let scope = member.scope;
    let found =
        app.db.read(scope, async |tx| rows::newest_of_member(tx, scope, member.id).await).await?;
    Ok(found.map(|row| crate::clock::instant_of(row.recorded_at)))
}

/// Takes an activity back, or the newest of the rep when none is named.
pub async fn undo(
    app: &App,
    member: &Member,
    activity: Option<ActivityId>,
) -> Result<Undone, ActivityError> {
    undo_as(app, member, activity, false).await
}

/// Takes back an activity of the one who asks, and nobody else's.
///
/// # Errors
/// [`ActivityError::OfAnother`] names whose it is.
pub async fn undo_own(
    app: &App,
    member: &Member,
    activity: ActivityId,
) -> Result<Undone, ActivityError> {
    undo_as(app, member, Some(activity), true).await
}

async fn undo_as(
    app: &App,
    member: &Member,
    activity: Option<ActivityId>,
    is_own_only: bool,
) -> Result<Undone, ActivityError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        let row = match activity {
            Some(id) => rows::get(tx, scope, id).await?,
            None => rows::newest_of_member(tx, scope, member.id).await?,
        };
        let row = row.ok_or(ActivityError::NothingToUndo)?;
        let id = ActivityId(row.id);
        if is_own_only && row.member_id != member.id.0 {
            let rep = workspaces::rep(tx, &member, MemberId(row.member_id)).await?;
            return Err(ActivityError::OfAnother { rep: rep.name });
        }
        if row.corrects.is_some() || row.corrected_by.is_some() {
            return Err(ActivityError::UndoneAlready { activity: id });
        }
        let effect = effect_of(tx, scope, id).await?.unwrap_or_default();
        put_back(tx, &app, &member, &row, &effect).await?;
        let by = correct(tx, &app, &member, &row).await?;
        Ok(Undone {
            activity: id,
            by,
            person: row.person_id.map(PersonId),
            suppression_stays: effect.forbade,
        })
    })
    .await
}

/// What an activity changed; none when it changed nothing.
///
/// # Errors
/// [`StoreError::Unreadable`] when it cannot be read: then nothing is taken back.
async fn effect_of(
    tx: &mut Tx,
    scope: Scope,
    id: ActivityId,
) -> Result<Option<Effect>, StoreError> {
    let Some(json) = rows::effect(tx, scope, id).await? else { return Ok(None) };
    let unreadable = |error: serde_json::Error| StoreError::Unreadable {
        what: "what an activity changed",
        why: error.to_string(),
    };
    serde_json::from_str(&json).map(Some).map_err(unreadable)
}

/// Writes the record that corrects an activity, and takes it out of the tallies.
async fn correct(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: &rows::Activity,
) -> Result<ActivityId, ActivityError> {
    let scope = member.scope;
    let by = ActivityId(app.ids.next());
    let correction = rows::Activity {
        id: by.0,
        corrects: Some(row.id),
        happened_at: micros(app.clock.now()),
        recorded_at: micros(app.clock.recorded()),
        body_hash: row.id.as_bytes().to_vec(),
        note: String::new(),
        ..row.clone()
    };
    rows::insert(tx, scope, &correction).await?;
    if !rows::mark_corrected(tx, scope, ActivityId(row.id), by).await? {
        return Err(ActivityError::UndoneAlready { activity: ActivityId(row.id) });
    }
    uncount(tx, scope, row).await?;
    let change = Change::new("took back", "activity", row.id);
    change.with("corrected_by", by.to_string()).by(tx, app, member).await?;
    Ok(by)
}

/// Takes an activity out of every tally that it was counted in.
pub(crate) async fn uncount(
    tx: &mut Tx,
    scope: Scope,
    row: &rows::Activity,
) -> Result<(), StoreError> {
    let of = tallies::Of {
        member: MemberId(row.member_id),
        on_day: row.on_day,
        channel: &row.channel,
        by_minute: row.by_minute,
    };
    let counted = tallied(row);
    let counts: Vec<_> = counted
        .iter()
        .map(|(behaviour, minutes)| tallies::Count { behaviour, n: -1, minutes: -minutes })
        .collect();
    tallies::add(tx, scope, of, &counts).await
}

/// Puts back everything an activity changed, unless later work stands on it. What forbids contact stays.
async fn put_back(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: &rows::Activity,
    effect: &Effect,
) -> Result<(), ActivityError> {
    let scope = member.scope;
    refuse_later_work(tx, member, row, effect).await?;
    if let (Some(before), false) = (&effect.enrollment, effect.forbade) {
        put_back_enrollment(tx, member, before, effect.after.as_ref()).await?;
    }
    if let Some(referral) = effect.referral {
        referrals::delete(tx, scope, ReferralId(referral)).await?;
    }
    for id in &effect.made {
        touch_rows::delete(tx, scope, TouchId(*id)).await?;
    }
    // A lead about whom something was filed and taken back stays: the record says who it was.
    if let Some(lead) = effect.lead
        && !rows::has_any(tx, scope, PersonId(lead)).await?
    {
        imports::undo::delete_people(tx, scope, &[lead]).await?;
    }
    for touch in &effect.closed {
        touch_rows::update(tx, scope, touch).await?;
    }
    if let Some(meeting) = effect.meeting {
        meetings::delete(tx, scope, MeetingId(meeting)).await?;
    }
    if let (Some(change), false) = (&effect.person, effect.forbade) {
        put_back_person(tx, scope, change, micros(app.clock.recorded())).await?;
    }
    for (id, why) in &effect.bad_emails {
        marks::mark_email_bad(tx, scope, *id, why).await?;
    }
    for (id, why) in &effect.bad_numbers {
        marks::mark_phone_bad(tx, scope, *id, why).await?;
    }
    put_back_hold(tx, scope, row, effect).await
}

/// Puts back what an activity changed about a person, each part only while it still is what the activity made of it.
async fn put_back_person(
    tx: &mut Tx,
    scope: Scope,
    change: &PersonChange,
    at: i64,
) -> Result<(), ActivityError> {
    let person = PersonId(change.person);
    let Some(now) = people_rows::get(tx, scope, person).await? else { return Ok(()) };
    if let Some([(standing, until), (made, made_until)]) = &change.standing
        && (&now.standing, now.nurture_until_on) == (made, *made_until)
    {
        people_rows::set_standing(tx, scope, person, standing, *until, at).await?;
    }
    if let Some([(fit, why), (made, made_why)]) = &change.fit
        && (&now.fit, &now.fit_why) == (made, made_why)
    {
        marks::set_fit(tx, scope, person, fit, why, at).await?;
    }
    Ok(())
}

/// Lets the colleagues go on who were held because of an activity; where something else has happened at the company since,
/// they stay held because of that, and go on when that is taken back too.
async fn put_back_hold(
    tx: &mut Tx,
    scope: Scope,
    row: &rows::Activity,
    effect: &Effect,
) -> Result<(), ActivityError> {
    let Some(before) = &effect.company else { return Ok(()) };
    let company = CompanyId(before.company);
    let now = companies::get(tx, scope, company).await?;
    let held_for = now.filter(|now| !now.held_why.is_empty()).and_then(|now| now.held_for);
    if held_for.is_some() && held_for != row.person_id {
        return hand_over_hold(tx, scope, row, effect, held_for).await;
    }
    for id in &effect.held {
        if let Some(mut held) = enrollment_rows::get(tx, scope, EnrollmentId(*id)).await? {
            held.held_why.clear();
            enrollment_rows::update(tx, scope, &held).await?;
        }
    }
    if held_for.is_some() {
        companies::hold(tx, scope, company, &before.why, before.at, before.because_of).await?;
    }
    Ok(())
}

/// Gives what an activity held to the one that came after it: from the newest hold back to the one made over this.
async fn hand_over_hold(
    tx: &mut Tx,
    scope: Scope,
    row: &rows::Activity,
    effect: &Effect,
    newest: Option<Uuid>,
) -> Result<(), ActivityError> {
    let mut holder = newest;
    for _ in 0..MANY {
        let Some(person) = holder else { return Ok(()) };
        let Some((id, mut later)) = hold_by(tx, scope, PersonId(person), effect).await? else {
            return Ok(());
        };
        let before = later.company.as_ref().and_then(|before| before.because_of);
        if before == row.person_id {
            later.company.clone_from(&effect.company);
            later.held.extend(effect.held.iter().copied());
            let json = serde_json::to_string(&later).map_err(|error| StoreError::Unreadable {
                what: "what an activity changed",
                why: error.to_string(),
            })?;
            rows::update_effect(tx, scope, id, &json).await?;
            return Ok(());
        }
        holder = before;
    }
    Ok(())
}

/// The newest activity with a person that stands and held the same company.
async fn hold_by(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
    effect: &Effect,
) -> Result<Option<(ActivityId, Effect)>, ActivityError> {
    let company = effect.company.as_ref().map(|before| before.company);
    for row in rows::of_person(tx, scope, person, MANY).await? {
        let id = ActivityId(row.id);
        let found = effect_of(tx, scope, id).await?;
        let is_same = |found: &Effect| found.company.as_ref().map(|it| it.company) == company;
        if let Some(found) = found.filter(is_same) {
            return Ok(Some((id, found)));
        }
    }
    Ok(None)
}

/// Refuses when something was done with the person, the meeting or the lead since then.
async fn refuse_later_work(
    tx: &mut Tx,
    member: &Member,
    row: &rows::Activity,
    effect: &Effect,
) -> Result<(), ActivityError> {
    let scope = member.scope;
    let is_later = |other: &rows::Activity| {
        other.id != row.id && !other.outcome.is_empty() && other.recorded_at >= row.recorded_at
    };
    if let Some(person) = row.person_id.map(PersonId)
        && rows::of_person(tx, scope, person, MANY).await?.iter().any(is_later)
    {
        return Err(ActivityError::LaterWork);
    }
    if let Some(meeting) = effect.meeting {
        let meeting = meetings::get(tx, scope, MeetingId(meeting)).await?;
        if meeting.is_none_or(|meeting| meeting.state != MeetingState::Set.as_str()) {
            return Err(ActivityError::LaterWork);
        }
    }
    if let Some(lead) = effect.lead.map(PersonId) {
        let is_started = !enrollment_rows::of_person(tx, scope, lead).await?.is_empty();
        let has_met = !meetings::of_person(tx, scope, lead).await?.is_empty();
        if is_started || has_met || !rows::of_person(tx, scope, lead, 1).await?.is_empty() {
            return Err(ActivityError::LaterWork);
        }
    }
    Ok(())
}

/// Puts an enrollment back as it was, when it is still what the activity made of it. That something happened with a
/// colleague meanwhile is no work with this person: a hold stays.
async fn put_back_enrollment(
    tx: &mut Tx,
    member: &Member,
    before: &enrollment_rows::Enrollment,
    after: Option<&enrollment_rows::Enrollment>,
) -> Result<(), ActivityError> {
    let scope = member.scope;
    let found = enrollment_rows::get(tx, scope, EnrollmentId(before.id)).await?;
    let now = found.ok_or(ActivityError::LaterWork)?;
    let as_now = |row: &enrollment_rows::Enrollment| enrollment_rows::Enrollment {
        version: now.version,
        held_why: now.held_why.clone(),
        ..row.clone()
    };
    let is_untouched = after.is_some_and(|after| as_now(after) == now);
    if is_untouched && enrollment_rows::update(tx, scope, &as_now(before)).await? {
        return Ok(());
    }
    Err(ActivityError::LaterWork)
}

/// What a stored activity was counted as when it was written, with the minutes of each.
fn tallied(row: &rows::Activity) -> Vec<(String, i64)> {
    let facts = ActivityFacts {
        behaviour: Behaviour::parse(&row.behaviour).ok(),
        channel: Channel::parse(&row.channel).unwrap_or(Channel::Call),
        minutes: u32::try_from(row.minutes).unwrap_or_default(),
        is_minutes_default: row.is_minutes_default != 0,
        reached: row.reached != 0,
        is_reached_default: true,
        conversation: row.conversation != 0,
        is_conversation_default: true,
        asked: Ask::parse(&row.asked).ok(),
        is_asked_default: row.is_asked_default != 0,
        initiated_by: InitiatedBy::Us,
        is_warm: false,
    };
    super::record::tallied(&facts)
        .into_iter()
        .map(|(behaviour, minutes)| (behaviour.to_owned(), minutes))
        .collect()
}
