//! Spans of real time and the arithmetic of what is left free.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Real time from an instant up to, not including, another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Span {
    /// A span, or nothing when it would be empty or backwards.
    pub fn new(from: Timestamp, to: Timestamp) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// What both have in common.
    pub fn common(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Whether the instant lies in it.
    pub fn holds(self, instant: Timestamp) -> bool {
        self.from <= instant && instant < self.to
    }
}

/// The union of spans: sorted, disjoint, touching ones joined, empty ones gone.
pub fn union(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.into_iter().filter(|span| span.from < span.to).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => joined.push(span),
        }
    }
    joined
}

/// What of `open` is not `taken`; both as [`union`] gives them.
pub fn less(open: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut left = Vec::with_capacity(open.len());
    for span in open {
        let mut from = span.from;
        let first = taken.partition_point(|busy| busy.to <= span.from);
        for busy in taken.iter().skip(first).take_while(|busy| busy.from < span.to) {
            left.extend(Span::new(from, busy.from));
            from = from.max(busy.to);
        }
        left.extend(Span::new(from, span.to));
    }
    left
}

/// What two unions have in common, as a union.
pub fn common(one: &[Span], other: &[Span]) -> Vec<Span> {
    let mut both = Vec::new();
    for span in one {
        let first = other.partition_point(|candidate| candidate.to <= span.from);
        both.extend(
            other
                .iter()
                .skip(first)
                .take_while(|candidate| candidate.from < span.to)
                .filter_map(|candidate| span.common(*candidate)),
        );
    }
    both
}

/// The length of disjoint spans in whole minutes: summed first, then cut down.
pub fn whole_minutes(spans: &[Span]) -> i64 {
    let length: jiff::SignedDuration =
        spans.iter().map(|span| span.to.duration_since(span.from)).sum();
    length.as_mins()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(from: i64, to: i64) -> Span {
        Span {
            from: Timestamp::from_second(from).unwrap(),
            to: Timestamp::from_second(to).unwrap(),
        }
    }

    /// The plain formula: a set of seconds.
    fn seconds(spans: &[Span]) -> std::collections::BTreeSet<i64> {
        spans.iter().flat_map(|span| span.from.as_second()..span.to.as_second()).collect()
    }

    fn any_spans() -> impl Strategy<Value = Vec<Span>> {
        proptest::collection::vec(
            (0_i64..60, 0_i64..12).prop_map(|(from, long)| span(from, from + long)),
            0..8,
        )
    }

    proptest! {
        #[test]
        fn the_arithmetic_of_spans_is_that_of_sets(one in any_spans(), other in any_spans()) {
            let (a, b) = (union(one.clone()), union(other.clone()));
            prop_assert_eq!(seconds(&a), seconds(&one));
            prop_assert!(a.windows(2).all(|pair| pair[0].to < pair[1].from));
            prop_assert_eq!(seconds(&less(&a, &b)), &seconds(&one) - &seconds(&other));
            prop_assert_eq!(seconds(&common(&a, &b)), &seconds(&one) & &seconds(&other));
        }
    }

    #[test]
    fn minutes_are_summed_before_they_are_cut_down() {
        assert_eq!(whole_minutes(&[span(0, 90), span(100, 130)]), 2);
        assert_eq!(whole_minutes(&[span(0, 59)]), 0);
    }
}
