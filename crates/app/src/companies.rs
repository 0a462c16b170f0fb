//! Companies: where persons work. What happened with one of them holds the touches of the colleagues until the rep says go on.

pub mod block;

use std::collections::BTreeMap;

use domain::{
    activities::{InitiatedBy, Outcome, record::initiated_by},
    companies::company_key,
    enrollments::HoldWhy,
    ids::{CompanyId, MemberId, PersonId},
    people::names::fold,
};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use serde::Serialize;
use serde_json::Value;
use store::{
    BULK_ROWS, companies as rows, enrollments as enrollment_rows, errors::StoreError,
    meetings as meeting_rows, people as people_rows, scope::Scope, transaction::Tx,
};
use uuid::Uuid;

use crate::{
    App, audit,
    clock::{date_of, instant_of, micros},
    imports::later,
    meetings::{self, MeetingShown},
    pages::{self, Asked, Page, UnknownPage},
    people::shown_name,
    versions::{ChangedMeanwhile, Seen},
    workspaces::Member,
};

/// Longest text that is kept of a company, in characters.
pub const MAX_CHARS: usize = 500;
/// How many months of work are shown.
const MONTHS: i32 = 12;

/// A company as it is shown.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CompanyShown {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its web site.
    pub website: String,
    /// Its industry.
    pub industry: String,
    /// Its country.
    pub country: String,
    /// Whether you want it as a client, and keep it in mind for years.
    pub is_dream: bool,
    /// Its people by their standing; none of a standing that nobody has.
    pub standings: BTreeMap<String, i64>,
    /// Contact attempts with its people in all.
    pub touches: i64,
    /// Meetings with its people that are set.
    pub open_meetings: i64,
    /// Why its people are held; none when they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<HeldShown>,
    /// Why nobody there is worked; none when they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked: Option<BlockShown>,
    /// Rises with every change.
    #[serde(skip)]
    pub version: i64,
}

/// Why nobody at a company is worked: who is on a cadence there is paused, and nobody is started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct BlockShown {
    /// Why.
    pub why: String,
    /// Since when.
    pub at: Timestamp,
    /// The member who said so.
    #[schema(value_type = uuid::Uuid)]
    pub by: Option<MemberId>,
}

/// Why the people of a company are held.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HeldShown {
    /// What happened.
    pub why: String,
    /// When.
    pub at: Option<Timestamp>,
    /// With whom.
    pub person: Option<PersonId>,
}

/// What is to change of a company: only what is told.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Its name.
    pub name: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// Its industry.
    pub industry: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Whether you want it as a client, and keep it in mind for years.
    pub is_dream: Option<bool>,
}

/// What happened with the people of a company, whoever worked with them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CompanyActivity {
    /// Contact attempts in all.
    pub touches: i64,
    /// Talks with the person aimed at.
    pub conversations: i64,
    /// The day of the last contact attempt.
    pub last_touch_on: Option<Date>,
    /// The meetings that are set.
    pub meetings: Vec<MeetingShown>,
    /// The last twelve months, the oldest first.
    pub months: Vec<CompanyMonth>,
}

/// A month of work with the people of a company.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
pub struct CompanyMonth {
    /// Its first day.
    pub month: Date,
    /// Contact attempts.
    pub touches: i64,
    /// Talks with the person aimed at.
    pub conversations: i64,
}

/// Why a company cannot be shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum CompanyError {
    /// There is none of this id.
    #[error("there is no company `{company}`")]
    Unknown {
        /// The id.
        company: CompanyId,
    },
    /// It has no name left.
    #[error("a company needs a name")]
    NameMissing,
    /// Another one has that name.
    #[error("another company is called `{name}`")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A text is too long.
    #[error("`{field}` has at most {MAX_CHARS} characters")]
    TooLong {
        /// Which.
        field: &'static str,
    },
    /// It is not as it was when it was seen.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Which companies to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// How their names begin.
    pub begins: Option<String>,
    /// Only those that are wanted as clients for years.
    pub is_dream: bool,
}

/// The companies of a workspace by name.
pub async fn list(
    app: &App,
    member: &Member,
    filter: &Filter,
    asked: &Asked,
) -> Result<Page<CompanyShown>, CompanyError> {
    let (scope, limit) = (member.scope, asked.limit());
    let begins = filter.begins.as_deref().map(fold).filter(|begins| !begins.is_empty());
    let after = asked.place_in_text()?;
    let filter = rows::Filter { begins, is_dream: filter.is_dream, after };
    app.db
        .snapshot(scope, async |tx| {
            let found = rows::page(tx, scope, &filter, limit).await?;
            let last = found.last().map(|row| pages::write_text(&row.name_folded, row.id));
            let next = pages::next(found.len(), limit, last);
            Ok(Page { rows: all_shown(tx, scope, found).await?, next })
        })
        .await
}

/// One company.
pub async fn get(
    app: &App,
    member: &Member,
    company: CompanyId,
) -> Result<CompanyShown, CompanyError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let row = rows::get(tx, scope, company).await?;
            one_shown(tx, scope, row.ok_or(CompanyError::Unknown { company })?).await
        })
        .await
}

/// What happened with the people of a company, up to today.
pub async fn activity(
    app: &App,
    member: &Member,
    company: CompanyId,
) -> Result<CompanyActivity, CompanyError> {
    let scope = member.scope;
    let today = app.clock.today(&member.zone);
    app.db
        .snapshot(scope, async |tx| {
            rows::get(tx, scope, company).await?.ok_or(CompanyError::Unknown { company })?;
            let worked = rows::worked(tx, scope, company).await?;
            let set = meeting_rows::set_at_company(tx, scope, company).await?;
            let people: Vec<Uuid> = set.iter().map(|meeting| meeting.person_id).collect();
            let mut names = BTreeMap::new();
            for some in people.chunks(BULK_ROWS) {
                let found = people_rows::get_many(tx, scope, some).await?;
                names.extend(found.iter().map(|person| (person.id, shown_name(person))));
            }
            let meetings = set.iter().map(|meeting| {
                let name = names.get(&meeting.person_id).cloned().unwrap_or_default();
                meetings::shown(meeting, name)
            });
            let meetings = meetings.collect();
            Ok(CompanyActivity { meetings, ..summed(&worked, today) })
        })
        .await
}

/// Whether an outcome is that of a contact attempt: what they did themselves (a reply, a bounce) is none.
fn is_touch(outcome: &str) -> bool {
    let outcome = Outcome::parse(outcome).ok();
    outcome.is_some() && initiated_by(outcome) == InitiatedBy::Us
}

/// Sums what was done up to a day; what they did themselves (a reply, a bounce) is no contact attempt.
fn summed(worked: &[rows::Worked], today: Date) -> CompanyActivity {
    let this = today.first_of_month();
    let mut all = CompanyActivity {
        touches: 0,
        conversations: 0,
        last_touch_on: None,
        meetings: Vec::new(),
        months: (0..MONTHS)
            .rev()
            .map(|ago| CompanyMonth {
                month: this.saturating_sub(ago.months()),
                touches: 0,
                conversations: 0,
            })
            .collect(),
    };
    for row in worked {
        let touches = if is_touch(&row.outcome) { row.n } else { 0 };
        let day = date_of(row.on_day);
        all.touches += touches;
        all.conversations += row.conversations;
        if touches > 0 {
            all.last_touch_on = all.last_touch_on.max(Some(day));
        }
        let month = day.first_of_month();
        if let Some(found) = all.months.iter_mut().find(|it| it.month == month) {
            found.touches += touches;
            found.conversations += row.conversations;
        }
    }
    all
}

/// Changes what is told of a company, if it is as it was seen.
pub async fn change(
    app: &App,
    member: &Member,
    company: CompanyId,
    seen: Seen,
    change: Change,
) -> Result<CompanyShown, CompanyError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        rows::lock(tx, scope, company).await?;
        let mut row =
            rows::get(tx, scope, company).await?.ok_or(CompanyError::Unknown { company })?;
        seen.check(row.updated_at)?;
        let fields = changed(&mut row, &change)?;
        if fields.is_empty() {
            return one_shown(tx, scope, row).await;
        }
        row.updated_at = later(micros(app.clock.recorded()), row.updated_at);
        let taken = |error: StoreError| {
            if error.is_unique("company", "key") {
                CompanyError::NameTaken { name: row.name.clone() }
            } else {
                error.into()
            }
        };
        rows::update(tx, scope, &row).await.map_err(taken)?;
        let line =
            fields.iter().fold(audit::Change::new("changed", "company", row.id), |line, field| {
                line.with(field, value_of(&row, field))
            });
        line.by(tx, &app, &member).await?;
        one_shown(tx, scope, row).await
    })
    .await
}

/// What stands in a field of a company.
fn value_of(row: &rows::Company, field: &str) -> Value {
    match field {
        "website" => row.website.as_str().into(),
        "industry" => row.industry.as_str().into(),
        "country" => row.country.as_str().into(),
        "is_dream" => (row.is_dream != 0).into(),
        _ => row.name.as_str().into(),
    }
}

/// Puts what is told into a company; answers with the fields that changed.
fn changed(row: &mut rows::Company, change: &Change) -> Result<Vec<&'static str>, CompanyError> {
    let mut fields = Vec::new();
    let mut put = |field, there: &mut String, told: Option<&String>| {
        let Some(told) = told.map(|told| told.trim()) else { return Ok(()) };
        if told.chars().count() > MAX_CHARS {
            return Err(CompanyError::TooLong { field });
        }
        if there != told {
            told.clone_into(there);
            fields.push(field);
        }
        Ok(())
    };
    put("name", &mut row.name, change.name.as_ref())?;
    put("website", &mut row.website, change.website.as_ref())?;
    put("industry", &mut row.industry, change.industry.as_ref())?;
    put("country", &mut row.country, change.country.as_ref())?;
    if let Some(is_dream) = change.is_dream.map(i64::from).filter(|told| row.is_dream != *told) {
        row.is_dream = is_dream;
        fields.push("is_dream");
    }
    row.key = company_key(&row.name);
    row.name_folded = fold(&row.name);
    if row.key.is_empty() {
        return Err(CompanyError::NameMissing);
    }
    Ok(fields)
}

async fn one_shown(
    tx: &mut Tx,
    scope: Scope,
    row: rows::Company,
) -> Result<CompanyShown, CompanyError> {
    let company = CompanyId(row.id);
    let found = all_shown(tx, scope, vec![row]).await?.pop();
    found.ok_or(CompanyError::Unknown { company })
}

/// Companies with what their people come to.
async fn all_shown(
    tx: &mut Tx,
    scope: Scope,
    found: Vec<rows::Company>,
) -> Result<Vec<CompanyShown>, StoreError> {
    let ids: Vec<Uuid> = found.iter().map(|row| row.id).collect();
    let mut summed: BTreeMap<Uuid, Summed> = BTreeMap::new();
    for some in ids.chunks(BULK_ROWS) {
        for (company, standing, n) in rows::standings(tx, scope, some).await? {
            summed.entry(company).or_default().standings.insert(standing, n);
        }
        for (company, outcome, n) in rows::outcomes(tx, scope, some).await? {
            summed.entry(company).or_default().touches += if is_touch(&outcome) { n } else { 0 };
        }
        for (company, n) in rows::meetings_set(tx, scope, some).await? {
            summed.entry(company).or_default().open_meetings = n;
        }
    }
    let shown = |row: rows::Company| {
        let summed = summed.remove(&row.id).unwrap_or_default();
        shown(row, summed)
    };
    Ok(found.into_iter().map(shown).collect())
}

/// What the people of a company come to.
#[derive(Default)]
struct Summed {
    standings: BTreeMap<String, i64>,
    touches: i64,
    open_meetings: i64,
}

fn shown(row: rows::Company, summed: Summed) -> CompanyShown {
    let held = (!row.held_why.is_empty()).then(|| HeldShown {
        why: row.held_why,
        at: row.held_at.map(instant_of),
        person: row.held_for.map(PersonId),
    });
    let blocked = row.blocked_at.map(|at| BlockShown {
        why: row.blocked_why,
        at: instant_of(at),
        by: row.blocked_by.map(MemberId),
    });
    CompanyShown {
        id: CompanyId(row.id),
        name: row.name,
        website: row.website,
        industry: row.industry,
        country: row.country,
        is_dream: row.is_dream != 0,
        standings: summed.standings,
        touches: summed.touches,
        open_meetings: summed.open_meetings,
        held,
        blocked,
        version: row.updated_at,
    }
}

/// Holds the touches of a person's colleagues, who keep their room; answers with each enrollment that waits now, and whose.
pub(crate) async fn hold_colleagues(
    tx: &mut Tx,
    scope: Scope,
    person: &people_rows::Person,
    why: HoldWhy,
    at: Timestamp,
) -> Result<Vec<(Uuid, PersonId)>, StoreError> {
    let Some(company) = person.company_id.map(CompanyId) else { return Ok(Vec::new()) };
    enrollment_rows::lock_at_company(tx, scope, company).await?;
    let mut held = Vec::new();
    for mut row in enrollment_rows::open_at_company(tx, scope, company).await? {
        if row.person_id == person.id || !row.held_why.is_empty() {
            continue;
        }
        why.as_str().clone_into(&mut row.held_why);
        enrollment_rows::update(tx, scope, &row).await?;
        held.push((row.id, PersonId(row.person_id)));
    }
    rows::hold(tx, scope, company, why.as_str(), Some(micros(at)), Some(person.id)).await?;
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(name: &str) -> rows::Company {
        rows::Company {
            id: Uuid::nil(),
            name: name.to_owned(),
            name_folded: String::new(),
            key: String::new(),
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
            created_at: 0,
            updated_at: 0,
        }
    }

    #[track_caller]
    fn check(change: &Change, expected: &str) {
        let mut row = company("Acme");
        let told = match changed(&mut row, change) {
            Ok(fields) => format!("{} [{}]", row.name, fields.join(" ")),
            Err(error) => error.to_string(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn only_what_is_told_and_differs_changes() {
        let name = |name: &str| Change { name: Some(name.to_owned()), ..Change::default() };
        check(&Change::default(), "Acme []");
        check(&name(" Acme "), "Acme []");
        check(&name("Apex"), "Apex [name]");
        let industry = Change { industry: Some("steel".to_owned()), ..name("Apex") };
        check(&industry, "Apex [name industry]");
    }

    #[test]
    fn a_wish_is_a_change_once() {
        let wish = |is_dream| Change { is_dream: Some(is_dream), ..Change::default() };
        check(&wish(false), "Acme []");
        check(&wish(true), "Acme [is_dream]");
    }

    #[test]
    fn what_they_did_themselves_is_no_contact_attempt() {
        let worked = |on: Date, outcome: &str, n, conversations| rows::Worked {
            on_day: crate::clock::day_number(on),
            outcome: outcome.to_owned(),
            n,
            conversations,
        };
        let (old, now) = (jiff::civil::date(2024, 2, 29), jiff::civil::date(2026, 3, 31));
        let found = summed(
            &[
                worked(old, "no_answer", 2, 0),
                worked(now, "call_back", 3, 3),
                worked(now, "replied", 1, 0),
            ],
            now,
        );
        assert_eq!((found.touches, found.conversations, found.last_touch_on), (5, 3, Some(now)));
        let months: Vec<String> =
            found.months.iter().map(|it| format!("{} {}", it.month, it.touches)).collect();
        assert_eq!(months.len(), 12);
        assert_eq!((months[0].as_str(), months[11].as_str()), ("2025-04-01 0", "2026-03-01 3"));
    }

    #[test]
    fn a_company_keeps_a_name_of_some_length() {
        let name = |name: &str| Change { name: Some(name.to_owned()), ..Change::default() };
        check(&name(" "), "a company needs a name");
        check(&name(&"x".repeat(501)), "`name` has at most 500 characters");
    }
}
