//! Letting somebody in: by a link that works once.

use std::time::Duration;

use domain::{
    identity::Role,
    ids::{AccountId, InvitationId, MemberId},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    errors::StoreError, identity as rows, scope::Scope, transaction::Tx, workspaces as member_rows,
};
use utoipa::ToSchema;

use super::{
    Caller, is_claimed, member_row,
    passwords::{self, PasswordRefused},
    secrets::Secret,
    sign_in::{self, SignInError, SignedIn},
};
use crate::{
    App,
    audit::Change,
    clock::{instant_of, micros},
    workspaces::{self, Member, NewMember, Workspace, WorkspaceError},
};

/// How long a link lets somebody in.
pub const HOLDS: Duration = Duration::from_hours(7 * 24);

/// An invitation as an admin sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitationShown {
    /// Its id.
    pub id: InvitationId,
    /// The role it gives.
    pub role: Role,
    /// For whom it is; empty when whoever has the link may use it.
    pub email: String,
    /// The rep whom it lets sign in, or whose password it sets anew; none makes a new member.
    pub member: Option<MemberId>,
    /// Since when.
    pub made: Timestamp,
    /// Until when it lets somebody in.
    pub expires: Timestamp,
}

/// A new invitation with its secret, which is told this once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Invited {
    /// What was made.
    #[serde(flatten)]
    pub invitation: InvitationShown,
    /// What the link ends with.
    pub secret: String,
}

/// Whom to let in.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The role they get.
    pub role: Role,
    /// Their address, when nobody else may use the link.
    pub email: String,
    /// The member they are; none makes a new one.
    pub member: Option<MemberId>,
}

/// What somebody says of themselves who was let in.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The secret of the link.
    pub secret: Secret,
    /// The address they will sign in with.
    pub email: String,
    /// Their password, or the one they have when the account is there already.
    pub password: String,
    /// Their name, time zone and holiday calendar, unless they are a member already who has a name.
    pub new: Option<NewMember>,
    /// What their browser says it is.
    pub browser: String,
}

/// Why nobody can be let in.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// There is no such invitation, or it lets nobody in any more.
    #[error("this link lets nobody in any more: ask for a new one")]
    NotOpen,
    /// It is for another address.
    #[error("this link is for another address")]
    OtherAddress,
    /// There is no such member.
    #[error("there is no such member")]
    UnknownMember,
    /// The address is not one.
    #[error("`{email}` is no e-mail address")]
    Address {
        /// What was given.
        email: String,
    },
    /// There is an account with this address and another password.
    #[error("this address has an account already: give its password")]
    OtherPassword,
    /// The member signs in with another account.
    #[error("this member signs in with another account")]
    OtherAccount,
    /// Name, zone and country are needed for a new member.
    #[error("say your name and time zone")]
    NameNeeded,
    /// The password is not taken.
    #[error(transparent)]
    Password(#[from] PasswordRefused),
    /// The member cannot be made.
    #[error(transparent)]
    Member(#[from] WorkspaceError),
    /// They cannot be signed in.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Makes a link that lets somebody in.
///
/// # Errors
/// [`InvitationError::UnknownMember`], [`InvitationError::Address`].
pub async fn invite(
    app: &App,
    admin: &Member,
    new: NewInvitation,
) -> Result<Invited, InvitationError> {
    make(app, admin.scope, Some(admin.id), new).await
}

async fn make(
    app: &App,
    scope: Scope,
    made_by: Option<MemberId>,
    new: NewInvitation,
) -> Result<Invited, InvitationError> {
    let email = new.email.trim().to_owned();
    if !email.is_empty() {
        domain::people::email::EmailAddress::parse(&email)
            .map_err(|_| InvitationError::Address { email: email.clone() })?;
    }
    let (now, secret) = (app.clock.recorded(), Secret::new(scope, app.ids.next()));
    let row = rows::Invitation {
        id: secret.id,
        member_id: new.member.map(|member| member.0),
        role: new.role.to_string(),
        email,
        secret_hash: secret.hash(),
        made_by: made_by.map(|member| member.0),
        created_at: micros(now),
        expires_at: micros(now + HOLDS),
        used_at: None,
        revoked_at: None,
    };
    let (written, inner) = (row.clone(), app.clone());
    app.db
        .transaction(scope, async move |tx| {
            if let Some(member) = written.member_id
                && member_row(tx, scope, MemberId(member)).await?.is_none()
            {
                return Err(InvitationError::UnknownMember);
            }
            rows::insert_invitation(tx, scope, &written).await?;
            let change = Change::new("made", "invitation", written.id);
            let change = change.with("role", written.role.as_str());
            Ok(change.record(tx, &inner, scope, made_by).await?)
        })
        .await?;
    Ok(Invited { invitation: shown(row, new.role), secret: secret.text() })
}

/// The link by which the first admin comes in; none once anybody can sign in. A link told before lets nobody in any more.
///
/// It makes the only rep of the workspace the admin, so that what was done on the command line is theirs.
///
/// # Errors
/// [`InvitationError::Store`].
pub async fn first_admin(
    app: &App,
    workspace: &Workspace,
) -> Result<Option<Invited>, InvitationError> {
    if is_claimed(app).await? {
        return Ok(None);
    }
    let scope = Scope::of(workspace.id);
    let at = micros(app.clock.recorded());
    app.db
        .transaction(scope, async move |tx| rows::revoke_own_invitations(tx, scope, at).await)
        .await?;
    let members = workspaces::members(app, workspace).await?;
    let member = match members.as_slice() {
        [only] => Some(only.id),
        _ => None,
    };
    let new = NewInvitation { role: Role::Admin, email: String::new(), member };
    make(app, scope, None, new).await.map(Some)
}

/// The invitations that still let somebody in, newest first.
///
/// # Errors
/// [`InvitationError::Store`].
pub async fn list(app: &App, admin: &Member) -> Result<Vec<InvitationShown>, InvitationError> {
    let (scope, at) = (admin.scope, micros(app.clock.recorded()));
    let found = app.db.read(scope, async |tx| rows::open_invitations(tx, scope, at).await).await?;
    let read = |row: rows::Invitation| {
        let role = Role::parse(&row.role).map_err(|error| StoreError::Unreadable {
            what: "invitation",
            why: error.to_string(),
        })?;
        Ok(shown(row, role))
    };
    found.into_iter().map(read).collect()
}

/// Takes an invitation back.
///
/// # Errors
/// [`InvitationError::NotOpen`] when it lets nobody in any more.
pub async fn revoke(app: &App, admin: &Member, id: InvitationId) -> Result<(), InvitationError> {
    let (scope, at) = (admin.scope, micros(app.clock.recorded()));
    let (inner, by) = (app.clone(), admin.clone());
    let n_revoked = app
        .db
        .transaction(scope, async move |tx| {
            let n_revoked = rows::revoke_invitation(tx, scope, id, at).await?;
            if n_revoked > 0 {
                Change::new("revoked", "invitation", id.0).by(tx, &inner, &by).await?;
            }
            Ok::<_, StoreError>(n_revoked)
        })
        .await?;
    if n_revoked == 0 { Err(InvitationError::NotOpen) } else { Ok(()) }
}

/// Lets somebody in: makes their account unless they have one, makes them a member unless they are one, and signs them in.
///
/// # Errors
/// [`InvitationError`] for each thing that can be wrong; nothing is made then, and the link can be used again.
pub async fn accept(app: &App, told: Acceptance) -> Result<SignedIn, InvitationError> {
    let email = domain::people::email::EmailAddress::parse(&told.email)
        .map_err(|_| InvitationError::Address { email: told.email.clone() })?;
    let key = sign_in::email_key(&told.email);
    let known =
        app.db.read(Scope::INSTALLATION, async |tx| rows::account_of(tx, &key).await).await?;
    // Looked at before anything that takes long: who has no link does not get to hash passwords.
    let open = open(app, &told.secret, &key).await?;
    let sets_anew = known.as_ref().is_some_and(|account| open.account == Some(account.id));
    let about = [told.email.as_str(), told.new.as_ref().map_or("", |new| new.name.as_str())];
    let hash = match &known {
        Some(account) if !sets_anew => {
            let kept = Some(account.password_hash.clone());
            if !passwords::verify(told.password, kept).await {
                return Err(InvitationError::OtherPassword);
            }
            None
        }
        _ => {
            passwords::check(&told.password, &about)?;
            Some(passwords::hash(told.password).await.map_err(|_| SignInError::Hash)?)
        }
    };
    let member = match &told.new {
        Some(new) if open.member.is_none() || open.is_unnamed => {
            Some(workspaces::member_row(app, new)?)
        }
        None if open.member.is_none() => return Err(InvitationError::NameNeeded),
        _ => None,
    };
    let account = known.unwrap_or_else(|| rows::Account {
        id: app.ids.next(),
        email: email.as_str().to_owned(),
        email_key: key,
        password_hash: String::new(),
        epoch: 0,
        created_at: micros(app.clock.recorded()),
        updated_at: micros(app.clock.recorded()),
    });
    let entry = Entry { secret: told.secret, account, hash, member, browser: told.browser };
    let (caller, session, account) = enter(app, entry).await?;
    let device = sign_in::remember(app, account).await?;
    Ok(SignedIn { caller, session, device })
}

/// Whom an open invitation is for.
struct Open {
    /// The member it is for, if there is one.
    member: Option<MemberId>,
    /// The account with which that member signs in, if they do.
    account: Option<uuid::Uuid>,
    /// Whether that member is the one that empty data was given, whom nobody named yet.
    is_unnamed: bool,
}

async fn open(app: &App, secret: &Secret, email_key: &str) -> Result<Open, InvitationError> {
    let (scope, now) = (secret.scope(), app.clock.recorded());
    let (found, member) = app
        .db
        .read(scope, async |tx| {
            let found = rows::invitation(tx, scope, InvitationId(secret.id)).await?;
            let member = match found.as_ref().and_then(|row| row.member_id) {
                Some(member) => member_row(tx, scope, MemberId(member)).await?,
                None => None,
            };
            Ok::<_, StoreError>((found, member))
        })
        .await?;
    let is_open = |row: &rows::Invitation| {
        row.used_at.is_none()
            && row.revoked_at.is_none()
            && instant_of(row.expires_at) > now
            && secret.is(&row.secret_hash)
    };
    let row = found.filter(is_open).ok_or(InvitationError::NotOpen)?;
    if !row.email.is_empty() && sign_in::email_key(&row.email) != email_key {
        return Err(InvitationError::OtherAddress);
    }
    Ok(Open {
        member: row.member_id.map(MemberId),
        account: member.as_ref().and_then(|member| member.account_id),
        is_unnamed: member.is_some_and(|member| is_unnamed(&member)),
    })
}

/// What is written when somebody is let in.
#[derive(Clone)]
struct Entry {
    secret: Secret,
    account: rows::Account,
    /// The password's hash, where it is set.
    hash: Option<String>,
    /// The member that is made, where one is.
    member: Option<member_rows::Member>,
    browser: String,
}

/// Uses the link, in one transaction: of two who come with it at once one gets in.
async fn enter(app: &App, entry: Entry) -> Result<(Caller, Secret, AccountId), InvitationError> {
    let (inner, scope) = (app.clone(), entry.secret.scope());
    let name = entry.member.as_ref().map(|member| member.name.clone()).unwrap_or_default();
    let entered = app
        .db
        .transaction(scope, async move |tx| enter_in(tx, &inner, scope, entry.clone()).await)
        .await;
    entered.map_err(|error| match error {
        InvitationError::Store(error) if error.is_unique("account", "email_key") => {
            InvitationError::OtherPassword
        }
        InvitationError::Store(error) => match workspaces::taken(error, "member", &name) {
            WorkspaceError::Store(error) => InvitationError::Store(error),
            taken => InvitationError::Member(taken),
        },
        other => other,
    })
}

async fn enter_in(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    entry: Entry,
) -> Result<(Caller, Secret, AccountId), InvitationError> {
    let (id, at) = (InvitationId(entry.secret.id), micros(app.clock.recorded()));
    if rows::use_invitation(tx, scope, id, at).await? == 0 {
        return Err(InvitationError::NotOpen);
    }
    let invitation = rows::invitation(tx, scope, id).await?.ok_or(InvitationError::NotOpen)?;
    let mut account = entry.account;
    let account_id = AccountId(account.id);
    let is_known = rows::account(tx, account_id).await?.is_some();
    match entry.hash {
        Some(hash) if is_known => {
            if rows::set_password(tx, &account, &hash, at).await? == 0 {
                return Err(InvitationError::OtherPassword);
            }
            account.epoch += 1;
        }
        Some(hash) => {
            account.password_hash = hash;
            rows::insert_account(tx, &account).await?;
        }
        None => {}
    }
    let member = match (invitation.member_id, entry.member) {
        (Some(member), None) => MemberId(member),
        (Some(member), Some(row)) => {
            name(tx, scope, MemberId(member), &row).await?;
            MemberId(member)
        }
        (None, Some(row)) => {
            let folded = domain::people::names::fold(&row.name);
            member_rows::insert_member(tx, scope, &row, &folded).await?;
            MemberId(row.id)
        }
        (None, None) => return Err(InvitationError::NameNeeded),
    };
    let bound = member_rows::bind_member(tx, scope, member, account_id, &invitation.role).await?;
    if bound == 0 {
        return Err(InvitationError::OtherAccount);
    }
    let change = Change::new("came in", "member", member.0).with("role", invitation.role.as_str());
    change.record(tx, app, scope, Some(member)).await?;
    rows::join(tx, scope, account_id, member).await?;
    let change = Change::new("let_in", "member", member.0).with("role", invitation.role.as_str());
    change.record(tx, app, scope, Some(member)).await?;
    let (caller, session) =
        sign_in::begin_in(tx, app, scope, member, &account, &entry.browser).await?;
    Ok((caller, session, account_id))
}

/// Whether a member is the one that empty data was given and with whom nobody signed in.
fn is_unnamed(member: &member_rows::Member) -> bool {
    member.name == workspaces::FIRST_REP && member.account_id.is_none()
}

/// Gives the member whom nobody named what they say of themselves; a holiday calendar that was chosen before stays unless
/// they name one.
async fn name(
    tx: &mut Tx,
    scope: Scope,
    id: MemberId,
    told: &member_rows::Member,
) -> Result<(), InvitationError> {
    let Some(there) = member_row(tx, scope, id).await?.filter(is_unnamed) else { return Ok(()) };
    let folded = domain::people::names::fold(&told.name);
    member_rows::rename_member(tx, scope, id, &told.name, &folded).await?;
    let country = if told.country.is_empty() { &there.country } else { &told.country };
    member_rows::place_member(tx, scope, id, &told.zone, country).await?;
    Ok(())
}

fn shown(row: rows::Invitation, role: Role) -> InvitationShown {
    InvitationShown {
        id: InvitationId(row.id),
        role,
        email: row.email,
        member: row.member_id.map(MemberId),
        made: instant_of(row.created_at),
        expires: instant_of(row.expires_at),
    }
}
