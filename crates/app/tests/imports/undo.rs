//! Undo, suppression, cancelling and what a kill leaves.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use app::{
    App,
    clock::Clock,
    companies::{self, Filter, block},
    duplicates,
    imports::{self, Asked, ImportError, Input, Phase, Report, Watch},
    pages,
    people::{
        list::{self, PersonShown},
        suppress::suppress,
    },
    reasons::{self, Told},
    workspaces::Member,
};
use domain::{activities::Channel, ids::PersonId, reasons::ReasonKind};
use store::people::{self, sources};
use tokio::runtime::Handle;

use crate::house::{House, adds_up};

const FIRST: &str = "First Name,Last Name,Email,Phone,Company,Job Title
Mara,Ellison,mara@northwind.example,+442079460123,Northwind Pumps,Buyer
Karl,Groß,karl@gross.example,,Groß GmbH,
Olga,Phoneonly,,+493023125001,,
";
const SECOND: &str = "First Name,Last Name,Email,Phone,Company,Job Title
Mara,Ellison,mara@northwind.example,+442079460999,Northwind Pumps,Head of Buying
Nora,Lind,nora@line.example,,Line AB,
";

async fn import_undone_is_as_before(house: &House) {
    house.import(FIRST).await;
    let before = house.seen().await;
    let second = house.import(SECOND).await;
    adds_up(&second);
    assert_eq!((second.stored, second.updated), (1, 1));
    assert_ne!(house.seen().await, before);
    let undone =
        imports::undo(&house.app, &house.member, second.import.unwrap(), &Watch::default())
            .await
            .unwrap();
    assert_eq!((undone.removed, undone.restored, undone.kept.len()), (1, 1, 0));
    assert_eq!(house.seen().await, before);
    let again = house.import(SECOND).await;
    assert_eq!((again.stored, again.updated), (1, 1), "what was undone can be done again");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_undone_leaves_everything_as_before() {
    for house in House::both().await {
        import_undone_is_as_before(&house).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_worked_on_since_stay_and_are_listed() {
    for house in House::both().await {
        let report = house.import(FIRST).await;
        let people = house.people().await;
        let karl = people.iter().find(|person| person.given == "Karl").unwrap().id;
        let told = Told {
            text: "opens a plant".to_owned(),
            kind: ReasonKind::News,
            on: None,
            source: String::new(),
        };
        reasons::add(&house.app, &house.member, karl, told).await.unwrap();
        let undone =
            imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
                .await
                .unwrap();
        assert_eq!((undone.removed, undone.kept), (2, vec![karl]));
        assert_eq!(house.people().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn suppression_survives_undo_and_a_second_import() {
    for house in House::both().await {
        let report = house.import(FIRST).await;
        let mara = house.people().await.iter().find(|person| person.given == "Mara").unwrap().id;
        let channels = BTreeSet::from([Channel::Email]);
        suppress(&house.app, &house.member, mara, channels, "said so").await.unwrap();
        let people = house.people().await;
        let told = &people.iter().find(|person| person.id == mara).unwrap().suppressed;
        let today = house.app.clock.today(&house.member.zone);
        assert!(!told.is_empty());
        for bar in told {
            assert_eq!((bar.why.as_str(), bar.on), ("said so", today), "{bar:?}");
        }
        imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
            .await
            .unwrap();
        house.import(FIRST).await;
        let scope = house.member.scope;
        let keys = vec!["mara@northwind.example".to_owned()];
        let bars = house
            .app
            .db
            .read(scope, async |tx| store::suppressions::on_keys(tx, scope, &keys).await)
            .await
            .unwrap();
        let told: Vec<_> =
            bars.iter().map(|bar| (bar.channel.as_str(), bar.key.as_str())).collect();
        assert_eq!(told, [("email", "mara@northwind.example")]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_company_stays_so_over_undo_and_a_second_import() {
    for house in House::both().await {
        let (app, member) = (&house.app, &house.member);
        let report = house.import(FIRST).await;
        let all = async || {
            let (filter, asked) = (Filter::default(), pages::Asked::default());
            companies::list(app, member, &filter, &asked).await.unwrap().rows
        };
        let pumps = all().await.into_iter().find(|it| it.name == "Northwind Pumps").unwrap().id;
        block::block(app, member, pumps, "a rival").await.unwrap();
        imports::undo(app, member, report.import.unwrap(), &Watch::default()).await.unwrap();
        house.import(SECOND).await;
        let told: Vec<_> = all().await.into_iter().filter(|it| it.blocked.is_some()).collect();
        assert_eq!(told.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Northwind Pumps"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_forbade_something_in_an_undone_import_forbids_it_still_under_another_number() {
    for house in House::both().await {
        let told = "First Name,Last Name,Email,Phone,Do Not Contact\nIda,Opt,ida@opt.example,+493023125001,yes\n";
        let report = house.import(told).await;
        imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
            .await
            .unwrap();
        assert_eq!(house.people().await.len(), 0);
        house
            .import("First Name,Last Name,Email,Phone\nIda,Opt,ida@opt.example,+493023125999\n")
            .await;
        let id = house.people().await[0].id;
        let ida = list::get(&house.app, &house.member, id).await.unwrap();
        let barred: BTreeSet<&str> =
            ida.suppressed.iter().map(|bar| bar.channel.as_str()).collect();
        assert_eq!(barred, Channel::ALL.iter().map(|channel| channel.as_str()).collect());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_can_be_undone_for_some_days_as_of_the_time_told() {
    for mut house in House::both().await {
        let report = house.import(FIRST).await;
        let undo = async |house: &House| {
            imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
                .await
        };
        let imported = house.app.clock.now();
        house.app.clock = Clock::At(imported + jiff::SignedDuration::from_hours(8 * 24));
        assert!(matches!(undo(&house).await, Err(ImportError::TooLate { days: 7 })));
        house.app.clock = Clock::At(imported + jiff::SignedDuration::from_hours(6 * 24));
        assert_eq!(undo(&house).await.unwrap().removed, 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_forbids_contact_is_never_taken_for_one_read_before() {
    let house = House::on_sqlite().await;
    let table = |flag: &str| {
        format!("First Name,Last Name,Email,Do Not Call\nMara,Ellison,mara@a.example,{flag}\n")
    };
    house.import(&table("no")).await;
    let report = house.import(&table("yes")).await;
    assert_eq!((report.updated, report.same), (1, 0));
    let id: PersonId = house.people().await[0].id;
    let mara = list::get(&house.app, &house.member, id).await.unwrap();
    let barred: BTreeSet<&str> = mara.suppressed.iter().map(|bar| bar.channel.as_str()).collect();
    assert_eq!(barred, BTreeSet::from(["call", "text"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_and_a_cancelled_import_store_nothing() {
    for house in House::both().await {
        let dry = Asked { is_dry: true, ..Asked::default() };
        let report = house.import_bytes(FIRST.as_bytes(), dry).await.unwrap();
        adds_up(&report);
        assert_eq!((report.stored, report.import), (3, None));
        let watch = Watch { progress: None, is_cancelled: Arc::new(AtomicBool::new(true)) };
        let input = Input::Bytes(Arc::from(FIRST.as_bytes()));
        let stopped = imports::import(&house.app, &house.member, input, Asked::default(), &watch)
            .await
            .unwrap_err();
        assert!(matches!(stopped, ImportError::Cancelled));
        assert!(house.people().await.is_empty());
        assert!(imports::newest(&house.app, &house.member).await.unwrap().is_none());
    }
}

/// Imports, and has something done in the middle: once people are there, before they stand by word and by key.
async fn import_amid<F: Future<Output = ()> + Send>(
    house: &House,
    is_stopped: bool,
    act: impl Fn(App, Member, Vec<PersonShown>) -> F + Send + Sync + 'static,
) -> Result<Report, ImportError> {
    let is_cancelled = Arc::new(AtomicBool::new(false));
    let (app, member) = (house.app.clone(), house.member.clone());
    let (is_done, stop) = (AtomicBool::new(false), Arc::clone(&is_cancelled));
    let progress = move |phase, _, _| {
        if phase != Phase::Merging || is_done.swap(true, Ordering::Relaxed) {
            return;
        }
        let (app, member) = (app.clone(), member.clone());
        let amid = async {
            let there = list::list(&app, &member, &people::Filter::default(), None).await.unwrap();
            act(app.clone(), member.clone(), there).await;
        };
        tokio::task::block_in_place(|| Handle::current().block_on(amid));
        stop.store(is_stopped, Ordering::Relaxed);
    };
    let watch = Watch { progress: Some(Arc::new(progress)), is_cancelled };
    let input = Input::Bytes(Arc::from(FIRST.as_bytes()));
    imports::import(&house.app, &house.member, input, Asked::default(), &watch).await
}

fn called(people: &[PersonShown], given: &str) -> PersonId {
    people.iter().find(|person| person.given == given).unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_worked_on_while_an_import_is_stopped_stays_and_is_found() {
    for house in House::both().await {
        let stopped = import_amid(&house, true, async |app, member, there| {
            let told = Told {
                text: "opens a plant".to_owned(),
                kind: ReasonKind::News,
                on: None,
                source: String::new(),
            };
            reasons::add(&app, &member, called(&there, "Mara"), told).await.unwrap();
        });
        assert!(matches!(stopped.await.unwrap_err(), ImportError::Cancelled));
        assert_eq!(house.seen().await.len(), 1, "she and what she is found by");
        let again = house.import(FIRST).await;
        assert_eq!((again.stored, again.same), (2, 1));
        assert_eq!(house.seen().await.len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_merged_while_their_import_is_made_are_found_as_one() {
    for is_parted in [false, true] {
        for house in House::both().await {
            let report = import_amid(&house, false, move |app, member, there| async move {
                let (mara, karl) = (called(&there, "Mara"), called(&there, "Karl"));
                let made = duplicates::merge(&app, &member, mara, karl).await.unwrap();
                if is_parted {
                    duplicates::undo(&app, &member, made.merge).await.unwrap();
                }
            });
            let report = report.await.unwrap();
            assert_eq!(house.seen().await.len(), if is_parted { 3 } else { 2 });
            assert_eq!(house.import(FIRST).await.same, 3);
            imports::undo(&house.app, &house.member, report.import.unwrap(), &Watch::default())
                .await
                .unwrap();
            house.seen().await;
        }
    }
}

/// Where the columns of everybody came from that changed after the row was made.
async fn column_sources(house: &House) -> Vec<(String, String)> {
    let ids: Vec<uuid::Uuid> = house.people().await.iter().map(|person| person.id.0).collect();
    let scope = house.member.scope;
    let found =
        house.app.db.read(scope, async |tx| sources::of_people(tx, scope, &ids).await).await;
    found.unwrap().into_iter().map(|row| (row.field, row.source)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_changed_says_where_it_came_from_until_that_is_undone() {
    for house in House::both().await {
        house.import(FIRST).await;
        assert_eq!(column_sources(&house).await, []);
        let table = "Person - Name,Person - Email,Person - Job title\nMara Ellison,mara@northwind.example,Head\n";
        let report = house.import(table).await;
        let told = [("job_title".to_owned(), "pipedrive".to_owned())];
        assert_eq!(column_sources(&house).await, told);
        let second = house.import(SECOND).await;
        assert_eq!(column_sources(&house).await, [("job_title".to_owned(), "table".to_owned())]);
        for (report, left) in [(second, told.to_vec()), (report, Vec::new())] {
            let id = report.import.unwrap();
            imports::undo(&house.app, &house.member, id, &Watch::default()).await.unwrap();
            assert_eq!(column_sources(&house).await, left);
        }
    }
}
