//! A rep's calendar: hours, leave, lost days, busy time, own holidays and caps per channel.

pub mod covers;
pub mod feeds;
pub mod kept;

use domain::ids::MemberId;
use uuid::Uuid;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// One interval of a weekday, in minutes after local midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Interval {
    /// 1 for Monday to 7 for Sunday.
    pub weekday: i64,
    /// First minute.
    pub from_minute: i64,
    /// The minute after the last; at most 1440.
    pub to_minute: i64,
}

/// Days off, first and last included (days since 1970-01-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Leave {
    /// Its id.
    pub id: Uuid,
    /// First day.
    pub first_on: i64,
    /// Last day.
    pub last_on: i64,
}

/// Time that is taken (microseconds UTC).
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Busy {
    /// Its id.
    pub id: Uuid,
    /// Empty when made by hand, else the name of the calendar file.
    pub calendar: String,
    /// The UID of the event in that file.
    pub uid: String,
    /// What it is, for the rep alone.
    pub title: String,
    /// From.
    pub from_at: i64,
    /// To.
    pub to_at: i64,
}

/// The weekly hours of a rep.
pub async fn hours(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
) -> Result<Vec<Interval>, StoreError> {
    tx.all(
        sql!(
            "select weekday, from_minute, to_minute
from hours
where workspace_id = $1 and member_id = $2
order by weekday, from_minute"
        )
        .bind(scope.workspace)
        .bind(member),
    )
    .await
}

/// Replaces the hours of one weekday.
pub async fn set_hours(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    weekday: i64,
    intervals: &[(i64, i64)],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from hours where workspace_id = $1 and member_id = $2 and weekday = $3")
            .bind(scope.workspace)
            .bind(member)
            .bind(weekday),
    )
    .await?;
    for (from, to) in intervals {
        tx.execute(
            sql!(
                "insert into hours (workspace_id, member_id, weekday, from_minute, to_minute)
values ($1, $2, $3, $4, $5)"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(weekday)
            .bind(*from)
            .bind(*to),
        )
        .await?;
    }
    Ok(())
}

/// The hours that days from a day on have instead of their weekday's: day, first minute, the minute after the last.
pub async fn own_hours_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    tx.all(
        sql!(
            "select on_day, from_minute, to_minute
from own_hours
where workspace_id = $1 and member_id = $2 and on_day >= $3
order by on_day, from_minute"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_on),
    )
    .await
}

/// Replaces the hours of one day; with none it has its weekday's again.
pub async fn set_own_hours(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
    intervals: &[(i64, i64)],
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from own_hours where workspace_id = $1 and member_id = $2 and on_day = $3")
            .bind(scope.workspace)
            .bind(member)
            .bind(on_day),
    )
    .await?;
    for (from, to) in intervals {
        tx.execute(
            sql!(
                "insert into own_hours (workspace_id, member_id, on_day, from_minute, to_minute)
values ($1, $2, $3, $4, $5)"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(on_day)
            .bind(*from)
            .bind(*to),
        )
        .await?;
    }
    Ok(())
}

/// The leave of a rep that ends on or after a day.
pub async fn leave_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
) -> Result<Vec<Leave>, StoreError> {
    tx.all(
        sql!(
            "select id, first_on, last_on
from leave
where workspace_id = $1 and member_id = $2 and last_on >= $3
order by first_on, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_on),
    )
    .await
}

/// Adds leave.
pub async fn insert_leave(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    leave: Leave,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("insert into leave (workspace_id, id, member_id, first_on, last_on) values ($1, $2, $3, $4, $5)")
            .bind(scope.workspace)
            .bind(leave.id)
            .bind(member)
            .bind(leave.first_on)
            .bind(leave.last_on),
    )
    .await?;
    Ok(())
}

/// Takes leave back; says whether it was there.
pub async fn delete_leave(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    id: Uuid,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!("delete from leave where workspace_id = $1 and member_id = $2 and id = $3")
                .bind(scope.workspace)
                .bind(member)
                .bind(id),
        )
        .await?;
    Ok(n > 0)
}

/// Lost days from a day on: day, minutes lost (-1 for the whole day).
pub async fn lost_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.all(
        sql!(
            "select on_day, minutes
from lost_day
where workspace_id = $1 and member_id = $2 and on_day >= $3
order by on_day"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_on),
    )
    .await
}

/// Says how much of a day was lost (-1 for all of it), instead of what was said before; 0 takes it back.
pub async fn set_lost(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
    minutes: i64,
) -> Result<(), StoreError> {
    tx.execute(
        sql!("delete from lost_day where workspace_id = $1 and member_id = $2 and on_day = $3")
            .bind(scope.workspace)
            .bind(member)
            .bind(on_day),
    )
    .await?;
    if minutes != 0 {
        tx.execute(
            sql!("insert into lost_day (workspace_id, member_id, on_day, minutes) values ($1, $2, $3, $4)")
                .bind(scope.workspace)
                .bind(member)
                .bind(on_day)
                .bind(minutes),
        )
        .await?;
    }
    Ok(())
}

/// The rep's own holidays from a day on: day, name.
pub async fn own_holidays_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
) -> Result<Vec<(i64, String)>, StoreError> {
    tx.all(
        sql!(
            "select on_day, name
from own_holiday
where workspace_id = $1 and member_id = $2 and on_day >= $3
order by on_day"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_on),
    )
    .await
}

/// Adds a holiday of the rep, or renames it.
pub async fn set_own_holiday(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
    name: &str,
) -> Result<(), StoreError> {
    tx.execute(
        sql!(
            "insert into own_holiday (workspace_id, member_id, on_day, name)
values ($1, $2, $3, $4)
on conflict (workspace_id, member_id, on_day) do update set name = excluded.name"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(on_day)
        .bind(name),
    )
    .await?;
    Ok(())
}

/// Takes a holiday of the rep back; says whether it was there.
pub async fn delete_own_holiday(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    on_day: i64,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!(
                "delete from own_holiday where workspace_id = $1 and member_id = $2 and on_day = $3"
            )
            .bind(scope.workspace)
            .bind(member)
            .bind(on_day),
        )
        .await?;
    Ok(n > 0)
}

/// Busy time that ends after an instant.
pub async fn busy_from(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_at: i64,
) -> Result<Vec<Busy>, StoreError> {
    tx.all(
        sql!(
            "select id, calendar, uid, title, from_at, to_at
from busy
where workspace_id = $1 and member_id = $2 and to_at > $3
order by from_at, id"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_at),
    )
    .await
}

/// Adds busy time.
pub async fn insert_busy(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    busy: &[Busy],
) -> Result<(), StoreError> {
    for chunk in busy.chunks(500) {
        tx.execute(
            sql!("insert into busy (workspace_id, id, member_id, calendar, uid, title, from_at, to_at) values ").rows(
                chunk.iter().map(|b| {
                    [
                        scope.workspace.into(),
                        b.id.into(),
                        member.into(),
                        b.calendar.as_str().into(),
                        b.uid.as_str().into(),
                        b.title.as_str().into(),
                        b.from_at.into(),
                        b.to_at.into(),
                    ]
                }),
            ),
        )
        .await?;
    }
    Ok(())
}

/// Removes one busy block; says whether it was there.
pub async fn delete_busy(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    id: Uuid,
) -> Result<bool, StoreError> {
    let n = tx
        .execute(
            sql!("delete from busy where workspace_id = $1 and member_id = $2 and id = $3")
                .bind(scope.workspace)
                .bind(member)
                .bind(id),
        )
        .await?;
    Ok(n > 0)
}

/// Removes all that came from one calendar file; says how many blocks that were.
pub async fn delete_busy_calendar(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    calendar: &str,
) -> Result<u64, StoreError> {
    tx.execute(
        sql!("delete from busy where workspace_id = $1 and member_id = $2 and calendar = $3")
            .bind(scope.workspace)
            .bind(member)
            .bind(calendar),
    )
    .await
}
