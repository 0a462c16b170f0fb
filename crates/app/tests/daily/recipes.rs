//! Recipes: saved when the plan can keep them, counted by themselves or by hand, and told by the day.

use app::{
    clock::day_number,
    enrollments::{
        by_hand::{Hand, change},
        start::StartRequest,
    },
    plan::{self, book::PlanningError},
    recipes::{
        self, RecipeUseError,
        by_hand::{Entry, count},
        progress::{IngredientShown, progress},
        rows::{Span, of_ingredient},
        save::{Saved, check_file, save},
    },
    workspaces::NewMember,
};
use domain::recipes::{check::Verdict, progress::Met};
use jiff::ToSpan;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use store::{errors::StoreError, sql, statement::Value};

use crate::desk::{Card, Desk, day, first, instant, request};

/// An ingredient of a file, in words: `calls 5 by=12:00 | minutes=3`.
fn file(ingredients: &[&str]) -> String {
    let mut text = "name = \"Daily\"\n".to_owned();
    for one in ingredients {
        let mut words = one.split_whitespace();
        let (name, goals) = (words.next().unwrap(), words.next().unwrap());
        text.extend(["[[ingredients]]\nname = \"", name, "\"\ngoals = ", goals, "\n"]);
        let mut counts = format!("behaviours = [\"{name}\"]");
        for word in words {
            match word.split_once('=').unwrap() {
                ("counts", "hand") => "by_hand = true".clone_into(&mut counts),
                ("counts", all) => {
                    let all: Vec<String> = all.split('+').map(|one| format!("\"{one}\"")).collect();
                    counts = format!("behaviours = [{}]", all.join(", "));
                }
                ("minutes", minutes) => text.extend(["minutes = ", minutes, "\n"]),
                (key, value) => {
                    text.extend([key, " = \"", &value.replace('_', " "), "\"\n"]);
                }
            }
        }
        text.push_str(&counts);
        text.push('\n');
    }
    text
}

async fn try_save(desk: &Desk, ingredients: &[&str], why: Option<&str>) -> Saved {
    save(&desk.app, &desk.member, &file(ingredients), why).await.unwrap()
}

async fn saved(desk: &Desk, ingredients: &[&str]) {
    let saved = try_save(desk, ingredients, None).await;
    assert!(saved.is_saved, "{saved:?}");
}

async fn ingredient(desk: &Desk, name: &str) -> IngredientShown {
    let found = progress(&desk.app, &desk.member).await.unwrap();
    found.ingredients.into_iter().find(|one| one.ingredient == name).unwrap()
}

/// Today's count and goal, how it stands, and the year's count.
async fn check_progress(desk: &Desk, name: &str, expected: (u64, u64, Met, u64)) {
    let found = ingredient(desk, name).await.progress;
    assert_eq!(
        (found.today.done, found.today.goal, found.met, found.year.done),
        expected,
        "{name}"
    );
    for (span, part) in [
        (Span::Today, found.today),
        (Span::Week, found.week),
        (Span::Month, found.month),
        (Span::Year, found.year),
    ] {
        let rows = of_ingredient(&desk.app, &desk.member, name, span).await.unwrap();
        assert_eq!((rows.times, rows.period), (part.done, part.days), "{name} {span}");
    }
}

const TRADE_SHOW: &str = "starts=Trade_show";

#[tokio::test]
async fn ten_first_emails_a_day_are_refused_with_what_they_become_and_ways_out() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-10:40").await;
        let recipe = file(&[&format!("first_emails 10 {TRADE_SHOW}")])
            .replace("name = \"first_emails\"", "name = \"First e-mails\"");
        let found = save(&desk.app, &desk.member, &recipe, None).await.unwrap();
        assert!(!found.is_saved && found.recipe.is_none());
        assert_eq!(
            found.check.sentences,
            [
                "10 first e-mails a day on 6 touches become up to 60 touches a day; your hours hold 24; 4 a day can be finished"
            ]
        );
        assert_eq!(
            found.check.ways_out_told,
            [
                "start fewer: 4 a day of first e-mails",
                "plan 145 minutes more a day",
                "keep only the first 2 touches of the cadence",
            ]
        );
        let none = recipes::show(&desk.app, &desk.member).await.unwrap_err();
        assert!(matches!(none, RecipeUseError::None));
        let four = recipe.replace("goals = 10", "goals = 4");
        assert_eq!(
            check_file(&desk.app, &desk.member, &four).await.unwrap().checked.verdict,
            Verdict::Fits
        );
        assert!(save(&desk.app, &desk.member, &four, None).await.unwrap().is_saved);
        let forced = save(&desk.app, &desk.member, &recipe, Some("the fair")).await.unwrap();
        let kept = forced.recipe.unwrap();
        assert_eq!(
            (kept.version, kept.override_why.as_str(), kept.verdict),
            (2, "the fair", Verdict::StartsRefused)
        );
        let history = recipes::history(&desk.app, &desk.member).await.unwrap();
        assert_eq!((history.versions.len(), history.overrides), (2, 1));
        let blank = save(&desk.app, &desk.member, &recipe, Some(" ")).await.unwrap_err();
        assert!(matches!(blank, RecipeUseError::WhyMissing));
    }
}

#[tokio::test]
async fn who_runs_already_leaves_less_for_the_goals() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:34").await;
        let one = ["calls 1 starts=Cold"];
        assert!(
            check_file(&desk.app, &desk.member, &file(&one)).await.unwrap().sentences.is_empty()
        );
        // As many as those hours hold: what starts day by day from now on finds them full.
        let people = desk.crowd(30).await;
        let asked = StartRequest { days: 20, ..crate::desk::these("Cold", &people) };
        let started = desk.ask(asked).await.unwrap();
        assert!(started.fit > 15, "{started:?}");
        let found = check_file(&desk.app, &desk.member, &file(&one)).await.unwrap();
        assert_eq!(found.checked.verdict, Verdict::StartsRefused);
    }
}

#[tokio::test]
async fn minutes_tied_to_no_prospect_are_taken_from_the_room() {
    for mut desk in Desk::both().await {
        desk.crowd(60).await;
        let room = async |desk: &Desk| {
            let weeks = plan::weeks(&desk.app, &desk.member, 1).await.unwrap();
            let day = |n: usize| (weeks.days[n].hours, weeks.days[n].promised, weeks.days[n].room);
            (day(0), day(1))
        };
        assert_eq!(room(&desk).await, ((120, 0, 120), (120, 0, 120)));
        let fits =
            desk.ask(StartRequest { dry_run: true, ..first("Cold", 60, 1) }).await.unwrap().fit;
        saved(&desk, &["alliance_work 2 minutes=30", "thanks 1 counts=hand minutes=10"]).await;
        assert_eq!(room(&desk).await, ((120, 70, 50), (120, 70, 50)));
        let less =
            desk.ask(StartRequest { dry_run: true, ..first("Cold", 60, 1) }).await.unwrap().fit;
        assert!(less < fits, "{less} of {fits}");
        assert_eq!(desk.today().await.can_start.len(), less);
        // Half an hour done is no longer to come, and was spent.
        let id = domain::ids::ActivityId(desk.app.ids.next());
        let told = request(None, "- behaviour=alliance_work minutes=30");
        app::activities::record::record(&desk.app, &desk.member, id, told).await.unwrap();
        assert_eq!(room(&desk).await.0, (120, 70, 50));
        let same =
            desk.ask(StartRequest { dry_run: true, ..first("Cold", 60, 1) }).await.unwrap().fit;
        assert_eq!(same, less);
        count(&desk.app, &desk.member, entry("thanks", 1)).await.unwrap();
        assert_eq!(room(&desk).await.0, (120, 70, 50));
        // Without it all minutes are there again.
        saved(&desk, &["calls 5"]).await;
        desk.morning_of(day("2026-11-24"));
        assert_eq!(room(&desk).await.0, (120, 0, 120));
    }
}

#[tokio::test]
async fn minutes_that_are_promised_cannot_be_taken() {
    for desk in Desk::both().await {
        desk.hours("mon-fri 09:00-09:20").await;
        let people = desk.crowd(4).await;
        desk.ask(crate::desk::these("Cold", &people)).await.unwrap();
        let found = try_save(&desk, &["alliance_work 1 minutes=20"], None).await;
        assert_eq!((found.is_saved, found.check.checked.verdict), (false, Verdict::BreaksPromises));
        assert!(!found.check.sentences.is_empty() && !found.check.ways_out_told.is_empty());
        let found = try_save(&desk, &["alliance_work 1 minutes=30"], None).await;
        assert_eq!(found.check.checked.verdict, Verdict::MinutesOver);
    }
}

fn entry(ingredient: &str, times: u32) -> Entry {
    Entry { ingredient: ingredient.to_owned(), times, on: None, note: String::new() }
}

#[tokio::test]
async fn progress_counts_from_the_day_on_which_the_recipe_was_saved() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(5).await;
        desk.log(people[0], "no_answer").await;
        desk.at("2026-11-24T09:00:00+01:00");
        saved(
            &desk,
            &[
                "calls 3",
                "talks 2 counts=conversations+meeting_asks by=12:00",
                "thanks 2 counts=hand",
            ],
        )
        .await;
        check_progress(&desk, "calls", (0, 3, Met::Open, 0)).await;
        desk.log(people[0], "no_answer").await;
        desk.log(people[1], "not_interested").await;
        check_progress(&desk, "calls", (2, 3, Met::Open, 2)).await;
        // One activity that is two of its behaviours counts twice.
        check_progress(&desk, "talks", (2, 2, Met::Met, 2)).await;
        let wrong = desk.log(people[2], "no_answer").await.activity;
        check_progress(&desk, "calls", (3, 3, Met::Met, 3)).await;
        app::activities::undo::undo(&desk.app, &desk.member, Some(wrong)).await.unwrap();
        check_progress(&desk, "calls", (2, 3, Met::Open, 2)).await;
        desk.at("2026-11-25T12:00:00.000001+01:00");
        check_progress(&desk, "calls", (0, 3, Met::Open, 2)).await;
        check_progress(&desk, "talks", (0, 2, Met::Missed, 2)).await;
        desk.log(people[3], "not_interested").await;
        check_progress(&desk, "talks", (2, 2, Met::Late, 4)).await;
        let at = request(Some(people[4]), "not_interested at=2026-11-25T12:00:00+01:00");
        let id = domain::ids::ActivityId(desk.app.ids.next());
        app::activities::record::record(&desk.app, &desk.member, id, at).await.unwrap();
        check_progress(&desk, "talks", (4, 2, Met::Met, 6)).await;
        app::activities::undo::undo(&desk.app, &desk.member, Some(id)).await.unwrap();
        check_progress(&desk, "talks", (2, 2, Met::Late, 4)).await;
        check_progress(&desk, "thanks", (0, 2, Met::Open, 0)).await;
        count(&desk.app, &desk.member, entry("Thanks", 5)).await.unwrap();
        let corrected = count(&desk.app, &desk.member, entry("thanks", 2)).await.unwrap();
        assert_eq!(corrected.before, Some(5));
        check_progress(&desk, "thanks", (2, 2, Met::Met, 2)).await;
        let itself = count(&desk.app, &desk.member, entry("calls", 2)).await.unwrap_err();
        assert!(matches!(itself, RecipeUseError::CountsItself { .. }));
        let unknown = count(&desk.app, &desk.member, entry("x", 2)).await.unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "there is no ingredient `x`: known are calls, talks, thanks"
        );
        let before = Entry { on: Some(day("2026-11-23")), ..entry("thanks", 1) };
        assert!(matches!(
            count(&desk.app, &desk.member, before).await.unwrap_err(),
            RecipeUseError::NotYet { .. }
        ));
    }
}

#[tokio::test]
async fn a_new_version_counts_from_its_day_and_the_days_before_stay() {
    for mut desk in Desk::both().await {
        let people = desk.crowd(4).await;
        saved(&desk, &["calls 2", "letters 1"]).await;
        desk.log(people[0], "no_answer").await;
        desk.log(people[1], "no_answer").await;
        desk.morning_of(day("2026-11-24"));
        saved(&desk, &["calls 5 counts=calls+texts"]).await;
        desk.log(people[2], "no_answer").await;
        desk.log(people[3], "- behaviour=texts").await;
        let found = ingredient(&desk, "calls").await.progress;
        assert_eq!((found.week.done, found.week.goal_so_far, found.week.goal), (4, 7, 22));
        assert_eq!((found.week.days_met, found.today.done), (1, 2));
        let rows = of_ingredient(&desk.app, &desk.member, "letters", Span::Year).await.unwrap();
        assert_eq!(rows.times, 0);
    }
}

#[tokio::test]
async fn ten_a_working_day_are_two_thousand_five_hundred_a_year() {
    let mut desk = Desk::sqlite().await;
    desk.at("2026-01-01T08:00:00+01:00");
    saved(&desk, &["texts 10"]).await;
    // 2026 has 261 weekdays: eleven off leave 250.
    app::calendar::add_leave(&desk.app, &desk.member, day("2026-08-03"), day("2026-08-17"))
        .await
        .unwrap();
    let found = ingredient(&desk, "texts").await.progress;
    assert_eq!((found.year.goal_days, found.projection.at_goal), (250, 2_500));
    assert_eq!(found.projection.at_pace, None);
}

#[tokio::test]
async fn a_merge_of_people_changes_no_count() {
    for desk in Desk::both().await {
        let people = desk.crowd(2).await;
        saved(&desk, &["calls 3 by=12:00"]).await;
        desk.log(people[0], "no_answer").await;
        desk.log(people[1], "no_answer").await;
        app::duplicates::merge(&desk.app, &desk.member, people[0], people[1]).await.unwrap();
        check_progress(&desk, "calls", (2, 3, Met::Open, 2)).await;
        app::activities::undo::undo(&desk.app, &desk.member, None).await.unwrap();
        check_progress(&desk, "calls", (1, 3, Met::Open, 1)).await;
    }
}

#[tokio::test]
async fn the_shipped_recipe_is_the_passive_ingredient() {
    let desk = Desk::sqlite().await;
    let text = recipes::shipped(&desk.app, &desk.member, Some("referral")).await.unwrap();
    assert!(text.contains("starts = \"Referral\"") && text.contains("goals = 10"), "{text}");
    let unknown = recipes::shipped(&desk.app, &desk.member, Some("x")).await.unwrap_err();
    assert!(matches!(unknown, RecipeUseError::UnknownCadence { .. }));
    let why = Some("from next month on");
    assert!(save(&desk.app, &desk.member, &text, why).await.unwrap().is_saved);
    assert_eq!(recipes::show(&desk.app, &desk.member).await.unwrap().toml, text);
}

#[tokio::test]
async fn without_hours_a_recipe_is_refused_by_name_and_one_there_is_has_no_goals() {
    let desk = Desk::sqlite().await;
    save(&desk.app, &desk.member, &file(&["calls 3"]), None).await.unwrap();
    desk.hours("off").await;
    let found = progress(&desk.app, &desk.member).await.unwrap();
    assert!(found.no_hours && found.recipe.is_some() && found.ingredients.is_empty());
    let refused = save(&desk.app, &desk.member, &file(&["calls 3"]), None).await.unwrap_err();
    assert!(matches!(refused, RecipeUseError::Planning(PlanningError::NoHours)));
}

#[tokio::test]
async fn an_ingredient_of_another_day_is_done_at_its_own_time() {
    // The clocks go back on 2026-10-25 in Berlin: 02:30 comes twice, and either is by 02:30.
    let mut desk = Desk::sqlite().await;
    desk.hours("mon-sun 01:00-05:00").await;
    desk.at("2026-10-25T01:00:00+02:00");
    let person = desk.person(Card::new(1)).await;
    saved(&desk, &["texts [1,1,1,1,1,1,2] by=02:30"]).await;
    for at in
        ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T02:31:00+01:00"]
    {
        desk.app.clock = app::clock::Clock::At(instant(at));
        desk.log(person, "- behaviour=texts").await;
    }
    let found = of_ingredient(&desk.app, &desk.member, "texts", Span::Today).await.unwrap();
    assert_eq!(
        found.activities.iter().map(|row| row.in_time).collect::<Vec<_>>(),
        [true, true, false]
    );
    check_progress(&desk, "texts", (3, 2, Met::Met, 3)).await;
}

/// Saves random start goals; of those the plan takes it takes every start of the next days too, each with all follow-up.
async fn check_goals_are_kept(seed: u64) {
    for desk in Desk::both().await {
        let mut random = StdRng::seed_from_u64(seed);
        desk.crowd(120).await;
        let mut n_saved = 0;
        for _ in 0..4 {
            let minutes = random.random_range(20..59);
            desk.hours(&format!("mon-fri 09:00-09:{minutes}")).await;
            let cadence = *["Cold", "Trade show", "Referral"].choose(&mut random).unwrap();
            let word = cadence.replace(' ', "_");
            let goal = random.random_range(1..5_u32);
            let own = random.random_range(1..15);
            let recipe = file(&[
                &format!("calls {goal} starts={word}"),
                &format!("alliance_work 1 minutes={own}"),
            ]);
            let found = save(&desk.app, &desk.member, &recipe, None).await.unwrap();
            let finishable = found.check.checked.starts[0].finishable;
            assert_eq!(found.is_saved, finishable == goal, "{:?}", found.check);
            if !found.is_saved {
                continue;
            }
            n_saved += 1;
            let mut on = day("2026-11-23");
            for _ in 0..5 {
                let ask = StartRequest { from: Some(on), ..first(cadence, goal, 1) };
                let answered = desk.ask(ask).await.unwrap();
                assert_eq!(
                    (answered.fit, answered.forced.len()),
                    (usize::try_from(goal).unwrap(), 0),
                    "{on}: {answered:?}"
                );
                on = on.saturating_add(
                    if on.weekday().to_monday_zero_offset() == 4 { 3 } else { 1 }.days(),
                );
            }
            let running = desk.app.db.read(desk.member.scope, async |tx| {
                store::enrollments::active_of_member(tx, desk.member.scope, desk.member.id).await
            });
            for row in running.await.unwrap() {
                let stop = Hand::Stop { why: "the test goes on".to_owned() };
                change(&desk.app, &desk.member, domain::ids::PersonId(row.person_id), stop)
                    .await
                    .unwrap();
            }
        }
        println!("{n_saved} of 4 recipes were saved");
    }
}

#[tokio::test]
async fn no_saved_recipe_holds_a_start_goal_that_the_plan_refuses() {
    check_goals_are_kept(7).await;
}

#[tokio::test]
async fn no_other_saved_recipe_holds_one_either() {
    check_goals_are_kept(20_261_122).await;
}

/// A year of a hundred reps: tallies, and not one activity to read instead.
#[tokio::test]
async fn a_years_progress_of_a_hundred_reps_is_read_from_days() {
    for mut desk in Desk::both().await {
        desk.at("2026-01-01T09:00:00+01:00");
        let mut reps = vec![desk.member.clone()];
        for n in 1..100 {
            let name = format!("Rep {n}");
            let new = NewMember { name, zone: "Europe/Berlin".to_owned(), country: String::new() };
            reps.push(app::workspaces::add_rep(&desk.app, &desk.workspace, new).await.unwrap());
        }
        let text = file(&["calls 10 by=12:00"]);
        for rep in &reps {
            let hours = domain::calendar::hours::Hours::parse("mon-fri 09:00-11:00").unwrap();
            app::calendar::set_hours(&desk.app, rep, &hours).await.unwrap();
            assert!(save(&desk.app, rep, &text, None).await.unwrap().is_saved);
        }
        let first = day_number(day("2026-01-01"));
        let (scope, ids) = (desk.member.scope, reps.iter().map(|rep| rep.id).collect::<Vec<_>>());
        let written: Result<(), StoreError> = desk.data().transaction(scope, async move |tx| {
                for rep in &ids {
                    let row = |on: i64| -> [Value; 7] {
                        [scope.workspace.into(), (*rep).into(), (first + on).into(), "calls".into(), "call".into(), 9_i64.into(), 36_i64.into()]
                    };
                    let insert = sql!("insert into tally (workspace_id, member_id, on_day, behaviour, channel, n, minutes) values");
                    tx.execute(insert.rows((0..365).map(row))).await?;
                    let time = |on: i64| -> [Value; 6] {
                        [scope.workspace.into(), (*rep).into(), (first + on).into(), "calls".into(), 720_i64.into(), 9_i64.into()]
                    };
                    let insert = sql!("insert into tally_time (workspace_id, member_id, on_day, behaviour, by_minute, n) values");
                    tx.execute(insert.rows((0..365).map(time))).await?;
                }
                Ok(())
            })
            .await;
        written.unwrap();
        desk.at("2026-12-31T20:00:00+01:00");
        let mut done = 0;
        for rep in &reps {
            let found = progress(&desk.app, rep).await.unwrap();
            done += found.ingredients[0].progress.year.done;
        }
        assert_eq!(done, 100 * 365 * 9);
        let workspace = desk.member.scope.workspace;
        let tallied = desk
            .count(sql!("select count(*) from tally where workspace_id = $1").bind(workspace))
            .await;
        let acted = desk
            .count(sql!("select count(*) from activity where workspace_id = $1").bind(workspace))
            .await;
        assert_eq!((tallied, acted), (36_500, 0));
    }
}
