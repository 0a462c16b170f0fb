//! Work to be done later: queued with what asks for it, leased to one process at a time, done once.
//!
//! `due` says which workspace is to be looked at and when, so that nobody searches them all. Whoever looks deletes its
//! rows first and reads the jobs after: what is queued meanwhile has put a row of its own there.

use domain::ids::MemberId;
use uuid::Uuid;

use crate::BULK_ROWS;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// No lease is longer, in microseconds: one that seems to be is of a clock that has since been set back.
pub const LONGEST_LEASE: i64 = 3_600_000_000;

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What kind of work.
    pub kind: String,
    /// What it is about: an id, never a record.
    pub subject_id: Option<Uuid>,
    /// The local day it is about.
    pub on_day: Option<i64>,
    /// When it may begin, microseconds UTC.
    pub due_at: i64,
    /// `queued`, `running`, `done` or `dead`.
    pub state: String,
    /// How often it was begun.
    pub attempt: i64,
    /// Counted up each time it is handed out: whoever holds an older one may no longer commit.
    pub fence: i64,
    /// Until when it is somebody's.
    pub lease_until: Option<i64>,
    /// Whose it is.
    pub lease_owner: Option<Uuid>,
    /// A code of what went wrong last, without anybody's data.
    pub error: String,
    /// When it was asked for.
    pub created_at: i64,
    /// When it was done or given up.
    pub ended_at: Option<i64>,
}

impl Job {
    /// Work that waits for its time.
    pub fn queued(id: Uuid, kind: &str, due_at: i64, created_at: i64) -> Self {
        Self {
            id,
            kind: kind.to_owned(),
            subject_id: None,
            on_day: None,
            due_at,
            state: "queued".to_owned(),
            attempt: 0,
            fence: 0,
            lease_until: None,
            lease_owner: None,
            error: String::new(),
            created_at,
            ended_at: None,
        }
    }
}

/// A hold on jobs that somebody else may take over once it ends.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// Whose it is.
    pub owner: Uuid,
    /// When it begins, microseconds UTC.
    pub from: i64,
    /// How long it lasts, microseconds.
    pub length: i64,
}

/// Says that a workspace is to be looked at then.
pub async fn wake(tx: &mut Tx, scope: Scope, at: i64) -> Result<(), StoreError> {
    tx.execute(waking(scope, at)).await?;
    Ok(())
}

pub(crate) fn waking(scope: Scope, at: i64) -> Statement {
    sql!("insert into due (workspace_id, at) values ($1, $2) on conflict (workspace_id, at) do nothing")
        .bind(scope.workspace)
        .bind(at)
}

/// The workspaces to be looked at by now, those that waited longest first.
pub async fn woken(tx: &mut Tx, now: i64, limit: u32) -> Result<Vec<(Uuid,)>, StoreError> {
    tx.all(
        sql!(
            "select workspace_id
from due
where at <= $1
group by workspace_id
order by min(at), workspace_id
limit $2"
        )
        .bind(now)
        .bind(limit),
    )
    .await
}

/// Takes away what woke a workspace until now; none when somebody else has just looked at it.
pub async fn settle(tx: &mut Tx, scope: Scope, now: i64) -> Result<u64, StoreError> {
    tx.execute(
        sql!("delete from due where workspace_id = $1 and at <= $2")
            .bind(scope.workspace)
            .bind(now),
    )
    .await
}

/// Queues work; says whether it is new: of the same kind, subject and day there is one only.
pub async fn enqueue(tx: &mut Tx, scope: Scope, job: &Job) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "insert into job (workspace_id, id, kind, subject_id, on_day, due_at, state, attempt, fence, error, created_at)
values ($1, $2, $3, $4, $5, $6, 'queued', 0, 0, '', $7)
on conflict (workspace_id, kind, subject_id, on_day) do nothing"
            )
            .bind(scope.workspace)
            .bind(job.id)
            .bind(job.kind.as_str())
            .bind(job.subject_id)
            .bind(job.on_day)
            .bind(job.due_at)
            .bind(job.created_at),
        )
        .await?;
    wake(tx, scope, job.due_at).await?;
    Ok(n == 1)
}

/// Hands out work that is due, and work whose holder has let its lease run out.
///
/// A lease that ends later than any given now could is one of a clock that was ahead.
pub async fn claim(
    tx: &mut Tx,
    scope: Scope,
    now: i64,
    lease: Lease,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    let mut found: Vec<Job> = tx
        .all(
            sql!(
                "select id, kind, subject_id, on_day, due_at, state, attempt, fence, lease_until, lease_owner, error, created_at, ended_at
from job
where workspace_id = $1 and state = 'running' and (lease_until <= $2 or lease_until > $3)
order by due_at, id
limit $4"
            )
            .bind(scope.workspace)
            .bind(lease.from)
            .bind(lease.from.saturating_add(LONGEST_LEASE))
            .bind(limit)
            .for_update_skip_locked(),
        )
        .await?;
    let rest = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
    let queued: Vec<Job> = tx
        .all(
            sql!(
                "select id, kind, subject_id, on_day, due_at, state, attempt, fence, lease_until, lease_owner, error, created_at, ended_at
from job
where workspace_id = $1 and state = 'queued' and due_at <= $2
order by due_at, id
limit $3"
            )
            .bind(scope.workspace)
            .bind(now)
            .bind(rest)
            .for_update_skip_locked(),
        )
        .await?;
    found.extend(queued);
    for job in &mut found {
        "running".clone_into(&mut job.state);
        job.attempt += 1;
        job.fence += 1;
        job.lease_until = Some(lease.from.saturating_add(lease.length));
        job.lease_owner = Some(lease.owner);
        tx.execute(
            sql!(
                "update job
set state = 'running', attempt = $3, fence = $4, lease_until = $5, lease_owner = $6
where workspace_id = $1 and id = $2"
            )
            .bind(scope.workspace)
            .bind(job.id)
            .bind(job.attempt)
            .bind(job.fence)
            .bind(job.lease_until)
            .bind(job.lease_owner),
        )
        .await?;
    }
    Ok(found)
}

/// Lengthens a lease; false when the job is somebody else's by now.
pub async fn beat(tx: &mut Tx, scope: Scope, job: &Job, until: i64) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update job
set lease_until = $4
where workspace_id = $1 and id = $2 and fence = $3 and state = 'running'"
            )
            .bind(scope.workspace)
            .bind(job.id)
            .bind(job.fence)
            .bind(until),
        )
        .await?;
    Ok(n == 1)
}

/// Marks a job as done, in the transaction of its effect.
///
/// # Errors
/// [`StoreError::Overtaken`] when it is somebody else's by now: then nothing of the transaction is kept.
pub async fn finish(tx: &mut Tx, scope: Scope, job: &Job, at: i64) -> Result<(), StoreError> {
    let n = tx
        .execute(
            sql!(
                "update job
set state = 'done', lease_until = null, ended_at = $4, error = ''
where workspace_id = $1 and id = $2 and fence = $3 and state = 'running'"
            )
            .bind(scope.workspace)
            .bind(job.id)
            .bind(job.fence)
            .bind(at),
        )
        .await?;
    if n == 1 { Ok(()) } else { Err(StoreError::Overtaken) }
}

/// Queues a job again, for later; `is_begun` tells whether the attempt counts.
pub async fn put_back(
    tx: &mut Tx,
    scope: Scope,
    job: &Job,
    due_at: i64,
    error: &str,
    is_begun: bool,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update job
set state = 'queued', lease_until = null, due_at = $4, error = $5, attempt = $6
where workspace_id = $1 and id = $2 and fence = $3 and state = 'running'"
            )
            .bind(scope.workspace)
            .bind(job.id)
            .bind(job.fence)
            .bind(due_at)
            .bind(error)
            .bind(if is_begun { job.attempt } else { job.attempt - 1 }),
        )
        .await?;
    wake(tx, scope, due_at).await?;
    Ok(n == 1)
}

/// Gives a job up: it stays, to be looked at by a person.
pub async fn bury(
    tx: &mut Tx,
    scope: Scope,
    job: &Job,
    at: i64,
    error: &str,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update job
set state = 'dead', lease_until = null, ended_at = $4, error = $5
where workspace_id = $1 and id = $2 and fence = $3 and state = 'running'"
            )
            .bind(scope.workspace)
            .bind(job.id)
            .bind(job.fence)
            .bind(at)
            .bind(error),
        )
        .await?;
    Ok(n == 1)
}

/// When the next job of a workspace is due, or the lease of one ends.
pub async fn next(tx: &mut Tx, scope: Scope) -> Result<Option<i64>, StoreError> {
    let (queued,): (Option<i64>,) = tx
        .one(
            sql!(
                "select min(due_at) as due_at from job where workspace_id = $1 and state = 'queued'"
            )
            .bind(scope.workspace),
        )
        .await?;
    let (leased,): (Option<i64>,) = tx
        .one(
            sql!("select min(lease_until) as due_at from job where workspace_id = $1 and state = 'running'")
                .bind(scope.workspace),
        )
        .await?;
    Ok(queued.into_iter().chain(leased).min())
}

/// Jobs in a state, those due first on top.
pub async fn in_state(
    tx: &mut Tx,
    scope: Scope,
    state: &str,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    tx.all(
        sql!(
            "select id, kind, subject_id, on_day, due_at, state, attempt, fence, lease_until, lease_owner, error, created_at, ended_at
from job
where workspace_id = $1 and state = $2
order by due_at, id
limit $3"
        )
        .bind(scope.workspace)
        .bind(state)
        .bind(limit),
    )
    .await
}

/// How many jobs there are in each state but `done`.
pub async fn counted(tx: &mut Tx, scope: Scope) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(
        sql!(
            "select state, count(*) as n
from job
where workspace_id = $1 and state in ('queued', 'running', 'dead')
group by state"
        )
        .bind(scope.workspace),
    )
    .await
}

/// Queues a dead job again, as if it were new; false when there is no dead one of this id.
pub async fn release(tx: &mut Tx, scope: Scope, id: Uuid, due_at: i64) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update job
set state = 'queued', attempt = 0, due_at = $3, ended_at = null
where workspace_id = $1 and id = $2 and state = 'dead'"
            )
            .bind(scope.workspace)
            .bind(id)
            .bind(due_at),
        )
        .await?;
    wake(tx, scope, due_at).await?;
    Ok(n == 1)
}

/// Removes a job that is queued or dead; false when there is none of this id.
pub async fn delete(tx: &mut Tx, scope: Scope, id: Uuid) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!("delete from job where workspace_id = $1 and id = $2 and state in ('queued', 'dead')")
                .bind(scope.workspace)
                .bind(id),
        )
        .await?;
    Ok(n == 1)
}

/// Removes some jobs that were done before an instant; says how many.
pub async fn delete_done(tx: &mut Tx, scope: Scope, before: i64) -> Result<u64, StoreError> {
    let past: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select id
from job
where workspace_id = $1 and state = 'done' and due_at < $2 and ended_at < $2
order by due_at
limit $3"
            )
            .bind(scope.workspace)
            .bind(before)
            .bind(i64::try_from(BULK_ROWS).unwrap_or(i64::MAX)),
        )
        .await?;
    if past.is_empty() {
        return Ok(0);
    }
    tx.execute(
        sql!("delete from job where workspace_id = $1 and id in ")
            .bind(scope.workspace)
            .list(past.into_iter().map(|(id,)| id)),
    )
    .await
}

/// The nights of a workspace from a day on that were given to a job: rep, day.
pub async fn nights(tx: &mut Tx, scope: Scope, from: i64) -> Result<Vec<(Uuid, i64)>, StoreError> {
    tx.all(
        sql!(
            "select night.member_id, night.on_day
from member
join night on night.workspace_id = member.workspace_id and night.member_id = member.id
where member.workspace_id = $1 and night.on_day >= $2
order by night.member_id, night.on_day"
        )
        .bind(scope.workspace)
        .bind(from),
    )
    .await
}

/// Notes that a night of a rep is given to a job; false when it was before.
pub async fn begin_night(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
    at: i64,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "insert into night (workspace_id, member_id, on_day, begun_at)
values ($1, $2, $3, $4)
on conflict (workspace_id, member_id, on_day) do nothing"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(on_day)
            .bind(at),
        )
        .await?;
    Ok(n == 1)
}
