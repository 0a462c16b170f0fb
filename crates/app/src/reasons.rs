//! Reasons for the call, added by hand.

use domain::{
    ids::{PersonId, ReasonId},
    reasons::{MAX_CHARS, ReasonKind},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{errors::StoreError, people as people_rows, reasons as rows};

use crate::{
    App,
    clock::{date_of, day_number, micros},
    workspaces::Member,
};

/// A reason as it is told.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its words.
    pub text: String,
    /// Its kind.
    pub kind: ReasonKind,
    /// The day of it; today when none.
    pub on: Option<Date>,
    /// Where it was seen.
    pub source: String,
}

/// A reason as it is listed.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonShown {
    /// Its id.
    pub id: ReasonId,
    /// Whom it is about.
    pub person: PersonId,
    /// Its kind.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// Where it was seen.
    pub source: String,
    /// The day of it.
    pub on: Date,
}

/// Why a reason cannot be stored.
#[derive(Debug, thiserror::Error)]
pub enum ReasonChangeError {
    /// It says nothing, or too much.
    #[error("a reason has 1 to {MAX_CHARS} characters")]
    Length,
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is no such reason.
    #[error("there is no reason `{reason}`")]
    Unknown {
        /// The id.
        reason: ReasonId,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Adds a reason to call a person.
pub async fn add(
    app: &App,
    member: &Member,
    person: PersonId,
    told: Told,
) -> Result<ReasonShown, ReasonChangeError> {
    let row = row_of(app, member, ReasonId(app.ids.next()), person, told)?;
    let (scope, inserted) = (member.scope, row.clone());
    app.db
        .transaction(scope, async move |tx| {
            people_rows::get(tx, scope, person)
                .await?
                .filter(|row| row.state == "live")
                .ok_or(ReasonChangeError::UnknownPerson { person })?;
            rows::insert(tx, scope, &inserted).await?;
            Ok::<_, ReasonChangeError>(())
        })
        .await?;
    Ok(shown(row))
}

/// Changes a reason.
pub async fn set(
    app: &App,
    member: &Member,
    reason: ReasonId,
    told: Told,
) -> Result<ReasonShown, ReasonChangeError> {
    let (scope, app, member) = (member.scope, app.clone(), member.clone());
    app.db
        .clone()
        .transaction(scope, async move |tx| {
            let there =
                rows::get(tx, scope, reason).await?.ok_or(ReasonChangeError::Unknown { reason })?;
            let row = row_of(&app, &member, reason, PersonId(there.person_id), told.clone())?;
            rows::update(tx, scope, &row).await?;
            Ok(shown(row))
        })
        .await
}

/// The reasons to call a person, freshest first.
pub async fn list(
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<Vec<ReasonShown>, ReasonChangeError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::of_person(tx, scope, person).await).await?;
    Ok(found.into_iter().map(shown).collect())
}

fn row_of(
    app: &App,
    member: &Member,
    id: ReasonId,
    person: PersonId,
    told: Told,
) -> Result<rows::Reason, ReasonChangeError> {
    let text = told.text.trim().to_owned();
    if text.is_empty() || text.chars().count() > MAX_CHARS {
        return Err(ReasonChangeError::Length);
    }
    Ok(rows::Reason {
        id: id.0,
        person_id: person.0,
        kind: told.kind.to_string(),
        text,
        source: told.source,
        on_day: day_number(told.on.unwrap_or_else(|| app.clock.today(&member.zone))),
        import_id: None,
        created_at: micros(app.clock.recorded()),
    })
}

fn shown(row: rows::Reason) -> ReasonShown {
    ReasonShown {
        id: ReasonId(row.id),
        person: PersonId(row.person_id),
        kind: row.kind,
        text: row.text,
        source: row.source,
        on: date_of(row.on_day),
    }
}
