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
    tx.all(statement(scope, filter, order, limit)).await
}

/// The statement of [`page`]: its shapes are what filters and order make of it.
pub fn statement(scope: Scope, filter: &Filter, order: &Order, limit: i64) -> Statement {
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
        statement = statement
            .and(
                " and id in (select person_id from person_tag where workspace_id = ",
                scope.workspace,
            )
            .and(" and tag = ", tag.as_str())
            .push(")");
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
