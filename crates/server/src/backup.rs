//! Backups in the data folder, for admins. They are restored by `touchstone restore`, never from outside.

use std::time::Duration;

use app::backup::{self, BackupError, Backups};
use axum::{Json as Answer, extract::State, http::StatusCode};
use domain::identity::Role;
use tracing::error;

use crate::{
    Site,
    api::{Routed, routes},
    policies::{Policy, Signed},
    problems::{Refused, problems},
};

/// How long who asks for a backup waits for its end; it goes on after that.
const PATIENCE: Duration = Duration::from_secs(20);

problems! { BackupError {
    Self::NotSqlite => CONFLICT "not_sqlite",
    Self::Running => CONFLICT "backup_running",
    Self::AuditBroken { .. } => CONFLICT "audit_broken",
    Self::Exists { .. } | Self::Truncated { .. } | Self::Tampered { .. } | Self::Newer { .. } | Self::NotEmpty { .. }
        | Self::Short { .. } | Self::Disk { .. } => INTERNAL_SERVER_ERROR "backup_failed",
} within {
    Self::Store(error) => app::StoreFailure: error,
} }

pub(crate) fn routes<T: Routed>(api: T) -> T {
    api.at(Policy::AtLeast(Role::Admin), routes!(list, make))
}

/// How the backups of this installation stand: one is made every night, verified, and the newest are kept.
#[utoipa::path(
    get, path = "/backups", tag = "backup",
    responses((status = 200, body = Backups), Refused<BackupError>),
)]
async fn list(
    State(site): State<Site>,
    Signed(_): Signed,
) -> Result<Answer<Backups>, Refused<BackupError>> {
    Ok(Answer(backup::backups(&site.app).await?))
}

/// Make a backup now, and verify it.
#[utoipa::path(
    post, path = "/backups", tag = "backup",
    responses(
        (status = 201, body = Backups),
        (status = 202, body = Backups, description = "It takes longer, and is still being made."),
        Refused<BackupError>,
    ),
)]
async fn make(
    State(site): State<Site>,
    Signed(caller): Signed,
) -> Result<(StatusCode, Answer<Backups>), Refused<BackupError>> {
    let (app, member) = (site.app.clone(), caller.member.clone());
    // Who asked may go meanwhile; what was begun is finished.
    let mut making = tokio::spawn(async move {
        let made = backup::by_hand(&app, &member).await;
        if let Err(error) = &made {
            error!(%error, "a backup failed");
        }
        made
    });
    let status = match tokio::time::timeout(PATIENCE, &mut making).await {
        Ok(Ok(made)) => made.map(|_| StatusCode::CREATED)?,
        Ok(Err(_)) => return Err(BackupError::from(app::StoreFailure::Stopping).into()),
        Err(_) => StatusCode::ACCEPTED,
    };
    Ok((status, Answer(backup::backups(&site.app).await?)))
}
