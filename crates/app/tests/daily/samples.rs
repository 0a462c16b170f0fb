//! Made-up people in one's own workspace: there while it is empty, and gone without a trace in any count.

use app::sample::{self, SampleError};
use domain::ids::PersonId;

use crate::desk::{Card, Desk};

/// How many rows there are of what people bring with them and leave behind.
async fn rows(desk: &Desk) -> Vec<i64> {
    let workspace = desk.member.scope.workspace;
    let mut found = Vec::new();
    for statement in [
        store::sql!("select count(*) from person where workspace_id = $1"),
        store::sql!("select count(*) from company where workspace_id = $1"),
        store::sql!("select count(*) from enrollment where workspace_id = $1"),
        store::sql!("select count(*) from touch where workspace_id = $1"),
        store::sql!("select count(*) from meeting where workspace_id = $1"),
        store::sql!("select count(*) from activity where workspace_id = $1"),
        store::sql!("select count(*) from reason where workspace_id = $1"),
    ] {
        found.push(desk.count(statement.bind(workspace)).await);
    }
    found
}

#[tokio::test]
async fn made_up_people_are_put_into_an_empty_workspace_and_taken_out_with_all_their_work() {
    for desk in Desk::both().await {
        let filled = sample::fill(&desk.app, &desk.member).await.unwrap();
        assert_eq!(filled, sample::shown(&desk.app, &desk.member).await.unwrap());
        let again = sample::fill(&desk.app, &desk.member).await;
        assert!(matches!(again, Err(SampleError::NotEmpty)));
        let started = desk.ask(crate::desk::first("Cold", 3, 1)).await.unwrap();
        let people: Vec<PersonId> = started.starts.iter().map(|start| start.person).collect();
        assert!(people.len() > 1, "{started:?}");
        desk.log(people[0], "meeting_set agreed=2026-11-25T14:00:00+01:00").await;
        desk.log(people[1], "no_answer").await;
        let real = desk.person(Card::new(7)).await;
        desk.log(real, "no_answer channel=call").await;
        let removed = sample::clear(&desk.app, &desk.member).await.unwrap();
        assert_eq!(removed, filled);
        assert!(app::people::list::get(&desk.app, &desk.member, real).await.is_ok());
        assert!(app::people::list::get(&desk.app, &desk.member, people[0]).await.is_err());
        let calls = store::sql!(
            "select cast(coalesce(sum(n), 0) as bigint) from tally where workspace_id = $1 and behaviour = 'calls'"
        );
        let calls = desk.count(calls.bind(desk.member.scope.workspace)).await;
        assert_eq!(calls, 1, "only the real call counts");
        let none = sample::clear(&desk.app, &desk.member).await.unwrap();
        assert_eq!(none.people, 0);
        assert_eq!(rows(&desk).await, [1, 0, 0, 0, 0, 1, 0]);
    }
}
