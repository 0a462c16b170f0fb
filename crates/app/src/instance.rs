//! This installation: a restored or copied one is held, and reaches nobody outside until a person releases it.

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{
    database::Db,
    errors::StoreError,
    instance::{self as rows, Instance},
    scope::Scope,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App, audit,
    clock::{instant_of, micros},
};

/// Whether this installation may reach anybody outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Standing {
    /// Its id: another for every restored copy.
    pub id: Uuid,
    /// Whether nothing may leave it: no mail, no call of another program.
    pub is_held: bool,
    /// Why it is held.
    pub why: String,
    /// Since when.
    pub since: Timestamp,
    /// When the last verified backup was made.
    pub backup_at: Option<Timestamp>,
}

/// How this installation stands, without writing anything down.
pub async fn seen(app: &App) -> Result<Standing, StoreError> {
    let found = app.db.read(Scope::INSTALLATION, async |tx| rows::get(tx).await).await?;
    Ok(shown(&judged(app, found, &mark_of(&app.db))))
}

/// Whether work can be taken on: the data answers, and what is written finds room.
///
/// # Errors
/// [`StoreError::Full`] when hardly anything could be stored.
pub async fn can_work(app: &App) -> Result<(), StoreError> {
    app.db.read(Scope::INSTALLATION, async |tx| rows::get(tx).await).await?;
    app.db.has_room()
}

/// How this installation stands; data that was copied to another place since it was last asked is held from now on.
pub async fn standing(app: &App) -> Result<Standing, StoreError> {
    let found = app.db.read(Scope::INSTALLATION, async |tx| rows::get(tx).await).await?;
    let mark = mark_of(&app.db);
    if let Some(known) = &found
        && known.mark == mark
    {
        return Ok(shown(known));
    }
    let inner = app.clone();
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| {
            let judged = judged(&inner, rows::get(tx).await?, &mark);
            rows::put(tx, &judged).await?;
            Ok(shown(&judged))
        })
        .await
}

/// What an installation is in the place with this mark.
fn judged(app: &App, known: Option<Instance>, mark: &str) -> Instance {
    let now = micros(app.clock.recorded());
    match known {
        None => Instance {
            id: app.ids.next(),
            state: "live".to_owned(),
            why: String::new(),
            mark: mark.to_owned(),
            since_at: now,
            backup_at: None,
        },
        Some(known) if known.mark.is_empty() => Instance { mark: mark.to_owned(), ..known },
        Some(known) if known.mark == mark => known,
        Some(known) => Instance {
            id: app.ids.next(),
            state: "held".to_owned(),
            why: "the data is in another place than it was".to_owned(),
            mark: mark.to_owned(),
            since_at: now,
            backup_at: known.backup_at,
        },
    }
}

/// Holds this installation; it is another one from now on.
pub async fn hold(app: &App, why: String) -> Result<Standing, StoreError> {
    let inner = app.clone();
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| {
            let held = Instance {
                id: inner.ids.next(),
                state: "held".to_owned(),
                why: why.clone(),
                mark: String::new(),
                since_at: micros(inner.clock.recorded()),
                backup_at: rows::get(tx).await?.and_then(|known| known.backup_at),
            };
            rows::put(tx, &held).await?;
            Ok(shown(&held))
        })
        .await
}

/// Lets a held installation reach others again; says whether it was held.
pub async fn release(app: &App) -> Result<bool, StoreError> {
    let was_held = standing(app).await?.is_held;
    let inner = app.clone();
    app.db
        .transaction(Scope::INSTALLATION, async move |tx| {
            if let Some(known) = rows::get(tx).await? {
                let live = Instance {
                    state: "live".to_owned(),
                    why: String::new(),
                    since_at: micros(inner.clock.recorded()),
                    ..known
                };
                rows::put(tx, &live).await?;
            }
            Ok(was_held)
        })
        .await
}

/// By what an installation knows its place: the machine and the folder. On PostgreSQL it is wherever its server is.
fn mark_of(db: &Db) -> String {
    let Some(folder) = db.folder() else { return "server".to_owned() };
    let machine = std::fs::read_to_string("/etc/machine-id").unwrap_or_default();
    let folder = folder.canonicalize().unwrap_or(folder);
    let mut hash = Sha256::new();
    hash.update(machine.trim().as_bytes());
    hash.update([0]);
    hash.update(folder.as_os_str().as_encoded_bytes());
    audit::hex(&hash.finalize())
}

fn shown(row: &Instance) -> Standing {
    Standing {
        id: row.id,
        is_held: row.state == "held",
        why: row.why.clone(),
        since: instant_of(row.since_at),
        backup_at: row.backup_at.map(instant_of),
    }
}
