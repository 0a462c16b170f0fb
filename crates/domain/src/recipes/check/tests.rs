use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::plan::Due;
use crate::plan::morning::morning;
use crate::recipes::samples::{
    TODAY, cadence_id, idle, ingredient, places, recipe, situation, starting,
};
use crate::recipes::{Takes, passive};

/// Days that the tests with random plans look at, so that each takes milliseconds.
const LOOKED_AT: i64 = 60;

fn checked(recipe: &Recipe, situation: &Situation<u64>) -> Checked {
    check(recipe, situation, &places(situation), TODAY, TODAY + LOOKED_AT.days()).unwrap()
}

fn starting_on(cadence: u128, goals: [u32; 7]) -> Recipe {
    recipe(vec![ingredient("starts", goals, Takes::Start(cadence_id(cadence)))])
}

/// What a check says of a recipe that starts somebody on the first cadence, in a line.
#[track_caller]
fn check_says(a_day: u32, week: [i64; 7], cadence: &str, expected: &str) {
    let recipe = starting_on(0, Goals::on_weekdays(a_day).0);
    let situation = idle(week, &[cadence]);
    let found = check(&recipe, &situation, &places(&situation), TODAY, TODAY + 400.days()).unwrap();
    let start = &found.starts[0];
    let there = start.touches_there.unwrap()[0];
    let ways: Vec<String> = found
        .ways_out
        .iter()
        .map(|way| match way {
            WayOut::Fewer { a_day } => format!("fewer {}", a_day[0]),
            WayOut::Minutes { a_day } => format!("minutes {a_day}"),
            WayOut::Shorter { touches } => format!("shorter {touches}"),
        })
        .collect();
    let said = format!(
        "{}: {} touches, {} minutes, hours hold {there}, finishable {}; {}",
        found.verdict,
        start.touches_a_day,
        start.minutes_a_day,
        start.finishable,
        ways.join(", ")
    );
    assert_eq!(said, expected);
}

const TRADE_SHOW: &str = "6 4+1 4+2 4+3 3+4 4+4";

#[test]
fn ten_first_emails_on_six_touches_are_sixty_touches_a_day() {
    check_says(
        10,
        [100, 100, 100, 100, 100, 0, 0],
        TRADE_SHOW,
        "starts_refused: 60 touches, 250 minutes, hours hold 24, finishable 4; \
         fewer 4, minutes 145, shorter 2",
    );
}

#[test]
fn four_a_day_fill_the_hours_to_the_last_minute() {
    check_says(
        4,
        [100, 100, 100, 100, 100, 0, 0],
        TRADE_SHOW,
        "fits: 24 touches, 100 minutes, hours hold 24, finishable 4; ",
    );
}

#[test]
fn one_prospect_too_long_for_a_day_leaves_no_start_day() {
    check_says(
        1,
        [5, 5, 5, 5, 5, 0, 0],
        "6",
        "no_start_day: 1 touches, 6 minutes, hours hold 0, finishable 0; ",
    );
}

#[test]
fn goals_on_days_off_hold_nobody_up() {
    check_says(
        1,
        [0, 0, 0, 0, 0, 60, 0],
        "6",
        "no_start_day: 1 touches, 6 minutes, hours hold 0, finishable 0; ",
    );
}

#[test]
fn two_start_goals_are_served_in_their_order() {
    let start = |name: &str, cadence| {
        ingredient(name, Goals::on_weekdays(5).0, Takes::Start(cadence_id(cadence)))
    };
    let situation = idle([40, 40, 40, 40, 40, 0, 0], &["3 3+1", "4"]);
    let both = |names: [(&'static str, u128); 2]| {
        let found = checked(
            &recipe(names.map(|(name, cadence)| start(name, cadence)).to_vec()),
            &situation,
        );
        found.starts.iter().map(|start| start.finishable).collect::<Vec<_>>()
    };
    assert_eq!(both([("first", 0), ("second", 1)]), [5, 2]);
    assert_eq!(both([("first", 1), ("second", 0)]), [5, 3]);
}

#[test]
fn minutes_of_their_own_are_taken_from_what_starts_can_have() {
    let situation = idle([40, 40, 40, 40, 40, 0, 0], &["10"]);
    let own = ingredient("own", Goals::on_weekdays(3).0, Takes::Minutes(5));
    let start = ingredient("start", Goals::on_weekdays(4).0, Takes::Start(cadence_id(0)));
    let found = checked(&recipe(vec![start.clone(), own]), &situation);
    assert_eq!((found.verdict, found.starts[0].finishable), (Verdict::StartsRefused, 2));
    assert_eq!(found.ways_out[1], WayOut::Minutes { a_day: 15 });
    assert_eq!(checked(&recipe(vec![start]), &situation).verdict, Verdict::Fits);
}

#[test]
fn more_minutes_of_their_own_than_a_weekday_has_are_said_first() {
    let situation = idle([40, 40, 40, 40, 20, 0, 0], &["10"]);
    let own = recipe(vec![ingredient("own", [1; 7], Takes::Minutes(30))]);
    let found = checked(&own, &situation);
    assert_eq!(found.verdict, Verdict::MinutesOver);
    assert_eq!(found.ways_out, [WayOut::Minutes { a_day: 10 }]);
}

#[test]
fn minutes_of_their_own_break_no_promise() {
    let mut situation = idle([40, 40, 40, 40, 40, 0, 0], &["30 30+1"]);
    situation.actives = (0..3)
        .map(|id| Active { id, cadence: 0, next: 1, due: Due::Done(TODAY), worth: 0 })
        .collect();
    let own = |minutes| recipe(vec![ingredient("own", [1; 7], Takes::Minutes(minutes))]);
    assert_eq!(checked(&own(10), &situation).verdict, Verdict::Fits);
    let found = checked(&own(11), &situation);
    assert_eq!(found.verdict, Verdict::BreaksPromises);
    assert_eq!(found.ways_out, [WayOut::Minutes { a_day: 5 }]);
    situation.actives[1].cadence = 0;
    situation.calendar.week = [20; 7];
    assert_eq!(checked(&own(1), &situation).verdict, Verdict::AlreadyBroken);
}

#[test]
fn a_recipe_that_asks_nothing_of_the_plan_fits_any_plan() {
    let mut situation = idle([40; 7], &["50"]);
    situation.actives =
        vec![Active { id: 1, cadence: 0, next: 1, due: Due::Done(TODAY), worth: 0 }];
    let talks = recipe(vec![ingredient("talks", [9; 7], Takes::Touches)]);
    assert_eq!(checked(&talks, &situation).verdict, Verdict::Fits);
}

#[test]
fn days_that_take_nobody_are_named_and_not_asked_for() {
    // Three days without minutes: who starts on the Friday before cannot get the second touch in its window.
    let mut situation = idle([40, 40, 40, 40, 40, 0, 0], &["5 5+1"]);
    let fair = [7, 8, 9].map(|days: i64| TODAY + days.days());
    situation.calendar.minutes = fair.map(|day| (day, 0)).into();
    let found = checked(&starting_on(0, [1; 7]), &situation);
    assert_eq!(found.verdict, Verdict::Fits);
    assert_eq!(found.starts[0].closed, BTreeSet::from([TODAY + 4.days()]));
}

#[test]
fn a_cadence_that_is_not_there_is_named() {
    let situation = idle([40; 7], &["5"]);
    let recipe = starting_on(7, [1; 7]);
    let found = check(&recipe, &situation, &places(&situation), TODAY, TODAY + 9.days());
    assert_eq!(found, Err(CheckError::UnknownCadence { ingredient: 0 }));
}

#[test]
fn a_check_needs_a_working_day() {
    let situation = idle([40, 40, 40, 40, 40, 0, 0], &["5"]);
    let saturday = TODAY + 5.days();
    let found = check(&starting_on(0, [1; 7]), &situation, &places(&situation), saturday, saturday);
    assert_eq!(found, Err(CheckError::NoDays { from: saturday, until: saturday }));
}

#[test]
fn the_shipped_ingredient_is_a_start_goal() {
    let situation = idle([300, 300, 300, 300, 300, 0, 0], &[TRADE_SHOW]);
    let found = checked(&recipe(vec![passive(cadence_id(0))]), &situation);
    assert_eq!((found.verdict, found.starts[0].a_day), (Verdict::Fits, 10));
}

/// A day, and how many start on which cadence.
type GoalsOfDay = (Date, Vec<(usize, u32)>);

/// The plan with the minutes taken that a recipe needs for itself, and its start goals by day: those closed left out.
fn prepared(
    recipe: &Recipe,
    situation: &Situation<u64>,
    found: &Checked,
) -> (Situation<u64>, Vec<GoalsOfDay>) {
    let mut left = situation.clone();
    let own = recipe.own_minutes_on(&situation.calendar, TODAY, TODAY + 800.days());
    left.calendar = less(&situation.calendar, &own);
    let places = places(situation);
    let days = found.first.series(1.day()).take_while(|day| *day <= found.last);
    let goals_of = |day: Date| {
        let starts = recipe.starts().zip(&found.starts);
        let open = starts.filter(|(_, start)| !start.closed.contains(&day));
        open.map(|((_, cadence, goals), _)| {
            (places[&cadence], goal_on(goals, &situation.calendar, day))
        })
        .collect()
    };
    (left, days.map(|day| (day, goals_of(day))).collect())
}

/// Whether the planner takes each of them on that day, beside what runs; then they run too.
fn starts_on(
    now: &mut Situation<u64>,
    day: Date,
    goals: &[(usize, u32)],
    next_id: &mut u64,
) -> bool {
    for (cadence, goal) in goals {
        let candidate = |n: u32| Candidate {
            id: *next_id + u64::from(n),
            cadence: *cadence,
            worth: 0,
            force: None,
            company: None,
        };
        let candidates: Vec<Candidate<u64>> = (0..*goal).map(candidate).collect();
        let request = Request { candidates, from: Some(day), ..Request::default() };
        let answer = fitting(now, &request).unwrap();
        if answer.fit < answer.asked || answer.starts.iter().any(|start| start.on != day) {
            return false;
        }
        for start in answer.starts {
            let due = Due::Done(day);
            now.actives.push(Active {
                id: start.person,
                cadence: *cadence,
                next: 1,
                due,
                worth: 0,
            });
        }
        *next_id += u64::from(*goal);
    }
    true
}

/// Whether the planner, asked every day anew, ever refuses a goal.
fn is_ever_refused(recipe: &Recipe, situation: &Situation<u64>, found: &Checked) -> bool {
    let (mut now, days) = prepared(recipe, situation, found);
    let mut next_id = 1_000;
    !days.iter().all(|(day, goals)| starts_on(&mut now, *day, goals, &mut next_id))
}

/// Every touch of a morning done as planned.
fn worked(now: &mut Situation<u64>, day: Date) {
    let today = morning(now, &Request::default(), 1).unwrap();
    if today.on != day {
        return;
    }
    for touch in today.today {
        let place = now.actives.iter().position(|active| active.id == touch.person).unwrap();
        let steps = now.cadences[now.actives[place].cadence].len();
        if now.actives[place].next == steps {
            now.actives.remove(place);
        } else {
            now.actives[place].next += 1;
            now.actives[place].due = Due::Done(day);
        }
    }
}

fn by_days(starts: &[StartGoal]) -> Vec<u32> {
    starts.iter().map(|start| start.finishable).collect()
}

/// The recipe with no more starts a day than these.
fn limited(recipe: &Recipe, a_day: &[u32]) -> Recipe {
    let mut limited = recipe.clone();
    for ((ingredient, _, goals), most) in recipe.starts().zip(a_day) {
        limited.ingredients[ingredient].goals = goals.at_most(*most);
    }
    limited.ingredients.retain(|ingredient| ingredient.goals.highest() > 0);
    limited
}

#[test]
fn a_goal_that_fills_the_hours_is_taken_on_every_day_of_a_year() {
    let mut situation = idle([100, 100, 100, 100, 100, 0, 0], &[TRADE_SHOW]);
    situation.calendar.holidays = [date(2026, 12, 25), date(2027, 1, 1), date(2027, 5, 17)].into();
    situation.calendar.leave = vec![(date(2027, 7, 5), date(2027, 7, 23))];
    let recipe = starting_on(0, Goals::on_weekdays(4).0);
    let until = TODAY + 400.days();
    let found = check(&recipe, &situation, &places(&situation), TODAY, until).unwrap();
    let n_days = found.first.series(1.day()).take_while(|day| *day <= found.last);
    let n_days = n_days.filter(|day| goal_on(Goals([1; 7]), &situation.calendar, *day) > 0).count();
    assert_eq!((found.verdict, n_days), (Verdict::Fits, START_DAYS));
    assert!(!is_ever_refused(&recipe, &situation, &found));
    let five = starting_on(0, Goals::on_weekdays(5).0);
    assert!(is_ever_refused(&five, &situation, &found));
}

#[test]
fn random_recipes_are_taken_and_refused() {
    let mut runner = TestRunner::deterministic();
    let drawn = (0..60).map(|_| {
        let tree = (starting(), situation()).new_tree(&mut runner).unwrap();
        let (recipe, situation) = tree.current();
        checked(&recipe, &situation)
    });
    let drawn: Vec<Checked> = drawn.collect();
    let n = |verdict| drawn.iter().filter(|found| found.verdict == verdict).count();
    let said: Vec<(Verdict, usize)> =
        Verdict::ALL.iter().map(|verdict| (*verdict, n(*verdict))).collect();
    assert!(n(Verdict::Fits) >= 6 && n(Verdict::StartsRefused) >= 6, "{said:?}");
    let is_cut = |found: &&Checked| {
        found.starts.iter().any(|start| (1..start.a_day).contains(&start.finishable))
    };
    assert!(drawn.iter().filter(is_cut).count() >= 6, "{said:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_recipe_that_fits_holds_a_start_goal_that_the_planner_refuses(recipe in starting(), situation in situation()) {
        let found = checked(&recipe, &situation);
        match found.verdict {
            Verdict::Fits => prop_assert!(!is_ever_refused(&recipe, &situation, &found)),
            Verdict::StartsRefused => prop_assert!(is_ever_refused(&recipe, &situation, &found)),
            Verdict::MinutesOver => prop_assert!(recipe.starts().count() < recipe.ingredients.len()),
            _ => prop_assert!(found.starts.iter().any(|start| start.finishable == 0)),
        }
    }

    #[test]
    fn goals_that_fit_are_taken_every_morning_while_days_are_worked_as_planned(
        recipe in starting(), situation in situation(),
    ) {
        let situation = Situation { settings: crate::plan::PlanSettings::CERTAIN, ..situation };
        let found = checked(&recipe, &situation);
        prop_assume!(found.verdict != Verdict::MinutesOver);
        let recipe = limited(&recipe, &by_days(&found.starts));
        prop_assume!(recipe.starts().count() > 0);
        let found = checked(&recipe, &situation);
        prop_assert_eq!(found.verdict, Verdict::Fits);
        let (mut now, days) = prepared(&recipe, &situation, &found);
        let mut next_id = 1_000;
        for (day, goals) in days {
            now.today = day;
            prop_assert!(starts_on(&mut now, day, &goals, &mut next_id), "refused on {day}");
            prop_assert!(morning(&now, &Request::default(), 1).unwrap().breaches.is_empty());
            worked(&mut now, day);
        }
    }

    #[test]
    fn every_way_out_is_proved_by_a_new_check(recipe in starting(), situation in situation()) {
        let found = checked(&recipe, &situation);
        prop_assert!(found.verdict != Verdict::Fits || found.ways_out.is_empty());
        for way in &found.ways_out {
            let (mut recipe, mut situation) = (recipe.clone(), situation.clone());
            match way {
                WayOut::Fewer { a_day } => {
                    prop_assert_eq!(a_day, &by_days(&found.starts));
                    recipe = limited(&recipe, a_day);
                }
                WayOut::Minutes { a_day } => {
                    let fewer = with_more(&situation.calendar, a_day - 5);
                    let fewer = Situation { calendar: fewer, ..situation.clone() };
                    prop_assert_ne!(checked(&recipe, &fewer).verdict, Verdict::Fits);
                    situation.calendar = with_more(&situation.calendar, *a_day);
                }
                WayOut::Shorter { touches } => {
                    let cut = situation.cadences.iter().map(|steps| steps.iter().take(*touches).copied().collect());
                    let cut: Vec<Vec<Step>> = cut.collect();
                    situation.cadences = cut.into_iter().chain(situation.cadences).collect();
                    situation.actives.iter_mut().for_each(|active| active.cadence += 2);
                }
            }
            prop_assert_eq!(checked(&recipe, &situation).verdict, Verdict::Fits, "{:?}", way);
        }
    }

    #[test]
    fn one_more_a_day_than_can_be_finished_is_refused(recipe in starting(), situation in situation()) {
        let found = checked(&recipe, &situation);
        prop_assume!(found.verdict == Verdict::StartsRefused);
        // Those after the first one that is cut get what is left: so one more of that one is refused alone.
        let mut a_day = by_days(&found.starts);
        let cut = found.starts.iter().position(|start| start.finishable < start.a_day).unwrap();
        a_day[cut] += 1;
        a_day.truncate(cut + 1);
        a_day.resize(found.starts.len(), 0);
        prop_assert_eq!(checked(&limited(&recipe, &a_day), &situation).verdict, Verdict::StartsRefused);
    }

    #[test]
    fn the_order_of_what_runs_changes_nothing(recipe in starting(), situation in situation()) {
        let mut turned = situation.clone();
        turned.actives.reverse();
        prop_assert_eq!(checked(&recipe, &situation), checked(&recipe, &turned));
    }
}
