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
    audit::Change as Recorded,
    clock::{date_of, day_number, micros},
    people::edit::{self, OfAnother},
    versions::{ChangedMeanwhile, Seen, of_content},
    workspaces::Member,
};

/// Longest source of a reason, in characters.
pub const MAX_SOURCE: usize = 500;

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

/// What is to change of a reason: only what is told.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Its words.
    pub text: Option<String>,
    /// Its kind.
    pub kind: Option<ReasonKind>,
    /// The day of it.
    pub on: Option<Date>,
    /// Where it was seen.
    pub source: Option<String>,
}

/// A reason as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
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

impl ReasonShown {
    /// The version of it.
    pub fn version(&self) -> i64 {
        of_content(self)
    }
}

/// Why a reason cannot be stored.
#[derive(Debug, thiserror::Error)]
pub enum ReasonChangeError {
    /// It says nothing, or too much.
    #[error("a reason has 1 to {MAX_CHARS} characters")]
    Length,
    /// Its source is too long.
    #[error("a source has at most {MAX_SOURCE} characters")]
    SourceTooLong,
    /// It is not as it was when it was seen.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// The person is another's.
    #[error(transparent)]
    OfAnother(#[from] OfAnother),
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
    let row = rows::Reason {
        id: app.ids.next(),
        person_id: person.0,
        kind: told.kind.to_string(),
        text: worded(&told.text)?,
        source: sourced(told.source)?,
        on_day: day_number(told.on.unwrap_or_else(|| app.clock.today(&member.zone))),
        import_id: None,
        created_at: micros(app.clock.recorded()),
    };
    let (scope, inserted) = (member.scope, row.clone());
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            let stored = people_rows::get(tx, scope, person)
                .await?
                .filter(|row| row.state == "live")
                .ok_or(ReasonChangeError::UnknownPerson { person })?;
            edit::refuse_others(tx, &inner, &by, &stored).await??;
            rows::insert(tx, scope, &inserted).await?;
            change_of("added", &inserted).by(tx, &inner, &by).await?;
            Ok::<_, ReasonChangeError>(())
        })
        .await?;
    Ok(shown(row))
}

/// One reason.
pub async fn get(
    app: &App,
    member: &Member,
    reason: ReasonId,
) -> Result<ReasonShown, ReasonChangeError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::get(tx, scope, reason).await).await?;
    found.map(shown).ok_or(ReasonChangeError::Unknown { reason })
}

/// Changes what is told of a reason, if it is as it was seen; the rest stays as it is.
pub async fn set(
    app: &App,
    member: &Member,
    reason: ReasonId,
    seen: Seen,
    change: Change,
) -> Result<ReasonShown, ReasonChangeError> {
    let scope = member.scope;
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::lock(tx, scope, reason).await?;
            let mut row =
                rows::get(tx, scope, reason).await?.ok_or(ReasonChangeError::Unknown { reason })?;
            let stored = people_rows::get(tx, scope, PersonId(row.person_id)).await?;
            if let Some(stored) = &stored {
                edit::refuse_others(tx, &inner, &by, stored).await??;
            }
            seen.check(shown(row.clone()).version())?;
            if let Some(text) = &change.text {
                row.text = worded(text)?;
            }
            if let Some(kind) = change.kind {
                row.kind = kind.to_string();
            }
            if let Some(on) = change.on {
                row.on_day = day_number(on);
            }
            if let Some(source) = &change.source {
                row.source = sourced(source.clone())?;
            }
            rows::update(tx, scope, &row).await?;
            change_of("changed", &row).by(tx, &inner, &by).await?;
            Ok(shown(row))
        })
        .await
}

/// Removes a reason.
pub async fn remove(app: &App, member: &Member, reason: ReasonId) -> Result<(), ReasonChangeError> {
    let scope = member.scope;
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::lock(tx, scope, reason).await?;
            let found = rows::get(tx, scope, reason).await?;
            let row = found.ok_or(ReasonChangeError::Unknown { reason })?;
            if let Some(stored) = people_rows::get(tx, scope, PersonId(row.person_id)).await? {
                edit::refuse_others(tx, &inner, &by, &stored).await??;
            }
            rows::delete(tx, scope, reason).await?;
            change_of("removed", &row).by(tx, &inner, &by).await?;
            Ok(())
        })
        .await
}

fn change_of(action: &'static str, row: &rows::Reason) -> Recorded {
    let change = Recorded::new(action, "reason", row.id).with("kind", row.kind.as_str());
    change.with("text", row.text.as_str()).with("on_day", row.on_day)
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

/// The same of somebody who must be there.
pub async fn of_known(
    app: &App,
    member: &Member,
    person: PersonId,
) -> Result<Vec<ReasonShown>, ReasonChangeError> {
    let scope = member.scope;
    app.db
        .read(scope, async |tx| {
            let there = people_rows::get(tx, scope, person).await?;
            there.ok_or(ReasonChangeError::UnknownPerson { person })?;
            Ok(rows::of_person(tx, scope, person).await?.into_iter().map(shown).collect())
        })
        .await
}

/// The words of a reason as they are kept.
fn worded(text: &str) -> Result<String, ReasonChangeError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > MAX_CHARS {
        return Err(ReasonChangeError::Length);
    }
    Ok(text.to_owned())
}

fn sourced(source: String) -> Result<String, ReasonChangeError> {
    if source.chars().count() > MAX_SOURCE {
        return Err(ReasonChangeError::SourceTooLong);
    }
    Ok(source)
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
