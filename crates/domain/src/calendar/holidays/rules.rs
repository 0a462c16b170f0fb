//! The kinds of rule a public holiday follows, and the days they give in a year.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// Year, month and day.
pub(super) type Ymd = (i16, i8, i8);

/// One holiday: when it is, in which years, and what a weekend does to it.
#[derive(Clone, Copy)]
pub(super) struct Holiday {
    name: &'static str,
    /// The name its observed day goes by.
    observed_as: &'static str,
    on: On,
    plus: i32,
    first_year: i16,
    weekend: Weekend,
    /// From this year on the date is an estimate.
    estimated: i16,
}

#[derive(Clone, Copy)]
enum On {
    Fixed(i8, i8),
    /// The nth weekday of a month; from the month's end when negative.
    Nth(i8, Weekday, i8),
    /// The first such weekday on or after a date.
    FirstFrom(Weekday, i8, i8),
    /// The last such weekday on or before a date.
    LastUpTo(Weekday, i8, i8),
    /// Easter Sunday of the western churches.
    Easter,
    /// Easter Sunday of the orthodox churches.
    Orthodox,
    VernalEquinox,
    AutumnalEquinox,
    /// Decided year by year, by a moon calendar or by decree.
    Table(&'static [Ymd]),
    /// A day between two holidays of the same calendar.
    Between,
}

/// What happens to a holiday on a weekend.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weekend {
    /// Nothing.
    Stays,
    /// Kept; the Friday before a Saturday or the Monday after a Sunday is observed too.
    Nearest,
    /// Kept; from a Saturday or Sunday the next free weekday is observed too.
    Next,
    /// Kept; from a Sunday the next free weekday is observed too.
    SundayNext,
    /// Kept; from a Saturday, a Sunday or another holiday's day the free weekday before is observed too.
    Before,
    /// As `Next`, named as Korea does.
    Alternative,
    /// As `Alternative`, also when it falls on another holiday.
    NextOrClash,
    /// As `Alternative`, but for a Sunday or another holiday only.
    SundayNextOrClash,
    /// As `SundayNext`, named as Japan does.
    Substitute,
    /// Moved to the Monday after.
    MovedNext,
    /// Moved from a Sunday to the Saturday.
    SundayMovedBack,
    /// Not a holiday in a year in which it falls on a Sunday.
    SundayDropped,
    /// Israel's Independence Day: never beside a Sabbath, so Friday and Saturday move to Thursday, Monday to Tuesday.
    AwayFromSabbath,
}

impl Holiday {
    const fn new(name: &'static str, on: On) -> Self {
        Self {
            name,
            observed_as: name,
            on,
            plus: 0,
            first_year: 0,
            weekend: Weekend::Stays,
            estimated: i16::MAX,
        }
    }

    /// So many days later, or earlier when negative.
    pub(super) const fn plus(self, days: i32) -> Self {
        Self { plus: days, ..self }
    }

    /// Kept from this year on.
    pub(super) const fn since(self, year: i16) -> Self {
        Self { first_year: year, ..self }
    }

    /// The dates are estimates from this year on.
    pub(super) const fn estimated(self, year: i16) -> Self {
        Self { estimated: year, ..self }
    }

    /// The name its observed day goes by, where that is not its own.
    pub(super) const fn observed_as(self, name: &'static str) -> Self {
        Self { observed_as: name, ..self }
    }

    /// What a weekend does to it.
    pub(super) const fn weekend(self, weekend: Weekend) -> Self {
        Self { weekend, ..self }
    }

    fn days_in(&self, year: i16) -> Vec<Date> {
        if year < self.first_year {
            return Vec::new();
        }
        let found: Vec<Option<Date>> = match self.on {
            On::Fixed(month, day) => vec![Date::new(year, month, day).ok()],
            On::Nth(n, weekday, month) => {
                vec![
                    Date::new(year, month, 1)
                        .ok()
                        .and_then(|first| first.nth_weekday_of_month(n, weekday).ok()),
                ]
            }
            On::FirstFrom(weekday, month, day) => vec![
                Date::new(year, month, day)
                    .ok()
                    .map(|day| day.saturating_add(i64::from(day.weekday().until(weekday)).days())),
            ],
            On::LastUpTo(weekday, month, day) => vec![
                Date::new(year, month, day)
                    .ok()
                    .map(|day| day.saturating_sub(i64::from(day.weekday().since(weekday)).days())),
            ],
            On::Easter => vec![easter(year)],
            On::Orthodox => vec![orthodox_easter(year)],
            On::VernalEquinox => vec![equinox(year, 3, 20_843_100)],
            On::AutumnalEquinox => vec![equinox(year, 9, 23_248_800)],
            On::Table(days) => days
                .iter()
                .filter(|(of, _, _)| *of == year)
                .map(|(of, month, day)| Date::new(*of, *month, *day).ok())
                .collect(),
            On::Between => Vec::new(),
        };
        found.into_iter().flatten().map(|day| day.saturating_add(self.plus.days())).collect()
    }

    fn name_in(&self, year: i16, observed: bool) -> String {
        let name = if observed { self.observed_as } else { self.name };
        match (self.weekend, observed, year >= self.estimated) {
            (Weekend::Substitute, true, _) => "Substitute Holiday".to_owned(),
            (Weekend::Alternative | Weekend::NextOrClash | Weekend::SundayNextOrClash, true, _) => {
                format!("Alternative holiday for {name}")
            }
            (_, true, true) => format!("{name} (observed, estimated)"),
            (_, true, false) => format!("{name} (observed)"),
            (_, false, true) => format!("{name} (estimated)"),
            (_, false, false) => name.to_owned(),
        }
    }
}

/// On the same date every year.
pub(super) const fn fixed(name: &'static str, month: i8, day: i8) -> Holiday {
    Holiday::new(name, On::Fixed(month, day))
}

/// On the nth weekday of a month, from its end when `n` is negative.
pub(super) const fn nth(name: &'static str, n: i8, weekday: Weekday, month: i8) -> Holiday {
    Holiday::new(name, On::Nth(n, weekday, month))
}

/// On the first such weekday on or after a date.
pub(super) const fn on_or_after(
    name: &'static str,
    weekday: Weekday,
    month: i8,
    day: i8,
) -> Holiday {
    Holiday::new(name, On::FirstFrom(weekday, month, day))
}

/// On the last such weekday on or before a date.
pub(super) const fn on_or_before(
    name: &'static str,
    weekday: Weekday,
    month: i8,
    day: i8,
) -> Holiday {
    Holiday::new(name, On::LastUpTo(weekday, month, day))
}

/// So many days after western Easter Sunday.
pub(super) const fn easter_plus(name: &'static str, days: i32) -> Holiday {
    Holiday::new(name, On::Easter).plus(days)
}

/// So many days after orthodox Easter Sunday.
pub(super) const fn orthodox_plus(name: &'static str, days: i32) -> Holiday {
    Holiday::new(name, On::Orthodox).plus(days)
}

/// On the days of a table.
pub(super) const fn table(name: &'static str, days: &'static [Ymd]) -> Holiday {
    Holiday::new(name, On::Table(days))
}

/// On the day the sun crosses the equator northward, in Japan.
pub(super) const fn vernal_equinox(name: &'static str) -> Holiday {
    Holiday::new(name, On::VernalEquinox)
}

/// On the day the sun crosses the equator southward, in Japan.
pub(super) const fn autumnal_equinox(name: &'static str) -> Holiday {
    Holiday::new(name, On::AutumnalEquinox)
}

/// On a weekday that stands between two other holidays.
pub(super) const fn between_two(name: &'static str) -> Holiday {
    Holiday::new(name, On::Between)
}

/// The holidays of one year with their names; an observed day may lie in the year before.
pub(super) fn days_of(parts: &[&[Holiday]], year: i16) -> Vec<(Date, String)> {
    let rules = || parts.iter().copied().flatten();
    let mut found: Vec<(Date, &Holiday)> = Vec::new();
    let mut days: Vec<(Date, String)> = Vec::new();
    for holiday in rules() {
        for day in holiday.days_in(year) {
            let Some(stands) = moved(day, holiday.weekend) else { continue };
            found.push((stands, holiday));
            days.push((
                stands,
                holiday.name_in(year, stands != day && holiday.weekend == Weekend::AwayFromSabbath),
            ));
        }
    }
    found.sort_by_key(|(day, _)| *day);
    let kept: BTreeSet<Date> = found.iter().map(|(day, _)| *day).collect();

    // The nearest day asks for no free day, so it goes first and the others see it as taken.
    let (nearest, others): (Vec<_>, Vec<_>) =
        found.iter().partition(|(_, holiday)| holiday.weekend == Weekend::Nearest);
    let mut observed = BTreeSet::new();
    // Holidays that ask for a free day because they clash with each other get the same one.
    let mut shared: BTreeMap<Date, Date> = BTreeMap::new();
    for (day, holiday) in nearest.into_iter().chain(others) {
        let clashes =
            found.iter().filter(|(other, _)| *other == day).count() > 1 || observed.contains(&day);
        let is_free =
            |day: &Date| !is_weekend(*day) && !kept.contains(day) && !observed.contains(day);
        let instead = observed_for(day, holiday.weekend, clashes, is_free);
        let instead = instead.map(|instead| *shared.entry(day).or_insert(instead));
        if let Some(instead) = instead {
            observed.insert(instead);
            days.push((instead, holiday.name_in(year, true)));
        }
    }
    for holiday in rules().filter(|holiday| matches!(holiday.on, On::Between)) {
        let gaps = kept.iter().map(|day| day.saturating_add(1.day())).filter(|day| {
            !kept.contains(day) && !is_weekend(*day) && kept.contains(&day.saturating_add(1.day()))
        });
        days.extend(gaps.map(|day| (day, holiday.name.to_owned())));
    }
    days
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Where a holiday stands after rules that move or drop it.
fn moved(day: Date, weekend: Weekend) -> Option<Date> {
    let days = match (weekend, day.weekday()) {
        (Weekend::SundayDropped, Weekday::Sunday) => return None,
        (Weekend::MovedNext, Weekday::Saturday) => 2,
        (Weekend::MovedNext, Weekday::Sunday) | (Weekend::AwayFromSabbath, Weekday::Monday) => 1,
        (Weekend::SundayMovedBack, Weekday::Sunday)
        | (Weekend::AwayFromSabbath, Weekday::Friday) => -1,
        (Weekend::AwayFromSabbath, Weekday::Saturday) => -2,
        _ => 0,
    };
    Some(day.saturating_add(days.days()))
}

/// The further day observed for a holiday, if any.
fn observed_for(
    day: Date,
    weekend: Weekend,
    clashes: bool,
    is_free: impl Fn(&Date) -> bool,
) -> Option<Date> {
    let (saturday, sunday) = (day.weekday() == Weekday::Saturday, day.weekday() == Weekday::Sunday);
    let step = match weekend {
        Weekend::Nearest if saturday => return day.yesterday().ok(),
        Weekend::Nearest if sunday => return day.tomorrow().ok(),
        Weekend::Next | Weekend::Alternative if saturday || sunday => 1,
        Weekend::NextOrClash if saturday || sunday || clashes => 1,
        Weekend::SundayNext | Weekend::Substitute if sunday => 1,
        Weekend::SundayNextOrClash if sunday || clashes => 1,
        Weekend::Before if saturday || sunday || clashes => -1,
        _ => return None,
    };
    day.series(step.days()).skip(1).find(is_free)
}

/// Easter Sunday of the western churches (Meeus, Astronomical Algorithms, chapter 8).
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let days = moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) / 451) + 114;
    date(year, days / 31, days % 31 + 1)
}

/// Easter Sunday of the orthodox churches: Meeus' Julian rule, 13 days later in our calendar (1900 to 2099).
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let moon = (19 * (year % 19) + 15) % 30;
    let days = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114;
    Some(date(year, days / 31, days % 31 + 1)?.saturating_add(13.days()))
}

/// The equinox in Japan, 1980 to 2099: `base` millionths of a day in 1980 (Shinkosha's formula).
fn equinox(year: i16, month: i32, base: i32) -> Option<Date> {
    let years = i32::from(year) - 1980;
    date(i32::from(year), month, (base + 242_194 * years) / 1_000_000 - years / 4)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
