//! Companies: who works there, what was done with them, and which are wanted for years.

use app::{
    companies::{self, Change, CompanyShown, Filter},
    pages::Asked,
    versions::Seen,
};
use domain::ids::CompanyId;

use crate::desk::{Card, Desk, day};

async fn all(desk: &Desk, is_dream: bool) -> Vec<CompanyShown> {
    let filter = Filter { begins: None, is_dream };
    companies::list(&desk.app, &desk.member, &filter, &Asked::default()).await.unwrap().rows
}

fn at(order: i64, company: &'static str) -> Card {
    Card { company: Some(company), ..Card::new(order) }
}

#[tokio::test]
async fn a_company_counts_its_people_by_standing() {
    for desk in Desk::both().await {
        let people = desk.add(&[at(1, "Acme"), at(2, "Acme"), at(3, "Apex")]).await;
        desk.start("Cold", &people[..1]).await;
        let told: Vec<String> = all(&desk, false)
            .await
            .iter()
            .map(|company| format!("{} {:?}", company.name, company.standings))
            .collect();
        assert_eq!(told, [r#"Acme {"lead": 1, "prospect": 1}"#, r#"Apex {"lead": 1}"#]);
    }
}

#[tokio::test]
async fn a_company_tells_what_was_done_with_its_people() {
    for desk in Desk::both().await {
        let people = desk.add(&[at(1, "Acme"), at(2, "Acme"), at(3, "Apex")]).await;
        // One of a company a day.
        desk.start("Cold", &[people[0], people[2]]).await;
        desk.log(people[0], "no_answer").await;
        let taken = desk.log(people[1], "no_answer").await;
        app::activities::undo::undo(&desk.app, &desk.member, Some(taken.activity)).await.unwrap();
        desk.log(people[1], "meeting_set agreed=2026-11-27T10:00:00+01:00").await;
        desk.log(people[1], "replied").await;
        desk.log(people[2], "no_answer").await;
        let rows = all(&desk, false).await;
        let counts: Vec<_> = rows.iter().map(|row| (row.touches, row.open_meetings)).collect();
        assert_eq!(counts, [(2, 1), (1, 0)]);
        let acme = rows[0].id;
        let told = companies::activity(&desk.app, &desk.member, acme).await.unwrap();
        assert_eq!((told.touches, told.conversations), (2, 2), "{told:?}");
        assert_eq!(told.last_touch_on, Some(day("2026-11-23")));
        assert_eq!(told.meetings.len(), 1);
        assert_eq!(
            (told.meetings[0].person, told.meetings[0].name.as_str()),
            (people[1], "Person 0002")
        );
        let month = told.months.last().unwrap();
        assert_eq!((month.month, month.touches, month.conversations), (day("2026-11-01"), 2, 2));
        let nobody = CompanyId(desk.app.ids.next());
        assert!(companies::activity(&desk.app, &desk.member, nobody).await.is_err());
    }
}

#[tokio::test]
async fn those_wanted_for_years_are_found_at_once() {
    for desk in Desk::both().await {
        desk.add(&[at(1, "Acme"), at(2, "Apex")]).await;
        let apex = all(&desk, false).await.remove(1);
        let wish = Change { is_dream: Some(true), ..Change::default() };
        let wished = companies::change(&desk.app, &desk.member, apex.id, Seen::Any, wish).await;
        assert!(wished.unwrap().is_dream);
        let told: Vec<_> = all(&desk, true).await.into_iter().map(|it| it.name).collect();
        assert_eq!(told, ["Apex"]);
    }
}
