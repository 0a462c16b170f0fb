//! What `serve` does by itself: nights, the seal, taking over from a server that was killed, stopping in time.

use std::{
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use testkit::databases;

use crate::serving::{Running, serve, stop};
use crate::shop::Shop;

/// The longest that is waited for something to come about.
const PATIENCE: Duration = Duration::from_mins(1);

/// Asks until it is so; says how long it took.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{what} does not come about");
    }
    start.elapsed()
}

fn lines(shop: &Shop, action: &str) -> usize {
    let told = shop.run(&["--json", "audit", "list", "--limit", "500"]).json();
    let lines = told["lines"].as_array().unwrap();
    lines.iter().filter(|line| line["action"] == action).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_ends_the_night_seals_the_record_and_backs_up() {
    for shop in Shop::both().await {
        let running = serve(&shop, &[]);
        wait_until("the night", || lines(&shop, "ended the night") == 1);
        shop.run(&["settings", "loose_minutes=7"]);
        let sealed = wait_until("the seal", || {
            let told = shop.run(&["--json", "audit", "verify"]);
            assert_eq!(told.code, 0, "{}{}", told.out, told.err);
            told.json()["n_unsealed"] == 0
        });
        println!("sealed {sealed:?} after the change");
        assert!(sealed < Duration::from_secs(5), "{sealed:?}");
        let told = shop.run(&["--json", "doctor"]).json();
        let is_folder = shop.place.flags()[0] == "--data";
        assert_eq!(told["last_backup_at"] != Value::Null, is_folder, "{told}");
        assert_eq!(told["held"], false);
        let started = Instant::now();
        assert_eq!(stop(running), 0);
        let took = started.elapsed();
        println!("stopped within {took:?}");
        assert!(took < Duration::from_secs(10));
        // Another start ends no night twice.
        let again = serve(&shop, &[]);
        shop.run(&["settings", "loose_minutes=8"]);
        wait_until("the seal", || {
            shop.run(&["--json", "audit", "verify"]).json()["n_unsealed"] == 0
        });
        assert_eq!(lines(&shop, "ended the night"), 1);
        assert_eq!(stop(again), 0);
    }
}

/// A server with a short lease that ends as by `kill -9` when it begins its first job.
fn serve_until_killed(shop: &Shop) -> Child {
    shop.command(&["serve", "--listen", "127.0.0.1:0"])
        .env("TOUCHSTONE_JOB_LEASE", "2")
        .env("TOUCHSTONE_CRASH_AT", "job:1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_server_held_is_taken_over_within_two_leases() {
    let [_, place] = databases::both_empty().await;
    let shop = Shop { place };
    // Makes the workspace.
    shop.run(&["today"]);
    let mut killed = serve_until_killed(&shop);
    assert!(!killed.wait().unwrap().success(), "it was to be killed by its first job");
    let gone = Instant::now();
    let held = shop.run(&["--json", "jobs", "list"]).json();
    assert_eq!(held["jobs"][0]["state"], "running", "{held}");
    let other: Running = serve(&shop, &[]);
    wait_until("the takeover", || lines(&shop, "ended the night") == 1);
    let took = gone.elapsed();
    println!("taken over {took:?} after the kill, with a lease of 2 s");
    assert!(took <= Duration::from_secs(4), "{took:?}");
    assert_eq!(shop.run(&["--json", "jobs", "list"]).json()["jobs"].as_array().unwrap().len(), 0);
    assert_eq!(stop(other), 0);
    assert_eq!(lines(&shop, "ended the night"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_database_share_the_work() {
    let [_, place] = databases::both_empty().await;
    let shop = Shop { place };
    shop.run(&["today"]);
    for n in 0..12 {
        let added =
            shop.run(&["rep", "add", &format!("Rep {n}"), "--zone", "UTC", "--country", "DE"]);
        assert_eq!(added.code, 0, "{}", added.err);
    }
    let both = [serve(&shop, &[]), serve(&shop, &[])];
    let asked = ["--json", "--rep", "me", "audit", "list", "--limit", "500"];
    let ended = || {
        let told = shop.run(&asked).json();
        let lines = told["lines"].as_array().unwrap();
        let mut ended: Vec<String> = lines
            .iter()
            .filter(|line| line["action"] == "ended the night")
            .map(|line| line["subject_id"].to_string())
            .collect();
        ended.sort();
        ended
    };
    wait_until("all nights", || ended().len() >= 13);
    let all = ended();
    let mut once = all.clone();
    once.dedup();
    assert_eq!(all, once, "each rep's night ended once");
    for one in both {
        assert_eq!(stop(one), 0);
    }
    assert_eq!(ended().len(), 13);
}
