//! `backup` and `restore`.

use std::path::PathBuf;

use app::{
    backup::{self, BackupError},
    clock::{Clock, Ids},
};
use clap::Args;
use store::database::Location;

use crate::{
    answer::{Answer, Failure},
    arguments::Global,
    context::{self, Context},
};

/// `touchstone backup`
#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to write, or a folder to write it into under a name with the time.
    #[arg(value_name = "FILE|FOLDER")]
    to: PathBuf,
}

/// `touchstone restore`
#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The backup.
    file: PathBuf,
}

/// Makes a backup.
pub(crate) async fn run(context: &Context, args: BackupArgs) -> Result<Answer, Failure> {
    let made = backup::make(&context.app, &args.to).await?;
    let text = format!(
        "{}\nverified: {} rows, {} bytes, SHA-256 {}",
        made.file.display(),
        made.rows,
        made.bytes,
        made.sha256
    );
    Answer::done(&made, text)
}

/// Restores a backup into the folder of --data.
pub(crate) async fn restore(global: &Global, args: RestoreArgs) -> Result<Answer, Failure> {
    let Location::Folder(folder) = context::location(global) else {
        return Err(BackupError::NotSqlite.into());
    };
    if global.told.data.is_none() {
        return Err(Failure::usage("no_folder", "name a new folder to restore into: --data DIR"));
    }
    let restored = backup::restore(&args.file, &folder, Clock::System, Ids::Random).await?;
    let text = format!(
        "{} holds the data of {}: {} rows, verified\nheld: nothing leaves here until `touchstone release`",
        restored.folder.display(),
        restored.made_at,
        restored.rows
    );
    Answer::done(&restored, text)
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        let code = match &error {
            BackupError::NotSqlite => "not_sqlite",
            BackupError::Exists { .. } => "file_exists",
            BackupError::Running => "backup_running",
            BackupError::Truncated { .. } => "backup_truncated",
            BackupError::Tampered { .. } => "backup_tampered",
            BackupError::Newer { .. } => "backup_newer",
            BackupError::NotEmpty { .. } => "folder_not_empty",
            BackupError::AuditBroken { .. } => "audit_broken",
            BackupError::Short { .. } => "backup_short",
            BackupError::Disk { .. } => "io",
            BackupError::Store(_) => "store",
        };
        let cause =
            std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        match code {
            "not_sqlite" | "file_exists" | "folder_not_empty" => {
                Self::usage(code, error.to_string())
            }
            _ => Self::failed(code, format!("{error}{cause}")),
        }
    }
}
