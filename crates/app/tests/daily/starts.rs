//! "Can I start these?": the answer, what it reserves, and what would help.

use app::{
    enrollments::{
        finish_rate,
        start::{StartAnswer, StartError, StartRequest, start},
    },
    meetings,
    plan::book::{Book, PlanningError},
    settings,
};
use domain::{
    ids::PersonId,
    plan::{Request, admit::Answer, admit::admit, repairs::Repair},
};
use jiff::ToSpan;
use tokio::task::JoinSet;

use crate::desk::{Card, Desk, day, first, these};

/// Whether the check of SCIENCE 1.6 holds for everything that runs, read anew from the store.
pub(crate) async fn holds(desk: &Desk) -> bool {
    let (scope, app, member) = (desk.member.scope, desk.app.clone(), desk.member.clone());
    let found: Result<bool, PlanningError> = desk
        .app
        .db
        .snapshot(scope, async |tx| {
            let settings = settings::read(tx, scope).await?;
            let book = Book::read(tx, &app, &member, &settings).await?;
            Ok(admit(&book.situation(1)?, &Request::default())?.feasible)
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn yes_some_and_no_and_every_accepted_set_passes_the_check_again() {
    for desk in Desk::both().await {
        desk.crowd(250).await;
        let yes = desk.ask(first("Cold", 3, 1)).await.unwrap();
        assert_eq!((yes.answer, yes.asked, yes.fit), (Answer::Yes, 3, 3));
        assert!(yes.breaks.is_none() && yes.repairs.is_empty() && yes.otherwise.is_none());
        assert!(yes.starts.iter().all(|start| start.on == day("2026-11-23")));
        assert!(holds(&desk).await);
        let some = desk.ask(first("Cold", 200, 5)).await.unwrap();
        assert_eq!((some.answer, some.asked), (Answer::Some, 200));
        assert!(some.fit > 0 && some.fit == some.starts.len());
        assert!(some.breaks.is_some() && some.otherwise.is_some());
        assert_eq!(some.repairs[0], Repair::Fewer { fit: some.fit });
        assert!(holds(&desk).await);
        // Nobody more fits on these days: the answer was the most that does.
        let no = desk.ask(first("Cold", 5, 5)).await.unwrap();
        assert_eq!((no.answer, no.fit, no.feasible), (Answer::No, 0, true));
        assert!(no.breaks.is_some());
        assert!(holds(&desk).await);
    }
}

#[tokio::test]
async fn the_dry_run_answers_the_same_and_starts_nobody() {
    for desk in Desk::both().await {
        desk.crowd(40).await;
        let dry = StartRequest { dry_run: true, ..first("Cold", 40, 3) };
        let asked = desk.ask(dry).await.unwrap();
        assert!(desk.today().await.touches.is_empty());
        let started = desk.ask(first("Cold", 40, 3)).await.unwrap();
        let days = |answer: &StartAnswer| -> Vec<_> {
            answer.starts.iter().map(|start| (start.person, start.on)).collect()
        };
        assert_eq!(days(&asked), days(&started));
        assert_eq!(asked.breaks, started.breaks);
        assert_eq!(asked.repairs, started.repairs);
        assert!(asked.starts.iter().all(|start| start.enrollment.is_none()));
        assert!(started.starts.iter().all(|start| start.enrollment.is_some()));
    }
}

#[tokio::test]
async fn of_fifty_that_ask_for_the_last_place_exactly_one_gets_it() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:08").await;
        let people = desk.crowd(60).await;
        // All but the last place are taken.
        let asked = StartRequest { dry_run: true, ..these("Cold", &people[50..]) };
        let n_fit = desk.ask(asked).await.unwrap().fit;
        let (people, taken) = people.split_at(50);
        desk.start("Cold", &taken[..n_fit - 1]).await;
        let mut asking = JoinSet::new();
        for person in people.iter().copied() {
            let (app, member) = (desk.app.clone(), desk.member.clone());
            asking.spawn(async move { start(&app, &member, these("Cold", &[person])).await });
        }
        let mut answers = Vec::new();
        while let Some(answered) = asking.join_next().await {
            answers.push(answered.unwrap().unwrap());
        }
        let started = answers.iter().filter(|answer| answer.answer == Answer::Yes).count();
        let refused = answers.iter().filter(|answer| answer.answer == Answer::No).count();
        assert_eq!((started, refused), (1, 49));
        assert!(holds(&desk).await);
    }
}

#[tokio::test]
async fn one_start_a_day_and_company_and_the_next_day_the_next() {
    for desk in Desk::both().await {
        let at_acme = |n| Card { company: Some("Acme"), ..Card::new(n) };
        let people = desk.add(&[at_acme(1), at_acme(2), at_acme(3), Card::new(4)]).await;
        let answered = desk.ask(these("Cold", &people)).await.unwrap();
        assert_eq!((answered.answer, answered.fit), (Answer::Some, 2), "{answered:?}");
        assert!(answered.breaks.is_none(), "a colleague's start breaks nothing");
        let rest = StartRequest { days: 3, ..these("Cold", &people[1..3]) };
        let answered = desk.ask(rest).await.unwrap();
        let on: Vec<String> = answered.starts.iter().map(|start| start.on.to_string()).collect();
        assert_eq!(on, ["2026-11-24", "2026-11-25"]);
    }
}

#[tokio::test]
async fn an_override_needs_a_why_is_kept_and_is_counted() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:08").await;
        let people = desk.crowd(9).await;
        let blank = StartRequest { override_why: Some(" ".to_owned()), ..these("Cold", &people) };
        assert!(matches!(desk.ask(blank).await, Err(StartError::WhyMissing)));
        let why = Some("the fair is on Friday".to_owned());
        let answered =
            desk.ask(StartRequest { override_why: why, ..these("Cold", &people) }).await.unwrap();
        let n_forced = answered.forced.len();
        assert_eq!(answered.fit + n_forced, 9);
        assert!(answered.fit > 0 && n_forced > 1, "{answered:?}");
        assert!(answered.forced.iter().all(|start| start.enrollment.is_some()));
        let rate = finish_rate::of_member(&desk.app, &desk.member).await.unwrap();
        assert_eq!(rate.overrides, n_forced);
        let kept = store::sql!(
            "select count(*) from enrollment where workspace_id = $1 and override_why = 'the fair is on Friday'"
        );
        assert_eq!(
            desk.count(kept.bind(desk.member.scope.workspace)).await,
            i64::try_from(n_forced).unwrap()
        );
        // While what runs cannot be finished nobody more is started, and it says so.
        let more = desk.person(Card::new(10)).await;
        let no = desk.ask(these("Cold", &[more])).await.unwrap();
        assert_eq!((no.answer, no.feasible), (Answer::No, false));
        assert!(!desk.today().await.would_be_late.is_empty());
        assert!(desk.today().await.can_start.is_empty());
    }
}

#[tokio::test]
async fn who_cannot_be_reached_is_listed_by_what_is_missing() {
    for desk in Desk::both().await {
        let no_phone = Card { phone: None, ..Card::new(1) };
        let no_email = Card { email: None, ..Card::new(2) };
        let no_profile = Card { has_profile: false, ..Card::new(3) };
        let people = desk.add(&[no_phone, no_email, no_profile, Card::new(4)]).await;
        let answered = desk.ask(these("Cold", &people)).await.unwrap();
        let missing: Vec<(usize, u8, &str)> = answered
            .not_able
            .iter()
            .map(|not| {
                let place = people.iter().position(|person| *person == not.person).unwrap();
                (place, not.step, not.missing.as_str())
            })
            .collect();
        assert_eq!(missing, [(0, 1, "number"), (1, 2, "email"), (2, 4, "profile")]);
        assert_eq!((answered.asked, answered.fit), (4, 1));
        assert_eq!(answered.lacks.len(), 3, "{:?}", answered.lacks);
    }
}

#[tokio::test]
async fn who_may_not_be_started_is_refused_by_name_and_why() {
    for desk in Desk::both().await {
        let client = Card { standing: "client", ..Card::new(1) };
        let no_fit = Card { fit: "no", ..Card::new(2) };
        let former = Card { standing: "former_client", ..Card::new(4) };
        let people = desk.add(&[client, no_fit, Card::new(3), former]).await;
        let meeting = meetings::Told {
            starts: Some("2026-11-25T14:00:00+01:00".parse().unwrap()),
            minutes: None,
            place: None,
            state: None,
        };
        meetings::add(&desk.app, &desk.member, people[2], meeting).await.unwrap();
        let twice: Vec<PersonId> = people.iter().chain(&people).copied().collect();
        let answered = desk.ask(these("Cold", &twice)).await.unwrap();
        let told: Vec<(&str, &str)> =
            answered.not_able.iter().map(|not| (not.name.as_str(), not.missing.as_str())).collect();
        let talk = "is in conversation: a meeting is set or a touch is open";
        let expected = [
            ("Person 0001", "is a client"),
            ("Person 0002", "does not fit"),
            ("Person 0003", talk),
        ];
        assert_eq!(told, expected);
        assert_eq!((answered.asked, answered.fit), (4, 1), "{answered:?}");
        assert_eq!(answered.starts[0].person, people[3]);
    }
}

#[tokio::test]
async fn a_calling_window_that_never_meets_the_hours_is_no_common_hour() {
    for mut desk in Desk::both().await {
        let tokyo = desk.person(Card { zone: "Asia/Tokyo", ..Card::new(1) }).await;
        let new_york = desk.person(Card { zone: "America/New_York", ..Card::new(2) }).await;
        let answered = desk.ask(these("Cold", &[tokyo, new_york])).await.unwrap();
        assert_eq!(answered.not_able.len(), 1, "{answered:?}");
        assert_eq!(answered.not_able[0].missing, "common_hour");
        assert_eq!(answered.not_able[0].person, new_york);
        // Hours that reach into their day help; then they are called later today.
        desk.hours("mon-fri 09:00-11:00 16:00-18:00").await;
        desk.start("Cold", &[new_york]).await;
        let today = desk.today().await;
        let shown = |person| today.touches.iter().find(|touch| touch.person == person).unwrap();
        assert!(!shown(tokyo).later_today);
        assert!(shown(new_york).later_today);
        let from = shown(new_york).callable_from.unwrap();
        assert_eq!(from, "2026-11-23T14:00:00Z".parse().unwrap());
        desk.at("2026-11-23T16:00:00+01:00");
        let today = desk.today().await;
        let touch = today.touches.iter().find(|touch| touch.person == new_york).unwrap();
        assert!(!touch.later_today);
    }
}

#[tokio::test]
async fn caps_are_resources_of_their_own() {
    for desk in Desk::both().await {
        desk.settings(&["cap_call=2 touches"]).await;
        desk.crowd(10).await;
        let answered = desk.ask(first("Cold", 10, 1)).await.unwrap();
        assert!((1..=6).contains(&answered.fit), "{answered:?}");
        assert_eq!(answered.breaks.unwrap().channel.as_str(), "call");
        assert!(holds(&desk).await);
        let today = desk.today().await;
        assert!(today.touches.len() <= 2);
    }
}

#[tokio::test]
async fn no_hours_refuse_by_name() {
    for desk in Desk::both().await {
        desk.hours("off").await;
        let people = desk.crowd(1).await;
        let refused = desk.ask(these("Cold", &people)).await.unwrap_err();
        assert!(matches!(refused, StartError::Planning(PlanningError::NoHours)), "{refused}");
        assert!(desk.today().await.no_hours);
        let weeks = app::plan::weeks(&desk.app, &desk.member, 4).await.unwrap();
        assert!(weeks.no_hours && weeks.days.is_empty() && weeks.feasible);
    }
}

#[tokio::test]
async fn a_start_in_the_past_and_unknown_names_are_refused() {
    for desk in Desk::both().await {
        let people = desk.crowd(1).await;
        let past = StartRequest { from: Some(day("2026-11-20")), ..these("Cold", &people) };
        assert!(matches!(desk.ask(past).await, Err(StartError::FromPast { .. })));
        let cadence = desk.ask(these("Warm", &people)).await.unwrap_err().to_string();
        assert!(cadence.starts_with("there is no cadence `Warm`: known are "), "{cadence}");
        let nobody = PersonId(desk.app.ids.next());
        let person = desk.ask(these("Cold", &[nobody])).await;
        assert!(matches!(person, Err(StartError::UnknownPerson { .. })));
        assert!(matches!(desk.ask(first("Cold", 0, 1)).await, Err(StartError::OutOfBounds { .. })));
        assert!(matches!(desk.ask(first("Cold", 1, 0)).await, Err(StartError::OutOfBounds { .. })));
    }
}

#[tokio::test]
async fn a_start_on_a_later_day_is_reserved_from_that_day_on() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(1).await;
        let from = Some(day("2026-11-26"));
        desk.ask(StartRequest { from, ..these("Cold", &people) }).await.unwrap();
        assert!(desk.today().await.touches.is_empty());
        let weeks = app::plan::weeks(&desk.app, &desk.member, 1).await.unwrap();
        let promised: Vec<i64> = weeks.days.iter().map(|day| day.promised).collect();
        assert_eq!(promised, [0, 0, 0, 8, 4]);
        desk.at("2026-11-26T09:00:00+01:00");
        assert_eq!(desk.today().await.touches.len(), 1);
    }
}

#[tokio::test]
async fn the_room_that_later_finds_is_there_when_it_is_asked_for() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:16").await;
        desk.crowd(40).await;
        desk.ask(first("Cold", 20, 41)).await.unwrap();
        let asked = desk.ask(StartRequest { dry_run: true, ..first("Cold", 1, 1) }).await.unwrap();
        for repair in &asked.repairs {
            let again = match repair {
                Repair::Later { from, .. } => {
                    StartRequest { from: Some(*from), ..first("Cold", 1, 1) }
                }
                Repair::Spread { start_days, .. } => {
                    let days = u16::try_from(*start_days).unwrap();
                    first("Cold", 1, days)
                }
                _ => continue,
            };
            let dry = StartRequest { dry_run: true, ..again };
            assert_eq!(desk.ask(dry).await.unwrap().answer, Answer::Yes, "{repair:?}");
        }
    }
}

#[tokio::test]
async fn the_same_inputs_give_the_same_answer_on_both_engines() {
    let mut told = Vec::new();
    for desk in Desk::both().await {
        desk.crowd(80).await;
        let answered = desk.ask(first("Cold", 80, 10)).await.unwrap();
        let days: Vec<_> =
            answered.starts.iter().map(|start| (start.name.clone(), start.on)).collect();
        let today = desk.today().await;
        let order: Vec<_> = today.touches.iter().map(|touch| touch.name.clone()).collect();
        told.push(format!("{days:?} {:?} {:?} {order:?}", answered.breaks, answered.repairs));
        let tomorrow = day("2026-11-23") + 1.day();
        assert!(answered.starts.iter().any(|start| start.on == tomorrow));
    }
    assert_eq!(told[0], told[1]);
}
