//! The tables as the engines themselves describe them.
#![expect(clippy::disallowed_methods, reason = "the catalogue is asked outside any workspace")]

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use store::GLOBAL;
use store::database::{FILE, Location};
use testkit::databases;

/// What is said about each table, in a fixed order of lines.
type Tables = BTreeMap<String, Vec<String>>;

/// A connection past the store, to the database of a test.
pub(crate) async fn sqlite(location: &Location) -> SqliteConnection {
    let Location::Folder(folder) = location else { panic!("SQLite lives in a folder") };
    SqliteConnection::connect(&format!("sqlite:{}", folder.join(FILE).display())).await.unwrap()
}

/// A connection past the store, to the database of a test.
pub(crate) async fn postgres(location: &Location) -> PgConnection {
    let Location::Postgres(url) = location else { panic!("PostgreSQL has a URL") };
    PgConnection::connect(url).await.unwrap()
}

async fn on_sqlite(connection: &mut SqliteConnection) -> Tables {
    let mut tables = Tables::new();
    let names: Vec<(String, String)> =
        sqlx::query_as("select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
            .fetch_all(&mut *connection)
            .await
            .unwrap();
    for (table, text) in names {
        let mut lines = Vec::new();
        let columns: Vec<(String, String, bool, i64)> = sqlx::query_as(
            "select name, lower(type), \"notnull\", pk from pragma_table_info($1) order by cid",
        )
        .bind(&table)
        .fetch_all(&mut *connection)
        .await
        .unwrap();
        for (name, kind, is_filled, _) in &columns {
            lines.push(format!(
                "column {name} {} {}",
                if kind == "blob" { "bytes" } else { kind },
                if *is_filled { "not null" } else { "null" }
            ));
        }
        let mut key: Vec<_> = columns.iter().filter(|column| column.3 > 0).collect();
        key.sort_by_key(|column| column.3);
        // A table may go without: rows that are only ever read in bulk.
        let key_line = format!(
            "primary key ({})",
            key.iter().map(|column| column.0.as_str()).collect::<Vec<_>>().join(", ")
        );
        lines.extend((!key.is_empty()).then_some(key_line));
        lines.extend(indexes_on_sqlite(connection, &table).await);
        lines.extend(foreign_keys_on_sqlite(connection, &table).await);
        // The catalogue does not list checks; each stands behind its name.
        let words: Vec<_> = text.split_whitespace().collect();
        for window in words.windows(3) {
            if let ["constraint", name, check] = window
                && check.starts_with("check")
            {
                lines.push(format!("check {name}"));
            }
        }
        lines.sort();
        tables.insert(table, lines);
    }
    tables
}

async fn indexes_on_sqlite(connection: &mut SqliteConnection, table: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let indexes: Vec<(String, bool, String, bool)> =
        sqlx::query_as("select name, \"unique\", origin, partial from pragma_index_list($1)")
            .bind(table)
            .fetch_all(&mut *connection)
            .await
            .unwrap();
    for (name, is_unique, origin, is_partial) in indexes {
        let of: Vec<(Option<String>,)> =
            sqlx::query_as("select name from pragma_index_info($1) order by seqno")
                .bind(&name)
                .fetch_all(&mut *connection)
                .await
                .unwrap();
        let of: Vec<_> =
            of.into_iter().map(|(name,)| name.unwrap_or("(expression)".to_owned())).collect();
        if origin != "pk" {
            lines.push(index(&name, is_unique, is_partial, &of.join(", ")));
        }
    }
    lines
}

async fn foreign_keys_on_sqlite(connection: &mut SqliteConnection, table: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let keys: Vec<(i64, String, String, String, String)> =
        sqlx::query_as("select id, \"table\", \"from\", \"to\", lower(on_delete) from pragma_foreign_key_list($1) order by id, seq")
            .bind(table).fetch_all(&mut *connection).await.unwrap();
    let mut by_id: BTreeMap<i64, (String, Vec<String>, Vec<String>, String)> = BTreeMap::new();
    for (id, to, from, column, action) in keys {
        let key = by_id.entry(id).or_insert((to, Vec::new(), Vec::new(), action));
        key.1.push(from);
        key.2.push(column);
    }
    for (to, from, columns, action) in by_id.into_values() {
        lines.push(format!(
            "foreign key ({}) references {to} ({}) {action}",
            from.join(", "),
            columns.join(", ")
        ));
    }
    lines
}

async fn on_postgres(connection: &mut PgConnection) -> Tables {
    let mut tables = Tables::new();
    let mut say = |table: String, line: String| tables.entry(table).or_default().push(line);
    let columns: Vec<(String, String, String, bool, String)> = sqlx::query_as(
        "select t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(c.collname::text, '')
         from pg_attribute a join pg_class t on t.oid = a.attrelid left join pg_collation c on c.oid = a.attcollation
         where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and a.attnum > 0 and not a.attisdropped",
    )
    .fetch_all(&mut *connection).await.unwrap();
    for (table, name, kind, is_filled, collation) in columns {
        let kind = match (kind.as_str(), collation.as_str()) {
            ("uuid" | "bytea", _) => "bytes".to_owned(),
            ("bigint", _) => "integer".to_owned(),
            ("text", "C") => "text".to_owned(),
            (kind, collation) => format!("{kind} {collation}"),
        };
        say(table, format!("column {name} {kind} {}", if is_filled { "not null" } else { "null" }));
    }
    let indexes: Vec<(String, String, bool, bool, bool, String)> = sqlx::query_as(
        "select t.relname::text, i.relname::text, x.indisprimary, x.indisunique, x.indpred is not null,
         (select string_agg(pg_get_indexdef(x.indexrelid, k, true), ', ' order by k) from generate_series(1, x.indnkeyatts) k)
         from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
         where t.relnamespace = 'public'::regnamespace",
    )
    .fetch_all(&mut *connection).await.unwrap();
    for (table, name, is_primary, is_unique, is_partial, columns) in indexes {
        // PostgreSQL quotes a column whose name is a word of its own.
        let columns = columns.replace('"', "");
        let line = if is_primary {
            format!("primary key ({columns})")
        } else {
            index(&name, is_unique, is_partial, &columns)
        };
        say(table, line);
    }
    let keys: Vec<(String, String, String, String, String)> = sqlx::query_as(
        "select conrelid::regclass::text, confrelid::regclass::text, confdeltype::text,
         (select string_agg(a.attname::text, ', ' order by k.n) from unnest(conkey) with ordinality k (att, n)
          join pg_attribute a on a.attrelid = conrelid and a.attnum = k.att),
         (select string_agg(a.attname::text, ', ' order by k.n) from unnest(confkey) with ordinality k (att, n)
          join pg_attribute a on a.attrelid = confrelid and a.attnum = k.att)
         from pg_constraint where contype = 'f'",
    )
    .fetch_all(&mut *connection).await.unwrap();
    for (table, to, action, from, columns) in keys {
        let action = if action == "a" { "no action".to_owned() } else { action };
        say(table, format!("foreign key ({from}) references {to} ({columns}) {action}"));
    }
    let checks: Vec<(String, String)> =
        sqlx::query_as("select conrelid::regclass::text, conname::text from pg_constraint where contype = 'c' and conrelid > 0")
            .fetch_all(&mut *connection).await.unwrap();
    for (table, name) in checks {
        say(table, format!("check {name}"));
    }
    for lines in tables.values_mut() {
        lines.sort();
    }
    tables
}

/// SQLite gives a unique constraint no name, so only plain indexes show theirs.
fn index(name: &str, is_unique: bool, is_partial: bool, columns: &str) -> String {
    let condition = if is_partial { " where …" } else { "" };
    if is_unique {
        format!("unique ({columns}){condition}")
    } else {
        format!("index {name} ({columns}){condition}")
    }
}

#[tokio::test]
async fn both_engines_hold_the_same_tables() {
    let [sqlite_place, postgres_place] = databases::both().await.map(|database| database.place);
    let on_sqlite = on_sqlite(&mut sqlite(&sqlite_place.location).await).await;
    let on_postgres = on_postgres(&mut postgres(&postgres_place.location).await).await;
    assert_eq!(on_sqlite.keys().collect::<Vec<_>>(), on_postgres.keys().collect::<Vec<_>>());
    for (table, lines) in &on_sqlite {
        assert_eq!(
            Some(lines),
            on_postgres.get(table),
            "{table} differs: SQLite on the left, PostgreSQL on the right"
        );
    }
}

#[tokio::test]
async fn every_key_of_a_workspace_is_led_by_it() {
    let place = databases::sqlite().await.place;
    let tables = on_sqlite(&mut sqlite(&place.location).await).await;
    let mut wrong = Vec::new();
    for (table, lines) in tables.iter().filter(|(table, _)| !GLOBAL.contains(&table.as_str())) {
        if !lines.iter().any(|line| line == "column workspace_id bytes not null") {
            wrong.push(format!("{table} has no workspace_id"));
        }
        for line in lines {
            let is_key = ["primary key (", "unique (", "index ", "foreign key ("]
                .iter()
                .any(|start| line.starts_with(start));
            let leads = line
                .split_once('(')
                .is_some_and(|(_, columns)| columns.starts_with("workspace_id"));
            if is_key && !leads {
                wrong.push(format!("{table}: {line} is not led by workspace_id"));
            }
            if line.starts_with("foreign key") && !line.ends_with("no action") {
                wrong.push(format!("{table}: {line} acts by itself"));
            }
            if let Some((name, rest)) =
                line.strip_prefix("column ").and_then(|column| column.split_once(' '))
                && (name.ends_with("_at") || name.ends_with("_on"))
                && !rest.starts_with("integer")
            {
                wrong.push(format!("{table}.{name} is an instant or a day, so an integer"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_engines_run_nothing_of_their_own() {
    let [sqlite_place, postgres_place] = databases::both().await.map(|database| database.place);
    let loose: Vec<(String,)> = sqlx::query_as(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'
         union all select name from sqlite_schema where type in ('trigger', 'view')",
    )
    .fetch_all(&mut sqlite(&sqlite_place.location).await).await.unwrap();
    assert_eq!(loose, [], "tables are strict, and there are no triggers or views");
    let own = "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('S', 'v', 'm', 'f')
               union all select tgname::text from pg_trigger where not tgisinternal
               union all select proname::text from pg_proc where pronamespace = 'public'::regnamespace
               union all select adrelid::regclass::text from pg_attrdef";
    let own: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(own))
        .fetch_all(&mut postgres(&postgres_place.location).await)
        .await
        .unwrap();
    assert_eq!(own, [], "there are no sequences, views, triggers, functions or defaults");
}

#[tokio::test]
async fn the_planner_is_told_what_to_believe_of_every_index() {
    let place = databases::sqlite().await.place;
    // The key of a table without row ids is known by the name of the table.
    let silent: Vec<(String,)> = sqlx::query_as(
        "select i.name from sqlite_schema t join pragma_index_list(t.name) i
         where t.type = 'table' and t.name not like 'sqlite_%' and not exists
             (select 1 from sqlite_stat1 s where s.tbl = t.name and s.idx in (i.name, iif(i.origin = 'pk', t.name, i.name)))
         order by i.name",
    )
    .fetch_all(&mut sqlite(&place.location).await)
    .await
    .unwrap();
    assert_eq!(silent, [], "add them to the migration `statistics`");
}
