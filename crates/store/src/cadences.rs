//! Cadences, their versions and steps, and a team's own outcomes.

use domain::ids::{CadenceId, CadenceVersionId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A cadence with its newest version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Cadence {
    /// The cadence.
    pub id: Uuid,
    /// Its name, unique without regard to case.
    pub name: String,
    /// Its newest version.
    pub version_id: Uuid,
    /// The number of that version, from 1.
    pub number: i64,
    /// The file of that version as TOML.
    pub definition: String,
    /// Why it has fewer or more touches than most; empty where nobody said.
    pub why: String,
    /// When it was taken out of use, in microseconds UTC.
    pub retired_at: Option<i64>,
}

/// How many enrollments on a cadence stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct States {
    /// The cadence.
    pub cadence_id: Uuid,
    /// Where they stand.
    pub state: String,
    /// Why they ended; empty while they run.
    pub end_why: String,
    /// How many.
    pub n: i64,
}

/// One version of a cadence.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// The version.
    pub id: Uuid,
    /// The cadence it is a version of.
    pub cadence_id: Uuid,
    /// The cadence's name.
    pub name: String,
    /// Its number, from 1.
    pub number: i64,
    /// The file as TOML.
    pub definition: String,
    /// Why it has fewer or more touches than most; empty where nobody said.
    pub why: String,
}

/// One step as the planner reads it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Step {
    /// The version it belongs to.
    pub version_id: Uuid,
    /// Its number, from 1.
    pub step: i64,
    /// Its channel.
    pub channel: String,
    /// Planned minutes.
    pub minutes: i64,
    /// Working days after the touch before.
    pub gap_days: i64,
    /// Further working days on which it is still on time.
    pub window_days: i64,
    /// Adopted chance of leaving at this step, in millionths.
    pub exit_ppm: Option<i64>,
}

/// The newest version of every cadence, by name.
pub async fn newest(tx: &mut Tx, scope: Scope) -> Result<Vec<Cadence>, StoreError> {
    tx.all(
        sql!(
            "select cadence.id, cadence.name, cadence_version.id as version_id, cadence_version.number,
    cadence_version.definition, coalesce(cadence_version.why, '') as why, cadence.retired_at
from cadence
join cadence_version
    on cadence_version.workspace_id = cadence.workspace_id and cadence_version.cadence_id = cadence.id
where cadence.workspace_id = $1
    and cadence_version.number = (
        select max(newer.number)
        from cadence_version as newer
        where newer.workspace_id = cadence.workspace_id and newer.cadence_id = cadence.id
    )
order by cadence.name_folded"
        )
        .bind(scope.workspace),
    )
    .await
}

/// How many enrollments on each cadence stand where.
pub async fn states(tx: &mut Tx, scope: Scope) -> Result<Vec<States>, StoreError> {
    tx.all(
        sql!(
            "select cadence_version.cadence_id, enrollment.state, enrollment.end_why, count(*) as n
from cadence_version
join enrollment
    on enrollment.workspace_id = cadence_version.workspace_id and enrollment.version_id = cadence_version.id
where cadence_version.workspace_id = $1
group by cadence_version.cadence_id, enrollment.state, enrollment.end_why"
        )
        .bind(scope.workspace),
    )
    .await
}

/// How many meetings came of each cadence, cancelled ones not counted.
pub async fn meetings(tx: &mut Tx, scope: Scope) -> Result<Vec<(Uuid, i64)>, StoreError> {
    tx.all(
        sql!(
            "select cadence_version.cadence_id, count(*) as n
from cadence_version
join enrollment
    on enrollment.workspace_id = cadence_version.workspace_id and enrollment.version_id = cadence_version.id
join meeting on meeting.workspace_id = enrollment.workspace_id and meeting.enrollment_id = enrollment.id
where cadence_version.workspace_id = $1 and meeting.state <> 'cancelled'
group by cadence_version.cadence_id"
        )
        .bind(scope.workspace),
    )
    .await
}

/// Takes a cadence out of use, or into use again with no time.
pub async fn retire(
    tx: &mut Tx,
    scope: Scope,
    id: CadenceId,
    at: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update cadence set retired_at = $3 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Every version of a cadence, newest first.
pub async fn versions(
    tx: &mut Tx,
    scope: Scope,
    cadence: CadenceId,
) -> Result<Vec<Version>, StoreError> {
    tx.all(
        sql!(
            "select cadence_version.id, cadence_version.cadence_id, cadence.name, cadence_version.number,
    cadence_version.definition, coalesce(cadence_version.why, '') as why
from cadence_version
join cadence on cadence.workspace_id = cadence_version.workspace_id and cadence.id = cadence_version.cadence_id
where cadence_version.workspace_id = $1 and cadence_version.cadence_id = $2
order by cadence_version.number desc"
        )
        .bind(scope.workspace)
        .bind(cadence),
    )
    .await
}

/// One version.
pub async fn version(
    tx: &mut Tx,
    scope: Scope,
    id: CadenceVersionId,
) -> Result<Option<Version>, StoreError> {
    tx.optional(
        sql!(
            "select cadence_version.id, cadence_version.cadence_id, cadence.name, cadence_version.number,
    cadence_version.definition, coalesce(cadence_version.why, '') as why
from cadence_version
join cadence on cadence.workspace_id = cadence_version.workspace_id and cadence.id = cadence_version.cadence_id
where cadence_version.workspace_id = $1 and cadence_version.id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Every version that is the newest of its cadence or that an open enrollment runs on, by id.
pub async fn in_use(tx: &mut Tx, scope: Scope) -> Result<Vec<Version>, StoreError> {
    tx.all(
        sql!(
            "select cadence_version.id, cadence_version.cadence_id, cadence.name, cadence_version.number,
    cadence_version.definition, coalesce(cadence_version.why, '') as why
from cadence_version
join cadence on cadence.workspace_id = cadence_version.workspace_id and cadence.id = cadence_version.cadence_id
where cadence_version.workspace_id = $1
    and (
        cadence_version.number = (
            select max(newer.number)
            from cadence_version as newer
            where newer.workspace_id = cadence_version.workspace_id and newer.cadence_id = cadence_version.cadence_id
        )
        or exists (
            select 1
            from enrollment
            where enrollment.workspace_id = cadence_version.workspace_id and enrollment.version_id = cadence_version.id
                and enrollment.state in ('active', 'paused')
        )
    )
order by cadence_version.id"
        )
        .bind(scope.workspace),
    )
    .await
}

/// Adds a cadence without a version. A name that is taken is a constraint error.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    id: CadenceId,
    name: &str,
    name_folded: &str,
    created_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("insert into cadence (workspace_id, id, name, name_folded, created_at) values ($1, $2, $3, $4, $5)")
            .bind(scope.workspace)
            .bind(id)
            .bind(name)
            .bind(name_folded)
            .bind(created_at),
    )
    .await?;
    Ok(())
}

/// Adds a version with its steps.
pub async fn insert_version(
    tx: &mut Tx,
    scope: Scope,
    version: &Version,
    steps: &[Step],
    created_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into cadence_version (workspace_id, id, cadence_id, number, definition, why, created_at)
values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(scope.workspace)
        .bind(version.id)
        .bind(version.cadence_id)
        .bind(version.number)
        .bind(version.definition.as_str())
        .bind(version.why.as_str())
        .bind(created_at),
    )
    .await?;
    for step in steps {
        tx.execute(
            sql!(
                "insert into cadence_step
    (workspace_id, version_id, step, channel, minutes, gap_days, window_days, exit_ppm)
values ($1, $2, $3, $4, $5, $6, $7, $8)"
            )
            .bind(scope.workspace)
            .bind(version.id)
            .bind(step.step)
            .bind(step.channel.as_str())
            .bind(step.minutes)
            .bind(step.gap_days)
            .bind(step.window_days)
            .bind(step.exit_ppm),
        )
        .await?;
    }
    Ok(())
}

/// A team's own outcomes: name, the shipped outcome whose effects it has.
pub async fn own_outcomes(tx: &mut Tx, scope: Scope) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(
        sql!("select name, same_as from outcome where workspace_id = $1 order by name")
            .bind(scope.workspace),
    )
    .await
}

/// Adds an outcome of the team's own, or maps it anew.
pub async fn set_own_outcome(
    tx: &mut Tx,
    scope: Scope,
    name: &str,
    same_as: &str,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into outcome (workspace_id, name, same_as, created_at)
values ($1, $2, $3, $4)
on conflict (workspace_id, name) do update set same_as = excluded.same_as"
        )
        .bind(scope.workspace)
        .bind(name)
        .bind(same_as)
        .bind(at),
    )
    .await?;
    Ok(())
}
