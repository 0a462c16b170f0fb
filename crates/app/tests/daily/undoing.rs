//! Taking back what a rep did by hand: later, skip, stop, pause, resume, and a start.

use app::{
    enrollments::{
        by_hand::{Hand, HandError, change},
        undo::{Undone, undo_own},
    },
    people,
};
use domain::ids::{EnrollmentId, PersonId};
use store::sql;

use crate::desk::{Card, Desk, day, first, these};

const WHY: &str = "by mistake";

fn hands() -> Vec<Hand> {
    let why = || WHY.to_owned();
    vec![
        Hand::Later { to: day("2026-11-24"), why: None },
        Hand::Later { to: day("2026-12-01"), why: Some(why()) },
        Hand::Skip { why: why() },
        Hand::Stop { why: why() },
        Hand::Pause,
    ]
}

async fn started(desk: &Desk, person: PersonId) -> EnrollmentId {
    desk.start("Cold", &[person]).await.starts[0].enrollment.unwrap()
}

async fn undo(desk: &Desk, enrollment: EnrollmentId) -> Result<Undone, HandError> {
    undo_own(&desk.app, &desk.member, enrollment).await
}

/// All that a rep sees of a person and of the day.
async fn seen(desk: &Desk, person: PersonId) -> String {
    let timeline = people::timeline::of_person(&desk.app, &desk.member, person).await.unwrap();
    let leads =
        sql!("select count(*) as n from person where workspace_id = $1 and standing = 'lead'");
    let leads = desk.count(leads.bind(desk.member.scope.workspace)).await;
    let weeks = app::plan::weeks(&desk.app, &desk.member, 4).await.unwrap();
    format!("{timeline:?} {leads} {:?} {:?}", desk.today().await, weeks.days)
}

#[tokio::test]
async fn all_that_is_done_by_hand_can_be_taken_back_once() {
    for desk in Desk::both().await {
        for (order, hand) in (1..).zip(hands()) {
            let person = desk.person(Card::new(order)).await;
            let enrollment = started(&desk, person).await;
            let before = seen(&desk, person).await;
            change(&desk.app, &desk.member, person, hand.clone()).await.unwrap();
            assert_ne!(seen(&desk, person).await, before, "{hand:?}");
            let undone = undo(&desk, enrollment).await.unwrap();
            assert_eq!((undone.person, undone.enrollment), (person, enrollment));
            assert_eq!(seen(&desk, person).await, before, "{hand:?}");
            let again = undo(&desk, enrollment).await.unwrap_err();
            assert!(matches!(again, HandError::NothingToUndo), "{again}");
        }
    }
}

#[tokio::test]
async fn who_was_resumed_is_paused_again() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        let enrollment = started(&desk, person).await;
        change(&desk.app, &desk.member, person, Hand::Pause).await.unwrap();
        let before = seen(&desk, person).await;
        change(&desk.app, &desk.member, person, Hand::Resume { override_why: None }).await.unwrap();
        undo(&desk, enrollment).await.unwrap();
        assert_eq!(seen(&desk, person).await, before);
    }
}

#[tokio::test]
async fn a_start_that_is_taken_back_has_never_been() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        let before = seen(&desk, person).await;
        let enrollment = started(&desk, person).await;
        let undone = undo(&desk, enrollment).await.unwrap();
        assert_eq!(undone.state, None);
        assert_eq!(seen(&desk, person).await, before);
        let left = sql!("select count(*) as n from enrollment where workspace_id = $1");
        assert_eq!(desk.count(left.bind(desk.member.scope.workspace)).await, 0);
        assert!(matches!(undo(&desk, enrollment).await, Err(HandError::UnknownEnrollment)));
        started(&desk, person).await;
    }
}

#[tokio::test]
async fn what_came_after_it_is_taken_back_first() {
    for desk in Desk::both().await {
        for (order, hand) in (1..).zip([None, Some(Hand::Skip { why: WHY.to_owned() })]) {
            let person = desk.person(Card::new(order)).await;
            let enrollment = started(&desk, person).await;
            if let Some(hand) = hand {
                change(&desk.app, &desk.member, person, hand).await.unwrap();
            }
            let logged = desk.log(person, "no_answer").await;
            let before = seen(&desk, person).await;
            let refused = undo(&desk, enrollment).await.unwrap_err();
            assert!(matches!(refused, HandError::LaterWork), "{refused}");
            assert_eq!(seen(&desk, person).await, before);
            let taken = Some(logged.activity);
            app::activities::undo::undo(&desk.app, &desk.member, taken).await.unwrap();
            let undone = undo(&desk, enrollment).await;
            // What was filed stays in the record, and with it the enrollment it was filed on.
            assert_eq!(undone.is_ok(), order == 2, "{undone:?}");
        }
    }
}

#[tokio::test]
async fn what_was_freed_and_promised_to_others_is_not_taken_again() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:08").await;
        desk.crowd(20).await;
        let full = desk.ask(first("Cold", 10, 1)).await.unwrap();
        let (person, enrollment) = (full.starts[0].person, full.starts[0].enrollment.unwrap());
        change(&desk.app, &desk.member, person, Hand::Stop { why: WHY.to_owned() }).await.unwrap();
        assert_eq!(desk.ask(first("Cold", 10, 1)).await.unwrap().fit, 1);
        let before = seen(&desk, person).await;
        let refused = undo(&desk, enrollment).await.unwrap_err();
        assert!(matches!(refused, HandError::NoRoom { .. }), "{refused}");
        assert_eq!(seen(&desk, person).await, before);
    }
}

#[tokio::test]
async fn who_was_started_anew_keeps_that_start() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        let enrollment = started(&desk, person).await;
        change(&desk.app, &desk.member, person, Hand::Stop { why: WHY.to_owned() }).await.unwrap();
        assert_eq!(desk.ask(these("Referral", &[person])).await.unwrap().fit, 1);
        assert!(matches!(undo(&desk, enrollment).await, Err(HandError::LaterWork)));
    }
}
