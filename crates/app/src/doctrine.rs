//! Doctrines: those a workspace has, which is in force, and what past activity counts as under any of them.

pub mod preview;
pub mod read;
pub mod warnings;

use domain::{
    doctrine::{Doctrine, DoctrineError, Rule, Warning, shipped},
    ids::{DoctrineId, DoctrineVersionId, MemberId},
    people::names::fold,
};
use jiff::Timestamp;
use serde::Serialize;
use store::{
    doctrine as rows, errors::StoreError, scope::Scope, transaction::Tx,
    workspaces as workspace_rows,
};

use crate::{
    App,
    audit::Change,
    clock::{PeriodError, instant_of, micros},
    plan::book::PlanningError,
    workspaces::Member,
};

/// How many changes of the doctrine in force are shown.
const HISTORY: i64 = 100;

/// A doctrine as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DoctrineShown {
    /// Its name.
    pub name: String,
    /// Its rule in one sentence.
    pub sentence: String,
    /// What it warns of.
    pub warning: Option<Warning>,
    /// The number of its newest version.
    pub version: i64,
    /// Whether that version is one that was shipped.
    pub is_shipped: bool,
    /// Whether it is in force; then in the version `in_force`.
    pub is_in_force: bool,
    /// The version that is in force.
    pub in_force: Option<i64>,
    /// Since when; none while it is in force because nothing else was set.
    pub since: Option<Timestamp>,
}

/// A doctrine with its rules.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DoctrineDetail {
    /// What the list shows.
    #[serde(flatten)]
    pub shown: DoctrineShown,
    /// The rules of the newest version, the first that holds decides.
    pub rules: Vec<Rule>,
    /// The file.
    pub toml: String,
    /// Its versions, the oldest first.
    pub versions: Vec<VersionShown>,
    /// When it was in force, and any other one: the newest first.
    pub history: Vec<InForceShown>,
}

/// A version as it is listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DoctrineVersionShown)]
pub struct VersionShown {
    /// Its number, from 1.
    pub number: i64,
    /// Who saved it; none for one that was shipped.
    pub by: Option<MemberId>,
    /// When; none for one that was shipped and never set in force.
    pub at: Option<Timestamp>,
}

/// From when on a doctrine was in force.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct InForceShown {
    /// Its name.
    pub name: String,
    /// Which version.
    pub version: i64,
    /// From when on.
    pub from: Timestamp,
    /// Who set it.
    pub by: MemberId,
    /// The name of that member.
    pub by_name: String,
    /// Why; empty when nothing was said.
    pub why: String,
}

/// Why a doctrine cannot be shown, saved, set or read by.
#[derive(Debug, thiserror::Error)]
pub enum DoctrineUseError {
    /// There is none of that name.
    #[error("there is no doctrine `{name}`: known are {known}")]
    Unknown {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// There is no such version of it.
    #[error("`{name}` has no version {version}: the newest is {newest}")]
    UnknownVersion {
        /// The doctrine.
        name: String,
        /// The version asked for.
        version: i64,
        /// The newest one.
        newest: i64,
    },
    /// The file is not one of a doctrine.
    #[error(transparent)]
    Doctrine(#[from] DoctrineError),
    /// Its newest version says the same.
    #[error("version {version} of `{name}` says the same already")]
    Same {
        /// The doctrine.
        name: String,
        /// Its newest version.
        version: i64,
    },
    /// The days end before they begin, or are too many.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The working days of the rep are not known.
    #[error(transparent)]
    Planning(#[from] PlanningError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// One version of a doctrine, ready to be read by.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// The stored version; none for one that is shipped and not stored.
    id: Option<DoctrineVersionId>,
    stored: Option<rows::Version>,
    number: i64,
    is_shipped: bool,
    pub(crate) doctrine: Doctrine,
}

/// All doctrines of a workspace at one moment: those shipped and those stored.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    /// By doctrine in the order of the list: its versions, the oldest first.
    doctrines: Vec<Vec<Version>>,
    /// What was in force, the newest first.
    history: Vec<rows::InForce>,
}

impl Shelf {
    pub(crate) async fn of(tx: &mut Tx, scope: Scope) -> Result<Self, StoreError> {
        let stored = rows::versions(tx, scope).await?;
        let history = rows::in_force(tx, scope, HISTORY).await?;
        let mut doctrines: Vec<Vec<Version>> = Vec::new();
        for doctrine in shipped::shipped().map_err(|error| unreadable(&error))? {
            let is_stored = |row: &rows::Version| row.name_folded == fold(&doctrine.name);
            if !stored.iter().any(is_stored) {
                doctrines.push(vec![Version {
                    id: None,
                    stored: None,
                    number: 1,
                    is_shipped: true,
                    doctrine,
                }]);
            }
        }
        for row in stored {
            let doctrine = Doctrine::read(&row.definition).map_err(|error| unreadable(&error))?;
            let version = Version {
                id: Some(DoctrineVersionId(row.id)),
                number: row.number,
                is_shipped: row.member_id.is_none(),
                doctrine,
                stored: Some(row),
            };
            match doctrines.last_mut().filter(|of| is_same_doctrine(of, &version)) {
                Some(versions) => versions.push(version),
                None => doctrines.push(vec![version]),
            }
        }
        doctrines.sort_by_key(|versions| versions.first().map(|one| fold(&one.doctrine.name)));
        Ok(Self { doctrines, history })
    }

    /// The version in force, and since when.
    pub(crate) fn in_force(&self) -> Result<(&Version, Option<Timestamp>), DoctrineUseError> {
        let set = self.history.first();
        let id = set.map(|row| DoctrineVersionId(row.version_id));
        let found = self.doctrines.iter().flatten().find(|version| match id {
            Some(id) => version.id == Some(id),
            None => version.doctrine.name == shipped::USUAL && version.number == 1,
        });
        let since = set.map(|row| instant_of(row.from_at));
        found.map(|found| (found, since)).ok_or_else(|| {
            StoreError::Unreadable {
                what: "doctrine",
                why: "that in force is not there".to_owned(),
            }
            .into()
        })
    }

    /// The one to read by: that of a name in its newest or a named version, else that in force.
    pub(crate) fn chosen(
        &self,
        name: Option<&str>,
        version: Option<i64>,
    ) -> Result<&Version, DoctrineUseError> {
        let Some(name) = name else { return Ok(self.in_force()?.0) };
        let versions = self.named(name)?;
        let newest = versions.last().map_or(0, |version| version.number);
        let number = version.unwrap_or(newest);
        versions.iter().find(|version| version.number == number).ok_or_else(|| {
            DoctrineUseError::UnknownVersion { name: name.to_owned(), version: number, newest }
        })
    }

    fn named(&self, name: &str) -> Result<&[Version], DoctrineUseError> {
        let folded = fold(name);
        let is_meant = |of: &&Vec<Version>| {
            of.first().is_some_and(|version| fold(&version.doctrine.name) == folded)
        };
        self.doctrines.iter().find(is_meant).map(Vec::as_slice).ok_or_else(|| {
            let names = self.doctrines.iter().filter_map(|versions| versions.last());
            let known: Vec<&str> = names.map(|version| version.doctrine.name.as_str()).collect();
            DoctrineUseError::Unknown { name: name.to_owned(), known: known.join(", ") }
        })
    }

    fn shown(&self, versions: &[Version]) -> Result<Option<DoctrineShown>, DoctrineUseError> {
        let (in_force, since) = self.in_force()?;
        let Some(newest) = versions.last() else { return Ok(None) };
        let is_in_force = versions.iter().any(|version| is_same(version, in_force));
        Ok(Some(DoctrineShown {
            name: newest.doctrine.name.clone(),
            sentence: newest.doctrine.sentence.clone(),
            warning: newest.doctrine.warning,
            version: newest.number,
            is_shipped: newest.is_shipped,
            is_in_force,
            in_force: is_in_force.then_some(in_force.number),
            since: since.filter(|_| is_in_force),
        }))
    }
}

fn is_same(one: &Version, other: &Version) -> bool {
    one.id == other.id && one.doctrine.name == other.doctrine.name && one.number == other.number
}

fn is_same_doctrine(versions: &[Version], version: &Version) -> bool {
    let of = |version: &Version| version.stored.as_ref().map(|row| row.doctrine_id);
    versions.first().is_some_and(|first| of(first).is_some() && of(first) == of(version))
}

fn unreadable(error: &DoctrineError) -> StoreError {
    StoreError::Unreadable { what: "doctrine", why: error.to_string() }
}

/// Every doctrine, by name.
pub async fn list(app: &App, member: &Member) -> Result<Vec<DoctrineShown>, DoctrineUseError> {
    let scope = member.scope;
    app.db
        .snapshot(scope, async |tx| {
            let shelf = Shelf::of(tx, scope).await?;
            let shown = shelf.doctrines.iter().map(|versions| shelf.shown(versions));
            shown.filter_map(Result::transpose).collect()
        })
        .await
}

/// One doctrine by name, with its rules, its versions, and what was in force when.
pub async fn show(
    app: &App,
    member: &Member,
    name: &str,
) -> Result<DoctrineDetail, DoctrineUseError> {
    let scope = member.scope;
    app.db.snapshot(scope, async |tx| detail(tx, scope, name).await).await
}

async fn detail(tx: &mut Tx, scope: Scope, name: &str) -> Result<DoctrineDetail, DoctrineUseError> {
    let shelf = Shelf::of(tx, scope).await?;
    let versions = shelf.named(name)?;
    let newest = shelf.chosen(Some(name), None)?;
    let members = workspace_rows::members(tx, scope).await?;
    let history = shelf.history.iter().filter_map(|row| {
        let id = DoctrineVersionId(row.version_id);
        let version = shelf.doctrines.iter().flatten().find(|version| version.id == Some(id))?;
        let by = members.iter().find(|member| member.id == row.member_id);
        Some(InForceShown {
            name: version.doctrine.name.clone(),
            version: version.number,
            from: instant_of(row.from_at),
            by: MemberId(row.member_id),
            by_name: by.map(|member| member.name.clone()).unwrap_or_default(),
            why: row.why.clone(),
        })
    });
    let listed = versions.iter().map(|version| VersionShown {
        number: version.number,
        by: version.stored.as_ref().and_then(|row| row.member_id).map(MemberId),
        at: version.stored.as_ref().map(|row| instant_of(row.created_at)),
    });
    let unknown = || DoctrineUseError::Unknown { name: name.to_owned(), known: String::new() };
    Ok(DoctrineDetail {
        shown: shelf.shown(versions)?.ok_or_else(unknown)?,
        rules: newest.doctrine.rules.clone(),
        toml: newest.doctrine.write()?,
        versions: listed.collect(),
        history: history.collect(),
    })
}

/// Saves an edited doctrine: one of a name that is there gets a new version, what is in force stays so until another is set.
pub async fn save(
    app: &App,
    member: &Member,
    text: &str,
) -> Result<DoctrineDetail, DoctrineUseError> {
    let doctrine = Doctrine::read(text)?;
    let (app, member) = (app.clone(), member.clone());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        workspace_rows::lock_member(tx, scope, member.id).await?;
        let shelf = Shelf::of(tx, scope).await?;
        let (id, number) = match shelf.named(&doctrine.name) {
            Ok(_) => {
                let newest = shelf.chosen(Some(&doctrine.name), None)?;
                if newest.doctrine == doctrine {
                    let (name, version) = (doctrine.name.clone(), newest.number);
                    return Err(DoctrineUseError::Same { name, version });
                }
                let (id, _) = stored(tx, &app, scope, newest).await?;
                (id, newest.number + 1)
            }
            Err(DoctrineUseError::Unknown { .. }) => {
                (new_doctrine(tx, &app, scope, &doctrine).await?, 1)
            }
            Err(error) => return Err(error),
        };
        let version = new_version(tx, &app, scope, id, number, &doctrine, Some(member.id)).await?;
        written(tx, &app, &member, "saved", version).await?;
        detail(tx, scope, &doctrine.name).await
    })
    .await
}

/// Sets a doctrine in force from now on, in its newest or a named version. What was in force before stays in the history.
pub async fn set_in_force(
    app: &App,
    member: &Member,
    name: &str,
    version: Option<i64>,
    why: &str,
) -> Result<DoctrineDetail, DoctrineUseError> {
    let (app, member) = (app.clone(), member.clone());
    let (name, why) = (name.to_owned(), why.trim().to_owned());
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        workspace_rows::lock_member(tx, scope, member.id).await?;
        let shelf = Shelf::of(tx, scope).await?;
        let chosen = shelf.chosen(Some(&name), version)?;
        let (in_force, since) = shelf.in_force()?;
        // The same once more is no change, unless it was in force only because nothing was set.
        if since.is_none() || !is_same(chosen, in_force) {
            let (_, version) = stored(tx, &app, scope, chosen).await?;
            let row = rows::InForce {
                id: app.ids.next(),
                version_id: version.0,
                member_id: member.id.0,
                why: why.clone(),
                from_at: micros(app.clock.now()),
                recorded_at: micros(app.clock.recorded()),
            };
            rows::set_in_force(tx, scope, &row).await?;
            written(tx, &app, &member, "set in force", version).await?;
        }
        detail(tx, scope, &name).await
    })
    .await
}

/// The ids of a version, which is stored when it is one that was shipped and is not yet.
async fn stored(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    version: &Version,
) -> Result<(DoctrineId, DoctrineVersionId), DoctrineUseError> {
    if let Some(row) = &version.stored {
        return Ok((DoctrineId(row.doctrine_id), DoctrineVersionId(row.id)));
    }
    let id = new_doctrine(tx, app, scope, &version.doctrine).await?;
    let made = new_version(tx, app, scope, id, version.number, &version.doctrine, None).await?;
    Ok((id, made))
}

async fn new_doctrine(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    doctrine: &Doctrine,
) -> Result<DoctrineId, StoreError> {
    let (id, name) = (DoctrineId(app.ids.next()), doctrine.name.trim());
    rows::insert(tx, scope, id, name, &fold(name), micros(app.clock.recorded())).await?;
    Ok(id)
}

async fn new_version(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    doctrine_id: DoctrineId,
    number: i64,
    doctrine: &Doctrine,
    by: Option<MemberId>,
) -> Result<DoctrineVersionId, DoctrineUseError> {
    let row = rows::Version {
        id: app.ids.next(),
        doctrine_id: doctrine_id.0,
        name: doctrine.name.clone(),
        name_folded: fold(&doctrine.name),
        number,
        definition: doctrine.write()?,
        member_id: by.map(|by| by.0),
        created_at: micros(app.clock.recorded()),
    };
    rows::insert_version(tx, scope, &row).await?;
    Ok(DoctrineVersionId(row.id))
}

async fn written(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    action: &'static str,
    version: DoctrineVersionId,
) -> Result<(), StoreError> {
    let change = Change::new(action, "doctrine_version", version.0);
    change.with("version_id", version.to_string()).by(tx, app, member).await
}
