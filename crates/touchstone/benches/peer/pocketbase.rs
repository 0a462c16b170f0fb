//! The peer: PocketBase as it comes, with an index for the list that is asked of it.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use testkit::http::Connection;

use crate::{Kind, Peer, contact, cost, shown};

const NAME: &str = "PocketBase";
const WHO: (&str, &str) = ("bench@example.org", "drei krumme Laternen");
/// Records of one batch.
const BATCH: usize = 500;

/// The program, stopped when this is dropped.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program, makes its collections and imports the contacts by its batches.
pub(crate) fn start(program: &OsStr, data: &Path, n: usize) -> (Peer, Running) {
    let dir = format!("--dir={}", data.display());
    let made = Command::new(program)
        .args(["superuser", "upsert", WHO.0, WHO.1, &dir])
        .stdout(Stdio::null())
        .status();
    assert!(made.unwrap().success());
    let address = free_address();
    let child = Command::new(program)
        .args(["serve", &format!("--http={address}"), &dir])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let running = Running(child);
    let authorization = sign_in(&address);
    let mut connection =
        Connection::open(&address, &[("Authorization", authorization.as_str())]).unwrap();
    let mut make = |method: &str, path: &str, body: &Value| -> Value {
        let answer = connection.ask(method, path, Some(&body.to_string())).unwrap();
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(answer.status < 300, "{text}");
        serde_json::from_str(&text).unwrap_or_default()
    };
    make(
        "PATCH",
        "/api/settings",
        &json!({ "batch": { "enabled": true, "maxRequests": BATCH, "timeout": 60 } }),
    );
    make("POST", "/api/collections", &contacts());
    make("POST", "/api/collections", &activities());
    let process = running.0.id();
    let mut ids = Vec::new();
    let imported = cost(process, n, || {
        let all: Vec<usize> = (0..n).collect();
        for some in all.chunks(BATCH) {
            let requests: Vec<Value> = some.iter().map(|n| creation(*n)).collect();
            let answer = make("POST", "/api/batch", &json!({ "requests": requests }));
            let made = answer.as_array().unwrap().iter();
            ids = made.map(|made| made["body"]["id"].as_str().unwrap().to_owned()).collect();
        }
    });
    println!("import of {n}: {NAME} {}", shown(imported));
    (Peer { name: NAME, process, address, authorization, ids }, running)
}

fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

fn sign_in(address: &str) -> String {
    let start = Instant::now();
    let body = json!({ "identity": WHO.0, "password": WHO.1 }).to_string();
    let path = "/api/collections/_superusers/auth-with-password";
    loop {
        let answer = Connection::open(address, &[])
            .and_then(|mut connection| connection.ask("POST", path, Some(&body)));
        match answer {
            Ok(answer) => {
                let told: Value = serde_json::from_slice(&answer.body).unwrap();
                return told["token"].as_str().unwrap().to_owned();
            }
            Err(error) => assert!(start.elapsed() < Duration::from_secs(20), "{error}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn texts(names: &[&str]) -> Vec<Value> {
    names.iter().map(|name| json!({ "name": name, "type": "text" })).collect()
}

fn contacts() -> Value {
    let mut fields = texts(&["given", "family", "phone", "company", "standing", "fit", "tag"]);
    fields.push(json!({ "name": "email", "type": "email" }));
    fields.push(json!({ "name": "created", "type": "autodate", "onCreate": true }));
    json!({
        "name": "contacts", "type": "base", "fields": fields,
        "indexes": ["create index contacts_list on contacts (standing, tag, created)", "create index contacts_email on contacts (email)"],
    })
}

fn activities() -> Value {
    let mut fields = texts(&["contact", "channel", "outcome", "note"]);
    fields.push(json!({ "name": "created", "type": "autodate", "onCreate": true }));
    json!({
        "name": "activities", "type": "base", "fields": fields,
        "indexes": ["create index activities_contact on activities (contact, created)"],
    })
}

fn creation(n: usize) -> Value {
    let [given, family, email, phone, company, tag] = contact(n);
    json!({ "method": "POST", "url": "/api/collections/contacts/records", "body": {
        "given": given, "family": family, "email": email, "phone": phone, "company": company, "tag": tag,
        "standing": "lead", "fit": "unknown",
    } })
}

pub(crate) fn request(kind: Kind, id: &str) -> (&'static str, String, Option<String>) {
    let contacts = "/api/collections/contacts/records";
    match kind {
        Kind::List => (
            "GET",
            format!(
                "{contacts}?perPage=50&skipTotal=1&sort=-created&filter=(standing%3D'lead'%26%26tag%3D'fair')"
            ),
            None,
        ),
        Kind::One => ("GET", format!("{contacts}/{id}"), None),
        Kind::File => {
            let body = json!({ "contact": id, "channel": "call", "outcome": "no_answer", "note": "rang twice" });
            ("POST", "/api/collections/activities/records".to_owned(), Some(body.to_string()))
        }
    }
}
