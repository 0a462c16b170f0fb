//! Calendar files: the time that they say is taken.

use domain::{
    calendar::{
        hours::Hours,
        ics::{self, BusyBlock},
        local,
        spans::Span,
    },
    plan::days::HORIZON,
};
use jiff::civil::Date;
use serde::Serialize;
use store::{calendar as rows, errors::StoreError};

use super::{CalendarChangeError, LOOK_BACK_DAYS, busy_row, hours};
use crate::{
    App,
    audit::Change,
    clock::{date_of, day_number},
    workspaces::Member,
};

/// How many days beside those worked an .ics file is unrolled ahead: holidays and leave lie among them.
const ICS_SPARE_DAYS: i64 = 120;

/// What the import of an .ics file did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct BusyImported {
    /// The calendar's name: importing one of the same name again replaces it.
    pub calendar: String,
    /// Blocks stored.
    pub blocks: usize,
    /// Blocks of the earlier import that were replaced.
    pub replaced: u64,
    /// The day up to which events that repeat were read: as far as planning reaches.
    pub until: Date,
    /// What could not be read, event by event.
    pub problems: Vec<String>,
}

/// Reads an .ics file as busy time; what an earlier file of the same name brought is replaced.
pub async fn import_busy(
    app: &App,
    member: &Member,
    name: &str,
    bytes: &[u8],
) -> Result<BusyImported, CalendarChangeError> {
    let today = app.clock.today(&member.zone);
    let day = |days: i64| local::start_of_day(&member.zone, date_of(day_number(today) + days));
    let n_days = days_planned(&hours(app, member).await?);
    let horizon = Span { from: day(-LOOK_BACK_DAYS), to: day(n_days) };
    let read = ics::busy_blocks(bytes, horizon, &member.zone)?;
    let blocks: Vec<rows::Busy> = read
        .blocks
        .iter()
        .map(|BusyBlock { uid, summary, span }| {
            let title = summary.as_deref().unwrap_or_default();
            busy_row(app, name, uid, title, span.from, span.to)
        })
        .collect();
    let (scope, id, n) = (member.scope, member.id, blocks.len());
    let calendar = name.to_owned();
    let (inner, by) = (app.clone(), member.clone());
    let replaced = app
        .db
        .transaction(scope, async move |tx| -> Result<u64, StoreError> {
            let replaced = rows::delete_busy_calendar(tx, scope, id, &calendar).await?;
            rows::insert_busy(tx, scope, id, &blocks).await?;
            let change = Change::new("imported", "busy", id.0).with("calendar", calendar.as_str());
            change.with("blocks", blocks.len()).by(tx, &inner, &by).await?;
            Ok(replaced)
        })
        .await?;
    Ok(BusyImported {
        calendar: name.to_owned(),
        blocks: n,
        replaced,
        until: date_of(day_number(today) + n_days),
        problems: read.problems.iter().map(ToString::to_string).collect(),
    })
}

/// How many days ahead planning reaches with these hours: 400 working days.
fn days_planned(hours: &Hours) -> i64 {
    let n_weekdays = hours.week().iter().filter(|minutes| **minutes > 0).count();
    let n_weekdays = i64::try_from(n_weekdays.max(1)).unwrap_or(1);
    let n_worked = i64::try_from(HORIZON).unwrap_or(i64::MAX);
    n_worked * 7 / n_weekdays + ICS_SPARE_DAYS
}
