//! `import` and `undo`.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::File,
    io::{self, IsTerminal},
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
};

use app::{
    imports::{
        self, Asked, ImportError, Input, Named, Phase, Problem, Report, UndoneImport, Watch, Whom,
    },
    people,
};
use clap::Args;
use domain::{
    duplicates::verdict::Why,
    ids::{ActivityId, ImportId, MergeId, PersonId},
    imports::fields,
};
use indicatif::{ProgressBar, ProgressStyle};
use uuid::Uuid;

use crate::{
    activities,
    answer::{Answer, Failure, printable, spoken},
    context::Context,
    duplicates,
};

/// How many rows of each kind the text names; the JSON names all.
const SHOWN: usize = 20;

/// `touchstone import`
#[derive(Debug, Args)]
#[command(after_long_help = fields_help())]
pub(crate) struct ImportArgs {
    /// A CSV, workbook (.xlsx) or vCard file; `-` for rows pasted on standard input.
    file: PathBuf,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Say what a column holds, by its header or its place: `--map Handy=phone_mobile`, `--map "column 3=email"`; remembered for
    /// files with the same headers.
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapping)]
    map: Vec<(String, String)>,
}

/// `touchstone undo`
#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// The id of an import or a merge, as they print it, or of an activity, as `person ID --json` shows it; your newest import or
    /// activity when left out.
    #[arg(value_parser = what_to_undo)]
    id: Option<Uuid>,
}

fn what_to_undo(text: &str) -> Result<Uuid, String> {
    text.parse().map_err(|_| {
        format!("`{text}` is no id: imports and merges print theirs, `person ID --json` shows those of activities")
    })
}

fn mapping(text: &str) -> Result<(String, String), String> {
    // A header may hold an equals sign; a field never does.
    let (column, field) = text.rsplit_once('=').ok_or("write COLUMN=FIELD")?;
    Ok((column.to_owned(), field.trim().to_owned()))
}

fn fields_help() -> String {
    let lines = fields::SENTENCES
        .iter()
        .map(|(field, sentence)| format!("  {:<15} {sentence}", field.as_str()));
    format!("Fields:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// Runs `import`.
pub(crate) async fn import(context: &Context, args: ImportArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let (input, file_name) = open(&args)?;
    let asked = Asked { file_name, mapping: args.map, is_dry: args.dry_run, ..Asked::default() };
    let bar = bar();
    let watch = watch(bar.as_ref());
    let report = imports::import(&context.app, &rep, input, asked, &watch).await;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let report = report?;
    let persons: Vec<PersonId> = [&report.certain, &report.noticed, &report.possible]
        .into_iter()
        .flat_map(|pairs| pairs.iter().filter(|pair| is_told(pair)).take(SHOWN))
        .flat_map(|pair| [pair.a, pair.b])
        .filter_map(|whom| match whom {
            Whom::Row(_) => None,
            Whom::Person(person) => Some(person),
        })
        .collect();
    let names = people::names(&context.app, &rep, &persons).await?;
    let text = told(&report, &names);
    Answer::done(&report, text)
}

/// Opens what is to be read; what cannot be read twice is kept in a temporary file first.
fn open(args: &ImportArgs) -> Result<(Input, Option<String>), Failure> {
    if args.file.as_os_str() == "-" {
        return Ok((kept(io::stdin().lock(), "standard input")?, None));
    }
    let shown = args.file.display().to_string();
    let doing = format!("cannot read {shown}");
    let file = File::open(&args.file).map_err(|error| Failure::from_io(&doing, &error))?;
    let kind = file.metadata().map_err(|error| Failure::from_io(&doing, &error))?;
    if kind.is_dir() {
        return Err(Failure::failed("not_a_file", format!("{shown} is a folder")));
    }
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let input = if kind.is_file() { Input::File(Arc::new(file)) } else { kept(file, &shown)? };
    Ok((input, name))
}

fn kept(mut from: impl io::Read, what: &str) -> Result<Input, Failure> {
    let mut keep = || -> io::Result<File> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut from, &mut file)?;
        Ok(file)
    };
    keep()
        .map(|file| Input::File(Arc::new(file)))
        .map_err(|error| Failure::from_io(&format!("cannot read {what}"), &error))
}

/// A progress bar, on a terminal only.
fn bar() -> Option<ProgressBar> {
    if !io::stderr().is_terminal() {
        return None;
    }
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos} of {human_len}") {
        bar.set_style(style);
    }
    Some(bar)
}

/// Shows progress, and stops on Ctrl-C: what was merged is taken back then.
fn watch(bar: Option<&ProgressBar>) -> Watch {
    let mut watch = Watch::default();
    if let Some(bar) = bar.cloned() {
        watch.progress = Some(Arc::new(move |phase, n_done, of| {
            bar.set_message(match phase {
                Phase::Reading => "reading",
                Phase::Comparing => "comparing",
                Phase::Merging => "importing",
                Phase::Indexing => "making them easy to find",
                Phase::Undoing => "taking back",
            });
            if let Some(of) = of.and_then(|of| u64::try_from(of).ok()) {
                bar.set_length(of);
            }
            bar.set_position(u64::try_from(n_done).unwrap_or_default());
        }));
    }
    let is_cancelled = Arc::clone(&watch.is_cancelled);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            is_cancelled.store(true, Ordering::Relaxed);
        }
    });
    watch
}

/// Whether the text names a pair: a row read again is nobody new to look at.
fn is_told(pair: &Named) -> bool {
    pair.why != Why::SameRow.as_str()
}

fn told(report: &Report, names: &BTreeMap<PersonId, String>) -> String {
    let Report { rows, stored, updated, same, possible_duplicates, n_rejected, .. } = report;
    let would = if report.dry_run { "would be " } else { "" };
    let mut lines = vec![format!(
        "{rows} rows: {stored} {would}new (of them {possible_duplicates} perhaps duplicates), {updated} {would}updated, {same} same, {n_rejected} rejected"
    )];
    if let Some(id) = report.import {
        lines.push(format!("import {id} (`touchstone undo {id}` takes it back)"));
    }
    problems(&mut lines, "rejected", &report.rejected);
    problems(&mut lines, "values left out", &report.problems);
    named(&mut lines, "certainly one person, made one", &report.certain, names);
    named(&mut lines, "look at these: they were made one", &report.noticed, names);
    named(&mut lines, "perhaps one person (see `touchstone duplicates`)", &report.possible, names);
    lines.join("\n")
}

fn problems(lines: &mut Vec<String>, title: &str, problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    lines.push(format!("{title}:"));
    lines.extend(problems.iter().take(SHOWN).map(|problem| {
        let column = if problem.column.is_empty() {
            String::new()
        } else {
            format!(", column {}", problem.column)
        };
        printable(&format!("  row {}{column}: {}", problem.row, problem.why))
    }));
    more(lines, problems.len());
}

fn named(
    lines: &mut Vec<String>,
    title: &str,
    pairs: &[Named],
    names: &BTreeMap<PersonId, String>,
) {
    let n_told = pairs.iter().filter(|pair| is_told(pair)).count();
    if n_told == 0 {
        return;
    }
    let whom = |whom: Whom| match whom {
        Whom::Row(row) => format!("row {row}"),
        Whom::Person(person) => match names.get(&person).map(String::as_str) {
            None | Some("") => format!("person {person}"),
            Some(name) => format!("{} ({person})", printable(name)),
        },
    };
    lines.push(format!("{title}:"));
    lines.extend(pairs.iter().filter(|pair| is_told(pair)).take(SHOWN).map(|pair| {
        format!("  {} and {}: {}{}", whom(pair.a), whom(pair.b), spoken(pair.why), parted(pair))
    }));
    more(lines, n_told);
}

/// How two are parted again, where that can be done by itself.
fn parted(pair: &Named) -> String {
    pair.merge.map(|merge| format!(" (`touchstone undo {merge}` parts them)")).unwrap_or_default()
}

fn more(lines: &mut Vec<String>, n: usize) {
    if n > SHOWN {
        lines.push(format!("  and {} more", n - SHOWN));
    }
}

/// Runs `undo`: an import, an activity or a merge by its id; without one the newer of the newest import and activity.
pub(crate) async fn undo(context: &Context, args: UndoArgs) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let Some(id) = args.id else { return undo_newest(context).await };
    if imports::is_import(&context.app, &rep, ImportId(id)).await? {
        return undo_import(context, ImportId(id)).await;
    }
    if app::duplicates::is_merge(&context.app, &rep, MergeId(id)).await? {
        return duplicates::part(context, MergeId(id)).await;
    }
    activities::take_back(context, Some(ActivityId(id))).await
}

async fn undo_newest(context: &Context) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let import = imports::newest(&context.app, &rep).await?;
    let activity = app::activities::undo::newest(&context.app, &rep).await?;
    match (import, activity) {
        (Some((import, made_at)), activity)
            if activity.is_none_or(|recorded_at| recorded_at < made_at) =>
        {
            undo_import(context, import).await
        }
        _ => activities::take_back(context, None).await,
    }
}

async fn undo_import(context: &Context, id: ImportId) -> Result<Answer, Failure> {
    let rep = context.member().await?;
    let bar = bar();
    let undone = imports::undo(&context.app, &rep, id, &watch(bar.as_ref())).await;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let undone: UndoneImport = undone?;
    let mut text = format!(
        "the import of {} is taken back: {} people removed, {} as they were before",
        if undone.file.is_empty() { "pasted rows" } else { undone.file.as_str() },
        undone.removed,
        undone.restored
    );
    if !undone.kept.is_empty() {
        let n = undone.kept.len();
        let _ = write!(text, "; {n} stay, because somebody has worked on them since:");
        for person in undone.kept.iter().take(SHOWN) {
            let _ = write!(text, "\n  {person}");
        }
    }
    Answer::done(&undone, text)
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Store(error) => error.into(),
            ImportError::Refused(_) => Self::failed("refused", error.to_string()),
            ImportError::Input(ref source) | ImportError::Temporary(ref source) => {
                Self::failed("io", format!("{error}: {source}"))
            }
            ImportError::FullHalfway => Self::failed("disk_full_halfway", error.to_string()),
            ImportError::Unreadable(_) => Self::failed("unreadable", error.to_string()),
            ImportError::Cancelled => Self::failed("stopped", error.to_string()),
            ImportError::NothingToUndo => Self::usage("nothing_to_undo", error.to_string()),
            ImportError::UndoneAlready => Self::usage("undone_already", error.to_string()),
            ImportError::TooLate { .. } => Self::usage("too_late", error.to_string()),
        }
    }
}
