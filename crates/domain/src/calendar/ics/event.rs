//! One event of a calendar file as it was written.

use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendarComponent, ICalendarDuration, ICalendarEntry, ICalendarFreeBusyType,
        ICalendarParameterName, ICalendarParameterValue, ICalendarPeriod, ICalendarProperty,
        ICalendarRecurrenceRule, ICalendarStatus, ICalendarTransparency, ICalendarValue,
    },
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::{
    super::{local::instant, spans::Span},
    BusyBlock, IcsProblem,
    zones::Zones,
};

/// A day, or a local time with its zone.
#[derive(Clone, Debug)]
pub(super) enum When {
    Day(Date, TimeZone),
    At(DateTime, TimeZone),
}

/// How long an event lasts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Length {
    /// Real time.
    Exact(SignedDuration),
    /// Local days, then real time.
    Nominal(i64, SignedDuration),
}

/// An event, or the change of one occurrence of it.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) uid: String,
    pub(super) summary: Option<String>,
    pub(super) start: When,
    pub(super) length: Length,
    pub(super) rule: Option<ICalendarRecurrenceRule>,
    pub(super) more: Vec<(When, Option<Length>)>,
    pub(super) except: Vec<When>,
    /// The occurrence it changes, and whether also those after it.
    pub(super) changes: Option<When>,
    pub(super) and_later: bool,
    pub(super) is_busy: bool,
    pub(super) sequence: i64,
}

impl When {
    /// The local time and its zone; a day starts at midnight.
    pub(super) fn local(&self) -> (DateTime, &TimeZone) {
        match self {
            Self::Day(day, zone) => (day.to_datetime(Time::MIN), zone),
            Self::At(local, zone) => (*local, zone),
        }
    }

    pub(super) fn instant(&self) -> Timestamp {
        let (local, zone) = self.local();
        instant(zone, local)
    }

    /// The same kind of time at another local time.
    pub(super) fn moved_to(&self, local: DateTime) -> Self {
        match self {
            Self::Day(_, zone) => Self::Day(local.date(), zone.clone()),
            Self::At(_, zone) => Self::At(local, zone.clone()),
        }
    }

    /// Whether this names the occurrence that starts at `occurrence`; a day names all of its local day.
    pub(super) fn names(&self, occurrence: &Self) -> bool {
        match self {
            Self::Day(day, _) => occurrence.local().0.date() == *day,
            Self::At(..) => self.instant() == occurrence.instant(),
        }
    }
}

impl Length {
    /// The time taken from a start on; nothing when it is none.
    pub(super) fn span_from(self, start: &When) -> Option<Span> {
        let from = start.instant();
        let to = match self {
            Self::Exact(length) => from.saturating_add(length).unwrap_or(from),
            Self::Nominal(days, rest) => {
                let (local, zone) = start.local();
                let later = instant(zone, local.saturating_add(days.days()));
                later.saturating_add(rest).unwrap_or(later)
            }
        };
        Span::new(from, to)
    }

    /// From a written duration; nothing when it is negative.
    fn of(duration: &ICalendarDuration) -> Option<Self> {
        let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
        let seconds = i64::from(duration.hours) * 3600
            + i64::from(duration.minutes) * 60
            + i64::from(duration.seconds);
        (!duration.neg && days <= MAX_DAYS)
            .then_some(Self::Nominal(days, SignedDuration::from_secs(seconds)))
    }
}

/// Nothing in a calendar lasts longer than a hundred years.
const MAX_DAYS: i64 = 36_525;

impl Event {
    /// Reads an event; an unknown zone is a problem and the event is read in the rep's.
    ///
    /// # Errors
    /// [`IcsProblem`] when it has no start, or ends before it.
    pub(super) fn read(
        component: &ICalendarComponent,
        zones: &Zones<'_>,
        problems: &mut Vec<IcsProblem>,
    ) -> Result<Self, IcsProblem> {
        let text = |property: &ICalendarProperty| match first(component, property) {
            Some(ICalendarValue::Text(text)) => {
                Some(text.trim().to_owned()).filter(|text| !text.is_empty())
            }
            _ => None,
        };
        let uid = text(&ICalendarProperty::Uid).unwrap_or_default();
        let summary = text(&ICalendarProperty::Summary);
        let name = summary
            .clone()
            .unwrap_or_else(|| if uid.is_empty() { "an event".to_owned() } else { uid.clone() });
        let when = |property: &ICalendarProperty| {
            let entry = component.entries.iter().find(|entry| entry.name == *property)?;
            whens(entry, zones).into_iter().next()
        };

        let changes = when(&ICalendarProperty::RecurrenceId);
        let start = when(&ICalendarProperty::Dtstart)
            .or_else(|| changes.clone())
            .ok_or_else(|| IcsProblem::NoStart { event: name.clone() })?;
        let length = length_of(component, &start, when(&ICalendarProperty::Dtend).as_ref())
            .ok_or_else(|| IcsProblem::Backwards { event: name.clone() })?;
        if let Some(zone) = zones.unknown_in(component) {
            problems.push(IcsProblem::Zone { event: name, zone });
        }
        let all = |property: ICalendarProperty| {
            component.entries.iter().filter(move |entry| entry.name == property)
        };
        Ok(Self {
            rule: all(ICalendarProperty::Rrule).flat_map(|entry| &entry.values).find_map(|value| {
                match value {
                    ICalendarValue::RecurrenceRule(rule) => Some((**rule).clone()),
                    _ => None,
                }
            }),
            more: all(ICalendarProperty::Rdate).flat_map(|entry| further(entry, zones)).collect(),
            except: all(ICalendarProperty::Exdate).flat_map(|entry| whens(entry, zones)).collect(),
            and_later: all(ICalendarProperty::RecurrenceId).any(|entry| {
                entry.params.iter().any(|param| param.name == ICalendarParameterName::Range)
            }),
            is_busy: is_busy(component),
            sequence: match first(component, &ICalendarProperty::Sequence) {
                Some(ICalendarValue::Integer(sequence)) => *sequence,
                _ => 0,
            },
            uid,
            summary,
            start,
            length,
            changes,
        })
    }

    /// The name a person knows it by.
    pub(super) fn name(&self) -> String {
        self.summary.clone().unwrap_or_else(|| self.uid.clone())
    }
}

/// The busy periods of a VFREEBUSY component.
pub(super) fn busy_periods(component: &ICalendarComponent, zones: &Zones<'_>) -> Vec<BusyBlock> {
    let is_busy = |entry: &&ICalendarEntry| {
        entry.name == ICalendarProperty::Freebusy
            && !entry.params.iter().any(|param| {
                param.value == ICalendarParameterValue::Fbtype(ICalendarFreeBusyType::Free)
            })
    };
    component
        .entries
        .iter()
        .filter(is_busy)
        .flat_map(|entry| further(entry, zones))
        .filter_map(|(start, length)| length?.span_from(&start))
        .map(|span| BusyBlock { uid: String::new(), summary: None, span })
        .collect()
}

fn first<'a>(
    component: &'a ICalendarComponent,
    property: &ICalendarProperty,
) -> Option<&'a ICalendarValue> {
    component.entries.iter().find(|entry| entry.name == *property)?.values.first()
}

/// Whether an event takes time: not transparent, cancelled or shown as free.
fn is_busy(component: &ICalendarComponent) -> bool {
    !component.entries.iter().any(|entry| match (&entry.name, entry.values.first()) {
        (_, Some(ICalendarValue::Transparency(ICalendarTransparency::Transparent)))
        | (ICalendarProperty::Status, Some(ICalendarValue::Status(ICalendarStatus::Cancelled))) => {
            true
        }
        (ICalendarProperty::Status, Some(ICalendarValue::Text(text))) => {
            text.eq_ignore_ascii_case("CANCELED")
        }
        (ICalendarProperty::Other(name), Some(ICalendarValue::Text(text))) => {
            name.eq_ignore_ascii_case("X-MICROSOFT-CDO-BUSYSTATUS")
                && text.eq_ignore_ascii_case("FREE")
        }
        _ => false,
    })
}

/// How long it lasts: by its end, its duration, else a day for a day and nothing for a time.
fn length_of(component: &ICalendarComponent, start: &When, end: Option<&When>) -> Option<Length> {
    match (start, end) {
        (When::Day(first, _), Some(end)) => {
            let days = i64::from(first.until(end.local().0.date()).ok()?.get_days());
            // Some programs write the same day as the end of an event of one day.
            (days >= 0).then_some(Length::Nominal(days.max(1), SignedDuration::ZERO))
        }
        (When::At(..), Some(end)) => {
            let length = end.instant().duration_since(start.instant());
            (!length.is_negative()).then_some(Length::Exact(length))
        }
        (_, None) => match (first(component, &ICalendarProperty::Duration), start) {
            (Some(ICalendarValue::Duration(duration)), _) => Length::of(duration),
            (_, When::Day(..)) => Some(Length::Nominal(1, SignedDuration::ZERO)),
            (_, When::At(..)) => Some(Length::Exact(SignedDuration::ZERO)),
        },
    }
}

/// The times a property holds.
fn whens(entry: &ICalendarEntry, zones: &Zones<'_>) -> Vec<When> {
    further(entry, zones).into_iter().map(|(when, _)| when).collect()
}

/// The times a property holds, those of periods with their length.
fn further(entry: &ICalendarEntry, zones: &Zones<'_>) -> Vec<(When, Option<Length>)> {
    let zone = zones.of(entry);
    let read = |value: &ICalendarValue| match value {
        ICalendarValue::PartialDateTime(time) => Some((when(time, &zone, zones)?, None)),
        ICalendarValue::Period(ICalendarPeriod::Range { start, end }) => {
            let (start, end) = (when(start, &zone, zones)?, when(end, &zone, zones)?);
            let length = Length::Exact(end.instant().duration_since(start.instant()));
            Some((start, Some(length)))
        }
        ICalendarValue::Period(ICalendarPeriod::Duration { start, duration }) => {
            Some((when(start, &zone, zones)?, Some(Length::of(duration)?)))
        }
        _ => None,
    };
    entry.values.iter().filter_map(read).collect()
}

/// A written time: a day in the rep's zone, an instant where an offset is given, else local in `zone`.
fn when(time: &PartialDateTime, zone: &TimeZone, zones: &Zones<'_>) -> Option<When> {
    let small = |value: Option<u8>| i8::try_from(value?).ok();
    let day =
        Date::new(i16::try_from(time.year?).ok()?, small(time.month)?, small(time.day)?).ok()?;
    let Some(hour) = time.hour else {
        return Some(When::Day(day, zones.rep().clone()));
    };
    // A leap second is read as the second before it.
    let second = small(time.second).unwrap_or(0).min(59);
    let at =
        Time::new(i8::try_from(hour).ok()?, small(time.minute).unwrap_or(0), second, 0).ok()?;
    let zone = match (time.tz_hour, time.tz_minute) {
        (None, _) => zone.clone(),
        (Some(hours), minutes) => {
            let seconds = i32::from(hours) * 3600 + i32::from(minutes.unwrap_or(0)) * 60;
            let seconds = if time.tz_minus { -seconds } else { seconds };
            TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).ok()?)
        }
    };
    Some(When::At(day.to_datetime(at), zone))
}
