//! One change of many people at once, and taking it back.

use std::collections::BTreeSet;

use domain::{
    identity::Role,
    ids::{BulkId, MemberId, PersonId},
};
use serde::{Deserialize, Serialize};
use store::{
    BULK_ROWS,
    errors::StoreError,
    people::{
        self as rows,
        bulk::{self, Changed},
        new, pages,
    },
    transaction::Tx,
    workspaces as members,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::list::{ListError, PageRequest, filter_of};
use crate::{App, audit::Change as Recorded, clock::micros, teams, workspaces::Member};

/// Most people of one change.
pub const MOST: usize = 10_000;
/// Longest tag, in characters.
pub const TAG: usize = 100;

/// What is changed of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkChange {
    /// They carry this tag.
    AddTag(String),
    /// They do not carry this tag.
    RemoveTag(String),
    /// They are this rep's, or nobody's.
    Rep(Option<MemberId>),
}

/// Whom it is about.
#[derive(Clone, Debug)]
pub enum Whom {
    /// These.
    These(Vec<PersonId>),
    /// Those whom a filter finds, whatever page it asks for.
    Found(PageRequest),
}

/// What a change of many did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BulkShown {
    /// Its id, by which it is taken back.
    pub id: BulkId,
    /// How many were changed.
    pub changed: usize,
    /// How many were so already.
    pub same: usize,
    /// How many are another's, and stayed as they were.
    pub of_others: usize,
}

/// What taking a change back did.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct BulkUndone {
    /// How many are as they were before.
    pub restored: usize,
    /// How many stay as they are, because they were changed since.
    pub kept: usize,
}

/// Why many people cannot be changed at once.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// The tag is none.
    #[error("a tag has 1 to {TAG} characters")]
    Tag,
    /// There are too many.
    #[error("at most {MOST} people are changed at once")]
    TooMany,
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// There is no such member.
    #[error("there is no member `{member}`")]
    UnknownMember {
        /// The id.
        member: MemberId,
    },
    /// There is no such change, or it is another's.
    #[error("there is no such change")]
    Unknown,
    /// It was taken back before.
    #[error("this change was taken back already")]
    UndoneAlready,
    /// The filter is none.
    #[error(transparent)]
    Filter(#[from] ListError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Changes many people at once: all of them who are not another's, in one transaction.
///
/// # Errors
/// [`BulkError::Tag`], [`BulkError::TooMany`], [`BulkError::UnknownPerson`], [`BulkError::UnknownMember`].
pub async fn change(
    app: &App,
    member: &Member,
    whom: Whom,
    change: BulkChange,
) -> Result<BulkShown, BulkError> {
    let change = checked(change)?;
    let ids = found(app, member, whom).await?;
    let (inner, asking, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<BulkShown, BulkError> {
            if let BulkChange::Rep(Some(rep)) = &change {
                known(tx, &asking, *rep).await?;
            }
            let (mut changed, mut of_others) = (Vec::new(), 0);
            for chunk in ids.chunks(BULK_ROWS) {
                let (mine, n_others) = own(tx, &asking, chunk).await?;
                of_others += n_others;
                changed.extend(apply(tx, &inner, &asking, &change, mine).await?);
            }
            let row = bulk::Bulk {
                id: inner.ids.next(),
                member_id: asking.id.0,
                change: written(&change)?,
                made_at: micros(inner.clock.recorded()),
                undone_at: None,
            };
            bulk::insert(tx, scope, &row, &changed).await?;
            let line = Recorded::new("changed", "people", row.id).with("what", row.change.as_str());
            line.with("people", changed.len()).by(tx, &inner, &asking).await?;
            let same = ids.len() - of_others - changed.len();
            Ok(BulkShown { id: BulkId(row.id), changed: changed.len(), same, of_others })
        })
        .await
}

/// Takes a change of many back: whoever is still as it left them is as before.
///
/// # Errors
/// [`BulkError::Unknown`], [`BulkError::UndoneAlready`].
pub async fn undo(app: &App, member: &Member, id: BulkId) -> Result<BulkUndone, BulkError> {
    let (inner, asking, scope) = (app.clone(), member.clone(), member.scope);
    app.db
        .transaction(scope, async move |tx| -> Result<BulkUndone, BulkError> {
            let row = bulk::get(tx, scope, id).await?.ok_or(BulkError::Unknown)?;
            if row.member_id != asking.id.0 && asking.role != Role::Admin {
                return Err(BulkError::Unknown);
            }
            if row.undone_at.is_some() {
                return Err(BulkError::UndoneAlready);
            }
            let change = serde_json::from_str(&row.change);
            let change: BulkChange = change.map_err(|error| unreadable(&error))?;
            let changed = bulk::changed(tx, scope, id).await?;
            let mut restored = 0;
            for chunk in changed.chunks(BULK_ROWS) {
                restored += restore(tx, &inner, &asking, &change, chunk).await?;
            }
            bulk::undo(tx, scope, id, micros(inner.clock.recorded())).await?;
            let line = Recorded::new("undone", "people", id.0).with("people", restored);
            line.by(tx, &inner, &asking).await?;
            Ok(BulkUndone { restored, kept: changed.len() - restored })
        })
        .await
}

fn checked(change: BulkChange) -> Result<BulkChange, BulkError> {
    let tag = |tag: String| {
        let tag = tag.trim().to_owned();
        let is_one = !tag.is_empty() && tag.chars().count() <= TAG;
        if is_one { Ok(tag) } else { Err(BulkError::Tag) }
    };
    Ok(match change {
        BulkChange::AddTag(text) => BulkChange::AddTag(tag(text)?),
        BulkChange::RemoveTag(text) => BulkChange::RemoveTag(tag(text)?),
        rep @ BulkChange::Rep(_) => rep,
    })
}

/// The ids of those it is about, each once.
async fn found(app: &App, member: &Member, whom: Whom) -> Result<Vec<Uuid>, BulkError> {
    let ids: BTreeSet<Uuid> = match whom {
        Whom::These(people) => people.into_iter().map(|person| person.0).collect(),
        Whom::Found(asked) => {
            let filter = filter_of(app, member, &asked).await?;
            let (scope, most) = (member.scope, i64::try_from(MOST).unwrap_or(i64::MAX) + 1);
            let ids =
                app.db.read(scope, async |tx| pages::ids(tx, scope, &filter, most).await).await?;
            ids.into_iter().collect()
        }
    };
    if ids.len() > MOST { Err(BulkError::TooMany) } else { Ok(ids.into_iter().collect()) }
}

async fn known(tx: &mut Tx, member: &Member, rep: MemberId) -> Result<(), BulkError> {
    let all = members::members(tx, member.scope).await?;
    let is_known = all.iter().any(|row| row.id == rep.0);
    if is_known { Ok(()) } else { Err(BulkError::UnknownMember { member: rep }) }
}

/// Those of some people who are for whoever asks to change, and how many are not.
async fn own(
    tx: &mut Tx,
    member: &Member,
    ids: &[Uuid],
) -> Result<(Vec<rows::Person>, usize), BulkError> {
    rows::lock(tx, member.scope, ids).await?;
    let mut people = rows::get_many(tx, member.scope, ids).await?;
    people.retain(|person| person.state == "live");
    if let Some(id) = ids.iter().find(|id| people.iter().all(|person| person.id != **id)) {
        return Err(BulkError::UnknownPerson { person: PersonId(*id) });
    }
    let owners: BTreeSet<Uuid> = people.iter().filter_map(|person| person.owner_id).collect();
    let mut hidden = BTreeSet::new();
    for owner in owners {
        if !teams::is_own(tx, member, MemberId(owner)).await? {
            hidden.insert(owner);
        }
    }
    let n_all = people.len();
    people.retain(|person| person.owner_id.is_none_or(|owner| !hidden.contains(&owner)));
    let n_others = n_all - people.len();
    Ok((people, n_others))
}

/// Changes those who are not so already, and says who they are.
async fn apply(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    change: &BulkChange,
    people: Vec<rows::Person>,
) -> Result<Vec<Changed>, StoreError> {
    let (scope, at) = (member.scope, micros(app.clock.recorded()));
    let all: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    let is_changed: Box<dyn Fn(&rows::Person) -> bool + Send> = match change {
        BulkChange::AddTag(tag) | BulkChange::RemoveTag(tag) => {
            let tagged: BTreeSet<Uuid> =
                bulk::tagged(tx, scope, tag, &all).await?.into_iter().collect();
            let is_added = matches!(change, BulkChange::AddTag(_));
            Box::new(move |person| tagged.contains(&person.id) != is_added)
        }
        BulkChange::Rep(rep) => {
            let rep = rep.map(|rep| rep.0);
            Box::new(move |person| person.owner_id != rep)
        }
    };
    let changed: Vec<Changed> = people
        .iter()
        .filter(|person| is_changed(person))
        .map(|person| Changed { person_id: person.id, owner_id: person.owner_id })
        .collect();
    let ids: Vec<Uuid> = changed.iter().map(|row| row.person_id).collect();
    if ids.is_empty() {
        return Ok(changed);
    }
    match change {
        BulkChange::AddTag(tag) => add_tag(tx, scope, tag, &ids, at).await?,
        BulkChange::RemoveTag(tag) => bulk::untag(tx, scope, tag, &ids).await?,
        BulkChange::Rep(rep) => bulk::set_owner(tx, scope, *rep, &ids).await?,
    }
    bulk::changed_at(tx, scope, at, &ids).await?;
    Ok(changed)
}

async fn add_tag(
    tx: &mut Tx,
    scope: store::scope::Scope,
    tag: &str,
    ids: &[Uuid],
    at: i64,
) -> Result<(), StoreError> {
    let tags: Vec<rows::Tag> = ids
        .iter()
        .map(|id| rows::Tag {
            person_id: *id,
            tag: tag.to_owned(),
            import_id: None,
            created_at: at,
        })
        .collect();
    tx.execute_all(new::tags(scope, &tags)).await?;
    Ok(())
}

/// Puts back those who are still as the change left them; how many.
async fn restore(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    change: &BulkChange,
    changed: &[Changed],
) -> Result<usize, BulkError> {
    let (scope, at) = (member.scope, micros(app.clock.recorded()));
    let ids: Vec<Uuid> = changed.iter().map(|row| row.person_id).collect();
    rows::lock(tx, scope, &ids).await?;
    let people = rows::get_many(tx, scope, &ids).await?;
    let live: BTreeSet<Uuid> =
        people.iter().filter(|person| person.state == "live").map(|person| person.id).collect();
    let left: Vec<Uuid> = match change {
        BulkChange::AddTag(tag) | BulkChange::RemoveTag(tag) => {
            let tagged: BTreeSet<Uuid> =
                bulk::tagged(tx, scope, tag, &ids).await?.into_iter().collect();
            let is_added = matches!(change, BulkChange::AddTag(_));
            let is_left = |id: &Uuid| live.contains(id) && tagged.contains(id) == is_added;
            ids.into_iter().filter(is_left).collect()
        }
        BulkChange::Rep(rep) => {
            let rep = rep.map(|rep| rep.0);
            let people = people.iter().filter(|it| it.state == "live" && it.owner_id == rep);
            people.map(|person| person.id).collect()
        }
    };
    if left.is_empty() {
        return Ok(0);
    }
    match change {
        BulkChange::AddTag(tag) => bulk::untag(tx, scope, tag, &left).await?,
        BulkChange::RemoveTag(tag) => add_tag(tx, scope, tag, &left, at).await?,
        BulkChange::Rep(_) => {
            let owners: BTreeSet<Option<Uuid>> = changed.iter().map(|row| row.owner_id).collect();
            for owner in owners {
                let theirs = changed.iter().filter(|row| row.owner_id == owner);
                let theirs = theirs.map(|row| row.person_id).filter(|id| left.contains(id));
                let theirs: Vec<Uuid> = theirs.collect();
                bulk::set_owner(tx, scope, owner.map(MemberId), &theirs).await?;
            }
        }
    }
    bulk::changed_at(tx, scope, at, &left).await?;
    Ok(left.len())
}

fn written(change: &BulkChange) -> Result<String, StoreError> {
    serde_json::to_string(change).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> StoreError {
    StoreError::Unreadable { what: "change of many", why: error.to_string() }
}
