//! `kill -9` at every statement of start and log, and neighbours on one folder: all or nothing, and nobody is locked out.

use app::App;
use serde_json::Value;
use store::{errors::StoreError, scope::Scope, sql};
use uuid::Uuid;

use crate::shop::{MONDAY, Shop, Told, at, text};

/// Ends the binary there as `kill -9` would.
const CRASH: &str = "TOUCHSTONE_CRASH_AT";

/// How many rows of each kind there are in the sample workspace.
async fn rows(app: &App) -> Vec<i64> {
    let workspaces = app::workspaces::list(app).await.unwrap();
    let sample = workspaces.iter().find(|one| one.is_sample).unwrap();
    let scope = Scope::of(sample.id);
    let counted: Result<Vec<i64>, StoreError> = app
        .db
        .read(scope, async |tx| {
            let mut counted = Vec::new();
            for statement in [
                sql!("select count(*) from enrollment where workspace_id = $1"),
                sql!(
                    "select count(*) from person where workspace_id = $1 and standing = 'prospect'"
                ),
                sql!("select count(*) from activity where workspace_id = $1"),
                sql!("select count(*) from touch where workspace_id = $1"),
                sql!(
                    "select cast(coalesce(sum(n), 0) as bigint) from tally where workspace_id = $1"
                ),
                sql!("select count(*) from enrollment where workspace_id = $1 and next_step > 1"),
                sql!("select count(*) from audit where workspace_id = $1"),
                sql!("select count(*) from merge where workspace_id = $1 and undone_at is null"),
                sql!("select count(*) from person where workspace_id = $1 and state = 'live'"),
                sql!("select count(*) from email_address where workspace_id = $1"),
                sql!("select count(*) from person_token where workspace_id = $1"),
            ] {
                let (n,): (i64,) = tx.one(statement.bind(scope.workspace)).await?;
                counted.push(n);
            }
            Ok(counted)
        })
        .await;
    counted.unwrap()
}

/// Kills `words` at each place in turn until it comes through; each time nothing of it is there before. What it said.
async fn come_through(shop: &Shop, app: &App, words: &[&str], before: &[i64]) -> Told {
    for nth in 1.. {
        let place = format!("statement:{nth}");
        let told: Told =
            shop.command(&at(MONDAY, words)).env(CRASH, &place).output().unwrap().into();
        if told.code == 0 {
            assert!(nth > 10, "it was killed at {nth} places only");
            return told;
        }
        assert_eq!(told.code, -1, "{place}: {}{}", told.out, told.err);
        assert_eq!(rows(app).await, before, "{place}");
    }
    unreachable!()
}

/// Comes through; then so much more of each kind is there.
async fn check(shop: &Shop, app: &App, words: &[&str], changed: &[(usize, i64)]) -> Told {
    let before = rows(app).await;
    let mut after = before.clone();
    for (row, by) in changed {
        after[*row] += by;
    }
    let told = come_through(shop, app, words, &before).await;
    assert_eq!(rows(app).await, after, "what was acknowledged is there");
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_and_a_log_killed_anywhere_are_all_or_nothing() {
    for shop in Shop::both().await {
        let app = shop.sample().await;
        let start = ["start", "--cadence", "Cold", "--count", "2"];
        // Two enrollments, two prospects, two lines of the audit.
        let started = check(&shop, &app, &start, &[(0, 2), (1, 2), (6, 2)]).await.json();
        let person = text(&started["starts"][0]["person"]);
        let id = Uuid::now_v7().to_string();
        let log = ["log", "--person", &person, "--outcome", "no_answer", "--id", &id];
        check(&shop, &app, &log, &[(2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]).await;
        // Whoever did not hear the answer sends it again: nothing changes.
        let there = rows(&app).await;
        assert_eq!(shop.done(&log)["is_new"], false);
        assert_eq!(rows(&app).await, there);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_killed_anywhere_is_all_or_nothing() {
    for shop in Shop::both().await {
        let app = shop.sample().await;
        let people = shop.done(&["people", "--limit", "2"]);
        let ids: Vec<String> =
            people["people"].as_array().unwrap().iter().map(|one| text(&one["id"])).collect();
        let merge = ["merge", &ids[0], &ids[1]];
        let before = rows(&app).await;
        let told = come_through(&shop, &app, &merge, &before).await.json();
        let after = rows(&app).await;
        assert_eq!((after[7], after[8], after[6]), (before[7] + 1, before[8] - 1, before[6] + 1));
        let undo = ["undo", &text(&told["merge"])];
        come_through(&shop, &app, &undo, &after).await;
        assert_eq!(rows(&app).await[7..], before[7..], "everything of both is as it was");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_around_the_commit_it_is_there_or_not_and_sent_again_it_is_there_once() {
    for place in ["commit:1", "commit:2", "committed:1", "committed:2"] {
        for shop in Shop::both().await {
            let app = shop.sample().await;
            let started = shop.done(&["start", "--cadence", "Cold", "--count", "1"]);
            let person = text(&started["starts"][0]["person"]);
            let before = rows(&app).await;
            let id = Uuid::now_v7().to_string();
            let log = ["log", "--person", &person, "--outcome", "no_answer", "--id", &id];
            shop.command(&at(MONDAY, &log)).env(CRASH, place).output().unwrap();
            let after = rows(&app).await;
            let by = [0, 0, 1, 1, 1, 1, 1].into_iter().chain(std::iter::repeat(0));
            let all: Vec<i64> = by.zip(&before).map(|(by, n)| by + n).collect();
            assert!(after == before || after == all, "{place}: {before:?} {after:?}");
            shop.done(&log);
            assert_eq!(rows(&app).await, all, "{place}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_folder_are_never_told_that_it_is_locked() {
    let shop = Shop::folder();
    let app = shop.sample().await;
    let started = shop.done(&["start", "--cadence", "Cold", "--count", "4"]);
    let people: Vec<String> =
        started["starts"].as_array().unwrap().iter().map(|one| text(&one["person"])).collect();
    let told: Vec<Told> = std::thread::scope(|scope| {
        let writers: Vec<_> = people
            .iter()
            .map(|person| {
                let shop = &shop;
                scope.spawn(move || {
                    let note =
                        ["log", "--person", person, "--behaviour", "help_given", "--minutes", "1"];
                    (0..6).map(|_| shop.run(&at(MONDAY, &note))).collect::<Vec<_>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    for one in &told {
        assert_eq!(one.code, 0, "{}{}", one.out, one.err);
        assert!(!one.err.contains("locked"), "{}", one.err);
    }
    let activities: Value = rows(&app).await[2].into();
    assert_eq!(activities, 24);
}

#[tokio::test(flavor = "multi_thread")]
async fn first_commands_at_once_make_one_workspace() {
    for shop in Shop::both().await {
        let told: Vec<Told> = std::thread::scope(|scope| {
            let both: Vec<_> =
                (0..4).map(|_| scope.spawn(|| shop.run(&["--json", "today"]))).collect();
            both.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for one in told {
            assert_eq!(one.code, 0, "{}{}", one.out, one.err);
        }
        let listed = shop.run(&["--json", "workspace", "list"]).json();
        assert_eq!(listed["workspaces"].as_array().unwrap().len(), 1);
    }
}
