//! Referrals: a name given by somebody, followed up or not.
