//! Companies that are blocked: nobody there is worked, and who was goes on once it is taken back, if the calendar still holds it.

use app::{
    companies::block::{BlockError, Blocked, block, unblock},
    enrollments::{
        by_hand::{Hand, HandError, change},
        undo::undo_own,
    },
    workspaces::Member,
};
use domain::ids::{CompanyId, EnrollmentId, PersonId};
use store::{enrollments, errors::StoreError, people as people_rows, sql};

use crate::{
    colleagues::colleague,
    desk::{Card, Desk, first, these},
};

fn at(order: i64, company: &'static str) -> Card {
    Card { company: Some(company), ..Card::new(order) }
}

async fn company_of(desk: &Desk, person: PersonId) -> CompanyId {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> =
        desk.data().read(scope, async |tx| people_rows::get(tx, scope, person).await).await;
    CompanyId(found.unwrap().unwrap().company_id.unwrap())
}

/// The enrollment of a person as it is stored, but for its version.
async fn enrollment(desk: &Desk, person: PersonId) -> enrollments::Enrollment {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> = desk
        .data()
        .read(scope, async |tx| enrollments::open_of_person(tx, scope, person).await)
        .await;
    enrollments::Enrollment { version: 0, ..found.unwrap().unwrap() }
}

async fn blocked(desk: &Desk, person: PersonId) -> Blocked {
    let company = company_of(desk, person).await;
    block(&desk.app, &desk.member, company, "Our investor owns them").await.unwrap()
}

async fn unblocked(desk: &Desk, person: PersonId) -> Blocked {
    unblock(&desk.app, &desk.member, company_of(desk, person).await).await.unwrap()
}

#[tokio::test]
async fn who_is_on_a_cadence_there_is_paused_and_goes_on_as_before() {
    for desk in Desk::both().await {
        let people = desk.add(&[at(1, "Acme"), at(2, "Apex")]).await;
        desk.start("Cold", &people).await;
        let before = enrollment(&desk, people[0]).await;
        let done = blocked(&desk, people[0]).await;
        assert_eq!((done.changed, done.left_paused), (1, 0));
        let told = done.company.blocked.unwrap();
        assert_eq!((told.why.as_str(), told.by), ("Our investor owns them", Some(desk.member.id)));
        assert_eq!(enrollment(&desk, people[0]).await.paused_why, "blocked_company");
        let due: Vec<PersonId> =
            desk.today().await.touches.iter().map(|touch| touch.person).collect();
        assert_eq!(due, [people[1]]);
        let back = unblocked(&desk, people[0]).await;
        assert_eq!((back.changed, back.left_paused, back.company.blocked), (1, 0, None));
        assert_eq!(enrollment(&desk, people[0]).await, before);
        assert_eq!(desk.today().await.touches.len(), 2);
        // Taken back twice is as once.
        let again = unblocked(&desk, people[0]).await;
        assert_eq!((again.changed, again.left_paused), (0, 0));
    }
}

#[tokio::test]
async fn nobody_there_is_started_neither_by_count_nor_by_name() {
    for desk in Desk::both().await {
        let people = desk.add(&[at(1, "Acme"), at(2, "Apex")]).await;
        blocked(&desk, people[0]).await;
        let by_count = desk.ask(first("Cold", 2, 1)).await.unwrap();
        let started: Vec<PersonId> = by_count.starts.iter().map(|start| start.person).collect();
        assert_eq!((started, by_count.left_on_the_list), (vec![people[1]], Some(0)));
        let by_name = desk.ask(these("Cold", &people[..1])).await.unwrap();
        assert_eq!(by_name.fit, 0);
        assert_eq!(by_name.not_able[0].told, "works at a company that is blocked");
        unblocked(&desk, people[0]).await;
        let by_count = desk.ask(first("Cold", 2, 1)).await.unwrap();
        let started: Vec<PersonId> = by_count.starts.iter().map(|start| start.person).collect();
        assert_eq!(started, [people[0]]);
    }
}

#[tokio::test]
async fn nobody_there_is_taken_up_again_by_hand_while_it_is_blocked() {
    for desk in Desk::both().await {
        let person = desk.person(at(1, "Acme")).await;
        desk.start("Cold", &[person]).await;
        blocked(&desk, person).await;
        let resumed =
            change(&desk.app, &desk.member, person, Hand::Resume { override_why: None }).await;
        assert!(matches!(resumed, Err(HandError::Blocked)), "{resumed:?}");
        let id = EnrollmentId(enrollment(&desk, person).await.id);
        let undone = undo_own(&desk.app, &desk.member, id).await;
        assert!(matches!(undone, Err(HandError::Blocked)), "{undone:?}");
        assert_eq!(unblocked(&desk, person).await.changed, 1);
    }
}

#[tokio::test]
async fn who_was_paused_by_hand_stays_so_when_the_block_goes() {
    for desk in Desk::both().await {
        let person = desk.person(at(1, "Acme")).await;
        desk.start("Cold", &[person]).await;
        change(&desk.app, &desk.member, person, Hand::Pause).await.unwrap();
        assert_eq!(blocked(&desk, person).await.changed, 0);
        assert_eq!(unblocked(&desk, person).await.changed, 0);
        assert_eq!(enrollment(&desk, person).await.paused_why, "by_hand");
    }
}

#[tokio::test]
async fn what_was_promised_to_others_meanwhile_is_not_taken_from_them() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:20").await;
        let person = desk.person(at(1_000, "Acme")).await;
        assert_eq!(desk.ask(these("Cold", &[person])).await.unwrap().fit, 1);
        let others = desk.crowd(20).await;
        let fit = desk.ask(these("Cold", &others)).await.unwrap().fit;
        blocked(&desk, person).await;
        let freed = desk.ask(these("Cold", &others[fit..])).await.unwrap().fit;
        assert!(freed > 0, "the room of who is paused is free");
        let back = unblocked(&desk, person).await;
        assert_eq!((back.changed, back.left_paused, back.company.blocked), (0, 1, None));
        assert!(app::plan::weeks(&desk.app, &desk.member, 8).await.unwrap().feasible);
        // Once there is room, they are taken up by hand.
        desk.hours("mon-fri 09:00-10:00").await;
        change(&desk.app, &desk.member, person, Hand::Resume { override_why: None }).await.unwrap();
    }
}

#[tokio::test]
async fn the_company_of_another_rep_is_theirs_to_block() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let person = desk.person(at(1, "Acme")).await;
        desk.start("Cold", &[person]).await;
        let company = company_of(&desk, person).await;
        let of_ben = async |ben: &Member| block(&desk.app, ben, company, "x").await;
        let refused = of_ben(&ben).await.unwrap_err();
        assert!(matches!(&refused, BlockError::OfAnother { rep } if *rep == desk.member.name));
        assert_eq!(enrollment(&desk, person).await.state, "active");
        let unknown = CompanyId(desk.app.ids.next());
        assert!(block(&desk.app, &ben, unknown, "x").await.is_err());
        assert!(block(&desk.app, &ben, company, " ").await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_beside_a_block_is_there_to_be_paused_or_refused() {
    for desk in Desk::both().await {
        for n in 0..8 {
            let names = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"];
            let person = desk.person(at(n + 1, names[usize::try_from(n).unwrap()])).await;
            let company = company_of(&desk, person).await;
            let (started, stopped) = tokio::join!(
                desk.ask(these("Cold", &[person])),
                block(&desk.app, &desk.member, company, "x"),
            );
            let changed = stopped.unwrap().changed;
            assert_eq!(started.unwrap().fit, changed, "started, and so paused; or neither");
        }
        let working = sql!(
            "select count(*) as n from enrollment where workspace_id = $1 and state = 'active'"
        );
        assert_eq!(desk.count(working.bind(desk.member.scope.workspace)).await, 0);
    }
}
