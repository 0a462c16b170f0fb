//! Filing an activity: the touch, the enrollment, the person and the company move with it, or nothing does.

use domain::{
    activities::{
        Behaviour, Channel, Outcome,
        record::{About, ActivityDraft, ActivityFacts, Asked, complete, counted_as},
    },
    cadences::{
        Cadence,
        advance::{
            self, Advance, Change, Closes, Enrolled, LoggedOutcome, Mark, ReferralGiven, Which,
        },
    },
    ids::{ActivityId, CadenceVersionId, CompanyId, EnrollmentId, MeetingId, PersonId, TouchId},
    settings::Settings,
    touches::LooseTouch,
};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};
use store::{
    activities as rows, audit, cadences as cadence_rows, companies, enrollments as enrollment_rows,
    meetings, people as people_rows, suppressions, touches as touch_rows, transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use super::{ActivityError, Effect, LogRequest, Logged, LooseShown, NextShown, PersonBefore};
use crate::{
    App, cadences, calendar,
    clock::{day_number, micros},
    enrollments::{facts_of, put_facts},
    people::{self, reach},
    plan::book::{Book, with_working_days},
    settings,
    touches::{loose_of, loose_row},
    workspaces::Member,
};

/// Files an activity under `id`, which the caller makes: the same id and body again changes nothing, another body is refused.
pub async fn record(
    app: &App,
    member: &Member,
    id: ActivityId,
    request: LogRequest,
) -> Result<Logged, ActivityError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        Recording::new(tx, &app, &member, id, &request).await?.run().await
    })
    .await
}

/// The hash of what was sent, by which the same record sent twice is known.
fn body_hash(draft: &ActivityDraft) -> Vec<u8> {
    Sha256::digest(draft.canonical().as_bytes()).to_vec()
}

/// How many earlier activities are looked at to tell a first e-mail from a later one.
const MANY: i64 = 200;

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

/// The person an outcome is about, with what is open.
struct Subject {
    person: people_rows::Person,
    reached: reach::Reached,
    enrollment: Option<(enrollment_rows::Enrollment, Cadence)>,
    loose: Vec<(touch_rows::Touch, LooseTouch)>,
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
            (Some(outcome), Some(person)) => self.record_outcome(person, outcome).await?,
            (_, person) => self.record_behaviour(person).await?,
        }
        self.keep_effect().await?;
        Ok(self.logged)
    }

    /// The answer when the id is taken: the same activity, or another.
    fn answer_again(mut self, there: &rows::Activity) -> Result<Logged, ActivityError> {
        if there.body_hash != body_hash(&self.draft) {
            return Err(ActivityError::Differs { activity: self.id });
        }
        self.logged.is_new = false;
        self.logged.behaviour = Behaviour::parse(&there.behaviour).ok();
        self.logged.minutes = there.minutes;
        self.logged.enrollment = there.enrollment_id.map(EnrollmentId);
        Ok(self.logged)
    }

    /// Work without an outcome: counted, but it moves nobody.
    async fn record_behaviour(&mut self, person: Option<PersonId>) -> Result<(), ActivityError> {
        let facts = complete(&self.draft, About::default())?;
        if let Some(id) = person {
            self.live_person(id).await?;
        }
        let row = self.row(&facts);
        self.append(&row, &facts).await?;
        if let (Some(giver), Some(name)) = (person, self.request.referral.clone()) {
            self.add_referral(Some(giver), &name, None).await?;
        }
        Ok(())
    }

    async fn record_outcome(
        &mut self,
        person: PersonId,
        outcome: Outcome,
    ) -> Result<(), ActivityError> {
        let subject = self.subject(person).await?;
        let loose = self.loose_touch_of(&subject)?;
        let advanced =
            self.advance(&subject, loose.as_ref().map(|(_, touch)| touch), outcome).await?;
        let about = self.about(&subject, loose.as_ref(), &advanced).await?;
        let facts = complete(&self.draft, about)?;
        let row = rows::Activity {
            enrollment_id: subject.enrollment.as_ref().map(|(row, _)| row.id),
            touch_id: loose.as_ref().map(|(row, _)| row.id),
            step: advanced.touch.map(|touch| touch.step.into()),
            is_reserved: i64::from(advanced.touch.is_some() || loose.is_some()),
            ..self.row(&facts)
        };
        self.append(&row, &facts).await?;
        self.move_enrollment(&subject, &advanced, &row).await?;
        self.close_loose(&subject, loose.as_ref().map(|(row, _)| row.id), advanced.closes, &row)
            .await?;
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

    /// What is known about the touch that this is about.
    async fn about(
        &mut self,
        subject: &Subject,
        loose: Option<&(touch_rows::Touch, LooseTouch)>,
        advanced: &Advance,
    ) -> Result<About, ActivityError> {
        let step = advanced.touch.and_then(|touch| {
            let (_, cadence) = subject.enrollment.as_ref()?;
            cadence.step(touch.step).map(|step| (step.channel, step.minutes))
        });
        let before =
            rows::of_person(self.tx, self.member.scope, subject.reached.person, MANY).await?;
        Ok(About {
            touch: step.or_else(|| loose.map(|(_, touch)| (touch.channel, touch.minutes))),
            loose: loose.map(|(_, touch)| touch.kind),
            had_email: before.iter().any(|activity| activity.channel == Channel::Email.as_str()),
            is_warm: false,
        })
    }

    async fn live_person(&mut self, id: PersonId) -> Result<people_rows::Person, ActivityError> {
        people_rows::get(self.tx, self.member.scope, id)
            .await?
            .filter(|person| person.state == "live")
            .ok_or(ActivityError::UnknownPerson { person: id })
    }

    async fn subject(&mut self, id: PersonId) -> Result<Subject, ActivityError> {
        let scope = self.member.scope;
        let person = self.live_person(id).await?;
        let book = Book::read(self.tx, self.app, self.member, &self.settings).await?;
        let reached = reach::of(self.tx, self.member, &self.settings, &book, &[id])
            .await?
            .remove(&id)
            .ok_or(ActivityError::UnknownPerson { person: id })?;
        let enrollment = match enrollment_rows::open_of_person(self.tx, scope, id).await? {
            None => None,
            Some(row) => {
                let rules =
                    cadences::version(self.tx, scope, CadenceVersionId(row.version_id)).await?;
                rules.map(|rules| (row, rules))
            }
        };
        let mut loose = Vec::new();
        for row in touch_rows::open_of_person(self.tx, scope, id).await? {
            let touch = loose_of(&row)?;
            loose.push((row, touch));
        }
        Ok(Subject { person, reached, enrollment, loose })
    }

    /// The loose touch this is about: the one named, else the first that is due when no touch of an enrollment is meant.
    fn loose_touch_of(
        &self,
        subject: &Subject,
    ) -> Result<Option<(touch_rows::Touch, LooseTouch)>, ActivityError> {
        if let Some(touch) = self.request.touch {
            let found = subject.loose.iter().find(|(row, _)| row.id == touch.0);
            return found.cloned().map(Some).ok_or(ActivityError::UnknownTouch { touch });
        }
        let is_meant = |touch: &LooseTouch| {
            let is_same = self.request.channel.is_none_or(|channel| channel == touch.channel);
            subject.enrollment.is_none() || (touch.from <= self.on && is_same)
        };
        Ok(subject.loose.iter().find(|(_, touch)| is_meant(touch)).cloned())
    }

    async fn advance(
        &mut self,
        subject: &Subject,
        loose: Option<&LooseTouch>,
        outcome: Outcome,
    ) -> Result<Advance, ActivityError> {
        let logged = LoggedOutcome {
            outcome,
            at: self.at,
            channel: self.request.channel,
            agreed: self.request.agreed,
            until: self.request.until,
            why: self.request.why.clone(),
            used: None,
            referral: self.request.referral.as_ref().map(|name| ReferralGiven {
                name: name.clone(),
                phone: self.request.phone.clone().unwrap_or_default(),
                reason: String::new(),
            }),
            which: Which::ByRule,
        };
        let calendar =
            calendar::load(self.tx, self.member, self.on, self.settings.leave_counts).await?;
        let facts = subject.enrollment.as_ref().map(|(row, _)| facts_of(row)).transpose()?;
        let enrolled = facts
            .as_ref()
            .zip(subject.enrollment.as_ref())
            .map(|(facts, (_, cadence))| Enrolled { facts, cadence });
        let advanced = with_working_days(&calendar, |days| {
            let context = advance::Context {
                now: self.app.clock.now().max(self.app.clock.recorded()),
                zone: &self.member.zone,
                days,
                reach: &subject.reached.reach,
                standing: subject.reached.standing,
                loose,
                loose_minutes: self.settings.loose_minutes,
                meeting_minutes: self.settings.meeting_minutes,
                not_now_days: self.settings.not_now_days,
            };
            advance::advance(enrolled, &logged, &context)
        })?;
        Ok(advanced)
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
            body_hash: body_hash(&self.draft),
            recorded_at: micros(self.app.clock.recorded()),
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
        for (behaviour, minutes) in tallied(facts) {
            let tally = rows::Tally {
                member: self.member.id,
                on_day: row.on_day,
                behaviour,
                channel: &row.channel,
            };
            rows::add_tally(self.tx, scope, tally, 1, minutes).await?;
        }
        let entry = audit::Entry {
            id: self.app.ids.next(),
            member: Some(self.member.id),
            action: "logged",
            subject: "activity",
            subject_id: Some(self.id.0),
            fields: "outcome minutes",
            recorded_at: row.recorded_at,
        };
        audit::append(self.tx, scope, &entry).await?;
        self.logged.behaviour = facts.behaviour;
        self.logged.minutes = row.minutes;
        self.logged.enrollment = row.enrollment_id.map(EnrollmentId);
        Ok(())
    }

    /// Writes the touch that was done and those passed over, and where the enrollment stands afterwards.
    async fn move_enrollment(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
        activity: &rows::Activity,
    ) -> Result<(), ActivityError> {
        let Some((before, cadence)) = &subject.enrollment else { return Ok(()) };
        if let Some(done) = advanced.touch {
            let touch = touch_rows::Touch {
                step: done.step.into(),
                channel: activity.channel.clone(),
                minutes: activity.minutes,
                from_on: day_number(done.window.from),
                to_on: day_number(done.window.to),
                state: "done".to_owned(),
                done_on: Some(day_number(done.on)),
                is_late: done.is_late.into(),
                activity_id: Some(activity.id),
                ..self.touch_row(before, done.on)
            };
            self.made(&touch).await?;
        }
        for skipped in &advanced.skipped {
            let step = cadence.step(skipped.step);
            let touch = touch_rows::Touch {
                step: skipped.step.into(),
                channel: step.map(|step| step.channel.to_string()).unwrap_or_default(),
                minutes: step.map_or(0, |step| step.minutes.into()),
                state: "skipped".to_owned(),
                done_on: Some(day_number(self.on)),
                why: skipped
                    .missing
                    .map_or_else(|| skipped.why.to_string(), |missing| missing.to_string()),
                activity_id: Some(activity.id),
                ..self.touch_row(before, self.on)
            };
            self.made(&touch).await?;
        }
        self.logged.change = advanced.change;
        if let Some(after) = &advanced.after {
            let mut row = before.clone();
            put_facts(&mut row, after);
            if !enrollment_rows::update(self.tx, self.member.scope, &row).await? {
                return Err(ActivityError::LaterWork);
            }
            self.effect.enrollment = Some(before.clone());
            self.logged.state = Some(after.state);
            self.logged.next =
                after.next.zip(advanced.next_window).map(|(next, window)| NextShown {
                    step: next.step,
                    channel: cadence.step(next.step).map_or(Channel::Call, |step| step.channel),
                    from: window.from,
                    to: window.to,
                    agreed: next.agreed_at,
                });
        }
        Ok(())
    }

    fn touch_row(&self, enrollment: &enrollment_rows::Enrollment, on: Date) -> touch_rows::Touch {
        touch_rows::Touch {
            id: self.app.ids.next(),
            enrollment_id: Some(enrollment.id),
            person_id: enrollment.person_id,
            member_id: self.member.id.0,
            kind: "step".to_owned(),
            from_on: day_number(on),
            to_on: day_number(on),
            created_at: micros(self.app.clock.now()),
            ..touch_rows::Touch::default()
        }
    }

    async fn made(&mut self, touch: &touch_rows::Touch) -> Result<(), ActivityError> {
        touch_rows::insert(self.tx, self.member.scope, touch).await?;
        self.effect.made.push(touch.id);
        Ok(())
    }

    async fn close_loose(
        &mut self,
        subject: &Subject,
        this: Option<Uuid>,
        closes: Closes,
        activity: &rows::Activity,
    ) -> Result<(), ActivityError> {
        for (row, touch) in &subject.loose {
            let is_this = this == Some(row.id);
            let is_closed = match closes {
                Closes::Nothing => false,
                Closes::This => is_this,
                Closes::All => true,
            };
            if !is_closed {
                continue;
            }
            let after = touch_rows::Touch {
                state: if is_this { "done" } else { "dropped" }.to_owned(),
                done_on: Some(day_number(self.on)),
                is_late: i64::from(is_this && self.on > touch.to),
                activity_id: Some(activity.id),
                ..row.clone()
            };
            touch_rows::update(self.tx, self.member.scope, &after).await?;
            self.effect.closed.push(row.clone());
        }
        Ok(())
    }

    async fn change_person(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let (scope, person, before) = (self.member.scope, subject.reached.person, &subject.person);
        let at = micros(self.app.clock.recorded());
        if advanced.standing.is_none() && advanced.fit.is_none() && advanced.nurture_until.is_none()
        {
            return Ok(());
        }
        self.effect.person = Some(PersonBefore {
            standing: before.standing.clone(),
            nurture_until_on: before.nurture_until_on,
            fit: before.fit.clone(),
            fit_why: before.fit_why.clone(),
        });
        if advanced.standing.is_some() || advanced.nurture_until.is_some() {
            let standing = match advanced.standing {
                Some(standing) => standing.as_str(),
                None => before.standing.as_str(),
            };
            let until = advanced.nurture_until.map(day_number);
            people_rows::set_standing(self.tx, scope, person, standing, until, at).await?;
        }
        if let Some((fit, why)) = &advanced.fit {
            people_rows::set_fit(self.tx, scope, person, fit.as_str(), why, at).await?;
        }
        Ok(())
    }

    async fn mark(&mut self, subject: &Subject, advanced: &Advance) -> Result<(), ActivityError> {
        let (scope, ids) = (self.member.scope, [subject.person.id]);
        for mark in &advanced.marks {
            match mark {
                Mark::Number(id) => {
                    let before = people_rows::phone_numbers(self.tx, scope, &ids).await?;
                    let known = before
                        .into_iter()
                        .find(|number| number.id == id.0)
                        .map(|number| number.bad_why);
                    people_rows::mark_phone_bad(self.tx, scope, id.0, "wrong, or they left")
                        .await?;
                    self.effect.bad_numbers.push((id.0, known.unwrap_or_default()));
                }
                Mark::Email(id) | Mark::Bounced(id) => {
                    let before = people_rows::email_addresses(self.tx, scope, &ids).await?;
                    let known = before
                        .into_iter()
                        .find(|email| email.id == id.0)
                        .map(|email| email.bad_why);
                    let why = if matches!(mark, Mark::Bounced(_)) {
                        "bounced"
                    } else {
                        "wrong, or they left"
                    };
                    people_rows::mark_email_bad(self.tx, scope, id.0, why).await?;
                    self.effect.bad_emails.push((id.0, known.unwrap_or_default()));
                }
                // Profiles and postal addresses carry no mark: the activity itself says that they are wrong.
                Mark::Profile | Mark::PostalAddress => {}
            }
        }
        Ok(())
    }

    /// Forbids the channels for the person, and for every address and number of theirs, whoever else has it.
    async fn suppress(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let Some(forbidden) = &advanced.suppress else { return Ok(()) };
        let rows = people::suppress::rows(
            self.tx,
            self.app,
            self.member,
            subject.reached.person,
            &forbidden.channels,
            &forbidden.why,
            "outcome",
            self.at,
        )
        .await?;
        suppressions::insert(self.tx, self.member.scope, &rows).await?;
        self.effect.forbade = true;
        Ok(())
    }

    async fn make_loose(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        for touch in &advanced.loose {
            let row = loose_row(self.app, self.member, subject.reached.person, touch);
            self.made(&row).await?;
            self.logged.loose.push(LooseShown {
                touch: TouchId(row.id),
                person: subject.reached.person,
                kind: touch.kind,
                from: touch.from,
                to: touch.to,
            });
        }
        Ok(())
    }

    async fn store_meeting(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let Some(meeting) = advanced.meeting else { return Ok(()) };
        let row = meetings::Meeting {
            id: self.app.ids.next(),
            person_id: subject.person.id,
            member_id: self.member.id.0,
            enrollment_id: subject.enrollment.as_ref().map(|(row, _)| row.id),
            activity_id: Some(self.id.0),
            starts_at: meeting.start.map(micros),
            minutes: meeting.minutes.into(),
            place: String::new(),
            state: "set".to_owned(),
            created_at: micros(self.at),
        };
        meetings::insert(self.tx, self.member.scope, &row).await?;
        self.effect.meeting = Some(row.id);
        self.logged.meeting = Some(MeetingId(row.id));
        Ok(())
    }

    /// Stores a name that was given: a new lead, the referral, and its follow-up.
    async fn add_referral(
        &mut self,
        giver: Option<PersonId>,
        name: &str,
        follow_up: Option<LooseTouch>,
    ) -> Result<(), ActivityError> {
        let phone = self.request.phone.as_deref().unwrap_or_default();
        let given = crate::referrals::Given {
            name,
            phone,
            why: "",
            giver,
            activity: Some(self.id),
            on: self.on,
        };
        let stored = crate::referrals::store_given(
            self.tx,
            self.app,
            self.member,
            &self.settings,
            &given,
            follow_up,
        )
        .await?;
        self.effect.referral = Some(stored.referral.0);
        self.effect.made.push(stored.follow_up.0);
        self.logged.referral = Some(stored.person);
        self.logged.loose.push(LooseShown {
            touch: stored.follow_up,
            person: stored.person,
            kind: domain::touches::LooseKind::ReferralFollowUp,
            from: stored.from,
            to: stored.to,
        });
        Ok(())
    }

    /// Holds the touches of colleagues at the same company; they keep their room.
    async fn hold_colleagues(
        &mut self,
        subject: &Subject,
        advanced: &Advance,
    ) -> Result<(), ActivityError> {
        let (Some(why), Some(company)) = (advanced.hold_colleagues, subject.person.company_id)
        else {
            return Ok(());
        };
        let scope = self.member.scope;
        for mut row in enrollment_rows::open_at_company(self.tx, scope, CompanyId(company)).await? {
            if row.person_id == subject.person.id || !row.held_why.is_empty() {
                continue;
            }
            why.as_str().clone_into(&mut row.held_why);
            enrollment_rows::update(self.tx, scope, &row).await?;
            self.effect.held.push(row.id);
            self.logged.held.push(PersonId(row.person_id));
        }
        companies::hold(
            self.tx,
            scope,
            CompanyId(company),
            why.as_str(),
            Some(micros(self.at)),
            Some(subject.person.id),
        )
        .await?;
        self.effect.company = Some(company);
        Ok(())
    }

    async fn keep_effect(&mut self) -> Result<(), ActivityError> {
        let effect = serde_json::to_string(&self.effect).unwrap_or_default();
        rows::insert_effect(self.tx, self.member.scope, self.id, &effect).await?;
        Ok(())
    }
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

fn draft_of(
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
        asked: request.ask.map_or(Asked::ByDefault, Asked::For),
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
