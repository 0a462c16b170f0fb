//! Cadences: the starters every workspace is born with, a team's own, and their scripts filled in.

pub mod outcomes;
mod results;

use std::collections::BTreeMap;

use domain::{
    activities::record::MAX_CHARS,
    cadences::{
        Cadence, Language, Step,
        file::{self, FileError},
        scripts::{self, Field},
        starters::starters,
        warnings::{Warning, warnings},
    },
    ids::{CadenceId, CadenceVersionId, MemberId, PersonId},
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    cadences as rows, companies, errors::StoreError, people as people_rows, reasons, scope::Scope,
    transaction::Tx,
};
use uuid::Uuid;

use crate::{App, audit::Change, clock::micros, workspaces::Member};

pub use domain::cadences::scripts::Filled;
pub use results::{CadenceResults, results};

/// The cadence that is meant where none is named.
pub const USUAL: &str = "Cold";

/// A cadence as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CadenceShown {
    /// Its id.
    pub id: CadenceId,
    /// Its name.
    pub name: String,
    /// The number of its newest version.
    pub version: i64,
    /// How many touches.
    pub touches: usize,
    /// Minutes of all of them.
    pub minutes: u32,
    /// The working day of the last touch when each is done on its first day.
    pub last_day: u32,
    /// Whether it was taken out of use: nobody is started on it.
    pub is_retired: bool,
}

/// A cadence with its steps and what could be better.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CadenceDetail {
    /// What the list shows.
    #[serde(flatten)]
    pub shown: CadenceShown,
    /// The steps.
    pub steps: Vec<Step>,
    /// What could be better.
    pub warnings: Vec<WarningShown>,
    /// Why it has fewer or more touches than most; empty where nobody said.
    pub why: String,
    /// The file.
    pub toml: String,
}

/// Something about a cadence that is worth a second look.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CadenceWarning)]
pub struct WarningShown {
    /// What.
    pub code: WarningCode,
    /// The step, from 1; none when it is about the whole.
    pub step: Option<u8>,
    /// The later step that gives the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<u8>,
    /// The language in which something is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The sentence.
    pub detail: String,
}

/// What is pointed out about a cadence.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CadenceWarningCode)]
pub enum WarningCode {
    /// Two steps give the same.
    SameGift,
    /// An e-mail that gives nothing.
    EmptyEmail,
    /// The last touch neither asks nor parts well.
    LooseEnd,
    /// Fewer than three touches, or more than eight.
    Unusual,
    /// A script is missing in one of the cadence's languages.
    NoScript,
    /// An e-mail without a subject.
    NoSubject,
}

impl From<&Warning> for WarningShown {
    fn from(warning: &Warning) -> Self {
        let of = |code, step| (code, Some(step), None, None);
        let (code, step, other, language) = match *warning {
            Warning::SameGift { first, second } => {
                (WarningCode::SameGift, Some(first), Some(second), None)
            }
            Warning::EmptyEmail { step } => of(WarningCode::EmptyEmail, step),
            Warning::LooseEnd { step } => of(WarningCode::LooseEnd, step),
            Warning::Unusual { .. } => (WarningCode::Unusual, None, None, None),
            Warning::NoScript { step, language } => {
                (WarningCode::NoScript, Some(step), None, Some(language))
            }
            Warning::NoSubject { step, language } => {
                (WarningCode::NoSubject, Some(step), None, Some(language))
            }
        };
        Self { code, step, other, language, detail: warning.to_string() }
    }
}

/// One version of a cadence.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CadenceVersionShown)]
pub struct VersionShown {
    /// Its id.
    pub id: CadenceVersionId,
    /// Its number, from 1.
    pub version: i64,
    /// How many touches.
    pub touches: usize,
    /// Minutes of all of them.
    pub minutes: u32,
    /// The steps.
    pub steps: Vec<Step>,
    /// Why it has fewer or more touches than most; empty where nobody said.
    pub why: String,
    /// The file.
    pub toml: String,
}

/// One step with its script filled in for somebody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct FilledStep {
    /// Which step, from 1.
    pub step: u8,
    /// How.
    pub channel: domain::activities::Channel,
    /// What to say or write; none when the step has no script.
    pub script: Option<Filled>,
}

/// Why a cadence cannot be shown or added.
#[derive(Debug, thiserror::Error)]
pub enum CadenceChangeError {
    /// There is none of that name.
    #[error("there is no cadence `{name}`: known are {known}")]
    Unknown {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// There is none of that id.
    #[error("there is no such cadence")]
    UnknownId,
    /// There is no such person.
    #[error("there is no person `{person}`")]
    UnknownPerson {
        /// The id.
        person: PersonId,
    },
    /// A why is too long.
    #[error("a why has at most {MAX_CHARS} characters")]
    WhyTooLong,
    /// Somebody added a version at the same time.
    #[error("somebody added a version at the same time: look again")]
    Meanwhile,
    /// The file is not one of a cadence.
    #[error(transparent)]
    File(#[from] FileError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Every version that is in use or newest, with its rules.
pub async fn rules(
    tx: &mut Tx,
    scope: Scope,
) -> Result<Vec<(CadenceVersionId, Cadence)>, StoreError> {
    rows::in_use(tx, scope)
        .await?
        .into_iter()
        .map(|row| Ok((CadenceVersionId(row.id), parsed(&row.definition)?)))
        .collect()
}

/// The rules of one version.
pub async fn version(
    tx: &mut Tx,
    scope: Scope,
    id: CadenceVersionId,
) -> Result<Option<Cadence>, StoreError> {
    rows::version(tx, scope, id).await?.map(|row| parsed(&row.definition)).transpose()
}

pub(crate) fn parsed(definition: &str) -> Result<Cadence, StoreError> {
    file::read(definition).map_err(|error| unreadable(&error))
}

/// Adds the starters to a workspace that is new.
pub async fn add_starters(tx: &mut Tx, app: &App, scope: Scope) -> Result<(), StoreError> {
    let files = starters().map_err(|error| unreadable(&error))?;
    for cadence in &files {
        match add_version(tx, app, scope, (cadence, ""), None).await {
            Ok(()) => {}
            Err(CadenceChangeError::Store(error)) => return Err(error),
            Err(error) => return Err(unreadable(&error)),
        }
    }
    Ok(())
}

fn unreadable(error: &impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable { what: "cadence", why: error.to_string() }
}

/// Every cadence, by name.
pub async fn list(app: &App, member: &Member) -> Result<Vec<CadenceShown>, CadenceChangeError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::newest(tx, scope).await).await?;
    found.iter().map(|row| Ok(shown(row, &parsed(&row.definition)?))).collect()
}

/// One cadence by name.
pub async fn show(
    app: &App,
    member: &Member,
    name: &str,
) -> Result<CadenceDetail, CadenceChangeError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::newest(tx, scope).await).await?;
    let folded = domain::people::names::fold(name);
    let row = found
        .iter()
        .find(|row| domain::people::names::fold(&row.name) == folded)
        .ok_or_else(|| {
            let known = found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().join(", ");
            CadenceChangeError::Unknown { name: name.to_owned(), known }
        })?;
    Ok(detail(row)?)
}

fn detail(row: &rows::Cadence) -> Result<CadenceDetail, StoreError> {
    let cadence = parsed(&row.definition)?;
    Ok(CadenceDetail {
        shown: shown(row, &cadence),
        warnings: warnings(&cadence).iter().map(WarningShown::from).collect(),
        steps: cadence.steps,
        why: row.why.clone(),
        toml: row.definition.clone(),
    })
}

/// One cadence by its id.
///
/// # Errors
/// [`CadenceChangeError::UnknownId`].
pub async fn get(
    app: &App,
    member: &Member,
    id: CadenceId,
) -> Result<CadenceDetail, CadenceChangeError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::newest(tx, scope).await).await?;
    let row = found.iter().find(|row| row.id == id.0).ok_or(CadenceChangeError::UnknownId)?;
    Ok(detail(row)?)
}

/// Every version of a cadence, newest first.
///
/// # Errors
/// [`CadenceChangeError::UnknownId`].
pub async fn versions(
    app: &App,
    member: &Member,
    id: CadenceId,
) -> Result<Vec<VersionShown>, CadenceChangeError> {
    let scope = member.scope;
    let found = app.db.read(scope, async |tx| rows::versions(tx, scope, id).await).await?;
    if found.is_empty() {
        return Err(CadenceChangeError::UnknownId);
    }
    let of_row = |row: rows::Version| {
        let cadence = parsed(&row.definition)?;
        Ok(VersionShown {
            id: CadenceVersionId(row.id),
            version: row.number,
            touches: cadence.steps.len(),
            minutes: cadence.minutes(),
            steps: cadence.steps,
            why: row.why,
            toml: row.definition,
        })
    };
    found.into_iter().map(of_row).collect()
}

/// The newest version of a cadence with its scripts filled in for a person.
///
/// # Errors
/// [`CadenceChangeError::UnknownId`], [`CadenceChangeError::UnknownPerson`].
pub async fn preview(
    app: &App,
    member: &Member,
    id: CadenceId,
    person: PersonId,
) -> Result<Vec<FilledStep>, CadenceChangeError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let newest = rows::newest(tx, scope).await?;
            let row =
                newest.iter().find(|row| row.id == id.0).ok_or(CadenceChangeError::UnknownId)?;
            let cadence = parsed(&row.definition)?;
            let found = people_rows::get(tx, scope, person).await?;
            let them = found.ok_or(CadenceChangeError::UnknownPerson { person })?;
            let settings = crate::settings::read(tx, scope).await?;
            let employer: Vec<_> = them.company_id.into_iter().collect();
            let company = companies::names(tx, scope, &employer).await?;
            let reasons = reasons::of_person(tx, scope, person).await?;
            let filling = Filling {
                company: company.first().map_or("", |(_, name)| name.as_str()),
                reason: reasons.first().map(|reason| reason.text.as_str()),
                agreed: None,
                settings: &settings,
            };
            let steps = cadence.steps.iter().zip(1..).map(|(step, number)| FilledStep {
                step: number,
                channel: step.channel,
                script: filled(member, &cadence, step, &them, filling),
            });
            Ok(steps.collect())
        })
        .await
}

/// Adds a cadence from a file; one of a name that is there becomes its next version. Who runs on an earlier one stays on it.
pub async fn add(
    app: &App,
    member: &Member,
    text: &str,
    why: Option<&str>,
) -> Result<CadenceDetail, CadenceChangeError> {
    add_written(app, member, file::read(text)?, why).await
}

/// Adds a cadence that is written out, with the why of one that has fewer than 3 or more than 8 touches.
///
/// # Errors
/// [`CadenceChangeError::File`] when it breaks a rule, [`CadenceChangeError::WhyTooLong`].
pub async fn add_written(
    app: &App,
    member: &Member,
    cadence: Cadence,
    why: Option<&str>,
) -> Result<CadenceDetail, CadenceChangeError> {
    let why = why.unwrap_or_default().trim().to_owned();
    if why.chars().count() > MAX_CHARS {
        return Err(CadenceChangeError::WhyTooLong);
    }
    let (inner, scope, name) = (app.clone(), member.scope, cadence.name.clone());
    let by = member.id;
    app.db
        .transaction(scope, async move |tx| -> Result<(), CadenceChangeError> {
            add_version(tx, &inner, scope, (&cadence, &why), Some(by)).await
        })
        .await?;
    show(app, member, &name).await
}

async fn add_version(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    (cadence, why): (&Cadence, &str),
    by: Option<MemberId>,
) -> Result<(), CadenceChangeError> {
    file::check(cadence)?;
    let folded = domain::people::names::fold(&cadence.name);
    let definition = file::write(cadence)?;
    // What was not read from a file must be one that can be read.
    if file::read(&definition)? != *cadence {
        return Err(FileError::Field("a text in it cannot be kept".to_owned()).into());
    }
    let meanwhile = |error: StoreError| {
        let is_taken = error.is_unique("cadence", "name_folded")
            || error.is_unique("cadence_version", "number");
        if is_taken { CadenceChangeError::Meanwhile } else { error.into() }
    };
    let at = micros(app.clock.recorded());
    let newest = rows::newest(tx, scope).await?;
    let there = newest.iter().find(|row| domain::people::names::fold(&row.name) == folded);
    let (id, number) = if let Some(row) = there {
        // Who writes a new version of one that is out of use means to use it.
        put_to_use(tx, app, scope, row, true, by).await?;
        (CadenceId(row.id), row.number + 1)
    } else {
        let id = CadenceId(app.ids.next());
        rows::insert(tx, scope, id, &cadence.name, &folded, at).await.map_err(meanwhile)?;
        (id, 1)
    };
    let row = rows::Version {
        id: app.ids.next(),
        cadence_id: id.0,
        name: cadence.name.clone(),
        number,
        definition,
        why: why.to_owned(),
    };
    let steps = steps_of(row.id, cadence);
    rows::insert_version(tx, scope, &row, &steps, at).await.map_err(meanwhile)?;
    let change = Change::new("added", "cadence", id.0).with("version", number);
    let change = if why.is_empty() { change } else { change.with("why", why) };
    change.with("name", cadence.name.as_str()).record(tx, app, scope, by).await?;
    Ok(())
}

/// Takes a cadence out of use, so that nobody is started on it any more, or into use again. Who runs on it goes on.
///
/// # Errors
/// [`CadenceChangeError::UnknownId`].
pub async fn retire(
    app: &App,
    member: &Member,
    id: CadenceId,
    is_retired: bool,
) -> Result<CadenceDetail, CadenceChangeError> {
    let (inner, by, scope) = (app.clone(), member.id, member.scope);
    app.db
        .transaction(scope, async move |tx| {
            let newest = rows::newest(tx, scope).await?;
            let row =
                newest.iter().find(|row| row.id == id.0).ok_or(CadenceChangeError::UnknownId)?;
            put_to_use(tx, &inner, scope, row, !is_retired, Some(by)).await?;
            Ok::<_, CadenceChangeError>(())
        })
        .await?;
    get(app, member, id).await
}

/// Writes that a cadence is in use or not, unless it is so already.
async fn put_to_use(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    row: &rows::Cadence,
    is_used: bool,
    by: Option<MemberId>,
) -> Result<(), StoreError> {
    if row.retired_at.is_none() == is_used {
        return Ok(());
    }
    let at = (!is_used).then(|| micros(app.clock.recorded()));
    rows::retire(tx, scope, CadenceId(row.id), at).await?;
    let verb = if is_used { "restored" } else { "retired" };
    Change::new(verb, "cadence", row.id).record(tx, app, scope, by).await
}

/// The steps of a version as the planner reads them.
fn steps_of(version_id: Uuid, cadence: &Cadence) -> Vec<rows::Step> {
    let numbered = cadence.steps.iter().zip(1..);
    numbered
        .map(|(step, number)| rows::Step {
            version_id,
            step: number,
            channel: step.channel.to_string(),
            minutes: step.minutes.into(),
            gap_days: step.gap.into(),
            window_days: step.window.into(),
            exit_ppm: step.exit_ppm.map(i64::from),
        })
        .collect()
}

fn shown(row: &rows::Cadence, cadence: &Cadence) -> CadenceShown {
    CadenceShown {
        id: CadenceId(row.id),
        name: row.name.clone(),
        version: row.number,
        touches: cadence.steps.len(),
        minutes: cadence.minutes(),
        last_day: cadence.last_day(),
        is_retired: row.retired_at.is_some(),
    }
}

/// What a script is filled with besides the person.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The name of the company they work for; empty when they have none.
    pub company: &'a str,
    /// The reason for the call.
    pub reason: Option<&'a str>,
    /// The time they named.
    pub agreed: Option<Timestamp>,
    /// The settings of the workspace: what we do, and what is worth giving.
    pub settings: &'a domain::settings::Settings,
}

/// The script of a step, filled in for a person; none when the step has none.
pub fn filled(
    member: &Member,
    cadence: &Cadence,
    step: &Step,
    row: &people_rows::Person,
    filling: Filling<'_>,
) -> Option<Filled> {
    let language = row.language.get(..2).and_then(|code| Language::parse(code).ok());
    let wanted = language.or(Some(filling.settings.language));
    let script = scripts::script_in(&step.scripts, wanted, &cadence.languages)?;
    let zone = member.zone.clone();
    let agreed = filling.agreed.map(|at| at.to_zoned(zone).strftime("%a %e %b %H:%M").to_string());
    let given = filling.settings;
    let values: BTreeMap<Field, String> = [
        (Field::Given, row.given.clone()),
        (Field::Family, row.family.clone()),
        (Field::Name, crate::people::shown_name(row)),
        (Field::Company, filling.company.to_owned()),
        (Field::JobTitle, row.job_title.clone()),
        (Field::Reason, filling.reason.unwrap_or_default().to_owned()),
        (Field::Rep, member.name.clone()),
        (Field::Agreed, agreed.unwrap_or_default()),
        (Field::OurCompany, given.our_company.clone()),
        (Field::Offer, given.offer.clone()),
        (Field::Fact, given.fact.clone()),
        (Field::Case, given.case.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .collect();
    scripts::fill(script, &values).ok()
}
