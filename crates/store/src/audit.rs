//! The record of who changed what: names of fields and a digest of their values, chained by a sealer.
//!
//! A row commits with the change it speaks of. Its place in the chain and its link are filled afterwards, so that
//! writers never wait for one another at the end of a chain. The values lie beside it and can be erased alone.

pub mod chain;
pub(crate) mod watch;

use domain::ids::MemberId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::jobs;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Tables whose rows may change without a line of the record, and why.
pub const UNRECORDED: &[(&str, &str)] = &[
    ("account", "belongs to no workspace"),
    ("account_member", "belongs to no workspace"),
    ("audit", "is the record"),
    ("audit_head", "is the record"),
    ("audit_value", "is the record; an erasure is a line of it"),
    ("device", "belongs to no workspace"),
    ("due", "tells when to look, nothing else"),
    ("import", "is staged: the import has its line when it is done, and when it was taken back"),
    ("import_block", "is staged: the import has its line when it is done"),
    ("import_change", "is what takes an import back: that has its line when it is done"),
    ("import_chunk", "is staged: the import has its line when it is done"),
    ("import_claim", "is a lock"),
    ("import_decision", "is staged: the import has its line when it is done"),
    ("import_mapping", "is how a file was read: the import has its line when it is done"),
    ("import_merge", "is staged: the import has its line when it is done"),
    ("import_problem", "is staged: the import has its line when it is done"),
    ("invitation", "is a way in: who came in by it is a member with a line of their own"),
    ("instance", "belongs to no workspace"),
    ("job", "is work to be done: what it changes has its own line"),
    ("migration", "belongs to no workspace"),
    ("night", "is work to be done: what it changes has its own line"),
    ("request_key", "is how a request was named: what it did has its own line"),
    ("saved_view", "is how a member looks at lists"),
    ("session", "is who is signed in just now; it ends by itself"),
    ("sign_in_try", "belongs to no workspace"),
    ("upload", "is a file that waits: the import has its line when it is done"),
    ("upload_part", "is a file that waits: the import has its line when it is done"),
    ("token", "tells when it was last used"),
];

/// One line of the record.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its id.
    pub id: Uuid,
    /// Who did it; none for a job.
    pub member: Option<MemberId>,
    /// What was done: `started`, `logged`, `imported` …
    pub action: &'a str,
    /// To what kind of thing: a table's name.
    pub subject: &'a str,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// Names of the fields that changed, separated by spaces.
    pub fields: &'a str,
    /// The values of these fields, with the salt of their digest.
    pub values: Option<Values<'a>>,
    /// When it was written, microseconds UTC, always the real clock.
    pub recorded_at: i64,
}

/// Values of a line, kept beside it.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// What makes the digest say nothing to whoever guesses at values.
    pub salt: [u8; 16],
    /// The values as JSON.
    pub content: &'a str,
}

/// A line as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// Who did it; none for a job.
    pub member_id: Option<Uuid>,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject: String,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// Names of the fields that changed, separated by spaces.
    pub fields: String,
    /// A digest of the values with their salt.
    pub digest: Option<Vec<u8>>,
    /// When it was written, microseconds UTC.
    pub recorded_at: i64,
    /// Its place in the chain.
    pub nth: Option<i64>,
    /// Its link: a digest of the link before and of itself.
    pub chain: Option<Vec<u8>>,
}

/// A line with what lies beside it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Full {
    /// The line.
    #[sqlx(flatten)]
    pub line: Line,
    /// The salt beside it.
    pub salt: Option<Vec<u8>>,
    /// The values beside it.
    pub content: Option<String>,
    /// The line of the erasure, when the values were erased.
    pub erased_by: Option<Uuid>,
    /// Whether values lie beside it, erased or not.
    pub has_values: i64,
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    /// How many lines are sealed.
    pub nth: i64,
    /// The link of the last.
    pub chain: Vec<u8>,
}

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Of this member.
    pub member: Option<Uuid>,
    /// About this thing.
    pub subject: Option<Uuid>,
    /// Written then or later.
    pub from: Option<i64>,
    /// Written before.
    pub to: Option<i64>,
    /// Older than this line: its instant and id.
    pub before: Option<(i64, Uuid)>,
}

/// Appends one line; it commits with the change it speaks of, and wakes the sealer.
pub async fn append(tx: &mut Tx, scope: Scope, entry: &Entry<'_>) -> Result<(), StoreError> {
    let line = sql!(
        "insert into audit (workspace_id, id, member_id, action, subject, subject_id, fields, digest, recorded_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(scope.workspace)
    .bind(entry.id)
    .bind(entry.member)
    .bind(entry.action)
    .bind(entry.subject)
    .bind(entry.subject_id)
    .bind(entry.fields)
    .bind(entry.values.map(|values| chain::digest(&values.salt, values.content)))
    .bind(entry.recorded_at);
    let wake = jobs::waking(scope, entry.recorded_at);
    match entry.values {
        Some(values) => {
            let values = sql!("insert into audit_value (workspace_id, audit_id, salt, content) values ($1, $2, $3, $4)")
                .bind(scope.workspace)
                .bind(entry.id)
                .bind(values.salt.as_slice())
                .bind(values.content);
            tx.post(line).await?;
            tx.post(values).await?;
        }
        None => tx.post(line).await?,
    }
    tx.post(wake).await
}

/// Erases the values of a line; `by` is the line that says so. False when there are none left to erase.
pub async fn erase(tx: &mut Tx, scope: Scope, line: Uuid, by: Uuid) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "update audit_value
set salt = null, content = null, erased_by = $3
where workspace_id = $1 and audit_id = $2 and erased_by is null"
            )
            .bind(scope.workspace)
            .bind(line)
            .bind(by),
        )
        .await?;
    Ok(n == 1)
}

/// Seals up to so many lines that were not; says how many it did. One at a time: the end of the chain is locked.
pub async fn seal(tx: &mut Tx, scope: Scope, limit: u32) -> Result<u32, StoreError> {
    let unsealed: Option<(Uuid,)> = tx
        .optional(
            sql!("select id from audit where workspace_id = $1 and nth is null order by recorded_at, id limit 1")
                .bind(scope.workspace),
        )
        .await?;
    if unsealed.is_none() {
        return Ok(0);
    }
    tx.execute(
        sql!("insert into audit_head (workspace_id, nth, chain) values ($1, 0, $2) on conflict (workspace_id) do nothing")
            .bind(scope.workspace)
            .bind(chain::start(scope)),
    )
    .await?;
    let mut head: Head = tx
        .one(
            sql!("select nth, chain from audit_head where workspace_id = $1")
                .bind(scope.workspace)
                .for_update(),
        )
        .await?;
    // Asked again once the end of the chain is locked: another may have sealed them meanwhile.
    let lines: Vec<Line> = tx
        .all(
            sql!(
                "select id, member_id, action, subject, subject_id, fields, digest, recorded_at, nth, chain
from audit
where workspace_id = $1 and nth is null
order by recorded_at, id
limit $2"
            )
            .bind(scope.workspace)
            .bind(limit),
        )
        .await?;
    for line in &lines {
        head.nth += 1;
        head.chain = chain::link(&head.chain, head.nth, scope, line);
        tx.execute(
            sql!("update audit set nth = $3, chain = $4 where workspace_id = $1 and id = $2 and nth is null")
                .bind(scope.workspace)
                .bind(line.id)
                .bind(head.nth)
                .bind(head.chain.as_slice()),
        )
        .await?;
    }
    tx.execute(
        sql!("update audit_head set nth = $2, chain = $3 where workspace_id = $1")
            .bind(scope.workspace)
            .bind(head.nth)
            .bind(head.chain.as_slice()),
    )
    .await?;
    Ok(u32::try_from(lines.len()).unwrap_or(u32::MAX))
}

/// The end of the chain, once something is sealed.
pub async fn head(tx: &mut Tx, scope: Scope) -> Result<Option<Head>, StoreError> {
    tx.optional(
        sql!("select nth, chain from audit_head where workspace_id = $1").bind(scope.workspace),
    )
    .await
}

/// Sealed lines after a place in the chain, in its order, with their values.
pub async fn sealed(
    tx: &mut Tx,
    scope: Scope,
    after: i64,
    limit: u32,
) -> Result<Vec<Full>, StoreError> {
    tx.all(
        sql!(
            "select audit.id, audit.member_id, audit.action, audit.subject, audit.subject_id, audit.fields, audit.digest,
  audit.recorded_at, audit.nth, audit.chain, audit_value.salt, audit_value.content, audit_value.erased_by,
  cast(case when audit_value.audit_id is null then 0 else 1 end as bigint) as has_values
from audit
left join audit_value on audit_value.workspace_id = audit.workspace_id and audit_value.audit_id = audit.id
where audit.workspace_id = $1 and audit.nth > $2
order by audit.nth
limit $3"
        )
        .bind(scope.workspace)
        .bind(after)
        .bind(limit),
    )
    .await
}

/// Lines that are not sealed yet, oldest first.
pub async fn unsealed(tx: &mut Tx, scope: Scope, limit: u32) -> Result<Vec<(Uuid,)>, StoreError> {
    tx.all(
        sql!("select id from audit where workspace_id = $1 and nth is null order by recorded_at, id limit $2")
            .bind(scope.workspace)
            .bind(limit),
    )
    .await
}

/// How many lines are not sealed yet, and how many of these have a digest of values.
pub async fn n_unsealed(tx: &mut Tx, scope: Scope) -> Result<(i64, i64), StoreError> {
    tx.one(
        sql!("select count(*) as n, count(digest) as n_digests from audit where workspace_id = $1 and nth is null")
            .bind(scope.workspace),
    )
    .await
}

/// How many lines have values beside them, erased or not.
pub async fn n_values(tx: &mut Tx, scope: Scope) -> Result<i64, StoreError> {
    let (n,): (i64,) = tx
        .one(
            sql!("select count(*) as n from audit_value where workspace_id = $1")
                .bind(scope.workspace),
        )
        .await?;
    Ok(n)
}

/// A sealed line that says so, if this id is one of an erasure.
pub async fn is_erasure(tx: &mut Tx, scope: Scope, id: Uuid) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx
        .optional(
            sql!("select id from audit where workspace_id = $1 and id = $2 and action = 'erased'")
                .bind(scope.workspace)
                .bind(id),
        )
        .await?;
    Ok(found.is_some())
}

/// A page of lines, newest first, with their values.
pub async fn page(
    tx: &mut Tx,
    scope: Scope,
    filter: Filter,
    limit: u32,
) -> Result<Vec<Full>, StoreError> {
    let mut statement = sql!(
        "select audit.id, audit.member_id, audit.action, audit.subject, audit.subject_id, audit.fields, audit.digest,
  audit.recorded_at, audit.nth, audit.chain, audit_value.salt, audit_value.content, audit_value.erased_by,
  cast(case when audit_value.audit_id is null then 0 else 1 end as bigint) as has_values
from audit
left join audit_value on audit_value.workspace_id = audit.workspace_id and audit_value.audit_id = audit.id
where audit.workspace_id = $1"
    )
    .bind(scope.workspace)
    .and_some(" and audit.member_id = ", filter.member)
    .and_some(" and audit.subject_id = ", filter.subject)
    .and_some(" and audit.recorded_at >= ", filter.from)
    .and_some(" and audit.recorded_at < ", filter.to);
    if let Some((at, id)) = filter.before {
        statement =
            statement.and(" and (audit.recorded_at, audit.id) < (", at).and(", ", id).push(")");
    }
    tx.all(statement.and(" order by audit.recorded_at desc, audit.id desc limit ", limit)).await
}
