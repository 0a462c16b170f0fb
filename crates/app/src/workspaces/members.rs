//! The members of a workspace: who they are, what they may do, where they work.

use domain::{identity::Role, ids::MemberId, people::names};
use serde::Serialize;
use store::{errors::StoreError, transaction::Tx, workspaces as rows};
use utoipa::ToSchema;

use super::{Member, Workspace, WorkspaceError, known_country, known_zone, named, taken};
use crate::{
    App,
    audit::Change,
    clock::micros,
    versions::{self, ChangedMeanwhile, Seen},
};

/// A member as everybody in the workspace sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MemberShown {
    /// Their id.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// What they are to the workspace.
    pub role: Role,
    /// Their time zone (IANA).
    pub zone: String,
    /// Their holiday calendar (`DE`, `DE-BY`), or empty.
    pub country: String,
    /// Whether somebody signs in as them; a rep of the command line is one as whom nobody does.
    pub signs_in: bool,
    /// Whether they may not sign in.
    pub is_disabled: bool,
}

/// What to change about a member; what is not told stays.
#[derive(Clone, Debug, Default)]
pub struct MemberChange {
    /// Another name.
    pub name: Option<String>,
    /// Another role.
    pub role: Option<Role>,
    /// Whether they may not sign in.
    pub is_disabled: Option<bool>,
}

/// Why a member cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum MemberError {
    /// There is no such member.
    #[error("there is no such member")]
    UnknownMember,
    /// Nobody could run the workspace any more.
    #[error("this is the last admin who signs in: make somebody else one first")]
    LastAdmin,
    /// Somebody changed it meanwhile.
    #[error(transparent)]
    Changed(#[from] ChangedMeanwhile),
    /// Name, zone or holiday calendar are none.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Every member, oldest first.
///
/// # Errors
/// [`MemberError::Store`].
pub async fn list(app: &App, member: &Member) -> Result<Vec<MemberShown>, MemberError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::members(tx, scope).await).await?;
    Ok(found.iter().map(shown).collect::<Result<_, _>>()?)
}

/// One member.
///
/// # Errors
/// [`MemberError::UnknownMember`].
pub async fn get(app: &App, member: &Member, id: MemberId) -> Result<MemberShown, MemberError> {
    let found = list(app, member).await?.into_iter().find(|shown| shown.id == id);
    found.ok_or(MemberError::UnknownMember)
}

/// Changes a member, as long as they are as they were `seen`: name, role, and whether they may sign in. A change of
/// role, and being disabled, ends every session of theirs.
///
/// # Errors
/// [`MemberError::LastAdmin`] when nobody could run the workspace any more.
pub async fn change(
    app: &App,
    admin: &Member,
    id: MemberId,
    change: MemberChange,
    seen: Seen,
) -> Result<MemberShown, MemberError> {
    let name = change.name.as_deref().map(named).transpose()?;
    let (inner, asking) = (app.clone(), admin.clone());
    app.db
        .transaction(admin.scope, async move |tx| {
            let change = MemberChange { name: name.clone(), ..change.clone() };
            written(tx, &inner, &asking, id, &change, &seen).await
        })
        .await
}

async fn written(
    tx: &mut Tx,
    app: &App,
    admin: &Member,
    id: MemberId,
    change: &MemberChange,
    seen: &Seen,
) -> Result<MemberShown, MemberError> {
    let scope = admin.scope;
    rows::lock(tx, scope).await?;
    let before = rows::members(tx, scope).await?;
    let row = before.iter().find(|row| row.id == id.0).ok_or(MemberError::UnknownMember)?;
    let was = shown(row)?;
    seen.check(versions::of_content(&was))?;
    let now = MemberShown {
        name: change.name.clone().unwrap_or_else(|| was.name.clone()),
        role: change.role.unwrap_or(was.role),
        is_disabled: change.is_disabled.unwrap_or(was.is_disabled),
        ..was.clone()
    };
    let mut after = before.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    after.iter_mut().filter(|member| member.id == id).for_each(|member| now.clone_into(member));
    if runs(&was) && !after.iter().any(runs) {
        return Err(MemberError::LastAdmin);
    }
    let at = micros(app.clock.recorded());
    if now.name != was.name {
        let refused = |error| taken(error, "member", &now.name);
        rows::rename_member(tx, scope, id, &now.name, &names::fold(&now.name))
            .await
            .map_err(refused)?;
    }
    if (now.role, now.is_disabled) != (was.role, was.is_disabled) {
        let since = now.is_disabled.then(|| row.disabled_at.unwrap_or(at));
        rows::admit_member(tx, scope, id, now.role.as_str(), since).await?;
    }
    if now != was {
        let change = Change::new("changed", "member", id.0).with("name", now.name.as_str());
        let change = change.with("role", now.role.as_str()).with("is_disabled", now.is_disabled);
        change.by(tx, app, admin).await?;
    }
    Ok(now)
}

/// Gives the workspace in which somebody works another name, as long as it has the one that was `seen`.
///
/// # Errors
/// [`WorkspaceError::NameTaken`], [`WorkspaceError::NameMissing`].
pub async fn rename(
    app: &App,
    admin: &Member,
    name: &str,
    seen: Seen,
) -> Result<Workspace, MemberError> {
    let name = named(name)?;
    let (inner, asking) = (app.clone(), admin.clone());
    app.db
        .transaction(admin.scope, async move |tx| {
            let id = asking.scope.workspace;
            rows::lock(tx, asking.scope).await?;
            let there = rows::all(tx).await?.into_iter().find(|row| row.id == id.0);
            let row = there.ok_or(MemberError::UnknownMember)?;
            seen.check(versions::of_content(&super::shown(row.clone())))?;
            let refused = |error| taken(error, "workspace", &name);
            rows::rename(tx, id, &name, &names::fold(&name)).await.map_err(refused)?;
            let change = Change::new("renamed", "workspace", id.0).with("name", name.as_str());
            change.by(tx, &inner, &asking).await?;
            Ok(super::shown(rows::Workspace { name: name.clone(), ..row }))
        })
        .await
}

/// Moves the one who asks to another time zone or holiday calendar.
///
/// # Errors
/// [`WorkspaceError::UnknownZone`], [`WorkspaceError::UnknownCountry`].
pub async fn place(
    app: &App,
    member: &Member,
    zone: &str,
    country: &str,
) -> Result<MemberShown, MemberError> {
    let (zone, country) = (known_zone(zone)?, known_country(country)?);
    let (scope, id) = (member.scope, member.id);
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::place_member(tx, scope, id, &zone, &country).await?;
            let change = Change::new("placed", "member", id.0).with("zone", zone.as_str());
            change.with("country", country.as_str()).by(tx, &inner, &by).await
        })
        .await?;
    get(app, member, id).await
}

/// Whether somebody can run the workspace: an admin who signs in.
fn runs(member: &MemberShown) -> bool {
    member.role == Role::Admin && member.signs_in && !member.is_disabled
}

fn shown(row: &rows::Member) -> Result<MemberShown, StoreError> {
    Ok(MemberShown {
        id: MemberId(row.id),
        name: row.name.clone(),
        role: Role::parse(&row.role)
            .map_err(|error| StoreError::Unreadable { what: "member", why: error.to_string() })?,
        zone: row.zone.clone(),
        country: row.country.clone(),
        signs_in: row.account_id.is_some(),
        is_disabled: row.disabled_at.is_some(),
    })
}
