//! Turns: touches in the order in which a day takes them.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a numeric kernel: ranks, legs and days are bounded where they are made"
)]

/// Where the rank begins: below it is the leg. There are fewer legs than fit, as so many would fill 30 GB.
const RANK: u32 = 29;
/// Where the deadline begins: there are 100,000 ranks at most.
const DEADLINE: u32 = 46;
/// More than the working days of a hundred years, so that no deadline is negative once it is added.
const ZERO: i32 = 1 << 17;

/// A touch, ordered by deadline, then rank.
///
/// As `max(0, deadline)` never falls when the deadline rises, this is the order of SCIENCE 1.6, line 14:
/// `(max(0, deadline), deadline, -worth, id)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn(u64);

impl Turn {
    /// After every touch.
    pub(super) const LAST: Self = Self(u64::MAX);

    /// The turn of a touch.
    pub(super) fn new(deadline: i32, rank: usize, leg: usize) -> Self {
        Self(((deadline + ZERO) as u64) << DEADLINE | (rank as u64) << RANK | leg as u64)
    }

    /// The last day of its window.
    pub(super) fn deadline(self) -> i32 {
        (self.0 >> DEADLINE) as i32 - ZERO
    }

    /// The last day on which it is on time, today for what is late already.
    pub(super) fn closes(self) -> usize {
        self.deadline().max(0) as usize
    }

    /// The rank of its item.
    pub(super) fn rank(self) -> usize {
        (self.0 >> RANK) as usize & ((1 << (DEADLINE - RANK)) - 1)
    }

    /// Its leg.
    pub(super) fn leg(self) -> usize {
        self.0 as usize & ((1 << RANK) - 1)
    }
}
