//! An import into SQLite against rusqlite storing the same rows, with its memory, and with 8 writers beside it.
//!
//! `IMPORT_ROWS` (1,048,576 unless told) rows are generated into a file with a double in every fiftieth, imported, and read
//! back; then rusqlite stores what was stored: the same tables and indexes, 500-row `?` statements that stay prepared, one
//! transaction, 64 MiB of cache, rows in memory (filling memory is not timed), search tokens included. A second import has
//! eight writers beside it, four of them on connections of their own as another process would be.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench measures and prints"
)]

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use app::{
    App,
    clock::{Clock, Ids},
    imports::{self, Asked, Input, Phase, Watch},
    workspaces::{self, Member, NewMember},
};
use mimalloc::MiMalloc;
use rusqlite::{Connection, params_from_iter, types::Value};
use store::{
    database::{Db, FILE, Location, Opening},
    errors::StoreError,
    workspaces as settings,
};

/// As in the binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const WRITERS: usize = 8;
/// Between two writes of one writer.
const PAUSE: Duration = Duration::from_millis(20);
/// Rows read into memory at once, outside the clock.
const IN_MEMORY: usize = 50_000;
const STATEMENT_ROWS: usize = 500;
/// The tables an import fills, and the order in which a file gives their rows.
const TABLES: [(&str, &str); 7] = [
    ("company", "id"),
    ("person", "id"),
    ("email_address", "id"),
    ("phone_number", "id"),
    ("person_lookup", "person_id"),
    ("person_token", "person_id, token"),
    ("person_block", "person_id, block"),
];

fn main() {
    let rows: usize =
        std::env::var("IMPORT_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(1 << 20);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    generate(&file, rows);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let ours = folder.path().join("ours");
    let alone = runtime.block_on(import(&ours, &file, 0));
    println!("import of {rows} rows: {:.1} s, at most {} MiB resident", alone.seconds, peak_mib());
    let (plain, with_keys) = store_again(&ours, &folder.path().join("plain"));
    println!(
        "rusqlite, people with addresses, numbers, companies and tokens: {plain:.1} s; import / rusqlite = {:.2}",
        alone.seconds / plain
    );
    println!(
        "rusqlite, keys of duplicates too: {with_keys:.1} s; import / rusqlite = {:.2}",
        alone.seconds / with_keys
    );
    let beside = runtime.block_on(import(&folder.path().join("beside"), &file, WRITERS));
    let mut waits = beside.waits;
    waits.sort_unstable();
    let at =
        |permille: usize| waits.get(waits.len() * permille / 1000).copied().unwrap_or_default();
    println!(
        "with {WRITERS} writers beside it: {:.1} s; {} writes, p50 {:?}, p99 {:?}, longest {:?}, {} failed",
        beside.seconds,
        waits.len(),
        at(500),
        at(990),
        waits.last().copied().unwrap_or_default(),
        beside.n_failed
    );
}

/// Names, an address, mostly a number, one of many companies; every fiftieth row says the one before again.
fn generate(path: &Path, rows: usize) {
    const GIVEN: [&str; 12] = [
        "Mara", "Karl", "José", "Nora", "Viktor", "Ines", "Olga", "Wei", "Piotr", "Anna", "Zoë",
        "Alan",
    ];
    const FAMILY: [&str; 11] = [
        "Ellison",
        "Groß",
        "Ñuñez",
        "Lindqvist",
        "Many",
        "Quote",
        "Noat",
        "Ng",
        "Żółć",
        "Bright",
        "Hara",
    ];
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(out, "First Name,Last Name,Email,Phone,Company,Job Title").unwrap();
    for row in 0..rows {
        let n = if row % 50 == 49 { row - 1 } else { row };
        let (given, family) = (GIVEN[n % GIVEN.len()], FAMILY[n % FAMILY.len()]);
        let phone = if n % 3 == 0 { String::new() } else { format!("+4930{:08}", 20_000_000 + n) };
        let tail = n.wrapping_mul(2_654_435_761) % 1_000_003;
        writeln!(
            out,
            "{given},{family}{tail},p{n}@mail{}.example,{phone},Firm {} GmbH,Buyer",
            n % 997,
            n % 60_013
        )
        .unwrap();
    }
    out.flush().unwrap();
}

struct Imported {
    seconds: f64,
    waits: Vec<Duration>,
    n_failed: usize,
}

async fn import(folder: &Path, file: &Path, writers: usize) -> Imported {
    let location = Location::folder(folder);
    let db = Db::open(&location, Opening::Server).await.unwrap();
    let app = App::new(db, Clock::System, Ids::Random);
    let first = NewMember {
        name: "me".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        country: String::new(),
    };
    let workspace = workspaces::add(&app, "main", false, first).await.unwrap();
    let member = workspaces::member(&app, &workspace, None).await.unwrap();
    let is_over = Arc::new(AtomicBool::new(false));
    let mut beside = Vec::new();
    for nth in 0..writers {
        let db = if nth % 2 == 0 {
            app.db.clone()
        } else {
            Db::open(&location, Opening::Command).await.unwrap()
        };
        beside.push(tokio::spawn(write(db, member.clone(), nth, Arc::clone(&is_over))));
    }
    let start = Instant::now();
    let watch = Watch { progress: Some(Arc::new(phases(start))), ..Watch::default() };
    let input = Input::File(Arc::new(File::open(file).unwrap()));
    let report = imports::import(&app, &member, input, Asked::default(), &watch).await.unwrap();
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(report.rows, report.stored + report.updated + report.same + report.n_rejected);
    println!(
        "{} stored, {} same, {} possible",
        report.stored, report.same, report.possible_duplicates
    );
    is_over.store(true, Ordering::Relaxed);
    let (mut waits, mut n_failed) = (Vec::new(), 0);
    for writer in beside {
        let (some, failed) = writer.await.unwrap();
        waits.extend(some);
        n_failed += failed;
    }
    app.db.close().await.unwrap();
    Imported { seconds, waits, n_failed }
}

/// Prints when each phase begins.
fn phases(start: Instant) -> impl Fn(Phase, usize, Option<usize>) + Send + Sync {
    let last = std::sync::Mutex::new(None);
    move |phase, _, _| {
        let mut last = last.lock().unwrap();
        if *last != Some(phase) {
            *last = Some(phase);
            println!("  {phase:?} from {:.1} s", start.elapsed().as_secs_f64());
        }
    }
}

async fn write(
    db: Db,
    member: Member,
    nth: usize,
    is_over: Arc<AtomicBool>,
) -> (Vec<Duration>, usize) {
    let (mut waits, mut n_failed) = (Vec::new(), 0);
    let scope = member.scope;
    while !is_over.load(Ordering::Relaxed) {
        let start = Instant::now();
        let written: Result<(), StoreError> = db
            .transaction(scope, async move |tx| {
                settings::set_setting(tx, scope, "fact", &format!("writer {nth}"), 0).await
            })
            .await;
        waits.push(start.elapsed());
        n_failed += usize::from(written.is_err());
        tokio::time::sleep(PAUSE).await;
    }
    (waits, n_failed)
}

/// Stores again with rusqlite what stands in our file; seconds without and with the keys of duplicates.
fn store_again(ours: &Path, folder: &Path) -> (f64, f64) {
    std::fs::create_dir_all(folder).unwrap();
    let source = Connection::open(ours.join(FILE)).unwrap();
    let target = Connection::open(folder.join(FILE)).unwrap();
    target
        .execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma foreign_keys = off",
        )
        .unwrap();
    for (table, _) in TABLES {
        let mut all = source
            .prepare("select sql from sqlite_schema where tbl_name = ?1 and sql is not null order by type desc")
            .unwrap();
        let sqls: Vec<String> =
            all.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for sql in sqls {
            target.execute_batch(&sql).unwrap();
        }
    }
    target.set_prepared_statement_cache_capacity(32);
    target.execute_batch("begin immediate").unwrap();
    let (mut clock, mut plain) = (Duration::ZERO, Duration::ZERO);
    for (table, order) in TABLES {
        if table == "person_block" {
            // The commit so far is part of what storing without the keys costs.
            let start = Instant::now();
            target.execute_batch("commit").unwrap();
            plain = clock + start.elapsed();
            target.execute_batch("begin immediate").unwrap();
        }
        clock += copy(&source, &target, table, order);
    }
    let start = Instant::now();
    target.execute_batch("commit").unwrap();
    clock += start.elapsed();
    (plain.as_secs_f64(), clock.as_secs_f64())
}

fn copy(source: &Connection, target: &Connection, table: &str, order: &str) -> Duration {
    let mut clock = Duration::ZERO;
    let mut read =
        source.prepare(&format!("select * from {table} order by workspace_id, {order}")).unwrap();
    let n_columns = read.column_count();
    let mut rows = read.query([]).unwrap();
    let mut held: Vec<Value> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        held.extend((0..n_columns).map(|at| row.get::<_, Value>(at).unwrap()));
        if held.len() >= IN_MEMORY * n_columns {
            clock += insert(target, table, n_columns, &held);
            held.clear();
        }
    }
    clock + insert(target, table, n_columns, &held)
}

fn insert(target: &Connection, table: &str, n_columns: usize, held: &[Value]) -> Duration {
    let row = format!("({})", vec!["?"; n_columns].join(","));
    let start = Instant::now();
    for some in held.chunks(STATEMENT_ROWS * n_columns) {
        let rows = vec![row.as_str(); some.len() / n_columns].join(",");
        let mut statement =
            target.prepare_cached(&format!("insert into {table} values {rows}")).unwrap();
        statement.execute(params_from_iter(some)).unwrap();
    }
    start.elapsed()
}

/// The most memory this process ever had.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: u64 = line
        .and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok())
        .unwrap_or_default();
    kib / 1024
}
