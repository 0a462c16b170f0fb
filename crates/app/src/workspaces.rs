//! Workspaces and their members: who asks, and in which tenant.

pub mod members;

use domain::{
    calendar::local,
    identity::Role,
    ids::{MemberId, WorkspaceId},
};
use jiff::tz::TimeZone;
use store::{errors::StoreError, scope::Scope, transaction::Tx, workspaces as rows};

use crate::{App, audit::Change, cadences, clock::micros};

/// The workspace that the first command on empty data makes.
pub const FIRST_WORKSPACE: &str = "main";
/// The rep that the first command on empty data makes.
pub const FIRST_REP: &str = "me";

/// Longest name of a workspace or member, in characters.
pub const NAME: usize = 200;

/// Who asks: every use case takes one, so that none can forget to ask who may.
#[derive(Clone, Debug)]
pub struct Member {
    /// The border they work in.
    pub scope: Scope,
    /// Their id.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// What they are to the workspace.
    pub role: Role,
    /// Their time zone: local days are theirs.
    pub zone: TimeZone,
    /// Their holiday calendar (`DE`, `DE-BY`), or empty.
    pub country: String,
}

/// A workspace as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Whether it was made to try the product out.
    pub is_sample: bool,
}

/// Why a workspace or member cannot be found or made.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// There is none of that name.
    #[error("there is no workspace `{name}`: known are {known}")]
    UnknownWorkspace {
        /// The name asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// There are several and none was named.
    #[error("say which workspace you mean with --workspace: {known}")]
    SeveralWorkspaces {
        /// Those there are.
        known: String,
    },
    /// There is no rep of that name.
    #[error("there is no rep `{name}`: known are {known}")]
    UnknownRep {
        /// The name asked for.
        name: String,
        /// Those there are.
        known: String,
    },
    /// There are several and none was named.
    #[error("say which rep you mean with --rep: {known}")]
    SeveralReps {
        /// Those there are.
        known: String,
    },
    /// The name is taken.
    #[error("the name `{name}` is taken")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// The name is empty, or too long.
    #[error("a name of at most {NAME} characters is needed")]
    NameMissing,
    /// The time zone is not one.
    #[error("`{zone}` is not an IANA time zone, such as Europe/Berlin")]
    UnknownZone {
        /// What was given.
        zone: String,
    },
    /// The holiday calendar is not one.
    #[error("there is no holiday calendar `{country}`: known are {known}")]
    UnknownCountry {
        /// What was given.
        country: String,
        /// Those there are.
        known: String,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What a new member is made of.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// Name.
    pub name: String,
    /// IANA time zone.
    pub zone: String,
    /// Holiday calendar, or empty for none.
    pub country: String,
}

/// The workspace in which somebody works.
///
/// # Errors
/// [`WorkspaceError::UnknownWorkspace`] when it was removed a moment ago.
pub async fn own(app: &App, member: &Member) -> Result<Workspace, WorkspaceError> {
    let id = member.scope.workspace;
    let found = list(app).await?.into_iter().find(|workspace| workspace.id == id);
    found.ok_or_else(|| WorkspaceError::UnknownWorkspace {
        name: id.to_string(),
        known: String::new(),
    })
}

/// Every workspace, oldest first.
pub async fn list(app: &App) -> Result<Vec<Workspace>, WorkspaceError> {
    let found = app.db.read(Scope::INSTALLATION, async |tx| rows::all(tx).await).await?;
    Ok(found.into_iter().map(shown).collect())
}

/// The workspace of a name; without a name the only one that is no sample. Empty data gets [`FIRST_WORKSPACE`] with
/// [`FIRST_REP`] in `first`'s zone and country.
pub async fn choose(
    app: &App,
    name: Option<&str>,
    first: &NewMember,
) -> Result<Workspace, WorkspaceError> {
    let mut found = list(app).await?;
    if found.iter().all(|workspace| workspace.is_sample)
        && name.is_none_or(|name| name == FIRST_WORKSPACE)
    {
        match add(app, FIRST_WORKSPACE, false, first.clone()).await {
            // Somebody else made it a moment ago: theirs is as good.
            Ok(_) | Err(WorkspaceError::NameTaken { .. }) => found = list(app).await?,
            Err(error) => return Err(error),
        }
    }
    let known = || joined(found.iter().map(|workspace| workspace.name.as_str()));
    if let Some(name) = name {
        let folded = domain::people::names::fold(name);
        let is_meant = |found: &&Workspace| domain::people::names::fold(&found.name) == folded;
        return found.iter().find(is_meant).cloned().ok_or_else(|| {
            WorkspaceError::UnknownWorkspace { name: name.to_owned(), known: known() }
        });
    }
    let mut real = found.iter().filter(|workspace| !workspace.is_sample);
    match (real.next(), real.next()) {
        (Some(only), None) => Ok(only.clone()),
        _ => Err(WorkspaceError::SeveralWorkspaces { known: known() }),
    }
}

/// Adds a workspace with its first member.
pub async fn add(
    app: &App,
    name: &str,
    is_sample: bool,
    first: NewMember,
) -> Result<Workspace, WorkspaceError> {
    let name = named(name)?;
    let row = rows::Workspace {
        id: app.ids.next(),
        name: name.clone(),
        is_sample: i64::from(is_sample),
        created_at: micros(app.clock.recorded()),
    };
    let member = member_row(app, &first)?;
    let scope = rows::scope_of(&row);
    let (workspace, folded) = (row.clone(), domain::people::names::fold(&name));
    let member_folded = domain::people::names::fold(&member.name);
    let inner = app.clone();
    app.db
        .transaction(scope, async move |tx| {
            rows::insert(tx, &workspace, &folded).await?;
            rows::insert_member(tx, scope, &member, &member_folded).await?;
            let change = Change::new("added", "workspace", workspace.id);
            let change = change.with("name", workspace.name.as_str());
            change.record(tx, &inner, scope, None).await?;
            added(&member).record(tx, &inner, scope, None).await?;
            cadences::add_starters(tx, &inner, scope).await
        })
        .await
        .map_err(|error| taken(error, "workspace", &name))?;
    Ok(shown(row))
}

/// Every member of a workspace, oldest first.
pub async fn members(app: &App, workspace: &Workspace) -> Result<Vec<Member>, WorkspaceError> {
    let scope = Scope::of(workspace.id);
    let found = app.db.read(scope, async |tx| rows::members(tx, scope).await).await?;
    found.into_iter().map(|row| member_of(scope, row)).collect()
}

/// The member of a name; without a name the only one.
pub async fn member(
    app: &App,
    workspace: &Workspace,
    name: Option<&str>,
) -> Result<Member, WorkspaceError> {
    let found = members(app, workspace).await?;
    let known = || joined(found.iter().map(|member| member.name.as_str()));
    match (name, found.as_slice()) {
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err(WorkspaceError::SeveralReps { known: known() }),
        (Some(name), _) => {
            let folded = domain::people::names::fold(name);
            found
                .iter()
                .find(|member| domain::people::names::fold(&member.name) == folded)
                .cloned()
                .ok_or_else(|| WorkspaceError::UnknownRep { name: name.to_owned(), known: known() })
        }
    }
}

/// The rep whose work something is, who may be another than the one who asks: their calendar and their days count.
pub(crate) async fn rep(tx: &mut Tx, asking: &Member, id: MemberId) -> Result<Member, StoreError> {
    if id == asking.id {
        return Ok(asking.clone());
    }
    of_id(tx, asking.scope, id).await?.ok_or_else(|| StoreError::Unreadable {
        what: "member",
        why: format!("there is no member {id}"),
    })
}

/// The member of an id; none when there is none.
pub(crate) async fn of_id(
    tx: &mut Tx,
    scope: Scope,
    id: MemberId,
) -> Result<Option<Member>, StoreError> {
    let found = rows::members(tx, scope).await?.into_iter().find(|row| row.id == id.0);
    let unreadable =
        |error: WorkspaceError| StoreError::Unreadable { what: "member", why: error.to_string() };
    found.map(|row| member_of(scope, row).map_err(unreadable)).transpose()
}

/// Adds a rep to a workspace.
pub async fn add_rep(
    app: &App,
    workspace: &Workspace,
    new: NewMember,
) -> Result<Member, WorkspaceError> {
    let scope = Scope::of(workspace.id);
    let row = member_row(app, &new)?;
    let folded = domain::people::names::fold(&row.name);
    let (inserted, name, inner) = (row.clone(), row.name.clone(), app.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::insert_member(tx, scope, &inserted, &folded).await?;
            added(&inserted).record(tx, &inner, scope, None).await
        })
        .await
        .map_err(|error| taken(error, "member", &name))?;
    member_of(scope, row)
}

/// Moves a rep to another time zone or holiday calendar.
pub async fn place_rep(
    app: &App,
    member: &Member,
    zone: &str,
    country: &str,
) -> Result<(), WorkspaceError> {
    let (zone, country) = (known_zone(zone)?, known_country(country)?);
    let (scope, id) = (member.scope, member.id);
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::place_member(tx, scope, id, &zone, &country).await?;
            let change = Change::new("moved", "member", id.0).with("zone", zone.as_str());
            change.with("country", country.as_str()).by(tx, &inner, &by).await
        })
        .await?;
    Ok(())
}

fn added(row: &rows::Member) -> Change {
    let change = Change::new("added", "member", row.id).with("name", row.name.as_str());
    change.with("role", row.role.as_str()).with("zone", row.zone.as_str())
}

fn shown(row: rows::Workspace) -> Workspace {
    Workspace { id: WorkspaceId(row.id), name: row.name, is_sample: row.is_sample != 0 }
}

pub(crate) fn member_row(app: &App, new: &NewMember) -> Result<rows::Member, WorkspaceError> {
    Ok(rows::Member {
        id: app.ids.next(),
        name: named(&new.name)?,
        role: "rep".to_owned(),
        zone: known_zone(&new.zone)?,
        country: known_country(&new.country)?,
        created_at: micros(app.clock.recorded()),
        account_id: None,
        disabled_at: None,
        epoch: 0,
    })
}

pub(crate) fn member_of(scope: Scope, row: rows::Member) -> Result<Member, WorkspaceError> {
    let zone =
        local::zone(&row.zone).map_err(|_| WorkspaceError::UnknownZone { zone: row.zone })?;
    let role = Role::parse(&row.role)
        .map_err(|error| StoreError::Unreadable { what: "member", why: error.to_string() })?;
    Ok(Member { scope, id: MemberId(row.id), name: row.name, role, zone, country: row.country })
}

pub(crate) fn named(name: &str) -> Result<String, WorkspaceError> {
    let name = name.trim();
    let is_name = !name.is_empty() && name.chars().count() <= NAME && !name.contains('\0');
    if is_name { Ok(name.to_owned()) } else { Err(WorkspaceError::NameMissing) }
}

pub(crate) fn known_zone(zone: &str) -> Result<String, WorkspaceError> {
    local::zone(zone)
        .ok()
        .and_then(|found| found.iana_name().map(ToOwned::to_owned))
        .ok_or_else(|| WorkspaceError::UnknownZone { zone: zone.to_owned() })
}

pub(crate) fn known_country(country: &str) -> Result<String, WorkspaceError> {
    let country = country.trim().to_uppercase();
    let known = domain::calendar::holidays::calendars();
    if country.is_empty() || known.contains(&country.as_str()) {
        Ok(country)
    } else {
        Err(WorkspaceError::UnknownCountry { country, known: known.join(", ") })
    }
}

pub(crate) fn taken(error: StoreError, table: &str, name: &str) -> WorkspaceError {
    if error.is_unique(table, "name_folded") {
        WorkspaceError::NameTaken { name: name.to_owned() }
    } else {
        error.into()
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
