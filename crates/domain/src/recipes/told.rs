//! What the plan says to a recipe, in sentences.

use crate::recipes::Recipe;
use crate::recipes::check::{Checked, StartGoal, Verdict, WayOut};

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Why the plan cannot keep a recipe, a sentence for each goal in the way; none when it can.
pub fn sentences(recipe: &Recipe, checked: &Checked) -> Vec<String> {
    match checked.verdict {
        Verdict::Fits => Vec::new(),
        Verdict::StartsRefused => {
            let short = checked.starts.iter().filter(|start| start.finishable < start.a_day);
            short.map(|start| start_sentence(recipe, start)).collect()
        }
        Verdict::NoStartDay => {
            let start = |start: &StartGoal| {
                let name = name_of(recipe, start.ingredient);
                format!("{name}: no day with a goal has room for all {} touches of one prospect", start.touches)
            };
            checked.starts.iter().filter(|start| start.finishable == 0).map(start).collect()
        }
        Verdict::MinutesOver => {
            let days = WEEKDAYS.iter().zip(checked.own_minutes).zip(checked.minutes_there);
            let over = days.filter(|((_, own), there)| *there > 0 && own > there);
            over.map(|((day, own), there)| {
                format!("what is tied to no prospect takes {own} minutes on a {day}; your hours hold {there}")
            })
            .collect()
        }
        Verdict::BreaksPromises => {
            let most = checked.own_minutes.iter().max().copied().unwrap_or_default();
            vec![format!(
                "what is tied to no prospect takes up to {most} minutes a day, and they are promised already to those who are started"
            )]
        }
        Verdict::AlreadyBroken => vec![
            "what is started cannot all be finished, with or without this recipe: `touchstone plan` shows what would help"
                .to_owned(),
        ],
    }
}

/// A way out, in words.
pub fn way_out(recipe: &Recipe, checked: &Checked, way: &WayOut) -> String {
    match way {
        WayOut::Fewer { a_day } => {
            let each = checked.starts.iter().zip(a_day);
            let each = each.map(|(start, most)| {
                format!("{most} a day of {}", name_of(recipe, start.ingredient))
            });
            format!("start fewer: {}", each.collect::<Vec<_>>().join(", "))
        }
        WayOut::Minutes { a_day } => format!("plan {a_day} minutes more a day"),
        WayOut::Shorter { touches: 1 } => "keep only the first touch of the cadence".to_owned(),
        WayOut::Shorter { touches } => {
            format!("keep only the first {touches} touches of the cadence")
        }
    }
}

fn start_sentence(recipe: &Recipe, start: &StartGoal) -> String {
    let goals = recipe.ingredients.get(start.ingredient).map(|one| one.goals.0).unwrap_or_default();
    let there = start.touches_there.iter().flatten().zip(goals);
    let there: Vec<i64> = there.filter(|(_, goal)| *goal > 0).map(|(there, _)| *there).collect();
    let holds = match (there.iter().min(), there.iter().max()) {
        (Some(least), Some(most)) if least == most => format!("; your hours hold {least}"),
        (Some(least), Some(most)) => format!("; your hours hold {least} to {most}"),
        _ => String::new(),
    };
    format!(
        "{} {} a day on {} touches become up to {} touches a day{holds}; {} a day can be finished",
        start.a_day,
        name_of(recipe, start.ingredient),
        start.touches,
        start.touches_a_day,
        start.finishable
    )
}

/// The name of an ingredient as it stands inside a sentence.
fn name_of(recipe: &Recipe, ingredient: usize) -> String {
    let name = recipe.ingredients.get(ingredient).map_or("", |one| one.name.trim());
    let mut letters = name.chars();
    let is_plain = letters.clone().nth(1).is_some_and(char::is_lowercase);
    match letters.next() {
        Some(first) if is_plain => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::recipes::check::check;
    use crate::recipes::samples::{TODAY, cadence_id, idle, ingredient, places, recipe};
    use crate::recipes::{Goals, Takes};

    #[track_caller]
    fn check_told(name: &str, goal: u32, takes: Takes, friday: i64, expected: &[&str]) {
        let recipe = recipe(vec![ingredient(name, Goals::on_weekdays(goal).0, takes)]);
        let situation = idle([100, 100, 100, 100, friday, 0, 0], &["6 4+1 4+2 4+3 3+4 4+4"]);
        let checked =
            check(&recipe, &situation, &places(&situation), TODAY, TODAY + 400.days()).unwrap();
        let ways = checked.ways_out.iter().map(|way| way_out(&recipe, &checked, way));
        let told: Vec<String> = sentences(&recipe, &checked).into_iter().chain(ways).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_goal_of_starts_is_told_with_what_it_becomes() {
        check_told(
            "First e-mails",
            10,
            Takes::Start(cadence_id(0)),
            100,
            &[
                "10 first e-mails a day on 6 touches become up to 60 touches a day; your hours hold 24; 4 a day can be finished",
                "start fewer: 4 a day of first e-mails",
                "plan 145 minutes more a day",
                "keep only the first 2 touches of the cadence",
            ],
        );
    }

    #[test]
    fn minutes_that_are_not_there_are_told_by_weekday() {
        check_told(
            "thanks",
            12,
            Takes::Minutes(5),
            50,
            &[
                "what is tied to no prospect takes 60 minutes on a Friday; your hours hold 50",
                "plan 10 minutes more a day",
            ],
        );
    }
}
