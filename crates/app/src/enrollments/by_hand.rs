//! What a rep does to an enrollment by hand: later, skip, stop, pause, resume, and letting held colleagues go on.

use domain::{
    cadences::Cadence,
    enrollments::{
        EnrollmentState,
        by_hand::{self, ByHand, ByHandError},
    },
    ids::{CadenceVersionId, CompanyId, EnrollmentId, PersonId},
    people::Standing,
    plan::{Request, morning::morning},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    audit, companies, enrollments as rows, errors::StoreError, people as people_rows,
    touches as touch_rows, transaction::Tx, workspaces as members,
};

use crate::{
    App,
    activities::NextShown,
    cadences,
    clock::{day_number, micros},
    enrollments::{facts_of, put_facts},
    people::reach,
    plan::{
        BreachShown,
        book::{Book, PlanningError, with_working_days},
        breaches_of,
    },
    settings,
    workspaces::Member,
};

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
    /// Takes it up again, if there is room.
    Resume,
}

/// What became of it.
#[derive(Clone, Debug, Serialize)]
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
    /// There is no such person, or they have no company that is held.
    #[error("nobody is held because of person `{person}`")]
    NotHeld {
        /// Who.
        person: PersonId,
    },
    /// The plan cannot be made.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Changes the open enrollment of a person by hand.
pub async fn change(
    app: &App,
    member: &Member,
    person: PersonId,
    hand: Hand,
) -> Result<Changed, HandError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        let row = rows::open_of_person(tx, scope, person)
            .await?
            .ok_or(HandError::NotStarted { person })?;
        let cadence = cadences::version(tx, scope, CadenceVersionId(row.version_id))
            .await?
            .ok_or(HandError::NotStarted { person })?;
        let changed = by_rules(tx, &app, &member, &row, &cadence, &hand).await?;
        write(tx, &app, &member, &row, &cadence, &changed, &hand).await?;
        let late = if hand == Hand::Resume || changed.is_beyond {
            late_now(tx, &app, &member, &hand).await?
        } else {
            Vec::new()
        };
        let next = changed.after.next.zip(changed.window).map(|(next, window)| NextShown {
            step: next.step,
            channel: cadence
                .step(next.step)
                .map_or(domain::activities::Channel::Call, |step| step.channel),
            from: window.from,
            to: window.to,
            agreed: next.agreed_at,
        });
        Ok(Changed {
            enrollment: EnrollmentId(row.id),
            person,
            state: changed.after.state,
            next,
            is_beyond: changed.is_beyond,
            late,
        })
    })
    .await
}

async fn by_rules(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: &rows::Enrollment,
    cadence: &Cadence,
    hand: &Hand,
) -> Result<ByHand, HandError> {
    let settings = settings::read(tx, member.scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let person = PersonId(row.person_id);
    let mut reached = reach::of(tx, member, &settings, &book, &[person]).await?;
    let reach = reached.remove(&person).map(|reached| reached.reach).unwrap_or_default();
    let facts = facts_of(row)?;
    let today = book.today;
    Ok(with_working_days(&book.calendar, |days| match hand {
        Hand::Later { to, why } => {
            by_hand::later(&facts, cadence, *to, today, why.as_deref(), days)
        }
        Hand::Skip { why } => by_hand::skip(&facts, cadence, today, why, &reach, days),
        Hand::Stop { why } => by_hand::stop(&facts, today, why),
        Hand::Pause => by_hand::pause(&facts, today),
        Hand::Resume => by_hand::resume(&facts, cadence, today, &reach, days),
    })?)
}

async fn write(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    before: &rows::Enrollment,
    cadence: &Cadence,
    changed: &ByHand,
    hand: &Hand,
) -> Result<(), HandError> {
    let scope = member.scope;
    let mut row = before.clone();
    put_facts(&mut row, &changed.after);
    if !rows::update(tx, scope, &row).await? {
        return Err(HandError::Changed);
    }
    skip_touches(tx, app, member, before, cadence, changed).await?;
    if !changed.after.is_open() {
        let person = PersonId(before.person_id);
        let stored = people_rows::get(tx, scope, person).await?;
        if stored.is_some_and(|row| row.standing == Standing::Prospect.as_str()) {
            let at = micros(app.clock.recorded());
            people_rows::set_standing(tx, scope, person, Standing::Lead.as_str(), None, at).await?;
        }
    }
    let (action, fields) = match hand {
        Hand::Later { .. } => ("moved to later", "from_on to_on"),
        Hand::Skip { .. } => ("skipped a touch", "next_step"),
        Hand::Stop { .. } => ("stopped", "state"),
        Hand::Pause => ("paused", "state"),
        Hand::Resume => ("resumed", "state"),
    };
    let entry = audit::Entry {
        id: app.ids.next(),
        member: Some(member.id),
        action,
        subject: "enrollment",
        subject_id: Some(before.id),
        fields,
        recorded_at: micros(app.clock.recorded()),
    };
    audit::append(tx, scope, &entry).await?;
    Ok(())
}

/// Writes the touches that are passed over, which are done with today.
async fn skip_touches(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    before: &rows::Enrollment,
    cadence: &Cadence,
    changed: &ByHand,
) -> Result<(), HandError> {
    let today = day_number(app.clock.today(&member.zone));
    for skipped in &changed.skipped {
        let step = cadence.step(skipped.step);
        let touch = touch_rows::Touch {
            id: app.ids.next(),
            enrollment_id: Some(before.id),
            person_id: before.person_id,
            member_id: member.id.0,
            kind: "step".to_owned(),
            step: skipped.step.into(),
            channel: step.map(|step| step.channel.to_string()).unwrap_or_default(),
            minutes: step.map_or(0, |step| step.minutes.into()),
            from_on: today,
            to_on: today,
            state: "skipped".to_owned(),
            done_on: Some(today),
            why: skipped.note.clone().unwrap_or_else(|| skipped.why.to_string()),
            created_at: micros(app.clock.now()),
            ..touch_rows::Touch::default()
        };
        touch_rows::insert(tx, member.scope, &touch).await?;
    }
    Ok(())
}

/// What the plan would bring late now; a resume that makes something late is refused, so its transaction is undone.
async fn late_now(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    hand: &Hand,
) -> Result<Vec<BreachShown>, HandError> {
    let settings = settings::read(tx, member.scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let planned =
        morning(&book.situation(1)?, &Request::default(), 1).map_err(PlanningError::from)?;
    let late = breaches_of(tx, member, &book, &planned).await?;
    match (hand, late.first()) {
        (Hand::Resume, Some(first)) => Err(HandError::NoRoom {
            late: late.len(),
            first: first.to.map(|day| day.to_string()).unwrap_or_default(),
        }),
        _ => Ok(late),
    }
}

/// Lets the colleagues of a person go on, who are held because something happened with them; says how many there were.
pub async fn go_on(app: &App, member: &Member, person: PersonId) -> Result<usize, HandError> {
    let scope = member.scope;
    app.db
        .transaction(scope, async move |tx| {
            let stored = people_rows::get(tx, scope, person).await?;
            let company =
                stored.and_then(|row| row.company_id).ok_or(HandError::NotHeld { person })?;
            let held = rows::open_at_company(tx, scope, CompanyId(company)).await?;
            let mut n = 0;
            for mut row in held.into_iter().filter(|row| !row.held_why.is_empty()) {
                row.held_why.clear();
                rows::update(tx, scope, &row).await?;
                n += 1;
            }
            companies::hold(tx, scope, CompanyId(company), "", None, None).await?;
            if n == 0 { Err(HandError::NotHeld { person }) } else { Ok(n) }
        })
        .await
}
