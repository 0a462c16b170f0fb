//! Tallies: what a rep did per local day, so that a year costs days and not activities.

use domain::ids::MemberId;

use crate::errors::StoreError;
use crate::scope::Scope;
use crate::sql;
use crate::transaction::Tx;

/// Whose tallies of what an activity is counted in.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// Whose.
    pub member: MemberId,
    /// On which local day.
    pub on_day: i64,
    /// On which channel; empty for none.
    pub channel: &'a str,
    /// The local time by which it was done, in minutes and whole quarters of an hour.
    pub by_minute: Option<i64>,
}

/// What is added to the tally of a behaviour.
#[derive(Clone, Copy, Debug)]
pub struct Count<'a> {
    /// Which; empty for what counts as nothing.
    pub behaviour: &'a str,
    /// How often; negative to take back.
    pub n: i64,
    /// How long.
    pub minutes: i64,
}

/// How often a rep did something on a day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Times {
    /// The local day.
    pub on_day: i64,
    /// The behaviour.
    pub behaviour: String,
    /// How often.
    pub n: i64,
}

/// Adds to the tallies of some behaviours, each named once.
pub async fn add(
    tx: &mut Tx,
    scope: Scope,
    of: Of<'_>,
    counts: &[Count<'_>],
) -> Result<(), StoreError> {
    let counted = counts.iter().map(|count| {
        [
            scope.workspace.into(),
            of.member.into(),
            of.on_day.into(),
            count.behaviour.into(),
            of.channel.into(),
            count.n.into(),
            count.minutes.into(),
        ]
    });
    let tally = sql!(
        "insert into tally (workspace_id, member_id, on_day, behaviour, channel, n, minutes) values"
    )
    .rows(counted)
    .push(
        " on conflict (workspace_id, member_id, on_day, behaviour, channel)
do update set n = tally.n + excluded.n, minutes = tally.minutes + excluded.minutes",
    );
    // What counts as nothing has no goal, and so no time by which it was to be done.
    let mut with_goal = counts.iter().filter(|count| !count.behaviour.is_empty()).peekable();
    let Some(by_minute) = of.by_minute.filter(|_| with_goal.peek().is_some()) else {
        return tx.post(tally).await;
    };
    let counted = with_goal.map(|count| {
        [
            scope.workspace.into(),
            of.member.into(),
            of.on_day.into(),
            count.behaviour.into(),
            by_minute.into(),
            count.n.into(),
        ]
    });
    let by_time = sql!(
        "insert into tally_time (workspace_id, member_id, on_day, behaviour, by_minute, n) values"
    )
    .rows(counted)
    .push(
        " on conflict (workspace_id, member_id, on_day, behaviour, by_minute)
do update set n = tally_time.n + excluded.n",
    );
    tx.post(tally).await?;
    tx.post(by_time).await
}

/// Minutes a rep spent per local day from a day on: day, minutes.
pub async fn minutes_by_day(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    from_on: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.all(
        sql!(
            "select on_day, cast(sum(minutes) as bigint) as n_minutes
from tally
where workspace_id = $1 and member_id = $2 and on_day >= $3
group by on_day
order by on_day"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(from_on),
    )
    .await
}

/// How often a rep did what on the days from one to another.
pub async fn times(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    days: (i64, i64),
) -> Result<Vec<Times>, StoreError> {
    tx.all(
        sql!(
            "select on_day, behaviour, cast(sum(n) as bigint) as n
from tally
where workspace_id = $1 and member_id = $2 and on_day between $3 and $4
group by on_day, behaviour
having sum(n) > 0
order by on_day, behaviour"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(days.0)
        .bind(days.1),
    )
    .await
}

/// The same by a local time of day, in minutes: a whole quarter of an hour.
pub async fn times_by(
    tx: &mut Tx,
    scope: Scope,
    member: MemberId,
    days: (i64, i64),
    by_minute: i64,
) -> Result<Vec<Times>, StoreError> {
    tx.all(
        sql!(
            "select on_day, behaviour, cast(sum(n) as bigint) as n
from tally_time
where workspace_id = $1 and member_id = $2 and on_day between $3 and $4 and by_minute <= $5
group by on_day, behaviour
having sum(n) > 0
order by on_day, behaviour"
        )
        .bind(scope.workspace)
        .bind(member)
        .bind(days.0)
        .bind(days.1)
        .bind(by_minute),
    )
    .await
}
