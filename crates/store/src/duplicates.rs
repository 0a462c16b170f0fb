//! Duplicates: the keys by which stored people are found, the pairs that may be one, and merges.

use uuid::Uuid;

use crate::BULK_ROWS;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// A key under which a person is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The key.
    pub block: i64,
    /// Whose.
    pub person: Uuid,
    /// What cuts the block when it is too large.
    pub part: i64,
}

/// Adds keys; those a person has already are left as they are. In order of key, so that the table is written in one sweep.
pub async fn insert_blocks(tx: &mut Tx, scope: Scope, blocks: &[Block]) -> Result<(), StoreError> {
    for chunk in blocks.chunks(BULK_ROWS) {
        tx.execute(
            sql!("insert into person_block (workspace_id, block, person_id, part) values ")
                .rows(chunk.iter().map(|b| {
                    [scope.workspace.into(), b.block.into(), b.person.into(), b.part.into()]
                }))
                .push(" on conflict (workspace_id, block, person_id) do nothing"),
        )
        .await?;
    }
    Ok(())
}

/// Forgets the keys of a person, before new ones are written.
pub async fn delete_blocks(tx: &mut Tx, scope: Scope, person: Uuid) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from person_block where workspace_id = $1 and person_id = $2")
            .bind(scope.workspace)
            .bind(person),
    )
    .await?;
    Ok(())
}
