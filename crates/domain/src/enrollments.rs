//! Enrollments: one person on one cadence version.

use crate::words;

words! {
    /// Where an enrollment stands.
    pub enum EnrollmentState {
        /// Touches are planned.
        Active = "active",
        /// Held by the rep, or for want of a number; its room is released.
        Paused = "paused",
        /// It got its full cadence or left it by an event.
        Finished = "finished",
        /// Ended by hand before its end.
        Stopped = "stopped",
    }
}
