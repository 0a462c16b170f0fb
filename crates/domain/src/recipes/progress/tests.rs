use std::collections::BTreeSet;

use jiff::civil::{Time, date};
use proptest::collection::btree_map;
use proptest::prelude::*;

use super::*;
use crate::recipes::counting::Count;
use crate::recipes::samples::{TODAY, calendar, goals, ingredient};
use crate::recipes::{By, Goals, Ingredient, Takes};

fn counted(days: impl IntoIterator<Item = (Date, u64)>) -> Tally {
    days.into_iter().map(|(day, done)| (day, Count { done, in_time: done })).collect()
}

/// Monday to Friday, 261 of them in 2026, less eleven holidays: 250 working days.
fn year_of_250() -> WorkCalendar {
    let new_year = date(2026, 1, 1);
    let weekdays = new_year.series(1.day()).filter(|day| day.weekday().to_monday_zero_offset() < 5);
    WorkCalendar {
        first: date(2025, 12, 1),
        week: [60, 60, 60, 60, 60, 0, 0],
        holidays: weekdays.step_by(23).take(11).collect(),
        ..WorkCalendar::default()
    }
}

fn ten() -> Ingredient {
    ingredient("ten", Goals::on_weekdays(10).0, Takes::Touches)
}

fn of(ingredient: &Ingredient, tally: &Tally, calendar: &WorkCalendar, now: DateTime) -> Progress {
    let versions = [Version { from: date(2025, 1, 1), ingredient }];
    progress(&versions, tally, calendar, now).unwrap()
}

fn at(day: Date, hour: i8) -> DateTime {
    day.to_datetime(Time::constant(hour, 0, 0, 0))
}

#[test]
fn ten_a_day_over_250_working_days_are_2500() {
    let calendar = year_of_250();
    let year = date(2026, 1, 1).series(1.day()).take(365);
    let worked: Vec<Date> = year.filter(|day| goal_on(ten().goals, &calendar, *day) > 0).collect();
    assert_eq!(worked.len(), 250);
    let done = counted(worked.iter().filter(|day| **day < TODAY).map(|day| (*day, 10)));
    let found = of(&ten(), &done, &calendar, at(TODAY, 9));
    assert_eq!((found.year.goal, found.year.goal_days), (2_500, 250));
    assert_eq!(found.projection, Projection { at_goal: 2_500, at_pace: Some(2_500) });
    let first = of(&ten(), &Tally::new(), &calendar, at(date(2026, 1, 1), 9));
    assert_eq!(first.projection, Projection { at_goal: 2_500, at_pace: None });
}

#[test]
fn a_pace_is_rounded_to_the_nearest_halves_up() {
    assert_eq!(rounded_share(1, 1, 2), Some(1));
    assert_eq!(rounded_share(1, 1, 3), Some(0));
    assert_eq!(rounded_share(2, 1, 3), Some(1));
    assert_eq!(rounded_share(5, 7, 0), None);
}

#[test]
fn half_of_each_goal_makes_half_of_the_year() {
    let calendar = year_of_250();
    let days = date(2026, 1, 1).series(1.day()).take_while(|day| *day < TODAY);
    let done =
        counted(days.filter(|day| goal_on(ten().goals, &calendar, *day) > 0).map(|day| (day, 5)));
    let found = of(&ten(), &done, &calendar, at(TODAY, 9));
    assert_eq!(found.projection.at_pace, Some(1_250));
    // What is done of today beyond the pace is kept.
    let ahead = done.into_iter().chain(counted([(TODAY, 12)])).collect();
    assert_eq!(of(&ten(), &ahead, &calendar, at(TODAY, 9)).projection.at_pace, Some(1_257));
}

#[test]
fn a_week_tells_done_goal_so_far_and_goal() {
    // Wednesday; Monday was met, Tuesday was not, Thursday is a holiday.
    let mut calendar = year_of_250();
    calendar.holidays = BTreeSet::from([TODAY + 3.days()]);
    let done = counted([(TODAY, 11), (TODAY + 1.day(), 9), (TODAY + 2.days(), 4)]);
    let week = of(&ten(), &done, &calendar, at(TODAY + 2.days(), 9)).week;
    assert_eq!(
        week,
        Part {
            days: Period { first: TODAY, last: TODAY + 6.days() },
            done: 24,
            goal_so_far: 30,
            goal: 40,
            goal_days_so_far: 3,
            goal_days: 4,
            days_met: 1,
        }
    );
}

/// Whether 10 by 12:00 is met, of so many done in time and later, on Monday at an hour of Monday (or of Tuesday: 24 on).
#[track_caller]
fn check_met(in_time: u64, later: u64, hour: i8, expected: Met) {
    let ten = Ingredient { by: By::parse("12:00").ok(), ..ten() };
    let tally = Tally::from([(TODAY, Count { done: in_time + later, in_time })]);
    let now = at(TODAY + i64::from(hour / 24).days(), hour % 24);
    let versions = [Version { from: TODAY, ingredient: &ten }];
    assert_eq!(met(&versions, &tally, &year_of_250(), TODAY, now), expected);
}

#[test]
fn a_goal_is_open_until_its_time_of_day() {
    check_met(9, 0, 11, Met::Open);
    check_met(9, 0, 12, Met::Open);
    check_met(9, 0, 13, Met::Missed);
}

#[test]
fn a_goal_met_in_time_stays_met() {
    check_met(10, 0, 11, Met::Met);
    check_met(10, 5, 30, Met::Met);
}

#[test]
fn a_goal_met_after_its_time_is_late() {
    check_met(9, 1, 13, Met::Late);
    check_met(9, 1, 30, Met::Late);
}

#[test]
fn a_day_without_a_goal_misses_none() {
    let sunday = TODAY - 1.day();
    let found = of(&ten(), &counted([(sunday, 3)]), &year_of_250(), at(sunday, 9));
    assert_eq!((found.met, found.today.done, found.today.goal), (Met::NoGoal, 3, 0));
}

#[test]
fn a_goal_without_a_time_is_open_all_day() {
    let versions_of = |day: Date| of(&ten(), &Tally::new(), &year_of_250(), at(day, 23)).met;
    assert_eq!(versions_of(TODAY), Met::Open);
    let ten = ten();
    let versions = [Version { from: TODAY, ingredient: &ten }];
    let next = at(TODAY + 1.day(), 0);
    assert_eq!(met(&versions, &Tally::new(), &year_of_250(), TODAY, next), Met::Missed);
}

#[test]
fn goals_begin_with_the_first_version_and_change_with_the_next() {
    let (ten, twenty) = (ten(), ingredient("ten", Goals::on_weekdays(20).0, Takes::Touches));
    let versions = [
        Version { from: TODAY + 1.day(), ingredient: &ten },
        Version { from: TODAY + 3.days(), ingredient: &twenty },
    ];
    let calendar = WorkCalendar { holidays: BTreeSet::new(), ..year_of_250() };
    let found = progress(&versions, &Tally::new(), &calendar, at(TODAY + 3.days(), 9)).unwrap();
    assert_eq!((found.week.goal_so_far, found.week.goal), (40, 60));
    assert_eq!(found.year.goal_so_far, 40);
}

#[test]
fn a_week_over_new_year_needs_the_days_before() {
    let friday = date(2027, 1, 1);
    assert_eq!(Periods::around(friday).all().first, date(2026, 12, 28));
    let calendar = WorkCalendar { first: friday, ..year_of_250() };
    let short = progress(&[], &Tally::new(), &calendar, at(friday, 9));
    assert_eq!(short, Err(CalendarTooShort { begins: friday, first: date(2026, 12, 28) }));
}

fn tallies() -> impl Strategy<Value = Tally> {
    btree_map(0i64..365, (0..20u64, 0..20u64), 0..120).prop_map(|days| {
        let day = |(day, (in_time, later)): (i64, (u64, u64))| {
            (date(2026, 1, 1) + day.days(), Count { done: in_time + later, in_time })
        };
        days.into_iter().map(day).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_part_is_the_plain_count_of_its_days(
        tally in tallies(), goals in goals(20), calendar in calendar(), ahead in 0i64..365, hour in 0..24i8,
    ) {
        let ingredient = ingredient("any", goals.0, Takes::Touches);
        let today = date(2026, 1, 1) + ahead.days();
        let calendar = WorkCalendar { first: date(2025, 12, 1), ..calendar };
        let found = of(&ingredient, &tally, &calendar, at(today, hour));
        for part in [found.today, found.week, found.month, found.year] {
            prop_assert!(part.days.first <= today && today <= part.days.last);
            let goal = |day: &Date| u64::from(goal_on(goals, &calendar, *day));
            let days: Vec<Date> = part.days.each().collect();
            let past: Vec<Date> = days.iter().copied().filter(|day| *day <= today).collect();
            let count = |day: &Date| tally.get(day).copied().unwrap_or_default();
            prop_assert_eq!(part.goal, days.iter().map(goal).sum::<u64>());
            prop_assert_eq!(part.goal_so_far, past.iter().map(goal).sum::<u64>());
            prop_assert_eq!(part.done, past.iter().map(|day| count(day).done).sum::<u64>());
            let is_met = |day: &&Date| goal(day) > 0 && count(day).in_time >= goal(day);
            prop_assert_eq!(usize::try_from(part.days_met), Ok(past.iter().filter(is_met).count()));
            prop_assert!(part.days_met <= part.goal_days_so_far && part.goal_days_so_far <= part.goal_days);
        }
    }

    #[test]
    fn goals_met_to_the_day_come_to_the_goal_of_the_year(
        goals in goals(20), calendar in calendar(), ahead in 1i64..365,
    ) {
        let ingredient = ingredient("any", goals.0, Takes::Touches);
        let today = date(2026, 1, 1) + ahead.days();
        let calendar = WorkCalendar { first: date(2025, 12, 1), ..calendar };
        let before = date(2026, 1, 1).series(1.day()).take_while(|day| *day < today);
        let tally = counted(before.map(|day| (day, u64::from(goal_on(goals, &calendar, day)))));
        let found = of(&ingredient, &tally, &calendar, at(today, 0));
        prop_assert_eq!(found.projection.at_goal, found.year.goal);
        let has_pace = found.year.goal_so_far > found.today.goal;
        prop_assert_eq!(found.projection.at_pace, has_pace.then_some(found.year.goal));
    }

    #[test]
    fn doing_more_never_lowers_a_projection(
        tally in tallies(), goals in goals(20), ahead in 0i64..365, more in 0i64..365,
    ) {
        let ingredient = ingredient("any", goals.0, Takes::Touches);
        let (new_year, calendar) = (date(2026, 1, 1), year_of_250());
        let now = at(new_year + ahead.days(), 9);
        let was = of(&ingredient, &tally, &calendar, now).projection;
        let mut tally = tally;
        tally.entry(new_year + more.days()).or_default().done += 1;
        let is = of(&ingredient, &tally, &calendar, now).projection;
        prop_assert!(is.at_goal >= was.at_goal && is.at_pace >= was.at_pace);
    }
}
