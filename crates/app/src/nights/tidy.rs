//! What has had its time is removed: in steps, so that nobody waits for more than one of them.

use jiff::{Timestamp, tz::TimeZone};
use store::{
    errors::StoreError, identity::past, jobs as job_rows, repeats as request_rows, scope::Scope,
    transaction::Tx,
};

use crate::{
    App,
    clock::{day_number, micros},
    identity::IDLE,
    imports::uploads,
};

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// For how many days done jobs are kept.
const JOBS_KEPT: i64 = 30;
/// For how many days it is known how requests were named: whoever sends one again does so within a day.
const REQUESTS_KEPT: i64 = 2;
/// For how many days invitations are kept that let nobody in any more.
const INVITATIONS_KEPT: i64 = 90;
/// For how many days tries to sign in are counted, the one they were made on among them.
const TRIES_KEPT: i64 = 2;
/// How many files that nobody imported are looked for at once.
const UPLOADS_AT_ONCE: i64 = 50;

/// How many rows of each kind were removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Jobs that were done.
    pub jobs: u64,
    /// Sessions that were over.
    pub sessions: u64,
    /// Names of requests.
    pub requests: u64,
    /// Files that nobody imported.
    pub uploads: u64,
    /// Invitations that let nobody in any more.
    pub invitations: u64,
}

/// Removes what has had its time in a workspace, as of `now`.
///
/// # Errors
/// [`StoreError`]; what was removed before stays removed.
pub async fn workspace(app: &App, scope: Scope, now: Timestamp) -> Result<Tidied, StoreError> {
    let at = micros(now);
    let days_ago = move |days: i64| at.saturating_sub(days.saturating_mul(DAY));
    let idle = i64::try_from(IDLE.as_micros()).unwrap_or(i64::MAX);
    let jobs = in_steps(app, scope, async move |tx| {
        job_rows::delete_done(tx, scope, days_ago(JOBS_KEPT)).await
    });
    let sessions = in_steps(app, scope, async move |tx| {
        past::delete_sessions(tx, scope, at, at.saturating_sub(idle)).await
    });
    let requests = in_steps(app, scope, async move |tx| {
        request_rows::forget(tx, scope, days_ago(REQUESTS_KEPT)).await
    });
    let invitations = in_steps(app, scope, async move |tx| {
        past::delete_invitations(tx, scope, days_ago(INVITATIONS_KEPT)).await
    });
    let (jobs, sessions) = (jobs.await?, sessions.await?);
    let (requests, invitations) = (requests.await?, invitations.await?);
    let mut n_uploads = 0;
    loop {
        let n = uploads::drop_forgotten(app, scope, now, UPLOADS_AT_ONCE).await?;
        n_uploads += n;
        if n == 0 {
            return Ok(Tidied { jobs, sessions, requests, uploads: n_uploads, invitations });
        }
    }
}

/// Removes what has had its time and belongs to no workspace: tries to sign in. Says how many were removed.
///
/// # Errors
/// [`StoreError`]; what was removed before stays removed.
pub async fn installation(app: &App, now: Timestamp) -> Result<u64, StoreError> {
    let today = day_number(now.to_zoned(TimeZone::UTC).date());
    in_steps(app, Scope::INSTALLATION, async move |tx| {
        past::forget_tries(tx, today - TRIES_KEPT).await
    })
    .await
}

/// Removes some rows at a time, until there are none left; says how many there were.
async fn in_steps<F>(app: &App, scope: Scope, some: F) -> Result<u64, StoreError>
where
    F: AsyncFn(&mut Tx) -> Result<u64, StoreError> + Clone + Send + 'static,
{
    let mut n_all = 0;
    loop {
        let n = app.db.transaction(scope, some.clone()).await?;
        n_all += n;
        if n == 0 {
            return Ok(n_all);
        }
    }
}
