//! What became of those who were started on a cadence, in counts.

use serde::Serialize;

use super::{EndWhy, EnrollmentState};

/// What became of those who were started on a cadence, in any of its versions:
/// `started` = `running` + `completed` + `left_early` + `stopped`.
///
/// The finish rate takes `completed` and `left_early` together: both got what was promised to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = CadenceRuns)]
pub struct Runs {
    /// Enrollments there are.
    pub started: i64,
    /// Not over yet, paused ones too.
    pub running: i64,
    /// Ended with the last touch.
    pub completed: i64,
    /// Ended by an event: a meeting, an answer, a no.
    pub left_early: i64,
    /// Stopped by hand.
    pub stopped: i64,
    /// Meetings that came of them, cancelled ones not counted.
    pub meetings: i64,
}

impl Runs {
    /// Counts so many who stand there, with why they ended where they did.
    pub fn count(&mut self, state: EnrollmentState, why: Option<EndWhy>, n: i64) {
        self.started += n;
        *match (state, why) {
            (EnrollmentState::Active | EnrollmentState::Paused, _) => &mut self.running,
            (EnrollmentState::Stopped, _) => &mut self.stopped,
            (EnrollmentState::Finished, Some(EndWhy::Completed)) => &mut self.completed,
            (EnrollmentState::Finished, _) => &mut self.left_early,
        } += n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_counted_once_by_how_it_ended() {
        let mut runs = Runs::default();
        for (n, why) in (1..).zip(EndWhy::ALL) {
            runs.count(why.state(), Some(*why), n);
        }
        runs.count(EnrollmentState::Active, None, 100);
        runs.count(EnrollmentState::Paused, None, 200);
        let Runs { started, running, completed, left_early, stopped, meetings } = runs;
        assert_eq!((running, completed, meetings), (300, 1, 0));
        let all = i64::try_from(EndWhy::ALL.len()).unwrap();
        assert_eq!(stopped, all, "the last of them is by hand");
        assert_eq!(left_early, (2..all).sum::<i64>());
        assert_eq!(started, running + completed + left_early + stopped);
    }
}
