//! Whom an outcome is about, what is open with them, and where the outcome leads: the same for what is filed and for what is
//! only asked.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use domain::{
    activities::{
        Channel, Outcome,
        record::{About, ActivityFacts, complete},
    },
    cadences::{
        Cadence,
        advance::{self, Advance, Enrolled, LogError, LoggedOutcome, ReferralGiven, Which},
    },
    calendar::RepCalendar,
    ids::{CadenceVersionId, MemberId, PersonId},
    settings::Settings,
    touches::{Due, LooseTouch, Window, WorkingDays},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use store::{
    activities as rows, enrollments as enrollment_rows, errors::StoreError, people as people_rows,
    scope::Scope, touches as touch_rows, transaction::Tx, workspaces as members,
};
use uuid::Uuid;

use super::Recording;
use crate::{
    App,
    activities::{ActivityError, LogRequest, NextShown},
    cadences, calendar,
    enrollments::facts_of,
    people::reach,
    plan::book::with_working_days,
    touches::loose_of,
    workspaces::{self, Member},
};

/// How far ahead a day is looked for on which somebody may be called.
const CALLABLE_WITHIN_DAYS: i64 = 60;

/// Who files an outcome, and when.
#[derive(Clone, Copy)]
pub(in crate::activities) struct Filing<'a> {
    pub(in crate::activities) app: &'a App,
    pub(in crate::activities) member: &'a Member,
    pub(in crate::activities) settings: &'a Settings,
    /// When it happened.
    pub(in crate::activities) at: Timestamp,
    /// The local day of that.
    pub(in crate::activities) on: Date,
}

/// The person an outcome is about, with what is open.
pub(in crate::activities) struct Subject {
    pub(in crate::activities) person: people_rows::Person,
    /// Whose work the enrollment is, else who files this: their calendar counts.
    pub(in crate::activities) rep: Arc<Member>,
    /// Their calendar from the day of the activity on.
    pub(in crate::activities) calendar: Arc<RepCalendar>,
    pub(in crate::activities) reached: reach::Reached,
    pub(in crate::activities) enrollment: Option<(enrollment_rows::Enrollment, Arc<Cadence>)>,
    pub(in crate::activities) loose: Vec<(touch_rows::Touch, LooseTouch)>,
}

impl Recording<'_> {
    pub(super) async fn subject(&mut self, id: PersonId) -> Result<Subject, ActivityError> {
        let scope = self.member.scope;
        let person = self.live_person(id).await?;
        let enrollment = self.known.enrollment.take();
        if let Some(row) = &enrollment {
            self.refuse_others(row.member_id).await?;
            members::lock_member(self.tx, scope, MemberId(row.member_id)).await?;
        }
        let rules = self.known.version.take().map(|row| cadences::parsed(&row.definition));
        let rules = rules.transpose()?.map(Arc::new);
        let open = Open {
            people: vec![person],
            enrolled: enrollment.zip(rules).into_iter().collect(),
            loose: std::mem::take(&mut self.known.loose),
        };
        let filing = Filing {
            app: self.app,
            member: self.member,
            settings: &self.settings,
            at: self.at,
            on: self.on,
        };
        let found = subjects(self.tx, filing, open).await?;
        found.into_iter().next().ok_or(ActivityError::UnknownPerson { person: id })
    }

    pub(super) fn filing(&self) -> Filing<'_> {
        let (app, member, settings) = (self.app, self.member, &self.settings);
        Filing { app, member, settings, at: self.at, on: self.on }
    }

    /// What the activity is, by what is known about the touch that it is about.
    pub(super) async fn facts(
        &mut self,
        subject: &Subject,
        loose: Option<&(touch_rows::Touch, LooseTouch)>,
        advanced: &Advance,
    ) -> Result<ActivityFacts, ActivityError> {
        let about = subject.about(loose, advanced);
        let facts = complete(&self.draft, about)?;
        // Whether they were written to before tells a first e-mail from the next, and nothing else.
        if facts.channel != Channel::Email {
            return Ok(facts);
        }
        let person = subject.reached.person;
        let had_email = rows::is_on(self.tx, self.member.scope, person, Channel::Email).await?;
        Ok(complete(&self.draft, About { had_email, ..about })?)
    }
}

/// Persons, and what is open with them.
pub(in crate::activities) struct Open {
    people: Vec<people_rows::Person>,
    /// Their enrollments that are open, each with the rules of its cadence.
    enrolled: Vec<(enrollment_rows::Enrollment, Arc<Cadence>)>,
    /// Their open loose touches.
    loose: Vec<touch_rows::Touch>,
}

impl Open {
    /// What is open with some persons, whoever's work it is. At most [`store::BULK_ROWS`] a call.
    pub(in crate::activities) async fn read(
        tx: &mut Tx,
        scope: Scope,
        ids: &[Uuid],
    ) -> Result<Self, StoreError> {
        let people = people_rows::get_many(tx, scope, ids).await?;
        let mut versions: BTreeMap<Uuid, Option<Arc<Cadence>>> = BTreeMap::new();
        let mut enrolled = Vec::new();
        for row in enrollment_rows::open_of_people(tx, scope, ids).await? {
            let rules = match versions.entry(row.version_id) {
                Entry::Occupied(found) => found.get().clone(),
                Entry::Vacant(place) => {
                    let id = CadenceVersionId(row.version_id);
                    let rules = cadences::version(tx, scope, id).await?.map(Arc::new);
                    place.insert(rules).clone()
                }
            };
            enrolled.extend(rules.map(|rules| (row, rules)));
        }
        Ok(Self { people, enrolled, loose: touch_rows::open_of_people(tx, scope, ids).await? })
    }
}

/// Persons with what is open with them, and the calendars of those whose work they are.
pub(in crate::activities) async fn subjects(
    tx: &mut Tx,
    filing: Filing<'_>,
    open: Open,
) -> Result<Vec<Subject>, StoreError> {
    let Open { people, enrolled, loose: rows } = open;
    let of_reps: BTreeMap<Uuid, Uuid> =
        enrolled.iter().map(|(row, _)| (row.person_id, row.member_id)).collect();
    let mut enrolled: BTreeMap<Uuid, _> =
        enrolled.into_iter().map(|found| (found.0.person_id, found)).collect();
    let mut loose: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    for row in rows {
        let touch = loose_of(&row)?;
        loose.entry(row.person_id).or_default().push((row, touch));
    }
    let mut by_rep: BTreeMap<Uuid, Vec<people_rows::Person>> = BTreeMap::new();
    for person in people {
        let rep = of_reps.get(&person.id).copied().unwrap_or(filing.member.id.0);
        by_rep.entry(rep).or_default().push(person);
    }
    let mut found = Vec::new();
    for (rep, people) in by_rep {
        let rep = Arc::new(workspaces::rep(tx, filing.member, MemberId(rep)).await?);
        let calendar = Arc::new(calendar::load(tx, &rep, filing.on, filing.settings).await?);
        let today = filing.app.clock.today(&rep.zone);
        let on = (&*calendar, today);
        let mut reached = reach::of_rows(tx, &rep, filing.settings, on, &people).await?;
        for person in people {
            let Some(reached) = reached.remove(&PersonId(person.id)) else { continue };
            found.push(Subject {
                rep: Arc::clone(&rep),
                calendar: Arc::clone(&calendar),
                reached,
                enrollment: enrolled.remove(&person.id),
                loose: loose.remove(&person.id).unwrap_or_default(),
                person,
            });
        }
    }
    Ok(found)
}

impl Subject {
    /// The loose touch this is about: the one named, else the first that is due when no touch of an enrollment is meant.
    pub(in crate::activities) fn loose_touch_of(
        &self,
        request: &LogRequest,
        on: Date,
    ) -> Result<Option<&(touch_rows::Touch, LooseTouch)>, ActivityError> {
        if let Some(touch) = request.touch {
            let found = self.loose.iter().find(|(row, _)| row.id == touch.0);
            return found.map(Some).ok_or(ActivityError::UnknownTouch { touch });
        }
        let is_meant = |touch: &LooseTouch| {
            let is_same = request.channel.is_none_or(|channel| channel == touch.channel);
            self.enrollment.is_none() || (touch.from <= on && is_same)
        };
        Ok(self.loose.iter().find(|(_, touch)| is_meant(touch)))
    }

    /// What an outcome leads to.
    pub(in crate::activities) fn advance(
        &self,
        filing: Filing<'_>,
        request: &LogRequest,
        loose: Option<&LooseTouch>,
        outcome: Outcome,
    ) -> Result<Advance, ActivityError> {
        with_working_days(&self.calendar, |days| {
            self.advance_on(filing, request, loose, outcome, days)
        })
    }

    /// The same with working days that somebody holds already.
    pub(in crate::activities) fn advance_on(
        &self,
        filing: Filing<'_>,
        request: &LogRequest,
        loose: Option<&LooseTouch>,
        outcome: Outcome,
        days: WorkingDays<'_>,
    ) -> Result<Advance, ActivityError> {
        let logged = logged(request, outcome, filing.at);
        let facts = self.enrollment.as_ref().map(|(row, _)| facts_of(row)).transpose()?;
        let enrolled = facts
            .as_ref()
            .zip(self.enrollment.as_ref())
            .map(|(facts, (_, cadence))| Enrolled { facts, cadence });
        let clock = &filing.app.clock;
        let context = advance::Context {
            now: clock.now().max(clock.recorded()),
            zone: &self.rep.zone,
            days,
            reach: &self.reached.reach,
            standing: self.reached.standing,
            loose,
            loose_minutes: filing.settings.loose_minutes,
            meeting_minutes: filing.settings.meeting_minutes,
            not_now_days: filing.settings.not_now_days,
        };
        let mut advanced =
            advance::advance(enrolled, &logged, &context).map_err(|error: LogError| error)?;
        self.wait_until_callable(&mut advanced);
        Ok(advanced)
    }

    /// What is known about the touch that an outcome is about, besides what was done before.
    pub(in crate::activities) fn about(
        &self,
        loose: Option<&(touch_rows::Touch, LooseTouch)>,
        advanced: &Advance,
    ) -> About {
        let step = advanced.touch.and_then(|touch| {
            let (_, cadence) = self.enrollment.as_ref()?;
            cadence.step(touch.step).map(|step| (step.channel, step.minutes))
        });
        About {
            touch: step.or_else(|| loose.map(|(_, touch)| (touch.channel, touch.minutes))),
            loose: loose.map(|(_, touch)| touch.kind),
            had_email: false,
            is_warm: false,
        }
    }

    /// The next touch after an outcome, when the enrollment waits for one.
    pub(in crate::activities) fn next_of(&self, advanced: &Advance) -> Option<NextShown> {
        let (_, cadence) = self.enrollment.as_ref()?;
        let next = advanced.after.as_ref()?.next?;
        let window = advanced.next_window?;
        Some(NextShown {
            step: next.step,
            channel: cadence.step(next.step).map_or(Channel::Call, |step| step.channel),
            from: window.from,
            to: window.to,
            agreed: next.agreed_at,
        })
    }

    /// Moves a named window for a call to the first day on which the person may be called in the rep's hours (SCIENCE 0),
    /// unless they named the time themselves.
    fn wait_until_callable(&self, advanced: &mut Advance) {
        let Some((_, cadence)) = &self.enrollment else { return };
        let next = advanced.after.as_mut().and_then(|after| after.next.as_mut());
        let Some(next) = next else { return };
        let is_call = cadence.step(next.step).is_some_and(|step| step.channel == Channel::Call);
        let Due::Named { from, to } = next.due else { return };
        if !is_call || next.agreed_at.is_some() {
            return;
        }
        let last = from.saturating_add(CALLABLE_WITHIN_DAYS.days());
        let (calling, calendar) = (&self.reached.calling, &self.calendar);
        let Some(from) = calling.first_callable_day(&calendar.zone, &calendar.hours, from, last)
        else {
            return;
        };
        let to = to.max(from);
        next.due = Due::Named { from, to };
        advanced.next_window = Some(Window { from, to });
    }
}

/// An outcome as the rules read it.
fn logged(request: &LogRequest, outcome: Outcome, at: Timestamp) -> LoggedOutcome {
    LoggedOutcome {
        outcome,
        at,
        channel: request.channel,
        agreed: request.agreed,
        until: request.until,
        why: request.why.clone(),
        used: None,
        referral: request.referral.as_ref().map(|name| ReferralGiven {
            name: name.clone(),
            phone: request.phone.clone().unwrap_or_default(),
            reason: String::new(),
        }),
        which: Which::ByRule,
    }
}
