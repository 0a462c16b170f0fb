//! Workspaces, their members and their settings.

use domain::ids::{AccountId, MemberId, WorkspaceId};
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::statement::Statement;
use crate::transaction::Tx;

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Workspace {
    /// Its id.
    pub id: Uuid,
    /// Its name, unique without regard to case.
    pub name: String,
    /// 1 when it was made to try the product out and may be removed by one command.
    pub is_sample: i64,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
}

/// A rep, coach or admin.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Member {
    /// Their id.
    pub id: Uuid,
    /// Their name, unique in the workspace without regard to case.
    pub name: String,
    /// `rep`, `coach` or `admin`.
    pub role: String,
    /// IANA time zone.
    pub zone: String,
    /// Holiday calendar: country with an optional subdivision (`DE`, `DE-BY`), or empty.
    pub country: String,
    /// When they joined, microseconds UTC.
    pub created_at: i64,
    /// Who signs in as them; none for a rep of the command line.
    pub account_id: Option<Uuid>,
    /// Since when they may not sign in, microseconds UTC.
    pub disabled_at: Option<i64>,
    /// Rises when the role changes, or when they are disabled or let in again.
    pub epoch: i64,
}

/// All workspaces of this database, oldest first. Not scoped: this is how a scope is found.
pub async fn all(tx: &mut Tx) -> Result<Vec<Workspace>, StoreError> {
    tx.all(sql!("select id, name, is_sample, created_at from workspace order by created_at, id"))
        .await
}

/// Adds a workspace. A name that is taken is a constraint error.
pub async fn insert(
    tx: &mut Tx,
    workspace: &Workspace,
    name_folded: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("insert into workspace (id, name, name_folded, is_sample, created_at) values ($1, $2, $3, $4, $5)")
            .bind(workspace.id)
            .bind(workspace.name.as_str())
            .bind(name_folded)
            .bind(workspace.is_sample)
            .bind(workspace.created_at),
    )
    .await?;
    Ok(())
}

/// Gives a workspace another name. A name that is taken is a constraint error.
pub async fn rename(
    tx: &mut Tx,
    id: WorkspaceId,
    name: &str,
    name_folded: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update workspace set name = $2, name_folded = $3 where id = $1")
            .bind(id)
            .bind(name)
            .bind(name_folded),
    )
    .await?;
    Ok(())
}

/// Locks a workspace until the transaction ends, so that two changes of its members or settings come one after the other.
/// On SQLite the one writer is lock enough.
pub async fn lock(tx: &mut Tx, scope: Scope) -> Result<(), StoreError> {
    tx.lock(sql!("select id from workspace where id = $1").bind(scope.workspace)).await
}

/// The members of a workspace, oldest first.
pub async fn members(tx: &mut Tx, scope: Scope) -> Result<Vec<Member>, StoreError> {
    tx.all(all_members(scope)).await
}

pub(crate) fn all_members(scope: Scope) -> Statement {
    sql!(
        "select id, name, role, zone, country, created_at, account_id, disabled_at, coalesce(epoch, 0) as epoch
from member
where workspace_id = $1
order by created_at, id"
    )
    .bind(scope.workspace)
}

/// Adds a member. A name that is taken is a constraint error.
pub async fn insert_member(
    tx: &mut Tx,
    scope: Scope,
    member: &Member,
    name_folded: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into member (workspace_id, id, name, name_folded, role, zone, country, created_at, account_id, epoch)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)"
        )
        .bind(scope.workspace)
        .bind(member.id)
        .bind(member.name.as_str())
        .bind(name_folded)
        .bind(member.role.as_str())
        .bind(member.zone.as_str())
        .bind(member.country.as_str())
        .bind(member.created_at)
        .bind(member.account_id),
    )
    .await?;
    Ok(())
}

/// Changes a member's time zone and holiday calendar.
pub async fn place_member(
    tx: &mut Tx,
    scope: Scope,
    id: MemberId,
    zone: &str,
    country: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update member set zone = $3, country = $4 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(zone)
            .bind(country),
    )
    .await?;
    Ok(())
}

/// Gives a member another name. A name that is taken is a constraint error.
pub async fn rename_member(
    tx: &mut Tx,
    scope: Scope,
    id: MemberId,
    name: &str,
    name_folded: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("update member set name = $3, name_folded = $4 where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id)
            .bind(name)
            .bind(name_folded),
    )
    .await?;
    Ok(())
}

/// Binds a member to the account that signs in as them, with a role.
pub async fn bind_member(
    tx: &mut Tx,
    scope: Scope,
    id: MemberId,
    account: AccountId,
    role: &str,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update member set account_id = $3, role = $4, epoch = coalesce(epoch, 0) + 1
where workspace_id = $1 and id = $2 and (account_id is null or account_id = $3)"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(account)
        .bind(role),
    )
    .await
}

/// Changes what a member may do: their role, and since when they may not sign in. Whoever is signed in as them is out.
pub async fn admit_member(
    tx: &mut Tx,
    scope: Scope,
    id: MemberId,
    role: &str,
    disabled_at: Option<i64>,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!(
            "update member set role = $3, disabled_at = $4, epoch = coalesce(epoch, 0) + 1
where workspace_id = $1 and id = $2"
        )
        .bind(scope.workspace)
        .bind(id)
        .bind(role)
        .bind(disabled_at),
    )
    .await
}

/// Locks the row of a member until the transaction ends, so that two starts of one rep come one after the other.
/// On SQLite the one writer is lock enough.
pub async fn lock_member(tx: &mut Tx, scope: Scope, id: MemberId) -> Result<(), StoreError> {
    tx.lock(
        sql!("select id from member where workspace_id = $1 and id = $2")
            .bind(scope.workspace)
            .bind(id),
    )
    .await
}

/// Every setting that was changed from its default: key, value.
pub async fn settings(tx: &mut Tx, scope: Scope) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(
        sql!("select key, value from setting where workspace_id = $1 order by key")
            .bind(scope.workspace),
    )
    .await
}

/// Stores one setting.
pub async fn set_setting(
    tx: &mut Tx,
    scope: Scope,
    key: &str,
    value: &str,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into setting (workspace_id, key, value, set_at)
values ($1, $2, $3, $4)
on conflict (workspace_id, key) do update set value = excluded.value, set_at = excluded.set_at"
        )
        .bind(scope.workspace)
        .bind(key)
        .bind(value)
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Removes a workspace with everything in it, its record too: children before their parents.
///
/// # Errors
/// [`StoreError::OwnerOnly`] on PostgreSQL, where the program's own role cannot remove a record, unless the URL is the owner's.
pub async fn remove(tx: &mut Tx, scope: Scope) -> Result<(), StoreError> {
    tx.come_forward().await?;
    let removed = remove_all(tx, scope).await;
    removed.map_err(|error| if error.is_forbidden() { StoreError::OwnerOnly } else { error })
}

async fn remove_all(tx: &mut Tx, scope: Scope) -> Result<(), StoreError> {
    let statements = [
        sql!("delete from activity_effect where workspace_id = $1"),
        sql!("delete from tally where workspace_id = $1"),
        sql!("delete from activity where workspace_id = $1"),
        sql!("delete from reason where workspace_id = $1"),
        sql!("delete from referral where workspace_id = $1"),
        sql!("delete from meeting where workspace_id = $1"),
        sql!("delete from touch where workspace_id = $1"),
        sql!("delete from enrollment_change where workspace_id = $1"),
        sql!("delete from enrollment_undo where workspace_id = $1"),
        sql!("delete from enrollment where workspace_id = $1"),
        sql!("delete from cadence_step where workspace_id = $1"),
        sql!("delete from cadence_version where workspace_id = $1"),
        sql!("delete from cadence where workspace_id = $1"),
        sql!("delete from outcome where workspace_id = $1"),
        sql!("delete from merge where workspace_id = $1"),
        sql!("delete from person_block where workspace_id = $1"),
        sql!("delete from import_mapping where workspace_id = $1"),
        sql!("delete from import_change where workspace_id = $1"),
        sql!("delete from import_problem where workspace_id = $1"),
        sql!("delete from import_block where workspace_id = $1"),
        sql!("delete from import_merge where workspace_id = $1"),
        sql!("delete from import_decision where workspace_id = $1"),
        sql!("delete from import_chunk where workspace_id = $1"),
        sql!("delete from upload_part where workspace_id = $1"),
        sql!("delete from upload where workspace_id = $1"),
        sql!("delete from saved_view where workspace_id = $1"),
        sql!("delete from import_claim where workspace_id = $1"),
        sql!("delete from import where workspace_id = $1"),
        sql!("delete from suppression where workspace_id = $1"),
        sql!("delete from tie where workspace_id = $1"),
        sql!("delete from person_token where workspace_id = $1"),
        sql!("delete from person_lookup where workspace_id = $1"),
        sql!("delete from person_lookup_past where workspace_id = $1"),
        sql!("delete from person_source where workspace_id = $1"),
        sql!("delete from person_tag where workspace_id = $1"),
        sql!("delete from person_field where workspace_id = $1"),
        sql!("delete from external_id where workspace_id = $1"),
        sql!("delete from profile where workspace_id = $1"),
        sql!("delete from postal_address where workspace_id = $1"),
        sql!("delete from phone_number where workspace_id = $1"),
        sql!("delete from email_address where workspace_id = $1"),
        sql!("delete from person where workspace_id = $1"),
        sql!("delete from company where workspace_id = $1"),
        sql!("delete from setting where workspace_id = $1"),
        sql!("delete from member where workspace_id = $1"),
        sql!("delete from workspace where id = $1"),
    ];
    for statement in score().into_iter().chain(plumbing()).chain(statements) {
        tx.execute(statement.bind(scope.workspace)).await?;
    }
    Ok(())
}

/// What removes the score that is kept of activities.
fn score() -> Vec<Statement> {
    vec![
        sql!("delete from tally_time where workspace_id = $1"),
        sql!("delete from hand_count where workspace_id = $1"),
        sql!("delete from ingredient_behaviour where workspace_id = $1"),
        sql!("delete from ingredient where workspace_id = $1"),
        sql!("delete from recipe_version where workspace_id = $1"),
        sql!("delete from recipe where workspace_id = $1"),
        sql!("delete from doctrine_in_force where workspace_id = $1"),
        sql!("delete from doctrine_version where workspace_id = $1"),
        sql!("delete from doctrine where workspace_id = $1"),
    ]
}

/// What removes the calendars, the work, the record and the ways in of a workspace: nothing hangs on these.
fn plumbing() -> Vec<Statement> {
    vec![
        sql!("delete from busy where workspace_id = $1"),
        sql!("delete from own_holiday where workspace_id = $1"),
        sql!("delete from lost_day where workspace_id = $1"),
        sql!("delete from leave where workspace_id = $1"),
        sql!("delete from own_hours where workspace_id = $1"),
        sql!("delete from hours where workspace_id = $1"),
        sql!("delete from due where workspace_id = $1"),
        sql!("delete from job where workspace_id = $1"),
        sql!("delete from night where workspace_id = $1"),
        sql!("delete from audit_value where workspace_id = $1"),
        sql!("delete from audit_head where workspace_id = $1"),
        sql!("delete from audit where workspace_id = $1"),
        sql!("delete from request_key where workspace_id = $1"),
        sql!("delete from help where workspace_id = $1"),
        sql!("delete from cover where workspace_id = $1"),
        sql!("delete from calendar_feed where workspace_id = $1"),
        sql!("delete from person_bulk_row where workspace_id = $1"),
        sql!("delete from person_bulk where workspace_id = $1"),
        sql!("delete from person_sort where workspace_id = $1"),
        sql!("delete from team_member where workspace_id = $1"),
        sql!("delete from team where workspace_id = $1"),
        sql!("delete from invitation where workspace_id = $1"),
        sql!("delete from token where workspace_id = $1"),
        sql!("delete from session where workspace_id = $1"),
        sql!("delete from account_member where workspace_id = $1"),
    ]
}

/// The scope of a workspace.
pub fn scope_of(workspace: &Workspace) -> Scope {
    Scope { workspace: WorkspaceId(workspace.id) }
}
