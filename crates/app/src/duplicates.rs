//! Duplicates: who of the stored people is or may be one person, two made one, and parted again.

mod find;
mod merging;

use domain::ids::{MemberId, MergeId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{
    duplicates::{self as rows, Merge},
    enrollments::Enrollment,
    errors::StoreError,
    people::{self, Person, sources::ColumnSource},
    transaction::Tx,
};
use uuid::Uuid;

use crate::{
    App,
    clock::{instant_of, micros},
    enrollments::by_hand::HandError,
    imports::ImportError,
    pages::{self, Asked, Page, UnknownPage},
    people::edit::{OfAnother, of_another},
    workspaces::Member,
};
pub use find::{Listed, PossiblePair, list};

/// Why two cannot be made one, or parted.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// There is no such live person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// A person cannot be merged with themselves.
    #[error("a person cannot be merged into themselves")]
    Same,
    /// There is no such merge.
    #[error("there is no merge to undo")]
    Unknown,
    /// It was undone before.
    #[error("the merge is undone already")]
    UndoneAlready,
    /// One of the two was merged again since.
    #[error("one of the two was merged again since: undo that first")]
    LaterMerge,
    /// What was written down of the merge cannot be read.
    #[error("what was written down of the merge cannot be read")]
    Unreadable(String),
    /// There is no such page.
    #[error(transparent)]
    UnknownPage(#[from] UnknownPage),
    /// One of the two is another's to change.
    #[error(transparent)]
    OfAnother(#[from] OfAnother),
    /// A cadence cannot go on.
    #[error(transparent)]
    Cadence(#[from] HandError),
    /// Duplicates could not be looked for.
    #[error(transparent)]
    Find(#[from] ImportError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What merging two did.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Merged {
    /// The merge, for undo.
    pub merge: MergeId,
    /// Who stays.
    pub kept: PersonId,
    /// Who went into them.
    pub gone: PersonId,
    /// Whether a cadence of the one who went had to end, because the one who stays has an open one.
    pub ended_cadence: bool,
}

/// What parting two did.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Parted {
    /// The merge that was undone.
    pub merge: MergeId,
    /// Who had stayed.
    pub kept: PersonId,
    /// Who is there again.
    pub back: PersonId,
}

/// A merge as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MergeShown {
    /// Its id.
    pub id: MergeId,
    /// Who stayed.
    pub kept: PersonId,
    /// Who went into them.
    pub gone: PersonId,
    /// Who asked for it; none for an import.
    pub by: Option<MemberId>,
    /// How it came about.
    pub why: String,
    /// When.
    pub at: Timestamp,
    /// When they were parted again; none while they are one.
    pub undone: Option<Timestamp>,
}

/// All that a merge changed, so that it can be undone.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Journal {
    kept_before: Person,
    kept_after: Person,
    gone_before: Person,
    /// What kind of rows, and which.
    hung: Vec<(rows::moves::Hanging, Vec<Uuid>)>,
    profiles: Vec<String>,
    external_ids: Vec<(String, String)>,
    fields: Vec<String>,
    tags: Vec<String>,
    ties: Vec<(Uuid, String)>,
    /// Keys that the one who stays did not have.
    blocks: Vec<i64>,
    /// The keys of the one who went: key, part.
    gone_blocks: Vec<(i64, i64)>,
    /// The cadence that had to end, as it was, and its version after it.
    ended: Option<(Enrollment, i64)>,
    /// The cadence that ended because the other record had forbidden everything, as it was, and its version after it.
    #[serde(default)]
    forbidden: Option<(Enrollment, i64)>,
    /// Where the columns of the one who stays had come from, and when that was changed.
    #[serde(default)]
    sources: (Vec<ColumnSource>, i64),
}

/// Makes two people one: `kept` stays, all that hangs on `gone` goes to them.
pub async fn merge(
    app: &App,
    member: &Member,
    kept: PersonId,
    gone: PersonId,
) -> Result<Merged, MergeError> {
    if kept == gone {
        return Err(MergeError::Same);
    }
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        for person in [kept, gone] {
            let row = people::get(tx, scope, person).await?;
            let row = row.ok_or(MergeError::UnknownPerson { person })?;
            if let Some(other) = of_another(tx, &member, &row).await? {
                return Err(other.into());
            }
        }
        merging::merge(tx, &app, &member, kept, gone, "by hand").await
    })
    .await
}

/// Makes two people one inside the transaction of an import.
pub(crate) async fn merge_within(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    kept: PersonId,
    gone: PersonId,
    why: &str,
) -> Result<Merged, MergeError> {
    merging::merge(tx, app, member, kept, gone, why).await
}

/// Parts what was made one: every field, link and touch goes back; what was added since stays with the one who was kept.
pub async fn undo(app: &App, member: &Member, merge: MergeId) -> Result<Parted, MergeError> {
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let row: Merge = rows::merge(tx, scope, merge).await?.ok_or(MergeError::Unknown)?;
        merging::part(tx, &app, &member, row).await
    })
    .await
}

/// The merges of a workspace, newest first.
pub async fn merges(
    app: &App,
    member: &Member,
    asked: &Asked,
) -> Result<Page<MergeShown>, MergeError> {
    let (scope, limit, place) = (member.scope, asked.limit(), asked.place()?);
    let found =
        app.db.read(scope, async |tx| rows::page_of_merges(tx, scope, place, limit).await).await?;
    let last = found.last().map(|row| pages::write(row.merged_at, row.id));
    let next = pages::next(found.len(), limit, last);
    let shown = |row: rows::MergeLine| MergeShown {
        id: MergeId(row.id),
        kept: PersonId(row.kept_id),
        gone: PersonId(row.gone_id),
        by: row.member_id.map(MemberId),
        why: row.why,
        at: instant_of(row.merged_at),
        undone: row.undone_at.map(instant_of),
    };
    Ok(Page { rows: found.into_iter().map(shown).collect(), next })
}

/// Whether there is a merge of this id.
pub async fn is_merge(app: &App, member: &Member, id: MergeId) -> Result<bool, MergeError> {
    let scope = member.scope;
    Ok(app.db.read(scope, async |tx| rows::merge(tx, scope, id).await).await?.is_some())
}

/// The real time, as the store keeps it.
fn now(app: &App) -> i64 {
    micros(app.clock.recorded())
}
