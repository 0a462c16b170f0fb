//! Referrals: a name given by somebody, followed up or not.

use crate::words;

words! {
    /// Where a referral stands.
    pub enum ReferralState {
        /// A name was given; its follow-up is due.
        Given = "given",
        /// They were contacted.
        FollowedUp = "followed_up",
        /// They were met.
        Met = "met",
        /// They became a client.
        Won = "won",
        /// It came to nothing.
        Dropped = "dropped",
    }
}

/// Why a referral cannot change so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a referral that is {from} cannot become {to}")]
pub struct ReferralError {
    /// Where it stands.
    pub from: ReferralState,
    /// Where it should.
    pub to: ReferralState,
}

impl ReferralState {
    /// The state after a change: forwards, or dropped, and from dropped back to what it was followed up to.
    ///
    /// # Errors
    /// [`ReferralError`] for a step backwards, no step, or anything after won.
    pub fn changed_to(self, to: Self) -> Result<Self, ReferralError> {
        let is_allowed = match (self, to) {
            (Self::Won, _) | (_, Self::Given) => false,
            (Self::Dropped, _) => to != Self::Dropped,
            _ => self < to,
        };
        if is_allowed { Ok(to) } else { Err(ReferralError { from: self, to }) }
    }

    /// Whether its follow-up touch is still to come.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, is_allowed: bool) {
        let parse = |word: &str| ReferralState::parse(word).unwrap();
        assert_eq!(parse(from).changed_to(parse(to)).is_ok(), is_allowed, "{from} to {to}");
    }

    #[test]
    fn a_referral_goes_forwards_or_is_dropped() {
        check("given", "followed_up", true);
        check("given", "met", true);
        check("met", "won", true);
        check("followed_up", "dropped", true);
        check("dropped", "followed_up", true);
        check("followed_up", "given", false);
        check("won", "dropped", false);
        check("met", "met", false);
    }
}
