//! Ids that are the same in every run.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

/// Makes ids of version 7 that count up from one: `00000000-0000-7000-8000-000000000001`.
#[derive(Clone, Debug, Default)]
pub struct SequentialIds {
    made: Arc<AtomicU64>,
}

impl SequentialIds {
    /// A source that begins anew.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next id.
    pub fn next(&self) -> Uuid {
        let n = self.made.fetch_add(1, Ordering::SeqCst) + 1;
        nth(n)
    }
}

/// The id that [`SequentialIds`] makes as its `n`-th.
pub fn nth(n: u64) -> Uuid {
    Uuid::from_u128(0x7000_8000_0000_0000_0000 | u128::from(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_count_up_and_are_of_version_seven() {
        let ids = SequentialIds::new();
        assert_eq!(ids.next().to_string(), "00000000-0000-7000-8000-000000000001");
        assert_eq!(ids.next(), nth(2));
        assert_eq!(nth(2).get_version_num(), 7);
    }
}
