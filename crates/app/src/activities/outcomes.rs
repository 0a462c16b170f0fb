//! What each outcome would do to somebody now: the answer of the very code that files it, without filing it.

use domain::{
    activities::{Ask, Channel, Outcome, record::complete},
    cadences::{
        ability::Missing,
        advance::{Advance, Change, Prompt},
        effects::{Effects, Takes, effects},
    },
    enrollments::{EndWhy, EnrollmentState},
    ids::{ActivityId, EnrollmentId, PersonId, TouchId},
    touches::{LooseKind, WorkingDays},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
};
use serde::Serialize;
use store::{BULK_ROWS, transaction::Tx};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    ActivityError, LogRequest, NextShown,
    record::{
        draft_of, refuse_others,
        subject::{Filing, Open, Subject, subjects},
    },
};
use crate::{App, plan, plan::book::with_working_days, settings, workspaces::Member};

/// How many days ahead an outcome that asks for a day is worked out for, unless told.
pub const DAYS: u8 = 14;
/// The most days ahead.
pub const MOST_DAYS: u8 = 60;
/// The day of return that is filled in, in days from the day of the answer.
const RETURN_DAYS: i64 = 7;

/// What is known of the touch whose outcomes are asked for, and of the outcome.
#[derive(Clone, Copy, Debug, Default)]
pub struct AheadRequest {
    /// The channel that will be told.
    pub channel: Option<Channel>,
    /// The loose touch that will be told.
    pub touch: Option<TouchId>,
    /// The time that will be told with outcomes that take one; else one is filled in.
    pub agreed: Option<Timestamp>,
    /// The day that will be told with outcomes that take one; else one is filled in.
    pub until: Option<Date>,
    /// How many days ahead outcomes that ask for a day are worked out for.
    pub days: u8,
}

impl AheadRequest {
    /// What will be told whatever the outcome.
    fn request(&self) -> LogRequest {
        LogRequest { channel: self.channel, touch: self.touch, ..LogRequest::default() }
    }
}

/// What each outcome would do to one person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonAhead {
    /// Who.
    pub person: PersonId,
    /// The enrollment that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrollment: Option<EnrollmentId>,
    /// The channel to file the outcome with, so that it does what stands here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The loose touch to file it with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touch: Option<TouchId>,
    /// Each outcome that can be.
    pub outcomes: Vec<OutcomeAhead>,
}

/// What the outcomes of every touch of today would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TodayAhead {
    /// As of when: filed on a later day, an outcome may lead to other days.
    pub as_of: Timestamp,
    /// The day of the list.
    pub on: Date,
    /// Of each touch of the list, in its order.
    pub touches: Vec<PersonAhead>,
}

/// What one outcome would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomeAhead {
    /// The outcome.
    pub outcome: Outcome,
    /// Its digit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<u8>,
    /// Whether it takes an agreed time.
    pub agreed: Takes,
    /// Whether it takes a day until which to wait, or of their return.
    pub until: Takes,
    /// Whether it takes a why.
    pub why: Takes,
    /// Whether a human answered, unless told otherwise.
    pub reached: bool,
    /// Whether it is a talk with the person aimed at, unless told otherwise.
    pub conversation: bool,
    /// What counts as asked for, unless told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Ask>,
    /// The agreed time with which `then` was worked out: as asked, else one filled in where it cannot be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_agreed: Option<Timestamp>,
    /// The day with which `then` was worked out, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_until: Option<Date>,
    /// What it would do; none when it cannot be filed with what was asked.
    pub then: Option<Ahead>,
    /// Why it cannot be filed with what was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// What it would do with each of the next days, as its agreed time or its day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_day: Vec<DayAhead>,
}

/// What an outcome would do with a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DayAhead {
    /// The day that they name.
    pub day: Date,
    /// What the outcome would do.
    pub then: Ahead,
}

/// What becomes of the plan with somebody.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Ahead {
    /// What becomes of the enrollment.
    pub change: Change,
    /// Where the enrollment stands then; none when it stays as it is, or there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<EnrollmentState>,
    /// Why it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<EndWhy>,
    /// The next touch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextShown>,
    /// Loose touches that are made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loose: Vec<LooseAhead>,
    /// In nurture until this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nurture_until: Option<Date>,
    /// Whether a meeting is stored.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub meeting: bool,
    /// What is missing for the rest, when it is paused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Missing>,
    /// What to ask next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<Prompt>,
}

/// A loose touch that would be made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct LooseAhead {
    /// What for.
    pub kind: LooseKind,
    /// How.
    pub channel: Channel,
    /// First day of its window.
    pub from: Date,
    /// Last day of its window.
    pub to: Date,
    /// The time they named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Timestamp>,
}

/// What each outcome would do to a person, were it filed now.
///
/// # Errors
/// [`ActivityError::UnknownPerson`], [`ActivityError::UnknownTouch`], and [`ActivityError::OfAnother`] when it is not theirs to
/// file.
pub async fn of_person(
    app: &App,
    member: &Member,
    person: PersonId,
    asked: AheadRequest,
) -> Result<PersonAhead, ActivityError> {
    app.db
        .snapshot(member.scope, async |tx| {
            let found = ahead(tx, app, member, &[(person, asked)]).await?;
            found.into_iter().next().ok_or(ActivityError::UnknownPerson { person })
        })
        .await
}

/// The same for every touch of the day of a rep: one's own, or of somebody for whom one covers.
///
/// # Errors
/// [`ActivityError::OfAnother`] when these touches are not theirs to file.
pub async fn of_today(
    app: &App,
    reader: &Member,
    member: &Member,
    days: u8,
) -> Result<TodayAhead, ActivityError> {
    app.db
        .snapshot(member.scope, async |tx| {
            let today = plan::list_of(tx, app, reader, member).await?;
            let asked: Vec<(PersonId, AheadRequest)> = today
                .touches
                .iter()
                .map(|touch| {
                    let channel = Some(touch.channel);
                    let asked =
                        AheadRequest { channel, touch: touch.touch, days, ..Default::default() };
                    (touch.person, asked)
                })
                .collect();
            let touches = ahead(tx, app, reader, &asked).await?;
            Ok(TodayAhead { as_of: app.clock.now(), on: today.on, touches })
        })
        .await
}

/// What would become of each, in the order asked; who is not there is left out.
async fn ahead(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    asked: &[(PersonId, AheadRequest)],
) -> Result<Vec<PersonAhead>, ActivityError> {
    let settings = settings::read(tx, member.scope).await?;
    let at = app.clock.now();
    let on = at.to_zoned(member.zone.clone()).date();
    let filing = Filing { app, member, settings: &settings, at, on };
    let mut ids: Vec<Uuid> = asked.iter().map(|(person, _)| person.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for chunk in ids.chunks(BULK_ROWS) {
        let open = Open::read(tx, member.scope, chunk).await?;
        found.extend(subjects(tx, filing, open).await?);
    }
    let mut reps: Vec<Uuid> = Vec::new();
    for subject in &found {
        reps.extend(subject.enrollment.iter().map(|(row, _)| row.member_id));
        let theirs = asked.iter().filter(|(person, _)| *person == subject.reached.person);
        for (_, asked) in theirs {
            let loose = subject.loose_touch_of(&asked.request(), on)?;
            reps.extend(loose.map(|(row, _)| row.member_id));
        }
    }
    reps.sort_unstable();
    reps.dedup();
    for rep in reps {
        refuse_others(tx, member, rep, at).await?;
    }
    let mut answers: Vec<(usize, PersonAhead)> = Vec::new();
    for of_rep in
        found.chunk_by(|one, other| std::sync::Arc::ptr_eq(&one.calendar, &other.calendar))
    {
        let Some(first) = of_rep.first() else { continue };
        with_working_days(&first.calendar, |days| -> Result<(), ActivityError> {
            for subject in of_rep {
                let theirs = asked.iter().enumerate();
                let theirs = theirs.filter(|(_, (person, _))| *person == subject.reached.person);
                for (place, (_, asked)) in theirs {
                    answers.push((place, Asking { filing, subject, asked, days }.answer()?));
                }
            }
            Ok(())
        })?;
    }
    answers.sort_by_key(|(place, _)| *place);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// One person whose outcomes are worked out.
struct Asking<'a> {
    filing: Filing<'a>,
    subject: &'a Subject,
    asked: &'a AheadRequest,
    days: WorkingDays<'a>,
}

impl Asking<'_> {
    fn answer(&self) -> Result<PersonAhead, ActivityError> {
        let outcomes = Outcome::ALL.iter().copied().filter(|outcome| self.can_be(*outcome));
        let outcomes = outcomes.map(|outcome| self.outcome(outcome));
        Ok(PersonAhead {
            person: self.subject.reached.person,
            enrollment: self.subject.enrollment.as_ref().map(|(row, _)| EnrollmentId(row.id)),
            channel: self.asked.channel,
            touch: self.asked.touch,
            outcomes: outcomes.collect::<Result<_, _>>()?,
        })
    }

    /// Whether somebody who is reached like this can answer by it: what comes by mail needs an address.
    fn can_be(&self, outcome: Outcome) -> bool {
        let by_mail = matches!(self.asked.channel, Some(Channel::Email | Channel::Letter));
        match outcome {
            Outcome::OutOfOffice | Outcome::Bounced => {
                by_mail || !self.subject.reached.reach.emails.is_empty()
            }
            _ => true,
        }
    }

    fn outcome(&self, outcome: Outcome) -> Result<OutcomeAhead, ActivityError> {
        let row = effects(outcome);
        let agreed = match row.agreed {
            Takes::Never => None,
            Takes::May => self.asked.agreed,
            Takes::Must => self.asked.agreed.or_else(|| self.usual_time()),
        };
        let until = match row.until {
            Takes::Never => None,
            Takes::May => self.asked.until,
            Takes::Must => self.asked.until.or_else(|| Some(self.usual_day(outcome))),
        };
        let (told, refused) = match self.told(outcome, agreed, until) {
            Ok((advanced, told)) => (Some((self.shown(&advanced), told)), None),
            Err(ActivityError::Outcome(error)) => (None, Some(error.to_string())),
            Err(error) => return Err(error),
        };
        let (then, facts) = told.unzip();
        Ok(OutcomeAhead {
            outcome,
            key: row.key,
            agreed: row.agreed,
            until: row.until,
            why: row.why,
            reached: row.reached,
            conversation: row.conversation,
            asked: facts.unwrap_or(row.asked),
            with_agreed: agreed,
            with_until: until,
            then,
            refused,
            by_day: self.by_day(outcome, row)?,
        })
    }

    /// What filing it with these would do, and what counts as asked for.
    fn told(
        &self,
        outcome: Outcome,
        agreed: Option<Timestamp>,
        until: Option<Date>,
    ) -> Result<(Advance, Option<Ask>), ActivityError> {
        let request = LogRequest {
            person: Some(self.subject.reached.person),
            agreed,
            until,
            // No day depends on the words of a why.
            why: Some(outcome.to_string()),
            ..self.asked.request()
        };
        let loose = self.subject.loose_touch_of(&request, self.filing.on)?;
        let rules = loose.map(|(_, touch)| touch);
        let advanced = self.subject.advance_on(self.filing, &request, rules, outcome, self.days)?;
        let draft = draft_of(ActivityId(Uuid::nil()), &request, Some(outcome), None);
        let facts = complete(&draft, self.subject.about(loose, &advanced))?;
        Ok((advanced, facts.asked))
    }

    fn shown(&self, advanced: &Advance) -> Ahead {
        let after = advanced.after.as_ref();
        Ahead {
            change: advanced.change,
            state: after.map(|after| after.state),
            ends: after.and_then(|after| after.ended.as_ref()).map(|ended| ended.why),
            next: self.subject.next_of(advanced),
            loose: advanced
                .loose
                .iter()
                .map(|touch| LooseAhead {
                    kind: touch.kind,
                    channel: touch.channel,
                    from: touch.from,
                    to: touch.to,
                    agreed: touch.agreed_at,
                })
                .collect(),
            nurture_until: advanced.nurture_until,
            meeting: advanced.meeting.is_some(),
            needs: advanced.needs,
            prompts: advanced.prompts.clone(),
        }
    }

    /// What it would do with each of the next days, where a day it takes changes what comes next.
    fn by_day(&self, outcome: Outcome, row: Effects) -> Result<Vec<DayAhead>, ActivityError> {
        let takes_time = row.agreed != Takes::Never && outcome != Outcome::MeetingSet;
        if !takes_time && row.until == Takes::Never {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for day in self.filing.on.series(1.day()).take(usize::from(self.asked.days) + 1) {
            // The next touch depends on the day of an agreed time alone: the last minute of it has not come yet.
            let late = day.to_datetime(Time::constant(23, 59, 0, 0));
            let agreed = late.to_zoned(self.subject.rep.zone.clone()).ok();
            let agreed = agreed.map(|at| at.timestamp()).filter(|_| takes_time);
            let until = (!takes_time).then_some(day);
            match self.told(outcome, agreed, until) {
                Ok((advanced, _)) => {
                    let mut then = self.shown(&advanced);
                    // The clock time was only made up to ask.
                    then.next.iter_mut().for_each(|next| next.agreed = None);
                    then.loose.iter_mut().for_each(|loose| loose.agreed = None);
                    found.push(DayAhead { day, then });
                }
                Err(ActivityError::Outcome(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// The time that is filled in for a call-back: the next working day, as soon as they may be called in the rep's hours.
    fn usual_time(&self) -> Option<Timestamp> {
        let (calling, calendar) = (&self.subject.reached.calling, &self.subject.calendar);
        let mut day = self.days.next_after(self.filing.on);
        for _ in 0..MOST_DAYS {
            let open = calling.callable_in_hours(&calendar.zone, &calendar.hours, day);
            if let Some(span) = open.first() {
                return Some(span.from);
            }
            day = self.days.next_after(day);
        }
        let day = self.days.next_after(self.filing.on);
        let nine = day.to_datetime(Time::constant(9, 0, 0, 0));
        nine.to_zoned(self.subject.rep.zone.clone()).ok().map(|at| at.timestamp())
    }

    /// The day that is filled in: the last that still moves the touch, or a week's absence.
    fn usual_day(&self, outcome: Outcome) -> Date {
        let days = match outcome {
            Outcome::OutOfOffice => RETURN_DAYS,
            _ => self.filing.settings.not_now_days.into(),
        };
        self.filing.on.saturating_add(days.days())
    }
}
