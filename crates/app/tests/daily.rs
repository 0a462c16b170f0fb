//! The daily work, on both engines: start, today, log, take back, and what a rep does by hand.

#![expect(
    clippy::print_stdout,
    reason = "a test says what it skipped, and the long one what it found"
)]

#[cfg(test)]
#[path = "daily/blocked.rs"]
mod blocked;
#[cfg(test)]
#[path = "daily/calendar.rs"]
mod calendar;
#[cfg(test)]
#[path = "daily/candidates.rs"]
mod candidates;
#[cfg(test)]
#[path = "daily/captions.rs"]
mod captions;
#[cfg(test)]
#[path = "daily/colleagues.rs"]
mod colleagues;
#[cfg(test)]
#[path = "daily/companies.rs"]
mod companies;
#[cfg(test)]
#[path = "daily/consistency.rs"]
mod consistency;
#[cfg(test)]
#[path = "daily/desk.rs"]
mod desk;
#[cfg(test)]
#[path = "daily/doctrine.rs"]
mod doctrine;
#[cfg(test)]
#[path = "daily/edits.rs"]
mod edits;
#[cfg(test)]
#[path = "daily/feeds.rs"]
mod feeds;
#[cfg(test)]
#[path = "daily/free.rs"]
mod free;
#[cfg(test)]
#[path = "daily/hands.rs"]
mod hands;
#[cfg(test)]
#[path = "daily/lists.rs"]
mod lists;
#[cfg(test)]
#[path = "daily/meetings.rs"]
mod meetings;
#[cfg(test)]
#[path = "daily/months.rs"]
mod months;
#[cfg(test)]
#[path = "daily/outcomes.rs"]
mod outcomes;
#[cfg(test)]
#[path = "daily/recipes.rs"]
mod recipes;
#[cfg(test)]
#[path = "daily/repeats.rs"]
mod repeats;
#[cfg(test)]
#[path = "daily/retired.rs"]
mod retired;
#[cfg(test)]
#[path = "daily/samples.rs"]
mod samples;
#[cfg(test)]
#[path = "daily/score.rs"]
mod score;
#[cfg(test)]
#[path = "daily/sorting.rs"]
mod sorting;
#[cfg(test)]
#[path = "daily/starts.rs"]
mod starts;
#[cfg(test)]
#[path = "daily/teams.rs"]
mod teams;
#[cfg(test)]
#[path = "daily/undoing.rs"]
mod undoing;
