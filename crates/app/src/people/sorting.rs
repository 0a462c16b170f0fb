//! Sorting those whom a rep knows: one at a time, one word each, and taken back by one.

use domain::{
    ids::PersonId,
    people::{Fit, Standing},
    words,
};
use serde::Serialize;
use store::{
    errors::StoreError,
    people::{self as rows, marks, sorting},
    transaction::Tx,
};
use utoipa::ToSchema;

use super::{
    edit::{OfAnother, of_another},
    list::{ListError, PersonShown, get_many},
};
use crate::{App, audit::Change, clock::micros, imports::later, workspaces::Member};

/// How many of the next are told at once.
pub const NEXT: i64 = 50;
/// The why of a fit that was said while sorting.
const WHY: &str = "sorted";

words! {
    /// What a rep says of somebody they know.
    pub enum SortVerdict {
        /// They could and would buy: they become a lead.
        Fits = "fits",
        /// They could introduce one to somebody.
        Introduce = "introduce",
        /// Worth keeping in touch with.
        Keep = "keep",
        /// Neither: put aside.
        Neither = "neither",
    }
}

/// Those who wait to be sorted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToSort {
    /// The next ones: who was connected last comes first.
    pub people: Vec<PersonShown>,
    /// How many are left, these included.
    pub left: i64,
}

/// What was said of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SortedShown {
    /// Who.
    pub person: PersonId,
    /// What was said.
    pub verdict: SortVerdict,
    /// What they are to the rep now.
    pub standing: Standing,
    /// Whether they fit now.
    pub fit: Fit,
    /// How many are left.
    pub left: i64,
}

/// Why somebody cannot be sorted.
#[derive(Debug, thiserror::Error)]
pub enum SortError {
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// They are no name that waits to be sorted.
    #[error("they are {standing} already: only who is nothing else to you is sorted")]
    NotOther {
        /// What they are.
        standing: String,
    },
    /// Nothing was said of them.
    #[error("they are not sorted")]
    NotSorted,
    /// They were changed after they were sorted.
    #[error("they were changed since: change them by hand")]
    LaterWork,
    /// They are another's.
    #[error(transparent)]
    OfAnother(#[from] OfAnother),
    /// They cannot be shown.
    #[error(transparent)]
    Show(#[from] ListError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Those whom a rep knows and of whom nothing was said yet.
///
/// # Errors
/// [`SortError::Store`].
pub async fn next(app: &App, member: &Member, limit: i64) -> Result<ToSort, SortError> {
    let (scope, id) = (member.scope, member.id);
    let (ids, left) = app
        .db
        .snapshot(scope, async |tx| -> Result<_, StoreError> {
            let ids = sorting::next(tx, scope, id, limit.clamp(1, NEXT)).await?;
            Ok((ids, sorting::n_left(tx, scope, id).await?))
        })
        .await?;
    Ok(ToSort { people: get_many(app, member, &ids).await?, left })
}

/// Says something of somebody; said anew, it takes the place of what was said before.
///
/// # Errors
/// [`SortError::UnknownPerson`], [`SortError::NotOther`], [`SortError::OfAnother`], [`SortError::LaterWork`].
pub async fn say(
    app: &App,
    member: &Member,
    person: PersonId,
    verdict: SortVerdict,
) -> Result<SortedShown, SortError> {
    let (inner, asking, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<SortedShown, SortError> {
            let mut row = locked(tx, &asking, person).await?;
            if let Some(before) = sorting::get(tx, scope, person).await? {
                if before.verdict == verdict.as_str() {
                    return shown(tx, &asking, &row, verdict).await;
                }
                row = put_back(tx, &inner, &asking, row, &before).await?;
            }
            if row.standing != Standing::Other.as_str() {
                return Err(SortError::NotOther { standing: row.standing });
            }
            let said = sorting::Sorted {
                person_id: person.0,
                member_id: asking.id.0,
                verdict: verdict.to_string(),
                standing_before: row.standing.clone(),
                fit_before: row.fit.clone(),
                fit_why_before: row.fit_why.clone(),
                sorted_at: micros(inner.clock.recorded()),
            };
            sorting::insert(tx, scope, &said).await?;
            let is_lead = verdict == SortVerdict::Fits;
            let (standing, fit, why) = if is_lead {
                (Standing::Lead.as_str(), Fit::Yes.as_str(), WHY)
            } else {
                (row.standing.as_str(), row.fit.as_str(), row.fit_why.as_str())
            };
            let row = become_of(tx, &inner, &asking, &row, (standing, fit, why)).await?;
            let line = Change::new("sorted", "person", person.0).with("as", verdict.as_str());
            line.by(tx, &inner, &asking).await?;
            shown(tx, &asking, &row, verdict).await
        })
        .await
}

/// Takes back what was said of somebody: they wait to be sorted again.
///
/// # Errors
/// [`SortError::NotSorted`], [`SortError::LaterWork`], and as [`say`].
pub async fn undo(app: &App, member: &Member, person: PersonId) -> Result<(), SortError> {
    let (inner, asking, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<(), SortError> {
            let row = locked(tx, &asking, person).await?;
            let said = sorting::get(tx, scope, person).await?.ok_or(SortError::NotSorted)?;
            put_back(tx, &inner, &asking, row, &said).await?;
            Ok(Change::new("unsorted", "person", person.0).by(tx, &inner, &asking).await?)
        })
        .await
}

/// Somebody who is live and for whoever asks to change, kept from others until the end.
async fn locked(tx: &mut Tx, member: &Member, person: PersonId) -> Result<rows::Person, SortError> {
    rows::lock(tx, member.scope, &[person.0]).await?;
    let found = rows::get(tx, member.scope, person).await?;
    let row = found.filter(|row| row.state == "live");
    let row = row.ok_or(SortError::UnknownPerson { person })?;
    match of_another(tx, member, &row).await? {
        Some(other) => Err(other.into()),
        None => Ok(row),
    }
}

/// Makes somebody what they were before they were sorted, if they are still as that left them.
async fn put_back(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: rows::Person,
    said: &sorting::Sorted,
) -> Result<rows::Person, SortError> {
    let is_lead = said.verdict == SortVerdict::Fits.as_str();
    let (standing, fit) = if is_lead {
        (Standing::Lead.as_str(), Fit::Yes.as_str())
    } else {
        (said.standing_before.as_str(), said.fit_before.as_str())
    };
    if row.standing != standing || row.fit != fit {
        return Err(SortError::LaterWork);
    }
    sorting::delete(tx, member.scope, PersonId(row.id)).await?;
    let before = (&*said.standing_before, &*said.fit_before, &*said.fit_why_before);
    Ok(become_of(tx, app, member, &row, before).await?)
}

/// Gives somebody a standing and a fit; they were changed by it, so that an import's undo leaves them alone.
async fn become_of(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    row: &rows::Person,
    (standing, fit, why): (&str, &str, &str),
) -> Result<rows::Person, StoreError> {
    let (scope, id) = (member.scope, PersonId(row.id));
    let at = later(micros(app.clock.recorded()), row.updated_at);
    rows::set_standing(tx, scope, id, standing, row.nurture_until_on, at).await?;
    marks::set_fit(tx, scope, id, fit, why, at).await?;
    Ok(rows::Person {
        standing: standing.to_owned(),
        fit: fit.to_owned(),
        fit_why: why.to_owned(),
        updated_at: at,
        ..row.clone()
    })
}

async fn shown(
    tx: &mut Tx,
    member: &Member,
    row: &rows::Person,
    verdict: SortVerdict,
) -> Result<SortedShown, SortError> {
    let left = sorting::n_left(tx, member.scope, member.id).await?;
    Ok(SortedShown {
        person: PersonId(row.id),
        verdict,
        standing: Standing::parse(&row.standing).unwrap_or(Standing::Other),
        fit: Fit::parse(&row.fit).unwrap_or(Fit::Unknown),
        left,
    })
}
