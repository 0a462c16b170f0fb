//! A clock that stands still until it is moved.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Span, Timestamp};

/// A clock that stands still until it is moved; clones show the same time.
#[derive(Clone, Debug)]
pub struct FixedClock {
    now: Arc<Mutex<Timestamp>>,
}

impl FixedClock {
    /// A clock at an instant: `2026-03-02T09:00:00Z`.
    pub fn at(instant: &str) -> Self {
        Self { now: Arc::new(Mutex::new(parse(instant))) }
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves it on, or back by a negative span.
    pub fn advance(&self, span: Span) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        match now.checked_add(span) {
            Ok(later) => *now = later,
            Err(error) => panic!("the clock cannot move by {span}: {error}"),
        }
    }

    /// Sets it.
    pub fn set(&self, instant: &str) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = parse(instant);
    }
}

fn parse(instant: &str) -> Timestamp {
    match instant.parse() {
        Ok(now) => now,
        Err(error) => panic!("`{instant}` is no instant: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::FixedClock;

    #[test]
    fn a_clock_moves_when_it_is_told_to_and_its_clones_with_it() {
        let clock = FixedClock::at("2026-03-02T09:00:00Z");
        let same = clock.clone();
        clock.advance(90.minutes());
        assert_eq!(same.now().to_string(), "2026-03-02T10:30:00Z");
        same.set("2026-01-01T00:00:00Z");
        assert_eq!(clock.now().to_string(), "2026-01-01T00:00:00Z");
    }
}
