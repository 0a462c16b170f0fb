//! A rep's calendar: what is kept of it, and the whole of it as the planner needs it.

pub mod covers;
pub mod days_off;
pub mod feeds;
pub mod files;
pub mod shown;

use domain::{
    calendar::{
        Lost, RepCalendar,
        hours::{Hours, InvalidHours, Stretch},
        ics::IcsError,
        local,
        spans::Span,
    },
    ids::BusyId,
    settings::Settings,
};
use jiff::{Timestamp, civil::Date, civil::Weekday};
use serde::Serialize;
use store::{calendar as rows, errors::StoreError, transaction::Tx};
use uuid::Uuid;

use crate::{
    App,
    audit::Change,
    clock::{date_of, day_number, instant_of, micros},
    plan::book::is_working,
    settings,
    workspaces::Member,
};

/// How far back of a day busy time and meetings are read: the longest block that still reaches into it.
const LOOK_BACK_DAYS: i64 = 31;
/// How many years around today a calendar can be changed.
const NEAR_YEARS: i64 = 20;
/// Longest title of busy time, and longest name of a holiday, in characters.
pub const TEXT: usize = 500;

/// Why a calendar cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum CalendarChangeError {
    /// The hours cannot be read.
    #[error(transparent)]
    Hours(#[from] InvalidHours),
    /// A range ends before it begins.
    #[error("{last} is before {first}")]
    Backwards {
        /// Its beginning.
        first: String,
        /// Its end.
        last: String,
    },
    /// The day lies too far away to be planned on.
    #[error("{day} is more than {NEAR_YEARS} years away")]
    TooFar {
        /// The day.
        day: Date,
    },
    /// A text is too long.
    #[error("{what} has at most {TEXT} characters")]
    TooLong {
        /// What it is.
        what: &'static str,
    },
    /// The day has no hours.
    #[error("{day} has no hours: it is no working day of yours")]
    NotWorking {
        /// The day.
        day: Date,
    },
    /// The day has fewer minutes.
    #[error("{day} has only {minutes} minutes")]
    FewerMinutes {
        /// The day.
        day: Date,
        /// How many it has.
        minutes: i64,
    },
    /// The calendar file was refused.
    #[error(transparent)]
    Ics(#[from] IcsError),
    /// There is nothing of that id.
    #[error("there is no {what} `{id}`")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// Its id or day.
        id: String,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Days off as they are listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Leave {
    /// Its id.
    pub id: Uuid,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Time taken, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Busy {
    /// Its id.
    pub id: BusyId,
    /// Where it came from: empty when made by hand, else the calendar's name.
    pub calendar: String,
    /// What it is.
    pub title: String,
    /// From.
    pub from: Timestamp,
    /// To.
    pub to: Timestamp,
}

/// The whole calendar of a rep from a day on, as the planner needs it.
///
/// Call with the first day that is planned or numbered from; days before it know their hours and holidays, but neither
/// their busy time nor what was lost.
pub async fn load(
    tx: &mut Tx,
    member: &Member,
    from: Date,
    settings: &Settings,
) -> Result<RepCalendar, StoreError> {
    let (scope, id, first) = (member.scope, member.id, day_number(from));
    let since = first - LOOK_BACK_DAYS;
    let since_at = micros(local::start_of_day(&member.zone, date_of(since)));
    let kept = rows::kept::from(tx, scope, id, since, since_at).await?;
    let mut calendar =
        RepCalendar::new(member.zone.clone(), member.country.as_str(), hours_of(&kept.hours)?);
    for (day, from, to) in kept.own_hours {
        calendar.own_hours.entry(date_of(day)).or_default().push(stretch(from, to)?);
    }
    calendar.keeps_holidays = settings.keeps_holidays && !member.country.is_empty();
    calendar.leave_counts = settings.leave_counts;
    let leave = kept.leave.into_iter();
    calendar.leave = leave.map(|(first, last)| (date_of(first), date_of(last))).collect();
    let lost = |minutes| if minutes < 0 { Lost::All } else { Lost::Minutes(minutes) };
    let days = kept.lost.into_iter();
    calendar.lost = days.map(|(day, minutes)| (date_of(day), lost(minutes))).collect();
    calendar.own_holidays = kept.own_holidays.into_iter().map(date_of).collect();
    let busy = kept.busy.into_iter();
    calendar.busy =
        busy.filter_map(|(from, to)| Span::new(instant_of(from), instant_of(to))).collect();
    let meetings = kept.meetings.into_iter();
    calendar.meetings = meetings
        .filter_map(|(start, minutes)| {
            Span::new(instant_of(start), instant_of(start + minutes * 60_000_000))
        })
        .collect();
    Ok(calendar)
}

/// The weekly hours of a rep.
pub async fn hours(app: &App, member: &Member) -> Result<Hours, CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let intervals = app.db.read(scope, async |tx| rows::hours(tx, scope, id).await).await?;
    Ok(hours_of(&intervals)?)
}

/// Sets the hours of the whole week.
pub async fn set_hours(
    app: &App,
    member: &Member,
    hours: &Hours,
) -> Result<(), CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let week: Vec<(i64, Vec<(i64, i64)>)> = WEEK
        .iter()
        .map(|weekday| {
            let stretches = hours.of(*weekday);
            let intervals = stretches
                .iter()
                .map(|stretch| {
                    (i64::from(stretch.from().of_day()), i64::from(stretch.to().of_day()))
                })
                .collect();
            (i64::from(weekday.to_monday_one_offset()), intervals)
        })
        .collect();
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| -> Result<(), StoreError> {
            for (weekday, intervals) in &week {
                rows::set_hours(tx, scope, id, *weekday, intervals).await?;
            }
            let change = Change::new("set", "hours", id.0).with("week", format!("{week:?}"));
            change.by(tx, &inner, &by).await
        })
        .await?;
    Ok(())
}

/// A day and the hours it has instead of its weekday's.
pub type OwnHours = (Date, Vec<Stretch>);

/// The days from today on that have hours of their own.
pub async fn own_hours(app: &App, member: &Member) -> Result<Vec<OwnHours>, CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let today = day_number(app.clock.today(&member.zone));
    let found =
        app.db.read(scope, async |tx| rows::own_hours_from(tx, scope, id, today).await).await?;
    let mut days: Vec<OwnHours> = Vec::new();
    for (day, from, to) in found {
        let (day, stretch) = (date_of(day), stretch(from, to)?);
        match days.last_mut() {
            Some((last, stretches)) if *last == day => stretches.push(stretch),
            _ => days.push((day, vec![stretch])),
        }
    }
    Ok(days)
}

/// Sets the hours of one working day instead of its weekday's; with none it has its weekday's again.
pub async fn set_own_hours(
    app: &App,
    member: &Member,
    day: Date,
    stretches: &[Stretch],
) -> Result<(), CalendarChangeError> {
    near(app, member, day)?;
    let (app, member) = (app.clone(), member.clone());
    let intervals: Vec<(i64, i64)> = stretches
        .iter()
        .map(|stretch| (i64::from(stretch.from().of_day()), i64::from(stretch.to().of_day())))
        .collect();
    let (db, scope) = (app.db.clone(), member.scope);
    db.transaction(scope, async move |tx| {
        let settings = settings::read(tx, scope).await?;
        let calendar = load(tx, &member, day, &settings).await?;
        if !intervals.is_empty() && !is_working(&calendar, day) {
            return Err(CalendarChangeError::NotWorking { day });
        }
        rows::set_own_hours(tx, scope, member.id, day_number(day), &intervals).await?;
        let change = Change::new("set", "own_hours", member.id.0).with("on", day.to_string());
        Ok(change.with("hours", format!("{intervals:?}")).by(tx, &app, &member).await?)
    })
    .await
}

/// Leave that ends today or later.
pub async fn leave(app: &App, member: &Member) -> Result<Vec<Leave>, CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let today = day_number(app.clock.today(&member.zone));
    let found = app.db.read(scope, async |tx| rows::leave_from(tx, scope, id, today).await).await?;
    Ok(found.into_iter().map(leave_of).collect())
}

/// Adds leave, first and last day included.
pub async fn add_leave(
    app: &App,
    member: &Member,
    from: Date,
    to: Date,
) -> Result<Leave, CalendarChangeError> {
    if to < from {
        return Err(CalendarChangeError::Backwards {
            first: from.to_string(),
            last: to.to_string(),
        });
    }
    near(app, member, from)?;
    near(app, member, to)?;
    let (scope, id) = (member.scope, member.id);
    let row =
        rows::Leave { id: app.ids.next(), first_on: day_number(from), last_on: day_number(to) };
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::insert_leave(tx, scope, id, row).await?;
            let change = Change::new("added", "leave", row.id).with("from", from.to_string());
            change.with("to", to.to_string()).by(tx, &inner, &by).await
        })
        .await?;
    Ok(leave_of(row))
}

/// Takes leave back.
pub async fn remove_leave(
    app: &App,
    member: &Member,
    leave: Uuid,
) -> Result<(), CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let (inner, by) = (app.clone(), member.clone());
    let was_there = app
        .db
        .transaction(scope, async move |tx| {
            let was_there = rows::delete_leave(tx, scope, id, leave).await?;
            if was_there {
                Change::new("removed", "leave", leave).by(tx, &inner, &by).await?;
            }
            Ok::<_, StoreError>(was_there)
        })
        .await?;
    if was_there { Ok(()) } else { Err(unknown("leave", &leave)) }
}

/// Says that a day, or some minutes of it, was lost; [`Lost::Minutes`] of 0 takes it back.
pub async fn set_lost(
    app: &App,
    member: &Member,
    day: Date,
    lost: Lost,
) -> Result<(), CalendarChangeError> {
    near(app, member, day)?;
    let (inner, member) = (app.clone(), member.clone());
    let scope = member.scope;
    let minutes = match lost {
        Lost::All => -1,
        Lost::Minutes(minutes) => minutes.max(0),
    };
    app.db
        .transaction(scope, async move |tx| {
            if minutes != 0 {
                let settings = settings::read(tx, scope).await?;
                let mut calendar = load(tx, &member, day, &settings).await?;
                calendar.lost.remove(&day);
                check_lost(&calendar, day, minutes)?;
            }
            rows::set_lost(tx, scope, member.id, day_number(day), minutes).await?;
            let change = Change::new("set", "lost_day", member.id.0).with("on", day.to_string());
            Ok(change.with("minutes", minutes).by(tx, &inner, &member).await?)
        })
        .await
}

/// Only what a day has can be lost of it.
fn check_lost(calendar: &RepCalendar, day: Date, lost: i64) -> Result<(), CalendarChangeError> {
    if !is_working(calendar, day) {
        return Err(CalendarChangeError::NotWorking { day });
    }
    let minutes = calendar.minutes(day);
    if lost > minutes {
        return Err(CalendarChangeError::FewerMinutes { day, minutes });
    }
    Ok(())
}

/// Busy time that has not ended.
pub async fn busy(app: &App, member: &Member) -> Result<Vec<Busy>, CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let now = micros(app.clock.now());
    let found = app.db.read(scope, async |tx| rows::busy_from(tx, scope, id, now).await).await?;
    Ok(found.into_iter().map(busy_of).collect())
}

/// Adds busy time.
pub async fn add_busy(
    app: &App,
    member: &Member,
    from: Timestamp,
    to: Timestamp,
    title: &str,
) -> Result<Busy, CalendarChangeError> {
    if to <= from {
        let clock =
            |at: Timestamp| at.to_zoned(member.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        return Err(CalendarChangeError::Backwards { first: clock(from), last: clock(to) });
    }
    for at in [from, to] {
        near(app, member, at.to_zoned(member.zone.clone()).date())?;
    }
    short("a title", title)?;
    let row = busy_row(app, "", "", title, from, to);
    let (scope, id, inserted) = (member.scope, member.id, row.clone());
    let (inner, by) = (app.clone(), member.clone());
    app.db
        .transaction(scope, async move |tx| {
            rows::insert_busy(tx, scope, id, std::slice::from_ref(&inserted)).await?;
            let change = Change::new("added", "busy", inserted.id).with("from", from.to_string());
            change.with("to", to.to_string()).by(tx, &inner, &by).await
        })
        .await?;
    Ok(busy_of(row))
}

/// Removes one busy block.
pub async fn remove_busy(
    app: &App,
    member: &Member,
    busy: BusyId,
) -> Result<(), CalendarChangeError> {
    let (scope, id) = (member.scope, member.id);
    let (inner, by) = (app.clone(), member.clone());
    let was_there = app
        .db
        .transaction(scope, async move |tx| {
            let was_there = rows::delete_busy(tx, scope, id, busy.0).await?;
            if was_there {
                Change::new("removed", "busy", busy.0).by(tx, &inner, &by).await?;
            }
            Ok::<_, StoreError>(was_there)
        })
        .await?;
    if was_there { Ok(()) } else { Err(unknown("busy time", &busy)) }
}

/// Only days that can be planned on are kept.
fn near(app: &App, member: &Member, day: Date) -> Result<(), CalendarChangeError> {
    let days = day_number(day) - day_number(app.clock.today(&member.zone));
    let is_near = days.abs() <= NEAR_YEARS * 366;
    if is_near { Ok(()) } else { Err(CalendarChangeError::TooFar { day }) }
}

fn short(what: &'static str, text: &str) -> Result<(), CalendarChangeError> {
    let is_short = text.chars().count() <= TEXT;
    if is_short { Ok(()) } else { Err(CalendarChangeError::TooLong { what }) }
}

/// Monday to Sunday.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Hours from the stored intervals, by way of their written form.
fn hours_of(intervals: &[rows::Interval]) -> Result<Hours, StoreError> {
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    let words: Vec<String> = intervals
        .iter()
        .map(|interval| {
            let index = usize::try_from(interval.weekday - 1).unwrap_or_default();
            let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .get(index)
                .copied()
                .unwrap_or("mon");
            format!("{day} {}-{}", clock(interval.from_minute), clock(interval.to_minute))
        })
        .collect();
    if words.is_empty() {
        return Ok(Hours::default());
    }
    // The database refuses intervals that are backwards; overlaps cannot be stored but by hand.
    Hours::parse(&words.join(" "))
        .map_err(|error| StoreError::Unreadable { what: "hours", why: error.to_string() })
}

/// A stretch from stored minutes of the day.
fn stretch(from: i64, to: i64) -> Result<Stretch, StoreError> {
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    let text = format!("{}-{}", clock(from), clock(to));
    Stretch::parse(&text).ok_or(StoreError::Unreadable { what: "hours of a day", why: text })
}

fn leave_of(row: rows::Leave) -> Leave {
    Leave { id: row.id, from: date_of(row.first_on), to: date_of(row.last_on) }
}

fn busy_row(
    app: &App,
    calendar: &str,
    uid: &str,
    title: &str,
    from: Timestamp,
    to: Timestamp,
) -> rows::Busy {
    rows::Busy {
        id: app.ids.next(),
        calendar: calendar.to_owned(),
        uid: uid.to_owned(),
        title: title.to_owned(),
        from_at: micros(from),
        to_at: micros(to),
    }
}

fn busy_of(row: rows::Busy) -> Busy {
    Busy {
        id: BusyId(row.id),
        calendar: row.calendar,
        title: row.title,
        from: instant_of(row.from_at),
        to: instant_of(row.to_at),
    }
}

fn unknown(what: &'static str, id: &impl std::fmt::Display) -> CalendarChangeError {
    CalendarChangeError::Unknown { what, id: id.to_string() }
}
