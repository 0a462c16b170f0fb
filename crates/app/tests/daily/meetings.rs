//! Meetings added by hand: what follows is what follows when `meeting_set` is logged.

use app::{
    clock::date_of,
    meetings::{self, MeetingChangeError, MeetingShown, Told, add},
};
use domain::{ids::PersonId, meetings::MeetingState};
use store::{enrollments, errors::StoreError, meetings as rows, touches};

use crate::desk::{Card, Desk, instant};

/// A time on Friday of the week, and one on the Friday before.
const AHEAD: &str = "at=2026-11-27T10:00:00+01:00";
const PAST: &str = "at=2026-11-20T10:00:00+01:00";

/// What is told of a meeting, in words: `at=2026-11-27T10:00:00+01:00 state=held`.
fn told(words: &str) -> Told {
    let mut told = Told { starts: None, minutes: None, place: None, state: None };
    for word in words.split_whitespace() {
        match word.split_once('=').unwrap() {
            ("at", time) => told.starts = Some(instant(time)),
            ("state", state) => told.state = Some(state.parse().unwrap()),
            (key, _) => panic!("`{key}` is nothing that can be told"),
        }
    }
    told
}

async fn try_add(
    desk: &Desk,
    person: PersonId,
    words: &str,
) -> Result<MeetingShown, MeetingChangeError> {
    add(&desk.app, &desk.member, person, told(words)).await
}

/// A person's enrollments, meetings and open touches, in one line.
async fn stored(desk: &Desk, person: PersonId) -> String {
    let scope = desk.member.scope;
    let told: Result<String, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            let mut parts = Vec::new();
            for row in enrollments::of_person(tx, scope, person).await? {
                parts.push(format!("{} {}", row.state, row.end_why).trim().to_owned());
            }
            for row in rows::of_person(tx, scope, person).await? {
                parts.push(format!("meeting {}", row.state));
            }
            for row in touches::open_of_person(tx, scope, person).await? {
                let (from, to) = (date_of(row.from_on), date_of(row.to_on));
                parts.push(format!("{} {from}..{to}", row.kind));
            }
            Ok(parts.join("; "))
        })
        .await;
    told.unwrap()
}

/// Adds a meeting with a person who was started on Monday, and reads back what is stored.
async fn check(words: &str, expected: &str) {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let added = try_add(&desk, person, words).await.unwrap();
        assert!(added.ended_cadence, "{words}");
        assert_eq!(stored(&desk, person).await, expected, "{words}");
        assert_eq!(added.rebook.is_some(), expected.contains(".."), "{words}");
        let today = desk.today().await;
        assert!(today.touches.is_empty(), "{words}: {:?}", today.touches);
    }
}

#[tokio::test]
async fn a_meeting_added_ends_the_cadence() {
    check(AHEAD, "finished meeting_set; meeting set").await;
    check(&format!("{PAST} state=held"), "finished meeting_set; meeting held").await;
}

#[tokio::test]
async fn a_meeting_added_without_a_time_leaves_a_touch_to_agree_one() {
    let search = "time_to_be_agreed 2026-11-24..2026-11-25";
    check("", &format!("finished meeting_set; meeting set; {search}")).await;
}

#[tokio::test]
async fn a_meeting_added_as_missed_or_cancelled_leaves_a_touch_to_find_a_new_time() {
    let rebook = "rebook 2026-11-24..2026-11-25";
    let missed = format!("finished meeting_set; meeting no_show; {rebook}");
    check(&format!("{PAST} state=no_show"), &missed).await;
    let cancelled = format!("finished meeting_set; meeting cancelled; {rebook}");
    check(&format!("{AHEAD} state=cancelled"), &cancelled).await;
}

#[tokio::test]
async fn a_meeting_to_come_cannot_be_added_as_held_and_nothing_is_changed() {
    for state in ["held", "no_show"] {
        for desk in Desk::both().await {
            let person = desk.person(Card::new(1)).await;
            desk.start("Cold", &[person]).await;
            let refused = try_add(&desk, person, &format!("{AHEAD} state={state}")).await;
            assert!(matches!(refused, Err(MeetingChangeError::State(_))), "{refused:?}");
            assert_eq!(stored(&desk, person).await, "active");
        }
    }
}

#[tokio::test]
async fn a_meeting_added_answers_what_was_open_with_the_person() {
    for told in ["meeting_set", "replied channel=email"] {
        for desk in Desk::both().await {
            let person = desk.person(Card::new(1)).await;
            desk.log(person, told).await;
            assert!(stored(&desk, person).await.contains(".."), "{told}");
            try_add(&desk, person, AHEAD).await.unwrap();
            let after = stored(&desk, person).await;
            assert!(after.starts_with("meeting set") && !after.contains(".."), "{told}: {after}");
        }
    }
}

#[tokio::test]
async fn a_meeting_added_holds_colleagues_until_the_rep_says_go_on() {
    for mut desk in Desk::both().await {
        let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
        let (one, other) = (desk.person(at_acme(1)).await, desk.person(at_acme(2)).await);
        desk.start("Cold", &[other]).await;
        let added = try_add(&desk, one, AHEAD).await.unwrap();
        assert_eq!((added.held, added.ended_cadence), (vec![other], false));
        let today = desk.today().await;
        assert_eq!((today.held.len(), today.touches.len()), (1, 0));
        assert!(today.promised >= today.held[0].minutes, "they keep their room");
        let n = app::enrollments::by_hand::go_on(&desk.app, &desk.member, one).await.unwrap();
        assert_eq!(n, 1);
        desk.at("2026-11-24T09:00:00+01:00");
        assert_eq!(desk.today().await.touches.len(), 1);
    }
}

#[tokio::test]
async fn a_missed_meeting_that_stands_again_without_a_time_leaves_a_touch_to_agree_one() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        let missed = try_add(&desk, person, "state=no_show").await.unwrap();
        let again = told("state=set");
        let set = meetings::set(&desk.app, &desk.member, missed.id, again).await.unwrap();
        assert_eq!(set.state, MeetingState::Set.as_str());
        let search = "time_to_be_agreed 2026-11-24..2026-11-25";
        assert_eq!(stored(&desk, person).await, format!("meeting set; {search}"));
    }
}

#[tokio::test]
async fn meetings_are_listed_with_the_names_of_those_they_are_with() {
    for desk in Desk::both().await {
        for person in desk.crowd(3).await {
            try_add(&desk, person, AHEAD).await.unwrap();
        }
        let listed = meetings::list(&desk.app, &desk.member, None).await.unwrap();
        let names: Vec<&str> = listed.iter().map(|meeting| meeting.name.as_str()).collect();
        assert_eq!(names, ["Person 0001", "Person 0002", "Person 0003"]);
    }
}
