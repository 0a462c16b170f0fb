//! Filing activities over HTTP on a disk that takes 2 ms longer to sync: shared commits against single ones, and PostgreSQL.

use std::{
    fmt::Write as _,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use app::{
    App,
    clock::{Clock, Ids},
    imports::{self, Asked, Input, Watch},
    people::list::{self, PageRequest},
    tokens,
    workspaces::{self, NewMember},
};
use domain::{identity::TokenScope, ids::PersonId};
use server::{Server, requests::clients::Front};
use store::database::{Db, Location, Opening};
use testkit::{http::Connection, postgres::Durable};
use uuid::Uuid;

use crate::{ROUNDS, median, runtime, waited};

const WRITERS: usize = 8;
const MEASURE: Duration = Duration::from_secs(5);

/// A rep who files, and with whom.
struct Rep {
    token: String,
    people: Vec<PersonId>,
}

/// A server in this process, and those who file.
struct Site {
    address: SocketAddr,
    reps: Vec<Rep>,
}

/// What a round came to.
struct Round {
    a_second: f64,
    p99: f64,
}

pub(crate) fn measure(folder: &Path) {
    let runtime = runtime();
    runtime.block_on(async {
        let on = async |name: &str| {
            Db::open(&Location::folder(folder.join(name)), Opening::Server).await.unwrap()
        };
        let shared = Site::open(on("shared").await).await;
        let single = Site::open(on("single").await.committing_singly()).await;
        let (mut eight, mut one, mut p99) = (Vec::new(), Vec::new(), Vec::new());
        for round in 1..=ROUNDS {
            let (a, b) = (shared.file(WRITERS).await, single.file(WRITERS).await);
            let (c, d) = (shared.file(1).await, single.file(1).await);
            println!(
                "round {round}: 8 writers sharing {:.0}/s (p99 {:.1} ms), singly {:.0}/s (p99 {:.1} ms); one writer {:.0}/s and {:.0}/s",
                a.a_second, a.p99, b.a_second, b.p99, c.a_second, d.a_second
            );
            eight.push(a.a_second / b.a_second);
            one.push(c.a_second / d.a_second);
            p99.push(a.p99);
        }
        println!(
            "PUT /activities/{{id}}, 8 writers, 2 ms a sync, FULL: {:.2} x of single commits, p99 {:.1} ms; one writer {:.2} x",
            median(eight),
            median(p99),
            median(one)
        );
        let postgres = Durable::start(Path::new(&std::env::var("LD_PRELOAD").unwrap())).unwrap();
        let db = Db::open(&Location::postgres(postgres.url()), Opening::Server).await.unwrap();
        let site = Site::open(db).await;
        let mut rates = Vec::new();
        for round in 1..=ROUNDS {
            let filed = site.file(WRITERS).await;
            println!("PostgreSQL, round {round}: {:.0}/s, p99 {:.1} ms", filed.a_second, filed.p99);
            rates.push(filed.a_second);
        }
        println!("PUT /activities/{{id}}, PostgreSQL, 8 writers, one workspace, 2 ms a sync: {:.0}/s", median(rates));
    });
}

impl Site {
    /// A workspace with eight reps who have a list each, and a server before it.
    async fn open(db: Db) -> Self {
        let app = App::new(db, Clock::System, Ids::Random);
        let name = |n: usize| NewMember {
            name: format!("Rep {n}"),
            zone: "Europe/Berlin".to_owned(),
            country: "DE".to_owned(),
        };
        let workspace = workspaces::add(&app, "bench", false, name(0)).await.unwrap();
        let mut reps = Vec::new();
        for n in 0..WRITERS {
            if n > 0 {
                workspaces::add_rep(&app, &workspace, name(n)).await.unwrap();
            }
            let who = format!("Rep {n}");
            let member = workspaces::member(&app, &workspace, Some(&who)).await.unwrap();
            let mut text = "First Name,Last Name,Email,Phone,Company\n".to_owned();
            for row in 0..200 {
                writeln!(
                    text,
                    "Mara,Q{n}x{row},p{n}x{row}@q.example,+4930{n}2{row:05},Firm {n}x{row}"
                )
                .unwrap();
            }
            let input = Input::Bytes(text.into_bytes().into());
            imports::import(&app, &member, input, Asked::default(), &Watch::default())
                .await
                .unwrap();
            let mut asked = PageRequest::default();
            asked.words.push(format!("owner={who}"));
            let listed = list::page_of(&app, &member, asked).await.unwrap();
            let people: Vec<PersonId> = listed.rows.iter().map(|row| row.id).collect();
            let token = tokens::add(&app, &member, "bench", TokenScope::Write, None).await.unwrap();
            assert!(!people.is_empty());
            reps.push(Rep { token: token.text, people });
        }
        let server =
            Server::listen(SocketAddr::from(([127, 0, 0, 1], 0)), Front::Open, None).await.unwrap();
        let address = server.address();
        tokio::spawn(server.run(app, std::future::pending()));
        Self { address, reps }
    }

    /// Files from so many reps at once, each as fast as its answers come.
    async fn file(&self, writers: usize) -> Round {
        let (address, start) = (self.address.to_string(), Instant::now());
        let mut clients = Vec::new();
        for rep in &self.reps[..writers] {
            let (address, bearer) = (address.clone(), format!("Bearer {}", rep.token));
            let people = rep.people.clone();
            clients.push(std::thread::spawn(move || {
                let headers = [("Authorization", bearer.as_str())];
                let mut connection = Connection::open(&address, &headers).unwrap();
                let mut waits = Vec::new();
                while start.elapsed() < MEASURE {
                    let person = people[waits.len() % people.len()];
                    let body = format!(
                        "{{\"person\":\"{person}\",\"channel\":\"call\",\"outcome\":\"no_answer\"}}"
                    );
                    let path = format!("/api/v1/activities/{}", Uuid::now_v7());
                    let sent = Instant::now();
                    let answer = connection.ask("PUT", &path, Some(&body)).unwrap();
                    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
                    waits.push(sent.elapsed());
                }
                waits
            }));
        }
        let joined = tokio::task::spawn_blocking(move || {
            clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
        });
        let mut waits: Vec<Duration> = joined.await.unwrap();
        let n = f64::from(u32::try_from(waits.len()).unwrap());
        Round { a_second: n / start.elapsed().as_secs_f64(), p99: waited(&mut waits, 990) }
    }
}
