//! What a rep does to an enrollment by hand: later, skip, stop, pause, resume, and letting held colleagues go on.

use domain::{
    activities::record::MAX_CHARS,
    cadences::{Cadence, ability::Reach},
    enrollments::{
        EnrollmentState, PauseWhy, SkippedStep,
        by_hand::{self, ByHand, ByHandError},
    },
    ids::{CadenceVersionId, CompanyId, EnrollmentId, MemberId, PersonId},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    companies,
    enrollments::{
        self as rows,
        changes::{self, Change},
    },
    errors::StoreError,
    people as people_rows, touches as touch_rows,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use crate::{
    App,
    activities::NextShown,
    audit::Change as Recorded,
    cadences,
    calendar::covers,
    clock::{day_number, micros},
    enrollments::{facts_of, leave_prospects, put_facts, undo::HandEffect},
    people::{MergedAway, merged_away, reach},
    plan::{
        BreachShown,
        book::{Book, PlanningError, with_working_days},
        late_now,
    },
    settings,
    workspaces::{self, Member},
};

/// How many days ahead a touch can be moved: three years, which is more than a plan sees.
const FURTHEST: i64 = 1_096;

/// What a rep does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Moves the next touch to a day; beyond its window with a why.
    Later {
        /// The day.
        to: Date,
        /// Why, beyond the window.
        why: Option<String>,
    },
    /// Passes over the next touch.
    Skip {
        /// Why.
        why: String,
    },
    /// Ends it.
    Stop {
        /// Why.
        why: String,
    },
    /// Holds it and releases its room.
    Pause,
    /// As [`Hand::Pause`], because nobody at their company is to be worked.
    Block,
    /// Takes it up again, if there is room.
    Resume {
        /// Why it is taken up even where there is none.
        override_why: Option<String>,
    },
}

/// What became of it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Changed {
    /// The enrollment.
    pub enrollment: EnrollmentId,
    /// The person.
    pub person: PersonId,
    /// Where it stands now.
    pub state: EnrollmentState,
    /// The next touch.
    pub next: Option<NextShown>,
    /// Whether the touch was moved beyond its window.
    pub is_beyond: bool,
    /// What is late because of it, in the plan as it is now.
    pub late: Vec<BreachShown>,
}

/// Why it cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum HandError {
    /// The person has no enrollment that is open.
    #[error("person `{person}` is not started")]
    NotStarted {
        /// Who.
        person: PersonId,
    },
    /// The rules refuse it.
    #[error(transparent)]
    Rules(#[from] ByHandError),
    /// There is no room to take it up again.
    #[error(
        "there is no room to take this up again: {late} touches would be late, the first on {first}"
    )]
    NoRoom {
        /// How many.
        late: usize,
        /// The last day of the first one's window.
        first: String,
    },
    /// Somebody changed it at the same time.
    #[error("it was changed at the same time: look again")]
    Changed,
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// They have no company that is held.
    #[error("nobody is held because of person `{person}`")]
    NotHeld {
        /// Who.
        person: PersonId,
    },
    /// It is another rep's work, and not covered for them today.
    #[error("this is {rep}'s work: they may change it, or who covers for them")]
    OfAnother {
        /// Whose.
        rep: String,
    },
    /// There is no such enrollment.
    #[error("there is no such enrollment")]
    UnknownEnrollment,
    /// The day lies too far away to be planned on.
    #[error("{to} is too far away to be planned on")]
    TooFar {
        /// The day.
        to: Date,
    },
    /// A why is too long.
    #[error("a why has at most {MAX_CHARS} characters")]
    WhyTooLong,
    /// Nothing that was done to it by hand can be taken back.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// Something came after it.
    #[error("something was done after it: take that back first")]
    LaterWork,
    /// Nobody at their company is worked.
    #[error("their company is blocked: nobody there is taken up until it is not")]
    Blocked,
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// They were merged into somebody.
    #[error(transparent)]
    Merged(#[from] MergedAway),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Changes the open enrollment of a person by hand. Whose work it is decides on calendar and room, whoever asks.
pub async fn change(
    app: &App,
    member: &Member,
    person: PersonId,
    hand: Hand,
) -> Result<Changed, HandError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| change_in(tx, &app, &member, person, &hand).await).await
}

/// As [`change`], as part of something larger.
pub(crate) async fn change_in(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    hand: &Hand,
) -> Result<Changed, HandError> {
    let changing = Changing::of(tx, app, member, person).await?;
    let is_taken_up = matches!(hand, Hand::Resume { .. });
    if is_taken_up {
        refuse_blocked(tx, member, &changing.row).await?;
    }
    let changed = changing.by_rules(tx, hand).await?;
    let mut effect = changing.write(tx, &changed).await?;
    let late = if is_taken_up || changed.is_beyond {
        late_now(tx, app, &changing.rep).await?
    } else {
        Vec::new()
    };
    let mut overridden = None;
    if let (Hand::Resume { override_why }, Some(first)) = (hand, late.first()) {
        let Some(why) = override_why else {
            let first = first.to.map(|day| day.to_string()).unwrap_or_default();
            return Err(HandError::NoRoom { late: late.len(), first });
        };
        overridden = Some(why.trim());
        changing.keep_override(tx, &mut effect, why.trim()).await?;
    }
    effect.change = changing.record(tx, hand, overridden).await?;
    effect.keep(tx, app, member.scope).await?;
    Ok(Changed {
        enrollment: EnrollmentId(changing.row.id),
        person,
        state: changed.after.state,
        next: changing.next(&changed),
        is_beyond: changed.is_beyond,
        late,
    })
}

/// Refuses to take up somebody whose company is blocked; nobody blocks it until the transaction ends.
pub(super) async fn refuse_blocked(
    tx: &mut Tx,
    member: &Member,
    row: &rows::Enrollment,
) -> Result<(), HandError> {
    let Some(company) = row.company_id else { return Ok(()) };
    companies::lock(tx, member.scope, CompanyId(company)).await?;
    if companies::is_blocked(tx, member.scope, company).await? {
        return Err(HandError::Blocked);
    }
    Ok(())
}

/// Changes an enrollment by hand: one's own, or of a rep for whom one covers today.
///
/// # Errors
/// [`HandError::UnknownEnrollment`], [`HandError::OfAnother`].
pub async fn change_own(
    app: &App,
    member: &Member,
    enrollment: EnrollmentId,
    hand: Hand,
) -> Result<Changed, HandError> {
    let why = match &hand {
        Hand::Later { why, .. } => why.as_deref().unwrap_or_default(),
        Hand::Skip { why } | Hand::Stop { why } => why,
        Hand::Resume { override_why } => override_why.as_deref().unwrap_or_default(),
        Hand::Pause | Hand::Block => "",
    };
    if why.chars().count() > MAX_CHARS {
        return Err(HandError::WhyTooLong);
    }
    if let Hand::Later { to, .. } = &hand
        && day_number(*to) - day_number(app.clock.today(&member.zone)) > FURTHEST
    {
        return Err(HandError::TooFar { to: *to });
    }
    let person =
        app.db.read(member.scope, async |tx| whose(tx, app, member, enrollment).await).await?;
    change(app, member, person, hand).await
}

/// With whom an enrollment is that the one who asks may change.
async fn whose(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    enrollment: EnrollmentId,
) -> Result<PersonId, HandError> {
    let row = theirs(tx, app, member, enrollment).await?;
    let person = PersonId(row.person_id);
    if facts_of(&row)?.is_open() { Ok(person) } else { Err(HandError::NotStarted { person }) }
}

/// An enrollment that the one who asks may change: one's own, or of a rep for whom one covers today.
pub(super) async fn theirs(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    enrollment: EnrollmentId,
) -> Result<rows::Enrollment, HandError> {
    let found = rows::get(tx, member.scope, enrollment).await?;
    let row = found.ok_or(HandError::UnknownEnrollment)?;
    if row.member_id != member.id.0 {
        let rep = workspaces::rep(tx, member, MemberId(row.member_id)).await?;
        let today = app.clock.today(&rep.zone);
        if !covers::is_covered(tx, member, rep.id, today).await? {
            return Err(HandError::OfAnother { rep: rep.name });
        }
    }
    Ok(row)
}

/// Passes over the next touches of a person that can no longer be done, because of what was forbidden or found out: the next
/// one that can be done keeps its own gap from today. Where none is left the enrollment waits for a number.
pub(crate) async fn pass_over(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<(), HandError> {
    let changing = match Changing::of(tx, app, member, person).await {
        Err(HandError::NotStarted { .. }) => return Ok(()),
        found => found?,
    };
    match changing.passing_over(tx).await? {
        None => Ok(()),
        Some(changed) => changing.write(tx, &changed).await.map(|_| ()),
    }
}

/// An open enrollment that is changed: whose work it is, and who asks.
struct Changing<'a> {
    app: &'a App,
    asking: &'a Member,
    rep: Member,
    row: rows::Enrollment,
    cadence: Cadence,
}

impl<'a> Changing<'a> {
    /// The open enrollment of a person, with the rep whose work it is kept from changing.
    async fn of(
        tx: &mut Tx,
        app: &'a App,
        asking: &'a Member,
        person: PersonId,
    ) -> Result<Self, HandError> {
        let (scope, not_started) = (asking.scope, || HandError::NotStarted { person });
        let Some(found) = rows::open_of_person(tx, scope, person).await? else {
            return Err(match merged_away(tx, scope, person).await? {
                Some(merged) => merged.into(),
                None => not_started(),
            });
        };
        let rep = workspaces::rep(tx, asking, MemberId(found.member_id)).await?;
        members::lock_member(tx, scope, rep.id).await?;
        let row = rows::open_of_person(tx, scope, person).await?.ok_or_else(not_started)?;
        let version = CadenceVersionId(row.version_id);
        let cadence = cadences::version(tx, scope, version).await?.ok_or_else(not_started)?;
        Ok(Self { app, asking, rep, row, cadence })
    }

    fn person(&self) -> PersonId {
        PersonId(self.row.person_id)
    }

    fn next(&self, changed: &ByHand) -> Option<NextShown> {
        let (next, window) = changed.after.next.zip(changed.window)?;
        let channel = self.cadence.step(next.step)?.channel;
        let (from, to) = (window.from, window.to);
        Some(NextShown { step: next.step, channel, from, to, agreed: next.agreed_at })
    }

    /// The rep's book, and how the person can be reached.
    async fn known(&self, tx: &mut Tx) -> Result<(Book, Reach), HandError> {
        let settings = settings::read(tx, self.rep.scope).await?;
        let book = Book::read(tx, self.app, &self.rep, &settings).await?;
        let mut reached =
            reach::of(tx, &self.rep, &settings, (&book.calendar, book.today), &[self.person()])
                .await?;
        let reach = reached.remove(&self.person()).map(|found| found.reach).unwrap_or_default();
        Ok((book, reach))
    }

    async fn by_rules(&self, tx: &mut Tx, hand: &Hand) -> Result<ByHand, HandError> {
        let (book, reach) = self.known(tx).await?;
        let (facts, cadence, today) = (facts_of(&self.row)?, &self.cadence, book.today);
        Ok(with_working_days(&book.calendar, |days| match hand {
            Hand::Later { to, why } => {
                by_hand::later(&facts, cadence, *to, today, why.as_deref(), days)
            }
            Hand::Skip { why } => by_hand::skip(&facts, cadence, today, why, &reach, days),
            Hand::Stop { why } => by_hand::stop(&facts, today, why),
            Hand::Pause => by_hand::pause(&facts, today, PauseWhy::ByHand),
            Hand::Block => by_hand::pause(&facts, today, PauseWhy::BlockedCompany),
            Hand::Resume { override_why } => {
                by_hand::resume(&facts, cadence, today, override_why.as_deref(), &reach, days)
            }
        })?)
    }

    async fn passing_over(&self, tx: &mut Tx) -> Result<Option<ByHand>, HandError> {
        let (book, reach) = self.known(tx).await?;
        let facts = facts_of(&self.row)?;
        Ok(with_working_days(&book.calendar, |days| {
            by_hand::pass_over(&facts, &self.cadence, book.today, &reach, days)
        }))
    }

    /// Writes where the enrollment stands, the touches that are passed over, and the standing of who is on none any more.
    async fn write(&self, tx: &mut Tx, changed: &ByHand) -> Result<HandEffect, HandError> {
        let scope = self.asking.scope;
        let mut row = self.row.clone();
        put_facts(&mut row, &changed.after);
        if !rows::update(tx, scope, &row).await? {
            return Err(HandError::Changed);
        }
        let mut effect = HandEffect::of(Some(self.row.clone()), row);
        for skipped in &changed.skipped {
            let touch = self.skipped_touch(skipped);
            touch_rows::insert(tx, scope, &touch).await?;
            effect.made.push(touch.id);
        }
        if !changed.after.is_open() {
            effect.standing = leave_prospects(tx, self.app, scope, self.person()).await?;
        }
        Ok(effect)
    }

    /// Writes who did what; answers with the change that the timeline shows, if it shows one.
    async fn record(
        &self,
        tx: &mut Tx,
        hand: &Hand,
        overridden: Option<&str>,
    ) -> Result<Option<Uuid>, HandError> {
        let action = match hand {
            Hand::Later { .. } => "moved to later",
            Hand::Skip { .. } => "skipped a touch",
            Hand::Stop { .. } => "stopped",
            Hand::Pause | Hand::Block => "paused",
            Hand::Resume { .. } if overridden.is_some() => "resumed against the plan",
            Hand::Resume { .. } => "resumed",
        };
        let line = Recorded::new(action, "enrollment", self.row.id);
        let line =
            line.with("state", self.row.state.as_str()).with("next_step", self.row.next_step);
        let line = line.with("from_on", self.row.from_on).with("to_on", self.row.to_on);
        let line = match overridden {
            Some(why) => line.with("why", why),
            None => line,
        };
        line.by(tx, self.app, self.asking).await?;
        let (action, why) = match hand {
            Hand::Later { why, .. } => ("later", why.as_deref().unwrap_or_default()),
            Hand::Stop { why } => ("stopped", why.as_str()),
            Hand::Pause | Hand::Block => ("paused", ""),
            Hand::Resume { .. } => ("resumed", overridden.unwrap_or_default()),
            // The touch that is passed over says who did it, when and why.
            Hand::Skip { .. } => return Ok(None),
        };
        let change = Change {
            id: self.app.ids.next(),
            member_id: self.asking.id.0,
            action: action.to_owned(),
            why: why.trim().to_owned(),
            changed_at: micros(self.app.clock.now()),
        };
        changes::insert(tx, self.asking.scope, EnrollmentId(self.row.id), &change).await?;
        Ok(Some(change.id))
    }

    /// A touch that is passed over, which is done with today.
    fn skipped_touch(&self, skipped: &SkippedStep) -> touch_rows::Touch {
        let today = day_number(self.app.clock.today(&self.rep.zone));
        let step = self.cadence.step(skipped.step);
        touch_rows::Touch {
            id: self.app.ids.next(),
            enrollment_id: Some(self.row.id),
            person_id: self.row.person_id,
            member_id: self.rep.id.0,
            kind: "step".to_owned(),
            step: skipped.step.into(),
            channel: step.map(|step| step.channel.to_string()).unwrap_or_default(),
            minutes: step.map_or(0, |step| step.minutes.into()),
            from_on: today,
            to_on: today,
            state: "skipped".to_owned(),
            done_on: Some(today),
            why: skipped.note.clone().unwrap_or_else(|| skipped.why.to_string()),
            created_at: micros(self.app.clock.now()),
            ..touch_rows::Touch::default()
        }
    }

    /// Keeps why it is worked against the plan, which is counted as a start against it is.
    async fn keep_override(
        &self,
        tx: &mut Tx,
        effect: &mut HandEffect,
        why: &str,
    ) -> Result<(), HandError> {
        let scope = self.asking.scope;
        let row = rows::get(tx, scope, EnrollmentId(self.row.id)).await?;
        let mut row = row.ok_or(HandError::UnknownEnrollment)?;
        why.clone_into(&mut row.override_why);
        if !rows::update(tx, scope, &row).await? {
            return Err(HandError::Changed);
        }
        effect.after.override_why = row.override_why;
        Ok(())
    }
}

/// Lets the colleagues of a person go on, who are held because something happened with them; says how many there were.
pub async fn go_on(app: &App, member: &Member, person: PersonId) -> Result<usize, HandError> {
    let scope = member.scope;
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            let stored = people_rows::get(tx, scope, person).await?;
            let stored = stored.ok_or(HandError::UnknownPerson { person })?;
            let company = stored.company_id.ok_or(HandError::NotHeld { person })?;
            rows::lock_at_company(tx, scope, CompanyId(company)).await?;
            let held = rows::open_at_company(tx, scope, CompanyId(company)).await?;
            let mut n = 0;
            for mut row in held.into_iter().filter(|row| !row.held_why.is_empty()) {
                row.held_why.clear();
                if !rows::update(tx, scope, &row).await? {
                    return Err(HandError::Changed);
                }
                n += 1;
            }
            companies::hold(tx, scope, CompanyId(company), "", None, None).await?;
            if n == 0 {
                return Err(HandError::NotHeld { person });
            }
            Recorded::new("let go on", "company", company).with("n", n).by(tx, &inner, &by).await?;
            Ok(n)
        })
        .await
}
