//! The starters: three cadences that every workspace is born with, with scripts in English and German.

use super::{Cadence, file};

/// The files, in the order in which they are shown.
pub const FILES: [&str; 3] = [
    include_str!("../../cadences/cold.toml"),
    include_str!("../../cadences/trade-show.toml"),
    include_str!("../../cadences/referral.toml"),
];

/// The starters of PRODUCT.md: Cold, Trade show, Referral.
///
/// # Errors
/// None in a build whose tests pass: the files are part of it.
pub fn starters() -> Result<Vec<Cadence>, file::FileError> {
    FILES.iter().map(|text| file::read(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        activities::Channel,
        cadences::{Asks, Language, warnings::warnings},
    };

    #[track_caller]
    fn check(name: &str, touches: usize, minutes: u32, last_day: u32, steps: &str) {
        let starters = starters().unwrap();
        let cadence = starters.iter().find(|cadence| cadence.name == name).unwrap();
        assert_eq!(cadence.steps.len(), touches);
        assert_eq!(cadence.minutes(), minutes);
        assert_eq!(cadence.last_day(), last_day);
        let told: Vec<String> = cadence
            .steps
            .iter()
            .map(|step| format!("{} {} g{}", step.channel, step.minutes, step.gap))
            .collect();
        assert_eq!(told.join(", "), steps);
        assert!(cadence.steps.iter().all(|step| step.window == 2));
        assert_eq!(cadence.languages, [Language::English, Language::German]);
        assert!(cadence.steps.iter().all(|step| step.scripts.len() == 2), "a script is missing");
        assert_eq!(warnings(cadence), [], "{name}");
    }

    #[test]
    fn the_starters_are_those_of_the_product_page() {
        check(
            "Cold",
            8,
            33,
            21,
            "call 8 g0, email 4 g1, call 4 g2, social 3 g3, call 4 g3, email 3 g3, call 4 g4, email 3 g4",
        );
        check(
            "Trade show",
            6,
            25,
            15,
            "call 6 g0, email 4 g1, call 4 g2, call 4 g3, email 3 g4, call 4 g4",
        );
        check("Referral", 4, 18, 10, "call 6 g0, call 4 g2, email 4 g3, call 4 g4");
    }

    #[test]
    fn every_call_asks_every_email_gives_and_the_last_one_parts_well() {
        for cadence in starters().unwrap() {
            for step in &cadence.steps {
                let last_email = cadence.steps.iter().rfind(|step| step.channel == Channel::Email);
                assert_eq!(last_email.unwrap().asks, Asks::PartsWell);
                match step.channel {
                    Channel::Call => assert_eq!(step.asks, Asks::Meeting),
                    Channel::Email => assert!(step.gives.is_some()),
                    _ => {}
                }
            }
        }
    }
}
