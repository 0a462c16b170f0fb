//! Who is started first: which N of 6,000 (PRODUCT D2), and why the others are not asked.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::{
    people::{Fit, Standing},
    words,
};

words! {
    /// Why somebody is never chosen for a start by count.
    pub enum NotEligible {
        /// Their enrollment is active or paused.
        Enrolled = "enrolled",
        /// A meeting is set, an answer due or an agreed time open.
        InConversation = "in_conversation",
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
        /// Another rep works this company.
        OtherRep = "other_rep",
    }
}

/// What decides whether and when somebody is started.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each flag is a fact of its own that the store looks up"
)]
pub struct CandidateFacts {
    /// Standing.
    pub standing: Standing,
    /// Fit.
    pub fit: Fit,
    /// In nurture until this day, then offered again.
    pub nurture_until: Option<Date>,
    /// Day of the freshest reason for the call.
    pub reason_on: Option<Date>,
    /// Whether somebody of ours knows them.
    pub has_tie: bool,
    /// Whether they were looked at while sorting (standing other only).
    pub is_sorted: bool,
    /// Whether their enrollment is active or paused.
    pub is_enrolled: bool,
    /// Whether an earlier enrollment ended.
    pub was_enrolled: bool,
    /// Whether a meeting is set, an answer due or an agreed time open.
    pub in_conversation: bool,
    /// Whether they forbade every channel.
    pub is_forbidden: bool,
    /// Whether another rep works their company.
    pub is_with_other_rep: bool,
    /// Instant of the import and row in its file: the order of the file.
    pub file_order: (i64, i64),
}

/// Sort key of those who may be started, ascending: leads, then unsorted others; fit yes; freshest reason;
/// a tie known; file order. Ties end in the id, which the caller adds.
pub type CandidateKey = (u8, bool, Reverse<Option<Date>>, bool, (i64, i64));

impl CandidateFacts {
    /// The place in the order of starts, or why not.
    ///
    /// Somebody in nurture whose day has come counts among the leads: that day was agreed.
    ///
    /// # Errors
    /// [`NotEligible`]: the first reason in the order of that list.
    pub fn key(&self, today: Date) -> Result<CandidateKey, NotEligible> {
        let is_due = self.nurture_until.is_some_and(|until| until <= today);
        let refusals = [
            (self.is_enrolled, NotEligible::Enrolled),
            (self.in_conversation, NotEligible::InConversation),
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
            (self.is_with_other_rep, NotEligible::OtherRep),
        ];
        if let Some((_, why)) = refusals.into_iter().find(|(is_so, _)| *is_so) {
            return Err(why);
        }
        let rank = u8::from(self.standing == Standing::Other);
        Ok((rank, self.fit != Fit::Yes, Reverse(self.reason_on), !self.has_tie, self.file_order))
    }

    /// Whether a person named by `--person` may be started: their wish, an open enrollment, a talk going on
    /// and a colleague's company stand; fit, standing and earlier enrollments are the rep's to judge.
    ///
    /// # Errors
    /// [`NotEligible`].
    pub fn named(&self) -> Result<(), NotEligible> {
        let refusals = [
            (self.is_enrolled, NotEligible::Enrolled),
            (self.in_conversation, NotEligible::InConversation),
            (self.is_forbidden, NotEligible::DoNotContact),
            (self.is_with_other_rep, NotEligible::OtherRep),
        ];
        refusals.into_iter().find(|(is_so, _)| *is_so).map_or(Ok(()), |(_, why)| Err(why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-23";

    /// Reads words: standing, fit, `reason=DAY`, `until=DAY`, and the flags by name.
    fn candidate(text: &str, order: i64) -> CandidateFacts {
        let mut facts = CandidateFacts {
            standing: Standing::Lead,
            fit: Fit::Unknown,
            nurture_until: None,
            reason_on: None,
            has_tie: false,
            is_sorted: false,
            is_enrolled: false,
            was_enrolled: false,
            in_conversation: false,
            is_forbidden: false,
            is_with_other_rep: false,
            file_order: (0, order),
        };
        for word in text.split_whitespace() {
            match word.split_once('=') {
                Some(("reason", day)) => facts.reason_on = Some(day.parse().unwrap()),
                Some((_, day)) => facts.nurture_until = Some(day.parse().unwrap()),
                None => match word {
                    "fit" => facts.fit = Fit::Yes,
                    "no-fit" => facts.fit = Fit::No,
                    "tie" => facts.has_tie = true,
                    "sorted" => facts.is_sorted = true,
                    "enrolled" => facts.is_enrolled = true,
                    "before" => facts.was_enrolled = true,
                    "talking" => facts.in_conversation = true,
                    "forbidden" => facts.is_forbidden = true,
                    "taken" => facts.is_with_other_rep = true,
                    standing => facts.standing = Standing::parse(standing).unwrap(),
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
        check_not("taken", "other_rep");
    }

    #[test]
    fn by_name_the_rep_judges_fit_and_standing() {
        assert_eq!(candidate("client no-fit before", 0).named(), Ok(()));
        assert_eq!(candidate("forbidden", 0).named(), Err(NotEligible::DoNotContact));
    }
}
