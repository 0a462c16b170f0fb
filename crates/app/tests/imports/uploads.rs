//! Files that come in over the network: looked through, imported, taken back, dropped.

use std::time::Duration;

use app::imports::uploads::{self, ImportDetail, ImportState, Incoming, Mapped, UploadError};
use domain::{ids::ImportId, imports::fields::Field};

use crate::house::House;

/// How long work that goes on by itself may take.
const PATIENCE: Duration = Duration::from_mins(1);

const FILE: &str =
    "First Name,Last Name,E-mail\nMara,Voss,mara@a.example\nKarl,Ott,karl@b.example\n,,nobody\n";

pub(super) async fn sent(house: &House, text: &str) -> ImportId {
    let incoming = Incoming::of(text.as_bytes()).await.unwrap();
    let added = uploads::add(&house.app, &house.member, "people.csv", &[], incoming).await.unwrap();
    assert_eq!(added.state, ImportState::Reading);
    added.id
}

/// The import once it goes on no more.
pub(super) async fn settled(house: &House, id: ImportId) -> ImportDetail {
    let settled = async {
        loop {
            let found = uploads::get(&house.app, &house.member, id).await.unwrap();
            if !found.shown.is_under_way() {
                return found;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, settled).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_imported_before_the_preview_is_agreed_with() {
    for house in House::both().await {
        let id = sent(&house, FILE).await;
        let preview = settled(&house, id).await;
        assert_eq!(preview.shown.state, ImportState::Ready);
        let counts = preview.shown.counts.unwrap();
        assert_eq!((counts.rows, counts.stored, counts.rejected), (3, 2, 1));
        assert!(house.people().await.is_empty());
        let lines = |shown: &ImportDetail| shown.report.as_ref().unwrap()["lines"].clone();
        assert_eq!(
            lines(&preview),
            serde_json::json!([
                {"row": 1, "cells": ["Mara", "Voss", "mara@a.example"]},
                {"row": 2, "cells": ["Karl", "Ott", "karl@b.example"]},
                {"row": 3, "cells": ["", "", "nobody"]},
            ])
        );
        let rejected = uploads::rejected(&house.app, &house.member, id).await.unwrap();
        assert!(rejected.starts_with("row,column,why\r\n3,"), "{rejected}");
        uploads::commit(&house.app, &house.member, id).await.unwrap();
        let done = settled(&house, id).await;
        assert_eq!((done.shown.state, done.shown.counts), (ImportState::Done, Some(counts)));
        assert!(lines(&done).is_null(), "they are people now");
        assert_eq!(house.people().await.len(), 2);
        let again = uploads::commit(&house.app, &house.member, id).await;
        assert!(matches!(again, Err(UploadError::NotNow { state: ImportState::Done, .. })));
        uploads::undo(&house.app, &house.member, id).await.unwrap();
        let undone = settled(&house, id).await;
        assert_eq!(undone.shown.state, ImportState::Undone);
        assert!(house.people().await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_refused_says_why_and_can_be_dropped() {
    for house in House::both().await {
        let id = sent(&house, "").await;
        let failed = settled(&house, id).await;
        assert_eq!(failed.shown.state, ImportState::Failed);
        assert_eq!(failed.shown.why.unwrap().code, "refused");
        uploads::cancel(&house.app, &house.member, id).await.unwrap();
        let gone = uploads::get(&house.app, &house.member, id).await;
        assert!(matches!(gone, Err(UploadError::Unknown { .. })));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_named_by_hand_is_read_so() {
    for house in House::both().await {
        let id = sent(&house, "Alpha,Beta\nMara,mara@a.example\n").await;
        settled(&house, id).await;
        let mapping = [Mapped { column: "Alpha".to_owned(), field: Field::Given }];
        uploads::map(&house.app, &house.member, id, &mapping).await.unwrap();
        let preview = settled(&house, id).await;
        assert_eq!(preview.shown.state, ImportState::Ready);
        uploads::commit(&house.app, &house.member, id).await.unwrap();
        settled(&house, id).await;
        let people = house.people().await;
        assert_eq!(people.first().map(|person| &*person.given), Some("Mara"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_are_listed_newest_first_however_they_came_in() {
    for house in House::both().await {
        let by_command =
            house.import("First Name,E-mail\nIda,ida@c.example\n").await.import.unwrap();
        let sent = sent(&house, FILE).await;
        settled(&house, sent).await;
        let listed = uploads::list(&house.app, &house.member, &app::pages::Asked::default()).await;
        let listed: Vec<ImportId> = listed.unwrap().rows.iter().map(|it| it.id).collect();
        assert_eq!(listed, [sent, by_command]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_file_takes_the_place_of_the_oldest_that_waits() {
    for house in House::both().await {
        let mut all = Vec::new();
        for _ in 0..uploads::MOST_WAITING + 2 {
            let id = sent(&house, "").await;
            settled(&house, id).await;
            all.push(id);
        }
        let asked = app::pages::Asked { limit: Some(100), ..app::pages::Asked::default() };
        let listed = uploads::list(&house.app, &house.member, &asked).await.unwrap();
        let mut listed: Vec<ImportId> = listed.rows.iter().map(|it| it.id).collect();
        listed.reverse();
        assert_eq!(listed, all[2..]);
    }
}
