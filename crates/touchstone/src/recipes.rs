//! `recipe`, `progress` and `count`: daily goals, whether the plan can keep them, and how far each has come.

use std::path::PathBuf;

use app::{
    plan::book::PlanningError,
    recipes::{
        self, CheckShown, RecipeShown, RecipeUseError,
        by_hand::{Entry, count as count_by_hand},
        progress::{IngredientShown, ProgressShown, progress as read_progress},
        rows::{RowsShown, Span, of_ingredient},
        save::{check_file, save},
    },
};
use clap::{Args, Subcommand};
use domain::recipes::{
    Counts, Goals, Takes,
    check::Verdict,
    progress::{Met, Part},
};
use serde_json::json;

use crate::{
    answer::{Answer, Exit, Failure, spoken, table},
    context::{Context, read_day, read_text},
};

/// `touchstone recipe …`
#[derive(Debug, Subcommand)]
pub(crate) enum RecipeCommand {
    /// Show the recipe that counts today.
    Show {
        /// Print it as a TOML file instead, to be changed and saved.
        #[arg(long)]
        file: bool,
        /// Print the file that is shipped instead: first e-mails and introduction asks, 10 a working day by 12:00.
        #[arg(long)]
        shipped: bool,
        /// With --shipped: the cadence on which each one starts.
        #[arg(long, value_name = "NAME", requires = "shipped")]
        cadence: Option<String>,
    },
    /// Save a recipe from a TOML file: it counts from today on. One that the plan cannot keep is refused.
    Save {
        /// The TOML file; - for standard input.
        file: PathBuf,
        /// Save it although the plan cannot keep it, and why; it is kept and counted.
        #[arg(long = "override", value_name = "WHY")]
        override_why: Option<String>,
    },
    /// Run a recipe through the plan without saving it.
    Check {
        /// The TOML file; - for standard input.
        file: PathBuf,
    },
    /// All versions that were saved, the newest first.
    History,
}

/// `touchstone progress …`
#[derive(Debug, Args)]
pub(crate) struct ProgressArgs {
    /// List the activities and entries behind the numbers of this ingredient instead.
    #[arg(long, value_name = "INGREDIENT")]
    rows: Option<String>,
    /// With --rows: of today, the week, the month or the year.
    #[arg(long, value_name = "PERIOD", default_value = "today", requires = "rows")]
    of: Span,
}

/// `touchstone count …`
#[derive(Debug, Args)]
pub(crate) struct CountArgs {
    /// The ingredient that is counted by hand.
    ingredient: String,
    /// How many there were on the day, all told: it replaces what was entered before.
    times: u32,
    /// The day; today when none.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// What there is to say about it.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
}

/// Runs `recipe`.
pub(crate) async fn run(context: &Context, command: RecipeCommand) -> Result<Answer, Failure> {
    let (app, rep) = (&context.app, context.member().await?);
    match command {
        RecipeCommand::Show { shipped: true, cadence, .. } => {
            let toml = recipes::shipped(app, &rep, cadence.as_deref()).await?;
            Answer::done(&json!({ "toml": toml }), toml)
        }
        RecipeCommand::Show { file, .. } => {
            let found = recipes::show(app, &rep).await?;
            let text = if file { found.toml.clone() } else { told(&found) };
            Answer::done(&found, text)
        }
        RecipeCommand::Save { file, override_why } => {
            let text = read_text(&file)?;
            let saved = save(app, &rep, &text, override_why.as_deref()).await?;
            let mut lines = told_check(&saved.check);
            let Some(recipe) = &saved.recipe else {
                lines.push("Not saved; --override WHY saves it all the same.".to_owned());
                return Answer::with(Exit::Refused, &saved, lines.join("\n"));
            };
            lines.insert(0, format!("Saved as version {}.", recipe.version));
            lines.push(told(recipe));
            Answer::done(&saved, lines.join("\n"))
        }
        RecipeCommand::Check { file } => {
            let found = check_file(app, &rep, &read_text(&file)?).await?;
            let fits = found.checked.verdict == Verdict::Fits;
            let lines = told_check(&found).join("\n");
            Answer::with(if fits { Exit::Done } else { Exit::Refused }, &found, lines)
        }
        RecipeCommand::History => {
            let found = recipes::history(app, &rep).await?;
            let rows = found.versions.iter().map(|one| {
                [
                    one.from.to_string(),
                    one.name.clone(),
                    format!("version {}", one.version),
                    format!("{} ingredients", one.ingredients.len()),
                    spoken(one.verdict.as_str()),
                    one.override_why.clone(),
                ]
            });
            let text = table(["from", "name", "", "", "the plan", "kept because"], rows);
            let text = format!("{text}\n{} kept against the plan", found.overrides);
            Answer::done(&found, text)
        }
    }
}

/// Runs `progress`.
pub(crate) async fn progress(context: &Context, args: ProgressArgs) -> Result<Answer, Failure> {
    let (app, rep) = (&context.app, context.member().await?);
    if let Some(name) = &args.rows {
        let found = of_ingredient(app, &rep, name, args.of).await?;
        let text = told_rows(&found);
        return Answer::done(&found, text);
    }
    let found = read_progress(app, &rep).await?;
    if found.no_hours {
        return Err(PlanningError::NoHours.into());
    }
    let text = told_progress(&found);
    Answer::done(&found, text)
}

/// Runs `count`.
pub(crate) async fn count(context: &Context, args: CountArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let on = args.on.as_deref().map(read_day).transpose()?;
    let entry = Entry { ingredient: args.ingredient, times: args.times, on, note: args.note };
    let counted = count_by_hand(&context.app, &rep, entry).await?;
    let before = counted.before.map(|n| format!(", it was {n}")).unwrap_or_default();
    let text = format!("{} on {}: {}{before}", counted.ingredient, counted.on, counted.times);
    Answer::done(&counted, text)
}

fn told(recipe: &RecipeShown) -> String {
    let mut lines =
        vec![format!("{} (version {}, from {})", recipe.name, recipe.version, recipe.from)];
    let rows = recipe.ingredients.iter().map(|one| {
        let counts = match &one.counts {
            Counts::ByHand => "by hand".to_owned(),
            Counts::Behaviours(all) => {
                all.iter().map(|one| spoken(one.as_str())).collect::<Vec<_>>().join(" + ")
            }
        };
        let takes = match one.takes {
            Takes::Touches => "touches of the plan".to_owned(),
            Takes::Start(_) => "each starts somebody".to_owned(),
            Takes::Minutes(minutes) => format!("{minutes} min each"),
        };
        let by = one.by.map(|by| format!("by {by}")).unwrap_or_default();
        [one.name.clone(), counts, told_goals(one.goals), by, takes]
    });
    lines.push(table(["ingredient", "counts", "a day", "", "takes"], rows));
    if !recipe.override_why.is_empty() {
        let verdict = spoken(recipe.verdict.as_str());
        lines.push(format!("Kept against the plan ({verdict}): {}", recipe.override_why));
    }
    lines.join("\n")
}

fn told_goals(goals: Goals) -> String {
    if goals == Goals::on_weekdays(goals.highest()) {
        return goals.highest().to_string();
    }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let each = days.iter().zip(goals.0).filter(|(_, goal)| *goal > 0);
    each.map(|(day, goal)| format!("{day} {goal}")).collect::<Vec<_>>().join(", ")
}

fn told_check(check: &CheckShown) -> Vec<String> {
    if check.checked.verdict == Verdict::Fits {
        let (first, last) = (check.checked.first, check.checked.last);
        return vec![format!("The plan can keep it, from {first} to {last}.")];
    }
    let ways = check.ways_out_told.iter().map(|way| format!("way out: {way}"));
    check.sentences.iter().cloned().chain(ways).collect()
}

fn told_progress(found: &ProgressShown) -> String {
    let Some(recipe) = &found.recipe else {
        return "No recipe is saved yet: `touchstone recipe show --shipped` shows one to begin with."
            .to_owned();
    };
    let part = |part: &Part| format!("{}/{}", part.done, part.goal);
    let row = |one: &IngredientShown| {
        let progress = &one.progress;
        let by = one.by.map(|by| format!(" by {by}")).unwrap_or_default();
        let met = match progress.met {
            Met::NoGoal => "no goal today".to_owned(),
            met => format!("{}{by}", met.as_str()),
        };
        let pace = progress.projection.at_pace.map_or("?".to_owned(), |pace| pace.to_string());
        [
            one.ingredient.clone(),
            part(&progress.today),
            met,
            part(&progress.week),
            part(&progress.month),
            part(&progress.year),
            progress.projection.at_goal.to_string(),
            pace,
        ]
    };
    let header = ["ingredient", "today", "", "week", "month", "year", "at goal", "at this pace"];
    let rows = table(header, found.ingredients.iter().map(row));
    format!("{recipe}, {}\n{rows}", found.now.strftime("%a %d %b %Y %H:%M"))
}

/// The rows behind a number.
pub(crate) fn told_rows(found: &RowsShown) -> String {
    let activities = found.activities.iter().map(|row| {
        let in_time = if row.in_time { "" } else { "late" };
        [row.on.to_string(), row.activity.to_string(), row.times.to_string(), in_time.to_owned()]
    });
    let entries = found.by_hand.iter().map(|row| {
        [row.on.to_string(), row.entry.to_string(), row.times.to_string(), "by hand".to_owned()]
    });
    let rows = table(["on", "activity or entry", "counts", ""], activities.chain(entries));
    let (first, last) = (found.period.first, found.period.last);
    format!("{}, {first} to {last}: {}\n{rows}", found.what, found.times)
}

impl From<RecipeUseError> for Failure {
    fn from(error: RecipeUseError) -> Self {
        let code = match error {
            RecipeUseError::Store(error) => return error.into(),
            RecipeUseError::Planning(error) => return error.into(),
            RecipeUseError::File(_) => return Self::failed("recipe_refused", error.to_string()),
            RecipeUseError::None => "no_recipe",
            RecipeUseError::NotYet { .. } => "no_recipe_yet",
            RecipeUseError::UnknownIngredient { .. } => "unknown_ingredient",
            RecipeUseError::CountsItself { .. } => "counts_itself",
            RecipeUseError::TooMany { .. } => "too_many",
            RecipeUseError::TooLong(_) => "too_long",
            RecipeUseError::Future { .. } => "future",
            RecipeUseError::UnknownCadence { .. } => "unknown_cadence",
            RecipeUseError::WhyMissing => "why_missing",
            RecipeUseError::Check(_) => "not_checkable",
        };
        Self::usage(code, error.to_string())
    }
}
