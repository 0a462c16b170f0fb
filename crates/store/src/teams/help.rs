//! Help that reps asked for, and what was answered.

use domain::ids::{HelpId, MemberId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Help that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Help {
    /// Its id, made by the caller.
    pub id: Uuid,
    /// Who asks.
    pub member_id: Uuid,
    /// What they want help with.
    pub question: String,
    /// When they asked, microseconds UTC.
    pub asked_at: i64,
    /// Who answered.
    pub answered_by: Option<Uuid>,
    /// What they answered; empty until they did.
    pub answer: String,
    /// When, microseconds UTC.
    pub answered_at: Option<i64>,
}

/// What a member asked, newest first, at most `limit`.
pub async fn of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    limit: i64,
) -> Result<Vec<Help>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, question, asked_at, answered_by, answer, answered_at
from help
where workspace_id = $1 and member_id = $2
order by asked_at desc, id desc
limit $3"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(limit),
    )
    .await
}

/// One.
pub async fn get(tx: &mut Tx, scope: Scope, id: HelpId) -> Result<Option<Help>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, question, asked_at, answered_by, answer, answered_at
from help
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .for_update(),
    )
    .await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, scope: Scope, help: &Help) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into help (workspace_id, id, member_id, question, asked_at, answered_by, answer, answered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(scope.workspace)
        .bind(help.id)
        .bind(help.member_id)
        .bind(help.question.as_str())
        .bind(help.asked_at)
        .bind(help.answered_by)
        .bind(help.answer.as_str())
        .bind(help.answered_at),
    )
    .await?;
    Ok(())
}

/// Writes what was answered.
pub async fn set_answer(
    tx: &mut Tx,
    scope: Scope,
    id: HelpId,
    by: MemberId,
    answer: &str,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update help set answered_by = $3, answer = $4, answered_at = $5 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(by)
            .bind(answer)
            .bind(at),
    )
    .await?;
    Ok(())
}
