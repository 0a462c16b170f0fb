//! Every statement can be prepared on both engines, gives the same columns, and reads by an index.
#![expect(clippy::disallowed_methods, reason = "statements are prepared here, not run")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use sqlx::{
    AssertSqlSafe, Column, Either, Executor, PgConnection, Row, SqlSafeStr, SqliteConnection,
    Statement, TypeInfo,
};
use store::GLOBAL;
use testkit::databases;

use crate::literals::{highest, literals};
use crate::tables;

/// What a statement turned out to be.
#[derive(Default)]
struct Prepared {
    binds: Vec<String>,
    gives: Vec<String>,
    reads: Vec<String>,
    wrong: Vec<String>,
}

async fn on_sqlite(connection: &mut SqliteConnection, text: &str) -> Prepared {
    let mut prepared = Prepared::default();
    let bare = text.replace('$', "?");
    match connection.prepare(AssertSqlSafe(bare.clone()).into_sql_str()).await {
        Ok(statement) => {
            prepared.gives =
                statement.columns().iter().map(|column| column.name().to_owned()).collect();
        }
        Err(error) => prepared.wrong.push(format!("SQLite: {error}")),
    }
    let plan: Result<Vec<(i64, i64, i64, String)>, _> =
        sqlx::query_as(AssertSqlSafe(format!("explain query plan {bare}")))
            .fetch_all(&mut *connection)
            .await;
    prepared.reads = plan.unwrap_or_default().into_iter().map(|(.., detail)| detail).collect();
    for step in &prepared.reads {
        let Some(name) = step.strip_prefix("SCAN ").and_then(|scan| scan.split(' ').next()) else {
            continue;
        };
        let table = alias(text, name);
        let is_table: Option<(i64,)> =
            sqlx::query_as("select 1 from sqlite_schema where type = 'table' and name = $1")
                .bind(&table)
                .fetch_optional(&mut *connection)
                .await
                .unwrap();
        if is_table.is_some() && !GLOBAL.contains(&table.as_str()) {
            prepared.wrong.push(format!("SQLite reads the whole of {table}: {step}"));
        }
    }
    prepared
}

/// The table that a name in a statement stands for: `person as other`.
fn alias(text: &str, name: &str) -> String {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c == ',' || c == '(' || c == ')')
        .filter(|word| !word.is_empty())
        .collect();
    let named = words
        .windows(3)
        .find(|window| window[1] == "as" && window[2] == name)
        .map(|window| window[0]);
    named.unwrap_or(name).to_owned()
}

async fn on_postgres(connection: &mut PgConnection, text: &str) -> Prepared {
    let mut prepared = Prepared::default();
    match connection.prepare(AssertSqlSafe(text.to_owned()).into_sql_str()).await {
        Ok(statement) => {
            if let Some(Either::Left(types)) = statement.parameters() {
                prepared.binds = types.iter().map(|kind| kind.name().to_lowercase()).collect();
            }
            prepared.gives = statement
                .columns()
                .iter()
                .map(|column| {
                    format!("{} {}", column.name(), column.type_info().name().to_lowercase())
                })
                .collect();
        }
        Err(error) => prepared.wrong.push(format!("PostgreSQL: {error}")),
    }
    for kind in prepared
        .gives
        .iter()
        .filter_map(|column| column.rsplit_once(' '))
        .chain(prepared.binds.iter().map(|kind| ("$n", kind.as_str())))
    {
        if !["int8", "uuid", "text", "bytea"].contains(&kind.1) {
            prepared.wrong.push(format!(
                "PostgreSQL: `{}` is {} and not what SQLite gives: cast it",
                kind.0, kind.1
            ));
        }
    }
    if !prepared.wrong.is_empty() {
        return prepared;
    }
    // The plan for any values, as if every table were large.
    let nothing = vec!["null"; highest(text)].join(", ");
    let arguments = if nothing.is_empty() { String::new() } else { format!("({nothing})") };
    sqlx::raw_sql(AssertSqlSafe(format!("prepare one as {text}")))
        .execute(&mut *connection)
        .await
        .unwrap();
    let plan = sqlx::raw_sql(AssertSqlSafe(format!("explain (costs off) execute one{arguments}")))
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    sqlx::raw_sql("deallocate one").execute(&mut *connection).await.unwrap();
    for row in plan {
        let step: String = row.get(0);
        if let Some((_, by)) = step.split_once(" using ") {
            prepared.reads.push(by.to_owned());
        } else if let Some((_, table)) = step.split_once("Seq Scan on ") {
            let table = table.split(' ').next().unwrap_or_default();
            prepared.reads.push(format!("the whole of {table}"));
            if !GLOBAL.contains(&table) {
                prepared.wrong.push(format!("PostgreSQL reads the whole of {table}"));
            }
        }
    }
    prepared.reads.sort();
    prepared
}

/// Fills every table, so that the plans are those of tables with something in them: always the same rows.
async fn fill(connection: &mut PgConnection) {
    let constraints: Vec<(String, String)> = sqlx::query_as(
        "select quote_ident(relname), quote_ident(conname) from pg_constraint join pg_class on pg_class.oid = conrelid
         where contype in ('c', 'f') and connamespace = 'public'::regnamespace",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let tables: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, string_agg(quote_ident(column_name), ', ' order by ordinal_position),
         string_agg(case
            when column_name = 'workspace_id' then '(''00000000-0000-7000-8000-00000000000'' || g % 3)::uuid'
            when data_type = 'uuid' then 'md5(g::text)::uuid'
            when data_type = 'bytea' then 'decode('''', ''hex'')'
            when data_type = 'bigint' then 'g'
            when column_name in ('channel', 'fit', 'kind', 'role', 'source', 'standing', 'state', 'system', 'why')
                then '(g % 7)::text'
            else 'g::text' end, ', ' order by ordinal_position)
         from information_schema.columns where table_schema = 'public' group by table_name order by table_name",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let mut script = String::new();
    for (table, constraint) in constraints {
        writeln!(script, "alter table {table} drop constraint {constraint};").unwrap();
    }
    for (table, columns, values) in tables {
        let rows = "generate_series(1, 3000) g on conflict do nothing";
        writeln!(script, "insert into {table} ({columns}) select {values} from {rows};").unwrap();
    }
    sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut *connection).await.unwrap();
    sqlx::raw_sql("analyze").execute(connection).await.unwrap();
}

/// The source files that hold statements, by their path from the root.
fn sources(root: &Path, folder: &Path, into: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(root, &path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            into.insert(name, std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The snapshot of one source file: `crates/store/src/people/new.rs` is `store-people-new.txt`.
fn snapshot(name: &str) -> PathBuf {
    let short = name
        .trim_start_matches("crates/")
        .trim_end_matches(".rs")
        .replace("/src/", "-")
        .replace('/', "-");
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/plans").join(format!("{short}.txt"))
}

/// What is wrong on either engine, or differs between them.
fn differences(on_sqlite: &Prepared, on_postgres: &Prepared) -> Vec<String> {
    let mut wrong = [on_sqlite.wrong.clone(), on_postgres.wrong.clone()].concat();
    let names = on_postgres.gives.iter().filter_map(|column| column.rsplit_once(' '));
    let columns: Vec<_> = names.map(|(name, _)| name.to_owned()).collect();
    if on_postgres.wrong.is_empty() && columns != on_sqlite.gives {
        let on_sqlite = &on_sqlite.gives;
        wrong.push(format!("gives {on_sqlite:?} on SQLite and {columns:?} on PostgreSQL"));
    }
    wrong
}

/// Writes a snapshot, or says that it is not up to date.
fn settle(mode: &str, path: &Path, text: &str) -> Option<String> {
    match mode {
        "write" if text.is_empty() => drop(std::fs::remove_file(path)),
        "write" => {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        "check" if std::fs::read_to_string(path).unwrap_or_default() != text => {
            return Some(format!("{} is not up to date: run `cargo xtask schema`", path.display()));
        }
        _ => {}
    }
    None
}

#[tokio::test]
async fn every_statement_is_the_same_on_both_engines() {
    let [sqlite_place, postgres_place] = databases::both().await.map(|database| database.place);
    let mut sqlite = tables::sqlite(&sqlite_place.location).await;
    let mut postgres = tables::postgres(&postgres_place.location).await;
    fill(&mut postgres).await;
    sqlx::raw_sql("set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off; set enable_mergejoin = off")
        .execute(&mut postgres)
        .await
        .unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(root.join("crates")).unwrap() {
        sources(&root, &entry.unwrap().path().join("src"), &mut files);
    }
    let mode = std::env::var("TOUCHSTONE_SCHEMA").unwrap_or_default();
    let mut wrong = Vec::new();
    for (name, source) in files {
        let mut text = String::new();
        for statement in literals(&source) {
            let on_sqlite = on_sqlite(&mut sqlite, &statement.text).await;
            let on_postgres = on_postgres(&mut postgres, &statement.text).await;
            let place = format!("{name}:{}", statement.line);
            wrong.extend(
                differences(&on_sqlite, &on_postgres)
                    .into_iter()
                    .map(|what| format!("{place}: {what}\n    {}", statement.text)),
            );
            write!(
                text,
                "{}\n  binds     {}\n  gives     {}\n  sqlite    {}\n  postgres  {}\n\n",
                statement.text,
                on_postgres.binds.join(", "),
                on_postgres.gives.join(", "),
                on_sqlite.reads.join("; "),
                on_postgres.reads.join("; "),
            )
            .unwrap();
        }
        wrong.extend(settle(&mode, &snapshot(&name), &text));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
