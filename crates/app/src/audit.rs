//! The record of who changed what: written with each change, sealed soon after, verified each night.

use domain::ids::{MemberId, WorkspaceId};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use store::{
    audit::{self as rows, Filter, Full, Values, chain},
    errors::StoreError,
    scope::Scope,
    transaction::Tx,
    workspaces as workspace_rows,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    clock::{instant_of, micros},
    workspaces::Member,
};

/// Lines that are sealed in one transaction.
const SEALED_AT_ONCE: u32 = 500;
/// Lines that are read at a time to be verified.
const PAGE: u32 = 2_000;
/// Lines of the unsealed tail that are named.
const NAMED: u32 = 50;
/// Lines of one page at most.
pub const LARGEST_PAGE: u32 = 500;

/// A change that a use case made, to be recorded in its transaction.
#[derive(Clone, Debug)]
pub struct Change {
    action: &'static str,
    subject: &'static str,
    subject_id: Option<Uuid>,
    values: Vec<(&'static str, Value)>,
}

impl Change {
    /// What was done (`added`, `moved` …) to which thing of which table.
    pub fn new(
        action: &'static str,
        subject: &'static str,
        subject_id: impl Into<Option<Uuid>>,
    ) -> Self {
        Self { action, subject, subject_id: subject_id.into(), values: Vec::new() }
    }

    /// A field that changed, and its new value.
    pub fn with(mut self, field: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((field, value.into()));
        self
    }

    /// Writes the line; `member` is none where nobody asked for it.
    pub async fn record(
        self,
        tx: &mut Tx,
        app: &App,
        scope: Scope,
        member: Option<MemberId>,
    ) -> Result<(), StoreError> {
        let fields: Vec<&str> = self.values.iter().map(|(field, _)| *field).collect();
        let content = serde_json::to_string(&self.values).map_err(|error| {
            StoreError::Unreadable { what: "line of the audit", why: error.to_string() }
        })?;
        let salt = *Uuid::new_v4().as_bytes();
        let entry = rows::Entry {
            id: app.ids.next(),
            member,
            action: self.action,
            subject: self.subject,
            subject_id: self.subject_id,
            fields: &fields.join(" "),
            values: (!self.values.is_empty()).then_some(Values { salt, content: &content }),
            recorded_at: micros(app.clock.recorded()),
        };
        rows::append(tx, scope, &entry).await
    }

    /// Writes the line of what a member did.
    pub async fn by(self, tx: &mut Tx, app: &App, member: &Member) -> Result<(), StoreError> {
        self.record(tx, app, member.scope, Some(member.id)).await
    }
}

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Of this member.
    pub member: Option<MemberId>,
    /// About this thing.
    pub subject: Option<Uuid>,
    /// Written then or later.
    pub from: Option<Timestamp>,
    /// Written before.
    pub to: Option<Timestamp>,
    /// Older than this place, as the page before gave it.
    pub after: Option<Place>,
    /// How many; at most [`LARGEST_PAGE`].
    pub limit: u32,
}

/// A place in the list from which it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Place {
    /// When the last line was written, microseconds UTC.
    pub at: i64,
    /// Its id.
    pub id: Uuid,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// What is no place in the list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no place in the list: take what `next` said")]
pub struct NoPlace(String);

impl std::str::FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NoPlace(text.to_owned());
        let (at, id) = text.split_once('.').ok_or_else(wrong)?;
        Ok(Self { at: at.parse().map_err(|_| wrong())?, id: id.parse().map_err(|_| wrong())? })
    }
}

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// Who did it; none for the program itself.
    pub member: Option<MemberId>,
    /// Their name.
    pub name: Option<String>,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject: String,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// The fields that changed.
    pub fields: Vec<String>,
    /// Their new values, in the order of the fields; none when there are none, or they were erased.
    pub values: Option<Vec<Value>>,
    /// Whether the values were erased.
    pub is_erased: bool,
    /// Its place in the chain; none until it is sealed.
    pub nth: Option<i64>,
}

/// A page of lines, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins; none after the last.
    pub next: Option<String>,
}

/// What is wrong with a chain: the first thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Wrong {
    /// At which place.
    pub nth: i64,
    /// In which line, where one is there.
    pub line: Option<Uuid>,
    /// What was found.
    pub what: &'static str,
}

/// What came of verifying a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Verified {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// How many lines are sealed.
    pub sealed: i64,
    /// The link of the last, in hexadecimal; kept elsewhere it proves later that nothing before it was changed.
    pub head: String,
    /// How many lines are not sealed yet; nothing is known about these.
    pub n_unsealed: i64,
    /// The first of these.
    pub unsealed: Vec<Uuid>,
    /// What is wrong; none when every sealed line is as it was written.
    pub wrong: Option<Wrong>,
}

/// The record of a workspace, newest first.
pub async fn list(app: &App, member: &Member, asked: Asked) -> Result<Lines, StoreError> {
    let scope = member.scope;
    let limit = asked.limit.clamp(1, LARGEST_PAGE);
    let filter = Filter {
        member: asked.member.map(|member| member.0),
        subject: asked.subject,
        from: asked.from.map(micros),
        to: asked.to.map(micros),
        before: asked.after.map(|place| (place.at, place.id)),
    };
    let (mut found, members) = app
        .db
        .snapshot(scope, async |tx| {
            let found = rows::page(tx, scope, filter, limit + 1).await?;
            Ok::<_, StoreError>((found, workspace_rows::members(tx, scope).await?))
        })
        .await?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > shown;
    found.truncate(shown);
    let next = found.last().filter(|_| has_more);
    let next = next.map(|full| Place { at: full.line.recorded_at, id: full.line.id }.to_string());
    let name_of = |id: Uuid| members.iter().find(|row| row.id == id).map(|row| row.name.clone());
    Ok(Lines { lines: found.into_iter().map(|full| shown_line(full, name_of)).collect(), next })
}

/// Erases the values that lie beside lines about a thing; the lines stay. Says how many there were.
pub async fn erase(app: &App, member: &Member, subject: Uuid) -> Result<usize, StoreError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let by = app.ids.next();
        let mut n = 0;
        let mut filter = Filter { subject: Some(subject), ..Filter::default() };
        loop {
            let found = rows::page(tx, scope, filter, LARGEST_PAGE).await?;
            let Some(last) = found.last() else { break };
            filter.before = Some((last.line.recorded_at, last.line.id));
            for full in found {
                n += usize::from(rows::erase(tx, scope, full.line.id, by).await?);
            }
        }
        if n > 0 {
            let entry = rows::Entry {
                id: by,
                member: Some(member.id),
                action: "erased",
                subject: "audit",
                subject_id: Some(subject),
                fields: "",
                values: None,
                recorded_at: micros(app.clock.recorded()),
            };
            rows::append(tx, scope, &entry).await?;
        }
        Ok(n)
    })
    .await
}

/// Seals what is not sealed yet; says how many lines it did.
pub async fn seal(app: &App, scope: Scope) -> Result<u32, StoreError> {
    let mut n = 0;
    loop {
        let sealed = app
            .db
            .transaction(scope, async move |tx| rows::seal(tx, scope, SEALED_AT_ONCE).await)
            .await?;
        n += sealed;
        if sealed < SEALED_AT_ONCE {
            return Ok(n);
        }
    }
}

/// Seals some lines as a part of other work; says whether more are left.
pub(crate) async fn seal_some(tx: &mut Tx, scope: Scope) -> Result<bool, StoreError> {
    Ok(rows::seal(tx, scope, SEALED_AT_ONCE).await? == SEALED_AT_ONCE)
}

/// Verifies every sealed line of a workspace, and names those that are not sealed.
pub async fn verify(app: &App, scope: Scope) -> Result<Verified, StoreError> {
    app.db.snapshot(scope, async |tx| verify_within(tx, scope).await).await
}

/// As [`verify`], in a transaction that is open.
pub async fn verify_within(tx: &mut Tx, scope: Scope) -> Result<Verified, StoreError> {
    let head = rows::head(tx, scope).await?;
    let unsealed = rows::unsealed(tx, scope, NAMED).await?;
    let Walked { n, link, n_digests, wrong } = walk(tx, scope).await?;
    let wrong = match (wrong, &head) {
        (Some(wrong), _) => Some(wrong),
        (None, Some(head)) if head.nth == n && head.chain == link => None,
        (None, None) if n == 0 => None,
        (None, _) => Some(Wrong { nth: n, line: None, what: "the end of the chain is another" }),
    };
    let (n_unsealed, n_loose_digests) = rows::n_unsealed(tx, scope).await?;
    let is_even = rows::n_values(tx, scope).await? == n_digests + n_loose_digests;
    let stray = Wrong { nth: n, line: None, what: "values lie beside no line" };
    Ok(Verified {
        workspace: scope.workspace,
        sealed: n,
        head: hex(&link),
        n_unsealed,
        unsealed: unsealed.into_iter().map(|(id,)| id).collect(),
        wrong: wrong.or((!is_even).then_some(stray)),
    })
}

/// How far a chain was walked.
struct Walked {
    /// How many lines are right.
    n: i64,
    /// The link of the last of them.
    link: Vec<u8>,
    /// How many of them have a digest of values.
    n_digests: i64,
    /// What came then.
    wrong: Option<Wrong>,
}

/// Walks along the chain until its end, or the first thing that is wrong.
async fn walk(tx: &mut Tx, scope: Scope) -> Result<Walked, StoreError> {
    let mut walked = Walked { n: 0, link: chain::start(scope), n_digests: 0, wrong: None };
    loop {
        let page = rows::sealed(tx, scope, walked.n, PAGE).await?;
        if page.is_empty() {
            return Ok(walked);
        }
        for full in page {
            let nth = walked.n + 1;
            let what = if full.line.nth != Some(nth) {
                Some("a line is missing or moved")
            } else if !chain::is_link(&walked.link, nth, scope, &full.line) {
                Some("the line is not as it was sealed")
            } else {
                wrong_values(tx, scope, &full).await?
            };
            if let Some(what) = what {
                walked.wrong = Some(Wrong { nth, line: Some(full.line.id), what });
                return Ok(walked);
            }
            walked.n = nth;
            walked.n_digests += i64::from(full.line.digest.is_some());
            walked.link = full.line.chain.unwrap_or_default();
        }
    }
}

/// What is wrong with the values beside a line.
async fn wrong_values(
    tx: &mut Tx,
    scope: Scope,
    full: &Full,
) -> Result<Option<&'static str>, StoreError> {
    let is_right = match (&full.line.digest, &full.salt, &full.content, full.erased_by) {
        (None, None, None, None) => full.has_values == 0,
        (Some(digest), Some(salt), Some(content), None) => chain::digest(salt, content) == *digest,
        (Some(_), None, None, Some(by)) => {
            if rows::is_erasure(tx, scope, by).await? {
                return Ok(None);
            }
            return Ok(Some("its values were erased and no line says so"));
        }
        _ => return Ok(Some("its values are missing")),
    };
    Ok((!is_right).then_some("its values are not as they were written"))
}

fn shown_line(full: Full, name_of: impl Fn(Uuid) -> Option<String>) -> Line {
    let line = full.line;
    let values: Option<Vec<(String, Value)>> =
        full.content.and_then(|content| serde_json::from_str(&content).ok());
    Line {
        id: line.id,
        recorded_at: instant_of(line.recorded_at),
        member: line.member_id.map(MemberId),
        name: line.member_id.and_then(name_of),
        action: line.action,
        subject: line.subject,
        subject_id: line.subject_id,
        fields: line.fields.split_whitespace().map(ToOwned::to_owned).collect(),
        values: values.map(|values| values.into_iter().map(|(_, value)| value).collect()),
        is_erased: full.erased_by.is_some(),
        nth: line.nth,
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
