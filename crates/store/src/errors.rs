//! What can go wrong in the store: a variant for each thing a caller can do about it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

use crate::migrations::MIGRATIONS;

/// Why the store refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// An invariant of the schema said no; mapped to the feature's own error in one place.
    #[error("the store refused the row: {0}")]
    Constraint(Constraint),
    /// No space: nothing of this write is stored, reads go on, later writes work once there is space.
    #[error("the disk is full: nothing was stored; free some space and try again")]
    Full,
    /// Other writers kept the data for longer than anybody should wait.
    #[error("another program kept the data busy for {} s: try again", .waited.as_secs())]
    Busy {
        /// How long was waited.
        waited: Duration,
    },
    /// The data was written by a newer version of the program.
    #[error("the data belongs to a newer version (it has `{migration}`): use that version")]
    TooNew {
        /// The first migration that this program does not know.
        migration: String,
    },
    /// The data was written by an older version and this opening may not change it.
    #[error(
        "the data belongs to an older version (it lacks `{migration}`): run `touchstone serve` once, which brings it up to date"
    )]
    TooOld {
        /// The first migration that is missing.
        migration: String,
    },
    /// The data file is not sound; restore a backup.
    #[error("the data file is damaged ({what}): restore a backup")]
    Damaged {
        /// What the engine found.
        what: String,
    },
    /// The commit that this write shared with others failed; nothing of it is stored.
    #[error("the write was lost with the others that shared its commit")]
    Lost(#[source] Arc<StoreError>),
    /// An earlier statement of the same transaction failed, so nothing further is done in it.
    #[error("an earlier statement of this transaction failed")]
    Failed,
    /// A statement that writes was given to a reader.
    #[error("a reader was given a statement that writes")]
    ReadOnly,
    /// A statement does not bind its workspace first (checked where debug assertions are on).
    #[error("the statement does not bind its workspace first: {text}")]
    Unscoped {
        /// The text of the statement.
        text: String,
    },
    /// The connection could see rows of other workspaces.
    #[error("PostgreSQL does not keep the workspaces apart: {why}")]
    NoWall {
        /// What is missing.
        why: String,
    },
    /// What the program's own role may not do.
    #[error(
        "on PostgreSQL only the owner of the tables may do this, as the record goes with it: use the URL of the owner"
    )]
    OwnerOnly,
    /// The data folder or the database cannot be reached or opened.
    #[error("cannot open the data ({what})")]
    Unreachable {
        /// What was tried.
        what: String,
        /// What the system said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A stored value that this program does not know, as a newer one may have written it. Why is not part of the message:
    /// it may quote the value, and messages go into logs.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// What was read.
        what: &'static str,
        /// Why it cannot be.
        why: String,
    },
    /// Another program took over a long piece of work; nothing of this write is stored.
    #[error("another program has gone on with this work: nothing was stored by this one")]
    Overtaken,
    /// The same request was done before; nothing of this write is stored.
    #[error("the same request was done before")]
    Repeated,
    /// A use case changed rows and left no line in the audit (checked where debug assertions are on).
    #[error("rows of `{table}` were changed without a line in the audit")]
    Unrecorded {
        /// The first table that was changed.
        table: String,
    },
    /// The program is stopping: nothing of this write is stored.
    #[error("the program is stopping")]
    Stopping,
    /// Anything unforeseen.
    #[error("the store failed")]
    Other(#[source] sqlx::Error),
}

/// The invariant that a row would have broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Constraint {
    /// A named `check`.
    #[error("`{name}` does not hold")]
    Check {
        /// The name of the check.
        name: String,
    },
    /// A primary key or unique index.
    #[error("`{table}` already has a row with this {}", columns.join(", "))]
    Unique {
        /// The table.
        table: String,
        /// The columns of the key, in its order.
        columns: Vec<String>,
    },
    /// A missing parent or a child left behind; SQLite does not tell the name.
    #[error("a row it belongs to is missing, or one that belongs to it is left")]
    ForeignKey {
        /// The name of the key, where the engine tells it.
        name: Option<String>,
    },
    /// A column that must be filled.
    #[error("`{table}.{column}` must not be empty")]
    NotNull {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
}

impl StoreError {
    /// The broken invariant, if that is what went wrong.
    pub fn constraint(&self) -> Option<&Constraint> {
        match self {
            Self::Constraint(constraint) => Some(constraint),
            _ => None,
        }
    }

    /// Whether a unique key of `table` that ends with `column` was broken.
    pub fn is_unique(&self, table: &str, column: &str) -> bool {
        matches!(self, Self::Constraint(Constraint::Unique { table: of, columns })
            if of == table && columns.last().is_some_and(|last| last == column))
    }

    /// Whether the check of this name was broken.
    pub fn is_check(&self, name: &str) -> bool {
        matches!(self, Self::Constraint(Constraint::Check { name: of }) if of == name)
    }

    /// Whether PostgreSQL said that its role may not do this.
    pub(crate) fn is_forbidden(&self) -> bool {
        matches!(self, Self::Other(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42501"))
    }

    /// Whether there was no space.
    pub(crate) fn is_full(&self) -> bool {
        match self {
            Self::Full => true,
            Self::Lost(cause) => cause.is_full(),
            _ => false,
        }
    }

    /// Whether SQLite said that somebody else holds the file.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self, Self::Busy { .. })
    }
}

/// Whether PostgreSQL asks for the transaction to be run again.
pub(crate) fn is_conflict(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    error
        .try_downcast_ref::<PgDatabaseError>()
        .is_some_and(|e| matches!(e.code(), "40001" | "40P01"))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::PoolTimedOut = error {
            return Self::Busy { waited: crate::database::PATIENCE };
        }
        let known = match &error {
            sqlx::Error::Database(cause) => {
                from_sqlite(cause.as_ref()).or_else(|| from_postgres(cause.as_ref()))
            }
            _ => None,
        };
        known.unwrap_or(Self::Other(error))
    }
}

/// Reads SQLite's extended result code: <https://sqlite.org/rescode.html>.
fn from_sqlite(error: &dyn DatabaseError) -> Option<StoreError> {
    let error = error.try_downcast_ref::<SqliteError>()?;
    let code: i64 = error.code()?.parse().ok()?;
    let message = error.message();
    // What follows the first colon of `UNIQUE constraint failed: person.workspace_id, person.id`.
    let named = message.split_once(": ").map_or("", |(_, named)| named);
    Some(match (code, code & 0xff) {
        (275, _) => StoreError::Constraint(Constraint::Check { name: named.to_owned() }),
        (787, _) => StoreError::Constraint(Constraint::ForeignKey { name: None }),
        (1299, _) => {
            let (table, column) = named.split_once('.')?;
            StoreError::Constraint(Constraint::NotNull {
                table: table.to_owned(),
                column: column.to_owned(),
            })
        }
        (1555 | 2067, _) => {
            let pairs: Vec<_> = named.split(", ").filter_map(|pair| pair.split_once('.')).collect();
            StoreError::Constraint(Constraint::Unique {
                table: pairs.first()?.0.to_owned(),
                columns: pairs.iter().map(|(_, column)| (*column).to_owned()).collect(),
            })
        }
        // 4874: the shared index beside the log could not grow.
        (4874, _) | (_, 13) => StoreError::Full,
        (_, 5 | 6) => StoreError::Busy { waited: Duration::ZERO },
        (_, 11 | 26) => StoreError::Damaged { what: message.to_owned() },
        _ => return None,
    })
}

/// The columns of each key on PostgreSQL, as the migrations write them.
static KEYS: LazyLock<BTreeMap<&str, Vec<String>>> =
    LazyLock::new(|| MIGRATIONS.iter().flat_map(|migration| keys_of(migration.postgres)).collect());

/// The keys that a migration makes: `constraint NAME primary key (…)`, `constraint NAME unique (…)` and
/// `create unique index NAME on TABLE (…)`.
fn keys_of(text: &str) -> impl Iterator<Item = (&str, Vec<String>)> {
    text.lines().filter_map(|line| {
        let line = line.trim();
        let (name, rest) = if let Some(rest) = line.strip_prefix("create unique index ") {
            rest.split_once(" on ")?
        } else {
            let (name, rest) = line.strip_prefix("constraint ")?.split_once(' ')?;
            (name, rest.strip_prefix("primary key").or_else(|| rest.strip_prefix("unique"))?)
        };
        let (columns, _) = rest.split_once('(')?.1.split_once(')')?;
        Some((name, columns.split(", ").map(str::to_owned).collect()))
    })
}

/// Reads PostgreSQL's SQLSTATE: <https://www.postgresql.org/docs/15/errcodes-appendix.html>.
fn from_postgres(error: &dyn DatabaseError) -> Option<StoreError> {
    let error = error.try_downcast_ref::<PgDatabaseError>()?;
    let table = || error.table().unwrap_or_default().to_owned();
    Some(match error.code() {
        "23514" => {
            StoreError::Constraint(Constraint::Check { name: error.constraint()?.to_owned() })
        }
        "23503" => StoreError::Constraint(Constraint::ForeignKey {
            name: error.constraint().map(str::to_owned),
        }),
        "23502" => StoreError::Constraint(Constraint::NotNull {
            table: table(),
            column: error.column()?.to_owned(),
        }),
        "23505" => {
            // Behind row-level security the server names the key only, not its columns.
            let columns = error.constraint().and_then(|key| KEYS.get(key));
            StoreError::Constraint(Constraint::Unique {
                table: table(),
                columns: columns.cloned().unwrap_or_default(),
            })
        }
        "53100" => StoreError::Full,
        "40001" | "40P01" | "55P03" | "53300" => StoreError::Busy { waited: Duration::ZERO },
        "XX001" | "XX002" => StoreError::Damaged { what: error.message().to_owned() },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_schema_is_known_by_its_columns() {
        let columns = |name: &str| KEYS.get(name).map(|columns| columns.join(" "));
        assert_eq!(columns("member_name_once").as_deref(), Some("workspace_id name_folded"));
        assert_eq!(columns("account_email_once").as_deref(), Some("email_key"));
        assert_eq!(columns("enrollment_one_a_person").as_deref(), Some("workspace_id person_id"));
        assert_eq!(columns("request_key_key").as_deref(), Some("workspace_id member_id key"));
        let n_keys =
            MIGRATIONS.iter().flat_map(|migration| migration.postgres.lines()).filter(|line| {
                line.contains(" primary key ")
                    || line.contains(" unique (")
                    || line.contains("create unique index")
            });
        assert_eq!(KEYS.len(), n_keys.count());
    }
}
