//! The second wall on PostgreSQL: what a statement that forgets its workspace sees, and what is refused at the start.
#![expect(clippy::disallowed_methods, reason = "the wall is tried past the store")]

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::GLOBAL;
use store::database::{Db, Location, Opening};
use store::errors::StoreError;
use store::scope::Scope;
use testkit::databases::{self, TestDatabase};

use crate::settings::put;

async fn run(connection: &mut PgConnection, text: &str) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(AssertSqlSafe(text.to_owned())).execute(connection).await?;
    Ok(done.rows_affected())
}

async fn names(connection: &mut PgConnection, text: &str) -> Vec<String> {
    let found: Vec<(String,)> =
        sqlx::query_as(AssertSqlSafe(text.to_owned())).fetch_all(connection).await.unwrap();
    found.into_iter().map(|(name,)| name).collect()
}

fn url(database: &TestDatabase) -> &str {
    let Location::Postgres(url) = &database.place.location else { panic!("PostgreSQL has a URL") };
    url
}

/// A connection behind the wall that is set to a workspace.
async fn behind(url: &str, scope: Option<Scope>) -> PgConnection {
    let mut connection = PgConnection::connect(url).await.unwrap();
    run(&mut connection, "set role touchstone_worker").await.unwrap();
    if let Some(scope) = scope {
        run(&mut connection, &format!("set app.workspace = '{}'", scope.workspace)).await.unwrap();
    }
    connection
}

#[tokio::test]
async fn a_statement_without_its_workspace_sees_and_changes_nothing_of_another() {
    let database = databases::postgres().await;
    let (here, there) =
        (databases::workspace(&database.db).await, databases::workspace(&database.db).await);
    for scope in [here, there] {
        databases::rep(&database.db, scope).await;
        put(&database.db, scope, "key").await.unwrap();
    }
    let mut set = behind(url(&database), Some(here)).await;
    let mut unset = behind(url(&database), None).await;
    for table in ["member", "setting"] {
        let all = format!("select workspace_id::text from {table}");
        assert_eq!(names(&mut set, &all).await, [here.workspace.to_string()], "{table}");
        assert!(names(&mut unset, &all).await.is_empty(), "{table}");
    }
    assert_eq!(run(&mut set, "update setting set value = 'changed'").await.unwrap(), 1);
    assert_eq!(run(&mut set, "delete from setting").await.unwrap(), 1);
    assert_eq!(run(&mut unset, "delete from setting").await.unwrap(), 0);
    let foreign = format!(
        "insert into setting (workspace_id, key, value, set_at) values ('{}', 'mine', 'now', 0)",
        there.workspace
    );
    let refused = run(&mut set, &foreign).await.unwrap_err();
    assert!(refused.to_string().contains("row-level security"), "{refused}");
    let mut there = behind(url(&database), Some(there)).await;
    assert_eq!(names(&mut there, "select value from setting").await.len(), 1, "it is as it was");
}

#[tokio::test]
async fn every_table_of_a_workspace_is_behind_the_wall_and_its_keys_begin_with_it() {
    let database = databases::postgres().await;
    let mut owner = PgConnection::connect(url(&database)).await.unwrap();
    let global = GLOBAL.iter().map(|table| format!("'{table}'")).collect::<Vec<_>>().join(", ");
    let tables = format!(
        "from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ({global})"
    );
    let all = names(&mut owner, &format!("select relname::text {tables}")).await;
    assert!(all.len() > 50, "{all:?}");
    let open = format!(
        "select relname::text {tables} and not (relrowsecurity and relforcerowsecurity and exists (
    select 1 from pg_policy where polrelid = pg_class.oid and polcmd = '*' and polqual is not null and polwithcheck is not null))"
    );
    assert!(names(&mut owner, &open).await.is_empty());
    let keys = format!(
        "select indexrelid::regclass::text from pg_index join pg_class on pg_class.oid = indrelid
join pg_attribute on attrelid = indrelid and attnum = indkey[0]
where indisunique and attname <> 'workspace_id' and relnamespace = 'public'::regnamespace and relname not in ({global})"
    );
    assert!(
        names(&mut owner, &keys).await.is_empty(),
        "a unique key that tells of another workspace"
    );
    for holes in [
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')",
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace and prosecdef",
    ] {
        assert!(names(&mut owner, holes).await.is_empty(), "{holes}");
    }
}

#[tokio::test]
async fn a_wall_that_was_taken_down_is_put_up_by_its_owner_and_refused_by_who_may_not() {
    let database = databases::postgres().await;
    let mut owner = PgConnection::connect(url(&database)).await.unwrap();
    let name = names(&mut owner, "select current_database()::text").await.remove(0);
    let guest = format!("guest_{}", uuid::Uuid::new_v4().simple());
    run(&mut owner, &format!("create role {guest} login in role touchstone_worker")).await.unwrap();
    let as_guest = url(&database).replace("postgres://postgres@", &format!("postgres://{guest}@"));
    let open =
        async |url: &str| Db::open(&Location::postgres(url.to_owned()), Opening::Command).await;
    open(&as_guest).await.unwrap().close().await.unwrap();
    for hole in [
        "alter table setting no force row level security",
        "alter table setting disable row level security",
        "drop policy own_workspace on setting",
        "create table left_open (workspace_id uuid, id uuid)",
    ] {
        run(&mut owner, hole).await.unwrap();
        let refused = open(&as_guest).await.err();
        assert!(matches!(refused, Some(StoreError::NoWall { .. })), "{hole}: {refused:?}");
        open(url(&database)).await.unwrap().close().await.unwrap();
        open(&as_guest).await.unwrap().close().await.unwrap();
    }
    run(&mut owner, "drop table left_open").await.unwrap();
    run(&mut owner, &format!("alter role {guest} bypassrls")).await.unwrap();
    // Whoever could look over the wall stands behind it all the same.
    open(&as_guest).await.unwrap().close().await.unwrap();
    run(&mut owner, &format!("revoke all on database {name} from {guest}; ")).await.unwrap();
    run(&mut owner, &format!("drop role {guest}")).await.unwrap();
}
