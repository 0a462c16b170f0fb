//! What became of those who were started on each cadence, and taking one out of use.

use std::collections::BTreeMap;

use domain::{
    enrollments::{EndWhy, EnrollmentState},
    ids::CadenceId,
};
use serde::Serialize;
use store::{cadences as rows, errors::StoreError};

use super::{CadenceChangeError, CadenceDetail, get};
use crate::{App, audit::Change, clock::micros, workspaces::Member};

/// A cadence with what became of those who were started on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct CadenceResults {
    /// Which cadence.
    pub cadence: CadenceId,
    /// What became of them.
    #[serde(flatten)]
    pub runs: Runs,
}

/// What became of those who were started on a cadence, in any of its versions:
/// `started` = `running` + `finished` + `left_early` + `stopped`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = CadenceRuns)]
pub struct Runs {
    /// Enrollments there are.
    pub started: i64,
    /// Not over yet, paused ones too.
    pub running: i64,
    /// Ended with the last touch.
    pub finished: i64,
    /// Ended by an event: a meeting, an answer, a no.
    pub left_early: i64,
    /// Stopped by hand.
    pub stopped: i64,
    /// Meetings that came of them, cancelled ones not counted.
    pub meetings: i64,
}

impl Runs {
    /// Counts so many who stand there.
    fn count(&mut self, state: EnrollmentState, why: Option<EndWhy>, n: i64) {
        self.started += n;
        *match (state, why) {
            (EnrollmentState::Active | EnrollmentState::Paused, _) => &mut self.running,
            (EnrollmentState::Stopped, _) => &mut self.stopped,
            (EnrollmentState::Finished, Some(EndWhy::Completed)) => &mut self.finished,
            (EnrollmentState::Finished, _) => &mut self.left_early,
        } += n;
    }
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

/// Takes a cadence out of use, so that nobody is started on it any more, or into use again. Who runs on it goes on.
///
/// # Errors
/// [`CadenceChangeError::UnknownId`].
pub async fn retire(
    app: &App,
    member: &Member,
    id: CadenceId,
    is_retired: bool,
) -> Result<CadenceDetail, CadenceChangeError> {
    let (inner, by, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| {
            let newest = rows::newest(tx, scope).await?;
            let row =
                newest.iter().find(|row| row.id == id.0).ok_or(CadenceChangeError::UnknownId)?;
            if row.retired_at.is_some() == is_retired {
                return Ok(());
            }
            let at = is_retired.then(|| micros(inner.clock.recorded()));
            rows::retire(tx, scope, id, at).await?;
            let verb = if is_retired { "retired" } else { "restored" };
            Change::new(verb, "cadence", id.0).by(tx, &inner, &by).await?;
            Ok::<_, CadenceChangeError>(())
        })
        .await?;
    get(app, member, id).await
}
