//! The sample workspace: made-up people to try things out on, marked as such, removed by one command.

use domain::{
    calendar::hours::Hours,
    ids::{PersonId, WorkspaceId},
    people::Fit,
};
use jiff::tz::TimeZone;
use store::{
    activities, companies as company_rows,
    errors::StoreError,
    imports::undo,
    people::{self as person_rows, lookups},
    reasons as reason_rows, sample,
    scope::Scope,
    transaction::Tx,
    workspaces::{self as rows, self as members},
};
use uuid::Uuid;

use crate::{
    App,
    activities::undo::uncount,
    audit::Change,
    calendar,
    clock::{day_number, micros},
    imports::rows::renew_lookups,
    people, settings,
    workspaces::{self, Member, NewMember, WorkspaceError},
};

/// The name of the sample workspace.
pub const SAMPLE: &str = "sample";

/// Made-up people: name, company, number, address, reason for the call. The numbers are of ranges kept for fiction.
const PEOPLE: [(&str, &str, &str, &str, &str); 12] = [
    (
        "Ada Quill",
        "Quill Pumps",
        "+12025550101",
        "ada@quillpumps.example",
        "Opens a second plant in spring",
    ),
    ("Björn Ahlgren", "Ahlgren Logistik", "+12025550102", "bjorn@ahlgren.example", ""),
    (
        "Chiara Valli",
        "Valli Ceramiche",
        "+12025550103",
        "chiara@valli.example",
        "Visited our stand in Milan",
    ),
    ("David Okafor", "Okafor Foods", "+12025550104", "david@okafor.example", ""),
    ("Elif Demir", "Demir Tekstil", "+12025550105", "elif@demir.example", "Hires three buyers"),
    ("Farid Nazari", "Nazari Optics", "+12025550106", "farid@nazari.example", ""),
    ("Grace Lindholm", "Lindholm Care", "+12025550107", "grace@lindholm.example", ""),
    (
        "Hiro Tanabe",
        "Tanabe Tools",
        "+12025550108",
        "hiro@tanabe.example",
        "New head of purchasing",
    ),
    ("Ines Duarte", "Duarte Vinhos", "+12025550109", "ines@duarte.example", ""),
    ("Jakub Nowak", "Nowak Meble", "+12025550110", "jakub@nowak.example", ""),
    ("Katrin Vogel", "Vogel Medizintechnik", "+12025550111", "katrin@vogel.example", ""),
    ("Liam Byrne", "Byrne Marine", "", "liam@byrne.example", "Number still to be found"),
];

/// Why the sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The workspace cannot be made.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// There is somebody in the workspace already.
    #[error("made-up people are put only into a workspace that has nobody yet")]
    NotEmpty,
    /// The calendar cannot be set.
    #[error(transparent)]
    Calendar(#[from] calendar::CalendarChangeError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// How many made-up people a workspace has, or had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct SampleShown {
    /// How many.
    pub people: usize,
}

/// The made-up people of a workspace.
///
/// # Errors
/// [`SampleError::Store`].
pub async fn shown(app: &App, member: &Member) -> Result<SampleShown, SampleError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| sample::of_source(tx, scope, SAMPLE).await).await?;
    Ok(SampleShown { people: found.len() })
}

/// Puts made-up people into a workspace that has nobody yet, each with the tag `sample`.
///
/// # Errors
/// [`SampleError::NotEmpty`].
pub async fn fill(app: &App, member: &Member) -> Result<SampleShown, SampleError> {
    let (inner, by, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<SampleShown, SampleError> {
            members::lock_member(tx, scope, by.id).await?;
            if sample::has_people(tx, scope).await? {
                return Err(SampleError::NotEmpty);
            }
            for (order, person) in (1..).zip(PEOPLE) {
                add_person(tx, &inner, &by, order, person).await?;
            }
            let created_at = micros(inner.clock.recorded());
            let people = sample::of_source(tx, scope, SAMPLE).await?;
            let tag = |id: &Uuid| person_rows::Tag {
                person_id: *id,
                tag: SAMPLE.to_owned(),
                import_id: None,
                created_at,
            };
            let tags: Vec<person_rows::Tag> = people.iter().map(tag).collect();
            tx.execute_all(person_rows::new::tags(scope, &tags)).await?;
            let change = Change::new("added", "sample", None).with("people", people.len());
            change.by(tx, &inner, &by).await?;
            Ok(SampleShown { people: people.len() })
        })
        .await
}

/// Removes the made-up people of a workspace with all that was planned and done with them: it counts nowhere any more. How many.
///
/// # Errors
/// [`SampleError::Store`].
pub async fn clear(app: &App, member: &Member) -> Result<SampleShown, SampleError> {
    let (inner, by, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<SampleShown, SampleError> {
            let people = sample::of_source(tx, scope, SAMPLE).await?;
            for row in members::members(tx, scope).await? {
                members::lock_member(tx, scope, domain::ids::MemberId(row.id)).await?;
            }
            for id in &people {
                uncount_all_of(tx, scope, PersonId(*id)).await?;
            }
            for chunk in people.chunks(store::BULK_ROWS) {
                sample::delete_work(tx, scope, chunk).await?;
                undo::delete_people(tx, scope, chunk).await?;
            }
            let keys = PEOPLE.map(|(_, company, ..)| domain::companies::company_key(company));
            sample::delete_companies(tx, scope, &keys).await?;
            let change = Change::new("removed", "sample", None).with("people", people.len());
            change.by(tx, &inner, &by).await?;
            Ok(SampleShown { people: people.len() })
        })
        .await
}

/// Takes what was done with somebody out of every count.
async fn uncount_all_of(tx: &mut Tx, scope: Scope, person: PersonId) -> Result<(), StoreError> {
    for row in activities::of_person(tx, scope, person, i64::MAX).await? {
        uncount(tx, scope, &row).await?;
    }
    Ok(())
}

/// Makes the sample workspace if there is none: two hours a day, and people to start.
pub async fn ensure(app: &App) -> Result<(), SampleError> {
    if workspaces::list(app).await?.iter().any(|workspace| workspace.is_sample) {
        return Ok(());
    }
    let zone = TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
    let first = NewMember { name: workspaces::FIRST_REP.to_owned(), zone, country: String::new() };
    let workspace = workspaces::add(app, SAMPLE, true, first).await?;
    let member = workspaces::member(app, &workspace, None).await?;
    let hours = Hours::parse("mon-fri 09:00-11:00").map_err(calendar::CalendarChangeError::from)?;
    calendar::set_hours(app, &member, &hours).await?;
    let (db, scope, inner) = (app.db.clone(), member.scope, app.clone());
    db.transaction(scope, async move |tx| -> Result<(), StoreError> {
        for (order, person) in (1..).zip(PEOPLE) {
            add_person(tx, &inner, &member, order, person).await?;
        }
        let change = Change::new("added", "person", None).with("people", PEOPLE.len());
        change.by(tx, &inner, &member).await
    })
    .await?;
    Ok(())
}

async fn add_person(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    order: i64,
    (name, company, phone, email, reason): (&str, &str, &str, &str, &str),
) -> Result<(), StoreError> {
    let (scope, at) = (member.scope, micros(app.clock.recorded()));
    let settings = settings::read(tx, scope).await?;
    let id = people::add::lead(tx, app, member, &settings, name, phone, SAMPLE).await?;
    let company_id = add_company(tx, app, member, company).await?;
    let Some(row) = person_rows::get(tx, scope, id).await? else { return Ok(()) };
    let fit = if order % 3 == 0 { Fit::Yes } else { Fit::Unknown };
    let changed = person_rows::Person {
        company_id: Some(company_id),
        fit: fit.to_string(),
        file_order: order,
        zone: member.zone.iana_name().unwrap_or_default().to_owned(),
        ..row
    };
    person_rows::update(tx, scope, &changed).await?;
    let address = person_rows::EmailAddress {
        id: app.ids.next(),
        person_id: id.0,
        address: email.to_owned(),
        key: email.to_owned(),
        label: "work".to_owned(),
        position: 0,
        bad_why: String::new(),
        source: SAMPLE.to_owned(),
        import_id: None,
        created_at: at,
    };
    tx.execute_all(person_rows::new::email_addresses(scope, &[address])).await?;
    // By company and address too, which came after the name.
    let found = lookups::of_people(tx, scope, &[id.0]).await?;
    renew_lookups(tx, scope, found, &[id.0], &[id.0]).await?;
    if !reason.is_empty() {
        add_reason(tx, app, member, id, reason).await?;
    }
    Ok(())
}

async fn add_company(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    name: &str,
) -> Result<Uuid, StoreError> {
    let at = micros(app.clock.recorded());
    let row = company_rows::Company {
        id: app.ids.next(),
        name: name.to_owned(),
        name_folded: domain::people::names::fold(name),
        key: domain::companies::company_key(name),
        website: String::new(),
        industry: String::new(),
        country: String::new(),
        import_id: None,
        held_why: String::new(),
        held_at: None,
        held_for: None,
        is_dream: 0,
        blocked_at: None,
        blocked_why: String::new(),
        blocked_by: None,
        created_at: at,
        updated_at: at,
    };
    let id = row.id;
    company_rows::insert_new(tx, member.scope, &[row]).await?;
    Ok(id)
}

async fn add_reason(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    person: PersonId,
    text: &str,
) -> Result<(), StoreError> {
    let row = reason_rows::Reason {
        id: app.ids.next(),
        person_id: person.0,
        kind: "other".to_owned(),
        text: text.to_owned(),
        source: SAMPLE.to_owned(),
        on_day: day_number(app.clock.today(&member.zone)),
        import_id: None,
        created_at: micros(app.clock.recorded()),
    };
    reason_rows::insert(tx, member.scope, &row).await
}

/// Removes the sample workspace with everything in it; says whether there was one.
pub async fn remove(app: &App) -> Result<bool, SampleError> {
    let found = workspaces::list(app).await?;
    let samples: Vec<WorkspaceId> = found
        .iter()
        .filter(|workspace| workspace.is_sample)
        .map(|workspace| workspace.id)
        .collect();
    for id in &samples {
        let scope = Scope::of(*id);
        app.db.transaction(scope, async move |tx| rows::remove(tx, scope).await).await?;
    }
    Ok(!samples.is_empty())
}
