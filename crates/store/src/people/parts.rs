//! Taking away what belongs to a person, and changing it in place: for who edits them by hand.

use uuid::Uuid;

use super::{EmailAddress, PhoneNumber};
use crate::BULK_ROWS;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Takes away some e-mail addresses of a person.
pub async fn delete_email_addresses(
    tx: &mut Tx,
    scope: Scope,
    person: Uuid,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    for some in ids.chunks(BULK_ROWS) {
        tx.execute(
            sql!("delete from email_address where workspace_id = $1 and person_id = $2 and id in ")
                .bind(scope.workspace)
                .bind(person)
                .list(some.iter().copied()),
        )
        .await?;
    }
    Ok(())
}

/// Takes away some numbers of a person.
pub async fn delete_phone_numbers(
    tx: &mut Tx,
    scope: Scope,
    person: Uuid,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    for some in ids.chunks(BULK_ROWS) {
        tx.execute(
            sql!("delete from phone_number where workspace_id = $1 and person_id = $2 and id in ")
                .bind(scope.workspace)
                .bind(person)
                .list(some.iter().copied()),
        )
        .await?;
    }
    Ok(())
}

/// Writes where an e-mail address is used and its place among those of the person.
pub async fn place_email_address(
    tx: &mut Tx,
    scope: Scope,
    email: &EmailAddress,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update email_address set label = $3, position = $4 where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(email.id)
        .bind(email.label.as_str())
        .bind(email.position),
    )
    .await?;
    Ok(())
}

/// Writes where a number is used and its place among those of the person.
pub async fn place_phone_number(
    tx: &mut Tx,
    scope: Scope,
    phone: &PhoneNumber,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update phone_number set label = $3, position = $4 where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(phone.id)
        .bind(phone.label.as_str())
        .bind(phone.position),
    )
    .await?;
    Ok(())
}

/// Takes away all postal addresses of a person.
pub async fn delete_postal_addresses(
    tx: &mut Tx,
    scope: Scope,
    person: Uuid,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from postal_address where workspace_id = $1 and person_id = $2")
            .bind(scope.workspace)
            .bind(person),
    )
    .await?;
    Ok(())
}

/// Takes away all profiles of a person.
pub async fn delete_profiles(tx: &mut Tx, scope: Scope, person: Uuid) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from profile where workspace_id = $1 and person_id = $2")
            .bind(scope.workspace)
            .bind(person),
    )
    .await?;
    Ok(())
}

/// Takes away all own fields of a person.
pub async fn delete_fields(tx: &mut Tx, scope: Scope, person: Uuid) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from person_field where workspace_id = $1 and person_id = $2")
            .bind(scope.workspace)
            .bind(person),
    )
    .await?;
    Ok(())
}

/// Takes away all tags of a person.
pub async fn delete_tags(tx: &mut Tx, scope: Scope, person: Uuid) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from person_tag where workspace_id = $1 and person_id = $2")
            .bind(scope.workspace)
            .bind(person),
    )
    .await?;
    Ok(())
}
