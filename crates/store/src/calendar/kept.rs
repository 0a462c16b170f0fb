//! All that is kept of a rep's calendar, in one question: filing asks it for every touch.

use domain::ids::MemberId;

use super::Interval;
use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// What is kept of a calendar. Days count from 1970-01-01, instants are microseconds UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Weekly hours.
    pub hours: Vec<Interval>,
    /// Hours that a day has instead of its weekday's: day, first minute, the minute after the last.
    pub own_hours: Vec<(i64, i64, i64)>,
    /// Leave: first and last day.
    pub leave: Vec<(i64, i64)>,
    /// Lost days: day, minutes lost (-1 for all of it).
    pub lost: Vec<(i64, i64)>,
    /// The rep's own holidays.
    pub own_holidays: Vec<i64>,
    /// Time that is taken: from, to.
    pub busy: Vec<(i64, i64)>,
    /// Meetings that are set or were held: from, minutes.
    pub meetings: Vec<(i64, i64)>,
}

/// One row of whatever is kept: which it is, and up to three numbers.
#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    a: i64,
    b: i64,
    c: i64,
}

/// What is kept of a rep's calendar from a day on; of busy time and meetings what reaches past the instant `from_at`.
pub async fn from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
    from_at: i64,
) -> Result<Kept, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            sql!(
                "select 'hours' as kind, weekday as a, from_minute as b, to_minute as c
from hours
where workspace_id = $1 and member_id = $2
union all
select 'own_hours', on_day, from_minute, to_minute
from own_hours
where workspace_id = $1 and member_id = $2 and on_day >= $3
union all
select 'leave', first_on, last_on, 0
from leave
where workspace_id = $1 and member_id = $2 and last_on >= $3
union all
select 'lost', on_day, minutes, 0
from lost_day
where workspace_id = $1 and member_id = $2 and on_day >= $3
union all
select 'own_holiday', on_day, 0, 0
from own_holiday
where workspace_id = $1 and member_id = $2 and on_day >= $3
union all
select 'busy', from_at, to_at, 0
from busy
where workspace_id = $1 and member_id = $2 and to_at > $4
union all
select 'meeting', starts_at, minutes, 0
from meeting
where workspace_id = $1 and member_id = $2 and starts_at >= $4 and state in ('set', 'held')
order by kind, a, b"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(from_on)
            .bind(from_at),
        )
        .await?;
    let mut kept = Kept::default();
    for Row { kind, a, b, c } in rows {
        match kind.as_str() {
            "hours" => kept.hours.push(Interval { weekday: a, from_minute: b, to_minute: c }),
            "own_hours" => kept.own_hours.push((a, b, c)),
            "leave" => kept.leave.push((a, b)),
            "lost" => kept.lost.push((a, b)),
            "own_holiday" => kept.own_holidays.push(a),
            "busy" => kept.busy.push((a, b)),
            _ => kept.meetings.push((a, b)),
        }
    }
    Ok(kept)
}
