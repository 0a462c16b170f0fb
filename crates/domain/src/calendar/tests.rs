//! A rep's calendar against what the planner should read of it.

use jiff::civil::Date;

use super::*;

fn rep(zone: &str, hours: &str) -> RepCalendar {
    let mut rep = RepCalendar::new(local::zone(zone).unwrap(), "DE", Hours::parse(hours).unwrap());
    rep.keeps_holidays = false;
    rep
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// `2026-03-02 10:00-10:30` in the rep's zone.
fn span(rep: &RepCalendar, text: &str) -> Span {
    let (date, times) = text.split_once(' ').unwrap();
    let (from, to) = times.split_once('-').unwrap();
    let at = |time: &str| local::instant(&rep.zone, format!("{date}T{time}").parse().unwrap());
    Span { from: at(from), to: at(to) }
}

/// Hours mon-fri 09:00-11:00 in Berlin, 2026-03-02 (a Monday) to 2026-03-06, with what is given; the
/// dates that got minutes of their own.
#[track_caller]
fn check(change: impl FnOnce(&mut RepCalendar), expected: &str) {
    let mut rep = rep("Europe/Berlin", "mon-fri 09:00-11:00");
    change(&mut rep);
    let calendar = rep.work_calendar(day("2026-03-02"), day("2026-03-08")).unwrap();
    let got: Vec<_> =
        calendar.minutes.iter().map(|(day, minutes)| format!("{} {minutes}", day.day())).collect();
    assert_eq!(got.join(", "), expected);
    assert_eq!(calendar.week, [120, 120, 120, 120, 120, 0, 0]);
}

fn busy(blocks: &'static [&'static str]) -> impl FnOnce(&mut RepCalendar) {
    move |rep| rep.busy = blocks.iter().map(|text| span(rep, text)).collect()
}

#[test]
fn busy_time_inside_the_hours_is_taken_once() {
    check(|_| (), "");
    check(busy(&["2026-03-02 10:00-10:30"]), "2 90");
    check(busy(&["2026-03-02 10:00-10:30", "2026-03-02 10:15-10:45"]), "2 75");
    check(busy(&["2026-03-02 08:00-09:00", "2026-03-02 11:00-12:00"]), "");
    check(busy(&["2026-03-03 08:00-09:30", "2026-03-05 10:59:30-12:00"]), "3 90, 5 119");
    check(busy(&["2026-03-04 00:00-23:59"]), "4 0");
    check(busy(&["2026-03-07 09:00-11:00"]), "");
    check(
        |rep| {
            rep.busy = vec![span(rep, "2026-03-02 09:30-10:30")];
            rep.meetings = vec![span(rep, "2026-03-02 10:00-11:00")];
        },
        "2 30",
    );
}

#[test]
fn lost_minutes_come_off_a_day_and_never_below_none() {
    check(|rep| rep.lost = [(day("2026-03-03"), Lost::All)].into(), "3 0");
    check(|rep| rep.lost = [(day("2026-03-03"), Lost::Minutes(45))].into(), "3 75");
    check(|rep| rep.lost = [(day("2026-03-03"), Lost::Minutes(500))].into(), "3 0");
    check(|rep| rep.lost = [(day("2026-03-07"), Lost::All)].into(), "");
}

#[test]
fn a_clock_change_within_the_hours_changes_the_minutes() {
    let minutes = |zone: &str, hours: &str, date: &str| rep(zone, hours).minutes(day(date));
    assert_eq!(minutes("Europe/Berlin", "sun 01:00-04:00", "2026-03-29"), 120);
    assert_eq!(minutes("Europe/Berlin", "sun 01:00-02:30", "2026-03-29"), 60);
    assert_eq!(minutes("Europe/Berlin", "sun 02:15-02:45", "2026-03-29"), 0);
    assert_eq!(minutes("Europe/Berlin", "sun 01:00-04:00", "2026-10-25"), 240);
    assert_eq!(minutes("Europe/Berlin", "sun 00:00-24:00", "2026-10-25"), 25 * 60);
    assert_eq!(minutes("Australia/Lord_Howe", "sun 00:00-24:00", "2026-10-04"), 23 * 60 + 30);
}

#[test]
fn leave_and_holidays_go_to_the_planner_as_dates() {
    let mut rep = rep("Europe/Berlin", "mon-fri 09:00-11:00");
    rep.keeps_holidays = true;
    rep.own_holidays = [day("2026-12-24"), day("2030-01-01")].into();
    rep.leave = vec![(day("2025-12-20"), day("2026-01-03"))];
    let calendar = rep.work_calendar(day("2026-01-01"), day("2026-12-31")).unwrap();
    assert_eq!(calendar.leave, rep.leave);
    assert_eq!(calendar.holidays.len(), 9 + 1);
    assert!(rep.free(day("2026-01-02")).is_empty());
}

#[test]
fn what_cannot_be_planned_on_is_refused_by_name() {
    let mut rep = rep("Europe/Berlin", "mon-fri 09:00-11:00");
    let plan = |rep: &RepCalendar, last: &str| {
        rep.work_calendar(day("2029-12-01"), day(last))
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    assert_eq!(plan(&rep, "2030-01-31"), Ok(()));
    rep.keeps_holidays = true;
    assert_eq!(plan(&rep, "2029-12-31"), Ok(()));
    assert_eq!(
        plan(&rep, "2030-01-01"),
        Err("the public holidays of DE are not known for 2030, only for 2024 to 2029".into())
    );
    assert_eq!(
        plan(&rep, "2029-11-30"),
        Err("the days from 2029-12-01 to 2029-11-30 end before they start".into())
    );
    rep.country = "DE-XX".into();
    assert!(
        plan(&rep, "2029-12-31")
            .unwrap_err()
            .starts_with("no public holidays are known for `DE-XX`")
    );
    rep.hours = Hours::default();
    assert_eq!(plan(&rep, "2029-12-31"), Err("no prospecting hours are set".into()));
}
