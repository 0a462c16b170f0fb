//! Pages of people under a filter, in one of three orders.

use uuid::Uuid;

use super::{Filter, Person};
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// In which order, and after what.
#[derive(Clone, Debug)]
pub enum Order {
    /// Newest first, after a (made at, id).
    Newest(Option<(i64, Uuid)>),
    /// Oldest first, after a (made at, id).
    Oldest(Option<(i64, Uuid)>),
    /// By name as it is folded, after a (name, id).
    Name(Option<(String, Uuid)>),
}

/// A page of live people.
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    filter: &Filter,
    order: &Order,
    limit: i64,
) -> Result<Vec<Person>, StoreError> {
    let is_common = match &filter.tag {
        Some(tag) => has_many(tx, scope, tag).await?,
        None => false,
    };
    tx.all(statement(scope, filter, order, limit, is_common)).await
}

/// How many people make a tag a common one.
const MANY: i64 = 1_000;

/// Whether many people carry a tag.
async fn has_many(tx: &mut Tx, scope: Scope, tag: &str) -> Result<bool, StoreError> {
    let (n,): (i64,) = tx
        .one(
            sql!(
                "select count(*) as n from (
    select person_id from person_tag where workspace_id = $1 and tag = $2 limit $3
) as carrier"
            )
            .bind(scope.workspace)
            .bind(tag)
            .bind(MANY),
        )
        .await?;
    Ok(n == MANY)
}

/// The statement of [`page`]: its shapes are what filters and order make of it.
///
/// Those with a rare tag are looked up; for a common one people are gone through in their order, each asked for the tag.
pub fn statement(
    scope: Scope,
    filter: &Filter,
    order: &Order,
    limit: i64,
    has_common_tag: bool,
) -> Statement {
    let mut statement = sql!(
        "select id, prefix, given, middle, family, suffix, nickname, full_name, name_folded, job_title, department, company_id,
    standing, fit, fit_why, owner_id, country, zone, language, industry, website, birthday, lead_source, note,
    nurture_until_on, source, source_on, import_id, file_order, state, merged_into, created_at, updated_at
from person
where workspace_id = $1 and state = 'live'"
    )
    .bind(scope.workspace)
    .and_some(" and standing = ", filter.standing.clone())
    .and_some(" and fit = ", filter.fit.clone())
    .and_some(" and owner_id = ", filter.owner)
    .and_some(" and company_id = ", filter.company)
    .and_some(" and import_id = ", filter.import);
    if let Some(tag) = &filter.tag {
        statement = with_tag(statement, scope, tag, has_common_tag);
    }
    for token in &filter.tokens {
        statement = statement
            .and(
                " and id in (select person_id from person_token where workspace_id = ",
                scope.workspace,
            )
            .and(" and token >= ", token.as_str())
            .and(" and token < ", format!("{token}\u{10ffff}"))
            .push(")");
    }
    match order {
        Order::Newest(after) => {
            if let Some((at, id)) = after {
                statement =
                    statement.and(" and (created_at, id) < (", *at).and(", ", *id).push(")");
            }
            statement.and(" order by created_at desc, id desc limit ", limit)
        }
        Order::Oldest(after) => {
            if let Some((at, id)) = after {
                statement =
                    statement.and(" and (created_at, id) > (", *at).and(", ", *id).push(")");
            }
            statement.and(" order by created_at, id limit ", limit)
        }
        Order::Name(after) => {
            if let Some((name, id)) = after {
                statement =
                    statement.and(" and (name_folded, id) > (", name).and(", ", *id).push(")");
            }
            statement.and(" order by name_folded, id limit ", limit)
        }
    }
}

/// Only those who carry a tag.
fn with_tag(statement: Statement, scope: Scope, tag: &str, is_common: bool) -> Statement {
    if is_common {
        return statement
            .and(" and exists (select 1 from person_tag where workspace_id = ", scope.workspace)
            .and(" and tag = ", tag)
            .push(" and person_id = person.id)");
    }
    statement
        .and(" and id in (select person_id from person_tag where workspace_id = ", scope.workspace)
        .and(" and tag = ", tag)
        .push(")")
}
