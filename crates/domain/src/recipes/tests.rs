use jiff::ToSpan;
use proptest::prelude::*;

use super::minutes::{goal_on, is_worked, less, planned_minutes};
use super::samples::{TODAY, cadence_id, calendar, goals, idle, ingredient, recipe};
use super::*;
use crate::plan::days::Days;

fn calls() -> Ingredient {
    ingredient("calls", [20; 7], Takes::Touches)
}

#[track_caller]
fn check_refused(ingredients: Vec<Ingredient>, expected: &str) {
    assert_eq!(recipe(ingredients).validate().unwrap_err().to_string(), expected);
}

#[test]
fn a_recipe_of_shipped_and_own_ingredients_is_valid() {
    let own = ingredient("alliances", [1, 0, 0, 0, 0, 0, 0], Takes::Minutes(30));
    let by_hand =
        Ingredient { counts: Counts::ByHand, ..ingredient("cards", [3; 7], Takes::Touches) };
    assert_eq!(recipe(vec![calls(), passive(cadence_id(1)), own, by_hand]).validate(), Ok(()));
}

#[test]
fn a_recipe_has_a_name_and_ingredients() {
    let nameless = Recipe { name: " ".to_owned(), ingredients: vec![calls()] };
    assert_eq!(nameless.validate(), Err(RecipeError::Name));
    check_refused(vec![], "a recipe has 1 to 20 ingredients, not 0");
    check_refused(vec![calls(); 21], "a recipe has 1 to 20 ingredients, not 21");
}

#[test]
fn every_ingredient_has_a_name_of_its_own() {
    check_refused(vec![calls(), calls()], "ingredient 2 has the name of one before it: `calls`");
    let long = ingredient(&"x".repeat(81), [1; 7], Takes::Touches);
    check_refused(vec![long], "ingredient 1 needs a name of 1 to 80 characters on one line");
}

#[test]
fn every_ingredient_counts_something_towards_a_goal() {
    let nothing = Ingredient { counts: Counts::Behaviours(BTreeSet::new()), ..calls() };
    check_refused(vec![nothing], "ingredient 1 names no behaviour: name one, or count it by hand");
    let goalless = Ingredient { goals: Goals::default(), ..calls() };
    check_refused(vec![goalless], "ingredient 1 has no goal on any weekday");
    let high = Ingredient { goals: Goals::on_weekdays(1_001), ..calls() };
    check_refused(vec![high], "ingredient 1: a goal is at most 1000 a day, not 1001");
}

#[test]
fn what_is_counted_by_hand_has_no_time_of_day() {
    let by = By::parse("12:00").ok();
    check_refused(
        vec![Ingredient { counts: Counts::ByHand, by, ..calls() }],
        "ingredient 1 is counted by hand, for the whole day: it cannot have a `by`",
    );
}

#[test]
fn minutes_and_starts_have_bounds() {
    check_refused(
        vec![ingredient("own", [1; 7], Takes::Minutes(0))],
        "ingredient 1: one takes 1 to 480 minutes, not 0",
    );
    let start = |name| ingredient(name, [101; 7], Takes::Start(cadence_id(0)));
    check_refused(
        vec![start("a"), start("b")],
        "the goals of one weekday are at most 200 starts together, not 202",
    );
}

#[test]
fn first_emails_come_of_starts() {
    let emails = |goal, takes| Ingredient {
        counts: Counts::Behaviours(BTreeSet::from([Behaviour::FirstEmails])),
        ..ingredient("e-mails", [goal; 7], takes)
    };
    let start = |goal| ingredient("starts", [goal; 7], Takes::Start(cadence_id(0)));
    let refused = "ingredient 1 asks for 35 first e-mails a week, but the recipe starts 0: name the cadence that they start";
    check_refused(vec![emails(5, Takes::Touches)], refused);
    check_refused(vec![emails(5, Takes::Minutes(4))], refused);
    assert_eq!(recipe(vec![emails(5, Takes::Touches), start(5)]).validate(), Ok(()));
    assert!(recipe(vec![emails(5, Takes::Touches), start(4)]).validate().is_err());
}

#[test]
fn a_time_to_be_done_by_lies_inside_the_day() {
    for text in ["00:00", "24:00", "noon", "", "12:60", "12:10"] {
        assert_eq!(By::parse(text), Err(InvalidBy { text: text.to_owned() }));
    }
    let noon = By::parse(" 12:00 ").unwrap();
    assert_eq!(noon.to_string(), "12:00");
    assert!(noon.holds(Time::constant(12, 0, 0, 0)));
    assert!(!noon.holds(Time::constant(12, 0, 0, 1)));
    assert!(!noon.holds(Time::constant(12, 0, 1, 0)));
}

#[test]
fn a_recipe_reads_back_from_its_json() {
    let text = r#"{"name":"Daily","ingredients":[
        {"name":"talks","counts":{"behaviours":["conversations"]},"goals":[5,5,5,5,3,0,0],"takes":"touches"},
        {"name":"starts","counts":"by_hand","goals":[2,2,2,2,2,0,0],"takes":{"start":"00000000-0000-0000-0000-000000000001"}},
        {"name":"asks","counts":{"behaviours":["introduction_asks"]},"goals":[1,0,0,0,0,0,0],"by":"12:00","takes":{"minutes":3}}]}"#;
    let read: Recipe = serde_json::from_str(text).unwrap();
    assert_eq!(read.validate(), Ok(()));
    assert_eq!(read.ingredients[1].takes, Takes::Start(cadence_id(1)));
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(written, text.replace(char::is_whitespace, ""));
    let late = text.replace("12:00", "24:00");
    assert!(serde_json::from_str::<Recipe>(&late).is_err());
}

#[test]
fn what_is_done_of_a_day_is_no_longer_to_come() {
    let calendar = idle([60; 7], &[]).calendar;
    let own = ingredient("own", [3; 7], Takes::Minutes(10));
    let recipe = recipe(vec![calls(), own]);
    let left = |done| recipe.own_minutes_left(&calendar, TODAY, |position| [99, done][position]);
    assert_eq!([0, 2, 3, 9].map(left), [30, 10, 0, 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn planned_minutes_are_those_of_the_planner(calendar in calendar()) {
        let days = Days::new(&calendar, TODAY, TODAY, 0).unwrap();
        let of_planner: Vec<(Date, i64)> =
            days.ahead().zip(days.hours().iter().copied()).take(200).collect();
        let last = of_planner.last().unwrap().0;
        for day in TODAY.series(1.day()).take_while(|day| *day <= last) {
            let found = of_planner.iter().find(|(on, _)| *on == day).map_or(0, |(_, minutes)| *minutes);
            prop_assert_eq!(planned_minutes(&calendar, day), found);
        }
    }

    #[test]
    fn no_goal_counts_on_a_day_that_is_not_worked(calendar in calendar(), goals in goals(9), ahead in 0i64..60) {
        let day = TODAY + ahead.days();
        let goal = goal_on(goals, &calendar, day);
        prop_assert_eq!(goal, if is_worked(&calendar, day) { goals.of(day) } else { 0 });
        let away = plan_of(&calendar, day);
        prop_assert_eq!(away.map(|calendar| goal_on(goals, &calendar, day)), [0; 3]);
    }

    #[test]
    fn own_minutes_leave_a_day_what_they_do_not_take(calendar in calendar(), goals in goals(9), minutes in 1..9u32) {
        let recipe = recipe(vec![ingredient("own", goals.0, Takes::Minutes(minutes)), calls()]);
        let last = TODAY + 60.days();
        let own = recipe.own_minutes_on(&calendar, TODAY, last);
        let left = less(&calendar, &own);
        for day in TODAY.series(1.day()).take_while(|day| *day <= last) {
            let taken = i64::from(goal_on(goals, &calendar, day)) * i64::from(minutes);
            prop_assert_eq!(own.get(&day).copied().unwrap_or_default(), taken);
            prop_assert_eq!(recipe.own_minutes_left(&calendar, day, |_| 0), taken);
            prop_assert_eq!(planned_minutes(&left, day), (planned_minutes(&calendar, day) - taken).max(0));
        }
        let number = |calendar| Days::new(calendar, TODAY, TODAY, 0).unwrap();
        prop_assert!(number(&left).ahead().eq(number(&calendar).ahead()), "a working day was lost");
    }
}

/// The calendar with a day made a holiday, leave, or a day off.
fn plan_of(
    calendar: &crate::plan::days::WorkCalendar,
    day: Date,
) -> [crate::plan::days::WorkCalendar; 3] {
    let [mut holiday, mut leave, mut off] = [calendar.clone(), calendar.clone(), calendar.clone()];
    holiday.holidays.insert(day);
    leave.leave.push((day, day));
    off.minutes.insert(day, 0);
    [holiday, leave, off]
}
