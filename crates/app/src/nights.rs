//! The night of a rep: work done at 03:00 of each of their local days, once.

pub mod tidy;

use domain::{calendar::nights as rules, ids::MemberId};
use jiff::{Timestamp, civil::Date};
use store::{
    errors::StoreError,
    jobs::{self as rows, Job},
    scope::Scope,
    transaction::Tx,
    workspaces as workspace_rows,
};
use tracing::info;

use crate::{
    App, audit,
    audit::Change,
    backup,
    clock::{date_of, day_number, micros},
    jobs::JobError,
};

/// What the jobs of nights are called.
pub(crate) const KIND: &str = "night";

/// What is done in a night, in this order. Each task may be done again for the same day and changes nothing then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// Seals what is left of the audit.
    Seal,
    /// Removes rows that have had their time.
    Tidy,
    /// The same for rows that belong to no workspace.
    TidyInstallation,
    /// Verifies the chain of the audit.
    Verify,
    /// Makes the verified backup of the day.
    Backup,
}

/// Whose task it is: it is done once for each of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// Everybody's own.
    Rep,
    /// The workspace's: done in the night of its first rep.
    Workspace,
    /// The installation's: done in the night of the first rep of the first workspace.
    Installation,
}

impl Task {
    const ALL: &[Self] =
        &[Self::Seal, Self::Tidy, Self::TidyInstallation, Self::Verify, Self::Backup];

    const fn whose(self) -> Whose {
        match self {
            Self::Seal | Self::Tidy | Self::Verify => Whose::Workspace,
            Self::TidyInstallation | Self::Backup => Whose::Installation,
        }
    }

    async fn run(self, app: &App, night: &Night) -> Result<(), JobError> {
        match self {
            Self::Seal => {
                audit::seal(app, night.scope).await?;
            }
            Self::Tidy => {
                tidy::workspace(app, night.scope, app.clock.recorded()).await?;
            }
            Self::TidyInstallation => {
                tidy::installation(app, app.clock.recorded()).await?;
            }
            Self::Verify => {
                if audit::verify(app, night.scope).await?.wrong.is_some() {
                    return Err(JobError::AuditBroken);
                }
            }
            Self::Backup => {
                backup::of_the_day(app, night.day).await?;
            }
        }
        Ok(())
    }
}

/// One night of one rep.
struct Night {
    scope: Scope,
    day: Date,
    /// How much it is the night of.
    widest: Whose,
}

/// Gives the nights that are due to jobs; says when the next one is.
pub(crate) async fn begin(
    tx: &mut Tx,
    app: &App,
    scope: Scope,
    now: Timestamp,
) -> Result<Option<i64>, StoreError> {
    let members = workspace_rows::members(tx, scope).await?;
    let reach = jiff::Span::new().days(rules::MADE_UP + 2);
    let from = now.to_zoned(jiff::tz::TimeZone::UTC).date().checked_sub(reach).unwrap_or(Date::MIN);
    let begun = rows::nights(tx, scope, day_number(from)).await?;
    let mut next: Option<i64> = None;
    for row in members {
        let id = MemberId(row.id);
        let Ok(zone) = domain::calendar::local::zone(&row.zone) else { continue };
        let of_rep: Vec<Date> = begun
            .iter()
            .filter(|(member, _)| *member == id.0)
            .map(|(_, day)| date_of(*day))
            .collect();
        for day in rules::to_begin(&zone, now, &of_rep) {
            let at = micros(app.clock.recorded());
            if rows::begin_night(tx, scope, id, day_number(day), at).await? {
                let due = rules::due(&zone, day).map_or(micros(now), micros);
                let mut job = Job::queued(app.ids.next(), KIND, due, at);
                job.subject_id = Some(id.0);
                job.on_day = Some(day_number(day));
                rows::enqueue(tx, scope, &job).await?;
            }
        }
        next = next.into_iter().chain(rules::next(&zone, now).map(micros)).min();
    }
    Ok(next)
}

/// Does the tasks of a night; its end and the line that says so are one transaction.
pub(crate) async fn perform(
    app: &App,
    scope: Scope,
    job: &Job,
    member: MemberId,
    day: Date,
) -> Result<(), JobError> {
    let night = Night { scope, day, widest: widest(app, scope, member).await? };
    for task in Task::ALL {
        if task.whose() <= night.widest {
            task.run(app, &night).await?;
        }
    }
    let (inner, done) = (app.clone(), job.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::finish(tx, scope, &done, micros(inner.clock.recorded())).await?;
            let change = Change::new("ended the night", "member", member.0);
            change.with("on", day.to_string()).record(tx, &inner, scope, None).await
        })
        .await?;
    info!(member.id = %member, %day, "Ended the night of {day}");
    Ok(())
}

/// How much a rep's night is the night of: the first rep's is that of the workspace too.
async fn widest(app: &App, scope: Scope, member: MemberId) -> Result<Whose, StoreError> {
    let members = app.db.read(scope, async |tx| workspace_rows::members(tx, scope).await).await?;
    if members.first().is_none_or(|first| first.id != member.0) {
        return Ok(Whose::Rep);
    }
    let all = app.db.read(Scope::INSTALLATION, async |tx| workspace_rows::all(tx).await).await?;
    let is_first = all.first().is_some_and(|first| first.id == scope.workspace.0);
    Ok(if is_first { Whose::Installation } else { Whose::Workspace })
}
