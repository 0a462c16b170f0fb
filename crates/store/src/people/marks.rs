//! What is known against an address or a number.

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
