//! Work on an upload that goes on by itself: a preview, the import, or taking it back.

use std::{
    io::{Seek as _, SeekFrom, Write as _},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::ids::ImportId;
use serde::{Serialize, de::DeserializeOwned};
use store::imports::uploads as rows;
use tracing::error;

use super::{ImportState, Mapped, Refusal};
use crate::{
    App,
    clock::micros,
    imports::{
        Asked, ImportError, Input, Phase, Report, Watch, import_as, opening::lines, report::NAMED,
        undo,
    },
    workspaces::Member,
};

/// How often is told how far it has come.
const TELL_AGAIN: Duration = Duration::from_millis(500);

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Preview,
    Commit,
    Undo,
}

impl Kind {
    /// Whether this may be done with an import that stands there.
    pub(super) const fn follows(self, state: ImportState) -> bool {
        match self {
            Self::Preview | Self::Commit => {
                matches!(state, ImportState::Ready | ImportState::Failed)
            }
            Self::Undo => matches!(state, ImportState::Done),
        }
    }

    /// Where it stands meanwhile.
    pub(super) const fn state(self) -> ImportState {
        match self {
            Self::Preview => ImportState::Reading,
            Self::Commit => ImportState::Importing,
            Self::Undo => ImportState::Undoing,
        }
    }

    pub(super) const fn wanted(self) -> &'static str {
        match self {
            Self::Preview => "read again",
            Self::Commit => "imported",
            Self::Undo => "taken back",
        }
    }
}

/// How far a work has come, for whoever writes it down.
type Heard = Arc<Mutex<Option<(Phase, usize, Option<usize>)>>>;

/// Starts a work that goes on by itself.
pub(super) fn start(app: &App, member: &Member, row: rows::Upload, kind: Kind) {
    let (app, member) = (app.clone(), member.clone());
    tokio::spawn(async move {
        let id = row.id;
        if let Err(error) = run(&app, &member, row, kind).await {
            error!(import.id = %id, %error, "How import `{id}` ended could not be written down");
        }
    });
}

async fn run(app: &App, member: &Member, row: rows::Upload, kind: Kind) -> Result<(), ImportError> {
    let heard = Heard::default();
    let teller = Arc::clone(&heard);
    let watch = Watch {
        progress: Some(Arc::new(move |phase, n_done, of| {
            *teller.lock().unwrap_or_else(PoisonError::into_inner) = Some((phase, n_done, of));
        })),
        is_cancelled: Arc::new(AtomicBool::new(false)),
    };
    let ended = tokio::select! {
        ended = done(app, member, &row, kind, &watch) => ended,
        never = tell(app, member, &row, &heard, &watch.is_cancelled) => match never {},
    };
    write_down(app, member, row, kind, ended).await
}

/// What a work ended with.
enum Ended {
    Previewed(Box<Report>),
    Imported(Box<Report>),
    TakenBack(crate::imports::UndoneImport),
}

async fn done(
    app: &App,
    member: &Member,
    row: &rows::Upload,
    kind: Kind,
    watch: &Watch,
) -> Result<Ended, ImportError> {
    let id = ImportId(row.id);
    if kind == Kind::Undo {
        return Ok(Ended::TakenBack(undo(app, member, id, watch).await?));
    }
    let mapping: Vec<Mapped> = said(&row.mapping)?;
    let asked = Asked {
        file_name: (!row.file_name.is_empty()).then(|| row.file_name.clone()),
        mapping: mapping.into_iter().map(|it| (it.column, it.field.to_string())).collect(),
        corrections: said(&row.corrections)?,
        choices: said(&row.decisions)?,
        is_dry: kind == Kind::Preview,
    };
    let input = Input::File(Arc::new(fetched(app, member, row).await?));
    let own_id = (kind == Kind::Commit).then_some(id);
    let (file, read) = (input.clone(), asked.clone());
    let mut report = Box::new(import_as(app, member, input, asked, own_id, watch).await?);
    if kind == Kind::Commit {
        return Ok(Ended::Imported(report));
    }
    // Once it is imported they are people, and stand nowhere else.
    report.lines = lines(app, member, &file, read, &report).await?;
    Ok(Ended::Previewed(report))
}

/// What was said by hand; nothing where nothing was.
fn said<T: DeserializeOwned + Default>(json: &str) -> Result<T, ImportError> {
    if json.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(json).map_err(|error| ImportError::Unreadable(error.to_string()))
}

/// The file out of the store, in a temporary file; all of it must be there.
async fn fetched(
    app: &App,
    member: &Member,
    row: &rows::Upload,
) -> Result<std::fs::File, ImportError> {
    let (scope, id) = (member.scope, ImportId(row.id));
    let mut file = tempfile::tempfile().map_err(ImportError::Temporary)?;
    let mut n_bytes = 0_i64;
    for position in 0_i64.. {
        let part = app.db.read(scope, async |tx| rows::part(tx, scope, id, position).await).await?;
        let Some(part) = part else { break };
        n_bytes += i64::try_from(part.len()).unwrap_or(i64::MAX);
        file.write_all(&part).map_err(ImportError::Temporary)?;
    }
    if n_bytes != row.n_bytes {
        return Err(ImportError::Unreadable("the file did not come in whole".to_owned()));
    }
    file.seek(SeekFrom::Start(0)).map_err(ImportError::Temporary)?;
    Ok(file)
}

/// What never happens.
enum Never {}

/// Writes down how far it has come, and hears whether it should stop, for as long as it goes on.
async fn tell(
    app: &App,
    member: &Member,
    row: &rows::Upload,
    heard: &Heard,
    is_cancelled: &AtomicBool,
) -> Never {
    let (scope, id, fence) = (member.scope, ImportId(row.id), row.fence);
    loop {
        tokio::time::sleep(TELL_AGAIN).await;
        let (phase, n_done, of) = match *heard.lock().unwrap_or_else(PoisonError::into_inner) {
            Some((phase, n_done, of)) => (word(phase), n_done, of),
            None => ("", 0, None),
        };
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (n_done, of, at) = (count(n_done), of.map(count), micros(app.clock.recorded()));
        let told = app
            .db
            .transaction(scope, async move |tx| {
                rows::hear(tx, scope, id, fence, (phase, n_done, of), at).await?;
                rows::get(tx, scope, id).await
            })
            .await;
        match told {
            Ok(Some(row)) if row.fence == fence && row.is_cancelled == 0 => {}
            // Somebody asked to stop, dropped the file, or has begun another work on it.
            Ok(_) => is_cancelled.store(true, Ordering::Relaxed),
            Err(error) => error!(%error, "How far an import has come could not be written down"),
        }
    }
}

/// A phase in a word.
const fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Reading => "reading",
        Phase::Comparing => "comparing",
        Phase::Merging => "merging",
        Phase::Indexing => "indexing",
        Phase::Undoing => "undoing",
    }
}

async fn write_down(
    app: &App,
    member: &Member,
    mut row: rows::Upload,
    kind: Kind,
    ended: Result<Ended, ImportError>,
) -> Result<(), ImportError> {
    let state = match ended {
        Ok(Ended::Previewed(report)) => {
            (row.report, row.rejected) = kept(*report)?;
            ImportState::Ready
        }
        Ok(Ended::Imported(report)) => {
            (row.report, row.rejected) = kept(*report)?;
            // They are in the people now, and go with the file.
            row.corrections.clear();
            ImportState::Done
        }
        Ok(Ended::TakenBack(undone)) => {
            row.undone = json(&undone)?;
            ImportState::Undone
        }
        Err(error) => {
            let (code, why) = told(&error);
            if code == "failed" {
                error!(import.id = %row.id, %error, "Import `{}` failed", row.id);
            }
            code.clone_into(&mut row.why_code);
            row.why = why;
            if let ImportError::Refused(refused) = &error {
                row.refusal = json(&Refusal::from(refused))?;
            }
            if kind == Kind::Undo { ImportState::Done } else { ImportState::Failed }
        }
    };
    state.as_str().clone_into(&mut row.state);
    row.phase.clear();
    let now = micros(app.clock.recorded());
    (row.heard_at, row.updated_at) = (now, now);
    let (scope, fence, is_done) = (member.scope, row.fence, state == ImportState::Done);
    app.db
        .transaction(scope, async move |tx| {
            if rows::update(tx, scope, &row, fence).await? && is_done {
                rows::delete_parts(tx, scope, ImportId(row.id)).await?;
            }
            Ok::<_, ImportError>(())
        })
        .await
}

/// A report as it is kept, with the rows that could not be used apart.
fn kept(mut report: Report) -> Result<(String, String), ImportError> {
    let rows = report.rejected.iter().map(|row| (row.row, &*row.column, &*row.why));
    let rejected = crate::export::rejected(rows);
    for problems in [&mut report.rejected, &mut report.problems] {
        problems.truncate(NAMED);
    }
    for pairs in [&mut report.certain, &mut report.possible, &mut report.noticed] {
        pairs.truncate(NAMED);
    }
    Ok((json(&report)?, rejected))
}

fn json(value: &impl Serialize) -> Result<String, ImportError> {
    serde_json::to_string(value).map_err(|error| ImportError::Unreadable(error.to_string()))
}

/// Why a work failed, as whoever asked for it is told: what is ours to mend stays in the log.
fn told(error: &ImportError) -> (&'static str, String) {
    let code = match error {
        ImportError::Refused(_) => "refused",
        ImportError::Cancelled => "stopped",
        ImportError::FullHalfway => "disk_full_halfway",
        ImportError::NothingToUndo => "nothing_to_undo",
        ImportError::UndoneAlready => "undone_already",
        ImportError::TooLate { .. } => "too_late_to_undo",
        ImportError::Store(store::errors::StoreError::Full) => "disk_full",
        ImportError::Input(_)
        | ImportError::Temporary(_)
        | ImportError::Unreadable(_)
        | ImportError::Store(_) => return ("failed", "the server failed: its log says why".into()),
    };
    (code, error.to_string())
}
