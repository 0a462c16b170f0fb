//! Views: filters and an order of the list of people that a member keeps under a name.

use domain::{
    ids::{CompanyId, ImportId, ViewId},
    people::{Fit, Standing, names},
};
use serde::{Deserialize, Serialize};
use store::{
    errors::StoreError,
    people::views::{self as rows, View},
};
use utoipa::ToSchema;

use super::{counts::View as About, list::Sort};
use crate::{App, clock::micros, workspaces::Member};

/// Longest name of a view, in characters.
pub const MAX_NAME: usize = 100;
/// Longest text of a filter, in characters.
pub const MAX_TEXT: usize = 500;
/// Most views of a member.
pub const MOST: usize = 200;

/// What a view shows: what the list of people is asked with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewQuery {
    /// Words, each of which begins a word of theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub q: Option<String>,
    /// Only this standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Only this fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit: Option<Fit>,
    /// Only those of this member, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub owner: Option<String>,
    /// Only those with this tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub tag: Option<String>,
    /// Only those who work here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyId>,
    /// Only those that this import brought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
    /// Only those about whom this is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<About>,
    /// In which order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
}

/// A view as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewTold {
    /// Its name.
    #[schema(min_length = 1, max_length = 100, pattern = r"\S")]
    pub name: String,
    /// What it shows.
    #[serde(default)]
    pub query: ViewQuery,
}

/// A view as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ViewShown {
    /// Its id.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub query: ViewQuery,
}

/// Why a view cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// It has no name, or one that is too long.
    #[error("a view has a name of at most {MAX_NAME} characters")]
    Name,
    /// A filter is too long.
    #[error("a filter has at most {MAX_TEXT} characters")]
    TooLong,
    /// There are too many.
    #[error("a member keeps at most {MOST} views")]
    TooMany,
    /// Another has that name.
    #[error("you have another view called `{name}`")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// The id is taken.
    #[error("there is something else of this id")]
    IdTaken,
    /// There is none of this id.
    #[error("there is no view `{view}`")]
    Unknown {
        /// The id.
        view: ViewId,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// The views of a member, by name.
pub async fn list(app: &App, member: &Member) -> Result<Vec<ViewShown>, ViewError> {
    let (scope, id) = (member.scope, member.id);
    let found = app.db.read(scope, async |tx| rows::of_member(tx, scope, id).await).await?;
    found.into_iter().map(|row| Ok(shown(row)?)).collect()
}

/// Keeps a view under an id of the caller's, or changes it. Beside it whether it is new.
pub async fn put(
    app: &App,
    member: &Member,
    view: ViewId,
    told: ViewTold,
) -> Result<(ViewShown, bool), ViewError> {
    let name = named(&told)?;
    let unreadable = |why: String| StoreError::Unreadable { what: "view", why };
    let query =
        serde_json::to_string(&told.query).map_err(|error| unreadable(error.to_string()))?;
    let (scope, id, now) = (member.scope, member.id, micros(app.clock.recorded()));
    let is_new = app
        .db
        .transaction(scope, async move |tx| {
            let there = rows::get(tx, scope, view).await?;
            if there.as_ref().is_some_and(|there| there.member_id != id.0) {
                return Err(ViewError::IdTaken);
            }
            if there.is_none() && rows::of_member(tx, scope, id).await?.len() >= MOST {
                return Err(ViewError::TooMany);
            }
            let row = View {
                id: view.0,
                member_id: id.0,
                name: name.clone(),
                query: query.clone(),
                created_at: there.as_ref().map_or(now, |there| there.created_at),
                updated_at: now,
            };
            rows::put(tx, scope, &row, &names::fold(&name)).await.map_err(|error| {
                if error.is_unique("saved_view", "name_folded") {
                    ViewError::NameTaken { name: name.clone() }
                } else {
                    error.into()
                }
            })?;
            Ok(there.is_none())
        })
        .await?;
    let name = told.name.trim().to_owned();
    Ok((ViewShown { id: view, name, query: told.query }, is_new))
}

/// Forgets a view.
pub async fn remove(app: &App, member: &Member, view: ViewId) -> Result<(), ViewError> {
    let (scope, id) = (member.scope, member.id);
    let was_there =
        app.db.transaction(scope, async move |tx| rows::delete(tx, scope, id, view).await).await?;
    if was_there { Ok(()) } else { Err(ViewError::Unknown { view }) }
}

/// The name of a view as it is kept.
fn named(told: &ViewTold) -> Result<String, ViewError> {
    let query = &told.query;
    let texts = [&query.q, &query.owner, &query.tag].into_iter().flatten();
    if texts.into_iter().any(|text| text.chars().count() > MAX_TEXT) {
        return Err(ViewError::TooLong);
    }
    let name = told.name.trim();
    if name.is_empty() || told.name.chars().count() > MAX_NAME {
        return Err(ViewError::Name);
    }
    Ok(name.to_owned())
}

fn shown(row: View) -> Result<ViewShown, StoreError> {
    let query = serde_json::from_str(&row.query)
        .map_err(|error| StoreError::Unreadable { what: "view", why: error.to_string() })?;
    Ok(ViewShown { id: ViewId(row.id), name: row.name, query })
}
