//! The occurrences of an event within a horizon.

use calcard::{
    common::{PartialDateTime, timezone::Tz},
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
        ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue,
    },
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use super::{
    super::spans::Span,
    BusyBlock, IcsProblem,
    event::{Event, When},
    touches,
};

/// The most occurrences of one event up to the end of the horizon.
const MAX_OCCURRENCES: usize = 10_000;

/// The busy blocks of the events of one identifier: a series with the changes of its occurrences.
pub(super) fn blocks_of(
    events: Vec<Event>,
    horizon: Span,
    rep: &TimeZone,
    problems: &mut Vec<IcsProblem>,
) -> Vec<BusyBlock> {
    let (mut changed, mut series): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(|event| event.changes.is_some());
    changed.sort_by_key(|event| event.sequence);
    series.sort_by_key(|event| event.sequence);
    let mut blocks = Vec::new();
    // A file may hold older versions of a series: the last one counts.
    if let Some(event) = series.last().filter(|event| event.is_busy) {
        for (start, length) in starts(event, horizon, rep, problems) {
            let is_changed = changed
                .iter()
                .any(|change| change.changes.as_ref().is_some_and(|when| when.names(&start)));
            let is_excepted = event.except.iter().any(|when| when.names(&start));
            if is_changed || is_excepted {
                continue;
            }
            let later = changed.iter().filter(|change| change.and_later).rfind(|change| {
                change.changes.as_ref().is_some_and(|when| when.instant() <= start.instant())
            });
            let (source, start, length) = match later {
                Some(change) => (change, shifted(&start, change), change.length),
                None => (event, start, length.unwrap_or(event.length)),
            };
            if source.is_busy {
                blocks.extend(length.span_from(&start).map(|span| block(source, span)));
            }
        }
    }
    // Of several changes of one occurrence the last one counts.
    for (place, change) in changed.iter().enumerate() {
        let is_replaced =
            changed.iter().skip(place + 1).any(|later| match (&later.changes, &change.changes) {
                (Some(later), Some(this)) => later.names(this),
                _ => false,
            });
        if change.is_busy && !is_replaced {
            blocks.extend(change.length.span_from(&change.start).map(|span| block(change, span)));
        }
    }
    blocks.retain(|block| touches(block.span, horizon));
    blocks
}

fn block(event: &Event, span: Span) -> BusyBlock {
    BusyBlock { uid: event.uid.clone(), summary: event.summary.clone(), span }
}

/// A start moved as a change of it and all later ones says.
fn shifted(start: &When, change: &Event) -> When {
    let Some(changed) = &change.changes else { return start.clone() };
    let moved = change.start.local().0.duration_since(in_zone_of(changed, &change.start));
    let local = in_zone_of(start, &change.start);
    change.start.moved_to(local.saturating_add(moved))
}

/// The local time of `when` on the clock of `other`.
fn in_zone_of(when: &When, other: &When) -> DateTime {
    match (when, other) {
        (When::At(..), When::At(_, zone)) => zone.to_datetime(when.instant()),
        _ => when.local().0,
    }
}

/// When an event starts within the horizon, with the length where it is its own.
fn starts(
    event: &Event,
    horizon: Span,
    rep: &TimeZone,
    problems: &mut Vec<IcsProblem>,
) -> Vec<(When, Option<super::event::Length>)> {
    let mut starts = match &event.rule {
        None => vec![(event.start.clone(), None)],
        Some(rule) => match repeated(event, rule, horizon, rep) {
            Ok(locals) => {
                locals.into_iter().map(|local| (event.start.moved_to(local), None)).collect()
            }
            Err(problem) => {
                problems.push(problem);
                vec![(event.start.clone(), None)]
            }
        },
    };
    for (more, length) in &event.more {
        if !starts.iter().any(|(start, _)| start.instant() == more.instant()) {
            starts.push((more.clone(), *length));
        }
    }
    starts
}

/// The local times a rule gives up to the end of the horizon.
fn repeated(
    event: &Event,
    rule: &ICalendarRecurrenceRule,
    horizon: Span,
    rep: &TimeZone,
) -> Result<Vec<DateTime>, IcsProblem> {
    let (first, zone) = event.start.local();
    let zone = if matches!(event.start, When::Day(..)) { rep } else { zone };
    let too_often = || IcsProblem::TooOften { event: event.name() };
    let last = zone.to_datetime(horizon.to);
    if last < first {
        return Ok(Vec::new());
    }
    if matches!(rule.freq, ICalendarFrequency::Secondly | ICalendarFrequency::Minutely) {
        return Err(too_often());
    }
    let mut rule = rule.clone();
    rule.until = match rule.until.as_ref().map(|until| local_until(until, zone)) {
        Some(Some(until)) => Some(until.min(last)),
        Some(None) => {
            return Err(IcsProblem::Rule {
                event: event.name(),
                why: "its end cannot be read".to_owned(),
            });
        }
        None => Some(last),
    }
    .filter(|_| rule.count.is_none())
    .map(partial);
    let first =
        if rule.count.is_none() { skipped(first, &rule, horizon, zone, event) } else { first };
    let expanded = calendar(first, rule).expand_dates(Tz::Floating, MAX_OCCURRENCES);
    if let Some(error) = expanded.errors.first() {
        return Err(IcsProblem::Rule { event: event.name(), why: error.error.to_string() });
    }
    // A floating time is counted as if in UTC.
    let locals: Vec<DateTime> = expanded
        .events
        .iter()
        .filter_map(|found| Timestamp::from_second(found.start.timestamp()).ok())
        .map(|instant| Offset::UTC.to_datetime(instant))
        .collect();
    let is_cut =
        locals.len() >= MAX_OCCURRENCES && locals.last().is_some_and(|local| *local < last);
    if is_cut {
        Err(too_often())
    } else {
        Ok(locals.into_iter().filter(|local| *local <= last).collect())
    }
}

/// The end of a rule on the event's clock; a day means all of it.
fn local_until(until: &PartialDateTime, zone: &TimeZone) -> Option<DateTime> {
    let small = |value: Option<u8>, missing: i8| {
        value.map_or(Some(missing), |value| i8::try_from(value).ok())
    };
    let local = DateTime::new(
        i16::try_from(until.year?).ok()?,
        small(until.month, 1)?,
        small(until.day, 1)?,
        small(until.hour, 23)?,
        small(until.minute, 59)?,
        small(until.second, 59)?.min(59),
        0,
    )
    .ok()?;
    if until.tz_hour.is_none() {
        return Some(local);
    }
    let seconds = i32::from(until.tz_hour?) * 3600 + i32::from(until.tz_minute.unwrap_or(0)) * 60;
    let offset = Offset::from_seconds(if until.tz_minus { -seconds } else { seconds }).ok()?;
    Some(zone.to_datetime(offset.to_timestamp(local).ok()?))
}

/// A later start from which a daily or weekly rule gives the same times, shortly before the horizon.
fn skipped(
    first: DateTime,
    rule: &ICalendarRecurrenceRule,
    horizon: Span,
    zone: &TimeZone,
    event: &Event,
) -> DateTime {
    let period = i64::from(rule.interval.unwrap_or(1).max(1))
        * match rule.freq {
            ICalendarFrequency::Weekly => 7,
            ICalendarFrequency::Daily | ICalendarFrequency::Hourly => 1,
            _ => return first,
        };
    let longest = event
        .length
        .span_from(&event.start)
        .map_or(SignedDuration::ZERO, |span| span.to.duration_since(span.from));
    let needed = zone
        .to_datetime(horizon.from)
        .saturating_sub(longest)
        .saturating_sub((2 * period + 2).days());
    let days = needed.duration_since(first).as_hours() / 24;
    if days <= 0 { first } else { first.saturating_add((days / period * period).days()) }
}

/// A calendar of one floating event, for calcard's recurrence engine.
fn calendar(first: DateTime, rule: ICalendarRecurrenceRule) -> ICalendar {
    let entry = |name: ICalendarProperty, value: ICalendarValue| ICalendarEntry {
        name,
        params: Vec::new(),
        values: vec![value],
    };
    ICalendar {
        components: vec![ICalendarComponent {
            component_type: ICalendarComponentType::VEvent,
            entries: vec![
                entry(
                    ICalendarProperty::Dtstart,
                    ICalendarValue::PartialDateTime(Box::new(partial(first))),
                ),
                entry(ICalendarProperty::Rrule, ICalendarValue::RecurrenceRule(Box::new(rule))),
            ],
            component_ids: Vec::new(),
        }],
    }
}

fn partial(local: DateTime) -> PartialDateTime {
    let small = |value: i8| u8::try_from(value).ok();
    PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: small(local.month()),
        day: small(local.day()),
        hour: small(local.hour()),
        minute: small(local.minute()),
        second: small(local.second()),
        ..PartialDateTime::default()
    }
}
