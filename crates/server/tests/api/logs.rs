//! The log and the counters hold nobody's data, whatever is sent.

use std::{
    io::{self, Write},
    net::SocketAddr,
    sync::{Arc, LazyLock, Mutex},
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use domain::identity::{Role, TokenScope};
use serde_json::json;
use tracing_subscriber::{
    Layer as _, filter::LevelFilter, filter::Targets, layer::SubscriberExt as _, registry,
    util::SubscriberInitExt as _,
};

use crate::house::{Answer, As, House};

/// What is planted, and looked for. None of it stands anywhere else.
const NAMES: &[&str] = &[
    "Zuckschwert",
    "Wolkenbruch",
    "Xanthippus",
    "Quendelberg",
    "yttrium.hold@verborgen.example",
    "kiebitz.frau@verborgen.example",
    "+4930998877661",
    "Sumpfdotterweg",
];
/// What may not even be told to whoever sends it.
const SECRETS: &[&str] = &[
    "geheim-eins-Taubenschlag",
    "geheim-zwei-Morgenrot",
    "geheim-drei-Abendstern",
    "geheim-vier-Siebengestirn",
    "geheim-fuenf-Nebelkerze",
    "geheim-sechs-Findling",
    "geheim-sieben-Lindwurm",
    "geheim-acht-Kranichzug",
];
/// What is sent in paths, queries and headers.
const WORDS: &[&str] = &["Pfad-Efeutute", "Frage-Goldregen", "Kopf-Hartriegel", "Kopf-Immergruen"];

/// What was logged by this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log of all tests here: transactions run on threads of their own, which hear no subscriber of one test alone.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    let writer = log.clone();
    let layer =
        tracing_subscriber::fmt::layer().with_ansi(false).with_writer(move || writer.clone());
    let ours = ["app", "domain", "server", "store"].map(|name| (name, LevelFilter::TRACE));
    let wanted = Targets::new().with_default(LevelFilter::INFO).with_targets(ours);
    registry().with(layer.with_filter(wanted)).try_init().unwrap();
    log
});

fn logged() -> String {
    String::from_utf8_lossy(&LOG.0.lock().unwrap()).into_owned()
}

/// Sends everything planted, in every place where something can be sent.
async fn plant(house: &House, who: &As) -> Vec<Answer> {
    let mut answers = Vec::new();
    for method in [Method::GET, Method::PUT, Method::POST, Method::PATCH, Method::DELETE] {
        for route in server::routes().iter().filter(|route| route.method == method.as_str()) {
            let path = route
                .path
                .replace("{day}", "2026-11-23")
                .replace("{id}", &format!("{}-{}", WORDS[0], NAMES[0]));
            let path = format!("{path}?q={}&email={}&token={}", WORDS[1], NAMES[4], SECRETS[0]);
            let body = json!({
                "name": NAMES[1], "email": NAMES[5], "phone": NAMES[6], "why": NAMES[2], "text": NAMES[3],
                "address": NAMES[7], "password": SECRETS[1], "old": SECRETS[2], "new": SECRETS[3],
                "secret": SECRETS[4],
            });
            let mut request = Request::builder()
                .method(&method)
                .uri(path)
                .header("sec-fetch-site", "same-origin")
                .header("user-agent", WORDS[2])
                .header("x-forwarded-for", WORDS[3])
                .header("referer", format!("https://a.example/{}", NAMES[0]))
                .header(header::CONTENT_TYPE, "application/json");
            request = match who {
                As::Token(token) => {
                    request.header(header::AUTHORIZATION, format!("Bearer {token}"))
                }
                _ => request.header(
                    header::COOKIE,
                    format!("__Host-touchstone={}; other={}", SECRETS[5], SECRETS[6]),
                ),
            };
            let mut request = request.body(Body::from(body.to_string())).unwrap();
            let from: SocketAddr = "192.0.2.7:4000".parse().unwrap();
            request.extensions_mut().insert(ConnectInfo(from));
            answers.push(house.send(request).await);
        }
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_sent_is_found_in_the_log_or_the_counters() {
    LazyLock::force(&LOG);
    for house in House::both().await {
        let ada = house.member(&house.here, NAMES[0], Role::Admin).await;
        let token = house.token(&ada, TokenScope::Admin).await;
        let As::Token(token_text) = &token else { unreachable!() };
        let mut answers = plant(&house, &token).await;
        answers.extend(plant(&house, &As::Nobody).await);
        answers.extend(plant(&house, &As::Token(SECRETS[7].to_owned())).await);
        // What is right is stored, and no line tells of it either.
        let sign_in = json!({ "email": NAMES[4], "password": SECRETS[1] });
        answers.push(house.post(&As::Nobody, "/api/v1/session", sign_in).await);
        crate::house::fill(&house, &house.here, NAMES[1]).await;
        let boss = house.let_in(&house.here.admin, Role::Admin).await;
        let listed = house.get(&boss, "/api/v1/people").await;
        assert_eq!(listed.told(), "200");
        assert!(String::from_utf8_lossy(&listed.body).contains(NAMES[1]));
        let counters = house.get(&token, "/metrics").await;
        assert_eq!(counters.told(), "200");
        let (log, counters) = (logged(), String::from_utf8(counters.body).unwrap());
        assert!(log.contains("/api/v1/people/{id}") && counters.contains("/api/v1/people/{id}"));
        let planted = NAMES.iter().chain(SECRETS).chain(WORDS).copied();
        let planted = planted.chain([token_text.as_str(), crate::house::PASSWORD]);
        for word in planted {
            for (place, text) in [("the log", &log), ("the counters", &counters)] {
                let line = text.lines().find(|line| line.contains(word));
                assert!(line.is_none(), "{word} stands in {place}: {line:?}");
            }
        }
        for answer in answers {
            assert!(!answer.status.is_server_error(), "{}", answer.told());
            let text = String::from_utf8_lossy(&answer.body);
            for word in SECRETS.iter().copied().chain([token_text.as_str()]) {
                assert!(!text.contains(word), "{word} is told back: {text}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_found_from_an_answer_by_its_id() {
    LazyLock::force(&LOG);
    let house = House::new(testkit::databases::sqlite().await).await;
    let answer = house.get(&As::Nobody, "/api/v1/people").await;
    let id = answer.headers["x-request-id"].to_str().unwrap();
    let log = logged();
    let line = log.lines().find(|line| line.contains(id)).unwrap();
    for part in ["GET /api/v1/people was answered 401", "code=\"sign_in_first\"", "ms="] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let again = house.get(&As::Nobody, "/api/v1/people").await;
    assert_ne!(again.headers["x-request-id"], answer.headers["x-request-id"]);
}
