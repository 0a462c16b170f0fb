//! Filing an activity: the touch, the enrollment, the person and the company move with it, or nothing does.

mod enrollment;
mod loose;
mod people;
pub(super) mod subject;

use std::collections::BTreeSet;

use domain::{
    activities::{
        Behaviour, Outcome,
        record::{About, ActivityDraft, ActivityFacts, complete, counted_as},
    },
    cadences::advance::Change,
    ids::{ActivityId, EnrollmentId, MemberId, PersonId},
    recipes::counting::quarter_of,
    settings::Settings,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use sha2::{Digest, Sha256};
use store::{
    activities::{self as rows, tallies},
    cadences as cadence_rows,
    errors::StoreError,
    people as people_rows,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use super::{ActivityError, Effect, LogRequest, Logged};
use crate::{
    App,
    audit::Change as Recorded,
    calendar::covers,
    clock::{day_number, micros},
    plan::{BreachShown, late_now},
    settings,
    workspaces::{self, Member},
};

/// Longest name of somebody who was referred, in characters.
pub const NAME: usize = 200;
/// Longest phone number, in characters.
pub const PHONE: usize = 60;
/// Nothing was done before this.
const EARLIEST: Timestamp = Timestamp::constant(0, 0);
/// By how much the clock of who files an activity may be ahead: a day, whatever their zone.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// How far away somebody may name a time: ten years.
const LATEST: SignedDuration = SignedDuration::from_hours(24 * 3653);

/// Files an activity under `id`, which the caller makes: the same id and body again changes nothing, another body is refused.
pub async fn record(
    app: &App,
    member: &Member,
    id: ActivityId,
    request: LogRequest,
) -> Result<Logged, ActivityError> {
    check(app, &request)?;
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    // It may be that somebody is not to be contacted any more, which is stored on a full disk too.
    db.urgent(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        Recording::new(tx, &app, &member, id, &request).await?.run().await
    })
    .await
}

/// Refuses what nobody can mean: texts that are too long, and times that are too far away.
fn check(app: &App, request: &LogRequest) -> Result<(), ActivityError> {
    let is_long = |text: &Option<String>, most: usize| {
        text.as_ref().is_some_and(|text| text.chars().count() > most)
    };
    for (what, text, most) in
        [("a referral", &request.referral, NAME), ("a phone number", &request.phone, PHONE)]
    {
        if is_long(text, most) {
            return Err(ActivityError::TooLong { what, most });
        }
    }
    let now = app.clock.now().max(app.clock.recorded());
    let is_past = |at: Timestamp| at >= EARLIEST && at <= now + AHEAD;
    let is_soon = |at: Timestamp| at >= EARLIEST && at <= now + LATEST;
    let until = request.until.map(|day| day.to_zoned(TimeZone::UTC).map(|at| at.timestamp()));
    if !request.at.is_none_or(is_past) {
        return Err(ActivityError::OutOfTime { what: "what was done" });
    }
    if !request.agreed.is_none_or(is_soon) {
        return Err(ActivityError::OutOfTime { what: "what was agreed" });
    }
    if until.is_some_and(|at| !at.is_ok_and(is_soon)) {
        return Err(ActivityError::OutOfTime { what: "the day they named" });
    }
    Ok(())
}

/// The hash of what was sent, by which the same record sent twice is known.
fn body_hash(draft: &ActivityDraft, is_private: bool) -> Vec<u8> {
    let private = if is_private { "private" } else { "" };
    Sha256::digest(format!("{}{private}", draft.canonical())).to_vec()
}

/// One activity on its way into the store.
struct Recording<'a> {
    tx: &'a mut Tx,
    app: &'a App,
    member: &'a Member,
    id: ActivityId,
    request: &'a LogRequest,
    settings: Settings,
    draft: ActivityDraft,
    at: Timestamp,
    on: Date,
    effect: Effect,
    logged: Logged,
}

impl<'a> Recording<'a> {
    async fn new(
        tx: &'a mut Tx,
        app: &'a App,
        member: &'a Member,
        id: ActivityId,
        request: &'a LogRequest,
    ) -> Result<Self, ActivityError> {
        let settings = settings::read(tx, member.scope).await?;
        let at = request.at.unwrap_or_else(|| app.clock.now());
        let on = at.to_zoned(member.zone.clone()).date();
        let logged = Logged {
            activity: id,
            is_new: true,
            behaviour: request.behaviour,
            minutes: 0,
            on,
            enrollment: None,
            change: Change::Unchanged,
            state: None,
            next: None,
            loose: Vec::new(),
            meeting: None,
            referral: None,
            held: Vec::new(),
            displaced: Vec::new(),
            prompts: Vec::new(),
            needs: None,
        };
        let (outcome, own) = match &request.outcome {
            Some(word) => {
                let (outcome, own) = outcome_of(tx, member, word).await?;
                (Some(outcome), own)
            }
            None => (None, None),
        };
        let draft = draft_of(id, request, outcome, own);
        Ok(Self {
            tx,
            app,
            member,
            id,
            request,
            settings,
            draft,
            at,
            on,
            effect: Effect::default(),
            logged,
        })
    }

    async fn run(mut self) -> Result<Logged, ActivityError> {
        if let Some(there) = rows::get(self.tx, self.member.scope, self.id).await? {
            return self.answer_again(&there);
        }
        match (self.draft.outcome, self.request.person) {
            (Some(outcome), Some(person)) => self.record_and_displace(person, outcome).await?,
            (_, person) => self.record_behaviour(person).await?,
        }
        self.keep_effect().await?;
        Ok(self.logged)
    }

    /// The answer when the id is taken: the same activity, or another.
    fn answer_again(mut self, there: &rows::Activity) -> Result<Logged, ActivityError> {
        let is_mine = there.member_id == self.member.id.0;
        if !is_mine || there.body_hash != body_hash(&self.draft, self.request.is_private) {
            return Err(ActivityError::Differs { activity: self.id });
        }
        self.logged.is_new = false;
        self.logged.behaviour = Behaviour::parse(&there.behaviour).ok();
        self.logged.minutes = there.minutes;
        self.logged.enrollment = there.enrollment_id.map(EnrollmentId);
        Ok(self.logged)
    }

    /// Work without an outcome: counted. It moves nobody, but closes the touch outside a cadence that it was.
    async fn record_behaviour(&mut self, person: Option<PersonId>) -> Result<(), ActivityError> {
        self.tx.is_no_opt_out()?;
        let facts = complete(&self.draft, About::default())?;
        let mut row = self.row(&facts);
        if let Some(id) = person {
            people_rows::lock(self.tx, self.member.scope, &[id.0]).await?;
            self.live_person(id).await?;
        }
        let done = self.loose_touch_done(person).await?;
        if let Some((touch, _)) = &done {
            self.refuse_others(touch.member_id).await?;
            row.touch_id = Some(touch.id);
            row.is_reserved = 1;
        }
        self.append(&row, &facts).await?;
        if let Some((touch, window)) = &done {
            self.close(touch, window, true, &row).await?;
        }
        if let (Some(giver), Some(name)) = (person, self.request.referral.clone()) {
            self.add_referral(Some(giver), &name, None).await?;
        }
        Ok(())
    }

    /// Records an outcome. Where it may put a touch on a named day, what that displaces is told.
    async fn record_and_displace(
        &mut self,
        person: PersonId,
        outcome: Outcome,
    ) -> Result<(), ActivityError> {
        if self.request.agreed.is_none() && self.request.until.is_none() {
            return self.record_outcome(person, outcome).await;
        }
        let touch = |late: &BreachShown| (late.person, late.step, late.to);
        let before: BTreeSet<_> =
            late_now(self.tx, self.app, self.member).await?.iter().map(touch).collect();
        self.record_outcome(person, outcome).await?;
        let mut late = late_now(self.tx, self.app, self.member).await?;
        late.retain(|late| !before.contains(&touch(late)));
        self.logged.displaced = late;
        Ok(())
    }

    async fn record_outcome(
        &mut self,
        person: PersonId,
        outcome: Outcome,
    ) -> Result<(), ActivityError> {
        let subject = self.subject(person).await?;
        let loose = subject.loose_touch_of(self.request, self.on)?;
        if let Some((touch, _)) = loose {
            self.refuse_others(touch.member_id).await?;
        }
        let loose_rules = loose.map(|(_, touch)| touch);
        let advanced = subject.advance(self.filing(), self.request, loose_rules, outcome)?;
        if advanced.suppress.is_none() {
            self.tx.is_no_opt_out()?;
        }
        let facts = self.facts(&subject, loose, &advanced).await?;
        let row = rows::Activity {
            enrollment_id: subject.enrollment.as_ref().map(|(row, _)| row.id),
            touch_id: loose.map(|(row, _)| row.id),
            step: advanced.touch.map(|touch| touch.step.into()),
            is_reserved: i64::from(advanced.touch.is_some() || loose.is_some()),
            ..self.row(&facts)
        };
        self.append(&row, &facts).await?;
        self.move_enrollment(&subject, &advanced, &row).await?;
        self.close_loose(&subject, loose.map(|(row, _)| row.id), advanced.closes, &row).await?;
        self.change_person(&subject, &advanced).await?;
        self.mark(&subject, &advanced).await?;
        self.suppress(&subject, &advanced).await?;
        self.make_loose(&subject, &advanced).await?;
        self.store_meeting(&subject, &advanced).await?;
        if let Some(referral) = &advanced.referral {
            self.add_referral(Some(person), &referral.given.name, Some(referral.follow_up)).await?;
        }
        self.hold_colleagues(&subject, &advanced).await?;
        self.logged.prompts.clone_from(&advanced.prompts);
        self.logged.needs = advanced.needs;
        Ok(())
    }

    /// Refuses what is another rep's work, where only one's own may be done, unless it is covered on that day.
    async fn refuse_others(&mut self, whose: Uuid) -> Result<(), ActivityError> {
        if !self.request.is_own_only {
            return Ok(());
        }
        refuse_others(self.tx, self.member, whose, self.at).await
    }

    async fn live_person(&mut self, id: PersonId) -> Result<people_rows::Person, ActivityError> {
        let scope = self.member.scope;
        let found = people_rows::get(self.tx, scope, id).await?;
        if let Some(person) = found.filter(|person| person.state == "live") {
            return Ok(person);
        }
        Err(match crate::people::merged_away(self.tx, scope, id).await? {
            Some(merged) => merged.into(),
            None => ActivityError::UnknownPerson { person: id },
        })
    }

    fn row(&self, facts: &ActivityFacts) -> rows::Activity {
        rows::Activity {
            id: self.id.0,
            member_id: self.member.id.0,
            person_id: self.request.person.map(|person| person.0),
            behaviour: facts.behaviour.map(|behaviour| behaviour.to_string()).unwrap_or_default(),
            channel: facts.channel.to_string(),
            outcome: self.draft.outcome.map(|outcome| outcome.to_string()).unwrap_or_default(),
            own_outcome: self.draft.own_outcome.clone().unwrap_or_default(),
            minutes: facts.minutes.into(),
            is_minutes_default: facts.is_minutes_default.into(),
            reached: facts.reached.into(),
            conversation: facts.conversation.into(),
            asked: facts.asked.map(|ask| ask.to_string()).unwrap_or_default(),
            is_asked_default: facts.is_asked_default.into(),
            happened_at: micros(self.at),
            on_day: day_number(self.on),
            agreed_at: self.request.agreed.map(micros),
            until_on: self.request.until.map(day_number),
            why: self.request.why.clone().unwrap_or_default(),
            note: self.request.note.clone().unwrap_or_default(),
            is_private: self.request.is_private.into(),
            body_hash: body_hash(&self.draft, self.request.is_private),
            recorded_at: micros(self.app.clock.recorded()),
            by_minute: Some(quarter_of(self.at.to_zoned(self.member.zone.clone()).time()).into()),
            ..rows::Activity::default()
        }
    }

    /// Writes the activity, its tallies (minutes once, with the first thing it counts as) and the audit line.
    async fn append(
        &mut self,
        row: &rows::Activity,
        facts: &ActivityFacts,
    ) -> Result<(), ActivityError> {
        let scope = self.member.scope;
        if !rows::insert(self.tx, scope, row).await? {
            return Err(ActivityError::Differs { activity: self.id });
        }
        let of = tallies::Of {
            member: self.member.id,
            on_day: row.on_day,
            channel: &row.channel,
            by_minute: row.by_minute,
        };
        let counts: Vec<_> = tallied(facts)
            .into_iter()
            .map(|(behaviour, minutes)| tallies::Count { behaviour, n: 1, minutes })
            .collect();
        tallies::add(self.tx, scope, of, &counts).await?;
        let change = Recorded::new("logged", "activity", self.id.0);
        let change = change.with("outcome", row.outcome.clone()).with("minutes", row.minutes);
        change.by(self.tx, self.app, self.member).await?;
        self.logged.behaviour = facts.behaviour;
        self.logged.minutes = row.minutes;
        self.logged.enrollment = row.enrollment_id.map(EnrollmentId);
        Ok(())
    }

    async fn keep_effect(&mut self) -> Result<(), ActivityError> {
        let unwritable = |error: serde_json::Error| StoreError::Unreadable {
            what: "what an activity changed",
            why: error.to_string(),
        };
        let effect = serde_json::to_string(&self.effect).map_err(unwritable)?;
        rows::insert_effect(self.tx, self.member.scope, self.id, &effect).await?;
        Ok(())
    }
}

/// Refuses what is another rep's work, unless it is covered on that day.
pub(super) async fn refuse_others(
    tx: &mut Tx,
    member: &Member,
    whose: Uuid,
    at: Timestamp,
) -> Result<(), ActivityError> {
    if whose == member.id.0 {
        return Ok(());
    }
    let rep = workspaces::rep(tx, member, MemberId(whose)).await?;
    let on = at.to_zoned(rep.zone.clone()).date();
    if covers::is_covered(tx, member, rep.id, on).await? {
        return Ok(());
    }
    Err(ActivityError::OfAnother { rep: rep.name })
}

/// What an activity counts as, with the minutes of each: all of them with the first, which is empty when it counts as nothing.
pub(super) fn tallied(facts: &ActivityFacts) -> Vec<(&'static str, i64)> {
    let mut counted: Vec<(&'static str, i64)> =
        counted_as(facts).into_iter().map(|behaviour| (behaviour.as_str(), 0)).collect();
    if counted.is_empty() {
        counted.push(("", 0));
    }
    if let Some((_, minutes)) = counted.first_mut() {
        *minutes = facts.minutes.into();
    }
    counted
}

/// The shipped outcome that a word means, and the team's own word if it is one.
async fn outcome_of(
    tx: &mut Tx,
    member: &Member,
    word: &str,
) -> Result<(Outcome, Option<String>), ActivityError> {
    if let Ok(outcome) = Outcome::parse(word) {
        return Ok((outcome, None));
    }
    let own = cadence_rows::own_outcomes(tx, member.scope).await?;
    let found = own.iter().find(|(name, _)| name == word);
    if let Some(outcome) = found.and_then(|(_, same_as)| Outcome::parse(same_as).ok()) {
        return Ok((outcome, Some(word.to_owned())));
    }
    let shipped = Outcome::ALL.iter().map(|outcome| outcome.as_str().to_owned());
    let known = shipped.chain(own.into_iter().map(|(name, _)| name)).collect::<Vec<_>>().join(", ");
    Err(ActivityError::UnknownOutcome { outcome: word.to_owned(), known })
}

pub(super) fn draft_of(
    id: ActivityId,
    request: &LogRequest,
    outcome: Option<Outcome>,
    own_outcome: Option<String>,
) -> ActivityDraft {
    ActivityDraft {
        id,
        person: request.person,
        // A repeat that names no time is the same record: what is hashed is what was told.
        at: request.at.unwrap_or(Timestamp::UNIX_EPOCH),
        outcome,
        own_outcome,
        behaviour: request.behaviour,
        channel: request.channel,
        minutes: request.minutes,
        reached: None,
        conversation: None,
        asked: request.ask,
        agreed: request.agreed,
        until: request.until,
        why: request.why.clone(),
        note: request.note.clone(),
        referral: request
            .referral
            .clone()
            .map(|name| (name, request.phone.clone().unwrap_or_default())),
        used: None,
    }
}
