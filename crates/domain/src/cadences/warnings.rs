//! What is pointed out about a cadence without refusing it.

use std::collections::BTreeMap;

use super::{Asks, Cadence, GiftKind, Language};
use crate::activities::Channel;

/// Something worth a second look. Steps count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// Two steps give the same.
    #[error("steps {first} and {second} give the same")]
    SameGift {
        /// The earlier step.
        first: u8,
        /// The later one.
        second: u8,
    },
    /// An e-mail that gives nothing.
    #[error("step {step}: an e-mail that gives nothing: add a fact, a case or a question")]
    EmptyEmail {
        /// The step.
        step: u8,
    },
    /// The last touch neither asks nor parts well.
    #[error("step {step}: the last touch neither asks nor parts well")]
    LooseEnd {
        /// The step.
        step: u8,
    },
    /// Fewer than three touches, or more than eight.
    #[error("{touches} touches: 3 to 8 are usual")]
    Unusual {
        /// How many.
        touches: usize,
    },
    /// A script is missing in one of the cadence's languages.
    #[error("step {step}: no script in `{language}`")]
    NoScript {
        /// The step.
        step: u8,
        /// The language.
        language: Language,
    },
    /// An e-mail without a subject.
    #[error("step {step}: the e-mail in `{language}` has no subject")]
    NoSubject {
        /// The step.
        step: u8,
        /// The language.
        language: Language,
    },
}

/// Everything worth pointing out, by step.
pub fn warnings(cadence: &Cadence) -> Vec<Warning> {
    let mut found = Vec::new();
    if !(3..=8).contains(&cadence.steps.len()) {
        found.push(Warning::Unusual { touches: cadence.steps.len() });
    }
    let mut gifts: BTreeMap<(GiftKind, String), u8> = BTreeMap::new();
    for (step, number) in cadence.steps.iter().zip(1..) {
        if let Some(gift) = &step.gives {
            let gift = (gift.kind, folded(&gift.text));
            match gifts.get(&gift) {
                Some(first) => found.push(Warning::SameGift { first: *first, second: number }),
                None => drop(gifts.insert(gift, number)),
            }
        } else if step.channel == Channel::Email {
            found.push(Warning::EmptyEmail { step: number });
        }
        for language in &cadence.languages {
            match step.scripts.get(language) {
                None if !step.scripts.is_empty() => {
                    found.push(Warning::NoScript { step: number, language: *language });
                }
                Some(script) if step.channel == Channel::Email && script.subject.is_empty() => {
                    found.push(Warning::NoSubject { step: number, language: *language });
                }
                _ => {}
            }
        }
    }
    if cadence.steps.last().is_some_and(|step| step.asks == Asks::Nothing) {
        found.push(Warning::LooseEnd { step: cadence.last() });
    }
    found
}

/// Words only, in small letters: what gives the same in other punctuation gives the same.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cadences::file;

    /// Steps as `channel/asks/gift` lines.
    #[track_caller]
    fn check(steps: &str, expected: &str) {
        let mut text = "name = \"c\"\n".to_owned();
        for step in steps.split(", ") {
            let mut parts = step.split('/');
            let (channel, asks, gift) =
                (parts.next().unwrap(), parts.next().unwrap(), parts.next());
            let gives =
                gift.map(|gift| format!("gives = {{ kind = \"fact\", text = \"{gift}\" }}\n"));
            let step = format!(
                "channel = \"{channel}\"\nminutes = 4\ngap = 1\nwindow = 2\nasks = \"{asks}\"\n"
            );
            text.extend(["[[steps]]\n", &step, &gives.unwrap_or_default()]);
        }
        let found: Vec<String> =
            warnings(&file::read(&text).unwrap()).iter().map(ToString::to_string).collect();
        assert_eq!(found.join("; "), expected);
    }

    #[test]
    fn two_steps_that_give_the_same_are_pointed_out() {
        check(
            "call/meeting/A b., email/meeting/c, call/meeting/a  B",
            "steps 1 and 3 give the same",
        );
    }

    #[test]
    fn an_email_that_gives_nothing_is_pointed_out() {
        check(
            "call/meeting, email/meeting, call/meeting",
            "step 2: an e-mail that gives nothing: add a fact, a case or a question",
        );
    }

    #[test]
    fn the_last_touch_asks_or_parts_well() {
        check(
            "call/meeting, call/meeting, call/nothing",
            "step 3: the last touch neither asks nor parts well",
        );
        check("call/meeting, call/meeting, call/parts_well", "");
    }

    #[test]
    fn fewer_than_three_or_more_than_eight_touches_are_unusual() {
        check("call/meeting, call/meeting", "2 touches: 3 to 8 are usual");
        check(&["call/meeting"; 9].join(", "), "9 touches: 3 to 8 are usual");
    }
}
