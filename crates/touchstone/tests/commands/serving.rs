//! `serve`: it answers, lets commands work beside it, and stops when it is told to.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use crate::shop::Shop;

/// A server that runs, and where.
pub(crate) struct Running {
    child: Option<Child>,
    pub(crate) address: String,
}

impl Drop for Running {
    /// A test that failed leaves no server behind.
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

pub(crate) fn serve(shop: &Shop, words: &[&str]) -> Running {
    let mut all = vec!["serve", "--listen", "127.0.0.1:0"];
    all.extend(words);
    let mut child =
        shop.command(&all).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let (_, rest) = line.split_once("http://").unwrap_or_else(|| panic!("no address in {line:?}"));
    let address = rest.split_whitespace().next().unwrap().to_owned();
    Running { child: Some(child), address }
}

pub(crate) fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

/// Asks it to end as a service manager does; the exit code, within ten seconds.
pub(crate) fn stop(mut running: Running) -> i32 {
    let mut child = running.child.take().unwrap();
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || tell.send(child.wait().unwrap()));
    told.recv_timeout(Duration::from_secs(10)).unwrap().code().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_on_a_free_port_and_stops_within_ten_seconds() {
    for shop in Shop::both().await {
        let running = serve(&shop, &["--sample"]);
        let health = get(&running.address, "/healthz");
        assert!(health.starts_with("HTTP/1.1 200"), "{health}");
        assert!(get(&running.address, "/").starts_with("HTTP/1.1 200"));
        // Commands work beside it, on the sample it made.
        let today = shop.done(&["today"]);
        assert_eq!(today["hours"], 120);
        // A client that says nothing does not hold it up.
        let _idle = TcpStream::connect(&running.address).unwrap();
        assert_eq!(stop(running), 0);
        let gone = shop.run(&["--json", "sample", "remove"]).json();
        assert_eq!(gone["removed"], true);
        let left = shop.run(&["--json", "workspace", "list"]).json();
        assert!(left["workspaces"].as_array().unwrap().iter().all(|one| one["is_sample"] == false));
        assert_eq!(shop.run(&["--json", "sample", "remove"]).json()["removed"], false);
    }
}

#[test]
fn what_is_served_to_other_machines_is_encrypted_or_behind_a_proxy() {
    let shop = Shop::folder();
    let refused = |words: &[&str]| {
        let told = shop.run(&[&["--json", "serve"], words].concat());
        assert_ne!(told.code, 0, "{words:?}");
        told.json()["detail"].as_str().unwrap().to_owned()
    };
    let told = refused(&["--listen", "0.0.0.0:0"]);
    assert!(told.contains("without TLS only loopback is listened on"), "{told}");
    let told = refused(&["--tls-cert", "gone.pem", "--tls-key", "gone.pem"]);
    assert!(told.contains("no certificate can be read from gone.pem"), "{told}");
    let told = refused(&["--tls-cert", "gone.pem"]);
    assert!(told.contains("belong together"), "{told}");
    let running = serve(&shop, &["--behind-proxy"]);
    assert!(get(&running.address, "/readyz").starts_with("HTTP/1.1 200"));
    assert!(get(&running.address, "/metrics").starts_with("HTTP/1.1 401"));
    assert_eq!(stop(running), 0);
    let running = serve(&shop, &[]);
    assert!(get(&running.address, "/metrics").starts_with("HTTP/1.1 200"));
    assert_eq!(stop(running), 0);
}

#[test]
fn one_server_a_folder() {
    let shop = Shop::folder();
    let running = serve(&shop, &[]);
    let second = shop.run(&["--json", "serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.code, 3, "{}{}", second.out, second.err);
    assert_eq!(stop(running), 0);
    assert_eq!(stop(serve(&shop, &[])), 0);
}
