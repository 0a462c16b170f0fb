//! `doctrine`: what counts as prospecting, which doctrine is in force, and past activity read by any of them.

use std::path::PathBuf;

use app::{
    clock::{MOST_DAYS, PeriodError},
    doctrine::{
        self, DoctrineDetail, DoctrineUseError,
        preview::{Draft, PreviewShown, preview},
        read::{Amount, MOST_ROWS, Question, ReadRow, ReadingShown, Which, read, rows},
    },
    workspaces::{self, Member},
};
use clap::{Args, Subcommand};
use domain::{
    doctrine::{Class, Counted},
    recipes::progress::Period,
};
use jiff::{Span, civil::Date};
use serde_json::json;

use crate::{
    answer::{Answer, Failure, spoken, table},
    context::{Context, read_day, read_text},
};

/// Days that are read where none are told.
const USUAL_DAYS: i64 = 28;
/// Days over which a change is previewed where none are told.
const PREVIEW_DAYS: i64 = 91;

/// `touchstone doctrine …`
#[derive(Debug, Subcommand)]
pub(crate) enum DoctrineCommand {
    /// List the doctrines, and which is in force since when.
    List,
    /// Show a doctrine: its rules, its versions, and what was in force when.
    Show {
        /// Its name; that in force when none.
        name: Option<String>,
        /// Print it as a TOML file instead, to be changed and saved.
        #[arg(long)]
        file: bool,
    },
    /// Set a doctrine in force from now on.
    Use {
        /// Its name.
        name: String,
        /// Which version; the newest when none.
        #[arg(long, value_name = "N")]
        version: Option<i64>,
        /// Why.
        #[arg(long, value_name = "WHY", default_value = "", hide_default_value = true)]
        why: String,
    },
    /// Read past activity by a doctrine: counts and minutes of each class, and what it warns of.
    Read(ReadArgs),
    /// Say what would be something else if another doctrine were in force.
    Preview {
        /// The TOML file of a doctrine (- for standard input), or the name of one that is there.
        doctrine: String,
        #[command(flatten)]
        days: DaysArgs,
    },
    /// Save an edited doctrine from a TOML file; one of the same name gets a new version.
    Save {
        /// The TOML file; - for standard input.
        file: PathBuf,
    },
}

/// Days to look at.
#[derive(Clone, Debug, Args)]
pub(crate) struct DaysArgs {
    /// The first day.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The last day; today when none.
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
}

/// `touchstone doctrine read …`
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// The doctrine; that in force when none.
    #[arg(long, value_name = "NAME")]
    doctrine: Option<String>,
    /// Which version of it; the newest when none.
    #[arg(long, value_name = "N", requires = "doctrine")]
    version: Option<i64>,
    /// Whose work to read as it counts for you; your own when none.
    #[arg(long, value_name = "REP")]
    of: Option<String>,
    #[command(flatten)]
    days: DaysArgs,
    /// List the activities behind the numbers instead.
    #[arg(long)]
    rows: bool,
    /// With --rows: only those of this class.
    #[arg(long, value_name = "CLASS", requires = "rows")]
    class: Option<Class>,
    /// With --rows: only those that count (yes), do not (no), or may yet (pending).
    #[arg(long, value_name = "WORD", requires = "rows")]
    counts: Option<Counted>,
    /// With --rows: those after this activity, as the last row of a page names it: DAY/ID.
    #[arg(long, value_name = "DAY/ID", requires = "rows")]
    after: Option<String>,
}

impl DaysArgs {
    /// The days told, else so many up to the last one.
    pub(crate) fn period(&self, today: Date, usual: i64) -> Result<Period, Failure> {
        let last = self.to.as_deref().map_or(Ok(today), read_day)?;
        let usual = || last.saturating_sub(Span::new().days(usual - 1));
        let first = self.from.as_deref().map(read_day).transpose()?;
        Ok(Period { first: first.unwrap_or_else(usual), last })
    }

    /// The days told; none when none are.
    pub(crate) fn told(&self, today: Date, usual: i64) -> Result<Option<Period>, Failure> {
        let is_told = self.from.is_some() || self.to.is_some();
        is_told.then(|| self.period(today, usual)).transpose()
    }
}

/// Runs `doctrine`.
pub(crate) async fn run(context: &Context, command: DoctrineCommand) -> Result<Answer, Failure> {
    let (app, rep) = (&context.app, context.member().await?);
    match command {
        DoctrineCommand::List => list(context, &rep).await,
        DoctrineCommand::Show { name, file } => {
            let found = match name {
                Some(name) => doctrine::show(app, &rep, &name).await?,
                None => in_force(context, &rep).await?,
            };
            let text = if file { found.toml.clone() } else { told(&found, &rep) };
            Answer::done(&found, text)
        }
        DoctrineCommand::Use { name, version, why } => {
            let found = doctrine::set_in_force(app, &rep, &name, version, &why).await?;
            let text = told(&found, &rep);
            Answer::done(&found, text)
        }
        DoctrineCommand::Read(args) => reading(context, &rep, args).await,
        DoctrineCommand::Preview { doctrine, days } => {
            let is_file = doctrine == "-" || std::path::Path::new(&doctrine).is_file();
            let draft = if is_file {
                Draft::File(read_text(doctrine.as_ref())?)
            } else {
                Draft::Named(doctrine)
            };
            let period = days.period(app.clock.today(&rep.zone), PREVIEW_DAYS)?;
            let found = preview(app, &rep, &draft, period).await?;
            let text = previewed(&found);
            Answer::done(&found, text)
        }
        DoctrineCommand::Save { file } => {
            let saved = doctrine::save(app, &rep, &read_text(&file)?).await?;
            let text = told(&saved, &rep);
            Answer::done(&saved, text)
        }
    }
}

async fn list(context: &Context, rep: &Member) -> Result<Answer, Failure> {
    let found = doctrine::list(&context.app, rep).await?;
    let rows = found.iter().map(|one| {
        let since = one.since.map(|at| at.to_zoned(rep.zone.clone()).date().to_string());
        let in_force = match (one.is_in_force, since) {
            (false, _) => String::new(),
            (true, None) => "in force".to_owned(),
            (true, Some(since)) => format!("in force since {since}"),
        };
        let version = if one.is_shipped { "shipped" } else { "own" };
        [
            one.name.clone(),
            in_force,
            format!("version {}, {version}", one.version),
            one.sentence.clone(),
        ]
    });
    Answer::done(&json!({ "doctrines": found }), table(["name", "", "", "rule"], rows))
}

async fn in_force(context: &Context, rep: &Member) -> Result<DoctrineDetail, Failure> {
    let all = doctrine::list(&context.app, rep).await?;
    let name = all.into_iter().find(|one| one.is_in_force).map(|one| one.name).unwrap_or_default();
    Ok(doctrine::show(&context.app, rep, &name).await?)
}

async fn reading(context: &Context, rep: &Member, args: ReadArgs) -> Result<Answer, Failure> {
    let app = &context.app;
    let of = match &args.of {
        Some(name) => Some(workspaces::member(app, &context.workspace, Some(name)).await?.id),
        None => None,
    };
    let period = args.days.period(app.clock.today(&rep.zone), USUAL_DAYS)?;
    let question = Question { period, doctrine: args.doctrine, version: args.version, of };
    if !args.rows {
        let found = read(app, rep, &question).await?;
        let text = read_told(&found);
        return Answer::done(&found, text);
    }
    let after = args.after.as_deref().map(read_place).transpose()?;
    let which = Which { class: args.class, counts: args.counts, after, limit: None };
    let found = rows(app, rep, &question, which).await?;
    let next = found.last().filter(|_| found.len() == MOST_ROWS);
    let next = next.map(|row| format!("{}/{}", row.on, row.activity));
    let mut text = rows_told(&found);
    if let Some(next) = &next {
        text = format!("{text}\nMore: --after {next}");
    }
    Answer::done(&json!({ "rows": found, "next": next }), text)
}

fn read_place(text: &str) -> Result<(Date, domain::ids::ActivityId), Failure> {
    let place =
        text.split_once('/').and_then(|(on, id)| Some((on.parse().ok()?, id.parse().ok()?)));
    place.ok_or_else(|| {
        Failure::usage("unreadable_place", format!("`{text}` is no place: write DAY/ID"))
    })
}

fn told(found: &DoctrineDetail, rep: &Member) -> String {
    let shown = &found.shown;
    let in_force = if shown.is_in_force { ", in force" } else { "" };
    let mut lines = vec![
        format!("{} (version {}{in_force})", shown.name, shown.version),
        shown.sentence.clone(),
    ];
    let rules = found.rules.iter().zip(1..).map(|(rule, number)| {
        let when = serde_json::to_value(&rule.when).unwrap_or_default();
        let when = when.as_object().into_iter().flatten().map(|(name, value)| match value {
            serde_json::Value::Array(all) => {
                let all: Vec<&str> = all.iter().filter_map(serde_json::Value::as_str).collect();
                format!("{} {}", spoken(name), all.join(" or "))
            }
            value => format!("{} {}", spoken(name), value.to_string().trim_matches('"')),
        });
        let when: Vec<String> = when.collect();
        let when = if when.is_empty() { "everything else".to_owned() } else { when.join(", ") };
        [number.to_string(), when, spoken(rule.class.as_str()), spoken(rule.counts.as_str())]
    });
    lines.push(table(["", "when", "is", "counts"], rules));
    if let Some(warning) = shown.warning {
        lines.push(format!("Warns of: {}", spoken(warning.as_str())));
    }
    if !found.history.is_empty() {
        let rows = found.history.iter().map(|one| {
            let from = one.from.to_zoned(rep.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            [
                from,
                one.name.clone(),
                format!("version {}", one.version),
                one.by_name.clone(),
                one.why.clone(),
            ]
        });
        lines.push(table(["in force from", "", "", "set by", "why"], rows));
    }
    lines.join("\n")
}

fn read_told(found: &ReadingShown) -> String {
    let mut lines = vec![format!(
        "{} to {} by {} (version {}): {}, {} pending, {} not counted",
        found.period.first,
        found.period.last,
        found.doctrine,
        found.version,
        amount(found.counted, "counted"),
        found.pending.activities,
        found.not_counted.activities,
    )];
    let rows = found.classes.iter().map(|one| {
        [
            spoken(one.class.as_str()),
            match one.counts {
                Counted::Yes => "counts".to_owned(),
                Counted::No => "does not count".to_owned(),
                Counted::Pending => "pending".to_owned(),
            },
            one.amount.activities.to_string(),
            format!("{} min", one.amount.minutes),
        ]
    });
    lines.push(table(["class", "", "activities", ""], rows));
    if let Some(warning) = &found.warning {
        let mind = if warning.is_raised { "mind" } else { "well" };
        lines.push(format!("{mind}: {}", warning.sentence));
    }
    lines.join("\n")
}

fn amount(amount: Amount, word: &str) -> String {
    format!("{} {word} ({} minutes)", amount.activities, amount.minutes)
}

fn rows_told(found: &[ReadRow]) -> String {
    let rows = found.iter().map(|row| {
        [
            row.on.to_string(),
            row.activity.to_string(),
            spoken(row.reading.class.as_str()),
            row.reading.counts.to_string(),
            format!("{} min", row.minutes),
        ]
    });
    table(["on", "activity", "class", "counts", ""], rows)
}

fn previewed(found: &PreviewShown) -> String {
    let head = format!(
        "From {} (version {}) to {}, {} to {}: {} of {} activities would be something else, {} minutes",
        found.from,
        found.version,
        found.to,
        found.period.first,
        found.period.last,
        found.changed.activities,
        found.all.activities,
        found.changed.minutes,
    );
    let rows = found.moves.iter().map(|one| {
        [
            format!("{} ({})", spoken(one.from.as_str()), one.from_counts),
            format!("{} ({})", spoken(one.to.as_str()), one.to_counts),
            one.amount.activities.to_string(),
            format!("{} min", one.amount.minutes),
        ]
    });
    if found.moves.is_empty() {
        return head;
    }
    format!("{head}\n{}", table(["is (counts)", "would be", "activities", ""], rows))
}

/// A period that cannot be read, as wrong use.
pub(crate) fn wrong_period(error: PeriodError) -> Failure {
    let code = match error {
        PeriodError::Backwards { .. } => "backwards",
        PeriodError::TooLong(days) => {
            debug_assert!(days > MOST_DAYS, "{days} days can be read");
            "too_long"
        }
    };
    Failure::usage(code, error.to_string())
}

impl From<DoctrineUseError> for Failure {
    fn from(error: DoctrineUseError) -> Self {
        match error {
            DoctrineUseError::Store(error) => error.into(),
            DoctrineUseError::Planning(error) => error.into(),
            DoctrineUseError::Period(error) => wrong_period(error),
            DoctrineUseError::Unknown { .. } => Self::usage("unknown_doctrine", error.to_string()),
            DoctrineUseError::UnknownVersion { .. } => {
                Self::usage("unknown_version", error.to_string())
            }
            DoctrineUseError::Same { .. } => Self::usage("same", error.to_string()),
            DoctrineUseError::Doctrine(_) => Self::failed("doctrine_refused", error.to_string()),
        }
    }
}
