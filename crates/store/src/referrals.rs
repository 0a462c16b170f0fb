//! Referrals: names given to us, by whom, and what became of them.

use domain::ids::{MemberId, PersonId, ReferralId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A name given by somebody. Days are days since 1970-01-01.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// The person it made a lead.
    pub person_id: Uuid,
    /// Who gave the name; none when it is not told.
    pub given_by: Option<Uuid>,
    /// Whom it was given to.
    pub member_id: Uuid,
    /// The activity in which it was given.
    pub activity_id: Option<Uuid>,
    /// Why they might need us.
    pub why: String,
    /// `given`, `followed_up`, `met`, `won`, `dropped`.
    pub state: String,
    /// The day it was given.
    pub given_on: i64,
    /// The day it was followed up.
    pub followed_up_on: Option<i64>,
    /// When it was written.
    pub created_at: i64,
}

/// The referrals of a rep, newest first.
pub async fn of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Referral>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, given_by, member_id, activity_id, why, state, given_on, followed_up_on, created_at
from referral
where workspace_id = $1 and member_id = $2
order by given_on desc, id desc"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// The referrals that made a person a lead.
pub async fn of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Vec<Referral>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, given_by, member_id, activity_id, why, state, given_on, followed_up_on, created_at
from referral
where workspace_id = $1 and person_id = $2
order by given_on desc, id desc"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// One referral.
pub async fn get(
    tx: &mut Tx,
    scope: Scope,
    id: ReferralId,
) -> Result<Option<Referral>, StoreError> {
    tx.optional(
        sql!(
            "select id, person_id, given_by, member_id, activity_id, why, state, given_on, followed_up_on, created_at
from referral
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, scope: Scope, referral: &Referral) -> Result<(), StoreError> {
    let r = referral;
    tx.execute(
        sql!(
            "insert into referral (workspace_id, id, person_id, given_by, member_id, activity_id, why, state, given_on,
    followed_up_on, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        )
        .bind(scope.workspace)
        .bind(r.id)
        .bind(r.person_id)
        .bind(r.given_by)
        .bind(r.member_id)
        .bind(r.activity_id)
        .bind(r.why.as_str())
        .bind(r.state.as_str())
        .bind(r.given_on)
        .bind(r.followed_up_on)
        .bind(r.created_at),
    )
    .await?;
    Ok(())
}

/// Moves a referral on.
pub async fn set_state(
    tx: &mut Tx,
    scope: Scope,
    id: ReferralId,
    state: &str,
    followed_up_on: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update referral set state = $3, followed_up_on = $4 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(state)
            .bind(followed_up_on),
    )
    .await?;
    Ok(())
}

/// Removes one that an undone activity had made.
pub async fn delete(tx: &mut Tx, scope: Scope, id: ReferralId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from referral where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await?;
    Ok(())
}

/// A page of the referrals of a rep, newest first, after a (day, id).
pub async fn page_of_member(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Referral>, StoreError> {
    let mut statement = sql!(
        "select id, person_id, given_by, member_id, activity_id, why, state, given_on, followed_up_on, created_at
from referral
where workspace_id = $1 and member_id = $2"
    )
    .bind(scope.workspace)
    .bind(member);
    if let Some((on, id)) = after {
        statement = statement.and(" and (given_on, id) < (", on).and(", ", id).push(")");
    }
    tx.all(statement.and(" order by given_on desc, id desc limit ", limit)).await
}
