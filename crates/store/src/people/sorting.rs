//! Sorting: what a rep says of those whom they know, one by one.

use domain::ids::{MemberId, PersonId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// What was said of somebody, and what they were before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Sorted {
    /// Who.
    pub person_id: Uuid,
    /// Who said it.
    pub member_id: Uuid,
    /// `fits`, `introduce`, `keep` or `neither`.
    pub verdict: String,
    /// Standing before.
    pub standing_before: String,
    /// Fit before.
    pub fit_before: String,
    /// Why of the fit before.
    pub fit_why_before: String,
    /// When, in microseconds UTC.
    pub sorted_at: i64,
}

/// The next people whom a rep knows and of whom nothing was said: who was connected last comes first.
pub async fn next(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select person.id
from (
    select tie.person_id, max(coalesce(tie.since_on, -1000000)) as since_on
    from tie
    where tie.workspace_id = $1 and tie.member_id = $2
    group by tie.person_id
) as known
join person on person.workspace_id = $1 and person.id = known.person_id
where person.state = 'live' and person.standing = 'other'
    and not exists (
        select 1
        from person_sort
        where person_sort.workspace_id = $1 and person_sort.person_id = known.person_id
    )
order by known.since_on desc, person.file_order, person.id
limit $3"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(limit),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many of those there are.
pub async fn n_left(tx: &mut Tx, scope: Scope, member: MemberId) -> Result<i64, StoreError> {
    let (n,): (i64,) = tx
        .one(
            sql!(
                "select count(*) as n_people
from (
    select distinct tie.person_id
    from tie
    where tie.workspace_id = $1 and tie.member_id = $2
) as known
join person on person.workspace_id = $1 and person.id = known.person_id
where person.state = 'live' and person.standing = 'other'
    and not exists (
        select 1
        from person_sort
        where person_sort.workspace_id = $1 and person_sort.person_id = known.person_id
    )"
            )
            .bind(scope.workspace)
            .bind(member),
        )
        .await?;
    Ok(n)
}

/// What was said of somebody.
pub async fn get(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Option<Sorted>, StoreError> {
    tx.optional(
        sql!(
            "select person_id, member_id, verdict, standing_before, fit_before, fit_why_before, sorted_at
from person_sort
where workspace_id = $1 and person_id = $2"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// Keeps what was said of somebody.
pub async fn insert(tx: &mut Tx, scope: Scope, sorted: &Sorted) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into person_sort (workspace_id, person_id, member_id, verdict, standing_before, fit_before, fit_why_before,
    sorted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(scope.workspace)
        .bind(sorted.person_id)
        .bind(sorted.member_id)
        .bind(sorted.verdict.as_str())
        .bind(sorted.standing_before.as_str())
        .bind(sorted.fit_before.as_str())
        .bind(sorted.fit_why_before.as_str())
        .bind(sorted.sorted_at),
    )
    .await?;
    Ok(())
}

/// Forgets what was said of somebody.
pub async fn delete(tx: &mut Tx, scope: Scope, person: PersonId) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from person_sort where workspace_id = $1 and person_id = $2")
            .bind(scope.workspace)
            .bind(person),
    )
    .await?;
    Ok(())
}
