//! Doctrines of a workspace: their versions, and which was in force when.

use domain::ids::{DoctrineId, DoctrineVersionId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// One immutable version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// Its id.
    pub id: Uuid,
    /// Of which doctrine.
    pub doctrine_id: Uuid,
    /// The name of that.
    pub name: String,
    /// The same, folded.
    pub name_folded: String,
    /// Its number, from 1.
    pub number: i64,
    /// Its rules, as a TOML file.
    pub definition: String,
    /// Who saved it; none for one that was shipped.
    pub member_id: Option<Uuid>,
    /// When it was saved.
    pub created_at: i64,
}

/// A time from which a version was in force.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct InForce {
    /// Its id.
    pub id: Uuid,
    /// Which version.
    pub version_id: Uuid,
    /// Who set it.
    pub member_id: Uuid,
    /// Why; empty when nothing was said.
    pub why: String,
    /// From when on.
    pub from_at: i64,
    /// When it was written.
    pub recorded_at: i64,
}

/// Every version, by name and number.
pub async fn versions(tx: &mut Tx, scope: Scope) -> Result<Vec<Version>, StoreError> {
    tx.all(
        sql!(
            "select doctrine_version.id, doctrine_version.doctrine_id, doctrine.name, doctrine.name_folded, doctrine_version.number,
    doctrine_version.definition, doctrine_version.member_id, doctrine_version.created_at
from doctrine
join doctrine_version on doctrine_version.workspace_id = doctrine.workspace_id and doctrine_version.doctrine_id = doctrine.id
where doctrine.workspace_id = $1
order by doctrine.name_folded, doctrine_version.number"
        )
        .bind(scope.workspace),
    )
    .await
}

/// Adds a doctrine, still without a version.
pub async fn insert(
    tx: &mut Tx,
    scope: Scope,
    id: DoctrineId,
    name: &str,
    name_folded: &str,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("insert into doctrine (workspace_id, id, name, name_folded, created_at) values ($1, $2, $3, $4, $5)")
            .bind(scope.workspace)
            .bind(id)
            .bind(name)
            .bind(name_folded)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Adds a version.
pub async fn insert_version(
    tx: &mut Tx,
    scope: Scope,
    version: &Version,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into doctrine_version (workspace_id, id, doctrine_id, number, definition, member_id, created_at)
values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(scope.workspace)
        .bind(version.id)
        .bind(version.doctrine_id)
        .bind(version.number)
        .bind(version.definition.as_str())
        .bind(version.member_id)
        .bind(version.created_at),
    )
    .await?;
    Ok(())
}

/// Which versions were in force, the newest first.
pub async fn in_force(tx: &mut Tx, scope: Scope, limit: i64) -> Result<Vec<InForce>, StoreError> {
    tx.all(
        sql!(
            "select id, version_id, member_id, why, from_at, recorded_at
from doctrine_in_force
where workspace_id = $1
order by recorded_at desc, id desc
limit $2"
        )
        .bind(scope.workspace)
        .bind(limit),
    )
    .await
}

/// Sets a version in force.
pub async fn set_in_force(tx: &mut Tx, scope: Scope, row: &InForce) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into doctrine_in_force (workspace_id, id, version_id, member_id, why, from_at, recorded_at)
values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(scope.workspace)
        .bind(row.id)
        .bind(DoctrineVersionId(row.version_id))
        .bind(row.member_id)
        .bind(row.why.as_str())
        .bind(row.from_at)
        .bind(row.recorded_at),
    )
    .await?;
    Ok(())
}

/// A person who was met at an event, or registered, and when they were called first from that day on.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WarmUp {
    /// Who.
    pub person_id: Uuid,
    /// The day of the reason.
    pub on_day: i64,
    /// The day of the first call from then on.
    pub called_on: Option<i64>,
}

/// Persons with a reason of kind event or registration on the days from one to another, whose work is the rep's or nobody's.
pub async fn warm_ups(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    days: (i64, i64),
) -> Result<Vec<WarmUp>, StoreError> {
    tx.all(
        sql!(
            "select reason.person_id, reason.on_day,
    (
        select min(activity.on_day)
        from activity
        where activity.workspace_id = reason.workspace_id and activity.person_id = reason.person_id
            and activity.channel = 'call' and activity.on_day >= reason.on_day
            and activity.corrects is null and activity.corrected_by is null
    ) as called_on
from reason
join person on person.workspace_id = reason.workspace_id and person.id = reason.person_id
where reason.workspace_id = $1 and reason.kind in ('event', 'registration') and reason.on_day between $3 and $4
    and person.state = 'live' and (person.owner_id = $2 or person.owner_id is null)
order by reason.on_day, reason.person_id, reason.id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(days.0)
        .bind(days.1),
    )
    .await
}

/// A start of a rep, and how far it came.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Start {
    /// The enrollment.
    pub id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// The day of the start.
    pub started_on: i64,
    /// The day of the last touch done.
    pub last_done_on: Option<i64>,
    /// Where it stands.
    pub state: String,
    /// Why it was started against the plan; empty when the plan allowed it.
    pub override_why: String,
    /// Touches done.
    pub touches_done: i64,
}

/// What a rep started on the days from one to another.
pub async fn starts(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    days: (i64, i64),
) -> Result<Vec<Start>, StoreError> {
    tx.all(
        sql!(
            "select enrollment.id, enrollment.person_id, enrollment.started_on, enrollment.last_done_on, enrollment.state,
    enrollment.override_why,
    (
        select count(*)
        from touch
        where touch.workspace_id = enrollment.workspace_id and touch.enrollment_id = enrollment.id and touch.kind = 'step'
            and touch.state = 'done'
    ) as touches_done
from enrollment
where enrollment.workspace_id = $1 and enrollment.member_id = $2 and enrollment.started_on between $3 and $4
order by enrollment.started_on, enrollment.id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(days.0)
        .bind(days.1),
    )
    .await
}
