//! The zones a calendar file names: by name, by Windows' name, or by the rules it carries.

use std::{collections::BTreeMap, str::FromStr as _};

use calcard::{
    common::{PartialDateTime, timezone::Tz},
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
        ICalendarRecurrenceRule, ICalendarValue,
    },
};
use jiff::tz::{Offset, TimeZone};

use super::super::local;

/// The zones of one file; the rep's for what names none.
pub(super) struct Zones<'a> {
    rep: &'a TimeZone,
    written: BTreeMap<String, TimeZone>,
}

impl<'a> Zones<'a> {
    pub(super) fn new(calendar: &ICalendar, rep: &'a TimeZone) -> Self {
        let written = calendar
            .components
            .iter()
            .filter(|component| component.component_type == ICalendarComponentType::VTimezone)
            .filter_map(|component| Some((tzid(component)?, written_zone(calendar, component)?)))
            .collect();
        Self { rep, written }
    }

    pub(super) fn rep(&self) -> &TimeZone {
        self.rep
    }

    /// The zone a property is written in; the rep's where none or an unknown one is named.
    pub(super) fn of(&self, entry: &ICalendarEntry) -> TimeZone {
        entry.tz_id().and_then(|name| self.named(name)).unwrap_or_else(|| self.rep.clone())
    }

    /// The first zone an event names that is not known.
    pub(super) fn unknown_in(&self, component: &ICalendarComponent) -> Option<String> {
        component
            .entries
            .iter()
            .filter_map(ICalendarEntry::tz_id)
            .find(|name| self.named(name).is_none())
            .map(str::to_owned)
    }

    fn named(&self, name: &str) -> Option<TimeZone> {
        known(name).or_else(|| self.written.get(name).cloned())
    }
}

/// A zone by its IANA name, by Windows' name or by the end of a long identifier.
fn known(name: &str) -> Option<TimeZone> {
    local::zone(name).ok().or_else(|| match Tz::from_str(name).ok()? {
        Tz::Tz(zone) => local::zone(zone.name()).ok(),
        Tz::Fixed(offset) => {
            Some(TimeZone::fixed(Offset::from_seconds(offset.local_minus_utc()).ok()?))
        }
        Tz::Floating => None,
    })
}

fn tzid(component: &ICalendarComponent) -> Option<String> {
    text(component, |property| *property == ICalendarProperty::Tzid)
}

fn text(
    component: &ICalendarComponent,
    is_it: impl Fn(&ICalendarProperty) -> bool,
) -> Option<String> {
    component.entries.iter().filter(|entry| is_it(&entry.name)).find_map(|entry| {
        match entry.values.first() {
            Some(ICalendarValue::Text(text)) => Some(text.clone()),
            _ => None,
        }
    })
}

/// A zone from its VTIMEZONE: by the place it names, else by its last two rules.
fn written_zone(calendar: &ICalendar, component: &ICalendarComponent) -> Option<TimeZone> {
    let location = text(
        component,
        |property| matches!(property, ICalendarProperty::Other(name) if name.eq_ignore_ascii_case("X-LIC-LOCATION")),
    );
    location.as_deref().and_then(known).or_else(|| by_rules(calendar, component))
}

/// The last rule of a kind: what the clock shows and when it changes, as POSIX writes it.
struct Rule {
    offset: i32,
    change: Option<String>,
    since: PartialDateTime,
}

/// A zone of POSIX form (`STD-1DST-2,M3.5.0/2:00,M10.5.0/3:00`) out of written rules.
fn by_rules(calendar: &ICalendar, component: &ICalendarComponent) -> Option<TimeZone> {
    let last = |kind: &ICalendarComponentType| {
        component
            .component_ids
            .iter()
            .filter_map(|id| calendar.components.get(usize::try_from(*id).ok()?))
            .filter(|part| part.component_type == *kind)
            .filter_map(rule)
            .max_by(|one, other| one.since.cmp(&other.since))
    };
    let standard = last(&ICalendarComponentType::Standard)?;
    let fixed = TimeZone::fixed(Offset::from_seconds(standard.offset).ok()?);
    let Some(daylight) = last(&ICalendarComponentType::Daylight) else { return Some(fixed) };
    match (standard.change, daylight.change) {
        (Some(to_standard), Some(to_daylight)) => TimeZone::posix(&format!(
            "STD{}DST{},{to_daylight},{to_standard}",
            posix_offset(standard.offset),
            posix_offset(daylight.offset),
        ))
        .ok(),
        // Daylight saving that has ended, or that is written in a form of its own.
        _ => Some(fixed),
    }
}

fn rule(part: &ICalendarComponent) -> Option<Rule> {
    let value = |property: &ICalendarProperty| {
        part.entries.iter().find(|entry| entry.name == *property)?.values.first()
    };
    let ICalendarValue::PartialDateTime(to) = value(&ICalendarProperty::Tzoffsetto)? else {
        return None;
    };
    let ICalendarValue::PartialDateTime(since) = value(&ICalendarProperty::Dtstart)? else {
        return None;
    };
    let seconds = i32::from(to.tz_hour?) * 3600 + i32::from(to.tz_minute.unwrap_or(0)) * 60;
    let change = match value(&ICalendarProperty::Rrule) {
        Some(ICalendarValue::RecurrenceRule(rule)) if rule.until.is_none() => change(rule, since),
        _ => None,
    };
    Some(Rule {
        offset: if to.tz_minus { -seconds } else { seconds },
        change,
        since: (**since).clone(),
    })
}

/// `M3.5.0/2:00`: in March, in the last week, on Sunday, at two.
fn change(rule: &ICalendarRecurrenceRule, since: &PartialDateTime) -> Option<String> {
    let (month, day) = (rule.bymonth.first()?.month(), rule.byday.first()?);
    let weekday = match rule.byday.as_slice() {
        [_] => weekday_number(*day),
        _ => return None,
    };
    let week = match (day.ordwk, rule.bymonthday.iter().min()) {
        (Some(-1), _) => 5,
        (Some(week @ 1..=4), _) => week,
        (None, Some(first)) if rule.bymonthday.len() == 7 && first % 7 == 1 => {
            i16::from(first / 7 + 1)
        }
        _ => return None,
    };
    Some(format!("M{month}.{week}.{weekday}/{}:{:02}", since.hour?, since.minute.unwrap_or(0)))
}

fn weekday_number(day: calcard::icalendar::ICalendarDay) -> u8 {
    use calcard::icalendar::ICalendarWeekday as Day;
    match day.weekday {
        Day::Sunday => 0,
        Day::Monday => 1,
        Day::Tuesday => 2,
        Day::Wednesday => 3,
        Day::Thursday => 4,
        Day::Friday => 5,
        Day::Saturday => 6,
    }
}

/// POSIX counts west of Greenwich.
fn posix_offset(seconds: i32) -> String {
    let sign = if seconds > 0 { "-" } else { "" };
    format!("{sign}{}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
}
