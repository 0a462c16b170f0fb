//! What the working role may do on PostgreSQL: add to the record and seal it, never change it.
#![expect(clippy::disallowed_methods, reason = "rights are tried past the store")]

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::database::Location;
use testkit::databases::{self, TestDatabase};
use uuid::Uuid;

async fn run(connection: &mut PgConnection, text: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(connection).await.map(|_| ())
}

/// The state that PostgreSQL gives a statement which a role may not run.
fn is_forbidden(answer: &Result<(), sqlx::Error>) -> bool {
    let Err(sqlx::Error::Database(error)) = answer else { return false };
    error.code().as_deref() == Some("42501")
}

#[tokio::test]
async fn the_working_role_adds_to_the_record_and_seals_it_and_no_more() {
    let TestDatabase { db, place } = databases::postgres().await;
    let scope = databases::workspace(&db).await;
    let Location::Postgres(url) = &place.location else { panic!("PostgreSQL has a URL") };
    let mut connection = PgConnection::connect(url).await.unwrap();
    let workspace = scope.workspace;
    run(&mut connection, "set role touchstone_worker").await.unwrap();
    run(&mut connection, &format!("set app.workspace = '{workspace}'")).await.unwrap();
    let line = format!(
        "insert into audit (workspace_id, id, action, subject, fields, recorded_at) values ('{workspace}', '{}', 'a', 'b', '', 1)",
        Uuid::now_v7()
    );
    run(&mut connection, &line).await.unwrap();
    run(&mut connection, "update audit set nth = 1, chain = 'x'").await.unwrap();
    for forbidden in [
        "update audit set action = 'c'",
        "update audit set nth = 2, recorded_at = 2",
        "delete from audit",
        "truncate audit",
        "update migration set name = 'x'",
        "drop table audit",
    ] {
        let answer = run(&mut connection, forbidden).await;
        assert!(is_forbidden(&answer), "{forbidden}: {answer:?}");
    }
    // Everything else is its daily work.
    run(&mut connection, "delete from setting").await.unwrap();
}
