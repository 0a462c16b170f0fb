//! Who signs in: accounts, sessions, invitations, known browsers, and how often somebody tried in vain.
//!
//! Of every secret only its hash is stored.

pub mod past;

use domain::ids::{AccountId, InvitationId, MemberId, SessionId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Somebody who signs in, in however many workspaces.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// The address they sign in with.
    pub email: String,
    /// The address as it is compared, unique.
    pub email_key: String,
    /// The password's hash (argon2id), in the PHC string format.
    pub password_hash: String,
    /// Rises with each change of the password.
    pub epoch: i64,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// When the password was last changed, microseconds UTC.
    pub updated_at: i64,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Who is signed in.
    pub member_id: Uuid,
    /// With which account.
    pub account_id: Uuid,
    /// SHA-256 of the secret in the cookie.
    pub secret_hash: Vec<u8>,
    /// The account's epoch at sign-in.
    pub account_epoch: i64,
    /// The member's epoch at sign-in.
    pub member_epoch: i64,
    /// What the browser said it is.
    pub browser: String,
    /// When it began, microseconds UTC.
    pub created_at: i64,
    /// When it was last used, microseconds UTC; written at most once a minute.
    pub seen_at: i64,
    /// When it ends whatever happens, microseconds UTC.
    pub ends_at: i64,
    /// When it was ended, microseconds UTC.
    pub ended_at: Option<i64>,
}

/// A session with what it takes to know whether it still holds, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    /// Who is signed in.
    pub member_id: Uuid,
    /// With which account.
    pub account_id: Uuid,
    /// SHA-256 of the secret in the cookie.
    pub secret_hash: Vec<u8>,
    /// Whether password, role and admission are those of the sign-in: 1 or 0.
    pub is_same: i64,
    /// When it was last used, microseconds UTC.
    pub seen_at: i64,
    /// When it ends whatever happens, microseconds UTC.
    pub ends_at: i64,
    /// The member's name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Their time zone.
    pub zone: String,
    /// Their holiday calendar.
    pub country: String,
}

/// A link that lets somebody in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Invitation {
    /// Its id.
    pub id: Uuid,
    /// The rep of the command line whom it lets sign in, or whose password it sets anew; none makes a new member.
    pub member_id: Option<Uuid>,
    /// The role it gives.
    pub role: String,
    /// For whom it is; empty when whoever has the link may use it.
    pub email: String,
    /// SHA-256 of the secret in the link.
    pub secret_hash: Vec<u8>,
    /// Who made it; none when the program did.
    pub made_by: Option<Uuid>,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// Until when it lets somebody in, microseconds UTC.
    pub expires_at: i64,
    /// When it was used, microseconds UTC.
    pub used_at: Option<i64>,
    /// When it was taken back, microseconds UTC.
    pub revoked_at: Option<i64>,
}

/// A browser in which somebody has signed in before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Device {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub account_id: Uuid,
    /// SHA-256 of the secret in its cookie.
    pub secret_hash: Vec<u8>,
}

/// The account of an address, in the form in which addresses are compared.
pub async fn account_of(tx: &mut Tx, email_key: &str) -> Result<Option<Account>, StoreError> {
    tx.optional(
        sql!(
            "select id, email, email_key, password_hash, epoch, created_at, updated_at
from account
where email_key = $1"
        )
        .bind(email_key),
    )
    .await
}

/// An account.
pub async fn account(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, StoreError> {
    tx.optional(
        sql!(
            "select id, email, email_key, password_hash, epoch, created_at, updated_at
from account
where id = $1"
        )
        .bind(id),
    )
    .await
}

/// Whether anybody at all can sign in.
pub async fn has_accounts(tx: &mut Tx) -> Result<bool, StoreError> {
    let found: Option<(Uuid,)> = tx.optional(sql!("select id from account limit 1")).await?;
    Ok(found.is_some())
}

/// Adds an account. An address that is taken is a constraint error.
pub async fn insert_account(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into account (id, email, email_key, password_hash, epoch, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(account.id)
        .bind(account.email.as_str())
        .bind(account.email_key.as_str())
        .bind(account.password_hash.as_str())
        .bind(account.epoch)
        .bind(account.created_at)
        .bind(account.updated_at),
    )
    .await?;
    Ok(())
}

/// Sets a password anew: whoever was signed in with the one before is out. Nothing happens when it was changed meanwhile.
pub async fn set_password(
    tx: &mut Tx,
    account: &Account,
    password_hash: &str,
    at: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update account set password_hash = $3, epoch = epoch + 1, updated_at = $4
where id = $1 and epoch = $2"
        )
        .bind(account.id)
        .bind(account.epoch)
        .bind(password_hash)
        .bind(at),
    )
    .await
}

/// Writes down that an account is a member of a workspace.
pub async fn join(
    tx: &mut Tx,
    scope: Scope,
    account: AccountId,
    member: MemberId,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into account_member (account_id, workspace_id, member_id)
values ($1, $2, $3)
on conflict (account_id, workspace_id) do nothing"
        )
        .bind(account)
        .bind(scope.workspace)
        .bind(member),
    )
    .await?;
    Ok(())
}

/// The workspaces of an account with their names and who it is there: workspace, its name, member.
pub async fn memberships(
    tx: &mut Tx,
    account: AccountId,
) -> Result<Vec<(Uuid, String, Uuid)>, StoreError> {
    tx.all(
        sql!(
            "select account_member.workspace_id, workspace.name, account_member.member_id
from account_member
join workspace on workspace.id = account_member.workspace_id
where account_member.account_id = $1
order by workspace.created_at, workspace.id"
        )
        .bind(account),
    )
    .await
}

/// Begins a session.
pub async fn insert_session(
    tx: &mut Tx,
    scope: Scope,
    session: &Session,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into session (workspace_id, id, member_id, account_id, secret_hash, account_epoch, member_epoch, browser, created_at, seen_at, ends_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        )
        .bind(scope.workspace)
        .bind(session.id)
        .bind(session.member_id)
        .bind(session.account_id)
        .bind(session.secret_hash.as_slice())
        .bind(session.account_epoch)
        .bind(session.member_epoch)
        .bind(session.browser.as_str())
        .bind(session.created_at)
        .bind(session.seen_at)
        .bind(session.ends_at),
    )
    .await?;
    Ok(())
}

/// A session that was not ended, with the member as they are now; none when they may not sign in any more.
pub async fn held(
    tx: &mut Tx,
    scope: Scope,
    session: SessionId,
) -> Result<Option<Held>, StoreError> {
    tx.optional(
        sql!(
            "select session.member_id, session.account_id, session.secret_hash,
    cast(case when session.account_epoch = account.epoch and session.member_epoch = coalesce(member.epoch, 0) then 1 else 0 end as bigint) as is_same,
    session.seen_at, session.ends_at, member.name, member.role, member.zone, member.country
from session
join member on member.workspace_id = session.workspace_id and member.id = session.member_id
join account on account.id = session.account_id
where session.workspace_id = $1 and session.id = $2 and session.ended_at is null and member.disabled_at is null"
        )
        .bind(scope.workspace)
        .bind(session),
    )
    .await
}

/// The sessions of a member that still hold but for their age, newest first.
pub async fn sessions(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Session>, StoreError> {
    tx.all(
        sql!(
            "select session.id, session.member_id, session.account_id, session.secret_hash, session.account_epoch, session.member_epoch,
    session.browser, session.created_at, session.seen_at, session.ends_at, session.ended_at
from session
join member on member.workspace_id = session.workspace_id and member.id = session.member_id and coalesce(member.epoch, 0) = session.member_epoch
join account on account.id = session.account_id and account.epoch = session.account_epoch
where session.workspace_id = $1 and session.member_id = $2 and session.ended_at is null
order by session.created_at desc, session.id desc"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Writes down that a session was used.
pub async fn see_session(
    tx: &mut Tx,
    scope: Scope,
    session: SessionId,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "update session set seen_at = $3 where workspace_id = $1 and id = $2 and seen_at < $3"
        )
        .bind(scope.workspace)
        .bind(session)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Ends a session of a member.
pub async fn end_session(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    session: SessionId,
    at: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update session set ended_at = $4
where workspace_id = $1 and id = $3 and member_id = $2 and ended_at is null"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(session)
        .bind(at),
    )
    .await
}

/// Adds an invitation.
pub async fn insert_invitation(
    tx: &mut Tx,
    scope: Scope,
    invitation: &Invitation,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into invitation (workspace_id, id, member_id, role, email, secret_hash, made_by, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        )
        .bind(scope.workspace)
        .bind(invitation.id)
        .bind(invitation.member_id)
        .bind(invitation.role.as_str())
        .bind(invitation.email.as_str())
        .bind(invitation.secret_hash.as_slice())
        .bind(invitation.made_by)
        .bind(invitation.created_at)
        .bind(invitation.expires_at),
    )
    .await?;
    Ok(())
}

/// An invitation, whether it still lets somebody in or not.
pub async fn invitation(
    tx: &mut Tx,
    scope: Scope,
    id: InvitationId,
) -> Result<Option<Invitation>, StoreError> {
    tx.optional(
        sql!(
            "select id, member_id, role, email, secret_hash, made_by, created_at, expires_at, used_at, revoked_at
from invitation
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .for_update(),
    )
    .await
}

/// The invitations that let somebody in at `at`, newest first.
pub async fn open_invitations(
    tx: &mut Tx,
    scope: Scope,
    at: i64,
) -> Result<Vec<Invitation>, StoreError> {
    tx.all(
        sql!(
            "select id, member_id, role, email, secret_hash, made_by, created_at, expires_at, used_at, revoked_at
from invitation
where workspace_id = $1 and used_at is null and revoked_at is null and expires_at > $2
order by created_at desc, id desc"
        )
        .bind(scope.workspace)
        .bind(at),
    )
    .await
}

/// Uses an invitation, once.
pub async fn use_invitation(
    tx: &mut Tx,
    scope: Scope,
    id: InvitationId,
    at: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update invitation set used_at = $3
where workspace_id = $1 and id = $2 and used_at is null and revoked_at is null"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(at),
    )
    .await
}

/// Takes an invitation back.
pub async fn revoke_invitation(
    tx: &mut Tx,
    scope: Scope,
    id: InvitationId,
    at: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update invitation set revoked_at = $3
where workspace_id = $1 and id = $2 and used_at is null and revoked_at is null"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(at),
    )
    .await
}

/// Takes back every open invitation that the program itself made.
pub async fn revoke_own_invitations(tx: &mut Tx, scope: Scope, at: i64) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update invitation set revoked_at = $2
where workspace_id = $1 and made_by is null and used_at is null and revoked_at is null"
        )
        .bind(scope.workspace)
        .bind(at),
    )
    .await
}

/// A known browser.
pub async fn device(tx: &mut Tx, id: Uuid) -> Result<Option<Device>, StoreError> {
    tx.optional(sql!("select id, account_id, secret_hash from device where id = $1").bind(id)).await
}

/// Remembers a browser of an account.
pub async fn insert_device(tx: &mut Tx, device: &Device, at: i64) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into device (id, account_id, secret_hash, created_at, used_at)
values ($1, $2, $3, $4, $5)"
        )
        .bind(device.id)
        .bind(device.account_id)
        .bind(device.secret_hash.as_slice())
        .bind(at)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Counts one try of a day from a source, unless `most` were counted already: 1 when it was counted, else 0.
pub async fn count_try(
    tx: &mut Tx,
    source: &str,
    on_day: i64,
    most: i64,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "insert into sign_in_try (source, on_day, n)
values ($1, $2, 1)
on conflict (source, on_day) do update set n = sign_in_try.n + 1 where sign_in_try.n < $3"
        )
        .bind(source)
        .bind(on_day)
        .bind(most),
    )
    .await
}

/// Takes one try back, as it was not in vain.
pub async fn uncount_try(tx: &mut Tx, source: &str, on_day: i64) -> Result<(), StoreError> {
    tx.execute(
        sql!("update sign_in_try set n = n - 1 where source = $1 and on_day = $2 and n > 0")
            .bind(source)
            .bind(on_day),
    )
    .await?;
    Ok(())
}
