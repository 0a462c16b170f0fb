//! Companies: what happened with one person holds the touches of the colleagues until the rep says go on.

use domain::{
    enrollments::HoldWhy,
    ids::{CompanyId, PersonId},
};
use jiff::Timestamp;
use store::{
    companies as rows, enrollments as enrollment_rows, errors::StoreError, people as people_rows,
    scope::Scope, transaction::Tx,
};
use uuid::Uuid;

use crate::clock::micros;

/// Holds the touches of a person's colleagues, who keep their room; answers with each enrollment that waits now, and whose.
pub(crate) async fn hold_colleagues(
    tx: &mut Tx,
    scope: Scope,
    person: &people_rows::Person,
    why: HoldWhy,
    at: Timestamp,
) -> Result<Vec<(Uuid, PersonId)>, StoreError> {
    let Some(company) = person.company_id.map(CompanyId) else { return Ok(Vec::new()) };
    enrollment_rows::lock_at_company(tx, scope, company).await?;
    let mut held = Vec::new();
    for mut row in enrollment_rows::open_at_company(tx, scope, company).await? {
        if row.person_id == person.id || !row.held_why.is_empty() {
            continue;
        }
        why.as_str().clone_into(&mut row.held_why);
        enrollment_rows::update(tx, scope, &row).await?;
        held.push((row.id, PersonId(row.person_id)));
    }
    rows::hold(tx, scope, company, why.as_str(), Some(micros(at)), Some(person.id)).await?;
    Ok(held)
}
