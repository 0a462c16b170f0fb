//! Prospecting hours: from–to intervals of each weekday in the rep's zone.

use std::fmt::Write as _;

use jiff::{
    civil::{Date, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use super::{
    local::{Minute, at},
    spans::{Span, union},
};

/// One from–to interval of a day, at least a minute long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    from: Minute,
    to: Minute,
}

impl Stretch {
    /// From midnight to midnight.
    pub const WHOLE_DAY: Self = Self { from: Minute::START_OF_DAY, to: Minute::END_OF_DAY };

    /// 09:00 to 18:00: when people may be called unless set otherwise.
    pub const CALLING: Self = Self { from: Minute::on_the_hour(9), to: Minute::on_the_hour(18) };

    /// Reads `09:00-18:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = interval(text)?;
        Self::new(from, to)
    }

    /// The interval, or nothing when it ends before or where it starts.
    pub fn new(from: Minute, to: Minute) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// Its first minute.
    pub const fn from(self) -> Minute {
        self.from
    }

    /// The minute after its last; 24:00 at most.
    pub const fn to(self) -> Minute {
        self.to
    }

    /// Its length on the clock, in minutes.
    pub fn minutes(self) -> i64 {
        i64::from(self.to.of_day() - self.from.of_day())
    }

    /// Its real time on a local day, or nothing when a clock change swallows it.
    pub fn on(self, zone: &TimeZone, day: Date) -> Option<Span> {
        Span::new(at(zone, day, self.from), at(zone, day, self.to))
    }
}

impl std::fmt::Display for Stretch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

/// The hours of a week: for each weekday, disjoint intervals in order.
///
/// Written as on the command line, days first: `mon-fri 09:00-11:00`,
/// `mon,wed 09:00-10:30 14:00-15:00`, `mon-thu 09:00-11:00 fri 10:00-12:00`, `off`.
/// Weekdays not named have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    week: [Vec<Stretch>; 7],
}

/// Why hours were not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHours {
    /// Nothing was written.
    #[error("no hours given: write `mon-fri 09:00-11:00`, or `off` for none")]
    Empty,
    /// A word that is neither a weekday, a range of them nor an interval.
    #[error("`{word}` is neither a weekday (mon to sun) nor an interval such as 09:00-11:00")]
    Word {
        /// The word.
        word: String,
    },
    /// An interval before any weekday.
    #[error("`{interval}` has no weekday before it: write `mon-fri {interval}`")]
    NoDay {
        /// The interval.
        interval: String,
    },
    /// Weekdays without an interval behind them.
    #[error("`{days}` has no interval behind it: write `{days} 09:00-11:00`, or `{days} off`")]
    NoInterval {
        /// The weekdays as written.
        days: String,
    },
    /// An interval that ends before or where it starts.
    #[error("`{interval}` ends before it starts")]
    Backwards {
        /// The interval.
        interval: String,
    },
    /// Two intervals of one weekday that share time.
    #[error("on {day} {first} overlaps {second}")]
    Overlap {
        /// The weekday.
        day: &'static str,
        /// The earlier interval.
        first: String,
        /// The later one.
        second: String,
    },
}

impl Hours {
    /// Reads the written form; see [`Hours`].
    ///
    /// # Errors
    /// [`InvalidHours`] names the word, interval or weekday that is wrong.
    pub fn parse(text: &str) -> Result<Self, InvalidHours> {
        let text = text.to_lowercase().replace(['–', '—'], "-").replace(';', " ");
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_none() {
            return Err(InvalidHours::Empty);
        }
        let mut hours = Self::default();
        if text.trim() == "off" {
            return Ok(hours);
        }
        let mut days: Option<(&str, Vec<usize>)> = None;
        let mut has_interval = true;
        for word in words {
            if let Some(named) = named_days(word) {
                refuse_bare_days(days.as_ref(), has_interval)?;
                days = Some((word, named));
                has_interval = false;
                continue;
            }
            let Some((_, named)) = &days else {
                return Err(match interval(word) {
                    Some(_) => InvalidHours::NoDay { interval: word.to_owned() },
                    None => InvalidHours::Word { word: word.to_owned() },
                });
            };
            hours.take(named, word)?;
            has_interval = true;
        }
        refuse_bare_days(days.as_ref(), has_interval)?;
        hours.in_order()
    }

    /// The intervals of a weekday, in order.
    pub fn of(&self, day: Weekday) -> &[Stretch] {
        let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
        self.week.get(index).map_or(&[], Vec::as_slice)
    }

    /// Whether no weekday has an interval.
    pub fn is_off(&self) -> bool {
        self.week.iter().all(Vec::is_empty)
    }

    /// Minutes on the clock of Monday to Sunday, as in a week without clock changes.
    pub fn week(&self) -> [i64; 7] {
        std::array::from_fn(|day| {
            self.week
                .get(day)
                .map_or(0, |stretches| stretches.iter().map(|stretch| stretch.minutes()).sum())
        })
    }

    /// The real time of a local day's intervals: a gap shortens it, an overlap lengthens it.
    pub fn on(&self, zone: &TimeZone, day: Date) -> Vec<Span> {
        union(self.of(day.weekday()).iter().filter_map(|stretch| stretch.on(zone, day)))
    }

    /// Takes one word behind weekdays: an interval to add, or `off`.
    fn take(&mut self, days: &[usize], word: &str) -> Result<(), InvalidHours> {
        let stretch = match (word, interval(word)) {
            ("off", _) => None,
            (_, Some((from, to))) => Some(
                Stretch::new(from, to)
                    .ok_or_else(|| InvalidHours::Backwards { interval: word.to_owned() })?,
            ),
            (_, None) => return Err(InvalidHours::Word { word: word.to_owned() }),
        };
        for (index, of_day) in self.week.iter_mut().enumerate() {
            if days.contains(&index) {
                match stretch {
                    Some(stretch) => of_day.push(stretch),
                    None => of_day.clear(),
                }
            }
        }
        Ok(())
    }

    fn in_order(mut self) -> Result<Self, InvalidHours> {
        for (of_day, name) in self.week.iter_mut().zip(NAMES) {
            of_day.sort_unstable();
            let overlap = of_day
                .iter()
                .zip(of_day.iter().skip(1))
                .find(|(first, second)| second.from < first.to);
            if let Some((first, second)) = overlap {
                return Err(InvalidHours::Overlap {
                    day: name,
                    first: first.to_string(),
                    second: second.to_string(),
                });
            }
        }
        Ok(self)
    }
}

impl std::fmt::Display for Hours {
    /// Weekdays with the same intervals stand together: runs of three or more as `mon-fri`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_off() {
            return f.write_str("off");
        }
        let mut groups: Vec<(&[Stretch], Vec<usize>)> = Vec::new();
        for (day, stretches) in
            self.week.iter().enumerate().filter(|(_, stretches)| !stretches.is_empty())
        {
            match groups.iter_mut().find(|(same, _)| *same == stretches.as_slice()) {
                Some((_, days)) => days.push(day),
                None => groups.push((stretches, vec![day])),
            }
        }
        for (n, (stretches, days)) in groups.iter().enumerate() {
            let mut line = written_days(days);
            for stretch in *stretches {
                // Writing to a string cannot fail.
                let _ = write!(line, " {stretch}");
            }
            write!(f, "{}{line}", if n == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Hours {
    type Err = InvalidHours;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Hours {
    type Error = InvalidHours;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Hours> for String {
    fn from(hours: Hours) -> Self {
        hours.to_string()
    }
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LONG_NAMES: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The weekdays a word names: `mon`, `mon,wed`, `mon-fri`, `fri-mon` (over the week's end), or nothing.
fn named_days(word: &str) -> Option<Vec<usize>> {
    let mut days = Vec::new();
    for part in word.split(',').filter(|part| !part.is_empty()) {
        match part.split_once('-') {
            None => days.push(day_named(part)?),
            Some((first, last)) => {
                let (first, last) = (day_named(first)?, day_named(last)?);
                let n_days = (last + 7 - first) % 7;
                days.extend((first..=first + n_days).map(|day| day % 7));
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    (!days.is_empty()).then_some(days)
}

fn day_named(name: &str) -> Option<usize> {
    NAMES.iter().zip(LONG_NAMES).position(|(short, long)| *short == name || long == name)
}

fn interval(word: &str) -> Option<(Minute, Minute)> {
    let (from, to) = word.trim_end_matches(',').split_once('-')?;
    Some((Minute::parse(from)?, Minute::parse(to)?))
}

fn refuse_bare_days(
    days: Option<&(&str, Vec<usize>)>,
    has_interval: bool,
) -> Result<(), InvalidHours> {
    match days {
        Some((word, _)) if !has_interval => {
            Err(InvalidHours::NoInterval { days: (*word).to_owned() })
        }
        _ => Ok(()),
    }
}

fn written_days(days: &[usize]) -> String {
    let name = |day: &usize| NAMES.get(*day).copied().unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    let runs = days.chunk_by(|one, next| one + 1 == *next);
    for run in runs {
        match run {
            [first, _, .., last] => parts.push(format!("{}-{}", name(first), name(last))),
            _ => parts.extend(run.iter().map(|day| name(day).to_owned())),
        }
    }
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        let got = Hours::parse(written)
            .map_or_else(|error| format!("error: {error}"), |hours| hours.to_string());
        assert_eq!(got, expected, "{written}");
    }

    #[test]
    fn hours_are_days_then_intervals() {
        check("mon-fri 09:00-11:00", "mon-fri 09:00-11:00");
        check("mon,wed 09:00-10:30 14:00-15:00", "mon,wed 09:00-10:30 14:00-15:00");
        check("mon-thu 9-11 fri 10:00-12:00", "mon-thu 09:00-11:00 fri 10:00-12:00");
        check("Monday 9:00–11:00; sat 22:00-24:00", "mon 09:00-11:00 sat 22:00-24:00");
        check("sat-mon 10:00-11:00", "mon,sat,sun 10:00-11:00");
        check("mon-fri 09:00-11:00 fri off", "mon-thu 09:00-11:00");
        check("mon 14:00-15:00 09:00-10:00", "mon 09:00-10:00 14:00-15:00");
        check("mon 09:00-10:00 mon 10:00-11:00", "mon 09:00-10:00 10:00-11:00");
        check("OFF", "off");
    }

    #[test]
    fn wrong_hours_are_refused_by_name() {
        check("", "error: no hours given: write `mon-fri 09:00-11:00`, or `off` for none");
        check(
            "09:00-11:00",
            "error: `09:00-11:00` has no weekday before it: write `mon-fri 09:00-11:00`",
        );
        check(
            "mon",
            "error: `mon` has no interval behind it: write `mon 09:00-11:00`, or `mon off`",
        );
        check(
            "mon tue 9-10",
            "error: `mon` has no interval behind it: write `mon 09:00-11:00`, or `mon off`",
        );
        check("mon 11:00-09:00", "error: `11:00-09:00` ends before it starts");
        check("mon 09:00-09:00", "error: `09:00-09:00` ends before it starts");
        check("mon 24:00-24:00", "error: `24:00-24:00` ends before it starts");
        check("tue 09:00-11:00 10:30-12:00", "error: on tue 09:00-11:00 overlaps 10:30-12:00");
        check("mon-fri 9-11 wed 8-10", "error: on wed 08:00-10:00 overlaps 09:00-11:00");
        check(
            "mon 25:00-26:00",
            "error: `25:00-26:00` is neither a weekday (mon to sun) nor an interval such as 09:00-11:00",
        );
        check(
            "mon 09:60-10:00",
            "error: `09:60-10:00` is neither a weekday (mon to sun) nor an interval such as 09:00-11:00",
        );
        check(
            "mo 09:00-10:00",
            "error: `mo` is neither a weekday (mon to sun) nor an interval such as 09:00-11:00",
        );
        check(
            "mon 23:00-24:01",
            "error: `23:00-24:01` is neither a weekday (mon to sun) nor an interval such as 09:00-11:00",
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(cuts in proptest::collection::vec(proptest::collection::btree_set(0_i16..=1440, 0..6), 7)) {
            let mut hours = Hours::default();
            for (of_day, cuts) in hours.week.iter_mut().zip(&cuts) {
                let cuts: Vec<_> = cuts.iter().map(|minute| Minute::new(minute / 60, minute % 60).unwrap()).collect();
                *of_day = cuts.chunks_exact(2).filter_map(|pair| Stretch::new(pair[0], pair[1])).collect();
            }
            prop_assert_eq!(Hours::parse(&hours.to_string()), Ok(hours));
        }
    }
}
