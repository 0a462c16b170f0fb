//! What a rep did, page by page, newest first.

use domain::ids::{MemberId, PersonId};
use uuid::Uuid;

use super::Activity;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// Which activities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// With this person.
    pub person: Option<PersonId>,
    /// On this channel.
    pub channel: Option<String>,
    /// That a recipe counts as this.
    pub behaviour: Option<String>,
    /// With this outcome: one of those shipped.
    pub outcome: Option<String>,
    /// On this local day or later.
    pub from_on: Option<i64>,
    /// On this local day or earlier.
    pub to_on: Option<i64>,
}

/// A page of what a rep did, without what was taken back, newest first, after an (instant, id).
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    filter: &Filter,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Activity>, StoreError> {
    tx.all(page_statement(scope, member, filter, after, limit)).await
}

/// The statement of [`page`]: its shapes are what the filters make of it.
pub fn page_statement(
    scope: Scope,
    member: MemberId,
    filter: &Filter,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Statement {
    let mut statement = sql!(
        "select id, member_id, person_id, enrollment_id, touch_id, step, behaviour, channel, outcome, own_outcome, minutes,
    is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, agreed_at, until_on,
    why, note, coalesce(is_private, 0) as is_private, corrects, corrected_by, body_hash, recorded_at, by_minute
from activity
where workspace_id = $1 and member_id = $2 and corrects is null and corrected_by is null"
    )
    .bind(scope.workspace)
    .bind(member)
    .and_some(" and person_id = ", filter.person)
    .and_some(" and channel = ", filter.channel.clone())
    .and_some(" and behaviour = ", filter.behaviour.clone())
    .and_some(" and outcome = ", filter.outcome.clone())
    .and_some(" and on_day >= ", filter.from_on)
    .and_some(" and on_day <= ", filter.to_on);
    if let Some((at, id)) = after {
        statement = statement.and(" and (happened_at, id) < (", at).and(", ", id).push(")");
    }
    statement.and(" order by happened_at desc, id desc limit ", limit)
}
