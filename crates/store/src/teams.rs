//! Teams: members who are looked after together.

pub mod help;

use domain::ids::{MemberId, TeamId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Team {
    /// Its id.
    pub id: Uuid,
    /// Its name, unique in the workspace without regard to case.
    pub name: String,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// When it was last changed, microseconds UTC.
    pub updated_at: i64,
}

/// Somebody in a team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Part {
    /// The team.
    pub team_id: Uuid,
    /// Who.
    pub member_id: Uuid,
    /// 1 when they look after it.
    pub is_coach: i64,
}

/// The teams of a workspace, by name.
pub async fn all(tx: &mut Tx, scope: Scope) -> Result<Vec<Team>, StoreError> {
    tx.all(
        sql!("select id, name, created_at, updated_at from team where workspace_id = $1 order by name_folded, id")
            .bind(scope.workspace),
    )
    .await
}

/// Who is in the teams of a workspace.
pub async fn parts(tx: &mut Tx, scope: Scope) -> Result<Vec<Part>, StoreError> {
    tx.all(
        sql!("select team_id, member_id, is_coach from team_member where workspace_id = $1 order by team_id, member_id")
            .bind(scope.workspace),
    )
    .await
}

/// Adds a team, or gives it another name. A name that is taken is a constraint error.
pub async fn put(
    tx: &mut Tx,
    scope: Scope,
    team: &Team,
    name_folded: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into team (workspace_id, id, name, name_folded, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (workspace_id, id) do update set name = excluded.name, name_folded = excluded.name_folded, updated_at = excluded.updated_at"
        )
        .bind(scope.workspace)
        .bind(team.id)
        .bind(team.name.as_str())
        .bind(name_folded)
        .bind(team.created_at)
        .bind(team.updated_at),
    )
    .await?;
    Ok(())
}

/// Says who is in a team: these and nobody else.
pub async fn set_parts(
    tx: &mut Tx,
    scope: Scope,
    team: TeamId,
    parts: &[Part],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from team_member where workspace_id = $1 and team_id = $2")
            .bind(scope.workspace)
            .bind(team),
    )
    .await?;
    for part in parts {
        tx.execute(
            sql!(
                "insert into team_member (workspace_id, team_id, member_id, is_coach)
values ($1, $2, $3, $4)"
            )
            .bind(scope.workspace)
            .bind(team)
            .bind(part.member_id)
            .bind(part.is_coach),
        )
        .await?;
    }
    Ok(())
}

/// Removes a team; its members stay members of the workspace.
pub async fn remove(tx: &mut Tx, scope: Scope, team: TeamId) -> Result<u64, StoreError> {
    set_parts(tx, scope, team, &[]).await?;
    tx.execute(
        sql!("delete from team where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(team),
    )
    .await
}

/// Whether one member looks after a team in which another is.
pub async fn looks_after(
    tx: &mut Tx,
    scope: Scope,
    coach: MemberId,
    member: MemberId,
) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!(
                "select coach.team_id
from team_member as coach
join team_member as looked_after on looked_after.workspace_id = coach.workspace_id and looked_after.team_id = coach.team_id
where coach.workspace_id = $1 and coach.member_id = $2 and coach.is_coach = 1 and looked_after.member_id = $3
limit 1"
            )
            .bind(scope.workspace)
            .bind(coach)
            .bind(member),
        )
        .await?;
    Ok(found.is_some())
}
