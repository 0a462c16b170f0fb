//! Ability first: can each step of a cadence be done with what is known about the person?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Cadence, Step};
use crate::{
    activities::Channel,
    ids::{EmailAddressId, PhoneNumberId},
    people::Label,
    words,
};

words! {
    /// What is missing for a step, in the order in which it is worth finding.
    pub enum Missing {
        /// No phone number at all, or faxes only.
        Number = "number",
        /// Every number is marked bad.
        GoodNumber = "good_number",
        /// A number that works, but somebody who has it forbade it.
        AllowedNumber = "allowed_number",
        /// No e-mail address.
        Email = "email",
        /// Every e-mail address is marked bad.
        GoodEmail = "good_email",
        /// An e-mail address that works, but somebody who has it forbade it.
        AllowedEmail = "allowed_email",
        /// No profile address, and no name with a company to search for.
        Profile = "profile",
        /// No postal address that a letter or visitor would find.
        PostalAddress = "postal_address",
        /// They forbade this channel.
        Permission = "permission",
        /// Their calling window never overlaps the rep's hours.
        CommonHour = "common_hour",
    }
}

impl Missing {
    /// What would help, as a clause: `import numbers, or use a cadence without calls and texts`.
    pub const fn repair(self) -> &'static str {
        match self {
            Self::Number => "import numbers, or use a cadence without calls and texts",
            Self::GoodNumber => "find another number, or use a cadence without calls and texts",
            Self::AllowedNumber => "use a cadence without calls and texts",
            Self::AllowedEmail => "use a cadence without e-mail",
            Self::Email => "import e-mail addresses, or use a cadence without e-mail",
            Self::GoodEmail => "find another e-mail address, or use a cadence without e-mail",
            Self::Profile => {
                "add a profile address or the company, or use a cadence without social"
            }
            Self::PostalAddress => {
                "import postal addresses, or use a cadence without letters and walk-ins"
            }
            Self::Permission => "use a cadence without the channels they forbade",
            Self::CommonHour => "add hours that overlap theirs, or use a cadence without calls",
        }
    }

    /// How the lack is told of one person, by itself: `no number that works`.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Number => "no phone number",
            Self::GoodNumber => "no number that works",
            Self::AllowedNumber => "the number was forbidden by somebody who has it",
            Self::AllowedEmail => "the e-mail address was forbidden by somebody who has it",
            Self::Email => "no e-mail address",
            Self::GoodEmail => "no e-mail address that works",
            Self::Profile => "no profile address, and no name with a company to search for",
            Self::PostalAddress => "no postal address",
            Self::Permission => "they forbade this channel",
            Self::CommonHour => "no hour in which you work and they may be called",
        }
    }

    /// How the lack is told of `n` people: `40 lack a number`.
    pub fn told_of(self, n: usize) -> String {
        let one = n == 1;
        let lack = if one { "lacks" } else { "lack" };
        match self {
            Self::Number => format!("{n} {lack} a number"),
            Self::GoodNumber => format!("{n} {lack} a number that is right"),
            Self::AllowedNumber => format!("{n} may not be called at any number of theirs"),
            Self::AllowedEmail => format!("{n} may not be e-mailed at any address of theirs"),
            Self::Email => format!("{n} {lack} an e-mail address"),
            Self::GoodEmail => format!("{n} {lack} an e-mail address that is right"),
            Self::Profile => format!("{n} {lack} a profile address or a company"),
            Self::PostalAddress => format!("{n} {lack} a postal address"),
            Self::Permission => format!("{n} forbade the channel"),
            Self::CommonHour => format!("{n} {} no common hour", if one { "has" } else { "have" }),
        }
    }
}

/// One phone number, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberFacts {
    /// Its id.
    pub id: PhoneNumberId,
    /// Where it is used; a fax is never a way to call.
    pub label: Label,
    /// Marked bad: it does not work.
    pub is_bad: bool,
    /// Suppressed by itself, whoever said so.
    pub is_barred: bool,
}

/// One e-mail address, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmailFacts {
    /// Its id.
    pub id: EmailAddressId,
    /// Marked bad, or bounced: it does not work.
    pub is_bad: bool,
    /// Suppressed by itself, whoever said so.
    pub is_barred: bool,
}

/// Everything by which a person can be reached. Lists stand in the person's own order, primary first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Phone numbers.
    pub numbers: Vec<NumberFacts>,
    /// E-mail addresses.
    pub emails: Vec<EmailFacts>,
    /// Whether a profile address on a social network is known.
    pub has_profile: bool,
    /// Whether a name is known.
    pub has_name: bool,
    /// Whether the company is known.
    pub has_company: bool,
    /// Whether a usable postal address is known ([`crate::people::PostalAddress::is_usable`]).
    pub has_postal_address: bool,
    /// Channels the person forbade.
    pub forbidden: BTreeSet<Channel>,
    /// Whether their calling window never overlaps the rep's hours: no call can be made on time.
    pub no_common_hour: bool,
}

/// The way a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By this number.
    Number(PhoneNumberId),
    /// To this address.
    Email(EmailAddressId),
    /// On the profile that is known.
    Profile,
    /// By a search for name and company.
    Search,
    /// To the postal address.
    PostalAddress,
    /// It needs no address.
    Open,
}

/// How a touch on `channel` reaches the person (PRODUCT D2, "Usable").
///
/// # Errors
/// What is missing for it.
pub fn usable(channel: Channel, reach: &Reach) -> Result<Way, Missing> {
    if reach.forbidden.contains(&channel) {
        return Err(Missing::Permission);
    }
    match channel {
        Channel::Call if reach.no_common_hour => {
            number(channel, reach).and(Err(Missing::CommonHour))
        }
        Channel::Call | Channel::Text => number(channel, reach).map(Way::Number),
        Channel::Email => email(reach).map(Way::Email),
        Channel::Social if reach.has_profile => Ok(Way::Profile),
        Channel::Social if reach.has_name && reach.has_company => Ok(Way::Search),
        Channel::Social => Err(Missing::Profile),
        Channel::Letter | Channel::WalkIn if reach.has_postal_address => Ok(Way::PostalAddress),
        Channel::Letter | Channel::WalkIn => Err(Missing::PostalAddress),
        Channel::Event | Channel::Video => Ok(Way::Open),
    }
}

/// The first step, counted from 1, that cannot be done, and what it lacks.
///
/// # Errors
/// [`NotAble`] names the step and what is missing.
pub fn able(cadence: &Cadence, reach: &Reach) -> Result<(), NotAble> {
    for (step, number) in cadence.steps.iter().zip(1..) {
        if let Err(missing) = usable(step.channel, reach) {
            return Err(NotAble { step: number, missing });
        }
    }
    Ok(())
}

/// Whether a step could be done, its hours aside: what decides if a running cadence skips it.
pub(crate) fn has_way(step: &Step, reach: &Reach) -> Result<(), Missing> {
    match usable(step.channel, reach) {
        Ok(_) | Err(Missing::CommonHour) => Ok(()),
        Err(missing) => Err(missing),
    }
}

/// Why somebody cannot be started: the first step that cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("step {step} cannot be done: {}", .missing.told())]
pub struct NotAble {
    /// The step, from 1.
    pub step: u8,
    /// What it lacks.
    pub missing: Missing,
}

/// One line of "who cannot be started": how many lack what, told with what would help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// What is missing.
    pub missing: Missing,
    /// How many people lack it at their first step that cannot be done.
    pub people: usize,
    /// `40 lack a number: import numbers, or use a cadence without calls and texts`.
    pub sentence: String,
}

/// Counts those who cannot be started by what they lack, most frequent first, ties in the order of [`Missing`].
pub fn lacks(not_able: impl IntoIterator<Item = Missing>) -> Vec<Lack> {
    let mut counts: BTreeMap<Missing, usize> = BTreeMap::new();
    for missing in not_able {
        *counts.entry(missing).or_default() += 1;
    }
    let mut lacks: Vec<Lack> = counts
        .into_iter()
        .map(|(missing, people)| Lack {
            missing,
            people,
            sentence: format!("{}: {}", missing.told_of(people), missing.repair()),
        })
        .collect();
    lacks.sort_by_key(|lack| std::cmp::Reverse(lack.people));
    lacks
}

/// The channel of a touch that may choose: the preferred one if usable, else the fastest that is.
pub fn choose_channel(preferred: Channel, reach: &Reach) -> Channel {
    let by_speed = [Channel::Call, Channel::Email, Channel::Text, Channel::Social, Channel::Letter];
    std::iter::once(preferred)
        .chain(by_speed)
        .find(|channel| usable(*channel, reach).is_ok())
        .unwrap_or(Channel::Video)
}

fn number(channel: Channel, reach: &Reach) -> Result<PhoneNumberId, Missing> {
    let voice = || reach.numbers.iter().filter(|number| number.label != Label::Fax);
    let good = || voice().filter(|number| !number.is_bad && !number.is_barred);
    // A text goes to a mobile where one is known; a call to the first number of the person's own order.
    let mobile = good().find(|number| channel == Channel::Text && number.label == Label::Mobile);
    match mobile.or_else(|| good().next()) {
        Some(number) => Ok(number.id),
        None if voice().next().is_none() => Err(Missing::Number),
        None if voice().any(|number| !number.is_bad) => Err(Missing::AllowedNumber),
        None => Err(Missing::GoodNumber),
    }
}

fn email(reach: &Reach) -> Result<EmailAddressId, Missing> {
    let working = || reach.emails.iter().filter(|email| !email.is_bad);
    match working().find(|email| !email.is_barred) {
        Some(email) => Ok(email.id),
        None if reach.emails.is_empty() => Err(Missing::Email),
        None if working().next().is_some() => Err(Missing::AllowedEmail),
        None => Err(Missing::GoodEmail),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::cadences::starters::starters;

    /// Reads words: `work`, `mobile`, `fax`, `bad` and `barred` (numbers), `email`, `bad-email`, `barred-email`, `profile`,
    /// `name`, `company`, `postal`, `no-hour`, and `no-CHANNEL` for what they forbade.
    fn reach(text: &str) -> Reach {
        let mut reach = Reach::default();
        for (word, n) in text.split_whitespace().zip(1..) {
            let (number, email) =
                (PhoneNumberId(Uuid::from_u128(n)), EmailAddressId(Uuid::from_u128(n)));
            match word {
                "bad" => {
                    reach.numbers.push(NumberFacts {
                        id: number,
                        label: Label::Work,
                        is_bad: true,
                        is_barred: false,
                    });
                }
                "barred" => {
                    reach.numbers.push(NumberFacts {
                        id: number,
                        label: Label::Work,
                        is_bad: false,
                        is_barred: true,
                    });
                }
                "email" | "bad-email" | "barred-email" => {
                    let (is_bad, is_barred) = (word == "bad-email", word == "barred-email");
                    reach.emails.push(EmailFacts { id: email, is_bad, is_barred });
                }
                "profile" => reach.has_profile = true,
                "name" => reach.has_name = true,
                "company" => reach.has_company = true,
                "postal" => reach.has_postal_address = true,
                "no-hour" => reach.no_common_hour = true,
                word => match word.strip_prefix("no-") {
                    Some(channel) => drop(reach.forbidden.insert(Channel::parse(channel).unwrap())),
                    None => reach.numbers.push(NumberFacts {
                        id: number,
                        label: Label::parse(word).unwrap(),
                        is_bad: false,
                        is_barred: false,
                    }),
                },
            }
        }
        reach
    }

    #[track_caller]
    fn check(channel: &str, who: &str, expected: &str) {
        let got = match usable(Channel::parse(channel).unwrap(), &reach(who)) {
            Ok(Way::Number(id)) => format!("number {}", id.0.as_u128()),
            Ok(Way::Email(id)) => format!("email {}", id.0.as_u128()),
            Ok(way) => format!("{way:?}").to_lowercase(),
            Err(missing) => format!("no {missing}"),
        };
        assert_eq!(got, expected, "{channel}: {who}");
    }

    #[test]
    fn a_call_needs_a_number_that_is_neither_bad_nor_a_fax() {
        check("call", "work mobile", "number 1");
        check("call", "bad work", "number 2");
        check("call", "bad", "no good_number");
        check("call", "fax", "no number");
        check("call", "", "no number");
        check("call", "work no-call", "no permission");
        check("call", "work no-hour", "no common_hour");
        check("call", "no-hour", "no number");
    }

    #[test]
    fn an_address_that_somebody_forbade_is_no_wrong_one() {
        check("call", "barred", "no allowed_number");
        check("call", "barred bad", "no allowed_number");
        check("call", "barred work", "number 2");
        check("email", "barred-email bad-email", "no allowed_email");
        check("email", "barred-email email", "email 2");
    }

    #[test]
    fn every_lack_is_told_in_words_a_rep_knows() {
        for missing in Missing::ALL {
            let told = missing.told();
            assert!(told.contains(' ') && !told.contains('_'), "{told}");
        }
    }

    #[test]
    fn a_text_goes_to_the_mobile_and_at_any_hour() {
        check("text", "work mobile", "number 2");
        check("text", "work no-hour", "number 1");
    }

    #[test]
    fn every_other_channel_needs_its_own_address() {
        check("email", "bad-email email", "email 2");
        check("email", "bad-email", "no good_email");
        check("email", "work", "no email");
        check("social", "profile", "profile");
        check("social", "name company", "search");
        check("social", "name", "no profile");
        check("letter", "postal", "postaladdress");
        check("walk_in", "email", "no postal_address");
        check("event", "", "open");
        check("video", "", "open");
        check("video", "no-video", "no permission");
    }

    #[test]
    fn a_cadence_is_refused_at_the_first_step_that_cannot_be_done() {
        let cold = starters().unwrap().remove(0);
        let not = |who: &str| able(&cold, &reach(who)).map_err(|error| error.to_string());
        assert_eq!(not("work email name company"), Ok(()));
        assert_eq!(
            not("email name company"),
            Err("step 1 cannot be done: no phone number".to_owned())
        );
        assert_eq!(
            not("work name company"),
            Err("step 2 cannot be done: no e-mail address".to_owned())
        );
        assert_eq!(
            not("work email"),
            Err(format!("step 4 cannot be done: {}", Missing::Profile.told()))
        );
    }

    #[test]
    fn the_lacks_are_counted_with_what_would_help() {
        let sentences: Vec<String> = lacks([Missing::Email, Missing::Number, Missing::Number])
            .into_iter()
            .map(|lack| lack.sentence)
            .collect();
        assert_eq!(
            sentences,
            [
                "2 lack a number: import numbers, or use a cadence without calls and texts",
                "1 lacks an e-mail address: import e-mail addresses, or use a cadence without e-mail",
            ]
        );
    }
}
