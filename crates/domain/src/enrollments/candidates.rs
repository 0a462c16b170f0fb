//! Who is started first: which N of 6,000 (PRODUCT D2), and why the others are not asked.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::{
    people::{Fit, Standing},
    words,
};

words! {
    /// Why somebody is not started, whatever the calendar says.
    pub enum NotEligible {
        /// Their enrollment is active or paused.
        Enrolled = "enrolled",
        /// A meeting is set, an answer due or an agreed time open.
        InConversation = "in_conversation",
        /// The follow-up of a referral waits for them: who chooses by count does not know of it.
        FollowUp = "follow_up",
        /// They forbade every channel.
        DoNotContact = "do_not_contact",
        /// They could not or would not buy.
        NoFit = "no_fit",
        /// A client, or a former one.
        Client = "client",
        /// In nurture until a later day, or without one.
        InNurture = "in_nurture",
        /// Looked at while sorting, and not made a lead.
        SortedOut = "sorted_out",
        /// An earlier enrollment of theirs ended, and no day was named to ask again.
        EnrolledBefore = "enrolled_before",
        /// Nobody at their company is worked.
        BlockedCompany = "blocked_company",
        /// They are another rep's, or another rep works this company.
        OtherRep = "other_rep",
    }
}

impl NotEligible {
    /// How it is told of one person.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Enrolled => "is started already",
            Self::InConversation => "is in conversation: a meeting is set or a touch is open",
            Self::FollowUp => "the follow-up of a referral is open",
            Self::DoNotContact => "forbade every channel",
            Self::NoFit => "does not fit",
            Self::Client => "is a client",
            Self::InNurture => "is in nurture until later",
            Self::SortedOut => "was sorted out",
            Self::EnrolledBefore => "was on a cadence before",
            Self::BlockedCompany => "works at a company that is blocked",
            Self::OtherRep => "another rep works this person or company",
        }
    }
}

/// What decides whether somebody may be started.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each flag is a fact of its own that the store looks up"
)]
pub struct Eligibility {
    /// Standing.
    pub standing: Standing,
    /// Fit.
    pub fit: Fit,
    /// In nurture until this day, then offered again.
    pub nurture_until: Option<Date>,
    /// Whether they were looked at while sorting (standing other only).
    pub is_sorted: bool,
    /// Whether their enrollment is active or paused.
    pub is_enrolled: bool,
    /// Whether an earlier enrollment ended.
    pub was_enrolled: bool,
    /// Whether a meeting is set, an answer due or an agreed time open.
    pub in_conversation: bool,
    /// Whether the follow-up of a referral is open.
    pub has_follow_up: bool,
    /// Whether they forbade every channel.
    pub is_forbidden: bool,
    /// Whether their company is blocked.
    pub is_blocked: bool,
    /// Whether they are another rep's.
    pub is_of_other_rep: bool,
    /// Whether another rep works their company.
    pub is_with_other_rep: bool,
}

/// What decides whether and when somebody is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateFacts {
    /// Whether.
    pub eligibility: Eligibility,
    /// Day of the freshest reason for the call.
    pub reason_on: Option<Date>,
    /// Whether somebody of ours knows them.
    pub has_tie: bool,
    /// Instant of the import and row in its file: the order of the file.
    pub file_order: (i64, i64),
}

/// Sort key of those who may be started, ascending: leads, then unsorted others; fit yes; freshest reason;
/// a tie known; file order. Ties end in the id, which the caller adds.
pub type CandidateKey = (u8, bool, Reverse<Option<Date>>, bool, (i64, i64));

impl Eligibility {
    /// Whether somebody may be chosen from the list.
    ///
    /// Somebody in nurture whose day has come counts among the leads: that day was agreed.
    ///
    /// # Errors
    /// [`NotEligible`]: the first reason in the order of that list.
    pub fn listed(&self, today: Date) -> Result<(), NotEligible> {
        let is_due = self.nurture_until.is_some_and(|until| until <= today);
        first_of([
            (self.is_enrolled, NotEligible::Enrolled),
            (self.in_conversation, NotEligible::InConversation),
            (self.has_follow_up, NotEligible::FollowUp),
            (self.is_forbidden, NotEligible::DoNotContact),
            (self.fit == Fit::No, NotEligible::NoFit),
            (
                matches!(self.standing, Standing::Client | Standing::FormerClient),
                NotEligible::Client,
            ),
            (
                !is_due && (self.standing == Standing::InNurture || self.nurture_until.is_some()),
                NotEligible::InNurture,
            ),
            (self.standing == Standing::Other && self.is_sorted, NotEligible::SortedOut),
            (self.was_enrolled && !is_due, NotEligible::EnrolledBefore),
            (self.is_blocked, NotEligible::BlockedCompany),
            (self.is_of_other_rep || self.is_with_other_rep, NotEligible::OtherRep),
        ])
    }

    /// Whether a person named by `--person` may be started: never one who does not fit, a client, one in conversation,
    /// at a company that is blocked, or whom another rep works, or whose company. Nurture, earlier enrollments and former clients are the rep's to judge; the
    /// follow-up of a referral is done by starting them; what they forbade is told step by step
    /// ([`able`](crate::cadences::ability::able)).
    ///
    /// # Errors
    /// [`NotEligible`]: the first reason in the order of that list.
    pub fn named(&self) -> Result<(), NotEligible> {
        first_of([
            (self.is_enrolled, NotEligible::Enrolled),
            (self.in_conversation, NotEligible::InConversation),
            (self.fit == Fit::No, NotEligible::NoFit),
            (self.standing == Standing::Client, NotEligible::Client),
            (self.is_blocked, NotEligible::BlockedCompany),
            (self.is_of_other_rep || self.is_with_other_rep, NotEligible::OtherRep),
        ])
    }
}

impl CandidateFacts {
    /// The place in the order of starts, or why not.
    ///
    /// # Errors
    /// [`NotEligible`], as [`Eligibility::listed`] says.
    pub fn key(&self, today: Date) -> Result<CandidateKey, NotEligible> {
        let Eligibility { standing, fit, .. } = self.eligibility;
        self.eligibility.listed(today)?;
        let rank = u8::from(standing == Standing::Other);
        Ok((rank, fit != Fit::Yes, Reverse(self.reason_on), !self.has_tie, self.file_order))
    }
}

fn first_of<const N: usize>(refusals: [(bool, NotEligible); N]) -> Result<(), NotEligible> {
    refusals.into_iter().find(|(is_so, _)| *is_so).map_or(Ok(()), |(_, why)| Err(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-23";

    /// Reads words: standing, fit, `reason=DAY`, `until=DAY`, and the flags by name.
    fn candidate(text: &str, order: i64) -> CandidateFacts {
        let eligibility = Eligibility {
            standing: Standing::Lead,
            fit: Fit::Unknown,
            nurture_until: None,
            is_sorted: false,
            is_enrolled: false,
            was_enrolled: false,
            in_conversation: false,
            has_follow_up: false,
            is_forbidden: false,
            is_blocked: false,
            is_of_other_rep: false,
            is_with_other_rep: false,
        };
        let mut facts =
            CandidateFacts { eligibility, reason_on: None, has_tie: false, file_order: (0, order) };
        let told = &mut facts.eligibility;
        for word in text.split_whitespace() {
            match word.split_once('=') {
                Some(("reason", day)) => facts.reason_on = Some(day.parse().unwrap()),
                Some((_, day)) => told.nurture_until = Some(day.parse().unwrap()),
                None => match word {
                    "fit" => told.fit = Fit::Yes,
                    "no-fit" => told.fit = Fit::No,
                    "tie" => facts.has_tie = true,
                    "sorted" => told.is_sorted = true,
                    "enrolled" => told.is_enrolled = true,
                    "before" => told.was_enrolled = true,
                    "talking" => told.in_conversation = true,
                    "forbidden" => told.is_forbidden = true,
                    "blocked" => told.is_blocked = true,
                    "taken" => told.is_with_other_rep = true,
                    "theirs" => told.is_of_other_rep = true,
                    "given" => told.has_follow_up = true,
                    standing => told.standing = Standing::parse(standing).unwrap(),
                },
            }
        }
        facts
    }

    #[track_caller]
    fn check_order(people: &str, expected: &str) {
        let today = TODAY.parse().unwrap();
        let mut keys: Vec<(CandidateKey, &str)> = people
            .split(", ")
            .zip(0..)
            .filter_map(|(text, order)| {
                candidate(text, order).key(today).ok().map(|key| (key, text))
            })
            .collect();
        keys.sort();
        let names: Vec<&str> = keys.into_iter().map(|(_, text)| text).collect();
        assert_eq!(names.join(", "), expected);
    }

    #[track_caller]
    fn check_not(person: &str, expected: &str) {
        let why = candidate(person, 0).key(TODAY.parse().unwrap()).unwrap_err();
        assert_eq!(why.as_str(), expected);
    }

    #[test]
    fn leads_come_before_unsorted_others() {
        check_order(
            "other fit reason=2026-11-20 tie, lead",
            "lead, other fit reason=2026-11-20 tie",
        );
    }

    #[test]
    fn among_them_fit_then_freshest_reason_then_a_tie_then_the_file() {
        check_order(
            "lead, lead tie, lead reason=2026-01-01, lead reason=2026-11-01, fit",
            "fit, lead reason=2026-11-01, lead reason=2026-01-01, lead tie, lead",
        );
    }

    #[test]
    fn who_is_in_nurture_is_offered_again_on_the_day() {
        check_order("in_nurture before until=2026-11-23", "in_nurture before until=2026-11-23");
        check_not("in_nurture until=2026-11-24", "in_nurture");
        check_not("in_nurture", "in_nurture");
    }

    #[test]
    fn never_no_fit_clients_or_persons_in_conversation() {
        check_not("no-fit", "no_fit");
        check_not("client", "client");
        check_not("former_client", "client");
        check_not("talking", "in_conversation");
        check_not("enrolled", "enrolled");
        check_not("forbidden", "do_not_contact");
        check_not("before", "enrolled_before");
        check_not("other sorted", "sorted_out");
        check_not("blocked", "blocked_company");
        check_not("taken", "other_rep");
        check_not("theirs", "other_rep");
        check_not("given", "follow_up");
    }

    #[track_caller]
    fn check_named(person: &str, expected: &str) {
        let got = candidate(person, 0).eligibility.named();
        assert_eq!(got.map_or_else(NotEligible::told, |()| "may be started"), expected);
    }

    #[test]
    fn by_name_no_client_no_fit_and_nobody_in_conversation_is_started() {
        check_named("client", "is a client");
        check_named("no-fit", "does not fit");
        check_named("talking no-fit", "is in conversation: a meeting is set or a touch is open");
        check_named("enrolled", "is started already");
        check_named("blocked", "works at a company that is blocked");
        check_named("taken", "another rep works this person or company");
        check_named("theirs", "another rep works this person or company");
    }

    #[test]
    fn by_name_the_rep_judges_what_was_before() {
        for person in ["former_client", "before", "in_nurture", "other sorted", "given"] {
            check_named(person, "may be started");
        }
    }
}
