//! A person and pages of people at 1,000,000 people and 5,000,000 activities, on both engines, against the same statement
//! given to the driver alone, interleaved; and page 10,000 against page 1.
//!
//! `TOUCHSTONE_BENCH_PEOPLE` sets another number of people; activities are five times as many.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a bench measures and prints"
)]

use std::time::Instant;

use domain::ids::{MemberId, PersonId};
use sqlx::{PgPool, SqlitePool};
use store::{database::Db, people, scope::Scope, transaction::Engine};
use testkit::databases::{self, TestDatabase};
use uuid::Uuid;

const READS: usize = 2_000;
const PAGE: i64 = 50;
const FAR_PAGE: i64 = 10_000;

fn main() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let n_people: i64 = std::env::var("TOUCHSTONE_BENCH_PEOPLE")
            .ok()
            .and_then(|n| n.parse().ok())
            .unwrap_or(1_000_000);
        for database in databases::both().await {
            measure(&database, n_people).await;
        }
    });
}

/// The driver's own pool on the same data.
enum Driver {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

async fn measure(database: &TestDatabase, n_people: i64) {
    let db = &database.db;
    let engine = match db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    let scope = databases::workspace(db).await;
    let member = databases::rep(db, scope).await;
    let driver = driver(database).await;
    let start = Instant::now();
    fill(&driver, scope, member, n_people).await;
    println!(
        "{engine}: {n_people} people and {} activities in {:.0} s",
        n_people * 5,
        start.elapsed().as_secs_f64()
    );
    let ids = some_ids(&driver, scope).await;
    let filter = people::Filter {
        standing: Some("lead".to_owned()),
        fit: Some("unknown".to_owned()),
        owner: Some(member),
        ..people::Filter::default()
    };
    get(db, &driver, scope, &ids, engine).await;
    page(db, &driver, scope, &filter, engine).await;
    far_page(db, &driver, scope, &filter, n_people, engine).await;
}

async fn driver(database: &TestDatabase) -> Driver {
    match database.db.engine() {
        Engine::Sqlite => {
            let url = format!("sqlite://{}/{}", database.place.flags()[1], store::database::FILE);
            Driver::Sqlite(SqlitePool::connect(&url).await.unwrap())
        }
        Engine::Postgres => {
            Driver::Postgres(PgPool::connect(&database.place.flags()[1]).await.unwrap())
        }
    }
}

/// One person by id: the store's call against the statement alone.
async fn get(db: &Db, driver: &Driver, scope: Scope, ids: &[Uuid], engine: &str) {
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for n in 0..READS {
        let id = ids[n % ids.len()];
        let start = Instant::now();
        db.read(scope, async |tx| people::get(tx, scope, PersonId(id)).await)
            .await
            .unwrap()
            .unwrap();
        ours.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        one(driver, GET, scope, id).await;
        alone.push(start.elapsed().as_secs_f64());
    }
    report(engine, "get a person", &mut ours, &mut alone);
}

/// A page of 50 under three filters: the store's call against the statement alone.
async fn page(db: &Db, driver: &Driver, scope: Scope, filter: &people::Filter, engine: &str) {
    let owner = filter.owner.unwrap();
    let statement = people::page_statement(scope, filter, None, PAGE);
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..READS / 4 {
        let start = Instant::now();
        let found = db
            .read(scope, async |tx| people::page(tx, scope, filter, None, PAGE).await)
            .await
            .unwrap();
        ours.push(start.elapsed().as_secs_f64());
        assert_eq!(found.len(), 50);
        let start = Instant::now();
        many(driver, statement.text(), scope, owner).await;
        alone.push(start.elapsed().as_secs_f64());
    }
    report(engine, "page of 50 under 3 filters", &mut ours, &mut alone);
}

/// Page 10,000 against page 1.
async fn far_page(
    db: &Db,
    driver: &Driver,
    scope: Scope,
    filter: &people::Filter,
    n_people: i64,
    engine: &str,
) {
    let far = FAR_PAGE.min(n_people / PAGE / 2);
    let plain = people::Filter { standing: filter.standing.clone(), ..people::Filter::default() };
    let after = cursor(driver, scope, far * PAGE).await;
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for _ in 0..READS / 4 {
        let start = Instant::now();
        db.read(scope, async |tx| people::page(tx, scope, &plain, None, PAGE).await).await.unwrap();
        first.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let found = db
            .read(scope, async |tx| people::page(tx, scope, &plain, Some(after), PAGE).await)
            .await
            .unwrap();
        later.push(start.elapsed().as_secs_f64());
        assert_eq!(found.len(), 50);
    }
    report(engine, &format!("page {far} against page 1"), &mut later, &mut first);
}

fn report(engine: &str, what: &str, ours: &mut [f64], other: &mut [f64]) {
    ours.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let at =
        |sorted: &[f64], share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize] * 1e6;
    println!(
        "{engine}, {what}: p50 {:.0} µs against {:.0} µs = {:.2} x; p99 {:.0} µs against {:.0} µs",
        at(ours, 0.5),
        at(other, 0.5),
        at(ours, 0.5) / at(other, 0.5),
        at(ours, 0.99),
        at(other, 0.99)
    );
}

const COLUMNS: &str = "id, prefix, given, middle, family, suffix, nickname, full_name, name_folded, job_title, department, company_id,
    standing, fit, fit_why, owner_id, country, zone, language, industry, website, birthday, lead_source, note,
    nurture_until_on, source, source_on, import_id, file_order, state, merged_into, created_at, updated_at";
const GET: &str = "where workspace_id = $1 and id = $2";

async fn one(driver: &Driver, tail: &'static str, scope: Scope, id: Uuid) {
    let text = format!("select {COLUMNS} from person {tail}");
    match driver {
        Driver::Sqlite(pool) => {
            let _: people::Person = sqlx::query_as(sqlx::AssertSqlSafe(text))
                .bind(scope.workspace.0)
                .bind(id)
                .fetch_one(pool)
                .await
                .unwrap();
        }
        Driver::Postgres(pool) => {
            let _: people::Person = sqlx::query_as(sqlx::AssertSqlSafe(text))
                .bind(scope.workspace.0)
                .bind(id)
                .fetch_one(pool)
                .await
                .unwrap();
        }
    }
}

/// The store's own statement for a page under three filters, given to the driver.
async fn many(driver: &Driver, text: &str, scope: Scope, owner: MemberId) {
    let text = text.to_owned();
    let found: Vec<people::Person> = match driver {
        Driver::Sqlite(pool) => sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(scope.workspace.0)
            .bind("lead")
            .bind("unknown")
            .bind(owner.0)
            .bind(PAGE)
            .fetch_all(pool)
            .await
            .unwrap(),
        Driver::Postgres(pool) => sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(scope.workspace.0)
            .bind("lead")
            .bind("unknown")
            .bind(owner.0)
            .bind(PAGE)
            .fetch_all(pool)
            .await
            .unwrap(),
    };
    assert_eq!(found.len(), 50);
}

async fn some_ids(driver: &Driver, scope: Scope) -> Vec<Uuid> {
    let text = "select id from person where workspace_id = $1 and file_order % 997 = 0 limit 1000";
    let rows: Vec<(Uuid,)> = match driver {
        Driver::Sqlite(pool) => {
            sqlx::query_as(text).bind(scope.workspace.0).fetch_all(pool).await.unwrap()
        }
        Driver::Postgres(pool) => {
            sqlx::query_as(text).bind(scope.workspace.0).fetch_all(pool).await.unwrap()
        }
    };
    rows.into_iter().map(|(id,)| id).collect()
}

/// The last row of the page before the one that begins after `offset` rows.
async fn cursor(driver: &Driver, scope: Scope, offset: i64) -> (i64, Uuid) {
    let text = "select created_at, id from person where workspace_id = $1 and state = 'live' and standing = 'lead'
order by created_at desc, id desc limit 1 offset $2";
    match driver {
        Driver::Sqlite(pool) => {
            sqlx::query_as(text).bind(scope.workspace.0).bind(offset).fetch_one(pool).await.unwrap()
        }
        Driver::Postgres(pool) => {
            sqlx::query_as(text).bind(scope.workspace.0).bind(offset).fetch_one(pool).await.unwrap()
        }
    }
}

/// Fills the tables by the engine itself: what is measured is reading.
async fn fill(driver: &Driver, scope: Scope, member: MemberId, n_people: i64) {
    let workspace = scope.workspace.0.simple().to_string();
    let member = member.0.simple().to_string();
    let n_activities = n_people * 5;
    let (workspace, member, id_of, people_series, activity_series) = match driver {
        Driver::Sqlite(_) => {
            let series = |n: i64| {
                format!(
                    "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {n})"
                )
            };
            let id = |hex: &str| format!("x'{hex}'");
            let id_of = "unhex(printf('%032x', n * 2654435761))";
            (id(&workspace), id(&member), id_of, series(n_people), series(n_activities))
        }
        Driver::Postgres(_) => {
            let series =
                |n: i64| format!("with numbers (n) as (select generate_series(1, {n}::bigint))");
            let id = |hex: &str| format!("'{hex}'::uuid");
            let id_of = "lpad(to_hex(n * 2654435761), 32, '0')::uuid";
            (id(&workspace), id(&member), id_of, series(n_people), series(n_activities))
        }
    };
    let people = format!(
        "insert into person (workspace_id, id, prefix, given, middle, family, suffix, nickname, full_name, name_folded, job_title,
department, standing, fit, fit_why, owner_id, country, zone, language, industry, website, birthday, lead_source, note, source,
file_order, state, created_at, updated_at)
{people_series} select {workspace}, {id_of}, '', 'Given' || n, '', 'Family' || n, '', '', '', 'given' || n || ' family' || n, 'Buyer', '',
case when n % 10 = 0 then 'other' else 'lead' end, case when n % 7 = 0 then 'yes' else 'unknown' end, '', {member}, '', '', '', '', '', '', '', '', 'bench',
n, 'live', n / 3, n from numbers"
    );
    let activities = format!(
        "insert into activity (workspace_id, id, member_id, person_id, behaviour, channel, outcome, own_outcome, minutes,
is_minutes_default, is_reserved, reached, conversation, asked, is_asked_default, happened_at, on_day, why, note, body_hash, recorded_at)
{} select {workspace}, {id_of}, {member}, {}, 'calls', 'call', 'no_answer', '', 4, 1, 1, 0, 0, '', 1, n * 1000000, n / 100, '', '', {}, n from numbers",
        activity_series,
        id_of.replace("n * 2654435761", &format!("(1 + n % {n_people}) * 2654435761")),
        match driver {
            Driver::Sqlite(_) => "x'00'",
            Driver::Postgres(_) => "'\\x00'::bytea",
        }
    );
    for statement in [people, activities, "analyze".to_owned()] {
        match driver {
            Driver::Sqlite(pool) => {
                sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(pool).await.unwrap();
            }
            Driver::Postgres(pool) => {
                sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(pool).await.unwrap();
            }
        }
    }
}
