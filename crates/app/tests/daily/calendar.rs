//! What the calendar does to the plan: leave, lost days, busy time, holidays, clocks that change.

use app::{
    calendar::{self, CalendarChangeError},
    enrollments::start::{RepairShown, StartError, StartRequest},
    plan::book::PlanningError,
    workspaces,
};
use domain::{
    calendar::{Lost, hours::Stretch},
    plan::repairs::Repair,
};

use crate::{
    desk::{Card, Desk, day, instant, these},
    starts::holds,
};

#[tokio::test]
async fn leave_shifts_windows_and_nothing_is_late_after_it() {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.log(person, "no_answer").await;
        calendar::add_leave(&desk.app, &desk.member, day("2026-11-24"), day("2026-11-27"))
            .await
            .unwrap();
        assert!(desk.today().await.touches.is_empty());
        desk.at("2026-11-30T09:00:00+01:00");
        let today = desk.today().await;
        assert_eq!(today.touches.len(), 1);
        assert_eq!((today.touches[0].late, today.touches[0].to), (0, Some(day("2026-12-02"))));
        assert!(today.would_be_late.is_empty() && today.feasible);
    }
}

#[tokio::test]
async fn where_leave_counts_windows_run_on_and_what_would_be_late_is_said_before() {
    for desk in Desk::both().await {
        desk.settings(&["leave_counts=yes"]).await;
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.log(person, "no_answer").await;
        calendar::add_leave(&desk.app, &desk.member, day("2026-11-24"), day("2026-11-27"))
            .await
            .unwrap();
        let today = desk.today().await;
        assert!(!today.feasible, "{today:?}");
        assert_eq!(today.would_be_late[0].person, person);
        assert_eq!(today.would_be_late[0].planned, Some(day("2026-11-30")));
        let weeks = app::plan::weeks(&desk.app, &desk.member, 3).await.unwrap();
        assert!(!weeks.repairs.is_empty(), "{weeks:?}");
    }
}

#[tokio::test]
async fn a_day_with_hours_of_its_own_holds_what_they_hold() {
    for desk in Desk::both().await {
        let (app, member) = (&desk.app, &desk.member);
        let (wednesday, saturday) = (day("2026-11-25"), day("2026-11-28"));
        let hours = |text: &str| vec![Stretch::parse(text).unwrap()];
        let minutes = async |weeks: u8| {
            let weeks = app::plan::weeks(app, member, weeks).await.unwrap();
            weeks.days.iter().map(|day| day.hours).collect::<Vec<_>>()
        };
        calendar::set_own_hours(app, member, wednesday, &hours("09:00-12:00")).await.unwrap();
        assert_eq!(minutes(1).await, [120, 120, 180, 120, 120]);
        assert_eq!(calendar::own_hours(app, member).await.unwrap().len(), 1);
        let off = calendar::set_own_hours(app, member, saturday, &hours("09:00-12:00")).await;
        assert!(matches!(off, Err(CalendarChangeError::NotWorking { .. })), "{off:?}");
        calendar::set_own_hours(app, member, wednesday, &[]).await.unwrap();
        assert_eq!(minutes(1).await, [120; 5]);
        let lost = Lost::Minutes(121);
        let more = calendar::set_lost(app, member, wednesday, lost).await.unwrap_err();
        assert_eq!(more.to_string(), "2026-11-25 has only 120 minutes");
    }
}

#[tokio::test]
async fn a_lost_day_moves_touches_inside_their_windows() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(3).await;
        desk.start("Cold", &people).await;
        calendar::set_lost(&desk.app, &desk.member, day("2026-11-23"), Lost::All).await.unwrap();
        let today = desk.today().await;
        assert!(today.touches.is_empty(), "{today:?}");
        assert_eq!((today.hours, today.feasible), (0, true));
        desk.at("2026-11-24T09:00:00+01:00");
        let today = desk.today().await;
        assert_eq!(today.touches.len(), 3);
        assert!(today.touches.iter().all(|touch| touch.late == 0));
        calendar::set_lost(&desk.app, &desk.member, day("2026-11-24"), Lost::Minutes(110))
            .await
            .unwrap();
        let today = desk.today().await;
        assert_eq!((today.hours, today.touches.len()), (10, 1));
        calendar::set_lost(&desk.app, &desk.member, day("2026-11-24"), Lost::Minutes(0))
            .await
            .unwrap();
        assert_eq!(desk.today().await.hours, 120);
    }
}

#[tokio::test]
async fn busy_time_takes_room_once_however_often_it_is_told() {
    for desk in Desk::both().await {
        let busy = |from: &str, to: &str| (instant(from), instant(to));
        let blocks = [
            busy("2026-11-23T09:30:00+01:00", "2026-11-23T10:00:00+01:00"),
            busy("2026-11-23T09:45:00+01:00", "2026-11-23T10:15:00+01:00"),
            busy("2026-11-23T12:00:00+01:00", "2026-11-23T13:00:00+01:00"),
        ];
        let mut ids = Vec::new();
        for (from, to) in blocks {
            let added = calendar::add_busy(&desk.app, &desk.member, from, to, "").await.unwrap();
            ids.push(added.id);
        }
        assert_eq!(desk.today().await.hours, 75);
        calendar::remove_busy(&desk.app, &desk.member, ids[1]).await.unwrap();
        assert_eq!(desk.today().await.hours, 90);
    }
}

#[tokio::test]
async fn holidays_are_no_working_days_and_the_setting_turns_them_off() {
    for mut desk in Desk::both().await {
        workspaces::place_rep(&desk.app, &desk.member, "Europe/Berlin", "DE").await.unwrap();
        desk.member = workspaces::member(&desk.app, &desk.workspace, None).await.unwrap();
        desk.at("2026-12-25T09:00:00+01:00");
        let people = desk.crowd(1).await;
        desk.start("Cold", &people).await;
        // Friday and Saturday are Christmas: the next working day is Monday.
        assert_eq!(desk.today().await.on, day("2026-12-28"));
        desk.settings(&["keeps_holidays=no"]).await;
        assert_eq!(desk.today().await.on, day("2026-12-25"));
    }
}

#[tokio::test]
async fn a_year_whose_holidays_are_not_known_refuses_by_name() {
    for mut desk in Desk::both().await {
        workspaces::place_rep(&desk.app, &desk.member, "Europe/Berlin", "DE").await.unwrap();
        desk.member = workspaces::member(&desk.app, &desk.workspace, None).await.unwrap();
        let people = desk.crowd(1).await;
        let last = *domain::calendar::holidays::YEARS.end();
        desk.at(&format!("{last}-12-20T09:00:00+01:00"));
        let refused = desk.ask(these("Cold", &people)).await.unwrap_err();
        assert!(matches!(refused, StartError::Planning(PlanningError::Holidays(_))), "{refused}");
        let next = (last + 1).to_string();
        assert!(refused.to_string().contains(&next), "{refused}");
    }
}

/// What would help a crowd that cannot begin at once, asked on a day in the last year whose holidays are known.
async fn repairs_on(desk: &mut Desk, at: &str) -> Vec<RepairShown> {
    workspaces::place_rep(&desk.app, &desk.member, "Europe/Berlin", "DE").await.unwrap();
    desk.member = workspaces::member(&desk.app, &desk.workspace, None).await.unwrap();
    let last = *domain::calendar::holidays::YEARS.end();
    desk.at(&format!("{last}-{at}T09:00:00+01:00"));
    let people = desk.crowd(160).await;
    let answered = desk.ask(these("Cold", &people)).await.unwrap();
    assert!(answered.fit > 0 && answered.fit < people.len(), "{answered:?}");
    answered.repairs
}

#[tokio::test]
async fn no_repair_is_proved_on_days_whose_holidays_are_not_known() {
    let is_spread = |repair: &RepairShown| matches!(repair, Repair::Spread { .. });
    let mut desk = Desk::sqlite().await;
    let early = repairs_on(&mut desk, "03-05").await;
    assert!(early.iter().any(is_spread), "{early:?}");
    // As far as the holidays are known there is no room for all of them.
    let mut desk = Desk::sqlite().await;
    let late = repairs_on(&mut desk, "11-05").await;
    assert!(!late.iter().any(is_spread), "{late:?}");
    assert!(late.iter().any(|repair| matches!(repair, Repair::Fewer { .. })), "{late:?}");
}

#[tokio::test]
async fn a_start_whose_last_touch_the_plan_cannot_see_refuses_by_name() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(1).await;
        let from = |from: &str| StartRequest {
            from: Some(day(from)),
            dry_run: true,
            ..these("Cold", &people)
        };
        // Without a country every weekday with hours is a working day: 400 of them from a Monday end on a Friday.
        assert_eq!(desk.ask(from("2027-12-01")).await.unwrap().fit, 1);
        let refused = desk.ask(from("2028-07-03")).await.unwrap_err();
        assert!(matches!(refused, StartError::Planning(PlanningError::TooFar { .. })), "{refused}");
        let never = desk.ask(from("9998-07-03")).await.unwrap_err();
        assert!(matches!(never, StartError::Planning(PlanningError::TooFar { .. })), "{never}");
        workspaces::place_rep(&desk.app, &desk.member, "Europe/Berlin", "DE").await.unwrap();
        desk.member = workspaces::member(&desk.app, &desk.workspace, None).await.unwrap();
        desk.hours("mon 09:00-11:00").await;
        let unknown = desk.ask(from("2030-06-03")).await.unwrap_err();
        assert!(matches!(unknown, StartError::Planning(PlanningError::Holidays(_))), "{unknown}");
    }
}

#[tokio::test]
async fn days_on_which_clocks_change_have_the_minutes_of_their_hours() {
    for mut desk in Desk::both().await {
        desk.hours("mon-sun 01:30-03:30").await;
        // In Berlin 2027-03-28 has no hour from 2 to 3, 2027-10-31 has it twice.
        for (at, minutes) in [
            ("2027-03-27T00:30:00+01:00", 120),
            ("2027-03-28T00:30:00+01:00", 60),
            ("2027-10-31T00:30:00+02:00", 180),
            ("2027-11-01T00:30:00+01:00", 120),
        ] {
            desk.at(at);
            assert_eq!(desk.today().await.hours, minutes, "{at}");
        }
    }
}

#[tokio::test]
async fn a_local_day_is_the_reps_also_around_midnight() {
    for mut desk in Desk::both().await {
        let person = desk.person(Card::new(1)).await;
        desk.start("Cold", &[person]).await;
        desk.at("2026-11-23T23:30:00+01:00");
        let logged = desk.log(person, "no_answer").await;
        assert_eq!(logged.on, day("2026-11-23"));
        desk.at("2026-11-23T23:30:00Z");
        assert_eq!(desk.today().await.on, day("2026-11-24"));
        assert_eq!(desk.today().await.touches.len(), 1);
        assert!(holds(&desk).await);
    }
}

#[tokio::test]
async fn work_done_today_stays_promised_and_takes_its_room() {
    for desk in Desk::both().await {
        let people = desk.crowd(3).await;
        desk.start("Cold", &people).await;
        let before = desk.today().await;
        assert_eq!((before.hours, before.promised, before.room), (120, 24, 96));
        desk.log(people[0], "no_answer minutes=20").await;
        let after = desk.today().await;
        assert_eq!((after.hours, after.promised, after.room), (120, 36, 84));
        // Work that nobody had reserved takes room today, but was never promised.
        desk.log(people[0], "- behaviour=help_given minutes=100").await;
        let full = desk.today().await;
        assert!(full.touches.is_empty(), "nothing of the 120 minutes is left: {full:?}");
    }
}
