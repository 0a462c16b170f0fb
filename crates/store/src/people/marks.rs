//! Marks: what is known against an address or a number, and whether a person fits.

use domain::ids::PersonId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Says that an e-mail address does not work, or works again (`why` empty).
pub async fn mark_email_bad(
    tx: &mut Tx,
    scope: Scope,
    id: Uuid,
    why: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update email_address set bad_why = $3 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(why),
    )
    .await?;
    Ok(())
}

/// Says that a number does not work, or works again (`why` empty).
pub async fn mark_phone_bad(
    tx: &mut Tx,
    scope: Scope,
    id: Uuid,
    why: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update phone_number set bad_why = $3 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(why),
    )
    .await?;
    Ok(())
}

/// Changes a person's fit, with why.
pub async fn set_fit(
    tx: &mut Tx,
    scope: Scope,
    id: PersonId,
    fit: &str,
    why: &str,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update person
set fit = $3, fit_why = $4, updated_at = $5
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(fit)
        .bind(why)
        .bind(at),
    )
    .await?;
    Ok(())
}
