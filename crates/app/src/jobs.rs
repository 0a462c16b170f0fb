//! Work done by the program itself: leased to one process at a time, each effect once.
//!
//! A job commits its effect and its end in one transaction, and that transaction fails once the job was handed to
//! somebody else. What fails is tried again, later each time, and then kept for a person to look at.

mod runner;

use domain::ids::{MemberId, WorkspaceId};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    errors::StoreError,
    jobs::{self as rows, Job, Lease},
    scope::Scope,
    transaction::Tx,
    workspaces as workspace_rows,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    audit::{self, Change},
    backup::BackupError,
    clock::{date_of, instant_of, micros},
    nights,
    workspaces::Member,
};

pub use runner::{Options, run, run_due};

/// How often a job is begun before it is given up.
pub const ATTEMPTS: i64 = 8;

/// How many jobs of one state are listed.
const LISTED: u32 = 500;

/// Kinds of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The night of a rep.
    Night,
}

impl Kind {
    fn of(word: &str) -> Option<Self> {
        (word == nights::KIND).then_some(Self::Night)
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A kind of work that this version does not know.
    #[error("this version does not know work of this kind")]
    UnknownKind,
    /// Its subject is not what it should be.
    #[error("the job names no rep and no day")]
    Unreadable,
    /// The record was changed from outside.
    #[error("the audit is not as it was written")]
    AuditBroken,
    /// The automatic backup failed.
    #[error("the backup failed")]
    Backup(#[from] BackupError),
    /// The work panicked.
    #[error("the work panicked")]
    Panicked,
}

impl JobError {
    /// A code without anybody's data, which is kept with the job.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(StoreError::Full) => "disk_full",
            Self::Store(StoreError::Busy { .. }) => "store_busy",
            Self::Store(StoreError::Overtaken) => "overtaken",
            Self::Store(StoreError::Stopping) => "stopping",
            Self::Store(_) => "store",
            Self::UnknownKind => "unknown_kind",
            Self::Unreadable => "unreadable",
            Self::AuditBroken => "audit_broken",
            Self::Backup(_) => "backup",
            Self::Panicked => "panicked",
        }
    }

    /// Whether trying again could not help.
    const fn is_final(&self) -> bool {
        matches!(self, Self::Unreadable | Self::AuditBroken)
    }
}

/// A job as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobShown {
    /// Its id.
    pub id: Uuid,
    /// What kind of work.
    pub kind: String,
    /// What it is about.
    pub subject: Option<Uuid>,
    /// The local day it is about.
    pub on: Option<jiff::civil::Date>,
    /// `queued`, `running` or `dead`.
    pub state: String,
    /// When it may begin.
    pub due_at: Timestamp,
    /// How often it was begun.
    pub attempt: i64,
    /// What went wrong last: a code.
    pub error: String,
    /// Until when it is a process's.
    pub lease_until: Option<Timestamp>,
}

/// Why a job cannot be released or dropped.
#[derive(Debug, thiserror::Error)]
pub enum JobChangeError {
    /// There is none of that id in a state that allows it.
    #[error("there is no {expected} job {id}")]
    Unknown {
        /// In which states it could have been.
        expected: &'static str,
        /// The id.
        id: Uuid,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// The jobs of a workspace that are not done: dead ones first, then running, then queued.
pub async fn list(app: &App, member: &Member) -> Result<Vec<JobShown>, StoreError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let mut found = Vec::new();
            for state in ["dead", "running", "queued"] {
                found.extend(rows::in_state(tx, scope, state, LISTED).await?);
            }
            Ok(found.into_iter().map(shown).collect())
        })
        .await
}

/// How many jobs of all workspaces are not done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those that wait for their time, or for a free hand.
    pub queued: i64,
    /// Those that a process has.
    pub running: i64,
    /// Those that wait for a person.
    pub dead: i64,
}

/// Counts the jobs of all workspaces, for a monitor.
pub async fn counted(app: &App) -> Result<Counted, StoreError> {
    let all = app.db.read(Scope::INSTALLATION, async |tx| workspace_rows::all(tx).await).await?;
    let mut counted = Counted::default();
    for workspace in all {
        let scope = Scope::of(WorkspaceId(workspace.id));
        for (state, n) in app.db.read(scope, async |tx| rows::counted(tx, scope).await).await? {
            match state.as_str() {
                "queued" => counted.queued += n,
                "running" => counted.running += n,
                _ => counted.dead += n,
            }
        }
    }
    Ok(counted)
}

/// Queues a dead job again, as if it were new.
pub async fn release(app: &App, member: &Member, id: Uuid) -> Result<(), JobChangeError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        if !rows::release(tx, scope, id, micros(app.clock.now())).await? {
            return Err(JobChangeError::Unknown { expected: "dead", id });
        }
        Ok(Change::new("released", "job", id).with("state", "queued").by(tx, &app, &member).await?)
    })
    .await
}

/// Removes a job that is queued or dead: it is never done.
pub async fn drop_job(app: &App, member: &Member, id: Uuid) -> Result<(), JobChangeError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        if !rows::delete(tx, scope, id).await? {
            return Err(JobChangeError::Unknown { expected: "queued or dead", id });
        }
        Ok(Change::new("dropped", "job", id).by(tx, &app, &member).await?)
    })
    .await
}

/// Says that every workspace is to be looked at now: at a start, and when a clock was set.
pub async fn wake_all(app: &App) -> Result<(), StoreError> {
    let now = micros(app.clock.now());
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| {
            for workspace in workspace_rows::all(tx).await? {
                rows::wake(tx, Scope::of(WorkspaceId(workspace.id)), now).await?;
            }
            Ok(())
        })
        .await
}

/// Looks at one workspace: seals its audit, begins the nights that are due, and leases up to `limit` jobs.
///
/// All of it is one transaction, so whoever is killed in it has done nothing, and whoever comes second finds nothing.
pub async fn look(
    app: &App,
    scope: Scope,
    lease: Lease,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    let inner = app.clone();
    app.db
        .transaction(scope, async move |tx| {
            let now = inner.clock.now();
            if rows::settle(tx, scope, micros(now)).await? == 0 {
                return Ok(Vec::new());
            }
            let next_night = nights::begin(tx, &inner, scope, now).await?;
            let is_more = audit::seal_some(tx, scope).await?;
            let mut claimed = Vec::new();
            for job in rows::claim(tx, scope, micros(now), lease, limit).await? {
                if job.attempt > ATTEMPTS {
                    rows::bury(tx, scope, &job, micros(now), "abandoned").await?;
                } else {
                    claimed.push(job);
                }
            }
            wake_again(tx, scope, micros(now), next_night, is_more).await?;
            Ok(claimed)
        })
        .await
}

/// Says when the workspace is to be looked at next.
async fn wake_again(
    tx: &mut Tx,
    scope: Scope,
    now: i64,
    next_night: Option<i64>,
    is_more: bool,
) -> Result<(), StoreError> {
    // What is due already waits for a process that has a hand free.
    let soon = now.saturating_add(1_000_000);
    let job = rows::next(tx, scope).await?.map(|at| at.max(soon));
    let more = is_more.then_some(now);
    match job.into_iter().chain(next_night).chain(more).min() {
        Some(at) => rows::wake(tx, scope, at).await,
        None => Ok(()),
    }
}

/// Does a job that was leased; its effect and its end are one transaction.
async fn perform(app: &App, scope: Scope, job: &Job) -> Result<(), JobError> {
    store::crash_point!("job");
    match Kind::of(&job.kind).ok_or(JobError::UnknownKind)? {
        Kind::Night => {
            let member = job.subject_id.map(MemberId).ok_or(JobError::Unreadable)?;
            let day = job.on_day.map(date_of).ok_or(JobError::Unreadable)?;
            nights::perform(app, scope, job, member, day).await
        }
    }
}

fn shown(job: Job) -> JobShown {
    JobShown {
        id: job.id,
        kind: job.kind,
        subject: job.subject_id,
        on: job.on_day.map(date_of),
        state: job.state,
        due_at: instant_of(job.due_at),
        attempt: job.attempt,
        error: job.error,
        lease_until: job.lease_until.map(instant_of),
    }
}
