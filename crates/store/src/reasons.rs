//! Reasons for the call.

use std::borrow::Borrow;

use domain::ids::{PersonId, ReasonId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::people::Part;
use crate::scope::Scope;
use crate::statement::Statement;
use crate::transaction::Tx;
use crate::{BULK_ROWS, sql};

/// What makes a call worth their while. Days are days since 1970-01-01.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Reason {
    /// Its id.
    pub id: Uuid,
    /// Whom it is about.
    pub person_id: Uuid,
    /// Its kind: `news`, `event`, `registration`, `referral`, `job_change` …
    pub kind: String,
    /// The reason in words.
    pub text: String,
    /// Where it was seen.
    pub source: String,
    /// The day of it.
    pub on_day: i64,
    /// The import that brought it.
    pub import_id: Option<Uuid>,
    /// When it was written.
    pub created_at: i64,
}

/// The reasons to call a person, freshest first.
pub async fn of_person(
    tx: &mut Tx,
    scope: Scope,
    person: PersonId,
) -> Result<Vec<Reason>, StoreError> {
    tx.all(
        sql!(
            "select id, person_id, kind, text, source, on_day, import_id, created_at
from reason
where workspace_id = $1 and person_id = $2
order by on_day desc, id desc"
        )
        .bind(scope.workspace)
        .bind(person),
    )
    .await
}

/// What is said of some persons already: person, text. At most [`crate::BULK_ROWS`] a call.
pub async fn texts_of(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<(Uuid, String)>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(TEXTS.of(scope, people)).await
}

pub(crate) const TEXTS: Part = Part {
    select: || sql!("select person_id, text from reason where workspace_id = $1 and person_id in "),
    order: " order by person_id, on_day desc, id desc",
};

/// The reasons to call some persons, oldest first for each. At most [`crate::BULK_ROWS`] persons a call.
pub async fn of_people(
    tx: &mut Tx,
    scope: Scope,
    people: &[Uuid],
) -> Result<Vec<Reason>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(
        sql!(
            "select id, person_id, kind, text, source, on_day, import_id, created_at
from reason
where workspace_id = $1 and person_id in "
        )
        .bind(scope.workspace)
        .list(people.iter().copied())
        .push(" order by person_id, on_day, id"),
    )
    .await
}

/// The reasons to call those a rep has active enrollments or open touches with, freshest first for each person.
pub async fn of_planned(
    tx: &mut Tx,
    scope: Scope,
    member: domain::ids::MemberId,
) -> Result<Vec<Reason>, StoreError> {
    tx.all(
        sql!(
            "select reason.id, reason.person_id, reason.kind, reason.text, reason.source, reason.on_day, reason.import_id,
    reason.created_at
from reason
where reason.workspace_id = $1
    and (
        exists (
            select 1
            from enrollment
            where enrollment.workspace_id = reason.workspace_id and enrollment.person_id = reason.person_id
                and enrollment.member_id = $2 and enrollment.state = 'active'
        )
        or exists (
            select 1
            from touch
            where touch.workspace_id = reason.workspace_id and touch.person_id = reason.person_id
                and touch.member_id = $2 and touch.state = 'open'
        )
    )
order by reason.person_id, reason.on_day desc, reason.id desc"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Statements that add reasons.
pub fn new(scope: Scope, reasons: &[impl Borrow<Reason>]) -> Vec<Statement> {
    let statements = reasons.chunks(BULK_ROWS).map(|chunk| {
        sql!(
            "insert into reason (workspace_id, id, person_id, kind, text, source, on_day, import_id, created_at)
values "
        )
        .rows(chunk.iter().map(Borrow::borrow).map(|r| {
            [
                scope.workspace.into(),
                r.id.into(),
                r.person_id.into(),
                r.kind.as_str().into(),
                r.text.as_str().into(),
                r.source.as_str().into(),
                r.on_day.into(),
                r.import_id.into(),
                r.created_at.into(),
            ]
        }))
    });
    statements.collect()
}

/// Adds a reason.
pub async fn insert(tx: &mut Tx, scope: Scope, reason: &Reason) -> Result<(), StoreError> {
    tx.execute_all(new(scope, &[reason])).await
}

/// Writes the words, kind, source and day of a reason; says whether it was there.
pub async fn update(tx: &mut Tx, scope: Scope, reason: &Reason) -> Result<bool, StoreError> {
    let r = reason;
    let n = tx
        .execute(
            sql!(
                "update reason
set kind = $3, text = $4, source = $5, on_day = $6
where workspace_id = $1 and id = $2"
            )
            .bind(scope.workspace)
            .bind(r.id)
            .bind(r.kind.as_str())
            .bind(r.text.as_str())
            .bind(r.source.as_str())
            .bind(r.on_day),
        )
        .await?;
    Ok(n == 1)
}

/// One reason.
pub async fn get(tx: &mut Tx, scope: Scope, id: ReasonId) -> Result<Option<Reason>, StoreError> {
    tx.optional(
        sql!(
            "select id, person_id, kind, text, source, on_day, import_id, created_at
from reason
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id),
    )
    .await
}

/// Removes a reason; says whether it was there.
pub async fn delete(tx: &mut Tx, scope: Scope, id: ReasonId) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!("delete from reason where workspace_id = $1 and id = $2")
                .bind(scope.workspace)
                .bind(id),
        )
        .await?;
    Ok(n == 1)
}

/// Keeps others from changing a reason until the transaction ends.
pub async fn lock(tx: &mut Tx, scope: Scope, id: ReasonId) -> Result<(), StoreError> {
    tx.lock(
        sql!("select id from reason where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await
}
