//! The second wall on PostgreSQL: row-level security, and a role that cannot go round it.
//!
//! Every table that belongs to a workspace shows and takes only rows of the workspace that the connection is set to
//! (`app.workspace`), whatever a statement asks for. The program works as [`WORKER`], which owns nothing and is no superuser;
//! whoever migrates is another. What stands is looked at whenever the data is opened.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::errors::StoreError;
use crate::{GLOBAL, grants};

/// The role that the program works as.
pub const WORKER: &str = "touchstone_worker";

/// What a row must fulfil to be seen or written. Unset, it is nobody's workspace.
const OWN: &str = "workspace_id = nullif(current_setting('app.workspace', true), '')::uuid";

/// Lets the owner of the tables past the wall, who changes rows of all workspaces while the schema is brought up to date.
pub(super) async fn lower(connection: &mut PgConnection) -> Result<(), StoreError> {
    for table in tables(connection).await? {
        run(connection, format!("alter table {table} no force row level security")).await?;
    }
    Ok(())
}

/// Puts up what is missing of the wall; does nothing where it stands.
///
/// # Errors
/// [`StoreError::NoWall`] when this user may not put it up.
pub(crate) async fn raise(connection: &mut PgConnection) -> Result<(), StoreError> {
    if is_up(connection).await? {
        return Ok(());
    }
    raise_all(connection).await.map_err(|error| if error.is_forbidden() {
        StoreError::NoWall {
            why: format!(
                "this user may not put up row-level security: run `touchstone migrate` as the owner of the tables, who may make roles, or make the role first: create role {WORKER}; grant {WORKER} to the owner"
            ),
        }
    } else {
        error
    })
}

/// Takes on the role in which the program works.
///
/// # Errors
/// What PostgreSQL says when this user may not.
pub(crate) async fn work_behind(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    execute(connection, format!("set role {WORKER}")).await
}

/// Refuses a connection that could see past the wall.
///
/// # Errors
/// [`StoreError::NoWall`] says how.
#[expect(clippy::disallowed_methods, reason = "a check of the database itself, which no `Tx` has")]
pub(crate) async fn check(connection: &mut PgConnection) -> Result<(), StoreError> {
    let (role, is_above, owns): (String, bool, bool) = sqlx::query_as(
        "select current_user::text, rolsuper or rolbypassrls,
    exists (select 1 from pg_catalog.pg_class where relowner = pg_roles.oid and relkind in ('r', 'p'))
from pg_catalog.pg_roles
where rolname = current_user",
    )
    .fetch_one(&mut *connection)
    .await?;
    let why = match (is_above, owns, is_up(connection).await?) {
        (true, _, _) => format!("the role `{role}` is above row-level security"),
        (_, true, _) => format!("the role `{role}` owns tables"),
        (_, _, false) => "a table lies before it: run `touchstone migrate` as the owner".to_owned(),
        (false, false, true) => return Ok(()),
    };
    Err(StoreError::NoWall { why })
}

/// One at a time: who comes second finds the wall standing.
async fn raise_all(connection: &mut PgConnection) -> Result<(), StoreError> {
    make_worker(connection).await?;
    let mut open = connection.begin().await?;
    run(&mut open, "lock table migration in exclusive mode".to_owned()).await?;
    if !is_up(&mut open).await? {
        let schema = schema(&mut open).await?;
        run(&mut open, format!("grant usage on schema {schema} to {WORKER}")).await?;
        for table in tables(&mut open).await? {
            for statement in wall_of(&table) {
                run(&mut open, statement).await?;
            }
        }
    }
    Ok(open.commit().await?)
}

/// What puts one table behind the wall, and lets the worker work on it.
fn wall_of(table: &str) -> Vec<String> {
    let mut statements = Vec::new();
    if !GLOBAL.contains(&table) {
        statements.extend([
            format!("alter table {table} enable row level security"),
            format!("alter table {table} force row level security"),
            format!("drop policy if exists own_workspace on {table}"),
            format!("create policy own_workspace on {table} using ({OWN}) with check ({OWN})"),
        ]);
    }
    statements.extend(grants::on_table(table, WORKER));
    statements
}

/// Makes the role, unless another database of this server has it already, and lets this user take it on.
#[expect(clippy::disallowed_methods, reason = "a role of the server, which no `Tx` has")]
async fn make_worker(connection: &mut PgConnection) -> Result<(), StoreError> {
    let known: Option<(bool,)> =
        sqlx::query_as("select pg_has_role(current_user, oid, 'member') from pg_catalog.pg_roles where rolname = $1")
            .bind(WORKER)
            .fetch_optional(&mut *connection)
            .await?;
    if known.is_none() {
        match execute(connection, format!("create role {WORKER} nologin")).await {
            // Somebody else has made it a moment ago.
            Err(sqlx::Error::Database(error))
                if matches!(error.code().as_deref(), Some("42710" | "23505")) => {}
            made => made?,
        }
    }
    if known != Some((true,)) {
        let is_member: (bool,) =
            sqlx::query_as("select pg_has_role(current_user, $1::text::name, 'member')")
                .bind(WORKER)
                .fetch_one(&mut *connection)
                .await?;
        if !is_member.0 {
            run(connection, format!("grant {WORKER} to current_user")).await?;
        }
    }
    Ok(())
}

/// Whether every table of a workspace is behind the wall, and the worker may work on every table.
#[expect(clippy::disallowed_methods, reason = "a check of the database itself, which no `Tx` has")]
async fn is_up(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let global: Vec<String> = GLOBAL.iter().map(|&table| table.to_owned()).collect();
    let (n_open,): (i64,) = sqlx::query_as(
        "select count(*)
from pg_catalog.pg_class as class
where class.relnamespace = current_schema()::regnamespace and class.relkind in ('r', 'p') and (
    not exists (
        select 1 from pg_catalog.pg_roles
        where rolname = $2 and has_table_privilege(pg_roles.oid, class.oid, 'select')
    )
    or class.relname <> all ($1) and not (
        class.relrowsecurity and class.relforcerowsecurity
        and exists (select 1 from pg_catalog.pg_policy where polrelid = class.oid and polname = 'own_workspace')
    )
)",
    )
    .bind(global)
    .bind(WORKER)
    .fetch_one(connection)
    .await?;
    Ok(n_open == 0)
}

/// The tables of the data.
#[expect(clippy::disallowed_methods, reason = "the catalogue, which no `Tx` reads")]
async fn tables(connection: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    let found: Vec<(String,)> = sqlx::query_as(
        "select quote_ident(relname::text)
from pg_catalog.pg_class
where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
order by relname",
    )
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().map(|(name,)| name).collect())
}

#[expect(clippy::disallowed_methods, reason = "the catalogue, which no `Tx` reads")]
async fn schema(connection: &mut PgConnection) -> Result<String, StoreError> {
    let (name,): (String,) =
        sqlx::query_as("select quote_ident(current_schema()::text)").fetch_one(connection).await?;
    Ok(name)
}

async fn run(connection: &mut PgConnection, text: String) -> Result<(), StoreError> {
    Ok(execute(connection, text).await?)
}

/// Runs a text of ours: names of tables from the catalogue, quoted there, and nothing else is put into it.
#[expect(clippy::disallowed_methods, reason = "statements about tables, which no `Tx` has")]
async fn execute(connection: &mut PgConnection, text: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(text)).execute(connection).await?;
    Ok(())
}
