//! Enrollments as they are listed and looked up.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    enrollments::EnrollmentState,
    ids::{CadenceVersionId, EnrollmentId, MemberId, PersonId},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{
    cadences as cadence_rows,
    enrollments::{self as rows, pages},
    errors::StoreError,
    transaction::Tx,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::by_hand::HandError;
use crate::{
    App,
    clock::date_of,
    pages::{self as of_list, Asked, Page, UnknownPage},
    people::{
        self,
        timeline::{self, EnrollmentShown},
    },
    workspaces::Member,
};

/// An enrollment as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EnrollmentListed {
    /// Its id.
    pub id: EnrollmentId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The cadence.
    pub cadence: String,
    /// Which version of it.
    pub version: i64,
    /// Whose work it is.
    pub member: MemberId,
    /// Where it stands.
    pub state: EnrollmentState,
    /// The start day.
    pub started: Date,
    /// The touch it waits for, from 1; none once it ended.
    pub next_step: Option<i64>,
    /// Why its touches wait, or why it is paused; empty when neither.
    pub waits_why: String,
    /// The day it ended.
    pub ended: Option<Date>,
    /// Why it ended; empty while it runs.
    pub end_why: String,
    /// Why it was started against the plan; empty when the plan allowed it.
    pub override_why: String,
}

/// An enrollment with its next touch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EnrollmentDetail {
    /// The enrollment.
    #[serde(flatten)]
    pub shown: EnrollmentShown,
    /// Who.
    pub person: PersonId,
    /// Whose work it is.
    pub member: MemberId,
}

/// Why enrollments cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum EnrollmentsError {
    /// There is no such page.
    #[error(transparent)]
    Page(#[from] UnknownPage),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// A page of a rep's enrollments, newest start first.
///
/// # Errors
/// [`EnrollmentsError::Page`].
pub async fn page(
    app: &App,
    member: &Member,
    state: Option<EnrollmentState>,
    asked: &Asked,
) -> Result<Page<EnrollmentListed>, EnrollmentsError> {
    let (after, limit, scope) = (asked.place()?, asked.limit(), member.scope);
    let state = state.map(|state| state.to_string());
    let (found, listed) = app
        .db
        .snapshot(scope, async |tx| -> Result<_, StoreError> {
            let found = pages::page(tx, scope, member.id, state.clone(), after, limit).await?;
            let listed = listed(tx, member, &found).await?;
            Ok((found, listed))
        })
        .await?;
    let last = found.last().map(|row| of_list::write(row.started_at, row.id));
    Ok(Page { next: of_list::next(found.len(), limit, last), rows: listed })
}

async fn listed(
    tx: &mut Tx,
    member: &Member,
    found: &[rows::Enrollment],
) -> Result<Vec<EnrollmentListed>, StoreError> {
    let scope = member.scope;
    let mut versions: BTreeMap<Uuid, (String, i64)> = BTreeMap::new();
    for id in found.iter().map(|row| row.version_id).collect::<BTreeSet<_>>() {
        if let Some(row) = cadence_rows::version(tx, scope, CadenceVersionId(id)).await? {
            versions.insert(id, (row.name, row.number));
        }
    }
    let ids: Vec<PersonId> = found.iter().map(|row| PersonId(row.person_id)).collect();
    let names = people::names_in(tx, scope, &ids).await?;
    let shown = found.iter().map(|row| {
        let (cadence, version) = versions.get(&row.version_id).cloned().unwrap_or_default();
        let person = PersonId(row.person_id);
        let name = names.get(&person).cloned().unwrap_or_default();
        one(row, name, cadence, version)
    });
    shown.collect()
}

fn one(
    row: &rows::Enrollment,
    name: String,
    cadence: String,
    version: i64,
) -> Result<EnrollmentListed, StoreError> {
    let state = EnrollmentState::parse(&row.state)
        .map_err(|error| StoreError::Unreadable { what: "enrollment", why: error.to_string() })?;
    let waits = if row.held_why.is_empty() { &row.paused_why } else { &row.held_why };
    Ok(EnrollmentListed {
        id: EnrollmentId(row.id),
        person: PersonId(row.person_id),
        name,
        cadence,
        version,
        member: MemberId(row.member_id),
        state,
        started: date_of(row.started_on),
        next_step: row.next_step,
        waits_why: waits.clone(),
        ended: row.ended_on.map(date_of),
        end_why: row.end_why.clone(),
        override_why: row.override_why.clone(),
    })
}

/// One enrollment of the workspace: what runs with a person is everybody's to know.
///
/// # Errors
/// [`HandError::UnknownEnrollment`].
pub async fn get(
    app: &App,
    member: &Member,
    id: EnrollmentId,
) -> Result<EnrollmentDetail, HandError> {
    app.db
        .snapshot(member.scope, async |tx| {
            let found = rows::get(tx, member.scope, id).await?;
            let row = found.ok_or(HandError::UnknownEnrollment)?;
            let (person, whose) = (PersonId(row.person_id), MemberId(row.member_id));
            let shown = timeline::enrollment(tx, app, member, row).await?;
            Ok(EnrollmentDetail { shown, person, member: whose })
        })
        .await
}
