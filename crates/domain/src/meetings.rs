//! Meetings: set, held, missed or cancelled.

use crate::words;

words! {
    /// Where a meeting stands.
    pub enum MeetingState {
        /// Agreed.
        Set = "set",
        /// It took place.
        Held = "held",
        /// They did not come.
        NoShow = "no_show",
        /// Called off.
        Cancelled = "cancelled",
    }
}
