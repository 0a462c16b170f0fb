//! Counting: how many of an ingredient were done on each day, by itself from activities or by hand.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::activities::Behaviour;
use crate::recipes::{Counts, Ingredient};

/// Minutes by which what was done is tallied.
pub const QUARTER: i16 = 15;

/// The quarter of an hour by which something was done, in minutes from midnight: 15 to 1440, and 0 at midnight itself.
///
/// It is by a [`By`](crate::recipes::By) exactly when this is not after it.
pub fn quarter_of(at: Time) -> i16 {
    let begun = at.second() > 0 || at.subsec_nanosecond() > 0;
    let minute = i16::from(at.hour()) * 60 + i16::from(at.minute()) + i16::from(begun);
    (minute + QUARTER - 1).div_euclid(QUARTER) * QUARTER
}

/// Something done: one activity, or several of one behaviour at one time of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// What it counts as; an activity that is several behaviours comes once for each
    /// ([`counted_as`](crate::activities::record::counted_as)).
    pub behaviour: Behaviour,
    /// The rep's local day.
    pub day: Date,
    /// The rep's local time.
    pub at: Time,
    /// How many.
    pub times: u32,
}

/// An ingredient and the day from which it is the one that counts: one version of it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The first day of the version.
    pub from: Date,
    /// The ingredient.
    pub ingredient: &'a Ingredient,
}

/// What an ingredient counted on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Over the whole day.
    pub done: u64,
    /// By the time of day set; all of it where none is.
    pub in_time: u64,
}

/// Counts by day; days without any are left out.
pub type Tally = BTreeMap<Date, Count>;

/// The version that counts on a day: the last one that has begun.
pub fn version_on<'a>(versions: &[Version<'a>], day: Date) -> Option<&'a Ingredient> {
    let begun = versions.iter().filter(|version| version.from <= day);
    begun.max_by_key(|version| version.from).map(|version| version.ingredient)
}

/// Counts each day by the version of that day.
///
/// What was done before the first one is not counted. `done` are activities as corrected, in any order; `by_hand` is what was entered for a day.
pub fn tally<'d>(
    versions: &[Version<'_>],
    done: impl IntoIterator<Item = &'d Done>,
    by_hand: &BTreeMap<Date, u32>,
) -> Tally {
    let mut tally = Tally::new();
    for one in done {
        if let Some(ingredient) = version_on(versions, one.day)
            && let Counts::Behaviours(behaviours) = &ingredient.counts
            && behaviours.contains(&one.behaviour)
        {
            let in_time = ingredient.by.is_none_or(|by| by.holds(one.at));
            add(&mut tally, one.day, one.times, in_time);
        }
    }
    for (day, times) in by_hand {
        if version_on(versions, *day).is_some_and(|version| version.counts == Counts::ByHand) {
            add(&mut tally, *day, *times, true);
        }
    }
    tally
}

fn add(tally: &mut Tally, day: Date, times: u32, in_time: bool) {
    if times > 0 {
        let count = tally.entry(day).or_default();
        count.done += u64::from(times);
        count.in_time += if in_time { u64::from(times) } else { 0 };
    }
}

#[cfg(test)]
mod tests;
