//! More than one rep at a time, and what is forbidden while a cadence runs.

use std::collections::BTreeSet;

use app::{
    enrollments::{
        by_hand::{Hand, change},
        finish_rate,
        start::start,
    },
    people::suppress::suppress,
    workspaces::{self, Member, NewMember},
};
use domain::{
    activities::Channel, calendar::hours::Hours, enrollments::EnrollmentState, ids::PersonId,
};

use crate::desk::{Card, Desk, these};

/// A second rep, who works at other hours.
pub(crate) async fn colleague(desk: &Desk, hours: &str) -> Member {
    let new = NewMember {
        name: "Ben".to_owned(),
        zone: "America/New_York".to_owned(),
        country: String::new(),
    };
    workspaces::add_rep(&desk.app, &desk.workspace, new).await.unwrap();
    let ben = workspaces::member(&desk.app, &desk.workspace, Some("Ben")).await.unwrap();
    app::calendar::set_hours(&desk.app, &ben, &Hours::parse(hours).unwrap()).await.unwrap();
    ben
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reps_who_start_the_same_people_at_once_each_is_started_once() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "mon-fri 15:00-17:00").await;
        let people = desk.crowd(6).await;
        let asked = these("Cold", &people);
        let (rita, ben) = tokio::join!(
            start(&desk.app, &desk.member, asked.clone()),
            start(&desk.app, &ben, asked.clone()),
        );
        let (rita, ben) = (rita.unwrap(), ben.unwrap());
        let started: Vec<PersonId> =
            rita.starts.iter().chain(&ben.starts).map(|start| start.person).collect();
        let once: BTreeSet<PersonId> = started.iter().copied().collect();
        assert_eq!(started.len(), once.len(), "nobody twice");
        assert_eq!(once.len(), people.len(), "nobody left out");
    }
}

#[tokio::test]
async fn what_a_colleague_skips_moves_by_the_days_of_the_rep_whose_work_it_is() {
    for desk in Desk::both().await {
        let ben = colleague(&desk, "sat 10:00-11:00").await;
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let why = Hand::Skip { why: "email".to_owned() };
        let skipped = change(&desk.app, &ben, person, why).await.unwrap();
        let next = skipped.next.unwrap();
        assert_eq!((next.from.to_string(), next.to.to_string()), pair("2026-11-24", "2026-11-26"));
        let stop = Hand::Stop { why: "done".to_owned() };
        change(&desk.app, &ben, person, stop).await.unwrap();
        let rate = finish_rate::of_member(&desk.app, &desk.member).await.unwrap();
        assert_eq!(rate.rate.of, 1, "it is the work of the rep who started it");
    }
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[tokio::test]
async fn a_touch_on_a_channel_that_was_forbidden_is_passed_over() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let calls = BTreeSet::from([Channel::Call, Channel::Text]);
        let has_ended = suppress(&desk.app, &desk.member, person, calls, "asked not to").await;
        assert!(!has_ended.unwrap());
        let shown = app::people::timeline::of_person(&desk.app, &desk.member, person).await;
        let enrollment = shown.unwrap().enrollments.remove(0);
        assert_eq!(enrollment.state, EnrollmentState::Active);
        assert_eq!(
            enrollment.next.map(|next| (next.step, next.channel)),
            Some((2, Channel::Email))
        );
        assert!(desk.today().await.touches.iter().all(|touch| touch.channel != Channel::Call));
        let all = Channel::ALL.iter().copied().collect();
        assert!(suppress(&desk.app, &desk.member, person, all, "nothing at all").await.unwrap());
        assert!(desk.today().await.touches.is_empty());
    }
}

#[tokio::test]
async fn opting_out_of_everything_by_hand_holds_the_colleagues_as_the_outcome_does() {
    for desk in Desk::both().await {
        let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
        let people = desk.add(&[at_acme(1), at_acme(2)]).await;
        desk.start("Cold", &people[..1]).await;
        let some = BTreeSet::from([Channel::Call]);
        suppress(&desk.app, &desk.member, people[1], some, "asked not to").await.unwrap();
        assert_eq!(desk.today().await.touches.len(), 1, "one channel is not the company's");
        let all = Channel::ALL.iter().copied().collect();
        suppress(&desk.app, &desk.member, people[1], all, "nothing at all").await.unwrap();
        assert!(desk.today().await.touches.is_empty());
        let shown = app::people::timeline::of_person(&desk.app, &desk.member, people[0]).await;
        assert_eq!(shown.unwrap().enrollments[0].waits_why, "do_not_contact");
    }
}

#[tokio::test]
async fn a_number_without_a_country_is_one_of_the_country_of_the_reps_holidays() {
    for desk in Desk::both().await {
        workspaces::place_rep(&desk.app, &desk.member, "Europe/Berlin", "DE-BY").await.unwrap();
        let member = workspaces::member(&desk.app, &desk.workspace, Some("Rita")).await.unwrap();
        let giver = desk.person(Card::new(1)).await;
        let told = crate::desk::request(
            Some(giver),
            "not_interested referral=Ben_Field phone=03023125000",
        );
        let id = domain::ids::ActivityId(desk.app.ids.next());
        let logged = app::activities::record::record(&desk.app, &member, id, told).await.unwrap();
        let lead = logged.referral.unwrap();
        let shown = app::people::list::get(&desk.app, &member, lead).await.unwrap();
        assert_eq!(shown.phones[0].key, "+493023125000");
    }
}
