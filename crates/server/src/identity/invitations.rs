//! Letting people in.

use app::{
    identity::{
        invitations::{self, Acceptance, InvitationError, InvitationShown, Invited, NewInvitation},
        secrets::Secret,
        sign_in::SignInError,
    },
    workspaces::{NewMember, WorkspaceError},
};
use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use axum_extra::extract::CookieJar;
use domain::{
    identity::Role,
    ids::{InvitationId, MemberId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Me, browser, jar_of, welcome};
use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
    requests::{Json, Path},
};

/// Whom to let in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationBody {
    /// The role they get.
    role: Role,
    /// Their address, when nobody else may use the link.
    #[serde(default)]
    email: String,
    /// The member they are already; without one a new member is made.
    member: Option<MemberId>,
}

/// What somebody says of themselves who was let in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptanceBody {
    /// The end of the link.
    secret: String,
    /// The address they will sign in with.
    email: String,
    /// Their password: at least 12 characters, any characters, not easy to guess. For an address that has an account its password.
    password: String,
    /// Their name; not needed for a member who is there already.
    name: Option<String>,
    /// Their time zone (IANA).
    zone: Option<String>,
    /// Their holiday calendar (`DE`, `DE-BY`), or empty.
    #[serde(default)]
    country: String,
}

/// The invitations that still let somebody in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invitations {
    /// Newest first.
    invitations: Vec<InvitationShown>,
}

/// The path of one invitation.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct InvitationPath {
    /// Which invitation.
    #[param(value_type = uuid::Uuid)]
    id: InvitationId,
}

problems! { WorkspaceError {
    Self::UnknownWorkspace { .. } => NOT_FOUND "unknown_workspace",
    Self::SeveralWorkspaces { .. } => CONFLICT "several_workspaces",
    Self::UnknownRep { .. } => NOT_FOUND "unknown_rep",
    Self::SeveralReps { .. } => CONFLICT "several_reps",
    Self::NameTaken { .. } => CONFLICT "name_taken",
    Self::NameMissing => UNPROCESSABLE_ENTITY "name_missing",
    Self::UnknownZone { .. } => UNPROCESSABLE_ENTITY "unknown_zone",
    Self::UnknownCountry { .. } => UNPROCESSABLE_ENTITY "unknown_country",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { InvitationError {
    Self::NotOpen => NOT_FOUND "not_open",
    Self::OtherAddress => CONFLICT "other_address",
    Self::UnknownMember => NOT_FOUND "unknown_member",
    Self::Address { .. } => UNPROCESSABLE_ENTITY "no_address",
    Self::OtherPassword => CONFLICT "other_password",
    Self::OtherAccount => CONFLICT "other_account",
    Self::NameNeeded => UNPROCESSABLE_ENTITY "name_missing",
} within {
    Self::Password(error) => app::identity::passwords::PasswordRefused: error,
    Self::Member(error) => WorkspaceError: error,
    Self::SignIn(error) => SignInError: error,
    Self::Store(error) => app::StoreFailure: error,
} }

pub(super) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::Anyone, routes!(accept))
        .at(Policy::AtLeast(Role::Admin), routes!(list, invite))
        .at(Policy::AtLeast(Role::Admin), routes!(revoke))
}

/// Come in by a link: make your account, and be signed in.
#[utoipa::path(
    post, path = "/account", tag = "identity", request_body = AcceptanceBody,
    responses((status = 201, body = Me), Refused<InvitationError>),
)]
async fn accept(
    State(site): State<Site>,
    jar: CookieJar,
    headers: HeaderMap,
    Json(body): Json<AcceptanceBody>,
) -> Result<(StatusCode, CookieJar, Answer<Me>), Refused<InvitationError>> {
    let secret = Secret::read(&body.secret).ok_or(InvitationError::NotOpen)?;
    let (country, named) = (body.country, body.name.zip(body.zone));
    let new = named.map(|(name, zone)| NewMember { name, zone, country });
    let told = Acceptance {
        secret,
        email: body.email,
        password: body.password,
        new,
        browser: browser(&headers),
    };
    let signed = invitations::accept(&site.app, told).await?;
    Ok(welcome(&jar_of(jar, &signed), &signed))
}

/// The invitations that still let somebody in.
#[utoipa::path(
    get, path = "/invitations", tag = "identity",
    responses((status = 200, body = Invitations), Refused<InvitationError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Invitations>, Refused<InvitationError>> {
    let invitations = invitations::list(&site.app, &caller.member).await?;
    Ok(Answer(Invitations { invitations }))
}

/// Let somebody in: the answer holds the end of a link, which is told this once.
#[utoipa::path(
    post, path = "/invitations", tag = "identity", request_body = InvitationBody,
    responses((status = 201, body = Invited), Refused<InvitationError>),
)]
async fn invite(
    State(site): State<Site>,
    Signed(caller): Signed,
    Json(body): Json<InvitationBody>,
) -> Result<(StatusCode, Answer<Invited>), Refused<InvitationError>> {
    let new = NewInvitation { role: body.role, email: body.email, member: body.member };
    let invited = invitations::invite(&site.app, &caller.member, new).await?;
    Ok((StatusCode::CREATED, Answer(invited)))
}

/// Take an invitation back.
#[utoipa::path(
    delete, path = "/invitations/{id}", tag = "identity", params(InvitationPath),
    responses((status = 204, description = "Taken back."), Refused<InvitationError>),
)]
async fn revoke(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(InvitationPath { id }): Path<InvitationPath>,
) -> Result<StatusCode, Refused<InvitationError>> {
    invitations::revoke(&site.app, &caller.member, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
