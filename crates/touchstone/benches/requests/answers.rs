//! The binary as it is shipped, with a list of people: what reading costs it, how much memory it holds, how soon it answers.

use std::{
    fmt::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use app::{
    App,
    clock::{Clock, Ids},
    identity::{
        invitations::{self, Acceptance, NewInvitation},
        secrets::Secret,
    },
    people::list::{self, PageRequest},
    workspaces::{self, Member},
};
use domain::{identity::Role, ids::PersonId};
use store::database::{Db, Location, Opening};
use testkit::{
    http::Connection,
    processes::{cpu_seconds, resident_mib},
};

use crate::{
    ROUNDS, median,
    running::{PROGRAM, Running},
    runtime, waited,
};

/// Requests of a round.
const READS: usize = 10_000;
const PAGES: usize = 1_000;
const CLIENTS: usize = 4;
/// A page of 50 under three filters.
const PAGE: &str = "/api/v1/people?standing=lead&fit=unknown&tag=fair&limit=50";

pub(crate) fn measure(folder: &Path) {
    let n_people: usize = std::env::var("TOUCHSTONE_BENCH_PEOPLE")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(100_000);
    let data = folder.join("data");
    starts(&data, "empty data");
    import(folder, &data, n_people);
    let runtime = runtime();
    let (server, first) = Running::start(&data);
    println!("start to first answer, {n_people} people: {:.3} s", first.as_secs_f64());
    let process = server.child.id();
    println!("resident, idle: {:.0} MiB", resident_mib(process).unwrap().0);
    let house = runtime.block_on(House::open(&data));
    let cookie = format!("__Host-touchstone={}", house.session.text());
    let (mut over_http, mut in_a_loop) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let before = cpu_seconds(process).unwrap();
        let mut waits = get(&server.address, &cookie, &house.people);
        over_http.push(millis(cpu_seconds(process).unwrap() - before));
        println!(
            "  get one: p50 {:.2} ms, p99 {:.2} ms",
            waited(&mut waits, 500),
            waited(&mut waits, 990)
        );
        let before = cpu_seconds(std::process::id()).unwrap();
        runtime.block_on(house.read_all());
        in_a_loop.push(millis(cpu_seconds(std::process::id()).unwrap() - before));
    }
    let (over_http, in_a_loop) = (median(over_http), median(in_a_loop));
    println!(
        "GET /people/{{id}}, signed in: {over_http:.3} ms of processor time; the same use cases in a loop {in_a_loop:.3} ms: {:.2} x",
        over_http / in_a_loop
    );
    let mut waits = pages(&server.address, &cookie);
    println!(
        "page of 50 under 3 filters: p50 {:.2} ms, p99 {:.2} ms",
        waited(&mut waits, 500),
        waited(&mut waits, 990)
    );
    println!("resident, most so far: {:.0} MiB", resident_mib(process).unwrap().1);
}

/// How soon the program answers, at its first start and later.
fn starts(data: &Path, what: &str) {
    for nth in 1..=ROUNDS {
        let (server, first) = Running::start(data);
        println!("start to first answer, {what}, start {nth}: {:.3} s", first.as_secs_f64());
        drop(server);
    }
}

fn import(folder: &Path, data: &Path, n_people: usize) {
    let mut text = "First Name,Last Name,Email,Phone,Company,Tags\n".to_owned();
    for n in 0..n_people {
        let (tag, firm) = (if n % 3 == 0 { "fair" } else { "list" }, n % 20_000);
        writeln!(
            text,
            "Mara{n},Quist{n},p{n}@q{n}.example,+4930{:08},Firm {firm},{tag}",
            20_000_000 + n
        )
        .unwrap();
    }
    let list = folder.join("list.csv");
    std::fs::write(&list, text).unwrap();
    let start = Instant::now();
    let told = Command::new(PROGRAM)
        .arg("--data")
        .arg(data)
        .arg("import")
        .arg(&list)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(told.success());
    println!("{n_people} people imported in {:.1} s", start.elapsed().as_secs_f64());
}

/// Milliseconds of one of the requests of a round.
fn millis(seconds: f64) -> f64 {
    seconds * 1000.0 / f64::from(u32::try_from(READS).unwrap())
}

/// Reads people over HTTP, from some clients at once; how long each request took.
fn get(address: &str, cookie: &str, people: &[PersonId]) -> Vec<Duration> {
    let one_client = |client: usize| {
        let mut connection = Connection::open(address, &[("Cookie", cookie)]).unwrap();
        let mut waits = Vec::new();
        for n in 0..READS / CLIENTS {
            let person = people[(n * CLIENTS + client) % people.len()];
            let start = Instant::now();
            let answer = connection.ask("GET", &format!("/api/v1/people/{person}"), None).unwrap();
            assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
            waits.push(start.elapsed());
        }
        waits
    };
    std::thread::scope(|scope| {
        let clients: Vec<_> =
            (0..CLIENTS).map(|client| scope.spawn(move || one_client(client))).collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

fn pages(address: &str, cookie: &str) -> Vec<Duration> {
    let mut connection = Connection::open(address, &[("Cookie", cookie)]).unwrap();
    let mut waits = Vec::new();
    for _ in 0..PAGES {
        let start = Instant::now();
        let answer = connection.ask("GET", PAGE, None).unwrap();
        waits.push(start.elapsed());
        let text = String::from_utf8(answer.body).unwrap();
        assert_eq!((answer.status, text.matches("\"standing\"").count()), (200, 50), "{text}");
    }
    waits
}

/// The same data opened beside the server, with somebody signed in.
struct House {
    app: App,
    member: Member,
    session: Secret,
    people: Vec<PersonId>,
}

impl House {
    async fn open(data: &Path) -> Self {
        let db = Db::open(&Location::folder(data), Opening::Command).await.unwrap();
        let app = App::new(db, Clock::System, Ids::Random);
        let workspace = workspaces::list(&app).await.unwrap().remove(0);
        let member = workspaces::member(&app, &workspace, None).await.unwrap();
        let new =
            NewInvitation { role: Role::Admin, email: String::new(), member: Some(member.id) };
        let invited = invitations::invite(&app, &member, new).await.unwrap();
        let told = Acceptance {
            secret: Secret::read(&invited.secret).unwrap(),
            email: "bench@example.org".to_owned(),
            password: "drei krumme Laternen".to_owned(),
            new: None,
            browser: String::new(),
        };
        let session = invitations::accept(&app, told).await.unwrap().session;
        let listed = list::page_of(&app, &member, PageRequest::default()).await.unwrap();
        let people = listed.rows.iter().map(|row| row.id).collect();
        Self { app, member, session, people }
    }

    /// What the server does for [`READS`] requests, without HTTP: who asks, and the person.
    async fn read_all(&self) {
        for n in 0..READS {
            let caller =
                app::identity::of_session(&self.app, &self.session).await.unwrap().unwrap();
            assert_eq!(caller.member.id, self.member.id);
            let person = self.people[n % self.people.len()];
            list::get(&self.app, &caller.member, person).await.unwrap();
        }
    }
}
