//! What a command works with: the open data, the member who asks, and the time.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use app::{
    App,
    clock::{Clock, Ids},
    imports::ImportError,
    workspaces::{self, FIRST_REP, Member, NewMember, Workspace, WorkspaceError},
};
use domain::ids::PersonId;
use jiff::{Timestamp, civil, tz::TimeZone};
use store::{
    database::{Db, Location, Opening},
    errors::StoreError,
};
use tracing::warn;

use crate::{
    answer::{Exit, Failure},
    arguments::Global,
};

/// The folder that is used when none is named and the home folder is not known.
const FALLBACK_FOLDER: &str = "touchstone-data";

/// Open data, a workspace and the member who asks.
pub(crate) struct Context {
    pub(crate) app: App,
    pub(crate) workspace: Workspace,
    /// Whether the answer is for a program.
    pub(crate) as_json: bool,
    rep: Option<String>,
}

impl Context {
    /// Opens the data beside a running server and finds the workspace.
    pub(crate) async fn open(global: &Global) -> Result<Self, Failure> {
        Self::find(global, Opening::Command, false).await
    }

    /// Opens the data for what is done in no one workspace: of several the first stands in where none is named.
    pub(crate) async fn open_for_all(global: &Global, opening: Opening) -> Result<Self, Failure> {
        Self::find(global, opening, true).await
    }

    /// Opens the data and finds the workspace; the first command on empty data makes one.
    async fn find(global: &Global, opening: Opening, is_for_all: bool) -> Result<Self, Failure> {
        let location = location(global);
        let db = Db::open(&location, opening).await?;
        let mut app = App::new(db, Clock::System, Ids::Random);
        let named = global.told.workspace.as_deref();
        let workspace = match workspaces::choose(&app, named, &first_member()).await {
            Err(several @ WorkspaceError::SeveralWorkspaces { .. }) if is_for_all => {
                workspaces::list(&app).await?.into_iter().next().ok_or(several)?
            }
            chosen => chosen?,
        };
        if let Some(text) = &global.now {
            let zone = zone_to_read_in(&app, &workspace, global).await?;
            app.clock = Clock::At(read_instant(text, &zone)?);
        }
        // What a kill left half done is finished or dropped before anything else is asked.
        match app::imports::finish_pending(&app).await {
            // With room again it is: until then there is reading.
            Err(ImportError::Store(error @ StoreError::Full)) => warn!("{error}"),
            Err(error @ ImportError::Temporary(_)) => warn!("{error}"),
            finished => finished?,
        }
        Ok(Self { app, workspace, rep: global.told.rep.clone(), as_json: global.json })
    }

    /// Who asks.
    pub(crate) async fn member(&self) -> Result<Member, Failure> {
        Ok(workspaces::member(&self.app, &self.workspace, self.rep.as_deref()).await?)
    }
}

/// Where the data is: what was told, else the folder for data of programs in the user's home.
pub(crate) fn location(global: &Global) -> Location {
    match (&global.told.database, &global.told.data) {
        (Some(url), _) => Location::postgres(url.as_str()),
        (None, Some(folder)) => Location::folder(folder),
        (None, None) => Location::folder(default_folder()),
    }
}

fn default_folder() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_DATA_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".local").join("share")))
        .or_else(|| set("LOCALAPPDATA"))
        .map_or_else(|| PathBuf::from(FALLBACK_FOLDER), |folder| folder.join("touchstone"))
}

/// The rep that empty data begins with: in the zone of this machine, without a holiday calendar until one is chosen.
pub(crate) fn first_member() -> NewMember {
    let zone = TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
    NewMember { name: FIRST_REP.to_owned(), zone, country: String::new() }
}

async fn zone_to_read_in(
    app: &App,
    workspace: &Workspace,
    global: &Global,
) -> Result<TimeZone, Failure> {
    match workspaces::member(app, workspace, global.told.rep.as_deref()).await {
        Ok(member) => Ok(member.zone),
        // Commands about the workspace need no rep; a time without an offset is then read as UTC.
        Err(WorkspaceError::SeveralReps { .. }) => Ok(TimeZone::UTC),
        Err(error) => Err(error.into()),
    }
}

/// Reads an instant: with an offset or `Z` as it stands, else in `zone`; a day is its first minute.
pub(crate) fn read_instant(text: &str, zone: &TimeZone) -> Result<Timestamp, Failure> {
    let wrong = || {
        Failure::usage(
            "unreadable_time",
            format!(
                "`{text}` is no time: write 2026-11-23T09:00, 2026-11-23T09:00+01:00 or 2026-11-23"
            ),
        )
    };
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant);
    }
    if let Ok(zoned) = text.parse::<jiff::Zoned>() {
        return Ok(zoned.timestamp());
    }
    let local: civil::DateTime = text.parse().map_err(|_| wrong())?;
    Ok(domain::calendar::local::instant(zone, local))
}

/// Reads a time that somebody named: a day alone is none.
pub(crate) fn read_named(text: &str, zone: &TimeZone) -> Result<Timestamp, Failure> {
    if text.parse::<civil::DateTime>().is_ok() && text.trim().len() == "2026-11-23".len() {
        return Err(Failure::usage(
            "unreadable_time",
            format!("`{text}` names no time of day: write {text}T09:00"),
        ));
    }
    read_instant(text, zone)
}

/// Reads the id of a person.
pub(crate) fn read_person(text: &str) -> Result<PersonId, String> {
    text.parse().map_err(|_| {
        format!("`{text}` is no id: `touchstone people {}` shows the ids", quoted(text))
    })
}

/// A word as a shell takes it.
fn quoted(text: &str) -> String {
    if text.contains(char::is_whitespace) { format!("{text:?}") } else { text.to_owned() }
}

/// Reads a day: 2026-11-23.
pub(crate) fn read_day(text: &str) -> Result<civil::Date, Failure> {
    text.parse().map_err(|_| {
        Failure::usage("unreadable_day", format!("`{text}` is no day: write 2026-11-23"))
    })
}

/// Reads a file of text; `-` is the standard input.
pub(crate) fn read_text(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let reading = if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    reading
        .map_err(|error| Failure::from_io(&format!("cannot read {}", file.display()), &error))?;
    Ok(text)
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Self {
        match error {
            WorkspaceError::Store(error) => error.into(),
            WorkspaceError::UnknownWorkspace { .. } => {
                Self::usage("unknown_workspace", error.to_string())
            }
            WorkspaceError::SeveralWorkspaces { .. } => {
                Self::usage("several_workspaces", error.to_string())
            }
            WorkspaceError::UnknownRep { .. } => Self::usage("unknown_rep", error.to_string()),
            WorkspaceError::SeveralReps { .. } => Self::usage("several_reps", error.to_string()),
            WorkspaceError::NameTaken { .. } => Self::usage("name_taken", error.to_string()),
            WorkspaceError::NameMissing => Self::usage("name_missing", error.to_string()),
            WorkspaceError::UnknownZone { .. } => Self::usage("unknown_zone", error.to_string()),
            WorkspaceError::UnknownCountry { .. } => {
                Self::usage("unknown_country", error.to_string())
            }
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let mut detail = error.to_string();
        if let StoreError::Unreadable { why, .. } = &error {
            detail = format!("{detail}: {why}");
        }
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            detail = format!("{detail}: {cause}");
            source = cause.source();
        }
        Self::new(Exit::Failed, "store", detail)
    }
}
