//! What a rep does by hand: later, skip, stop, pause, resume; meetings that did not take place.

use app::{
    enrollments::{
        by_hand::{Changed, Hand, HandError, change},
        finish_rate,
        undo::undo_own,
    },
    meetings::{self, Told},
};
use domain::{ids::PersonId, meetings::MeetingState};

use crate::desk::{Card, Desk, day, first, instant, these};

async fn hand(desk: &Desk, person: PersonId, hand: Hand) -> Result<Changed, HandError> {
    change(&desk.app, &desk.member, person, hand).await
}

fn later(to: &str, why: Option<&str>) -> Hand {
    Hand::Later { to: day(to), why: why.map(ToOwned::to_owned) }
}

fn shown(changed: &Changed) -> String {
    let next = changed.next.map(|next| format!(" {} {}..{}", next.step, next.from, next.to));
    format!("{}{}", changed.state, next.unwrap_or_default())
}

#[tokio::test]
async fn later_moves_inside_the_window_and_beyond_it_only_with_a_why() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let moved = hand(&desk, person, later("2026-11-24", None)).await.unwrap();
        assert_eq!(shown(&moved), "active 1 2026-11-24..2026-11-25");
        assert!(!moved.is_beyond);
        assert!(desk.today().await.touches.is_empty());
        let refused = hand(&desk, person, later("2026-12-01", None)).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "2026-12-01 is after the window ends on 2026-11-25: it needs a why"
        );
        let moved = hand(&desk, person, later("2026-12-01", Some("fair"))).await.unwrap();
        assert_eq!(shown(&moved), "active 1 2026-12-01..2026-12-03");
        assert!(moved.is_beyond);
        let past = hand(&desk, person, later("2026-11-20", Some("x"))).await.unwrap_err();
        assert_eq!(past.to_string(), "2026-11-20 is over");
        let other = desk.person(Card::new(2)).await;
        let none = hand(&desk, other, later("2026-12-01", None)).await.unwrap_err();
        assert!(matches!(none, HandError::NotStarted { .. }));
    }
}

#[tokio::test]
async fn beyond_the_window_shows_what_breaks() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:08").await;
        let people = desk.crowd(2).await;
        // Eight minutes a day: the first call of one person a day.
        let answered = desk.ask(first("Cold", 2, 5)).await.unwrap();
        assert_eq!(answered.fit, 2, "{answered:?}");
        let weeks = app::plan::weeks(&desk.app, &desk.member, 8).await.unwrap();
        assert!(weeks.feasible);
        let second = answered.starts[1].on;
        let to = second.to_string();
        let moved = hand(&desk, people[0], later(&to, Some("asked to"))).await;
        // Whether it still fits or not, the plan says the same as the answer.
        let (moved, weeks) =
            (moved.unwrap(), app::plan::weeks(&desk.app, &desk.member, 8).await.unwrap());
        assert_eq!(moved.late.len(), if moved.is_beyond { weeks.late.len() } else { 0 });
    }
}

#[tokio::test]
async fn skip_passes_over_one_touch_and_stop_ends() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let refused = hand(&desk, person, Hand::Skip { why: " ".to_owned() }).await.unwrap_err();
        assert_eq!(refused.to_string(), "skip needs a why");
        let skipped = hand(&desk, person, Hand::Skip { why: "wrote".to_owned() }).await.unwrap();
        assert_eq!(shown(&skipped), "active 2 2026-11-24..2026-11-26");
        let stopped = hand(&desk, person, Hand::Stop { why: "sold".to_owned() }).await.unwrap();
        assert_eq!(shown(&stopped), "stopped");
        assert!(desk.today().await.touches.is_empty());
        let rate = finish_rate::of_member(&desk.app, &desk.member).await.unwrap();
        assert_eq!((rate.rate.finished, rate.rate.of), (0, 1), "{rate:?}");
        assert_eq!(rate.percent, Some(0.0));
        // Stopped is not forbidden: by name the rep may start them again.
        assert_eq!(desk.ask(these("Cold", &[person])).await.unwrap().fit, 1);
    }
}

fn resume(override_why: Option<&str>) -> Hand {
    Hand::Resume { override_why: override_why.map(str::to_owned) }
}

#[tokio::test]
async fn whoever_is_taken_up_against_the_plan_is_so_with_a_why_that_is_counted() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:08").await;
        desk.crowd(20).await;
        let full = desk.ask(first("Cold", 10, 1)).await.unwrap();
        let person = full.starts[0].person;
        hand(&desk, person, Hand::Pause).await.unwrap();
        assert_eq!(desk.ask(first("Cold", 1, 1)).await.unwrap().fit, 1);
        let overrides =
            async || finish_rate::of_member(&desk.app, &desk.member).await.unwrap().overrides;
        assert_eq!(overrides().await, 0);
        let empty = hand(&desk, person, resume(Some(" "))).await.unwrap_err();
        assert_eq!(empty.to_string(), "an override needs a why");
        let resumed = hand(&desk, person, resume(Some(" asked for it "))).await.unwrap();
        assert_eq!(shown(&resumed), "active 1 2026-11-23..2026-11-25");
        assert!(!resumed.late.is_empty());
        assert_eq!(overrides().await, 1);
        undo_own(&desk.app, &desk.member, resumed.enrollment).await.unwrap();
        assert_eq!(overrides().await, 0);
        assert!(app::plan::weeks(&desk.app, &desk.member, 8).await.unwrap().feasible);
    }
}

#[tokio::test]
async fn pause_frees_the_room_and_resume_takes_it_only_when_it_is_there() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:08").await;
        desk.crowd(20).await;
        // As many as fit; nobody else does.
        let full = desk.ask(first("Cold", 10, 1)).await.unwrap();
        assert!(full.fit > 1, "{full:?}");
        let people: Vec<PersonId> = full.starts.iter().map(|start| start.person).collect();
        assert_eq!(desk.ask(first("Cold", 1, 1)).await.unwrap().fit, 0);
        let paused = hand(&desk, people[0], Hand::Pause).await.unwrap();
        assert_eq!(shown(&paused), "paused");
        assert_eq!(desk.ask(first("Cold", 1, 1)).await.unwrap().fit, 1);
        let before = format!("{:?}", desk.today().await);
        let refused = hand(&desk, people[0], resume(None)).await;
        match refused {
            Err(HandError::NoRoom { .. }) => {
                assert_eq!(format!("{:?}", desk.today().await), before);
                hand(&desk, people[1], Hand::Pause).await.unwrap();
                let resumed = hand(&desk, people[0], resume(None)).await.unwrap();
                assert_eq!(shown(&resumed), "active 1 2026-11-23..2026-11-25");
            }
            Ok(resumed) => panic!("there is no room for both today: {resumed:?}"),
            Err(error) => panic!("{error}"),
        }
    }
}

fn told(state: MeetingState) -> Told {
    Told { starts: None, minutes: None, place: None, state: Some(state) }
}

#[tokio::test]
async fn a_meeting_missed_leaves_a_touch_to_find_a_new_time_on_the_next_working_day() {
    for state in [MeetingState::NoShow, MeetingState::Cancelled] {
        for mut desk in Desk::both().await {
            let person = desk.person(Card::new(1)).await;
            desk.start("Cold", &[person]).await;
            let logged = desk.log(person, "meeting_set agreed=2026-11-27T10:00:00+01:00").await;
            desk.at("2026-11-27T11:00:00+01:00");
            let id = logged.meeting.unwrap();
            let missed = meetings::set(&desk.app, &desk.member, id, told(state)).await.unwrap();
            assert!(missed.rebook.is_some());
            desk.at("2026-11-30T09:00:00+01:00");
            let today = desk.today().await;
            let kinds: Vec<_> = today.touches.iter().map(|touch| touch.kind.unwrap()).collect();
            assert_eq!(kinds, [domain::touches::LooseKind::Rebook]);
            // A new time brings the meeting back and ends the search.
            let at = Told {
                starts: Some(instant("2026-12-02T10:00:00+01:00")),
                ..told(MeetingState::Set)
            };
            meetings::set(&desk.app, &desk.member, id, at).await.unwrap();
            assert!(desk.today().await.touches.is_empty());
        }
    }
}

#[tokio::test]
async fn a_time_for_a_meeting_without_one_ends_the_search_for_it() {
    for desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        let logged = desk.log(person, "meeting_set").await;
        let starts = Some(instant("2026-12-02T10:00:00+01:00"));
        let at = Told { starts, minutes: None, place: None, state: None };
        meetings::set(&desk.app, &desk.member, logged.meeting.unwrap(), at).await.unwrap();
        let weeks = app::plan::weeks(&desk.app, &desk.member, 2).await.unwrap();
        let promised: i64 = weeks.days.iter().skip(1).map(|day| day.promised).sum();
        assert_eq!(promised, 0, "{:?}", weeks.days);
    }
}

#[tokio::test]
async fn meetings_take_their_time_out_of_the_hours() {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.settings(&["meeting_minutes=30"]).await;
        desk.log(person, "meeting_set agreed=2026-11-24T10:00:00+01:00").await;
        desk.at("2026-11-24T08:00:00+01:00");
        assert_eq!(desk.today().await.hours, 90);
    }
}
