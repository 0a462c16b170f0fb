//! The loop that `serve` runs: looks at workspaces that are due, works on what it leased, and stops when it is told to.

use std::collections::HashMap;
use std::time::Duration;

use store::{errors::StoreError, jobs as rows, jobs::Job, jobs::Lease, scope::Scope};
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior};
use tracing::{error, info, warn};
use uuid::Uuid;

use super::{ATTEMPTS, JobError, look, perform, wake_all};
use crate::{App, clock::micros};

/// How often is asked what is due.
const PULSE: Duration = Duration::from_secs(1);
/// How often every workspace is looked at, due or not.
const ROUND: Duration = Duration::from_mins(5);
/// A clock that is further from where it should be was set.
const JUMP: Duration = Duration::from_secs(5);
/// How long work may go on after the word to stop.
const GRACE: Duration = Duration::from_secs(4);
/// How long giving work back may take then.
const FAREWELL: Duration = Duration::from_secs(1);
/// Workspaces looked at in one round.
const AT_ONCE: u32 = 256;
/// The first wait before a failed job is tried again; it doubles each time.
const FIRST_WAIT: Duration = Duration::from_secs(10);
/// The longest such wait.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// How jobs are run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// For how long a job is a process's own; it is lengthened while the job is worked on.
    pub lease: Duration,
    /// How many jobs are worked on at once.
    pub hands: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { lease: Duration::from_secs(15), hands: 2 }
    }
}

/// Works until `stop` is ready: then nothing new is begun, and what is not done within seconds is given back.
pub async fn run(app: App, options: Options, stop: impl Future<Output = ()> + Send) {
    let mut runner = Runner::new(app, options);
    let mut pulse = tokio::time::interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            () = async { pulse.tick().await; runner.turn().await } => {}
        }
    }
    runner.stop().await;
}

/// Does what is due now, and what becomes due by it, without a server; says how many jobs were begun.
///
/// # Errors
/// [`StoreError`] when it cannot be asked what is due.
pub async fn run_due(app: &App, options: Options) -> Result<usize, StoreError> {
    let mut runner = Runner::new(app.clone(), options);
    let mut n_jobs = 0;
    loop {
        runner.look_around().await?;
        n_jobs += runner.held.len();
        if runner.held.is_empty() {
            return Ok(n_jobs);
        }
        while runner.working.join_next().await.is_some() {}
        runner.held.clear();
        wake_all(app).await?;
    }
}

struct Runner {
    app: App,
    owner: Uuid,
    options: Options,
    working: JoinSet<Uuid>,
    held: HashMap<Uuid, (Scope, Job)>,
    /// What both clocks showed when all workspaces were last looked at.
    clock: Option<(Instant, i64)>,
}

impl Runner {
    fn new(app: App, options: Options) -> Self {
        Self {
            owner: app.ids.next(),
            app,
            options,
            working: JoinSet::new(),
            held: HashMap::new(),
            clock: None,
        }
    }

    /// One round; what fails is logged and tried again in the next.
    async fn turn(&mut self) {
        while let Some(ended) = self.working.try_join_next() {
            if let Ok(id) = ended {
                self.held.remove(&id);
            }
        }
        if let Err(error) = self.look_around().await {
            warn!(%error, "Could not look for work");
        }
    }

    async fn look_around(&mut self) -> Result<(), StoreError> {
        let now = micros(self.app.clock.now());
        if self.is_round_due(now) {
            wake_all(&self.app).await?;
            self.clock = Some((Instant::now(), now));
        }
        let woken = self
            .app
            .db
            .read(Scope::INSTALLATION, async |tx| rows::woken(tx, now, AT_ONCE).await)
            .await?;
        for (workspace,) in woken {
            let scope = Scope::of(domain::ids::WorkspaceId(workspace));
            let busy = u32::try_from(self.working.len()).unwrap_or(u32::MAX);
            let free = self.options.hands.saturating_sub(busy);
            match look(&self.app, scope, self.lease(), free).await {
                Ok(jobs) => jobs.into_iter().for_each(|job| self.begin(scope, job)),
                Err(error) => {
                    warn!(%error, workspace.id = %workspace, "Could not look at a workspace");
                }
            }
        }
        Ok(())
    }

    /// Whether all are to be looked at: at the start, every few minutes, and when the clock was set.
    fn is_round_due(&self, now: i64) -> bool {
        let Some((then, at)) = self.clock else { return true };
        let passed = then.elapsed();
        let expected = at.saturating_add(i64::try_from(passed.as_micros()).unwrap_or(i64::MAX));
        passed >= ROUND || u128::from(now.abs_diff(expected)) > JUMP.as_micros()
    }

    /// A lease from now on, by the real clock.
    fn lease(&self) -> Lease {
        lease(&self.app, self.owner, self.options.lease)
    }

    fn begin(&mut self, scope: Scope, job: Job) {
        let (app, owner, length) = (self.app.clone(), self.owner, self.options.lease);
        self.held.insert(job.id, (scope, job.clone()));
        self.working.spawn(async move {
            let id = job.id;
            work(&app, scope, &job, owner, length).await;
            id
        });
    }

    async fn stop(mut self) {
        let ended = tokio::time::timeout(GRACE, async {
            while let Some(ended) = self.working.join_next().await {
                if let Ok(id) = ended {
                    self.held.remove(&id);
                }
            }
        });
        if ended.await.is_ok() {
            return;
        }
        self.working.abort_all();
        let held: Vec<(Scope, Job)> = self.held.into_values().collect();
        info!(jobs = held.len(), "Gave back work that was not done in time");
        let now = micros(self.app.clock.now());
        let given_back = async {
            for (scope, job) in held {
                let given: Result<bool, StoreError> = self
                    .app
                    .db
                    .transaction(scope, async move |tx| {
                        rows::put_back(tx, scope, &job, now, "stopping", false).await
                    })
                    .await;
                if let Err(error) = given {
                    warn!(%error, "Could not give a job back: it is free when its lease ends");
                }
            }
        };
        // What cannot be given back in time is free when its lease ends.
        let _ = tokio::time::timeout(FAREWELL, given_back).await;
    }
}

fn lease(app: &App, owner: Uuid, length: Duration) -> Lease {
    let length = i64::try_from(length.as_micros()).unwrap_or(i64::MAX);
    Lease { owner, from: micros(app.clock.recorded()), length }
}

/// Works on one job, and keeps its lease alive meanwhile.
async fn work(app: &App, scope: Scope, job: &Job, owner: Uuid, length: Duration) {
    // A set of one: what it holds ends with it, also when this is aborted.
    let mut one = JoinSet::new();
    let (inner, performed) = (app.clone(), job.clone());
    one.spawn(async move { perform(&inner, scope, &performed).await });
    let mut pulse = tokio::time::interval(length / 3);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pulse.tick().await;
    let outcome = loop {
        tokio::select! {
            ended = one.join_next() => break match ended {
                Some(Ok(outcome)) => outcome,
                Some(Err(error)) if error.is_panic() => Err(JobError::Panicked),
                Some(Err(_)) | None => return,
            },
            _ = pulse.tick() => {
                let lease = lease(app, owner, length);
                let (until, beaten) = (lease.from.saturating_add(lease.length), job.clone());
                let beat: Result<bool, StoreError> = app.db
                    .transaction(scope, async move |tx| rows::beat(tx, scope, &beaten, until).await)
                    .await;
                match beat {
                    Ok(true) => {}
                    Ok(false) => {
                        warn!(job.id = %job.id, "A job was taken over by another process");
                        return;
                    }
                    Err(error) => warn!(%error, job.id = %job.id, "Could not keep a lease"),
                }
            }
        }
    };
    if let Err(error) = outcome {
        failed(app, scope, job, &error).await;
    }
}

/// Queues a failed job for later, or keeps it for a person to look at.
async fn failed(app: &App, scope: Scope, job: &Job, error: &JobError) {
    if matches!(error, JobError::Store(StoreError::Overtaken)) {
        warn!(job.id = %job.id, "A job was taken over by another process");
        return;
    }
    let code = error.code();
    let is_dead = error.is_final() || job.attempt >= ATTEMPTS;
    if is_dead {
        error!(%error, code, job.id = %job.id, "Gave up a job: `touchstone jobs list` shows it");
    } else {
        warn!(%error, code, job.id = %job.id, job.attempt, "A job failed and is tried again");
    }
    let now = micros(app.clock.now());
    let (job, due) = (job.clone(), now.saturating_add(wait(job.attempt)));
    let kept: Result<bool, StoreError> = app
        .db
        .transaction(scope, async move |tx| {
            if is_dead {
                rows::bury(tx, scope, &job, now, code).await
            } else {
                rows::put_back(tx, scope, &job, due, code, true).await
            }
        })
        .await;
    if let Err(error) = kept {
        warn!(%error, "Could not note that a job failed: it is free when its lease ends");
    }
}

/// How long to wait before the next attempt, in microseconds.
fn wait(attempt: i64) -> i64 {
    let doublings = u32::try_from(attempt.clamp(1, 20) - 1).unwrap_or_default();
    let wait = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    i64::try_from(wait.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_last_and_never_more_than_an_hour() {
        let seconds: Vec<i64> = (1..=11).map(|attempt| wait(attempt) / 1_000_000).collect();
        assert_eq!(seconds, [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]);
    }
}
