//! Signing in: by address and password, with a bound on how often somebody may try in vain.

use std::net::IpAddr;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::ids::{AccountId, MemberId, SessionId, WorkspaceId};
use sha2::{Digest, Sha256};
use store::{errors::StoreError, identity as rows, scope::Scope, transaction::Tx};
use uuid::Uuid;

use super::{
    By, Caller, LONGEST, member_row,
    passwords::{self, PasswordRefused},
    secrets::Secret,
};
use crate::{
    App,
    clock::{day_number, micros},
};

/// Wrong passwords of a day from one address of the network: nobody mistypes so often.
const TRIES_FROM_A_PLACE: i64 = 100;
/// Wrong passwords of a day for one account from browsers it does not know.
const TRIES_FOR_AN_ACCOUNT: i64 = 100;
/// Wrong passwords of a day from a browser that the account knows: these count apart, so that strangers who try do not
/// lock the owner out.
const TRIES_FROM_A_DEVICE: i64 = 20;
/// Longest name of a browser that is kept, in characters.
const BROWSER: usize = 200;

/// What somebody signs in with: it is not shown, for it holds a password.
#[derive(Clone)]
pub struct Attempt {
    /// The address of the account.
    pub email: String,
    /// The password.
    pub password: String,
    /// The workspace, by name, where the account is in several.
    pub workspace: Option<String>,
    /// The secret by which the browser is known, if it has one.
    pub device: Option<Secret>,
    /// Where the request came from.
    pub from: IpAddr,
    /// What the browser says it is.
    pub browser: String,
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// The secret of their session, for the cookie.
    pub session: Secret,
    /// The secret by which the browser is known from now on.
    pub device: Secret,
}

/// Why somebody cannot sign in or change their password.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address and password do not belong together, or there is no such account: which of the two is not told.
    #[error("address and password do not belong together")]
    Wrong,
    /// Somebody tried too often today.
    #[error(
        "too many wrong passwords today: try again tomorrow, or from a browser in which you have signed in before"
    )]
    TooManyTries,
    /// The account is in several workspaces and none was named.
    #[error("say which workspace you mean: {known}")]
    SeveralWorkspaces {
        /// Those it is in.
        known: String,
    },
    /// The account is in no such workspace, or may not sign in there any more.
    #[error("you have no access to this workspace any more: ask its admin")]
    NoAccess,
    /// The new password is not taken.
    #[error(transparent)]
    Password(#[from] PasswordRefused),
    /// The password cannot be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Signs somebody in.
///
/// # Errors
/// [`SignInError`]; a wrong password takes as long as an address that nobody has.
pub async fn sign_in(app: &App, attempt: Attempt) -> Result<SignedIn, SignInError> {
    let key = email_key(&attempt.email);
    let scope = Scope::INSTALLATION;
    let device = attempt.device.as_ref().map(|device| (device.id, device.clone()));
    let (account, known) = app
        .db
        .read(scope, async |tx| {
            let account = rows::account_of(tx, &key).await?;
            let known = match &device {
                Some((id, secret)) => rows::device(tx, *id).await?.filter(|row| {
                    secret.is(&row.secret_hash)
                        && account.as_ref().is_some_and(|account| account.id == row.account_id)
                }),
                None => None,
            };
            Ok::<_, StoreError>((account, known))
        })
        .await?;
    let bounds = bounds(attempt.from, &key, known.as_ref().map(|device| device.id));
    let today = day_number(app.clock.recorded().to_zoned(jiff::tz::TimeZone::UTC).date());
    count(app, &bounds, today).await?;
    let kept = account.as_ref().map(|account| account.password_hash.clone());
    let is_right = passwords::verify(attempt.password, kept).await;
    let Some(account) = account.filter(|_| is_right) else { return Err(SignInError::Wrong) };
    uncount(app, bounds, today).await?;
    let (workspace, member) = membership(app, &account, attempt.workspace.as_deref()).await?;
    begin(app, workspace, member, account, known.and(attempt.device), &attempt.browser).await
}

/// The address in the form in which addresses are compared.
pub(crate) fn email_key(email: &str) -> String {
    domain::people::email::EmailAddress::parse(email)
        .map_or_else(|_| domain::people::names::fold(email), |found| found.key().to_owned())
}

/// By what a try is counted, and how often it may be.
fn bounds(from: IpAddr, email_key: &str, device: Option<Uuid>) -> Vec<(String, i64)> {
    if let Some(device) = device {
        return vec![(format!("device {device}"), TRIES_FROM_A_DEVICE)];
    }
    // The account is not named: who tries is none of the log's business, and whom they mean neither.
    let account = format!("account {}", hashed(email_key));
    vec![(place(from), TRIES_FROM_A_PLACE), (account, TRIES_FOR_AN_ACCOUNT)]
}

fn hashed(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

/// Where a request came from: of an IPv6 address the half that names the network, as everybody has many of the rest.
fn place(from: IpAddr) -> String {
    match from {
        IpAddr::V4(address) => format!("place {address}"),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            let network = || format!("place {a:x}:{b:x}:{c:x}:{d:x}");
            address.to_ipv4_mapped().map_or_else(network, |address| format!("place {address}"))
        }
    }
}

/// Counts a try before it is made, so that many at once do not slip through.
async fn count(app: &App, bounds: &[(String, i64)], today: i64) -> Result<(), SignInError> {
    let bounds = bounds.to_vec();
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| {
            for (source, most) in &bounds {
                if rows::count_try(tx, source, today, *most).await? == 0 {
                    return Err(SignInError::TooManyTries);
                }
            }
            Ok(())
        })
        .await
}

/// A try that was not in vain does not count.
async fn uncount(app: &App, bounds: Vec<(String, i64)>, today: i64) -> Result<(), StoreError> {
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| {
            for (source, _) in &bounds {
                rows::uncount_try(tx, source, today).await?;
            }
            Ok(())
        })
        .await
}

/// The workspace somebody signs in to, and who they are there.
async fn membership(
    app: &App,
    account: &rows::Account,
    named: Option<&str>,
) -> Result<(Scope, MemberId), SignInError> {
    let id = AccountId(account.id);
    let found =
        app.db.read(Scope::INSTALLATION, async |tx| rows::memberships(tx, id).await).await?;
    let folded = named.map(domain::people::names::fold);
    let is_meant = |name: &str| {
        folded.as_ref().is_none_or(|folded| domain::people::names::fold(name) == *folded)
    };
    let mut meant = found.iter().filter(|(_, name, _)| is_meant(name));
    match (meant.next(), meant.next()) {
        (None, _) => Err(SignInError::NoAccess),
        (Some((workspace, _, member)), None) => {
            Ok((Scope::of(WorkspaceId(*workspace)), MemberId(*member)))
        }
        (Some(_), Some(_)) => {
            let known: Vec<&str> = found.iter().map(|(_, name, _)| name.as_str()).collect();
            Err(SignInError::SeveralWorkspaces { known: known.join(", ") })
        }
    }
}

/// Begins a session: always a new one, whatever the browser brought along.
async fn begin(
    app: &App,
    scope: Scope,
    member: MemberId,
    account: rows::Account,
    device: Option<Secret>,
    browser: &str,
) -> Result<SignedIn, SignInError> {
    let inner = app.clone();
    let browser: String = browser.chars().take(BROWSER).collect();
    let begun = app
        .db
        .transaction(scope, async move |tx| {
            begin_in(tx, &inner, scope, member, &account, &browser).await
        })
        .await?;
    let account = match begun.0.by {
        By::Session { account, .. } => account,
        By::Token { .. } => return Err(SignInError::NoAccess),
    };
    let device = match device {
        Some(device) => device,
        None => remember(app, account).await?,
    };
    Ok(SignedIn { caller: begun.0, session: begun.1, device })
}

/// Begins a session inside a transaction.
pub(super) async fn begin_in(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    member: MemberId,
    account: &rows::Account,
    browser: &str,
) -> Result<(Caller, Secret), SignInError> {
    let row = member_row(tx, scope, member).await?;
    let row = row.filter(|row| row.disabled_at.is_none() && row.account_id == Some(account.id));
    let Some(row) = row else { return Err(SignInError::NoAccess) };
    let (now, secret) = (app.clock.recorded(), Secret::new(scope, app.ids.next()));
    let session = rows::Session {
        id: secret.id,
        member_id: row.id,
        account_id: account.id,
        secret_hash: secret.hash(),
        account_epoch: account.epoch,
        member_epoch: row.epoch,
        browser: browser.to_owned(),
        created_at: micros(now),
        seen_at: micros(now),
        ends_at: micros(now + LONGEST),
        ended_at: None,
    };
    rows::insert_session(tx, scope, &session).await?;
    let by = By::Session { id: SessionId(secret.id), account: AccountId(account.id) };
    let of = super::Of { name: row.name, role: row.role, zone: row.zone, country: row.country };
    Ok((super::caller(scope, member, of, by)?, secret))
}

/// Remembers the browser of an account.
pub(super) async fn remember(app: &App, account: AccountId) -> Result<Secret, StoreError> {
    let secret = Secret::new(Scope::INSTALLATION, app.ids.next());
    let row = rows::Device { id: secret.id, account_id: account.0, secret_hash: secret.hash() };
    let at = micros(app.clock.recorded());
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| rows::insert_device(tx, &row, at).await)
        .await?;
    Ok(secret)
}

/// Changes the password of the one who asks; every session of the account ends, and one begins for this browser.
///
/// # Errors
/// [`SignInError::Wrong`] when `old` is not the password, [`SignInError::Password`] when the new one is not taken.
pub async fn change_password(
    app: &App,
    caller: &Caller,
    old: String,
    new: String,
    browser: &str,
) -> Result<(Caller, Secret), SignInError> {
    let By::Session { account, .. } = caller.by else { return Err(SignInError::NoAccess) };
    let found =
        app.db.read(Scope::INSTALLATION, async |tx| rows::account(tx, account).await).await?;
    let Some(found) = found else { return Err(SignInError::NoAccess) };
    let bounds = vec![(format!("password {account}"), TRIES_FROM_A_DEVICE)];
    let today = day_number(app.clock.recorded().to_zoned(jiff::tz::TimeZone::UTC).date());
    count(app, &bounds, today).await?;
    if !passwords::verify(old, Some(found.password_hash.clone())).await {
        return Err(SignInError::Wrong);
    }
    uncount(app, bounds, today).await?;
    passwords::check(&new, &[&found.email, &caller.member.name])?;
    let hash = passwords::hash(new).await.map_err(|_| SignInError::Hash)?;
    let (inner, scope, member) = (app.clone(), caller.member.scope, caller.member.id);
    let browser: String = browser.chars().take(BROWSER).collect();
    app.db
        .transaction(scope, async move |tx| {
            let at = micros(inner.clock.recorded());
            if rows::set_password(tx, &found, &hash, at).await? == 0 {
                return Err(SignInError::Wrong);
            }
            let renewed = rows::account(tx, account).await?.ok_or(SignInError::NoAccess)?;
            begin_in(tx, &inner, scope, member, &renewed, &browser).await
        })
        .await
}
