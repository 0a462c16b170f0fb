//! Who is signed in: sessions of browsers, tokens of programs, and the member each stands for.

pub mod invitations;
pub mod passwords;
pub mod secrets;
pub mod sign_in;

use std::time::Duration;

use domain::{
    calendar::local,
    identity::{Role, TokenScope},
    ids::{AccountId, MemberId, SessionId, TokenId},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    errors::StoreError, identity as rows, scope::Scope, tokens as token_rows,
    workspaces as member_rows,
};
use utoipa::ToSchema;

use crate::{
    App,
    clock::{instant_of, micros},
    identity::secrets::Secret,
    workspaces::Member,
};

/// A session that is not used for so long ends.
pub const IDLE: Duration = Duration::from_hours(8);
/// A session ends after so long however it is used.
pub const LONGEST: Duration = Duration::from_hours(7 * 24);
/// How often the use of a session or token is written down.
const SEEN_EVERY: Duration = Duration::from_mins(1);

/// Who asks, and by what they were known.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The member.
    pub member: Member,
    /// By what they were known.
    pub by: By,
}

/// By what a caller was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The session of a browser.
    Session {
        /// Which.
        id: SessionId,
        /// Whose account.
        account: AccountId,
    },
    /// A personal token.
    Token {
        /// Which.
        id: TokenId,
        /// What it may be used for.
        scope: TokenScope,
    },
}

impl Caller {
    /// What the caller's token may be used for; none in a browser.
    pub fn token_scope(&self) -> Option<TokenScope> {
        match self.by {
            By::Session { .. } => None,
            By::Token { scope, .. } => Some(scope),
        }
    }
}

/// A signed-in browser as its owner sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionShown {
    /// Its id.
    pub id: SessionId,
    /// What the browser said it is.
    pub browser: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used, to the minute.
    pub last_used: Timestamp,
    /// When it ends whatever happens.
    pub ends: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// What must hold of the one who asks for something of an account.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// There is no such session, or it is another's.
    #[error("there is no such session")]
    UnknownSession,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Whom the secret of a cookie stands for now; none when it holds no more.
///
/// Password, role and admission are compared with those of the sign-in each time, so that a change of one ends the session at once
/// on every server. A session that is found past its end is ended for good: a clock that is set back does not revive it.
///
/// # Errors
/// [`StoreError`] when the store fails.
pub async fn of_session(app: &App, secret: &Secret) -> Result<Option<Caller>, StoreError> {
    let (scope, id) = (secret.scope(), SessionId(secret.id));
    let found = app.db.read(scope, async |tx| rows::held(tx, scope, id).await).await?;
    let Some(found) = found.filter(|found| secret.is(&found.secret_hash)) else { return Ok(None) };
    let now = app.clock.recorded();
    let member = MemberId(found.member_id);
    let is_over = instant_of(found.ends_at) <= now || instant_of(found.seen_at) + IDLE <= now;
    if is_over || found.is_same == 0 {
        let ended = app
            .db
            .transaction(scope, async move |tx| {
                rows::end_session(tx, scope, member, id, micros(now)).await
            })
            .await;
        return if_room(ended).map(|()| None);
    }
    if instant_of(found.seen_at) + SEEN_EVERY <= now {
        let at = micros(now);
        let seen = app
            .db
            .transaction(scope, async move |tx| rows::see_session(tx, scope, id, at).await)
            .await;
        if_room(seen)?;
    }
    let by = By::Session { id, account: AccountId(found.account_id) };
    let of = Of { name: found.name, role: found.role, zone: found.zone, country: found.country };
    caller(scope, member, of, by).map(Some)
}

/// Whom a token stands for now; none when it holds no more.
///
/// # Errors
/// [`StoreError`] when the store fails.
pub async fn of_token(app: &App, secret: &Secret) -> Result<Option<Caller>, StoreError> {
    let (scope, id) = (secret.scope(), TokenId(secret.id));
    let found = app.db.read(scope, async |tx| token_rows::held(tx, scope, id).await).await?;
    let Some(found) = found.filter(|found| secret.is(&found.secret_hash)) else { return Ok(None) };
    let now = app.clock.recorded();
    let member = MemberId(found.member_id);
    if found.expires_at.is_some_and(|at| instant_of(at) <= now) {
        let ended = app
            .db
            .transaction(scope, async move |tx| {
                token_rows::end(tx, scope, member, id, micros(now)).await
            })
            .await;
        return if_room(ended).map(|()| None);
    }
    if found.used_at.is_none_or(|at| instant_of(at) + SEEN_EVERY <= now) {
        let at = micros(now);
        let seen = app
            .db
            .transaction(scope, async move |tx| token_rows::see(tx, scope, id, at).await)
            .await;
        if_room(seen)?;
    }
    let may = TokenScope::parse(&found.scope)
        .map_err(|error| StoreError::Unreadable { what: "token", why: error.to_string() })?;
    let of = Of { name: found.name, role: found.role, zone: found.zone, country: found.country };
    caller(scope, member, of, By::Token { id, scope: may }).map(Some)
}

/// What is only noted about who asks is left unwritten on a full disk: reading goes on, and so do opt-outs.
fn if_room<T>(noted: Result<T, StoreError>) -> Result<(), StoreError> {
    match noted {
        Ok(_) | Err(StoreError::Full) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What is stored of the member whom something stands for.
struct Of {
    name: String,
    role: String,
    zone: String,
    country: String,
}

fn caller(scope: Scope, id: MemberId, of: Of, by: By) -> Result<Caller, StoreError> {
    let unreadable = |why: String| StoreError::Unreadable { what: "member", why };
    let zone = local::zone(&of.zone).map_err(|error| unreadable(error.to_string()))?;
    let role = Role::parse(&of.role).map_err(|error| unreadable(error.to_string()))?;
    let member = Member { scope, id, name: of.name, role, zone, country: of.country };
    Ok(Caller { member, by })
}

/// The sessions of the one who asks, newest first.
///
/// # Errors
/// [`IdentityError::Store`].
pub async fn sessions(app: &App, caller: &Caller) -> Result<Vec<SessionShown>, IdentityError> {
    let (scope, member, now) = (caller.member.scope, caller.member.id, app.clock.recorded());
    let found = app.db.read(scope, async |tx| rows::sessions(tx, scope, member).await).await?;
    let holds =
        |row: &rows::Session| instant_of(row.ends_at) > now && instant_of(row.seen_at) + IDLE > now;
    let shown = found.into_iter().filter(holds).map(|row| SessionShown {
        id: SessionId(row.id),
        since: instant_of(row.created_at),
        last_used: instant_of(row.seen_at),
        ends: instant_of(row.ends_at),
        is_this: matches!(caller.by, By::Session { id, .. } if id.0 == row.id),
        browser: row.browser,
    });
    Ok(shown.collect())
}

/// Ends a session of the one who asks.
///
/// # Errors
/// [`IdentityError::UnknownSession`] when it is none of theirs or has ended.
pub async fn end_session(
    app: &App,
    caller: &Caller,
    session: SessionId,
) -> Result<(), IdentityError> {
    let (scope, member, at) = (caller.member.scope, caller.member.id, micros(app.clock.recorded()));
    let n_ended = app
        .db
        .transaction(scope, async move |tx| rows::end_session(tx, scope, member, session, at).await)
        .await?;
    if n_ended == 0 { Err(IdentityError::UnknownSession) } else { Ok(()) }
}

/// Whether anybody can sign in at all.
///
/// # Errors
/// [`StoreError`] when the store fails.
pub async fn is_claimed(app: &App) -> Result<bool, StoreError> {
    app.db.read(Scope::INSTALLATION, async |tx| rows::has_accounts(tx).await).await
}

/// The row of a member of a workspace.
async fn member_row(
    tx: &mut store::transaction::Tx,
    scope: Scope,
    id: MemberId,
) -> Result<Option<member_rows::Member>, StoreError> {
    Ok(member_rows::members(tx, scope).await?.into_iter().find(|row| row.id == id.0))
}
