//! Signing in and out, and who is signed in.

pub(crate) mod invitations;

use std::sync::Arc;

use app::{
    identity::{
        IdentityError, SessionShown,
        passwords::PasswordRefused,
        secrets::Secret,
        sign_in::{self, Attempt, SignInError, SignedIn},
    },
    tokens,
    workspaces::Member,
};
use axum::{
    Extension, Json as Answer,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use domain::{
    identity::Role,
    ids::{MemberId, SessionId, WorkspaceId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Site,
    api::{Routed, routes},
    metrics::Try,
    policies::{Policy, SIGN_IN_FIRST, Signed},
    problems::{Problem, Refused, problems},
    requests::{Json, Path, clients::Client},
};

/// The cookie of a session.
pub(crate) const COOKIE: &str = "__Host-touchstone";
/// The cookie by which a browser is known that somebody signed in with before.
const DEVICE: &str = "__Host-touchstone-device";
/// How long a browser is known.
const KNOWN_FOR: time::Duration = time::Duration::days(365);

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// The member.
    member: MemberId,
    /// Their name.
    name: String,
    /// What they are to the workspace.
    role: Role,
    /// Their time zone: local days are theirs.
    zone: String,
    /// Their holiday calendar, or empty.
    country: String,
    /// The workspace.
    workspace: WorkspaceId,
}

impl From<&Member> for Me {
    fn from(member: &Member) -> Self {
        Self {
            member: member.id,
            name: member.name.clone(),
            role: member.role,
            zone: member.zone.iana_name().unwrap_or("UTC").to_owned(),
            country: member.country.clone(),
            workspace: member.scope.workspace,
        }
    }
}

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The address of the account.
    email: String,
    /// The password.
    password: String,
    /// The workspace, by name, where the account is in several.
    workspace: Option<String>,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    /// The one until now.
    old: String,
    /// The new one: at least 12 characters, any characters, not easy to guess.
    new: String,
}

/// The sessions of a member.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// Newest first.
    sessions: Vec<SessionShown>,
}

/// The path of one session.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct SessionPath {
    /// Which session.
    #[param(value_type = uuid::Uuid)]
    id: SessionId,
}

problems! { PasswordRefused {
    Self::TooShort => UNPROCESSABLE_ENTITY "password_too_short",
    Self::TooLong => UNPROCESSABLE_ENTITY "password_too_long",
    Self::EasyToGuess => UNPROCESSABLE_ENTITY "password_easy_to_guess",
} }

problems! { SignInError {
    Self::Wrong => UNAUTHORIZED "wrong_password",
    Self::TooManyTries => TOO_MANY_REQUESTS "too_many_tries",
    Self::SeveralWorkspaces { .. } => CONFLICT "several_workspaces",
    Self::NoAccess => FORBIDDEN "no_access",
    Self::Hash => INTERNAL_SERVER_ERROR "failed",
} within {
    Self::Password(error) => PasswordRefused: error,
    Self::Store(error) => app::StoreFailure: error,
} }

problems! { IdentityError {
    Self::UnknownSession => NOT_FOUND "unknown_session",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::Anyone, routes!(sign_in))
        .at(Policy::AtLeast(Role::Rep), routes!(me))
        .at(Policy::InPerson, routes!(sign_out))
        .at(Policy::InPerson, routes!(sessions))
        .at(Policy::InPerson, routes!(end_session))
        .at(Policy::InPerson, routes!(change_password))
        .with(invitations::routes)
}

/// Sign in with address and password.
#[utoipa::path(
    post, path = "/session", tag = "identity", request_body = SignIn,
    responses((status = 201, body = Me), Refused<SignInError>),
)]
async fn sign_in(
    State(site): State<Site>,
    Extension(client): Extension<Client>,
    jar: CookieJar,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<(StatusCode, CookieJar, Answer<Me>), Refused<SignInError>> {
    let attempt = Attempt {
        email: body.email,
        password: body.password,
        workspace: body.workspace,
        device: jar.get(DEVICE).and_then(|cookie| Secret::read(cookie.value())),
        from: client.address,
        browser: browser(&headers),
    };
    let signed = sign_in::sign_in(&site.app, attempt).await;
    if let Some(result) = tried(&signed) {
        site.metrics.tried(result);
    }
    let signed = signed?;
    Ok(welcome(&jar_of(jar, &signed), &signed))
}

/// How a try ended, as it is counted; none where the server failed.
fn tried(signed: &Result<SignedIn, SignInError>) -> Option<Try> {
    match signed {
        Ok(_) | Err(SignInError::SeveralWorkspaces { .. } | SignInError::NoAccess) => {
            Some(Try::Verified)
        }
        Err(SignInError::Wrong) => Some(Try::Wrong),
        Err(SignInError::TooManyTries) => Some(Try::Refused),
        Err(_) => None,
    }
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", tag = "identity", responses((status = 200, body = Me)))]
async fn me(Signed(caller): Signed) -> Answer<Me> {
    Answer(Me::from(&caller.member))
}

/// Sign out.
#[utoipa::path(
    delete, path = "/session", tag = "identity",
    responses((status = 204, description = "Signed out."), Refused<IdentityError>),
)]
async fn sign_out(
    State(site): State<Site>,
    Signed(caller): Signed,
    jar: CookieJar,
) -> Result<(StatusCode, CookieJar), Refused<IdentityError>> {
    if let app::identity::By::Session { id, .. } = caller.by {
        app::identity::end_session(&site.app, &caller, id).await?;
    }
    Ok((StatusCode::NO_CONTENT, jar.remove(cookie(COOKIE, String::new(), time::Duration::ZERO))))
}

/// The browsers in which you are signed in.
#[utoipa::path(
    get, path = "/sessions", tag = "identity",
    responses((status = 200, body = Sessions), Refused<IdentityError>),
)]
async fn sessions(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<Answer<Sessions>, Refused<IdentityError>> {
    let sessions = app::identity::sessions(&site.app, &caller).await?;
    Ok(Answer(Sessions { sessions }))
}

/// Sign out one of your browsers.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "identity", params(SessionPath),
    responses((status = 204, description = "Signed out."), Refused<IdentityError>),
)]
async fn end_session(
    State(site): State<Site>,
    Signed(caller): Signed,
    Path(SessionPath { id }): Path<SessionPath>,
) -> Result<StatusCode, Refused<IdentityError>> {
    app::identity::end_session(&site.app, &caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Change your password; every other browser is signed out.
#[utoipa::path(
    put, path = "/account/password", tag = "identity", request_body = NewPassword,
    responses((status = 200, body = Me), Refused<SignInError>),
)]
async fn change_password(
    State(site): State<Site>,
    Signed(caller): Signed,
    jar: CookieJar,
    headers: HeaderMap,
    Json(body): Json<NewPassword>,
) -> Result<(CookieJar, Answer<Me>), Refused<SignInError>> {
    let browser = browser(&headers);
    let (caller, session) =
        sign_in::change_password(&site.app, &caller, body.old, body.new, &browser).await?;
    let jar = jar.add(cookie(COOKIE, session.text(), longest()));
    Ok((jar, Answer(Me::from(&caller.member))))
}

/// Finds out who asks, by token or by cookie, before anything else is done.
///
/// A token or cookie that holds no more is nobody's: what anybody may do can be done with it all the same, but a token that
/// is sent must be one.
pub(crate) async fn authenticate(
    State(site): State<Site>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let caller = match bearer(request.headers()) {
        Some(text) => match tokens::read(text) {
            Some(secret) => app::identity::of_token(&site.app, &secret).await,
            None => Ok(None),
        },
        None => match jar.get(COOKIE).and_then(|cookie| Secret::read(cookie.value())) {
            Some(secret) => app::identity::of_session(&site.app, &secret).await,
            None => return next.run(request).await,
        },
    };
    match caller {
        Ok(Some(caller)) => {
            request.extensions_mut().insert(Arc::new(caller));
            next.run(request).await
        }
        Ok(None) if request.headers().contains_key(header::AUTHORIZATION) => {
            Problem::new(SIGN_IN_FIRST, "this token is not known here, or has ended")
                .into_response()
        }
        Ok(None) => next.run(request).await,
        Err(error) => Refused::from(error).into_response(),
    }
}

/// The token of a request.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().unwrap_or_default();
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    Some(if scheme.eq_ignore_ascii_case("bearer") { token.trim() } else { "" })
}

/// The answer to somebody who has come in.
fn welcome(jar: &CookieJar, signed: &SignedIn) -> (StatusCode, CookieJar, Answer<Me>) {
    (StatusCode::CREATED, jar.clone(), Answer(Me::from(&signed.caller.member)))
}

/// The cookies of somebody who has come in.
fn jar_of(jar: CookieJar, signed: &SignedIn) -> CookieJar {
    jar.add(cookie(COOKIE, signed.session.text(), longest())).add(cookie(
        DEVICE,
        signed.device.text(),
        KNOWN_FOR,
    ))
}

fn longest() -> time::Duration {
    time::Duration::try_from(app::identity::LONGEST).unwrap_or(KNOWN_FOR)
}

fn cookie(name: &'static str, value: String, lasts: time::Duration) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(lasts)
        .build()
}

/// What a browser says it is.
fn browser(headers: &HeaderMap) -> String {
    let told = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    told.unwrap_or_default().to_owned()
}
