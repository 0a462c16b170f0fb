//! Moving what hangs on one person to another, and back.

use domain::ids::PersonId;
use domain::words;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::statement::Statement;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

words! {
    /// Rows with an id of their own that hang on a person.
    pub enum Hanging {
        /// E-mail addresses; of one that both have the other stays.
        Email = "email_address",
        /// Phone numbers.
        Phone = "phone_number",
        /// Postal addresses.
        Postal = "postal_address",
        /// What was done with them.
        Activity = "activity",
        /// Their cadences.
        Enrollment = "enrollment",
        /// Their touches.
        Touch = "touch",
        /// Their meetings.
        Meeting = "meeting",
        /// Reasons for the call.
        Reason = "reason",
        /// Referrals they came by.
        Referral = "referral",
        /// Referrals they gave.
        Given = "given",
        /// Companies held because of them.
        Held = "held",
    }
}

/// The ids of what hangs on a person and can be moved to another.
pub async fn hanging(
    tx: &mut Tx,
    scope: Scope,
    what: Hanging,
    from: PersonId,
    to: PersonId,
) -> Result<Vec<Uuid>, StoreError> {
    let statement = match what {
        Hanging::Email => sql!(
            "select id from email_address as theirs
where workspace_id = $1 and person_id = $2
    and not exists (
        select 1
        from email_address as own
        where own.workspace_id = $1 and own.person_id = $3 and own.key = theirs.key
    )
order by position, id"
        ),
        Hanging::Phone => sql!(
            "select id from phone_number where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Postal => sql!(
            "select id from postal_address where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Activity => sql!(
            "select id from activity where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Enrollment => sql!(
            "select id from enrollment where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Touch => sql!(
            "select id from touch where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Meeting => sql!(
            "select id from meeting where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Reason => sql!(
            "select id from reason where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Referral => sql!(
            "select id from referral where workspace_id = $1 and person_id = $2 and person_id <> $3 order by id"
        ),
        Hanging::Given => sql!(
            "select id from referral where workspace_id = $1 and given_by = $2 and given_by <> $3 order by id"
        ),
        Hanging::Held => sql!(
            "select id from company where workspace_id = $1 and held_for = $2 and held_for <> $3 order by id"
        ),
    };
    let rows: Vec<(Uuid,)> = tx.all(statement.bind(scope.workspace).bind(from).bind(to)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Hangs some rows on a person.
pub async fn hang(
    tx: &mut Tx,
    scope: Scope,
    what: Hanging,
    to: PersonId,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    for some in ids.chunks(BULK_ROWS) {
        let statement = match what {
            Hanging::Email => {
                sql!("update email_address set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Phone => {
                sql!("update phone_number set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Postal => {
                sql!("update postal_address set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Activity => {
                sql!("update activity set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Enrollment => {
                sql!("update enrollment set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Touch => {
                sql!("update touch set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Meeting => {
                sql!("update meeting set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Reason => {
                sql!("update reason set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Referral => {
                sql!("update referral set person_id = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Given => {
                sql!("update referral set given_by = $2 where workspace_id = $1 and id in ")
            }
            Hanging::Held => {
                sql!("update company set held_for = $2 where workspace_id = $1 and id in ")
            }
        };
        let statement: Statement = statement.bind(scope.workspace).bind(to);
        tx.execute(statement.list(some.iter().copied())).await?;
    }
    Ok(())
}

/// Moves one profile from a person to another.
pub async fn move_profile(
    tx: &mut Tx,
    scope: Scope,
    from: PersonId,
    to: PersonId,
    url: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update profile set person_id = $3 where workspace_id = $1 and person_id = $2 and url = $4")
            .bind(scope.workspace)
            .bind(from)
            .bind(to)
            .bind(url),
    )
    .await?;
    Ok(())
}

/// Moves one external id from a person to another.
pub async fn move_external_id(
    tx: &mut Tx,
    scope: Scope,
    from: PersonId,
    to: PersonId,
    system: &str,
    external_id: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update external_id set person_id = $3 where workspace_id = $1 and person_id = $2 and system = $4 and external_id = $5")
            .bind(scope.workspace)
            .bind(from)
            .bind(to)
            .bind(system)
            .bind(external_id),
    )
    .await?;
    Ok(())
}

/// Moves one field from a person to another.
pub async fn move_field(
    tx: &mut Tx,
    scope: Scope,
    from: PersonId,
    to: PersonId,
    name: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update person_field set person_id = $3 where workspace_id = $1 and person_id = $2 and name = $4")
            .bind(scope.workspace)
            .bind(from)
            .bind(to)
            .bind(name),
    )
    .await?;
    Ok(())
}

/// Moves one tag from a person to another.
pub async fn move_tag(
    tx: &mut Tx,
    scope: Scope,
    from: PersonId,
    to: PersonId,
    tag: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update person_tag set person_id = $3 where workspace_id = $1 and person_id = $2 and tag = $4")
            .bind(scope.workspace)
            .bind(from)
            .bind(to)
            .bind(tag),
    )
    .await?;
    Ok(())
}

/// Moves one tie from a person to another.
pub async fn move_tie(
    tx: &mut Tx,
    scope: Scope,
    from: PersonId,
    to: PersonId,
    member: Uuid,
    kind: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update tie set person_id = $3 where workspace_id = $1 and person_id = $2 and member_id = $4 and kind = $5")
            .bind(scope.workspace)
            .bind(from)
            .bind(to)
            .bind(member)
            .bind(kind),
    )
    .await?;
    Ok(())
}
