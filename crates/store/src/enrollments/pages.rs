//! Whom a rep started, page by page, newest first.

use domain::ids::MemberId;
use uuid::Uuid;

use super::Enrollment;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// A page of a rep's enrollments, newest start first, after an (instant, id).
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    state: Option<String>,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Enrollment>, StoreError> {
    tx.all(page_statement(scope, member, state, after, limit)).await
}

/// The statement of [`page`]: its shapes are what the filter makes of it.
pub fn page_statement(
    scope: Scope,
    member: MemberId,
    state: Option<String>,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Statement {
    let mut statement = sql!(
        "select id, person_id, member_id, version_id, company_id, state, started_on, last_done_on, next_step, done_on, from_on,
    to_on, agreed_at, paused_on, paused_why, ended_on, end_why, end_note, override_why, held_why, worth, started_at,
    version
from enrollment
where workspace_id = $1 and member_id = $2"
    )
    .bind(scope.workspace)
    .bind(member)
    .and_some(" and state = ", state);
    if let Some((at, id)) = after {
        statement = statement.and(" and (started_at, id) < (", at).and(", ", id).push(")");
    }
    statement.and(" order by started_at desc, id desc limit ", limit)
}
