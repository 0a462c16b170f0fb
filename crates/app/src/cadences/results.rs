//! What became of those who were started on each cadence.

use std::collections::BTreeMap;

use domain::{
    enrollments::{EndWhy, EnrollmentState, runs::Runs},
    ids::CadenceId,
};
use serde::Serialize;
use store::{cadences as rows, errors::StoreError};

use crate::{App, workspaces::Member};

/// A cadence with what became of those who were started on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct CadenceResults {
    /// Which cadence.
    pub cadence: CadenceId,
    /// What became of them.
    #[serde(flatten)]
    pub runs: Runs,
}

/// What became of those who were started on each cadence of the workspace; one nobody was started on is told with zeros.
pub async fn results(app: &App, member: &Member) -> Result<Vec<CadenceResults>, StoreError> {
    let scope = member.scope;
    let (cadences, states, meetings) = app
        .db
        .snapshot(scope, async |tx| {
            let cadences = rows::newest(tx, scope).await?;
            let states = rows::states(tx, scope).await?;
            Ok::<_, StoreError>((cadences, states, rows::meetings(tx, scope).await?))
        })
        .await?;
    let mut by_cadence: BTreeMap<_, Runs> = BTreeMap::new();
    for row in states {
        let state = EnrollmentState::parse(&row.state).map_err(|error| unreadable(&error))?;
        let runs: &mut Runs = by_cadence.entry(row.cadence_id).or_default();
        runs.count(state, EndWhy::parse(&row.end_why).ok(), row.n);
    }
    for (cadence, n) in meetings {
        by_cadence.entry(cadence).or_default().meetings = n;
    }
    let of = |row: &rows::Cadence| CadenceResults {
        cadence: CadenceId(row.id),
        runs: by_cadence.get(&row.id).copied().unwrap_or_default(),
    };
    Ok(cadences.iter().map(of).collect())
}

fn unreadable(error: &impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { what: "enrollment", why: error.to_string() }
}
