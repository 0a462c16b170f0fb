//! Our side of the comparison.

use std::{fmt::Write as _, path::Path, process::Command, time::Duration};

use serde_json::Value;
use testkit::http::Connection;
use uuid::Uuid;

use crate::{
    Kind, Peer, contact, cost,
    running::{PROGRAM, Running},
    shown,
};

pub(crate) const NAME: &str = "Touchstone";

/// Starts the program and imports the contacts over the API, with preview and commit as a page does.
pub(crate) fn start(data: &Path, n: usize) -> (Peer, Running) {
    let (server, _) = Running::start(data);
    let told = Command::new(PROGRAM)
        .args(["--json", "--data"])
        .arg(data)
        .args(["token", "add", "bench", "--scope", "write"])
        .output()
        .unwrap();
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let authorization = format!("Bearer {}", told["text"].as_str().unwrap());
    let mut connection =
        Connection::open(&server.address, &[("Authorization", authorization.as_str())]).unwrap();
    let mut text = "First Name,Last Name,Email,Phone,Company,Tags\n".to_owned();
    for contact in (0..n).map(contact) {
        writeln!(text, "{}", contact.join(",")).unwrap();
    }
    let process = server.child.id();
    let imported = cost(process, n, || import(&mut connection, text.as_bytes()));
    println!("import of {n}: {NAME} {}", shown(imported));
    let listed = connection.ask("GET", "/api/v1/people?limit=500", None).unwrap();
    let listed: Value = serde_json::from_slice(&listed.body).unwrap();
    let ids = listed["people"].as_array().unwrap().iter();
    let ids = ids.map(|person| person["id"].as_str().unwrap().to_owned()).collect();
    let peer = Peer { name: NAME, process, address: server.address.clone(), authorization, ids };
    (peer, server)
}

fn import(connection: &mut Connection, text: &[u8]) {
    let sent = Some(("application/octet-stream", text));
    let answer = connection.send("POST", "/api/v1/imports?name=list.csv", sent).unwrap();
    assert!([201, 202].contains(&answer.status), "{}", String::from_utf8_lossy(&answer.body));
    let told: Value = serde_json::from_slice(&answer.body).unwrap();
    // A long file is read after the answer, which has no preview then.
    let id = told["import"].as_str().or(told["id"].as_str()).unwrap();
    let path = format!("/api/v1/imports/{id}");
    wait_until(connection, &path, "ready");
    let answer = connection.ask("POST", &format!("{path}/commit"), None).unwrap();
    assert_eq!(answer.status, 202, "{}", String::from_utf8_lossy(&answer.body));
    wait_until(connection, &path, "done");
}

/// Waits until an import is as it is to be.
fn wait_until(connection: &mut Connection, path: &str, wanted: &str) {
    loop {
        let answer = connection.ask("GET", path, None).unwrap();
        let import: Value = serde_json::from_slice(&answer.body).unwrap();
        match import["state"].as_str() {
            Some(state) if state == wanted => return,
            Some("reading" | "ready" | "importing") => {
                std::thread::sleep(Duration::from_millis(20));
            }
            _ => panic!("{import}"),
        }
    }
}

pub(crate) fn request(kind: Kind, id: &str) -> (&'static str, String, Option<String>) {
    match kind {
        Kind::List => ("GET", "/api/v1/people?standing=lead&tag=fair&limit=50".to_owned(), None),
        Kind::One => ("GET", format!("/api/v1/people/{id}"), None),
        Kind::File => {
            let body = format!(
                "{{\"person\":\"{id}\",\"channel\":\"call\",\"outcome\":\"no_answer\",\"note\":\"rang twice\"}}"
            );
            ("PUT", format!("/api/v1/activities/{}", Uuid::now_v7()), Some(body))
        }
    }
}
