//! Starting people: only those whose every touch the calendar can hold, all in one transaction.

mod choose;

use std::collections::{BTreeMap, BTreeSet};

use choose::{Chosen, choose};
use domain::{
    activities::record::MAX_CHARS,
    cadences::{Cadence, ability::Missing},
    enrollments::{EnrollmentFacts, standing_while_enrolled},
    ids::{CadenceVersionId, CompanyId, EnrollmentId, PersonId},
    plan::{
        Break, Candidate, Request, Resource,
        admit::{Admission, Answer, admit, consequence},
        joined::{JoinedDay, joined},
        repairs::Repair,
    },
    settings::CapUnit,
    touches::LooseKind,
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    BULK_ROWS, enrollments as rows,
    errors::StoreError,
    people::{self as people_rows, startable},
    touches as touch_rows,
    transaction::Tx,
    workspaces as members,
};
use uuid::Uuid;

use crate::{
    App,
    audit::Change,
    clock::{day_number, micros},
    enrollments::{put_facts, undo::HandEffect},
    people::{
        MergedAway, eligibility,
        reach::{self, Reached},
    },
    plan::book::{Book, Item, PlanningError},
    settings,
    workspaces::Member,
};

/// Whom to start.
#[derive(Clone, Debug)]
pub enum Whom {
    /// The first so many of those who can be, in the order of `domain::enrollments::candidates`.
    First(u32),
    /// These.
    These(Vec<PersonId>),
}

/// "Can I start these on this cadence from this day?"
#[derive(Clone, Debug)]
pub struct StartRequest {
    /// The cadence, by name.
    pub cadence: String,
    /// Whom.
    pub whom: Whom,
    /// The first day of touch 1; today when none.
    pub from: Option<Date>,
    /// On how many working days touch 1 may be.
    pub days: u16,
    /// Start also those who do not fit, with why.
    pub override_why: Option<String>,
    /// Answer, but start nobody.
    pub dry_run: bool,
}

/// Somebody who starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Started {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The first day of touch 1.
    pub on: Date,
    /// The enrollment; none when this was only asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrollment: Option<EnrollmentId>,
}

/// Somebody who cannot be started, whatever the calendar says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct NotStartable {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The first step that cannot be done; 0 when it is not about a step.
    pub step: u8,
    /// What is missing, or why not.
    pub missing: String,
    /// The same in words: `is a client`, `step 2 cannot be done: no e-mail address`.
    pub told: String,
    /// The rep who works this person or company, where that is why not (`missing` is `worked_by`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worked_by: Option<String>,
}

/// The answer to "can I start these?".
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct StartAnswer {
    /// Yes, some or no.
    pub answer: Answer,
    /// How many were asked for.
    pub asked: usize,
    /// How many of them could be started if the calendar had room for all.
    pub able: usize,
    /// How many of them fit.
    pub fit: usize,
    /// Whether what runs already can be finished.
    pub feasible: bool,
    /// Who is started against the plan.
    pub forced: Vec<Started>,
    /// Who is started, on which day.
    pub starts: Vec<Started>,
    /// The days with those who start in them, from today to their last touch.
    pub days: Vec<JoinedDay>,
    /// The first interval that breaks.
    pub breaks: Option<Break>,
    /// What is over there: minutes, or touches of a channel whose cap counts those.
    #[serde(skip)]
    pub breaks_in: CapUnit,
    /// What would help.
    pub repairs: Vec<RepairShown>,
    /// Who cannot be started whatever the calendar says.
    pub not_able: Vec<NotStartable>,
    /// The same counted by what is missing, with what would help.
    pub lacks: Vec<String>,
    /// What starting everybody at once would lead to; none when the answer is yes.
    pub otherwise: Option<domain::plan::otherwise::Otherwise>,
    /// How many people the list held, when it held fewer than were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_the_list: Option<usize>,
    /// How many further people of the list could be asked for after these; none when persons were named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_on_the_list: Option<u64>,
    /// Whether somebody was really started.
    pub dry_run: bool,
}

/// A repair with persons' ids as the store knows them.
pub type RepairShown = Repair<PersonId>;

/// Why a start cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no such cadence.
    #[error("there is no cadence `{name}`: known are {known}")]
    UnknownCadence {
        /// What was asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// The cadence was taken out of use.
    #[error("the cadence `{name}` is out of use: take it into use again, or start on another")]
    RetiredCadence {
        /// What was asked for.
        name: String,
    },
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// The first day is past.
    #[error("{from} is past: starts are planned from {today} on")]
    FromPast {
        /// The day asked for.
        from: Date,
        /// Today.
        today: Date,
    },
    /// An override without a why.
    #[error("an override needs a why")]
    WhyMissing,
    /// A why is too long.
    #[error("a why has at most {MAX_CHARS} characters")]
    WhyTooLong,
    /// A number that is not one.
    #[error("{what} must be {low} to {high}")]
    OutOfBounds {
        /// What was given.
        what: &'static str,
        /// The least.
        low: u16,
        /// The most.
        high: u16,
    },
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

impl From<domain::plan::PlanError> for StartError {
    fn from(error: domain::plan::PlanError) -> Self {
        Self::Planning(error.into())
    }
}

/// How many persons one request may name or count.
pub const MOST: u16 = 10_000;
/// The most working days over which starts may be spread.
pub const MOST_DAYS: u16 = 400;

/// Answers "can I start these?", and starts those who fit unless it is a dry run.
///
/// It reads and writes in one transaction that has locked the rep, so of fifty that ask for the last place exactly one
/// gets it.
pub async fn start(
    app: &App,
    member: &Member,
    request: StartRequest,
) -> Result<StartAnswer, StartError> {
    check(app, member, &request)?;
    let (app, member, dry_run) = (app.clone(), member.clone(), request.dry_run);
    let (db, scope) = (app.db.clone(), member.scope);
    if dry_run {
        return db
            .snapshot(scope, async |tx| {
                answer(tx, &app, &member, &request).await.map(|done| done.0)
            })
            .await;
    }
    db.transaction(scope, async move |tx| {
        members::lock_member(tx, scope, member.id).await?;
        loop {
            let (mut answered, chosen) = answer(tx, &app, &member, &request).await?;
            if still_there(tx, &app, &member, &answered, &chosen).await? {
                write(tx, &app, &member, &request, &mut answered, &chosen).await?;
                return Ok(answered);
            }
        }
    })
    .await
}

fn check(app: &App, member: &Member, request: &StartRequest) -> Result<(), StartError> {
    let today = app.clock.today(&member.zone);
    if let Some(from) = request.from.filter(|from| *from < today) {
        return Err(StartError::FromPast { from, today });
    }
    if !(1..=MOST_DAYS).contains(&request.days) {
        return Err(StartError::OutOfBounds { what: "--days", low: 1, high: MOST_DAYS });
    }
    let n = match &request.whom {
        Whom::First(n) => u64::from(*n),
        Whom::These(people) => u64::try_from(people.len()).unwrap_or(u64::MAX),
    };
    if n == 0 || n > u64::from(MOST) {
        return Err(StartError::OutOfBounds { what: "the number of persons", low: 1, high: MOST });
    }
    let why = request.override_why.as_deref();
    if why.is_some_and(|why| why.chars().count() > MAX_CHARS) {
        return Err(StartError::WhyTooLong);
    }
    if why.is_some_and(|why| why.trim().is_empty()) {
        return Err(StartError::WhyMissing);
    }
    Ok(())
}

/// Who is to be started, and on which cadence.
struct Taken {
    version: CadenceVersionId,
    people: BTreeMap<PersonId, Reached>,
}

async fn answer(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    request: &StartRequest,
) -> Result<(StartAnswer, Taken), StartError> {
    let settings = settings::read(tx, member.scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let (version, place, cadence) = cadence_of(tx, member, &book, &request.cadence).await?;
    let Chosen { able, not_able, left } =
        choose(tx, member, &settings, &book, request, &cadence).await?;
    let from = request.from.unwrap_or(book.today);
    let situation = book.situation(book.days_to_finish(place, from, request.days.into())?)?;
    let mut asking = Request {
        candidates: able.iter().map(|reached| candidate(reached, place)).collect(),
        from: request.from,
        start_days: request.days.into(),
        company_starts: book.company_starts(tx, member).await?,
    };
    let mut admission = admit(&situation, &asking)?;
    if request.override_why.is_some() && admission.fit < admission.asked {
        let fitting: BTreeSet<Item> = admission.starts.iter().map(|start| start.person).collect();
        for candidate in &mut asking.candidates {
            candidate.force = (!fitting.contains(&candidate.id)).then_some(from);
        }
        let forced = admit(&situation, &asking)?.forced;
        admission.forced = forced;
    }
    let n_asked = match &request.whom {
        Whom::First(n) => usize::try_from(*n).unwrap_or(usize::MAX),
        Whom::These(_) => able.len() + not_able.len(),
    };
    if admission.fit < n_asked && admission.otherwise.is_none() {
        // The calendar said yes to all who are able, but not all who were asked are.
        for candidate in &mut asking.candidates {
            candidate.force = None;
        }
        admission.otherwise = Some(consequence(&situation, &asking)?);
    }
    let starts: Vec<_> = admission.starts.iter().chain(&admission.forced).copied().collect();
    let days = joined(&situation, &asking, &starts)?;
    let people: BTreeMap<PersonId, Reached> =
        able.into_iter().map(|reached| (reached.person, reached)).collect();
    let breaks_in = match admission.breaks.as_ref().map(|broken| broken.channel) {
        Some(Resource::Channel(channel)) => settings.caps.get(&channel).map(|cap| cap.unit),
        _ => None,
    };
    let answered = shown(admission, n_asked, not_able, left, &people, request.dry_run);
    let breaks_in = breaks_in.unwrap_or(CapUnit::Minutes);
    let answered = StartAnswer { days, breaks_in, ..answered };
    Ok((answered, Taken { version, people }))
}

/// Somebody who is asked for, on the cadence at this place of the book.
fn candidate(reached: &Reached, cadence: usize) -> Candidate<Item> {
    Candidate {
        id: Item::Person(reached.person),
        cadence,
        worth: 0,
        force: None,
        company: reached.company.map(CompanyId),
    }
}

/// The newest version of a cadence by its name: its id, its place in the book, its rules.
async fn cadence_of(
    tx: &mut Tx,
    member: &Member,
    book: &Book,
    name: &str,
) -> Result<(CadenceVersionId, usize, Cadence), StartError> {
    let newest = store::cadences::newest(tx, member.scope).await?;
    let folded = domain::people::names::fold(name);
    let found = newest.iter().find(|cadence| domain::people::names::fold(&cadence.name) == folded);
    if let Some(retired) = found.filter(|cadence| cadence.retired_at.is_some()) {
        return Err(StartError::RetiredCadence { name: retired.name.clone() });
    }
    let version = found.map(|cadence| CadenceVersionId(cadence.version_id));
    version
        .and_then(|version| {
            let place = book.place(version)?;
            Some((version, place, book.cadences.get(place)?.1.clone()))
        })
        .ok_or_else(|| StartError::UnknownCadence {
            name: name.to_owned(),
            known: newest
                .iter()
                .map(|cadence| cadence.name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        })
}

fn shown(
    admission: Admission<Item>,
    asked: usize,
    not_able: Vec<NotStartable>,
    left_on_the_list: Option<u64>,
    people: &BTreeMap<PersonId, Reached>,
    dry_run: bool,
) -> StartAnswer {
    let started = |start: &domain::plan::admit::Start<Item>| {
        let Item::Person(person) = start.person else { return None };
        let name = people.get(&person).map(|reached| reached.name.clone()).unwrap_or_default();
        Some(Started { person, name, on: start.on, enrollment: None })
    };
    let fit = admission.starts.len();
    let answer = match fit {
        0 => Answer::No,
        fit if fit == asked => Answer::Yes,
        _ => Answer::Some,
    };
    let n_there = people.len() + not_able.len();
    let missing = not_able.iter().filter_map(|person| Missing::parse(&person.missing).ok());
    let lacks =
        domain::cadences::ability::lacks(missing).into_iter().map(|lack| lack.sentence).collect();
    StartAnswer {
        answer,
        asked,
        able: people.len(),
        fit,
        feasible: admission.feasible,
        forced: admission.forced.iter().filter_map(started).collect(),
        starts: admission.starts.iter().filter_map(started).collect(),
        days: Vec::new(),
        breaks: admission.breaks,
        breaks_in: CapUnit::Minutes,
        repairs: admission
            .repairs
            .into_iter()
            .filter(|repair| !matches!(repair, Repair::Minutes { fit: 0, .. }))
            .map(|repair| crate::plan::repair_of(repair, person_of))
            .collect(),
        not_able,
        lacks,
        otherwise: admission.otherwise,
        on_the_list: left_on_the_list.map(|_| n_there).filter(|n| *n < asked),
        left_on_the_list,
        dry_run,
    }
}

/// The person an item is about; a loose touch is never proposed for a pause by its own id, but by its person's.
fn person_of(item: Item) -> PersonId {
    match item {
        Item::Person(person) => person,
        Item::Loose(touch) => PersonId(touch.0),
    }
}

/// Keeps those who are to be started from changing, and says whether they are as they were when they were chosen: nobody has
/// started, merged or suppressed them meanwhile, begun to work their company or blocked it. Where somebody has, the choice is made again.
async fn still_there(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    answered: &StartAnswer,
    chosen: &Taken,
) -> Result<bool, StartError> {
    let starts = answered.starts.iter().chain(&answered.forced);
    let mut people: Vec<PersonId> = starts.map(|start| start.person).collect();
    people.sort_unstable();
    for some in people.chunks(BULK_ROWS) {
        let ids: Vec<Uuid> = some.iter().map(|person| person.0).collect();
        people_rows::lock(tx, member.scope, &ids).await?;
        if rows::has_open(tx, member.scope, &ids).await? {
            return Ok(false);
        }
    }
    let employer = |person: &PersonId| chosen.people.get(person)?.company;
    let companies: BTreeSet<Uuid> = people.iter().filter_map(employer).collect();
    let companies: Vec<Uuid> = companies.into_iter().collect();
    for some in companies.chunks(BULK_ROWS) {
        startable::lock_companies(tx, member.scope, some).await?;
        if startable::any_blocked(tx, member.scope, some).await? {
            return Ok(false);
        }
    }
    if !eligibility::workers(tx, member, &people).await?.is_empty() {
        return Ok(false);
    }
    let settings = settings::read(tx, member.scope).await?;
    let book = Book::read(tx, app, member, &settings).await?;
    let now = reach::of(tx, member, &settings, (&book.calendar, book.today), &people).await?;
    let is_same = |person: &PersonId| {
        now.get(person).zip(chosen.people.get(person)).is_some_and(|(a, b)| a.reach == b.reach)
    };
    Ok(people.iter().all(is_same))
}

async fn write(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    request: &StartRequest,
    answered: &mut StartAnswer,
    chosen: &Taken,
) -> Result<(), StartError> {
    let why = request.override_why.as_deref().unwrap_or_default();
    let starts = answered.starts.iter_mut().map(|start| (start, ""));
    let forced = answered.forced.iter_mut().map(|start| (start, why));
    for (start, override_why) in starts.chain(forced) {
        let Some(reached) = chosen.people.get(&start.person) else { continue };
        let id = EnrollmentId(app.ids.next());
        let mut row = new_row(app, member, chosen.version, reached, id, start.on, override_why);
        row.held_why = reach::company_held(tx, member, reached.company).await?;
        rows::insert(tx, member.scope, &row).await?;
        let mut effect = HandEffect::of(None, row.clone());
        effect.closed = close_follow_ups(tx, app, member, start.person).await?;
        let standing = standing_while_enrolled(reached.standing);
        if standing != reached.standing {
            people_rows::set_standing(
                tx,
                member.scope,
                start.person,
                standing.as_str(),
                None,
                micros(app.clock.recorded()),
            )
            .await?;
            effect.standing = Some([reached.standing.to_string(), standing.to_string()]);
        }
        effect.keep(tx, app, member.scope).await?;
        let action = if override_why.is_empty() { "started" } else { "started against the plan" };
        let change = Change::new(action, "enrollment", id.0)
            .with("person_id", start.person.to_string())
            .with("version_id", row.version_id.to_string())
            .with("started_on", start.on.to_string());
        let change =
            if override_why.is_empty() { change } else { change.with("why", override_why) };
        change.by(tx, app, member).await?;
        start.enrollment = Some(id);
    }
    Ok(())
}

/// Drops the follow-ups of a referral: the first touch of the cadence is that follow-up. Answers with them as they were.
async fn close_follow_ups(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<Vec<touch_rows::Touch>, StoreError> {
    let mut closed = Vec::new();
    for mut touch in touch_rows::open_of_person(tx, member.scope, person).await? {
        if touch.kind == LooseKind::ReferralFollowUp.as_str() {
            closed.push(touch.clone());
            "dropped".clone_into(&mut touch.state);
            "started on a cadence".clone_into(&mut touch.why);
            touch.done_on = Some(day_number(app.clock.today(&member.zone)));
            touch_rows::update(tx, member.scope, &touch).await?;
        }
    }
    Ok(closed)
}

fn new_row(
    app: &App,
    member: &Member,
    version: CadenceVersionId,
    reached: &Reached,
    id: EnrollmentId,
    on: Date,
    override_why: &str,
) -> rows::Enrollment {
    let mut row = rows::Enrollment {
        id: id.0,
        person_id: reached.person.0,
        member_id: member.id.0,
        version_id: version.0,
        company_id: reached.company,
        started_on: day_number(on),
        override_why: override_why.to_owned(),
        started_at: micros(app.clock.now()),
        ..rows::Enrollment::default()
    };
    put_facts(&mut row, &EnrollmentFacts::started(on));
    row
}
