//! Two made one, and parted again.

use app::{duplicates, reasons};
use domain::reasons::ReasonKind;

use crate::house::House;

const TWO: &str = "First Name,Last Name,Email,Phone,Company,Job Title
Mara,Ellison,mara@northwind.example,,Northwind Pumps,
M.,Ellison,m.ellison@other.example,+442079460123,,Buyer
";

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_undone_gives_back_every_field_and_link() {
    for house in House::both().await {
        house.import(TWO).await;
        let people = house.people().await;
        let (a, b) = (people[0].id, people[1].id);
        let told = reasons::Told {
            text: "met at the fair".to_owned(),
            kind: ReasonKind::Event,
            on: None,
            source: String::new(),
        };
        reasons::add(&house.app, &house.member, b, told).await.unwrap();
        let before = house.seen().await;
        let merged = duplicates::merge(&house.app, &house.member, a, b).await.unwrap();
        let one = house.people().await;
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].emails.len(), one[0].phones.len(), one[0].reasons.len()), (2, 1, 1));
        assert_eq!(one[0].job_title, "Buyer");
        duplicates::undo(&house.app, &house.member, merged.merge).await.unwrap();
        assert_eq!(house.seen().await, before);
        let again = duplicates::undo(&house.app, &house.member, merged.merge).await;
        assert!(matches!(again, Err(duplicates::MergeError::UndoneAlready)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_switchboard_is_listed_and_never_merged() {
    for house in House::both().await {
        let report = house
            .import("First Name,Last Name,Email,Phone,Company\nInes,Extension,ines@exten.example,+12025550199,Exten\nIda,Reception,ida@exten.example,+12025550199,Exten\n")
            .await;
        assert_eq!(report.stored, 2);
        let listed = duplicates::list(&house.app, &house.member).await.unwrap();
        assert!(listed.certain.is_empty(), "{listed:?}");
    }
}
