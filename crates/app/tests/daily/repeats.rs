//! The same record sent again, tallies against a plain recount, and taking back.

use app::activities::{ActivityError, record::record, undo::undo};
use domain::ids::{ActivityId, PersonId};
use store::{errors::StoreError, sql};

use crate::desk::{Card, Desk, request};

#[tokio::test]
async fn the_same_id_and_body_again_changes_nothing_and_another_body_is_refused() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let id = ActivityId(desk.app.ids.next());
        let told = request(Some(person), "no_answer minutes=7");
        let first = record(&desk.app, &desk.member, id, told.clone()).await.unwrap();
        assert!(first.is_new);
        let (rows, before) = (counts(&desk).await, format!("{:?}", desk.today().await));
        let again = record(&desk.app, &desk.member, id, told).await.unwrap();
        assert!(!again.is_new);
        assert_eq!((again.minutes, again.enrollment), (first.minutes, first.enrollment));
        for other in ["no_answer minutes=8", "voicemail minutes=7", "no_answer minutes=7 note=hm"] {
            let refused = record(&desk.app, &desk.member, id, request(Some(person), other)).await;
            assert!(matches!(refused, Err(ActivityError::Differs { .. })), "{other}");
        }
        assert_eq!(counts(&desk).await, rows);
        assert_eq!(format!("{:?}", desk.today().await), before);
    }
}

/// How many rows each table that an activity writes has.
async fn counts(desk: &Desk) -> [i64; 5] {
    let workspace = desk.member.scope.workspace;
    [
        desk.count(sql!("select count(*) from activity where workspace_id = $1").bind(workspace))
            .await,
        desk.count(sql!("select count(*) from touch where workspace_id = $1").bind(workspace))
            .await,
        desk.count(sql!("select count(*) from meeting where workspace_id = $1").bind(workspace))
            .await,
        desk.count(
            sql!("select count(*) from suppression where workspace_id = $1").bind(workspace),
        )
        .await,
        desk.count(
            sql!("select cast(coalesce(sum(n), 0) as bigint) from tally where workspace_id = $1")
                .bind(workspace),
        )
        .await,
    ]
}

#[tokio::test]
async fn tallies_equal_a_recount_also_after_taking_back() {
    for desk in Desk::both().await {
        let people = desk.crowd(5).await;
        desk.start("Cold", &people).await;
        let told = [
            "no_answer",
            "voicemail minutes=3",
            "meeting_set agreed=2026-11-27T10:00:00+01:00 minutes=12",
            "not_interested ask=referral",
            "gatekeeper note=at_lunch",
        ];
        let mut ids = Vec::new();
        for (person, told) in people.iter().zip(told) {
            ids.push(desk.log(*person, told).await.activity);
        }
        desk.log(people[0], "- behaviour=help_given minutes=10").await;
        let alone = request(None, "- behaviour=events minutes=45 channel=event");
        let id = ActivityId(desk.app.ids.next());
        record(&desk.app, &desk.member, id, alone).await.unwrap();
        check_tallies(&desk).await;
        undo(&desk.app, &desk.member, Some(ids[2])).await.unwrap();
        check_tallies(&desk).await;
        undo(&desk.app, &desk.member, None).await.unwrap();
        check_tallies(&desk).await;
    }
}

/// A day, a channel or behaviour, and how many.
type Rows = Vec<(i64, String, i64)>;

/// Minutes per day and channel, and how many of each behaviour, kept and recounted from what stands.
async fn check_tallies(desk: &Desk) {
    let scope = desk.member.scope;
    let read: Result<(Rows, Rows, Rows, Rows), StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            let minutes = tx
                .all(
                    sql!(
                        "select on_day, channel, cast(sum(minutes) as bigint)
from tally
where workspace_id = $1
group by on_day, channel
having sum(minutes) <> 0
order by on_day, channel"
                    )
                    .bind(scope.workspace),
                )
                .await?;
            let recounted = tx
                .all(
                    sql!(
                        "select on_day, channel, cast(sum(minutes) as bigint)
from activity
where workspace_id = $1 and corrects is null and corrected_by is null
group by on_day, channel
having sum(minutes) <> 0
order by on_day, channel"
                    )
                    .bind(scope.workspace),
                )
                .await?;
            let first = tx
                .all(
                    sql!(
                        "select on_day, behaviour, cast(sum(n) as bigint)
from tally
where workspace_id = $1 and behaviour not in ('conversations', 'meeting_asks', 'referral_asks', 'introduction_asks')
group by on_day, behaviour
having sum(n) <> 0
order by on_day, behaviour"
                    )
                    .bind(scope.workspace),
                )
                .await?;
            let refound = tx
                .all(
                    sql!(
                        "select on_day, behaviour, count(*)
from activity
where workspace_id = $1 and corrects is null and corrected_by is null
group by on_day, behaviour
order by on_day, behaviour"
                    )
                    .bind(scope.workspace),
                )
                .await?;
            Ok((minutes, recounted, first, refound))
        })
        .await;
    let (minutes, recounted, first, refound) = read.unwrap();
    assert_eq!(minutes, recounted);
    assert_eq!(first, refound);
    let workspace = scope.workspace;
    let talks = sql!(
        "select cast(coalesce(sum(n), 0) as bigint) from tally where workspace_id = $1 and behaviour = 'conversations'"
    );
    let stood = sql!(
        "select count(*) from activity where workspace_id = $1 and corrects is null and corrected_by is null and conversation = 1"
    );
    assert_eq!(desk.count(talks.bind(workspace)).await, desk.count(stood.bind(workspace)).await);
}

/// Logs `told` and takes it back: the morning, the weeks and whom one can start are as before.
async fn check_undo(told: &str) {
    for desk in Desk::both().await {
        let people = desk.crowd(3).await;
        let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
        let acme = desk.person(at_acme(8)).await;
        let colleague = desk.person(at_acme(9)).await;
        desk.start("Cold", &people[..2]).await;
        desk.start("Cold", &[acme]).await;
        let mut tomorrow = these_tomorrow(&[colleague]);
        tomorrow.from = Some("2026-11-24".parse().unwrap());
        desk.ask(tomorrow).await.unwrap();
        let before = picture(&desk).await;
        let logged = desk.log(acme, told).await;
        assert_ne!(picture(&desk).await, before, "{told}");
        let undone = undo(&desk.app, &desk.member, Some(logged.activity)).await.unwrap();
        assert_eq!(undone.person, Some(acme));
        assert!(!undone.suppression_stays);
        assert_eq!(picture(&desk).await, before, "{told}");
        let again = undo(&desk.app, &desk.member, Some(logged.activity)).await.unwrap_err();
        assert!(matches!(again, ActivityError::UndoneAlready { .. }));
    }
}

fn these_tomorrow(people: &[PersonId]) -> app::enrollments::start::StartRequest {
    crate::desk::these("Cold", people)
}

/// Family name, standing, end of nurture, fit and why.
type Known = (String, String, Option<i64>, String, String);

/// Everything of the plan that a rep sees, and what is known of everybody and against their addresses and numbers.
async fn picture(desk: &Desk) -> String {
    let today = desk.today().await;
    let weeks = app::plan::weeks(&desk.app, &desk.member, 6).await.unwrap();
    let scope = desk.member.scope;
    let people: Result<Vec<Known>, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            tx.all(
                sql!(
                    "select family, standing, nurture_until_on, fit, fit_why
from person
where workspace_id = $1
order by family"
                )
                .bind(scope.workspace),
            )
            .await
        })
        .await;
    let held: Result<Vec<(String, Option<i64>)>, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            tx.all(
                sql!("select held_why, held_at from company where workspace_id = $1 order by key")
                    .bind(scope.workspace),
            )
            .await
        })
        .await;
    let bad: Result<Vec<(String, String)>, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| {
            tx.all(
                sql!(
                    "select key, bad_why from email_address where workspace_id = $1 and bad_why <> ''
union all
select raw, bad_why from phone_number where workspace_id = $1 and bad_why <> ''
order by 1"
                )
                .bind(scope.workspace),
            )
            .await
        })
        .await;
    let (people, held, bad) = (people.unwrap(), held.unwrap(), bad.unwrap());
    format!("{today:#?}\n{weeks:#?}\n{people:#?}\n{held:#?}\n{bad:#?}")
}

#[tokio::test]
async fn taking_back_restores_the_plan_exactly() {
    for told in [
        "no_answer",
        "gatekeeper agreed=2026-11-25T14:00:00+01:00",
        "call_back agreed=2026-11-26T15:00:00+01:00",
        "not_now until=2026-12-01",
        "not_now until=2027-02-01",
        "meeting_set agreed=2026-11-27T09:30:00+01:00",
        "meeting_set",
        "not_interested referral=Ben_Field phone=+493055501234",
        "not_a_fit why=too_small",
        "wrong_or_left",
        "replied",
        "out_of_office until=2026-11-30",
        "bounced",
    ] {
        check_undo(told).await;
    }
}

#[tokio::test]
async fn taking_back_is_refused_when_later_work_stands_on_it() {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let first = desk.log(person, "no_answer").await;
        desk.at("2026-11-24T09:00:00+01:00");
        let second = desk.log(person, "no_answer").await;
        let before = picture(&desk).await;
        let refused = undo(&desk.app, &desk.member, Some(first.activity)).await.unwrap_err();
        assert!(matches!(refused, ActivityError::LaterWork), "{refused}");
        assert_eq!(picture(&desk).await, before);
        undo(&desk.app, &desk.member, Some(second.activity)).await.unwrap();
        undo(&desk.app, &desk.member, Some(first.activity)).await.unwrap();
        assert_eq!(desk.today().await.touches[0].step, 1);
        let none = undo(&desk.app, &desk.member, None).await.unwrap_err();
        assert!(matches!(none, ActivityError::NothingToUndo), "{none}");
    }
}

#[tokio::test]
async fn what_forbids_contact_stays_when_it_is_taken_back() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let logged = desk.log(person, "do_not_contact").await;
        let undone = undo(&desk.app, &desk.member, Some(logged.activity)).await.unwrap();
        assert!(undone.suppression_stays);
        assert!(desk.today().await.touches.is_empty());
        let answered = desk.ask(crate::desk::these("Cold", &[person])).await.unwrap();
        assert_eq!(answered.fit, 0);
    }
}

/// Three colleagues, one started on each of three days.
async fn three_at_one_company(desk: &mut Desk) -> Vec<PersonId> {
    let mut people = Vec::new();
    for (n, day) in [(1, "2026-11-23"), (2, "2026-11-24"), (3, "2026-11-25")] {
        desk.at(&format!("{day}T09:00:00+01:00"));
        let person = desk.person(Card { company: Some("Acme"), ..Card::new(n) }).await;
        desk.start("Cold", &[person]).await;
        people.push(person);
    }
    people
}

#[tokio::test]
async fn a_company_held_before_stays_held_when_a_later_hold_is_taken_back() {
    for mut desk in Desk::both().await {
        let people = three_at_one_company(&mut desk).await;
        desk.log(people[0], "replied").await;
        let before = picture(&desk).await;
        let second = desk.log(people[1], "replied").await;
        undo(&desk.app, &desk.member, Some(second.activity)).await.unwrap();
        assert_eq!(picture(&desk).await, before);
    }
}

#[tokio::test]
async fn a_company_stays_held_by_the_second_event_when_the_first_is_taken_back() {
    for mut desk in Desk::both().await {
        let people = three_at_one_company(&mut desk).await;
        let free = held_of(&desk, people[2]).await;
        let first = desk.log(people[0], "meeting_set agreed=2026-12-01T15:00:00+01:00").await;
        let second = desk.log(people[1], "replied").await;
        undo(&desk.app, &desk.member, Some(first.activity)).await.unwrap();
        assert!(!held_of(&desk, people[2]).await.is_empty(), "the reply holds them still");
        undo(&desk.app, &desk.member, Some(second.activity)).await.unwrap();
        assert_eq!(held_of(&desk, people[2]).await, free);
    }
}

async fn held_of(desk: &Desk, person: PersonId) -> String {
    let scope = desk.member.scope;
    let found: Result<_, StoreError> = desk
        .app
        .db
        .read(scope, async |tx| store::enrollments::open_of_person(tx, scope, person).await)
        .await;
    found.unwrap().unwrap().held_why
}

#[tokio::test]
async fn taking_back_leaves_alone_what_somebody_else_changed_about_the_person() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let logged = desk.log(person, "not_a_fit why=too_small").await;
        let (scope, at) = (desk.member.scope, 1);
        let changed: Result<(), StoreError> = desk
            .data()
            .transaction(scope, async move |tx| {
                store::people::set_standing(tx, scope, person, "client", None, at).await
            })
            .await;
        changed.unwrap();
        undo(&desk.app, &desk.member, Some(logged.activity)).await.unwrap();
        let shown = app::people::list::get(&desk.app, &desk.member, person).await.unwrap();
        assert_eq!((shown.standing.as_str(), shown.fit.as_str()), ("client", "unknown"));
    }
}

#[tokio::test]
async fn an_effect_that_cannot_be_read_takes_nothing_back() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let logged = desk.log(person, "no_answer").await;
        let (scope, id) = (desk.member.scope, logged.activity);
        let broken: Result<(), StoreError> = desk
            .data()
            .transaction(scope, async move |tx| {
                store::activities::update_effect(tx, scope, id, "{").await
            })
            .await;
        broken.unwrap();
        let before = picture(&desk).await;
        let refused = undo(&desk.app, &desk.member, Some(id)).await.unwrap_err();
        assert!(
            matches!(refused, ActivityError::Store(StoreError::Unreadable { .. })),
            "{refused}"
        );
        assert_eq!(picture(&desk).await, before);
    }
}
