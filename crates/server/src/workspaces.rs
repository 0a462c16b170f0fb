//! The workspace one works in, and its members.

use app::{
    versions::{self, ChangedMeanwhile},
    workspaces::{
        self, Workspace, WorkspaceError,
        members::{self, MemberChange, MemberError, MemberShown},
    },
};
use axum::{Json as Answer, extract::State};
use domain::{identity::Role, ids::MemberId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{
        Json, Path,
        bounds::Text,
        etags::{IfMatch, Tagged},
    },
};

/// The members of the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Members {
    /// Oldest first.
    members: Vec<MemberShown>,
}

/// The path of one member.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct MemberPath {
    /// Which member.
    #[param(value_type = uuid::Uuid)]
    id: MemberId,
}

/// What the workspace is to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkspaceBody {
    /// Its name, unique without regard to case.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
}

/// What to change about a member; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberBody {
    /// Another name, unique in the workspace without regard to case.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Another role.
    role: Option<Role>,
    /// Whether they may not sign in.
    is_disabled: Option<bool>,
}

/// Where somebody works.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceBody {
    /// Time zone (IANA), such as `Europe/Berlin`.
    #[schema(value_type = String, max_length = 100)]
    zone: Text<0, 100>,
    /// Holiday calendar (`DE`, `DE-BY`), or empty for none.
    #[schema(value_type = Option<String>, max_length = 20)]
    country: Option<Text<0, 20>>,
}

problems! { MemberError {
    Self::UnknownMember => NOT_FOUND "unknown_member",
    Self::LastAdmin => CONFLICT "last_admin",
} within {
    Self::Changed(error) => ChangedMeanwhile: error,
    Self::Workspace(error) => WorkspaceError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Rep), routes!(own))
        .at(Policy::AtLeast(Role::Admin), routes!(rename))
        .at(Policy::AtLeast(Role::Rep), routes!(list))
        .at(Policy::AtLeast(Role::Rep), routes!(get))
        .at(Policy::AtLeast(Role::Admin), routes!(change))
        .at(Policy::AtLeast(Role::Rep), routes!(place))
}

/// An answer of a workspace, with its version.
fn of_workspace(workspace: Workspace) -> Tagged<Workspace> {
    Tagged::new(versions::of_content(&workspace), workspace)
}

/// An answer of a member, with its version.
fn of_member(member: MemberShown) -> Tagged<MemberShown> {
    Tagged::new(versions::of_content(&member), member)
}

/// The workspace you work in.
#[utoipa::path(
    get, path = "/workspace", tag = "workspaces",
    responses((status = 200, body = Workspace), Refused<WorkspaceError>),
)]
async fn own(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Tagged<Workspace>, Refused<WorkspaceError>> {
    Ok(of_workspace(workspaces::own(&site.app, &caller.member).await?))
}

/// Give the workspace another name.
#[utoipa::path(
    patch, path = "/workspace", tag = "workspaces", params(IfMatch), request_body = WorkspaceBody,
    responses((status = 200, body = Workspace), Refused<MemberError>),
)]
async fn rename(
    State(site): State<Site>,
    Signed(caller): Signed,
    IfMatch(seen): IfMatch,
    Json(body): Json<WorkspaceBody>,
) -> Result<Tagged<Workspace>, Refused<MemberError>> {
    let renamed = members::rename(&site.app, &caller.member, &body.name, seen).await?;
    Ok(of_workspace(renamed))
}

/// The members of the workspace.
#[utoipa::path(
    get, path = "/members", tag = "workspaces",
    responses((status = 200, body = Members), Refused<MemberError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Members>, Refused<MemberError>> {
    let members = members::list(&site.app, &caller.member).await?;
    Ok(Answer(Members { members }))
}

/// One member.
#[utoipa::path(
    get, path = "/members/{id}", tag = "workspaces", params(MemberPath),
    responses((status = 200, body = MemberShown), Refused<MemberError>),
)]
async fn get(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(MemberPath { id }): Path<MemberPath>,
) -> Result<Tagged<MemberShown>, Refused<MemberError>> {
    Ok(of_member(members::get(&site.app, &caller.member, id).await?))
}

/// Change a member: name, role, and whether they may sign in. A new role, and being disabled, signs them out at once.
#[utoipa::path(
    patch, path = "/members/{id}", tag = "workspaces", params(MemberPath, IfMatch),
    request_body = MemberBody,
    responses((status = 200, body = MemberShown), Refused<MemberError>),
)]
async fn change(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(MemberPath { id }): Path<MemberPath>,
    IfMatch(seen): IfMatch,
    Json(MemberBody { name, role, is_disabled }): Json<MemberBody>,
) -> Result<Tagged<MemberShown>, Refused<MemberError>> {
    let change = MemberChange { name, role, is_disabled };
    Ok(of_member(members::change(&site.app, &caller.member, id, change, seen).await?))
}

/// Say where you work: time zone and holiday calendar.
#[utoipa::path(
    put, path = "/place", tag = "workspaces", request_body = PlaceBody,
    responses((status = 200, body = MemberShown), Refused<MemberError>),
)]
async fn place(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<PlaceBody>,
) -> Result<Tagged<MemberShown>, Refused<MemberError>> {
    let country = body.country.map(|country| country.0).unwrap_or_default();
    let placed = members::place(&site.app, &caller.member, &body.zone.0, &country).await?;
    Ok(of_member(placed))
}
