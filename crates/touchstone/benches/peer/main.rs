//! The same work done by Touchstone and by PocketBase on one machine: importing contacts, a list of 50 with a filter and an
//! order, one contact, and filing an activity. Processor time of each server a request, and rows a second.
//!
//! `TOUCHSTONE_PEER` names PocketBase's program; `TOUCHSTONE_BENCH_PEOPLE` sets another number of contacts than 100,000.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench measures and prints"
)]

mod pocketbase;
#[path = "../requests/running.rs"]
mod running;
mod touchstone;

use std::time::Instant;

use testkit::{http::Connection, processes::cpu_seconds};

/// Requests of a round, by all clients together.
const REQUESTS: usize = 4_000;
const CLIENTS: usize = 4;
const ROUNDS: usize = 3;

/// A server under trial.
pub(crate) struct Peer {
    name: &'static str,
    process: u32,
    address: String,
    authorization: String,
    /// The contacts' ids.
    ids: Vec<String>,
}

/// A kind of request.
#[derive(Clone, Copy)]
enum Kind {
    List,
    One,
    File,
}

fn main() {
    let Some(program) = std::env::var_os("TOUCHSTONE_PEER") else {
        println!(
            "skipped: TOUCHSTONE_PEER names no PocketBase; `cargo xtask bench peer` brings one"
        );
        return;
    };
    let n: usize = std::env::var("TOUCHSTONE_BENCH_PEOPLE")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let (ours, _ours) = touchstone::start(&folder.path().join("ours"), n);
    let (theirs, _theirs) = pocketbase::start(&program, &folder.path().join("theirs"), n);
    for (what, kind) in
        [("list of 50", Kind::List), ("one contact", Kind::One), ("file an activity", Kind::File)]
    {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            a.push(ours.round(kind));
            b.push(theirs.round(kind));
        }
        let (a, b) = (middle(a), middle(b));
        println!(
            "{what}: {} {}, {} {}; processor time {:.2} x",
            ours.name,
            shown(a),
            theirs.name,
            shown(b),
            a.0 / b.0
        );
    }
}

/// Milliseconds of processor time of one, and how many a second.
type Cost = (f64, f64);

fn shown((millis, a_second): Cost) -> String {
    format!("{millis:.3} ms, {a_second:.0}/s")
}

fn middle(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.0.total_cmp(&b.0));
    costs[costs.len() / 2]
}

/// What `n` of something cost that `work` does.
fn cost(process: u32, n: usize, work: impl FnOnce()) -> Cost {
    let (start, before) = (Instant::now(), cpu_seconds(process).unwrap());
    work();
    let used = cpu_seconds(process).unwrap() - before;
    let n = f64::from(u32::try_from(n).unwrap());
    (used * 1000.0 / n, n / start.elapsed().as_secs_f64())
}

impl Peer {
    fn round(&self, kind: Kind) -> Cost {
        cost(self.process, REQUESTS, || {
            std::thread::scope(|scope| {
                for client in 0..CLIENTS {
                    scope.spawn(move || self.client(kind, client));
                }
            });
        })
    }

    fn client(&self, kind: Kind, client: usize) {
        let headers = [("Authorization", self.authorization.as_str())];
        let mut connection = Connection::open(&self.address, &headers).unwrap();
        let is_ours = self.name == touchstone::NAME;
        for n in 0..REQUESTS / CLIENTS {
            let id = &self.ids[(n * CLIENTS + client) % self.ids.len()];
            let (method, path, body) =
                if is_ours { touchstone::request(kind, id) } else { pocketbase::request(kind, id) };
            let answer = connection.ask(method, &path, body.as_deref()).unwrap();
            let text = String::from_utf8_lossy(&answer.body);
            assert!((200..300).contains(&answer.status), "{}: {text}", answer.status);
            if let Kind::List = kind {
                assert_eq!(text.matches("\"standing\"").count(), 50, "{text}");
            }
        }
    }
}

/// A contact of either: given and family name, address, number, firm, and the tag of a third of them.
fn contact(n: usize) -> [String; 6] {
    let tag = if n.is_multiple_of(3) { "fair" } else { "list" };
    [
        format!("Mara{n}"),
        format!("Quist{n}"),
        format!("p{n}@q{n}.example"),
        format!("+4930{:08}", 20_000_000 + n),
        format!("Firm {}", n % 20_000),
        tag.to_owned(),
    ]
}
