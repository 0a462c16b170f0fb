//! Made-up people in a workspace that is no sample as a whole, and everything that was done with them.

use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// Whether a workspace has anybody in it.
pub async fn has_people(tx: &mut Tx, scope: Scope) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!("select id from person where workspace_id = $1 limit 1").bind(scope.workspace),
        )
        .await?;
    Ok(found.is_some())
}

/// The people that came from a source, whatever became of them.
pub async fn of_source(tx: &mut Tx, scope: Scope, source: &str) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql!("select id from person where workspace_id = $1 and source = $2 order by id")
                .bind(scope.workspace)
                .bind(source),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes what was planned and done with some people. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn delete_work(tx: &mut Tx, scope: Scope, people: &[Uuid]) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let plain = |statement: Statement| statement.bind(scope.workspace).list(people.iter().copied());
    let statements = [
        sql!(
            "delete from enrollment_change
where workspace_id = $1
    and enrollment_id in (select enrollment.id from enrollment where enrollment.workspace_id = $1 and enrollment.person_id in "
        )
        .bind(scope.workspace)
        .list(people.iter().copied())
        .push(")"),
        sql!(
            "delete from enrollment_undo
where workspace_id = $1
    and enrollment_id in (select enrollment.id from enrollment where enrollment.workspace_id = $1 and enrollment.person_id in "
        )
        .bind(scope.workspace)
        .list(people.iter().copied())
        .push(")"),
        sql!(
            "delete from activity_effect
where workspace_id = $1
    and activity_id in (select activity.id from activity where activity.workspace_id = $1 and activity.person_id in "
        )
        .bind(scope.workspace)
        .list(people.iter().copied())
        .push(")"),
        plain(sql!("delete from touch where workspace_id = $1 and person_id in ")),
        plain(sql!("delete from meeting where workspace_id = $1 and person_id in ")),
        plain(sql!("delete from referral where workspace_id = $1 and person_id in ")),
        plain(sql!("delete from referral where workspace_id = $1 and given_by in ")),
        plain(sql!("delete from activity where workspace_id = $1 and person_id in ")),
        plain(sql!("delete from enrollment where workspace_id = $1 and person_id in ")),
        plain(sql!("delete from person_sort where workspace_id = $1 and person_id in ")),
    ];
    for statement in statements {
        tx.execute(statement).await?;
    }
    Ok(())
}

/// Removes those of some companies at which nobody works any more. At most [`BULK_ROWS`](crate::BULK_ROWS) a call.
pub async fn delete_companies(
    tx: &mut Tx,
    scope: Scope,
    keys: &[String],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from company where workspace_id = $1 and key in ")
            .bind(scope.workspace)
            .list(keys.iter())
            .push(
                "
    and not exists (
        select 1
        from person
        where person.workspace_id = company.workspace_id and person.company_id = company.id
    )",
            ),
    )
    .await?;
    Ok(())
}
