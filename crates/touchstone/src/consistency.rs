//! `consistency`: how evenly work is spread over the working days.

use std::collections::BTreeSet;

use app::consistency::{ConsistencyError, ConsistencyShown, What, consistency, rows};
use clap::Args;
use domain::activities::Behaviour;

use crate::{
    answer::{Answer, Failure, table},
    context::Context,
    doctrine::{DaysArgs, wrong_period},
    recipes::told_rows,
};

/// Days of rows that are listed where none are told.
const USUAL_DAYS: i64 = 28;

/// `touchstone consistency …`
#[derive(Debug, Args)]
pub(crate) struct ConsistencyArgs {
    /// A behaviour, or some that are added up: calls walk_ins.
    #[arg(required_unless_present = "ingredient", conflicts_with = "ingredient")]
    behaviours: Vec<Behaviour>,
    /// An ingredient of your recipe instead: its goals make the streak.
    #[arg(long, value_name = "NAME")]
    ingredient: Option<String>,
    #[command(flatten)]
    days: DaysArgs,
    /// List the activities and entries behind the numbers instead.
    #[arg(long)]
    rows: bool,
}

/// Runs `consistency`.
pub(crate) async fn run(context: &Context, args: ConsistencyArgs) -> Result<Answer, Failure> {
    let (app, rep) = (&context.app, context.member().await?);
    let what = match args.ingredient {
        Some(name) => What::Ingredient(name),
        None => What::Behaviours(args.behaviours.into_iter().collect::<BTreeSet<_>>()),
    };
    let today = app.clock.today(&rep.zone);
    if args.rows {
        let period = args.days.period(today, USUAL_DAYS)?;
        let found = rows(app, &rep, &what, period).await?;
        let text = told_rows(&found);
        return Answer::done(&found, text);
    }
    let period = args.days.told(today, USUAL_DAYS)?;
    let found = consistency(app, &rep, &what, period).await?;
    let text = told(&found);
    Answer::done(&found, text)
}

fn told(found: &ConsistencyShown) -> String {
    let spread = &found.spread;
    let share = |share: f64| format!("{:.0}%", share * 100.0);
    let known =
        |value: Option<f64>, told: &dyn Fn(f64) -> String| value.map_or("unknown".to_owned(), told);
    let number = |value: f64| format!("{value:.2}");
    let rows = [
        ["evenness".to_owned(), known(spread.evenness, &share)],
        ["days with any".to_owned(), share(spread.active_share)],
        ["mean a day".to_owned(), number(spread.mean)],
        ["Fano".to_owned(), known(spread.fano, &number)],
        ["Gini".to_owned(), known(spread.gini, &number)],
        ["streak".to_owned(), format!("{} working days", found.streak)],
    ];
    let mut lines = vec![format!(
        "{}, {} to {}: {} working days, {} off",
        found.what, found.period.first, found.period.last, spread.days, found.days_off
    )];
    lines.push(table(["", ""], rows));
    lines.extend(found.crammed_told.iter().map(|crammed| format!("crammed: {crammed}")));
    lines.join("\n")
}

impl From<ConsistencyError> for Failure {
    fn from(error: ConsistencyError) -> Self {
        match error {
            ConsistencyError::Nothing => Self::usage("nothing_named", error.to_string()),
            ConsistencyError::Word(error) => Self::usage("unknown_word", error.to_string()),
            ConsistencyError::Period(error) => wrong_period(error),
            ConsistencyError::Recipe(error) => error.into(),
            ConsistencyError::Store(error) => error.into(),
        }
    }
}
