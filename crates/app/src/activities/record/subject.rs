//! Whom an outcome is about, what is open with them, and where the outcome leads.

use domain::{
    activities::{Channel, Outcome, record::About},
    cadences::{
        Cadence,
        advance::{self, Advance, Enrolled, LoggedOutcome, ReferralGiven, Which},
    },
    calendar::RepCalendar,
    ids::{CadenceVersionId, MemberId, PersonId},
    touches::{Due, LooseTouch, Window},
};
use jiff::ToSpan;
use store::{
    activities as rows, enrollments as enrollment_rows, people as people_rows,
    touches as touch_rows, workspaces as members,
};

use super::Recording;
use crate::{
    activities::ActivityError,
    cadences, calendar,
    enrollments::facts_of,
    people::reach,
    plan::book::with_working_days,
    touches::loose_of,
    workspaces::{self, Member},
};

/// How far ahead a day is looked for on which somebody may be called.
const CALLABLE_WITHIN_DAYS: i64 = 60;

/// The person an outcome is about, with what is open.
pub(super) struct Subject {
    pub(super) person: people_rows::Person,
    /// Whose work the enrollment is, else who files this: their calendar counts.
    pub(super) rep: Member,
    /// Their calendar from the day of the activity on.
    pub(super) calendar: RepCalendar,
    pub(super) reached: reach::Reached,
    pub(super) enrollment: Option<(enrollment_rows::Enrollment, Cadence)>,
    pub(super) loose: Vec<(touch_rows::Touch, LooseTouch)>,
}

impl Recording<'_> {
    pub(super) async fn subject(&mut self, id: PersonId) -> Result<Subject, ActivityError> {
        let scope = self.member.scope;
        // A start or a merge that runs beside this waits, or is there to be seen.
        people_rows::lock(self.tx, scope, &[id.0]).await?;
        let person = self.live_person(id).await?;
        let mut enrollment = None;
        let mut rep = self.member.clone();
        if let Some(row) = enrollment_rows::open_of_person(self.tx, scope, id).await? {
            self.refuse_others(row.member_id).await?;
            rep = workspaces::rep(self.tx, self.member, MemberId(row.member_id)).await?;
            members::lock_member(self.tx, scope, rep.id).await?;
            let version = CadenceVersionId(row.version_id);
            enrollment =
                cadences::version(self.tx, scope, version).await?.map(|rules| (row, rules));
        }
        let calendar = calendar::load(self.tx, &rep, self.on, &self.settings).await?;
        let today = self.app.clock.today(&rep.zone);
        let reached = reach::of(self.tx, &rep, &self.settings, (&calendar, today), &[id])
            .await?
            .remove(&id)
            .ok_or(ActivityError::UnknownPerson { person: id })?;
        let mut loose = Vec::new();
        for row in touch_rows::open_of_person(self.tx, scope, id).await? {
            let touch = loose_of(&row)?;
            loose.push((row, touch));
        }
        Ok(Subject { person, rep, calendar, reached, enrollment, loose })
    }

    /// The loose touch this is about: the one named, else the first that is due when no touch of an enrollment is meant.
    pub(super) fn loose_touch_of(
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

    pub(super) async fn advance(
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
        let facts = subject.enrollment.as_ref().map(|(row, _)| facts_of(row)).transpose()?;
        let enrolled = facts
            .as_ref()
            .zip(subject.enrollment.as_ref())
            .map(|(facts, (_, cadence))| Enrolled { facts, cadence });
        let mut advanced = with_working_days(&subject.calendar, |days| {
            let context = advance::Context {
                now: self.app.clock.now().max(self.app.clock.recorded()),
                zone: &subject.rep.zone,
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
        wait_until_callable(&mut advanced, subject);
        Ok(advanced)
    }

    /// What is known about the touch that this is about.
    pub(super) async fn about(
        &mut self,
        subject: &Subject,
        loose: Option<&(touch_rows::Touch, LooseTouch)>,
        advanced: &Advance,
    ) -> Result<About, ActivityError> {
        let step = advanced.touch.and_then(|touch| {
            let (_, cadence) = subject.enrollment.as_ref()?;
            cadence.step(touch.step).map(|step| (step.channel, step.minutes))
        });
        let person = subject.reached.person;
        let had_email = rows::is_on(self.tx, self.member.scope, person, Channel::Email).await?;
        Ok(About {
            touch: step.or_else(|| loose.map(|(_, touch)| (touch.channel, touch.minutes))),
            loose: loose.map(|(_, touch)| touch.kind),
            had_email,
            is_warm: false,
        })
    }
}

/// Moves a named window for a call to the first day on which the person may be called in the rep's hours (SCIENCE 0), unless
/// they named the time themselves.
fn wait_until_callable(advanced: &mut Advance, subject: &Subject) {
    let Some((_, cadence)) = &subject.enrollment else { return };
    let Some(next) = advanced.after.as_mut().and_then(|after| after.next.as_mut()) else { return };
    let is_call = cadence.step(next.step).is_some_and(|step| step.channel == Channel::Call);
    let Due::Named { from, to } = next.due else { return };
    if !is_call || next.agreed_at.is_some() {
        return;
    }
    let last = from.saturating_add(CALLABLE_WITHIN_DAYS.days());
    let (calling, calendar) = (&subject.reached.calling, &subject.calendar);
    let Some(from) = calling.first_callable_day(&calendar.zone, &calendar.hours, from, last) else {
        return;
    };
    let to = to.max(from);
    next.due = Due::Named { from, to };
    advanced.next_window = Some(Window { from, to });
}
